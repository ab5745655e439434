Feature: What it is called, what makes it pay, and when to look again

  Who is in a group already does not ask whether to join, but whether to stay; and who stays wants to
  know for how long. joinwise takes it that nothing more comes of the group, lets the months go by, and
  names the first after which it would say otherwise.

  Rule: The recommendation is join or skip, and the word for it fits what is asked

    Scenario: A member who has learned much stays
      Given a business club of which we know
        | past_yield.months_member | 3          |
        | past_yield.gained        | [learning] |
      When joinwise explains its advice on it
      Then the advice is to join
      And the word is "Stay"

    Scenario: A member to whom it has brought nothing leaves
      Given a business club of which we know
        | past_yield.months_member | 12 |
        | past_yield.deals         | 0  |
      When joinwise explains its advice on it
      Then the advice is to skip
      And the word is "Leave"

    Scenario: People do not join an industry event, they go
      Given an industry event of which nothing else is known
      When joinwise explains its advice on it
      Then the advice is to join
      And the word is "Go"

  Rule: What makes it pay is said in pieces of business

    Scenario: A business club of 400 a year and some hours takes three pieces of business a year
      Given a business club of which nothing else is known
      When joinwise explains its advice on it
      Then it says what makes it pay: 3 pieces of business a year would pay for it; people usually get about 1.5.

    Scenario: Nobody reckons in pieces of business what a club gives to whom it was joined for friendship
      Given a faith group of which we know
        | you.seeks | [friendship] |
      When joinwise explains its advice on it
      Then nobody knows what makes it pay

    Scenario: What a piece of business brings is unknown in a currency whose prices we do not know
      Given a business club of which we know
        | currency | ISK |
      When joinwise explains its advice on it
      Then nobody knows what makes it pay

  Rule: It is time to look again as soon as the advice would turn if nothing more came

    Scenario: A club in which someone learned, and of whose business nobody said anything
      Given a business club of which we know
        | past_yield.months_member | 3          |
        | past_yield.gained        | [learning] |
      When joinwise explains its advice on it
      Then look again after 3 months

    Scenario Outline: The same club <months> months in, without any business
      Given a business club of which we know
        | past_yield.months_member | <months>   |
        | past_yield.gained        | [learning] |
        | past_yield.deals         | 0          |
        | past_yield.leads         | 0          |
      When joinwise explains its advice on it
      Then the advice is to <advice>

      Examples: before and after those three months
        | months | advice |
        | 5      | join   |
        | 6      | skip   |

    Scenario: If it brings business already, no month without more turns the advice
      Given a business club of which we know
        | past_yield.months_member | 3          |
        | past_yield.gained        | [learning] |
        | past_yield.deals         | 1          |
      When joinwise explains its advice on it
      Then there is no need to look again

    Scenario Outline: What is said of <group> that brings nothing more
      Given <group> of which we know
        | past_yield.months_member | 3          |
        | past_yield.gained        | [learning] |
      When joinwise explains its advice on it
      Then it says when to look again: <text>

      Examples: people leave a group, go to an event no more, and stop writing
        | group             | text                                                       |
        | a business club   | If it brings nothing more, leave after 3 months.           |
        | an industry event | If it brings nothing more, do not go again after 3 months. |
        | a trade show      | If it brings nothing more, do not go again after 3 months. |
        | article writing   | If it brings nothing more, stop after 6 months.            |

    Scenario: What is to be left now is not looked at again
      Given a business club of which we know
        | past_yield.months_member | 12 |
        | past_yield.deals         | 0  |
      When joinwise explains its advice on it
      Then there is no need to look again

  Rule: If little is known, the summary says so and what to do first

    @reference
    Scenario Outline: <group>, of which nothing else is known
      Given <group> of which nothing else is known
      When joinwise advises on it
      Then in short: <summary>

      Examples:
        | group                      | summary                                                                                                                                                            |
        | a referral group           | Skip: it should bring back less than it takes and it takes 121 hours a year; little is known yet, so ask what it costs and what it has brought two of its members. |
        | a business club            | Skip: it should bring back a little less than it takes; little is known yet, so ask what it costs and what it has brought two of its members.                      |
        | a trade association        | Join: it should bring back what it takes; little is known yet, so ask what it costs and what it has brought two of its members.                                    |
        | a chamber of commerce      | Join: it should bring back what it takes; little is known yet, so ask what it costs and what it has brought two of its members.                                    |
        | an industry event          | Go: it should bring back what it takes; little is known yet, so ask what it costs in all and who will be there.                                                    |
        | a trade show               | Don't go: it should bring back less than it takes; little is known yet, so ask what it costs in all and what it brought last year's exhibitors.                    |
        | a meetup                   | Join: it costs next to nothing; little is known yet, so go once and see how you get on.                                                                            |
        | a peer group               | Join: it should give back what it takes; little is known yet, so ask what it costs and meet the others once.                                                       |
        | a coworking space          | Skip: it should give back less than it takes; little is known yet, so ask what it costs and try it for a day.                                                      |
        | an online business network | Skip: it should bring back less than it takes; little is known yet, so look who is there and how many hours it would take.                                         |
        | an online social network   | Skip: it should bring back less than it takes; little is known yet, so look who is there and how many hours it would take.                                         |
        | an online community        | Skip: it should bring back less than it takes; little is known yet, so look who is there and how many hours it would take.                                         |
        | article writing            | Join: it costs next to nothing; little is known yet, so ask who reads it and how many hours it would take.                                                         |

    Scenario Outline: What somebody does who has had enough of <group>
      Given <group> of which nothing else is known
      When joinwise advises on it
      Then the fact "parting" is <parting>

      Examples:
        | group                 | parting         |
        | a chamber of commerce | leave           |
        | an industry event     | do not go again |
        | a trade show          | do not go again |
        | article writing       | stop            |

    Scenario Outline: A chamber of which only <name> is known
      Given a chamber of commerce of which we know
        | <name> | <value> |
      When joinwise advises on it
      Then in short: <summary>

      Examples: how people meet and how somebody works tells little of it; a price tells something
        | name             | value         | summary                                                                                                                         |
        | mode             | online        | Join: it should bring back what it takes; little is known yet, so ask what it costs and what it has brought two of its members. |
        | you.works_as     | self_employed | Join: it should bring back what it takes; little is known yet, so ask what it costs and what it has brought two of its members. |
        | cost.annual_dues | 200           | Join: it should bring back what it takes.                                                                                       |

    Scenario: A guest is not sent to be a guest
      Given a social club of which we know
        | past_yield.months_member | 0 |
        | past_yield.visits        | 1 |
      When joinwise advises on it
      Then in short: Join: it should give back what it takes; little is known yet, so ask what it takes and what it has brought two of its members.

    Scenario Outline: What to ask of a peer group that one has visited <visits> times
      Given a peer group of which we know
        | past_yield.visits | <visits> |
      When joinwise advises on it
      Then the fact "what_to_ask" is <what>

      Examples:
        | visits | what                                                         |
        | 0      | ask what it costs and meet the others once                   |
        | 1      | ask what it takes and what it has brought two of its members |

    Scenario: A member is asked what it has brought
      Given a social club of which we know
        | past_yield.months_member | 12 |
      When joinwise advises on it
      Then in short: Stay: it should give back what it takes; little is known yet, so say what it takes and what it has brought you.
