Feature: Each kind of group

  The same few things weigh differently in a referral group and in a choir. For each kind, here is one
  that is worth joining and one that is not; and at the end, what we take each to be like before we
  know anything about it.

  Rule: A referral group is joined or skipped by what is known of it

    Scenario: A referral group to join
      Given a referral group of which we know
        | past_yield.months | 24   |
        | past_yield.deals  | 8    |
        | past_yield.profit | 9000 |
      When joinwise advises on it
      Then the advice is to join
      And in short: Join: it has brought 8 pieces of business and it should bring back what it takes.

    Scenario: A referral group to skip
      Given a referral group of which we know
        | past_yield.months | 12  |
        | past_yield.deals  | 1   |
        | past_yield.profit | 400 |
        | cost.annual_dues  | 900 |
      When joinwise advises on it
      Then the advice is to skip
      And in short: Skip: it should bring back far less than it takes and it takes 121 hours a year.

  Rule: A business club is joined or skipped by what is known of it

    Scenario: A business club to join
      Given a business club of which we know
        | past_yield.business | some |
        | past_yield.contacts | 6    |
      When joinwise advises on it
      Then the advice is to join
      And in short: Join: it brings some business and you have met useful people there.

    Scenario: A business club to skip
      Given a business club of which we know
        | past_yield.months      | 18   |
        | past_yield.deals       | 0    |
        | members.mostly_sellers | true |
      When joinwise advises on it
      Then the advice is to skip
      And in short: Skip: it has brought no business so far and most members come to sell.

  Rule: A trade association is joined or skipped by what is known of it

    Scenario: A trade association to join
      Given a trade association of which we know
        | past_yield.gained | [learning] |
        | cost.annual_dues  | 250        |
      When joinwise advises on it
      Then the advice is to join
      And in short: Join: you have learned there and it should bring back what it takes.

    Scenario: A trade association to skip
      Given a trade association of which we know
        | past_yield.trend | waning   |
        | you.part         | on_paper |
      When joinwise advises on it
      Then the advice is to skip
      And in short: Skip: its value is waning and you would not work at it.

  Rule: A chamber of commerce is joined or skipped by what is known of it

    Scenario: A chamber of commerce to join
      Given a chamber of commerce of which we know
        | you.local_market       | true      |
        | reciprocity.invitation | knows_you |
      When joinwise advises on it
      Then the advice is to join
      And in short: Join: someone there knows your work and your buyers are where it meets.

    Scenario: A chamber of commerce to skip
      Given a chamber of commerce of which we know
        | past_yield.business      | none    |
        | past_yield.months_member | 12      |
        | you.part                 | attends |
      When joinwise advises on it
      Then the advice is to skip
      And in short: Leave: it has brought no business so far and it should bring back a little less than it takes.

  Rule: An industry event is joined or skipped by what is known of it

    Scenario: An industry event to join
      Given an industry event of which we know
        | past_yield.contacts | 12         |
        | past_yield.gained   | [learning] |
        | cost.total_per_year | 1800       |
      When joinwise advises on it
      Then the advice is to join
      And in short: Go: you have met many useful people there and you have learned there.

    Scenario: An industry event to skip
      Given an industry event of which we know
        | cost.total_per_year | 5000 |
        | past_yield.contacts | 0    |
      When joinwise advises on it
      Then the advice is to skip
      And in short: Don't go: it should bring back far less than it takes and you have met nobody useful there.

  Rule: A trade show is joined or skipped by what is known of it

    Scenario: A trade show to go to
      Given a trade show of which we know
        | cost.total_per_year     | 4000           |
        | you.profit_per_deal     | 3000           |
        | expected.deals_per_year | 6              |
        | expected.basis          | own_experience |
      When joinwise advises on it
      Then the advice is to join
      And in short: Go: it should bring back several times what it takes.

    Scenario: A trade show to stay away from
      Given a trade show of which we know
        | cost.total_per_year | 4800 |
        | team.people         | 2    |
      When joinwise advises on it
      Then the advice is to skip
      And in short: Don't go: it should bring back less than it takes and nobody measures what comes of the staff's time.

  Rule: A meetup is joined or skipped by what is known of it

    Scenario: A meetup to join
      Given a meetup of which we know
        | past_yield.contacts | 4    |
        | members.fit         | good |
      When joinwise advises on it
      Then the advice is to join
      And in short: Join: you get on well with the members and you have met useful people there.

    Scenario: A meetup to skip
      Given a meetup of which we know
        | past_yield.months      | 12 |
        | past_yield.deals       | 0  |
        | time.meetings_per_year | 30 |
      When joinwise advises on it
      Then the advice is to skip
      And in short: Skip: it has brought no business so far and it should bring back less than it takes.

  Rule: A peer group is joined or skipped by what is known of it

    Scenario: A peer group to join
      Given a peer group of which we know
        | past_yield.gained | [learning] |
        | members.fit       | good       |
        | cost.annual_dues  | 600        |
      When joinwise advises on it
      Then the advice is to join
      And in short: Join: you get on well with the members and you have learned there.

    Scenario: A peer group to skip
      Given a peer group of which we know
        | cost.annual_dues         | 12000 |
        | past_yield.months_member | 0     |
      When joinwise advises on it
      Then the advice is to skip
      And in short: Skip: it should give back far less than it takes.

  Rule: A social club is joined or skipped by what is known of it

    Scenario: A social club to join
      Given a social club of which we know
        | past_yield.gained        | [friendship] |
        | past_yield.months_member | 60           |
      When joinwise advises on it
      Then the advice is to join
      And in short: Stay: you have found friends there and it has been good to you for many years.

    Scenario: A social club to skip
      Given a social club of which we know
        | members.fit      | poor |
        | cost.annual_dues | 900  |
      When joinwise advises on it
      Then the advice is to skip
      And in short: Skip: you have little in common with the members and it should give back less than it takes.

  Rule: An athletic club is joined or skipped by what is known of it

    Scenario: An athletic club to join
      Given an athletic club of which we know
        | past_yield.gained | [friendship] |
        | you.seeks         | [friendship] |
        | members.fit       | good         |
      When joinwise advises on it
      Then the advice is to join
      And in short: Join: you get on well with the members and you have found friends there.

    Scenario: An athletic club to skip
      Given an athletic club of which we know
        | cost.annual_dues    | 8000   |
        | cost.joining_fee    | 40000  |
        | past_yield.business | little |
      When joinwise advises on it
      Then the advice is to skip
      And in short: Skip: it should give back next to nothing and it takes 107 hours a year.

    Scenario: The sport itself is a gain, and its hours are leisure
      Given an athletic club of which nothing else is known
      When joinwise advises on it
      Then the fact "expected_gain" is 800
      And the fact "hours_that_cost" is 0.2
      And the score is 51

  Rule: A service club is joined or skipped by what is known of it

    Scenario: A service club to join
      Given a service club of which we know
        | past_yield.gained        | [service, friendship] |
        | past_yield.months_member | 36                    |
      When joinwise advises on it
      Then the advice is to join
      And in short: Stay: you have found friends there and you do good there.

    Scenario: A service club to skip
      Given a service club of which we know
        | time.clashes | true |
      When joinwise advises on it
      Then the advice is to skip
      And in short: Skip: the meetings clash with fixed duties and it should give back less than it takes.

  Rule: A community group is joined or skipped by what is known of it

    Scenario: A community group to join
      Given a community group of which we know
        | past_yield.gained | [service] |
      When joinwise advises on it
      Then the advice is to join
      And in short: Join: you do good there and it costs next to nothing.

    Scenario: A community group to skip
      Given a community group of which we know
        | you.has_better_use | true |
      When joinwise advises on it
      Then the advice is to skip
      And in short: Skip: you know a better use for the time and money.

  Rule: A faith group is joined or skipped by what is known of it

    Scenario: A faith group to join
      Given a faith group of which we know
        | past_yield.gained | [friendship] |
      When joinwise advises on it
      Then the advice is to join
      And in short: Join: you have found friends there and it costs next to nothing.

    Scenario: A faith group to skip
      Given a faith group of which we know
        | reciprocity.invitation | sales_pitch |
      When joinwise advises on it
      Then the advice is to skip
      And in short: Skip: you are wanted to fill a list or a seat.

  Rule: A school group is joined or skipped by what is known of it

    Scenario: A school group to join
      Given a school group of which we know
        | you.part | active |
      When joinwise advises on it
      Then the advice is to join
      And in short: Join: it should give back more than it takes and it costs next to nothing.

    Scenario: A school group to skip
      Given a school group of which we know
        | members.fit | poor |
      When joinwise advises on it
      Then the advice is to skip
      And in short: Skip: you have little in common with the members.

  Rule: A political group is joined or skipped by what is known of it

    Scenario: A political group to join
      Given a political group of which we know
        | past_yield.alliances | 1 |
      When joinwise advises on it
      Then the advice is to join
      And in short: Join: you have found partners there and it costs next to nothing.

    Scenario: A political group to skip
      Given a political group of which we know
        | members.fit      | mixed  |
        | past_yield.trend | waning |
      When joinwise advises on it
      Then the advice is to skip
      And in short: Skip: its value is waning and you get on with only some of the members.

  Rule: An alumni group is joined or skipped by what is known of it

    Scenario: An alumni group to join
      Given an alumni group of which we know
        | you.works_as | job_seeker |
        | you.seeks    | [job]      |
      When joinwise advises on it
      Then the advice is to join
      And in short: Join: such ties lead to jobs and it costs next to nothing.

    Scenario: An alumni group to skip
      Given an alumni group of which we know
        | you.part            | on_paper |
        | past_yield.contacts | 0        |
      When joinwise advises on it
      Then the advice is to skip
      And in short: Skip: you would not work at it and you have met nobody useful there.

  Rule: A speaking club is joined or skipped by what is known of it

    Scenario: A speaking club to join
      Given a speaking club of which we know
        | past_yield.gained | [learning] |
        | cost.annual_dues  | 110        |
      When joinwise advises on it
      Then the advice is to join
      And in short: Join: you have learned there and it should give back what it takes.

    Scenario: A speaking club to skip
      Given a speaking club of which we know
        | past_yield.months_member | 0    |
        | past_yield.visits        | 2    |
        | members.fit              | poor |
        | cost.annual_dues         | 220  |
      When joinwise advises on it
      Then the advice is to skip
      And in short: Skip: you have little in common with the members.

    Scenario: A speaking club to visit first
      Given a speaking club of which we know
        | past_yield.months_member | 0   |
        | cost.annual_dues         | 220 |
      When joinwise advises on it
      Then the advice is to join
      And in short: Visit first: it should give back what it takes.

  Rule: A coworking space is joined or skipped by what is known of it

    Scenario: A coworking space to join
      Given a coworking space of which we know
        | cost.annual_dues     | 1200    |
        | past_yield.alliances | 1       |
        | past_yield.gained    | [perks] |
      When joinwise advises on it
      Then the advice is to join
      And in short: Join: you have found partners there and it has given you perks.

    Scenario: A coworking space to skip
      Given a coworking space of which we know
        | cost.annual_dues     | 3600        |
        | past_yield.alliances | 0           |
        | you.seeks            | [alliances] |
      When joinwise advises on it
      Then the advice is to skip
      And in short: Skip: you have found no partners there and it should give back less than it takes.

  Rule: An online business network is joined or skipped by what is known of it

    Scenario: An online business network to join
      Given an online business network of which we know
        | past_yield.months  | 12   |
        | past_yield.deals   | 3    |
        | past_yield.revenue | 6000 |
      When joinwise advises on it
      Then the advice is to join
      And in short: Join: it has brought 3 pieces of business and it should bring back more than it takes.

    Scenario: An online business network to skip
      Given an online business network of which we know
        | reciprocity.asked_about_you | false |
        | exposure.messages_per_week  | 20    |
      When joinwise advises on it
      Then the advice is to skip
      And in short: Skip: it floods you with messages and nobody asks what you do.

  Rule: An online social network is joined or skipped by what is known of it

    Scenario: An online social network to join
      Given an online social network of which we know
        | past_yield.business | some |
        | you.will_work_it    | true |
      When joinwise advises on it
      Then the advice is to join
      And in short: Join: it brings some business and it costs next to nothing.

    Scenario: An online social network to skip
      Given an online social network of which we know
        | past_yield.contacts | 0           |
        | you.seeks           | [customers] |
      When joinwise advises on it
      Then the advice is to skip
      And in short: Skip: you have met nobody useful there and it should bring back less than it takes.

  Rule: An online community is joined or skipped by what is known of it

    Scenario: An online community to join
      Given an online community of which we know
        | past_yield.gained           | [learning] |
        | reciprocity.asked_about_you | true       |
      When joinwise advises on it
      Then the advice is to join
      And in short: Join: you have learned there and people there ask what you do.

    Scenario: An online community to skip
      Given an online community of which we know
        | members.mostly_sellers | true |
      When joinwise advises on it
      Then the advice is to skip
      And in short: Skip: most members come to sell and it should bring back less than it takes.

  Rule: Article writing is joined or skipped by what is known of it

    Scenario: Article writing to join
      Given article writing of which we know
        | past_yield.gained   | [standing] |
        | past_yield.contacts | 3          |
      When joinwise advises on it
      Then the advice is to join
      And in short: Join: it has given you standing and you have met useful people there.

    Scenario: Article writing to skip
      Given article writing of which we know
        | you.will_work_it | false |
      When joinwise advises on it
      Then the advice is to skip
      And in short: Skip: you would not work at it and it should bring back a little less than it takes.

  Rule: What is usual for its kind is assumed if nobody said

    @reference
    Scenario Outline: What <group> usually takes
      Given <group> of which nothing else is known
      When joinwise advises on it
      Then it is assumed that
        | mode | <mode> |
      And the fact "usual_dues" is <dues>
      And the fact "usual_meetings" is <meetings>
      And the fact "usual_meeting_hours" is <hours>
      And the fact "usual_follow_up" is <follow-up>
      And the fact "hours_that_cost" is <of the job>
      And the fact "usual_years" is <years>

      Examples: US dollars a year, meetings a year, hours each, hours a month, the share of the hours taken from the job, years that members stay
        | group                      | mode      | dues | meetings | hours | follow-up | of the job | years |
        | a referral group           | in_person | 500  | 48       | 1.5   | 2         | 1          | 3     |
        | a business club            | in_person | 400  | 12       | 2     | 0.5       | 1          | 4     |
        | a trade association        | in_person | 300  | 6        | 2     | 0.5       | 1          | 4     |
        | a chamber of commerce      | in_person | 280  | 10       | 2     | 0.5       | 1          | 8     |
        | an industry event          | in_person | 600  | 1        | 8     | 0.5       | 1          | 4     |
        | a trade show               | in_person | 3500 | 1        | 24    | 1         | 1          | 4     |
        | a meetup                   | in_person | 0    | 12       | 2     | 0.5       | 0.6        | 4     |
        | a peer group               | in_person | 600  | 12       | 3     | 0.5       | 1          | 4     |
        | a social club              | in_person | 200  | 12       | 2     | 0.5       | 0.3        | 4     |
        | an athletic club           | in_person | 400  | 40       | 2     | 0.5       | 0.2        | 4     |
        | a service club             | in_person | 250  | 48       | 1     | 0.5       | 0.4        | 4     |
        | a community group          | in_person | 0    | 12       | 2     | 0.5       | 0.3        | 4     |
        | a faith group              | in_person | 0    | 40       | 1.5   | 0.5       | 0.3        | 4     |
        | a school group             | in_person | 0    | 8        | 2     | 0.5       | 0.3        | 4     |
        | a political group          | in_person | 50   | 10       | 2     | 0.5       | 0.4        | 4     |
        | an alumni group            | in_person | 50   | 4        | 2     | 0.5       | 0.5        | 4     |
        | a speaking club            | in_person | 110  | 24       | 1.5   | 0.5       | 0.5        | 4     |
        | a coworking space          | in_person | 2300 | 0        | 2     | 0.5       | 1          | 4     |
        | an online business network | online    | 0    | 0        | 2     | 2         | 1          | 4     |
        | an online social network   | online    | 0    | 0        | 2     | 2         | 1          | 4     |
        | an online community        | online    | 0    | 0        | 2     | 2         | 1          | 4     |
        | article writing            | online    | 0    | 0        | 2     | 3         | 1          | 4     |

    @reference
    Scenario Outline: What <group> usually brings
      Given <group> of which nothing else is known
      When joinwise advises on it
      Then the fact "usual_deals" is <deals>
      And the fact "usual_months_to_first_deal" is <first after>
      And the fact "usual_other_gain" is <other gain>
      And the fact "is_for_business" is <for business>

      Examples: pieces of business a year, months to the first, US dollars a year that all else is worth, whether business is what it is for
        | group                      | deals | first after | other gain | for business |
        | a referral group           | 4     | 6           | 500        | true         |
        | a business club            | 2     | 6           | 500        | true         |
        | a trade association        | 1     | 12          | 700        | true         |
        | a chamber of commerce      | 1     | 9           | 1200       | true         |
        | an industry event          | 1     | 6           | 900        | true         |
        | a trade show               | 5     | 6           | 700        | true         |
        | a meetup                   | 0.5   | 6           | 500        | true         |
        | a peer group               | 1     | 12          | 1500       | false        |
        | a social club              | 0.2   | 12          | 500        | false        |
        | an athletic club           | 0.2   | 12          | 900        | false        |
        | a service club             | 0.2   | 12          | 700        | false        |
        | a community group          | 0.2   | 12          | 500        | false        |
        | a faith group              | 0.2   | 12          | 700        | false        |
        | a school group             | 0.2   | 12          | 250        | false        |
        | a political group          | 0.2   | 12          | 500        | false        |
        | an alumni group            | 0.2   | 12          | 250        | false        |
        | a speaking club            | 0.2   | 12          | 900        | false        |
        | a coworking space          | 1     | 6           | 1200       | false        |
        | an online business network | 0.5   | 6           | 150        | true         |
        | an online social network   | 0.5   | 6           | 150        | true         |
        | an online community        | 0.5   | 6           | 250        | true         |
        | article writing            | 1     | 9           | 600        | true         |

  Rule: Whoever has no business is not asked for pieces of it

    @reference
    Scenario Outline: <group>, and someone who works as <work>
      Given <group> of which we know
        | you.works_as | <work> |
      When joinwise advises on it
      Then the fact "is_for_business" is <for business>

      Examples: employees and job seekers join these for their work, not for customers
        | group                      | work           | for business |
        | a trade association        | employee       | false        |
        | an industry event          | employee       | false        |
        | a meetup                   | employee       | false        |
        | an online business network | employee       | false        |
        | an online social network   | employee       | false        |
        | an online community        | employee       | false        |
        | article writing            | employee       | false        |
        | a trade association        | job_seeker     | false        |
        | a trade association        | self_employed  | true         |
        | a trade association        | business_owner | true         |

      Examples: in these an employee stands for the firm
        | group                 | work     | for business |
        | a referral group      | employee | true         |
        | a business club       | employee | true         |
        | a chamber of commerce | employee | true         |
        | a trade show          | employee | true         |

    Scenario Outline: A trade association of which an employee says: <known>, <value>
      Given a trade association of which we know
        | you.works_as | employee |
        | <known>      | <value>  |
      When joinwise advises on it
      Then the fact "is_for_business" is <for business>

      Examples: whoever says what business it brought, or seeks customers, joins it for business
        | known               | value       | for business |
        | past_yield.business | none        | true         |
        | past_yield.deals    | 0           | true         |
        | past_yield.leads    | 0           | true         |
        | you.seeks           | [customers] | true         |
        | you.seeks           | [learning]  | false        |
        | past_yield.visits   | 1           | false        |

    Scenario: An employee who uses little of a trade association
      Given a trade association of which we know
        | how you work          | employee |
        | benefits that you use | few      |
        | annual dues           | 300      |
      When joinwise advises on it
      Then "worth-it" says: Of every 100 that it takes in money and time, about 83 should come back.
      And in short: Skip: you use little of what it offers.
