"""Tests of the portal's own_api."""
