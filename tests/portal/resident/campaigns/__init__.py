"""Themes, missions, events, and who is praised."""
