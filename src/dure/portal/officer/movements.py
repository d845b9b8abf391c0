"""What an act with allowances moves, in words: from where to where, how much, and what a sale brings."""

import numpy as np
from django.utils.translation import gettext as _

from dure.engines.allowances import sale_of_lots
from dure.grammar.lots import find_lot
from dure.kernel.ledgers import read as ledgers
from dure.portal.officer.acts.acting import Leg
from dure.portal.resident import allowance_years as by_year
from dure.portal.resident import holdings
from dure.portal.resident.account_words import amount_words, title_of
from dure.portal.showing import language, say


def movement_words(legs: tuple[Leg, ...]) -> list[tuple[str, str]]:
    """Every movement in words: from where to where, and how much."""
    titles, units = ledgers.account_titles(), ledgers.units()
    return [
        (
            f"{say(title_of(leg.debit, titles))} → {say(title_of(leg.credit, titles))}",
            say(amount_words(leg.amount, leg.unit, units)),
        )
        for leg in legs
    ]


def worth_words(legs: tuple[Leg, ...], *, price: int) -> list[tuple[str, str]]:
    """What a sale brings, and the gain on the lots whose cost is known."""
    taken = [
        (lot, leg.amount)
        for leg in legs
        if leg.unit == "kau" and (lot := find_lot(leg.debit.removeprefix(f"{holdings.HOLDING}/")))
    ]
    worth = sale_of_lots(
        taken=np.array([tonnes for _lot, tonnes in taken], dtype=np.float64),
        prices=np.array([lot.price_krw or 0 for lot, _tonnes in taken], dtype=np.float64),
        priced=np.array([lot.price_krw is not None for lot, _tonnes in taken], dtype=np.float64),
        price=price,
    )
    won = "{:,.0f}원" if language() == "ko" else "KRW {:,.0f}"
    found = [
        (_("Proceeds"), won.format(worth.proceeds)),
        (_("Gain on lots of known cost"), won.format(worth.gain)),
    ]
    if worth.unpriced:
        found.append((_("Tonnes of unknown cost"), f"{worth.unpriced:,.0f}"))
    return found


def left_words(place: str, legs: tuple[Leg, ...], *, year: int | None) -> list[tuple[str, str]]:
    """What an act leaves uncovered: years whose emissions are not surrendered, and what is owed.

    `year` is the year whose allowances go; None where they are of no year of trading.
    """
    book = holdings.book_of(place)
    gone = {leg.debit: leg.amount for leg in legs if leg.unit == "kau"}
    found = []
    for line in by_year.year_lines(book):
        if line.year == year and line.due is None:
            words = _("The verified emissions of %(year)s are unknown, and so is what must stay for them.")
            found.append(words % {"year": line.year})
        short = (line.due or 0) + max(0, line.owed) - _left(book, line, gone=gone, year=year)
        if (line.due or line.owed > 0) and short > 0:
            words = _("%(open)s After this, %(short)s t of it have no allowances of %(year)s to cover them.")
            found.append(
                words % {"open": by_year.open_words([line]), "short": f"{short:,}", "year": line.year}
            )
    return [(_("Not covered"), words) for words in found]


def _left(book: holdings.Book, line: by_year.YearLine, *, gone: dict[str, int], year: int | None) -> int:
    """What serves a year once the act is done."""
    if not line.due and line.owed <= 0:
        return 0
    there = {account.path: account.balance for account in book.below(holdings.HOLDING, unit="kau")}
    total = 0
    for held in holdings.usable(book, year=line.year):
        out = gone.get(held.account, 0)
        total += max(0, min(held.tonnes - (out if line.year == year else 0), there[held.account] - out))
    return total
