"""What takes two people in the books of allowances, claims and credits: one files it, another approves."""

import contextlib
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.portal.officer.acts.acting import Act, Leg
from dure.portal.officer.work import Work, typed

KIND = "allowance_sale"
# How the origins of acts begin that another person approved: they are not undone by one person alone.
TOOK_TWO = tuple(
    f"act {word} "
    for word in ("sell", "transfer", "surrender", "cancel", "retire", "cancel-credits", "issue", "settle")
)
Said = Mapping[str, object]


@dataclass(frozen=True)
class Asked:
    """What a filled form, or the letter of a case, asks for.

    `legs` reads the books and raises where a rule forbids it; `told` says those movements in words, and
    `done` makes these movements or none.
    """

    legs: Callable[[], tuple[Leg, ...]]
    told: Callable[[tuple[Leg, ...]], list[tuple[str, str]]]
    done: Callable[[Act, tuple[Leg, ...]], object]


def act_of(work: Work, said: Said, *, key: UUID) -> Act:
    """The act of a form or a letter: when it happened, what is said of it, which document tells it."""
    return Act(
        place=work.place.id,
        key=key,
        happened_at=_begin(said["on"]),
        at=work.at,
        says=typed(str(said["says"])),
        source=str(said["source"]),
        locator=str(said["locator"]).strip(),
    )


def key_of(word: str, *, on: object) -> UUID:
    """The key that follows from one look at one act: its button, pressed twice, posts once."""
    digest = hashlib.blake2b(word.encode(), digest_size=10).digest()
    return posting.make_key(at=_begin(on), random_bytes=digest)


def _begin(on: object) -> datetime:
    day = on if isinstance(on, date) else date.fromisoformat(str(on))
    return datetime.combine(day, time(), timezone.get_default_timezone())


def look_key(work: Work, seal: str, *, on: object) -> UUID:
    """The key of what one look posts. The seal follows from all that was looked at: another has another."""
    return key_of(f"{work.place.id} {work.account} {seal}", on=on)


def is_posted(work: Work, seal: str, *, on: object) -> bool:
    """Whether the same look was posted before."""
    return bool(ledgers.group(work.place.id, key=look_key(work, seal, on=on)))


def filed(work: Work, seal: str) -> str | None:
    """The case of the same look, where it was filed before."""
    case = _number(work, seal)
    return case if case_read.find_case(case) is not None else None


def file(work: Work, said: Said, *, title: Text, seal: str) -> str:
    """Open the case of what was looked at; filed at the same moment twice, it is one case."""
    letter = {name: str(value if value is not None else "") for name, value in said.items()}
    opening = cases.Opening(
        id=_number(work, seal), place=work.place.id, kind=KIND, says=typed(str(said["says"])),
        on=timezone.localdate(work.at), title=title,
        source=str(said["source"]), locator=str(said["locator"]).strip(),
    )  # fmt: skip
    with contextlib.suppress(cases.AlreadyOpen):
        cases.open_case(opening, by=work.actor, at=work.at, letters=[letter])
    return opening.id


def _number(work: Work, seal: str) -> str:
    mark = f"{work.place.id} {work.account} {seal}"
    return f"{KIND}/{hashlib.sha256(mark.encode()).hexdigest()[:12]}"


def took_two(place: str, key: UUID) -> bool:
    """Whether this act was approved by another person, so that taking it back has to be approved as well."""
    rows = ledgers.group(place, key=key)
    is_verifying = any(row.credit.startswith("claim/verified/") for row in rows)
    return is_verifying or any(row.reason.origin.startswith(TOOK_TWO) for row in rows)


def href(case: str) -> str:
    """The page of a case that waits, or was decided."""
    return reverse("work_sale", kwargs={"number": case.partition("/")[2]})
