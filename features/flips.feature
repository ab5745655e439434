Feature: What would flip the advice

  A person who is told to skip wants to know what would have to change. joinwise names, of all that
  can be changed, the nearest value at which the advice turns: a lower fee to ask for, a larger
  budget to set aside, fewer evenings to give.

  Rule: Of each thing that can be changed, the nearest value that flips the advice is named

    Scenario: A trade association that brings much business costs more than the budget
      Given a trade association of which we know
        | cost.annual_dues    | 900  |
        | you.annual_budget   | 600  |
        | past_yield.business | much |
      When joinwise explains its advice on it
      Then the advice is to skip
      And it says what would flip it
        | Join if your annual budget were 900 USD a year or more (now 600). |
        | Join if the annual dues were 600 USD a year or less (now 900).    |

    Scenario Outline: Dues of 600 would do with a budget of 600, dues of 601 would not
      Given a trade association of which we know
        | cost.annual_dues    | <dues> |
        | you.annual_budget   | 600    |
        | past_yield.business | much   |
      When joinwise explains its advice on it
      Then the advice is to <advice>

      Examples: on and above the limit
        | dues | advice |
        | 600  | join   |
        | 601  | skip   |

    Scenario: The follow-up of a social network takes too many hours
      Given an online social network of which we know
        | time.follow_up_hours_per_month | 12   |
        | you.will_work_it               | true |
      When joinwise explains its advice on it
      Then the advice is to skip
      And it says what would flip it
        | Join if the follow up hours per month were 2 or less (now 12). |

  Rule: What nobody can bring about is never offered

    Scenario: Nobody can have had more business from it than there was
      Given a meetup of which we know
        | you.has_better_use       | true |
        | past_yield.business      | none |
        | past_yield.months_member | 24   |
      When joinwise explains its advice on it
      Then the advice is to skip
      And nothing that can be changed would flip it

  Rule: If no one change is enough, the three nearest pairs of changes are named

    Scenario: Both money and time are lacking
      Given a trade association of which we know
        | cost.annual_dues       | 900  |
        | you.annual_budget      | 600  |
        | time.meetings_per_year | 12   |
        | time.hours_per_meeting | 3    |
        | you.hours_per_month    | 2    |
        | past_yield.business    | much |
      When joinwise explains its advice on it
      Then the advice is to skip
      And it says which two changes together would flip it
        | Join if your annual budget were 1,020 USD a year (now 600) and your hours per month were 4 (now 2).     |
        | Join if the hours per meeting were 1.75 (now 3) and your annual budget were 1,020 USD a year (now 600). |
        | Join if the annual dues were 410 USD a year (now 900) and your hours per month were 4 (now 2).          |
