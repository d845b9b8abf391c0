"""Languages spoken outside: proofs, receipts, signed events, road networks as others publish them. Imports
nothing of ours, never Django.

Whoever receives a proof or receipt can check it without Dure: each is written down here whole, and vectors of
it stand in `tests/protocols/vectors/`.
"""
