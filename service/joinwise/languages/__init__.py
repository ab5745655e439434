"""The languages that joinwise speaks, and how each writes numbers, money, dates and sentences."""
