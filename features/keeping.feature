Feature: Advice is saved, with what became of it

  An advice can be saved with all that was said of the group and the rules of that day. Later one says
  what became of it, and whoever tunes the rules learns how often the advice was right.

  Rule: What is saved is found again as it was given

    Scenario: A trade association that brings much business
      Given a trade association of which we know
        | cost.annual_dues    | 300  |
        | past_yield.business | much |
      When its advice is saved
      Then it is found again with all that was said
      And made again under its own rules it is the same, to the byte
      And nothing is known yet of what became of it

  Rule: What became of a group can be said later

    Scenario: Joined, and worth it
      Given a meetup of which nothing else is known
      When its advice is saved
      And this became of it
        | joined   | true |
        | months   | 12   |
        | deals    | 3    |
        | worth_it | true |
      Then it is found again with what became of it

  Rule: What is no longer wanted can be deleted, with its outcome

    Scenario: A meetup that nobody thinks of any more
      Given a meetup of which nothing else is known
      When its advice is saved
      And it is deleted
      Then it is not found any more
