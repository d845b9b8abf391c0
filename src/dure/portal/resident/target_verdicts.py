"""Whether a promise is kept, in words: against the base year, for each resident, against the forecast."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.resident.ways import SYNTHETIC, UNIT, Ways, tonnes
from dure.portal.resident.wedges import counted, without_tonnes

FAMILIES = ("absolute", "intensity", "bau")
WAYS = ("measured", "plan", "adjusted")


@dataclass(frozen=True)
class Verdict:
    """One test of one amount: what was allowed, how far off it is, whether it holds, what that rests on."""

    family: str
    way: str
    promised: Decimal
    actual: Decimal
    gap: Decimal
    cut_percent: Decimal
    kept: bool
    says: str
    hinges: str
    href: str


def verdicts(on: Ways) -> tuple[Verdict, ...]:
    """Every test that a place's statements allow."""
    found = []
    for family in FAMILIES:
        for way in WAYS:
            name = f"{family}_{way}"
            fed = on.fed(name, "actual")
            answers = [on.value(name, each) for each in ("promised", "gap", "cut_percent", "kept")]
            if not fed or any(each is None for each in answers):
                continue
            promised, gap, cut, kept = (each or Decimal(0) for each in answers)
            holds = bool(kept)
            found.append(
                Verdict(
                    family=family,
                    way=way,
                    promised=promised,
                    actual=promised + gap,
                    gap=gap,
                    cut_percent=cut,
                    kept=holds,
                    says=_says(on, way, gap, kept=holds),
                    hinges=_hinges(on, family, way),
                    href=on.href(name),
                )
            )
    return tuple(found)


def _says(on: Ways, way: str, gap: Decimal, *, kept: bool) -> str:
    """The verdict in a sentence."""
    amount = tonnes(abs(gap))
    words = {"gap": amount, "year": on.year("measured_year"), "target": on.year("target_year")}
    if way == "measured":
        if kept:
            return _("Reached: emissions of %(year)s already lie %(gap)s below.") % words
        return _("Not yet: emissions of %(year)s lie %(gap)s above.") % words
    if way == "plan":
        if kept:
            return _("Kept if the whole plan works: %(gap)s below.") % words
        return _("Not kept even if the whole plan works: %(gap)s too much.") % words
    if kept:
        return _("Kept by what evidence supports: %(gap)s below.") % words
    return _("Not kept by what evidence supports: %(gap)s too much.") % words


def _hinges(on: Ways, family: str, way: str) -> str:
    """What a verdict rests on, the weightiest first."""
    said = []
    if way == "measured":
        left = (on.year("target_year") or 0) - (on.year("measured_year") or 0)
        said.append(ngettext("%(n)s year is left.", "%(n)s years are left.", left) % {"n": left})
    if way == "plan":
        said += _of_the_plan(on)
    if way == "adjusted":
        number = int(on.value("year", "with_evidence") or 0)
        said.append(
            ngettext("%(n)s measure has evidence.", "%(n)s measures have evidence.", number) % {"n": number}
        )
    if family == "bau":
        said.append(_("A higher forecast would make the same amount look better."))
    if family == "intensity":
        said.append(_("More residents allow more emissions."))
    return " ".join(said)


def _of_the_plan(on: Ways) -> list[str]:
    """What has to happen for a plan to work, and what is not known of it."""
    parts = counted(on)
    number, potentials = len(parts), sum(part.mark == "scenario" for part in parts)
    said = [
        ngettext("%(n)s part has to work to the full.", "All %(n)s parts have to work to the full.", number)
        % {"n": number}
    ]
    if potentials:
        said.append(
            ngettext(
                "%(n)s of them is a potential and no promise.",
                "%(n)s of them are potentials and no promises.",
                potentials,
            )
            % {"n": potentials}
        )
    unknown = len(without_tonnes(on))
    if unknown:
        said.append(
            ngettext(
                "Of %(n)s more the tonnes are unknown.", "Of %(n)s more the tonnes are unknown.", unknown
            )
            % {"n": unknown}
        )
    return said


def table(on: Ways, found: tuple[Verdict, ...], *, csv_href: str, json_href: str) -> Table:
    """The tests in a row each; where a place states no such promise, that it is unknown."""
    titles = {
        "absolute": _("Against the base year"),
        "intensity": _("For each resident"),
        "bau": _("Against the forecast"),
    }
    ways = {
        "measured": _("as measured"),
        "plan": _("by the plan"),
        "adjusted": _("by evidence"),
    }
    rows: list[tuple[Cell, ...]] = []
    for family in FAMILIES:
        own = [verdict for verdict in found if verdict.family == family]
        rows += [
            _row(each, f"{titles[family]}, {ways[each.way]}", mark=SYNTHETIC if on.synthetic else "")
            for each in own
        ]
        rows += [] if own else [_untested(family, titles[family])]
    return Table(
        caption=_("Is the promise kept?"),
        columns=(
            Column(_("Test")),
            Column(_("Allowed"), numeric=True),
            Column(_("Emissions"), numeric=True),
            Column(_("Verdict")),
            Column(_("What it hinges on")),
        ),
        rows=tuple(rows),
        csv_href=csv_href,
        json_href=json_href,
    )


def _row(verdict: Verdict, title: str, *, mark: str) -> tuple[Cell, ...]:
    """A test in a row."""
    return (
        Cell(text=title, href=verdict.href, mark=mark),
        Cell(value=verdict.promised, unit=UNIT),
        Cell(value=verdict.actual, unit=UNIT),
        Cell(text=verdict.says),
        Cell(text=verdict.hinges),
    )


def _untested(family: str, title: str) -> tuple[Cell, ...]:
    """The row of a promise that cannot be tested."""
    why = {
        "absolute": _("No cut against a base year with known emissions is stated."),
        "intensity": _("No cut for each resident is stated."),
        "bau": _("No forecast with a cut against it is stated."),
    }
    return (
        Cell(text=title),
        Cell(text="–"),
        Cell(text="–"),
        Cell(text=_("Not tested")),
        Cell(text=why[family]),
    )
