"""The forms of the budget desk: bringing a stage, and tagging lines."""

from collections.abc import Mapping
from decimal import Decimal

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.grammar.books.budget_shapes import Tag, UnitFactor
from dure.portal.budget_words import DIRECTIONS, METHODS, OBJECTIVES, STAGES, factor_words
from dure.portal.officer.forms import source_choices
from dure.portal.officer.work import typed

MOST_KRW = 9_000_000_000_000_000
# The answer that takes, for each chosen line, what is suggested beside it.
AS_SUGGESTED = "suggested"
Posted = QueryDict | None


class BringForm(forms.Form):
    """A file of one stage of a year's budget."""

    year = forms.IntegerField(label=gettext_lazy("Fiscal year"), min_value=1990, max_value=2100)
    stage = forms.ChoiceField(label=gettext_lazy("Stage"), choices=list(STAGES.items()))
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV or XLSX with department, project and amount; up to 20,000 lines."),
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("Unit of the amounts"),
        required=False,
        choices=[
            ("", gettext_lazy("As the file says")), ("원", gettext_lazy("Won")),
            ("천원", gettext_lazy("Thousand won")), ("백만원", gettext_lazy("Million won")),
        ],
    )  # fmt: skip
    total_krw = forms.IntegerField(
        label=gettext_lazy("Official total in won"),
        required=False,
        min_value=0,
        max_value=MOST_KRW,
        help_text=gettext_lazy("The lines have to make it to the won."),
    )
    ceiling_tco2e = forms.DecimalField(
        label=gettext_lazy("Emission ceiling of the year, tCO₂e"), required=False, min_value=0, max_digits=20
    )
    reference_tco2e = forms.DecimalField(
        label=gettext_lazy("Expected emissions without this budget, tCO₂e"), required=False, min_value=0,
        max_digits=20,
    )  # fmt: skip
    source = forms.ChoiceField(label=gettext_lazy("Source document"))

    def __init__(self, data: Posted = None, files: object = None, *, year: int) -> None:
        super().__init__(data, files, initial={"year": year})  # type: ignore[arg-type]
        self.fields["source"].choices = source_choices(new=False)  # type: ignore[attr-defined]


class TagForm(forms.Form):
    """A neutral tag for the chosen lines, with the reason."""

    direction = forms.ChoiceField(label=gettext_lazy("Direction"))
    objective = forms.ChoiceField(label=gettext_lazy("Objective"), choices=list(OBJECTIVES.items()))
    share_percent = forms.DecimalField(
        label=gettext_lazy("Share of the line in percent"), required=False, min_value=0, max_value=100,
        max_digits=8, help_text=gettext_lazy("Only where it is known; a line is never split without it."),
    )  # fmt: skip
    method = forms.ChoiceField(label=gettext_lazy("Method"), choices=list(METHODS.items()))
    factor = forms.ChoiceField(label=gettext_lazy("Unit factor"), required=False)
    quantity = forms.DecimalField(
        label=gettext_lazy("Quantity"), required=False, min_value=0, max_digits=20,
        help_text=gettext_lazy("In the unit of the factor."),
    )  # fmt: skip
    evidence = forms.CharField(
        label=gettext_lazy("Evidence"), required=False, max_length=1000,
        help_text=gettext_lazy("What it rests on: a study, a contract, a count."),
    )  # fmt: skip
    why = forms.CharField(label=gettext_lazy("Reason"), max_length=1000)
    whole = forms.BooleanField(label=gettext_lazy("All lines of this list, on every page"), required=False)

    def __init__(self, data: Posted = None, *, factors: Mapping[str, UnitFactor]) -> None:
        super().__init__(data, initial={"method": "qualitative"})
        directions = [(AS_SUGGESTED, _("As suggested beside each line")), *DIRECTIONS.items()]
        self.fields["direction"].choices = directions  # type: ignore[attr-defined]
        choices = [("", _("None")), *((f.factor, factor_words(f)) for f in factors.values())]
        self.fields["factor"].choices = choices  # type: ignore[attr-defined]

    def tag(self, *, direction: str, objective: str) -> Tag:
        """The tag that was typed, in this direction."""
        said = self.cleaned_data
        share: Decimal | None = said["share_percent"]
        return Tag(
            direction=direction,
            objective=objective,
            share_percent=share,
            method=said["method"],
            factor=said["factor"] if said["method"] == "quantified" else "",
            quantity=said["quantity"] if said["method"] == "quantified" else None,
            evidence=typed(said["evidence"]),
        )
