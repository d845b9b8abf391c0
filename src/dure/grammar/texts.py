"""Words in both languages: below every shape that holds them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """Words in both languages of the product."""

    ko: str
    en: str
