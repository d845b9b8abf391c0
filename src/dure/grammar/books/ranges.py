"""Within what a parameter of decay can be, whoever states it: a column, a flag, or a pack."""

from dure.grammar.sentences import deposits as says
from dure.grammar.sentences.says import Sentence

SHARES = (
    "doc",
    "docf",
    "mcf",
    "methane_share",
    "oxidised_share",
    "recovered_share",
    "greatest_recovered_share",
)
RANGES = {
    "k_per_year": (0.0, 5.0),
    "half_life_years": (0.1, 1000.0),
    "start_month": (1.0, 13.0),
    "delay_months": (-6.0, 6.0),
    "methane_per_carbon": (1.3, 1.34),
    "methane_density_kg_per_m3": (0.5, 0.8),
}
WHOLE = ("start_month", "delay_months")


def odd_parameter(name: str, value: float, text: str) -> Sentence | None:
    """What is wrong with a parameter's value, or None."""
    if name in SHARES:
        return None if 0 <= value <= 1 else says.not_a_share(name, text)
    low, high = RANGES.get(name, (float("-inf"), float("inf")))
    if not low <= value <= high or (name in WHOLE and value != int(value)):
        return says.out_of_range(name, text, f"{low:g}–{high:g}")
    return None
