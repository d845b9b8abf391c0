"""A command that cannot write its answer says so in one sentence, and never shows its insides."""

import subprocess
import sys
from pathlib import Path

import pytest

ROWS = "quantity,unit,co2,ch4,n2o,ef_unit,gwp\n10,GJ (NCV),74100,3,0.6,kg/TJ (NCV),AR5\n"
DEPOSITS = "year,W_Gg\n2000,1\n2001,1\n"
DECAY = "--doc 0.15 --docf 0.5 --mcf 1 --k 0.185 --f 0.5 --ox 0 --recovery 0 --start-month 13"


def ran(folder: Path, words: str) -> subprocess.CompletedProcess[str]:
    """What a shell gets from a command line of Dure's, said in English."""
    (folder / "rows.csv").write_text(ROWS, encoding="utf-8")
    (folder / "deposits.csv").write_text(DEPOSITS, encoding="utf-8")
    return subprocess.run(
        ["sh", "-c", f"{sys.executable} -P -m dure {words}"],
        cwd=folder,
        env={"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("command", ["calc rows.csv", f"landfill deposits.csv {DECAY}", "calc --help"])
@pytest.mark.parametrize("where", [">&-", ">/dev/full"])
def test_an_answer_that_cannot_be_written_ends_with_2_and_a_sentence(
    tmp_path: Path, command: str, where: str
) -> None:
    done = ran(tmp_path, f"{command} {where}")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
    assert ("nowhere to write" if "-" in where else "could be written") in done.stderr


@pytest.mark.parametrize("command", ["calc rows.csv", f"landfill deposits.csv {DECAY}"])
def test_a_closed_standard_error_changes_neither_answer_nor_code(tmp_path: Path, command: str) -> None:
    closed, opened = ran(tmp_path, f"{command} 2>&-"), ran(tmp_path, f"{command} 2>/dev/null")
    assert (closed.returncode, closed.stdout) == (opened.returncode, opened.stdout)
    assert closed.returncode == 0


def test_with_nowhere_to_say_it_the_code_still_tells(tmp_path: Path) -> None:
    assert ran(tmp_path, "calc rows.csv >&- 2>&-").returncode == 2
    full = ran(tmp_path, "calc rows.csv >/dev/full 2>/dev/full")
    assert (full.returncode, full.stderr) == (2, "")


def test_a_list_of_commands_that_cannot_be_written_ends_with_2(tmp_path: Path) -> None:
    assert ran(tmp_path, "help >/dev/full").returncode == 2
