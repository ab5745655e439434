Feature: Getting there

  Rule: It speaks against a group when the way takes longer than the meeting

    Scenario Outline: A meetup of two hours, <hours> hours on the way
      Given a meetup of which we know
        | time.hours_per_meeting   | 2       |
        | travel.hours_per_meeting | <hours> |
      When joinwise advises on it
      Then "longer-on-the-way" <does>

      Examples: below, on and above the limit
        | hours | does           |
        | 1.75  | does not apply |
        | 2     | does not apply |
        | 2.25  | applies        |
