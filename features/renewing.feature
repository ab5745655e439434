Feature: When it comes to renewing

  Whoever is in it can say what it has brought, what they use of it and whether they got what they came
  for. Years alone say nothing.

  Rule: Business that has paid for it is the first reason

    Scenario: Eight pieces of business and a profit of 9,000 in four years
      Given a referral group of which we know
        | past_yield.months_member | 48   |
        | past_yield.deals         | 8    |
        | past_yield.profit        | 9000 |
      When joinwise advises on it
      Then "brought-business" says: In 48 months it brought 8 pieces of business, a profit of 2,250 USD a year.
      And in short: Stay: it has brought 8 pieces of business.
      And the advice is to join

    Scenario Outline: <deals> pieces of business through a chamber in two years
      Given a chamber of commerce of which we know
        | past_yield.months_member | 24      |
        | past_yield.deals         | <deals> |
      When joinwise advises on it
      Then "brought-business" <does>
      And the advice is to <advice>

      Examples: more clients never count less
        | deals | does            | advice |
        | 0     | does not apply  | skip   |
        | 1     | does not apply  | join   |
        | 2     | gives 10 points | join   |
        | 3     | gives 10 points | join   |

    Scenario Outline: A profit of <profit> in a year, of a business club of 350
      Given a business club of which we know
        | cost.total_per_year | 350      |
        | past_yield.profit   | <profit> |
        | past_yield.months   | <months> |
      When joinwise advises on it
      Then "brought-profit" <does>

      Examples: below and on the limit, and for a part of the year that has to be paid
        | profit | months | does            |
        | 349    | 12     | does not apply  |
        | 350    | 12     | gives 10 points |
        | 350    | 5      | gives 10 points |
        | 349    | 5      | does not apply  |
        | 699    | 24     | does not apply  |
        | 700    | 24     | gives 10 points |

    Scenario: It says what each piece of business has cost
      Given a chamber of commerce of which we know
        | past_yield.months | 24 |
        | past_yield.deals  | 2  |
      When joinwise advises on it
      Then "cost-of-business" says: Each piece of business has cost you 1,530 USD in money and time.

    Scenario Outline: It says what each hour costs, of a club of <dues> and <other> that meets <meetings> times
      Given a business club of which we know
        | cost.annual_dues               | <dues>     |
        | cost.other_per_year            | <other>    |
        | time.meetings_per_year         | <meetings> |
        | time.follow_up_hours_per_month | 0          |
        | time.setup_hours               | 0          |
      When joinwise advises on it
      Then "cost-of-hours" <does>

      Examples: of money that was named, and of hours that there are
        | dues | other | meetings | does           |
        | 30   | null  | 12       | applies        |
        | 29   | null  | 12       | does not apply |
        | null | null  | 12       | does not apply |
        | null | 0.5   | 12       | applies        |
        | 600  | null  | 0        | does not apply |

    Scenario: Each hour of a club of 600 a year
      Given a business club of which we know
        | cost.annual_dues | 600 |
      When joinwise advises on it
      Then the fact "yearly_hours" is 36.5
      And "cost-of-hours" says: Each hour that you give it costs you 16 USD in money.

    Scenario: It says what each enquiry has cost
      Given a chamber of commerce of which we know
        | past_yield.months | 24 |
        | past_yield.leads  | 4  |
      When joinwise advises on it
      Then "cost-of-enquiries" says: Each enquiry has cost you 765 USD in money and time.

    Scenario Outline: A free club, of which <deals> pieces of business brought a profit of 500, for all that it takes <return>
      Given a business club of which we know
        | currency                  | ISK      |
        | cost.total_per_year       | 0        |
        | past_yield.months         | 12       |
        | past_yield.deals          | <deals>  |
        | past_yield.profit         | 500      |
        | past_yield.return_on_cost | <return> |
      When joinwise advises on it
      Then "brought-business" <business>
      And "brought-profit" <profit>

      Examples: business that pays for the money, but not for a third of the time, is no reason to stay
        | deals | return | business        | profit          |
        | 1     | 0.29   | does not apply  | does not apply  |
        | 1     | 0.3    | gives 10 points | does not apply  |
        | null  | 0.29   | does not apply  | does not apply  |
        | null  | 0.3    | does not apply  | gives 10 points |

  Rule: For whoever seeks customers, nothing makes up for far too little business

    Scenario Outline: A business club of <dues> a year, with friends and much to learn, for customers
      Given a business club of which we know
        | cost.annual_dues  | <dues>                 |
        | you.seeks         | [customers]            |
        | past_yield.gained | [learning, friendship] |
        | members.fit       | good                   |
      When joinwise advises on it
      Then "too-dear-for-customers" <does>
      And the advice is to <advice>

      Examples:
        | dues | does             | advice |
        | 400  | does not apply   | join   |
        | 6000 | gives -12 points | skip   |

  Rule: For whoever seeks no customers, friends and learning do not make up for a price far above what it gives

    Scenario Outline: A peer group of <dues> a year that gave <gained>, for <seeks>, <business> business, the goal met <goal>
      Given a peer group of which we know
        | cost.annual_dues    | <dues>     |
        | past_yield.gained   | <gained>   |
        | you.seeks           | <seeks>    |
        | past_yield.business | <business> |
        | past_yield.goal_met | <goal>     |
      When joinwise advises on it
      Then "too-dear-for-that" <does>
      And the advice is to <advice>

      Examples: unless it brings business or all that one came for; who seeks customers is told so otherwise
        | dues | gained                 | seeks       | business | goal   | does            | advice |
        | 5000 | [learning, friendship] | null        | null     | null   | gives -8 points | skip   |
        | 5000 | [learning, friendship] | [learning]  | null     | null   | gives -8 points | join   |
        | 1500 | [learning, friendship] | null        | null     | null   | does not apply  | join   |
        | 5000 | null                   | null        | null     | null   | does not apply  | skip   |
        | 5000 | []                     | null        | null     | null   | does not apply  | skip   |
        | 5000 | [learning, friendship] | [customers] | null     | null   | does not apply  | skip   |
        | 5000 | [learning, friendship] | null        | some     | null   | does not apply  | join   |
        | 5000 | [learning, friendship] | null        | none     | null   | gives -8 points | skip   |
        | 5000 | [learning, friendship] | null        | null     | fully  | does not apply  | join   |
        | 5000 | [learning, friendship] | null        | null     | partly | gives -8 points | skip   |

    Scenario Outline: A social club of <cost> a year in all and <hours> hours of follow-up a month, with friends
      Given a social club of which we know
        | cost.total_per_year            | <cost>       |
        | time.follow_up_hours_per_month | <hours>      |
        | past_yield.gained              | [friendship] |
      When joinwise advises on it
      Then "too-dear-for-that" <does>

      Examples: 1,500 are much, and hours alone are no price
        | cost | hours | does            |
        | 1499 | 10    | does not apply  |
        | 1500 | 10    | gives -8 points |
        | 100  | 60    | does not apply  |

    Scenario Outline: A social club that costs 4,000 and saves <saving>, with friends
      Given a social club of which we know
        | cost.total_per_year            | 4000         |
        | cost.savings_per_year          | <saving>     |
        | time.meetings_per_year         | 0            |
        | time.follow_up_hours_per_month | 0            |
        | time.setup_hours               | 0            |
        | past_yield.gained              | [friendship] |
      When joinwise advises on it
      Then "too-dear-for-that" <does>

      Examples: below and on the limit
        | saving | does            |
        | 1199   | gives -8 points |
        | 1200   | does not apply  |

    Scenario: What is said of a price far above what it gives
      Given a peer group of which we know
        | annual dues     | 5000                   |
        | what you gained | [learning, friendship] |
      When joinwise advises on it
      Then "too-dear-for-that" says: You pay 5,000 USD a year for it, and what you have got from it does not make up for that.
      And "too-dear-for-that" turns the advice to skip
      And in short: Skip: what it gives does not make up for its price and it should give back far less than it takes.

  Rule: What you came for, and what you use

    Scenario Outline: Two years in a business club, and the goal met <goal>
      Given a business club of which we know
        | past_yield.months_member | 24     |
        | past_yield.goal_met      | <goal> |
      When joinwise advises on it
      Then "goal-met" <met>
      And "goal-missed" <missed>
      And the advice is to <advice>

      Examples:
        | goal       | met             | missed           | advice |
        | fully      | gives 10 points | does not apply   | join   |
        | partly     | does not apply  | does not apply   | skip   |
        | not_at_all | does not apply  | gives -20 points | skip   |

    Scenario Outline: No goal is met where nobody was: <visits> visits
      Given a business club of which we know
        | past_yield.months_member | 0        |
        | past_yield.visits        | <visits> |
        | past_yield.goal_met      | fully    |
      When joinwise advises on it
      Then "goal-met" <does>

      Examples:
        | visits | does            |
        | null   | does not apply  |
        | 1      | gives 10 points |

    Scenario Outline: A job sought through an online business network by a person who is <now>, and the goal met <goal>
      Given an online business network of which we know
        | you.seeks           | <seeks> |
        | you.works_as        | <now>   |
        | past_yield.goal_met | <goal>  |
      When joinwise advises on it
      Then "goal-met" <met>
      And "job-found" <found>

      Examples: a job that is found need not be sought again
        | seeks      | now        | goal   | met             | found           |
        | [job]      | employee   | fully  | does not apply  | gives -6 points |
        | [job]      | employee   | partly | does not apply  | does not apply  |
        | [job]      | job_seeker | fully  | gives 10 points | does not apply  |
        | [job]      | null       | fully  | gives 10 points | does not apply  |
        | [learning] | employee   | fully  | gives 10 points | does not apply  |
        | null       | employee   | fully  | gives 10 points | does not apply  |

    Scenario: An employee who found the job that the network was for
      Given an online business network of which we know
        | you.seeks           | [job]    |
        | you.works_as        | employee |
        | past_yield.goal_met | fully    |
      When joinwise advises on it
      Then "right-kind" does not apply
      And "job-found" says: You have found the job that you joined it for, so ask what else it is for.
      And in short: Skip: you have found the job that it was for and it should give back less than it takes.

    Scenario Outline: A goal not met in <months> months
      Given a business club of which we know
        | past_yield.months_member | <months>   |
        | past_yield.goal_met      | not_at_all |
      When joinwise advises on it
      Then "goal-missed" <does>

      Examples: two months are time enough
        | months | does             |
        | 1.9    | does not apply   |
        | 2      | gives -20 points |

    Scenario Outline: Of what a trade association offers you use: <use>
      Given a trade association of which we know
        | past_yield.months_member | <months> |
        | past_yield.benefits_used | <use>    |
      When joinwise advises on it
      Then "benefits-used" <most>
      And "few-benefits-used" <few>
      And "benefits-unused" <none>
      And the advice is to <advice>

      Examples: who is not in it yet cannot use it
        | months | use  | most           | few             | none             | advice |
        | 24     | most | gives 6 points | does not apply  | does not apply   | join   |
        | 24     | few  | does not apply | gives -8 points | does not apply   | skip   |
        | 24     | none | does not apply | does not apply  | gives -18 points | skip   |
        | null   | none | does not apply | does not apply  | gives -18 points | skip   |
        | 0      | most | does not apply | does not apply  | does not apply   | join   |
        | 0      | few  | does not apply | does not apply  | does not apply   | join   |
        | 0      | none | does not apply | does not apply  | does not apply   | join   |

    Scenario Outline: What is said of <rule>
      Given a trade association of which we know
        | past_yield.months_member | 24     |
        | past_yield.benefits_used | <use>  |
        | past_yield.goal_met      | <goal> |
      When joinwise advises on it
      Then "<rule>" says: <text>

      Examples:
        | rule              | use  | goal       | text                                                         |
        | benefits-used     | most | null       | You use most of what the membership offers.                  |
        | few-benefits-used | few  | null       | You use only a few of the things that the membership offers. |
        | benefits-unused   | none | null       | You pay for a membership of which you use nothing.           |
        | goal-met          | null | fully      | You have got what you joined it for.                         |
        | goal-missed       | null | not_at_all | You have not got what you joined it for.                     |

    Scenario Outline: A speaking club of which the goal was met, of which you use <use>, with <part> as your part, for <seeks>
      Given a speaking club of which we know
        | you.seeks                | <seeks>    |
        | you.works_as             | employee   |
        | you.part                 | <part>     |
        | past_yield.months_member | 48         |
        | past_yield.gained        | [learning] |
        | past_yield.goal_met      | <goal>     |
        | past_yield.benefits_used | <use>      |
      When joinwise advises on it
      Then "goal-behind" <behind>
      And "goal-met" <met>
      And "learned" <learned>
      And the advice is to <advice>

      Examples: a skill is learnt once, company and customers are not had once and for all
        | seeks                  | goal   | use  | part     | behind          | met             | learned        | advice |
        | [learning]             | fully  | few  | null     | gives -6 points | does not apply  | does not apply | skip   |
        | [learning]             | fully  | none | attends  | gives -6 points | does not apply  | does not apply | skip   |
        | [learning]             | fully  | null | on_paper | gives -6 points | does not apply  | does not apply | skip   |
        | [learning]             | fully  | most | attends  | does not apply  | gives 10 points | gives 7 points | join   |
        | [learning]             | fully  | null | null     | does not apply  | gives 10 points | gives 7 points | join   |
        | [learning]             | null   | few  | null     | does not apply  | does not apply  | gives 7 points | join   |
        | [learning]             | partly | few  | null     | does not apply  | does not apply  | gives 7 points | join   |
        | [learning, friendship] | fully  | few  | null     | does not apply  | gives 10 points | gives 7 points | join   |
        | [learning, customers]  | fully  | few  | null     | does not apply  | gives 10 points | gives 7 points | join   |
        | [learning, standing]   | fully  | few  | null     | does not apply  | gives 10 points | gives 7 points | join   |
        | [learning, service]    | fully  | few  | null     | does not apply  | gives 10 points | gives 7 points | join   |
        | [learning, perks]      | fully  | few  | null     | does not apply  | gives 10 points | gives 7 points | join   |
        | [suppliers]            | fully  | few  | null     | does not apply  | gives 10 points | gives 7 points | join   |
        | null                   | fully  | few  | null     | does not apply  | gives 10 points | gives 7 points | join   |
        | [learning, job]        | fully  | few  | null     | does not apply  | does not apply  | does not apply | skip   |

    Scenario: A network in which somebody got the work that they came for, and that they hardly use
      Given an online business network of which we know
        | you.seeks                | [job] |
        | past_yield.goal_met      | fully |
        | past_yield.benefits_used | few   |
      When joinwise advises on it
      Then "goal-behind" gives -6 points
      And "job-found" does not apply
      And the advice is to skip

    Scenario: Somebody who has learnt to speak, and hardly goes any more
      Given a speaking club of which we know
        | you.seeks                | [learning] |
        | past_yield.months_member | 48         |
        | past_yield.gained        | [learning] |
        | past_yield.goal_met      | fully      |
        | past_yield.benefits_used | few        |
      When joinwise advises on it
      Then "goal-behind" says: You have got what you joined it for and make little use of it now; you can keep that and leave.
      And in short: Leave: you use little of what it offers and you have got what you came for.

  @reference
  Rule: What counts as something that it gives

    Scenario Outline: Thirty months in a social club, and of business, goal, suppliers, partners and gains: <business>, <goal>, <suppliers>, <partners>, <gained>
      Given a social club of which we know
        | past_yield.months_member | 30          |
        | past_yield.business      | <business>  |
        | past_yield.goal_met      | <goal>      |
        | past_yield.suppliers     | <suppliers> |
        | past_yield.alliances     | <partners>  |
        | past_yield.gained        | <gained>    |
      When joinwise advises on it
      Then the fact "years_well_spent" is <years>

      Examples: each alone
        | business | goal       | suppliers | partners | gained       | years |
        | null     | null       | null      | null     | null         | 0     |
        | some     | null       | null      | null     | null         | 2.5   |
        | much     | null       | null      | null     | null         | 2.5   |
        | little   | null       | null      | null     | null         | 0     |
        | null     | partly     | null      | null     | null         | 2.5   |
        | null     | fully      | null      | null     | null         | 2.5   |
        | null     | not_at_all | null      | null     | null         | 0     |
        | null     | null       | 0         | null     | null         | 0     |
        | null     | null       | 1         | null     | null         | 2.5   |
        | null     | null       | null      | 0        | null         | 0     |
        | null     | null       | null      | 1        | null         | 2.5   |
        | null     | null       | null      | null     | []           | 0     |
        | null     | null       | null      | null     | [learning]   | 2.5   |
        | null     | null       | null      | null     | [friendship] | 2.5   |
        | null     | null       | null      | null     | [standing]   | 2.5   |
        | null     | null       | null      | null     | [service]    | 2.5   |
        | null     | null       | null      | null     | [perks]      | 2.5   |

    Scenario Outline: Thirty months in a club of <cost> a year that brought a profit of <profit>, in words <business>
      Given a social club of which we know
        | past_yield.months_member | 30         |
        | cost.total_per_year      | <cost>     |
        | past_yield.profit        | <profit>   |
        | past_yield.business      | <business> |
      When joinwise advises on it
      Then the fact "years_well_spent" is <years>

      Examples: a profit that pays for it, and a count in place of the word
        | cost | profit | business | years |
        | 0    | 0      | null     | 0     |
        | 0    | 1      | null     | 2.5   |
        | 100  | 249    | null     | 0     |
        | 100  | 250    | null     | 2.5   |
        | 100  | 249    | much     | 0     |
        | 4000 | null   | much     | 2.5   |

    Scenario Outline: Thirty months in <group>, with much to learn; deals: <deals>, in words <business>, its value <trend>, used: <use>
      Given <group> of which we know
        | past_yield.months_member | 30         |
        | past_yield.gained        | [learning] |
        | past_yield.deals         | <deals>    |
        | past_yield.business      | <business> |
        | past_yield.trend         | <trend>    |
        | past_yield.benefits_used | <use>      |
      When joinwise advises on it
      Then the fact "years_well_spent" is <years>

      Examples: not if it is waning, nor if it was joined for business and brings hardly any
        | group           | deals | business | trend  | use  | years |
        | a business club | null  | null     | null   | few  | 0     |
        | a business club | null  | null     | null   | none | 0     |
        | a business club | null  | null     | null   | most | 2.5   |
        | a business club | null  | null     | null   | null | 2.5   |
        | a business club | null  | null     | steady | null | 2.5   |
        | a business club | null  | null     | waning | null | 0     |
        | a business club | 0     | null     | null   | null | 0     |
        | a business club | 1     | null     | null   | null | 0     |
        | a business club | null  | little   | null   | null | 0     |
        | a business club | null  | none     | null   | null | 0     |
        | a business club | null  | some     | null   | null | 2.5   |
        | a social club   | 0     | null     | null   | null | 0     |
        | a social club   | null  | little   | null   | null | 2.5   |

  @reference
  Rule: The limits of what pays for itself, of terms and of costs

    Scenario Outline: <deals> pieces of business and a profit of <profit> in <months> months of a free club
      Given a business club of which we know
        | cost.total_per_year | 0          |
        | past_yield.deals    | <deals>    |
        | past_yield.profit   | <profit>   |
        | past_yield.months   | <months>   |
        | past_yield.business | <business> |
      When joinwise advises on it
      Then "brought-business" <deal>
      And "brought-profit" <gain>

      Examples: below and on each limit
        | deals | profit | months | business | deal            | gain            |
        | 0     | 500    | 12     | null     | does not apply  | does not apply  |
        | 1     | 500    | 12     | null     | gives 10 points | does not apply  |
        | 2     | 500    | 12     | null     | gives 10 points | does not apply  |
        | 2     | 500    | 5.95   | null     | gives 10 points | does not apply  |
        | 2     | 500    | 6      | null     | gives 10 points | does not apply  |
        | 2     | 500    | 6.05   | null     | gives 10 points | does not apply  |
        | null  | 500    | 5.95   | null     | does not apply  | gives 10 points |
        | null  | 500    | 6      | null     | does not apply  | gives 10 points |
        | null  | 500    | 6.05   | null     | does not apply  | gives 10 points |
        | 2     | 0      | 12     | null     | does not apply  | does not apply  |
        | 2     | 0.5    | 12     | null     | gives 10 points | does not apply  |
        | 2     | 500    | null   | null     | does not apply  | does not apply  |
        | null  | 500    | null   | null     | does not apply  | does not apply  |
        | null  | 0      | 12     | null     | does not apply  | does not apply  |
        | null  | 0.5    | 12     | null     | does not apply  | gives 10 points |
        | null  | null   | 12     | much     | does not apply  | does not apply  |

    Scenario Outline: The profit so far, of four years
      Given a business club of which we know
        | past_yield.months_member   | 48         |
        | past_yield.share_of_income | <share>    |
        | you.yearly_income          | <income>   |
        | past_yield.business        | <business> |
      When joinwise advises on it
      Then the fact "profit_so_far" is <profit>

      Examples: by a share of the income of each year, and by the word
        | share | income | business | profit |
        | 0.1   | 150000 | null     | 60000  |
        | null  | null   | some     | 3200   |

    Scenario Outline: A club that meets nobody, costs 4,000, saves <saving>, and is joined for customers
      Given a business club of which we know
        | cost.total_per_year            | 4000        |
        | cost.savings_per_year          | <saving>    |
        | time.meetings_per_year         | 0           |
        | time.follow_up_hours_per_month | 0           |
        | time.setup_hours               | 0           |
        | you.seeks                      | [customers] |
      When joinwise advises on it
      Then "too-dear-for-customers" <does>

      Examples: below, on and above the limit
        | saving | does             |
        | 1180   | gives -12 points |
        | 1199   | gives -12 points |
        | 1200   | does not apply   |
        | 1220   | does not apply   |

    Scenario Outline: A year of <cost>, <deals> pieces of business and <leads> enquiries
      Given an online community of which we know
        | cost.total_per_year            | <cost>  |
        | time.follow_up_hours_per_month | 0       |
        | time.setup_hours               | 0       |
        | past_yield.months              | 12      |
        | past_yield.deals               | <deals> |
        | past_yield.leads               | <leads> |
      When joinwise advises on it
      Then "cost-of-business" <deal>
      And "cost-of-enquiries" <lead>

      Examples: what costs nothing, and what none came of, has no cost
        | cost | deals | leads | deal           | lead           |
        | 0    | 1     | 1     | does not apply | does not apply |
        | 0.5  | 1     | 1     | applies        | applies        |
        | 10   | 0     | 0     | does not apply | does not apply |

    Scenario Outline: Of what it offers you use <use>, and how long you have been in it is <months>
      Given a trade association of which we know
        | past_yield.months_member | <months> |
        | past_yield.benefits_used | <use>    |
      When joinwise advises on it
      Then "benefits-used" <most>
      And "few-benefits-used" <few>

      Examples: who says what is used is taken to be in it
        | months | use  | most           | few             |
        | null   | most | gives 6 points | does not apply  |
        | null   | few  | does not apply | gives -8 points |
        | 0.5    | most | gives 6 points | does not apply  |

    Scenario Outline: A peer group that gave nothing else, and the goal met <goal>
      Given a peer group of which we know
        | past_yield.months_member | 12     |
        | past_yield.gained        | []     |
        | past_yield.goal_met      | <goal> |
      When joinwise advises on it
      Then "nothing-gained" <does>

      Examples: a goal that was met is something
        | goal       | does            |
        | null       | gives -6 points |
        | not_at_all | gives -6 points |
        | partly     | does not apply  |
        | fully      | does not apply  |

    Scenario Outline: On paper only, and of it you have got <gained>
      Given a chamber of commerce of which we know
        | you.part          | on_paper |
        | past_yield.gained | <gained> |
      When joinwise advises on it
      Then "will-not-work-it" <nothing>
      And "does-little" <little>
      And the fact "hours_of_each" is <hours>

      Examples: who goes to a tenth of the meetings gives few hours
        | gained     | nothing          | little          | hours |
        | null       | gives -14 points | does not apply  | 8.75  |
        | [standing] | does not apply   | gives -8 points | 8.75  |

    Scenario: What is said to someone who does little for a chamber that gave standing
      Given a chamber of commerce of which we know
        | you.part          | on_paper   |
        | past_yield.gained | [standing] |
      When joinwise advises on it
      Then "does-little" says: It has given you something, and will hardly give you more than you put in.
      And the advice is to skip

  Rule: What it gave once and no longer gives does not count for the years to come

    Scenario Outline: A speaking club that gave <gained>, and is waning
      Given a speaking club of which we know
        | past_yield.gained | [<gained>] |
        | past_yield.trend  | waning     |
      When joinwise advises on it
      Then "<rule>" does not apply
      And "waning" gives -18 points
      And the advice is to skip

      Examples:
        | gained     | rule    |
        | learning   | learned |
        | friendship | friends |
        | standing   | stood   |
        | service    | served  |
        | perks      | perks   |

    Scenario: Friends alone, in a peer group that is waning
      Given a peer group of which we know
        | past_yield.gained | [friendship] |
        | past_yield.trend  | waning       |
      When joinwise advises on it
      Then "company-alone" does not apply

    Scenario: Somebody learned to speak, made friends and got what they came for, and it has become routine
      Given a speaking club of which we know
        | past_yield.months_member | 30                     |
        | past_yield.gained        | [learning, friendship] |
        | past_yield.goal_met      | fully                  |
        | past_yield.trend         | waning                 |
        | members.fit              | good                   |
      When joinwise advises on it
      Then "goal-met" does not apply
      And "staying" does not apply
      And the advice is to skip
      And in short: Leave: its value is waning.

    Scenario Outline: A referral group that is waning and brought a profit of <profit> in the last year
      Given a referral group of which we know
        | past_yield.months_member | 60       |
        | past_yield.months        | 12       |
        | past_yield.profit        | <profit> |
        | past_yield.trend         | waning   |
      When joinwise advises on it
      Then "waning" <waning>
      And "waning-and-paying" <paying>
      And the advice is to <advice>

      Examples: it counts less against what still brings back all that it takes
        | profit | waning           | paying          | advice |
        | 6000   | gives -18 points | does not apply  | skip   |
        | 8000   | does not apply   | gives -8 points | join   |

    Scenario: What is said of a group that is waning and still pays
      Given a referral group of which we know
        | past_yield.months_member | 60     |
        | past_yield.months        | 12     |
        | past_yield.profit        | 8000   |
        | past_yield.trend         | waning |
      When joinwise advises on it
      Then "waning-and-paying" says: It is worth less to you than it was, and still brings back what it takes.
      And in short: Stay: it has brought a profit of 8,000 USD a year and it should bring back what it takes.

    Scenario Outline: Whether a business club that costs nothing still pays, with <saving> saved and <deals> pieces of business
      Given a business club of which we know
        | cost.total_per_year            | 0        |
        | time.meetings_per_year         | 0        |
        | time.follow_up_hours_per_month | 0        |
        | time.setup_hours               | 0        |
        | cost.savings_per_year          | <saving> |
        | past_yield.deals               | <deals>  |
      When joinwise advises on it
      Then the fact "still_pays" is <pays>

      Examples: below and on the limit of the 50 that it takes at least, and if nobody counted
        | saving | deals | pays  |
        | 49     | 0     | false |
        | 50     | 0     | true  |
        | 50     | null  | false |

    Scenario: A trade association that gives back a little more than it takes
      Given a trade association of which we know
        | cost.total_per_year       | 30 |
        | past_yield.return_on_cost | 1  |
      When joinwise advises on it
      Then the fact "payback" is 1.0262172284644195
      And the fact "still_pays" is true

    Scenario: Whether it still pays is not taken for granted in a currency whose prices we do not know
      Given a business club of which we know
        | currency          | ISK    |
        | past_yield.profit | 600000 |
      When joinwise advises on it
      Then the fact "payback" is not known
      And the fact "still_pays" is false

    Scenario: A word alone does not show that it still pays
      Given a meetup of which we know
        | past_yield.business | much   |
        | past_yield.trend    | waning |
      When joinwise advises on it
      Then "waning" gives -18 points
      And "waning-and-paying" does not apply

  Rule: What can turn the advice by itself

    Scenario Outline: Of <group> one thing is known: <known>, <value>
      Given <group> of which we know
        | <known> | <value> |
      When joinwise advises on it
      Then "<rule>" turns the advice to <advice>

      Examples:
        | group                 | known                 | value      | rule              | advice |
        | a business club       | benefits that you use | most       | benefits-used     | join   |
        | a chamber of commerce | benefits that you use | few        | few-benefits-used | skip   |
        | a chamber of commerce | benefits that you use | none       | benefits-unused   | skip   |
        | a business club       | goal met so far       | fully      | goal-met          | join   |
        | a chamber of commerce | goal met so far       | not_at_all | goal-missed       | skip   |

    Scenario: A job that is found ends what the network was for
      Given an online business network of which we know
        | what you seek   | [job]    |
        | how you work    | employee |
        | goal met so far | fully    |
      When joinwise advises on it
      Then "job-found" turns the advice to skip

    Scenario: A skill that is learnt, and an active part in a meetup that is hardly used
      Given a meetup of which we know
        | what you seek         | [learning] |
        | goal met so far       | fully      |
        | benefits that you use | few        |
        | your part in it       | active     |
      When joinwise advises on it
      Then "goal-behind" turns the advice to skip

    Scenario: One piece of business a year keeps somebody in a club
      Given a business club of which we know
        | months on record | 12 |
        | deals            | 1  |
      When joinwise advises on it
      Then "brought-business" turns the advice to join

    Scenario: A profit of 3,200 a year keeps somebody in a referral group
      Given a referral group of which we know
        | months on record | 12   |
        | profit           | 3200 |
      When joinwise advises on it
      Then "brought-profit" turns the advice to join

    Scenario: Five good years just outweigh a club in which most come to sell
      Given a social club of which we know
        | months of membership      | 60           |
        | what you gained           | [friendship] |
        | most members come to sell | true         |
      When joinwise advises on it
      Then "staying" turns the advice to join

    Scenario: Friends and learning do not make up for dues of 6,000 if it was customers that you wanted
      Given a business club of which we know
        | annual dues     | 6000        |
        | what you seek   | [customers] |
        | what you gained | [learning]  |
        | fit             | good        |
      When joinwise advises on it
      Then "too-dear-for-customers" turns the advice to skip
