"""What is odd about acts: each rule finds what it says, and leaves ordinary people alone."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.residents import (
    Act,
    Photo,
    Where,
    alike_photos,
    outside_fence,
    shared_device,
    shop_and_person,
    too_fast,
)


@given(st.lists(st.integers(0, 200), max_size=25), st.integers(1, 6), st.integers(1, 50))
def test_the_densest_span_is_the_densest(times: list[int], most: int, span: int) -> None:
    found = too_fast([Act(f"x{n}", "p", float(at)) for n, at in enumerate(times)], most=most, within_s=span)
    densest = max((sum(at <= other <= at + span for other in times) for at in times), default=0)
    assert [one.found for one in found] == ([densest] if densest > most else [])


def test_one_suspicion_names_the_person_the_acts_and_the_limit() -> None:
    acts = [Act(f"x{n}", "p", 5.0 * n) for n in range(4)] + [Act("y", "q", 0.0)]
    (one,) = too_fast(acts, most=3, within_s=60.0)
    assert (one.rule, one.about, one.acts, one.found, one.limit) == (
        "too_fast",
        "p",
        ("x0", "x1", "x2", "x3"),
        4,
        3,
    )


def test_a_family_may_share_a_device() -> None:
    family = [Act(f"x{n}", f"p{n}", 0.0, device="d") for n in range(3)]
    assert shared_device(family, most_people=3) == ()
    assert shared_device([*family, Act("y", "p9", 0.0, device="d")], most_people=3)[0].about == "d"
    assert shared_device([Act(f"x{n}", f"p{n}", 0.0) for n in range(9)], most_people=3) == ()


@given(
    st.lists(st.integers(0, 2**64 - 1), max_size=12),
    st.lists(st.integers(0, 63), max_size=8),
    st.integers(0, 6),
)
def test_no_pair_of_alike_photos_is_missed(hashes: list[int], flips: list[int], within: int) -> None:
    near = [hashes[0] ^ sum({1 << bit for bit in flips[:n]}) for n in range(len(flips))] if hashes else []
    photos = [Photo(f"x{n:02}", "p", bits) for n, bits in enumerate([*hashes, *near])]
    groups = [set(one.acts) for one in alike_photos(photos, within_bits=within)]
    for one, other in combinations(photos, 2):
        if (one.bits ^ other.bits).bit_count() <= within:
            assert any({one.act, other.act} <= group for group in groups)
    assert sum(len(group) for group in groups) == len(set().union(*groups)) if groups else True


def test_a_photo_bomb_is_one_group() -> None:
    photos = [Photo(f"x{n:05}", f"p{n}", 7) for n in range(5_000)]
    (one,) = alike_photos(photos, within_bits=6)
    assert one.found == 5_000


def test_a_favourite_shop_is_ordinary_and_a_closed_pair_is_odd() -> None:
    regular = [Act(f"x{n}", "p", 0.0, shop="s") for n in range(10)]
    others = [Act(f"y{n}", f"q{n}", 0.0, shop="s") for n in range(90)]
    assert shop_and_person([*regular, *others], least_acts=5, share=0.5) == ()
    assert shop_and_person(regular[:4], least_acts=5, share=0.5) == ()
    (one,) = shop_and_person([*regular, *others[:2]], least_acts=5, share=0.5)
    assert (one.about, one.found) == ("s p", 10 / 12)


def test_a_poor_position_is_believed_as_far_as_it_may_be_off() -> None:
    def at(longitude: float, accuracy_m: float) -> Where:
        return Where("x", "p", 0.0, longitude, accuracy_m, 0.0, 0.0, 100.0)

    # A thousandth of a degree on the equator is 111.2 m.
    assert outside_fence([at(0.001, 0.0)], tolerance_m=20.0) == ()
    assert len(outside_fence([at(0.002, 0.0)], tolerance_m=20.0)) == 1
    assert outside_fence([at(0.002, 150.0)], tolerance_m=20.0) == ()


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), max_size=40), st.floats(0.05, 0.95))
def test_what_is_found_lies_beyond_its_limit(rows: list[tuple[int, int]], share: float) -> None:
    acts = [Act(f"x{n}", f"p{who}", 0.0, f"d{who % 2}", f"s{shop}") for n, (who, shop) in enumerate(rows)]
    found = [*shop_and_person(acts, least_acts=2, share=share), *shared_device(acts, most_people=2)]
    assert all(one.found > one.limit and one.acts for one in found)


def test_limits_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="span above zero"):
        too_fast([], most=1, within_s=0)
    with pytest.raises(ValueError, match="at least one"):
        shared_device([], most_people=0)
    with pytest.raises(ValueError, match="0 to 32"):
        alike_photos([], within_bits=33)
    with pytest.raises(ValueError, match="between 0 and 1"):
        shop_and_person([], least_acts=1, share=1.0)
    with pytest.raises(ValueError, match="zero or more"):
        outside_fence([], tolerance_m=-1.0)
