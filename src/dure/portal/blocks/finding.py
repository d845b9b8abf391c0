"""The block `finding`: a figure that something contradicts, with the published value, what others say, and
the reasons.

The published value stands until a person decides; a proposal is never applied unseen.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dure.portal.blocks.numbers import Amount, Shown, shown

STATES: dict[str, Promise] = {
    "open": _("Waiting for a decision"),
    "correction_proposed": _("Correction proposed"),
    "accepted": _("Published value kept"),
    "corrected": _("Corrected"),
    "explained": _("Explained"),
}


@dataclass(frozen=True)
class Reason:
    """Why a check doubts the figure, and the value it expects, if it can name one."""

    title: str
    says: str
    expected: Amount | None = None
    href: str = ""


@dataclass(frozen=True)
class Finding:
    """A finding to show. `state` is one of STATES, `decided` says who decided, when
    and why.
    """

    title: str
    place: str
    href: str
    state: str
    published: Amount | None
    unit: str
    reasons: tuple[Reason, ...]
    proposed: tuple[Amount, ...] = ()
    period: str = ""
    decided: str = ""
    source: str = ""
    source_href: str = ""
    short: bool = False
    mark: str = ""
    printed: str = ""


@dataclass(frozen=True)
class FindingDrawn:
    """A finding in the words of one language."""

    finding: Finding
    state: Promise
    published: Shown
    proposed: tuple[Shown, ...]
    reasons: tuple[tuple[Reason, Shown | None], ...]


def drawn(finding: Finding, *, language: str) -> FindingDrawn:
    """The finding with its values in words. `short` leaves the reasons to the finding's own page."""

    def words(value: Amount) -> Shown:
        return shown(value, unit=finding.unit, language=language, short=False)

    return FindingDrawn(
        finding=finding,
        state=STATES[finding.state],
        published=shown(finding.published, unit=finding.unit, language=language, short=False),
        proposed=tuple(words(value) for value in finding.proposed),
        reasons=tuple((r, words(r.expected) if r.expected is not None else None) for r in finding.reasons),
    )
