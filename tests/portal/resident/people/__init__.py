"""Residents together, tested through their pages."""
