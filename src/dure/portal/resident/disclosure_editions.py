"""The shelf of a place's disclosures: each edition with digest and signature; what changed between two."""

from collections.abc import Sequence

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dure.kernel.plans import read as plans
from dure.kernel.plans.read import Edition
from dure.kernel.things.read import Place
from dure.portal import keeping, showing
from dure.portal.blocks.marks import mark
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.data.disclosures import codes, paper, signing
from dure.portal.data.disclosures.editions import Change, Frozen, changes, frozen
from dure.portal.pages import Crumb, Page
from dure.portal.resident.disclosures import list_titles, state_words
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.showing import say

ALGORITHM = "Ed25519"


def editions(request: HttpRequest, place: str) -> Page:
    """The editions of a place, the newest first, and the differences of two of them."""
    found = place_or_404(place)
    known = [frozen(edition) for edition in plans.editions(place, kind=plans.DISCLOSURE)]
    pair = pair_of(request, known)
    changed = changes(pair[0].facts, pair[1].facts) if pair else ()
    return Page(
        template="resident/disclosure_editions.html",
        crumbs=crumbs(
            found,
            Crumb(_("Disclosure"), reverse("disclosure", kwargs={"place": place})),
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
            **_reports(found),
        },
        data={
            "place": place,
            "editions": [shelf_data(each) for each in known],
            "compared": [each.edition.number for each in pair],
            "changes": [
                {"field": c.name, "title": c.title, "before": c.before or None, "after": c.after or None}
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


def pair_of(request: HttpRequest, known: Sequence[Frozen]) -> tuple[Frozen, ...]:
    """The two editions to compare: those that are asked for, or the last two."""
    by_number = {str(each.edition.number): each for each in known}
    asked = (request.GET.get("from", ""), request.GET.get("to", ""))
    if any(asked):
        if not all(number in by_number for number in asked):
            raise Http404(_("This place has not published an edition %(number)s.") % {"number": asked[0]})
        return tuple(by_number[number] for number in asked)
    return (known[1], known[0]) if len(known) > 1 else ()


def shelf_line(each: Frozen, *, newest: Frozen) -> dict[str, object]:
    """An edition as it stands on the shelf: of a disclosure, or of an annual report."""
    edition = each.edition
    pdf = "report.pdf" if edition.kind == plans.REPORT else "disclosure_edition.pdf"
    day = period_words(edition.published_on.isoformat(), language=showing.language())
    own = {"place": edition.place, "number": edition.number}
    return {
        "title": _("Edition %(number)s") % {"number": edition.number},
        "published": _("Published on %(day)s") % {"day": day},
        "why": say(edition.why),
        "digest": edition.facts_digest,
        "signature": each.signature,
        "matches": each.matches,
        "superseded": each is not newest,
        "data_href": reverse(f"{edition.kind}_data", kwargs=own),
        "pdf_href": reverse(pdf, kwargs=own),
        "proof_href": reverse(f"{edition.kind}_proof", kwargs=own),
        "qr_href": reverse(f"{edition.kind}_qr", kwargs=own),
    }


def _reports(place: Place) -> dict[str, object]:
    """The annual reports, and whether a disclosure is made with them."""
    found = [_report(each) for each in plans.editions(place.id)]
    return {"reports": found, "discloses": "disclosure" in place.systems}


def _report(edition: Edition) -> dict[str, str]:
    """An edition of the annual report, which stands on a shelf of its own."""
    day = period_words(edition.published_on.isoformat(), language=showing.language())
    return {
        "title": _("Edition %(number)s") % {"number": edition.number},
        "published": _("Published on %(day)s") % {"day": day},
        "href": reverse("report", kwargs={"place": edition.place, "number": edition.number}),
    }


def shelf_data(each: Frozen) -> dict[str, object]:
    """An edition as data."""
    edition = each.edition
    return {
        "place": edition.place,
        "number": edition.number,
        "published_on": edition.published_on,
        "recorded_by": edition.recorded_by,
        "sha256": edition.facts_digest,
        "matches": each.matches,
        "signature": each.signature,
        "algorithm": ALGORITHM,
        "pack_digest": edition.pack_digest,
        "code_version": edition.code_version,
        "why": edition.why,
    }


def _table(changed: Sequence[Change], pair: Sequence[Frozen]) -> Table:
    first, second = (_("Edition %(number)s") % {"number": each.edition.number} for each in pair)
    return Table(
        caption=_("Differences"),
        caption_hidden=True,
        columns=(Column(_("What is asked")), Column(first), Column(second)),
        rows=tuple(
            (_asked(change), Cell(text=_said(change.before)), Cell(text=_said(change.after)))
            for change in changed
        ),
        empty=_("The two editions answer every field alike."),
    )


def _asked(change: Change) -> Cell:
    """A field with the list that asks for it: two lists may ask for the same."""
    name = change.name.partition("/")[0]
    return Cell(text=say(change.title), note=list_titles().get(name, name))


def _said(field: object) -> str:
    """An answer of a frozen edition in words."""
    if not isinstance(field, dict) or not field:
        return _("Not asked")
    state = state_words()[field["state"]]
    if field["figure"]:
        figure = field["figure"]
        period = period_words(figure["period"], language=showing.language()) if figure["period"] else ""
        told = (f"{figure['printed']} {figure['unit']}", period, str(mark(figure["mark"]).word))
        return f"{state}: {' · '.join(filter(None, told))}"
    words = field["says"]["ko" if showing.language() == "ko" else "en"]
    return f"{state}: {words}" if words else state


def _edition_or_404(place: str, number: int, *, kind: str = plans.DISCLOSURE) -> Edition:
    found = plans.find_edition(place, number=number, kind=kind)
    if found is None:
        raise Http404(_("This place has not published an edition %(number)s.") % {"number": number})
    return found


@require_safe
def data(_request: HttpRequest, place: str, number: int, kind: str = plans.DISCLOSURE) -> HttpResponse:
    """The bytes of an edition, as they are signed."""
    each = frozen(_edition_or_404(place, number, kind=kind))
    answer = HttpResponse(each.content, content_type="application/json; charset=utf-8")
    answer["ETag"] = f'"{each.digest}"'
    answer["Content-Disposition"] = f'inline; filename="{place}-{kind}-{number}.json"'
    return answer


@require_safe
def proof(_request: HttpRequest, place: str, number: int, kind: str = plans.DISCLOSURE) -> HttpResponse:
    """Digest, signature and public key of an edition."""
    each = frozen(_edition_or_404(place, number, kind=kind))
    said = {
        "place": place,
        "number": number,
        "published_on": each.edition.published_on.isoformat(),
        "sha256": each.edition.facts_digest,
        "matches": each.matches,
        "algorithm": ALGORITHM,
        "signature": each.signature,
        "public_key": signing.public_key(home=settings.HOME),
    }
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_safe
def qr(request: HttpRequest, place: str, number: int, kind: str = plans.DISCLOSURE) -> HttpResponse:
    """A QR code to the data of an edition, with its digest behind the address."""
    edition = _edition_or_404(place, number, kind=kind)
    drawn = codes.qr_code(codes.data_address(_data_at(request, edition), digest=edition.facts_digest))
    return HttpResponse(drawn, content_type="image/svg+xml")


def _data_at(request: HttpRequest, edition: Edition) -> str:
    """Where the data of an edition are, whole."""
    own = {"place": edition.place, "number": edition.number}
    return request.build_absolute_uri(reverse(f"{edition.kind}_data", kwargs=own))


@require_safe
def printed(request: HttpRequest, place: str, number: int) -> HttpResponse:
    """An edition as PDF/UA in the language of the address."""
    each = frozen(_edition_or_404(place, number))
    at, key_at = _data_at(request, each.edition), request.build_absolute_uri(reverse("disclosure_key"))
    name = f"disclosure-pdf/{place}/{number}/{showing.language()}/{at}"
    content = keeping.content(name, lambda: paper.pdf(each, at=at, key_at=key_at))
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{place}-disclosure-{number}-{showing.language()}.pdf"'
    answer["Content-Language"] = showing.language()
    return answer


@require_safe
def key(_request: HttpRequest) -> HttpResponse:
    """The public key that every edition of this server is signed with."""
    return HttpResponse(signing.public_key(home=settings.HOME), content_type="application/x-pem-file")


pages = [
    path("<slug:place>/disclosure/editions/<int:number>.pdf", printed, name="disclosure_edition.pdf"),
]
urls = [
    path("disclosures/key.pem", key, name="disclosure_key"),
    path("disclosures/<slug:place>/<int:number>.json", data, name="disclosure_data"),
    path("disclosures/<slug:place>/<int:number>.proof.json", proof, name="disclosure_proof"),
    path("disclosures/<slug:place>/<int:number>.svg", qr, name="disclosure_qr"),
    path("reports/<slug:place>/<int:number>.json", data, {"kind": plans.REPORT}, name="report_data"),
    path("reports/<slug:place>/<int:number>.proof.json", proof, {"kind": plans.REPORT}, name="report_proof"),
    path("reports/<slug:place>/<int:number>.svg", qr, {"kind": plans.REPORT}, name="report_qr"),
]
