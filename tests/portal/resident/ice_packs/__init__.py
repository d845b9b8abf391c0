"""Tests of dure.portal.resident.ice_packs."""
