"""A good pack is read into values; bad bytes never raise."""

import shutil
import subprocess
import sys
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dure.grammar import read
from dure.grammar.shapes import Packs, Place
from tests.grammar.conftest import SAMPLE, Copy

FILES = sorted(str(path.relative_to(SAMPLE)) for path in SAMPLE.rglob("*.*") if path.is_file())


def _town(packs: Packs) -> Place:
    return next(place for place in packs.places if place.id == "dreamtown")


def test_a_good_pack_has_no_mistakes() -> None:
    assert read(SAMPLE).mistakes == ()


def test_a_figure_keeps_what_is_printed_and_what_it_is_worth() -> None:
    figure = _town(read(SAMPLE)).stated[0]
    assert (figure.printed, figure.unit, figure.canonical, figure.step) == (
        "9.43", "MtCO2e", Decimal(9430000), Decimal(10000),
    )  # fmt: skip
    assert (figure.source, figure.locator, figure.line) == ("dream-plan", "3", 2)
    assert (figure.valid_from, figure.valid_to) == (date(2018, 1, 1), date(2018, 12, 31))
    assert figure.published_on == date(2022, 12, 1)


def test_unknown_is_a_value() -> None:
    figure = _town(read(SAMPLE)).stated[3]
    assert (figure.printed, figure.value, figure.canonical, figure.step) == ("unknown", None, None, None)


def test_a_row_names_its_own_day_of_publication() -> None:
    assert _town(read(SAMPLE)).stated[2].published_on == date(2021, 3, 1)


def test_a_day_of_publication_stays_as_far_as_it_is_told() -> None:
    packs = read(SAMPLE)
    assert [figure.published for figure in _town(packs).stated[1:3]] == ["2022-12", "2021-03-01"]
    assert packs.sources[0].published == "2022-12"


def test_what_a_document_still_has_to_be_confirmed_marks_its_figures_and_is_said_without_the_word(
    copy: Copy,
) -> None:
    copy.change(
        "sources.csv",
        "시험을 위해 지어낸 문서,A document invented for tests",
        "옮겨 적은 값입니다. verify: 원문을 확인해야 합니다.,Carried over. verify: it has still to be read.",
    )
    packs = copy.packs()
    assert not packs.mistakes
    source = packs.sources[0]
    assert source.to_confirm
    assert source.note.en == "Carried over. It has still to be read."
    assert source.note.ko == "옮겨 적은 값입니다. 원문을 확인해야 합니다."
    assert all(figure.to_confirm for figure in _town(packs).stated if figure.source == "dream-plan")
    assert not any(figure.to_confirm for figure in _town(read(SAMPLE)).stated)


def test_a_dash_is_kept_as_printed_and_worth_nothing_known(copy: Copy) -> None:
    copy.change("places/dreamtown/plan/observations.csv", "2018,4430,", "2018,-,")
    packs = copy.packs()
    assert not packs.mistakes
    figure = _town(packs).stated[2]
    assert (figure.printed, figure.value, figure.canonical) == ("-", None, None)


def test_what_is_meant_may_lie_ahead_of_its_document(copy: Copy) -> None:
    seen = "emissions_tco2e,2018,9.43,MtCO2e,observed"
    meant = "emissions_tco2e,2025,9.43,MtCO2e,forecast"
    copy.change("places/dreamtown/plan/observations.csv", seen, meant)
    assert not copy.packs().mistakes


def test_counted_places_stay_counted() -> None:
    row = _town(read(SAMPLE)).plans[1]
    assert (row.code, row.parent, row.title.en, row.count) == ("tasks", "plan", "", 43)


def test_an_indicator_of_a_plan_stands_for_its_figures() -> None:
    assert _town(read(SAMPLE)).plans[0].indicators == ("emissions_tco2e",)


def test_later_steps_of_a_case_know_what_it_is() -> None:
    first, second = _town(read(SAMPLE)).cases
    assert (second.kind, second.title) == ("pledge", first.title)
    assert (second.on, second.on_as_told) == (date(2021, 5, 1), "2021-05")


def test_runs_and_moves_are_read() -> None:
    system = read(SAMPLE).systems[0]
    path, parts = system.runs
    assert path.publishes[0].per == "years"
    assert parts.doubts == ("emissions_tco2e@2018:observed",)
    assert system.cases[0].moves[0].does[0] == ("transfer", "grant_krw")
    assert [account.floor for account in system.ledger_accounts] == [0, None]


def test_a_figure_may_give_a_period(copy: Copy) -> None:
    runs = "systems/plan/runs.toml"
    copy.change(
        runs, 'base = { figure = "emissions_tco2e@2018:', 'base = { figure = "emissions_tco2e@base_year:'
    )
    copy.change(runs, 'doubts = ["emissions_tco2e@2018:', 'doubts = ["emissions_tco2e@base_year:')
    copy.change(
        runs,
        'total = { figure = "emissions_tco2e", period = "2018"',
        'total = { figure = "emissions_tco2e", period = "base_year"',
    )
    assert copy.packs().mistakes == ()


def test_the_same_files_have_the_same_digest(copy: Copy) -> None:
    before = copy.packs().digest
    assert before == read(SAMPLE).digest
    copy.add("sources.csv", "\n")
    assert copy.packs().digest != before


def test_a_byte_order_mark_is_read_silently(copy: Copy) -> None:
    path = copy.root / "sources.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert copy.packs().mistakes == ()


def test_a_place_of_ones_own_is_laid_over_the_packs(copy: Copy, tmp_path: Path) -> None:
    shutil.move(copy.root / "places" / "dreamtown-east", tmp_path / "dreamtown-east")
    packs = read(tmp_path / "dreamtown-east", over=copy.root)
    assert packs.mistakes == ()
    assert {place.id for place in packs.places} == {"world", "dreamland", "dreamtown", "dreamtown-east"}


def test_a_place_may_bring_its_own_documents(copy: Copy) -> None:
    head, row = (copy.root / "sources.csv").read_text().splitlines()[:2]
    copy.add("places/dreamtown/sources.csv", f"{head}\n{row.replace('dream-plan', 'town-paper')}\n")
    copy.change("places/dreamtown/plan/plans.csv", "dream-plan:9", "town-paper:9")
    assert copy.packs().mistakes == ()


@settings(max_examples=60)
@given(
    file=st.sampled_from(FILES),
    content=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)),
)
def test_no_bytes_in_any_file_raise(file: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "packs"
        shutil.copytree(SAMPLE, root)
        (root / file).write_bytes(content)
        read(root)


@settings(max_examples=60)
@given(data=st.data(), file=st.sampled_from(FILES))
def test_no_broken_file_raises(data: st.DataObject, file: str) -> None:
    whole = (SAMPLE / file).read_bytes()
    cut = data.draw(st.integers(0, len(whole)))
    junk = data.draw(
        st.sampled_from([b"", b'"', b"\x00", b"\xff", b"=1", b"[[", b"\n,,\n", b"1\n", "가".encode("cp949")])
    )
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "packs"
        shutil.copytree(SAMPLE, root)
        (root / file).write_bytes(whole[:cut] + junk + whole[cut + data.draw(st.integers(0, 40)) :])
        read(root)


@pytest.mark.parametrize("value", ["1", '"x"', "[]", "[1]", "{}", "{ a = 1 }", "true", "2020-01-01", "[[1]]"])
@pytest.mark.parametrize("file", [file for file in FILES if file.endswith(".toml")])
def test_no_value_of_another_form_raises(copy: Copy, file: str, value: str) -> None:
    path = copy.root / file
    lines = path.read_text().splitlines()
    for number, line in enumerate(lines):
        key, sign, _ = line.partition(" = ")
        if sign and not line.startswith(" "):
            path.write_text("\n".join([*lines[:number], f"{key} = {value}", *lines[number + 1 :]]))
            read(copy.root)


def test_neither_django_nor_numpy_is_imported() -> None:
    says = (
        "import sys; from dure.portal.commands.main import main; c = main(['pack', 'check', sys.argv[1]]); "
        "print(c, sorted({'django', 'numpy', 'dure.engines'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", says, str(SAMPLE)], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "0 []"
