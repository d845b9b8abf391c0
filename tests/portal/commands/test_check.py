"""The commands for whoever writes Dure refuse what they do not know, and name what they do."""

import subprocess
import sys

import pytest

from dure.portal.commands import bench, check, main


def test_check_refuses_an_option_it_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.run(["--quick"]) == 2
    assert "--fix" in capsys.readouterr().err


def test_bench_names_what_it_can_measure(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.run(["nothing-of-ours"]) == 2
    assert "pages" in capsys.readouterr().err


def test_an_unknown_command_is_answered_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["fly"]) == 2
    said = capsys.readouterr().out
    assert [name for name in main.COMMANDS if name not in said] == []


def test_a_reader_who_has_heard_enough_is_no_fault() -> None:
    code = (
        "import os, sys; from dure.portal.commands.main import main; "
        "ends = os.pipe(); os.dup2(ends[1], 1); os.close(ends[0]); os.close(ends[1]); "
        "sys.exit(main(['pack', 'check']))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (1, b"")
