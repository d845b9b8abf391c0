"""The marks of figures: what kind of statement a number is. Each has a word, a shape and a colour, never
colour alone.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Mark:
    """A mark with its word, the sentence that explains it, and its shape (drawn by `blocks/mark.html`)."""

    name: str
    word: Promise
    says: Promise
    shape: str


MARKS = {
    mark.name: mark
    for mark in (
        Mark("observed", _("Actual"), _("Measured or officially reported."), "disc"),
        Mark("estimated", _("Estimated"), _("Calculated from other data."), "hatch"),
        Mark("forecast", _("Expected"), _("What will happen if present trends go on."), "dashed"),
        Mark("target", _("Target"), _("What was promised."), "diamond"),
        Mark("scenario", _("Potential"), _("What would be possible; neither promised nor achieved."), "ring"),
        Mark("parameter", _("Assumption"), _("A fixed value that calculations start from."), "square"),
        Mark("synthetic", _("Made-up data"), _("Invented to show how the page works."), "cross"),
        Mark("stale", _("Out of date"), _("No newer value has arrived."), "clock"),
        Mark("unknown", _("Unknown"), _("The source does not say."), "dots"),
        Mark(
            "to_confirm",
            _("To be confirmed"),
            _("Carried over from notes. Nobody has compared it with the original yet."),
            "ask",
        ),
    )
}


def mark(name: str) -> Mark:
    """The mark of that name; an unknown name is a programming error."""
    return MARKS[name]
