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
      And in short: Stay: it has brought 8 pieces of business and it has been good to you for years.
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

      Examples: below and on the limit, and over less than half a year
        | profit | months | does            |
        | 349    | 12     | does not apply  |
        | 350    | 12     | gives 10 points |
        | 350    | 5      | does not apply  |

    Scenario: It says what each piece of business has cost
      Given a chamber of commerce of which we know
        | past_yield.months | 24 |
        | past_yield.deals  | 2  |
      When joinwise advises on it
      Then "cost-of-business" says: Each piece of business has cost you 1,530 USD in money and time.

    Scenario: It says what each enquiry has cost
      Given a chamber of commerce of which we know
        | past_yield.months | 24 |
        | past_yield.leads  | 4  |
      When joinwise advises on it
      Then "cost-of-enquiries" says: Each enquiry has cost you 765 USD in money and time.

  Rule: For who seeks customers, nothing makes up for far too little business

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
        | not_at_all | does not apply  | gives -14 points | skip   |

    Scenario Outline: A goal not met in <months> months
      Given a business club of which we know
        | past_yield.months_member | <months>   |
        | past_yield.goal_met      | not_at_all |
      When joinwise advises on it
      Then "goal-missed" <does>

      Examples: two months are time enough
        | months | does             |
        | 1.9    | does not apply   |
        | 2      | gives -14 points |

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
        | 24     | few  | does not apply | gives -3 points | does not apply   | skip   |
        | 24     | none | does not apply | does not apply  | gives -14 points | skip   |
        | null   | none | does not apply | does not apply  | gives -14 points | skip   |
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
