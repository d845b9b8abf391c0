"""The report room of a place: its editions and a draft of today, each as page, JSON and PDF."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dure.kernel.observations import read as observations
from dure.kernel.plans import read as plans
from dure.kernel.plans.read import Edition
from dure.kernel.runs import read as runs
from dure.kernel.things.read import Place
from dure.portal import keeping, showing
from dure.portal.blocks.times import period_words
from dure.portal.data.disclosures.editions import frozen
from dure.portal.data.practices import root_of
from dure.portal.data.reports import printing, proving
from dure.portal.data.reports.gathering import Gathered, gathered
from dure.portal.data.reports.printing import Imprint
from dure.portal.data.reports.stating import facts_digest, facts_of
from dure.portal.data.reports.wording import told
from dure.portal.pages import Page, twins
from dure.portal.resident.places import place_or_404
from dure.portal.showing import say
from dure.portal.version import code_version


@dataclass(frozen=True)
class Issue:
    """An edition or a draft, with what it holds and what stands in its imprint."""

    known: Gathered
    facts: dict[str, Any]
    imprint: Imprint
    edition: Edition | None = None


def edition_or_404(place: str, number: int) -> Edition:
    """The edition of that number, or the page that says there is none."""
    found = plans.find_edition(place, number=number)
    if found is None:
        raise Http404(_("This place has not published an edition %(number)s.") % {"number": number})
    return found


def issue_of(edition: Edition, *, place: Place) -> Issue:
    """An edition with the facts that the records of its time give today."""
    known = gathered(place, recorded_by=edition.recorded_by)
    said = facts_of(known)
    imprint = Imprint(
        number=edition.number,
        on=edition.published_on,
        recorded_by=edition.recorded_by,
        facts_digest=facts_digest(said),
        stated_digest=edition.facts_digest,
        pack_digest=edition.pack_digest,
        code_version=code_version(),
        stated_code_version=edition.code_version,
    )
    return Issue(known, said, imprint, edition)


def draft_of(place: Place, *, on: date) -> Issue:
    """What would be published on a day: everything recorded so far."""
    known = gathered(place, recorded_by=None)
    said = facts_of(known)
    last = runs.last_load()
    digest = facts_digest(said)
    packs = last.pack_digest if last else ""
    return Issue(known, said, Imprint(0, on, None, digest, "", packs, code_version(), code_version()))


def report_list(_request: HttpRequest, place: str) -> Page:
    """The editions of a place, the newest first, and the draft."""
    found = place_or_404(place)
    known = plans.editions(place)
    return Page(
        template="data/reports.html",
        shows={
            "place": found,
            "place_title": say(found.title),
            "editions": [_line(edition) for edition in known],
            "draft_href": reverse("report_draft", kwargs={"place": place}),
            "draft_pdf": reverse("report_draft.pdf", kwargs={"place": place}),
        },
        data={"place": place, "editions": [_edition_data(edition) for edition in known]},
        header=("number", "published_on", "facts_digest", "pack_digest", "code_version", "why_ko", "why_en"),
        rows=[
            (e.number, e.published_on, e.facts_digest, e.pack_digest, e.code_version, e.why.ko, e.why.en)
            for e in known
        ],
    )


def _line(edition: Edition) -> dict[str, str]:
    own = {"place": edition.place, "number": edition.number}
    day = period_words(edition.published_on.isoformat(), language=showing.language())
    return {
        "title": _("Edition %(number)s") % {"number": edition.number},
        "published": _("Published on %(day)s") % {"day": day},
        "why": say(edition.why),
        "href": reverse("report", kwargs=own),
        "pdf": reverse("report.pdf", kwargs=own),
        "json": reverse("report.json", kwargs=own),
    }


def _edition_data(edition: Edition) -> dict[str, object]:
    return {
        "number": edition.number,
        "published_on": edition.published_on,
        "recorded_by": edition.recorded_by,
        "facts_digest": edition.facts_digest,
        "pack_digest": edition.pack_digest,
        "code_version": edition.code_version,
        "why": edition.why,
    }


def report(_request: HttpRequest, place: str, number: int) -> Page:
    """One edition, with the figures recorded by its time and ages counted from its day."""
    found = place_or_404(place)
    own = {"place": place, "number": number}
    return _page(
        issue_of(edition_or_404(place, number), place=found), pdf_href=reverse("report.pdf", kwargs=own)
    )


def draft(_request: HttpRequest, place: str) -> Page:
    """What would be published today, marked as a draft."""
    found = place_or_404(place)
    pdf_href = reverse("report_draft.pdf", kwargs={"place": place})
    return _page(draft_of(found, on=timezone.localdate()), pdf_href=pdf_href)


def _page(issue: Issue, *, pdf_href: str) -> Page:
    imprint, place = issue.imprint, issue.known.place
    return Page(
        template="data/report.html",
        shows={
            "place": place,
            "place_title": say(place.title),
            "report": told(issue.known, on=imprint.on),
            "edition": printing.edition_words(imprint),
            "is_draft": not imprint.number,
            "about": printing.about_edition(imprint),
            "why": say(issue.edition.why) if issue.edition else "",
            "mismatch": printing.mismatch(imprint),
            "made": printing.made(imprint),
            "pdf_href": pdf_href,
            "json_href": pdf_href.removesuffix(".pdf") + ".json",
            "csv_href": pdf_href.removesuffix(".pdf") + ".csv",
        },
        data={
            "edition": _edition_data(issue.edition) if issue.edition else None,
            "draft": issue.edition is None,
            "facts_digest": imprint.facts_digest,
            "matches": imprint.matches,
            "facts": issue.facts,
        },
        header=showing.COLUMNS,
        rows=[showing.row(figure, issue.known.kinds) for figure in issue.known.standing],
    )


def edition_pdf(edition: Edition, *, language: str, root: str = "") -> bytes:
    """An edition's PDF: the very file of its publication where that is kept, otherwise printed anew.

    Where something has become confidential since, it is printed anew without it, and says that it differs.
    At the address of a site (`root`) its digest, signature and QR code are printed with it.
    """
    place = place_or_404(edition.place)
    with translation.override(language):
        as_published = Imprint(
            number=edition.number,
            on=edition.published_on,
            recorded_by=edition.recorded_by,
            facts_digest=edition.facts_digest,
            stated_digest=edition.facts_digest,
            pack_digest=edition.pack_digest,
            code_version=edition.code_version,
            stated_code_version=edition.code_version,
        )
        kept = printing.find_pdf(as_published, place=place.id)
        if kept is not None and not observations.closed_since(place.id, at=edition.recorded_by):
            return kept
        issue = issue_of(edition, place=place)
        imprint = replace(issue.imprint, proof=_proof(edition, root=root) if root else None)
        return printing.kept_pdf(told(issue.known, on=edition.published_on), imprint, place=place.id)


def _proof(edition: Edition, *, root: str) -> proving.Proof:
    each = frozen(edition)
    return proving.proof_of(edition, content=each.content, digest=each.digest, root=root)


@require_safe
def report_pdf(request: HttpRequest, place: str, number: int) -> HttpResponse:
    """One edition as PDF/UA."""
    place_or_404(place)
    found = edition_or_404(place, number)
    content = edition_pdf(found, language=showing.language(), root=root_of(request))
    return _file(request, content, name=f"{place}-{number}-{showing.language()}.pdf")


@require_safe
def draft_pdf(request: HttpRequest, place: str) -> HttpResponse:
    """The draft as PDF/UA."""
    found = place_or_404(place)

    def made() -> bytes:
        issue = draft_of(found, on=timezone.localdate())
        return printing.kept_pdf(told(issue.known, on=issue.imprint.on), issue.imprint, place=place)

    content = keeping.content(f"draft/{place}/{showing.language()}", made)
    return _file(request, content, name=f"{place}-draft-{showing.language()}.pdf")


def _file(request: HttpRequest, content: bytes, *, name: str) -> HttpResponse:
    tag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
    same = request.headers.get("If-None-Match") == tag
    answer = HttpResponseNotModified() if same else HttpResponse(content, content_type="application/pdf")
    answer["ETag"] = tag
    answer["Cache-Control"] = "no-cache"
    if not same:
        answer["Content-Disposition"] = f'inline; filename="{name}"'
        answer["Content-Language"] = showing.language()
    return answer


urls = [
    *twins("<slug:place>/reports/", report_list, name="reports", csv_too=True),
    *twins("<slug:place>/reports/draft/", draft, name="report_draft", csv_too=True),
    path("<slug:place>/reports/draft.pdf", draft_pdf, name="report_draft.pdf"),
    *twins("<slug:place>/reports/<int:number>/", report, name="report", csv_too=True),
    path("<slug:place>/reports/<int:number>.pdf", report_pdf, name="report.pdf"),
]
