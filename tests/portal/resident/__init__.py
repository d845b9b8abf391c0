"""The residents’ room: its words, its lists and the way from a figure to its source."""
