"""What people and machines meet: rooms, interfaces, commands, settings."""
