"""`dure inventory totals` adds up a table and says what is wrong in it."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dure.engines.inventory.notation import read_amount
from dure.grammar.books.categories import read_taxonomy
from dure.portal.commands import inventory
from dure.portal.settings import PACKS

CATEGORIES, _ = read_taxonomy(PACKS, system="inventory")
REFS = [each.ref for each in CATEGORIES]
VIEWS = ("BASIC", "BASIC+", "Territorial")
HEADER = ["City_year", "Level", "Population", *REFS, *VIEWS]


def table(folder: Path, *changes: dict[str, str]) -> Path:
    """A table in which every reference of every row is 1 t and every total is right, but for the changes."""
    rows = []
    for number, change in enumerate(changes):
        row = dict.fromkeys(REFS, "1")
        row |= {"City_year": f"Town{number}_2018", "Level": "BASIC", "Population": "10"}
        row |= {"BASIC": "32", "BASIC+": "48", "Territorial": "27"}
        rows.append({**row, **change})
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADER)
    writer.writeheader()
    writer.writerows(rows)
    path = folder / "table.csv"
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


def answers(
    capsys: pytest.CaptureFixture[str], path: Path, *arguments: str, code: int = 0
) -> list[dict[str, Any]]:
    assert inventory.run(["totals", str(path), "--json", "--lang", "en", *arguments]) == code
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def codes(answer: dict[str, Any]) -> list[str]:
    return [finding.split(":")[0] for finding in answer["findings"]]


def test_a_row_answers_with_its_three_views(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert answers(capsys, table(tmp_path, {})) == [
        {
            "city_year": "Town0_2018",
            "BASIC": 32.0,
            "BASIC+": 48.0,
            "Territorial": 27.0,
            "completeness": 1.0,
            "findings": [],
        }
    ]


def test_a_total_that_is_not_its_parts_is_told_from_everything_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = answers(capsys, table(tmp_path, {}, {"BASIC": "41.8", "I.1.1": "2"}, {"BASIC": "32.9"}))
    assert codes(found[0]) == codes(found[2]) == []
    assert codes(found[1]) == ["total_is_not_sum_of_parts"]
    assert found[1]["findings"][0].startswith(
        "total_is_not_sum_of_parts: BASIC is published as 41.80 t, its parts make 33 t, a gap of +8.80 t."
    )


def test_what_stands_out_has_its_own_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = table(
        tmp_path,
        {
            "City_year": "Town_2018",
            "I.1.1": "",
            "I.1.3": "",
            "BASIC": "31",
            "BASIC+": "46",
            "Territorial": "26",
        },
        {"City_year": "Town_2019", "I.1.3": "IE (I.2.3)", "I.2.3": "IE (I.1.3)", "I.4.1": "IE (II.4.9)"},
        {"City_year": "Village_2018", "V.1": "-1", "V.2": "-5", "Population": "1000"},
    )
    found = answers(capsys, path)
    assert codes(found[0]) == ["blank_where_a_key_is_due"]
    assert "BASIC cannot be claimed while I.1.1 is blank" in found[0]["findings"][0]
    assert found[0]["completeness"] == 31 / 32
    assert [code for code in codes(found[1]) if code != "total_is_not_sum_of_parts"] == [
        "ie_goes_in_a_circle",
        "ie_goes_in_a_circle",
        "ie_points_nowhere",
        "population_unchanged",
    ]
    assert codes(found[2])[-2:] == ["negative_where_not_a_sink", "per_capita_out_of_band"]


def test_not_estimated_leaves_a_row_incomplete_and_basic_plus_asks_for_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = {"I.1.1": "NE; NE", "I.1.2": "NO; IE", "I.1.3": "NE"}
    found = answers(capsys, table(tmp_path, keys, {**keys, "Level": "Basic Plus"}))
    assert [each["completeness"] for each in found] == [31 / 32, 46 / 48]


def test_a_cell_that_nobody_can_read_makes_its_views_unknown_and_the_row_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path, {"I.4.4": "12 kt"}, {})
    assert inventory.run(["totals", str(path), "--lang", "en"]) == 1
    printed = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(printed.out)))
    assert [(row["BASIC"], row["Territorial"]) for row in rows] == [("32", ""), ("32", "27")]
    assert printed.err.startswith("table.csv line 2, I.4.4: “12 kt” is neither a number nor a notation key.")


def test_totals_that_an_unreadable_cell_leaves_alone_are_not_called_unknown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (found,) = answers(capsys, table(tmp_path, {"I.1.3": "IE (transport)"}), code=1)
    (told,) = found["findings"]
    assert (found["BASIC"], found["BASIC+"]) == (32.0, None)
    assert told.endswith("Unknown for it: BASIC+.")


def test_included_elsewhere_without_a_target_is_counted_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path, {"I.1.3": "IE", "I.2.3": "IE", "I.3.3": "IE (I.1.1)", "BASIC+": "45"})
    (found,) = answers(capsys, path)
    (told,) = found["findings"]
    assert told.startswith("included_elsewhere_without_target: I.1.3, I.2.3.")


@pytest.mark.parametrize(("population", "said"), [("", "blank"), ("0", "zero"), ("n/a", "blank")])
def test_a_population_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], population: str, said: str
) -> None:
    (found,) = answers(capsys, table(tmp_path, {"Population": population}))
    assert [finding for finding in found["findings"] if f"population is {said}" in finding]
    assert "population_missing" in codes(found)


def test_a_file_without_references_cannot_be_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    assert inventory.run(["totals", str(path), "--lang", "ko"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "열이 없습니다" in printed.err


def test_findings_speak_korean_with_the_same_codes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path, {"BASIC": "50", "I.1.3": ""})
    english = answers(capsys, path)
    korean = answers(capsys, path, "--lang", "ko")
    assert codes(korean[0]) == codes(english[0])
    assert "공표된 BASIC 50 t, 항목의 합 32 t" in korean[0]["findings"][0]


def test_a_gap_that_a_withheld_part_may_make_asks_for_that_part(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (found,) = answers(capsys, table(tmp_path, {"I.1.1": "C", "BASIC": "500", "BASIC+": "47"}))
    assert codes(found) == ["total_is_not_sum_of_parts", "total_is_not_sum_of_parts"][: len(codes(found))]
    assert "It may be what I.1.1 withholds (C)." in found["findings"][0]
    assert "ask whoever holds them whether I.1.1 is in the total." in found["findings"][0]


def test_a_gap_that_rounding_may_make_is_flagged_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changes = dict.fromkeys(REFS, "1000") | {"BASIC": "32007", "BASIC+": "48000", "Territorial": "27000"}
    (found,) = answers(capsys, table(tmp_path, {**changes, "Population": "30000"}))
    assert codes(found) == ["total_is_not_sum_of_parts"]
    assert "a gap of up to 16.50 t may come from that" in found["findings"][0]
    (found,) = answers(capsys, table(tmp_path, {**changes, "BASIC": "32017", "Population": "30000"}))
    assert "No one or two references explain it." in found["findings"][0]


def test_numbers_are_read_as_the_table_writes_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "City_year;I.1.1;I.1.2;I.2.1;BASIC\nHere_2018;440.173;1.234,5;3,125;441.410,625\n"
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    (found,) = answers(capsys, path)
    assert found["BASIC"] == 441410.625
    assert "total_is_not_sum_of_parts" not in codes(found)


def test_a_table_that_writes_decimals_both_ways_is_told_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "table.csv"
    path.write_text("City_year;I.1.1;I.1.2;I.2.1\nHere_2018;0,5;0.5;1.234\n", encoding="utf-8")
    assert inventory.run(["totals", str(path), "--lang", "en"]) == 0
    assert "1 numbers like “1.234” may be read both ways" in capsys.readouterr().err


def test_a_table_turned_round_or_without_rows_says_how_it_should_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "table.csv"
    for text in ("City_year,Here_2018\nI.1.1,5\nBASIC,5\n", "City_year,Ref,t\nHere_2018,I.1.1,5\n"):
        path.write_text(text, encoding="utf-8")
        assert inventory.run(["totals", str(path), "--lang", "en"]) == 2
        assert "Write a row for each city and year, a column for each reference" in capsys.readouterr().err
    path.write_text("City_year,I.1.1\n", encoding="utf-8")
    assert inventory.run(["totals", str(path), "--lang", "en"]) == 2
    assert "There is no row below the headings." in capsys.readouterr().err


def test_every_city_year_of_the_database_makes_its_published_totals(
    oracles: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """C40 GPC database, 30 May 2023: every total is the sum of its parts to 1 t, or is flagged."""
    path = oracles / "climate" / "c40" / "c40_gpc_by_ref_open.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        published = {row["City_year"]: row for row in csv.DictReader(file)}
    found = answers(capsys, path)
    assert [each["city_year"] for each in found] == list(published)
    flagged = {each["city_year"] for each in found if "total_is_not_sum_of_parts" in codes(each)}
    wrong = {
        each["city_year"]
        for each in found
        for view in VIEWS
        if abs(Decimal(repr(each[view])) - (read_amount(published[each["city_year"]][view]) or 0)) > 1
    }
    assert flagged == wrong <= {"Houston_2020"}
    assert not any("unreadable_cell" in codes(each) for each in found)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"Level": "GOLD"}, "level_unknown"),
        ({"City_year": "Seoul"}, "year_missing"),
        ({"BASIC": "NA"}, "total_not_stated"),
    ],
)
def test_what_a_row_states_wrongly_of_itself_is_among_its_findings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: dict[str, str], code: str
) -> None:
    path = table(tmp_path, change)
    (found,) = answers(capsys, path, code=int("Level" in change))
    assert codes(found) == [code]


def test_a_total_of_a_level_that_is_not_claimed_may_be_absent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert codes(answers(capsys, table(tmp_path, {"BASIC+": "NA"}))[0]) == []


@pytest.mark.parametrize(
    ("change", "complete"),
    [
        ({"I.1.1": "IE (I.1.1)", "BASIC": "31", "Territorial": "26", "BASIC+": "47"}, 31 / 32),
        (
            {
                "I.1.1": "IE (I.2.1)",
                "I.2.1": "IE (I.1.1)",
                "BASIC": "30",
                "Territorial": "25",
                "BASIC+": "46",
            },
            30 / 32,
        ),
        # A line that says NO holds nothing of another.
        (
            {"I.1.1": "IE (I.2.1)", "I.2.1": "NO", "BASIC": "30", "Territorial": "25", "BASIC+": "46"},
            31 / 32,
        ),
        ({"I.1.1": "IE (I.2.1)", "BASIC": "31", "Territorial": "26", "BASIC+": "47"}, 1.0),
    ],
)
def test_an_ie_that_leads_back_to_itself_is_not_complete(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: dict[str, str], complete: float
) -> None:
    assert answers(capsys, table(tmp_path, change))[0]["completeness"] == complete


def test_a_gap_of_twice_a_negative_part_is_told_as_a_wrong_sign(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (found,) = answers(capsys, table(tmp_path, {"I.1.1": "-5", "BASIC": "36"}))
    assert any("The gap is twice I.1.1, which is negative." in each for each in found["findings"])


def test_no_total_is_proposed_where_columns_are_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path, {"I.1.1": "5", "BASIC": "36"})
    rows = list(csv.DictReader(io.StringIO(path.read_text())))
    kept = [name for name in HEADER if name not in ("I.1.1", "I.2.1")]
    path.write_text("\n".join((",".join(kept), ",".join(rows[0][name] for name in kept))) + "\n")
    (found,) = answers(capsys, path)
    (gap,) = (each for each in found["findings"] if "BASIC is published" in each)
    assert "The table has no column for I.1.1, I.2.1." in gap
    assert "state" not in gap
