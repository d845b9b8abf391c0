"""My notices: what I was told, what became of it, and whether my phone may be called."""

from base64 import urlsafe_b64decode

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dure.kernel.parties import read, write
from dure.portal.phone.push_hosts import is_push_service, public_key
from dure.portal.resident.own import Resident, framed, own
from dure.portal.showing import say

PURPOSE = "push"
# The edition of the words that people agree to.
EDITION = "2026-11"
POINT_BYTES, AUTH_BYTES = 65, 16


class PhoneForm(forms.Form):
    """Where this phone takes notices, as its browser says."""

    endpoint = forms.CharField(max_length=500)
    p256dh = forms.CharField(max_length=120)
    auth = forms.CharField(max_length=40)

    def clean_endpoint(self) -> str:
        """An address of a push service that this server may ask, and no other."""
        endpoint = str(self.cleaned_data["endpoint"])
        if not is_push_service(endpoint):
            raise forms.ValidationError(_("This phone’s push service is not one that this server may ask."))
        return endpoint

    def clean_p256dh(self) -> str:
        """A key of the length that browsers give."""
        return _of_length(str(self.cleaned_data["p256dh"]), POINT_BYTES)

    def clean_auth(self) -> str:
        """A secret of the length that browsers give."""
        return _of_length(str(self.cleaned_data["auth"]), AUTH_BYTES)


@own
def notices(request: HttpRequest, me: Resident) -> HttpResponse:
    """What I was told, the newest first. It stands here whether my phone was called or not."""
    if request.method == "POST":
        return _changed(request, me)
    agreed = any(each.purpose == PURPOSE and each.given for each in read.consents_of(me.party))
    language = get_language() or "ko"
    shown = [
        {
            "on": timezone.localdate(notice.at),
            "title": say(notice.title),
            "says": say(notice.says),
            "href": f"/{language}{notice.href}" if notice.href else "",
            "became": _became(notice.outcome, notice.why),
        }
        for notice in read.notices_of(me.party)
    ]
    shows = {
        "notices": shown,
        "agreed": agreed,
        "phones": len(read.push_addresses(me.party)),
        "is_set_up": bool(settings.PUSH_CONTACT),
        "push_key": public_key(),
    }
    return framed(request, "phone/notices.html", shows, title=_("My notices"))


def _changed(request: HttpRequest, me: Resident) -> HttpResponse:
    """Agree, or no longer; the address of a phone is forgotten with the consent."""
    given = request.POST.get("agree") == "yes"
    form = PhoneForm(request.POST)
    if given and request.POST.get("endpoint") and not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, str(errors[0]))
        return redirect("my_notices")
    write.consent(me.party, purpose=PURPOSE, edition=EDITION, given=given, at=me.at)
    if not given:
        write.drop_push_addresses(me.party)
        messages.success(request, _("Your phone is not called any more."))
    elif form.is_valid():
        write.keep_push_address(me.party, **form.cleaned_data, at=me.at)
        messages.success(request, _("Notices come to this phone from now on."))
    else:
        messages.info(request, _("You agreed, but this phone gave no address. Notices stand on this page."))
    return redirect("my_notices")


def _of_length(text: str, length: int) -> str:
    """Text in base64 of so many bytes."""
    try:
        found = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        found = b""
    if len(found) != length:
        raise forms.ValidationError(_("What this phone’s browser gave cannot be used."))
    return text


def _became(outcome: str, why: str) -> str:
    """What became of calling the phone, in words."""
    reasons = {
        "no_consent": _("Your phone was not called: you have not agreed to it."),
        "no_phone": _("Your phone was not called: no phone of yours takes notices."),
        "too_old": _("Your phone was not called: it was no news any more."),
        "told_today": _("Your phone was not called: it is called at most once a day."),
        "told_this_week": _("Your phone was not called: it is called at most three times a week."),
        "not_set_up": _("Not delivered to your phone: this server does not call phones."),
        "phone_gone": _("Not delivered: your phone does not take notices any more. Agree again on it."),
    }
    if outcome == "handed_over":
        return _("Handed over for your phone. Whether it was shown is not known.")
    if outcome == "taken":
        return _("Sending was cut off. Whether it reached your phone is not known.")
    if outcome in {"suppressed", "not_delivered"}:
        return reasons.get(why, _("Not delivered to your phone."))
    return _("Not sent to your phone yet.")
