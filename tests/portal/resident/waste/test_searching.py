"""Words that people type: spaces, endings and first consonants forgiven, and nothing found by chance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.portal.resident.waste.searching import first_consonants, plain, rank

NAMES = ["투명 페트병", "Clear PET bottle", "생수병"]


@pytest.mark.parametrize(
    "typed",
    [
        "투명페트병",
        "투명 페트병",
        "페트병을",
        "페트병은 어떻게",
        "투명페트병 버리는 법",
        "ㅌㅁㅍㅌㅂ",
        "clear pet",
        "PET bottles",
        "생수병이요",
    ],
)
def test_however_it_is_typed_the_bottle_is_found(typed: str) -> None:
    assert rank(typed, NAMES) is not None


@pytest.mark.parametrize("typed", ["우유팩", "", "   ", "!!", "병원", "ㄱ"])
def test_what_is_something_else_is_not_found(typed: str) -> None:
    assert rank(typed, NAMES) is None


def test_the_exact_name_comes_before_what_merely_contains_it() -> None:
    exact, within = rank("캔", ["캔"]), rank("캔", ["통조림 캔"])
    assert exact == 0
    assert within == 1
    assert rank("캔", ["캔들"]) is None
    beginning, inside = rank("종이", ["종이컵"]), rank("종이컵 버리는 법", ["종이"])
    assert beginning is not None
    assert inside is not None
    assert beginning < inside


@given(st.text(max_size=200))
def test_no_text_breaks_the_search(typed: str) -> None:
    rank(typed, [typed, "캔"])
    first_consonants(plain(typed))
