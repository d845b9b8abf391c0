"""Findings: figures that something contradicts. The published value stands until a person decides."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.kernel.cases import read as cases
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.things import read as things
from dure.portal import showing
from dure.portal.blocks.finding import Finding, Reason
from dure.portal.blocks.numbers import shown as shown_amount
from dure.portal.blocks.steps import Step, Steps
from dure.portal.blocks.times import period_words
from dure.portal.data.method_words import method_title
from dure.portal.pages import Crumb, Page
from dure.portal.resident.calculations import workings
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.resident.proposals import independent, inputs_of, proposals
from dure.portal.showing import say

WAITING = ("open", "correction_proposed")
DECIDED = ("accepted", "corrected", "explained")
# How many findings one page lists; the JSON and CSV twins hold them all.
MOST = 200
FILTERS = ("place", "check", "state")


def finding_list(request: HttpRequest, place: str = "") -> Page:
    """The inbox: what waits for a decision, and what has been decided; by place and by kind of check."""
    found = place_or_404(place) if place else None
    asked = Asked(
        place=place or request.GET.get("place", ""),
        check=request.GET.get("check", ""),
        decided=request.GET.get("state") == "decided",
    )
    states = DECIDED if asked.decided else WAITING
    every = most_doubted(cases.cases(place=place, kind="finding", states=states, limit=1000))
    known = tuple(case for case in every if asked.wants(case))
    beside = besides(known)
    return Page(
        template="resident/findings.html",
        section="" if found else "findings",
        crumbs=crumbs(found, Crumb(_("Findings"))) if found else (),
        shows={
            "place": found,
            "place_title": say(found.title) if found else "",
            "findings": [shown(case, beside, short=True) for case in known[:MOST]],
            "count": len(known),
            "asked": asked,
            "is_filtered": bool(asked.check or (asked.place and not place)),
            "places": () if place else _places(every, beside.titles),
            "checks": _checks(every),
            "csv_href": _csv_href(request, place),
        },
        data={"findings": [finding_data(case, beside) for case in known]},
        header=("id", "figure", "state", "published", "unit", "reasons_ko", "reasons_en", "proposed"),
        rows=[_row(case, beside) for case in known],
    )


def _csv_href(request: HttpRequest, place: str) -> str:
    """The same list as CSV, narrowed by the same filters."""
    base = reverse("place_findings.csv", kwargs={"place": place}) if place else reverse("findings.csv")
    asked = {word: request.GET[word] for word in FILTERS if request.GET.get(word)}
    return f"{base}?{urlencode(asked)}" if asked else base


@dataclass(frozen=True)
class Asked:
    """Which findings are wanted: of one place, found by one kind of check, waiting or decided."""

    place: str
    check: str
    decided: bool

    def wants(self, case: cases.Case) -> bool:
        """Whether a finding is among them."""
        by_check = not self.check or any(reason.engine == self.check for reason in case.reasons)
        return by_check and self.place in {"", case.place}


def _places(every: Iterable[cases.Case], titles: Mapping[str, str]) -> list[tuple[str, str, int]]:
    """The places of these findings, by name: id, title, how many."""
    counted = Counter(case.place for case in every)
    return sorted(((p, titles.get(p, p), n) for p, n in counted.items()), key=lambda option: option[1])


def _checks(every: Iterable[cases.Case]) -> list[tuple[str, str, int]]:
    """The kinds of check that found them, by name: engine, title, how many."""
    counted = Counter(engine for case in every for engine in {reason.engine for reason in case.reasons})
    return sorted(((e, method_title(e), n) for e, n in counted.items()), key=lambda option: option[1])


def most_doubted(known: Iterable[cases.Case]) -> tuple[cases.Case, ...]:
    """Those with the most reasons first."""
    return tuple(sorted(known, key=lambda case: -len(case.reasons)))


@dataclass(frozen=True)
class Beside:
    """What findings are shown with, asked for once: kinds, published figures, titles, documents."""

    kinds: showing.Kinds
    published: Mapping[str, Figure]
    titles: Mapping[str, str]
    sources: showing.Sources
    who: Callable[[showing.Signed], str]


def besides(known: Iterable[cases.Case]) -> Beside:
    """What these findings are shown with."""
    known = tuple(known)
    return Beside(
        who=showing.people(step for case in known for step in case.steps),
        kinds=observations.kinds(),
        published=observations.published([case.subject for case in known]),
        titles={place.id: say(place.title) for place in things.places()},
        sources=showing.sources(),
    )


def shown(case: cases.Case, beside: Beside, *, short: bool = False) -> Finding:
    """A finding as its block: the published value, what contradicts it, and what would put it right."""
    figure = beside.published.get(case.subject)
    kind = showing.kind_of(figure, beside.kinds) if figure else None
    published = showing.amount(figure.value, kind) if figure and kind else showing.Amount(None, "", None)
    proposed = []
    if kind:
        own = {p.value for reason in case.reasons for p in reason.proposals if p.address == case.subject}
        proposed = [showing.amount(value, kind).value for value in sorted(own)]
    last = case.steps[-1]
    return Finding(
        title=say(kind.title_of(figure.address)) if figure and kind else say(case.title),
        place=beside.titles.get(case.place, case.place),
        href=reverse("finding", kwargs={"number": case.id.rpartition("/")[2]}),
        state=case.state,
        published=published.value,
        unit=published.unit,
        reasons=tuple(_reason(case, reason) for reason in case.reasons),
        proposed=tuple(value for value in proposed if value is not None),
        period=figure.period if figure else "",
        mark=figure.mark if figure else "",
        printed=_printed_otherwise(figure, published, beside.sources) if figure else "",
        decided=f"{beside.who(last)} · {timezone.localtime(last.at):%Y-%m-%d} · {say(last.says)}"
        if case.state in DECIDED
        else "",
        source=showing.source_line(figure, beside.sources) if figure else "",
        source_href=showing.figure_href(figure) if figure else "",
        short=short,
    )


def _printed_otherwise(figure: Figure, published: showing.Amount, sources: showing.Sources) -> str:
    """The figure as printed, where the document has another number or unit than the page shows."""
    as_printed = showing.printed_words(figure, sources)
    on_page = shown_amount(published.value, unit=published.unit, language=showing.language(), short=False)
    return "" if as_printed in {on_page.text, on_page.exact} else as_printed


def _reason(case: cases.Case, reason: cases.Reason) -> Reason:
    return Reason(
        title=method_title(reason.engine),
        says=say(reason.says),
        href=reverse("run", kwargs={"run": reason.run}),
    )


def finding_data(case: cases.Case, beside: Beside) -> dict[str, object]:
    """A finding as data: the figure, every reason with its run, every proposal in canonical units."""
    figure = beside.published.get(case.subject)
    return {
        "id": case.id.rpartition("/")[2],
        "figure": case.subject,
        "place": case.place,
        "title": case.title,
        "state": case.state,
        "published": showing.data(figure, beside.kinds) if figure else None,
        "reasons": [
            {
                "check": reason.check,
                "engine": reason.engine,
                "run": reason.run,
                "says": reason.says,
                "expected": reason.expected,
                "gap": reason.gap,
                "proposals": [
                    {"figure": p.address, "value": p.value, "low": p.low, "high": p.high}
                    for p in reason.proposals
                ],
            }
            for reason in case.reasons
        ],
        "steps": [
            {"to": s.to_state, "by": s.by_name, "at": s.at, "says": s.says, "source": s.source}
            for s in case.steps
        ],
    }


def _row(case: cases.Case, beside: Beside) -> tuple[object, ...]:
    figure = beside.published.get(case.subject)
    proposed = sorted(
        {p.value for reason in case.reasons for p in reason.proposals if p.address == case.subject}
    )
    return (
        case.id.rpartition("/")[2],
        case.subject,
        case.state,
        figure.value if figure else "",
        showing.kind_of(figure, beside.kinds).unit if figure else "",
        " / ".join(reason.says.ko for reason in case.reasons),
        " / ".join(reason.says.en for reason in case.reasons),
        " ".join(f"{value:f}" for value in proposed),
    )


def finding_or_404(number: str) -> cases.Case:
    """The finding of that number, or the page that says there is none."""
    case = cases.find_case(f"finding/{number}")
    if case is None:
        raise Http404(_("There is no finding “%(number)s”.") % {"number": number})
    return case


def finding(request: HttpRequest, number: str) -> Page:
    """One finding: the published value, every reason, every proposal, and what people decided."""
    case = finding_or_404(number)
    beside = besides([case])
    kind = cases.find_kind("finding")
    figure = beside.published.get(case.subject)
    title = finding_title(case, figure, beside.kinds)
    place = place_or_404(case.place)
    inputs = inputs_of(case)
    return Page(
        template="resident/finding.html",
        section="findings",
        crumbs=crumbs(
            place, Crumb(_("Findings"), reverse("place_findings", kwargs={"place": case.place})), Crumb(title)
        ),
        shows={
            "case": case,
            "place_title": say(place.title),
            "title": title,
            "finding": shown(case, beside),
            "number": showing.number(figure, beside.kinds, size="large") if figure else None,
            "printed": showing.printed_words(figure, beside.sources) if figure else "",
            "workings": workings(case, beside.kinds, inputs),
            "proposals": proposals(case, beside.kinds, inputs),
            "reasons": len(case.reasons),
            "independent": independent(case, inputs),
            "steps": way(case, kind, beside.titles) if kind else None,
            "moves": [say(move.title) for move in kind.moves if move.from_state == case.state]
            if kind
            else [],
            "waits": case.state in WAITING,
            "decision": _decision(case),
            "finding_number": number,
        },
        data=finding_data(case, beside),
    )


def _decision(case: cases.Case) -> str:
    """What was decided, by whom and when, as a sentence with the reason behind it; nothing while it waits."""
    words = {
        "accepted": _("Decided by %(by)s on %(on)s: the published value stands."),
        "corrected": _("Decided by %(by)s on %(on)s: the published value is corrected."),
        "explained": _("Decided by %(by)s on %(on)s: the published value is explained."),
    }
    if case.state not in words:
        return ""
    last = case.steps[-1]
    on = period_words(timezone.localdate(last.at).isoformat(), language=showing.language())
    said = words[case.state] % {"by": showing.people([last])(last), "on": on}
    return " ".join(filter(None, (said, say(last.says))))


def finding_title(case: cases.Case, figure: Figure | None, kinds: showing.Kinds) -> str:
    """What a finding is called: the doubted figure and its period."""
    if figure is None:
        return say(case.title)
    title = say(showing.kind_of(figure, kinds).title_of(figure.address))
    return f"{title}, {period_words(figure.period, language=showing.language())}"


def way(
    case: cases.Case,
    kind: cases.Kind,
    names: Mapping[str, str],
    *,
    sources: showing.Sources | None = None,
) -> Steps:
    """The way of a case: every step taken, who took it, when, and what they said.

    Whoever shows several cases asks for the documents once.
    """
    steps = []
    if sources is None:
        sources = showing.sources() if any(step.source for step in case.steps) else {}
    who = showing.people(case.steps)
    for step in case.steps:
        title = say(sources[step.source].title) if step.source in sources else step.source
        day = step.told or timezone.localdate(step.at).isoformat()
        steps.append(
            Step(
                title=_step_title(step, kind),
                state="now" if step is case.steps[-1] and case.state in kind.waiting else "done",
                on=period_words(day, language=showing.language()),
                by=who(step) or names.get(step.by, ""),
                says=say(step.says),
                source=", ".join(filter(None, (title, showing.line_words(step.locator)))),
                source_href=reverse("source", kwargs={"source": step.source}) if step.source else "",
            )
        )
    return Steps(title="", steps=tuple(steps))


def _step_title(step: cases.Step, kind: cases.Kind) -> str:
    """What a step is called: the state it led to; of one taken back, that it led back."""
    state = say(kind.state_title(step.to_state))
    if step.move == cases.TAKEN_BACK:
        return _("Recorded by mistake and taken back; again: %(state)s") % {"state": state}
    return state
