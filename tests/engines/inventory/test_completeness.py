"""Completeness counts what is answered and estimated; a blank takes the claim away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.inventory.completeness import completeness
from dure.engines.inventory.notation import read_cell

TEXTS = st.sampled_from(["5", "0", "NO", "NE", "IE", "C", "", "NO; IE", "NE; NE", "abc"])


def test_every_answer_but_ne_counts_and_only_a_blank_forbids_the_claim() -> None:
    cells = {ref: read_cell(text) for ref, text in zip("abcde", ["5", "NO", "IE", "C", "NE"], strict=True)}
    found = completeness(cells, refs="abcde")
    assert (found.share, found.may_be_claimed) == (0.8, True)
    assert (found.not_estimated, found.confidential, found.elsewhere) == (("e",), ("d",), ("c",))
    found = completeness(cells, refs="abcdef")
    assert (found.blank, found.may_be_claimed) == (("f",), False)


def test_a_number_that_is_only_part_of_it_is_not_complete() -> None:
    assert completeness({"a": read_cell("5; NE")}, refs="a").share == 0


@given(st.dictionaries(st.sampled_from("abcdefgh"), TEXTS, min_size=1))
def test_answering_more_never_makes_it_less_complete(texts: dict[str, str]) -> None:
    cells = {ref: read_cell(text) for ref, text in texts.items()}
    before = completeness(cells, refs="abcdefgh")
    after = completeness({**cells, "a": read_cell("1")}, refs="abcdefgh")
    assert 0 <= before.share <= after.share <= 1


def test_a_level_that_asks_for_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="refs is empty"):
        completeness({}, refs=[])
