Feature: What it has brought so far, and what it should bring

  A group should bring back the money and the time that it takes. What such groups usually bring
  stands in until something was seen, and what was seen counts the more the longer it was watched.
  Beside that we listen to the plain words of who is in it: none, little, some, much.

  Rule: What it should bring back is weighed against all that it takes

    Scenario Outline: A business club that pays back <times> times its cost
      Given a business club of which we know
        | past_yield.return_on_cost | <times> |
      When joinwise advises on it
      Then "payback" gives <points> points
      And the advice is to <advice>

      Examples: below and on each limit
        | times | points | advice |
        | 0     | -14    | skip   |
        | 0.09  | -14    | skip   |
        | 0.1   | -8     | skip   |
        | 0.29  | -8     | skip   |
        | 0.3   | -4     | skip   |
        | 0.59  | -4     | skip   |
        | 0.6   | 0      | join   |
        | 1.19  | 0      | join   |
        | 1.2   | 8      | join   |
        | 2.49  | 8      | join   |
        | 2.5   | 18     | join   |

    Scenario Outline: What is said of a club that pays back <times> times its cost
      Given a business club of which we know
        | past_yield.return_on_cost | <times> |
      When joinwise advises on it
      Then "payback" says: All told it should bring back <times> times the money and time it takes.
      And in short: <summary>

      Examples:
        | times | summary                                                 |
        | 0.05  | Skip: it should bring back next to nothing.             |
        | 0.2   | Skip: it should bring back far less than it takes.      |
        | 0.5   | Skip: it should bring back less than it takes.          |
        | 1.5   | Join: it should bring back more than it takes.          |
        | 3     | Join: it should bring back several times what it takes. |

    Scenario: What is said of a club that brings back about what it takes
      Given a business club of which we know
        | past_yield.return_on_cost | 0.9 |
      When joinwise advises on it
      Then "payback" says: All told it should bring back about what it takes in money and time: 0.9 times.
      And in short: Join: the score is 50, and it takes 50 to join.

    Scenario: From a profit of 9,000 in three years to what it should bring back
      Given a business club of which we know
        | past_yield.profit   | 9000 |
        | past_yield.months   | 36   |
        | cost.total_per_year | 400  |
      When joinwise advises on it
      Then the fact "expected_gain" is 2850
      And the fact "yearly_cost" is 1860
      And "payback" gives 8 points
      And "payback" says: All told it should bring back 1.53 times the money and time it takes.

    Scenario: Where somebody has worked out the return, it stands in place of our own sum
      Given a business club of which we know
        | past_yield.return_on_cost | 4    |
        | past_yield.profit         | 9000 |
        | past_yield.months         | 36   |
      When joinwise advises on it
      Then the fact "payback" is 4
      And the fact "expected_gain" is 2850
      And "payback" gives 18 points

    Scenario Outline: A small cost of <cost> <currency> is reckoned as 50 dollars at least
      Given an online community of which we know
        | cost.total_per_year            | <cost>     |
        | time.follow_up_hours_per_month | 0          |
        | time.setup_hours               | 0          |
        | currency                       | <currency> |
      When joinwise advises on it
      Then the fact "yearly_cost" is <cost>
      And the fact "payback" is <payback>

      Examples: below, on and above the least cost
        | cost | currency | payback |
        | 0    | USD      | 8       |
        | 50   | USD      | 8       |
        | 64   | USD      | 6.25    |
        | 0    | GBP      | 8       |
        | 40   | GBP      | 6.64    |

    Scenario: In a currency whose prices we do not know, there is nothing to weigh
      Given a business club of which we know
        | currency | ISK |
      When joinwise advises on it
      Then the fact "payback" is not known
      And "payback" does not apply

  Rule: What it takes is the money, and the hours at what they cost you

    Scenario: A thousand in money, and forty hours of 50
      Given a business club of which we know
        | cost.total_per_year            | 1000 |
        | time.meetings_per_year         | 10   |
        | time.hours_per_meeting         | 2    |
        | travel.hours_per_meeting       | 0.5  |
        | time.follow_up_hours_per_month | 1    |
        | time.setup_hours               | 12   |
        | you.hour_value                 | 50   |
      When joinwise advises on it
      Then the fact "yearly_cost" is 3000
      And the fact "expected_gain" is 1200
      And the fact "payback" is 0.4

    Scenario: Hours that are leisure as well count for a part
      Given a social club of which we know
        | cost.total_per_year            | 1000 |
        | time.meetings_per_year         | 10   |
        | time.hours_per_meeting         | 2    |
        | travel.hours_per_meeting       | 0.5  |
        | time.follow_up_hours_per_month | 1    |
        | time.setup_hours               | 12   |
        | you.hour_value                 | 50   |
      When joinwise advises on it
      Then the fact "yearly_hours" is 40
      And the fact "yearly_cost" is 1600

    Scenario Outline: An hour whose worth nobody named, in <currency>
      Given a business club of which we know
        | cost.total_per_year | 400        |
        | currency            | <currency> |
      When joinwise advises on it
      Then the fact "yearly_hours" is 36.5
      And the fact "yearly_cost" is <cost>
      And it is taken for granted that
        | you.hour_value | <hour> |

      Examples:
        | currency | hour  | cost    |
        | USD      | 40    | 1860    |
        | GBP      | 26.56 | 1369.44 |

  Rule: What such groups usually bring depends on the part that you take

    Scenario Outline: A business club in which your part is <part>
      Given a business club of which we know
        | you.part | <part> |
      When joinwise advises on it
      Then the fact "usual_profit" is <profit>
      And the fact "expected_profit" is <profit>
      And the fact "expected_gain" is <gain>

      Examples: the business, and all else that it is worth
        | part     | profit | gain |
        | on_paper | 100    | 150  |
        | attends  | 800    | 1200 |
        | null     | 800    | 1200 |
        | active   | 1200   | 1800 |
        | leads    | 1400   | 2100 |

    Scenario Outline: A business club to which you send <people> employees
      Given a business club of which we know
        | team.people | <people> |
      When joinwise advises on it
      Then the fact "usual_profit" is <profit>
      And the fact "expected_gain" is <gain>

      Examples: the business multiplies, all else does not
        | people | profit | gain |
        | 0      | 800    | 1200 |
        | 1      | 800    | 1200 |
        | 3      | 2400   | 2800 |

    Scenario Outline: A business club where a piece of business is worth <deal> to you
      Given a business club of which we know
        | you.profit_per_deal | <deal> |
      When joinwise advises on it
      Then the fact "usual_profit" is <profit>
      And the fact "expected_gain" is <gain>

      Examples: two pieces of business are usual, of which who attends wins 0.8 each
        | deal | profit | gain |
        | 0    | 0      | 400  |
        | 500  | 800    | 1200 |
        | 2000 | 3200   | 3600 |

    Scenario Outline: A piece of business whose worth nobody named, in <currency>
      Given a business club of which we know
        | currency | <currency> |
      When joinwise advises on it
      Then the fact "expected_gain" is <gain>
      And it is taken for granted that
        | you.profit_per_deal | <deal> |

      Examples:
        | currency | deal | gain  |
        | USD      | 500  | 1200  |
        | GBP      | 332  | 796.8 |

  Rule: What was seen counts the more the longer it was watched; a year counts for half

    Scenario Outline: A club that brings 3,200 a year, watched for <months> months
      Given a business club of which we know
        | past_yield.profit | <profit> |
        | past_yield.months | <months> |
      When joinwise advises on it
      Then the fact "seen_profit" is 3200
      And the fact "weight_of_record" is <weight>
      And the fact "expected_profit" is <expected>

      Examples: between the 800 that are usual and the 3,200 that were seen
        | profit | months | weight     | expected |
        | 1600   | 6      | 0.33333333 | 1600     |
        | 3200   | 12     | 0.5        | 2000     |
        | 9600   | 36     | 0.75       | 2600     |
        | 28800  | 108    | 0.9        | 2960     |

    Scenario: A club that brought nothing in three years may still bring a little
      Given a business club of which we know
        | past_yield.profit | 0  |
        | past_yield.months | 36 |
      When joinwise advises on it
      Then the fact "seen_profit" is 0
      And the fact "expected_profit" is 200

    Scenario: On the first day nothing was seen yet
      Given a business club of which we know
        | past_yield.profit | 0 |
        | past_yield.months | 0 |
      When joinwise advises on it
      Then the fact "seen_profit" is not known
      And the fact "weight_of_record" is 0
      And the fact "expected_profit" is 800

    Scenario Outline: A profit of 4,800 where nobody said how many months it took
      Given a business club of which we know
        | past_yield.profit        | 4800     |
        | past_yield.months_member | <member> |
      When joinwise advises on it
      Then it is taken for granted that
        | past_yield.months | <months> |
      And the fact "seen_profit" is <seen>

      Examples: the months of membership, or else a year
        | member | months | seen |
        | null   | 12     | 4800 |
        | 24     | 24     | 2400 |

  Rule: Nothing is counted twice: profit comes before turnover, a share of income and deals

    Scenario Outline: Profit <profit>, turnover <revenue>, <share> of <income>, <deals> deals
      Given a business club of which we know
        | past_yield.months          | 12        |
        | past_yield.profit          | <profit>  |
        | past_yield.revenue         | <revenue> |
        | past_yield.share_of_income | <share>   |
        | you.yearly_income          | <income>  |
        | past_yield.deals           | <deals>   |
      When joinwise advises on it
      Then the fact "seen_profit" is <seen>

      Examples: the first that is known is what was seen
        | profit | revenue | share | income | deals | seen      |
        | 900    | 5000    | 0.1   | 60000  | 8     | 900       |
        | null   | 5000    | 0.1   | 60000  | 8     | 2500      |
        | null   | null    | 0.1   | 60000  | 8     | 6000      |
        | null   | null    | 0.1   | null   | 8     | 4000      |
        | null   | null    | null  | 60000  | 8     | 4000      |
        | null   | null    | 0.1   | null   | null  | not known |

    Scenario Outline: Of a turnover of 5,000 a share of <margin> is profit
      Given a business club of which we know
        | past_yield.months  | 12       |
        | past_yield.revenue | 5000     |
        | you.margin         | <margin> |
      When joinwise advises on it
      Then the fact "seen_profit" is <profit>
      And it is taken for granted that
        | past_yield.profit | <profit> |

      Examples: half of it where nobody said
        | margin | profit |
        | 0.2    | 1000   |
        | 0.5    | 2500   |
        | null   | 2500   |

    Scenario: Eight pieces of business in two years, at 1,000 each
      Given a business club of which we know
        | past_yield.months   | 24   |
        | past_yield.deals    | 8    |
        | you.profit_per_deal | 1000 |
      When joinwise advises on it
      Then the fact "seen_profit" is 4000

  Rule: Income that came through it speaks for it, and the more the longer the record is

    Scenario Outline: A fifth of your income in <months> months
      Given a referral group of which we know
        | past_yield.share_of_income | 0.2      |
        | past_yield.months          | <months> |
      When joinwise advises on it
      Then the fact "share_that_counts" is <counts>
      And "income" <does>

      Examples: a year counts for half, and stands in where nobody said
        | months | counts | does            |
        | 0      | 0      | does not apply  |
        | 12     | 0.1    | gives 12 points |
        | null   | 0.1    | gives 12 points |
        | 36     | 0.15   | gives 12 points |
        | 108    | 0.18   | gives 12 points |

    Scenario Outline: A share of <share> of your income in a year
      Given a referral group of which we know
        | past_yield.share_of_income | <share> |
        | past_yield.months          | 12      |
      When joinwise advises on it
      Then "income" <does>

      Examples: below and on each limit, where half of it counts
        | share | does            |
        | 0.039 | does not apply  |
        | 0.04  | gives 6 points  |
        | 0.159 | gives 6 points  |
        | 0.16  | gives 12 points |
        | 0.399 | gives 12 points |
        | 0.4   | gives 20 points |
        | null  | does not apply  |

    Scenario Outline: What is said of <share> of your income in a year
      Given a business club of which we know
        | past_yield.share_of_income | <share> |
        | past_yield.months          | 12      |
      When joinwise advises on it
      Then "income" says: <part> of your income came through it; with the length of the record it counts as <counts>.
      And in short: Join: it brings <brief> of your income.

      Examples:
        | share | part         | counts | brief        |
        | 0.1   | A part       | 5%     | a part       |
        | 0.25  | A good part  | 12.5%  | a good part  |
        | 0.5   | A large part | 25%    | a large part |

    Scenario Outline: A share of <share> after <months> months
      Given a business club of which we know
        | past_yield.share_of_income | <share>  |
        | past_yield.months          | <months> |
      When joinwise advises on it
      Then "share-too-early" <does>

      Examples: below and on each limit
        | share | months | does           |
        | 0.099 | 2      | does not apply |
        | 0.1   | 2      | applies        |
        | 0.1   | 3      | does not apply |
        | 0.1   | null   | does not apply |

    Scenario: What is said of a share that came quickly
      Given a business club of which we know
        | past_yield.share_of_income | 0.3 |
        | past_yield.months_member   | 1   |
      When joinwise advises on it
      Then "share-too-early" gives 0 points
      And "share-too-early" says: 30% of your income in 1 month says little yet; see whether it stays so.

  Rule: Figures that do not go together are pointed out, without points for it

    Scenario Outline: A share of <share> of an income of <income>
      Given a business club of which we know
        | past_yield.share_of_income | <share>  |
        | you.yearly_income          | <income> |
      When joinwise advises on it
      Then "share-of-nothing" <does>

      Examples: on and above each limit
        | share | income | does           |
        | 0     | 0      | does not apply |
        | 0.01  | 0      | gives 0 points |
        | 0.01  | 1      | does not apply |
        | 0.01  | null   | does not apply |
        | null  | 0      | does not apply |

    Scenario Outline: <deals> pieces of business with a turnover of <revenue>
      Given a business club of which we know
        | past_yield.deals   | <deals>   |
        | past_yield.revenue | <revenue> |
      When joinwise advises on it
      Then "deals-without-turnover" <does>

      Examples: below and on each limit
        | deals | revenue | does           |
        | 0     | 0       | does not apply |
        | 1     | 0       | gives 0 points |
        | 1     | 1       | does not apply |
        | 1     | null    | does not apply |

    Scenario Outline: What is said of <pieces> without turnover
      Given a business club of which we know
        | past_yield.deals   | <deals> |
        | past_yield.revenue | 0       |
      When joinwise advises on it
      Then "deals-without-turnover" says: You name <pieces> of business and no turnover; please check the two.

      Examples:
        | deals | pieces   |
        | 1     | 1 piece  |
        | 3     | 3 pieces |

    Scenario: What is said of a share of nothing
      Given a business club of which we know
        | past_yield.share_of_income | 0.25 |
        | you.yearly_income          | 0    |
      When joinwise advises on it
      Then "share-of-nothing" says: You name a share of an income of 0 USD; please check the two.

  Rule: No business in half a year speaks against a group that is for business

    Scenario Outline: No business, <months> months on record and <member> of membership
      Given a meetup of which we know
        | past_yield.deals         | 0        |
        | past_yield.months        | <months> |
        | past_yield.months_member | <member> |
      When joinwise advises on it
      Then "no-business" <does>

      Examples: below and on the limit; the record counts, or else the membership
        | months | member | does             |
        | 5      | null   | does not apply   |
        | 6      | null   | gives -10 points |
        | null   | 5      | does not apply   |
        | null   | 6      | gives -10 points |
        | 5      | 24     | does not apply   |
        | 6      | 1      | gives -10 points |
        | null   | null   | does not apply   |

    Scenario Outline: A year with <deals> pieces of business
      Given a meetup of which we know
        | past_yield.deals  | <deals> |
        | past_yield.months | 12      |
      When joinwise advises on it
      Then "no-business" <does>

      Examples: on and above the limit
        | deals | does             |
        | 0     | gives -10 points |
        | 1     | does not apply   |
        | null  | does not apply   |

    Scenario Outline: A year without business in <group>, for someone who seeks <seeks>
      Given <group> of which we know
        | past_yield.deals  | 0       |
        | past_yield.months | 12      |
        | you.seeks         | <seeks> |
      When joinwise advises on it
      Then "no-business" <does>

      Examples: what you seek comes before what such groups are for
        | group         | seeks       | does           |
        | a meetup      | null        | applies        |
        | a meetup      | [customers] | applies        |
        | a meetup      | [learning]  | does not apply |
        | a social club | null        | does not apply |
        | a social club | [customers] | applies        |

    Scenario: What is said of a club that brought no business in nine months
      Given a business club of which we know
        | past_yield.deals         | 0 |
        | past_yield.months_member | 9 |
      When joinwise advises on it
      Then "no-business" says: In 9 months it brought no business.
      And in short: Skip: it has brought no business so far and it should bring back less than it takes.

    Scenario Outline: The first <months> months, with <deals> pieces of business
      Given a business club of which we know
        | past_yield.deals  | <deals>  |
        | past_yield.months | <months> |
      When joinwise advises on it
      Then "early-days" <does>

      Examples: below and on each limit
        | months | deals | does           |
        | 0      | 0     | does not apply |
        | 1      | 0     | gives 0 points |
        | 5      | 0     | gives 0 points |
        | 6      | 0     | does not apply |
        | 5      | 1     | does not apply |
        | null   | 0     | does not apply |

    Scenario: What is said of the first months
      Given a business club of which we know
        | past_yield.deals  | 0 |
        | past_yield.months | 3 |
      When joinwise advises on it
      Then "early-days" says: 3 months without business say little: trust takes longer than that.

    Scenario Outline: <leads> enquiries that led to <deals> pieces of business
      Given a chamber of commerce of which we know
        | past_yield.leads | <leads> |
        | past_yield.deals | <deals> |
      When joinwise advises on it
      Then "leads-to-nothing" <does>

      Examples: below and on each limit
        | leads | deals | does            |
        | 9     | 0     | does not apply  |
        | 10    | 0     | gives -6 points |
        | 10    | 1     | does not apply  |
        | 10    | null  | does not apply  |

    Scenario: What is said of enquiries that come to nothing
      Given a business club of which we know
        | past_yield.leads | 12 |
        | past_yield.deals | 0  |
      When joinwise advises on it
      Then "leads-to-nothing" says: 12 enquiries came, and not one became business: reach is not business.
      And in short: Skip: its enquiries come to nothing and it should bring back less than it takes.

  Rule: Where nobody counted, the plain word is heard

    Scenario Outline: A business club that brings <word> business
      Given a business club of which we know
        | past_yield.business | <word> |
      When joinwise advises on it
      Then "<rule>" gives <points> points
      And "<rule>" says: By your own account it brings <what> business.
      And in short: <advice>: it brings <what> business.

      Examples:
        | word   | rule            | points | what   | advice |
        | none   | none-at-all     | -12    | no     | Skip   |
        | little | little-business | -6     | little | Skip   |
        | some   | some-business   | 11     | some   | Join   |
        | much   | much-business   | 18     | much   | Join   |

    Scenario Outline: Where nobody said what business it brings, "<rule>" is silent
      Given a business club of which nothing else is known
      When joinwise advises on it
      Then "<rule>" does not apply

      Examples:
        | rule            |
        | none-at-all     |
        | little-business |
        | some-business   |
        | much-business   |

    Scenario Outline: A business club whose value is <trend>
      Given a business club of which we know
        | past_yield.trend | <trend> |
      When joinwise advises on it
      Then "rising" <rising>
      And "waning" <waning>
      And the advice is to <advice>

      Examples:
        | trend  | rising         | waning           | advice |
        | rising | gives 8 points | does not apply   | join   |
        | steady | does not apply | does not apply   | join   |
        | waning | does not apply | gives -12 points | skip   |

    Scenario Outline: What is said of a value that is <trend>
      Given a business club of which we know
        | past_yield.trend | <trend> |
      When joinwise advises on it
      Then "<trend>" says: <text>
      And in short: <summary>

      Examples:
        | trend  | text                                 | summary                    |
        | rising | It is worth more to you than it was. | Join: its value is rising. |
        | waning | It is worth less to you than it was. | Skip: its value is waning. |

  Rule: Who has stayed for years has a reason, and who is not in yet may wait

    Scenario Outline: A member for <months> months
      Given a peer group of which we know
        | past_yield.months_member | <months> |
      When joinwise advises on it
      Then "staying" <does>

      Examples: below and on each limit
        | months | does            |
        | 23     | does not apply  |
        | 24     | gives 6 points  |
        | 59     | gives 6 points  |
        | 60     | gives 10 points |
        | null   | does not apply  |

    Scenario Outline: A member for <member> months, with figures of <months> months
      Given a peer group of which we know
        | past_yield.months_member | <member> |
        | past_yield.months        | <months> |
      When joinwise advises on it
      Then the fact "years_in" is <years>

      Examples: the membership counts, or else the record, but not what is taken for granted
        | member | months | years     |
        | 48     | 12     | 4         |
        | null   | 36     | 3         |
        | 12     | null   | 1         |
        | null   | null   | not known |

    Scenario Outline: What is said of someone who has been in it for <years> years
      Given a business club of which we know
        | past_yield.months_member | <months> |
      When joinwise advises on it
      Then "staying" says: You have been in it for <years> years; few stay that long for nothing.
      And in short: <summary>

      Examples:
        | months | years | summary                               |
        | 30     | 2.5   | Join: you have stayed for years.      |
        | 84     | 7     | Join: you have stayed for many years. |

    Scenario Outline: Someone who has been in it for <months> months
      Given a business club of which we know
        | past_yield.months_member | <months> |
      When joinwise advises on it
      Then "not-yet" <does>
      And the advice is to <advice>

      Examples: on and above the limit
        | months | does            | advice |
        | 0      | gives -4 points | skip   |
        | 1      | does not apply  | join   |
        | null   | does not apply  | join   |

    Scenario: What is said to someone who is not in yet
      Given a business club of which we know
        | past_yield.months_member | 0 |
      When joinwise advises on it
      Then "not-yet" says: You lose nothing by waiting; be a guest first and see who is there.
      And in short: Skip: you can be a guest before you pay.
