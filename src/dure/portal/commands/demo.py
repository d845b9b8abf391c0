"""`dure demo residents` fills a synthetic city: residents, households, groups, and a year of their acts."""

import argparse
import os
import secrets
import sys
import time
from datetime import UTC, datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dure.portal.settings")
django.setup()

from django.utils import timezone  # noqa: E402  after setup

from dure.kernel.parties import read as people  # noqa: E402
from dure.kernel.parties import write as parties  # noqa: E402
from dure.kernel.things import read as things  # noqa: E402
from dure.portal.demo.residents import City, city_of, fill, settle  # noqa: E402

MOST = 2_000_000
SYSTEM = "citizen_actions"


def run(arguments: list[str]) -> int:
    """Fill the city and say how long it took; 2 where nobody can live there."""
    parser = argparse.ArgumentParser(prog="dure demo")
    verbs = parser.add_subparsers(dest="verb", required=True)
    residents = verbs.add_parser("residents", help="synthetic residents with a year of acts")
    residents.add_argument("--size", type=int, default=5000, help="how many residents (about 12 acts each)")
    residents.add_argument(
        "--place", help="a place whose tariffs are synthetic (default: the first there is)"
    )
    residents.add_argument("--programme", default="green_life")
    residents.add_argument("--seed", type=int, default=1, help="the same seed makes the same city")
    chosen = parser.parse_args(arguments)
    if not 0 < chosen.size <= MOST:
        print(f"--size is {chosen.size}: give 1 to {MOST:,}.", file=sys.stderr)
        return 2
    at, began = datetime.now(UTC), time.monotonic()
    try:
        city = _find_city(chosen.place, chosen.programme, seed=chosen.seed, at=at)
    except ValueError as error:
        print(f"{error} Run dure up first, so that the packs are loaded.", file=sys.stderr)
        return 2
    done = fill(city, size=chosen.size, at=at, tell=print)
    settle(city, at=at)
    seconds = time.monotonic() - began
    print(
        f"{done.residents:,} synthetic residents, {done.acts:,} acts, {done.rows:,} rows, {seconds:,.0f} s."
    )
    _account(city, at)
    return 0


def _find_city(place: str | None, programme: str, *, seed: int, at: datetime) -> City:
    """The city that is named, or the first place where nothing is real; ValueError says why there is none."""
    why = ValueError("There is no place whose tariffs are synthetic.")
    for name in [place] if place else [each.id for each in things.places() if SYSTEM in each.systems]:
        try:
            return city_of(name, programme, today=timezone.localdate(at), seed=seed)
        except ValueError as error:
            why = error
    raise why


def _account(city: City, at: datetime) -> None:
    """An account for the first of them, told once."""
    name, party = f"synthetic-{city.seed}", f"s-{city.seed}-{0:07}"
    if people.find_account(name) is None:
        password = secrets.token_urlsafe(9)
        parties.give_account(party, account_id=parties.open_account(name, password=password, at=at))
        print(f"To see the pages of one of them: {name} / {password}")
