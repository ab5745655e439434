Feature: Who gives and who gets

  Rule: Giving much and getting hardly anything speaks against a group

    Scenario Outline: <given> referrals given, <received> received
      Given a referral group of which we know
        | reciprocity.referrals_given    | <given>    |
        | reciprocity.referrals_received | <received> |
      When joinwise advises on it
      Then "one-way-street" <does>

      Examples: below, on and above the limits
        | given | received | does           |
        | 4     | 0        | does not apply |
        | 5     | 0        | applies        |
        | 5     | 1        | applies        |
        | 5     | 2        | does not apply |
        | 9     | 2        | does not apply |
        | 10    | 2        | applies        |

    Scenario: It says so in numbers
      Given a referral group of which we know
        | reciprocity.referrals_given    | 12 |
        | reciprocity.referrals_received | 1  |
      When joinwise advises on it
      Then "one-way-street" says: You passed on 12 referrals and received 1.
      And in short: Skip: members take more than they give.

  Rule: Members who hire your competitors will not recommend you

    Scenario Outline: A competitor was hired <times> times
      Given a business club of which we know
        | reciprocity.hired_competitors | <times> |
      When joinwise advises on it
      Then "hired-a-competitor" <does>

      Examples: below, on and above the limit
        | times | does           |
        | 0     | does not apply |
        | 1     | applies        |
        | 2     | applies        |

  Rule: Being asked what you do is a sign of interest, being listed is not

    Scenario Outline: Has anybody asked about you? <asked>
      Given an online business network of which we know
        | reciprocity.asked_about_you | <asked> |
      When joinwise advises on it
      Then "nobody-asked" <does>

      Examples:
        | asked | does           |
        | true  | does not apply |
        | false | applies        |

    Scenario Outline: You came to it by <invitation>
      Given an online business network of which we know
        | reciprocity.invitation | <invitation> |
      When joinwise advises on it
      Then "entry-in-a-list" <listed>
      And "asked-by-someone-who-knows" <known>

      Examples:
        | invitation    | listed         | known          |
        | list_building | applies        | does not apply |
        | sales_pitch   | applies        | does not apply |
        | knows_you     | does not apply | applies        |
        | own_search    | does not apply | does not apply |
        | sent          | does not apply | does not apply |

  Rule: People recommend those they like and know

    Scenario Outline: You get on: <fit>
      Given a social club of which we know
        | members.fit | <fit> |
      When joinwise advises on it
      Then the advice is to <advice>
      And the score is <score>

      Examples:
        | fit   | advice | score |
        | poor  | skip   | 38    |
        | mixed | join   | 50    |
        | good  | join   | 58    |
