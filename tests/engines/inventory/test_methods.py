"""What holds of every method of activity rows: its rows are apart, its amounts scale, its ranges are kept."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.catalogue import ENGINES
from dure.engines.refusals import Array, ShapeError
from dure.grammar.contracts import read_contracts

CONTRACTS = read_contracts()
# Methods of rows. Those of years, of scalars and of a whole table have laws of their own.
OTHERS = {
    "inventory.decay_constant",
    "inventory.emitted",
    "inventory.error_table",
    "inventory.first_order_decay",
    "inventory.generated_at_least",
    "inventory.level_assessment",
    "inventory.methane_generated",
    "inventory.recalculation",
    "inventory.reconcile",
    "inventory.trend_assessment",
}
NAMES = [name for name in ENGINES if name.startswith("inventory.") and name not in OTHERS]
GREATER_THAN = {
    "recovered_ch4_kg",
    "sludge_organics_kg",
    "sludge_nitrogen_kg",
    "imported_clinker_kg",
    "recovered",
    "co2_share",
}
SCALARS = {"co2_per_carbon": 44 / 12, "greatest_share": 0.95}


def arguments(name: str, rows: int, draw: np.random.Generator) -> dict[str, Array | float]:
    """Arguments within their ranges; what is taken away is small."""
    made: dict[str, Array | float] = {}
    for entry in CONTRACTS[name].arguments:
        values = draw.random(rows)
        if entry.dimensions == 0:
            made[entry.name] = SCALARS[entry.name]
        elif entry.name in GREATER_THAN:
            made[entry.name] = values * 1e-9
        elif "between 0 and 1" in entry.range:
            made[entry.name] = 0.1 + values * 0.8
        elif "at least 1" in entry.range:
            made[entry.name] = 1 + values
        else:
            made[entry.name] = 1 + values * 1000
    return made


def answers(name: str, given_: dict[str, Array | float]) -> list[Array]:
    answer = ENGINES[name](**given_)
    return [getattr(answer, entry.name) for entry in CONTRACTS[name].answers]


@pytest.mark.parametrize("name", NAMES)
@given(seed=st.integers(0, 1000))
def test_each_row_is_calculated_as_if_it_were_alone(name: str, seed: int) -> None:
    made = arguments(name, 5, np.random.default_rng(seed))
    whole = answers(name, made)
    turned = {key: value[::-1] if isinstance(value, np.ndarray) else value for key, value in made.items()}
    for straight, backwards in zip(whole, answers(name, turned), strict=True):
        assert (straight == backwards[::-1]).all()
    alone = {key: value[2:3] if isinstance(value, np.ndarray) else value for key, value in made.items()}
    for straight, single in zip(whole, answers(name, alone), strict=True):
        assert straight[2] == pytest.approx(single[0], rel=1e-12)


@pytest.mark.parametrize("name", NAMES)
def test_twice_the_activity_is_twice_the_gas(name: str) -> None:
    made = arguments(name, 4, np.random.default_rng(7))
    # Not only the activity: what is taken away, imported or lost belongs to it.
    doubled = {"spread", "carbon_kg", "recovered", "sludge", "imported", "exported"}
    first = CONTRACTS[name].arguments[0].name
    more = {
        key: 2 * value if key == first or any(word in key for word in doubled) else value
        for key, value in made.items()
    }
    more |= {key: made[key] for key in made if key.endswith("share")}
    for once, twice in zip(answers(name, made), answers(name, more), strict=True):
        assert twice == pytest.approx(2 * once, rel=1e-9)


@pytest.mark.parametrize("name", NAMES)
def test_no_gas_is_below_zero(name: str) -> None:
    for values in answers(name, arguments(name, 20, np.random.default_rng(3))):
        assert (values >= 0).all()


@pytest.mark.parametrize("name", NAMES)
def test_what_is_outside_its_range_is_refused_by_row_and_name(name: str) -> None:
    for entry in CONTRACTS[name].arguments:
        if entry.dimensions == 0:
            continue
        made = arguments(name, 3, np.random.default_rng(1))
        wrong = np.array(made[entry.name])
        wrong[1] = 1.5 if "between 0 and 1" in entry.range else -1.0
        with pytest.raises(ValueError, match=entry.name):
            answers(name, {**made, entry.name: wrong})
        wrong[1] = np.nan
        with pytest.raises(ValueError, match=entry.name):
            answers(name, {**made, entry.name: wrong})
        with pytest.raises(ShapeError):
            answers(name, {**made, entry.name: np.array([])})


@pytest.mark.parametrize("name", NAMES)
def test_nothing_has_a_default(name: str) -> None:
    assert CONTRACTS[name].optional == frozenset()
