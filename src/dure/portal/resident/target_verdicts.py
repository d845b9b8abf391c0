"""Whether a promise is kept, in words: against the base year, for each resident, against the forecast."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.resident.ways import SYNTHETIC, UNIT, Ways, tonnes
from dure.portal.resident.wedges import counted, without_tonnes

FAMILIES = ("absolute", "intensity", "output", "bau")
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
            return _("Emissions of %(year)s already lie %(gap)s below what %(target)s allows.") % words
        return _("Emissions of %(year)s lie %(gap)s above what %(target)s allows.") % words
    if way == "plan":
        if kept:
            return _("If the whole plan works, emissions lie %(gap)s below what is allowed.") % words
        return _("Even if the whole plan works, %(gap)s too much is emitted.") % words
    if kept:
        return _("As far as evidence goes, emissions lie %(gap)s below what is allowed.") % words
    return _("As far as evidence goes, %(gap)s too much is emitted.") % words


def _hinges(on: Ways, family: str, way: str) -> str:
    """What a verdict rests on, the weightiest first."""
    said = []
    if way == "measured":
        left = (on.year("target_year") or 0) - (on.year("measured_year") or 0)
        said.append(
            ngettext(
                "From that year to the target year it is %(n)s year.",
                "From that year to the target year it is %(n)s years.",
                left,
            )
            % {"n": left}
        )
    if way == "plan":
        said += _of_the_plan(on)
    if way == "adjusted":
        number = int(on.value("year", "measures_with_evidence") or 0)
        said.append(
            ngettext("%(n)s measure has evidence.", "%(n)s measures have evidence.", number) % {"n": number}
        )
    if family == "bau":
        said.append(
            _(
                "A higher forecast would make the same amount look better. The document of the forecast may "
                "use other warming potentials than that of the emissions."
            )
        )
    if family == "intensity":
        said.append(_("More residents allow more emissions."))
    if family == "output":
        said.append(_("More output allows more emissions."))
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


@dataclass(frozen=True)
class Answer:
    """A verdict as the page says it: the test, a word, a sentence, what it hinges on, the way to its run."""

    title: str
    state: str
    word: str
    says: str
    hinges: str
    href: str


def _titles() -> dict[str, str]:
    return {
        "absolute": _("Against the base year"),
        "intensity": _("For each resident"),
        "output": _("For each won of output"),
        "bau": _("Against business as usual"),
        "measured": _("as measured"),
        "plan": _("by the plan"),
        "adjusted": _("by evidence"),
    }


def _title(verdict: Verdict) -> str:
    titles = _titles()
    return f"{titles[verdict.family]}, {titles[verdict.way]}"


def answers(found: tuple[Verdict, ...]) -> list[Answer]:
    """The tests in words; where a place states no such promise, that it cannot be tested and why."""
    why = {
        "absolute": _("No cut against a base year with known emissions is stated."),
        "intensity": _("No cut for each resident is stated."),
        "output": _("No cut for each won of output is stated."),
        "bau": _("No forecast with a cut against it is stated."),
    }
    said = []
    for family in FAMILIES:
        own = [verdict for verdict in found if verdict.family == family]
        said += [_answer(verdict) for verdict in own]
        if not own:
            said.append(Answer(_titles()[family], "unknown", _("Cannot be tested."), why[family], "", ""))
    return said


def _answer(verdict: Verdict) -> Answer:
    """A verdict with its word."""
    state = "kept" if verdict.kept else "missed"
    words = {"kept": _("Kept."), "missed": _("Not yet.") if verdict.way == "measured" else _("Not kept.")}
    return Answer(_title(verdict), state, words[state], verdict.says, verdict.hinges, verdict.href)


def table(on: Ways, found: tuple[Verdict, ...], *, csv_href: str, json_href: str) -> Table:
    """The tests in a row each, as amounts."""
    return Table(
        caption=_("The tests as amounts"),
        columns=(
            Column(_("Test")),
            Column(_("Allowed"), numeric=True),
            Column(_("Emissions"), numeric=True),
            Column(_("Difference"), numeric=True),
            Column(_("Cut"), numeric=True),
        ),
        rows=tuple(
            (
                Cell(text=_title(each), href=each.href, mark=SYNTHETIC if on.synthetic else ""),
                Cell(value=each.promised, unit=UNIT),
                Cell(value=each.actual, unit=UNIT),
                Cell(value=each.gap, unit=UNIT),
                Cell(value=each.cut_percent, unit="percent", decimals=1),
            )
            for each in found
        ),
        csv_href=csv_href,
        json_href=json_href,
    )
