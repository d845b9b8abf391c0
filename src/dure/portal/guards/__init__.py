"""What every request passes: its trail in the log, its headers, its size and its rate."""
