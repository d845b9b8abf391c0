"""A synthetic city is made up of its seed, says so everywhere, and balances like a lived-in one."""

import shutil
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from dure.kernel.ledgers import read as ledgers
from dure.kernel.parties import read as parties
from dure.kernel.parties.models import Standing
from dure.portal.demo.drawing import acts_of, people
from dure.portal.demo.residents import City, Filled, city_of, fill
from dure.portal.resident.acts import books, funding, months
from tests.portal.resident.acts.conftest import TOWN, town, town_packs
from tests.recalled import load

__all__ = ["town", "town_packs"]
SIZE, SEED = 60, 7


@pytest.fixture
def city(town_packs: Path, tmp_path: Path, db: None, settings: Settings, at: datetime) -> City:
    """The town with tariffs that are made up."""
    folder = tmp_path / "packs"
    shutil.copytree(town_packs, folder)
    stated = folder / "places" / TOWN / "citizen_actions" / "observations.csv"
    stated.write_text(stated.read_text().replace(",parameter,", ",synthetic,"))
    settings.PACKS = folder
    load(folder, at)
    return city_of(TOWN, "cans", today=timezone.localdate(at), seed=SEED)


def filled(city: City, at: datetime) -> Filled:
    return fill(city, size=SIZE, at=at, tell=lambda _line: None)


def test_the_same_seed_draws_the_same_people_and_acts() -> None:
    once, again, other = (list(people(SIZE, seed=seed)) for seed in (1, 1, 2))
    assert once == again
    assert once != other
    assert [who.number for who in once] == list(range(SIZE))
    sizes = Counter(who.household for who in once)
    assert 1 < len(sizes) < SIZE
    today = datetime(2026, 11, 1).date()
    drawn = [acts_of(who, actions=("can", "paper"), months=(today,), seed=1) for who in once]
    assert drawn == [acts_of(who, actions=("can", "paper"), months=(today,), seed=1) for who in again]


def test_a_filled_city_balances_and_its_caps_hold(city: City, at: datetime) -> None:
    done = filled(city, at)
    assert done.residents == SIZE
    assert done.rows > 3 * done.acts > 0
    verdict = ledgers.verify(TOWN)
    assert not verdict.wrong
    meter = funding.meter_of(TOWN, programme="cans", unit="krw")
    wallets = [a for a in ledgers.accounts(TOWN, prefix="wallet/", limit=1000) if a.unit == "krw"]
    assert meter.paid == sum(each.balance for each in wallets) > 0
    # Two calendar years may each earn their cap of 2,000.
    assert max(each.balance for each in wallets) <= 4_000
    for month, grams in books.avoided_total(TOWN, "cans").items():
        prefix = f"{books.AVOIDED}/{books.GWP_SET}/cans/{month}/"
        assert grams == sum(each.balance for each in ledgers.accounts(TOWN, prefix=prefix, limit=1000))


def test_filling_again_adds_nothing_and_a_month_of_it_can_be_closed(city: City, at: datetime) -> None:
    first, again = filled(city, at), filled(city, at)
    assert (again.residents, again.acts, again.rows) == (first.residents, first.acts, 0)
    month = max(books.avoided_total(TOWN, "cans"))
    today = timezone.localdate(at)
    total = months.begin(TOWN, "cans", month=month, at=at, today=today, secret=bytes(44))
    total = months.advance(total, at=at)
    assert total.amount == books.avoided_total(TOWN, "cans")[month]


def test_whoever_is_made_up_is_marked_so(city: City, at: datetime) -> None:
    filled(city, at)
    seen = parties.find_party(f"s-{SEED}-0000000")
    assert seen is not None
    assert (seen.source, seen.name.en) == ("dure-sample", "Resident (made up)")
    assert not parties.details_of(seen.id)
    assert not Standing.objects.filter(party__id__startswith="s-").exclude(source="dure-sample").exists()
    rows = ledgers.last_rows(TOWN, path=books.budget_of("cans"), unit="krw", limit=1)
    assert rows


@pytest.mark.usefixtures("town")
def test_nobody_is_made_up_where_tariffs_are_real(at: datetime) -> None:
    with pytest.raises(ValueError, match="not synthetic"):
        city_of(TOWN, "cans", today=timezone.localdate(at), seed=SEED)
    with pytest.raises(ValueError, match="does not run"):
        city_of(TOWN, "nothing", today=timezone.localdate(at), seed=SEED)
