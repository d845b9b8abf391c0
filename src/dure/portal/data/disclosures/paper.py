"""An edition of a disclosure as PDF/UA-1: what was answered, what could not be, its digest and a QR code.

Everything comes from the frozen bytes, but what a number without a unit counts is told by its kind; the same
edition at the same address is the same file.
"""

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dure.grammar.numbers import UNKNOWN
from dure.grammar.shapes import Text
from dure.kernel.observations import read as observations
from dure.portal.blocks.marks import mark
from dure.portal.blocks.numbers import printed
from dure.portal.blocks.times import period_words
from dure.portal.data.disclosures.answering import ANSWERED, BROKEN
from dure.portal.data.disclosures.codes import data_address, qr_code
from dure.portal.data.disclosures.editions import Frozen
from dure.portal.data.reports.printing import typeset
from dure.portal.resident.disclosures import list_titles, state_words
from dure.portal.showing import language, say, unit_name

TEMPLATE = Path(__file__).resolve().parents[1] / "disclosure_edition.typ"
Fields = Sequence[Mapping[str, Any]]
# A number that is long and not parted yet.
DIGITS = re.compile(r"-?\d{4,}(?:\.\d+)?")


def pdf(each: Frozen, *, at: str, key_at: str) -> bytes:
    """The edition in the active language; `at` is where its data are, `key_at` where the public key is."""
    said = _said(each, at=at, key_at=key_at)
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return typeset(text, on=each.edition.published_on, template=TEMPLATE)


def _said(each: Frozen, *, at: str, key_at: str) -> dict[str, Any]:
    """Everything the sheets say, in words."""
    facts, edition = each.facts, each.edition
    fields: Fields = facts["fields"]
    place = _words(facts["place"]["title"])
    day = period_words(edition.published_on.isoformat(), language=language())
    missing = [field for field in fields if field["state"] != ANSWERED]
    return {
        "language": language(),
        "day": {"year": edition.published_on.year, "month": edition.published_on.month,
                "day": edition.published_on.day},
        "place": place,
        "title": _("What %(place)s tells the world in %(year)s")
        % {"place": place, "year": period_words(str(facts["year"]), language=language())},
        "edition": _("Edition %(number)s") % {"number": edition.number},
        "published": _("Published on %(day)s") % {"day": day},
        "footer": _("Dure · facts %(digest)s") % {"digest": each.digest[:16]},
        "mismatch": "" if each.matches
        else _("The records of today no longer give the bytes that were published."),
        "broken": [_title(field) for field in fields if field["state"] == BROKEN],
        "short": _short(fields),
        "missing": {
            "count": sum(field["count"] for field in missing),
            "rows": [[_title(field), list_titles()[field["list"]], state_words()[field["state"]],
                      _words(field["who"])] for field in missing],
        },
        "lists": _lists(fields),
        "proof": [
            (_("Facts (SHA-256)"), each.digest),
            (_("Signature (Ed25519)"), each.signature),
            (_("Data"), at),
            (_("Public key"), key_at),
        ],
        "qr": {
            "svg": qr_code(data_address(at, digest=each.digest)).decode(),
            "alt": _("QR code to the data of this edition: %(address)s")
            % {"address": data_address(at, digest=each.digest)},
        },
        "words": _fixed(),
    }  # fmt: skip


def _short(fields: Fields) -> list[list[str]]:
    """How far each list is answered."""
    rows = []
    for name, title in list_titles().items():
        own = [field for field in fields if field["list"] == name]
        if own:
            done = sum(field["state"] == ANSWERED for field in own)
            rows.append([title, f"{done} / {sum(field['count'] for field in own)}"])
    return rows


def _lists(fields: Fields) -> list[dict[str, Any]]:
    """Each list with its fields: asked, answered, in which state, and where the question is from."""
    return [
        {
            "title": title,
            "rows": [
                [_title(field), answer_words(field), state_words()[field["state"]], _where(field)]
                for field in fields
                if field["list"] == name
            ],
        }
        for name, title in list_titles().items()
        if any(field["list"] == name for field in fields)
    ]


def _title(field: Mapping[str, Any]) -> str:
    title, count = _words(field["title"]), field["count"]
    if count == 1:
        return title
    return f"{title} ({ngettext('%(count)s question', '%(count)s questions', count) % {'count': count}})"


def answer_words(field: Mapping[str, Any]) -> str:
    """The answer as it was frozen: a printed figure with unit, period and mark, or words."""
    figure = field["figure"]
    if not figure:
        return _words(field["says"]) or "—"
    unit = "" if figure["unit"] in ("1", "year") else unit_name(figure["unit"])
    said = figure["printed"]
    digits = f"{Decimal(said):,f}" if DIGITS.fullmatch(said) and figure["unit"] != "year" else said
    value = _("unknown") if said in ("", UNKNOWN) else printed(digits, unit=unit, language=language())
    if figure["unit"] == "1" and (counted := _counted(figure["address"])):
        # A bare number does not tell whether it is a rank, a count or a level.
        value = f"{counted}: {value}"
    period = period_words(figure["period"], language=language()) if figure["period"] else ""
    return " · ".join(filter(None, (value, period, str(mark(figure["mark"]).word))))


def _counted(full_address: str) -> str:
    """What a number without a unit is of, by the title of its kind; nothing where that is gone."""
    address = full_address.partition("/")[2].partition("@")[0]
    kind = observations.find_kind(address)
    return say(kind.title_of(address)) if kind else ""


def _where(field: Mapping[str, Any]) -> str:
    """The document behind a figure, or the book that the answer stands in."""
    figure = field["figure"]
    if figure:
        return str(figure["source"] or figure["address"])
    books = {
        "plan": _("Plans"), "plans": _("Plans"), "case": _("Council"), "inventory": _("Inventory"),
        "workbook": _("Inventory"), "report": _("Reports"), "disclosure": _("Disclosure"),
        "practices": _("Marketplace of practices"), "place": _("Map"),
    }  # fmt: skip
    return books.get(field["kind"], "") or "—"


def _words(text: Mapping[str, str]) -> str:
    return say(Text(text["ko"], text["en"]))


def _fixed() -> dict[str, str]:
    """The headings and fixed sentences of the sheets."""
    return {
        "contents": _("Contents"),
        "short": _("In short"),
        "list": _("List"),
        "answered": _("Answered"),
        "asked": _("What is asked"),
        "says": _("What the books say"),
        "state": _("State"),
        "where": _("Where it stands"),
        "missing": _("What cannot be answered yet"),
        "missing-none": _("Every field is answered."),
        "who": _("Who could"),
        "broken": _("A rule is broken:"),
        "proof": _("How to verify this edition"),
        "what": _("Entry"),
        "value": _("Value"),
        "proof-say": _(
            "This paper is made from the frozen data of the edition. The code leads to them. Whoever has the "
            "public key can tell without us that they are ours and unchanged."
        ),
        "titles-say": _(
            "The names of fields are short ones of our own. Questions whose words are not public are "
            "counted and not invented."
        ),
    }
