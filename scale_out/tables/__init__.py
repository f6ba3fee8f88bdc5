"""What comes of results for people: one table, sessions to review, and labels that come back from these."""
