"""Ice packs from collector to market: the balance closes, or says where it does not."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident.ice_packs import moving
from dure.portal.resident.ice_packs.balancing import Balance, balance_of
from dure.portal.resident.ice_packs.moving import Handling
from tests.portal.handing_in import make_handing_in_packs
from tests.portal.resident.acts.conftest import TOWN
from tests.recalled import load

NUMBERS = count(1)
YEAR = timedelta(days=366)


@pytest.fixture(scope="session")
def packs_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of packs."""
    return make_handing_in_packs(tmp_path_factory.mktemp("ice") / "packs")


@pytest.fixture(autouse=True)
def town(db: None, packs_folder: Path, settings: Settings, at: datetime) -> None:
    """The town with two collectors that nobody has named."""
    settings.PACKS = packs_folder
    load(packs_folder, at)


@pytest.fixture
def now(at: datetime) -> Callable[[], Handling]:
    """Somebody handling packs now, with a key of its own."""
    return lambda: Handling(TOWN, posting.make_key(at=at, random_bytes=next(NUMBERS).to_bytes(10)), at, at)


def balance(at: datetime) -> Balance:
    return balance_of(TOWN, collectors=["box-1", "box-2"], since=at - YEAR, before=at + YEAR)


def test_a_balance_closes_where_everything_was_counted(now: Callable[[], Handling], at: datetime) -> None:
    moving.bring(now(), collector="box-1", packs=100)
    lot = moving.pick_up(now(), collector="box-1", sent=80, received=80)
    one = moving.lots(TOWN)[0]
    assert (one.number, one.collector, one.washing) == (lot, "box-1", 80)
    moving.wash(now(), lot=one, clean=75, lost=5, reason="torn")
    moving.hand_over(now(), lot=one, market="central-market", packs=75)
    assert balance(at).closes is None
    assert balance(at).uncounted == ("box-1",)
    assert moving.count(now(), station="box-1", counted=20) == 0
    found = balance(at)
    assert (found.closes, found.brought, found.open_at) == (True, 100, ())
    assert (dict(found.handed_over), dict(found.lost)) == ({"central-market": 75}, {"torn": 5})
    assert moving.lots(TOWN) == ()
    assert ledgers.verify(TOWN).wrong == ()


def test_it_says_where_it_does_not_close(now: Callable[[], Handling], at: datetime) -> None:
    moving.bring(now(), collector="box-1", packs=100)
    moving.bring(now(), collector="box-2", packs=10)
    moving.pick_up(now(), collector="box-1", sent=90, received=88)
    assert moving.count(now(), station="box-2", counted=7) == -3
    found = balance(at)
    assert found.closes is False
    assert found.open_at == ("box-1", "box-2")
    stations = {each.name: each for each in found.stations}
    assert (stations["box-1"].lost_between, stations["box-2"].gap, stations["box-2"].expected) == (2, -3, 10)
    more = moving.count(now(), station="box-1", counted=15)
    assert (more, balance(at).stations[0].gap) == (5, 5)


def test_the_same_key_again_changes_nothing(now: Callable[[], Handling], at: datetime) -> None:
    doing = now()
    moving.bring(doing, collector="box-1", packs=100)
    moving.bring(doing, collector="box-1", packs=100)
    counting = now()
    assert moving.count(counting, station="box-1", counted=90) == -10
    assert moving.count(counting, station="box-1", counted=90) == 0
    assert balance(at).brought == 100
    with pytest.raises(posting.KeyReused):
        moving.bring(doing, collector="box-1", packs=99)


def test_nothing_leaves_that_is_not_there(now: Callable[[], Handling], at: datetime) -> None:
    moving.bring(now(), collector="box-1", packs=10)
    with pytest.raises(posting.NotEnough):
        moving.pick_up(now(), collector="box-1", sent=11, received=11)
    with pytest.raises(ActRefused, match="no more can have been received"):
        moving.pick_up(now(), collector="box-1", sent=5, received=6)
    with pytest.raises(ActRefused, match="from 1"):
        moving.bring(now(), collector="box-1", packs=10_001)
    moving.pick_up(now(), collector="box-1", sent=10, received=10)
    lot = moving.lots(TOWN)[0]
    with pytest.raises(ActRefused, match="why"):
        moving.wash(now(), lot=lot, clean=5, lost=1, reason="")
    with pytest.raises(posting.NotEnough):
        moving.wash(now(), lot=lot, clean=10, lost=1, reason="torn")


def test_everybody_reads_the_balance_beside_what_a_document_states(
    now: Callable[[], Handling], at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: at)
    moving.bring(now(), collector="box-1", packs=100)
    text = Client().get(f"/en/{TOWN}/ice-packs/").content.decode()
    assert "cannot be said yet" in text
    assert "33,000" in text
    assert "The ledger has 0 of the same time" in text
    assert "1 of them has nothing in the ledger" in text
    csv = Client().get(f"/en/{TOWN}/ice-packs.csv").content.decode()
    assert "box-1,Ice pack collector 1 (not named),0,100,0,0,100,,0" in csv
