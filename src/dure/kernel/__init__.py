"""The eight words: tables and their two doors, `read` and `write`."""
