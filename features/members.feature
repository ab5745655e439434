Feature: Who is there, and what it exposes you to

  People recommend those they like and know, and buy if they need something. So it matters who
  the members are, whether you get on, and what privacy and attention it takes to be among them.

  Rule: People recommend those they like and know

    Scenario Outline: You get on with the members: <fit>
      Given a business club of which we know
        | members.fit | <fit> |
      When joinwise advises on it
      Then "<rule>" gives <points> points
      And the score is <score>
      And in short: <summary>

      Examples:
        | fit   | rule      | points | score | summary                                                                                                |
        | good  | good-fit  | 8      | 55    | Join: you get on well with the members.                                                                |
        | mixed | mixed-fit | -8     | 39    | Skip: you get on with only some of the members and it should bring back a little less than it takes.   |
        | poor  | poor-fit  | -25    | 22    | Skip: you have little in common with the members and it should bring back a little less than it takes. |

    Scenario Outline: What is said of a fit that is <fit>
      Given a business club of which we know
        | members.fit | <fit> |
      When joinwise advises on it
      Then "<rule>" says: <text>

      Examples:
        | fit   | rule      | text                                                                             |
        | good  | good-fit  | You get on well with the members, and people recommend those they like and know. |
        | mixed | mixed-fit | You get on with some of the members, and hardly with the others.                 |
        | poor  | poor-fit  | You have little in common with the members, and then little comes of it.         |

    Scenario Outline: A faith group for company, <months> months in it, <visits> visits, and a mixed fit
      Given a faith group of which we know
        | past_yield.months_member | <months>     |
        | past_yield.visits        | <visits>     |
        | members.fit              | mixed        |
        | you.seeks                | [friendship] |
      When joinwise advises on it
      Then "mixed-fit" <member>
      And "lukewarm-guest" <guest>
      And the advice is to <advice>

      Examples: nothing ties a guest to people whom he does not care for
        | months | visits | member          | guest            | advice |
        | 12     | null   | gives -8 points | does not apply   | join   |
        | null   | null   | gives -8 points | does not apply   | join   |
        | null   | 2      | gives -8 points | does not apply   | join   |
        | 0      | 2      | does not apply  | gives -12 points | skip   |
        | 0      | 0      | does not apply  | does not apply   | join   |

    Scenario: What is said to a guest who liked only some of the members
      Given a faith group of which we know
        | months of membership | 0     |
        | visits               | 2     |
        | fit                  | mixed |
      When joinwise advises on it
      Then "lukewarm-guest" says: You have been there as a guest and liked only some of the members; look for a group in which you feel at home.
      And "lukewarm-guest" turns the advice to skip
      And in short: Skip: you liked only some of the members.

    Scenario: If nobody said how you get on, nothing is said of it
      Given a business club of which nothing else is known
      When joinwise advises on it
      Then "good-fit" does not apply
      And "mixed-fit" does not apply
      And "poor-fit" does not apply

  Rule: Members should be able to buy from you, or to send those who can

    Scenario Outline: A share of <share> of the members could buy from you
      Given a business club of which we know
        | members.share_in_target_market | <share> |
      When joinwise advises on it
      Then "target-market" <does>
      And the advice is to <advice>

      Examples: below and on each limit
        | share | does             | advice |
        | 0     | gives -12 points | skip   |
        | 0.049 | gives -12 points | skip   |
        | 0.05  | gives -3 points  | skip   |
        | 0.199 | gives -3 points  | skip   |
        | 0.2   | gives 3 points   | join   |
        | 0.499 | gives 3 points   | join   |
        | 0.5   | gives 8 points   | join   |
        | null  | does not apply   | skip   |

    Scenario Outline: What is said if <members> of the members could buy
      Given a business club of which we know
        | members.share_in_target_market | <share> |
      When joinwise advises on it
      Then "target-market" says: <members> of the members could buy from you or send buyers.
      And in short: <summary>

      Examples:
        | share | members    | summary                                                                                          |
        | 0.02  | Hardly any | Skip: hardly any member could buy from you and it should bring back a little less than it takes. |
        | 0.1   | 10%        | Skip: it should bring back a little less than it takes and few members could buy from you.       |
        | 0.25  | 25%        | Join: many members could buy from you.                                                           |
        | 0.625 | 62.5%      | Join: most members could buy from you.                                                           |

    Scenario Outline: Most members come to sell: <sellers>
      Given a business club of which we know
        | members.mostly_sellers | <sellers> |
      When joinwise advises on it
      Then "sellers-only" <does>
      And the advice is to <advice>

      Examples:
        | sellers | does             | advice |
        | true    | gives -12 points | skip   |
        | false   | does not apply   | skip   |
        | null    | does not apply   | skip   |

    Scenario: What is said if most come to sell
      Given a business club of which we know
        | members.mostly_sellers | true |
      When joinwise advises on it
      Then "sellers-only" says: If most come to sell, hardly anyone buys or helps.
      And in short: Skip: most members come to sell and it should bring back a little less than it takes.

  Rule: Competitors matter if business is passed on or done on the spot, a seat of your own helps

    Scenario Outline: <competitors> competitors in <group>
      Given <group> of which we know
        | members.competitors | <competitors> |
      When joinwise advises on it
      Then "rivals" <does>

      Examples: below and on the limit
        | group                 | competitors | does            |
        | a business club       | null        | does not apply  |
        | a business club       | 1           | does not apply  |
        | a business club       | 2           | gives -4 points |
        | a referral group      | 2           | gives -4 points |
        | a chamber of commerce | 2           | gives -4 points |
        | a meetup              | 2           | gives -4 points |
        | a coworking space     | 2           | gives -4 points |

    @reference
    Scenario Outline: Twenty competitors in <group>
      Given <group> of which we know
        | members.competitors | 20 |
      When joinwise advises on it
      Then "rivals" does not apply

      Examples: where it is natural to meet them, or does no harm
        | group                      |
        | a trade association        |
        | an industry event          |
        | a peer group               |
        | a social club              |
        | an athletic club           |
        | a service club             |
        | a community group          |
        | a faith group              |
        | a school group             |
        | a political group          |
        | an alumni group            |
        | a speaking club            |
        | an online business network |
        | an online social network   |
        | an online community        |
        | article writing            |

    Scenario: What is said of competitors
      Given a business club of which we know
        | members.competitors | 3 |
      When joinwise advises on it
      Then "rivals" says: 3 members are in your own line of business, and share with you what the others have to give.
      And in short: Skip: your competitors are there and it should bring back a little less than it takes.

    Scenario Outline: One seat per profession: <seat>
      Given a business club of which we know
        | members.exclusive_seat | <seat> |
      When joinwise advises on it
      Then "own-seat" <does>

      Examples:
        | seat  | does           |
        | true  | gives 3 points |
        | false | does not apply |
        | null  | does not apply |

    Scenario Outline: One seat per profession, and <competitors> competitors
      Given a business club of which we know
        | members.exclusive_seat | true          |
        | members.competitors    | <competitors> |
      When joinwise advises on it
      Then "own-seat" <does>

      Examples: on and above the limit
        | competitors | does           |
        | 0           | gives 3 points |
        | 1           | does not apply |

    Scenario: What is said of a seat of your own
      Given a business club of which we know
        | members.exclusive_seat | true |
      When joinwise advises on it
      Then "own-seat" says: There is one seat per profession, so nobody competes with you there.
      And in short: Join: you have a seat of your own.

  Rule: A growing membership speaks for it a little, a shrinking one against it

    Scenario Outline: The membership is <trend>
      Given a business club of which we know
        | members.trend | <trend> |
      When joinwise advises on it
      Then "growing" <growing>
      And "shrinking" <shrinking>
      And the advice is to <advice>

      Examples:
        | trend     | growing        | shrinking       | advice |
        | growing   | gives 3 points | does not apply  | join   |
        | steady    | does not apply | does not apply  | skip   |
        | shrinking | does not apply | gives -5 points | skip   |

    Scenario Outline: What is said of a membership that is <trend>
      Given a business club of which we know
        | members.trend | <trend> |
      When joinwise advises on it
      Then "<trend>" says: <text>
      And in short: <summary>

      Examples:
        | trend     | text                                                 | summary                                                                                 |
        | growing   | The membership is growing.                           | Join: the membership is growing.                                                        |
        | shrinking | The membership is shrinking; others have had enough. | Skip: the membership is shrinking and it should bring back a little less than it takes. |

  Rule: Being able to reach people is not the same as business, but there must be somebody

    Scenario Outline: <count> people there
      Given an online community of which we know
        | members.count | <count> |
      When joinwise advises on it
      Then "nobody-there" <nobody>
      And "reach-is-not-business" <reach>

      Examples: below and on each limit
        | count | nobody           | reach          |
        | 0     | gives -20 points | does not apply |
        | 1     | does not apply   | does not apply |
        | 999   | does not apply   | does not apply |
        | 1000  | does not apply   | gives 0 points |
        | null  | does not apply   | does not apply |

    Scenario: What is said of a network of many thousands
      Given an online business network of which we know
        | members.count | 12500 |
      When joinwise advises on it
      Then "reach-is-not-business" says: You reach 12,500 people there; being able to reach people is not the same as business.

    Scenario: What is said if nobody is
      Given a business club of which we know
        | members.count | 0 |
      When joinwise advises on it
      Then "nobody-there" says: There is nobody there to meet or reach.
      And in short: Skip: nobody is there and it should bring back a little less than it takes.

  Rule: People whom you meet elsewhere anyway are no reason to join

    Scenario Outline: A share of <share> of the members whom you already meet elsewhere
      Given a business club of which we know
        | members.overlap | <share> |
      When joinwise advises on it
      Then "overlap" <does>

      Examples: below and on each limit
        | share | does            |
        | 0.299 | does not apply  |
        | 0.3   | gives -4 points |
        | 0.599 | gives -4 points |
        | 0.6   | gives -9 points |
        | null  | does not apply  |

    Scenario Outline: What is said if you meet <members> of them elsewhere
      Given a business club of which we know
        | members.overlap | <share> |
      When joinwise advises on it
      Then "overlap" says: You already meet <members> of the members elsewhere.
      And in short: Skip: you already meet <brief> of the members elsewhere and it should bring back a little less than it takes.

      Examples:
        | share | members | brief |
        | 0.4   | 40%     | many  |
        | 0.75  | 75%     | most  |

  Rule: Privacy and attention are costs as well

    Scenario Outline: Your details are open to anyone: <open>
      Given a business club of which we know
        | exposure.public_profile | <open> |
      When joinwise advises on it
      Then "open-to-anyone" <does>
      And the advice is to <advice>

      Examples:
        | open  | does            | advice |
        | true  | gives -2 points | skip   |
        | false | does not apply  | skip   |
        | null  | does not apply  | skip   |

    Scenario: What is said of details that are open
      Given a business club of which we know
        | exposure.public_profile | true |
      When joinwise advises on it
      Then "open-to-anyone" says: Your details are open to anyone, and privacy is a cost.
      And in short: Skip: it should bring back a little less than it takes and your details are open to anyone.

    Scenario Outline: <messages> unasked-for messages a week
      Given an online business network of which we know
        | exposure.messages_per_week | <messages> |
      When joinwise advises on it
      Then "messages" <does>

      Examples: below and on each limit
        | messages | does            |
        | 4        | does not apply  |
        | 5        | gives -3 points |
        | 19       | gives -3 points |
        | 20       | gives -8 points |
        | null     | does not apply  |

    Scenario Outline: What is said of <messages> messages a week
      Given a business club of which we know
        | exposure.messages_per_week | <messages> |
      When joinwise advises on it
      Then "messages" says: <messages> unasked-for messages a week take time to answer.
      And in short: Skip: <brief> and it should bring back a little less than it takes.

      Examples:
        | messages | brief                                   |
        | 8        | it sends you mail that nobody asked for |
        | 40       | it floods you with messages             |

  Rule: What can turn the advice by itself

    Scenario Outline: Of <group> one thing is known: <known>, <value>
      Given <group> of which we know
        | <known> | <value> |
      When joinwise advises on it
      Then "<rule>" turns the advice to <advice>

      Examples:
        | group                      | known                                | value      | rule           | advice |
        | a business club            | fit                                  | good       | good-fit       | join   |
        | a chamber of commerce      | fit                                  | mixed      | mixed-fit      | skip   |
        | a school group             | fit                                  | poor       | poor-fit       | skip   |
        | a chamber of commerce      | members in your target market        | 2%         | target-market  | skip   |
        | a chamber of commerce      | members who could buy or send buyers | hardly_any | few-buyers     | skip   |
        | a business club            | members who could buy or send buyers | most       | many-buyers    | join   |
        | an online business network | members who could buy or send buyers | some       | some-buyers    | join   |
        | a chamber of commerce      | most members come to sell            | true       | sellers-only   | skip   |
        | a business club            | trend of the membership              | growing    | growing        | join   |
        | a chamber of commerce      | trend of the membership              | shrinking  | shrinking      | skip   |
        | a business club            | there is one seat per profession     | true       | own-seat       | join   |
        | a chamber of commerce      | competitors                          | 3          | rivals         | skip   |
        | a chamber of commerce      | members                              | 0          | nobody-there   | skip   |
        | a chamber of commerce      | overlap                              | 50%        | overlap        | skip   |
        | a chamber of commerce      | unasked-for messages per week        | 10         | messages       | skip   |
        | an athletic club           | your details are public              | true       | open-to-anyone | skip   |

    Scenario: Hoping to get on well tips the scales for a guest to be
      Given a business club of which we know
        | months of membership | 0    |
        | fit                  | good |
      When joinwise advises on it
      Then "good-fit-hoped-for" turns the advice to join

    Scenario: The fear of not fitting in only tips what is even
      Given an athletic club of which we know
        | months of membership | 0    |
        | fit                  | poor |
      When joinwise advises on it
      Then "poor-fit-feared" turns the advice to skip
