"""Synthetic residents, for trying the product out at the size of a city. Nobody of them lives."""
