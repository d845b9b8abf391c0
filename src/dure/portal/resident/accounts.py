"""A place's ledger: what lies in which account, and every movement with its reason and source."""

from decimal import Decimal

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.grammar.shapes import Text
from dure.kernel.ledgers import read as ledgers
from dure.portal import showing
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.pages import Page
from dure.portal.resident.account_words import title_of, unit_words
from dure.portal.resident.acts import books
from dure.portal.resident.places import place_or_404
from dure.portal.showing import say

# The most accounts and rows that one page shows.
MOST = 1000
ROW_HEADER = (
    "key",
    "happened_on",
    "debit",
    "credit",
    "amount",
    "unit",
    "kind",
    "reason_ko",
    "reason_en",
    "source",
)


def account_list(request: HttpRequest, place: str) -> Page:
    """Every account of a place with its balance, and the seal that shows that nothing was changed."""
    found = place_or_404(place)
    known = ledgers.accounts(place, without=books.PERSONAL, limit=MOST)
    titles, units = ledgers.account_titles(), ledgers.units()
    sums = {unit: sum(a.balance for a in known if a.unit == unit) for unit in {a.unit for a in known}}
    # What residents have is not shown one by one: it is what the other accounts of these units leave.
    of_residents = [
        unit
        for unit, total in sums.items()
        if total and ledgers.has_below(place, prefix=books.PERSONAL, unit=unit)
    ]
    return Page(
        template="resident/accounts.html",
        shows={
            "place": found,
            "place_title": say(found.title),
            "table": Table(
                caption=_("Accounts"),
                columns=(Column(_("Account")), Column(_("Unit")), Column(_("Balance"), numeric=True)),
                rows=tuple(_account_row(place, account, titles, units) for account in known),
                csv_href=reverse("accounts.csv", kwargs={"place": place}),
                json_href=reverse("accounts.json", kwargs={"place": place}),
                empty=_("Nothing has moved here yet."),
            ),
            "balanced": all(not total or unit in of_residents for unit, total in sums.items()),
            "of_residents": bool(of_residents),
            "seal": ledgers.last_block(place),
        },
        data={"place": place, "accounts": [_account_data(account, titles) for account in known]},
        header=("account", "title_ko", "title_en", "unit", "balance"),
        rows=[
            (a.path, title_of(a.path, titles).ko, title_of(a.path, titles).en, a.unit, a.balance)
            for a in known
        ],
    )


def _shown(amount: int, unit: str, units: dict[str, ledgers.UnitSeen]) -> Decimal:
    """A whole number of the smallest unit, in the unit that pages show."""
    seen = units.get(unit)
    return Decimal(amount).scaleb(-seen.decimals) if seen else Decimal(amount)


def _account_row(
    place: str, account: ledgers.Account, titles: dict[str, Text], units: dict[str, ledgers.UnitSeen]
) -> tuple[Cell, ...]:
    href = reverse("account", kwargs={"place": place, "unit": account.unit, "account": account.path})
    return (
        Cell(text=say(title_of(account.path, titles)), href=href),
        Cell(text=say(unit_words(account.unit, units))),
        Cell(value=_shown(account.balance, account.unit, units)),
    )


def _account_data(account: ledgers.Account, titles: dict[str, Text]) -> dict[str, object]:
    return {
        "account": account.path,
        "title": title_of(account.path, titles),
        "unit": account.unit,
        "balance": account.balance,
        "floor": account.floor,
    }


def account(request: HttpRequest, place: str, unit: str, account: str) -> Page:
    """The statement of one account: every row that touched it, oldest first, with the balance after it."""
    found = place_or_404(place)
    personal = books.is_personal(account)
    rows = () if personal else ledgers.statement(place, path=account, unit=unit, limit=MOST)
    if not rows:
        raise Http404(_("Nothing has moved in the account “%(account)s”.") % {"account": account})
    titles, units = ledgers.account_titles(), ledgers.units()
    shown = [row for row in rows if not _is_of_residents(row)]
    return Page(
        template="resident/account.html",
        shows={
            "place": found,
            "place_title": say(found.title),
            "title": say(title_of(account, titles)),
            "unit": say(unit_words(unit, units)),
            "balance": _shown(ledgers.balance(place, path=account, unit=unit), unit, units),
            "table": _statement(place, account, unit, rows),
            "untold": len(shown) < len(rows),
        },
        data={
            "place": place,
            "account": account,
            "unit": unit,
            "balance": ledgers.balance(place, path=account, unit=unit),
            "rows": [_row_data(row) for row in shown],
        },
        header=ROW_HEADER,
        rows=[_row(row) for row in shown],
    )


def _is_of_residents(row: ledgers.Transfer) -> bool:
    """Whether a movement is one with a single resident: when and how much is theirs alone."""
    return books.is_personal(row.debit) or books.is_personal(row.credit)


def _row(row: ledgers.Transfer) -> tuple[object, ...]:
    """A movement as a row of ROW_HEADER."""
    return (
        str(row.key),
        f"{timezone.localtime(row.happened_at):%Y-%m-%d}",
        books.public_path(row.debit),
        books.public_path(row.credit),
        row.amount,
        row.unit,
        row.kind,
        row.reason.says.ko,
        row.reason.says.en,
        f"{row.reason.source}:{row.reason.locator}".strip(":"),
    )


def _statement(place: str, account: str, unit: str, rows: tuple[ledgers.Transfer, ...]) -> Table:
    titles, units = ledgers.account_titles(), ledgers.units()
    documents = showing.sources() if rows else {}
    balance, drawn = 0, []
    for row in rows:
        change = (row.amount if row.credit == account else 0) - (row.amount if row.debit == account else 0)
        balance += change
        if _is_of_residents(row):
            continue
        other = row.debit if row.credit == account else row.credit
        source = documents.get(row.reason.source)
        drawn.append(
            (
                Cell(text=f"{timezone.localtime(row.happened_at):%Y-%m-%d}"),
                Cell(text=say(row.reason.says)),
                Cell(text=say(title_of(books.public_path(other), titles))),
                Cell(value=_shown(change, unit, units)),
                Cell(value=_shown(balance, unit, units)),
                Cell(
                    text=showing.place_words(source, row.reason.locator) if source else "",
                    href=reverse("source", kwargs={"source": source.id}) if source else "",
                ),
            )
        )
    return Table(
        caption=_("Movements"),
        columns=(
            Column(_("Day")),
            Column(_("Reason")),
            Column(_("From or to")),
            Column(_("Change of the balance"), numeric=True),
            Column(_("Balance"), numeric=True),
            Column(_("Source")),
        ),
        rows=tuple(drawn),
        csv_href=reverse("account.csv", kwargs={"place": place, "unit": unit, "account": account}),
    )


def _row_data(row: ledgers.Transfer) -> dict[str, object]:
    return {
        "key": str(row.key),
        "debit": books.public_path(row.debit),
        "credit": books.public_path(row.credit),
        "amount": row.amount,
        "unit": row.unit,
        "kind": row.kind,
        "happened_at": row.happened_at,
        "recorded_at": row.recorded_at,
        "reason": row.reason.says,
        "source": row.reason.source,
        "locator": row.reason.locator,
    }
