"""What somebody has brought but not filed yet: kept on the server for a day, for that account alone."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field

from django.core.cache import cache

from dure.grammar.shapes import Mistake, Source
from dure.portal.officer.checking import Checked, Letter

KEPT_S = 24 * 60 * 60


@dataclass(frozen=True)
class Draft:
    """Checked rows on their way to being filed, where they came from, and the form to go back to."""

    place: str
    name: str
    checked: Checked
    encoding: str = ""
    source: Source | None = None
    typed: dict[str, str] = field(default_factory=dict)
    # What is odd about rows that can be filed all the same.
    remarks: tuple[Mistake, ...] = ()
    # Why it may be of another place: it is filed only where somebody says that it is of this one.
    doubts: tuple[Mistake, ...] = ()
    # The page that it was brought on.
    form: str = "work_import"
    # Rows that are kept whole beside the figures: each letter holds a series as CSV, with its document.
    series: tuple[Letter, ...] = ()
    # The number that it was given already; else it is made from what is said.
    given: str = ""

    @property
    def letters(self) -> tuple[Letter, ...]:
        """The rows that can be filed; none where the whole file is wrong."""
        return () if self.checked.whole else self.checked.letters

    @property
    def number(self) -> str:
        """A number that the same figures of the same place always get, in whatever order they come."""
        if self.given:
            return self.given
        said = sorted(json.dumps(letter, sort_keys=True) for letter in (*self.letters, *self.series))
        return hashlib.sha256("\n".join([self.place, *said]).encode()).hexdigest()[:12]


def keep(draft: Draft, *, account: int) -> str:
    """Keep a draft and answer the token that finds it."""
    token = secrets.token_urlsafe(12)
    cache.set(_key(token, account), draft, KEPT_S)
    return token


def find_draft(token: str, *, account: int, place: str) -> Draft | None:
    """The draft of that token, where this account made it for this place."""
    draft = cache.get(_key(token, account))
    return draft if isinstance(draft, Draft) and draft.place == place else None


def _key(token: str, account: int) -> str:
    return f"officer-draft-{account}-{token}"
