"""A file of practices is read entry by entry: good ones are kept, bad ones are named with place and mend."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.grammar.books.practice_files import (
    FORM,
    read_kept,
    read_kept_details,
    read_practices,
    written_details,
    written_entry,
)
from dure.grammar.books.practice_shapes import PRACTICE, Amount, Contact, Details, Entry, Step
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
STEP = {"on": "2024-03", "to": "offered", "says": {"ko": "열었습니다.", "en": "It opened."}, "source": "r:1"}
WRONG = [
    (changed(id="shop"), "practices[1].id", "does not tell whose practice"),
    (changed(place={**SHOP["place"], "id": "vale"}), "practices[1].place.id", "is not of the place"),
    (changed(kind="idea"), "practices[1].kind", "is not known"),
    (changed(kind="adoption"), "practices[1].of", "does not say what was adopted"),
    (changed(title={"ko": "", "en": ""}), "practices[1].title", "neither in Korean nor in English"),
    (changed(place="hill"), "practices[1].place.title", "neither in Korean nor in English"),
    (changed(results=[{**RESULT, "value": "many"}]), "practices[1].results[1].value", "is not a number"),
    (changed(results=[{**RESULT, "unit": ""}]), "practices[1].results[1].unit", "has no unit"),
    (changed(results=[{**RESULT, "unit": "kgs"}]), "practices[1].results[1].unit", "is not known"),
    (changed(results=[{**RESULT, "period": "last year"}]), "practices[1].results[1].period", "not a period"),
    (changed(results=[{**RESULT, "source": ""}]), "practices[1].results[1].source", "names no source"),
    (changed(contacts=[{"role": {"en": "Waste office"}}]), "practices[1].contacts[1].at", "no way to reach"),
    (changed(contacts=[{"at": "053-000-0000"}]), "practices[1].contacts[1].role", "neither in Korean"),
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


@pytest.mark.parametrize("on", ["2024", "2024-03", "2024-03-15", "2023/2024", ""])
def test_a_step_on_a_day_month_or_year_is_kept_as_it_is_told(on: str) -> None:
    (shop,) = read_practices(file_of(changed(steps=[{**STEP, "on": on}]))).entries
    assert [step.on for step in shop.steps] == [on]


@pytest.mark.parametrize("on", ["9999-99-99", "0000-00", "0001", "2024-03-15T00:00", "x" * 200, "2024/", [2]])
def test_a_step_on_no_day_is_named_with_its_place_and_its_mend(on: object) -> None:
    read = read_practices(file_of(changed(steps=[STEP, {**STEP, "on": on}])))
    assert [each.column for each in read.mistakes] == ["practices[1].steps[2].on"]
    assert "is not a period" in read.mistakes[0].says.en
    assert "2022-06" in read.mistakes[0].mend.ko
    assert not read.entries


# NUL, a bell, a C1 control, no width, a turn to the left, an isolate, and half a letter.
UNSEEN = ["\0", "\a", "\x9b", "\u200b", "\ufeff", "\u202e", "\u2066", "\ud800"]


def hiding(letter: str) -> list[tuple[str, dict[str, Any]]]:
    """The shop with a letter that nobody sees in each of its texts, and where it stands."""
    both, text = {"ko": "가게", "en": f"sh{letter}op"}, f"sh{letter}op"
    return [
        ("id", changed(id=f"{SHOP['id']}{letter}s")),
        ("of", changed(kind="adoption", of=f"{SHOP['id']}{letter}s")),
        ("state", changed(state=text)),
        ("source", changed(source=text)),
        ("title", changed(title=both)),
        ("place.title", changed(place={"title": both})),
        ("what", changed(what=both)),
        ("conditions[1]", changed(conditions=[both])),
        ("results[1].title", changed(results=[{**RESULT, "title": both}])),
        ("results[1].source", changed(results=[{**RESULT, "source": text}])),
        ("steps[1].says", changed(steps=[{**STEP, "says": both}])),
        ("steps[1].to", changed(steps=[{**STEP, "to": text}])),
        ("steps[1].source", changed(steps=[{**STEP, "source": text}])),
    ]


@pytest.mark.parametrize("letter", UNSEEN, ids=ascii)
def test_a_letter_that_nobody_sees_is_refused_in_every_text_of_an_entry(letter: str) -> None:
    for where, entry in hiding(letter):
        read = read_practices(json.dumps(json.loads(file_of()) | {"practices": [entry]}).encode())
        assert not read.entries, where
        assert [each.column for each in read.mistakes] == [f"practices[1].{where}"]
        assert "nobody can see" in read.mistakes[0].says.en
        for name in ("value", "unit", "period"):
            hidden = changed(costs=[{**RESULT, "unit": "KRW", name: f"{RESULT[name]}{letter}1"}])
            read = read_practices(json.dumps(json.loads(file_of()) | {"practices": [hidden]}).encode())
            assert f"practices[1].costs[1].{name}" in {each.column for each in read.mistakes}
        read.mistakes[0].says.en.encode()


@pytest.mark.parametrize("letter", UNSEEN, ids=ascii)
def test_a_server_whose_name_hides_a_letter_gives_no_file_at_all(letter: str) -> None:
    said = json.loads(file_of(SHOP)) | {"from": f"https://dure{letter}.example"}
    read = read_practices(json.dumps(said).encode())
    assert read.unusable
    assert [each.column for each in read.mistakes] == ["from"]


def test_a_joiner_stands_in_prose_but_not_in_an_id() -> None:
    family = "\U0001f469\u200d\U0001f33e"
    assert read_practices(file_of(changed(what={"ko": family, "en": ""}))).entries
    assert not read_practices(file_of(changed(id=f"{SHOP['id']}\u200d"))).entries


def test_of_entries_kept_long_ago_the_good_ones_stand() -> None:
    other = changed(id=f"{SHOP['id']}-2", steps=[{**STEP, "on": "9999-99-99"}])
    read = read_kept([json.dumps(SHOP), json.dumps(other)])
    assert [each.id for each in read.entries] == [SHOP["id"]]
    assert [each.column for each in read.mistakes] == ["practices[2].steps[1].on"]


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
    assert read_kept([written_entry(entry)]).entries == (entry,)


def test_whom_to_ask_goes_there_and_back_by_role() -> None:
    office = {"role": {"ko": "자원순환과", "en": "Waste office"}, "at": "waste@hill.example"}
    (shop,) = read_practices(file_of(changed(contacts=[office]))).entries
    assert shop.details.contacts == (Contact(Text("자원순환과", "Waste office"), "waste@hill.example"),)
    assert read_kept([written_entry(shop)]).entries == (shop,)


def test_details_are_kept_alone_and_read_as_the_same() -> None:
    (shop,) = read_practices(file_of(SHOP)).entries
    (kept,) = read_kept_details(written_details(shop.details)).entries
    assert kept.details == shop.details
    assert read_kept_details(written_details(Details())).entries[0].details == Details()
    assert read_kept_details("no details").unusable
