"""A keeper changes hours, items, prices and words of a store from a day on; a likely slip is asked about."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from dure.grammar.thing_kinds import kept_thing_words
from dure.grammar.thing_shapes import AttributeKind
from dure.kernel.things import read as things
from dure.kernel.things import write
from dure.kernel.things.read import Attribute
from dure.portal import showing
from dure.portal.officer.stores.doubts import doubt_words
from dure.portal.officer.stores.forms import StatementForm
from dure.portal.officer.stores.rights import Keeping, NotYourStore, keeping, refused
from dure.portal.officer.work import office, page
from dure.portal.resident.waste.present import Present, now_at, present
from dure.portal.resident.waste.recycling import EXCHANGE_KIND
from dure.portal.resident.waste.saying import Tellers, attribute_title, day, value_words, who_said
from dure.portal.showing import say


def kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of the office about one store; refused with a sentence to whoever does not keep it."""

    @wraps(view)
    def opened(request: HttpRequest, **words: Any) -> HttpResponse:
        try:
            return view(request, **words)
        except NotYourStore as error:
            return refused(request, error.thing)

    return office(opened)


@kept
def work_store(request: HttpRequest, place: str, store: str) -> HttpResponse:
    """What holds at a store, each with the way to change it."""
    held = keeping(request, place, store)
    seen = present(held.place, now_at(held.place))
    tellers = Tellers(showing.sources())
    history = things.statements(held.thing.id)
    return page(
        request,
        "officer/stores/store.html",
        {
            "store": store,
            "name": say(held.thing.name),
            "mark": held.thing.mark,
            "weighs": held.thing.kind == EXCHANGE_KIND,
            "parts": [_part(kind, seen, held, tellers) for kind in _kinds(held)],
            "coming": [
                {
                    "title": attribute_title(each, seen),
                    "value": value_words(each, seen),
                    "from": day(each.valid_from),
                }
                for each in reversed(history)
                if each.valid_from > seen.today
            ],
        },
        title=_("What holds at %(store)s") % {"store": say(held.thing.name)},
        place=held.place,
    )


@kept
def change(request: HttpRequest, place: str, store: str, attribute: str) -> HttpResponse:
    """One statement: typed, asked about where it looks like a slip, recorded."""
    held = keeping(request, place, store)
    kind = next((each for each in _kinds(held) if each.name == attribute), None)
    if kind is None:
        raise Http404(_("A place of this kind has no such detail."))
    seen = present(held.place, now_at(held.place))
    now = next(iter(seen.of(held.thing.id, kind.name)), None) if not kind.of else None
    form = StatementForm(request.POST if request.method == "POST" else None, kind=kind, seen=seen, now=now)
    if form.is_valid() and "back" not in request.POST:
        said = form.statement(held.thing.id, by=held.party, mark=held.thing.mark)
        # Whoever is sure is so of what they were asked about, and of nothing else.
        is_asked = constant_time_compare(request.POST.get("sure", ""), _seal(said))
        doubt = "" if is_asked else doubt_words(said, kind)
        try:
            if doubt:
                # What cannot be recorded is told before anybody is asked whether they are sure.
                write.check_attribute(said, kind=kind, today=seen.today)
                return _ask(request, held, form, said=said, seen=seen, doubt=doubt)
            return _record(request, held, kind, said=said, seen=seen)
        except write.Refused as error:
            form.add_error(None, f"{say(error.says)} {say(error.mend)}")
    return page(
        request,
        "officer/stores/change.html",
        {"form": form, "forms": (form,), "store": store, "name": say(held.thing.name)},
        title=say(kind.title),
        place=held.place,
        status=422 if form.errors else 200,
    )


def _ask(
    request: HttpRequest, held: Keeping, form: StatementForm, *, said: Attribute, seen: Present, doubt: str
) -> HttpResponse:
    """The page that asks whether it is meant so. Nothing is recorded until its button is pressed."""
    return page(
        request,
        "officer/stores/sure.html",
        {
            "doubt": doubt,
            "seal": _seal(said),
            "what": attribute_title(said, seen),
            "value": value_words(said, seen),
            "from": day(said.valid_from),
            "typed": [(name, request.POST[name]) for name in form.fields if name in request.POST],
            "name": say(held.thing.name),
        },
        title=_("Is this meant so?"),
        place=held.place,
    )


def _seal(said: Attribute) -> str:
    """What only the page that asks can know of a statement."""
    return salted_hmac("dure.doubt", repr(said), algorithm="sha256").hexdigest()


def _record(
    request: HttpRequest, held: Keeping, kind: AttributeKind, *, said: Attribute, seen: Present
) -> HttpResponse:
    is_new = write.state_attribute(said, kind=kind, today=seen.today, at=held.at)
    told = {
        "what": attribute_title(said, seen),
        "value": value_words(said, seen),
        "day": day(said.valid_from),
    }
    if is_new:
        messages.success(request, _("Recorded: %(what)s – %(value)s, from %(day)s.") % told)
    else:
        messages.info(request, _("This is recorded already: %(what)s – %(value)s, from %(day)s.") % told)
    place, _slash, store = held.thing.id.rpartition("/")
    return redirect(reverse("work_store", kwargs={"place": place, "store": store}))


def _kinds(held: Keeping) -> list[AttributeKind]:
    """What a keeper may state of a store of this kind."""
    words = kept_thing_words(settings.PACKS)
    kind = words.kinds.get(held.thing.kind)
    if kind is None or kind.room != "store":
        raise Http404(_("This is no place that takes things."))
    return [words.attributes[name] for name in kind.attributes if words.attributes[name].kept]


def _part(kind: AttributeKind, seen: Present, held: Keeping, tellers: Tellers) -> dict[str, object]:
    place, _slash, store = held.thing.id.rpartition("/")
    return {
        "title": say(kind.title),
        "href": reverse("work_store_change", kwargs={"place": place, "store": store, "attribute": kind.name}),
        "held": [
            {
                "about": seen.title(each.about) if each.about else "",
                "value": value_words(each, seen),
                "since": day(each.valid_from),
                "said": who_said(each, tellers),
            }
            for each in seen.of(held.thing.id, kind.name)
        ],
    }
