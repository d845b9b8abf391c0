"""Points for energy saved at home: readings, the reckoning of half a year, what a resident sees of it."""
