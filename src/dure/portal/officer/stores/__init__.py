"""The side of the stores: keepers change what holds at their places; officers name keepers and give keys."""
