Feature: Which groups to join with the money and the hours at hand

  Several groups may each be worth joining, and together take more than you have. joinwise ranks them
  by what they should bring in, and names the set that is worth most within a yearly budget and
  monthly hours. Of each one left out it says what joining it would displace.

  Rule: The set to join is the one worth most of all that fit the budget and the hours

    Scenario Outline: With <budget> to spend, two smaller groups may be worth more than the largest one
      Given these groups
        | name          | kind                | cost.total_per_year | past_yield.months | past_yield.profit |
        | Grand chamber | chamber_of_commerce | 900                 | 12                | 3000              |
        | Trades circle | trade_association   | 500                 | 12                | 2200              |
        | Makers' club  | business_club       | 400                 | 12                | 2000              |
      And <budget> to spend in a year
      When joinwise compares them
      Then it says to join <these>

      Examples: below and on the limit of each
        | budget | these                          |
        | 399    | none                           |
        | 400    | Makers' club                   |
        | 499    | Makers' club                   |
        | 500    | Trades circle                  |
        | 899    | Trades circle                  |
        | 900    | Trades circle and Makers' club |
        | 1299   | Trades circle and Makers' club |
        | 1300   | Grand chamber and Makers' club |

    Scenario: Money and hours count together
      Given these groups
        | name           | kind                | cost.total_per_year | past_yield.months | past_yield.profit | members.fit |
        | Grand chamber  | chamber_of_commerce | 900                 | 12                | 3000              |             |
        | Trades circle  | trade_association   | 500                 | 12                | 2200              |             |
        | Makers' club   | business_club       | 400                 | 12                | 2000              |             |
        | Founders' talk | peer_group          | 300                 | 12                | 600               |             |
        | Online board   | online_community    | 0                   |                   |                   | good        |
      And 1000 to spend in a year
      And 6 hours to give in a month
      When joinwise compares them
      Then it says to join Trades circle and Makers' club
      And it ranks them Grand chamber, Trades circle, Makers' club, Founders' talk, Online board
      And it says of Trades circle: In the set: worth 2,160 USD a year, for 500 USD a year and 1.8 hours a month.
      And it says of Founders' talk: Left out: joining it means leaving out Makers' club, 267 USD a year less.

    Scenario: If nothing is limited, all that is worth joining is joined
      Given these groups
        | name          | kind                | cost.total_per_year | past_yield.months | past_yield.profit |
        | Grand chamber | chamber_of_commerce | 900                 | 12                | 3000              |
        | Trades circle | trade_association   | 500                 | 12                | 2200              |
      When joinwise compares them
      Then it says to join Grand chamber and Trades circle

  Rule: A group whose own advice is to skip stays out, whatever it should bring in

    Scenario: A referral group that brought nothing in two years
      Given these groups
        | name            | kind                | past_yield.business | past_yield.months_member | members.fit |
        | Breakfast seats | referral_group      | none                | 24                       |             |
        | Grand chamber   | chamber_of_commerce | some                |                          | good        |
      When joinwise compares them
      Then it says to join Grand chamber
      And it ranks them Grand chamber, Breakfast seats
      And it says of Breakfast seats: Leave: it should bring back far less than it takes and it has brought no business so far.

  Rule: Of sets that are worth the same, the one that takes less is joined, then the one given first

    Scenario: Two groups of one kind differ in nothing but what they take, and there is time for one
      Given these groups
        | name         | kind                | cost.total_per_year | past_yield.business |
        | West chamber | chamber_of_commerce | 300                 | some                |
        | East chamber | chamber_of_commerce | 250                 | some                |
      And 3 hours to give in a month
      When joinwise compares them
      Then it says to join East chamber
      And it says of West chamber: Left out: joining it means leaving out East chamber, worth as much.

    Scenario: Two groups of one kind differ in nothing but the name, and there is time for one
      Given these groups
        | name         | kind                | past_yield.business |
        | West chamber | chamber_of_commerce | some                |
        | East chamber | chamber_of_commerce | some                |
      And 3 hours to give in a month
      When joinwise compares them
      Then it says to join West chamber

  Rule: It says what one more hour a month, and a hundred more a year, would add

    Scenario: A hundred more pays for one more group
      Given these groups
        | name          | kind              | cost.total_per_year | past_yield.months | past_yield.profit |
        | Trades circle | trade_association | 500                 | 12                | 2200              |
        | Makers' club  | business_club     | 400                 | 12                | 2000              |
      And 850 to spend in a year
      And 10 hours to give in a month
      When joinwise compares them
      Then it says to join Trades circle
      And it says: 100 USD more a year would add 2,000 USD a year: join Makers' club.
      And it says: One more hour a month would change nothing.

  Rule: What takes more than there is, all by itself, is left out and says so

    Scenario: Neither the money nor the hours
      Given these groups
        | name          | kind              | cost.total_per_year | time.meetings_per_year | time.hours_per_meeting | travel.hours_per_meeting | past_yield.business |
        | Trades circle | trade_association | 500                 | 24                     | 2.5                    | 0.5                      | much                |
        | Makers' club  | business_club     | 400                 | 12                     | 2                      | 0.5                      | some                |
      And 499 to spend in a year
      And 4 hours to give in a month
      When joinwise compares them
      Then it says to join Makers' club
      And it says of Trades circle: Left out: alone it takes 500 USD a year (limit 499) and 6.5 hours a month (limit 4).
