"""How the amounts of one drawing are written: all in one size, with the unit once above the axis."""

from dataclasses import dataclass
from decimal import Decimal

from dure.portal.blocks.numbers import (
    ENGLISH_STEPS,
    KOREAN_STEPS,
    SHORTENED,
    SHORTENED_FROM,
    Amount,
    decimal,
    grouped,
    significant,
    symbol,
)


@dataclass(frozen=True)
class Wording:
    """How amounts of one drawing are written: all in the same size (만, million), the unit once above the
    axis. An amount below that size takes the one that suits it: 943만 beside 1.2억, never 0.0943억.
    """

    size: Decimal
    word: str
    unit: str

    def text(self, value: Amount) -> str:
        """An amount without its unit; zero stands bare."""
        amount = decimal(value)
        size, word = self.size, self.word
        if word and abs(amount) < size:
            size, word = next((each for each in KOREAN_STEPS if abs(amount) >= each[0]), KOREAN_STEPS[-1])
        digits = grouped(significant(amount / size, 3 if size > 1 else max(amount.adjusted() + 1, 4)))
        return digits if digits == "0" else digits + word


def wording_of(unit: str, largest: float, *, language: str) -> Wording:
    """The wording that suits the largest tick of a drawing."""
    sign = symbol(unit, language=language)
    if unit not in SHORTENED or largest < SHORTENED_FROM:
        return Wording(Decimal(1), "", sign)
    steps = KOREAN_STEPS if language == "ko" else ENGLISH_STEPS
    size, word = next(step for step in steps if largest >= step[0])
    return Wording(size, word, sign) if language == "ko" else Wording(size, "", f"{word} {sign}")
