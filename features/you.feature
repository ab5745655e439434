Feature: What you need, and what else you could do

  The same group suits one person and not the next. It matters where your buyers are, whether you
  could take on more work, how much networking is worth to you, and what else you could do instead.

  Rule: Where people meet face to face, it matters where your buyers are

    Scenario Outline: A business club that meets <mode>; your buyers are where it meets: <near>
      Given a business club of which we know
        | mode             | <mode> |
        | you.local_market | <near> |
      When joinwise advises on it
      Then "local-buyers" <here>
      And "distant-buyers" <elsewhere>

      Examples: your buyers are where it meets; a club of which nobody says meets in person
        | near | mode      | here           | elsewhere      |
        | true | in_person | applies        | does not apply |
        | true | null      | applies        | does not apply |
        | true | hybrid    | applies        | does not apply |
        | true | online    | does not apply | does not apply |

      Examples: your buyers are elsewhere; a group that meets online too can still reach them
        | near  | mode      | here           | elsewhere      |
        | false | in_person | does not apply | applies        |
        | false | null      | does not apply | applies        |
        | false | hybrid    | does not apply | does not apply |
        | false | online    | does not apply | does not apply |

      Examples: nobody said where your buyers are
        | near | mode      | here           | elsewhere      |
        | null | in_person | does not apply | does not apply |

    Scenario: A chamber in the town where your buyers live
      Given a chamber of commerce of which we know
        | you.local_market | true |
      When joinwise advises on it
      Then "local-buyers" gives 4 points
      And "local-buyers" says: Your buyers live or work where the group meets.
      And in short: Join: your buyers are where it meets and it should bring back what it takes.

    Scenario: A chamber in a town where you sell nothing
      Given a chamber of commerce of which we know
        | you.local_market | false |
      When joinwise advises on it
      Then "distant-buyers" gives -8 points
      And "distant-buyers" says: The group meets where your buyers are not.
      And in short: Skip: your buyers are elsewhere.

  Rule: Buyers elsewhere are held only against a group that you join for business

    Scenario Outline: Your buyers are not where a <kind> meets, and you seek <seeks>
      Given a <kind> of which we know
        | you.local_market | false   |
        | you.seeks        | <seeks> |
      When joinwise advises on it
      Then "distant-buyers" <does>

      Examples: what you seek says whether it is for business, or else the kind does
        | kind          | seeks                   | does           |
        | business club | null                    | applies        |
        | social club   | null                    | does not apply |
        | business club | [learning]              | does not apply |
        | social club   | [friendship, customers] | applies        |

  Rule: If you could take on no more work, you need no group that brings it

    Scenario Outline: You could take on more business: <more>; it is a <kind> and you seek <seeks>
      Given a <kind> of which we know
        | you.wants_more_work | <more>  |
        | you.seeks           | <seeks> |
      When joinwise advises on it
      Then "full-books" <does>

      Examples: a group for business, by its kind
        | more  | kind          | seeks | does           |
        | false | business club | null  | applies        |
        | true  | business club | null  | does not apply |
        | null  | business club | null  | does not apply |

      Examples: what you seek says whether it is for business, or else the kind does
        | more  | kind          | seeks                   | does           |
        | false | social club   | null                    | does not apply |
        | false | business club | [learning]              | does not apply |
        | false | social club   | [friendship, customers] | applies        |

    Scenario: A chamber, when your books are full
      Given a chamber of commerce of which we know
        | you.wants_more_work | false |
      When joinwise advises on it
      Then "full-books" gives -20 points
      And "full-books" says: You could not take on what it might bring.
      And in short: Skip: you want no more work.

  Rule: A better use for the same time and money speaks against any group

    Scenario Outline: You know a better use than a chamber: <better>
      Given a chamber of commerce of which we know
        | you.has_better_use | <better> |
      When joinwise advises on it
      Then "better-use" <does>
      And the advice is to <advice>

      Examples: yes, no, and nobody said
        | better | does           | advice |
        | true   | applies        | skip   |
        | false  | does not apply | join   |
        | null   | does not apply | join   |

    Scenario: A chamber, when calling old customers would bring you more
      Given a chamber of commerce of which we know
        | you.has_better_use | true |
      When joinwise advises on it
      Then "better-use" gives -33 points
      And "better-use" says: You know something that brings more for the same time and money.
      And in short: Skip: you know a better use for the time and money.

    Scenario Outline: A chamber that brings <business> business, where you get on well, and a better use
      Given a chamber of commerce of which we know
        | you.has_better_use  | true       |
        | past_yield.business | <business> |
        | members.fit         | good       |
        | past_yield.trend    | <trend>    |
      When joinwise advises on it
      Then the advice is to <advice>

      Examples: only what is overwhelming stands against it
        | business | trend  | advice |
        | some     | steady | skip   |
        | much     | rising | join   |

  Rule: Networking is as important as you make it

    Scenario Outline: A chamber, for someone to whom networking has a weight of <weight>
      Given a chamber of commerce of which we know
        | you.importance | <weight> |
      When joinwise advises on it
      Then "little-weight" <does>
      And the advice is to <advice>

      Examples: none at all, below, on and above the limit, and nobody said
        | weight | does           | advice |
        | 0      | applies        | skip   |
        | 0.24   | applies        | skip   |
        | 0.25   | does not apply | join   |
        | 0.26   | does not apply | join   |
        | null   | does not apply | join   |

    Scenario: A chamber, for someone to whom networking matters little
      Given a chamber of commerce of which we know
        | you.importance | 0.2 |
      When joinwise advises on it
      Then "little-weight" gives -5 points
      And "little-weight" says: It is as important as you make it, and to you it matters little.
      And in short: Skip: networking matters little to you.

  Rule: If you look for a job, groups of many acquaintances help you

    @reference
    Scenario Outline: A job seeker and <group>
      Given <group> of which we know
        | you.works_as | job_seeker |
      When joinwise advises on it
      Then "for-a-job" <does>

      Examples: groups of many acquaintances
        | group                      | does    |
        | an online business network | applies |
        | an alumni group            | applies |
        | an industry event          | applies |
        | a trade association        | applies |

      Examples: groups of another kind
        | group                    | does           |
        | a referral group         | does not apply |
        | a business club          | does not apply |
        | a chamber of commerce    | does not apply |
        | a meetup                 | does not apply |
        | a peer group             | does not apply |
        | a social club            | does not apply |
        | an athletic club         | does not apply |
        | a service club           | does not apply |
        | a community group        | does not apply |
        | a faith group            | does not apply |
        | a school group           | does not apply |
        | a political group        | does not apply |
        | a speaking club          | does not apply |
        | a coworking space        | does not apply |
        | an online social network | does not apply |
        | an online community      | does not apply |
        | article writing          | does not apply |

    Scenario Outline: An alumni group and someone who works as <work>
      Given an alumni group of which we know
        | you.works_as | <work> |
      When joinwise advises on it
      Then "for-a-job" <does>

      Examples: each way to work, and nobody said
        | work           | does           |
        | job_seeker     | applies        |
        | employee       | does not apply |
        | self_employed  | does not apply |
        | business_owner | does not apply |
        | null           | does not apply |

    Scenario Outline: An alumni group for <seeks>, and someone who works as <work>
      Given an alumni group of which we know
        | you.seeks    | <seeks> |
        | you.works_as | <work>  |
      When joinwise advises on it
      Then "for-a-job" <does>

      Examples: whoever seeks a job and has none, heard once
        | seeks         | work           | does           |
        | [job]         | job_seeker     | gives 5 points |
        | [job]         | null           | gives 5 points |
        | [job]         | employee       | does not apply |
        | [job]         | business_owner | does not apply |
        | [perks]       | job_seeker     | gives 5 points |
        | [perks]       | null           | does not apply |

    Scenario Outline: An alumni group of which a job seeker says: <known>, <value>
      Given an alumni group of which we know
        | you.works_as             | job_seeker |
        | you.seeks                | [job]      |
        | past_yield.months_member | 12         |
        | <known>                  | <value>    |
      When joinwise advises on it
      Then "for-a-job" <does>
      And the advice is to <advice>

      Examples: no such ties where one meets nobody, and none where a year has shown that no job comes of them
        | known               | value      | does           | advice |
        | past_yield.contacts | 0          | does not apply | skip   |
        | past_yield.contacts | 1          | gives 5 points | join   |
        | past_yield.goal_met | not_at_all | does not apply | skip   |
        | past_yield.goal_met | partly     | gives 5 points | join   |

    Scenario: A trade association, for someone who looks for a job
      Given a trade association of which we know
        | you.works_as | job_seeker |
      When joinwise advises on it
      Then "for-a-job" gives 5 points
      And "for-a-job" says: People whom you know a little are those through whom most find jobs.
      And in short: Join: such ties lead to jobs and it should give back what it takes; little is known yet, so ask what it costs and what it has brought two of its members.

  Rule: What can turn the advice by itself

    Scenario Outline: Of <group> one thing is known: <known>, <value>
      Given <group> of which we know
        | <known> | <value> |
      When joinwise advises on it
      Then "<rule>" turns the advice to <advice>

      Examples:
        | group                      | known                                        | value      | rule           | advice |
        | a chamber of commerce      | you have a better use for the time and money | true       | better-use     | skip   |
        | a chamber of commerce      | you want more work                           | false      | full-books     | skip   |
        | a business club            | your buyers are where the group meets        | true       | local-buyers   | join   |
        | a chamber of commerce      | your buyers are where the group meets        | false      | distant-buyers | skip   |
        | a chamber of commerce      | weight of networking for you                 | 10%        | little-weight  | skip   |
