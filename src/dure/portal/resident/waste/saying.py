"""Statements about things in words: amounts, values, and who said them with the way to the source."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from dure.grammar.attribute_values import whole_won
from dure.grammar.shapes import Text
from dure.grammar.thing_shapes import AttributeKind
from dure.kernel.things.read import Attribute
from dure.portal import showing
from dure.portal.blocks.times import period_words
from dure.portal.resident.waste.hours_words import hours_of, week_words
from dure.portal.resident.waste.present import Present
from dure.portal.showing import language, say


@dataclass(frozen=True)
class Tellers:
    """Who may have said something: documents by their ids."""

    sources: showing.Sources


@dataclass(frozen=True)
class Said:
    """Who said something, in words, with the way to the document; whether nobody has confirmed it yet."""

    words: str
    href: str
    to_confirm: bool
    mark: str


def who_said(said: Attribute, tellers: Tellers) -> Said:
    """Who stated something: the keeper, or a document with its line."""
    if said.by:
        return Said(_("Stated by the keeper"), "", False, said.mark)
    return document(said.source, said.locator, tellers, mark=said.mark)


def document(source: str, locator: str, tellers: Tellers, *, mark: str = "") -> Said:
    """A document in words, with the way to its page."""
    found = tellers.sources.get(source)
    title = say(found.title) if found else source
    words = title if mark else f"{title}, {showing.line_words(locator)}"
    return Said(words, reverse("source", kwargs={"source": source}), bool(found and found.to_confirm), mark)


def money(amount_krw: int, unit: str) -> str:
    """An amount for a unit: 250 won a kg."""
    if unit == "kg":
        return _("%(won)s won a kg") % {"won": f"{amount_krw:,}"}
    return _("%(won)s won apiece") % {"won": f"{amount_krw:,}"}


def day(on: date) -> str:
    """A day in words."""
    return period_words(on.isoformat(), language=language())


def attribute_title(said: Attribute, seen: Present) -> str:
    """What a statement is about: Price: scrap metal."""
    kind = seen.words.attributes.get(said.kind)
    title = say(kind.title) if kind else said.kind
    return f"{title}: {seen.title(said.about)}" if said.about else title


def value_words(said: Attribute, seen: Present) -> str:
    """The value of a statement in words; that it holds no more where it was withdrawn."""
    if said.withdrawn:
        return _("no longer holds")
    kind = seen.words.attributes.get(said.kind)
    words = _value(said, kind, seen) if kind else said.value
    hours = hours_of(said.during)
    return f"{words} ({week_words(hours)})" if hours else words


def _value(said: Attribute, kind: AttributeKind, seen: Present) -> str:
    if kind.holds == "words":
        return say(said.words)
    if kind.holds == "hours":
        hours = hours_of(said.value)
        return week_words(hours) if hours else said.value
    if kind.holds == "amount":
        return money(whole_won(said.value) or 0, said.unit.partition("/")[2])
    if kind.holds == "choice":
        return say(dict(kind.choices).get(said.value, Text(said.value, said.value)))
    return seen.title(said.value) if kind.holds == "thing" else said.value
