"""The code a resident shows: signed and short-lived, with an opaque word and until when it holds.

A store, a machine or another resident reads it; whoever photographs it has nothing to use an hour later.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from dure.grammar.shapes import Text
from dure.kernel.parties import read as parties
from dure.kernel.parties import write as people
from dure.portal.data.disclosures import signing
from dure.portal.resident.wallets.receipting import public_key
from dure.protocols.envelope import opened, sealed

KIND = "DURE-C1"
HOLDS_FOR = timedelta(minutes=10)


@dataclass(frozen=True)
class Shown:
    """Whose code it is, or why it is none."""

    party: str
    fault: Text | None


FORGED = Text("이 서버가 만든 코드가 아닙니다.", "This is not a code of this server.")
LATE = Text(
    "시간이 지난 코드입니다. 화면을 새로 고쳐 다시 보여 주십시오.",
    "This code is too old. Reload the page and show it again.",
)
NOBODY = Text("가입한 주민의 코드가 아닙니다.", "This is no resident’s code.")


def code_of(party: str, *, at: datetime) -> str:
    """The code that somebody shows now."""
    until = int((at + HOLDS_FOR).timestamp())
    return sealed({"h": party, "u": until}, kind=KIND, key=signing.house_key(home=Path(settings.HOME)))


def digits_of(party: str, *, at: datetime) -> tuple[str, datetime]:
    """Eight digits that stand for somebody for some minutes, to be typed or said at a counter."""
    return people.speak_code(
        party, at=at, until=at + HOLDS_FOR, fresh_until=at + HOLDS_FOR / 2, chance=secrets.randbelow
    )


def read_code(text: str, *, at: datetime) -> Shown:
    """Whose code a text is at a moment."""
    found = opened(text.strip(), kind=KIND, keys=[public_key()])
    party, until = found.facts.get("h"), found.facts.get("u")
    if found.fault or not isinstance(party, str) or not isinstance(until, int):
        return Shown("", FORGED)
    if datetime.fromtimestamp(until, UTC) < at:
        return Shown("", LATE)
    return Shown(party, None) if parties.is_party(party) else Shown("", NOBODY)
