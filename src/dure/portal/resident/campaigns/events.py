"""Proof-shot events: photos entered by residents, scored by a jury, prizes paid from a programme's budget.

The jury sees photos and captions, no names. Nobody scores an entry of their own, of their household or of
their group. What becomes public of an entry, its entrant decides, and may decide otherwise at any time.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.parties import read as parties
from dure.kernel.parties import write as people
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident.acts.doubts import ALIKE_BITS
from dure.portal.resident.acts.photos import Photo

KIND, ENTRY = "proof_shot", "proof_shot_entry"
PUBLIC = ("open", "judging", "decided", "awarded")
# The edition of the words by which somebody lets their photo or name be shown.
EDITION = "2026-11"
# A photo is kept so long after the last day of entries, shown or not.
KEEP = timedelta(days=120)
LEAST_JURORS = 2
LOWEST, HIGHEST = 1, 5
Chance = Callable[[int], bytes]
TITLE = Text("인증샷 응모작", "An entry")


@dataclass(frozen=True)
class Criterion:
    """What the jury looks at, and how heavily it weighs."""

    name: str
    weight: int


@dataclass(frozen=True)
class Event:
    """An event as it was announced, and its ranks once they are fixed: rank and total by entry."""

    case: case_read.Case
    programme: str
    first: date
    last: date
    criteria: tuple[Criterion, ...]
    prizes: tuple[int, ...]
    jury: tuple[str, ...]
    ranks: dict[str, tuple[int, float]]

    @property
    def number(self) -> str:
        """Its number in addresses."""
        return self.case.id.partition("/")[2]

    @property
    def keep_until(self) -> date:
        """The day on which its photos are destroyed."""
        return self.last + KEEP


@dataclass(frozen=True)
class Entry:
    """An entry: its photo lies under `key`. `alike`: somebody else has shown the same photo before."""

    case: case_read.Case
    event: str
    key: UUID
    alike: bool
    scores: dict[str, tuple[int, ...]]

    @property
    def number(self) -> str:
        """Its number in addresses: it names nobody."""
        return self.case.id.partition("/")[2]

    @property
    def party(self) -> str:
        """Whose it is."""
        return self.case.subject


@dataclass(frozen=True)
class Offered:
    """What somebody enters: a photo with a line about it, and what of it may be shown."""

    key: UUID
    photo: Photo
    says: Text
    shows_photo: bool
    shows_name: bool


def event_of(case: case_read.Case, letters: tuple[dict[str, str], ...]) -> Event:
    """An event from its case; the ranks fixed last count."""
    told: dict[str, str] = {}
    for letter in letters:
        told |= letter
    lines = (line.rpartition("=") for line in told["criteria"].splitlines())
    rows = (row.split("=") for row in told.get("ranks", "").split())
    return Event(
        case, told["programme"], date.fromisoformat(told["first"]), date.fromisoformat(told["last"]),
        tuple(Criterion(name.strip(), int(weight)) for name, _is, weight in lines),
        tuple(int(each) for each in told["prizes"].split()), tuple(told["jury"].split()),
        {entry: (int(rank), float(total)) for entry, rank, total in rows},
    )  # fmt: skip


def events(place: str, *, states: tuple[str, ...] = PUBLIC) -> tuple[Event, ...]:
    """The events of a place, the newest first."""
    found = case_read.cases(place=place, kind=KIND, states=states)
    letters = case_read.letters_of(case.id for case in found)
    return tuple(event_of(case, letters[case.id]) for case in found)


def find_event(number: str) -> Event | None:
    """The event of that number."""
    case = case_read.find_case(f"{KIND}/{number}")
    return None if case is None else event_of(case, case_read.letters(case.id))


def entries_of(event: Event, *, party: str = "", states: tuple[str, ...] = ("entered",)) -> tuple[Entry, ...]:
    """The entries of an event, or of one person in it, by their numbers: in no order that tells who."""
    found = case_read.cases(place=event.case.place, kind=ENTRY, subject=party, states=states, limit=10_000)
    own = [case for case in found if case.id.startswith(f"{ENTRY}/{event.number}-")]
    letters = case_read.letters_of(case.id for case in own)
    known = [_entry(case, letters[case.id]) for case in own]
    return tuple(sorted(known, key=lambda entry: entry.number))


def find_entry(number: str) -> Entry | None:
    """The entry of that number."""
    case = case_read.find_case(f"{ENTRY}/{number}")
    return None if case is None else _entry(case, case_read.letters(case.id))


def photo_purpose(event: str) -> str:
    """The purpose under which somebody lets their photo be shown."""
    return f"event photo {event}"


def name_purpose(event: str) -> str:
    """The purpose under which somebody lets their name be shown."""
    return f"event name {event}"


def is_open(event: Event, *, on: date) -> bool:
    """Whether entries are taken on a day."""
    return event.case.state == "open" and event.first <= on <= event.last


def enter(
    event: Event, offered: Offered, *, party: str, at: datetime, chance: Chance = secrets.token_bytes
) -> str:
    """Enter a photo; answers the entry's number. One entry a person at a time; ActRefused says why not."""
    if not is_open(event, on=timezone.localdate(at)):
        raise ActRefused("지금은 응모를 받지 않습니다.", "No entries are taken now.")
    if party in event.jury:
        raise ActRefused("심사위원은 응모할 수 없습니다.", "A member of the jury cannot enter.")
    before = entries_of(event, party=party, states=())
    if any(entry.key == offered.key for entry in before):
        return next(entry.number for entry in before if entry.key == offered.key)
    if any(entry.case.state != "withdrawn" for entry in before):
        raise ActRefused(
            "이미 응모했습니다. 다른 사진을 내려면 먼저 응모를 거두십시오.",
            "You have entered already. To enter another photo, take that entry back first.",
        )
    number = f"{event.number}-{_word(event, party, len(before))}"
    try:
        with transaction.atomic():
            _keep(event, offered, party=party, number=number, at=at, chance=chance)
    except cases.AlreadyOpen as error:
        raise ActRefused("방금 응모했습니다.", "You have just entered.") from error
    return number


def let_show(event: Event, *, party: str, photo: bool, name: bool, at: datetime) -> None:
    """Say what of an entry may be shown from now on."""
    for purpose, given in ((photo_purpose(event.number), photo), (name_purpose(event.number), name)):
        people.consent(party, purpose=purpose, edition=EDITION, given=given, at=at)


def take_back(entry: Entry, *, party: str, at: datetime) -> None:
    """Take one's own entry back, before the jury has fixed the ranks."""
    event = find_event(entry.event)
    if entry.party != party or event is None or event.case.state not in ("open", "judging"):
        raise ActRefused("거둘 수 없는 응모입니다.", "This entry cannot be taken back.")
    by = cases.Actor(party, "", frozenset({"entrant"}))
    with transaction.atomic():
        cases.take(entry.case.id, move="withdraw", by=by, at=at)
        let_show(event, party=party, photo=False, name=False, at=at)


def shown_names(event: Event, entries: tuple[Entry, ...]) -> dict[str, str]:
    """What entrants are called who let their name be shown, by entry."""
    agreed = parties.agreeing([entry.party for entry in entries], purpose=name_purpose(event.number))
    found = {}
    for entry in entries:
        if entry.party in agreed and (name := parties.details_of(entry.party).get("name", "")):
            found[entry.number] = name
    return found


def shows_photo(event: Event, entry: Entry) -> bool:
    """Whether everybody may see the photo of an entry now: it has a prize, and its entrant agrees."""
    if event.case.state != "awarded" or entry.case.state != "entered" or not has_prize(event, entry):
        return False
    return entry.party in parties.agreeing([entry.party], purpose=photo_purpose(event.number))


def has_prize(event: Event, entry: Entry) -> bool:
    """Whether an entry stands on a rank that has a prize."""
    rank, _total = event.ranks.get(entry.number, (0, 0.0))
    return 0 < rank <= len(event.prizes)


def _keep(event: Event, offered: Offered, *, party: str, number: str, at: datetime, chance: Chance) -> None:
    """The entry's case, its sealed photo, and what of it may be shown."""
    photo, place = offered.photo, event.case.place
    alike = case_read.alike_exhibits(photo.bits, digest=photo.digest, within_bits=ALIKE_BITS)
    opening = cases.Opening(
        id=f"{ENTRY}/{number}", place=place, kind=ENTRY, title=TITLE, subject=party, says=offered.says,
        on=timezone.localdate(at),
    )  # fmt: skip
    letter = {
        "event": event.number, "key": str(offered.key),
        "alike": "yes" if any(each.party != party for each in alike) else "no",
    }  # fmt: skip
    cases.open_case(opening, by=cases.Actor(party, "", frozenset()), at=at, letters=[letter])
    exhibit = case_read.Exhibit(
        act=offered.key, place=place, party=party, programme=event.programme, action=ENTRY, kind="photo",
        device="", shop="", said="", digest=photo.digest, bits=photo.bits, happened_at=at, recorded_at=at,
    )  # fmt: skip
    cases.show(exhibit, picture=cases.Picture(photo.jpeg, event.keep_until), chance=chance)
    let_show(event, party=party, photo=offered.shows_photo, name=offered.shows_name, at=at)


def _word(event: Event, party: str, number: int) -> str:
    """The word of an entry: only this house can tell whose it is."""
    named = f"event entry {event.case.place} {event.number} {party} {number}"
    return hmac.digest(settings.SECRET_KEY.encode(), named.encode(), hashlib.sha256).hex()[:12]


def _entry(case: case_read.Case, letters: tuple[dict[str, str], ...]) -> Entry:
    first = letters[0]
    scores = {
        each["juror"]: tuple(int(score) for score in each["scores"].split())
        for each in letters
        if "scores" in each
    }
    return Entry(case, first["event"], UUID(first["key"]), first["alike"] == "yes", scores)
