"""Inventory engines: from rows of activity to whole grams of each gas, and how sure the sum is."""
