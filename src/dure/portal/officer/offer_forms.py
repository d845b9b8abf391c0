"""The form of a practice that is offered: its parts are those of a practices file, checked by its rules."""

import re
from collections.abc import Mapping
from datetime import date

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.grammar.books.practice_files import WON, read_kept_details, written_details
from dure.grammar.books.practice_shapes import Amount, Contact, Details
from dure.grammar.shapes import Mistake, Text
from dure.grammar.units import UNITS, converts
from dure.portal.officer.committee_forms import check_day
from dure.portal.officer.forms import Posted, source_choices, unit_words
from dure.portal.officer.practice_forms import USUAL
from dure.portal.showing import say

MOST_ROWS = 30
# How many rows each part begins with; whoever needs another asks for it.
ROWS = {"conditions": 1, "costs": 1, "results": 1, "contacts": 1}
# The parts of a row by the names that a practices file gives them.
AMOUNT = ("title_ko", "title_en", "value", "unit", "period", "source", "locator")
COLUMNS = {
    "conditions": ("ko", "en"),
    "costs": AMOUNT,
    "results": AMOUNT,
    "contacts": ("role_ko", "role_en", "at"),
}
# A mistake in words that stand in two languages is shown at the first of them.
PLACES = {"title": "title_ko", "role": "role_ko", "": "ko"}
WHERE = re.compile(r"practices\[1\]\.(?P<part>\w+)(?:\[(?P<row>\d+)\])?\.?(?P<name>\w*)")
AREA = forms.Textarea(attrs={"rows": 4})


class OfferForm(forms.Form):
    """A practice offered to others: what it is, what it needs, what it cost, what came of it, whom to ask."""

    title_ko = forms.CharField(label=gettext_lazy("Title in Korean"), max_length=300)
    title_en = forms.CharField(label=gettext_lazy("Title in English"), max_length=300)
    on = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    what_ko = forms.CharField(
        label=gettext_lazy("What it is, in Korean"), max_length=4000, required=False, widget=AREA
    )
    what_en = forms.CharField(
        label=gettext_lazy("What it is, in English"), max_length=4000, required=False, widget=AREA
    )
    source = forms.ChoiceField(label=gettext_lazy("Source document"))
    locator = forms.CharField(label=gettext_lazy("Page or line"), max_length=40)

    def __init__(
        self, data: Posted = None, *, initial: Mapping[str, object], today: date, rows: Mapping[str, int]
    ) -> None:
        super().__init__(data, initial={"on": today, **initial})
        self.today, self.rows = today, rows
        documents = source_choices(new=False)
        units = [("", "—"), *((each, unit_words(each)) for each in _units())]
        money = [("", "—"), *((each, unit_words(each)) for each in UNITS if converts(each, WON))]
        self.fields["source"].choices = documents  # type: ignore[attr-defined]
        for part, count in rows.items():
            for number in range(1, count + 1):
                for name in COLUMNS[part]:
                    choices = {"source": documents, "unit": money if part == "costs" else units}.get(name)
                    self.fields[f"{part}_{number}_{name}"] = _field(part, name, choices)

    def sections(self) -> list[tuple[str, list[list[BoundField]]]]:
        """The rows of each part as the page shows them."""
        return [
            (
                part,
                [[self[f"{part}_{number}_{name}"] for name in COLUMNS[part]] for number in range(1, n + 1)],
            )
            for part, n in self.rows.items()
        ]

    def heads(self) -> list[BoundField]:
        """The fields that are there once."""
        return [
            self[name] for name in ("title_ko", "title_en", "on", "what_ko", "what_en", "source", "locator")
        ]

    def clean_on(self) -> date:
        """A day that has come."""
        return check_day(self.cleaned_data["on"], today=self.today)

    def clean(self) -> dict[str, object]:
        """Everything is read as another city's Dure would read it; each mistake stands at its field."""
        if not (self._text("what_ko") or self._text("what_en")):
            self.add_error("what_ko", _("Say what the practice is, in Korean or in English."))
        kept = [(part, row) for part in self.rows for row in self._filled(part)]
        order = {part: [row for each, row in kept if each == part] for part in self.rows}
        for part, row in kept:
            name = f"{part}_{row}_locator"
            if self._text(f"{part}_{row}_source") and name in self.fields and not self._text(name):
                self.add_error(name, _("Give the page or line of the document."))
        for wrong in read_kept_details(written_details(self.details())).mistakes:
            found = WHERE.fullmatch(wrong.column or "")
            at = None
            if found and found["part"] in order and found["row"]:
                row = order[found["part"]][int(found["row"]) - 1]
                at = f"{found['part']}_{row}_{PLACES.get(found['name'], found['name'])}"
            elif found and found["part"] == "what":
                at = "what_ko"
            self.add_error(
                at if at in self.fields else None, _for_forms(wrong, found["name"] if found else "")
            )
        return self.cleaned_data

    def details(self) -> Details:
        """What was filled in; rows that are empty are none."""
        return Details(
            what=Text(self._text("what_ko"), self._text("what_en")),
            conditions=tuple(
                Text(self._text(f"conditions_{row}_ko"), self._text(f"conditions_{row}_en"))
                for row in self._filled("conditions")
            ),
            costs=tuple(self._amount(f"costs_{row}") for row in self._filled("costs")),
            results=tuple(self._amount(f"results_{row}") for row in self._filled("results")),
            source=self._document("source", "locator"),
            contacts=tuple(
                Contact(
                    Text(self._text(f"contacts_{row}_role_ko"), self._text(f"contacts_{row}_role_en")),
                    self._text(f"contacts_{row}_at"),
                )
                for row in self._filled("contacts")
            ),
        )

    def _amount(self, row: str) -> Amount:
        title = Text(self._text(f"{row}_title_ko"), self._text(f"{row}_title_en"))
        value, unit, period = (self._text(f"{row}_{name}") for name in ("value", "unit", "period"))
        return Amount(title, value, unit, period, self._document(f"{row}_source", f"{row}_locator"))

    def _document(self, source: str, locator: str) -> str:
        id_ = self._text(source)
        return f"{id_}:{self._text(locator)}".removesuffix(":") if id_ else ""

    def _filled(self, part: str) -> list[int]:
        """The rows of a part in which anything is filled in."""
        return [
            number
            for number in range(1, self.rows[part] + 1)
            if any(self._text(f"{part}_{number}_{name}") for name in COLUMNS[part])
        ]

    def _text(self, name: str) -> str:
        return str(self.cleaned_data.get(name) or "").strip()


def _for_forms(wrong: Mistake, name: str) -> str:
    """A mistake of a file in the words of the form, where nobody knows the names of the file."""
    if name == "source":
        return _("Choose the document that tells this, and give its page or line.")
    if name == "at":
        return _("Give the office's telephone, mail or page, not those of a person.")
    return f"{say(wrong.says)} {say(wrong.mend)}"


def _units() -> list[str]:
    """What results of practices are usually counted in stands first."""
    return list(dict.fromkeys([*(each for each in USUAL if each in UNITS), *UNITS]))


def _field(part: str, name: str, choices: list[tuple[str, str]] | None) -> forms.Field:
    """A field of a row; what is needed is said by the rules of the file, not by the field."""
    of_cost = {"title_ko": (_("What for, in Korean"), 200), "title_en": (_("What for, in English"), 200)}
    label, most = {
        "ko": (_("In Korean"), 1000),
        "en": (_("In English"), 1000),
        "title_ko": (_("What was counted, in Korean"), 200),
        "title_en": (_("What was counted, in English"), 200),
        "value": (_("Value as printed"), 60),
        "unit": (_("Unit"), 0),
        "period": (_("Period"), 24),
        "source": (_("Source document"), 0),
        "locator": (_("Page or line"), 40),
        "role_ko": (_("Office or role, in Korean"), 200),
        "role_en": (_("Office or role, in English"), 200),
        "at": (_("Telephone, mail or page of the office"), 200),
        **(of_cost if part == "costs" else {}),
    }[name]
    if choices is not None:
        return forms.ChoiceField(label=label, required=False, choices=choices)
    return forms.CharField(label=label, required=False, max_length=most)
