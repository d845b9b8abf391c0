"""Activity rows of an inventory: brought as a file, looked at, filed and approved."""
