"""Numbers as they are printed: `5,632,900`, `9.43`, `-4.2435`.

What a document prints is kept to the letter; its value and the size of its last digit are read from it.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

PRINTED = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,24})(?:\.[0-9]{1,24})?")
MINUS = "−–－△▲"
UNKNOWN = "unknown"
# What stands in a table where there is no number: kept as printed, and worth nothing known.
DASH = "-"
# Notation keys of inventories: not occurring, not estimated, included elsewhere, confidential; a place where
# it is included, or a second key, may follow as documents print it: `IE (II.1.1)`, `NO; IE`.
NOTATION = re.compile(r"(NO|NE|IE|C)(?:\s*[;(].{0,30})?")
# The key of what may not be published, and a number kept behind it: `C (1,234.5)`, for officers' eyes.
CONFIDENTIAL = "C"
HELD = re.compile(rf"C\s*[;(]\s*({PRINTED.pattern})\s*\)?")
LONGEST = 48


@dataclass(frozen=True)
class Printed:
    """A printed number: its value, and its step, the size of its last printed digit."""

    value: Decimal
    step: Decimal


def read_number(text: str) -> Printed | None:
    """What `text` is worth, or None when it is not a number as documents print it.

    >>> read_number("5,632,900")
    Printed(value=Decimal('5632900'), step=Decimal('1'))
    """
    if len(text) > LONGEST or not PRINTED.fullmatch(text):
        return None
    value = Decimal(text.replace(",", ""))
    exponent = value.as_tuple().exponent
    return Printed(value, Decimal(1).scaleb(int(exponent)))


def notation(printed: str) -> str:
    """The notation key that stands where a number would, or nothing.

    >>> notation("IE (II.1.1)"), notation("12")
    ('IE', '')
    """
    found = NOTATION.fullmatch(printed.strip())
    return found.group(1) if found else ""


def held_number(printed: str) -> Printed | None:
    """The number that is kept behind the key C and not published; None where none is.

    >>> held_number("C (1,234)")
    Printed(value=Decimal('1234'), step=Decimal('1'))
    """
    found = HELD.fullmatch(printed.strip())
    return read_number(found.group(1)) if found else None


def print_number(value: Decimal, *, grouped: bool = True) -> str:
    """`value` as documents print it, with or without thousands separators."""
    return f"{value:,f}" if grouped else f"{value:f}"


def mended_number(text: str) -> str | None:
    """What was probably meant by a number that is not written as it should be, or None."""
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join(plain.split()).lstrip("+'").rstrip("%")
    if plain[:1] and plain[0] in MINUS:
        plain = "-" + plain[1:]
    if read_number(plain):
        return plain
    without = plain.replace(",", "")
    found = read_number(without)
    return print_number(found.value) if found else None
