"""Deciding a finding: the published value stands, is explained, or is corrected and confirmed by another."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.grammar.shapes import Mistake
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure, Kind
from dure.kernel.things import read as things
from dure.portal import showing
from dure.portal.blocks.numbers import shown as shown_amount
from dure.portal.blocks.times import period_words
from dure.portal.data.method_words import method_title
from dure.portal.officer import comparing
from dure.portal.officer.checking import Letter, check_one, known_here
from dure.portal.officer.following import follow, take
from dure.portal.officer.forms import NEW, CorrectionForm, SaysForm
from dure.portal.officer.reviewing import allowed_moves, followed_words, why_not
from dure.portal.officer.work import Work, office, page, typed, work_at
from dure.portal.resident.findings import besides, finding_or_404, shown, way
from dure.portal.showing import language, say

PROPOSE = "propose_correction"


@dataclass(frozen=True)
class Repair:
    """A proposed value of a figure of this place, in its canonical unit."""

    figure: Figure
    printed: str
    words: str


@office
def decide(request: HttpRequest, number: str) -> HttpResponse:
    """A finding with the decisions that are open to the reader."""
    case = finding_or_404(number)
    work = work_at(request, case.place)
    figure = _doubted(case)
    kind = observations.find_kind(figure.address) if figure else None
    repairs = _repairs(case) if kind else []
    posted = request.POST.get("move", "") if request.method == "POST" else ""
    says = SaysForm(request.POST if posted and posted != PROPOSE else None)
    correction = _correction_form(request if posted == PROPOSE else None, repairs, kind) if kind else None
    if posted == PROPOSE and correction is not None and figure is not None and kind is not None:
        if _propose(work, case, correction, repairs=repairs, figure=figure):
            messages.success(request, _("The correction waits for another person to confirm it."))
            return redirect(request.path)
    elif posted and says.is_valid() and _take(request, work, case, move=posted, form=says):
        return redirect(request.path)
    return _shown(request, work, case, forms=(says, correction))


def _correction_form(request: HttpRequest | None, repairs: list[Repair], kind: Kind) -> CorrectionForm:
    choices = [(str(n), repair.words) for n, repair in enumerate(repairs)]
    return CorrectionForm(request.POST if request else None, choices=choices, kind=kind)


def _repairs(case: case_read.Case) -> list[Repair]:
    """The proposed values that are figures of this place, each once, those of the doubted figure first."""
    kinds = observations.kinds()
    found: dict[tuple[str, str], Repair] = {}
    proposals = [(reason, p) for reason in case.reasons for p in reason.proposals]
    for reason, proposal in sorted(proposals, key=lambda pair: pair[1].address != case.subject):
        parsed = observations.parse_address(proposal.address)
        kind = kinds.get(parsed.address.split("/")[0]) if parsed else None
        if parsed is None or kind is None or parsed.place != case.place:
            continue
        figure = _doubted(case) if proposal.address == case.subject else None
        figure = figure or observations.find_figure(
            parsed.place, address=parsed.address, period=parsed.period, mark=parsed.mark
        )
        if figure is None:
            continue
        in_unit = showing.amount(proposal.value, kind)
        value = shown_amount(in_unit.value, unit=in_unit.unit, language=language(), short=False).text
        period = period_words(parsed.period, language=language())
        words = f"{say(kind.title_of(parsed.address))}, {period}: {value}"
        printed = format(proposal.value, "f")
        found.setdefault(
            (proposal.address, printed), Repair(figure, printed, f"{words} ({method_title(reason.engine)})")
        )
    return list(found.values())


def _take(request: HttpRequest, work: Work, case: case_read.Case, *, move: str, form: SaysForm) -> bool:
    """Take a step other than proposing; what the kernel refuses stands in the form."""
    try:
        take(case.id, move=move, by=work.actor, at=work.at, says=typed(form.cleaned_data["says"]))
    except cases.MoveRefused as error:
        form.add_error(None if form.cleaned_data["says"] else "says", say(error.says))
        return False
    if move == "confirm_correction":
        messages.success(
            request, _("The correction is confirmed. The published value stays visible beside it.")
        )
        messages.info(request, followed_words(follow(case.place, at=work.at)))
    else:
        messages.success(request, _("Your decision is recorded."))
    return True


def _propose(
    work: Work, case: case_read.Case, form: CorrectionForm, *, repairs: list[Repair], figure: Figure
) -> bool:
    """Propose a correction; all that is wrong with it stands in the form at once."""
    form.is_valid()
    # What is empty is checked as well: whoever mends one field should not be told of the next only then.
    said = {name: form.data.get(name, "") for name in form.fields} | form.cleaned_data
    choice = form.cleaned_data.get("choice", "")
    repair = repairs[int(choice)] if choice not in {"", NEW} else None
    of = repair.figure if repair else figure
    letter, mistakes = _checked(work, said, repair=repair, of=of)
    # Without a choice nobody knows yet which value is meant: the choice is what is missing.
    told = set(form.errors) | ({"value", "unit"} if not choice else set())
    for mistake in mistakes:
        field = "locator" if mistake.column == "source" and said["source"] else mistake.column
        if field not in told:
            form.add_error(
                field if field in form.fields else None, f"{say(mistake.says)} {say(mistake.mend)}"
            )
    try:
        # The source is told of above; here it is what stands, so that only the rest can be refused.
        source = said["source"] or figure.source or of.address
        cases.allowed(case, move=PROPOSE, by=work.actor, at=work.at, says=typed(said["says"]), source=source)
    except cases.MoveRefused as error:
        form.add_error(None if said["says"] else "says", say(error.says))
    if letter is None or form.errors:
        return False
    letter = {**letter, "corrects": str(of.id), **({"reckoned": "yes"} if repair else {})}
    try:
        cases.take(
            case.id, move=PROPOSE, by=work.actor, at=work.at, says=typed(said["says"]),
            source=(said["source"], said["locator"].strip()), letters=[letter],
        )  # fmt: skip
    except cases.MoveRefused as error:
        form.add_error(None if said["says"] else "says", say(error.says))
        return False
    return True


def _checked(
    work: Work, said: Mapping[str, str], *, repair: Repair | None, of: Figure
) -> tuple[Letter | None, tuple[Mistake, ...]]:
    kind = observations.find_kind(of.address)
    assert kind is not None
    where = said["locator"].strip()
    cells = {
        "address": of.address,
        "period": of.period,
        "value": repair.printed if repair else said["value"].strip(),
        "unit": kind.unit if repair else said["unit"],
        "mark": of.mark,
        "source": f"{said['source']}:{where}" if said["source"] and where else said["source"],
    }
    if not of.period:
        cells["valid_from"] = of.valid_from.isoformat()
    return check_one(cells, place=work.place, known=known_here(), today=timezone.localdate(work.at))


def _doubted(case: case_read.Case) -> Figure | None:
    """The published value that a finding is about."""
    return observations.published([case.subject]).get(case.subject)


def _shown(
    request: HttpRequest, work: Work, case: case_read.Case, *, forms: tuple[SaysForm, CorrectionForm | None]
) -> HttpResponse:
    case = case_read.find_case(case.id) or case
    kind = case_read.find_kind(case.kind)
    assert kind is not None
    titles = {place.id: say(place.title) for place in things.places()}
    moves = allowed_moves(case, work=work, kind=kind)
    waiting = [move for move in kind.moves if move.from_state == case.state]
    bound = [form for form in forms if form is not None and form.is_bound]
    return page(
        request,
        "officer/decide.html",
        {
            "case": case,
            "finding": shown(case, besides([case])),
            "state": say(kind.state_title(case.state)),
            "steps": way(case, kind, titles),
            "moves": [move for move in moves if move["name"] != PROPOSE],
            "may_propose": any(move["name"] == PROPOSE for move in moves),
            "why_not": why_not(case, work=work, kind=kind) if waiting else "",
            "proposed": _proposed_table(case),
            "form": forms[0],
            "correction": forms[1],
            "forms": tuple(form for form in forms if form is not None),
        },
        title=_("Decide: %(title)s") % {"title": say(case.title)},
        place=work.place,
        status=422 if any(form.errors for form in bound) else 200,
    )


def _proposed_table(case: case_read.Case) -> object:
    """The correction that waits, beside what stands."""
    letters = case_read.letters(case.id)
    last = max((letter["round"] for letter in letters), default="")
    now = [letter for letter in letters if letter["round"] == last]
    if case.state != "correction_proposed" or not now:
        return None
    return comparing.table(comparing.compare(now, place=case.place), caption=_("The proposed correction"))
