"""The shortest way to a place that takes things: from one's own page and from the icon of the app."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from dure.kernel.things import read as things
from dure.portal.resident.own import Resident, own

SYSTEM = "zero_waste"


@own
def places(request: HttpRequest, me: Resident) -> HttpResponse:
    """The list of the nearest town, from where somebody lives upwards, that has such places."""
    known = {place.id: place for place in things.places()}
    for each in things.chain(me.place.id):
        if each in known and SYSTEM in known[each].systems:
            return redirect("stores", place=each)
    messages.info(request, _("Where you live no places that take things have been entered yet."))
    return redirect("my")
