"""Energy points through their doors."""
