"""The room of one's own account: signing in, second steps, one's roles, and who looked at one's data."""
