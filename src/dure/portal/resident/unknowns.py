"""What is not known about a place: said in so many words, because an empty page would not say it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dure.kernel.observations.read import Figure
from dure.kernel.plans.read import Plan
from dure.portal import showing
from dure.portal.blocks import marks
from dure.portal.blocks.counting import counted
from dure.portal.blocks.times import period_words
from dure.portal.resident.headlines import EMISSIONS, PLAN
from dure.portal.resident.measures import Measure
from dure.portal.resident.sentences import Path
from dure.portal.showing import language, say

# What the sentence about emissions says already.
SAID = frozenset({EMISSIONS, "emissions_cut_percent", "base_year"})
# The page of the inventory says what it lacks; a notation key is no missing value.
BOOKS = ("gpc_", "local_", "inventory_")
# How many stand open; the rest are counted and unfold.
MOST = 8


@dataclass(frozen=True)
class Unknown:
    """One thing that nobody has said, and the page that shows where it would stand."""

    title: str
    says: str
    href: str = ""


def unknowns(
    path: Path,
    *,
    standing: Sequence[Figure],
    known: Sequence[Measure],
    plans: Sequence[Plan],
    kinds: showing.Kinds,
) -> tuple[Unknown, ...]:
    """Everything a place's sources leave out, the weightiest first: emissions, the plan, then the rest."""
    # What the plan speaks of comes before what other systems keep.
    stated = sorted(standing, key=lambda figure: not _is_of_the_plan(figure, kinds))
    return (
        *_emissions(path, standing),
        *_empty_places(plans),
        *_stated_unknown(stated, kinds),
        *_no_actual(known),
    )


def _is_of_the_plan(figure: Figure, kinds: showing.Kinds) -> bool:
    kind = kinds.get(figure.address.split("/")[0])
    return kind is not None and kind.system == PLAN


def _emissions(path: Path, standing: Sequence[Figure]) -> list[Unknown]:
    if path.base is None and path.goal is None and any(f.address.startswith(BOOKS) for f in standing):
        return [Unknown(_("The target for emissions"), _("No source at hand states it."))]
    cut = path.cut_percent is not None and path.cut_percent.value is not None
    if path.base is None and not cut and path.goal is None:
        return [Unknown(_("Emissions and their target"), _("No source at hand states them."))]
    if path.base is None:
        return [Unknown(_("Greenhouse gas emissions"), _("No source at hand states them."))]
    return (
        []
        if cut or path.goal
        else [Unknown(_("The target for emissions"), _("No source at hand states it."))]
    )


def _empty_places(plans: Sequence[Plan]) -> list[Unknown]:
    """Plans of which a document gives only how many parts there are."""
    found = []
    for plan in plans:
        empty = [(say(level), count) for level, _all, count in plan.counts() if count]
        if empty:
            found.append(
                Unknown(
                    say(plan.root.title),
                    _("The document gives the number but not the names of: %(parts)s.")
                    % {"parts": ", ".join(counted(n, level, language=language()) for level, n in empty)},
                    reverse("plans", kwargs={"place": plan.place}) + f"#{plan.root.code}",
                )
            )
    return found


def _stated_unknown(standing: Sequence[Figure], kinds: showing.Kinds) -> list[Unknown]:
    """Figures that a document speaks of without giving their value."""
    found = []
    for figure in standing:
        if figure.value is not None or figure.address in SAID or figure.address.startswith(BOOKS):
            continue
        kind = showing.kind_of(figure, kinds)
        says = _("%(period)s, %(mark)s: the source gives no value.") % {
            "period": period_words(figure.period, language=showing.language()),
            "mark": str(marks.mark(figure.mark).word).lower(),
        }
        found.append(Unknown(say(kind.title_of(figure.address)), says, showing.figure_href(figure)))
    return found


def _no_actual(known: Sequence[Measure]) -> list[Unknown]:
    """Indicators with a promise of which nobody has said how far it came."""
    promised = [m for m in known if m.target and not m.actual and not any(f.value is None for f in m.figures)]
    if not promised:
        return []
    title = ngettext(
        "%(count)s indicator with a target and no actual value",
        "%(count)s indicators with a target and no actual value",
        len(promised),
    ) % {"count": len(promised)}
    return [
        Unknown(
            title,
            ", ".join(say(measure.indicator.title) for measure in promised),
            reverse("indicators", kwargs={"place": promised[0].target.place}) if promised[0].target else "",
        )
    ]
