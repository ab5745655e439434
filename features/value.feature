Feature: Value is wider than sales

  A group may be worth having for what one learns there, for friends, standing or good work, and for
  the suppliers, partners and useful people one meets. Who names none of it has told us something.

  Rule: What you have got besides business speaks for it

    Scenario Outline: A business club that gave <gained>
      Given a business club of which we know
        | past_yield.gained | <gained> |
      When joinwise advises on it
      Then "<rule>" gives <points> points
      And the score is <score>
      And in short: <summary>

      Examples:
        | gained     | rule    | points | score | summary                          |
        | [learning] | learned | 7      | 54    | Join: you have learned there.    |
        | [standing] | stood   | 7      | 54    | Join: it has given you standing. |
        | [service]  | served  | 6      | 53    | Join: you do good there.         |
        | [perks]    | perks   | 3      | 50    | Join: it has given you perks.    |

    Scenario Outline: A business club that gave all of it but one
      Given a business club of which we know
        | past_yield.gained | <gained> |
      When joinwise advises on it
      Then "<rule>" does not apply
      And the score is <score>

      Examples: what was gained adds up
        | gained                                    | rule    | score |
        | [friendship, standing, service, perks]    | learned | 70    |
        | [learning, standing, service, perks]      | friends | 70    |
        | [learning, friendship, service, perks]    | stood   | 70    |
        | [learning, friendship, standing, perks]   | served  | 71    |
        | [learning, friendship, standing, service] | perks   | 74    |

    Scenario: A speaking club that takes more than it brings, for someone who has learned there
      Given a speaking club of which we know
        | past_yield.gained | [learning] |
      When joinwise advises on it
      Then "learned" says: You have learned from it, and that stays with you.
      And "payback" does not apply
      And the advice is to join

    Scenario Outline: What is said of <gained>
      Given a business club of which we know
        | past_yield.gained | [<gained>] |
      When joinwise advises on it
      Then "<rule>" says: <text>

      Examples:
        | gained   | rule   | text                                                   |
        | standing | stood  | It has made people trust you.                          |
        | service  | served | You do good there, which you count as a gain.          |
        | perks    | perks  | You have had discounts, insurance or the like from it. |

    @reference
    Scenario Outline: Standing in <group> of <dues> a year, and besides <gained>, <business> business, the goal met <goal>, <suppliers> suppliers, <partners> partners, <contacts> contacts
      Given <group> of which we know
        | cost.annual_dues     | <dues>      |
        | past_yield.gained    | <gained>    |
        | past_yield.business  | <business>  |
        | past_yield.goal_met  | <goal>      |
        | past_yield.suppliers | <suppliers> |
        | past_yield.alliances | <partners>  |
        | past_yield.contacts  | <contacts>  |
      When joinwise advises on it
      Then "stood" <stood>
      And "standing-alone" <alone>
      And the advice is to <advice>

      Examples: a badge that is dear counts little by itself
        | group               | dues | gained                 | business | goal       | suppliers | partners | contacts | stood          | alone          | advice |
        | a trade association | 300  | [standing]             | null     | null       | null      | null     | null     | gives 7 points | does not apply | join   |
        | a trade association | 900  | [standing]             | null     | null       | null      | null     | null     | does not apply | gives 3 points | skip   |
        | a trade association | 900  | [standing, perks]      | null     | null       | null      | null     | null     | does not apply | gives 3 points | skip   |
        | a trade association | 900  | [perks]                | null     | null       | null      | null     | null     | does not apply | does not apply | skip   |
        | a trade association | 900  | [standing, learning]   | null     | null       | null      | null     | null     | gives 7 points | does not apply | join   |
        | a trade association | 900  | [standing, friendship] | null     | null       | null      | null     | null     | gives 7 points | does not apply | join   |
        | a trade association | 900  | [standing, service]    | null     | null       | null      | null     | null     | gives 7 points | does not apply | join   |
        | a trade association | 900  | [standing]             | some     | null       | null      | null     | null     | gives 7 points | does not apply | join   |
        | a trade association | 900  | [standing]             | null     | partly     | null      | null     | null     | gives 7 points | does not apply | join   |
        | a trade association | 900  | [standing]             | null     | fully      | null      | null     | null     | gives 7 points | does not apply | join   |
        | a trade association | 900  | [standing]             | null     | not_at_all | null      | null     | null     | does not apply | gives 3 points | skip   |
        | a trade association | 900  | [standing]             | null     | null       | 0         | 0        | 2        | does not apply | gives 3 points | skip   |
        | a trade association | 900  | [standing]             | null     | null       | 1         | null     | null     | gives 7 points | does not apply | join   |
        | a trade association | 900  | [standing]             | null     | null       | null      | 1        | null     | gives 7 points | does not apply | join   |
        | a trade association | 900  | [standing]             | null     | null       | null      | null     | 3        | gives 7 points | does not apply | join   |

    Scenario Outline: Standing that goes with a return of <return>, where prices are not known, and is <trend>
      Given a trade association of which we know
        | currency                  | ISK        |
        | past_yield.gained         | [standing] |
        | past_yield.return_on_cost | <return>   |
        | past_yield.trend          | <trend>    |
      When joinwise advises on it
      Then "stood" <stood>
      And "standing-alone" <alone>

      Examples: below and on the limit; what is past counts in neither way
        | return | trend  | stood          | alone          |
        | 0.59   | steady | does not apply | gives 3 points |
        | null   | steady | gives 7 points | does not apply |
        | 0.6    | steady | gives 7 points | does not apply |
        | 0.59   | waning | does not apply | does not apply |
        | 0.6    | waning | does not apply | does not apply |

    Scenario: A badge that costs 900 a year
      Given a trade association of which we know
        | cost.annual_dues         | 900        |
        | past_yield.gained        | [standing] |
        | past_yield.months_member | 48         |
      When joinwise advises on it
      Then "standing-alone" says: It has made people trust you, but it takes far more than it gives, and you name nothing else that comes of it.
      And "staying" does not apply
      And the advice is to skip

  Rule: Friends count fully if it is made for company, or was joined for it

    Scenario Outline: Friends, found in <group>
      Given <group> of which we know
        | past_yield.gained | [friendship] |
      When joinwise advises on it
      Then "friends" <friends>
      And "company-alone" <company>

      Examples: who found nothing else in a group that is made for something else can meet them without it
        | group                 | friends        | company        |
        | a referral group      | does not apply | gives 2 points |
        | a business club       | does not apply | gives 2 points |
        | a trade association   | does not apply | gives 2 points |
        | a chamber of commerce | does not apply | gives 2 points |
        | a peer group          | does not apply | gives 2 points |
        | a coworking space     | does not apply | gives 2 points |
        | a social club         | gives 7 points | does not apply |
        | a meetup              | gives 7 points | does not apply |

    Scenario Outline: Friends, found in a peer group that also gave <more>, by somebody who seeks <seeks>
      Given a peer group of which we know
        | past_yield.gained    | <gained>    |
        | past_yield.suppliers | <suppliers> |
        | you.seeks            | <seeks>     |
      When joinwise advises on it
      Then "friends" <friends>
      And "company-alone" <company>

      Examples:
        | more       | gained                 | suppliers | seeks                  | friends        | company        |
        | nothing    | [friendship]           | null      | [learning]             | does not apply | gives 2 points |
        | nothing    | [friendship]           | null      | [learning, friendship] | gives 7 points | does not apply |
        | learning   | [friendship, learning] | null      | [learning]             | gives 7 points | does not apply |
        | a supplier | [friendship]           | 1         | null                   | gives 7 points | does not apply |

    Scenario: Four years among friends in a peer group that costs little and gives nothing else
      Given a peer group of which we know
        | time.meetings_per_year   | 12           |
        | time.hours_per_meeting   | 4            |
        | past_yield.months_member | 48           |
        | past_yield.gained        | [friendship] |
      When joinwise advises on it
      Then "company-alone" says: You have found friends there, whom you can meet without it, and nothing else that you name.
      And "staying" does not apply
      And in short: Leave: it should give back less than it takes.

    Scenario: A meetup where somebody found friends
      Given a meetup of which we know
        | past_yield.gained | [friendship] |
      When joinwise advises on it
      Then "friends" says: You have found friends there, and people recommend those they know.
      And in short: Join: you have found friends there and it costs next to nothing.

    Scenario: In short, of a chamber that gave friends alone
      Given a chamber of commerce of which we know
        | past_yield.gained | [friendship] |
      When joinwise advises on it
      Then in short: Join: you have found friends there and it should bring back what it takes.

  Rule: To have got nothing besides business speaks against it, to have said nothing does not

    Scenario Outline: A business club that gave <gained> beside business
      Given a business club of which we know
        | past_yield.gained | <gained> |
      When joinwise advises on it
      Then "nothing-gained" <does>

      Examples:
        | gained       | does            |
        | []           | gives -6 points |
        | null         | does not apply  |
        | [learning]   | does not apply  |
        | [friendship] | does not apply  |
        | [standing]   | does not apply  |
        | [service]    | does not apply  |
        | [perks]      | does not apply  |

    Scenario Outline: A chamber joined for <sought> that gave <gained>
      Given a chamber of commerce of which we know
        | what you seek   | <sought> |
        | what you gained | <gained> |
      When joinwise advises on it
      Then "aim-missed" <does>

      Examples: another gain than the one that was wanted
        | sought                | gained                | does            |
        | [learning]            | [perks]               | gives -4 points |
        | [friendship]          | [learning]            | gives -4 points |
        | [standing]            | [friendship]          | gives -4 points |
        | [service]             | [standing]            | gives -4 points |
        | [perks]               | [service]             | gives -4 points |
        | [customers, learning] | [friendship]          | gives -4 points |
        | [learning]            | [learning, standing]  | does not apply  |
        | [friendship]          | [perks, friendship]   | does not apply  |
        | [standing]            | [standing, learning]  | does not apply  |
        | [service]             | [service, friendship] | does not apply  |
        | [perks]               | [perks, standing]     | does not apply  |
        | [learning, standing]  | [standing]            | does not apply  |
        | [customers]           | [friendship]          | does not apply  |
        | [learning]            | []                    | does not apply  |
        | [learning]            | null                  | does not apply  |
        | null                  | [perks]               | does not apply  |

    Scenario Outline: Learning was wanted and friends were found, and <what>
      Given a chamber of commerce of which we know
        | what you seek        | [learning]   |
        | what you gained      | [friendship] |
        | months of membership | <member>     |
        | past_yield.goal_met  | <goal>       |
        | past_yield.business  | <word>       |
      When joinwise advises on it
      Then "aim-missed" <does>

      Examples: time enough, no goal met, no business
        | what                         | member | goal       | word   | does            |
        | it took two months           | 2      | null       | null   | gives -4 points |
        | there was hardly time for it | 1.9    | null       | null   | does not apply  |
        | the goal was met in part     | 24     | partly     | null   | does not apply  |
        | the goal was met             | 24     | fully      | null   | does not apply  |
        | the goal was not met         | 24     | not_at_all | null   | gives -4 points |
        | it brings some business      | 24     | null       | some   | does not apply  |
        | it brings little business    | 24     | null       | little | gives -4 points |

    Scenario: Who said nothing has not missed what was wanted
      Given a chamber of commerce of which nothing else is known
      When joinwise advises on it
      Then the fact "has_missed_the_aim" is false

    Scenario: A conference for learning that gives friends alone
      Given an industry event of which we know
        | what you seek       | [customers, learning] |
        | what you gained     | [friendship]          |
        | cost.total_per_year | 2700                  |
      When joinwise advises on it
      Then "aim-missed" says: What you have got from it is not what you wanted from it.
      And "aim-missed" turns the advice to skip
      And in short: Don't go: it should bring back less than it takes and it gives you something else than you wanted.

    Scenario: A business club that gave nothing
      Given a business club of which we know
        | past_yield.gained | [] |
      When joinwise advises on it
      Then "nothing-gained" says: You name nothing that you got from it besides business.
      And in short: Skip: it has given you nothing else and it should bring back a little less than it takes.

  Rule: Suppliers and partners are worth having, and missed only by who seeks them

    Scenario Outline: <suppliers> suppliers found, for someone who seeks <seeks>
      Given a trade association of which we know
        | past_yield.suppliers | <suppliers> |
        | you.seeks            | <seeks>     |
      When joinwise advises on it
      Then "suppliers-found" <found>
      And "suppliers-wanting" <wanting>

      Examples: on and above the limit
        | suppliers | seeks                  | found          | wanting         |
        | 0         | [suppliers]            | does not apply | gives -4 points |
        | 0         | [customers, suppliers] | does not apply | gives -4 points |
        | 0         | [alliances]            | does not apply | does not apply  |
        | 0         | null                   | does not apply | does not apply  |
        | null      | [suppliers]            | does not apply | does not apply  |
        | 1         | [suppliers]            | gives 6 points | does not apply  |
        | 1         | null                   | gives 6 points | does not apply  |

    Scenario Outline: <alliances> partnerships, for someone who seeks <seeks>
      Given a trade association of which we know
        | past_yield.alliances | <alliances> |
        | you.seeks            | <seeks>     |
      When joinwise advises on it
      Then "allies-found" <found>
      And "allies-wanting" <wanting>

      Examples: on and above the limit
        | alliances | seeks                  | found          | wanting         |
        | 0         | [alliances]            | does not apply | gives -5 points |
        | 0         | [customers, alliances] | does not apply | gives -5 points |
        | 0         | [suppliers]            | does not apply | does not apply  |
        | 0         | null                   | does not apply | does not apply  |
        | null      | [alliances]            | does not apply | does not apply  |
        | 1         | [alliances]            | gives 9 points | does not apply  |
        | 1         | null                   | gives 9 points | does not apply  |

    Scenario Outline: What is said of <suppliers> suppliers and <alliances> partners
      Given a business club of which we know
        | past_yield.suppliers | <suppliers> |
        | past_yield.alliances | <alliances> |
      When joinwise advises on it
      Then "suppliers-found" says: You found <found> through it.
      And "allies-found" says: <came> came of it.
      And in short: Join: you have found partners there and you have found suppliers there.

      Examples:
        | suppliers | alliances | found              | came           |
        | 1         | 1         | 1 useful supplier  | 1 partnership  |
        | 3         | 2         | 3 useful suppliers | 2 partnerships |

    Scenario: What is said to someone who sought both and found neither
      Given a business club of which we know
        | past_yield.suppliers | 0                      |
        | past_yield.alliances | 0                      |
        | you.seeks            | [suppliers, alliances] |
      When joinwise advises on it
      Then "suppliers-wanting" says: You seek suppliers and have found none through it.
      And "allies-wanting" says: You seek partners and have found none through it.
      And in short: Skip: you have found no partners there and you have found no suppliers there.

  Rule: Useful people are counted, and to have met none of them speaks against it

    Scenario Outline: <contacts> useful people met in a business club
      Given a business club of which we know
        | past_yield.contacts | <contacts> |
      When joinwise advises on it
      Then "contacts" <does>
      And the advice is to <advice>

      Examples: below and on each limit
        | contacts | does           | advice |
        | 0        | does not apply | skip   |
        | 1        | gives 0 points | skip   |
        | 2        | gives 0 points | skip   |
        | 3        | gives 5 points | join   |
        | 9        | gives 5 points | join   |
        | 10       | gives 8 points | join   |
        | null     | does not apply | skip   |

    Scenario Outline: What is said of <contacts> useful people
      Given a business club of which we know
        | past_yield.contacts | <contacts> |
      When joinwise advises on it
      Then "contacts" says: You have met <whom> there.
      And in short: <summary>

      Examples:
        | contacts | whom             | summary                                                                                                                                       |
        | 1        | 1 useful person  | Skip: it should bring back a little less than it takes; little is known yet, so ask what it costs and what it has brought two of its members. |
        | 2        | 2 useful people  | Skip: it should bring back a little less than it takes; little is known yet, so ask what it costs and what it has brought two of its members. |
        | 5        | 5 useful people  | Join: you have met useful people there.                                                                                                       |
        | 12       | 12 useful people | Join: you have met many useful people there.                                                                                                  |

    Scenario Outline: <contacts> useful people met, and nobody said for how long
      Given a business club of which we know
        | past_yield.contacts | <contacts> |
      When joinwise advises on it
      Then "nobody-met" <does>

      Examples: on and above the limit
        | contacts | does             |
        | 0        | gives -10 points |
        | 1        | does not apply   |
        | null     | does not apply   |

    Scenario: What is said to someone who has met nobody useful
      Given a business club of which we know
        | past_yield.contacts | 0 |
      When joinwise advises on it
      Then "nobody-met" says: You have met nobody useful there.
      And in short: Skip: you have met nobody useful there and it should bring back a little less than it takes.

  Rule: Three visits are time enough to meet somebody useful

    Scenario Outline: <visits> visits as a guest, <months> months in it, and <contacts> useful people met
      Given a meetup of which we know
        | past_yield.visits        | <visits>   |
        | past_yield.months_member | <months>   |
        | past_yield.contacts      | <contacts> |
      When joinwise advises on it
      Then "nobody-met" <does>

      Examples: below and on each limit
        | visits | months | contacts | does             |
        | 2      | 0      | 0        | does not apply   |
        | 3      | 0      | 0        | gives -10 points |
        | 3      | 0      | 1        | does not apply   |
        | 3      | 0      | null     | does not apply   |
        | null   | 0      | 0        | does not apply   |
        | 3      | 1      | 0        | gives -10 points |

  Rule: Nothing found is held against a group only after two months in it

    Scenario Outline: Nothing found after <member> months of membership, figures of <months> months
      Given a business club of which we know
        | past_yield.months_member | <member>               |
        | past_yield.months        | <months>               |
        | past_yield.contacts      | 0                      |
        | past_yield.gained        | []                     |
        | past_yield.suppliers     | 0                      |
        | past_yield.alliances     | 0                      |
        | you.seeks                | [suppliers, alliances] |
      When joinwise advises on it
      Then "nobody-met" <does>
      And "nothing-gained" <does>
      And "suppliers-wanting" <does>
      And "allies-wanting" <does>

      Examples: below and on the limit; the membership counts, or else the record
        | member | months | does           |
        | 0      | null   | does not apply |
        | 1.9    | null   | does not apply |
        | 2      | null   | applies        |
        | null   | 1.9    | does not apply |
        | null   | 2      | applies        |
        | 1      | 12     | does not apply |
        | null   | null   | applies        |

  Rule: A group that is made for what you seek deserves some credit

    @reference
    Scenario Outline: <group>, for someone who seeks <aim>
      Given <group> of which we know
        | you.seeks | [<aim>] |
      When joinwise advises on it
      Then "right-kind" gives 3 points

      Examples: groups that are made for it
        | aim        | group                 |
        | learning   | a speaking club       |
        | learning   | a peer group          |
        | learning   | a trade association   |
        | learning   | an industry event     |
        | friendship | a social club         |
        | friendship | an athletic club      |
        | friendship | a community group     |
        | friendship | a faith group         |
        | friendship | a service club        |
        | friendship | a peer group          |
        | service    | a service club        |
        | service    | a community group     |
        | service    | a faith group         |
        | service    | a school group        |
        | standing   | a chamber of commerce |
        | standing   | a trade association   |
        | standing   | a service club        |
        | perks      | a coworking space     |
        | perks      | a trade association   |
        | perks      | an alumni group       |

    @reference
    Scenario Outline: <group>, for someone who seeks all that it is not made for
      Given <group> of which we know
        | you.seeks | <seeks> |
      When joinwise advises on it
      Then "right-kind" does not apply

      Examples:
        | group                 | seeks                                          |
        | a speaking club       | [friendship, service, standing, perks, job]    |
        | a peer group          | [service, standing, perks, job]                |
        | a trade association   | [friendship, service, job]                     |
        | an industry event     | [friendship, service, standing, perks, job]    |
        | a social club         | [learning, service, standing, perks, job]      |
        | an athletic club      | [learning, service, standing, perks, job]      |
        | a community group     | [learning, standing, perks, job]               |
        | a faith group         | [learning, standing, perks, job]               |
        | a service club        | [learning, perks, job]                         |
        | a school group        | [learning, friendship, standing, perks, job]   |
        | a chamber of commerce | [learning, friendship, service, perks, job]    |
        | a coworking space     | [learning, friendship, service, standing, job] |
        | an alumni group       | [learning, friendship, service, standing, job] |

    Scenario Outline: <group>, which is made for business or for nothing of this
      Given <group> of which we know
        | you.seeks | [learning, friendship, service, standing, perks, job] |
      When joinwise advises on it
      Then "right-kind" does not apply

      Examples:
        | group                      |
        | a referral group           |
        | a business club            |
        | a meetup                   |
        | a political group          |
        | an online business network |
        | an online social network   |
        | an online community        |
        | article writing            |

    Scenario Outline: Customers, suppliers and partners, sought in <group>
      Given <group> of which we know
        | you.seeks | [customers, suppliers, alliances] |
      When joinwise advises on it
      Then "right-kind" does not apply

      Examples: what you want for your business is weighed elsewhere
        | group               |
        | a referral group    |
        | a trade association |
        | a peer group        |

    Scenario: One of several things that you seek is enough
      Given a peer group of which we know
        | you.seeks | [customers, learning] |
      When joinwise advises on it
      Then "right-kind" says: Such groups are made for what you seek.
      And the score is 50
      And in short: Join: it is made for what you seek.

    Scenario Outline: A peer group for someone who seeks <seeks>
      Given a peer group of which we know
        | you.seeks | <seeks> |
      When joinwise advises on it
      Then "right-kind" does not apply
      And the score is 53

      Examples: nothing, or nothing that we were told
        | seeks |
        | []    |
        | null  |

    Scenario Outline: A speaking club for <seeks>, after <visits> visits and <months> months, that gave <gained>, the goal met <goal>
      Given a speaking club of which we know
        | you.seeks                | <seeks>  |
        | past_yield.visits        | <visits> |
        | past_yield.months_member | <months> |
        | past_yield.gained        | <gained> |
        | past_yield.goal_met      | <goal>   |
      When joinwise advises on it
      Then "right-kind" <does>

      Examples: what such groups are made for says nothing more to whoever was there and did not get it
        | seeks                  | visits | months | gained       | goal       | does           |
        | [learning]             | null   | 6      | null         | null       | gives 3 points |
        | [learning]             | null   | 6      | [learning]   | null       | gives 3 points |
        | [learning]             | null   | 6      | [friendship] | null       | does not apply |
        | [learning, friendship] | null   | 6      | [friendship] | null       | gives 3 points |
        | [learning]             | null   | 6      | [friendship] | partly     | does not apply |
        | [learning]             | null   | 6      | []           | null       | does not apply |
        | [learning]             | 2      | 0      | []           | null       | does not apply |
        | [learning]             | 0      | 0      | []           | null       | gives 3 points |
        | [learning]             | null   | 6      | null         | not_at_all | does not apply |
        | [learning]             | null   | 6      | null         | partly     | gives 3 points |
        | [learning]             | null   | 6      | null         | fully      | gives 3 points |

    @reference
    Scenario Outline: <group> for <aim>, of which the goal was not met at all
      Given <group> of which we know
        | you.seeks           | [<aim>]    |
        | past_yield.goal_met | not_at_all |
      When joinwise advises on it
      Then "right-kind" does not apply

      Examples: one of each row
        | group                 | aim        |
        | an industry event     | learning   |
        | a peer group          | learning   |
        | a trade association   | perks      |
        | a social club         | friendship |
        | a faith group         | service    |
        | a service club        | standing   |
        | a school group        | service    |
        | a chamber of commerce | standing   |
        | a coworking space     | perks      |

    Scenario: A skill that is learnt, in a club that is hardly used
      Given a speaking club of which we know
        | you.seeks                | [learning] |
        | past_yield.goal_met      | fully      |
        | past_yield.benefits_used | few        |
      When joinwise advises on it
      Then "right-kind" does not apply

    Scenario: Half a year in a speaking club in which one learns nothing
      Given a speaking club of which we know
        | what you seek        | [learning] |
        | what you gained      | []         |
        | months of membership | 6          |
        | mode                 | online     |
        | annual dues          | 120        |
      When joinwise advises on it
      Then "nothing-gained" turns the advice to skip

  Rule: What can turn the advice by itself

    Scenario Outline: Of <group> one thing is known: <known>, <value>
      Given <group> of which we know
        | <known> | <value> |
      When joinwise advises on it
      Then "<rule>" turns the advice to <advice>

      Examples:
        | group                 | known           | value        | rule            | advice |
        | a business club       | what you gained | [learning]   | learned         | join   |
        | a service club        | what you gained | [friendship] | friends         | join   |
        | a business club       | what you gained | [standing]   | stood           | join   |
        | a business club       | what you gained | [service]    | served          | join   |
        | a business club       | what you gained | [perks]      | perks           | join   |
        | a chamber of commerce | what you gained | []           | nothing-gained  | skip   |
        | a business club       | suppliers       | 1            | suppliers-found | join   |
        | a business club       | alliances       | 1            | allies-found    | join   |
        | a chamber of commerce | useful contacts | 0            | nobody-met      | skip   |
        | a business club       | useful contacts | 4            | contacts        | join   |
        | a service club        | what you seek   | [friendship] | right-kind      | join   |

    Scenario: Who seeks partners and has found none should leave a club that gives a little
      Given a trade association of which we know
        | alliances     | 0           |
        | what you seek | [alliances] |
      When joinwise advises on it
      Then "allies-wanting" turns the advice to skip

    Scenario: Who seeks suppliers and has found none should leave a club that gives a little
      Given a trade association of which we know
        | suppliers     | 0           |
        | what you seek | [suppliers] |
      When joinwise advises on it
      Then "suppliers-wanting" turns the advice to skip

    Scenario: Friends alone just keep somebody in a referral group that they like
      Given a referral group of which we know
        | what you gained | [friendship] |
        | fit             | good         |
      When joinwise advises on it
      Then "company-alone" turns the advice to join

    Scenario: Standing alone just keeps somebody in a dear club
      Given a social club of which we know
        | annual dues     | 900        |
        | what you gained | [standing] |
      When joinwise advises on it
      Then "standing-alone" turns the advice to join
