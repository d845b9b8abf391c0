"""Crediting a deposit to whoever showed a code at the machine, as an act shown by a machine's event.

The tariff, the caps and the budget are those of the programme; the event's own number is the machine's and
its counter, so that the same deposit told to another programme earns nothing there.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from dure.grammar.shapes import Text
from dure.kernel.ledgers import write as posting
from dure.kernel.parties import read as parties
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident.acts import tariffs
from dure.portal.resident.acts.recording import Asked, record
from dure.portal.resident.machines.saying import outcome_words
from dure.portal.resident.wallets.codes import FORGED, LATE, read_code

EVIDENCE = "device_event"
# The clocks of a machine and of this server may differ by so much.
SKEW = timedelta(minutes=5)


@dataclass(frozen=True)
class Deposit:
    """Something was put into a machine: where, which article, how many, when, and by which of its events."""

    place: str
    machine: str
    counter: int
    digest: str
    article: str
    items: int
    happened_at: datetime

    @property
    def number(self) -> str:
        """The number of the event, as the machine prints it."""
        return f"{self.machine} {self.counter}"

    @property
    def key(self) -> UUID:
        """The key of the act, which follows from the event."""
        return posting.make_key(at=self.happened_at, random_bytes=bytes.fromhex(self.digest)[:10])


@dataclass(frozen=True)
class Credit:
    """What became of a deposit: a word, the sentence, and what was paid in which unit."""

    outcome: str
    says: Text
    paid: int = 0
    unit: str = ""


def whose(code: str, *, at: datetime) -> tuple[str, str]:
    """Whose code was shown at a moment, and where it is nobody's the word why."""
    clean = "".join(code.split())
    if not clean:
        return "", "nobody"
    if clean.isascii() and clean.isdigit():
        party = parties.spoken_by(clean, at=at, slack=SKEW)
        return (party, "") if party else ("", "code_unknown" if party is None else "code_late")
    shown = read_code(clean, at=at - SKEW)
    if shown.fault is None:
        return shown.party, ""
    return "", {FORGED: "code_unknown", LATE: "code_late"}.get(shown.fault, "nobody")


def credit(deposit: Deposit, *, party: str, at: datetime) -> Credit:
    """Credit a deposit to somebody. What refuses it is answered as a sentence, not raised."""
    programme, action = _programme(deposit)
    if not programme:
        return Credit("no_programme", outcome_words("no_programme"))
    asked = Asked(
        place=deposit.place, party=party, programme=programme, action=action,
        quantity=Decimal(deposit.items), key=deposit.key, happened_at=deposit.happened_at, at=at,
        evidence=EVIDENCE, event=deposit.number,
    )  # fmt: skip
    try:
        done = record(asked)
    except (ActRefused, posting.Refused) as error:
        return Credit("refused", error.says)
    if done.held:
        return Credit("held", outcome_words("held"))
    if not done.paid and not done.repeated:
        says = outcome_words("unpaid") if done.wanted is None else _cut_words(done.cut)
        return Credit("unpaid", says, 0, done.unit)
    return Credit("credited", outcome_words("credited"), done.paid, done.unit)


def _cut_words(cut: str) -> Text:
    if cut == "budget":
        return Text("예산이 남아 있지 않아 준 것은 없습니다.", "The budget is spent, so nothing was given.")
    return Text("한도를 채워 준 것은 없습니다.", "The cap is reached, so nothing was given.")


def _programme(deposit: Deposit) -> tuple[str, str]:
    """The programme of the place that rewards the article by a machine's word: the nearest place's first."""
    name = deposit.article.replace("-", "_")
    for run in tariffs.runs_at(deposit.place, on=timezone.localdate(deposit.happened_at)):
        action = run.action(name)
        if action is not None and any(rule.kind == EVIDENCE for rule in action.evidence):
            return run.programme.name, action.name
    return "", ""
