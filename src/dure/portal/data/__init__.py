"""The data room: catalogue, methods, reports."""
