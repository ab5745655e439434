Feature: What it takes in money

  A group that takes more than you can spend in a year is skipped, however good it is. Short of that,
  money speaks for a group that costs next to nothing, and against one that costs more than most.
  What nobody named is taken to be what such groups usually charge.

  Rule: A group that takes more than your budget is skipped, whatever else speaks for it

    Scenario Outline: A chamber of commerce of <cost> a year, much business, and a budget of 400
      Given a chamber of commerce of which we know
        | cost.total_per_year | <cost> |
        | you.annual_budget   | 400    |
        | past_yield.business | much   |
      When joinwise advises on it
      Then "over-budget" <does>
      And the score is 68
      And the advice is to <advice>

      Examples: below, on and above the limit
        | cost   | does           | advice |
        | 399    | does not apply | join   |
        | 400    | does not apply | join   |
        | 400.01 | applies        | skip   |
        | 401    | applies        | skip   |

    Scenario Outline: A chamber of commerce of <cost> a year, and a budget of <budget>
      Given a chamber of commerce of which we know
        | cost.total_per_year | <cost>   |
        | you.annual_budget   | <budget> |
      When joinwise advises on it
      Then "over-budget" <does>

      Examples: parts of a unit of money count too
        | cost  | budget | does           |
        | 500.5 | 500    | applies        |
        | 501.5 | 501    | applies        |
        | 399.6 | 399.6  | does not apply |

    Scenario: It says what the group takes and what you can spend
      Given a trade association of which we know
        | cost.total_per_year | 650 |
        | you.annual_budget   | 500 |
      When joinwise advises on it
      Then "over-budget" decides to skip
      And "over-budget" says: It takes 650 USD a year, more than your budget of 500 USD.
      And in short: Skip: with 650 USD a year it goes beyond your budget and it should bring back a little less than it takes.

    Scenario Outline: Nobody named the dues, usually 280 in a chamber, and your budget is <budget>
      Given a chamber of commerce of which we know
        | you.annual_budget | <budget> |
      When joinwise advises on it
      Then "probably-over-budget" <does>
      And "over-budget" does not apply

      Examples: what is assumed speaks against it, but does not decide
        | budget | does             |
        | 280    | does not apply   |
        | 279.99 | gives -10 points |
        | 279    | gives -10 points |
        | null   | does not apply   |

    Scenario: Usual dues are an estimate, and are compared as they are shown
      Given a chamber of commerce of which we know
        | currency          | ZAR  |
        | you.annual_budget | 2080 |
      When joinwise advises on it
      Then the fact "yearly_cash" is 2080.4
      And "probably-over-budget" does not apply

    Scenario: It says what such a group usually takes
      Given a coworking space of which we know
        | you.annual_budget | 2000 |
      When joinwise advises on it
      Then "probably-over-budget" says: Such a group usually takes about 2,300 USD a year, more than your budget of 2,000 USD; ask what this one takes.
      And in short: Skip: such groups usually take more than your budget and it should give back less than it takes.
      And it is assumed that
        | cost.annual_dues | 2300 |

    Scenario Outline: Dues of 480 and meals of 10, <meetings> meetings and a budget of 700
      Given a referral group of which we know
        | cost.annual_dues       | 480        |
        | cost.meals_per_meeting | 10         |
        | time.meetings_per_year | <meetings> |
        | you.annual_budget      | 700        |
      When joinwise advises on it
      Then the fact "yearly_cash" is 960
      And the fact "named_cash" is <named>
      And "over-budget" <decides>
      And "probably-over-budget" <speaks>

      Examples: 48 meetings that you named, or that are usual
        | meetings | named | decides        | speaks         |
        | 48       | 960   | applies        | does not apply |
        | null     | 480   | does not apply | applies        |

    Scenario Outline: Dues of <dues> that you named, 48 breakfasts of 10 that are usual, and a budget of <budget>
      Given a referral group of which we know
        | cost.annual_dues       | <dues>   |
        | cost.meals_per_meeting | 10       |
        | you.annual_budget      | <budget> |
      When joinwise advises on it
      Then "over-budget" <decides>
      And "probably-over-budget" <speaks>

      Examples: what you named is within the budget, on it, and above it
        | dues   | budget | decides        | speaks         |
        | 480    | 481    | does not apply | applies        |
        | 480    | 480    | does not apply | applies        |
        | 480.01 | 480    | applies        | does not apply |
        | 480    | 479    | applies        | does not apply |

    Scenario: A free group fits even a budget of nothing
      Given a meetup of which we know
        | you.annual_budget | 0 |
      When joinwise advises on it
      Then "over-budget" does not apply
      And the advice is to join

    Scenario: If nobody named a budget, none is held against the group
      Given a trade association of which we know
        | cost.total_per_year | 50000 |
      When joinwise advises on it
      Then "over-budget" does not apply

  Rule: What costs next to nothing loses you little, and what costs much has to bring much

    Scenario Outline: A trade association of <cost> a year
      Given a trade association of which we know
        | cost.total_per_year | <cost> |
      When joinwise advises on it
      Then "money" gives <points> points

      Examples: nothing at all, below and on each limit, and far above the last
        | cost   | points |
        | 0      | 5      |
        | 59.99  | 5      |
        | 60     | 0      |
        | 799.99 | 0      |
        | 800    | 0      |
        | 20000  | 0      |

    Scenario Outline: What is said of a trade association of <cost> a year
      Given a trade association of which we know
        | cost.total_per_year | <cost> |
      When joinwise advises on it
      Then "money" says: <text>

      Examples: one of each
        | cost | text                                                                          |
        | 30   | It costs you next to nothing, so little is lost if it fails.                  |
        | 300  | It costs what groups usually cost.                                            |
        | 1000 | It costs more than most groups do, which counts in what it should bring back. |

    Scenario Outline: A trade association of <cost> a year that just pays for itself
      Given a trade association of which we know
        | cost.total_per_year       | <cost> |
        | past_yield.return_on_cost | 1      |
      When joinwise advises on it
      Then in short: <summary>

      Examples: one of each
        | cost | summary                                                                |
        | 30   | Join: it costs next to nothing and it should bring back what it takes. |
        | 300  | Join: it should bring back what it takes.                              |
        | 1000 | Join: it should bring back what it takes.                              |
        | 2500 | Skip: it should bring back a little less than it takes.                |
        | 6000 | Skip: it should bring back a little less than it takes.                |

    Scenario: A desk costs several times what membership elsewhere does, even at its usual price
      Given a coworking space of which nothing else is known
      When joinwise advises on it
      Then "money" gives 0 points
      And in short: Skip: it should give back less than it takes; little is known yet, so ask what it costs and try it for a day.

  Rule: Money is weighed by what it buys at home, so one scale serves every currency

    Scenario Outline: A trade association of <cost> <currency> a year
      Given a trade association of which we know
        | cost.total_per_year | <cost>     |
        | currency            | <currency> |
      When joinwise advises on it
      Then the fact "cash_in_dollars" is <dollars>
      And "money" gives <points> points

      Examples: below and on the limit of 60 dollars
        | cost  | currency | dollars | points |
        | 59.99 | USD      | 59.99   | 5      |
        | 60    | USD      | 60      | 0      |
        | 40    | EUR      | 59.7015 | 5      |
        | 41    | EUR      | 61.194  | 0      |
        | 5600  | JPY      | 59.2593 | 5      |
        | 5700  | JPY      | 60.3175 | 0      |

    Scenario: In a currency whose prices we do not know, money is not weighed
      Given a trade association of which we know
        | cost.total_per_year | 600000 |
        | currency            | ISK    |
      When joinwise advises on it
      Then "money" does not apply
      And the fact "cash_in_dollars" is not known

    Scenario: A budget holds in any currency
      Given a trade association of which we know
        | cost.total_per_year | 90000 |
        | you.annual_budget   | 80000 |
        | currency            | ISK   |
      When joinwise advises on it
      Then "over-budget" decides to skip
      And "over-budget" says: It takes 90,000 ISK a year, more than your budget of 80,000 ISK.

  Rule: All that you pay in a year is added up

    Scenario: A weekly breakfast: 480 + 150 over 3 years + 40 times (10 + 5) + 200 + 300
      Given a referral group of which we know
        | cost.annual_dues        | 480 |
        | cost.joining_fee        | 150 |
        | time.meetings_per_year  | 40  |
        | cost.meals_per_meeting  | 10  |
        | travel.cost_per_meeting | 5   |
        | cost.other_per_year     | 200 |
        | travel.lodging_per_year | 300 |
      When joinwise advises on it
      Then the fact "yearly_cash" is 1630
      And the fact "named_cash" is 1630
      And "money" gives 0 points

    Scenario Outline: Dues of 100, and a fee of 240 over the <years> years that members of a <kind> stay
      Given a <kind> of which we know
        | cost.annual_dues | 100 |
        | cost.joining_fee | 240 |
      When joinwise advises on it
      Then the fact "yearly_cash" is <cash>

      Examples: few years, most groups, many years
        | kind                | years | cash |
        | referral group      | 3     | 180  |
        | social club         | 4     | 160  |
        | chamber of commerce | 8     | 130  |

    Scenario: A breakfast of 10 at each of the 48 meetings that are usual, on top of dues of 500
      Given a referral group of which we know
        | cost.annual_dues       | 500 |
        | cost.meals_per_meeting | 10  |
      When joinwise advises on it
      Then the fact "yearly_cash" is 980
      And it is assumed that
        | time.meetings_per_year | 48 |

    Scenario: If only the dues are named, nothing else is taken to be paid
      Given a speaking club of which we know
        | cost.annual_dues | 120 |
      When joinwise advises on it
      Then the fact "yearly_cash" is 120
      And it is assumed that
        | cost.joining_fee        | 0 |
        | cost.meals_per_meeting  | 0 |
        | cost.other_per_year     | 0 |
        | travel.cost_per_meeting | 0 |
        | travel.lodging_per_year | 0 |

    Scenario: If the whole is named, it stands in place of every item
      Given a referral group of which we know
        | cost.total_per_year     | 700 |
        | cost.annual_dues        | 480 |
        | cost.joining_fee        | 150 |
        | cost.meals_per_meeting  | 10  |
        | travel.lodging_per_year | 300 |
      When joinwise advises on it
      Then the fact "yearly_cash" is 700

  Rule: Of a team each one eats and travels, and each one pays the dues unless the firm is the member

    Scenario Outline: <people> employees at <group> of ten meetings, with meals of 10 and fares of 5
      Given <group> of which we know
        | team.people             | <people> |
        | time.meetings_per_year  | 10       |
        | cost.meals_per_meeting  | 10       |
        | travel.cost_per_meeting | 5        |
      When joinwise advises on it
      Then it is assumed that
        | cost.annual_dues | <dues> |
      And the fact "yearly_cash" is <cash>
      And the fact "named_cash" is <named>

      Examples: you alone, one, and three; what you named are the meals and fares alone
        | group                 | people | dues | cash | named |
        | a business club       | null   | 400  | 550  | 150   |
        | a business club       | 1      | 400  | 550  | 150   |
        | a business club       | 3      | 1200 | 1650 | 450   |
        | a chamber of commerce | 3      | 280  | 730  | 450   |
        | a trade association   | 3      | 300  | 750  | 450   |

  Rule: Dues that nobody named are the usual ones, and the word that you use moves them

    Scenario Outline: A coworking space, usually 2,300 a year, whose price you call <word>
      Given a coworking space of which we know
        | cost.level | <word> |
      When joinwise advises on it
      Then it is assumed that
        | cost.annual_dues | <dues> |
      And the fact "yearly_cash" is <dues>

      Examples: two fifths, once, two and a half times; and without a word
        | word | dues |
        | low  | 920  |
        | fair | 2300 |
        | high | 5750 |
        | null | 2300 |

    Scenario Outline: A meetup, usually free, whose price you call <word>
      Given a meetup of which we know
        | cost.level | <word> |
      When joinwise advises on it
      Then it is assumed that
        | cost.annual_dues | <dues> |
      And the fact "least_dues_by_word" is <dues>
      And "money" gives <points> points

      Examples: nobody calls expensive what is free
        | word | dues | points |
        | low  | 0    | 5      |
        | fair | 0    | 5      |
        | high | 300  | 0      |

    Scenario: Usual dues are what they would be in your currency
      Given a chamber of commerce of which we know
        | cost.level | high |
        | currency   | EUR  |
      When joinwise advises on it
      Then the fact "yearly_cash" is 469
      And the fact "cash_in_dollars" is 700

    Scenario: If the dues are named, the word does not move them
      Given a coworking space of which we know
        | cost.level       | high |
        | cost.annual_dues | 1800 |
      When joinwise advises on it
      Then the fact "yearly_cash" is 1800

  Rule: What you call it is heard once, in what it is taken to cost

    Scenario Outline: A trade association whose price you call <word>
      Given a trade association of which we know
        | cost.level | <word> |
      When joinwise advises on it
      Then the fact "yearly_cash" is <cash>
      And "payback" gives <points> points
      And the advice is to <advice>

      Examples: each word, and none
        | word | cash | points | advice |
        | low  | 120  | 2      | join   |
        | fair | 300  | 2      | join   |
        | high | 750  | -7     | skip   |
        | null | 300  | 2      | join   |

  Rule: What can turn the advice by itself

    Scenario Outline: Of <group> one thing is known: <known>, <value>
      Given <group> of which we know
        | <known> | <value> |
      When joinwise advises on it
      Then "<rule>" turns the advice to <advice>

      Examples:
        | group                 | known              | value | rule                 | advice |
        | a chamber of commerce | your annual budget | 200   | probably-over-budget | skip   |

    Scenario: That a meetup costs next to nothing makes up for what it will not bring
      Given a meetup of which nothing else is known
      When joinwise advises on it
      Then "money" turns the advice to join
