Feature: Who gives and who gets, and how you came to it

  Members who give back are the reason to be in a group. Members who only take, who hire others
  without asking you, or who want you as an entry in a list are a reason to stay away.

  Rule: Giving much and getting hardly anything back speaks against a group

    Scenario Outline: <given> referrals given, <received> received
      Given a referral group of which we know
        | reciprocity.referrals_given    | <given>    |
        | reciprocity.referrals_received | <received> |
      When joinwise advises on it
      Then "one-way-street" <does>

      Examples: below, on and above the limits: five given, and a fifth of them received
        | given | received | does             |
        | 4     | 0        | does not apply   |
        | 5     | 0        | gives -12 points |
        | 5     | 1        | gives -12 points |
        | 5     | 2        | does not apply   |
        | 9     | 2        | does not apply   |
        | 10    | 2        | gives -12 points |
        | 10    | 3        | does not apply   |
        | 54    | 11       | does not apply   |
        | 55    | 11       | gives -12 points |
        | 12    | null     | does not apply   |
        | null  | 0        | does not apply   |

    Scenario: It says so in numbers
      Given a business club of which we know
        | reciprocity.referrals_given    | 12 |
        | reciprocity.referrals_received | 1  |
      When joinwise advises on it
      Then "one-way-street" says: You passed on 12 referrals and received 1.
      And in short: Skip: members take more than they give and it should bring back a little less than it takes.

  Rule: Members who send you leads speak for it, and half a year without one against it

    Scenario Outline: <received> referrals received
      Given a referral group of which we know
        | reciprocity.referrals_received | <received> |
      When joinwise advises on it
      Then "leads-come" <does>

      Examples: below and on the limit
        | received | does           |
        | 4        | does not apply |
        | 5        | gives 6 points |
        | null     | does not apply |

    Scenario Outline: 25 referrals given, <received> received
      Given a referral group of which we know
        | reciprocity.referrals_given    | 25         |
        | reciprocity.referrals_received | <received> |
      When joinwise advises on it
      Then "one-way-street" <street>
      And "leads-come" <leads>

      Examples: a fifth of what you gave, and more: never both
        | received | street           | leads          |
        | 5        | gives -12 points | does not apply |
        | 6        | does not apply   | gives 6 points |

    Scenario: Eleven for 54 are just above a fifth
      Given a referral group of which we know
        | reciprocity.referrals_given    | 54 |
        | reciprocity.referrals_received | 11 |
      When joinwise advises on it
      Then "leads-come" gives 6 points

    Scenario: What is said of members who send leads
      Given a business club of which we know
        | reciprocity.referrals_received | 5 |
      When joinwise advises on it
      Then "leads-come" says: Members gave you 5 referrals.
      And in short: Join: members send you leads.

    Scenario Outline: <received> referrals received in <months> months
      Given a business club of which we know
        | reciprocity.referrals_received | <received> |
        | past_yield.months              | <months>   |
      When joinwise advises on it
      Then "none-received" <does>

      Examples: below and on each limit
        | received | months | does            |
        | 0        | 5      | does not apply  |
        | 0        | 6      | gives -6 points |
        | 1        | 6      | does not apply  |
        | null     | 6      | does not apply  |
        | 0        | null   | does not apply  |

    Scenario Outline: A year with <given> referrals given and none received
      Given a referral group of which we know
        | reciprocity.referrals_given    | <given> |
        | reciprocity.referrals_received | 0       |
        | past_yield.months              | 12      |
      When joinwise advises on it
      Then "none-received" <none>
      And "one-way-street" <street>

      Examples: below and on the limit: the same nothing counts once
        | given | none            | street           |
        | 4     | gives -6 points | does not apply   |
        | 5     | does not apply  | gives -12 points |

    Scenario Outline: No referral for someone who has been a member for <months> months
      Given a business club of which we know
        | reciprocity.referrals_received | 0        |
        | past_yield.months_member       | <months> |
      When joinwise advises on it
      Then "none-received" <does>

      Examples: the membership stands in if nobody said what months the figures cover
        | months | does            |
        | 5      | does not apply  |
        | 5.99   | does not apply  |
        | 6      | gives -6 points |

    Scenario: What is said of a year without a referral
      Given a business club of which we know
        | reciprocity.referrals_received | 0  |
        | past_yield.months              | 12 |
      When joinwise advises on it
      Then "none-received" says: In 12 months nobody there recommended you.
      And in short: Skip: nobody there recommends you and it should bring back a little less than it takes.

  Rule: If nobody counted, the word counts; if somebody did, the number does

    Scenario Outline: The balance is <balance>, and <received> referrals were received
      Given a business club of which we know
        | reciprocity.balance            | <balance>  |
        | reciprocity.referrals_received | <received> |
      When joinwise advises on it
      Then "mostly-give" <gives>
      And "even-or-better" <gets>

      Examples:
        | balance        | received | gives           | gets           |
        | mostly_give    | null     | gives -8 points | does not apply |
        | even           | null     | does not apply  | gives 6 points |
        | mostly_receive | null     | does not apply  | gives 6 points |
        | mostly_give    | 3        | does not apply  | does not apply |
        | even           | 3        | does not apply  | does not apply |
        | mostly_receive | 3        | does not apply  | does not apply |
        | null           | null     | does not apply  | does not apply |

    Scenario: What is said of someone who mostly gives
      Given a business club of which we know
        | reciprocity.balance | mostly_give |
      When joinwise advises on it
      Then "mostly-give" says: You give more than you get; most members come to take.
      And in short: Skip: you give more than you get and it should bring back a little less than it takes.

    Scenario: What is said of someone who gets back what they give
      Given a business club of which we know
        | reciprocity.balance | even |
      When joinwise advises on it
      Then "even-or-better" says: You get back what you give, or more.
      And in short: Join: members give back.

  Rule: Members who hire your competitors will not recommend you

    Scenario Outline: A competitor was hired <count> times
      Given a business club of which we know
        | reciprocity.hired_competitors | <count> |
      When joinwise advises on it
      Then "hired-a-competitor" <does>

      Examples: below and on each limit
        | count | does             |
        | 0     | does not apply   |
        | 1     | gives -12 points |
        | 2     | gives -15 points |
        | 3     | gives -15 points |
        | null  | does not apply   |

    Scenario Outline: What is said when competitors were hired <count> times
      Given a business club of which we know
        | reciprocity.hired_competitors | <count> |
      When joinwise advises on it
      Then "hired-a-competitor" says: Members <hired> without letting you bid.
      And in short: Skip: members hire your competitors and it should bring back a little less than it takes.

      Examples: once, twice, more often
        | count | hired                     |
        | 1     | once hired a competitor   |
        | 2     | twice hired a competitor  |
        | 3     | hired competitors 3 times |
        | 4     | hired competitors 4 times |

  Rule: Being asked what you do is a sign of interest, and its absence is one too

    Scenario Outline: Has anybody asked about you? <asked>
      Given a business club of which we know
        | reciprocity.asked_about_you | <asked> |
      When joinwise advises on it
      Then "somebody-asked" <somebody>
      And "nobody-asked" <nobody>
      And the advice is to <advice>

      Examples:
        | asked | somebody       | nobody          | advice |
        | true  | gives 6 points | does not apply  | join   |
        | false | does not apply | gives -8 points | skip   |
        | null  | does not apply | does not apply  | skip   |

    Scenario: What is said if somebody has asked
      Given a business club of which we know
        | reciprocity.asked_about_you | true |
      When joinwise advises on it
      Then "somebody-asked" says: Somebody has asked what you do and what your customers need.
      And in short: Join: people there ask what you do.

    Scenario: What is said if nobody has asked
      Given a business club of which we know
        | reciprocity.asked_about_you | false |
      When joinwise advises on it
      Then "nobody-asked" says: Nobody has asked what you do or what your customers need.
      And in short: Skip: nobody asks what you do and it should bring back a little less than it takes.

  Rule: It matters who asked you in, and why

    Scenario Outline: You came to it by <invitation>
      Given a business club of which we know
        | reciprocity.invitation | <invitation> |
      When joinwise advises on it
      Then "entry-in-a-list" <listed>
      And "asked-by-someone-who-knows" <known>
      And "was-sent" <sent>

      Examples:
        | invitation    | listed           | known          | sent            |
        | list_building | gives -10 points | does not apply | does not apply  |
        | sales_pitch   | gives -10 points | does not apply | does not apply  |
        | knows_you     | does not apply   | gives 7 points | does not apply  |
        | sent          | does not apply   | does not apply | gives -4 points |
        | own_search    | does not apply   | does not apply | does not apply  |
        | null          | does not apply   | does not apply | does not apply  |

    Scenario: What is said of an invitation that sells a seat
      Given a business club of which we know
        | reciprocity.invitation | sales_pitch |
      When joinwise advises on it
      Then "entry-in-a-list" says: Someone who asks you in to lengthen a list or to sell a seat does not have your business in mind.
      And in short: Skip: you are wanted to fill a list or a seat and it should bring back a little less than it takes.

    Scenario: What is said of an invitation by someone who knows your work
      Given a business club of which we know
        | reciprocity.invitation | knows_you |
      When joinwise advises on it
      Then "asked-by-someone-who-knows" says: Someone who knows your work can recommend you.
      And in short: Join: someone there knows your work.

    Scenario: What is said to someone who was sent
      Given a business club of which we know
        | reciprocity.invitation | sent |
      When joinwise advises on it
      Then "was-sent" says: You did not choose it yourself, and what you get depends on what you put in.
      And in short: Skip: you were sent and it should bring back a little less than it takes.

  Rule: What can turn the advice by itself

    Scenario Outline: Of <group> one thing is known: <known>, <value>
      Given <group> of which we know
        | <known> | <value> |
      When joinwise advises on it
      Then "<rule>" turns the advice to <advice>

      Examples:
        | group                 | known                              | value       | rule                       | advice |
        | a chamber of commerce | balance of giving and receiving    | mostly_give | mostly-give                | skip   |
        | a business club       | balance of giving and receiving    | even        | even-or-better             | join   |
        | a business club       | referrals received                 | 6           | leads-come                 | join   |
        | a business club       | somebody there has asked about you | true        | somebody-asked             | join   |
        | a chamber of commerce | somebody there has asked about you | false       | nobody-asked               | skip   |
        | a chamber of commerce | invitation                         | sales_pitch | entry-in-a-list            | skip   |
        | a business club       | invitation                         | knows_you   | asked-by-someone-who-knows | join   |
        | a chamber of commerce | invitation                         | sent        | was-sent                   | skip   |
        | a chamber of commerce | competitors hired by members       | 1           | hired-a-competitor         | skip   |

    Scenario: Six referrals given and none received spoil a chamber
      Given a chamber of commerce of which we know
        | referrals given    | 6 |
        | referrals received | 0 |
      When joinwise advises on it
      Then "one-way-street" turns the advice to skip

    Scenario: Half a year without a single referral spoils a chamber
      Given a chamber of commerce of which we know
        | months on record   | 6 |
        | referrals received | 0 |
      When joinwise advises on it
      Then "none-received" turns the advice to skip
