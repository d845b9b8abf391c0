"""Places as every page of theirs begins: the place that was asked for, and the way to it from the country."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.kernel.things import read as things
from dure.kernel.things.read import Place
from dure.portal.pages import Crumb
from dure.portal.showing import say


def place_or_404(place: str) -> Place:
    """The place of that id, or the page that says there is none."""
    found = things.find_place(place)
    if found is None:
        raise Http404(_("There is no place called “%(place)s” here.") % {"place": place})
    return found


def short_title(title: str, above: str) -> str:
    """A part's name without the name of what it is part of.

    >>> short_title("큰시 작은구", "큰시"), short_title("Small District, Big City", "Big City")
    ('작은구', 'Small District')
    """
    return title.removeprefix(above).removesuffix(f", {above}").strip() if above else title


def crumbs(place: Place, *below: Crumb) -> tuple[Crumb, ...]:
    """The way from the country over the city to the place, and on to a page of it."""
    known = {each.id: each for each in things.places()}
    chain = [place]
    while chain[0].part_of in known and known[chain[0].part_of].kind != "world":
        chain.insert(0, known[chain[0].part_of])
    way = [
        Crumb(
            short_title(say(each.title), say(chain[number - 1].title) if number else ""),
            reverse("place", kwargs={"place": each.id}),
        )
        for number, each in enumerate(chain)
    ]
    return (*way, *below) if len(way) + len(below) > 1 else ()
