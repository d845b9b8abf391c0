"""What the value of an attribute may be: hours, whole won, a number, a telephone, a choice, words."""

import re
from collections.abc import Collection
from decimal import Decimal

from dure.grammar.numbers import read_number
from dure.grammar.opening_hours import Hours, read_hours
from dure.grammar.sentences import cells as cell_says
from dure.grammar.sentences import things as says
from dure.grammar.sentences.says import Sentence
from dure.grammar.shapes import Text
from dure.grammar.thing_shapes import AttributeKind
from dure.grammar.words import nearest

# Nobody pays a hundred million won for a kilogram: such a number is a slip.
PLAIN = ("amount", "number", "phone")
MOST_WON = 99_999_999
# A shop's or an office's line. Mobile numbers begin with 01 and may be a person's own.
PHONE = re.compile(r"(?:0(?!1)\d{1,2}-\d{3,4}-\d{4}|1\d{3}-\d{4}|\d{3})")


def hear_value(
    kind: AttributeKind, value: str, *, unit: str, words: Text, known: Collection[str]
) -> Sentence | None:
    """What is wrong with a value, or None. `known` are the things that it may lead to."""
    if unit not in (kind.units or ("",)):
        return says.wrong_unit_of(kind.name, unit, kind.units)
    if kind.holds == "words":
        return None if words.ko and words.en else says.words_missing(kind.name)
    if not value:
        return cell_says.empty_cell("value")
    if kind.holds == "hours":
        hours = read_hours(value)
        return None if isinstance(hours, Hours) else hours
    return _hear_plain(kind, value) if kind.holds in PLAIN else _hear_named(kind, value, known)


def _hear_plain(kind: AttributeKind, value: str) -> Sentence | None:
    """What is wrong with an amount, a number or a telephone."""
    if kind.holds == "amount":
        return None if whole_won(value) is not None else says.below_zero(kind.name, value)
    if kind.holds == "number":
        return None if read_number(value) else cell_says.not_a_number(value, None)
    return None if PHONE.fullmatch(value) else says.odd_phone(value)


def _hear_named(kind: AttributeKind, value: str, known: Collection[str]) -> Sentence | None:
    """What is wrong with a choice, or with another thing that is named."""
    choices = tuple(name for name, _title in kind.choices)
    if kind.holds == "choice" and value not in choices:
        return cell_says.not_in_list(kind.name, value, choices, nearest(value, choices))
    if kind.holds == "thing" and value not in known:
        return says.unknown_thing(value, nearest(value, tuple(known)))
    return None


def whole_won(text: str) -> int | None:
    """The whole won of a text like `1,200`; None where it is none, below zero, or beyond any price.

    >>> whole_won("1,200"), whole_won("-5"), whole_won("12.5")
    (1200, None, None)
    """
    number = read_number(text)
    if number is None or number.value != number.value.to_integral_value():
        return None
    return int(number.value) if Decimal(0) <= number.value <= MOST_WON else None
