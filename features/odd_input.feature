@reference
Feature: What does not fit together

  People mistype, mix up years and months, or have a group in mind that is stranger than most. Nothing
  of it is refused. What does not fit together is weighed as it was said and pointed out, and numbers
  beyond all sense do not make a group look good.

  Rule: A share of income, and the income

    Scenario Outline: share of income <share of income>, yearly income <yearly income>
      Given a business club of which we know
        | past_yield.share_of_income | <share of income> |
        | you.yearly_income          | <yearly income>   |
      When joinwise advises on it
      Then "share-of-nothing" <does>

      Examples: on and beside each limit
        | share of income | yearly income | does           |
        | 0               | 0             | does not apply |
        | 0.01            | 0             | gives 0 points |
        | 0.01            | 1             | does not apply |
        | 0.01            | null          | does not apply |
        | null            | 0             | does not apply |

    Scenario: What is said of it: share of nothing
      Given a business club of which we know
        | past_yield.share_of_income | 0.25 |
        | you.yearly_income          | 0    |
      When joinwise advises on it
      Then "share-of-nothing" says: You name a share of an income of 0 USD; please check the two.

  Rule: Pieces of business, and the turnover

    Scenario Outline: deals <deals>, revenue <revenue>
      Given a business club of which we know
        | past_yield.deals   | <deals>   |
        | past_yield.revenue | <revenue> |
      When joinwise advises on it
      Then "deals-without-turnover" <does>

      Examples: on and beside each limit
        | deals | revenue | does           |
        | 0     | 0       | does not apply |
        | 1     | 0       | gives 0 points |
        | 1     | 1       | does not apply |
        | 1     | null    | does not apply |

    Scenario: What is said of it: deals without turnover
      Given a business club of which we know
        | past_yield.deals   | 1 |
        | past_yield.revenue | 0 |
      When joinwise advises on it
      Then "deals-without-turnover" says: You name 1 piece of business and no turnover; please check the two.

  Rule: Turnover, and no piece of business

    Scenario Outline: revenue <revenue>, deals <deals>
      Given a business club of which we know
        | past_yield.deals   | <deals>   |
        | past_yield.revenue | <revenue> |
      When joinwise advises on it
      Then "turnover-without-deals" <does>

      Examples: on and beside each limit
        | deals | revenue | does           |
        | 0     | 0       | does not apply |
        | 0     | 1       | gives 0 points |
        | 1     | 1       | does not apply |
        | null  | 1       | does not apply |

    Scenario: What is said of it: turnover without deals
      Given a business club of which we know
        | past_yield.deals   | 0    |
        | past_yield.revenue | 5000 |
      When joinwise advises on it
      Then "turnover-without-deals" says: You name a turnover of 5,000 USD and no piece of business; please check the two.

  Rule: Profit, and the turnover

    Scenario Outline: profit <profit>, revenue <revenue>
      Given a business club of which we know
        | past_yield.profit  | <profit>  |
        | past_yield.revenue | <revenue> |
      When joinwise advises on it
      Then "profit-above-turnover" <does>

      Examples: on and beside each limit
        | profit | revenue | does           |
        | 500    | 500     | does not apply |
        | 501    | 500     | gives 0 points |
        | null   | 500     | does not apply |

    Scenario: What is said of it: profit above turnover
      Given a business club of which we know
        | past_yield.profit  | 9000 |
        | past_yield.revenue | 5000 |
      When joinwise advises on it
      Then "profit-above-turnover" says: You name a profit of 9,000 USD and a turnover of 5,000 USD; please check the two.

  Rule: Pieces of business, and enquiries

    Scenario Outline: deals <deals>, leads <leads>
      Given a business club of which we know
        | past_yield.deals | <deals> |
        | past_yield.leads | <leads> |
      When joinwise advises on it
      Then "deals-above-leads" <does>

      Examples: on and beside each limit
        | deals | leads | does           |
        | 1     | 1     | does not apply |
        | 1     | 0     | gives 0 points |
        | 1     | null  | does not apply |

    Scenario: What is said of it: deals above leads
      Given a business club of which we know
        | past_yield.deals | 2 |
        | past_yield.leads | 1 |
      When joinwise advises on it
      Then "deals-above-leads" says: You name 2 pieces of business and 1 enquiry; each piece begins with one.

  Rule: Referrals, and enquiries

    Scenario Outline: referrals received <referrals received>, leads <leads>
      Given a business club of which we know
        | reciprocity.referrals_received | <referrals received> |
        | past_yield.leads               | <leads>              |
      When joinwise advises on it
      Then "referrals-above-leads" <does>

      Examples: on and beside each limit
        | referrals received | leads | does           |
        | 3                  | 3     | does not apply |
        | 4                  | 3     | gives 0 points |
        | 4                  | null  | does not apply |

    Scenario: What is said of it: referrals above leads
      Given a business club of which we know
        | reciprocity.referrals_received | 4 |
        | past_yield.leads               | 1 |
      When joinwise advises on it
      Then "referrals-above-leads" says: You name 4 referrals received and 1 enquiry; please count referrals among the enquiries.

  Rule: A first piece of business, and how many there were

    Scenario Outline: months to first deal <months to first deal>, deals <deals>
      Given a business club of which we know
        | past_yield.months_to_first_deal | <months to first deal> |
        | past_yield.deals                | <deals>                |
      When joinwise advises on it
      Then "first-deal-of-none" <does>

      Examples: on and beside each limit
        | months to first deal | deals | does           |
        | 4                    | 0     | gives 0 points |
        | 4                    | 1     | does not apply |
        | null                 | 0     | does not apply |

    Scenario: What is said of it: first deal of none
      Given a business club of which we know
        | past_yield.months_to_first_deal | 4 |
        | past_yield.deals                | 0 |
      When joinwise advises on it
      Then "first-deal-of-none" says: You say how long the first piece of business took, and name 0 pieces; please check the two.

  Rule: A first piece of business later than the membership

    Scenario Outline: deals <deals>, months to first deal <months to first deal>, months member <months member>
      Given a business club of which we know
        | past_yield.deals                | <deals>                |
        | past_yield.months_to_first_deal | <months to first deal> |
        | past_yield.months_member        | <months member>        |
      When joinwise advises on it
      Then "first-deal-too-late" <does>

      Examples: on and beside each limit
        | deals | months to first deal | months member | does           |
        | 1     | 12                   | 12            | does not apply |
        | 1     | 13                   | 12            | gives 0 points |
        | 0     | 13                   | 12            | does not apply |
        | 1     | 13                   | null          | does not apply |

    Scenario Outline: A first piece of business after 13 months, 12 of membership, and figures of <months>
      Given a business club of which we know
        | past_yield.deals                | 1        |
        | past_yield.months_to_first_deal | 13       |
        | past_yield.months_member        | 12       |
        | past_yield.months               | <months> |
      When joinwise advises on it
      Then "first-deal-too-late" <does>

      Examples: the longer of the two counts
        | months | does           |
        | 12     | gives 0 points |
        | 13     | does not apply |

    Scenario: What is said of it: first deal too late
      Given a business club of which we know
        | past_yield.deals                | 1  |
        | past_yield.months_to_first_deal | 20 |
        | past_yield.months_member        | 12 |
      When joinwise advises on it
      Then "first-deal-too-late" says: The first piece of business took 20 months, longer than you have been in it; please check the two.

  Rule: Months of figures, and of membership

    Scenario Outline: months <months>, months member <months member>
      Given a business club of which we know
        | past_yield.months        | <months>        |
        | past_yield.months_member | <months member> |
      When joinwise advises on it
      Then "record-above-membership" <does>

      Examples: on and beside each limit
        | months | months member | does           |
        | 12     | 12            | does not apply |
        | 13     | 12            | gives 0 points |
        | null   | 12            | does not apply |
        | 13     | null          | does not apply |

    Scenario: What is said of it: record above membership
      Given a business club of which we know
        | past_yield.months        | 1 |
        | past_yield.months_member | 0 |
      When joinwise advises on it
      Then "record-above-membership" says: Your figures cover 1 month and you have been in it for 0 months; please check the two.

  Rule: Business, before a single month

    Scenario Outline: months member <months member>, deals <deals>, revenue <revenue>, profit <profit>
      Given a business club of which we know
        | past_yield.months_member | <months member> |
        | past_yield.deals         | <deals>         |
        | past_yield.revenue       | <revenue>       |
        | past_yield.profit        | <profit>        |
      When joinwise advises on it
      Then "business-in-no-time" <does>

      Examples: on and beside each limit
        | months member | deals | revenue | profit | does           |
        | 0             | 1     | null    | null   | gives 0 points |
        | 0             | null  | 1       | null   | gives 0 points |
        | 0             | null  | null    | 1      | gives 0 points |
        | 0             | 0     | 0       | 0      | does not apply |
        | 1             | 1     | 1       | 1      | does not apply |

    Scenario: Turnover without any profit is business as well
      Given a business club of which we know
        | past_yield.months_member | 0 |
        | past_yield.revenue       | 1 |
        | you.margin               | 0 |
      When joinwise advises on it
      Then "business-in-no-time" applies

    Scenario: What is said of it: business in no time
      Given a business club of which we know
        | past_yield.months_member | 0    |
        | past_yield.deals         | 40   |
        | past_yield.revenue       | null |
        | past_yield.profit        | null |
      When joinwise advises on it
      Then "business-in-no-time" says: You name business that it brought in 0 months; say how many months it took to have it weighed.

  Rule: A word for the business, and the count

    Scenario Outline: business <business>, deals <deals>
      Given a business club of which we know
        | past_yield.business | <business> |
        | past_yield.deals    | <deals>    |
      When joinwise advises on it
      Then "word-against-count" <does>

      Examples: on and beside each limit
        | business | deals | does           |
        | none     | 0     | does not apply |
        | none     | 1     | gives 0 points |
        | much     | 0     | gives 0 points |
        | much     | 1     | does not apply |
        | little   | 0     | does not apply |
        | none     | null  | does not apply |

    Scenario: What is said of it: word against count
      Given a business club of which we know
        | past_yield.business | none |
        | past_yield.deals    | 3    |
      When joinwise advises on it
      Then "word-against-count" says: You call the business that it brought "none" and count 3 pieces; the count is weighed.

  Rule: One seat per profession, and competitors

    Scenario Outline: exclusive seat <exclusive seat>, competitors <competitors>
      Given a referral group of which we know
        | members.exclusive_seat | <exclusive seat> |
        | members.competitors    | <competitors>    |
      When joinwise advises on it
      Then "seat-is-shared" <does>

      Examples: on and beside each limit
        | exclusive seat | competitors | does           |
        | true           | 0           | does not apply |
        | true           | 1           | gives 0 points |
        | false          | 1           | does not apply |

    Scenario: What is said of it: seat is shared
      Given a referral group of which we know
        | members.exclusive_seat | true |
        | members.competitors    | 2    |
      When joinwise advises on it
      Then "seat-is-shared" says: You say that there is one seat per profession, and count 2 competitors there; please check the two.

  Rule: Competitors, and members

    Scenario Outline: competitors <competitors>, count <count>
      Given a trade association of which we know
        | members.competitors | <competitors> |
        | members.count       | <count>       |
      When joinwise advises on it
      Then "competitors-above-members" <does>

      Examples: on and beside each limit
        | competitors | count | does           |
        | 20          | 20    | does not apply |
        | 21          | 20    | gives 0 points |
        | 21          | null  | does not apply |

    Scenario: What is said of it: competitors above members
      Given a trade association of which we know
        | members.competitors | 2 |
        | members.count       | 1 |
      When joinwise advises on it
      Then "competitors-above-members" says: You count 2 competitors and 1 member; please check the two.

  Rule: Useful people met, and members

    Scenario Outline: contacts <contacts>, count <count>
      Given a meetup of which we know
        | past_yield.contacts | <contacts> |
        | members.count       | <count>    |
      When joinwise advises on it
      Then "people-met-nowhere" <does>

      Examples: on and beside each limit
        | contacts | count | does           |
        | 0        | 0     | does not apply |
        | 1        | 0     | gives 0 points |
        | 1        | 1     | does not apply |

    Scenario: What is said of it: people met nowhere
      Given a meetup of which we know
        | past_yield.contacts | 2 |
        | members.count       | 0 |
      When joinwise advises on it
      Then "people-met-nowhere" says: You have met 2 useful people and count 0 members; please check the two.

  Rule: Attendance, and meetings

    Scenario Outline: attendance required <attendance required>, meetings per year <meetings per year>
      Given a business club of which we know
        | time.attendance_required | <attendance required> |
        | time.meetings_per_year   | <meetings per year>   |
      When joinwise advises on it
      Then "attendance-of-nothing" <does>

      Examples: on and beside each limit
        | attendance required | meetings per year | does           |
        | 0                   | 0                 | does not apply |
        | 0.01                | 0                 | gives 0 points |
        | 0.8                 | 0                 | gives 0 points |
        | 0.8                 | 1                 | does not apply |
        | 0.8                 | null              | does not apply |

    Scenario: That an online community usually has no meetings is not held against what it asks
      Given an online community of which we know
        | time.attendance_required | 0.8 |
      When joinwise advises on it
      Then "attendance-of-nothing" does not apply

    Scenario: What is said of it: attendance of nothing
      Given a business club of which we know
        | time.attendance_required | 0.8 |
        | time.meetings_per_year   | 0   |
      When joinwise advises on it
      Then "attendance-of-nothing" says: You must attend 80% of 0 meetings; please check the two.

  Rule: The whole cost, and the dues

    Scenario Outline: total per year <total per year>, annual dues <annual dues>
      Given a business club of which we know
        | cost.total_per_year | <total per year> |
        | cost.annual_dues    | <annual dues>    |
      When joinwise advises on it
      Then "total-below-dues" <does>

      Examples: on and beside each limit
        | total per year | annual dues | does           |
        | 400            | 400         | does not apply |
        | 399            | 400         | gives 0 points |
        | 399            | null        | does not apply |

    Scenario: What is said of it: total below dues
      Given a business club of which we know
        | cost.total_per_year | 300 |
        | cost.annual_dues    | 500 |
      When joinwise advises on it
      Then "total-below-dues" says: You name 300 USD a year for all of it and dues of 500 USD; the total is weighed.

  Rule: Hours on the way, and at the meeting

    Scenario Outline: <way> hours on the way to a meeting of <length>
      Given a business club of which we know
        | travel.hours_per_meeting | <way>    |
        | time.hours_per_meeting   | <length> |
      When joinwise advises on it
      Then "way-above-meeting" <does>

      Examples: on and beside each limit
        | way  | length | does           |
        | 2    | 2      | does not apply |
        | 2.1  | 2      | gives 0 points |
        | null | 0.25   | does not apply |

    Scenario: What is said of it: way above meeting
      Given a business club of which we know
        | travel.hours_per_meeting | 3 |
        | time.hours_per_meeting   | 1 |
      When joinwise advises on it
      Then "way-above-meeting" says: You travel 3 hours to a meeting of 1 hour; ask whether you can take part online.

  Rule: Hours on the way, and where people meet

    Scenario Outline: hours per meeting <hours per meeting>, mode <mode>
      Given a business club of which we know
        | travel.hours_per_meeting | <hours per meeting> |
        | mode                     | <mode>              |
      When joinwise advises on it
      Then "way-to-online" <does>

      Examples: on and beside each limit
        | hours per meeting | mode   | does           |
        | 0                 | online | does not apply |
        | 0.01              | online | gives 0 points |
        | 0.5               | online | gives 0 points |
        | 0.5               | hybrid | does not apply |

    Scenario: What is said of it: way to online
      Given a business club of which we know
        | travel.hours_per_meeting | 1      |
        | mode                     | online |
      When joinwise advises on it
      Then "way-to-online" says: You travel 1 hour to meetings that are online; please check the two.

  Rule: Numbers beyond all sense do not make a group look good

    Scenario: A thousand meetings of a hundred hours
      Given a business club of which we know
        | time.meetings_per_year | 1000 |
        | time.hours_per_meeting | 100  |
      When joinwise advises on it
      Then "hours" says: It takes 100,507 hours of a person's year, more than a full job: please check the numbers.
      And the advice is to skip

    Scenario: A group of nobody
      Given a business club of which we know
        | members.count | 0 |
      When joinwise advises on it
      Then the advice is to skip

    Scenario: All of your income after one week
      Given a business club of which we know
        | past_yield.share_of_income | 1    |
        | past_yield.months_member   | 0.25 |
      When joinwise advises on it
      Then "share-too-early" applies
      And "income" gives 6 points

    Scenario: An income of nothing
      Given a business club of which we know
        | you.yearly_income          | 0    |
        | past_yield.share_of_income | 0.25 |
        | past_yield.months          | 12   |
      When joinwise advises on it
      Then the fact "seen_profit" is 0
      And "income" does not apply

    Scenario: Dues of a thousand million
      Given a peer group of which we know
        | cost.annual_dues | 1000000000 |
        | members.fit      | good       |
      When joinwise advises on it
      Then the advice is to skip

    Scenario: A million pieces of business in a month
      Given a business club of which we know
        | past_yield.deals  | 1000000 |
        | past_yield.months | 1       |
      When joinwise advises on it
      Then "payback" says: Of every 100 that it takes in money and time, about 46,083,008 should come back: 3 pieces of business a year would pay for it, and people usually get about 1.5. That is hard to believe: please check the numbers.

    Scenario: Forty pieces of business before joining
      Given a business club of which we know
        | past_yield.months_member | 0  |
        | past_yield.deals         | 40 |
      When joinwise advises on it
      Then the fact "expected_profit" is 800
      And the advice is to skip

  Rule: What was asked for before joining

    Scenario Outline: What is said of it: <rule>
      Given <group> of which we know
        | past_yield.months_member | <months> |
        | past_yield.visits        | <visits> |
        | past_yield.goal_met      | <goal>   |
        | past_yield.benefits_used | <use>    |
        | past_yield.deals         | <deals>  |
        | expected.deals_per_year  | <hoped>  |
        | expected.leads_per_year  | <leads>  |
        | expected.close_rate      | <share>  |
        | mode                     | <mode>   |
      When joinwise advises on it
      Then "<rule>" says: <text>

      Examples:
        | rule                       | group           | months | visits | goal  | use  | deals | hoped | leads | share | mode      | text                                                                                                                      |
        | visits-too-few             | a business club | 3      | 0      | null  | null | null  | null  | null  | null  | in_person | You have been in it for 3 months and never been there; go, or leave.                                                      |
        | goal-before-membership     | a business club | 0      | null   | fully | null | null  | null  | null  | null  | in_person | You are not in it yet, and say that you got what you joined it for; please check the two.                                 |
        | benefits-before-membership | a business club | 0      | null   | null  | most | null  | null  | null  | null  | in_person | You are not in it yet, and say that you use what the membership offers; please check the two.                             |
        | forecast-above-record      | a business club | 12     | null   | null  | null | 1     | 3.5   | null  | null  | in_person | You expect 3.5 pieces of business a year, and it brought 1 in 12 months; the record counts for more.                      |
        | forecast-below-record      | a business club | 12     | null   | null  | null | 9     | 1     | null  | null  | in_person | You expect 1 piece of business a year, and it brought 9 in 12 months; if it has changed, say that its value is waning.    |
        | guest-for-long             | a speaking club | 0      | 40     | null  | null | null  | null  | null  | null  | in_person | You have been there 40 times and are not in it; ask what membership would add to that.                                    |
        | forecast-twice             | a business club | null   | null   | null  | null | null  | 5     | 4     | 0.5   | in_person | You expect 5 pieces of business a year, and 4 enquiries of which 50% become business; the pieces of business are weighed. |
        | stand-online               | a trade show    | null   | null   | null  | null | null  | null  | null  | null  | online    | You name a stand and an event online; nobody walks past it there, so ask how visitors find you.                           |

    Scenario Outline: A member of <months> months who was there <visits> times
      Given a business club of which we know
        | past_yield.months_member | <months>   |
        | past_yield.visits        | <visits>   |
        | mode                     | <mode>     |
        | time.meetings_per_year   | <meetings> |
      When joinwise advises on it
      Then "visits-too-few" <does>

      Examples: below and on each limit
        | months | visits | mode      | meetings | does           |
        | 2.9    | 0      | in_person | 12       | does not apply |
        | 3      | 0      | in_person | 12       | applies        |
        | 3      | 1      | in_person | 12       | does not apply |
        | 3      | 0      | online    | 12       | does not apply |
        | 3      | 0      | in_person | 0        | does not apply |
        | 3      | 0      | in_person | 1        | applies        |

    Scenario Outline: <hoped> pieces expected a year, <deals> in <months> months
      Given a business club of which we know
        | expected.deals_per_year | <hoped>  |
        | past_yield.deals        | <deals>  |
        | past_yield.months       | <months> |
      When joinwise advises on it
      Then "forecast-above-record" <does>

      Examples: three times the record of half a year or more, in which half a piece is the least
        | hoped | deals | months | does           |
        | 3     | 1     | 12     | does not apply |
        | 3.1   | 1     | 12     | applies        |
        | 1.6   | 1     | 24     | applies        |
        | 6     | 1     | 6      | does not apply |
        | 6.1   | 1     | 6      | applies        |
        | 6.5   | 1     | 5.9    | does not apply |
        | 1.5   | 0     | 12     | does not apply |
        | 1.51  | 0     | 12     | applies        |

    Scenario: Enquiries that are expected contradict the record too
      Given a business club of which we know
        | expected.leads_per_year | 20  |
        | expected.close_rate     | 0.5 |
        | past_yield.deals        | 1   |
        | past_yield.months       | 12  |
      When joinwise advises on it
      Then "forecast-above-record" says: You expect 10 pieces of business a year, and it brought 1 in 12 months; the record counts for more.

    Scenario Outline: <hoped> pieces expected a year, after <deals> in <months> months
      Given a business club of which we know
        | expected.deals_per_year | <hoped>  |
        | past_yield.deals        | <deals>  |
        | past_yield.months       | <months> |
      When joinwise advises on it
      Then "forecast-below-record" <does>

      Examples: a third of the record of half a year or more
        | hoped | deals | months | does           |
        | 2     | 6     | 12     | does not apply |
        | 1.99  | 6     | 12     | applies        |
        | 0     | 3     | 12     | applies        |
        | 2     | 4     | 24     | does not apply |
        | 1     | 4     | 24     | does not apply |
        | 0.6   | 4     | 24     | applies        |
        | 0     | 2     | 12     | does not apply |
        | 0     | 6     | 6      | applies        |
        | 0     | 6     | 5.9    | does not apply |

    Scenario Outline: Not in it, and <visits> times there
      Given <group> of which we know
        | past_yield.months_member | <months> |
        | past_yield.visits        | <visits> |
      When joinwise advises on it
      Then "guest-for-long" <does>

      Examples: six visits are many for a guest
        | group             | months | visits | does           |
        | a speaking club   | 0      | 6      | applies        |
        | a speaking club   | 0      | 5      | does not apply |
        | a speaking club   | 1      | 6      | does not apply |
        | a speaking club   | null   | 6      | does not apply |
        | an industry event | 0      | 6      | does not apply |

    Scenario Outline: Not in it, <visits> times there, and <gained> gained
      Given a speaking club of which we know
        | past_yield.months_member | <months> |
        | past_yield.visits        | <visits> |
        | past_yield.gained        | <gained> |
      When joinwise advises on it
      Then "gained-before-membership" <does>

      Examples: a guest may have gained something
        | months | visits | gained     | does           |
        | 0      | null   | [learning] | applies        |
        | 0      | 0      | [learning] | applies        |
        | 0      | 1      | [learning] | does not apply |
        | 1      | null   | [learning] | does not apply |
        | 0      | null   | []         | does not apply |

    Scenario: Who gained something was there
      Given a speaking club of which we know
        | past_yield.months_member | 0          |
        | past_yield.gained        | [learning] |
      When joinwise advises on it
      Then "not-yet" does not apply
      And in short: Join: you have learned there and it should give back what it takes.

    Scenario: No way is long to what is online
      Given a business club of which we know
        | mode                     | online |
        | travel.hours_per_meeting | 3      |
        | time.hours_per_meeting   | 1      |
      When joinwise advises on it
      Then "way-above-meeting" does not apply
      And "way-to-online" applies

    Scenario Outline: <hoped> pieces expected a year, and <leads> enquiries of which <share> become business
      Given a business club of which we know
        | expected.deals_per_year | <hoped> |
        | expected.leads_per_year | <leads> |
        | expected.close_rate     | <share> |
      When joinwise advises on it
      Then "forecast-twice" <does>

      Examples: within twice and half
        | hoped | leads | share | does           |
        | 4     | 4     | 0.5   | does not apply |
        | 4.1   | 4     | 0.5   | applies        |
        | 1     | 4     | 0.5   | does not apply |
        | 0.97  | 4     | 0.5   | applies        |
        | 0.9   | 4     | 0.5   | applies        |
        | 5     | 4     | null  | does not apply |

    Scenario Outline: <goal> met and <use> used before joining
      Given a business club of which we know
        | past_yield.months_member | <months> |
        | past_yield.goal_met      | <goal>   |
        | past_yield.benefits_used | <use>    |
      When joinwise advises on it
      Then "goal-before-membership" <met>
      And "benefits-before-membership" <used>

      Examples:
        | months | goal       | use  | met            | used           |
        | 0      | partly     | few  | applies        | applies        |
        | 0      | not_at_all | none | does not apply | does not apply |
        | 1      | fully      | most | does not apply | does not apply |

    Scenario Outline: A stand, <mode>
      Given a trade show of which we know
        | mode | <mode> |
      When joinwise advises on it
      Then "stand-online" <does>

      Examples:
        | mode      | does           |
        | online    | applies        |
        | in_person | does not apply |

    Scenario: An event that one attends online
      Given an industry event of which we know
        | mode | online |
      When joinwise advises on it
      Then "stand-online" does not apply
