Feature: Before you join

  Somebody who is not in it yet knows little: the kind, the price, what they hope for. A visit is the next
  step, and no minus. What is hoped or feared counts less than what was seen.

  Rule: A visit is the next step, and a guest is not sent to be a guest

    Scenario: Not in yet, and never there
      Given a peer group of which we know
        | past_yield.months_member | 0 |
      When joinwise advises on it
      Then "not-yet" says: Go as a guest first, and ask two members what it has brought them.
      And "seen-as-a-guest" does not apply
      And the advice is to join

    Scenario: Three times a guest
      Given a peer group of which we know
        | past_yield.months_member | 0 |
        | past_yield.visits        | 3 |
      When joinwise advises on it
      Then "not-yet" does not apply
      And "seen-as-a-guest" says: You have been there as a guest; before you pay, ask two members what it has brought them.

    Scenario: Nobody visits an event before it
      Given an industry event of which we know
        | past_yield.months_member | 0 |
      When joinwise advises on it
      Then "not-yet" does not apply

  Rule: A fear is no fit, and a hope is half of one

    Scenario Outline: Not in it yet, <visits> visits, and you get on with the members: <fit>
      Given a speaking club of which we know
        | past_yield.months_member | 0        |
        | past_yield.visits        | <visits> |
        | members.fit              | <fit>    |
      When joinwise advises on it
      Then "<rule>" gives <points> points
      And the advice is to <advice>

      Examples: who has been there can tell
        | visits | fit  | rule               | points | advice |
        | 0      | poor | poor-fit-feared    | -2     | join   |
        | null   | poor | poor-fit-feared    | -2     | join   |
        | 1      | poor | poor-fit           | -25    | skip   |
        | 0      | good | good-fit-hoped-for | 4      | join   |
        | 1      | good | good-fit           | 8      | join   |

    Scenario Outline: Nobody said whether you are in it, <visits> visits, and you do not get on
      Given a speaking club of which we know
        | past_yield.visits | <visits> |
        | members.fit       | poor     |
      When joinwise advises on it
      Then "<rule>" gives <points> points
      And the advice is to <advice>

      Examples: whoever was never there cannot tell yet
        | visits | rule            | points | advice |
        | 0      | poor-fit-feared | -2     | join   |
        | null   | poor-fit        | -25    | skip   |
        | 1      | poor-fit        | -25    | skip   |

    Scenario Outline: What is said of a fit that is <felt>
      Given a speaking club of which we know
        | past_yield.months_member | 0     |
        | members.fit              | <fit> |
      When joinwise advises on it
      Then "<rule>" says: <text>

      Examples:
        | felt      | fit  | rule               | text                                                                                                         |
        | feared    | poor | poor-fit-feared    | You fear that you would not get on with the members, and have not been there; most who feared it were wrong. |
        | hoped for | good | good-fit-hoped-for | You expect to get on well with the members; a visit would tell.                                              |

  Rule: A forecast counts by what it rests on, and less than a record

    Scenario Outline: Twelve pieces of business a year in a referral group, by <basis>
      Given a referral group of which we know
        | expected.deals_per_year | 12      |
        | expected.basis          | <basis> |
      When joinwise advises on it
      Then the fact "expected_profit" is <profit>
      And the advice is to <advice>

      Examples: a guess counts least, and what nobody says where it comes from counts as one
        | basis          | profit | advice |
        | null           | 2480   | skip   |
        | guess          | 2480   | skip   |
        | members_say    | 3140   | skip   |
        | own_experience | 4240   | join   |

    Scenario Outline: <leads> enquiries, of which <share> become business, and <deals> pieces of business
      Given a business club of which we know
        | expected.leads_per_year | <leads> |
        | expected.close_rate     | <share> |
        | expected.deals_per_year | <deals> |
      When joinwise advises on it
      Then the fact "forecast_profit" is <profit>

      Examples: pieces of business stand in place of enquiries
        | leads | share | deals | profit    |
        | 20    | 0.5   | null  | 5000      |
        | 20    | null  | null  | 2000      |
        | 20    | 0.5   | 3     | 1500      |
        | null  | 0.5   | null  | not known |

    Scenario: Two years without business weigh more than twelve pieces that are expected
      Given a referral group of which we know
        | expected.deals_per_year  | 12             |
        | expected.basis           | own_experience |
        | past_yield.months_member | 24             |
        | past_yield.deals         | 0              |
      When joinwise advises on it
      Then the fact "expected_profit" is 848
      And "forecast-above-record" applies
      And the advice is to skip

  Rule: It says how much business would pay for it

    Scenario: A chamber, of which nothing else is known
      Given a chamber of commerce of which nothing else is known
      When joinwise advises on it
      Then the fact "deals_to_break_even" is 2
      And "payback" says: Of every 100 that it takes in money and time, about 89 should come back: 2 pieces of business a year would pay for it, and people usually get about 0.8.

    Scenario: Every piece of business would bring 5,000
      Given a referral group of which we know
        | you.profit_per_deal | 5000 |
      When joinwise advises on it
      Then the fact "deals_to_break_even" is 1
      And the advice is to join

  Rule: What should come of it goes with how often one is there

    Scenario Outline: A referral group that meets <meetings> times a year, <mode>
      Given a referral group of which we know
        | time.meetings_per_year | <meetings> |
        | mode                   | <mode>     |
      When joinwise advises on it
      Then the fact "usual_deals_here" is <deals>

      Examples: none brings nothing to people who meet in person
        | meetings | mode      | deals    |
        | 0        | in_person | 0        |
        | 12       | in_person | 1.28     |
        | 48       | in_person | 3.2      |
        | 96       | in_person | 4.266667 |
        | 0        | hybrid    | 0        |
        | 0        | online    | 3.2      |

    Scenario Outline: <kind> that meets <meetings> times a year, as it is told
      What is not known exactly is not told exactly: tenths below one, else halves.

      Given <kind> of which we know
        | time.meetings_per_year | <meetings> |
      When joinwise advises on it
      Then the fact "usual_deals_here" is <deals>
      And the fact "usual_deals_rounded" is <told>

      Examples:
        | kind                  | meetings | deals    | told |
        | a peer group          | 13       | 0.832    | 0.8  |
        | a peer group          | 17       | 0.937931 | 0.9  |
        | a peer group          | 19       | 0.980645 | 1    |
        | a peer group          | 20       | 1        | 1    |
        | a peer group          | 23       | 1.051429 | 1    |
        | a peer group          | 36       | 1.2      | 1    |
        | a business club       | 30       | 2.285714 | 2.5  |
        | a referral group      | 50       | 3.265306 | 3.5  |

    Scenario: A referral group that never meets
      Given a referral group of which we know
        | time.meetings_per_year | 0 |
      When joinwise advises on it
      Then the advice is to skip
      And in short: Skip: it should bring back next to nothing.

    Scenario Outline: A club that meets nobody and costs <cost>, saves <saving>, and <deal> for each piece of business, in <currency>
      Given a business club of which we know
        | currency                       | <currency> |
        | cost.total_per_year            | <cost>     |
        | cost.savings_per_year          | <saving>   |
        | time.meetings_per_year         | 0          |
        | time.follow_up_hours_per_month | 0          |
        | time.setup_hours               | 0          |
        | you.profit_per_deal            | <deal>     |
        | you.hour_value                 | 40         |
      When joinwise advises on it
      Then the fact "deals_to_break_even" is <deals>

      Examples: whole pieces, none below zero, and each brings a dollar at least
        | cost | saving | deal | currency | deals |
        | 1000 | 0      | 1000 | USD      | 1     |
        | 1005 | 0      | 1000 | USD      | 1     |
        | 1015 | 0      | 1000 | USD      | 2     |
        | 100  | 4000   | 1    | USD      | 0     |
        | 100  | 0      | 0    | USD      | 100   |
        | 100  | 0      | 0    | EUR      | 150   |
        | 100  | 0      | 0    | ISK      | 100   |

    @reference
    Scenario Outline: A club that meets nobody and costs 4,000, for whatever else it gives: <saving>
      Given a social club of which we know
        | cost.total_per_year            | 4000     |
        | cost.savings_per_year          | <saving> |
        | time.meetings_per_year         | 0        |
        | time.follow_up_hours_per_month | 0        |
        | time.setup_hours               | 0        |
      When joinwise advises on it
      Then "worth-it" gives <points> points
      And the advice is to <advice>

      Examples: below and on each limit
        | saving | points | advice |
        | 0      | -14    | skip   |
        | 399    | -14    | skip   |
        | 400    | -8     | skip   |
        | 1199   | -8     | skip   |
        | 1200   | -3     | skip   |
        | 2399   | -3     | skip   |
        | 2400   | 3      | join   |
        | 4799   | 3      | join   |
        | 4800   | 6      | join   |
        | 9999   | 6      | join   |
        | 10000  | 9      | join   |
        | 199999 | 9      | join   |
        | 200000 | 9      | join   |

    Scenario Outline: Of every 100 about <back> come back
      Given <group> of which we know
        | cost.total_per_year            | 4000     |
        | cost.savings_per_year          | <saving> |
        | time.meetings_per_year         | 0        |
        | time.follow_up_hours_per_month | 0        |
        | time.setup_hours               | 0        |
      When joinwise advises on it
      Then "<rule>" says: <text>

      Examples: from 5,000 on it is hard to believe
        | group           | saving | back  | rule     | text                                                                                                                                                                                                                            |
        | a social club   | 199999 | 4,999 | worth-it | Of every 100 that it takes in money and time, about 5,000 should come back.                                                                                                                                                     |
        | a social club   | 200000 | 5,000 | worth-it | Of every 100 that it takes in money and time, about 5,000 should come back. That is hard to believe: please check the numbers.                                                                                                  |
        | a business club | 199999 | 4,999 | payback  | Of every 100 that it takes in money and time, about 5,000 should come back: 0 pieces of business are needed, since what else it gives pays for it, and people usually get about 0.                                                    |
        | a business club | 200000 | 5,000 | payback  | Of every 100 that it takes in money and time, about 5,000 should come back: 0 pieces of business are needed, since what else it gives pays for it, and people usually get about 0. That is hard to believe: please check the numbers. |

    Scenario: In a currency whose prices we do not know, pieces of business are not counted
      Given a business club of which we know
        | currency                  | ISK |
        | past_yield.return_on_cost | 2   |
      When joinwise advises on it
      Then "payback" does not apply
      And "worth-it" gives 6 points

    Scenario: Two days of an event that usually takes one
      Given an industry event of which we know
        | time.meetings_per_year | 2 |
      When joinwise advises on it
      Then the fact "presence" is 1.333333

  Rule: Who has been there as a guest

    Scenario Outline: <visits> visits to <group>, and <months> months in it
      Given <group> of which we know
        | past_yield.months_member | <months> |
        | past_yield.visits        | <visits> |
      When joinwise advises on it
      Then "seen-as-a-guest" <seen>
      And "not-yet" <not yet>

      Examples: a guest is not in it yet, and nobody is a guest of an event
        | group             | months | visits | seen           | not yet        |
        | a peer group      | 0      | 0      | does not apply | applies        |
        | a peer group      | 0      | 1      | applies        | does not apply |
        | a peer group      | 0      | 2      | applies        | does not apply |
        | a peer group      | 3      | 2      | does not apply | does not apply |
        | a peer group      | null   | 2      | does not apply | does not apply |
        | an industry event | 0      | 1      | does not apply | does not apply |
        | a trade show      | 0      | 0      | does not apply | does not apply |

    Scenario Outline: How you get on, said by someone who is not in it and has not been there: <fit>
      Given a peer group of which we know
        | past_yield.months_member | 0     |
        | members.fit              | <fit> |
      When joinwise advises on it
      Then "good-fit" does not apply
      And "mixed-fit" does not apply
      And "poor-fit" does not apply

      Examples:
        | fit   |
        | good  |
        | mixed |
        | poor  |
