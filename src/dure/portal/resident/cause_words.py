"""What the causes of a recalculation are called, and how a share reads."""

from decimal import Decimal

from django.utils.translation import gettext as _

from dure.portal import showing
from dure.portal.blocks.numbers import shown

UNEXPLAINED = "unexplained"


def trigger_words() -> dict[str, str]:
    """What each cause is called."""
    return {
        "boundary": _("Boundary"),
        "method": _("Method"),
        "factor": _("Factor"),
        "gwp": _("Warming potentials"),
        "error": _("Activity data put right"),
        UNEXPLAINED: _("Unexplained"),
    }


def percent_words(value: Decimal) -> str:
    """A share in words, to two digits after the point."""
    return shown(value, unit="percent", language=showing.language(), decimals=2).text
