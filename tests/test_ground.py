"""What every test stands on holds: the database comes back, nothing leaves the machine."""

import ast
import os
import socket
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from dure.kernel.parties import read, write
from tests import source


def _look(at: datetime) -> None:
    write.record_look(viewer="p-viewer", subject="p-seen", what="address", at=at)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_what_a_test_commits_is_gone_in_the_next(time: int, at: datetime) -> None:
    assert read.looks_at("p-seen") == ()
    _look(at)
    assert len(read.looks_at("p-seen")) == 1


@pytest.mark.django_db(transaction=True)
def test_a_program_that_a_test_starts_sees_the_same_database(at: datetime) -> None:
    _look(at)
    asks = (
        "import django, os; os.environ['DJANGO_SETTINGS_MODULE'] = 'dure.portal.settings'; django.setup(); "
        "from dure.kernel.parties import read; print(len(read.looks_at('p-seen')))"
    )
    done = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"


@pytest.mark.django_db
def test_the_database_of_a_test_is_not_the_checkout_s() -> None:
    assert Path(connection.settings_dict["NAME"]).parent == settings.HOME == Path(os.environ["DURE_HOME"])
    assert not settings.HOME.is_relative_to(source.ROOT)


def test_a_test_does_not_leave_the_machine() -> None:
    with pytest.raises(AssertionError, match=r"192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 80))


def test_a_body_is_counted_without_its_docstring() -> None:
    tree = ast.parse('def f() -> int:\n    """Says.\n\n    More.\n    """\n    one = 1\n    return one\n')
    function = tree.body[0]
    assert isinstance(function, ast.FunctionDef)
    assert source.body_lines(function) == 2


def test_modules_that_reach_each_other_are_a_cycle() -> None:
    assert source.cycles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [{"a", "b", "c"}]
    assert source.cycles({"a": {"b"}, "b": set()}) == []


def test_a_table_of_exceptions_is_read_without_its_head() -> None:
    text = "| file | rule |\n|---|---|\n| `a.py` | short file |\n"
    assert list(source.rows(text, 2)) == [("a.py", "short file")]
