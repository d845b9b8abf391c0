"""`dure calc` computes what fits together, and names the cell of what does not."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dure.grammar.books.categories import read_taxonomy
from dure.grammar.books.library import read_library
from dure.portal.commands import calc
from dure.portal.reckoning.chosen import Options
from dure.portal.reckoning.rows import Reckoned, reckon_file
from tests.source import ROOT

LIBRARY = read_library(ROOT / "packs")
REFS = tuple(each.ref for each in read_taxonomy(ROOT / "packs", system="inventory")[0])
HEAD = "quantity,unit,co2,ch4,n2o,ef_unit,gwp"
GOOD = "10,GJ (NCV),74100,3,0.6,kg/TJ (NCV),AR5"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A place for a file of rows."""
    return tmp_path / "rows.csv"


def reckoned(path: Path, text: str) -> tuple[Reckoned, ...]:
    """The answers to a text."""
    path.write_text(text, encoding="utf-8")
    return reckon_file(path, options=Options(LIBRARY, refs=REFS))


def only(path: Path, text: str) -> Reckoned:
    """The answer to a text of one row."""
    (row,) = reckoned(path, text)
    return row


def test_gases_come_first_and_the_equivalent_from_them(table: Path) -> None:
    row = only(table, f"{HEAD}\n{GOOD}\n")
    assert row.gas_kg == pytest.approx({"CO2": 741.0, "CH4": 0.03, "N2O": 0.006})
    assert row.co2e_kg == pytest.approx(741.0 + 0.03 * 28 + 0.006 * 265)
    assert (row.gwp_set, row.refusals) == ("AR5", ())


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Activity Value,activity_unit,EF CO2 (kg/unit),EF CH4 (kg/unit),EF N2O (kg/unit),GWP100 set", None),
        ("amount;unit;ef_co2_kg_per_unit;ef_ch4_kg_per_unit;ef_n2o_kg_per_unit;gwp_set", None),
        ("활동자료,단위,CO2 배출계수,CH4 배출계수,N2O 배출계수,지구온난화지수", None),
        (
            "Amount (m3),CO2 EF [kg/m3],CH4 EF [kg/m3],N2O EF [kg/m3],GWP CH4,GWP N2O",
            "1500,1.88,3.4E-05,3.4e-06,28,265",
        ),
        (
            "quantity,unit,emission_factor_co2,emission_factor_ch4,emission_factor_n2o,emission_factor_unit,gwp",
            "1500,m3,1880,0.034,0.0034,g/m3,IPCC AR5",
        ),
    ],
)
def test_one_activity_is_written_in_many_ways(table: Path, head: str, row: str | None) -> None:
    separator = ";" if ";" in head else ","
    row = row or separator.join(["1500", "m3", "1.88", "3.4E-05", "3.4e-06", "AR5"])
    found = only(table, f"{head}\n{row}\n")
    assert found.refusals == ()
    assert found.co2e_kg == pytest.approx(1500 * (1.88 + 3.4e-5 * 28 + 3.4e-6 * 265))


@pytest.mark.parametrize(
    ("head", "row", "column", "said"),
    [
        ("quantity,unit,co2,ef_unit", "100,m3,2.7,kg/kg", "unit", "without a density"),
        ("quantity,unit,co2,ef_unit", "100,kg,1.9,kg/m3", "unit", "without a density"),
        ("quantity,unit,co2,ef_unit", "100,Nm3,1.9,kg/m3", "unit", "not the same"),
        ("quantity,unit,co2,ef_unit", "100,kg,56100,kg/TJ", "unit", "calorific value"),
        ("quantity,unit,co2,ef_unit", "100,GJ (GCV),56100,kg/TJ (NCV)", "unit", "GCV basis"),
        ("quantity,unit,co2,ef_unit", "100,GJ,56100,kg/TJ (NCV)", "unit", "does not tell its own"),
        ("quantity,unit,co2,ef_unit", "100,GJ (GCV),56100,kg/TJ", "unit", "does not tell its own"),
        ("quantity,unit,co2,ef_unit", "100,kWh,0.2,kg/km", "unit", "do not measure the same"),
        ("quantity,unit,co2,ef_unit", "100,TJ,20.09,tC/TJ", "ef_unit", "44/12 is left out"),
        ("quantity,unit,co2,fuel", "10,TJ,20209,diesel", "co2", "12/44"),
        ("quantity,unit,co2,ef_unit", "100,m3,1.9,kg", "ef_unit", "per what"),
        ("quantity,unit,co2", "-5,kg,2", "quantity", "below zero"),
        ("quantity,unit,co2", "5,kg,-2", "co2", "below zero"),
        ("quantity,unit,co2", ",kg,2", "quantity", "blank"),
        ("quantity,unit,co2", "NO,kg,2", "quantity", "not a number"),
        ("quantity,unit,co2", "5,,2", "unit", "no unit"),
        ("quantity,unit,co2,share", "5,kg,2,1.2", "share", "above one"),
        ("quantity,unit,co2,oxidation", "5,kg,2,99", "oxidation", "above one"),
        ("quantity,unit,co2,gwp", "5,kg,2,AR9", "gwp", "no set of potentials"),
        ("quantity,unit,ch4,gwp", "5,kg,2,AR5 GWP20", "gwp", "no set of potentials"),
        ("quantity,unit,nf3,gwp", "5,kg,2,SAR", "gwp", "no potential for NF3"),
        ("quantity,unit,gas,ef", "5,kg,CH5,2", "gas", "in no set"),
        ("quantity,unit,ef,ef_unit", "5,kWh,2,kg/kWh", "ef", "which gas"),
        ("quantity,unit,ch4,ef_unit", "5,kWh,2,kg CO2e/kWh", "ch4", "another gas"),
        ("quantity,unit,co2,density", "5,L,2,0.84", "density", "has no unit"),
        ("quantity,unit,fuel,region,year", "5,TJ,diesl,world,2020", "fuel", "No factor is about"),
        ("quantity,unit,fuel,region,year", "5,TJ,diesel,atlantis,2020", "region", "No pack is of"),
        ("quantity,unit,fuel,region,year", "5,TJ,diesel,world,soon", "year", "not a year"),
        ("quantity,unit,fuel,region,year", "5,MWh,electricity,korea,2024", "fuel", "none holds"),
        ("quantity,unit,fuel,region,year,ref", "5,kg,diesel,world,2020,III.1", "fuel", "this use"),
        ("quantity,unit,factor,year", "5,MWh,korea/electricity-2023,2021", "factor", "outside"),
        ("quantity,unit,factor", "5,MWh,korea/electricity-2032", "factor", "no factor"),
        ("quantity,unit,factor,gwp", "5,MWh,korea/electricity-2023,AR5", "gwp", "cannot be said in AR5"),
        ("quantity,unit,co2e,ef_gwp,gwp", "5,kWh,0.5,AR4,AR5", "gwp", "composite in AR4"),
        ("quantity,unit,factor,co2", "5,kg,world/diesel-road,3", "co2", "another in world/diesel-road"),
        ("quantity,unit,co2,factor", "5,MWh,500,korea/electricity-2023", "co2", "factor names another"),
        ("quantity,unit,co2e,factor", "5,MWh,500,korea/electricity-2023", "co2e", "factor names another"),
        ("quantity,unit,co2,ref", "5,kg,2,I.9.9", "ref", "taxonomy does not hold"),
        ("quantity,unit,co2,GPC ref", "5,kg,2,boilers", "GPC ref", "taxonomy does not hold"),
        ("quantity,unit,co2,year", "5,kg,2,20x3", "year", "not a year"),
        ("quantity,unit,co2,year", "5,kg,2,2999", "year", "not a year"),
        ("quantity,unit,fuel,region,year,ref", "5,kL,diesel,korea,2022,I.1.1", "unit", "as its days are"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_in_its_cell(
    table: Path, head: str, row: str, column: str, said: str
) -> None:
    found = only(table, f"{head}\n{row}\n")
    assert found.co2e_kg is None
    (refusal,) = found.refusals
    assert (refusal.line, refusal.column) == (2, column)
    assert said in refusal.says.en
    assert refusal.says.ko
    assert refusal.mend.ko
    assert refusal.mend.en


def test_a_factor_of_the_row_is_never_labelled_with_the_one_it_names(table: Path) -> None:
    head = "quantity,unit,ef_co2_kg_per_unit,factor,year"
    row = only(table, f"{head}\n15000,MWh,500,korea/electricity-2023,2023\n")
    assert (row.gas_kg, row.co2e_kg, row.terms.factor, row.terms.source) == ({}, None, "", "")
    (refusal,) = row.refusals
    assert "ef_co2_kg_per_unit" in refusal.says.en
    assert "Empty factor" in refusal.mend.en


@pytest.mark.parametrize("ref", ["", "I.1.1"])
def test_a_nearer_factor_of_unknown_days_is_named_as_a_way(table: Path, ref: str) -> None:
    row = only(table, f"quantity,unit,fuel,region,year,ref\n5,kL,diesel,korea,2022,{ref}\n")
    assert "To use korea/diesel, name it in the factor column" in row.refusals[0].mend.en


@pytest.mark.parametrize(
    "row", ["", "I.1.1,2023", "III.1,2023-07", "i.1.2 homes,FY2023", "II,2021-2022", ",unknown"]
)
def test_references_and_years_may_be_blank_or_written_in_many_ways(table: Path, row: str) -> None:
    assert only(table, f"quantity,unit,co2,ref,year\n5,kg,2,{row}\n").refusals == ()


@pytest.mark.parametrize("ref", ["i-1-1", "1.1.1", "I 1 1", "I_1_1.", "GPC I.1.1", "Ⅰ.1.1"])
@pytest.mark.parametrize("gwp", ["AR5", "ar-5", "IPCC AR5 GWP100", "제5차 평가보고서", "Fifth Assessment"])
def test_dirty_references_and_names_of_sets_are_read_as_meant(table: Path, ref: str, gwp: str) -> None:
    row = only(table, f"ref,{HEAD},region\n{ref},{GOOD.replace('AR5', gwp)},KR\n")
    assert (row.refusals, row.gwp_set) == ((), "AR5")


def test_a_place_is_found_by_its_short_and_its_other_names() -> None:
    called = {name: LIBRARY.find_place(name) for name in ("KR", "한국", "South Korea", "대구", "Jeju", "")}
    assert called == {
        "KR": "korea",
        "한국": "korea",
        "South Korea": "korea",
        "대구": "daegu",
        "Jeju": "jeju",
        "": None,
    }


def test_what_the_author_got_is_not_taken_for_a_factor(table: Path) -> None:
    head = "quantity,unit,ef_co2,ef_ch4,ef_n2o,gwp,co2,ch4,n2o,co2e"
    row = only(table, f"{head}\n100,kg,2,0.1,0.01,AR5,200,10,1,745\n")
    assert row.gas_kg == pytest.approx({"CO2": 200.0, "CH4": 10.0, "N2O": 1.0})
    assert row.co2e_kg == pytest.approx(200 + 280 + 265)
    twice = only(table, "quantity,unit,CO2 EF,co2 factor\n100,kg,2,3\n")
    assert "another in row" in twice.refusals[0].says.en


def test_a_density_and_a_calorific_value_build_the_bridge(table: Path) -> None:
    head = "quantity,unit,co2,ef_unit,density (kg/m3),ncv (MJ/kg)"
    by_mass = only(table, f"{head}\n1000,m3,2.69,kg/kg,0.72,\n")
    by_energy = only(table, f"{head}\n1000,m3,56100,kg/TJ (NCV),0.72,48\n")
    assert by_mass.co2e_kg == pytest.approx(1000 * 0.72 * 2.69)
    assert by_energy.co2e_kg == pytest.approx(1000 * 0.72 * 48e-6 * 56100)


def test_the_published_diesel_example_comes_out_right(table: Path) -> None:
    head = "quantity,unit,carbon content (tC/TJ),ncv (MJ/L)"
    assert only(table, f"{head}\n5000,kL,20.090,35.3\n").co2e_kg == pytest.approx(13_001_578.333, abs=0.01)
    named = only(table, "quantity,unit,factor\n5000,kL,korea/diesel\n")
    assert named.gas_kg["CO2"] == pytest.approx(13_001_578.333, abs=0.01)
    assert named.co2e_kg is None
    assert "does not tell CH4, N2O" in named.refusals[0].says.en
    whole = only(
        table, "quantity,unit,factor,ch4,n2o,ef_unit,gwp\n5,TJ (NCV),korea/diesel,3,0.6,kg/TJ (NCV),AR5\n"
    )
    assert whole.refusals == ()


def test_the_grid_is_0_4781_under_sar_only(table: Path) -> None:
    head = "quantity,unit,factor,gwp\n1,MWh,korea/electricity-0-4781,"
    tonnes = {name: (only(table, head + name).co2e_kg or 0) / 1000 for name in ("SAR", "AR4", "AR5", "AR6")}
    assert {name for name, value in tonnes.items() if round(value, 4) == 0.4781} == {"SAR"}


def test_a_composite_keeps_its_own_set(table: Path) -> None:
    row = only(table, "quantity,unit,fuel,region,year\n100,MWh,전력,daegu,2021\n")
    assert (row.co2e_kg, row.gwp_set, row.gas_kg) == (45_410.0, "unknown", {})
    assert row.terms.factor == "korea/electricity-2020-2022"


def test_what_was_known_on_a_day(table: Path) -> None:
    table.write_text("quantity,unit,fuel,region,year\n100,MWh,electricity,daegu,2021\n", encoding="utf-8")
    assert calc.run([str(table), "--known-on", "2024-12-31", "--lang", "en"]) == 1
    assert calc.run([str(table), "--known-on", "2025-03-31", "--lang", "en"]) == 0


def test_biogenic_co2_is_a_memo(table: Path) -> None:
    row = only(table, "quantity,unit,fuel,region,year,ref,gwp\n1,t,wood,world,2021,I.1.1,AR5\n")
    assert row.gas_kg["CO2 biogenic"] == pytest.approx(1747.2)
    assert row.co2e_kg == pytest.approx(15.6e-3 * (300 * 28 + 4 * 265))


def test_numbers_of_the_rows_own_are_used_and_said(table: Path) -> None:
    row = only(table, "quantity,unit,ch4,gwp_ch4\n10,kg,1,30\n")
    assert (row.co2e_kg, row.gwp_set) == (300.0, "own (CH4=30)")
    assert any("CH4=30" in note.en for note in row.notes)


def test_good_rows_are_printed_and_sets_are_not_added(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table.write_text(f"{HEAD}\n{GOOD}\n{GOOD.replace('AR5', 'AR4')}\n-1,kg,1,1,1,,AR5\n", encoding="utf-8")
    assert calc.run([str(table), "--lang", "en"]) == 1
    out, err = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["status"] for row in rows] == ["computed", "computed", "refused"]
    assert "rows.csv line 4, quantity" in err
    assert "Total (AR5): 1 rows" in err
    assert "Total (AR4): 1 rows" in err
    assert "not added" in err


def test_json_has_numbers_and_the_total_has_a_row_for_each_set(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table.write_text(f"{HEAD}\n{GOOD}\n{GOOD}\n", encoding="utf-8")
    assert calc.run([str(table), "--json", "--lang", "ko"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows[0]["co2_kg"] == pytest.approx(741)
    assert calc.run([str(table), "--json", "--total"]) == 0
    (total,) = json.loads(capsys.readouterr().out)
    assert (total["gwp_set"], total["rows"]) == ("AR5", 2)
    assert total["co2e_kg"] == pytest.approx(2 * rows[0]["co2e_kg"])


def test_a_file_that_is_no_table_ends_with_2(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table.write_text("just words\n", encoding="utf-8")
    assert calc.run([str(table)]) == 2
    assert calc.run([str(table.parent / "none.csv")]) == 2
    table.write_text("co2,unit\n1,kg\n", encoding="utf-8")
    assert calc.run([str(table), "--lang", "en"]) == 2
    assert "quantity" in capsys.readouterr().err
    assert calc.run([str(table), "--gwp", "AR9"]) == 2


LETTERS = st.characters(codec="utf-8", exclude_characters="\0")
AMOUNTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=6)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(amounts=AMOUNTS, times=st.integers(1, 1000))
def test_emissions_are_linear_know_no_order_and_no_unit(table: Path, amounts: list[int], times: int) -> None:
    def total(rows: list[str]) -> float:
        found = reckoned(table, "\n".join(["quantity,unit,co2,ch4,ef_unit,gwp", *rows]))
        return sum(row.co2e_kg or 0 for row in found)

    once = total([f"{amount},MWh,400,0.01,kg/MWh,AR5" for amount in amounts])
    assert total([f"{amount},MWh,400,0.01,kg/MWh,AR5" for amount in reversed(amounts)]) == pytest.approx(once)
    assert total([f"{amount * times},MWh,400,0.01,kg/MWh,AR5" for amount in amounts]) == pytest.approx(
        once * times
    )
    assert total([f"{amount * 1000},kWh,400,0.01,g/kWh,AR5" for amount in amounts]) == pytest.approx(once)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(st.text(LETTERS, max_size=12), min_size=7, max_size=7))
def test_any_cells_get_an_answer_or_a_refusal(table: Path, cells: list[str]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([HEAD.split(","), cells])
    for row in reckoned(table, out.getvalue()):
        assert row.refusals or row.co2e_kg is not None


METHOD_ROWS = (
    ("methane commitment", "11000,t", "0.15,0.5,1,0.5,60%,10%", {"CH4": 198_000}),
    ("Methane-Commitment", "11,Gg", "0.15,0.5,1,0.5,0.6,0.1", {"CH4": 198_000}),
)


@pytest.mark.parametrize(("method", "quantity", "rest", "gases"), METHOD_ROWS)
def test_a_row_may_name_a_method_of_the_guidelines(
    table: Path, method: str, quantity: str, rest: str, gases: dict[str, float]
) -> None:
    head = "ref,method,quantity,unit,DOC,DOCf,MCF,F,recovered_share,OX,gwp"
    row = only(table, f"{head}\nIII.1.2,{method},{quantity},{rest},AR5\n")
    assert row.refusals == ()
    assert row.gas_kg == pytest.approx(gases)
    assert row.co2e_kg == pytest.approx(198_000 * 28)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("11,m3,0.15,0.5,1,0.5,0.6,0.1", "takes a quantity in kg"),
        ("11,t,0.15,0.5,1,,0.6,0.1", "does not give: methane_share"),
        ("11,t,0.15,0.5,1,0.5,0.6,1.1", "oxidised_share is 1.1"),
        ("NE,t,0.15,0.5,1,0.5,0.6,0.1", "is a notation key and not a number"),
    ],
)
def test_what_a_method_lacks_or_does_not_fit_is_refused(table: Path, row: str, says: str) -> None:
    head = "method,quantity,unit,DOC,DOCf,MCF,F,recovered_share,OX,gwp"
    found = only(table, f"{head}\nmethane commitment,{row},AR5\n")
    assert found.gas_kg == {}
    assert any(says in refusal.says.en for refusal in found.refusals)


def test_a_gas_of_products_and_a_factor_in_another_unit_are_brought_to_the_method(table: Path) -> None:
    leaks, burnt = reckoned(
        table,
        "method;gas;amount;unit;arguments;dm;CF;FCF;OF;CH4 (kg/Gg);N2O (g/t);gwp\n"
        "product_leaks;HFC-134a;0.5;t;leaking_share=2%;;;;;;;AR5\n"
        "incineration;;1000;t;;0,65;42%;0,39;1;0,2;50;AR5\n",
    )
    assert leaks.gas_kg == pytest.approx({"HFC134a": 10})
    assert burnt.gas_kg == pytest.approx({"CO2": 390_390, "CO2 biogenic": 610_610, "CH4": 0.2, "N2O": 50})
    assert any("44/12" in note.en for note in burnt.notes)


def test_the_decay_of_the_ipccs_sheet_is_a_row_of_the_table(table: Path) -> None:
    head = "method,year,quantity,unit,DOC,DOCf,MCF,k,F,R (Gg),OX,Deposited 1950 (Gg),gwp"
    row = only(table, f"{head}\nFOD,1951,0,t,0.15,0.7,0.705,0.185,0.5,0,0,2300.322,AR5\n")
    assert round(row.gas_kg["CH4"] / 1e6, 6) == 19.173192


def test_a_word_that_is_no_method_is_said_and_the_row_read_by_its_factor(table: Path) -> None:
    row = only(table, f"method,{HEAD}\nTier 1,{GOOD}\n")
    assert row.refusals == ()
    assert any("is no method here" in note.en for note in row.notes)


def test_a_unit_nobody_knows_is_counted_as_written_and_said(table: Path) -> None:
    row = only(table, "quantity,unit,co2,ef_unit,gwp\n5,widget,331,kg/widget,AR5\n")
    assert row.gas_kg == pytest.approx({"CO2": 1655.0})
    assert any("widget is no unit known here" in note.en for note in row.notes)


@pytest.mark.parametrize(
    ("ref", "factor", "is_said"),
    [
        ("I.1.1", "20.09,t/TJ", True),
        ("1.1.1", "20090,kg/TJ", True),
        ("II.1.1", "20.09,kg/GJ", True),
        ("I.1.1", "56100,kg/TJ", False),
        ("I.1.1", "0,kg/TJ", False),
        # Power of a clean grid may emit as little.
        ("I.1.2", "20.09,t/TJ", False),
    ],
)
def test_carbon_in_place_of_co2_is_noticed_though_no_fuel_is_named(
    table: Path, ref: str, factor: str, is_said: bool
) -> None:
    row = only(table, f"ref,quantity,unit,co2,ef_unit,gwp\n{ref},10,TJ,{factor},AR5\n")
    assert any("the carbon of fuels" in refusal.says.en for refusal in row.refusals) is is_said
    assert bool(row.refusals) is is_said
    assert (row.co2e_kg is None) is is_said


def test_composites_of_several_factors_of_untold_sets_are_not_added(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = "ref,quantity,unit,factor,year\n"
    one = "I.1.2,10,MWh,korea/electricity-2023,2023\n"
    table.write_text(head + one + one, encoding="utf-8")
    calc.run([str(table), "--lang", "en"])
    assert "Total (unknown): 2 rows" in capsys.readouterr().err
    table.write_text(head + one + "I.1.2,10,MWh,korea/electricity-2020-2022,2021\n", encoding="utf-8")
    calc.run([str(table), "--lang", "en"])
    said = capsys.readouterr().err
    assert "Composites of 2 factors of untold sets are not added" in said
    assert "Total (unknown)" not in said
