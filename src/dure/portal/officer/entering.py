"""Entering one figure by form: first which, then what the document says; then a look before it is filed."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.grammar.numbers import CONFIDENTIAL, notation
from dure.grammar.shapes import Source
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure, Kind
from dure.portal import showing
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.officer import drafts
from dure.portal.officer.checking import Checked, check_one, known_here
from dure.portal.officer.forms import NEW, ChooseForm, EntryForm, SourceForm, addresses_of, unit_words
from dure.portal.officer.work import Work, office, page, work_at
from dure.portal.showing import language, say


@office
def enter(request: HttpRequest, place: str) -> HttpResponse:
    """The form of one figure; without an address, the choice of one."""
    work = work_at(request, place, "officer")
    draft = drafts.find_draft(request.GET.get("draft", ""), account=work.account, place=place)
    typed = draft.typed if draft else {}
    address = request.POST.get("address") or typed.get("address") or request.GET.get("address", "")
    kind = find_kind_here(work, address)
    sought = request.GET.get("q", "").strip()[:80]
    if kind is None:
        return page(
            request, "officer/choose.html",
            {"form": ChooseForm(place=work.place, sought=sought), "sought": sought},
            title=_("Enter a figure"), place=work.place,
        )  # fmt: skip
    if request.method == "POST":
        return _checked(request, work, address=address, kind=kind)
    entry = EntryForm(kind=kind, initial=typed or _beginning(request, kind))
    return _form(request, work, address=address, kind=kind, forms=(entry, _new_source()))


def _new_source(given: QueryDict | None = None) -> SourceForm:
    """The form of a new document. It waits in a closed drawer: a browser must not insist on its fields."""
    form = SourceForm(given, prefix="new")
    form.use_required_attribute = False
    return form


def find_kind_here(work: Work, address: str) -> Kind | None:
    """The kind of an address that the place's systems declare."""
    kind = observations.find_kind(address) if address and address.isprintable() else None
    if kind is None or kind.system not in work.place.systems or address not in addresses_of(kind):
        return None
    return kind


def _beginning(request: HttpRequest, kind: Kind) -> dict[str, str]:
    """What the form begins with: last year's actual value, in the unit that pages show."""
    last_year = str(timezone.localdate().year - 1)
    return {"period": request.GET.get("period", last_year), "mark": "observed", "unit": kind.shows}


def _checked(request: HttpRequest, work: Work, *, address: str, kind: Kind) -> HttpResponse:
    entry = EntryForm(request.POST, kind=kind)
    is_new = request.POST.get("source") == NEW
    new = _new_source(request.POST if is_new else None)
    valid = entry.is_valid() & (not is_new or new.is_valid())
    document = new.source() if is_new and new.is_valid() else None
    # What a row says is checked though a field is empty: everything wrong is told at once.
    said = {name: request.POST.get(name, "") for name in entry.fields} | entry.cleaned_data
    cells = _cells(said, address=address, document=document, is_new=is_new)
    known = known_here([document] if document else [])
    letter, mistakes = check_one(cells, place=work.place, known=known, today=timezone.localdate(work.at))
    told = set(entry.errors) | ({"source"} if is_new and document is None else set())
    # A document without its line is one fault, not two.
    told |= {"source"} if "locator" in told else set()
    entry.hear(m for m in mistakes if m.column not in told)
    if letter is None or not valid:
        return _form(request, work, address=address, kind=kind, forms=(entry, new))
    note = entry.cleaned_data["note"].strip()
    letter = {**letter, "note_ko": "", "note_en": "", f"note_{language()}": note}
    typed = {name: str(value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
    draft = drafts.Draft(
        place=work.place.id, name="", checked=Checked(letters=(letter,)), source=document, typed=typed
    )
    token = drafts.keep(draft, account=work.account)
    return redirect(reverse("work_draft", kwargs={"place": work.place.id, "token": token}))


def _cells(said: dict[str, str], *, address: str, document: Source | None, is_new: bool) -> dict[str, str]:
    """The form as the cells of a row."""
    source = (document.id if document else "") if is_new else said["source"]
    value, note = said["value"].strip(), said.get("note", "").strip()
    is_closed = bool(said.get("confidential")) and not notation(value)
    return {
        "address": address,
        "period": said["period"].strip(),
        "value": f"{CONFIDENTIAL} ({value})" if is_closed else value,
        # A form has one language; a row has both.
        **({"note_ko": note, "note_en": note} if note else {}),
        "unit": said["unit"],
        "mark": said["mark"],
        "source": f"{source}:{said['locator'].strip()}",
        "label": said["label"].strip(),
    }


def _form(
    request: HttpRequest, work: Work, *, address: str, kind: Kind, forms: tuple[EntryForm, SourceForm]
) -> HttpResponse:
    entry, new = forms
    return page(
        request,
        "officer/enter.html",
        {
            "form": entry,
            "new": new,
            "forms": forms,
            "address": address,
            "figure": say(kind.title_of(address)),
            "says": say(kind.says),
            "unit": unit_words(kind.unit),
            "table": standing_table(work.place.id, address, kind),
        },
        title=_("Enter a figure"),
        place=work.place,
        status=422 if entry.is_bound else 200,
    )


def with_numbers(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Figures of a place with the numbers that are not published: for its office alone."""
    opened = observations.unveiled(figure.id for figure in figures if figure.closed)
    return tuple(opened.get(figure.id, figure) for figure in figures)


def standing_table(place: str, address: str, kind: Kind) -> Table:
    """What stands about an address, the latest period first."""
    figures = with_numbers(observations.figures(place, addresses=[address]))
    kinds, sources = {kind.name: kind}, showing.sources()
    return Table(
        caption=_("What stands now"),
        columns=(Column(_("Period")), Column(_("Value"), numeric=True), Column(_("Source"))),
        rows=tuple(
            (
                Cell(text=period_words(f.period, language=language()), href=showing.figure_href(f)),
                showing.cell(f, kinds),
                Cell(text=showing.source_line(f, sources)),
            )
            for f in reversed(figures[-12:])
        ),
        empty=_("Nothing is stated under this address yet."),
    )
