"""Where a parameter of decay comes from: the row, the other rows, a flag, or a named set of the packs."""

from collections.abc import Sequence
from dataclasses import dataclass

from dure.engines import inventory
from dure.grammar.books.deposits import Laid
from dure.grammar.books.headings import waste_name
from dure.grammar.books.layouts import plain_heading
from dure.grammar.books.parameters import ParameterTable

METHOD = "landfill"
# What conditions are called elsewhere, by the words they hold; the first that fits counts.
CLIMATES = (
    ("tropical_wet", ("tropical", "wet")),
    ("tropical_wet", ("tropical", "moist")),
    ("tropical_dry", ("tropical", "dry")),
    ("boreal_temperate_wet", ("temperate", "wet")),
    ("boreal_temperate_wet", ("boreal", "wet")),
    ("boreal_temperate_dry", ("temperate", "dry")),
    ("boreal_temperate_dry", ("boreal", "dry")),
    ("boreal_temperate_wet", ("온대", "습윤")),
    ("boreal_temperate_dry", ("온대", "건조")),
    ("tropical_wet", ("열대", "습윤")),
    ("tropical_dry", ("열대", "건조")),
)
SITES = (
    ("unmanaged_deep", ("unmanaged", "deep")),
    ("unmanaged_shallow", ("unmanaged", "shallow")),
    ("managed", ("managed", "anaerobic")),
    ("managed", ("anaerobic",)),
    ("uncategorised", ("uncategorized",)),
    ("managed", ("관리형",)),
    ("unmanaged_deep", ("비관리형", "깊은")),
    ("unmanaged_shallow", ("비관리형", "얕은")),
)
COVERS = (("covered", ("복토",)), ("uncovered", ("없음",)))
OTHER_NAMES = {"k_per_year": "half_life_years", "start_month": "delay_months"}
# Waste that comes evenly over a year is laid down on 1 July on average: the seventh month.
MONTH_WITHOUT_DELAY = 7


@dataclass(frozen=True)
class Given:
    """What was said beside the file: flags by parameter and waste, the set of parameters, its conditions."""

    flags: dict[str, dict[str, float]]
    variant: str
    table: ParameterTable
    places: dict[str, str]
    recovered_kt: float | None
    until: int | None


def filled(name: str, waste: str, laid: Sequence[Laid], given: Given) -> list[float | None]:
    """A parameter in every year: from the row, else as the other rows agree, else a flag, else the set."""
    stated = [_of_names(name, each.parameters) for each in laid]
    distinct = {value for value in stated if value is not None}
    rest = next(iter(distinct)) if len(distinct) == 1 else _of_flags(name, waste, given)
    return [
        value if value is not None else rest if rest is not None else of_set(name, given, each)
        for value, each in zip(stated, laid, strict=True)
    ]


def filled_from_others(name: str, laid: Sequence[Laid]) -> tuple[float, tuple[int, ...]] | None:
    """The value that blank rows take from the others, and their years; None where none does."""
    stated = {each.year: _of_names(name, each.parameters) for each in laid if each.line}
    distinct = {value for value in stated.values() if value is not None}
    blank = tuple(year for year, value in stated.items() if value is None)
    return (next(iter(distinct)), blank) if blank and len(distinct) == 1 else None


def of_set(name: str, given: Given, laid: Laid | None = None) -> float | None:
    """What the chosen set of parameters says, under the conditions that were named."""
    if not given.variant:
        return None
    places = {**given.places, **(laid.places if laid else {})}
    site, climate, cover = (
        _condition(places.get(role, ""), names, given)
        for role, names in (("site", SITES), ("climate", CLIMATES), ("cover", COVERS))
    )
    waste = waste_name(laid.waste) if laid else ""
    items = {"mcf": (site, ""), "oxidised_share": (cover, site, "")}.get(name, (waste, ""))
    conditions = {"doc": ("wet", ""), "k_per_year": (climate, "")}.get(name, ("",))
    found = given.table.find(name, of=given.variant, method=METHOD, items=items, conditions=conditions)
    return None if found is None else float(found.value)


def _condition(text: str, names: Sequence[tuple[str, tuple[str, ...]]], given: Given) -> str:
    """The condition that a text means: one of the set's own, or the one whose words it holds."""
    plain = plain_heading(text)
    own = {each for row in given.table.rows if row.set == given.variant for each in (row.item, row.condition)}
    if plain in own:
        return plain
    words = set(plain.split("_"))
    return next((name for name, held in names if words.issuperset(held) and name in own), plain)


def _of_flags(name: str, waste: str, given: Given) -> float | None:
    """What flags say of this waste, or of all."""
    said = {key: values.get(waste, values.get("")) for key, values in given.flags.items()}
    return _of_names(name, {key: value for key, value in said.items() if value is not None})


def _of_names(name: str, said: dict[str, float]) -> float | None:
    """What is said of a parameter, straight or by another name of the same."""
    value = said.get(name)
    other = said.get(OTHER_NAMES.get(name, ""))
    if value is not None or other is None:
        return value
    if name == "k_per_year":
        return inventory.decay_constant(half_life_years=other).k_per_year
    return other + MONTH_WITHOUT_DELAY
