"""The tables of a place's allowances: lots, years, sales, limits, credits, claims and facilities."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from dure.engines.allowances import carry_over_limit
from dure.grammar.lots import find_serial_lot
from dure.kernel.observations.read import Figure
from dure.kernel.things import read as things
from dure.portal import showing
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.resident import claims, holdings
from dure.portal.resident.allowance_years import YearLine
from dure.portal.resident.lot_words import credit_words
from dure.portal.showing import say

# Where credits lie, and what that says of them.
CREDIT_STATES = {
    "credit/held": "held",
    "credit/unsettled": "unsettled",
    "credit/retired": "retired",
    "credit/cancelled": "cancelled",
    "outside/credit_buyers": "sold",
}
# The kind of thing that credits are issued for.
PROJECT_KIND = "credit_project"
# Parts that a document adds to what is held, before the year is settled.
STATED_PARTS = ("allowances_tco2e/earlier_surplus", "allowances_tco2e/carried_in")
# What allowances were worth: by the price of a tonne, and as the document prints it.
VALUES = ("allowance_krw/value_at_price", "allowance_krw/value")


@dataclass(frozen=True)
class Sale:
    """Tonnes of a year sold at one price, and the won that came for them; less where some were bought."""

    year: str
    price: int
    tonnes: int
    won: int
    account: str


@dataclass(frozen=True)
class CreditLot:
    """Credits that lie together: what they are, and whose."""

    state: str
    lot: str
    tonnes: int
    account: str


def sales_of(book: holdings.Book) -> tuple[Sale, ...]:
    """The sales of a place by year and price, as the ledger has them."""
    found = []
    for account in book.below(holdings.MARKET, unit="kau"):
        year, _slash, price = account.path.removeprefix(f"{holdings.MARKET}/").partition("/at-")
        won = book.balance(f"{holdings.SALES}/{year}/at-{price}", unit="krw")
        if account.balance > 0 and price.isdigit():
            found.append(Sale(year, int(price), account.balance, won, account.path))
    return tuple(found)


def carried(book: holdings.Book) -> tuple[holdings.Held, ...]:
    """Lots that were carried over and wait to be taken into the next year."""
    years = {
        account.path.split("/")[2] for account in book.below(holdings.CARRIED, unit="kau") if account.balance
    }
    return tuple(
        held for year in sorted(years) for held in holdings.lots(book, path=f"{holdings.CARRIED}/{year}")
    )


def credits_of(book: holdings.Book) -> tuple[CreditLot, ...]:
    """Every lot of credits that is not empty, with what became of it."""
    return tuple(
        CreditLot(state, account.path.removeprefix(f"{path}/"), account.balance, account.path)
        for path, state in CREDIT_STATES.items()
        for account in book.below(path, unit="credit")
        if account.balance > 0
    )


def lots_table(place: str, held: Sequence[holdings.Held]) -> Table:
    """What is held now, lot by lot."""
    rows = [
        (
            Cell(text=each.lot.vintage, href=_account_href(place, each.account, "kau")),
            Cell(text=_where(each)),
            _price(each.lot.price_krw),
            Cell(value=Decimal(each.tonnes)),
        )
        for each in held
    ]
    return Table(
        caption=_("Lots held now"),
        columns=(
            Column(_("Vintage")),
            Column(_("Where it lies")),
            Column(_("Price of a tonne"), numeric=True),
            Column(_("Tonnes"), numeric=True),
        ),
        rows=tuple(rows),
        csv_href=reverse("allowances.csv", kwargs={"place": place}),
        json_href=reverse("allowances.json", kwargs={"place": place}),
        empty=_("No allowance is held now."),
        caption_hidden=True,
    )


def parts_table(figures: Sequence[Figure], kinds: showing.Kinds) -> Table | None:
    """What the allowances held in a year were made of, part by part; only years whose parts are stated."""
    by = {(f.address, f.period): f for f in figures}
    years = sorted({f.period for f in figures if f.address in STATED_PARTS}, reverse=True)
    if not years:
        return None
    facets = dict(kinds["allowances_tco2e"].facets)
    addresses = (*STATED_PARTS, "allowances_tco2e/surplus", "allowances_tco2e/holding")
    columns = [Column(say(facets[address.partition("/")[2]]), numeric=True) for address in addresses]
    return Table(
        caption=_("What was held was made of"),
        columns=(Column(_("Year")), *columns),
        rows=tuple(
            (Cell(text=year), *(figure_cell(by.get((address, year)), kinds) for address in addresses))
            for year in years
        ),
    )


def sales_table(book: holdings.Book, standing: Sequence[Figure], kinds: showing.Kinds) -> Table:
    """What was sold at which price: tonnes, won, and the sum that the document prints."""
    printed = {f.period: f for f in standing if f.address == "allowance_krw/sale" and f.mark == "observed"}
    return Table(
        caption=_("What was sold"),
        columns=(
            Column(_("Year")),
            Column(_("Tonnes"), numeric=True),
            Column(_("Price of a tonne"), numeric=True),
            Column(_("Tonnes times price"), numeric=True),
            Column(_("As printed"), numeric=True),
        ),
        rows=tuple(
            (
                Cell(text=sale.year, href=_account_href(book.place, sale.account, "kau")),
                Cell(value=Decimal(sale.tonnes)),
                Cell(value=Decimal(sale.price), unit="krw"),
                Cell(value=Decimal(sale.won), unit="krw"),
                figure_cell(printed.get(sale.year), kinds),
            )
            for sale in sorted(sales_of(book), key=lambda sale: (sale.year, sale.price), reverse=True)
        ),
        empty=_("Nothing has been sold."),
        caption_hidden=True,
    )


def values_table(standing: Sequence[Figure], kinds: showing.Kinds) -> Table | None:
    """What allowances were worth: the value that follows from tonnes and price beside the printed one."""
    by = {(f.address, f.period): f for f in standing}
    years = sorted({f.period for f in standing if f.address in VALUES}, reverse=True)
    if not years:
        return None
    of_price = "allowance_price_krw_per_tco2e"
    return Table(
        caption=_("What it was worth"),
        columns=(
            Column(_("Year")),
            Column(_("Price of a tonne"), numeric=True),
            Column(_("Tonnes times price"), numeric=True),
            Column(_("As printed"), numeric=True),
        ),
        rows=tuple(
            (
                Cell(text=year),
                figure_cell(by.get((of_price, year)), kinds),
                *(figure_cell(by.get((address, year)), kinds) for address in VALUES),
            )
            for year in years
        ),
    )


def limits_table(book: holdings.Book, lines: Sequence[YearLine]) -> Table:
    """What was carried over in each year beside its limit; an unknown limit stays unknown."""
    sold = {int(sale.year) for sale in sales_of(book)}
    rows = []
    for line in lines:
        if line.year not in sold:
            continue
        now, rules = line.now, line.rules
        limit: Cell
        if rules.small_holder:
            limit = Cell(text=_("no limit: small holder"))
        elif rules.carry_over_times is None:
            limit = Cell(text=_("unknown"))
        else:
            answer = carry_over_limit(sold=now.net_sales, bought=0, times=float(rules.carry_over_times))
            says = _("%(times)s times the net sales") % {"times": rules.carry_over_times.normalize()}
            limit = Cell(value=Decimal(int(answer.limit)), note=says)
        rows.append((Cell(text=str(line.year)), Cell(value=Decimal(now.carried_out)), limit))
    return Table(
        caption=_("Carried over, and the limit"),
        columns=(
            Column(_("Year")),
            Column(_("Carried over"), numeric=True),
            Column(_("Limit"), numeric=True),
        ),
        rows=tuple(rows),
        empty=_("Nothing has been carried over."),
    )


def claims_table(place: str, city: Sequence[claims.CityClaim]) -> Table:
    """How far each claim has come, and what has left; one row for each set of warming potentials."""
    words = {
        "planned": _("planned"), "estimated": _("estimated"), "monitored": _("monitored"),
        "verified": _("verified"), "retired": _("retired"), "transferred": _("sold"),
        "unsettled": _("not settled"),
    }  # fmt: skip
    shown = [stage for stage in claims.STAGES if any(claim.at(stage) for claim in city)]
    return Table(
        caption=_("What the city may claim"),
        columns=(
            Column(_("Warming potentials")),
            Column(_("The city's own"), numeric=True),
            *(Column(words[stage], numeric=True) for stage in shown),
        ),
        rows=tuple(
            (
                Cell(text=_set_words(claim.gwp_set)),
                Cell(value=_tonnes(claim.own), unit="tco2e"),
                *(Cell(value=_tonnes(claim.at(stage)), unit="tco2e") for stage in shown),
            )
            for claim in city
        ),
        json_href=reverse("allowances.json", kwargs={"place": place}),
    )


def credits_table(book: holdings.Book) -> Table | None:
    """Every lot of credits, with the name of its project, and what became of it."""
    words = {
        "held": _("held"), "unsettled": _("not known whether sold"), "retired": _("retired"),
        "cancelled": _("cancelled"), "sold": _("sold"),
    }  # fmt: skip
    lots = credits_of(book)
    if not lots:
        return None
    named = {project.id: say(project.name) for project in things.things(book.place, kind=PROJECT_KIND)}
    return Table(
        caption=_("Credits"),
        columns=(Column(_("Lot")), Column(_("What became of it")), Column(_("Tonnes"), numeric=True)),
        rows=tuple(
            (
                Cell(
                    text=say(credit_words(_still_there(each.lot, each.tonnes))),
                    href=_account_href(book.place, each.account, "credit"),
                    note=named.get(f"{book.place}/{_project(each)}", _project(each)),
                ),
                Cell(text=words[each.state]),
                Cell(value=Decimal(each.tonnes)),
            )
            for each in lots
        ),
    )


def _project(lot: CreditLot) -> str:
    """The id of the project that credits were issued for."""
    return lot.lot.partition("/")[0]


def _still_there(path: str, tonnes: int) -> str:
    """A lot with the serials that lie in it still, where it has serials: those used stand with their use."""
    lot = find_serial_lot(path)
    return lot.rest(tonnes).path if lot else path


def figure_cell(figure: Figure | None, kinds: showing.Kinds) -> Cell:
    """A figure, or the word for not known."""
    return showing.cell(figure, kinds) if figure else Cell(text=_("unknown"))


def _where(held: holdings.Held) -> str:
    """Whether a lot is held, or waits for the year it was carried over to."""
    if held.account.startswith(f"{holdings.CARRIED}/"):
        return _("carried over to %(year)s") % {"year": held.account.split("/")[2]}
    return _("held")


def _price(price: int | None) -> Cell:
    if price is None:
        return Cell(text=_("not stated"))
    return Cell(value=Decimal(price), unit="krw") if price else Cell(text=_("free of charge"))


def _account_href(place: str, path: str, unit: str) -> str:
    return reverse("account", kwargs={"place": place, "unit": unit, "account": path})


def _tonnes(grams: int) -> Decimal:
    return Decimal(grams).scaleb(-6)


def _set_words(gwp_set: str) -> str:
    """What a set of warming potentials is called in a table."""
    return _("set not stated") if gwp_set == "set-unstated" else gwp_set.upper()
