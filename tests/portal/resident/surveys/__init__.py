"""Tests of the portal's resident/surveys."""
