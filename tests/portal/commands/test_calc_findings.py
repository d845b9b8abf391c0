"""What `dure calc` finds in a table: carbon for CO2, misprinted results, another scope, odd numbers."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dure.portal.commands import calc
from tests.portal.commands.test_calc import LIBRARY, only, reckoned


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A place for a file of rows."""
    return tmp_path / "rows.csv"


CARBON_NAMED = (
    ("anthracite", "1000,TJ,30.164,t/TJ"),
    ("무연탄", "1000,TJ,30.164,t/TJ"),
    ("국내무연탄", "1000,TJ,30164,kg/TJ"),
    ("B-C", "1000,TJ,21.249,t/TJ"),
    ("bunker C", "1000,GJ,21.249,kg/GJ"),
    ("coal", "1000,TJ,25.8,t/TJ"),
    ("석탄", "1000,TJ,25.8,t/TJ"),
    ("coke", "1000,TJ,26.192,t/TJ"),
    ("coking coal (imported)", "1000,TJ (GCV),25.8,t/TJ (GCV)"),
    ("", "5000000,L,0.709,kg/L"),
)


@pytest.mark.parametrize("column", ["fuel", "activity"])
@pytest.mark.parametrize(("name", "row"), CARBON_NAMED)
def test_carbon_in_place_of_co2_is_refused_under_any_name_of_a_fuel(
    table: Path, name: str, row: str, column: str
) -> None:
    found = only(table, f"ref,{column},quantity,unit,co2,ef_unit,gwp,year\nI.3.1,{name},{row},AR5,2020\n")
    assert found.co2e_kg is None
    assert [refusal.column for refusal in found.refusals] == ["co2"]
    assert "44/12" in found.refusals[0].says.en


@pytest.mark.parametrize(
    ("ref", "fuel", "row", "is_said"),
    [
        ("I.3.1", "", "100,kg,0.67,kg/kg", True),
        ("I.1.1", "", "100,t,0.85,t/t", True),
        ("II.1.1", "", "100,t,850,kg/t", True),
        ("", "solid fuel coal", "100,t,0.67,t/t", True),
        ("I.3.1", "", "100,t,2.5,t/t", False),
        ("I.3.1", "", "100,t,0.0,t/t", False),
        # These hold so little carbon that their CO2 lies there.
        ("I.3.1", "municipal waste", "100,t,0.6,t/t", False),
        ("I.3.1", "고로가스", "100,t,0.64,t/t", False),
        ("IV.1", "", "100,t,0.52,t/t", False),
    ],
)
def test_carbon_by_mass_is_noticed_though_nothing_is_known_of_the_fuel(
    table: Path, ref: str, fuel: str, row: str, is_said: bool
) -> None:
    found = only(table, f"ref,fuel,quantity,unit,co2,ef_unit,gwp\n{ref},{fuel},{row},AR5\n")
    assert any("44/12" in refusal.says.en for refusal in found.refusals) is is_said
    assert (found.co2e_kg is None) is is_said


FOSSIL = [
    (factor.address, factor.title.en, factor.title.ko, factor.technology, kg)
    for factor in LIBRARY.factors
    if factor.quantity == "fuel"
    and not factor.biogenic
    and (kg := float(dict(factor.gases_kg).get("CO2") or (factor.carbon_kg or 0) * 44 / 12))
    and factor.per == "TJ"
]


@given(
    st.sampled_from(FOSSIL), st.integers(0, 3), st.sampled_from(["I.3.1", "II.1.1", ""]), st.floats(0.9, 1.1)
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_the_co2_of_every_fuel_is_taken_and_its_carbon_alone_refused(
    table: Path, fuel: tuple[str, str, str, str, float], called: int, ref: str, off: float
) -> None:
    name, co2_kg = (*fuel[1:4], "" if ref else fuel[3])[called], fuel[4] * off
    head = "ref,fuel,quantity,unit,co2,ef_unit,gwp"
    cell = name.replace(",", " ")
    good = only(table, f"{head}\n{ref},{cell},10,TJ,{co2_kg:.3f},kg/TJ,AR5\n")
    assert not good.refusals
    assert good.co2e_kg == pytest.approx(10 * co2_kg, rel=1e-6)
    wrong = only(table, f"{head}\n{ref},{cell},10,TJ,{co2_kg / 3.667:.3f},kg/TJ,AR5\n")
    assert any("44/12" in refusal.says.en for refusal in wrong.refusals)
    assert wrong.co2e_kg is None


def test_a_fuel_of_which_part_is_biomass_may_emit_little_fossil_co2(table: Path) -> None:
    head = "ref,fuel,quantity,unit,co2 (kg/TJ),co2 biogenic (kg/TJ),gwp"
    assert not only(table, f"{head}\nI.3.1,diesel,10,TJ,22230,51870,AR5\n").refusals


PRINTED = (
    ("tco2e", "741.0", False),
    ("tco2e", "741", False),
    ("tco2e", "740.8", True),
    ("printed_tCO2", "742", True),
    ("published_tco2e", "741.04", True),
    ("Result (kg CO2e)", "741,000", False),
    ("emissions (tCO2eq)", "735", True),
    ("배출량", "741000", False),
    ("배출량", "12920", True),
    ("expected total", "741.2", True),
)


@pytest.mark.parametrize(("heading", "value", "is_found"), PRINTED)
def test_a_printed_result_is_compared_with_what_comes_out(
    table: Path, capsys: pytest.CaptureFixture[str], heading: str, value: str, is_found: bool
) -> None:
    head = "ref;activity;quantity;unit;co2 (kg/TJ);gwp;foo"
    table.write_text(f"{head};{heading}\nI.3.1;diesel;10;TJ;74100;AR5;mine;{value}\n", encoding="utf-8")
    assert calc.run([str(table), "--lang", "en"]) == int(is_found)
    said = capsys.readouterr()
    assert ("is printed, and 741" in said.err) is is_found
    assert said.err.count("Columns not read: foo") == 1
    assert "741000.0" in said.out


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("I.1.1,10,MWh,korea/electricity-0-4781", "write I.1.2"),
        ("II.2.1,10,MWh,korea/electricity-0-4781", "write II.2.2"),
        ("I.3.1,10,TJ,korea/district-heat-capital", "write I.3.2"),
        ("I.1.2,10,TJ (NCV),world/diesel-industry", "write I.1.1"),
        ("I.1.2,10,MWh,korea/electricity-0-4781", ""),
        ("I.1.3,10,MWh,korea/electricity-0-4781", ""),
        ("I.1.1,10,TJ (NCV),world/diesel-industry", ""),
    ],
)
def test_a_factor_of_another_scope_than_the_reference_is_a_finding(
    table: Path, capsys: pytest.CaptureFixture[str], row: str, says: str
) -> None:
    table.write_text(f"ref,quantity,unit,factor\n{row}\n", encoding="utf-8")
    assert calc.run([str(table), "--lang", "en", "--gwp", "SAR"]) == int(bool(says))
    said = capsys.readouterr()
    assert says in said.err
    assert ("scope" in said.err) is bool(says)


@pytest.mark.parametrize("separator", [",", ";"])
def test_numbers_that_may_be_thousands_or_decimals_are_refused_where_their_column_does_not_tell(
    table: Path, separator: str
) -> None:
    rows = ("quantity;unit;co2 (kg/kWh)", '"2,000";kWh;0.5', "2.500;kWh;0.5", "7;kWh;0.5")
    first, second, third = reckoned(table, "\n".join(rows).replace(";", separator) + "\n")
    assert [refusal.column for row in (first, second) for refusal in row.refusals] == ["quantity"] * 2
    assert not third.refusals
    told = reckoned(table, "\n".join((*rows, "1.5;kWh;0.5")).replace(";", separator) + "\n")
    assert [row.co2e_kg for row in told] == [1000, 1.25, 3.5, 0.75]


def test_a_unit_in_a_cell_is_asked_for_in_the_heading(table: Path) -> None:
    head = "quantity,unit,carbon content (tC/TJ),ncv"
    row = only(table, f"{head}\n10,L,20.09,35.3 MJ/L\n")
    assert any("head the column ncv (MJ/L)" in refusal.mend.en for refusal in row.refusals)
