"""The peers, each in the form in which its documentation shows it."""
