"""Mathematics: pure functions over numbers and arrays. Imports nothing of ours, never Django."""
