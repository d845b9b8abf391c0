"""Why a person looks at an act before it is paid: it was drawn, or something about it is odd.

A doubt refuses nothing: the reward is held, and whoever acted reads why. The limits stand here, in one place,
and with what was found in every sentence.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Protocol

from django.utils import timezone

from dure.engines.residents.anomalies import Where, outside_fence
from dure.grammar.books.programme_shapes import EvidenceRule
from dure.grammar.shapes import Text
from dure.kernel.cases import read as cases
from dure.kernel.things import read as things
from dure.portal.resident.acts import sampling
from dure.portal.resident.acts.books import month_of
from dure.portal.resident.acts.photos import Photo

# So many bits may differ between copies of one picture: no pair is missed up to three.
ALIKE_BITS = 3
# More acts than this within the span is faster than people act.
MOST_ACTS = 10
WITHIN = timedelta(hours=1)
# More people than share a device at home.
MOST_PEOPLE = 4
DEVICE_SPAN = timedelta(days=30)
# A clock may be so far ahead without a word.
CLOCK_AHEAD = timedelta(minutes=10)
# A shop and what is around it; and how far the position of a phone may be off between houses.
FENCE_M = 500.0
POSITION_OFF_M = 100.0
FAR_AWAY = "far_away"


@dataclass(frozen=True)
class Shown:
    """What somebody shows with an act: a photo, from which device (an opaque mark), confirmed by which shop,
    what they read off a meter or a receipt.
    """

    photo: Photo | None = None
    device: str = ""
    shop: str = ""
    said: str = ""


NOTHING_SHOWN = Shown()


@dataclass(frozen=True)
class Doubt:
    """One reason to look: its short name, and the sentence that both sides read."""

    name: str
    says: Text = field(compare=False)


class Told(Protocol):
    """An act as far as doubts ask."""

    @property
    def party(self) -> str:
        """Who it was."""

    @property
    def place(self) -> str:
        """Where they live."""

    @property
    def happened_at(self) -> datetime:
        """When it happened."""

    @property
    def at(self) -> datetime:
        """When it is recorded."""

    @property
    def day(self) -> date:
        """The day it happened."""

    @property
    def shown(self) -> Shown:
        """What shows it."""


def doubts(told: Told, *, place: str, event: str, rule: EvidenceRule) -> tuple[Doubt, ...]:
    """Every reason why a person looks at this act first; none for most."""
    found = [one for rule_of in RULES if (one := rule_of(told)) is not None]
    month = month_of(timezone.localtime(told.at))
    if sampling.is_drawn(
        event, place=place, month=month, purpose=sampling.FIRST, percent=rule.sampled_percent
    ):
        found.append(Doubt("drawn", DRAWN_TOO if found else DRAWN))
    return tuple(found)


def needs_second(*, place: str, event: str, at: datetime, rule: EvidenceRule) -> bool:
    """Whether a second person looks as well, drawn like the first."""
    month = month_of(timezone.localtime(at))
    return sampling.is_drawn(
        event, place=place, month=month, purpose=sampling.SECOND, percent=rule.second_percent
    )


def _same_photo(told: Told) -> Doubt | None:
    photo = told.shown.photo
    if photo is None:
        return None
    alike = cases.alike_exhibits(photo.bits, digest=photo.digest, within_bits=ALIKE_BITS)
    if not alike:
        return None
    others = len({one.party for one in alike if one.party != told.party})
    if others:
        return Doubt(
            "same_photo_others",
            Text(
                "다른 사람이 이미 낸 사진과 같거나 거의 같습니다.",
                "The photo is the same as one that somebody else sent, or nearly so.",
            ),
        )
    return Doubt(
        "same_photo_own",
        Text(
            "전에 낸 사진과 같거나 거의 같습니다.",
            "The photo is the same as one sent before, or nearly so.",
        ),
    )


def _photo_day(told: Told) -> Doubt | None:
    photo = told.shown.photo
    if photo is None or photo.taken_on is None or abs((photo.taken_on - told.day).days) <= 1:
        return None
    return Doubt(
        "photo_day",
        Text(
            f"사진을 찍은 날({photo.taken_on.isoformat()})이 실천한 날과 다릅니다.",
            f"The photo was taken on {photo.taken_on.isoformat()}, not on the day of the act.",
        ),
    )


def _far_away(told: Told) -> Doubt | None:
    """A photo taken far from the shop it is about. The position is used here and kept nowhere."""
    photo, shop = told.shown.photo, _named(told.shown.shop)
    if photo is None or photo.taken_at is None or not shop:
        return None
    known = [
        each for each in things.things(told.place) if shop in {_named(each.name.ko), _named(each.name.en)}
    ]
    near = [
        Where("", told.party, *photo.taken_at, POSITION_OFF_M, each.lat, each.lon, FENCE_M)
        for each in known
        if each.lat is not None and each.lon is not None
    ]
    # Of branches with one name the nearest counts.
    if not near or len(outside_fence(near, tolerance_m=0.0)) < len(near):
        return None
    return Doubt(
        FAR_AWAY,
        Text(
            f"사진을 찍은 곳이 적은 가게에서 {FENCE_M:.0f}m 넘게 떨어져 있습니다. 위치는 보관하지 않습니다.",
            f"The photo was taken more than {FENCE_M:.0f} m from the shop that was named. "
            "The position is not kept.",
        ),
    )


def _named(name: str) -> str:
    """A name as it is compared: without spaces, in small letters."""
    return "".join(name.split()).casefold()


def _too_fast(told: Told) -> Doubt | None:
    before = cases.told_since(told.party, since=told.at - WITHIN)
    if before < MOST_ACTS:
        return None
    return Doubt(
        "too_fast",
        Text(
            f"한 시간에 {before + 1}건을 기록했습니다. {MOST_ACTS}건까지는 그대로 기록합니다.",
            f"{before + 1} acts were recorded within an hour; up to {MOST_ACTS} are recorded at once.",
        ),
    )


def _shared_device(told: Told) -> Doubt | None:
    if not told.shown.device:
        return None
    people = cases.people_on_device(told.shown.device, since=told.at - DEVICE_SPAN)
    if people <= MOST_PEOPLE:
        return None
    return Doubt(
        "shared_device",
        Text(
            f"한 기기에서 30일 동안 {people}명이 기록했습니다. {MOST_PEOPLE}명까지는 그대로 기록합니다.",
            f"{people} people recorded from one device within 30 days; up to {MOST_PEOPLE} need no look.",
        ),
    )


def _clock(told: Told) -> Doubt | None:
    ahead = told.happened_at - told.at
    if ahead <= CLOCK_AHEAD:
        return None
    hours = ahead.total_seconds() / 3600
    return Doubt(
        "clock",
        Text(
            f"기기의 시계가 {hours:.1f}시간 앞섭니다. 시계를 맞추면 다음 기록은 바로 됩니다.",
            f"The clock of the device is {hours:.1f} hours ahead. Once it is set, the next act goes at once.",
        ),
    )


RULES: tuple[Callable[[Told], Doubt | None], ...] = (
    _same_photo, _photo_day, _far_away, _too_fast, _shared_device, _clock,
)  # fmt: skip
DRAWN = Text(
    "무작위로 뽑혀 사람이 확인합니다. 의심해서가 아닙니다.",
    "It was drawn at random for a person to look at; nothing about it is odd.",
)
DRAWN_TOO = Text("무작위로도 뽑혔습니다.", "It was drawn at random as well.")
