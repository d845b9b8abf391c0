"""`dure account …`: what the person in charge of accounts does at the machine, and no page can do."""

import argparse
import getpass
import os
import secrets
import sys
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dure.portal.settings")
django.setup()

from axes.utils import reset  # noqa: E402  after setup
from django.contrib.auth.password_validation import validate_password  # noqa: E402
from django.core.exceptions import ValidationError  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from dure.grammar.shapes import Text  # noqa: E402
from dure.kernel.parties import read, write  # noqa: E402
from dure.kernel.parties.read import PartySeen, RoleHeld  # noqa: E402
from dure.kernel.things import read as things  # noqa: E402
from dure.portal.account.lockout import one_case  # noqa: E402

MOST_LETTERS = 200


def run(arguments: list[str]) -> int:
    """Do one of the verbs; answers 0, or 1 with what is wrong."""
    chosen = _parser().parse_args(arguments)
    try:
        print(chosen.verb(chosen))
    except ValidationError as error:
        return _refused(" ".join(error.messages))
    except write.UsernameTaken:
        return _refused(f"The login name {chosen.login} is taken. Choose another.")
    except write.OddUsername:
        return _refused("A login name is one word of letters, digits and . @ + - _, at most 80 of them.")
    except (LookupError, ValueError) as error:
        return _refused(str(error))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dure account", description="Accounts and their roles.")
    verbs = parser.add_subparsers(required=True)
    new = verbs.add_parser("new", help="make an account for a person")
    new.add_argument("login", help="the login name")
    new.add_argument("--name-ko", required=True, help="the person's name in Korean")
    new.add_argument("--name-en", default="", help="the person's name in English")
    new.add_argument(
        "--place", required=True, help="the place the person works for, for example the city's id"
    )
    new.set_defaults(verb=new_account)
    for name, verb, says in (
        ("password", new_password, "give a new password"),
        ("close", close, "let nobody sign in with it any more"),
        ("unlock", unlock, "forget failed sign-ins"),
        ("show", show, "list the roles"),
    ):
        one = verbs.add_parser(name, help=says)
        one.add_argument("login")
        one.set_defaults(verb=verb)
    for name, role_verb, says in (("give", give, "give a role"), ("take", take, "end a role today")):
        role = verbs.add_parser(name, help=says)
        role.add_argument("login")
        role.add_argument("role", choices=("officer", "approver", "auditor"))
        role.add_argument("place", help="where the role holds")
        role.set_defaults(verb=role_verb)
        if name == "give":
            role.add_argument("--parts", action="store_true", help="also in the parts of the place")
            role.add_argument("--until", type=date.fromisoformat, help="the last day, for example 2027-12-31")
    return parser


@transaction.atomic
def new_account(chosen: argparse.Namespace) -> str:
    """Make a person and their account."""
    _known_place(chosen.place)
    if not chosen.name_ko.strip() or max(len(chosen.name_ko), len(chosen.name_en)) > MOST_LETTERS:
        raise ValueError(f"A name has 1 to {MOST_LETTERS} letters. Write it behind --name-ko.")
    now = timezone.now()
    account_id = write.open_account(chosen.login, password=_asked_password(), at=now)
    name = Text(ko=chosen.name_ko, en=chosen.name_en)
    person = PartySeen(id=f"p-{secrets.token_hex(6)}", kind="person", place=chosen.place, name=name)
    write.register_party(person, at=now, account_id=account_id)
    return f"{chosen.login} is {person.id}. Next: dure account give {chosen.login} officer {chosen.place}"


def new_password(chosen: argparse.Namespace) -> str:
    """Give a new password; sessions opened with the old one end."""
    _account(chosen.login)
    write.set_password(chosen.login, password=_asked_password())
    reset(username=one_case(chosen.login))
    return f"{chosen.login} has a new password and is signed out everywhere."


def close(chosen: argparse.Namespace) -> str:
    """Close an account."""
    _account(chosen.login)
    write.close_account(chosen.login)
    return f"Nobody can sign in as {chosen.login} any more. What was done with it stays recorded."


def unlock(chosen: argparse.Namespace) -> str:
    """End a lock-out early."""
    _account(chosen.login)
    return f"{reset(username=chosen.login)} locks of {chosen.login} are lifted."


def show(chosen: argparse.Namespace) -> str:
    """The roles an account has today."""
    roles = read.roles_of(_account(chosen.login), on=timezone.localdate())
    lines = [
        f"{role.name:16} {role.place:24} {'and its parts' if role.reach == 'parts' else ''}" for role in roles
    ]
    return "\n".join(lines) or f"{chosen.login} has no roles today."


def give(chosen: argparse.Namespace) -> str:
    """Give a role from today on."""
    _known_place(chosen.place)
    if chosen.until and chosen.until < timezone.localdate():
        raise ValueError(f"{chosen.until} is over. Write today or a later day behind --until.")
    role = RoleHeld(
        holder=_person(chosen.login),
        name=chosen.role,
        place=chosen.place,
        valid_from=timezone.localdate(),
        valid_to=chosen.until,
        reach="parts" if chosen.parts else "place",
    )
    write.give_role(role, at=timezone.now())
    return f"{chosen.login} is {chosen.role} of {chosen.place}{' and its parts' if chosen.parts else ''}."


def take(chosen: argparse.Namespace) -> str:
    """End a role: today is its last day."""
    today = timezone.localdate()
    held = [
        role
        for role in read.roles_of(_account(chosen.login), on=today)
        if (role.name, role.place) == (chosen.role, chosen.place)
    ]
    for role in held:
        write.end_role(role.id, last_day=today, at=timezone.now())
    return f"{len(held)} roles end with today."


def _account(login: str) -> int:
    account_id = read.find_account(login)
    if account_id is None:
        raise LookupError(f"There is no account {login}. Make one: dure account new {login} …")
    return account_id


def _person(login: str) -> str:
    person = read.party_of(_account(login))
    if person is None:
        raise LookupError(f"The account {login} belongs to nobody.")
    return person.id


def _known_place(place: str) -> None:
    if things.find_place(place) is None:
        known = ", ".join(each.id for each in things.places())
        raise LookupError(
            f"There is no place {place}. Choose one of: {known or 'none yet; run dure up first'}"
        )


def _asked_password() -> str:
    """The password: typed twice at a terminal, or one line of the standard input."""
    if not sys.stdin.isatty():
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = getpass.getpass("New password (10 characters or more): ")
        if getpass.getpass("Once more: ") != password:
            raise ValueError("The two are not the same. Nothing was changed.")
    validate_password(password)
    return password


def _refused(says: str) -> int:
    print(says, file=sys.stderr)
    return 1
