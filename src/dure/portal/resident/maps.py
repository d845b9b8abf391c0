"""Maps of a place's parts: ours are linked and say how much is known of them."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from dure.kernel.things import read as things
from dure.kernel.things.read import Place
from dure.portal.blocks import projection
from dure.portal.blocks.map import Map, Outline
from dure.portal.showing import say


def parts_map(place: Place, about: Mapping[str, tuple[str, int]], *, width: float = 560) -> Map | None:
    """The parts of a place as a map; `about` says for each part of ours a few words and its shade, 1 to 5."""
    shapes = things.outlines(place.id)
    if not any(shape.part in about for shape in shapes):
        return None
    fit = projection.fitted([shape.geometry for shape in shapes], width=width)
    outlines = []
    for shape in shapes:
        says, step = about.get(shape.part, ("", 0))
        x, y = projection.middle(shape.geometry, fit)
        outlines.append(
            Outline(
                d=projection.path(shape.geometry, fit),
                title=say(shape.name),
                says=says,
                href=reverse("place", kwargs={"place": shape.part}) if shape.part in about else "",
                step=step,
                x=x,
                y=y,
                labelled=shape.part in about,
            )
        )
    return Map(
        slug=f"map-{place.id}",
        title=_("Map of %(place)s") % {"place": say(place.title)},
        says=_("Places in colour keep their plan here. Choose one to open it."),
        width=fit.width,
        height=fit.height,
        outlines=tuple(outlines),
        source=_("Borders: Statistics Korea (SGIS), KOGL type 1, simplified for drawing."),
        listed=False,
    )
