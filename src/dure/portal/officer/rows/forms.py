"""The form that activity rows are brought with."""

from django import forms
from django.utils.translation import gettext_lazy

from dure.grammar.books.brought_rows import BESIDE, INSTEAD
from dure.portal.officer.forms import SEEN, Files, Posted, mark_choices, source_choices

WAYS = (
    (BESIDE, gettext_lazy("Add them to the rows that stand (a row of the same name replaces the old one)")),
    (INSTEAD, gettext_lazy("They replace all rows of their sources in their years")),
)


class RowsForm(forms.Form):
    """A file of activity rows, the document it comes from, and how it stands to the rows that are there."""

    file = forms.FileField(
        label=gettext_lazy("File"), allow_empty_file=True,
        help_text=gettext_lazy("CSV (UTF-8 or CP949) or XLSX, at most 10,000 rows and 25 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )  # fmt: skip
    source = forms.ChoiceField(
        label=gettext_lazy("Source document"),
        help_text=gettext_lazy("For rows that name none of their own in the column source."),
    )
    mark = forms.ChoiceField(
        label=gettext_lazy("How the numbers came to be"),
        help_text=gettext_lazy("For rows that say nothing of it in the column mark."),
    )
    way = forms.ChoiceField(
        label=gettext_lazy("How they stand to the rows of the books"),
        widget=forms.RadioSelect, choices=WAYS,
    )  # fmt: skip

    def __init__(self, data: Posted = None, files: Files = None) -> None:
        super().__init__(data, files, auto_id="rows_%s")
        source, mark = self.fields["source"], self.fields["mark"]
        assert isinstance(source, forms.ChoiceField)
        assert isinstance(mark, forms.ChoiceField)
        source.choices = source_choices(new=False)
        mark.choices = [choice for choice in mark_choices() if choice[0] in SEEN]
