Feature: Getting there

  The hours on the way count with those of the meetings, and what you spend on it counts with the
  dues. Besides, a long way to every meeting speaks against a group of itself.

  Rule: An hour on the way to each meeting speaks against a group, two hours more so

    Scenario Outline: A chamber of commerce with <hours> hours on the way, too few to speak against it
      Given a chamber of commerce of which we know
        | travel.hours_per_meeting | <hours> |
      When joinwise advises on it
      Then "way" does not apply
      And the advice is to join

      Examples: next door, and just below the first limit
        | hours |
        | 0     |
        | 0.99  |

    Scenario Outline: A chamber of commerce with <hours> hours on the way
      Given a chamber of commerce of which we know
        | travel.hours_per_meeting | <hours> |
      When joinwise advises on it
      Then "way" gives <points> points
      And the advice is to skip

      Examples: on the first limit, below, on and above the second
        | hours | points |
        | 1     | -2     |
        | 1.99  | -2     |
        | 2     | -6     |
        | 5     | -6     |

    Scenario Outline: What is said of <hours> on the way
      Given a chamber of commerce of which we know
        | travel.hours_per_meeting | <hours> |
      When joinwise advises on it
      Then "way" says: <text>

      Examples: one hour, and more
        | hours | text                                          |
        | 1     | You are 1 hour on the way to each meeting.    |
        | 1.5   | You are 1.5 hours on the way to each meeting. |
        | 2     | You are 2 hours on the way to each meeting.   |

    Scenario Outline: A trade association that would do if it were nearer than <hours> hours
      Given a trade association of which we know
        | travel.hours_per_meeting | <hours> |
      When joinwise advises on it
      Then in short: <summary>

      Examples: an hour and two
        | hours | summary                     |
        | 1     | Skip: it is some way to go. |
        | 2     | Skip: it is a long way.     |

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
      And "money" gives -2 points

  Rule: Where nobody said, the way is half an hour, and online there is none

    Scenario Outline: A business club that meets <mode>
      Given a business club of which we know
        | mode | <mode> |
      When joinwise advises on it
      Then it is taken for granted that
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
      Then it is taken for granted that
        | mode                     | online |
        | travel.hours_per_meeting | 0      |
