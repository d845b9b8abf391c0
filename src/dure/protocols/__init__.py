"""Languages spoken outside: what others publish, read into plain values."""
