"""Prize draws: anyone gets the same winners, and whoever cheats is found."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.residents import Announced, commitment_to, drawn, faults_of_draw

SECRET, WORD = b"s" * 32, "the public word of the day"
TICKETS = st.dictionaries(st.text("abcdef0123", min_size=1, max_size=6), st.integers(1, 5), min_size=1)


@given(TICKETS, st.integers(1, 6))
def test_the_winners_are_entrants_each_once_whatever_the_order_of_the_list(
    tickets: dict[str, int], prizes: int
) -> None:
    answer = drawn(tickets, secret=SECRET, public_word=WORD, prizes=prizes)
    assert len(answer.winners) == len(set(answer.winners)) == min(prizes, len(tickets))
    assert set(answer.winners) <= set(tickets)
    turned = dict(reversed(list(tickets.items())))
    assert drawn(turned, secret=SECRET, public_word=WORD, prizes=prizes) == answer


@given(TICKETS)
def test_a_second_prize_does_not_change_the_first(tickets: dict[str, int]) -> None:
    one = drawn(tickets, secret=SECRET, public_word=WORD, prizes=1).winners
    assert drawn(tickets, secret=SECRET, public_word=WORD, prizes=2).winners[:1] == one


def test_three_tickets_win_three_times_as_often() -> None:
    won = Counter(
        drawn({"a": 3, "b": 1}, secret=SECRET, public_word=f"day {n}", prizes=1).winners[0]
        for n in range(4_000)
    )
    # 3,000 of 4,000 expected; four standard deviations are 110.
    assert abs(won["a"] - 3_000) < 110


def announced(tickets: dict[str, int]) -> Announced:
    told = drawn(tickets, secret=SECRET, public_word=WORD, prizes=2)
    return Announced(commitment_to(SECRET), told.entries_digest, told.winners)


def test_whoever_changes_something_afterwards_is_found() -> None:
    tickets = {"a": 1, "b": 2, "c": 1}
    told = announced(tickets)
    assert faults_of_draw(told, tickets=tickets, secret=SECRET, public_word=WORD) == ()
    assert "other_secret" in faults_of_draw(told, tickets=tickets, secret=b"t" * 32, public_word=WORD)
    assert "other_entries" in faults_of_draw(
        told, tickets=tickets | {"d": 1}, secret=SECRET, public_word=WORD
    )
    swapped = replace(told, winners=told.winners[::-1])
    assert faults_of_draw(swapped, tickets=tickets, secret=SECRET, public_word=WORD) == ("other_winners",)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 32"):
        commitment_to(b"short")
    with pytest.raises(ValueError, match="public word"):
        drawn({"a": 1}, secret=SECRET, public_word=" ", prizes=1)
    with pytest.raises(ValueError, match="at least one"):
        drawn({"a": 1}, secret=SECRET, public_word=WORD, prizes=0)
    for name, count in (("a", 0), ("a\tb", 1), ("", 1)):
        with pytest.raises(ValueError, match="plain name"):
            drawn({name: count}, secret=SECRET, public_word=WORD, prizes=1)
