"""The tests: a mirror of src, with journeys in a browser, the packs, and what holds for every file."""
