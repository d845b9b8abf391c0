"""What comes in from machines."""
