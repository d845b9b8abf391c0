"""The side of those who collect, wash and hand over ice packs."""
