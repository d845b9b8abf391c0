"""The annual report of a place: its facts with their digest, its web page, and its PDF."""

from dure.portal.data.reports.stating import NoSuchPlace, facts, facts_digest

__all__ = ["NoSuchPlace", "facts", "facts_digest"]
