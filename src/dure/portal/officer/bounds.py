"""What can never be below zero in a city's books: what was verified, allocated, held, sold, or paid."""

from collections.abc import Iterator

from dure.grammar.sentences.says import Sentence
from dure.grammar.shapes import Stated
from dure.portal.officer import sentences as own_says

# A surplus may be a shortage, a change may go down and land may take up: those are not among them.
NEVER_BELOW = (
    "allowances_tco2e/earlier_surplus",
    "allowances_tco2e/carried_in",
    "allowances_tco2e/holding",
    "allowances_tco2e/verified",
    "allowances_tco2e/carried_out",
    "allowances_tco2e/sold",
    "allowance_price_krw_per_tco2e",
    "facility_allowances_tco2e/",
    "facility_emissions_tco2e/",
)


def below_zero(stated: Stated) -> Iterator[tuple[Sentence, str]]:
    """The sentence about an amount below zero that cannot be, at its value."""
    if stated.canonical is None or stated.canonical >= 0:
        return
    if any(stated.address.partition("@")[0].startswith(each) for each in NEVER_BELOW):
        yield own_says.amount_below_zero(stated.address, stated.printed), "value"
