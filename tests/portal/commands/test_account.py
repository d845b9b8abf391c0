"""Accounts made at the machine."""

import io
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from dure.grammar.shapes import Place, Text
from dure.kernel.parties import read
from dure.kernel.things.write import load_places
from dure.portal.commands import account

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """A place to work for, and a password on the standard input."""
    title = Text(ko="가온", en="Gaon")
    load_places(
        [
            Place(
                id="gaon",
                title=title,
                kind="city",
                part_of="",
                timezone="Asia/Seoul",
                speaks=("ko",),
                runs=(),
                says=title,
                stated=(),
                plans=(),
                parties=(),
                things=(),
                cases=(),
                transfers=(),
                outline=None,
            )
        ]
    )
    monkeypatch.setattr("sys.stdin", io.StringIO("garam-nuri-maru\n"))


def test_an_account_is_made_and_given_a_role() -> None:
    assert account.run(["new", "garam", "--name-ko", "김가람", "--place", "gaon"]) == 0
    assert account.run(["give", "garam", "officer", "gaon"]) == 0
    number = read.find_account("garam")
    assert read.may(number, role="officer", place="gaon", on=timezone.localdate())
    assert account.run(["take", "garam", "officer", "gaon"]) == 0
    assert not read.may(number, role="officer", place="gaon", on=datetime(2100, 1, 1, tzinfo=UTC).date())


def test_a_weak_password_leaves_no_account(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    assert account.run(["new", "garam", "--name-ko", "김가람", "--place", "gaon"]) == 1
    assert read.find_account("garam") is None
    assert "10" in capsys.readouterr().err


def test_an_unknown_place_or_account_is_named_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert account.run(["new", "garam", "--name-ko", "김가람", "--place", "nowhere"]) == 1
    assert "Choose one of: gaon" in capsys.readouterr().err
    assert account.run(["show", "nobody"]) == 1
    assert "There is no account nobody" in capsys.readouterr().err


@pytest.mark.parametrize("login", ["GARAM", "Garam"])
def test_login_names_differ_by_more_than_the_case_of_their_letters(
    login: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert account.run(["new", "garam", "--name-ko", "김가람", "--place", "gaon"]) == 0
    monkeypatch.setattr("sys.stdin", io.StringIO("garam-nuri-maru\n"))
    assert account.run(["new", login, "--name-ko", "이가람", "--place", "gaon"]) == 1
    assert "is taken" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("login", "name"),
    [("", "김가람"), ("a b", "김가람"), ("a\x00", "김가람"), ("a" * 81, "김가람"), ("garam", " ")],
)
def test_a_name_that_is_none_is_refused(login: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert account.run(["new", login, "--name-ko", name, "--place", "gaon"]) == 1
    assert "name" in capsys.readouterr().err


def test_a_role_is_not_given_until_a_day_that_is_over(capsys: pytest.CaptureFixture[str]) -> None:
    assert account.run(["new", "garam", "--name-ko", "김가람", "--place", "gaon"]) == 0
    assert account.run(["give", "garam", "officer", "gaon", "--until", "2020-01-01"]) == 1
    assert "2020-01-01 is over" in capsys.readouterr().err
