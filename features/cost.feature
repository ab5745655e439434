Feature: What it takes in money

  A group that is more than you can spend is skipped, however good it is. Short of that, money
  speaks for a group that costs next to nothing, and against one that costs far more than most.

  Rule: More than your budget is skipped, whatever else speaks for it

    Scenario Outline: A business club that costs <cost> a year with a budget of 500
      Given a business club of which we know
        | cost.total_per_year     | <cost>   |
        | you.annual_budget       | 500      |
        | past_yield.business     | much     |
      When joinwise advises on it
      Then "over-budget" <does>
      And the advice is to <advice>

      Examples: below, on and above the limit
        | cost | does           | advice |
        | 499  | does not apply | join   |
        | 500  | does not apply | join   |
        | 501  | applies        | skip   |

  Rule: What it takes in money is weighed on one scale, whatever the currency

    Scenario Outline: A trade association that costs <cost> <currency> a year
      Given a trade association of which we know
        | cost.total_per_year | <cost>     |
        | currency            | <currency> |
      When joinwise advises on it
      Then "money" gives <points> points

      Examples: below, on and above each limit
        | cost | currency | points |
        | 99   | USD      | 5      |
        | 100  | USD      | 0      |
        | 999  | USD      | 0      |
        | 1000 | USD      | -6     |
        | 2999 | USD      | -6     |
        | 3000 | USD      | -15    |
        | 663  | GBP      | 0      |
        | 664  | GBP      | -6     |

    Scenario: In a currency whose prices we do not know, money is not weighed
      Given a trade association of which we know
        | cost.total_per_year | 3000 |
        | currency            | ISK  |
      When joinwise advises on it
      Then "money" does not apply
      And the fact "cash_in_dollars" is not known

  Rule: A joining fee is spread over five years, and items add up

    Scenario: A referral group with dues, a fee, breakfasts and parking
      Given a referral group of which we know
        | cost.annual_dues        | 480 |
        | cost.joining_fee        | 100 |
        | cost.meals_per_meeting  | 10  |
        | travel.cost_per_meeting | 5   |
        | time.meetings_per_year  | 48  |
      When joinwise advises on it
      Then the fact "yearly_cash" is 1220
      And "money" gives -6 points

    Scenario: Where the whole is given, it stands in place of the items
      Given a referral group of which we know
        | cost.annual_dues    | 480 |
        | cost.total_per_year | 700 |
      When joinwise advises on it
      Then the fact "yearly_cash" is 700

  Rule: Where no figure is known, the word counts

    Scenario: A coworking space that is dear
      Given a coworking space of which we know
        | cost.level | high |
      When joinwise advises on it
      Then "dear-by-word" gives -8 points
      And in short: Skip: it is expensive.

    Scenario: A coworking space that is dear, and whose price is known
      Given a coworking space of which we know
        | cost.level       | high |
        | cost.annual_dues | 1800 |
      When joinwise advises on it
      Then "dear-by-word" does not apply
      And "money" gives -6 points
