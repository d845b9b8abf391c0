"""The form in which a keeper states one thing about a store: what, from which day, and until when."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from dure.grammar.letters import wrong_letters
from dure.grammar.shapes import Text
from dure.grammar.thing_shapes import AttributeKind
from dure.kernel.things.read import Attribute
from dure.portal.resident.waste.present import Present
from dure.portal.showing import language, say

MOST_LETTERS = 300


class StatementForm(forms.Form):
    """One statement about a store. Its fields follow from the attribute."""

    def __init__(
        self, data: QueryDict | None, *, kind: AttributeKind, seen: Present, now: Attribute | None = None
    ) -> None:
        """Make the fields of an attribute; `now` is what holds today."""
        super().__init__(data)
        self.kind = kind
        if kind.of:
            articles = sorted(
                ((slug, say(each.name)) for slug, each in seen.articles.items()), key=lambda a: a[1]
            )
            self.fields["about"] = forms.ChoiceField(label=_("For what"), choices=[("", "–"), *articles])
        self._add_value(kind, now)
        if kind.by_hours:
            self.fields["during"] = forms.CharField(
                label=_("Only during these hours"), required=False, max_length=MOST_LETTERS,
                help_text=_("Empty: always. For example Sa 09:00-11:00"),
            )  # fmt: skip
        self.fields["valid_from"] = forms.DateField(
            label=_("From"), initial=seen.today,
            help_text=_("Today or later. What held before stays to be read."),
            widget=forms.DateInput(attrs={"type": "date", "min": seen.today.isoformat()}),
        )  # fmt: skip
        self.fields["valid_to"] = forms.DateField(
            label=_("Last day"), required=False, help_text=_("Empty: until further notice."),
            widget=forms.DateInput(attrs={"type": "date"}),
        )  # fmt: skip
        self.fields["withdrawn"] = forms.BooleanField(
            label=_("It no longer holds from that day"), required=False
        )

    def _add_value(self, kind: AttributeKind, now: Attribute | None) -> None:
        if kind.holds == "choice":
            choices = [(name, say(title)) for name, title in kind.choices]
            self.fields["value"] = forms.ChoiceField(label=say(kind.title), choices=choices, required=False)
        elif kind.holds == "words":
            self.fields["value"] = forms.CharField(
                label=say(kind.title), required=False, max_length=MOST_LETTERS,
                initial=say(now.words) if now else "",
                widget=forms.Textarea(attrs={"rows": 3}),
            )  # fmt: skip
        else:
            self.fields["value"] = forms.CharField(
                label=say(kind.title), required=False, max_length=MOST_LETTERS, help_text=_help(kind),
                initial=now.value if now else "",
            )  # fmt: skip
        if kind.units:
            units = [(unit, _unit(unit)) for unit in kind.units]
            self.fields["unit"] = forms.ChoiceField(label=_("For each"), choices=units)

    def clean_value(self) -> str:
        """The value without letters that steer machines."""
        value = str(self.cleaned_data.get("value", "")).strip()
        wrong = wrong_letters("value", value)
        if wrong is not None:
            raise forms.ValidationError(say(wrong[0]))
        return value

    def statement(self, thing: str, *, by: str, mark: str) -> Attribute:
        """What was typed, as a statement of this party."""
        said = self.cleaned_data
        about, value = said.get("about", ""), said.get("value", "")
        gone, in_words = bool(said["withdrawn"]), self.kind.holds == "words"
        words = Text(value, "") if language() == "ko" else Text("", value)
        return Attribute(
            thing=thing,
            name=f"{self.kind.name}/{about}" if about else self.kind.name,
            value="" if gone or in_words else value.replace(",", "") if self.kind.units else value,
            valid_from=said["valid_from"],
            during=said.get("during", "").strip(),
            unit="" if gone else said.get("unit", ""),
            words=words if in_words and not gone else Text("", ""),
            valid_to=said["valid_to"],
            mark=mark,
            by=by,
            withdrawn=gone,
        )


def _help(kind: AttributeKind) -> str:
    if kind.holds == "hours":
        return _(
            "Days Mo Tu We Th Fr Sa Su, PH for public holidays: Mo-Fr 09:00-18:00; Sa 09:00-13:00; PH off"
        )
    if kind.holds == "phone":
        return _("The shop's own number, not a person's mobile: 042-000-0000")
    return _("Whole won") if kind.holds == "amount" else ""


def _unit(unit: str) -> str:
    return _("kilogram") if unit.endswith("/kg") else _("piece")
