"""The situation room: what is going on, on the wall and at the desk."""
