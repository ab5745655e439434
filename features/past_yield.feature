Feature: What it has brought so far, and what it should bring

  A group should bring back the money and the time that it takes. What such groups usually bring
  stands in until something was seen, and what was seen counts the more the longer it was watched.
  Beside that we listen to the plain words of who is in it: none, little, some, much.

  Rule: What it should bring back is weighed against all that it takes

    Scenario Outline: A community of 4,000 a year, for someone to whom a piece of business brings <deal>
      Given an online community of which we know
        | cost.total_per_year            | 4000   |
        | time.follow_up_hours_per_month | 0      |
        | time.setup_hours               | 0      |
        | you.profit_per_deal            | <deal> |
      When joinwise advises on it
      Then "payback" gives <points> points
      And the fact "back_in_business" is <back>
      And the advice is to <advice>

      Examples: below and on each limit
        | deal   | points | back    | advice |
        | 0      | -20    | 5       | skip   |
        | 499    | -20    | 9.99    | skip   |
        | 500    | -13    | 10      | skip   |
        | 2499   | -13    | 29.99   | skip   |
        | 2500   | -7     | 30      | skip   |
        | 5499   | -7     | 59.99   | skip   |
        | 5500   | -3     | 60      | skip   |
        | 7499   | -3     | 79.99   | skip   |
        | 7500   | 2      | 80      | join   |
        | 12499  | 2      | 129.99  | join   |
        | 12500  | 9      | 130     | join   |
        | 24499  | 9      | 249.99  | join   |
        | 24500  | 15     | 250     | join   |
        | 499499 | 15     | 4999.99 | join   |
        | 499500 | 15     | 5000    | join   |

    Scenario Outline: In short, of a free community if a piece of business brings <deal> and an hour is worth <hour>
      Given an online community of which we know
        | you.profit_per_deal | <deal> |
        | you.hour_value      | <hour> |
      When joinwise advises on it
      Then in short: <summary>

      Examples: one of each
        | deal   | hour | summary                                                                              |
        | 0      | 200  | Skip: it should bring back next to nothing.                                          |
        | 0      | 50   | Skip: it should bring back far less than it takes.                                   |
        | 500    | 80   | Skip: it should bring back far less than it takes.                                   |
        | 4000   | 40   | Join: it should bring back more than it takes and it costs next to nothing.          |
        | 9000   | 40   | Join: it should bring back several times what it takes and it costs next to nothing. |
        | 900000 | 40   | Join: it should bring back many times what it takes and it costs next to nothing.    |

    Scenario: From a profit of 9,000 in three years to what it should bring back
      Given a business club of which we know
        | past_yield.profit   | 9000 |
        | past_yield.months   | 36   |
        | cost.total_per_year | 400  |
      When joinwise advises on it
      Then the fact "expected_gain" is 3085.7143
      And the fact "yearly_cost" is 1860
      And "payback" gives 9 points
      And "payback" says: Of every 100 that it takes in money and time, about 166 should come back: 3 pieces of business a year would pay for it, and people usually get about 1.5.

    Scenario Outline: A club that usually brings back all it takes, and a return of <times> over <months> months
      Given a business club of which we know
        | cost.total_per_year            | 1200     |
        | time.meetings_per_year         | 0        |
        | time.follow_up_hours_per_month | 0        |
        | time.setup_hours               | 0        |
        | past_yield.return_on_cost      | <times>  |
        | past_yield.months              | <months> |
      When joinwise advises on it
      Then the fact "usual_return" is 0
      And the fact "payback" is <payback>

      Examples: a return that you name counts the more the longer it was watched; a year if nobody said
        | times | months | payback  |
        | 4     | 0      | 0        |
        | 4     | 6      | 2        |
        | 4     | 12     | 2.666667 |
        | 4     | null   | 2.666667 |
        | 4     | 54     | 3.6      |
        | 0     | 54     | 0        |
        | null  | 54     | 0        |

    Scenario: If somebody has worked out the return, it stands in place of our own sum
      Given a business club of which we know
        | past_yield.return_on_cost | 4    |
        | past_yield.profit         | 9000 |
        | past_yield.months         | 54   |
      When joinwise advises on it
      Then the fact "usual_return" is 0.64516129
      And the fact "payback" is 3.6645161
      And "payback" gives 15 points

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

    Scenario: In a currency whose prices we do not know, what is free is reckoned as 1 at least
      Given an online community of which we know
        | cost.total_per_year            | 0   |
        | time.follow_up_hours_per_month | 0   |
        | time.setup_hours               | 0   |
        | you.hour_value                 | 0   |
        | you.profit_per_deal            | 20  |
        | currency                       | ISK |
      When joinwise advises on it
      Then the fact "payback" is 8

    Scenario Outline: What a free community usually brings back, in <currency>
      Given an online community of which we know
        | time.follow_up_hours_per_month | 0          |
        | time.setup_hours               | 0          |
        | currency                       | <currency> |
      When joinwise advises on it
      Then the fact "usual_return" is <times>

      Examples: 200 from business and 200 besides, for 50 at least; the same if prices are others
        | currency | times |
        | USD      | 8     |
        | GBP      | 8     |

    Scenario: In a currency whose prices we do not know, a return that you name stands alone
      Given a business club of which we know
        | currency                  | ISK |
        | past_yield.return_on_cost | 2   |
      When joinwise advises on it
      Then the fact "payback" is 2

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
      And the fact "expected_gain" is 1090.9091
      And the fact "payback" is 0.3636364

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
      And it is assumed that
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

      Examples: each further one meets the same people and brings half as much
        | people | profit | gain |
        | 0      | 800    | 1200 |
        | 1      | 800    | 1200 |
        | 2      | 1200   | 1800 |
        | 3      | 1600   | 2400 |

    Scenario Outline: A business club if a piece of business is worth <deal> to you
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
      And it is assumed that
        | you.profit_per_deal | <deal> |

      Examples:
        | currency | deal | gain  |
        | USD      | 500  | 1200  |
        | GBP      | 332  | 796.8 |

  Rule: What was seen counts the more the longer it was watched; half a year counts for half

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
        | 1600   | 6      | 0.5        | 2000     |
        | 3200   | 12     | 0.66666667 | 2400     |
        | 14400  | 54     | 0.9        | 2960     |

    Scenario: A club that brought nothing in four and a half years may still bring a little
      Given a business club of which we know
        | past_yield.profit | 0  |
        | past_yield.months | 54 |
      When joinwise advises on it
      Then the fact "seen_profit" is 0
      And the fact "expected_profit" is 80

    Scenario: On the first day nothing was seen yet
      Given a business club of which we know
        | past_yield.profit | 0 |
        | past_yield.months | 0 |
      When joinwise advises on it
      Then the fact "seen_profit" is not known
      And the fact "weight_of_record" is 0
      And the fact "expected_profit" is 800

    Scenario: In a currency whose prices we do not know, only what was seen counts
      Given a business club of which we know
        | currency          | ISK    |
        | past_yield.profit | 600000 |
        | past_yield.months | 12     |
      When joinwise advises on it
      Then the fact "expected_profit" is 400000

    Scenario Outline: A profit of 4,800 if nobody said how many months it took
      Given a business club of which we know
        | past_yield.profit        | 4800     |
        | past_yield.months_member | <member> |
      When joinwise advises on it
      Then it is assumed that
        | past_yield.months | <months> |
      And the fact "seen_profit" is <seen>

      Examples: the months of membership, or else a year
        | member | months | seen |
        | null   | 12     | 4800 |
        | 24     | 24     | 2400 |

    Scenario Outline: Figures of <months> months, of which three days or less are no record
      Given a business club of which we know
        | past_yield.months | <months> |
        | past_yield.profit | 100      |
      When joinwise advises on it
      Then the fact "years_watched" is <years>
      And the fact "seen_profit" is <seen>

      Examples: below and on the limit
        | months | years       | seen      |
        | 0.09   | 0           | not known |
        | 0.1    | 0.008333333 | 12000     |

  Rule: Nothing is counted twice: profit comes before turnover, a share of income, deals, and a word last

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
        | null   | null    | 0.1   | null   | 8     | not known |
        | null   | null    | null  | 60000  | 8     | 4000      |
        | null   | null    | 0.1   | null   | null  | not known |

    Scenario Outline: Of a turnover of 5,000 a share of <margin> is profit
      Given a business club of which we know
        | past_yield.months  | 12       |
        | past_yield.revenue | 5000     |
        | you.margin         | <margin> |
      When joinwise advises on it
      Then the fact "seen_profit" is <profit>
      And it is assumed that
        | past_yield.profit | <profit> |

      Examples: half of it if nobody said
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

      Examples: half a year counts for half, and a year stands in if nobody said
        | months | counts     | does            |
        | 0      | 0          | does not apply  |
        | 6      | 0.1        | gives 12 points |
        | 12     | 0.13333333 | gives 12 points |
        | null   | 0.13333333 | gives 12 points |
        | 54     | 0.18       | gives 12 points |

    Scenario Outline: A share of <share> of your income in half a year
      Given a referral group of which we know
        | past_yield.share_of_income | <share> |
        | past_yield.months          | 6       |
      When joinwise advises on it
      Then "income" <does>

      Examples: below and on each limit, if half of it counts
        | share | does            |
        | 0.039 | does not apply  |
        | 0.04  | gives 6 points  |
        | 0.159 | gives 6 points  |
        | 0.16  | gives 12 points |
        | 0.399 | gives 12 points |
        | 0.4   | gives 28 points |
        | null  | does not apply  |

    Scenario Outline: A fifth of your income, if money is known as well
      Given a referral group of which we know
        | past_yield.share_of_income | 0.2       |
        | past_yield.months          | 12        |
        | past_yield.profit          | <profit>  |
        | past_yield.revenue         | <revenue> |
        | you.yearly_income          | <income>  |
        | past_yield.deals           | <deals>   |
      When joinwise advises on it
      Then "income" <does>
      And the fact "share_that_counts" is <counts>
      And the fact "seen_profit" is <seen>

      Examples: what is known in money is not counted again as a share; deals are not counted beside it
        | profit | revenue | income | deals | does            | counts     | seen      |
        | null   | null    | null   | null  | gives 12 points | 0.13333333 | not known |
        | null   | null    | null   | 8     | gives 12 points | 0.12       | not known |
        | 5000   | null    | null   | 8     | does not apply  | 0          | 5000      |
        | null   | 5000    | null   | 8     | does not apply  | 0          | 2500      |
        | null   | null    | 30000  | 8     | does not apply  | 0          | 6000      |

    Scenario Outline: <share> of your income in three years, from a group that is strict, dear and not much to your liking
      Given a referral group of which we know
        | past_yield.share_of_income | <share> |
        | past_yield.months_member   | 36      |
        | cost.annual_dues           | 3000    |
        | time.attendance_required   | 0.9     |
        | members.fit                | mixed   |
        | you.seeks                  | <seeks> |
      When joinwise advises on it
      Then the fact "lives_by_it" is <lives>
      And "payback" <payback>
      And "too-dear-for-customers" <dear>
      And the advice is to <advice>

      Examples: what is usual says nothing against a fifth of an income, weighed by the length of the record
        | share | seeks       | lives | payback          | dear             | advice |
        | 0.23  | [customers] | false | gives -13 points | gives -12 points | skip   |
        | 0.24  | [customers] | true  | does not apply   | does not apply   | join   |
        | 0.5   | [customers] | true  | does not apply   | does not apply   | join   |
        | 0.5   | null        | true  | does not apply   | does not apply   | join   |

    Scenario: Two fifths of your income in half a year count for a fifth
      Given a referral group of which we know
        | past_yield.share_of_income | 0.4 |
        | past_yield.months          | 6   |
      When joinwise advises on it
      Then the fact "lives_by_it" is true
      And "payback" does not apply

    Scenario Outline: <share> of your income in four years and a half, from a group whose value is waning
      Given a referral group of which we know
        | past_yield.share_of_income | <share> |
        | past_yield.months_member   | 54      |
        | past_yield.trend           | waning  |
      When joinwise advises on it
      Then "waning" <waning>
      And "waning-and-paying" <paying>
      And the advice is to <advice>

      Examples: below and on a fifth, weighed by the length of the record
        | share | waning           | paying          | advice |
        | 0.2   | gives -18 points | does not apply  | skip   |
        | 0.25  | does not apply   | gives -8 points | join   |

    Scenario Outline: A share of <share> of your income, of a club that gave friends
      Given a business club of which we know
        | past_yield.share_of_income | <share>      |
        | past_yield.months_member   | 54           |
        | past_yield.gained          | [friendship] |
      When joinwise advises on it
      Then "friends" <friends>
      And "company-alone" <alone>

      Examples: whoever lives by it has more of it than company
        | share | friends        | alone          |
        | 0.1   | does not apply | gives 2 points |
        | 0.25  | gives 7 points | does not apply |

    Scenario: A share of an income that nobody named is no profit, whatever the word for the business
      Given a business club of which we know
        | past_yield.share_of_income | 0.2  |
        | past_yield.business        | much |
      When joinwise advises on it
      Then the fact "seen_profit" is not known

    Scenario Outline: What is said of <share> of your income in half a year
      Given a business club of which we know
        | past_yield.share_of_income | <share> |
        | past_yield.months          | 6       |
      When joinwise advises on it
      Then "income" says: <part> of your income came through it: <counts>, weighed by the length of the record.
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
        | 0.1   | 2.99   | applies        |
        | 0.1   | 3      | does not apply |
        | 0.1   | null   | does not apply |

    Scenario: What is said of a share that came quickly
      Given a business club of which we know
        | past_yield.share_of_income | 0.3 |
        | past_yield.months_member   | 1   |
      When joinwise advises on it
      Then "share-too-early" gives 0 points
      And "share-too-early" says: 30% of your income in 1 month says little yet; see whether it stays so.

  Rule: No business by the time that the first usually comes speaks against a group that is for business

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
        | 6      | null   | gives -12 points |
        | null   | 5      | does not apply   |
        | null   | 6      | gives -12 points |
        | 5      | 24     | does not apply   |
        | 6      | 1      | gives -12 points |
        | null   | null   | does not apply   |

    Scenario Outline: <months> months without business in <group>
      Given <group> of which we know
        | past_yield.deals         | 0        |
        | past_yield.months_member | <months> |
      When joinwise advises on it
      Then the fact "usual_months_to_first_deal" is <usual>
      And "early-days" <early>
      And "no-business" <late>

      Examples: below and on the limit of each
        | group                 | usual | months | early          | late           |
        | a referral group      | 6     | 5.9    | applies        | does not apply |
        | a referral group      | 6     | 6      | does not apply | applies        |
        | a chamber of commerce | 9     | 8.9    | applies        | does not apply |
        | a chamber of commerce | 9     | 9      | does not apply | applies        |
        | a trade association   | 12    | 11.9   | applies        | does not apply |
        | a trade association   | 12    | 12     | does not apply | applies        |
        | a speaking club       | 12    | 11.9   | applies        | does not apply |
        | a speaking club       | 12    | 12     | does not apply | does not apply |

    Scenario Outline: A year with <deals> pieces of business, a turnover of <revenue>, a share of <share>
      Given a meetup of which we know
        | past_yield.deals           | <deals>   |
        | past_yield.revenue         | <revenue> |
        | past_yield.share_of_income | <share>   |
        | past_yield.months          | 12        |
      When joinwise advises on it
      Then "no-business" <does>

      Examples: on and above the limit of each; what is counted first stands
        | deals | revenue | share | does             |
        | 0     | null    | null  | gives -12 points |
        | 1     | null    | null  | does not apply   |
        | null  | 0       | null  | gives -12 points |
        | null  | 1       | null  | does not apply   |
        | null  | null    | 0     | gives -12 points |
        | null  | null    | 0.01  | does not apply   |
        | null  | null    | null  | does not apply   |

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
      Then "no-business" says: In 9 months it brought no business; the first piece usually takes 6.
      And in short: Leave: it has brought no business so far and it should bring back less than it takes.

    Scenario Outline: A business club that brought <profit> in <months> months
      Given a business club of which we know
        | past_yield.profit | <profit> |
        | past_yield.months | <months> |
      When joinwise advises on it
      Then "hardly-any-business" <does>

      Examples: 100 US dollars a year are something, and the first year is not yet told
        | profit | months | does            |
        | 99     | 12     | gives -8 points |
        | 100    | 12     | does not apply  |
        | 0      | 11     | does not apply  |
        | 0      | 12     | gives -8 points |
        | 199    | 24     | gives -8 points |
        | null   | 24     | does not apply  |

    Scenario Outline: A business club that brought <profit> Turkish lira in a year
      Given a business club of which we know
        | past_yield.profit | <profit> |
        | past_yield.months | 12       |
        | currency          | TRY      |
      When joinwise advises on it
      Then "hardly-any-business" <does>

      Examples: below and on what 100 US dollars buy
        | profit | does            |
        | 1139   | gives -8 points |
        | 1140   | does not apply  |

    Scenario: Little business by the word is not heard again as hardly any
      Given a business club of which we know
        | past_yield.business      | little |
        | past_yield.months_member | 12     |
        | you.profit_per_deal      | 100    |
      When joinwise advises on it
      Then "little-business" applies
      And "hardly-any-business" does not apply

    Scenario Outline: One piece of business in ten years, from <kind>
      Given <kind> of which we know
        | past_yield.deals    | 1         |
        | past_yield.months   | 120       |
        | past_yield.business | little    |
        | you.seeks           | [<seeks>] |
      When joinwise advises on it
      Then "hardly-any-business" <does>

      Examples: it speaks against what is for business
        | kind                       | seeks      | does           |
        | an online business network | customers  | applies        |
        | a social club              | customers  | applies        |
        | a social club              | friendship | does not apply |

    Scenario: What is said of one piece of business in ten years
      Given an online business network of which we know
        | past_yield.deals  | 1   |
        | past_yield.months | 120 |
      When joinwise advises on it
      Then "hardly-any-business" says: In 120 months it brought a profit of 50 USD a year.
      And in short: Skip: it should bring back far less than it takes and it has brought hardly any business.

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

    Scenario Outline: What is said of the first <months>
      Given a business club of which we know
        | past_yield.deals  | 0       |
        | past_yield.months | <count> |
      When joinwise advises on it
      Then "early-days" says: No business in <months> says little: the first piece usually takes 6, since trust has to grow.

      Examples: one month, and more
        | count | months   |
        | 1     | 1 month  |
        | 3     | 3 months |

    Scenario Outline: The first piece of business took <months> months in <group>
      Given <group> of which we know
        | past_yield.months_to_first_deal | <months> |
      When joinwise advises on it
      Then "quick-start" <quick>
      And "slow-start" <slow>

      Examples: half of what is usual, on and above; twice of it, on and above
        | group           | months | quick          | slow            |
        | a business club | 0      | gives 3 points | does not apply  |
        | a business club | 3      | gives 3 points | does not apply  |
        | a business club | 3.1    | does not apply | does not apply  |
        | a business club | 12     | does not apply | does not apply  |
        | a business club | 12.1   | does not apply | gives -3 points |
        | a speaking club | 6      | gives 3 points | does not apply  |
        | a speaking club | 24     | does not apply | does not apply  |
        | a speaking club | 24.1   | does not apply | gives -3 points |
        | a business club | null   | does not apply | does not apply  |

    Scenario Outline: What is said if the first piece of business took <months>
      Given a business club of which we know
        | past_yield.months_to_first_deal | <count> |
      When joinwise advises on it
      Then "<rule>" says: The first piece of business took <months>; 6 are usual.
      And in short: <summary>

      Examples:
        | count | months    | rule        | summary                                                                                 |
        | 1     | 1 month   | quick-start | Join: business came soon.                                                               |
        | 2     | 2 months  | quick-start | Join: business came soon.                                                               |
        | 20    | 20 months | slow-start  | Skip: it should bring back a little less than it takes and business was long in coming. |

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
      And in short: Skip: it should bring back less than it takes and its enquiries come to nothing.

  Rule: If nobody counted the pieces of business, the enquiries tell of it

    Scenario Outline: A chamber that brought <leads> enquiries in <months> months, <deals> pieces of business, <business> business
      Given a chamber of commerce of which we know
        | past_yield.leads         | <leads>    |
        | past_yield.deals         | <deals>    |
        | past_yield.business      | <business> |
        | past_yield.months_member | <months>   |
      When joinwise advises on it
      Then the fact "brought_nothing" is <nothing>
      And "no-business" <does>
      And the fact "seen_profit" is <seen>

      Examples: where no enquiry came there was no business; a count or a word tells more
        | leads | deals | business | months | nothing | does             | seen      |
        | 0     | null  | null     | 12     | true    | gives -12 points | 0         |
        | 0     | null  | null     | 8      | true    | does not apply   | 0         |
        | 1     | null  | null     | 12     | false   | does not apply   | 100       |
        | 12    | null  | null     | 24     | false   | does not apply   | 600       |
        | null  | null  | null     | 12     | false   | does not apply   | not known |
        | 0     | 2     | null     | 12     | false   | does not apply   | 1000      |
        | 12    | 0     | null     | 12     | true    | gives -12 points | 0         |
        | 0     | null  | some     | 12     | false   | does not apply   | 400       |
        | 12    | null  | none     | 12     | true    | gives -12 points | 0         |

    Scenario Outline: <leads> enquiries in a year, of which <share> become business worth 800 each
      Given a trade show of which we know
        | past_yield.leads    | <leads> |
        | past_yield.months   | 12      |
        | expected.close_rate | <share> |
        | you.profit_per_deal | 800     |
        | cost.total_per_year | 3000    |
      When joinwise advises on it
      Then the fact "seen_in_enquiries" is <seen>
      And the advice is to <advice>

      Examples: one in five, if nobody said
        | leads | share | seen | advice |
        | 3     | null  | 480  | skip   |
        | 30    | null  | 4800 | join   |
        | 30    | 0.01  | 240  | skip   |

    Scenario: A year without an enquiry ends a chamber that was joined for customers
      Given a chamber of commerce of which we know
        | leads                | 0           |
        | months of membership | 12          |
        | annual dues          | 350         |
        | what you seek        | [customers] |
      When joinwise advises on it
      Then "no-business" says: In 12 months it brought no business; the first piece usually takes 9.
      And in short: Leave: it has brought no business so far and it should bring back a little less than it takes.

  Rule: If nobody counted, the plain word is heard

    Scenario Outline: A business club that brings <word> business
      Given a business club of which we know
        | past_yield.business | <word> |
      When joinwise advises on it
      Then "<rule>" gives <points> points
      And "<rule>" says: By your own account it brings <what> business.
      And the fact "seen_profit" is <seen>
      And the advice is to <advice>

      Examples: the word counts as a part or a multiple of the 800 that are usual
        | word   | rule            | points | what   | seen | advice |
        | none   | none-at-all     | -12    | no     | 0    | skip   |
        | little | little-business | -12    | little | 320  | skip   |
        | some   | some-business   | 10     | some   | 800  | join   |
        | much   | much-business   | 16     | much   | 2400 | join   |

    Scenario Outline: In short, of a free article column that brings <word> business
      Given article writing of which we know
        | past_yield.business | <word> |
        | you.hour_value      | 10     |
      When joinwise advises on it
      Then in short: <summary>

      Examples:
        | word   | summary                                                                             |
        | none   | Join: it should bring back more than it takes and it costs next to nothing.         |
        | little | Join: it should bring back more than it takes and it costs next to nothing.         |
        | some   | Join: it brings some business and it should bring back more than it takes.          |
        | much   | Join: it brings much business and it should bring back several times what it takes. |

    Scenario Outline: A business club that brings <word> business, and <counted> is 0
      Given a business club of which we know
        | past_yield.business | <word> |
        | <counted>           | 0      |
      When joinwise advises on it
      Then "<rule>" does not apply

      Examples: whatever was counted stands in place of the word
        | word   | counted                    | rule            |
        | much   | past_yield.deals           | much-business   |
        | much   | past_yield.revenue         | much-business   |
        | much   | past_yield.profit          | much-business   |
        | much   | past_yield.share_of_income | much-business   |
        | much   | past_yield.return_on_cost  | much-business   |
        | some   | past_yield.deals           | some-business   |
        | little | past_yield.deals           | little-business |

    Scenario Outline: No business by the word, with <deals> deals and <months> months of membership
      Given a business club of which we know
        | past_yield.business      | none     |
        | past_yield.deals         | <deals>  |
        | past_yield.months_member | <months> |
      When joinwise advises on it
      Then "none-at-all" <word>
      And "no-business" <late>
      And "early-days" <early>

      Examples: the same nothing counts once
        | deals | months | word             | late             | early          |
        | null  | null   | gives -12 points | does not apply   | does not apply |
        | 0     | null   | gives -12 points | does not apply   | does not apply |
        | 1     | null   | does not apply   | does not apply   | does not apply |
        | null  | 5      | does not apply   | does not apply   | applies        |
        | null  | 6      | does not apply   | gives -12 points | does not apply |
        | 0     | 6      | does not apply   | gives -12 points | does not apply |

    Scenario Outline: A choir that brings <word> business, for someone who seeks <seeks>
      Given a social club of which we know
        | past_yield.business | <word>  |
        | you.seeks           | <seeks> |
      When joinwise advises on it
      Then "<rule>" <does>

      Examples: nobody joins a choir for business, unless they say so
        | word   | seeks       | rule            | does           |
        | none   | null        | none-at-all     | does not apply |
        | none   | [customers] | none-at-all     | applies        |
        | little | null        | little-business | does not apply |
        | little | [customers] | little-business | applies        |

    Scenario Outline: If nobody said what business it brings, "<rule>" is silent
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
        | steady | does not apply | does not apply   | skip   |
        | waning | does not apply | gives -18 points | skip   |

    Scenario Outline: What is said of a value that is <trend>
      Given a business club of which we know
        | past_yield.trend | <trend> |
      When joinwise advises on it
      Then "<trend>" says: <text>
      And in short: <summary>

      Examples:
        | trend  | text                                                                                             | summary                                                                         |
        | rising | It is worth more to you than it was.                                                             | Join: its value is rising.                                                      |
        | waning | It is worth less to you than it was; what it gave you once does not count for the years to come. | Skip: its value is waning and it should bring back a little less than it takes. |

  Rule: Years count only beside something that it gives; who is not in yet goes as a guest first

    Scenario Outline: A member for <months> months
      Given a peer group of which we know
        | past_yield.months_member | <months>   |
        | past_yield.gained        | [learning] |
      When joinwise advises on it
      Then "staying" <does>

      Examples: below and on each limit
        | months | does           |
        | 23     | does not apply |
        | 24     | gives 2 points |
        | 59     | gives 2 points |
        | 60     | gives 3 points |
        | null   | does not apply |

    Scenario Outline: Five years in <group> that brought business: <word>, deals: <deals>
      Given <group> of which we know
        | past_yield.months_member | 60      |
        | past_yield.business      | <word>  |
        | past_yield.deals         | <deals> |
      When joinwise advises on it
      Then the fact "years_well_spent" is <years>
      And "staying" <does>

      Examples: staying says nothing for a group that was joined for business and brings hardly any
        | group           | word   | deals | years | does           |
        | a business club | null   | null  | 0     | does not apply |
        | a business club | some   | null  | 5     | gives 3 points |
        | a business club | little | null  | 0     | does not apply |
        | a business club | none   | null  | 0     | does not apply |
        | a business club | null   | 0     | 0     | does not apply |
        | a business club | null   | 1     | 0     | does not apply |
        | a social club   | none   | null  | 0     | does not apply |

    Scenario Outline: A member for <member> months, with figures of <months> months
      Given a peer group of which we know
        | past_yield.months_member | <member> |
        | past_yield.months        | <months> |
      When joinwise advises on it
      Then the fact "years_in" is <years>

      Examples: the membership counts, or else the record, but not what is assumed
        | member | months | years     |
        | 48     | 12     | 4         |
        | null   | 36     | 3         |
        | 12     | null   | 1         |
        | null   | null   | not known |

    Scenario Outline: What is said of someone who has been in it for <months> months
      Given a business club of which we know
        | past_yield.months_member | <months>   |
        | past_yield.gained        | [learning] |
      When joinwise advises on it
      Then "staying" says: It has given you something for <years> years or more.
      And in short: <summary>

      Examples:
        | months | years | summary                                                                  |
        | 30     | two   | Stay: you have learned there and it has been good to you for years.      |
        | 84     | five  | Stay: you have learned there and it has been good to you for many years. |

    Scenario Outline: Someone who has been in a club of <dues> a year for <months> months
      Given a business club of which we know
        | past_yield.months_member | <months> |
        | cost.annual_dues         | <dues>   |
      When joinwise advises on it
      Then "not-yet" <does>
      And the advice is to <advice>

      Examples: on and above the limit of months, below and on that of money
        | months | dues | does           | advice |
        | 0      | 59   | does not apply | join   |
        | 0      | 60   | gives 0 points | skip   |
        | 1      | 60   | does not apply | skip   |
        | 0      | null | gives 0 points | skip   |
        | null   | 400  | does not apply | skip   |

    Scenario: Not in yet, in a currency whose prices we do not know
      Given a business club of which we know
        | past_yield.months_member | 0   |
        | currency                 | ISK |
      When joinwise advises on it
      Then "not-yet" gives 0 points

    @reference
    Scenario Outline: Not in yet, and nothing else is known of <group>
      Given <group> of which we know
        | past_yield.months_member | 0       |
        | cost.level               | <price> |
      When joinwise advises on it
      Then the advice is to <advice>

      Examples: be a guest before you pay; what is free loses you little
        | group                      | price | advice |
        | a referral group           | null  | skip   |
        | a business club            | null  | skip   |
        | a trade association        | null  | join   |
        | a chamber of commerce      | null  | join   |
        | an industry event          | null  | join   |
        | a peer group               | null  | join   |
        | a service club             | null  | skip   |
        | a coworking space          | null  | skip   |
        | a meetup                   | null  | join   |
        | a community group          | null  | join   |
        | an online business network | null  | skip   |
        | an online social network   | null  | skip   |
        | an online community        | null  | skip   |
        | a business club            | low   | skip   |
        | a chamber of commerce      | low   | join   |
        | a referral group           | low   | skip   |
        | a chamber of commerce      | high  | skip   |
        | a meetup                   | high  | skip   |

    Scenario: What is said to someone who is not in yet
      Given a business club of which we know
        | past_yield.months_member | 0 |
      When joinwise advises on it
      Then "not-yet" says: Go as a guest first, and ask two members what it has brought them.
      And in short: Skip: it should bring back a little less than it takes; little is known yet, so ask what it costs and what it has brought two of its members.

  Rule: What can turn the advice by itself

    Scenario Outline: Of <group> one thing is known: <known>, <value>
      Given <group> of which we know
        | <known> | <value> |
      When joinwise advises on it
      Then "<rule>" turns the advice to <advice>

      Examples:
        | group                 | known                | value  | rule            | advice |
        | a business club       | business             | some   | some-business   | join   |
        | a referral group      | business             | much   | much-business   | join   |
        | an industry event     | business             | little | little-business | skip   |
        | a business club       | trend of its value   | rising | rising          | join   |
        | a chamber of commerce | trend of its value   | waning | waning          | skip   |
        | a business club       | months to first deal | 2      | quick-start     | join   |
        | a chamber of commerce | months to first deal | 30     | slow-start      | skip   |
        | a business club       | share of your income | 20%    | income          | join   |

    Scenario: Half a year without business outweighs a good fit
      Given a business club of which we know
        | months on record | 6    |
        | deals            | 0    |
        | fit              | good |
      When joinwise advises on it
      Then "no-business" turns the advice to skip

    Scenario: Hardly any business in four and a half years outweighs a good fit
      Given a chamber of commerce of which we know
        | months on record | 54   |
        | profit           | 0    |
        | fit              | good |
      When joinwise advises on it
      Then "hardly-any-business" turns the advice to skip

    Scenario: No business at all outweighs a good fit
      Given a chamber of commerce of which we know
        | business | none |
        | fit      | good |
      When joinwise advises on it
      Then "none-at-all" turns the advice to skip

    Scenario: Ten enquiries and no business spoil a social club
      Given a social club of which we know
        | leads | 10 |
        | deals | 0  |
      When joinwise advises on it
      Then "leads-to-nothing" turns the advice to skip

    Scenario: A referral group that still pays, and is worth less every year
      Given a referral group of which we know
        | profit             | 8000   |
        | trend of its value | waning |
      When joinwise advises on it
      Then "waning-and-paying" turns the advice to skip

    Scenario: What a business club should bring is too little to join it for that alone
      Given a business club of which nothing else is known
      When joinwise advises on it
      Then "payback" turns the advice to skip

    Scenario: What a desk should give back is too little to rent it for that alone
      Given a coworking space of which nothing else is known
      When joinwise advises on it
      Then "worth-it" turns the advice to skip
