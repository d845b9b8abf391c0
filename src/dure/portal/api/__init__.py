"""The machines' room: the same figures as the pages, as JSON described by OpenAPI, for reading only."""
