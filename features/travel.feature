Feature: Getting there

  The hours on the way count with those of the meetings, and what you spend on it counts with the
  dues. Besides, many hours on the way in a year speak against a group of themselves.

  Rule: Thirty hours a year on the way speak against a group, sixty more so

    Scenario Outline: A chamber of commerce with <meetings> meetings, <hours> hours on the way to each
      Given a chamber of commerce of which we know
        | time.meetings_per_year   | <meetings> |
        | travel.hours_per_meeting | <hours>    |
      When joinwise advises on it
      Then "way" <does>

      Examples: next door; below and on each limit
        | meetings | hours | does            |
        | 12       | 0     | does not apply  |
        | 12       | 2.49  | does not apply  |
        | 12       | 2.5   | gives -2 points |
        | 12       | 4.99  | gives -2 points |
        | 12       | 5     | gives -6 points |

      Examples: the same way every week, every month, once a year
        | meetings | hours | does            |
        | 48       | 1.25  | gives -6 points |
        | 12       | 1.25  | does not apply  |
        | 1        | 8     | does not apply  |

    Scenario Outline: What is said of <hours> hours on the way to twelve meetings
      Given a trade association of which we know
        | time.meetings_per_year   | 12      |
        | travel.hours_per_meeting | <hours> |
      When joinwise advises on it
      Then "way" says: You travel <year> hours a year to get there.
      And in short: <summary>

      Examples: some hours, and many
        | hours | year | summary                                                               |
        | 3     | 36   | Skip: it should bring back less than it takes and it is far away.     |
        | 6     | 72   | Skip: it should bring back far less than it takes and it is far away. |

  Rule: The way takes hours as the meetings do

    Scenario Outline: Twelve meetings of two hours, <way> hours on the way to each
      Given a business club of which we know
        | time.meetings_per_year         | 12    |
        | time.hours_per_meeting         | 2     |
        | travel.hours_per_meeting       | <way> |
        | time.follow_up_hours_per_month | 0     |
        | time.setup_hours               | 0     |
      When joinwise advises on it
      Then the fact "yearly_hours" is <hours>

      Examples: 12 times the meeting and the way
        | way | hours |
        | 0   | 24    |
        | 0.5 | 30    |
        | 1.5 | 42    |

  Rule: Fares, parking, flights and hotels are money like any other

    Scenario: Dues of 300, six meetings with a fare of 25, and 850 for the yearly convention
      Given a trade association of which we know
        | cost.annual_dues        | 300 |
        | time.meetings_per_year  | 6   |
        | travel.cost_per_meeting | 25  |
        | travel.lodging_per_year | 850 |
      When joinwise advises on it
      Then the fact "yearly_cash" is 1300
      And "money" gives 0 points

  Rule: The way is taken to be half an hour, and none online

    Scenario Outline: A business club that meets <mode>
      Given a business club of which we know
        | mode | <mode> |
      When joinwise advises on it
      Then it is assumed that
        | travel.hours_per_meeting | <hours> |
        | travel.cost_per_meeting  | 0       |
      And "way" does not apply

      Examples: each way to meet; a club of which nobody says meets in person
        | mode      | hours |
        | in_person | 0.5   |
        | hybrid    | 0.5   |
        | online    | 0     |
        | null      | 0.5   |

    Scenario: A network that lives online takes no way
      Given an online business network of which nothing else is known
      When joinwise advises on it
      Then it is assumed that
        | mode                     | online |
        | travel.hours_per_meeting | 0      |

  Rule: People go less and less to what is far away

    Scenario Outline: <hours> hours on the way to <group>, <mode>
      Given <group> of which we know
        | travel.hours_per_meeting | <hours> |
        | mode                     | <mode>  |
      When joinwise advises on it
      Then "far-away" <does>

      Examples: two hours for a meeting, not for an event that is once a year
        | group             | hours | mode      | does            |
        | a social club     | 1.9   | in_person | does not apply  |
        | a social club     | 2     | in_person | gives -6 points |
        | a social club     | 2     | hybrid    | gives -6 points |
        | a social club     | 2     | online    | does not apply  |
        | an industry event | 8     | in_person | does not apply  |

    Scenario: Somebody has moved and travels three hours to the monthly evening of an old club
      Given a social club of which we know
        | travel.hours_per_meeting | 3            |
        | past_yield.months_member | 60           |
        | past_yield.gained        | [friendship] |
      When joinwise advises on it
      Then "far-away" says: You travel 3 hours for each meeting, and people go less and less to what is far.
      And the advice is to skip

  Rule: What can turn the advice by itself

    Scenario: Two hours on the way outweigh a good fit
      Given a chamber of commerce of which we know
        | fit                      | good |
        | travel hours per meeting | 2    |
      When joinwise advises on it
      Then "far-away" turns the advice to skip

    Scenario: The way to two meetings a week outweighs the work that you do
      Given a speaking club of which we know
        | meetings per year | 96     |
        | your part in it   | active |
      When joinwise advises on it
      Then "way" turns the advice to skip
