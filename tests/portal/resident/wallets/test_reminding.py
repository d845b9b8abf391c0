"""Who has points that end is told 30, 7 and 1 days before, once each; missed days are caught up."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from dure.grammar.shapes import Text
from dure.kernel.parties import read as people
from dure.portal.commands import wallets
from dure.portal.resident.wallets import reminding
from dure.portal.resident.wallets.moving import Wallet
from tests.portal.resident.acts.conftest import TOWN
from tests.portal.resident.wallets.conftest import UNIT, terms

pytestmark = pytest.mark.usefixtures("town")
TITLE = Text("견본 포인트", "sample points")


def remind(at: datetime) -> int:
    return reminding.remind(TOWN, unit=UNIT, title=TITLE, terms=terms(), at=at)


def test_each_notice_is_told_once(rich: Callable[..., Wallet], at: datetime) -> None:
    """Points of November 2026 end with the last day of November 2027."""
    wallet = rich("nuri", 100)
    end = at.replace(year=2027, month=11, day=30)
    told = [remind(end - timedelta(days=days)) for days in (60, 31, 30, 29, 8, 7, 6, 2, 1, 0)]
    assert told == [0, 0, 1, 0, 0, 1, 0, 0, 1, 0]
    said = [notice.says.en for notice in people.notices_of(wallet.party)]
    assert said[0] == "100 sample points can be spent for 1 more day."
    assert [notice.urgent for notice in people.notices_of(wallet.party)] == [True, False, False]
    assert remind(end + timedelta(days=1)) == 0


def test_days_that_were_missed_are_caught_up_with_what_is_truly_left(
    rich: Callable[..., Wallet], at: datetime
) -> None:
    wallet = rich("nuri", 100)
    assert remind(at.replace(year=2027, month=11, day=25)) == 1
    assert "5 more days" in people.notices_of(wallet.party)[0].says.en


def test_the_command_goes_through_places_and_refuses_others(
    rich: Callable[..., Wallet], at: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    rich("nuri", 100, on=at - timedelta(days=800))
    asked: tuple[list[str], ...] = (["expire", TOWN], ["remind"], ["expire", "nowhere"], [])
    assert [wallets.run(words) for words in asked] == [0, 0, 2, 2]
    said = capsys.readouterr().out
    assert "sample_point: 100 of 1 wallets have ended" in said
    assert "0 new notices" in said
