"""Entering a document into the catalogue, so that figures can come from it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.kernel.observations import write as observing
from dure.portal.officer.forms import SourceForm
from dure.portal.officer.work import office, page, work_at


@office
def new_source(request: HttpRequest, place: str) -> HttpResponse:
    """A document with its titles, publisher, date and licence."""
    work = work_at(request, place, "officer")
    form = SourceForm(request.POST) if request.method == "POST" else SourceForm()
    if form.is_valid():
        source = form.source()
        try:
            observing.register_source(source, by=work.actor.party, at=work.at)
        except observing.SourceKnown:
            form.add_error(
                "id",
                _("A document with this id is in the catalogue. Choose it from the list, or write another."),
            )
        else:
            messages.success(
                request, _("The document is in the catalogue. In files its id is %(id)s.") % {"id": source.id}
            )
            return redirect(reverse("source", kwargs={"source": source.id}))
    return page(
        request,
        "officer/source.html",
        {"form": form, "forms": (form,)},
        title=_("Enter a document"),
        place=work.place,
        status=422 if form.is_bound else 200,
    )
