"""The residents' room."""
