Feature: Is it worth joining?

  Short stories of people and groups, with what joinwise advises and what it plans. Whoever runs a business can
  read them and say whether an experienced adviser would nod. Start here; the features after it take the
  rules one by one.

  Rule: Before joining

    Scenario: A plumber is asked to a weekly referral group by someone who sells seats
      He has been there once. A job brings him 300, and the seat costs 700 a year.

      Given a referral group of which we know
        | months of membership | 0           |
        | visits               | 1           |
        | invitation           | sales_pitch |
        | annual dues          | 700         |
        | profit per deal      | 300         |
        | what you seek        | [customers] |
      When joinwise explains its advice on it
      Then the advice is to skip
      And in short: Skip: it should bring back far less than it takes and little else makes up for so little business.
      And it says what makes it pay: 18 pieces of business a year would pay for it; people usually get about 3.

    Scenario: An estate agent looks at the same group
      One sale brings her 6,000, so one a year pays for it.

      Given a referral group of which we know
        | months of membership | 0           |
        | annual dues          | 700         |
        | profit per deal      | 6000        |
        | what you seek        | [customers] |
      When joinwise explains its advice on it
      Then the advice is to join
      And in short: Visit first: it should bring back several times what it takes.
      And it says what makes it pay: 1 piece of business a year would pay for it; people usually get about 3.
      And it says when to look again: If it brings nothing more, leave after 6 months.

    Scenario: A young firm and the chamber of commerce in its town
      Nobody there is known yet; the customers live in the town.

      Given a chamber of commerce of which we know
        | months of membership                  | 0              |
        | how you work                          | business_owner |
        | your buyers are where the group meets | true           |
        | what you seek                         | [customers]    |
      When joinwise explains its advice on it
      Then the advice is to join
      And in short: Visit first: your buyers are where it meets and it should bring back what it takes.
      And it says what makes it pay: 2 pieces of business a year would pay for it; people usually get about 0.8.
      And it says when to look again: If it brings nothing more, leave after 9 months.

    Scenario: Somebody who is afraid of speaking, and a speaking club
      Most who feared that they would not fit in were glad that they went.

      Given a speaking club of which we know
        | months of membership | 0          |
        | fit                  | poor       |
        | what you seek        | [learning] |
      When joinwise explains its advice on it
      Then the advice is to join
      And in short: Visit first: it is made for what you seek and it should give back what it takes.

    Scenario: A freelancer who works alone, and a desk in a coworking space
      She tried it for a day and liked the people.

      Given a coworking space of which we know
        | visits        | 1             |
        | fit           | good          |
        | how you work  | self_employed |
        | what you seek | [friendship]  |
        | annual dues   | 1800          |
      When joinwise explains its advice on it
      Then the advice is to join
      And in short: Join: you get on well with the members and it should give back what it takes.

    Scenario: A directory that sells entries
      Somebody wants to lengthen a list; there is nothing to do and nobody to meet.

      Given an online business network of which we know
        | annual dues     | 500           |
        | invitation      | list_building |
        | your part in it | on_paper      |
      When joinwise explains its advice on it
      Then the advice is to skip
      And in short: Skip: it should bring back next to nothing and you would not work at it.
      And it says what makes it pay: 3 pieces of business a year would pay for it; people usually get about 0.

    Scenario: A job seeker and the alumni of her school
      Most find work through people whom they know a little.

      Given an alumni group of which we know
        | how you work  | job_seeker |
        | what you seek | [job]      |
      When joinwise explains its advice on it
      Then the advice is to join
      And in short: Join: such ties lead to jobs and it costs next to nothing.

    Scenario: A volunteer who wants to do good and meet people
      Two visits went well.

      Given a service club of which we know
        | visits        | 2                     |
        | fit           | good                  |
        | what you seek | [service, friendship] |
      When joinwise explains its advice on it
      Then the advice is to join
      And in short: Join: you get on well with the members and it is made for what you seek.

    Scenario: A firm that could take on no more work
      The others in the club would send business that it cannot do.

      Given a business club of which we know
        | you want more work | false |
        | fit                | good  |
      When joinwise explains its advice on it
      Then the advice is to skip
      And in short: Skip: you want no more work and it should bring back a little less than it takes.
      And it says what makes it pay: 3 pieces of business a year would pay for it; people usually get about 1.5.

  Rule: In it: stay or leave

    Scenario: Two years in a referral group that brought ten pieces of business
      It pays for itself.

      Given a referral group of which we know
        | months of membership | 24  |
        | deals                | 10  |
        | profit per deal      | 800 |
        | annual dues          | 600 |
      When joinwise explains its advice on it
      Then the advice is to join
      And in short: Stay: it has brought 10 pieces of business.
      And it says what makes it pay: 7 pieces of business a year would pay for it; people usually get about 3.

    Scenario: A year in a referral group, three small jobs, and twenty referrals passed on
      The time is worth more than the jobs.

      Given a referral group of which we know
        | months of membership | 12  |
        | deals                | 3   |
        | profit per deal      | 300 |
        | referrals given      | 20  |
        | referrals received   | 2   |
        | annual dues          | 800 |
      When joinwise explains its advice on it
      Then the advice is to skip
      And in short: Leave: it should bring back far less than it takes and members take more than they give.
      And it says what makes it pay: 18 pieces of business a year would pay for it; people usually get about 3.

    Scenario: Three months in, nothing yet, and people whom one likes
      The first piece of business usually takes longer. Give it time, and look again.

      Given a referral group of which we know
        | months of membership | 3      |
        | deals                | 0      |
        | fit                  | good   |
        | your part in it      | active |
        | annual dues          | 600    |
      When joinwise explains its advice on it
      Then the advice is to join
      And in short: Stay: you get on well with the members and you work at it.
      And it says what makes it pay: 10 pieces of business a year would pay for it; people usually get about 5.
      And it says when to look again: If it brings nothing more, leave after 3 months.

    Scenario: A trade association that is called expensive, and of which hardly anything is used
      Given a trade association of which we know
        | months of membership  | 24   |
        | cost level            | high |
        | benefits that you use | few  |
      When joinwise explains its advice on it
      Then the advice is to skip
      And in short: Leave: you use little of what it offers and it should bring back less than it takes.
      And it says what makes it pay: 3 pieces of business a year would pay for it; people usually get about 0.8.

    Scenario: A speaking club that has done its work
      The fear of speaking is gone, and the evenings are rarely used now.

      Given a speaking club of which we know
        | months of membership  | 48         |
        | what you seek         | [learning] |
        | what you gained       | [learning] |
        | goal met so far       | fully      |
        | benefits that you use | few        |
      When joinwise explains its advice on it
      Then the advice is to skip
      And in short: Leave: you use little of what it offers and you have got what you came for.

    Scenario: Friends of many years in a social club
      Nobody counts business there.

      Given a social club of which we know
        | months of membership | 60           |
        | what you gained      | [friendship] |
        | annual dues          | 300          |
      When joinwise explains its advice on it
      Then the advice is to join
      And in short: Stay: you have found friends there and it has been good to you for many years.

    Scenario: A chamber that gave something once and no longer does
      Given a chamber of commerce of which we know
        | months of membership | 60                     |
        | what you gained      | [standing, friendship] |
        | trend of its value   | waning                 |
      When joinwise explains its advice on it
      Then the advice is to skip
      And in short: Leave: its value is waning.
      And it says what makes it pay: 2 pieces of business a year would pay for it; people usually get about 0.8.

    Scenario: A parent who leads the school group and knows a better use of the evenings
      Given a school group of which we know
        | months of membership                         | 48                    |
        | what you gained                              | [service, friendship] |
        | your part in it                              | leads                 |
        | you have a better use for the time and money | true                  |
      When joinwise explains its advice on it
      Then the advice is to skip
      And in short: Leave: you know a better use for the time and money.

    Scenario: A licence that demands membership
      What the law demands is not weighed.

      Given a trade association of which we know
        | you are required to be in it | true |
        | annual dues                  | 900  |
        | fit                          | poor |
      When joinwise explains its advice on it
      Then the advice is to join
      And in short: Join: you have to be in it.
      And it says what makes it pay: 3 pieces of business a year would pay for it; people usually get about 0.8.

  Rule: An event: go or don't go

    Scenario: A conference that the employer pays
      Given an industry event of which we know
        | total cost                         | 2500       |
        | share of the money that others pay | 100%       |
        | what you seek                      | [learning] |
        | how you work                       | employee   |
      When joinwise explains its advice on it
      Then the advice is to join
      And in short: Go: it should give back more than it takes and it costs next to nothing.

    Scenario: A conference for 3,000 that brought no client last year
      Given an industry event of which we know
        | total cost       | 3000        |
        | months on record | 12          |
        | leads            | 3           |
        | deals            | 0           |
        | what you seek    | [customers] |
        | fit              | good        |
      When joinwise explains its advice on it
      Then the advice is to skip
      And in short: Don't go: it should bring back far less than it takes and it has brought no business so far.
      And it says what makes it pay: 6 pieces of business a year would pay for it; people usually get about 0.8.

    Scenario: A stand that brought eight orders
      Given a trade show of which we know
        | total cost       | 8000 |
        | months on record | 12   |
        | leads            | 60   |
        | deals            | 8    |
        | profit per deal  | 3000 |
      When joinwise explains its advice on it
      Then the advice is to join
      And in short: Go: it has brought 8 pieces of business and it should bring back more than it takes.
      And it says what makes it pay: 3 pieces of business a year would pay for it; people usually get about 4.
      And it says when to look again: If it brings nothing more, do not go again after 34 months.

    Scenario: A first stand, of which nobody knows what it will bring
      Given a trade show of which we know
        | total cost    | 10000          |
        | how you work  | business_owner |
        | what you seek | [customers]    |
      When joinwise explains its advice on it
      Then the advice is to skip
      And in short: Don't go: it should bring back far less than it takes and little else makes up for so little business.
      And it says what makes it pay: 22 pieces of business a year would pay for it; people usually get about 4.

  Rule: Hardly anything is known

    Scenario: A club of which one knows the kind alone
      joinwise says so, and what to ask.

      Given a business club of which nothing else is known
      When joinwise explains its advice on it
      Then the advice is to skip
      And in short: Skip: it should bring back a little less than it takes; little is known yet, so ask what it costs and what it has brought two of its members.
      And it says what makes it pay: 3 pieces of business a year would pay for it; people usually get about 1.5.

    Scenario: A faith group of which one knows the kind alone
      Given a faith group of which nothing else is known
      When joinwise explains its advice on it
      Then the advice is to join
      And in short: Join: it costs next to nothing and it should give back what it takes; little is known yet, so go once and see how you get on.
