"""The shelf of a place's annual reports: each edition with digest, signature and QR code; what changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dure.grammar.numbers import UNKNOWN
from dure.grammar.shapes import Text
from dure.kernel.cases import read as cases
from dure.kernel.plans import read as plans
from dure.portal import showing
from dure.portal.blocks.marks import mark
from dure.portal.blocks.numbers import printed
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.data.disclosures.editions import Frozen, frozen
from dure.portal.data.reports.changes import Change, report_changes
from dure.portal.pages import Crumb, Page
from dure.portal.resident.disclosure_editions import ALGORITHM, pair_of, shelf_data, shelf_line
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.showing import say, unit_name


def report_editions(request: HttpRequest, place: str) -> Page:
    """The published reports of a place, the newest first, and the differences of two of them."""
    found = place_or_404(place)
    known = [frozen(edition) for edition in plans.editions(place)]
    pair = pair_of(request, known)
    changed = report_changes(pair[0].facts, pair[1].facts) if pair else ()
    return Page(
        template="resident/report_editions.html",
        crumbs=crumbs(
            found,
            Crumb(_("Reports"), reverse("reports", kwargs={"place": place})),
            Crumb(_("Frozen editions")),
        ),
        shows={
            "place": found,
            "place_title": say(found.title),
            "editions": [shelf_line(each, newest=known[0]) for each in known],
            "pair": [each.edition.number for each in pair],
            "numbers": [each.edition.number for each in known],
            "changes": _table(changed, pair) if pair else None,
            "key_href": reverse("disclosure_key"),
        },
        data={
            "place": place,
            "editions": [shelf_data(each) for each in known],
            "compared": [each.edition.number for each in pair],
            "changes": [
                {"line": c.name, "title": c.title, "before": c.before or None, "after": c.after or None}
                for c in changed
            ],
        },
        header=("number", "published_on", "sha256", "signature", "algorithm", "why_ko", "why_en"),
        rows=[
            (
                each.edition.number, each.edition.published_on, each.edition.facts_digest, each.signature,
                ALGORITHM, each.edition.why.ko, each.edition.why.en,
            )
            for each in known
        ],
    )  # fmt: skip


def _table(changed: Sequence[Change], pair: Sequence[Frozen]) -> Table:
    first, second = (_("Edition %(number)s") % {"number": each.edition.number} for each in pair)
    parts, kinds = _parts(), cases.kinds()
    return Table(
        caption=_("Differences"),
        caption_hidden=True,
        columns=(Column(_("Line of the report")), Column(first), Column(second)),
        rows=tuple(
            (
                Cell(text=say(change.title), note=parts[change.part]),
                Cell(text=_said(change.before, change.part, kinds)),
                Cell(text=_said(change.after, change.part, kinds)),
            )
            for change in changed
        ),
        empty=_("The two editions say the same."),
    )


def _parts() -> dict[str, str]:
    return {
        "figure": _("Figure"), "plan": _("Plans"), "finding": _("Findings"), "council": _("Council"),
        "source": _("Sources"),
    }  # fmt: skip


def _said(line: Mapping[str, Any], part: str, kinds: Mapping[str, cases.Kind]) -> str:
    """A line of a frozen report in words."""
    if not line:
        return _("Not in this edition")
    if part in ("finding", "council"):
        return _case(line, kinds)
    return {"figure": _figure, "plan": _plan, "source": _source}[part](line)


def _figure(line: Mapping[str, Any]) -> str:
    said = line["printed"] or ("" if line["value"] is None else str(line["value"]))
    unit = line["printed_unit"] or line["unit"]
    shown = "" if unit in ("1", "year") else unit_name(unit)
    value = _("unknown") if said in ("", UNKNOWN) else printed(said, unit=shown, language=showing.language())
    period = period_words(line["period"], language=showing.language()) if line["period"] else ""
    return " · ".join(filter(None, (value, period, str(mark(line["mark"]).word))))


def _plan(line: Mapping[str, Any]) -> str:
    years = "–".join(str(line[name]) for name in ("from", "to") if line[name])
    note = say(Text(**line["note"])) if isinstance(line["note"], Mapping) else ""
    return " · ".join(filter(None, (say(Text(**line["title"])), years, note)))


def _source(line: Mapping[str, Any]) -> str:
    day = line["published_on"]
    out = period_words(day, language=showing.language()) if day else ""
    publisher = line["publisher"]
    who = say(Text(**publisher)) if isinstance(publisher, Mapping) else str(publisher or "")
    return " · ".join(filter(None, (say(Text(**line["title"])), who, out)))


def _case(line: Mapping[str, Any], kinds: Mapping[str, cases.Kind]) -> str:
    kind = kinds.get(line["kind"])
    state = say(kind.state_title(line["state"])) if kind else line["state"]
    steps = ngettext("%(count)d step", "%(count)d steps", line["steps"]) % {"count": line["steps"]}
    return f"{state} · {steps}"
