"""Two books compared, in a sentence or two."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dure.portal import showing
from dure.portal.blocks.numbers import shown
from dure.portal.blocks.rounding import printed, rounding
from dure.portal.reckoning.differences import Compared

UNIT = "tco2e"
# What reads as one tonne; below it there is no sign either.
HALF = Decimal("0.5")


def tonnes(value: Decimal, *, signed: bool = False) -> str:
    """Tonnes in words, whole and not shortened."""
    text = shown(value, unit=UNIT, language=showing.language(), decimals=0, short=False).text
    return f"+{text}" if signed and value >= HALF else text


def rounding_words(parts: Sequence[Decimal | None], total: Decimal) -> str:
    """The rounding line of parts printed in whole tonnes; nothing where they meet it, or one is unknown."""
    known = [part for part in parts if part is not None]
    left = rounding(known, total) if len(known) == len(parts) else Decimal(0)
    if not left:
        return ""
    return _(
        "Rounding: the printed parts come to %(parts)s, the printed total is %(total)s; %(left)s is lost or "
        "gained by printing whole tonnes. Nothing is rounded inside."
    ) % {
        "parts": tonnes(printed(total, decimals=0) - left, signed=True),
        "total": tonnes(printed(total, decimals=0), signed=True),
        "left": tonnes(left, signed=True),
    }


def lead(found: Compared, titles: Sequence[str]) -> str:
    """What came of it, in a sentence or two."""
    if found.sets:
        return _("The two are said with different warming potentials and are not compared.")
    words = {
        "before": titles[0], "after": titles[1], "gap": tonnes(abs(found.gap.net)),
        "absolute": tonnes(found.gap.absolute), "untold": tonnes(found.untold.absolute),
    }  # fmt: skip
    if not found.gap.absolute:
        return same(found)
    if found.gap.net > 0:
        first = _("“%(after)s” is %(gap)s above “%(before)s”.") % words
    elif found.gap.net < 0:
        first = _("“%(after)s” is %(gap)s below “%(before)s”.") % words
    else:
        first = _("The sums of “%(before)s” and “%(after)s” are the same.") % words
    second = _("All differences without their signs come to %(absolute)s.") % words
    third = _("For %(untold)s of them nothing tells why.") % words
    if found.is_told:
        third = _("Every one of them is explained.")
    elif found.untold == found.gap:
        third = _("Nothing tells why: neither activity nor factors are stated.")
    return " ".join((first, second, third))


def same(found: Compared) -> str:
    """What to say where no line that can be compared differs."""
    count = len(found.left_out)
    if not count:
        return _("No line differs.")
    if not found.lines:
        return _("Nothing can be compared: each line is unknown or confidential on one side.")
    says = ngettext(
        "No line that can be compared differs; %(count)d line cannot be compared.",
        "No line that can be compared differs; %(count)d lines cannot be compared.",
        count,
    )
    return says % {"count": count}
