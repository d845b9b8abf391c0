"""Groups of residents: a school class, a village, a company or another; founded, joined by a link."""

import secrets

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.grammar.resident_numbers import holds_resident_number
from dure.grammar.shapes import Text
from dure.kernel.parties import read as parties
from dure.kernel.parties import write as writing
from dure.kernel.parties.write import Founding, ResidentNumberRefused
from dure.portal.resident.own import Resident, framed, own
from dure.portal.resident.people.invitations import find_invited
from dure.portal.showing import say

MEMBER = "group_member"
ORGANISER = "group_organiser"
# What a group itself is.
SORTS = ("school_class", "village", "company", "other_group")
# The edition of the words by which somebody lets their acts be added to the board of a group.
EDITION = "2026-11"


class GroupForm(forms.Form):
    """A new group: what it is and what it is called."""

    sort = forms.ChoiceField(label=gettext_lazy("What kind of group"))
    name = forms.CharField(
        label=gettext_lazy("Name of the group"), max_length=60,
        help_text=gettext_lazy("Such as a class or a village. No name of a person."),
    )  # fmt: skip

    def __init__(self, *args: object, **words: object) -> None:
        super().__init__(*args, **words)  # type: ignore[arg-type]
        choices = [(name, sort_word(name)) for name in SORTS]
        self.fields["sort"].choices = choices  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """A name, and never somebody's number."""
        name = str(self.cleaned_data["name"]).strip()
        if holds_resident_number(name):
            raise forms.ValidationError(say(ResidentNumberRefused("name").says))
        return name


def sort_word(sort: str) -> str:
    """What a group is, in words."""
    words = {
        "school_class": _("School class"), "village": _("Village"), "company": _("Company"),
        "other_group": _("Another organisation"),
    }  # fmt: skip
    return words.get(sort, sort)


def board_purpose(group: str) -> str:
    """The purpose under which somebody lets a group add their acts to its board."""
    return f"board {group}"


def is_member(me: Resident, group: str) -> bool:
    """Whether somebody is in a group today."""
    return any(
        role.body == group and role.name == MEMBER for role in parties.roles_of_party(me.party, on=me.today)
    )


@own
def groups(request: HttpRequest, me: Resident) -> HttpResponse:
    """The groups I am in, and a new one."""
    form = GroupForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        founding = Founding(
            "group", me.place.id, Text(said["name"], ""), me.party, (MEMBER, ORGANISER), (said["sort"],)
        )
        made = writing.found_circle(founding, on=me.today, at=me.at, chance=secrets.token_bytes)
        return redirect("my_group", group=made)
    held = parties.roles_of_party(me.party, on=me.today)
    mine = [role.body for role in held if role.name == MEMBER]
    names = parties.names(mine)
    shows = {
        "groups": [{"id": each, "name": say(names[each])} for each in mine if each in names],
        "form": form, "forms": (form,),
    }  # fmt: skip
    return framed(request, "resident/people/groups.html", shows, title=_("My groups"),
                  status=422 if form.errors else 200)  # fmt: skip


@own
def invited(request: HttpRequest, me: Resident, token: str) -> HttpResponse:
    """Somebody sent me a link into a group: join it, and say whether my acts count on its board."""
    group = find_invited(token)
    seen = parties.find_party(group) if group else None
    good = seen is not None and seen.kind == "group" and seen.place == me.place.id
    if good and request.method == "POST":
        with transaction.atomic():
            writing.join_circle(group, party_id=me.party, role=MEMBER, on=me.today, at=me.at, by=me.party)
            shares = bool(request.POST.get("shares"))
            writing.consent(me.party, purpose=board_purpose(group), edition=EDITION, given=shares, at=me.at)
        messages.success(request, _("You belong to this group now."))
        return redirect("my_group", group=group)
    name = say(seen.name) if good and seen else ""
    shows = {"good": good, "name": name, "there": good and is_member(me, group), "group": group}
    return framed(request, "resident/people/group_invited.html", shows, title=_("Invitation into a group"),
                  status=200 if good else 410)  # fmt: skip
