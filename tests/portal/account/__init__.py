"""Tests of the portal's account."""
