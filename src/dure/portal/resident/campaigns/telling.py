"""Telling residents what concerns them of missions, events and praise: done, awarded, chosen."""

from datetime import datetime

from django.utils import timezone

from dure.grammar.shapes import Text
from dure.portal.resident.campaigns.choosing import Choice
from dure.portal.resident.campaigns.collecting import has_earned
from dure.portal.resident.campaigns.events import Event
from dure.portal.resident.campaigns.jury import Ranked
from dure.portal.resident.campaigns.missions import (
    Mission,
    Standing,
    bodies_of,
    missions_now,
    standing,
    takers_of,
)
from dure.portal.resident.people.group import FEWEST_SHARING
from dure.portal.resident.telling import tell_once

DONE = Text("미션을 마쳤습니다", "Mission done")
CHOSEN = Text("우수 참여자로 선정되었습니다", "You are among the outstanding participants")
ASKED = Text(
    "동의하지 않으면 이름이 공개되지 않습니다. 내 페이지에서 정할 수 있습니다.",
    "Your name is not shown unless you agree. You decide on your page.",
)


def tell_missions(party: str, *, place: str, at: datetime) -> int:
    """After an act: tell those whose missions are done that the reward waits; answers how many are new."""
    today, told = timezone.localdate(at), 0
    for mission in missions_now(place, on=today):
        if has_earned(mission, party):
            continue
        for body in bodies_of(mission, party=party, on=today):
            found = _done(mission, body, at=at)
            if found is not None and party in found.took_part and _tell_done(mission, party, at=at):
                others = [each for each in found.took_part if each != party]
                told += 1 + sum(_tell_done(mission, each, at=at) for each in others)
    return told


def tell_award(event: Event, rows: tuple[Ranked, ...], *, at: datetime) -> int:
    """Tell the winners of an event that their prize is paid."""
    title = event.case.title
    return sum(
        tell_once(
            row.entry.party, key=f"prize {row.entry.number}",
            words=(
                Text("인증샷 공모에서 상을 받았습니다", "You have won a prize"),
                Text(f"{title.ko}: {row.rank}위", f"{title.en}: rank {row.rank}"),
            ),
            href=f"/my/events/{event.number}/", urgent=False, at=at,
        )
        for row in rows
    )  # fmt: skip


def tell_chosen(choice: Choice, *, at: datetime) -> int:
    """Tell those chosen, and that nothing is shown unless they agree."""
    return sum(
        tell_once(
            party, key=f"praise {choice.number} {party}", words=(CHOSEN, ASKED), href="/my/events/",
            urgent=False, at=at,
        )
        for party in choice.chosen
    )  # fmt: skip


def _done(mission: Mission, body: str, *, at: datetime) -> Standing | None:
    """How a mission stands with a household or group, if it is done."""
    takers = takers_of(mission, body, on=timezone.localdate(at))
    if mission.who == "group" and len(takers) < FEWEST_SHARING:
        return None
    found = standing(mission, [each for each in takers if not has_earned(mission, each.party)])
    return found if found.progress.is_done else None


def _tell_done(mission: Mission, party: str, *, at: datetime) -> bool:
    title = mission.case.title
    says = Text(f"‘{title.ko}’ 보상을 받으십시오.", f"“{title.en}”: get the reward.")
    return tell_once(party, key=f"mission {mission.number} {party}", words=(DONE, says), href="/my/missions/",
                     urgent=False, at=at)  # fmt: skip
