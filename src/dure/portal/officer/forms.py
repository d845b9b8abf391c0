"""The forms of the office. What is typed is checked by the rules of packs; a form says where it stands."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.grammar.periods import UNKNOWN, days_of
from dure.grammar.sentences import cells as cell_says
from dure.grammar.shapes import Mistake, Source, Text
from dure.grammar.units import UNITS, converts, find_unit
from dure.grammar.words import MARKS, SLUG, SOURCE_KINDS
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Kind
from dure.kernel.things.read import Place
from dure.portal.blocks import marks
from dure.portal.blocks.numbers import symbol
from dure.portal.officer.systems import system_title
from dure.portal.showing import COUNTED, amount, language, say

NEW = "+"
FIRST_YEAR = 1900
SEEN = ("estimated", "observed")
Posted = QueryDict | None
Files = MultiValueDict[str, UploadedFile] | None  # type: ignore[type-arg]
Beginning = Mapping[str, object] | None
Choices = list[tuple[str, object]]


def address_choices(place: Place, *, sought: str = "") -> Choices:
    """The addresses that an officer of the place may state, in groups by system; those that hold `sought`.

    What runs publish and what is assumed for everybody is nobody's to enter.
    """
    reckoned = observations.kinds_not_entered()
    groups: dict[str, list[tuple[str, str]]] = {}
    for kind in observations.kinds().values():
        if kind.system in place.systems and kind.name not in reckoned:
            measured = measured_in(kind)
            named = [(a, f"{say(kind.title_of(a))}{measured}") for a in addresses_of(kind)]
            group = groups.setdefault(system_title(kind.system), [])
            group += [(a, title) for a, title in named if sought.casefold() in f"{title} {a}".casefold()]
    return [(title, group) for title, group in groups.items() if group]


def measured_in(kind: Kind) -> str:
    """What a title of this kind is followed by in a list: the unit that pages show it in, if it has one."""
    shown_in = amount(Decimal(1), kind).unit
    unit = find_unit(shown_in) if shown_in in COUNTED else None
    name = (unit.title_ko if language() == "ko" else unit.title_en) if unit else ""
    name = name or symbol(shown_in, language=language())
    return f" ({name})" if name else ""


def addresses_of(kind: Kind) -> tuple[str, ...]:
    """A kind's own address and those of its facets."""
    return (kind.name, *(f"{kind.name}/{name}" for name, _title in kind.facets))


def unit_choices(kind: Kind) -> list[tuple[str, str]]:
    """The units that a value of this kind may be given in, the one pages show first."""
    others = [other for other in UNITS if converts(other, kind.unit)]
    units = dict.fromkeys([kind.shows, kind.unit, *others])
    return [(unit, unit_words(unit)) for unit in units]


def unit_words(written: str) -> str:
    """A unit's symbol with its name."""
    unit = find_unit(written)
    name = (unit.title_ko if language() == "ko" else unit.title_en) if unit else ""
    return f"{written} ({name})" if name and written != "1" else name or written


def source_choices(*, new: bool) -> list[tuple[str, str]]:
    """The documents of the catalogue by title; one more entry where a new document may be described."""
    known = sorted((say(s.title), s.id) for s in observations.sources())
    first = [("", _("Choose a document"))] + ([(NEW, _("A new document, described below"))] if new else [])
    return first + [(id_, f"{title} ({id_})") for title, id_ in known]


def mark_choices() -> list[tuple[str, str]]:
    """The marks with their words."""
    return [(name, f"{marks.mark(name).word} – {marks.mark(name).says}") for name in MARKS]


class ChooseForm(forms.Form):
    """Which figure is to be entered."""

    address = forms.ChoiceField(label=gettext_lazy("Indicator"))

    def __init__(self, data: Posted = None, *, place: Place, sought: str = "") -> None:
        super().__init__(data)
        self.found = address_choices(place, sought=sought)
        self.fields["address"].choices = self.found  # type: ignore[attr-defined]


class EntryForm(forms.Form):
    """One figure as a document prints it."""

    period = forms.CharField(
        label=gettext_lazy("Period"),
        max_length=24,
        help_text=gettext_lazy("A year 2025, a month 2025-03, a day 2025-03-15, or from/to 2007/2021."),
    )
    mark = forms.ChoiceField(label=gettext_lazy("What kind of statement"))
    value = forms.CharField(
        label=gettext_lazy("Value as printed"), max_length=60,
        help_text=gettext_lazy("As the document prints it, with its commas; unknown where it says so."),
    )  # fmt: skip
    unit = forms.ChoiceField(label=gettext_lazy("Unit"))
    source = forms.ChoiceField(label=gettext_lazy("Source document"))
    locator = forms.CharField(
        label=gettext_lazy("Page or line"),
        max_length=40,
        help_text=gettext_lazy("Where in the document it stands, like p. 12 or 1033."),
    )
    label = forms.CharField(
        label=gettext_lazy("Label in the document"), max_length=200, required=False,
        help_text=gettext_lazy("What the document calls it, where that matters."),
    )  # fmt: skip
    note = forms.CharField(
        label=gettext_lazy("Note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    confidential = forms.BooleanField(
        label=gettext_lazy("Confidential (C): keep the number, and do not publish it"), required=False,
        help_text=gettext_lazy(
            "The reason belongs in the note, which everybody reads: no number there. Totals that would give "
            "the number away are closed with it."
        ),
    )  # fmt: skip

    def __init__(self, data: Posted = None, *, kind: Kind, initial: Beginning = None) -> None:
        super().__init__(data, initial=dict(initial or {}))
        if not kind.keys:
            del self.fields["confidential"]
        for name, choices in {
            "mark": mark_choices(),
            "unit": unit_choices(kind),
            "source": source_choices(new=True),
        }.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def hear(self, mistakes: Iterable[Mistake]) -> None:
        """Put every mistake beside the field it is about."""
        for mistake in mistakes:
            words = f"{say(mistake.says)} {say(mistake.mend)}"
            field = (mistake.column or "").removesuffix("_ko").removesuffix("_en")
            self.add_error(field if field in self.fields else None, words)


class SourceForm(forms.Form):
    """A document that is not in the catalogue yet."""

    id = forms.CharField(
        label=gettext_lazy("Short id"),
        max_length=80,
        help_text=gettext_lazy("Small letters, digits and hyphens, like city-report-2026."),
    )
    title_ko = forms.CharField(label=gettext_lazy("Title in Korean"), max_length=300)
    title_en = forms.CharField(label=gettext_lazy("Title in English"), max_length=300)
    publisher_ko = forms.CharField(label=gettext_lazy("Publisher in Korean"), max_length=200)
    publisher_en = forms.CharField(label=gettext_lazy("Publisher in English"), max_length=200)
    published_on = forms.CharField(
        label=gettext_lazy("Published on"),
        max_length=10,
        help_text=gettext_lazy("2026-03-15, 2026-03, 2026 or unknown."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind of document"))
    url = forms.URLField(
        label=gettext_lazy("Web address"), max_length=500, required=False, assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
    )  # fmt: skip
    licence = forms.CharField(
        label=gettext_lazy("Licence"),
        max_length=200,
        help_text=gettext_lazy("As the publisher states it, or unknown."),
    )
    may_copy = forms.BooleanField(label=gettext_lazy("The licence allows copying"), required=False)

    def __init__(self, data: Posted = None, *, prefix: str | None = None) -> None:
        # Inside another form it is described only where it is chosen, so the browser must not insist on it.
        super().__init__(data, prefix=prefix, use_required_attribute=prefix is None)
        words = {
            "document": _("document"), "article": _("article"), "dataset": _("data set"), "law": _("law"),
            "press": _("press report"), "method": _("method"),
        }  # fmt: skip
        self.fields["kind"].choices = [(kind, words[kind]) for kind in SOURCE_KINDS]  # type: ignore[attr-defined]

    def clean_id(self) -> str:
        """The id in the form of ids, and not taken."""
        id_ = str(self.cleaned_data["id"]).strip()
        if not SLUG.fullmatch(id_):
            says, mend = cell_says.odd_slug(id_)
            raise forms.ValidationError(f"{say(says)} {say(mend)}")
        if observations.find_source(id_):
            raise forms.ValidationError(
                _("A document with this id is in the catalogue. Choose it from the list, or write another.")
            )
        return id_

    def clean_published_on(self) -> str:
        """A day, month or year, or unknown."""
        text = str(self.cleaned_data["published_on"]).strip()
        if text != UNKNOWN and days_of(text) is None:
            says, mend = cell_says.not_a_day(_("Published on"), text)
            raise forms.ValidationError(f"{say(says)} {say(mend)}")
        return text

    def source(self) -> Source:
        """The document that was described."""
        said = self.cleaned_data
        days = days_of(said["published_on"])
        return Source(
            id=said["id"],
            title=Text(said["title_ko"], said["title_en"]),
            publisher=Text(said["publisher_ko"], said["publisher_en"]),
            published_on=days[0] if days else None,
            kind=said["kind"],
            url=said["url"],
            licence=said["licence"],
            may_copy=said["may_copy"],
            note=Text("", ""),
            published=said["published_on"],
        )


class FileForm(forms.Form):
    """A file with figures."""

    file = forms.FileField(
        label=gettext_lazy("File"), allow_empty_file=True,
        help_text=gettext_lazy("CSV (UTF-8 or CP949) or XLSX, at most 10,000 rows and 25 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )  # fmt: skip


class WorkbookForm(forms.Form):
    """An eCRF workbook, the document it stands for, and how its numbers came to be."""

    file = forms.FileField(
        label=gettext_lazy("eCRF workbook"),
        help_text=gettext_lazy("XLSX, at most 25 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )
    source = forms.ChoiceField(label=gettext_lazy("Source document"))
    mark = forms.ChoiceField(label=gettext_lazy("How the numbers came to be"))

    def __init__(self, data: Posted = None, files: Files = None) -> None:
        super().__init__(data, files, auto_id="workbook_%s")
        source, mark = self.fields["source"], self.fields["mark"]
        assert isinstance(source, forms.ChoiceField)
        assert isinstance(mark, forms.ChoiceField)
        source.choices = source_choices(new=False)
        mark.choices = [choice for choice in mark_choices() if choice[0] in SEEN]


class SaysForm(forms.Form):
    """Why a step is taken."""

    says = forms.CharField(
        label=gettext_lazy("Reason for this step"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WhyForm(forms.Form):
    """Why something is proposed: here there is no going on without a reason."""

    says = forms.CharField(
        label=gettext_lazy("Reason for this step"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": gettext_lazy(
                "Say why a report is to be published now. The reason stands in the edition."
            )
        },
    )


class CorrectionForm(forms.Form):
    """A correction: one of the proposed values or another one, with its source and reason."""

    choice = forms.ChoiceField(label=gettext_lazy("The right value"), widget=forms.RadioSelect)
    value = forms.CharField(
        label=gettext_lazy("Another value, as the source prints it"), max_length=60, required=False,
        help_text=gettext_lazy("Only where “another value” is chosen."),
    )  # fmt: skip
    unit = forms.ChoiceField(label=gettext_lazy("Unit of that value"), required=False)
    source = forms.ChoiceField(label=gettext_lazy("Source document"), required=False)
    locator = forms.CharField(label=gettext_lazy("Page or line"), max_length=40, required=False)
    says = forms.CharField(
        label=gettext_lazy("Reason for this step"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Posted = None, *, choices: list[tuple[str, str]], kind: Kind) -> None:
        super().__init__(data, auto_id="correction_%s")
        self.fields["choice"].choices = [*choices, (NEW, _("another value"))]  # type: ignore[attr-defined]
        self.fields["unit"].choices = unit_choices(kind)  # type: ignore[attr-defined]
        self.fields["source"].choices = source_choices(new=False)  # type: ignore[attr-defined]
