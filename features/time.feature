Feature: What it takes in time

  Rule: More time than you have is skipped, whatever else speaks for it

    Scenario Outline: A peer group of <hours> hours a month, for someone who can give ten
      Given a peer group of which we know
        | time.follow_up_hours_per_month | <hours> |
        | you.hours_per_month            | 10      |
        | past_yield.business            | much    |
      When joinwise advises on it
      Then "over-hours" <does>
      And the advice is to <advice>

      Examples: below, on and above the limit
        | hours | does           | advice |
        | 9     | does not apply | join   |
        | 10    | does not apply | join   |
        | 11    | applies        | skip   |

  Rule: Hours a year count meetings, the way there and the follow-up

    Scenario: A weekly breakfast with half an hour on the way and an hour of calls a month
      Given a referral group of which we know
        | time.meetings_per_year         | 48  |
        | time.hours_per_meeting         | 1.5 |
        | travel.hours_per_meeting       | 0.5 |
        | time.follow_up_hours_per_month | 1   |
      When joinwise advises on it
      Then the fact "yearly_hours" is 108
      And "hours" gives -3 points

    Scenario Outline: An online community of <hours> hours a month
      Given an online community of which we know
        | time.follow_up_hours_per_month | <hours> |
      When joinwise advises on it
      Then "hours" gives <points> points

      Examples: below, on and above the limits
        | hours | points |
        | 4.75  | 0      |
        | 5     | -3     |
        | 12.25 | -3     |
        | 12.5  | -8     |

  Rule: Who cannot be there is not recommended

    Scenario: A chapter that meets when the children go to school
      Given a referral group of which we know
        | time.clashes | true |
      When joinwise advises on it
      Then "clashes" gives -20 points
      And in short: Skip: the meetings clash with fixed duties.

  Rule: What you get depends on what you put in

    Scenario Outline: A network in which your part is <part>
      Given an online business network of which we know
        | you.part | <part> |
      When joinwise advises on it
      Then "works-it" <works>
      And "will-not-work-it" <idle>

      Examples:
        | part     | works          | idle           |
        | on_paper | does not apply | applies        |
        | attends  | does not apply | does not apply |
        | active   | applies        | does not apply |
        | leads    | applies        | does not apply |

    Scenario Outline: A network that you mean to work: <will>
      Given an online business network of which we know
        | you.will_work_it | <will> |
      When joinwise advises on it
      Then the advice is to <advice>

      Examples:
        | will  | advice |
        | true  | join   |
        | false | skip   |
