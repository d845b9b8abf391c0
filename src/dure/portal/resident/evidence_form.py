"""What somebody shows for an act: the part of its form that asks for it, and what is made of the answer."""

import hashlib
import hmac
import secrets

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.grammar.books.programme_shapes import ProgrammeAction
from dure.grammar.resident_numbers import holds_resident_number
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident.acts.doubts import Shown
from dure.portal.resident.acts.photos import take_photo
from dure.portal.showing import say

# What a person can show by themselves; machines and scales tell theirs otherwise.
SELF_TOLD = ("self_report", "photo", "receipt", "meter_reading")
PICTURES = "image/jpeg,image/png,image/webp,image/heic,image/heif"
DEVICE_COOKIE = "dure_device"
DEVICE_AGE_S = 365 * 24 * 60 * 60
Files = MultiValueDict[str, UploadedFile]  # type: ignore[type-arg]


def evidence_word(kind: str) -> str:
    """What a kind of evidence is called."""
    words = {
        "self_report": _("My word for it"), "photo": _("A photo"), "receipt": _("A receipt"),
        "meter_reading": _("A meter reading"), "weigh_in": _("Weighed and confirmed by both sides"),
        "device_event": _("Told by a machine"),
    }  # fmt: skip
    return words.get(kind, kind)


class EvidenceForm(forms.Form):
    """What shows an act. With one kind that needs nothing, nothing is asked."""

    evidence = forms.ChoiceField(label=gettext_lazy("What shows it"), widget=forms.RadioSelect)
    photo = forms.FileField(
        label=gettext_lazy("Photo"), required=False, widget=forms.FileInput(attrs={"accept": PICTURES}),
        help_text=gettext_lazy("JPEG, PNG, WebP or HEIC, at most 12 MB. Day, place and device are removed."),
    )  # fmt: skip
    shop = forms.CharField(
        label=gettext_lazy("Name of the shop on the receipt"), max_length=120, required=False
    )
    said = forms.CharField(
        label=gettext_lazy("What the meter shows"), max_length=40, required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )  # fmt: skip

    def __init__(
        self, data: QueryDict | None = None, files: Files | None = None, *, action: ProgrammeAction
    ) -> None:
        rules = [rule for rule in action.evidence if rule.kind in SELF_TOLD]
        super().__init__(data, files, initial={"evidence": rules[0].kind if rules else ""})
        kinds = {rule.kind for rule in rules}
        self.rules = {rule.kind: rule for rule in rules}
        self.taken: Shown | None = None
        choices = [(rule.kind, _choice(rule.kind, rule.earns_percent)) for rule in rules]
        self.fields["evidence"].choices = choices  # type: ignore[attr-defined]
        # A draft that was made before this was asked says nothing of it: the first kind is meant.
        self.fields["evidence"].required = False
        if len(rules) < 2:
            self.fields["evidence"].widget = forms.HiddenInput()
        for name, needs in (
            ("photo", {"photo", "receipt"}),
            ("shop", {"receipt"}),
            ("said", {"meter_reading"}),
        ):
            if not needs & kinds:
                del self.fields[name]

    def clean(self) -> dict[str, object]:
        """What the chosen kind needs is there."""
        said = super().clean() or {}
        kind = self.kind
        if kind == "photo" and not said.get("photo") and "photo" not in self.errors:
            self.add_error("photo", _("Choose or take a photo, or choose another way to show it."))
        if kind == "meter_reading" and not said.get("said"):
            self.add_error("said", _("Write what the meter shows."))
        if holds_resident_number(f"{said.get('shop', '')} {said.get('said', '')}"):
            self.add_error(None, _("This looks like a resident registration number. It is not taken."))
        photo = said.get("photo")
        if isinstance(photo, UploadedFile):
            try:
                self.taken = Shown(photo=take_photo(photo.read()))
            except ActRefused as error:
                self.add_error("photo", say(error.says))
        return said

    @property
    def kind(self) -> str:
        """The kind of evidence that was chosen, or the first one."""
        chosen = str(self.cleaned_data.get("evidence") or "")
        return chosen or next(iter(self.rules), "")

    def shown(self, device: str) -> Shown:
        """What was shown, from which device."""
        said = self.cleaned_data
        photo = self.taken.photo if self.taken else None
        return Shown(photo, device, str(said.get("shop") or "").strip(), str(said.get("said") or "").strip())


def device_mark(request: HttpRequest) -> str:
    """The mark of the device: it says nothing but that it is the same one; empty on its first visit."""
    cookie = request.COOKIES.get(DEVICE_COOKIE, "")
    if not cookie:
        return ""
    return hmac.digest(settings.SECRET_KEY.encode(), f"device {cookie}".encode(), hashlib.sha256).hex()[:32]


def with_device(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Give the device a mark of its own, if it has none."""
    if not request.COOKIES.get(DEVICE_COOKIE):
        answer.set_cookie(
            DEVICE_COOKIE, secrets.token_hex(16), max_age=DEVICE_AGE_S, httponly=True, samesite="Lax",
            secure=request.is_secure(),
        )  # fmt: skip
    return answer


def _choice(kind: str, percent: int) -> str:
    if percent == 100:
        return evidence_word(kind)
    words = {"kind": evidence_word(kind), "percent": percent}
    return _("%(kind)s (earns %(percent)d %%)") % words
