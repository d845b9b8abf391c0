"""The side of the collectors: weighing in, and closing the till."""
