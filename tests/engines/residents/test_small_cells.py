"""Counts of people: no small one is shown, and none follows from what is shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dure.engines.residents import shown_counts
from dure.engines.suppression import derivable

BANDS, PLACES = ("child", "adult", "aged"), ("north", "south", "east")


def table(cells: list[int]) -> tuple[dict[str, int], dict[str, list[str]]]:
    """Neighbourhoods by age band, with both margins and the whole."""
    own = {f"{place} {band}": cells.pop() for place in PLACES for band in BANDS}
    sums = {place: [f"{place} {band}" for band in BANDS] for place in PLACES}
    sums |= {band: [f"{place} {band}" for place in PLACES] for band in BANDS}
    counts = own | {name: sum(own[part] for part in parts) for name, parts in sums.items()}
    sums["all"] = list(PLACES)
    return counts | {"all": sum(counts[place] for place in PLACES)}, sums


@settings(max_examples=25)
@given(st.lists(st.integers(0, 60), min_size=9, max_size=9))
def test_no_small_count_is_shown_or_follows(cells: list[int]) -> None:
    counts, sums = table(list(cells))
    pairs = [*sums.items(), ("all", list(BANDS))]
    try:
        answer = shown_counts(counts, sums=pairs, smallest=10)
    except ValueError as refused:
        assert "derived" in str(refused)  # noqa: PT017
        return
    assert all(count is None or count == 0 or count >= 10 for count in answer.counts.values())
    assert all(answer.counts[name] in (None, counts[name]) for name in counts)
    closed = [name for name, count in answer.counts.items() if count is None]
    assert not set(derivable(pairs, closed=closed)) & set(answer.small)


def test_a_small_cell_takes_another_with_it() -> None:
    answer = shown_counts({"all": 53, "a": 3, "b": 20, "c": 30}, sums={"all": ["a", "b", "c"]}, smallest=10)
    assert answer.counts["a"] is None
    assert answer.small == ("a",)
    assert len(answer.beside) == 1


def test_the_smallest_shown_cell_is_ten() -> None:
    answer = shown_counts({"all": 40, "a": 10, "b": 30}, sums={"all": ["a", "b"]}, smallest=10)
    assert None not in answer.counts.values()


def test_nobody_at_all_is_shown() -> None:
    assert shown_counts({"all": 30, "a": 0, "b": 30}, sums={"all": ["a", "b"]}, smallest=10).counts["a"] == 0


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="not the sum"):
        shown_counts({"all": 5, "a": 4}, sums={"all": ["a"]}, smallest=10)
    with pytest.raises(ValueError, match="zero or more"):
        shown_counts({"a": -1}, sums={}, smallest=10)
    with pytest.raises(ValueError, match="nobody is hidden"):
        shown_counts({"a": 1}, sums={}, smallest=1)
