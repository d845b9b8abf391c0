"""`dure landfill` from any layout to every year, with nothing assumed in silence."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from dure.portal.commands import landfill

FOOD = ["--doc", "0.15", "--docf", "0.7", "--k", "0.185", "--f", "0.5"]
FULL = "year,W_Gg,doc,docf,mcf,k,f,ox,recovery_Gg\n"
SHEET = {1951: 19.173192, 1955: 68.506291, 1959: 92.043799}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deposits.csv"


@dataclass(frozen=True)
class Ran:
    """What a run of the command answered."""

    code: int
    out: str
    said: str

    @property
    def rows(self) -> dict[int, dict[str, str]]:
        return {int(row["year"]): row for row in csv.DictReader(io.StringIO(self.out))}


Run = Callable[..., Ran]


@pytest.fixture
def ran(file: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(text: str, *flags: str) -> Ran:
        file.write_text(text, encoding="utf-8")
        code = landfill.run([str(file), "--lang", "en", *flags])
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return run


def food(years: range) -> str:
    return "year,W_Gg,MCF\n" + "".join(f"{year},2300.322,0.705\n" for year in years)


def test_the_sheet_of_the_ipcc_comes_out_to_six_decimals(ran: Run) -> None:
    answer = ran(food(range(1950, 1960)), *FOOD)
    assert answer.code == 0
    assert {year: round(float(answer.rows[year]["CH4_generated_Gg"]), 6) for year in SHEET} == SHEET
    assert float(answer.rows[1951]["CH4_generated_t"]) == pytest.approx(19173.192133)
    assert answer.rows[1959]["CH4_emitted_Gg"] == "unknown"
    assert "M=13" in answer.said
    assert "Not given: recovery, ox." in answer.said


def test_the_order_of_rows_and_the_unit_do_not_matter(ran: Run) -> None:
    straight = ran(food(range(1950, 1960)), *FOOD)
    turned = "MCF;Amount (t);Year\n" + "".join(f"0,705;2.300.322;{year}\n" for year in range(1959, 1949, -1))
    assert ran(turned, *FOOD).out == straight.out


def test_the_korean_variant_is_1_336_over_16_twelfths_and_has_its_rule(ran: Run) -> None:
    text = FULL + "2000,100,0.15,0.5,1,0.1,0.5,0.1,0\n2001,100,0.15,0.5,1,0.1,0.5,0.1,{}\n"
    plain, korean = (ran(text.format(0.1), *flags).rows[2001] for flags in ((), ("--variant", "korea")))
    ratio = float(korean["CH4_generated_Gg"]) / float(plain["CH4_generated_Gg"])
    assert ratio == pytest.approx(1.336 * 12 / 16, rel=1e-14)
    raised = ran(text.format(0.45), "--variant", "korea").rows[2001]
    assert float(raised["CH4_generated_Gg"]) == pytest.approx(0.6)
    assert float(raised["CH4_emitted_Gg"]) == pytest.approx((0.6 - 0.45) * 0.9)
    assert "More than 75% of the 0.476" in raised["findings"]


def test_what_is_missing_is_listed_with_the_way_to_give_it(ran: Run) -> None:
    answer = ran(food(range(1950, 1960)), "--doc", "0.15")
    assert (answer.code, answer.out) == (2, "")
    assert "Missing parameters: docf, k, f. None is assumed." in answer.said
    assert "--docf 0.5 --k 0.185 --f 0.5" in answer.said
    assert "--variant (ipcc-2019, korea, epa-warm)" in answer.said


def test_a_named_set_fills_what_the_file_does_not_say(ran: Run) -> None:
    text = "year,food_t,paper_t\n2000,1000,500\n2001,1000,500\n"
    said = ["--variant", "ipcc", "--climate", "boreal-temperate-wet", "--site", "managed", "--recovery", "0"]
    answer = ran(text, *said)
    ddocm = 1 * 0.15 * 0.7, 0.5 * 0.4 * 0.5
    made = [
        each * (1 - 2.718281828459045**-k) * 0.5 * 16 / 12
        for each, k in zip(ddocm, (0.185, 0.06), strict=True)
    ]
    assert float(answer.rows[2001]["CH4_emitted_Gg"]) == pytest.approx(sum(made))
    split = ran(text, *said, "--by-waste").out.splitlines()
    assert [line.split(",")[:2] for line in split[4:]] == [
        ["2001", "food"],
        ["2001", "paper"],
        ["2001", "all"],
    ]


def test_korean_docf_is_nobodys(ran: Run) -> None:
    answer = ran("year,food_t\n2000,1\n", "--variant", "korea", "--site", "managed", "--cover", "covered")
    assert answer.code == 2
    assert "Missing parameters of food: docf." in answer.said


def test_half_life_and_decay_constant_are_one(ran: Run) -> None:
    rows = "{},100,0.15,0.5,1,{},0.5,0.1,0\n"
    by_k = FULL + rows.format(2000, 0.185) + rows.format(2001, 0.185)
    half = 0.6931471805599453 / 0.185
    by_half_life = FULL.replace(",k,", ",half_life,") + rows.format(2000, half) + rows.format(2001, half)
    one, other = (float(ran(text).rows[2001]["CH4_emitted_Gg"]) for text in (by_k, by_half_life))
    assert one == pytest.approx(other, rel=1e-12)


def test_a_bad_row_leaves_the_years_before_it(ran: Run) -> None:
    text = (
        FULL
        + "2000,100,0.15,0.5,1,0.1,0.5,0.1,0\n2001,100,0.15,0.5,1,0.1,0.5,0.1,0\n"
        + "2002,-5,0.15,0.5,1,0.1,0.5,0.1,0\n"
    )
    answer = ran(text)
    assert answer.code == 1
    assert "deposits.csv line 4, W_Gg: “-5” is below zero." in answer.said
    assert float(answer.rows[2001]["CH4_generated_Gg"]) > 0
    assert answer.rows[2002]["CH4_generated_Gg"] == "unknown"


def test_a_missing_year_is_zero_only_where_that_is_said(ran: Run) -> None:
    text = FULL + "2000,100,0.15,0.5,1,0.1,0.5,0.1,0\n2002,100,0.15,0.5,1,0.1,0.5,0.1,0\n"
    answer = ran(text)
    assert (answer.code, answer.rows[2002]["CH4_generated_Gg"]) == (1, "unknown")
    assert "2001: there is no row." in answer.said
    answer = ran(text, "--missing-years", "zero")
    assert (answer.code, answer.rows[2001]["W_Gg"]) == (0, "0.0")
    assert float(answer.rows[2002]["CH4_generated_Gg"]) > 0


def test_decay_goes_on_after_the_last_deposit(ran: Run) -> None:
    answer = ran(FULL + "2000,100,0.15,0.5,1,0.1,0.5,0.1,0\n", "--until", "2002", "--recovery", "0")
    assert list(answer.rows) == [2000, 2001, 2002]
    assert float(answer.rows[2002]["CH4_emitted_Gg"]) < float(answer.rows[2001]["CH4_emitted_Gg"])


def test_a_printed_answer_that_is_wrong_is_found(ran: Run) -> None:
    text = food(range(1950, 1953)).replace("MCF\n", "MCF,CH4_generated_Gg\n")
    text = text.replace("1950,2300.322,0.705", "1950,2300.322,0.705,0").replace(
        "1951,2300.322,0.705", "1951,2300.322,0.705,19.17"
    )
    answer = ran(text.replace("1952,2300.322,0.705", "1952,2300.322,0.705,35.2"), *FOOD)
    assert answer.rows[1951]["findings"] == ""
    assert answer.rows[1952]["findings"].startswith(
        "ch4_generated is printed as 35.2 Gg and comes out as 35.108"
    )


def test_more_recovered_than_made_is_a_finding_and_no_emission(ran: Run) -> None:
    answer = ran(FULL + "2000,100,0.15,0.5,1,0.1,0.5,0.1,0\n2001,100,0.15,0.5,1,0.1,0.5,0.1,5\n")
    assert answer.rows[2001]["CH4_emitted_Gg"] == "unknown"
    assert "5 Gg recovered is more than" in answer.rows[2001]["findings"]


@pytest.mark.parametrize("flags", [[], ["--variant", "korea"]])
def test_more_recovered_than_all_carbon_can_make_is_impossible(ran: Run, flags: list[str]) -> None:
    text = FULL + "2000,1,0.15,0.5,1,0.1,0.5,0.1,0\n2001,1,0.15,0.5,1,0.1,0.5,0.1,9999.999\n"
    answer = ran(text, *flags)
    assert answer.code == 1
    row = answer.rows[2001]
    assert float(row["CH4_generated_Gg"]) == pytest.approx(0.00476, abs=0.00001)
    assert row["CH4_emitted_Gg"] == "unknown"
    assert "9999.999 Gg recovered cannot be: all carbon deposited by then makes 0.1" in row["findings"]


def test_landfill_gas_is_weighed_by_its_methane_and_a_density_that_is_said(ran: Run) -> None:
    text = FULL.replace("recovery_Gg", "lfg_m3") + "2000,1000,0.15,0.5,1,0.1,0.5,0.1,0\n"
    text += "2001,1000,0.15,0.5,1,0.1,0.5,0.1,1000000\n"
    assert ran(text).rows[2001]["CH4_recovered_Gg"] == "unknown"
    weighed = ran(text, "--methane-density", "0.7156").rows[2001]
    assert float(weighed["CH4_recovered_t"]) == pytest.approx(0.5e6 * 0.7156 / 1000)


def test_json_is_a_list_of_objects(ran: Run) -> None:
    answer = ran(food(range(1950, 1952)), *FOOD, "--ox", "0.1", "--recovery", "0", "--json")
    second = json.loads(answer.out)[1]
    assert second["year"] == 1951
    assert second["CH4_emitted_Gg"] == pytest.approx(0.9 * 19.173192133)
    assert second["findings"] == []


@pytest.mark.parametrize(
    ("flags", "says"),
    [
        (["--doc", "1.5"], "doc is “1.5”; a share is from 0 to 1."),
        (["--doc", "much"], "--doc much cannot be read."),
        (
            ["--variant", "mars"],
            "There is no set of parameters mars. Choose one of ipcc-2019, korea, epa-warm.",
        ),
        (["--recovery", "-1"], "--recovery -1 cannot be read."),
        (["--unit", "lumps"], "“lumps” is not a unit of mass known here."),
    ],
)
def test_a_flag_that_cannot_be_is_refused(ran: Run, flags: list[str], says: str) -> None:
    answer = ran(food(range(1950, 1952)), *FOOD, *flags)
    assert answer.code == 2
    assert says in answer.said


def test_korean_is_spoken_to_those_who_read_it(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text("연도,음식물_t\n2000,x\n", encoding="cp949")
    assert landfill.run([str(file), "--lang", "ko"]) == 1
    assert "deposits.csv 2행, 음식물_t: “x”: 숫자가 아닙니다." in capsys.readouterr().err


def test_headings_and_conditions_are_read_in_the_words_of_others(ran: Run) -> None:
    text = (
        "Year of deposit,Amount deposited [Mg],Degradable organic carbon (DOC),Fraction decomposed DOCf,"
        "Methane correction factor,Half life (years),Fraction of CH4 in landfill gas,Oxidation factor,"
        "Recovery (Gg)"
        "\n" + "".join(f"{year},100000,0.2,0.5,1,10,0.5,10 %,0\n" for year in (1990, 1991))
    )
    answer = ran(text)
    assert answer.code == 0
    carbon_kt = 100 * 0.2 * 0.5 * (1 - 0.5**0.1)
    assert float(answer.rows[1991]["CH4_emitted_Gg"]) == pytest.approx(carbon_kt * 0.5 * 16 / 12 * 0.9)
    said = "year,waste,W_t,site,climate\n2000,food,1000,{},{}\n2001,food,1000,{},{}\n"
    plain, loose = (
        ran(said.format(*places, *places), "--variant", "ipcc-2019").rows[2001]["CH4_generated_Gg"]
        for places in (("managed", "boreal_temperate_wet"), ("Managed - anaerobic", "Temperate wet"))
    )
    assert plain == loose != "unknown"


def test_a_blank_that_takes_the_value_of_the_other_years_is_told(ran: Run) -> None:
    answer = ran(FULL + "2000,100,0.15,0.5,1,0.1,0.5,0.1,0\n2001,100,,0.5,1,0.1,0.5,0.1,0\n")
    assert answer.code == 0
    assert "doc is blank in 2001: 0.15 is used, which all other years say." in answer.said
    assert "docf is blank" not in answer.said


def test_a_blank_among_values_that_differ_is_missing(ran: Run) -> None:
    rows = ("0.15", "", "0.2")
    text = "".join(f"{year},1,{doc},0.5,1,0.1,0.5,0.1,0\n" for year, doc in enumerate(rows, start=2000))
    answer = ran(FULL + text)
    assert answer.code == 2
    assert "Missing parameters: doc." in answer.said


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp949"])
def test_whatever_saved_its_letters_a_table_is_read(
    file: Path, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    file.write_bytes("연도,매립량_Gg\n2000,1\n2001,1\n".encode(encoding))
    assert landfill.run([str(file), "--lang", "en", *FOOD, "--mcf", "1", "--ox", "0", "--recovery", "0"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3


@pytest.mark.parametrize("until", ["1999", "99999"])
def test_a_last_year_that_cannot_be_is_refused_with_an_example_of_a_year(
    file: Path, capsys: pytest.CaptureFixture[str], until: str
) -> None:
    file.write_text(FULL + "2000,100,0.15,0.5,1,0.1,0.5,0.1,0\n", encoding="utf-8")
    assert landfill.run([str(file), "--until", until, "--lang", "en"]) == 2
    assert "Write it like --until 2050" in capsys.readouterr().err


def test_a_last_year_before_a_row_is_refused_with_that_row(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text("year,W_Gg\n2000,1\n2001,1\n2002,1\n", encoding="utf-8")
    assert landfill.run([str(file), "--until", "2001", "--lang", "en", *FOOD, "--mcf", "1"]) == 2
    heard = capsys.readouterr().err
    assert "line 4 has a deposit after it, of 2002" in heard
    assert "Write --until 2002 or later" in heard
