"""What residents earn and what their acts avoid."""
