"""The right particle after any word."""

import pytest

from dure.portal.blocks.korean import particle, with_particle


@pytest.mark.parametrize(
    ("word", "topic", "way"),
    [
        ("대구", "는", "로"),
        ("인천", "은", "으로"),
        ("서울", "은", "로"),
        ("943만", "은", "으로"),
        ("20조", "는", "로"),
        ("45%", "는", "로"),
        ("943만 tCO₂e", "은", "으로"),
        ("5,632.9 GWh", "는", "로"),
        ("31,400 t", "은", "으로"),
        ("2030", "은", "으로"),
        ("2021", "은", "로"),
        ("2022", "는", "로"),
        ("3.0", "은", "으로"),
        ("1,000,000,000,000", "는", "로"),
        ("KRW", "는", "로"),
        ("URL", "은", "로"),
        ("Incheon", "은", "으로"),
        ("대전(Daejeon)", "은", "으로"),
        ("“제주”", "는", "로"),
    ],
)
def test_a_particle_follows_the_last_sound(word: str, topic: str, way: str) -> None:
    assert particle(word, "은/는") == topic
    assert particle(word, "으로/로") == way


def test_every_pair_has_its_closed_form_first() -> None:
    assert [particle("물", pair) for pair in ("이/가", "을/를", "과/와")] == ["이", "을", "과"]
    assert [particle("나무", pair) for pair in ("이/가", "을/를", "과/와")] == ["가", "를", "와"]


def test_nothing_takes_the_open_form() -> None:
    assert with_particle("", "은/는") == "는"
