"""Zero waste for residents: places that take things, the guide, days of collection, and the truck."""
