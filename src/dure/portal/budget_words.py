"""The words of budgets that residents, officers and the council's paper share: stages, tags, won, tonnes."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dure.engines.budget import WonPerTonne
from dure.grammar.books.budget_shapes import Scheme, Tag, UnitFactor
from dure.kernel.plans import read as plans
from dure.portal.blocks.numbers import decimal as exact
from dure.portal.blocks.numbers import grouped, shown, significant
from dure.portal.blocks.table import Cell
from dure.portal.showing import HANGUL, language, say

# Below this a share would be printed as nothing, or its rest as all.
SMALLEST_SHARE = 0.05
STAGES: dict[str, Promise] = {
    "proposed": gettext_lazy("Proposal"),
    "adopted": gettext_lazy("Adopted budget"),
    "supplementary": gettext_lazy("Supplementary budget"),
    "executed": gettext_lazy("Execution"),
    "settled": gettext_lazy("Settlement"),
}
DIRECTIONS: dict[str, Promise] = {
    "cuts": gettext_lazy("Cuts"),
    "emits": gettext_lazy("Emits"),
    "mixed": gettext_lazy("Cuts and emits"),
    "neutral": gettext_lazy("Neutral"),
    "undetermined": gettext_lazy("Undetermined"),
}
OBJECTIVES: dict[str, Promise] = {
    "mitigation": gettext_lazy("Mitigation"),
    "adaptation": gettext_lazy("Adaptation"),
    "both": gettext_lazy("Mitigation and adaptation"),
    "none": gettext_lazy("No climate objective"),
}
METHODS: dict[str, Promise] = {
    "quantified": gettext_lazy("Quantified"),
    "qualitative": gettext_lazy("Qualitative"),
    "none": gettext_lazy("Not assessed"),
}


def stage_word(stage: str) -> str:
    """What a stage is called."""
    return str(STAGES.get(stage, stage))


def stage_mark(book: plans.BudgetBook, stage: str) -> str:
    """Won of a budget are promised, and those that were spent are actual; made-up ones are made up."""
    if book.synthetic:
        return "synthetic"
    return "observed" if stage in {"executed", "settled"} else "target"


def tag_words(tag: Tag) -> str:
    """A neutral tag in a few words."""
    words = [str(DIRECTIONS[tag.direction]), str(OBJECTIVES[tag.objective])]
    if tag.share_percent is not None:
        words.append(f"{grouped(tag.share_percent)}%")
    words.append(str(METHODS[tag.method]))
    return " · ".join(words)


def factor_words(factor: UnitFactor) -> str:
    """A unit factor with its range, lifetime and unit."""
    low, high = grouped(factor.low_tco2e), grouped(factor.high_tco2e)
    span = low if low == high else f"{low}–{high}"
    years = _("lifetime unknown")
    if factor.low_years is not None and factor.high_years is not None:
        short, long = grouped(factor.low_years), grouped(factor.high_years)
        many = 1 if short == long == "1" else 2
        years = ngettext("%(years)s year", "%(years)s years", many) % {
            "years": short if short == long else f"{short}–{long}"
        }
    unit = say(factor.unit)
    return f"{say(factor.title)}: {span} tCO₂e/{unit}·{_('a year')}, {years}"


def won_words(krw: int) -> str:
    """Whole won, every digit."""
    return shown(krw, unit="krw", language=language(), short=False).exact


def tonnes_words(tco2e: float) -> str:
    """Tonnes to the kilogram: exact, so that printed parts make the printed total."""
    return shown(_exact_tonnes(tco2e), unit="tco2e", language=language(), short=False).exact


def _exact_tonnes(tco2e: float) -> Decimal:
    """Tonnes without what floating numbers leave behind a kilogram."""
    return exact(round(tco2e, 3))


def ranged(low: float, high: float) -> str:
    """A range of tonnes in words; one value where both ends read the same."""
    if tonnes_words(low) == tonnes_words(high):
        return tonnes_words(low)
    return f"{grouped(_exact_tonnes(low))} – {tonnes_words(high)}"


def price_words(price: WonPerTonne) -> str:
    """Won per tonne as a range; empty where no line has tonnes."""
    if not price.counted:
        return ""
    low, high = (
        significant(exact(value), 3) for value in (price.low_krw_per_tco2e, price.high_krw_per_tco2e)
    )
    upper = shown(high, unit="krw_per_tco2e", language=language(), short=False).text
    return upper if low == high else f"{grouped(low)} – {upper}"


def own_name(name: str) -> Cell:
    """A department or project as its place wrote it, with the language of it where the page is in another."""
    return Cell(text=name, lang="ko" if language() != "ko" and HANGUL.search(name) else "")


def made_up_words(words: str, factors: Sequence[UnitFactor]) -> str:
    """Words of an amount, with the word that it is made up where a made-up unit factor stands behind it."""
    return f"{words} ({_('made up')})" if words and factors else words


def made_up_sentence(factors: Sequence[UnitFactor]) -> str:
    """That tonnes rest on made-up unit factors, and on which; empty where none does."""
    if not factors:
        return ""
    return _(
        "The tonnes, and what follows from them, rest on made-up unit factors: %(factors)s. They show how it "
        "works and are no basis for a decision."
    ) % {"factors": ", ".join(say(factor.title) for factor in factors)}


def share_words(krw: int, reading: plans.Reading) -> str:
    """A class's share of the whole budget, to a tenth of a percent; a little is not nothing."""
    return share_of(krw, reading.total_krw) if reading.total_krw else ""


def share_of(krw: int, whole_krw: int) -> str:
    """What part of a whole an amount is, to a tenth of a percent, in words where that would say too much."""
    share = 100 * krw / whole_krw
    if 0 < share < SMALLEST_SHARE:
        return _("below 0.1%")
    if 100 - SMALLEST_SHARE < share < 100:
        return _("above 99.9%")
    return f"{share:.1f}%"


def share_left(reading: plans.Reading) -> str:
    """What the printed shares of the classes miss of 100 percent; empty where they make it."""
    if not reading.total_krw:
        return ""
    left = 100 - sum(_share(each.krw, reading) for each in reading.classes)
    return f"{'+' if left > 0 else '−'}{abs(left)}%" if left else ""


def _share(krw: int, reading: plans.Reading) -> Decimal:
    return Decimal(f"{100 * krw / reading.total_krw:.1f}")


def chosen_scheme(asked: str, *, place: str, known: Sequence[Scheme]) -> Scheme:
    """The scheme that was asked for; else the one named like a part of the place; else the first."""
    found = next((scheme for scheme in known if scheme.id == asked), None)
    if found is None:
        found = next((scheme for scheme in known if scheme.scheme in place.split("-")), known[0])
    return found
