"""Machines that take things back: what they tell is heard once, and credited to whoever was there."""
