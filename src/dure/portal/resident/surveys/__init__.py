"""Asking first: what a place asks residents before a policy, their answers, and what was done about them."""
