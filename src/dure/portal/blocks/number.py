"""The block `number`: one figure, large, with everything that makes it answer “says who?”."""

from dataclasses import dataclass

from dure.portal.blocks.marks import Mark, mark
from dure.portal.blocks.numbers import Amount, Shown, shown
from dure.portal.blocks.times import period_words


@dataclass(frozen=True)
class Number:
    """A figure to show. `href` leads to its derivation; `age` is words (`published_words`), `says` one
    sentence.

    `unit` is the name in the address (`tco2e`), `size` is large, medium or small.
    """

    title: str
    value: Amount | None
    unit: str
    mark: str
    period: str = ""
    age: str = ""
    href: str = ""
    says: str = ""
    decimals: int | None = None
    stale: bool = False
    size: str = "medium"
    # What stands where the number would: a notation key. It is no unknown value.
    key: str = ""
    # Whether it was carried over and nobody has compared it with the original yet.
    to_confirm: bool = False


@dataclass(frozen=True)
class NumberDrawn:
    """A figure in the words of one language."""

    number: Number
    shown: Shown
    period: str
    marks: tuple[Mark, ...]


def drawn(number: Number, *, language: str) -> NumberDrawn:
    """The figure with its digits, period and marks in words. An unknown value keeps its mark and says so."""
    names = [number.mark]
    if number.value is None and not number.key:
        names.append("unknown")
    if number.to_confirm:
        names.append("to_confirm")
    if number.stale and number.mark != "stale":
        names.append("stale")
    return NumberDrawn(
        number=number,
        shown=shown(number.value, unit=number.unit, language=language, decimals=number.decimals),
        period=period_words(number.period, language=language),
        marks=tuple(mark(name) for name in names),
    )
