"""Every figure from a founding document stands on the line that its row names.

The documents may not be copied into the project: these tests run with `--oracles PATH` where the documents
lie in `PATH/../mission/documents`.
"""

import re
from pathlib import Path

import pytest

from dure.grammar import read
from dure.grammar.shapes import CaseRow, Packs, PartyRow, PlanRow, Stated, ThingRow
from tests.source import ROOT

PREFIXES = {
    "daedeok-green-new-deal": "000",
    "daegu-2021-12": "001",
    "seogu-2023-11": "002",
    "daegu-2021-05": "003",
    "mois-2022": "004",
}
WORDS = {
    "1": ("first", "one"),
    "2": ("twofold", "two"),
    "3": ("three",),
    "4": ("four",),
    "5": ("five",),
    "6": ("six",),
    "7": ("seven",),
    "8": ("eight",),
    "9": ("nine", "nine-fold"),
    "10": ("ten",),
    "12": ("twelve",),
}
# How the note begins to tell that a number is not printed but follows from the words of its line.
TOLD = re.compile(r"\b(counted|read as|printed as)\b", re.IGNORECASE)
Row = Stated | PlanRow | CaseRow | PartyRow | ThingRow


@pytest.fixture(scope="module")
def packs() -> Packs:
    """The packs of the project."""
    return read(ROOT / "packs")


@pytest.fixture(scope="module")
def documents(request: pytest.FixtureRequest) -> dict[str, list[str]]:
    """The lines of each founding document, by its id in sources.csv."""
    oracles = request.config.getoption("--oracles", default=None)
    if not oracles:
        pytest.skip("needs --oracles PATH")
    folder = Path(oracles).resolve().parent / "mission" / "documents"
    if not folder.is_dir():
        pytest.skip(f"needs the documents in {folder}")
    return {
        document: next(folder.glob(f"{prefix}_*")).read_text(encoding="utf-8").split("\n")
        for document, prefix in PREFIXES.items()
    }


def lines_of(documents: dict[str, list[str]], row: Row) -> str:
    """The text of the lines that a row names: `41`, `1033-1037` or several with commas between."""
    lines = documents[row.source]
    text = []
    for part in row.locator.replace(" ", "").split(","):
        first, _, last = part.partition("-")
        text += lines[int(first) - 1 : int(last or first)]
    return "\n".join(text)


def stands(printed: str, text: str) -> bool:
    """Whether a number stands in a text, as digits or as a word."""
    number = re.escape(printed)
    digits = re.search(rf"(?<![\d.,]){number}(?!\d)(?![.,]\d)", text)
    words = any(re.search(rf"\b{word}\b", text, re.IGNORECASE) for word in WORDS.get(printed, ()))
    return bool(digits) or words


def test_every_printed_figure_stands_on_its_line(packs: Packs, documents: dict[str, list[str]]) -> None:
    """What is counted or read from the words of a line says so in its note, and is rare."""
    stated = [row for system in packs.systems for row in system.stated]
    stated += [row for place in packs.places for row in place.stated]
    known = [row for row in stated if row.source in documents and row.value is not None]
    assert len(known) > 250
    elsewhere = [row for row in known if not stands(row.printed, lines_of(documents, row))]
    missing = [
        f"{row.file}:{row.line} {row.address} {row.printed} {row.source}:{row.locator}"
        for row in elsewhere
        if not TOLD.search(row.note.en)
    ]
    assert not missing, "\n".join(missing)
    assert len(elsewhere) < len(known) / 20


def test_every_row_names_a_line_with_text(packs: Packs, documents: dict[str, list[str]]) -> None:
    rows: list[Row] = []
    for place in packs.places:
        rows += [*place.stated, *place.plans, *place.cases, *place.parties, *place.things]
    told = [row for row in rows if row.source in documents]
    assert told
    empty = [f"{row.file}:{row.line}" for row in told if not lines_of(documents, row).strip()]
    assert not empty, "\n".join(empty)
