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
      Then it says what makes it pay: 3 pieces of business a year would pay for it; such groups usually bring 2.

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

    Scenario: Where it brings business already, no month without more turns the advice
      Given a business club of which we know
        | past_yield.months_member | 3          |
        | past_yield.gained        | [learning] |
        | past_yield.deals         | 1          |
      When joinwise explains its advice on it
      Then there is no need to look again

    Scenario: What is to be left now is not looked at again
      Given a business club of which we know
        | past_yield.months_member | 12 |
        | past_yield.deals         | 0  |
      When joinwise explains its advice on it
      Then there is no need to look again
