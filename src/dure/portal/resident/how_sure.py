"""How sure and how good the lines of a statement are, as its reckoning answered: for bars and tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from dure.kernel.runs.read import Run
from dure.portal.blocks.numbers import shown
from dure.portal.blocks.table import Cell, Column
from dure.portal.showing import language

NAMES = ("range_low_t", "range_high_t", "activity_grade")
# What a reckoning weighs grades by: high 3, medium 2, low 1.
GRADES = {Decimal(3): "H", Decimal(2): "M", Decimal(1): "L"}


@dataclass(frozen=True)
class Sure:
    """The 95 % range of a source or sector in tonnes, and the grade of its activity data, where stated."""

    low: Decimal | None
    high: Decimal | None
    grade: Decimal | None

    @property
    def half_percent(self) -> float | None:
        """Half of the range in percent of its middle."""
        if self.low is None or self.high is None:
            return None
        middle = abs(self.high + self.low) / 2
        return float((self.high - self.low) / 2 / middle * 100) if middle else 0.0


def of(run: Run | None) -> dict[str, Sure]:
    """By the facet of a source (`i-1-1`) or the name of a sector."""
    told: dict[str, dict[str, Decimal]] = {}
    for answer in run.answers if run else ():
        if answer.name in NAMES:
            label = answer.label.lower().replace(".", "-")
            told.setdefault(label, {})[answer.name] = Decimal(answer.value)
    return {label: Sure(*(own.get(name) for name in NAMES)) for label, own in told.items()}


def columns(sure: Mapping[str, Sure]) -> tuple[Column, ...]:
    """The columns that a table of sources has beside its values: only what is stated of some."""
    return (
        *((Column(_("95 % range"), numeric=True),) if _has_ranges(sure) else ()),
        *((Column(_("Activity data")),) if _has_grades(sure) else ()),
    )


def cells(sure: Mapping[str, Sure], name: str) -> tuple[Cell, ...]:
    """The cells of a source under these columns."""
    own = sure.get(name)
    range_ = Cell(text=_range_words(own))
    grade = Cell(text=_grade_words(own.grade) if own and own.grade is not None else "")
    return (*((range_,) if _has_ranges(sure) else ()), *((grade,) if _has_grades(sure) else ()))


def _has_ranges(sure: Mapping[str, Sure]) -> bool:
    return any(each.low is not None for each in sure.values())


def _has_grades(sure: Mapping[str, Sure]) -> bool:
    return any(each.grade is not None for each in sure.values())


def _range_words(own: Sure | None) -> str:
    if own is None or own.low is None or own.high is None:
        return ""
    low, high = (
        shown(end, unit="tco2e", language=language(), decimals=0, short=False) for end in (own.low, own.high)
    )
    return f"{low.digits} – {high.text}"


def _grade_words(grade: Decimal) -> str:
    """A grade in a word; between two grades, because rows differ, its points."""
    words = {"H": _("high"), "M": _("medium"), "L": _("low")}
    if grade in GRADES:
        return words[GRADES[grade]]
    return _("%(points)s of 3 points") % {"points": f"{grade:.1f}"}
