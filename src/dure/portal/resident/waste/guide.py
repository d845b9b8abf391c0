"""The guide: how something is emptied, sorted and handed in, where, on which day, and what it earns."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.grammar.attribute_values import whole_won
from dure.kernel.things.read import Thing
from dure.portal import showing
from dure.portal.pages import Crumb, Page
from dure.portal.resident.places import crumbs
from dure.portal.resident.waste.days import put_out_rows
from dure.portal.resident.waste.finding import Found, Wish, find, names_of
from dure.portal.resident.waste.labels import labels
from dure.portal.resident.waste.present import Present, Taken, now_at, present, stores, waste_place
from dure.portal.resident.waste.rows import statement
from dure.portal.resident.waste.saying import Said, Tellers, day, money, who_said
from dure.portal.resident.waste.searching import rank
from dure.portal.resident.waste.stores import neighbourhoods, row
from dure.portal.showing import say

STEPS = ("clean", "sort", "hand_in", "caution")
MOST_STORES = 5
HEADER = (
    "article",
    "name_ko",
    "name_en",
    "attribute",
    "value",
    "words_ko",
    "words_en",
    "valid_from",
    "source",
)


@dataclass(frozen=True)
class Hit:
    """An article that answers a search, and by which of its names."""

    slug: str
    thing: Thing
    rank: int


def guide(request: HttpRequest, place: str) -> Page:
    """The guide of a place: by a word, by the label on the package, or the whole list."""
    here = waste_place(place)
    seen = present(here, now_at(here))
    words, label = request.GET.get("q", "").strip()[:60], request.GET.get("label", "")[:30]
    hits = search(seen, words=words, label=label)
    known = labels(seen)
    return Page(
        template="resident/waste/guide.html",
        section="waste",
        crumbs=crumbs(
            here,
            Crumb(_("Zero waste"), reverse("zero_waste", kwargs={"place": here.id})),
            Crumb(_("How to hand it in")),
        ),
        shows={
            "place": here,
            "place_title": say(here.title),
            "words": words,
            "label": next((each for each in known if each.name == label), None),
            "labels": known,
            "hits": [_hit(each, seen) for each in hits],
            "is_search": bool(words or label),
            "synthetic": any(thing.mark for thing in seen.articles.values()),
        },
        data={"place": here.id, "articles": [_data(each.slug, each.thing, seen) for each in hits]},
        header=HEADER,
        rows=[line for each in hits for line in _lines(each, seen)],
    )


def _lines(hit: Hit, seen: Present) -> list[tuple[object, ...]]:
    """What holds of an article as rows."""
    name = hit.thing.name
    return [
        (hit.slug, name.ko, name.en, said.name, said.value, said.words.ko, said.words.en, said.valid_from,
         f"{said.source}:{said.locator}")
        for said in seen.said.get(hit.thing.id, ())
    ]  # fmt: skip


def article(request: HttpRequest, place: str, article: str) -> Page:
    """One article of the guide."""
    here = waste_place(place)
    seen = present(here, now_at(here))
    thing = seen.articles.get(article)
    if thing is None:
        raise Http404(_("The guide has no such thing."))
    wish = Wish(neighbourhood=request.GET.get("in", "")[:60])
    tellers = Tellers(showing.sources())
    takers = [
        one for one in find(stores(seen), wish, seen) if any(t.article == article for t in one.store.takes)
    ]
    stream = next((each.value for each in seen.of(thing.id, "stream")), "")
    return Page(
        template="resident/waste/article.html",
        section="waste",
        crumbs=crumbs(
            here,
            Crumb(_("Zero waste"), reverse("zero_waste", kwargs={"place": here.id})),
            Crumb(_("How to hand it in"), reverse("disposal", kwargs={"place": here.id})),
            Crumb(say(thing.name)),
        ),
        shows={
            "place": here,
            "title": say(thing.name),
            "mark": thing.mark,
            "called": ", ".join(say(each.words) for each in seen.of(thing.id, "called")),
            "steps": [_step(name, thing, seen, tellers) for name in STEPS if seen.of(thing.id, name)],
            "label": _label_of(thing, seen),
            "stream": seen.title(stream) if stream else "",
            "days": put_out_rows(seen, stream=stream, neighbourhood=wish.neighbourhood),
            "neighbourhoods": neighbourhoods(seen),
            "chosen": wish.neighbourhood,
            "deposit": _deposit(thing, seen, tellers),
            "takers": [
                row(Found(one.store, one.away_m, _only(one, article)), seen) for one in takers[:MOST_STORES]
            ],
            "more": max(0, len(takers) - MOST_STORES),
        },
        data=_data(article, thing, seen),
    )


def search(seen: Present, *, words: str, label: str) -> tuple[Hit, ...]:
    """The articles that words and a label mean, the best first; all by name where neither is given."""
    found = []
    for slug, thing in seen.articles.items():
        has_label = any(each.value == label for each in seen.of(thing.id, "label"))
        ranked = rank(words, names_of(thing, seen)) if words else 0
        if ranked is not None and (has_label or not label):
            found.append(Hit(slug, thing, ranked))
    return tuple(sorted(found, key=lambda hit: (hit.rank, say(hit.thing.name))))


def _hit(hit: Hit, seen: Present) -> dict[str, object]:
    first = next((each for name in STEPS for each in seen.of(hit.thing.id, name)), None)
    stream = next((each.value for each in seen.of(hit.thing.id, "stream")), "")
    return {
        "title": say(hit.thing.name),
        "href": reverse("disposal_article", kwargs={"place": seen.place.id, "article": hit.slug}),
        "stream": seen.title(stream) if stream else "",
        "says": say(first.words) if first else "",
        "mark": hit.thing.mark,
    }


def _step(name: str, thing: Thing, seen: Present, tellers: Tellers) -> dict[str, object]:
    said = seen.of(thing.id, name)[0]
    return {
        "title": say(seen.words.attributes[name].title),
        "says": say(said.words),
        "said": who_said(said, tellers),
        "caution": name == "caution",
    }


def _label_of(thing: Thing, seen: Present) -> object:
    chosen = {each.value for each in seen.of(thing.id, "label")}
    return next((each for each in labels(seen) if each.name in chosen), None)


def _deposit(thing: Thing, seen: Present, tellers: Tellers) -> tuple[str, str, Said] | None:
    """What a bottle brings back, since when, and who says so."""
    said = next(iter(seen.of(thing.id, "deposit")), None)
    if said is None:
        return None
    return money(whole_won(said.value) or 0, "items"), day(said.valid_from), who_said(said, tellers)


def _only(one: Found, article: str) -> tuple[Taken, ...]:
    return tuple(taken for taken in one.store.takes if taken.article == article)


def _data(slug: str, thing: Thing, seen: Present) -> dict[str, object]:
    return {
        "article": slug,
        "name": thing.name,
        "mark": thing.mark,
        "states": [statement(each) for each in seen.said.get(thing.id, ())],
    }
