"""A file of practices is read entry by entry: good ones are kept, bad ones are named with place and mend."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.grammar.books.practice_files import FORM, read_entry, read_practices, written_entry
from dure.grammar.books.practice_shapes import PRACTICE, Amount, Details, Entry, Step
from dure.grammar.shapes import Text

SHOP: dict[str, Any] = {
    "id": "https://dure.example/practices.json#hill/practice-shop",
    "kind": "practice",
    "of": "",
    "place": {"id": "hill", "title": {"ko": "언덕구", "en": "Hill"}},
    "title": {"ko": "자원순환가게", "en": "Recycling shop"},
    "state": "offered",
    "what": {"ko": "올바르게 재활용하면 보상합니다.", "en": "Rewards recycling done right."},
    "conditions": [{"ko": "가게 자리", "en": "A place for the shop"}],
    "costs": [{"title": {"ko": "국비", "en": "Grant"}, "value": "220", "unit": "KRW_million"}],
    "results": [
        {"title": {"ko": "모은 페트병", "en": "PET collected"}, "value": "1,234.5", "unit": "kg",
         "period": "2024", "source": "hill-report:3"},
    ],
    "source": "hill-report:1",
}  # fmt: skip


def file_of(*entries: object, form: str = FORM) -> bytes:
    """A file with these entries."""
    said = {"form": form, "from": "https://dure.example", "practices": entries}
    return json.dumps(said, ensure_ascii=False).encode()


def changed(**cells: object) -> dict[str, Any]:
    """The shop with some of its names changed."""
    return {**SHOP, **cells}


def test_a_practice_comes_with_results_in_their_units_costs_and_conditions() -> None:
    read = read_practices(file_of(SHOP))
    assert (read.sender, read.mistakes) == ("https://dure.example", ())
    (shop,) = read.entries
    assert shop.details.results == (
        Amount(Text("모은 페트병", "PET collected"), "1,234.5", "kg", "2024", "hill-report:3"),
    )
    assert [each.unit for each in shop.details.costs] == ["KRW_million"]
    assert [each.en for each in shop.details.conditions] == ["A place for the shop"]


def test_a_file_of_the_first_form_is_read_too() -> None:
    old = {name: SHOP[name] for name in ("id", "kind", "of", "place", "title", "state")}
    (shop,) = read_practices(file_of(old, form="dure-practices-1")).entries
    assert not shop.details.said


RESULT = SHOP["results"][0]
WRONG = [
    (changed(id="shop"), "practices[1].id", "does not tell whose practice"),
    (changed(kind="idea"), "practices[1].kind", "is not known"),
    (changed(kind="adoption"), "practices[1].of", "does not say what was adopted"),
    (changed(title={"ko": "", "en": ""}), "practices[1].title", "neither in Korean nor in English"),
    (changed(place="hill"), "practices[1].place.title", "neither in Korean nor in English"),
    (changed(results=[{**RESULT, "value": "many"}]), "practices[1].results[1].value", "is not a number"),
    (changed(results=[{**RESULT, "unit": ""}]), "practices[1].results[1].unit", "has no unit"),
    (changed(results=[{**RESULT, "unit": "kgs"}]), "practices[1].results[1].unit", "is not known"),
    (changed(results=[{**RESULT, "period": "last year"}]), "practices[1].results[1].period", "not a period"),
    (changed(results=[{**RESULT, "source": ""}]), "practices[1].results[1].source", "names no source"),
    (changed(results="none"), "practices[1].results", "is not a list"),
    (changed(costs=[{**RESULT, "unit": "kg"}]), "practices[1].costs[1].unit", "which is not won"),
    ("a shop", "practices[1]", "is not an object"),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "where", "says"), WRONG)
def test_a_bad_entry_is_named_with_its_place_and_the_others_are_offered(
    entry: object, where: str, says: str
) -> None:
    other = changed(id="https://dure.example/practices.json#hill/practice-other")
    read = read_practices(file_of(entry, other))
    assert [(each.line, each.column) for each in read.mistakes] == [(1, where)]
    assert says in read.mistakes[0].says.en
    assert read.mistakes[0].mend.ko
    assert [each.id for each in read.entries] == [other["id"]]


def test_the_same_id_twice_names_the_first() -> None:
    read = read_practices(file_of(SHOP, SHOP))
    assert "stands in entry 1 already" in read.mistakes[0].says.en
    assert len(read.entries) == 1


@pytest.mark.parametrize("content", [b"", b"<html>", b"[]", b"{}", b"\xff\xfe\x00", b"[" * 100_000])
def test_what_is_no_file_of_practices_is_refused_whole(content: bytes) -> None:
    read = read_practices(content)
    assert read.unusable
    assert len(read.mistakes) == 1


WORDS = st.text(st.characters(codec="utf-8", categories=["L", "Nd"]), min_size=1, max_size=20)


@given(title=WORDS, value=st.integers(0, 10**9), unit=st.sampled_from(["kg", "people", "1", "tCO2e"]))
def test_an_entry_that_was_written_reads_as_the_same(title: str, value: int, unit: str) -> None:
    amount = Amount(Text(title, ""), f"{value:,}", unit, "2024", "report:1")
    entry = Entry(
        SHOP["id"], PRACTICE, Text(title, title), Text("", title), "offered",
        details=Details(Text(title, ""), (Text(title, ""),), (), (amount,), "report:2"),
        steps=(Step("2024", "offered", Text(title, ""), "report:3"),),
    )  # fmt: skip
    assert read_entry(written_entry(entry)) == entry
