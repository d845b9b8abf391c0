"""A dash is the standard input, for every command that answers to a table."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from dure.portal.commands.standard_input import with_input

ROWS = "quantity,unit,co2,ef_unit\n10,TJ,74100,kg/TJ\n"
DEPOSITS = "year,W_Gg,DOC,DOCf,MCF,k,F,OX,recovery_Gg\n2000,1,0.15,0.5,1,0.1,0.5,0,0\n"
CITIES = "City_year,I.1.1,I.1.2\nHere_2018,5,NO\n"


@pytest.mark.parametrize(
    ("words", "text"),
    [(["calc"], ROWS), (["landfill"], DEPOSITS), (["inventory", "totals"], CITIES)],
)
def test_a_dash_answers_as_the_file_does(tmp_path: Path, words: list[str], text: str) -> None:
    (tmp_path / "rows.csv").write_text(text, encoding="utf-8")

    def ran(name: str, given: str) -> tuple[int, str]:
        command = [sys.executable, "-P", "-m", "dure", *words, name, "--json", "--lang", "en"]
        done = subprocess.run(command, cwd=tmp_path, input=given, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    assert ran("-", text) == ran("rows.csv", "")
    assert ran("-", text)[0] == 0
    assert ran("-", "")[0] == 2


def test_only_a_lone_dash_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"held")))
    with with_input(["--out", "-", "book.xlsx"]) as same:
        assert same == ["--out", "-", "book.xlsx"]
    with with_input(["-", "--json"]) as changed:
        assert Path(changed[0]).read_bytes() == b"held"
        assert changed[1:] == ["--json"]
    assert not Path(changed[0]).exists()
