"""Tests of the officers' room."""
