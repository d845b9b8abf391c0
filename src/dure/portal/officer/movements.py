"""What an act with allowances moves, in words: from where to where, how much, and what a sale brings."""

import numpy as np
from django.utils.translation import gettext as _

from dure.engines.allowances import sale_of_lots
from dure.grammar.lots import find_lot
from dure.kernel.ledgers import read as ledgers
from dure.portal.officer.acts.acting import Leg
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
