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
      And "seen-as-a-guest" says: You have been there 3 times; before you pay, ask two members what it has brought them.

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
      And "payback" says: Of every 100 that it takes in money and time, about 89 should come back: 2 pieces of business a year would pay for it, and such groups usually bring 1.

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

    Scenario: A referral group that never meets
      Given a referral group of which we know
        | time.meetings_per_year | 0 |
      When joinwise advises on it
      Then the advice is to skip
      And in short: Skip: it should bring back next to nothing.
