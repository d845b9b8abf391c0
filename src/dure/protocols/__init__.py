"""Languages spoken outside: proofs, receipts and signed events. Imports nothing of ours, never Django.

Whoever receives one of these can check it without Dure: each is written down here whole, and vectors of it
stand in `tests/protocols/vectors/`.
"""
