Feature: What it has brought so far

  Rule: What was paid back is weighed against what it takes

    Scenario Outline: A club of 1,000 a year that brought a profit of <profit> in two years
      Given a business club of which we know
        | cost.total_per_year | 1000     |
        | past_yield.months   | 24       |
        | past_yield.profit   | <profit> |
      When joinwise advises on it
      Then "payback" gives <points> points

      Examples: below, on and above each limit
        | profit | points |
        | 999    | -20    |
        | 1000   | 0      |
        | 2999   | 0      |
        | 3000   | 12     |
        | 7999   | 12     |
        | 8000   | 25     |

    Scenario: Where only turnover is known, half of it is taken to be profit
      Given a business club of which we know
        | cost.total_per_year | 500  |
        | past_yield.months   | 48   |
        | past_yield.revenue  | 2000 |
      When joinwise advises on it
      Then the fact "paid_back" is 0.5
      And it is taken for granted that
        | you.margin        | 0.5  |
        | past_yield.profit | 1000 |

    Scenario: Where only the return is known, it is what was paid back
      Given an industry event of which we know
        | past_yield.return_on_cost | 4 |
      When joinwise advises on it
      Then "payback" gives 25 points

  Rule: No business in half a year speaks against it, a few months say little

    Scenario Outline: A meetup without a deal in <months> months
      Given a meetup of which we know
        | past_yield.months | <months> |
        | past_yield.deals  | 0        |
      When joinwise advises on it
      Then "nothing-in-half-a-year" <late>
      And "early-days" <early>

      Examples: below, on and above the limit
        | months | late           | early          |
        | 5      | does not apply | applies        |
        | 6      | applies        | does not apply |
        | 7      | applies        | does not apply |

  Rule: Any business speaks for it where its worth is not known

    Scenario Outline: An online community that brought <deals> pieces of business
      Given an online community of which we know
        | past_yield.deals | <deals> |
      When joinwise advises on it
      Then "some-business" <does>

      Examples: below and on the limit
        | deals | does           |
        | 0     | does not apply |
        | 1     | applies        |

    Scenario Outline: Business in words: <word>
      Given a chamber of commerce of which we know
        | past_yield.business | <word> |
      When joinwise advises on it
      Then the advice is to <advice>
      And the score is <score>

      Examples:
        | word   | advice | score |
        | none   | skip   | 40    |
        | little | skip   | 40    |
        | some   | join   | 62    |
        | much   | join   | 62    |

    Scenario Outline: <share> of the income came through it
      Given a referral group of which we know
        | past_yield.share_of_income | <share> |
      When joinwise advises on it
      Then "part-of-income" <does>

      Examples: below, on and above the limit
        | share | does           |
        | 0.09  | does not apply |
        | 0.1   | applies        |
        | 0.11  | applies        |

  Rule: Value is wider than sales

    Scenario Outline: An alumni group that gave <gained>
      Given an alumni group of which we know
        | past_yield.gained | <gained> |
      When joinwise advises on it
      Then "gained" <does>

      Examples:
        | gained                 | does           |
        | [learning]             | applies        |
        | [standing, perks]      | applies        |
        | [friendship, learning] | applies        |
        | [perks]                | does not apply |
        | []                     | does not apply |

    Scenario Outline: <suppliers> suppliers and <alliances> partners found
      Given a trade association of which we know
        | past_yield.suppliers | <suppliers> |
        | past_yield.alliances | <alliances> |
      When joinwise advises on it
      Then "allies" <does>

      Examples:
        | suppliers | alliances | does           |
        | 0         | 0         | does not apply |
        | 1         | 0         | applies        |
        | 0         | 1         | applies        |

    Scenario Outline: <contacts> useful people met
      Given an online social network of which we know
        | past_yield.contacts | <contacts> |
      When joinwise advises on it
      Then "no-contacts" <does>

      Examples: on and above the limit
        | contacts | does           |
        | 0        | applies        |
        | 1        | does not apply |

  Rule: Years of staying are evidence, and so is a waning value

    Scenario Outline: A member for <months> months
      Given a peer group of which we know
        | past_yield.months_member | <months> |
      When joinwise advises on it
      Then "years-of-staying" <does>

      Examples: below, on and above the limit
        | months | does           |
        | 35     | does not apply |
        | 36     | applies        |
        | 37     | applies        |

    Scenario Outline: An association whose value is <trend>
      Given a trade association of which we know
        | past_yield.trend | <trend> |
      When joinwise advises on it
      Then "waning" <does>

      Examples:
        | trend  | does           |
        | waning | applies        |
        | steady | does not apply |
        | rising | does not apply |
