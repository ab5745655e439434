Feature: What to ask before you decide

  Nobody knows everything about a group. Of all that is missing, joinwise names the answers that
  could flip its advice, each by itself, and says which of them to find out first. What could not
  flip it need not be asked.

  Rule: An answer is worth asking for if it alone could flip the advice

    Scenario: Dear dues and little profit, and nobody said what else you got from it
      Given a business club of which we know
        | cost.annual_dues         | 600 |
        | past_yield.months_member | 24  |
        | past_yield.profit        | 900 |
      When joinwise explains its advice on it
      Then the advice is to skip
      And the advice is open
      And "past_yield.gained" flips it at learning, service
      And "members.fit" flips it at good
      And "members.competitors" cannot flip it

    Scenario Outline: Five referrals that members gave would flip it, four would not
      Given a business club of which we know
        | cost.annual_dues               | 600        |
        | past_yield.months_member       | 24         |
        | past_yield.profit              | 900        |
        | members.competitors            | 0          |
        | members.exclusive_seat         | true       |
        | reciprocity.referrals_received | <received> |
      When joinwise explains its advice on it
      Then the advice is to <advice>

      Examples: below and on the limit
        | received | advice |
        | 4        | skip   |
        | 5        | join   |

    Scenario: What was assumed is asked for too
      Given an online business network of which we know
        | past_yield.business | much |
        | you.hours_per_month | 3    |
      When joinwise explains its advice on it
      Then the advice is to join
      And "time.follow_up_hours_per_month" flips it at 3.5 to 60
      And "cost.joining_fee" cannot flip it

    Scenario: Nobody has to say that somebody is there
      Given a chamber of commerce of which nothing else is known
      When joinwise explains its advice on it
      Then "members.count" cannot flip it

  Rule: The one to ask first is the one whose answer is likeliest to flip it

    Scenario: The group costs more than you can spend, and only its cost could mend that
      Given a trade association of which we know
        | cost.annual_dues    | 900   |
        | you.annual_budget   | 600   |
        | past_yield.business | much  |
        | you.required        | false |
      When joinwise explains its advice on it
      Then the advice is to skip
      And the first question is: What does all of it cost in a year, travel included?
      And "cost.total_per_year" flips it at 0 to 600

  Rule: If no single answer that is missing could flip it, the advice is firm

    Scenario: A paid online network that brought nothing, beside something that you know brings more
      Given an online business network of which we know
        | cost.total_per_year      | 900         |
        | past_yield.business      | none        |
        | past_yield.months_member | 24          |
        | members.fit              | poor        |
        | you.seeks                | [customers] |
        | you.has_better_use       | true        |
        | you.required             | false       |
      When joinwise explains its advice on it
      Then the advice is to skip
      And the advice is firm
      And "past_yield.profit" cannot flip it

    Scenario: Both money and time are lacking, so that no one answer is enough
      Given a trade association of which we know
        | cost.annual_dues       | 900   |
        | you.annual_budget      | 600   |
        | time.meetings_per_year | 12    |
        | time.hours_per_meeting | 3     |
        | you.hours_per_month    | 2     |
        | you.required           | false |
        | past_yield.business    | much  |
      When joinwise explains its advice on it
      Then the advice is to skip
      And the advice is firm
