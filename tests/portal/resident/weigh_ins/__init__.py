"""Tests of dure.portal.resident.weigh_ins."""
