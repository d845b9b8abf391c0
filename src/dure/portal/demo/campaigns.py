"""An open mission and an open event for whoever tries the product out, where a place's tariffs are invented.

They are filed and opened as officers do, by the demo's two people, and each says that it is the demo's.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.plans.read import ProgrammeRun
from dure.kernel.things import read as things
from dure.kernel.things.read import Place
from dure.portal.demo.editions import demo_actor
from dure.portal.resident.acts import tariffs
from dure.portal.resident.campaigns import events, missions

SYSTEM, SIZE, SYNTHETIC = "citizen_actions", "easy", "synthetic"
OPEN_DAYS = 60
TIMES = 3
WHY = Text(
    "시연용으로 만든 것입니다. 이곳도, 예산도 실제로는 없습니다.",
    "Made for the demo. Neither this place nor its budget exists.",
)
MISSION = Text("시연용 미션: 세 번 해 보기", "Mission of the demo: three times")
EVENT = Text("시연용 인증샷 공모", "Proof-shot event of the demo")


def first_campaigns(*, at: datetime) -> tuple[str, ...]:
    """Open a mission and an event wherever tariffs are invented and none is open; answers their cases."""
    if any(case_read.find_kind(kind) is None for kind in (missions.KIND, events.KIND)):
        return ()
    found: list[str] = []
    for place in things.places():
        if SYSTEM in place.systems and (run := _invented(place, on=timezone.localdate(at))):
            officer, approver = demo_actor("officer", place), demo_actor("approver", place)
            if officer and approver:
                found += _open(place, run=run, by=(officer, approver), at=at)
    return tuple(found)


def _invented(place: Place, *, on: date) -> ProgrammeRun | None:
    """A programme of the place whose missions pay what a synthetic figure says."""
    for run in tariffs.runs_at(place.id, on=on):
        programme = run.programme
        address = missions.reward_address(programme.name, unit=programme.unit, size=SIZE)
        if run.place != place.id or not programme.unit or not programme.actions:
            continue
        figure = tariffs.counts_on(tariffs.stated(place.id, (address,)), address=address, on=on)
        if figure is not None and figure.mark == SYNTHETIC:
            return run
    return None


def _open(
    place: Place, *, run: ProgrammeRun, by: tuple[cases.Actor, cases.Actor], at: datetime
) -> Iterator[str]:
    """What is not there yet, or has ended: one person files it, the other opens it."""
    today = timezone.localdate(at)
    days = {"first": f"{today:%Y-%m}-01", "last": (today + timedelta(days=OPEN_DAYS)).isoformat()}
    said = {"programme": run.programme.name, **days}
    if not any(each.last >= today for each in missions.missions(place.id)):
        wanted = f"{run.programme.actions[0].name}={TIMES}"
        letter = {**said, "who": "person", "size": SIZE, "wanted": wanted}
        yield _begin(place, kind=missions.KIND, title=MISSION, letter=letter, by=by, at=at)
    if not any(each.last >= today for each in events.events(place.id, states=("open",))):
        criteria = "창의성 · Creativity = 2\n따라 하기 쉬움 · Easy to follow = 1"
        letter = {
            **said, "prizes": "50000 30000 10000", "criteria": criteria,
            "jury": " ".join(each.party for each in by),
        }  # fmt: skip
        yield _begin(place, kind=events.KIND, title=EVENT, letter=letter, by=by, at=at)


@transaction.atomic
def _begin(
    place: Place, *, kind: str, title: Text, letter: dict[str, str],
    by: tuple[cases.Actor, cases.Actor], at: datetime,
) -> str:  # fmt: skip
    """File a campaign and open it."""
    today = timezone.localdate(at)
    opening = cases.Opening(
        id=f"{kind}/demo-{place.id}-{today:%Y%m%d}",
        place=place.id,
        kind=kind,
        title=title,
        says=WHY,
        on=today,
    )
    cases.open_case(opening, by=by[0], at=at, letters=[letter])
    cases.take(opening.id, move="open", by=by[1], at=at, says=WHY)
    return opening.id
