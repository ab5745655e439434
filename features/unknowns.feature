Feature: What nobody said

  Most people know five or six things about a group, not seventy. What nobody said is neither
  "no" nor zero: a rule speaks only where it is sure. Some things are assumed, by what is
  usual for the kind of group, and every advice says which.

  Rule: Unknown is not false, and not zero

    Scenario: Referrals given, without those received, say nothing
      Given a referral group of which we know
        | reciprocity.referrals_given | 12 |
      When joinwise advises on it
      Then "one-way-street" does not apply

    Scenario: A null is the same as nothing
      Given a referral group of which we know
        | reciprocity.referrals_given    | 12   |
        | reciprocity.referrals_received | null |
      When joinwise advises on it
      Then "one-way-street" does not apply

    Scenario: Nobody asked whether somebody has asked
      Given an online business network of which nothing else is known
      When joinwise advises on it
      Then "somebody-asked" does not apply
      And "nobody-asked" does not apply

    Scenario: Without a budget nothing is over budget
      Given a peer group of which we know
        | cost.total_per_year | 48000 |
      When joinwise advises on it
      Then "over-budget" does not apply

  Rule: What is usual for the kind is assumed if nobody said, and is told

    Scenario: A referral group of which we know the name
      Given a referral group of which nothing else is known
      When joinwise advises on it
      Then it is assumed that
        | mode                           | in_person |
        | cost.annual_dues               | 500       |
        | time.meetings_per_year         | 48        |
        | time.hours_per_meeting         | 1.5       |
        | travel.hours_per_meeting       | 0.5       |
        | time.follow_up_hours_per_month | 2         |
        | you.hour_value                 | 40        |
        | you.profit_per_deal            | 500       |
      And the fact "yearly_cash" is 500
      And the advice is to skip

    Scenario: What is said is not assumed
      Given a referral group of which we know
        | cost.annual_dues       | 900 |
        | time.meetings_per_year | 24  |
      When joinwise advises on it
      Then the fact "yearly_cash" is 900
      And the fact "usual_dues" is 500

    Scenario: Online nobody travels
      Given an online community of which nothing else is known
      When joinwise advises on it
      Then it is assumed that
        | mode                     | online |
        | travel.hours_per_meeting | 0      |

  Rule: What is usual in money goes by the prices where people live

    Scenario Outline: A chamber in <currency>
      Given a chamber of commerce of which we know
        | currency | <currency> |
      When joinwise advises on it
      Then it is assumed that
        | cost.annual_dues    | <dues> |
        | you.hour_value      | <hour> |
        | you.profit_per_deal | <deal> |

      Examples:
        | currency | dues   | hour  | deal  |
        | USD      | 280    | 40    | 500   |
        | GBP      | 185.92 | 26.56 | 332   |
        | JPY      | 26460  | 3780  | 47250 |

    @reference
    Scenario Outline: What costs a dollar in the United States costs <price> <currency> at home
      Given a chamber of commerce of which we know
        | currency | <currency> |
      When joinwise advises on it
      Then the fact "price_level" is <price>

      Examples: every currency whose prices we know
        | currency | price |
        | AED      | 2.33  |
        | AUD      | 1.37  |
        | BDT      | 29.9  |
        | BRL      | 2.49  |
        | CAD      | 1.15  |
        | CHF      | 0.949 |
        | CLP      | 436   |
        | CNY      | 3.53  |
        | COP      | 1440  |
        | CZK      | 12.8  |
        | DKK      | 6.05  |
        | EGP      | 6.25  |
        | EUR      | 0.67  |
        | GBP      | 0.664 |
        | HKD      | 5.61  |
        | HUF      | 176   |
        | IDR      | 4750  |
        | ILS      | 3.5   |
        | INR      | 20.4  |
        | JPY      | 94.5  |
        | KES      | 43.3  |
        | KRW      | 809   |
        | MXN      | 9.92  |
        | MYR      | 1.4   |
        | NGN      | 176   |
        | NOK      | 9.14  |
        | NZD      | 1.46  |
        | PHP      | 19.4  |
        | PKR      | 67    |
        | PLN      | 1.95  |
        | RON      | 1.88  |
        | SAR      | 1.85  |
        | SEK      | 8.49  |
        | SGD      | 0.804 |
        | THB      | 10.5  |
        | TRY      | 11.4  |
        | USD      | 1     |
        | VND      | 6960  |
        | ZAR      | 7.43  |

    Scenario: In a currency whose prices we do not know, nothing in money is assumed
      Given a chamber of commerce of which we know
        | currency | ISK |
      When joinwise advises on it
      Then "prices-unknown" says: We know no prices in ISK, so only the money that you name is weighed, and only business counts as a gain; name the dues, what your hour is worth and what a piece of business brings.
      And "money" does not apply
      And the fact "payback" is not known

    Scenario: What you name in such a currency is weighed: 160,000 from a piece of business, and what it takes
      Given a chamber of commerce of which we know
        | currency            | ISK    |
        | cost.annual_dues    | 40000  |
        | you.hour_value      | 4000   |
        | you.profit_per_deal | 160000 |
      When joinwise advises on it
      Then the fact "expected_gain" is 128000
      And the fact "yearly_cost" is 165000
      And the fact "payback" is 0.77575758
      And the fact "usual_return" is 0.77575758

    Scenario: In a currency whose prices we know, or where none is named, that is not said
      Given a chamber of commerce of which we know
        | currency | EUR |
      When joinwise advises on it
      Then "prices-unknown" does not apply
