"""Tests of the portal's phone."""
