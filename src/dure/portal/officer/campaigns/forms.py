"""What officers fill in for a theme, a mission, an event or a choosing; what cannot be is said by field."""

import re
from collections.abc import Sequence
from datetime import date

from django import forms
from django.http.request import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.kernel.parties import read as parties
from dure.kernel.plans.read import ProgrammeRun
from dure.portal.resident.campaigns.events import LEAST_JURORS
from dure.portal.resident.campaigns.missions import SIZES, WHO
from dure.portal.resident.campaigns.words import size_word, who_word
from dure.portal.showing import say

MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
MOST_DAYS = 366
MOST_TIMES = 1000
MOST_LINES = 6
MOST_JURORS = 15
MOST_PRIZE = 10**8
LONG = {"rows": 3}


class DayField(forms.DateField):
    """A day of the calendar."""

    widget = forms.DateInput(attrs={"type": "date"})


class ThemeForm(forms.Form):
    """What a month is about."""

    month = forms.CharField(
        label=gettext_lazy("Month"), max_length=7, widget=forms.TextInput(attrs={"type": "month"}),
        help_text=gettext_lazy("Such as 2026-11."),
    )  # fmt: skip
    title = forms.CharField(label=gettext_lazy("Theme"), max_length=80)
    says = forms.CharField(
        label=gettext_lazy("What it is about"), max_length=400, widget=forms.Textarea(attrs=LONG)
    )

    def clean_month(self) -> str:
        """A month as addresses write it."""
        return _month(str(self.cleaned_data["month"]))


class MissionForm(forms.Form):
    """Which acts how often, by whom, from when to when, and how large its reward is."""

    title = forms.CharField(label=gettext_lazy("Name of the mission"), max_length=80)
    says = forms.CharField(
        label=gettext_lazy("What residents read about it"), max_length=400, required=False,
        widget=forms.Textarea(attrs=LONG),
    )  # fmt: skip
    programme = forms.ChoiceField(
        label=gettext_lazy("Programme"), help_text=gettext_lazy("Its acts count, and its budget pays.")
    )
    who = forms.ChoiceField(label=gettext_lazy("Who does it"))
    size = forms.ChoiceField(
        label=gettext_lazy("Size"),
        help_text=gettext_lazy("What each size pays is a figure of the place: enter it there."),
    )
    first = DayField(label=gettext_lazy("First day"))
    last = DayField(label=gettext_lazy("Last day"))
    wanted = forms.CharField(
        label=gettext_lazy("Acts"), max_length=400, widget=forms.Textarea(attrs=LONG),
        help_text=gettext_lazy("One act a line with how often, such as: reusable_cup = 10"),
    )  # fmt: skip

    def __init__(self, data: QueryDict | None = None, *, runs: Sequence[ProgrammeRun], prefix: str) -> None:
        super().__init__(data, prefix=prefix)
        self.runs = {run.programme.name: run for run in runs}
        _choose(self, "programme", [(name, say(run.programme.title)) for name, run in self.runs.items()])
        _choose(self, "who", [(each, who_word(each)) for each in WHO])
        _choose(self, "size", [(each, size_word(each)) for each in SIZES])

    def clean(self) -> dict[str, object]:
        """Days in their order, and acts that the programme has."""
        said = super().clean() or {}
        _in_order(self, said)
        run = self.runs.get(str(said.get("programme")))
        if run is not None and "wanted" in said:
            self._clean_wanted(run, str(said["wanted"]))
        return said

    def _clean_wanted(self, run: ProgrammeRun, text: str) -> None:
        names = {action.name for action in run.programme.actions}
        found: dict[str, int] = {}
        for line in filter(None, (each.strip() for each in text.splitlines())):
            name, _is, count = (part.strip() for part in line.partition("="))
            if name not in names:
                known = ", ".join(sorted(names))
                self.add_error("wanted", _("“%(name)s” is no act of this programme. It has: %(known)s.")
                               % {"name": name, "known": known})  # fmt: skip
            elif not count.isdecimal() or not 0 < int(count) <= MOST_TIMES:
                self.add_error("wanted", _("“%(line)s”: give how often after =, from 1 to %(most)d.")
                               % {"line": line, "most": MOST_TIMES})  # fmt: skip
            else:
                found[name] = int(count)
        if not found and "wanted" not in self.errors:
            self.add_error("wanted", _("Give at least one act."))
        if len(found) > MOST_LINES:
            self.add_error("wanted", _("Give at most %(most)d acts.") % {"most": MOST_LINES})
        self.cleaned_data["wanted"] = " ".join(f"{name}={count}" for name, count in found.items())


class EventForm(forms.Form):
    """A proof-shot event: until when, what the jury looks at, who is in it, which prizes there are."""

    title = forms.CharField(label=gettext_lazy("Name of the event"), max_length=80)
    says = forms.CharField(
        label=gettext_lazy("What residents read about it"), max_length=400, widget=forms.Textarea(attrs=LONG)
    )
    programme = forms.ChoiceField(
        label=gettext_lazy("Programme"), help_text=gettext_lazy("Its budget pays the prizes.")
    )
    first = DayField(label=gettext_lazy("First day of entries"))
    last = DayField(label=gettext_lazy("Last day of entries"))
    prizes = forms.CharField(
        label=gettext_lazy("Prizes, the first first"), max_length=200, widget=forms.Textarea(attrs=LONG),
        help_text=gettext_lazy("One a line, in the unit of the programme, such as 50,000."),
    )  # fmt: skip
    criteria = forms.CharField(
        label=gettext_lazy("Criteria with weights"), max_length=400, widget=forms.Textarea(attrs=LONG),
        help_text=gettext_lazy("One a line, such as: Creativity = 2. Their order decides ties."),
    )  # fmt: skip
    jury = forms.CharField(
        label=gettext_lazy("Jury"), max_length=800, widget=forms.Textarea(attrs=LONG),
        help_text=gettext_lazy("Login names, one a line, two at least."),
    )  # fmt: skip

    def __init__(self, data: QueryDict | None = None, *, runs: Sequence[ProgrammeRun], prefix: str) -> None:
        super().__init__(data, prefix=prefix)
        _choose(self, "programme", [(run.programme.name, say(run.programme.title)) for run in runs])

    def clean(self) -> dict[str, object]:
        """Days in their order."""
        said = super().clean() or {}
        _in_order(self, said)
        return said

    def clean_prizes(self) -> str:
        """Whole numbers, none larger than the one before."""
        lines = [line.replace(",", "").strip() for line in _lines(self.cleaned_data["prizes"])]
        if not lines or not all(line.isdecimal() and 0 < int(line) <= MOST_PRIZE for line in lines):
            raise forms.ValidationError(_("Give whole numbers above zero, one a line."))
        if [int(line) for line in lines] != sorted(map(int, lines), reverse=True):
            raise forms.ValidationError(_("A later rank has a larger prize. Put the largest first."))
        return " ".join(lines)

    def clean_criteria(self) -> str:
        """Names with whole weights."""
        found = []
        for line in _lines(self.cleaned_data["criteria"]):
            name, _is, weight = (part.strip() for part in line.partition("="))
            if not name or not weight.isdecimal() or not 0 < int(weight) <= 100:
                raise forms.ValidationError(
                    _("“%(line)s”: give a name, =, and a weight from 1 to 100.") % {"line": line}
                )
            found.append(f"{name} = {int(weight)}")
        if not 0 < len(found) <= MOST_LINES:
            raise forms.ValidationError(_("Give 1 to %(most)d criteria.") % {"most": MOST_LINES})
        return "\n".join(found)

    def clean_jury(self) -> str:
        """People who have an account; answers their opaque ids."""
        found = []
        for name in _lines(self.cleaned_data["jury"]):
            account = parties.find_account(name)
            who = parties.party_of(account) if account is not None else None
            if who is None:
                raise forms.ValidationError(_("Nobody logs in as “%(name)s”.") % {"name": name})
            found.append(who.id)
        if not LEAST_JURORS <= len(set(found)) <= MOST_JURORS:
            raise forms.ValidationError(
                _("A jury has %(least)d to %(most)d members.") % {"least": LEAST_JURORS, "most": MOST_JURORS}
            )
        return " ".join(dict.fromkeys(found))


class ChoiceForm(forms.Form):
    """The criteria by which outstanding participants are chosen, announced before."""

    title = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    programme = forms.ChoiceField(label=gettext_lazy("Programme"))
    first = forms.CharField(
        label=gettext_lazy("First month"), max_length=7, widget=forms.TextInput(attrs={"type": "month"})
    )
    last = forms.CharField(
        label=gettext_lazy("Last month"), max_length=7, widget=forms.TextInput(attrs={"type": "month"})
    )
    least_days = forms.IntegerField(
        label=gettext_lazy("At least so many days with an act"), min_value=1, max_value=366
    )
    most = forms.IntegerField(label=gettext_lazy("How many are chosen"), min_value=1, max_value=1000)

    def __init__(self, data: QueryDict | None = None, *, runs: Sequence[ProgrammeRun], prefix: str) -> None:
        super().__init__(data, prefix=prefix)
        _choose(self, "programme", [(run.programme.name, say(run.programme.title)) for run in runs])

    def clean_first(self) -> str:
        """A month."""
        return _month(str(self.cleaned_data["first"]))

    def clean_last(self) -> str:
        """A month that is not before the first, and within a year of it."""
        last, first = _month(str(self.cleaned_data["last"])), str(self.cleaned_data.get("first", ""))
        if first and not first <= last <= f"{int(first[:4]) + 1}{first[4:]}":
            raise forms.ValidationError(_("Give a month from the first one on, at most a year later."))
        return last


def _choose(form: forms.Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    form.fields[name].choices = list(choices)  # type: ignore[attr-defined]


def _month(text: str) -> str:
    if not MONTH.fullmatch(text.strip()):
        raise forms.ValidationError(_("Give a month such as 2026-11."))
    return text.strip()


def _lines(text: object) -> list[str]:
    return [line.strip() for line in str(text).splitlines() if line.strip()]


def _in_order(form: forms.Form, said: dict[str, object]) -> None:
    first, last = said.get("first"), said.get("last")
    if isinstance(first, date) and isinstance(last, date) and not 0 <= (last - first).days <= MOST_DAYS:
        form.add_error("last", _("Give a day from the first one on, at most a year later."))
