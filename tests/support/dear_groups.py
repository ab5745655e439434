"""A pack of one rule, and a feature that says what it comes to: for whoever tests features."""

RULES = """
inputs:
  cost.annual_dues: {range: [0, 1000], step: 1}
facts:
  dues: {formula: cost.annual_dues, about: Dues.}
rules:
  - id: dear
    title: Dear
    when: dues > 300
    points: -12
    reason: It costs {dues}.
"""
FEATURE = """\
Feature: Dear groups

  Scenario Outline: A meetup of <cost> a year
    Given a meetup of which we know
      | cost.annual_dues | <cost> |
    When joinwise advises on it
    Then "dear" <does>

    Examples:
      | cost | does             |
      | 300  | does not apply   |
      | 301  | gives -12 points |

  Scenario: A meetup
    Given a meetup of which nothing else is known
    When joinwise advises on it
    Then the fact "dues" is not known
"""
