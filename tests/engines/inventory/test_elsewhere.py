"""IE names a reference that holds a number, or it is found."""

from decimal import Decimal

import pytest

from dure.engines.inventory.elsewhere import Astray, answers_nothing, astray, without_target
from dure.engines.inventory.notation import read_cell

KNOWN = ("I.1.1", "I.1.2", "I.2.1", "II.1.1", "II.1.2")


def found(**cells: str) -> tuple[Astray, ...]:
    read = {ref.replace("_", "."): read_cell(text) for ref, text in cells.items()}
    return astray(read, known=KNOWN)


def test_an_ie_with_a_number_at_its_target_is_good() -> None:
    assert found(I_1_1="IE (II.1.1)", II_1_1="5") == ()
    assert found(I_1_1="IE (II.1)", II_1_2="5") == ()


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"I_1_1": "IE (II.9.9)"}, ["unknown"]),
        ({"I_1_1": "IE (I.1.1)"}, ["itself"]),
        ({"I_1_1": "IE (I.1.2)", "I_1_2": "IE (I.1.1)"}, ["circle", "circle"]),
        ({"I_1_1": "IE (I.1.2)", "I_1_2": "IE (I.2.1)", "I_2_1": "IE (I.1.1)"}, ["circle"] * 3),
        ({"I_1_1": "IE (I.1.2)", "I_1_2": "NO"}, ["no_number"]),
        ({"I_1_1": "IE (I.1.2)"}, ["no_number"]),
        ({"I_1_1": "IE (I.1.2)", "I_1_2": "IE (I.2.1)", "I_2_1": "4"}, ["no_number"]),
    ],
)
def test_an_ie_that_leads_nowhere_is_named(cells: dict[str, str], why: list[str]) -> None:
    assert [each.why for each in found(**cells)] == why


def test_zero_is_a_number_to_point_to() -> None:
    assert found(I_1_1="IE (I.1.2)", I_1_2="0") == ()
    assert read_cell("0").value == Decimal(0)


def test_an_ie_without_a_target_is_listed_apart() -> None:
    cells = {"I.1.1": read_cell("IE"), "I.1.2": read_cell("IE (I.2.1)")}
    assert without_target(cells) == ("I.1.1",)


@pytest.mark.parametrize(
    ("cells", "nothing"),
    [
        ({"I.1.1": "IE (I.1.2)", "I.1.2": "NO"}, {"I.1.1"}),
        ({"I.1.1": "IE (I.1.2)"}, {"I.1.1"}),
        ({"I.1.1": "IE (II.9.9)"}, {"I.1.1"}),
        ({"I.1.1": "IE (I.1.2)", "I.1.2": "IE (I.1.1)"}, {"I.1.1", "I.1.2"}),
        ({"I.1.1": "IE (I.1.2)", "I.1.2": "IE (I.2.1)", "I.2.1": "4"}, set()),
        ({"I.1.1": "IE (I.1.2)", "I.1.2": "C"}, set()),
        ({"I.1.1": "IE (I.1.2; I.2.1)", "I.1.2": "NO", "I.2.1": "4"}, set()),
        ({"I.1.1": "IE"}, set()),
    ],
)
def test_an_ie_answers_where_following_it_comes_to_a_number(cells: dict[str, str], nothing: set[str]) -> None:
    read = {ref: read_cell(text) for ref, text in cells.items()}
    assert answers_nothing(read, known=KNOWN) == nothing
