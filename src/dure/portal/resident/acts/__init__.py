"""What residents do here: join, record an act, read their wallet."""
