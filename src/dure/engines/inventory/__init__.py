"""Inventories: what a statement of emissions adds up to, how complete and good it is, and why two differ.

A statement is a mapping from a reference of the taxonomy to a `Cell`: a number, a notation key, or nothing.
Which references make up a view, which may be sinks and which may hold the same tonnes twice comes from packs.
"""
