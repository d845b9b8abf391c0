"""What would put a doubted figure right: every proposal once, with the checks that propose it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.urls import reverse

from dure.kernel.cases.read import Case, Proposal, Reason
from dure.kernel.observations import read as observations
from dure.kernel.runs import read as runs
from dure.portal import showing
from dure.portal.blocks.numbers import shown
from dure.portal.blocks.times import period_words
from dure.portal.data.method_words import method_title
from dure.portal.showing import say

# Proposals of this size are whole numbers: more digits would claim more than is known.
WHOLE_FROM = 1000


@dataclass(frozen=True)
class Proposed:
    """A value that would make a check hold, and what its rounding leaves open.

    `by` are the checks that propose it; `mends_one` is true where no other check takes this figure at all.
    """

    title: str
    value: str
    span: str
    by: tuple[str, ...]
    href: str
    is_doubted: bool
    mends_one: bool


def inputs_of(case: Case) -> Mapping[str, tuple[runs.Input, ...]]:
    """What the check behind each reason took, by its run."""
    known = {run.id: run.inputs for run in runs.by_id(reason.run for reason in case.reasons)}
    return {reason.run: known.get(reason.run, ()) for reason in case.reasons}


def proposals(
    case: Case, kinds: showing.Kinds, inputs: Mapping[str, tuple[runs.Input, ...]]
) -> tuple[Proposed, ...]:
    """Every proposal once: the doubted figure's first, and what more checks propose before what one does."""
    said: dict[tuple[str, str], Proposed] = {}
    for reason in case.reasons:
        others = [fed for run, own in inputs.items() if run != reason.run for fed in own]
        for each in _of(case, reason, kinds, taken_elsewhere={fed.reference for fed in others}):
            key = each.href, each.value
            before = said.get(key)
            said[key] = each if before is None else _joined(before, each)
    return tuple(sorted(said.values(), key=lambda each: (not each.is_doubted, -len(each.by))))


def _joined(one: Proposed, other: Proposed) -> Proposed:
    """The same proposal of two checks as one."""
    return replace(other, by=(*one.by, *other.by), span=one.span or other.span)


def _of(case: Case, reason: Reason, kinds: showing.Kinds, *, taken_elsewhere: set[str]) -> list[Proposed]:
    """The proposals of one check."""
    found = []
    for proposal in reason.proposals:
        parsed = observations.parse_address(proposal.address)
        kind = kinds.get(parsed.address.split("/")[0]) if parsed else None
        if parsed is None or kind is None:
            continue
        period = period_words(parsed.period, language=showing.language())
        found.append(
            Proposed(
                title=f"{say(kind.title_of(parsed.address))}, {period}",
                value=_words(proposal.value, kind),
                span=_span(proposal, kind),
                by=(method_title(reason.engine),),
                href=reverse("figure", kwargs={"address": proposal.address}),
                is_doubted=proposal.address == case.subject,
                mends_one=proposal.address not in taken_elsewhere,
            )
        )
    return found


def _words(value: Decimal, kind: observations.Kind) -> str:
    in_unit = showing.amount(value, kind)
    whole = 0 if in_unit.value is not None and abs(in_unit.value) >= WHOLE_FROM else None
    return shown(
        in_unit.value,
        unit=in_unit.unit,
        language=showing.language(),
        decimals=in_unit.decimals if in_unit.decimals is not None else whole,
        short=False,
    ).text


def _span(proposal: Proposal, kind: observations.Kind) -> str:
    """From where to where a value fits what is printed; nothing where it is one value."""
    if not proposal.low or not proposal.high or proposal.low == proposal.high:
        return ""
    return f"{_words(Decimal(proposal.low), kind)} – {_words(Decimal(proposal.high), kind)}"


def independent(case: Case, inputs: Mapping[str, tuple[runs.Input, ...]]) -> int:
    """How many of the reasons rest on other figures than the rest: checks of the same figures are one."""
    marks = {
        figure.id: figure.mark
        for figure in observations.by_id(
            fed.figure for own in inputs.values() for fed in own if fed.figure
        ).values()
    }
    bases = set()
    for reason in case.reasons:
        taken = {
            fed.reference
            for fed in inputs[reason.run]
            if fed.reference != case.subject and marks.get(fed.figure or 0) != "parameter"
        }
        bases.add(frozenset(taken or {reason.run}))
    return len(bases)
