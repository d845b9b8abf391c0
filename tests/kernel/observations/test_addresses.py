"""Full addresses: what they are made of, and what is none."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dure.kernel.observations import read

NAMES = st.from_regex(r"[a-z][a-z0-9]{0,6}(_[a-z0-9]{1,5}){0,2}", fullmatch=True)
PARTS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
PERIODS = st.sampled_from(["2018", "2018-03", "2018-03-15", "2007/2021", "2007-01/2021-12", ""])
MARKS = st.sampled_from([*read.MARKS, ""])


@given(
    place=st.from_regex(r"[a-z]{2,8}(-[a-z]{2,8})?", fullmatch=True),
    address=PARTS,
    period=PERIODS,
    mark=MARKS,
)
def test_an_address_taken_apart_is_what_it_was(place: str, address: str, period: str, mark: str) -> None:
    whole = f"{place}/{address}@{period}" + (f":{mark}" if mark else "")
    assume(period or mark)
    assert read.parse_address(whole) == read.Address(place, address, period, mark)


@given(st.text(max_size=40))
def test_what_is_no_address_is_not_taken_for_one(words: str) -> None:
    found = read.parse_address(words)
    if found is not None:
        again = f"{found.place}/{found.address}@{found.period}" + (f":{found.mark}" if found.mark else "")
        assert again.rstrip(":") == words.rstrip(":")
        assert all((found.place, found.address))


@pytest.mark.parametrize(
    "words", ["", "a", "a/trees", "trees@2022", "/trees@2022", "a/@2022", "a/trees@", "a/trees@:"]
)
def test_half_an_address_is_none(words: str) -> None:
    assert read.parse_address(words) is None
