Feature: Who pays, what it saves, what binds you

  An employer who pays, a saving on what you would buy anyway and a term that you cannot leave change
  what the same group is worth to you.

  Rule: You weigh what you pay yourself

    Scenario Outline: An event of 1,500, of which somebody else pays <share>
      Given an industry event of which we know
        | cost.total_per_year | 1500    |
        | cost.paid_by_others | <share> |
      When joinwise advises on it
      Then the fact "yearly_cash" is <cash>
      And the advice is to <advice>

      Examples:
        | share | cash | advice |
        | null  | 1500 | skip   |
        | 0.5   | 750  | join   |
        | 1     | 0    | join   |

    Scenario: A budget of 600 for an event of 1,500 of which your employer pays two thirds
      Given an industry event of which we know
        | cost.total_per_year | 1500 |
        | cost.paid_by_others | 0.7  |
        | you.annual_budget   | 600  |
      When joinwise advises on it
      Then the fact "named_cash" is 450
      And "over-budget" does not apply

  Rule: What it saves you is a gain

    Scenario Outline: A coworking space that saves you <saving> a year
      Given a coworking space of which we know
        | cost.savings_per_year | <saving> |
      When joinwise advises on it
      Then the fact "other_gain" is <gain>
      And the advice is to <advice>

      Examples:
        | saving | gain | advice |
        | null   | 960  | skip   |
        | 1000   | 1960 | join   |

    Scenario Outline: A trade association of 300 a year that saves you <saving>
      Given a trade association of which we know
        | cost.annual_dues      | 300      |
        | cost.savings_per_year | <saving> |
      When joinwise advises on it
      Then "savings-above-cost" <does>

      Examples: on and above the limit
        | saving | does           |
        | 300    | does not apply |
        | 301    | applies        |

    Scenario Outline: A trade association of <dues> a year, on paper only, that saves you <saving> and gave <gained>
      What saves you its price does so without any work.

      Given a trade association of which we know
        | cost.annual_dues      | <dues>   |
        | cost.savings_per_year | <saving> |
        | you.part              | on_paper |
        | past_yield.gained     | <gained> |
      When joinwise advises on it
      Then "does-little" <little>
      And "will-not-work-it" <nothing>
      And the advice is to <advice>

      Examples: below the limit, on it and above it
        | dues | saving | gained  | little          | nothing          | advice |
        | 240  | 239    | [perks] | gives -8 points | does not apply   | skip   |
        | 240  | 240    | [perks] | does not apply  | does not apply   | join   |
        | 240  | 241    | [perks] | does not apply  | does not apply   | join   |
        | 240  | 239    | null    | does not apply  | gives -14 points | skip   |
        | 240  | 240    | null    | does not apply  | does not apply   | skip   |
        | 0    | 0.99   | null    | does not apply  | gives -14 points | skip   |
        | 0    | 1      | null    | does not apply  | does not apply   | skip   |

    Scenario Outline: A union of 240 a year that saves <saving>, of which one uses few benefits
      Given a trade association of which we know
        | cost.annual_dues         | 240      |
        | cost.savings_per_year    | <saving> |
        | past_yield.benefits_used | few      |
        | past_yield.gained        | [perks]  |
      When joinwise advises on it
      Then "few-benefits-used" <does>
      And the advice is to <advice>

      Examples: one benefit that pays for all of it is enough
        | saving | does            | advice |
        | 239    | gives -8 points | skip   |
        | 240    | does not apply  | join   |

    Scenario: What it costs is not known, in a currency whose prices we do not know
      Given a trade association of which we know
        | currency              | ISK      |
        | cost.savings_per_year | 500      |
      When joinwise advises on it
      Then the fact "saves_its_price" is false

    Scenario: What is said of a saving that pays for it
      Given a trade association of which we know
        | cost.annual_dues      | 240      |
        | cost.savings_per_year | 520      |
        | you.part              | on_paper |
        | past_yield.gained     | [perks]  |
      When joinwise advises on it
      Then in short: Join: it has given you perks and it should bring back what it takes.

  Rule: A long term speaks against it, a very long one more so

    Scenario Outline: A trade association that binds you for <months> months
      Given a trade association of which we know
        | cost.tied_in_months | <months> |
      When joinwise advises on it
      Then "tied-in" <does>
      And the advice is to <advice>

      Examples: below and on each limit
        | months | does            | advice |
        | 5      | does not apply  | join   |
        | 6      | gives -1 point  | join   |
        | 17     | gives -1 point  | join   |
        | 18     | gives -4 points | skip   |
        | 59     | gives -4 points | skip   |
        | 60     | gives -9 points | skip   |

    Scenario Outline: What is said of a term of <months> months
      Given a trade association of which we know
        | cost.tied_in_months | <months> |
      When joinwise advises on it
      Then "tied-in" says: <text>
      And in short: <summary>

      Examples:
        | months | text                                                                       | summary                                    |
        | 12     | You are bound for 12 months, whatever comes of it.                         | Join: it should bring back what it takes.  |
        | 24     | You are bound for 24 months, whatever comes of it.                         | Skip: you could not leave for a long time. |
        | 72     | You are bound for 72 months, whatever comes of it; ask for a shorter term. | Skip: you could not leave for years.       |

    Scenario Outline: Bound for <months> months
      Given a trade association of which we know
        | cost.tied_in_months | <months> |
      When joinwise advises on it
      Then "bound-for-decades" <does>

      Examples:
        | months | does           |
        | 240    | does not apply |
        | 241    | applies        |

  Rule: Who has to be in it does not ask whether

    Scenario: Your licence demands it, and it costs more than your budget
      Given a trade association of which we know
        | you.required      | true |
        | cost.annual_dues  | 900  |
        | you.annual_budget | 500  |
      When joinwise advises on it
      Then "required" decides to join
      And "required" says: You have to be in it, so the question is how to make the most of it.
      And "over-budget" does not apply
      And in short: Join: you have to be in it.

    Scenario: It takes more time than you have, and your employer demands it
      Given a trade association of which we know
        | you.required           | true |
        | time.meetings_per_year | 12   |
        | time.hours_per_meeting | 3    |
        | you.hours_per_month    | 1    |
      When joinwise advises on it
      Then "over-hours" does not apply
      And the advice is to join

    Scenario: Nobody demands it
      Given a trade association of which we know
        | you.required | false |
      When joinwise advises on it
      Then "required" does not apply

  Rule: A stand at a trade show is another thing than a ticket

    Scenario: A trade show, of which nothing else is known
      Given a trade show of which nothing else is known
      When joinwise advises on it
      Then the fact "yearly_cash" is 3500
      And the fact "usual_deals_here" is 4
      And "payback" says: Of every 100 that it takes in money and time, about 51 should come back: 9 pieces of business a year would pay for it, and people usually get about 4.
      And the advice is to skip

    Scenario: A trade show whose average order brings 5,000
      Given a trade show of which we know
        | you.profit_per_deal | 5000 |
      When joinwise advises on it
      Then the advice is to join

  Rule: Who could buy, in words

    Scenario Outline: Of the members of a business club, <buyers> could buy, <share> by count
      Given a business club of which we know
        | members.buyers                 | <buyers> |
        | members.share_in_target_market | <share>  |
      When joinwise advises on it
      Then "few-buyers" <few>
      And "some-buyers" <some>
      And "many-buyers" <most>

      Examples: a share stands in place of the word
        | buyers     | share | few              | some           | most           |
        | hardly_any | null  | gives -12 points | does not apply | does not apply |
        | some       | null  | does not apply   | gives 2 points | does not apply |
        | most       | null  | does not apply   | does not apply | gives 7 points |
        | most       | 0.1   | does not apply   | does not apply | does not apply |
        | hardly_any | 0.6   | does not apply   | does not apply | does not apply |
        | some       | 0.1   | does not apply   | does not apply | does not apply |

    Scenario: Buyers do not matter in a choir
      Given a social club of which we know
        | members.buyers | hardly_any |
      When joinwise advises on it
      Then "few-buyers" does not apply

    Scenario Outline: What is said of <buyers> buyers
      Given a business club of which we know
        | members.buyers | <buyers> |
      When joinwise advises on it
      Then "<rule>" says: <text>

      Examples:
        | buyers     | rule        | text                                                         |
        | hardly_any | few-buyers  | Hardly any of the members could buy from you or send buyers. |
        | some       | some-buyers | Some of the members could buy from you or send buyers.       |
        | most       | many-buyers | Most of the members could buy from you or send buyers.       |

    Scenario Outline: In a choir, <buyers> could buy
      Given a social club of which we know
        | members.buyers | <buyers> |
      When joinwise advises on it
      Then "some-buyers" does not apply
      And "many-buyers" does not apply

      Examples:
        | buyers |
        | some   |
        | most   |

    Scenario Outline: A group that costs nothing and saves <saving> <currency>
      Given a trade association of which we know
        | currency              | <currency> |
        | cost.total_per_year   | 0          |
        | cost.savings_per_year | <saving>   |
      When joinwise advises on it
      Then "savings-above-cost" <does>

      Examples: the worth of 60 dollars is no saving to doubt
        | saving | currency | does           |
        | 59.5   | USD      | does not apply |
        | 60     | USD      | does not apply |
        | 60.5   | USD      | applies        |
        | 40     | EUR      | does not apply |
        | 40.5   | EUR      | applies        |
        | 60     | ISK      | does not apply |
        | 60.5   | ISK      | applies        |

    Scenario Outline: What is said of a group of <cost> a year
      Given a trade association of which we know
        | cost.total_per_year | <cost> |
      When joinwise advises on it
      Then "money" says: <text>

      Examples: below and on the limit
        | cost | text                                                                          |
        | 799  | It costs what groups usually cost.                                            |
        | 800  | It costs more than most groups do, which counts in what it should bring back. |

  Rule: What can turn the advice by itself

    Scenario Outline: Of <group> one thing is known: <known>, <value>
      Given <group> of which we know
        | <known> | <value> |
      When joinwise advises on it
      Then "<rule>" turns the advice to <advice>

      Examples:
        | group                 | known                      | value | rule    | advice |
        | a chamber of commerce | months until you can leave | 24    | tied-in | skip   |
