"""A place's allowances year by year: what the ledger says, what is still due to be surrendered, what is owed.

Due is what was verified of a year and is not surrendered. Owed is what was borrowed from a year's grant and
not given back. Where nobody has stated what was verified, what is due is unknown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from dure.kernel.observations.read import Figure
from dure.portal import showing
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.resident import holdings
from dure.portal.resident.holdings import Rules
from dure.portal.showing import say

VERIFIED = "allowances_tco2e/verified"
# What documents state of a year, each beside what the ledger says of it.
COLUMNS = ("holding", "verified", "surplus", "sold", "carried_out")
OF_LEDGER = (
    holdings.GOVERNMENT,
    holdings.SURRENDERED,
    holdings.MARKET,
    holdings.CARRIED,
    holdings.BORROWED,
)


@dataclass(frozen=True)
class YearLine:
    """One year in the ledger, in tonnes: `held` is all that came in for it, `owed` is borrowed from it."""

    now: holdings.Year
    held: int
    owed: int
    rules: Rules

    @property
    def year(self) -> int:
        """The year."""
        return self.now.year

    @property
    def due(self) -> int | None:
        """What is still to be surrendered; None where nobody has stated what was verified."""
        if self.rules.verified is None:
            return None
        return max(0, self.rules.verified - self.now.surrendered)

    def of_ledger(self, name: str) -> int | None:
        """What the ledger says of a column; None where it does not say it."""
        known = {"holding": self.held, "sold": self.now.net_sales, "carried_out": self.now.carried_out}
        if name == "surplus" and self.rules.verified is not None:
            return max(0, self.held - self.rules.verified)
        return known.get(name)


def year_lines(book: holdings.Book) -> tuple[YearLine, ...]:
    """Every year with verified emissions, or with something in the ledger; the newest first."""
    stated = holdings.stated_rules(book.place)
    years = {int(f.period) for f in stated if _is_verified(f, book.place)} | _years_of(book)
    lines = (_line(book, year, holdings.rules_in(stated, year=year)) for year in years)
    return tuple(sorted(lines, key=lambda line: -line.year))


def _is_verified(figure: Figure, place: str) -> bool:
    return (figure.place, figure.address, figure.mark) == (place, VERIFIED, "observed") and (
        figure.period.isdecimal() and figure.value is not None
    )


def _years_of(book: holdings.Book) -> set[int]:
    """The years that a movement names. What only waits in a year to be taken in is no year yet."""
    named = {
        account.path.removeprefix(f"{path}/").split("/")[0]
        for path in OF_LEDGER
        if path != holdings.CARRIED
        for account in book.below(path, unit="kau")
        if account.balance
    }
    return {int(year) for year in named if year.isdecimal()}


def _line(book: holdings.Book, year: int, rules: Rules) -> YearLine:
    before = holdings.carried_out(book, year - 1)
    bought = max(0, -book.tonnes_below(f"{holdings.MARKET}/{year}"))
    granted = -book.balance(f"{holdings.GOVERNMENT}/{year}", unit="kau")
    now = holdings.year_of(book, year=year)
    owed = -book.balance(f"{holdings.BORROWED}/{year}", unit="kau")
    return YearLine(now, held=before + bought + granted + now.borrowed, owed=owed, rules=rules)


def settled_to(lines: Sequence[YearLine]) -> str:
    """The last year whose verified emissions are surrendered; empty while anything is due or owed."""
    if any(line.due or line.owed > 0 for line in lines):
        return ""
    return max((str(line.year) for line in lines if line.due == 0), default="")


def open_words(lines: Sequence[YearLine]) -> str:
    """What is still to be surrendered and what is owed, in one line; empty where neither is."""
    due = [(line.year, line.due) for line in reversed(lines) if line.due]
    owed = [(line.year, line.owed) for line in reversed(lines) if line.owed > 0]
    said = [
        _("%(tonnes)s t are still to be surrendered for %(year)s.") % _told(year, tonnes)
        for year, tonnes in due
    ]
    said += [
        _("%(tonnes)s t borrowed from the grant of %(year)s are owed to the government.")
        % _told(year, tonnes)
        for year, tonnes in owed
    ]
    return " ".join(said)


def _told(year: int, tonnes: int) -> dict[str, str]:
    return {"year": str(year), "tonnes": f"{tonnes:,}"}


def due_table(lines: Sequence[YearLine]) -> Table:
    """What is due for each year, what of it is surrendered, and what is owed from borrowing."""
    return Table(
        caption=_("Due and owed, year by year"),
        columns=(
            Column(_("Year")),
            Column(_("Verified, to be surrendered"), numeric=True),
            Column(_("Surrendered"), numeric=True),
            Column(_("Still due"), numeric=True),
            Column(_("Owed from borrowing"), numeric=True),
        ),
        rows=tuple(
            (
                Cell(text=str(line.year)),
                _tonnes(line.rules.verified),
                _tonnes(line.now.surrendered),
                _tonnes(line.due),
                _tonnes(line.owed),
            )
            for line in lines
        ),
        empty=_("No year has been stated yet."),
    )


def lines_data(lines: Sequence[YearLine]) -> list[dict[str, int | None]]:
    """The same for machines."""
    return [
        {
            "year": line.year,
            "verified_t": line.rules.verified,
            "surrendered_t": line.now.surrendered,
            "due_t": line.due,
            "owed_t": line.owed,
        }
        for line in lines
    ]


def years_table(lines: Sequence[YearLine], figures: Sequence[Figure], kinds: showing.Kinds) -> Table:
    """Each year to the tonne: what a document states, and where none does, what the ledger says."""
    addresses = {name: f"allowances_tco2e/{name}" for name in COLUMNS}
    by = {(f.address, f.period): f for f in figures}
    of_ledger = {str(line.year): line for line in lines}
    stated = {f.period for f in figures if f.address in addresses.values()}
    facets = dict(kinds["allowances_tco2e"].facets)
    return Table(
        caption=_("Year by year"),
        columns=(Column(_("Year")), *(Column(say(facets[name]), numeric=True) for name in COLUMNS)),
        rows=tuple(
            (
                Cell(text=year),
                *(
                    _year_cell(by.get((address, year)), of_ledger.get(year), name=name, kinds=kinds)
                    for name, address in addresses.items()
                ),
            )
            for year in sorted(stated | set(of_ledger), reverse=True)
        ),
        empty=_("No year has been stated yet."),
    )


def _year_cell(figure: Figure | None, line: YearLine | None, *, name: str, kinds: showing.Kinds) -> Cell:
    if figure is not None:
        return showing.cell(figure, kinds)
    tonnes = line.of_ledger(name) if line else None
    if tonnes is None:
        return Cell(text=_("unknown"))
    return Cell(value=Decimal(tonnes), unit="tco2e", note=_("by the ledger"))


def _tonnes(tonnes: int | None) -> Cell:
    return Cell(text=_("unknown")) if tonnes is None else Cell(value=Decimal(tonnes))
