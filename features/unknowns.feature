Feature: What nobody said

  Rule: Unknown is not false, and not zero

    Scenario: Of a group of which only the kind is known, nothing is said
      Given a faith group of which nothing else is known
      When joinwise advises on it
      Then the score is 50
      And in short: Join: the score is 50, and it takes 50 to join.
      And the fact "yearly_cash" is not known

    Scenario: Referrals given without those received say nothing
      Given a referral group of which we know
        | reciprocity.referrals_given | 12 |
      When joinwise advises on it
      Then "one-way-street" does not apply

    Scenario: A null is the same as nothing
      Given a referral group of which we know
        | reciprocity.referrals_given    | 12   |
        | reciprocity.referrals_received | null |
      When joinwise advises on it
      Then "one-way-street" does not apply

    Scenario: Dues alone are weighed with no fee, meals or way taken for granted
      Given a speaking club of which we know
        | cost.annual_dues | 110 |
      When joinwise advises on it
      Then the fact "yearly_cash" is 110
      And it is taken for granted that
        | cost.joining_fee        | 0 |
        | cost.meals_per_meeting  | 0 |
        | travel.cost_per_meeting | 0 |
