"""Counts are said as people say them, for every level that a plan of the packs has."""

import re

import pytest

from dure.grammar.read import read
from dure.portal.blocks.counting import counted
from tests.source import ROOT

ENGLISH = [
    (10, "Action", "10 actions"),
    (5, "Sector", "5 sectors"),
    (1, "Sector", "1 sector"),
    (16, "Sub-strategy", "16 sub-strategies"),
    (2, "Policy tasks", "2 policy tasks"),
    (1, "Policy tasks", "1 policy task"),
    (6, "Field of life", "6 fields of life"),
    (3, "Works by field", "3 works by field"),
    (1, "Works by field", "1 work by field"),
    (3, "Analysis of paths", "3 analyses of paths"),
    (14, "Prize or designation", "14 prizes or designations"),
    (1, "Analysis", "1 analysis"),
    (3, "International cooperation", "International cooperation: 3"),
    (2, "Campus", "2 campuses"),
    (2, "Class", "2 classes"),
    (0, "Duty", "0 duties"),
    (1234, "Task", "1,234 tasks"),
]


@pytest.mark.parametrize(("count", "noun", "said"), ENGLISH)
def test_a_count_in_english_agrees_with_its_noun(count: int, noun: str, said: str) -> None:
    assert counted(count, noun, language="en") == said


def test_a_count_in_korean_takes_its_counter_behind_the_number() -> None:
    assert counted(1200, "과제", language="ko") == "과제 1,200개"


def test_no_level_of_a_pack_is_counted_wrongly() -> None:
    levels = {row.level.en for place in read(ROOT / "packs").places for row in place.plans}
    assert levels
    for level in levels:
        one, more = (counted(count, level, language="en") for count in (1, 2))
        if more == f"{level}: 2":
            continue
        assert one.startswith("1 ")
        assert more.startswith("2 ")
        assert not re.search(r"[^aeiou]ys\b|sss|eses\b|[^s]s\b", one.replace("analysis", "")), one
        assert not re.search(r"[^aeiou]ys\b|ss\b|eses\b", more), more
