Feature: What others decided

  People have written about groups that they joined, stayed in or left, and why. Here is what joinwise
  would have told them, knowing only what they wrote; docs/accounts.md names the source of each
  account. No rule was made for one of them.

  Rule: Who stayed is advised to join

    Scenario: Twitter, automotive writer A
      The writer joined or stayed: a client found him through his posts; four months of work,
      plus paid trips and contacts that have not yet brought more work.

      Given an online social network of which we know
        | name                    | Twitter, automotive writer A |
        | mode                    | online                       |
        | currency                | USD                          |
        | travel.cost_per_meeting | 0                            |
        | travel.lodging_per_year | 0                            |
        | past_yield.deals        | 1                            |
        | past_yield.revenue      | 1700                         |
      When joinwise advises on it
      Then the advice is to join

    Scenario: Weekly referral chapter, translator
      The writer joined or stayed: a third of two years' income came from referrals and
      confidence in public speaking grew; not renewing because she is cutting translation work
      for a business less suited to referrals.

      Given a referral group of which we know
        | name                       | Weekly referral chapter, translator |
        | mode                       | in_person                           |
        | time.meetings_per_year     | 48                                  |
        | past_yield.months          | 48                                  |
        | past_yield.share_of_income | 0.333                               |
        | members.exclusive_seat     | true                                |
      When joinwise advises on it
      Then the advice is to join

    Scenario: Fortnightly local business club
      The writer joined or stayed: work from the club has each year about covered the
      membership; counts the focus-group, supplier and learning value as the larger gain.

      Given a business club of which we know
        | name                   | Fortnightly local business club |
        | mode                   | in_person                       |
        | currency               | GBP                             |
        | cost.total_per_year    | 500                             |
        | time.meetings_per_year | 25                              |
        | time.hours_per_meeting | 3                               |
        | past_yield.months      | 48                              |
        | past_yield.revenue     | 2000                            |
        | past_yield.suppliers   | 2                               |
        | past_yield.gained      | [learning]                      |
        | members.count          | 80                              |
      When joinwise advises on it
      Then the advice is to join

    Scenario: Yearly writers conference
      The writer joined or stayed: trips strained the budget but meeting editors face to
      face brought more new clients than she can count; investment repaid several times.

      Given an industry event of which we know
        | name                   | Yearly writers conference |
        | mode                   | in_person                 |
        | currency               | USD                       |
        | cost.annual_dues       | 2000                      |
        | time.meetings_per_year | 1                         |
        | time.hours_per_meeting | 32                        |
        | past_yield.months      | 96                        |
        | past_yield.deals       | 24                        |
        | past_yield.revenue     | 48000                     |
      When joinwise advises on it
      Then the advice is to join

    Scenario: Monthly owners forum of eight
      The writer joined or stayed: strong supporter of peer groups; running EO and Vistage at
      once was too much, so keeps to one.

      Given a peer group of which we know
        | name                     | Monthly owners forum of eight |
        | mode                     | hybrid                        |
        | time.meetings_per_year   | 12                            |
        | time.hours_per_meeting   | 3                             |
        | past_yield.months_member | 84                            |
        | members.count            | 8                             |
      When joinwise advises on it
      Then the advice is to join

    Scenario: LinkedIn, daily posts, tech writer
      The writer joined or stayed: after a decade of word of mouth dried up, daily
      posting brought new roles and collaborations plus contacts met at events.

      Given an online business network of which we know
        | name                 | LinkedIn, daily posts, tech writer |
        | mode                 | online                             |
        | past_yield.months    | 36                                 |
        | past_yield.deals     | 2                                  |
        | past_yield.revenue   | 20000                              |
        | past_yield.alliances | 2                                  |
        | you.will_work_it     | true                               |
      When joinwise advises on it
      Then the advice is to join

    Scenario: National photographers' association
      The writer joined or stayed: renewing is not up for debate: protection and constant
      learning cost little against what they bring.

      Given a trade association of which we know
        | name                    | National photographers' association |
        | mode                    | hybrid                              |
        | travel.lodging_per_year | 0                                   |
        | past_yield.gained       | [learning, perks]                   |
        | members.competitors     | 15                                  |
      When joinwise advises on it
      Then the advice is to join

    Scenario: Informal lunch of freelancers
      The writer joined or stayed: surprised by how much the group had to offer one another
      beyond a pleasant lunch.

      Given a peer group of which we know
        | name             | Informal lunch of freelancers |
        | mode             | in_person                     |
        | cost.annual_dues | 0                             |
        | past_yield.deals | 0                             |
        | members.count    | 7                             |
        | members.fit      | good                          |
        | you.works_as     | self_employed                 |
      When joinwise advises on it
      Then the advice is to join

    Scenario: Speaking clubs
      The writer joined or stayed: credits the club for his business success because the
      speaking skill won him his first clients.

      Given a speaking club of which we know
        | name                   | Speaking clubs         |
        | mode                   | in_person              |
        | cost.level             | low                    |
        | time.meetings_per_year | 52                     |
        | past_yield.gained      | [learning, friendship] |
        | members.fit            | good                   |
        | you.part               | active                 |
      When joinwise advises on it
      Then the advice is to join

    Scenario: Small-town chamber of commerce
      The writer joined or stayed: first impression strongly in favour: experience, friendly
      exchange and a way into the town; urges others to join.

      Given a chamber of commerce of which we know
        | name                     | Small-town chamber of commerce |
        | mode                     | in_person                      |
        | past_yield.months_member | 1                              |
        | past_yield.leads         | 0                              |
        | past_yield.deals         | 0                              |
        | you.part                 | attends                        |
      When joinwise advises on it
      Then the advice is to join

    Scenario: City chamber of commerce and business fair
      The writer joined or stayed: says the chamber was very good for the business because
      membership made proposals trusted.

      Given a chamber of commerce of which we know
        | name                | City chamber of commerce and business fair |
        | mode                | in_person                                  |
        | past_yield.business | some                                       |
        | past_yield.gained   | [standing, friendship]                     |
        | you.local_market    | true                                       |
        | you.works_as        | business_owner                             |
        | you.seeks           | [customers]                                |
      When joinwise advises on it
      Then the advice is to join

    Scenario: Discussion board
      The writer joined or stayed: uses it as proof that honest talk in such places wins the
      best openings.

      Given an online community of which we know
        | name             | Discussion board |
        | mode             | online           |
        | cost.annual_dues | 0                |
        | past_yield.leads | 1                |
        | past_yield.deals | 1                |
        | you.works_as     | self_employed    |
      When joinwise advises on it
      Then the advice is to join

    Scenario: Food trade shows with a small stand
      The writer joined or stayed: calls shows the life blood of the young company although the
      first one brought only a handful of cards.

      Given an industry event of which we know
        | name                     | Food trade shows with a small stand |
        | mode                     | in_person                           |
        | cost.level               | low                                 |
        | past_yield.months_member | 240                                 |
        | past_yield.business      | much                                |
        | past_yield.trend         | waning                              |
        | you.seeks                | [customers]                         |
      When joinwise advises on it
      Then the advice is to join

  Rule: Who left, or never joined, is advised to skip

    Scenario: Paid online referral listing for lawyers
      The writer left or stayed away: a national listing produced a couple of calls a month and
      not one client in a year and a half, so it was an easy cut.

      Given an online business network of which we know
        | name               | Paid online referral listing for lawyers |
        | mode               | online                                   |
        | currency           | USD                                      |
        | cost.annual_dues   | 4800                                     |
        | past_yield.months  | 18                                       |
        | past_yield.leads   | 36                                       |
        | past_yield.deals   | 0                                        |
        | past_yield.revenue | 0                                        |
      When joinwise advises on it
      Then the advice is to skip

    Scenario: Startup meetups and founder dinners
      The writer left or stayed away: first event useful, by the tenth the same faces and
      LinkedIn exchanges that go nowhere; feels like work but is procrastination.

      Given a meetup of which we know
        | name                   | Startup meetups and founder dinners |
        | mode                   | in_person                           |
        | time.meetings_per_year | 30                                  |
        | past_yield.months      | 12                                  |
        | past_yield.deals       | 0                                   |
      When joinwise advises on it
      Then the advice is to skip

    Scenario: Early referral chapter, copywriter
      The writer left or stayed away: never joined: start time clashes with the school run,
      strict absence rules, invitations disguised as client enquiries, and members told they
      must use the group's own copywriter.

      Given a referral group of which we know
        | name                          | Early referral chapter, copywriter |
        | mode                          | in_person                          |
        | past_yield.months_member      | 0                                  |
        | reciprocity.hired_competitors | 1                                  |
        | reciprocity.invitation        | list_building                      |
        | members.competitors           | 1                                  |
        | time.clashes                  | true                               |
      When joinwise advises on it
      Then the advice is to skip

    Scenario: Weekly referral chapter, window cleaning
      The writer left or stayed away: two jobs roughly paid back the fee, but weekly
      early meetings for four months yielded only those two; thinks real referral flow
      is far less than members admit; attendance policing and unpaid admin work annoyed
      him.

      Given a referral group of which we know
        | name                   | Weekly referral chapter, window cleaning |
        | mode                   | in_person                                |
        | currency               | USD                                      |
        | cost.annual_dues       | 500                                      |
        | time.meetings_per_year | 48                                       |
        | time.hours_per_meeting | 1                                        |
        | past_yield.months      | 4                                        |
        | past_yield.deals       | 2                                        |
        | past_yield.revenue     | 500                                      |
      When joinwise advises on it
      Then the advice is to skip

    Scenario: Community software conferences
      The writer left or stayed away: he has little in common with the people there and feels
      lonely; such events are no longer for him.

      Given an industry event of which we know
        | name                   | Community software conferences |
        | mode                   | in_person                      |
        | reciprocity.invitation | sent                           |
        | members.fit            | poor                           |
        | you.works_as           | employee                       |
        | you.part               | attends                        |
      When joinwise advises on it
      Then the advice is to skip

    Scenario: Networking group with referral commission
      The writer left or stayed away: the terms were fair, but the conduct of a likely member
      made her leave early and decide against joining.

      Given a referral group of which we know
        | name                     | Networking group with referral commission |
        | mode                     | in_person                                 |
        | currency                 | GBP                                       |
        | cost.joining_fee         | 99                                        |
        | cost.annual_dues         | 480                                       |
        | time.meetings_per_year   | 26                                        |
        | past_yield.months_member | 0                                         |
      When joinwise advises on it
      Then the advice is to skip

    Scenario: Writers' organisations
      The writer left or stayed away: regrets no past membership, but groups whose silence she
      does not notice are no longer worth paying; renews none this year.

      Given a trade association of which we know
        | name                | Writers' organisations |
        | mode                | online                 |
        | past_yield.business | little                 |
        | past_yield.trend    | waning                 |
        | past_yield.gained   | [friendship]           |
        | you.part            | on_paper               |
      When joinwise advises on it
      Then the advice is to skip

    Scenario: Social network groups for entrepreneurs
      The writer left or stayed away: spreading herself over so many groups drained her and made
      her invisible; she now keeps only a handful.

      Given an online social network of which we know
        | name                | Social network groups for entrepreneurs |
        | mode                | online                                  |
        | cost.annual_dues    | 0                                       |
        | past_yield.contacts | 0                                       |
        | you.seeks           | [customers]                             |
      When joinwise advises on it
      Then the advice is to skip

    Scenario: Coworking space
      The writer left or stayed away: paid a lot to sit alone with poor internet; the place was
      style without a community.

      Given a coworking space of which we know
        | name                           | Coworking space                           |
        | mode                           | in_person                                 |
        | currency                       | GBP                                       |
        | cost.annual_dues               | 1800                                      |
        | past_yield.months_member       | 0.05                                      |
        | past_yield.alliances           | 0                                         |
        | reciprocity.referrals_received | 0                                         |
        | you.works_as                   | self_employed                             |
        | you.seeks                      | [customers, alliances, friendship, perks] |
      When joinwise advises on it
      Then the advice is to skip

  Rule: If we would have advised otherwise, it turned on what no field holds

    # The writer left: after two decades they had gone different ways. Twenty years, learning and
    # friendship speak for staying; that the writer had outgrown it is nothing that can be filled in.
    Scenario: National writers' association and chapters
      The writer left or stayed away: owes it much, but after decades they have gone different
      ways and have little left to offer each other.

      Given a trade association of which we know
        | name                     | National writers' association and chapters |
        | mode                     | in_person                                  |
        | past_yield.months_member | 240                                        |
        | past_yield.gained        | [learning, friendship]                     |
        | members.fit              | mixed                                      |
      When joinwise advises on it
      Then the advice is to join

    # She judged the evening itself: too much ceremony. What a guest thinks of it is nothing that can be filled in.
    Scenario: Speaking and debate club
      The writer left or stayed away: wanted to like it enough to pay but did not: much
      time went on ceremony and she only wanted to hear the skilled speakers.

      Given a speaking club of which we know
        | name                     | Speaking and debate club |
        | mode                     | in_person                |
        | currency                 | CAD                      |
        | cost.annual_dues         | 220                      |
        | time.hours_per_meeting   | 2.25                     |
        | past_yield.months_member | 0                        |
        | you.seeks                | [learning]               |
      When joinwise advises on it
      Then the advice is to join
