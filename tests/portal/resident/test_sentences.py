"""Sentences made from figures say every number they were given, no other, and plainly what is unknown."""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.grammar.shapes import Text
from dure.kernel.observations.read import Figure
from dure.portal.blocks.numbers import shown
from dure.portal.blocks.times import period_words
from dure.portal.resident.sentences import (
    Path,
    measure_sentence,
    path_of,
    path_sentence,
    share,
    way_sentence,
)
from tests.portal.resident.stated import EMISSIONS, POWER, cut, figure, measure, net_zero

BASE = figure("emissions_tco2e", 9_430_000, "2018")
LAST = figure("emissions_tco2e", 8_870_000, "2022")
GOAL = figure("emissions_goal_tco2e", 5_186_500, "2030", mark="target", unit="tCO2e")
CUT, ZERO = cut(45), net_zero(2050)
NOTHING = Path(None, None, None, None, None)
amounts = st.decimals("0.01", "99999999999", places=2, allow_nan=False)


def words(value: Decimal, unit: str, language: str) -> str:
    """An amount as every block shows it."""
    return shown(value, unit=unit, language=language).text


def without(said: str, parts: list[str]) -> str:
    """A sentence after each of its parts has been taken out once; each must be there."""
    # The longest first: a short one may stand inside a longer one.
    for part in sorted(parts, key=len, reverse=True):
        assert part in said, (part, said)
        said = said.replace(part, "", 1)
    return said


def test_a_known_way_reads_as_people_write() -> None:
    said = path_sentence(Path(BASE, GOAL, CUT, ZERO, BASE), EMISSIONS)
    assert said.ko == (
        "2018년 943만 tCO₂e에서 2030년 519만 tCO₂e까지 45% 줄이기로 했습니다. 탄소중립 목표는 2050년입니다. "
        "확보한 출처에는 2018년 뒤의 배출량이 없습니다. 그래서 목표대로 가고 있는지 판단할 수 없습니다."
    )
    assert said.en == (
        "The promise: from 9.43 million tCO₂e in 2018 to 5.19 million tCO₂e in 2030, a cut of 45%. "
        "Carbon neutrality is promised for 2050. The sources at hand have no emissions after 2018, "
        "so they do not tell whether the path is kept."
    )


@pytest.mark.parametrize(
    ("path", "korean", "english"),
    [
        (
            NOTHING,
            "배출량과 감축 목표는 확보한 출처에 없습니다.",
            "The sources at hand state neither emissions nor a target.",
        ),
        (
            Path(BASE, None, None, None, BASE),
            "2018년 배출량은 943만 tCO₂e입니다. 감축 목표는 확보한 출처에 없습니다. "
            "확보한 출처에는 2018년 뒤의 배출량이 없습니다.",
            "Emissions in 2018 were 9.43 million tCO₂e. The sources at hand state no target. "
            "The sources at hand have no emissions after 2018.",
        ),
        (
            Path(None, GOAL, None, None, None),
            "배출량 목표는 2030년 519만 tCO₂e입니다. 기준이 되는 배출량은 확보한 출처에 없습니다.",
            "The promise: 5.19 million tCO₂e in 2030. "
            "The sources at hand do not state the emissions it is counted from.",
        ),
        (
            Path(None, None, CUT, None, None),
            "배출량을 2030년까지 45% 줄이기로 했습니다. 기준이 되는 배출량은 확보한 출처에 없습니다.",
            "The promise: a cut of 45% by 2030. "
            "The sources at hand do not state the emissions it is counted from.",
        ),
    ],
)
def test_what_is_unknown_about_the_way_is_said_plainly(path: Path, korean: str, english: str) -> None:
    assert path_sentence(path, EMISSIONS) == Text(korean, english)


def test_what_was_published_last_is_said() -> None:
    said = path_sentence(Path(BASE, GOAL, CUT, None, LAST), EMISSIONS)
    assert said.ko.endswith(" 2022년 배출량은 887만 tCO₂e입니다.")
    assert said.en.endswith(" Emissions in 2022 were 8.87 million tCO₂e.")


def test_every_way_is_said_in_whole_sentences() -> None:
    bases: tuple[tuple[Figure | None, Figure | None], ...] = ((None, None), (BASE, BASE), (BASE, LAST))
    goals, cuts, zeros = (None, GOAL), (None, CUT, cut(None)), (None, ZERO, net_zero(None))
    for (base, last), goal, one_cut, zero in product(bases, goals, cuts, zeros):
        said = path_sentence(Path(base, goal, one_cut, zero, last), EMISSIONS)
        for text in (said.ko, said.en):
            assert text.endswith(".")
            assert not re.search(r"unknown|None|미상|  | \.|년년", text), text
        assert re.search(r"[A-Za-z]", said.en)
        assert not re.search(r"[가-힣]", said.en)
        assert bool(base or goal or (one_cut and one_cut.value)) != ("neither" in said.en)


@given(base=amounts, goal=amounts, percent=st.integers(1, 100), zero=st.integers(2030, 2100))
def test_words_and_numbers_of_a_way_never_disagree(
    base: Decimal, goal: Decimal, percent: int, zero: int
) -> None:
    seen = figure("emissions_tco2e", base, "2018")
    aim = figure("emissions_goal_tco2e", goal, "2030", mark="target", unit="tCO2e")
    said = path_sentence(Path(seen, aim, cut(percent), net_zero(zero), seen), EMISSIONS)
    for language, text in (("ko", said.ko), ("en", said.en)):
        parts = [words(base, "tco2e", language), words(goal, "tco2e", language), f"{percent}%", f"{zero}"]
        years = [period_words(year, language=language) for year in ("2018", "2030", "2018")]
        assert not re.search(r"\d", without(text, [*parts, *years]).replace("CO₂", "")), text


@pytest.mark.parametrize(
    ("actual", "target", "korean", "english"),
    [
        (
            605,
            4085,
            "2020년 실적은 605 MW, 2030년 목표는 4,085 MW입니다. 목표의 14.8%에 이르렀습니다.",
            "Actual in 2020: 605 MW; target for 2030: 4,085 MW. That is 14.8% of the target.",
        ),
        (
            605,
            None,
            "2020년 실적은 605 MW입니다. 목표는 확보한 출처에 없습니다.",
            "Actual in 2020: 605 MW. The sources at hand have no target.",
        ),
        (
            None,
            4085,
            "2030년 목표는 4,085 MW입니다. 실적은 확보한 출처에 없습니다.",
            "Target for 2030: 4,085 MW. The sources at hand have no actual value.",
        ),
        (
            None,
            None,
            "설비용량은 실적도 목표도 확보한 출처에 없습니다.",
            "Capacity: the sources at hand have neither an actual value nor a target.",
        ),
    ],
)
def test_an_indicator_in_words(actual: int | None, target: int | None, korean: str, english: str) -> None:
    own = measure(actual, target)
    assert measure_sentence(own, POWER) == Text(korean, english)
    by_itself = way_sentence(own, POWER)
    assert by_itself.ko.startswith("설비용량")
    assert by_itself.en.startswith("Capacity")


@pytest.mark.parametrize(
    ("title", "begins"),
    [
        ("수소차", "수소차는"),
        ("재생에너지 비율", "재생에너지 비율은"),
        ("1인당 면적", "1인당 면적은"),
        ("본류 BOD", "본류 BOD는"),
    ],
)
def test_the_particle_follows_the_last_sound(title: str, begins: str) -> None:
    said = measure_sentence(measure(title=Text(title, "Any")), POWER)
    assert said.ko == f"{begins} 실적도 목표도 확보한 출처에 없습니다."


@given(actual=amounts, target=amounts)
def test_the_share_is_that_of_the_two_numbers_beside_it(actual: Decimal, target: Decimal) -> None:
    own = measure(actual, target)
    reached = share(own)
    assert abs(Decimal(reached.removesuffix("%")) - 100 * actual / target) <= Decimal("0.05")
    said = measure_sentence(own, POWER)
    for language, text in (("ko", said.ko), ("en", said.en)):
        parts = [words(actual, "mw", language), words(target, "mw", language), reached, "2020", "2030"]
        assert not re.search(r"\d", without(text, parts)), text


@pytest.mark.parametrize(
    ("actual", "target", "better"),
    [(5, 10, "lower"), (0, 10, "higher"), (-5, 10, "higher"), (5, 0, "higher"), (5, -1, "higher")],
)
def test_no_share_is_named_where_it_would_mean_nothing(actual: int, target: int, better: str) -> None:
    own = measure(actual, target, better=better)
    assert share(own) == ""
    assert "%" not in measure_sentence(own, POWER).ko


def test_the_way_begins_in_the_base_year_and_ends_with_what_was_seen_last() -> None:
    base_year = figure("base_year", 2018, "2018", mark="parameter")
    before = figure("emissions_tco2e", 9_890_000, "2017")
    unseen = figure("emissions_tco2e", None, "2023")
    meant = figure("emissions_tco2e", 1, "2030", mark="target")
    path = path_of([before, BASE, LAST, unseen, meant, base_year, cut(40), GOAL, ZERO])
    assert path == Path(base=BASE, goal=GOAL, cut_percent=cut(40), net_zero=ZERO, last=LAST)
    assert path_of([before, BASE]).base == BASE
    assert path_of([unseen, meant]) == NOTHING


def test_made_up_emissions_are_said_to_be_made_up_and_not_to_be_missing() -> None:
    made_up = figure("emissions_tco2e", 1_440_000, "2018", mark="synthetic")
    path = path_of([made_up])
    said = path_sentence(path, EMISSIONS)
    assert said.en == "The emissions stated here are made up. No source states real ones, nor a target."
    assert "지어낸 값" in said.ko
    assert "neither" in path_sentence(NOTHING, EMISSIONS).en
    own = measure(None, None)
    told = measure_sentence(replace(own, figures=(made_up,)), POWER)
    assert "made up" in told.en
    assert "지어낸" in told.ko
    assert "neither" in measure_sentence(own, POWER).en
