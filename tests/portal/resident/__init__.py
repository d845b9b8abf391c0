"""Tests of the rooms for residents."""
