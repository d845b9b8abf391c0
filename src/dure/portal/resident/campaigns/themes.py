"""The theme of a month: what it is about, and which acts belong to it."""

from dataclasses import dataclass

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read

KIND = "monthly_theme"


@dataclass(frozen=True)
class Theme:
    """A month with what it is about; `actions` are names of acts, of whatever programme."""

    case: case_read.Case
    month: str
    says: Text
    actions: tuple[str, ...]

    @property
    def number(self) -> str:
        """Its number in addresses."""
        return self.case.id.partition("/")[2]


def themes(place: str, *, states: tuple[str, ...] = ("shown",)) -> tuple[Theme, ...]:
    """The themes of a place, the latest month first; of one month the one shown last."""
    found = case_read.cases(place=place, kind=KIND, states=states)
    letters = case_read.letters_of(case.id for case in found)
    known = [theme_of(case, letters[case.id]) for case in found]
    return tuple(sorted(known, key=lambda theme: (theme.month, theme.case.opened_at), reverse=True))


def theme_of(case: case_read.Case, letters: tuple[dict[str, str], ...]) -> Theme:
    """A theme from its case."""
    return Theme(case, letters[0]["month"], case.steps[0].says, tuple(letters[0]["actions"].split()))


def theme_in(known: tuple[Theme, ...], *, month: str) -> Theme | None:
    """The theme of a month, if it has one."""
    return next((theme for theme in known if theme.month == month), None)
