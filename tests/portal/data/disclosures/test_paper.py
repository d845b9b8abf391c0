"""What stands on the sheets of a disclosure: numbers as people read them, and what a bare number counts."""

import pytest
from django.utils import translation

from dure.portal.data.disclosures.paper import answer_words

pytestmark = [pytest.mark.usefixtures("everything"), pytest.mark.xdist_group("loaded")]


def answer(address: str, printed: str, unit: str, *, language: str = "en") -> str:
    """How a frozen figure of 2021 reads on paper."""
    figure = {"address": address, "printed": printed, "unit": unit, "period": "2021", "mark": "observed"}
    with translation.override(language):
        return answer_words({"figure": figure})


def test_long_numbers_have_separators_and_keep_every_printed_digit() -> None:
    goal = "daegu/emissions_goal_tco2e@2030:target"
    assert answer(goal, "5186500", "tCO2e").startswith("5,186,500 tCO₂e · ")
    assert answer(goal, "5186500.50", "tCO2e").startswith("5,186,500.50 tCO₂e · ")
    assert answer(goal, "9.43", "MtCO2e").startswith("9.43 MtCO₂e · ")
    assert answer("daegu/base_year@2018:parameter", "2018", "year").startswith("2018 · ")


def test_a_rank_is_said_to_be_a_rank() -> None:
    rank = "daegu/joint_evaluation_rank/mitigation@2021:observed"
    assert answer(rank, "1", "1").startswith(
        "Rank in the central government's joint evaluation · Emission cuts: 1 · "
    )
    assert answer(rank, "1", "1", language="ko").startswith("정부합동평가 순위 · 온실가스 감축: 1 · ")
