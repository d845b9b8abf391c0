"""Inventory engines: from an activity and a factor to kilograms of each gas, and on to CO2 equivalent."""
