"""The methods that rows of activity may name: tiers, equations, what each takes, and published defaults."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.grammar.books.library import read_library
from dure.grammar.books.methods import MethodBook, RowMethod, open_methods
from dure.grammar.books.parameters import Parameter, open_parameters
from dure.grammar.books.shapes import Activity
from dure.grammar.sheets import Desk
from dure.grammar.units import slug
from dure.portal import showing
from dure.portal.blocks.numbers import symbol
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.data.row_method_words import TOPICS, item_words
from dure.portal.pages import Crumb, Page
from dure.portal.reckoning.editions import kept_library
from dure.portal.showing import say

VERIFY = "verify:"
MOST_REFS = 3
MOST_ARGUMENTS = 12
HEADER = ("method", "tier", "refs", "unit", "arguments", "gases", "source", "locator")
HEADER_OF_ONE = ("set", "parameter", "item", "condition", "value", "low", "high", "unit", "source", "locator")


@lru_cache(maxsize=2)
def kept_methods(packs: Path) -> MethodBook:
    """The methods of the packs, read once."""
    return open_methods(packs)


@lru_cache(maxsize=2)
def kept_parameters(packs: Path) -> tuple[Parameter, ...]:
    """The parameters of the packs, read once."""
    return open_parameters(Desk(), packs).rows


@lru_cache(maxsize=2)
def kept_activities(packs: Path) -> tuple[Activity, ...]:
    """The rows of activity of the packs, read once."""
    return read_library(packs).activities


def method_href(named: str) -> str:
    """The page of the method that a row names; nothing where it is none of the packs."""
    found = kept_methods(settings.PACKS).find(named)
    return reverse("row_method", kwargs={"method": found.name}) if found else ""


def method_title_of(named: str) -> str:
    """What the method is called that a row names; nothing where it is none of the packs."""
    found = kept_methods(settings.PACKS).find(named)
    return say(found.title) if found else ""


def row_methods(request: HttpRequest) -> Page:
    """Every method by what it is about: its tier, its sources, its equation."""
    book = kept_methods(settings.PACKS)
    groups = [
        (say(title), [each for each in book.methods if each.topic == topic])
        for topic, title in TOPICS.items()
    ]
    return Page(
        template="data/row_methods.html",
        section="methods",
        crumbs=(Crumb(_("Methods"), reverse("methods")), Crumb(_("Methods of activity rows"))),
        shows={"count": len(book.methods), "tables": [_listed(*group) for group in groups if group[1]]},
        data={"methods": [_data(each) for each in book.methods]},
        header=HEADER,
        rows=[tuple(_row(each)) for each in book.methods],
    )


def row_method(request: HttpRequest, method: str) -> Page:
    """One method: what it takes with units, published defaults with their sources, the rows that use it."""
    book = kept_methods(settings.PACKS)
    found = book.find(method)
    if found is None:
        raise Http404(_("There is no method “%(engine)s”.") % {"engine": method})
    defaults = _defaults_of(found)
    rows = [each for each in kept_activities(settings.PACKS) if book.find(each.method) is found]
    source = showing.sources().get(found.source)
    return Page(
        template="data/row_method.html",
        section="methods",
        crumbs=(
            Crumb(_("Methods"), reverse("methods")),
            Crumb(_("Methods of activity rows"), reverse("row_methods")),
            Crumb(say(found.title)),
        ),
        shows={
            "title": say(found.title),
            "says": say(found.says),
            "method": found,
            "facts": _facts(found),
            "source": say(source.title) if source else found.source,
            "locator": showing.line_words(found.locator.removeprefix(VERIFY).strip()),
            "verify": found.locator.startswith(VERIFY),
            "takes": _takes(found, book),
            "defaults": [
                _defaults([each for each in defaults if each.parameter == name], book, name)
                for name in dict.fromkeys(each.parameter for each in defaults)
            ],
            "used": _used(rows) if rows else None,
        },
        data={**_data(found), "defaults": [_parameter(each) for each in defaults]},
        header=HEADER_OF_ONE,
        rows=[tuple(_parameter(each).values()) for each in defaults],
    )


def _listed(title: str, group: Sequence[RowMethod]) -> Table:
    """The methods about one thing."""
    return Table(
        caption=title,
        columns=(
            Column(_("Method")),
            Column(_("Tier of the method")),
            Column(_("Sources of the inventory")),
            Column(_("Quantity in")),
            Column(_("What it does")),
        ),
        rows=tuple(
            (
                Cell(text=say(each.title), href=reverse("row_method", kwargs={"method": each.name})),
                Cell(text="·".join(each.tiers)),
                Cell(text=_refs(each.refs)),
                Cell(text=_unit(each.unit)),
                Cell(text=say(each.says)),
            )
            for each in group
        ),
    )


def _facts(found: RowMethod) -> list[tuple[str, str]]:
    """What identifies a method."""
    gas = f":{_('gas')}" if found.names_gas else ""
    return [
        (_("Name in a table"), f"{found.name}{gas}"),
        (_("Tier of the method"), " · ".join(found.tiers)),
        (_("Sources of the inventory"), " ".join(found.refs)),
        (_("Quantity in"), _unit(found.unit)),
        (_("Gases"), " ".join(found.gases)),
    ]


def _takes(found: RowMethod, book: MethodBook) -> Table:
    """The arguments of a method, each with its name in a table and its unit."""
    names = (*found.arguments, *([found.yearly] if found.yearly else ()))
    known = [(name, book.argument(name)) for name in names]
    return Table(
        caption=_("What it takes beside the quantity"),
        columns=(Column(_("Argument")), Column(_("Name in a table")), Column(_("Unit"))),
        rows=tuple(
            (
                Cell(text=say(each.title) if each else name),
                Cell(text=f"{name}_2019" if name == found.yearly else name),
                Cell(text=_unit(each.unit) if each else ""),
            )
            for name, each in known
        ),
        empty=_("Nothing: the quantity is the answer."),
    )


def _defaults_of(found: RowMethod) -> list[Parameter]:
    """The published values of a method's arguments, in the order of the file by set."""
    own = [
        each
        for each in kept_parameters(settings.PACKS)
        if each.method == found.topic and each.parameter in found.arguments
    ]
    return sorted(own, key=lambda each: found.arguments.index(each.parameter))


def _defaults(defaults: Sequence[Parameter], book: MethodBook, name: str) -> Table:
    """The published values of one argument with their ranges and where they stand."""
    argument = book.argument(name)
    unit = _unit(argument.unit) if argument and slug(argument.unit) else ""
    title = say(argument.title) if argument else name
    return Table(
        caption=f"{title} ({unit})" if unit else title,
        caption_hidden=True,
        columns=(
            Column(_("Of what")),
            Column(_("Value"), numeric=True),
            Column(_("Range")),
            Column(_("Set of values")),
            Column(_("Where it stands")),
        ),
        rows=tuple(
            (
                Cell(text=" · ".join(_words(word) for word in (each.item, each.condition) if word) or "–"),
                Cell(value=each.value, decimals=max(0, -int(each.value.as_tuple().exponent))),
                Cell(
                    text=f"{each.low:f}–{each.high:f}"
                    if each.low is not None and each.high is not None
                    else "–"
                ),
                Cell(text=each.set),
                Cell(
                    text=each.locator.removeprefix(VERIFY).strip(),
                    href=reverse("source", kwargs={"source": each.source}),
                    note=_("still to be compared") if each.locator.startswith(VERIFY) else "",
                ),
            )
            for each in defaults
        ),
    )


def _used(rows: Sequence[Activity]) -> Table:
    """The rows of activity in the packs that name the method."""
    library = kept_library(settings.PACKS)
    places = {each.id: say(each.title) for each in library.places}
    return Table(
        caption=_("Rows that use it"),
        columns=(
            Column(_("Row of activity")),
            Column(_("Place")),
            Column(_("Sources of the inventory")),
            Column(_("Amount of the activity"), numeric=True),
            Column(_("What the row gives")),
        ),
        rows=tuple(
            (
                Cell(text=say(each.title), mark=each.mark),
                Cell(
                    text=places.get(each.place, each.place),
                    href=reverse("inventory", kwargs={"place": each.place}),
                ),
                Cell(text=f"{each.ref}, {each.period}"),
                Cell(value=each.quantity, unit=slug(each.unit))
                if each.quantity is not None
                else Cell(text="–"),
                Cell(text=_given(each)),
            )
            for each in rows
        ),
    )


def _given(row: Activity) -> str:
    """The arguments that a row gives; of many earlier years the first ones, and how many more there are."""
    words = [f"{name}={value:f}" for name, value in row.arguments]
    more = len(words) - MOST_ARGUMENTS
    shown = " ".join(words[:MOST_ARGUMENTS]) or "–"
    return shown if more <= 0 else _("%(first)s and %(count)s more values") % {"first": shown, "count": more}


def _unit(unit: str) -> str:
    """A unit in words; a plain number has none."""
    return symbol(slug(unit), language=showing.language()) if slug(unit) else "–"


def _refs(refs: Sequence[str]) -> str:
    """The sources a method is for; of many, the first ones and how many more."""
    if len(refs) <= MOST_REFS:
        return " ".join(refs)
    first, more = " ".join(refs[:MOST_REFS]), len(refs) - MOST_REFS
    return _("%(first)s and %(count)s more") % {"first": first, "count": more}


def _words(word: str) -> str:
    """What a parameter is of, in words where there are some."""
    return say(item_words(word))


def _data(method: RowMethod) -> dict[str, object]:
    """A method as JSON."""
    return {
        **dict(zip(HEADER, _row(method), strict=True)),
        "title_ko": method.title.ko,
        "title_en": method.title.en,
        "says_ko": method.says.ko,
        "says_en": method.says.en,
    }


def _row(method: RowMethod) -> list[str]:
    """A method as a row of CSV."""
    return [
        method.name,
        " ".join(method.tiers),
        " ".join(method.refs),
        method.unit,
        " ".join((*method.arguments, *([method.yearly] if method.yearly else ()))),
        " ".join(method.gases),
        method.source,
        method.locator,
    ]


def _parameter(each: Parameter) -> dict[str, object]:
    """A published value as JSON and as a row of CSV."""
    return {
        "set": each.set,
        "parameter": each.parameter,
        "item": each.item,
        "condition": each.condition,
        "value": each.value,
        "low": each.low,
        "high": each.high,
        "unit": each.unit,
        "source": each.source,
        "locator": each.locator,
    }
