"""What a place discloses: its lists answered from the books, and the editions that freeze and sign them."""

from dure.portal.data.disclosures.answering import Answer, answered
from dure.portal.data.disclosures.stating import disclosure_facts

__all__ = ["Answer", "answered", "disclosure_facts"]
