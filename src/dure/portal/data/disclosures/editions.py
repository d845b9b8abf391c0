"""Editions: frozen facts with their digest and signature, of disclosures and of annual reports alike."""

import hashlib
import json
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from dure.grammar.books.fields import read_lists
from dure.grammar.shapes import Text
from dure.kernel.observations import read as observations
from dure.kernel.plans import read as plans
from dure.kernel.plans import write as publishing
from dure.kernel.plans.read import Edition
from dure.kernel.things import read as things
from dure.kernel.things.read import Place
from dure.portal.data.disclosures import signing
from dure.portal.data.disclosures.answering import Answer, answered, books_of
from dure.portal.data.disclosures.stating import canonical, disclosure_facts
from dure.portal.data.reports.stating import facts as report_facts
from dure.portal.version import code_version

SYSTEM = "disclosure"
FOLDER = "editions"
# What is told of a figure. Where two editions tell it alike, they do not differ.
FIGURE = ("printed", "unit", "period", "mark")


@dataclass(frozen=True)
class Frozen:
    """An edition with its bytes, their digest, and their signature."""

    edition: Edition
    content: bytes
    signature: str

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def matches(self) -> bool:
        """Whether the bytes are those it was published with."""
        return self.digest == self.edition.facts_digest

    @property
    def facts(self) -> dict[str, Any]:
        """What the bytes say."""
        said: dict[str, Any] = json.loads(self.content)
        return said


@dataclass(frozen=True)
class Change:
    """A field whose answer differs between two editions: before and after, empty where it was not asked."""

    name: str
    title: Text
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def answers_of(place: Place, *, year: int, recorded_by: datetime | None = None) -> tuple[Answer, ...]:
    """The lists of a year answered from the books."""
    fields, _mistakes = read_lists(settings.PACKS)
    return answered(fields, books_of(place, year=year, recorded_by=recorded_by))


def content_of(place: Place, *, year: int, recorded_by: datetime | None) -> bytes:
    """The record of a year as the bytes that are frozen and signed."""
    answers = answers_of(place, year=year, recorded_by=recorded_by)
    return canonical(disclosure_facts(place, year=year, answers=answers))


def publish_disclosure(place: Place, *, case: str, why: Text, pack_digest: str, at: datetime) -> Edition:
    """Freeze what the lists say at a moment as the next edition."""
    content = content_of(place, year=at.year, recorded_by=at)
    edition = publishing.publish_edition(
        place.id,
        digests=(hashlib.sha256(content).hexdigest(), pack_digest),
        code_version=code_version(),
        case=case,
        why=why,
        at=at,
        kind=plans.DISCLOSURE,
    )
    _keep(_file(edition), content)
    return edition


def keep_report(edition: Edition, *, facts: Mapping[str, Any]) -> None:
    """Freeze the facts that an annual report was published with."""
    _keep(_file(edition), canonical(dict(facts)))


def frozen(edition: Edition) -> Frozen:
    """The very bytes of a publication where they are kept; otherwise made again from the records.

    Where something has become confidential since, they are made again without it, and no longer match.
    """
    file = _file(edition)
    if file.exists() and not observations.closed_since(edition.place, at=edition.recorded_by):
        content = file.read_bytes()
    else:
        content = _made_again(edition)
    return Frozen(edition, content, signing.signature(content, home=settings.HOME))


def _made_again(edition: Edition) -> bytes:
    """The bytes from the records. Where they are those that were published, they are kept from now on."""
    if edition.kind == plans.REPORT:
        content = canonical(report_facts(edition.place, recorded_by=edition.recorded_by))
    else:
        place = things.find_place(edition.place)
        assert place is not None
        content = content_of(place, year=edition.published_on.year, recorded_by=edition.recorded_by)
    if hashlib.sha256(content).hexdigest() == edition.facts_digest:
        # Reading does not need room on the disk: what cannot be kept is made again the next time.
        with suppress(OSError):
            _keep(_file(edition), content)
    return content


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """The fields that two editions answer differently, in the order of the later one."""
    old = {f"{field['list']}/{field['field']}": field for field in before["fields"]}
    new = {f"{field['list']}/{field['field']}": field for field in after["fields"]}
    names = [*new, *(name for name in old if name not in new)]
    return tuple(
        Change(
            name,
            Text(**(new.get(name) or old[name])["title"]),
            old.get(name, {}),
            new.get(name, {}),
        )
        for name in names
        if _gist(old.get(name)) != _gist(new.get(name))
    )


def _gist(field: Mapping[str, Any] | None) -> object:
    """What counts as the answer of a field: its state, its words, and what is told of its figure."""
    if field is None:
        return None
    figure = field["figure"] or {}
    return field["state"], field["says"], [figure.get(name) for name in FIGURE]


def _file(edition: Edition) -> Path:
    return Path(settings.HOME) / FOLDER / f"{edition.place}-{edition.kind}-{edition.number}.json"


def _keep(file: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    file.parent.mkdir(exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, suffix=".new", delete=False) as fresh:
        fresh.write(content)
    Path(fresh.name).replace(file)
