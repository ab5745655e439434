Feature: What it takes in time, and whether you will give it

  A group that takes more hours than you have is skipped, however good it is. Short of that, many
  hours speak against it, and what you get depends on what you put in. The time of a firm's staff
  is the firm's money, so the firm should measure what comes of it.

  Rule: A group that takes more time than you have is skipped, whatever else speaks for it

    Scenario Outline: An online community of <hours> hours a month, much business, and five hours to give
      Given an online community of which we know
        | time.follow_up_hours_per_month | <hours> |
        | time.setup_hours               | 0       |
        | you.hours_per_month            | 5       |
        | past_yield.business            | much    |
      When joinwise advises on it
      Then "over-hours" <does>
      And the score is 58
      And the advice is to <advice>

      Examples: below, on and above the limit
        | hours | does           | advice |
        | 4.99  | does not apply | join   |
        | 5     | does not apply | join   |
        | 5.01  | applies        | skip   |

    Scenario Outline: An online community of <hours> hours a month, and <give> hours to give
      Given an online community of which we know
        | time.follow_up_hours_per_month | <hours> |
        | time.setup_hours               | 0       |
        | you.hours_per_month            | <give>  |
      When joinwise advises on it
      Then "over-hours" <does>

      Examples: parts of an hour count, and half an hour is no rounding error
        | hours | give | does           |
        | 2.5   | 2    | applies        |
        | 3.5   | 3    | applies        |
        | 4.6   | 4.6  | does not apply |
        | 4.7   | 4.6  | applies        |

    Scenario Outline: Three things of a month of <first>, <second> and <third> hours, and <give> hours to give
      Given an online community of which we know
        | time.meetings_per_year         | 12       |
        | time.hours_per_meeting         | <first>  |
        | travel.hours_per_meeting       | <second> |
        | time.follow_up_hours_per_month | <third>  |
        | time.setup_hours               | 0        |
        | you.hours_per_month            | <give>   |
      When joinwise advises on it
      Then "over-hours" <does>

      Examples: a sum reaches what a person would reckon, however it is put together
        | first | second | third | give | does           |
        | 0.1   | 0.2    | 0     | 0.3  | does not apply |
        | 5.6   | 3.8    | 0     | 9.4  | does not apply |
        | 1.1   | 2.2    | 3.3   | 6.6  | does not apply |
        | 1.1   | 2.2    | 3.31  | 6.6  | applies        |

    Scenario: It says what the group takes and what you can give
      Given a trade association of which we know
        | time.meetings_per_year   | 12   |
        | time.hours_per_meeting   | 2    |
        | travel.hours_per_meeting | 0.25 |
        | you.hours_per_month      | 1    |
      When joinwise advises on it
      Then the fact "named_monthly_hours" is 2.25
      And "over-hours" decides to skip
      And "over-hours" says: It takes 2.3 hours a month, more than the 1 that you can give.
      And in short: Skip: it takes more time than you have and it should bring back a little less than it takes.

    Scenario Outline: Nobody named the hours, about 2.6 a month in a chamber, and you can give <hours>
      Given a chamber of commerce of which we know
        | you.hours_per_month | <hours> |
      When joinwise advises on it
      Then "probably-over-hours" <does>
      And "over-hours" does not apply

      Examples: what is assumed speaks against it, but does not decide
        | hours | does             |
        | 3     | does not apply   |
        | 2.6   | does not apply   |
        | 2.59  | gives -10 points |
        | 2     | gives -10 points |
        | null  | does not apply   |

    Scenario: It says what such a group usually takes
      Given a chamber of commerce of which we know
        | you.hours_per_month | 1 |
      When joinwise advises on it
      Then "probably-over-hours" says: Such a group usually takes about 2.6 hours a month, more than the 1 that you can give; ask what this one takes.
      And in short: Skip: such groups usually take more time than you have.

    Scenario Outline: <named> hours a month that you named, eight of meetings that are usual, and <give> to give
      Given a referral group of which we know
        | time.follow_up_hours_per_month | <named> |
        | you.hours_per_month            | <give>  |
      When joinwise advises on it
      Then "over-hours" <decides>
      And "probably-over-hours" <speaks>

      Examples: what you named is within your hours, on them, and above them
        | named | give | decides        | speaks         |
        | 5     | 6    | does not apply | applies        |
        | 5     | 5    | does not apply | applies        |
        | 5.01  | 5    | applies        | does not apply |
        | 6     | 5    | applies        | does not apply |

    Scenario Outline: What you named of the hours: <meetings> meetings of <length>, <way> on the way, <follow> a month, <setup> to sign up
      Given a social club of which we know
        | time.meetings_per_year         | <meetings> |
        | time.hours_per_meeting         | <length>   |
        | travel.hours_per_meeting       | <way>      |
        | time.follow_up_hours_per_month | <follow>   |
        | time.setup_hours               | <setup>    |
      When joinwise advises on it
      Then the fact "named_monthly_hours" is <hours>

      Examples: each counts where it was named, a meeting only with its number
        | meetings | length | way  | follow | setup | hours |
        | 12       | 2      | 1    | 3      | 48    | 7     |
        | 12       | 2      | null | null   | null  | 2     |
        | 12       | null   | 1    | null   | null  | 1     |
        | null     | 2      | 1    | null   | null  | 0     |
        | null     | null   | null | 3      | null  | 3     |
        | null     | null   | null | null   | 48    | 1     |

    Scenario: Your own hours are compared with those of one person, not of the whole team
      Given a chamber of commerce of which we know
        | team.people                    | 5  |
        | time.meetings_per_year         | 12 |
        | time.hours_per_meeting         | 2  |
        | travel.hours_per_meeting       | 0  |
        | time.follow_up_hours_per_month | 0  |
        | time.setup_hours               | 0  |
        | you.hours_per_month            | 2  |
      When joinwise advises on it
      Then the fact "monthly_hours" is 2
      And the fact "yearly_hours" is 120
      And "over-hours" does not apply
      And "hours" does not apply

    Scenario: If nobody said what you can give, hours alone decide nothing
      Given an online community of which we know
        | time.follow_up_hours_per_month | 100 |
      When joinwise advises on it
      Then "over-hours" does not apply

  Rule: A hundred hours a year speak against a group, two hundred more so

    Scenario: Fewer than a hundred hours are not held against it
      Given a trade association of which we know
        | time.meetings_per_year         | 100  |
        | time.hours_per_meeting         | 0.99 |
        | travel.hours_per_meeting       | 0    |
        | time.follow_up_hours_per_month | 0    |
        | time.setup_hours               | 0    |
      When joinwise advises on it
      Then the fact "yearly_hours" is 99
      And "hours" does not apply

    Scenario Outline: A hundred meetings a year of <length> hours
      Given a trade association of which we know
        | time.meetings_per_year         | 100      |
        | time.hours_per_meeting         | <length> |
        | travel.hours_per_meeting       | 0        |
        | time.follow_up_hours_per_month | 0        |
        | time.setup_hours               | 0        |
      When joinwise advises on it
      Then "hours" gives <points> points
      And "hours" says: <text>

      Examples: on the first limit, below and on the others, and far above
        | length | points | text                                                                                     |
        | 1      | -2     | It takes 100 hours of a person's year: about three working weeks or more.                |
        | 1.99   | -2     | It takes 199 hours of a person's year: about three working weeks or more.                |
        | 2      | -6     | It takes 200 hours of a person's year: more than a month of working days.                |
        | 19.99  | -6     | It takes 1,999 hours of a person's year: more than a month of working days.              |
        | 20     | -15    | It takes 2,000 hours of a person's year, more than a full job: please check the numbers. |
        | 40     | -15    | It takes 4,000 hours of a person's year, more than a full job: please check the numbers. |

    Scenario Outline: A hundred meetings a year of <length> hours, which just pay for themselves
      Given a trade association of which we know
        | time.meetings_per_year         | 100      |
        | time.hours_per_meeting         | <length> |
        | travel.hours_per_meeting       | 0        |
        | time.follow_up_hours_per_month | 0        |
        | time.setup_hours               | 0        |
        | past_yield.return_on_cost      | 1        |
      When joinwise advises on it
      Then in short: <summary>

      Examples: one of each
        | length | summary                                                                                        |
        | 1.5    | Skip: it should bring back a little less than it takes and it takes 150 hours a year.          |
        | 5      | Skip: it takes 500 hours a year and it should bring back a little less than it takes.          |
        | 20     | Skip: it would take more than a full job and it should bring back a little less than it takes. |

  Rule: Meetings, the way there, the follow-up and signing up all take time

    Scenario: A weekly breakfast: 48 times (1.5 + 0.5), 12 times 1, and 6 over 3 years
      Given a referral group of which we know
        | time.meetings_per_year         | 48  |
        | time.hours_per_meeting         | 1.5 |
        | travel.hours_per_meeting       | 0.5 |
        | time.follow_up_hours_per_month | 1   |
        | time.setup_hours               | 6   |
      When joinwise advises on it
      Then the fact "yearly_hours" is 110
      And the fact "monthly_hours" is 9.1666667
      And "hours" gives -2 points

    Scenario Outline: 24 hours to join a <kind>, spread over the <years> years that members usually stay
      Given a <kind> of which we know
        | time.meetings_per_year         | 0  |
        | time.follow_up_hours_per_month | 1  |
        | time.setup_hours               | 24 |
      When joinwise advises on it
      Then the fact "yearly_hours" is <hours>

      Examples: few years, most groups, many years
        | kind                | years | hours |
        | referral group      | 3     | 20    |
        | social club         | 4     | 18    |
        | chamber of commerce | 8     | 15    |

    Scenario: A chamber is taken to need 10 times (2 + 0.5) hours, 12 times 0.5, and 2 over 8 years
      Given a chamber of commerce of which nothing else is known
      When joinwise advises on it
      Then the fact "yearly_hours" is 31.25
      And it is assumed that
        | time.meetings_per_year         | 10  |
        | time.hours_per_meeting         | 2   |
        | travel.hours_per_meeting       | 0.5 |
        | time.follow_up_hours_per_month | 0.5 |
        | time.setup_hours               | 2   |

  Rule: An hour costs what it costs you away from the job, and leisure costs less of it

    Scenario Outline: 100 hours and 500 in money at <group>, for someone whose hour is worth 50
      Given <group> of which we know
        | cost.total_per_year            | 500 |
        | time.meetings_per_year         | 50  |
        | time.hours_per_meeting         | 2   |
        | travel.hours_per_meeting       | 0   |
        | time.follow_up_hours_per_month | 0   |
        | time.setup_hours               | 0   |
        | you.hour_value                 | 50  |
      When joinwise advises on it
      Then the fact "yearly_cost" is <cost>

      Examples: all of the hours, half, two fifths and three tenths of them are taken from the job
        | group           | cost |
        | a business club | 5500 |
        | an alumni group | 3000 |
        | a service club  | 2500 |
        | a social club   | 2000 |

    Scenario Outline: An hour that nobody priced, in <currency>: 300 in money and 30 hours
      Given a business club of which we know
        | currency                       | <currency> |
        | cost.total_per_year            | 300        |
        | time.meetings_per_year         | 15         |
        | time.hours_per_meeting         | 2          |
        | travel.hours_per_meeting       | 0          |
        | time.follow_up_hours_per_month | 0          |
        | time.setup_hours               | 0          |
      When joinwise advises on it
      Then the fact "yearly_cost" is <cost>
      And it is assumed that
        | you.hour_value | <hour> |

      Examples: 40 dollars, or what buys as much
        | currency | hour | cost |
        | USD      | 40   | 1500 |
        | EUR      | 26.8 | 1104 |

  Rule: Who cannot be there is not recommended

    Scenario Outline: Do the meetings of the chamber clash with fixed duties? <clash>
      Given a chamber of commerce of which we know
        | time.clashes | <clash> |
      When joinwise advises on it
      Then "clashes" <does>
      And the advice is to <advice>

      Examples: yes, no, and nobody said
        | clash | does           | advice |
        | true  | applies        | skip   |
        | false | does not apply | join   |
        | null  | does not apply | join   |

    Scenario: A chamber that meets when the children go to school
      Given a chamber of commerce of which we know
        | time.clashes | true |
      When joinwise advises on it
      Then "clashes" gives -26 points
      And "clashes" says: You would miss meetings, and people do not recommend someone whom they do not see.
      And in short: Skip: the meetings clash with fixed duties.

  Rule: A group that demands four meetings in five ties you down

    Scenario Outline: A chamber of which you must attend <share>
      Given a chamber of commerce of which we know
        | time.attendance_required | <share> |
      When joinwise advises on it
      Then "strict-attendance" <does>
      And the advice is to <advice>

      Examples: below, on and above the limit
        | share | does           | advice |
        | 0.79  | does not apply | join   |
        | 0.8   | applies        | skip   |
        | 1     | applies        | skip   |

    Scenario Outline: A club that demands all of <meetings> meetings
      Given a business club of which we know
        | time.attendance_required | 1          |
        | time.meetings_per_year   | <meetings> |
      When joinwise advises on it
      Then "strict-attendance" <does>

      Examples: none at all, one, and nobody said
        | meetings | does           |
        | 0        | does not apply |
        | 1        | applies        |
        | null     | applies        |

    Scenario: That an online community usually has no meetings does not excuse one that demands them
      Given an online community of which we know
        | time.attendance_required | 1 |
      When joinwise advises on it
      Then "strict-attendance" applies

    Scenario: It says what share you must attend
      Given a chamber of commerce of which we know
        | time.attendance_required | 0.85 |
      When joinwise advises on it
      Then "strict-attendance" gives -4 points
      And "strict-attendance" says: You must attend 85% of the meetings, whatever else comes up.
      And in short: Skip: it is strict about attendance.

  Rule: What you get depends on what you put in

    @reference
    Scenario Outline: You will do the follow-up: <will>, and your part is: <part>
      Given a chamber of commerce of which we know
        | you.will_work_it | <will> |
        | you.part         | <part> |
      When joinwise advises on it
      Then "works-it" <works>
      And "will-not-work-it" <idle>

      Examples: what you intend, if nobody named your part
        | will  | part | works          | idle           |
        | true  | null | applies        | does not apply |
        | false | null | does not apply | applies        |
        | null  | null | does not apply | does not apply |

      Examples: the part that you take, if nobody said what you intend
        | will | part     | works          | idle           |
        | null | on_paper | does not apply | applies        |
        | null | attends  | does not apply | does not apply |
        | null | active   | applies        | does not apply |
        | null | leads    | applies        | does not apply |

      Examples: both; good intentions do not help those who are members on paper only
        | will  | part     | works          | idle           |
        | true  | on_paper | does not apply | applies        |
        | false | on_paper | does not apply | applies        |
        | true  | attends  | applies        | does not apply |
        | false | attends  | does not apply | applies        |
        | true  | active   | applies        | does not apply |
        | true  | leads    | applies        | does not apply |
        | false | active   | does not apply | applies        |
        | false | leads    | does not apply | applies        |

    Scenario: A chamber whose follow-up you will do
      Given a chamber of commerce of which we know
        | you.will_work_it | true |
      When joinwise advises on it
      Then "works-it" gives 5 points
      And "works-it" says: You do the follow-up that it takes, and what you get depends on what you put in.
      And in short: Join: you work at it and it should bring back what it takes.

    Scenario: A chamber whose follow-up you will not do
      Given a chamber of commerce of which we know
        | you.will_work_it | false |
      When joinwise advises on it
      Then "will-not-work-it" gives -14 points
      And "will-not-work-it" says: A membership that you do nothing with brings nothing; what you get depends on what you put in.
      And in short: Skip: you would not work at it.

  Rule: A firm that sends its staff should measure what comes of it

    Scenario Outline: Employees who take part: <people>; the firm measures what comes of it: <tracked>
      Given a chamber of commerce of which we know
        | team.people          | <people>  |
        | team.results_tracked | <tracked> |
      When joinwise advises on it
      Then "team-untracked" <blind>
      And "team-tracked" <watched>

      Examples: nobody but you
        | people | tracked | blind          | watched        |
        | null   | null    | does not apply | does not apply |
        | null   | true    | does not apply | does not apply |
        | 0      | null    | does not apply | does not apply |
        | 0      | false   | does not apply | does not apply |
        | 0      | true    | does not apply | does not apply |

      Examples: one, and more; a firm that says nothing is taken not to measure
        | people | tracked | blind          | watched        |
        | 1      | null    | applies        | does not apply |
        | 1      | false   | applies        | does not apply |
        | 1      | true    | does not apply | applies        |
        | 2      | null    | applies        | does not apply |
        | 2      | false   | applies        | does not apply |
        | 2      | true    | does not apply | applies        |

    Scenario Outline: A chamber that just pays for itself, <people> on the firm's time and no measure
      Given a chamber of commerce of which we know
        | team.people               | <people> |
        | past_yield.return_on_cost | 1        |
      When joinwise advises on it
      Then "team-untracked" gives -4 points
      And "team-untracked" says: <text>
      And in short: Skip: nobody measures what comes of the staff's time.

      Examples: one, and more
        | people | text                                                                              |
        | 1      | You would give it the time of 1 employee, and nobody would know what came of it.  |
        | 3      | You would give it the time of 3 employees, and nobody would know what came of it. |

    Scenario: An employee on the firm's time, and the firm measures it
      Given a chamber of commerce of which we know
        | team.people          | 1    |
        | team.results_tracked | true |
      When joinwise advises on it
      Then "team-tracked" gives 0 points
      And "team-tracked" says: The firm measures what comes of it, so it can stop in time.
      And in short: Join: it should bring back what it takes.

  Rule: The hours of all who take part are added up

    Scenario Outline: Employees who take part: <employees>, and a chamber takes 32 hours of each
      Given a chamber of commerce of which we know
        | team.people                    | <employees> |
        | time.meetings_per_year         | 10          |
        | time.hours_per_meeting         | 2           |
        | travel.hours_per_meeting       | 0.5         |
        | time.follow_up_hours_per_month | 0.5         |
        | time.setup_hours               | 8           |
      When joinwise advises on it
      Then the fact "people" is <people>
      And the fact "yearly_hours" is <hours>

      Examples: you alone, one, and more: each 10 times (2 + 0.5), 12 times 0.5, and 8 over 8 years
        | employees | people | hours |
        | null      | 1      | 32    |
        | 0         | 1      | 32    |
        | 1         | 1      | 32    |
        | 2         | 2      | 64    |
        | 5         | 5      | 160   |

  Rule: What can turn the advice by itself

    Scenario Outline: Of <group> one thing is known: <known>, <value>
      Given <group> of which we know
        | <known> | <value> |
      When joinwise advises on it
      Then "<rule>" turns the advice to <advice>

      Examples:
        | group                      | known                                | value  | rule                | advice |
        | a chamber of commerce      | the meetings clash with fixed duties | true   | clashes             | skip   |
        | a chamber of commerce      | attendance required                  | 90%    | strict-attendance   | skip   |
        | a chamber of commerce      | you intend to do the follow-up       | false  | will-not-work-it    | skip   |
        | an online business network | your part in it                      | active | works-it            | join   |
        | a chamber of commerce      | employees taking part                | 1      | team-untracked      | skip   |
        | a chamber of commerce      | your hours per month                 | 2      | probably-over-hours | skip   |

    Scenario: Who does nothing for a meetup should not stay for the standing
      Given a meetup of which we know
        | your part in it | on_paper   |
        | what you gained | [standing] |
      When joinwise advises on it
      Then "does-little" turns the advice to skip

    Scenario: The hours of a referral group outweigh a good fit
      Given a referral group of which we know
        | fit | good |
      When joinwise advises on it
      Then "hours" turns the advice to skip
