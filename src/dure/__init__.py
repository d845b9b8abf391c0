"""Dure: one platform on which a city becomes carbon-neutral with its residents."""
