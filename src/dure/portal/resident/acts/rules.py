"""What an act must be before the books are looked at: each refusal says what is wrong and how to mend it."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Protocol

from django.utils import timezone

from dure.grammar.books.programme_shapes import BY_PERIOD, EvidenceRule, ProgrammeAction
from dure.kernel.parties import read as parties
from dure.kernel.plans.read import ProgrammeRun
from dure.kernel.things import read as things
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident.acts import ages, tariffs

RESIDENT = "resident"
HOUSEHOLD_ROLE = "household_member"
# What is counted in these may be parts of one.
MEASURED = ("kg", "km")
SMALLEST = Decimal("0.001")
# An act is told within a month: later nobody can look at it, and months have been closed.
MOST_DAYS_LATE = 31
# A machine's or a phone's clock may be wrong by so much.
MOST_AHEAD = timedelta(days=1)


class Told(Protocol):
    """An act as somebody tells it."""

    @property
    def place(self) -> str:
        """Where they live."""

    @property
    def party(self) -> str:
        """Who it was."""

    @property
    def action(self) -> str:
        """What they did."""

    @property
    def quantity(self) -> Decimal:
        """How much of it."""

    @property
    def evidence(self) -> str:
        """What shows it."""

    @property
    def happened_at(self) -> datetime:
        """When it happened."""

    @property
    def at(self) -> datetime:
        """When it is recorded."""

    @property
    def day(self) -> date:
        """The day it happened."""


def find_run(place: str, *, programme: str, on: date) -> ProgrammeRun:
    """The programme as the place has it that day; refused where it has none."""
    for run in tariffs.runs_at(place, on=on):
        if run.programme.name == programme:
            return run
    raise ActRefused(
        "이 지역에는 그날 이 사업이 없습니다. 사업 목록에서 다른 사업을 고르십시오.",
        "This place does not have the programme on that day. Choose another from the list.",
    )


def check_asked(told: Told, run: ProgrammeRun) -> tuple[ProgrammeAction, EvidenceRule]:
    """The action that was done and the rule of its evidence; ActRefused for what cannot be so."""
    _check_resident(told)
    _check_time(told)
    _check_age(told, run)
    action = run.action(told.action)
    if action is None:
        raise ActRefused(
            "이 사업에 없는 실천입니다. 목록에서 고르십시오.",
            "The programme has no such act. Choose one from the list.",
        )
    if action.counted_in == BY_PERIOD:
        raise ActRefused(
            "이것은 검침값이나 주행거리로 기간마다 셉니다. 따로 기록하지 않아도 됩니다.",
            "This is reckoned from readings over a period. There is nothing to record.",
        )
    _check_quantity(told, action)
    for rule in action.evidence:
        if rule.kind == told.evidence:
            return action, rule
    raise ActRefused(
        "이 실천은 그 방법으로 확인하지 않습니다. 다른 확인 방법을 고르십시오.",
        "This act is not shown in that way. Choose another kind of evidence.",
    )


def _check_resident(told: Told) -> None:
    held = parties.roles_of_party(told.party, on=timezone.localdate(told.at))
    if not any(role.name == RESIDENT and told.place in things.chain(role.place) for role in held):
        raise ActRefused(
            "이 지역의 주민으로 가입하지 않았습니다. 먼저 가입하십시오.",
            "You have not joined as a resident of this place. Join first.",
        )


def _check_time(told: Told) -> None:
    if told.happened_at > told.at + MOST_AHEAD:
        raise ActRefused(
            "아직 오지 않은 날입니다. 오늘이나 그 이전 날짜를 적으십시오.",
            "That day has not come yet. Give today or an earlier day.",
        )
    if told.day < timezone.localdate(told.at) - timedelta(days=MOST_DAYS_LATE):
        raise ActRefused(
            f"{MOST_DAYS_LATE}일이 지난 실천은 기록할 수 없습니다.",
            f"An act can be recorded within {MOST_DAYS_LATE} days.",
        )


def _check_age(told: Told, run: ProgrammeRun) -> None:
    least = run.programme.least_age
    if not least:
        return
    old_enough = ages.is_at_least(told.party, age=least, on=told.day)
    if old_enough is None:
        raise ActRefused(
            f"이 사업은 만 {least}세부터 참여합니다. 생년월일이 적혀 있지 않으니 먼저 적으십시오.",
            f"This programme is for people of {least} and above. Give your day of birth first.",
        )
    if not old_enough:
        raise ActRefused(
            f"이 사업은 만 {least}세부터 참여할 수 있습니다. 다른 사업을 고르십시오.",
            f"This programme is for people of {least} and above. Choose another one.",
        )


def _check_quantity(told: Told, action: ProgrammeAction) -> None:
    whole = action.counted_in not in MEASURED
    step = Decimal(1) if whole else SMALLEST
    quantity = told.quantity
    if not quantity.is_finite() or quantity <= 0 or quantity != quantity.quantize(step):
        raise ActRefused(
            "수량은 1 이상의 정수입니다." if whole else "수량은 0보다 크고 소수점 아래 세 자리까지입니다.",
            "Give a whole number, 1 or more."
            if whole
            else "Give a number above zero, of at most three decimals.",
        )
    if quantity > action.most_at_once:
        raise ActRefused(
            f"한 번에 {action.most_at_once:,}까지 기록할 수 있습니다. 단위를 확인하십시오.",
            f"At most {action.most_at_once:,} can be recorded at once. Look at the unit.",
        )
