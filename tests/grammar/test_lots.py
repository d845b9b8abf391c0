"""A lot is read from an account's address and written into it again, unchanged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.grammar.lots import Lot, SerialLot, find_lot, find_serial_lot

NAMES = st.from_regex(r"[a-z]([a-z0-9]){0,10}", fullmatch=True)


@given(NAMES, st.none() | st.integers(0, 10**11))
def test_a_lot_is_read_as_it_was_written(name: str, price: int | None) -> None:
    lot = Lot("2019", name, price)
    assert find_lot(lot.path) == lot


@given(st.integers(1, 10**9), st.integers(1, 10**6))
def test_a_lot_of_credits_is_read_as_it_was_written(first: int, tonnes: int) -> None:
    lot = SerialLot("landfill-gas", "2010-2014", first, first + tonnes - 1)
    assert find_serial_lot(lot.path) == lot
    assert lot.tonnes == tonnes


@pytest.mark.parametrize("path", ["", "2019", "19/free", "2019/", "2019/Free", "2019/a/b", "surplus/2019"])
def test_what_names_no_lot_is_none(path: str) -> None:
    assert find_lot(path) is None


@pytest.mark.parametrize("path", ["a/2009/0-5", "a/2009/5-4", "a/2009/1", "2009/1-5", "a/2009/1-5/x"])
def test_what_names_no_serials_is_none(path: str) -> None:
    assert find_serial_lot(path) is None
