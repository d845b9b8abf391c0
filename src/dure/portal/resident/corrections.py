"""A corrected figure: what was printed where, what it was corrected to, by whom, when, and why."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from dure.kernel.cases import read as cases
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure, Kind
from dure.portal import showing
from dure.portal.blocks.times import period_words
from dure.portal.showing import say

MOST_STEPS_BACK = 20


@dataclass(frozen=True)
class Correction:
    """A correction with what it corrects, and the finding in which two persons decided it."""

    figure: Figure
    original: Figure
    finding: cases.Case | None
    proposed: cases.Step | None
    approved: cases.Step | None

    @property
    def is_of_its_document(self) -> bool:
        """Whether the document that the correction rests on is the one that printed the other value."""
        return self.figure.source == self.original.source


def find_correction(figure: Figure) -> Correction | None:
    """How a figure was corrected; None for a figure that stands as it was printed."""
    original = figure
    for _step in range(MOST_STEPS_BACK):
        before = observations.find_by_id(original.corrects) if original.corrects else None
        if before is None:
            break
        original = before
    if original.id == figure.id:
        return None
    for finding in cases.cases(place=figure.place, kind="finding"):
        for number, step in enumerate(finding.steps):
            # The figure was recorded by the very step that approved it.
            if number and (step.at, step.by) == (figure.recorded_at, figure.by):
                return Correction(figure, original, finding, finding.steps[number - 1], step)
    return Correction(figure, original, None, None, None)


@dataclass(frozen=True)
class Filing:
    """The case in which an officer's figure was filed and approved by another person."""

    case: cases.Case
    entered: cases.Step
    approved: cases.Step


def find_filing(figure: Figure) -> Filing | None:
    """Who entered a figure and who approved it; None for one that was not entered in the office."""
    if figure.origin != "officer" or figure.corrects:
        return None
    for case in cases.cases(place=figure.place, kind="figure_review"):
        for number, step in enumerate(case.steps):
            # The figure was recorded by the very step that approved it.
            if number and (step.at, step.by) == (figure.recorded_at, figure.by):
                return Filing(case, case.steps[number - 1], step)
    return None


def filing_data(of: Filing) -> dict[str, object]:
    """A filing as data."""
    return {
        "entered_by": of.entered.by_name,
        "entered_at": of.entered.at,
        "approved_by": of.approved.by_name,
        "approved_at": of.approved.at,
        "why": of.entered.says,
    }


def filed(of: Filing) -> dict[str, object]:
    """A filing for the page of its figure."""
    who = showing.people([of.entered, of.approved])
    return {
        "entered_by": who(of.entered),
        "entered_on": _day(of.entered),
        "approved_by": who(of.approved),
        "approved_on": _day(of.approved),
        "why": say(of.entered.says),
    }


def correction_data(of: Correction) -> dict[str, object]:
    """A correction as data: what the document prints and what it was corrected to, each by itself."""
    first, now = of.original, of.figure
    return {
        "corrects": now.corrects,
        "printed": first.printed,
        "printed_unit": first.unit,
        "value": first.value,
        "label": first.label,
        "source": first.source,
        "locator": first.locator,
        "corrected_to": now.printed or f"{now.value:f}",
        "corrected_to_unit": now.unit,
        "corrected_from_source": now.source,
        "corrected_from_locator": now.locator,
        "same_document": of.is_of_its_document,
        "finding": of.finding.id.rpartition("/")[2] if of.finding else "",
        "proposed_by": of.proposed.by_name if of.proposed else "",
        "proposed_at": of.proposed.at if of.proposed else None,
        "approved_by": of.approved.by_name if of.approved else "",
        "approved_at": of.approved.at if of.approved else None,
        "why": of.proposed.says if of.proposed else None,
    }


def shown(of: Correction, kind: Kind) -> dict[str, object]:
    """A correction for the page of its figure."""
    sources = showing.sources()
    first, now = of.original, of.figure
    who = showing.people(filter(None, (of.proposed, of.approved)))
    return {
        "printed": showing.carried_words(first, sources),
        "printed_label": first.label,
        "printed_in": showing.source_line(first, sources),
        "printed_href": reverse("source", kwargs={"source": first.source}) if first.source else "",
        "now": showing.carried_words(now, sources) or showing.words(now, kind),
        "from_source": showing.document_line(now, sources),
        "from_href": reverse("source", kwargs={"source": now.source}) if now.source else "",
        "same_document": of.is_of_its_document,
        "proposed_by": who(of.proposed) if of.proposed else "",
        "proposed_on": _day(of.proposed),
        "why": say(of.proposed.says) if of.proposed else "",
        "approved_by": who(of.approved) if of.approved else "",
        "approved_on": _day(of.approved),
        "finding": of.finding.id.rpartition("/")[2] if of.finding else "",
    }


def _day(step: cases.Step | None) -> str:
    if step is None:
        return ""
    return period_words(timezone.localdate(step.at).isoformat(), language=showing.language())
