"""The first page of zero waste: four ways in, and what is put out today where the reader lives."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from dure.portal.pages import Crumb, Page
from dure.portal.resident.places import crumbs
from dure.portal.resident.waste.days import put_outs, soon
from dure.portal.resident.waste.present import now_at, present, stores, waste_place
from dure.portal.resident.waste.stores import neighbourhoods
from dure.portal.showing import say


def home(request: HttpRequest, place: str) -> Page:
    """What somebody with something in their hands needs: what is it, where to, and when."""
    here = waste_place(place)
    seen = present(here, now_at(here))
    chosen = request.GET.get("in", "")[:60]
    areas = neighbourhoods(seen)
    name = dict(areas).get(chosen, "")
    every = stores(seen)
    told = [each for each in every if each.is_told]
    return Page(
        template="resident/waste/home.html",
        section="waste",
        crumbs=crumbs(here, Crumb(_("Zero waste"))),
        shows={
            "place": here,
            "place_title": say(here.title),
            "areas": areas,
            "chosen": chosen if name else "",
            "area": name,
            "soon": soon(put_outs(seen, neighbourhood=chosen), seen) if name else [],
            "stores": len(told),
            "open": sum(bool(each.hours and each.hours.is_open(seen.at)) for each in told),
            "counted": len(every) - len(told),
            "articles": len(seen.articles),
            "synthetic": any(each.thing.mark for each in every),
        },
        data={
            "place": here.id,
            "stores": len(told),
            "counted_only": len(every) - len(told),
            "articles": len(seen.articles),
            "neighbourhoods": [slug for slug, _name in areas],
        },
    )
