"""The marketplace of practices: what governments offer each other, side by side, and what became of it."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dure.grammar.books.practice_files import said_amount, said_entry
from dure.grammar.books.practice_shapes import Amount
from dure.grammar.numbers import read_number
from dure.grammar.shapes import Text
from dure.grammar.units import convert, converts, find_unit
from dure.kernel.cases import read as cases
from dure.kernel.things import read as things
from dure.portal import showing
from dure.portal.blocks.numbers import shown
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.data.marketplace import Adopted, Brought, Offer, offers
from dure.portal.data.practices import root_of
from dure.portal.pages import Crumb, Page
from dure.portal.showing import language, say

COLUMNS = ("practice", "place_ko", "place_en", "title_ko", "title_en", "part", "what_ko", "what_en", "value",
           "unit", "period", "source", "from")  # fmt: skip
# A table is read side by side up to so many columns; beyond it, one below the other.
MOST_BESIDE = 4
WON = "KRW"


def marketplace(request: HttpRequest) -> Page:
    """All practices, or those that are chosen, beside each other."""
    known = offers(root_of(request))
    keys = request.GET.getlist("with")
    chosen = [offer for offer in known if offer.key in keys] or list(known)
    sources, states = showing.sources(), adoption_states()
    here = {place.id: say(place.title) for place in things.places()}
    return Page(
        template="resident/marketplace.html",
        crumbs=(Crumb(_("Marketplace of practices")),),
        shows={
            "offers": [_card(offer, sources, states, here) for offer in chosen],
            "choices": [
                {"key": offer.key, "title": say(offer.entry.title), "place": whose(offer),
                 "chosen": offer.key in keys}
                for offer in known
            ],
            "all": len(chosen) == len(known),
            "beside": beside(chosen, sources, states) if len(chosen) <= MOST_BESIDE else None,
            "results": _amounts_table([(o, r) for o in chosen for r in o.entry.details.results], sources),
            "costs": _costs(chosen, sources),
        },
        data={"practices": [_data(offer) for offer in chosen]},
        header=COLUMNS,
        rows=[row for offer in chosen for row in _rows(offer)],
        section="data",
    )  # fmt: skip


def whose(offer: Offer) -> str:
    """Whose practice it is; of another server, with that server's name, by which twins are told apart."""
    place = say(offer.entry.place)
    return f"{place} · {urlsplit(offer.entry.id).netloc}" if offer.brought else place


def adoption_states() -> dict[str, str]:
    """What the states of an adoption are called."""
    kind = cases.find_kind("adoption")
    return {name: say(title) for name, title in kind.states} if kind else {}


def amount_words(amount: Amount) -> str:
    """A number with its unit: 33,140 people. Money stands in won."""
    number = read_number(amount.value)
    if number is None:
        return _("unknown")
    if converts(amount.unit, WON):
        won = convert(number.value, unit=amount.unit, into=WON)
        return shown(won, unit="krw", language=language()).text
    places = max(0, -int(number.step.as_tuple().exponent))
    unit = showing.unit_name(amount.unit)
    return shown(number.value, unit=unit, language=language(), decimals=places, short=False).text


def source_cell(source: str, sources: showing.Sources) -> tuple[str, str]:
    """A document in words and the way to its page; another server's as that server wrote it."""
    document, _colon, lines = source.partition(":")
    if document in sources:
        where = f"{say(sources[document].title)}, {showing.line_words(lines)}" if lines else ""
        return where or say(sources[document].title), reverse("source", kwargs={"source": document})
    return source or _("Not told"), ""


def _told(words: Text) -> str:
    return say(words) or _("Not told")


def beside(chosen: Sequence[Offer], sources: showing.Sources, states: Mapping[str, str]) -> Table:
    """The chosen practices as columns; what is told of each stands in the same row."""
    rows: list[tuple[Cell, ...]] = []
    told = [offer.entry.details for offer in chosen]

    def line(title: str, cells: Sequence[str]) -> None:
        rows.append((Cell(text=title), *(Cell(text=text or _("Not told")) for text in cells)))

    line(_("What it is"), [say(each.what) for each in told])
    line(_("Results"), ["; ".join(amount_line(one) for one in each.results) for each in told])
    line(_("Cost"), ["; ".join(amount_line(one) for one in each.costs) for each in told])
    line(_("What it needs"), [" ".join(say(one) for one in each.conditions) for each in told])
    line(
        _("Adopted by"),
        [
            ", ".join(_adopter(each, states) for each in offer.adoptions) or _("Nobody yet")
            for offer in chosen
        ],
    )
    line(
        _("Whom to ask"), ["; ".join(f"{say(one.role)}: {one.at}" for one in each.contacts) for each in told]
    )
    rows.append(
        (Cell(text=_("Source")), *(
            Cell(text=text, href=href)
            for text, href in (source_cell(each.source, sources) for each in told)
        ))
    )  # fmt: skip
    return Table(
        caption=_("Side by side"),
        caption_hidden=True,
        columns=(
            Column(_("Aspect")),
            *(Column(f"{say(offer.entry.title)} · {whose(offer)}") for offer in chosen),
        ),
        rows=tuple(rows),
    )


def _adopter(each: Adopted, states: Mapping[str, str]) -> str:
    return f"{say(each.place)} ({states.get(each.state, each.state)})"


def amount_line(amount: Amount) -> str:
    """A result or cost in one line: Citizens who answered: 33,140 people (2022)."""
    period = f" ({period_words(amount.period, language=language())})" if amount.period else ""
    return f"{say(amount.title)}: {amount_words(amount)}{period}"


def _amounts_table(told: Sequence[tuple[Offer, Amount]], sources: showing.Sources) -> Table:
    """Results that compare stand together: ordered by unit, then by practice."""
    ordered = sorted(told, key=lambda pair: (_dimension(pair[1]), pair[1].unit, pair[0].key))
    return Table(
        caption=_("Results by unit"),
        caption_hidden=True,
        columns=(
            Column(_("What was counted")), Column(_("Result"), numeric=True), Column(_("Period")),
            Column(_("Practice")), Column(_("Source")),
        ),
        rows=tuple(
            (
                Cell(text=say(amount.title)),
                Cell(text=amount_words(amount)),
                Cell(text=_period(amount)),
                Cell(text=say(offer.entry.title), note=whose(offer)),
                _source(amount, sources),
            )
            for offer, amount in ordered
        ),
        empty=_("None of these practices has told a result yet."),
    )  # fmt: skip


def _costs(chosen: Sequence[Offer], sources: showing.Sources) -> Table:
    """What each cost, in won, as far as it is told. Sums are not made: who paid for what may overlap."""
    return Table(
        caption=_("Costs in won"),
        caption_hidden=True,
        columns=(
            Column(_("Practice")), Column(_("What for")), Column(_("Won"), numeric=True), Column(_("Period")),
            Column(_("Source")),
        ),
        rows=tuple(
            (
                Cell(text=say(offer.entry.title), note=whose(offer)),
                Cell(text=say(cost.title)),
                Cell(text=_won(cost)),
                Cell(text=_period(cost)),
                _source(cost, sources),
            )
            for offer in chosen
            for cost in offer.entry.details.costs
        ),
        empty=_("None of these practices has told its cost yet."),
    )  # fmt: skip


def _won(cost: Amount) -> str:
    number = read_number(cost.value)
    if number is None:
        return _("unknown")
    won = convert(number.value, unit=cost.unit, into=WON)
    return shown(won, unit="krw", language=language(), short=False).text


def _dimension(amount: Amount) -> str:
    unit = find_unit(amount.unit)
    return unit.dimension if unit else ""


def _period(amount: Amount) -> str:
    return period_words(amount.period, language=language()) if amount.period else _("Not told")


def _source(amount: Amount, sources: showing.Sources) -> Cell:
    text, href = source_cell(amount.source, sources)
    return Cell(text=text, href=href)


def _card(
    offer: Offer, sources: showing.Sources, states: Mapping[str, str], here: Mapping[str, str]
) -> dict[str, object]:
    """A practice with everything that is told of it, and what others made of it."""
    told = offer.entry.details
    source, href = source_cell(told.source, sources)
    return {
        "key": offer.key,
        "title": say(offer.entry.title),
        "place": whose(offer),
        "place_href": reverse("council", kwargs={"place": offer.place}) + "#practice" if offer.place else "",
        "what": _told(told.what),
        "results": [amount_line(each) for each in told.results],
        "costs": [amount_line(each) for each in told.costs],
        "conditions": [say(each) for each in told.conditions],
        "contacts": [f"{say(each.role)}: {each.at}" for each in told.contacts],
        "steps": [
            {"on": period_words(step.on, language=language()) if step.on else "", "says": say(step.says)}
            for step in offer.entry.steps
            if say(step.says)
        ],
        "source": source,
        "source_href": href,
        "brought": _brought(offer.brought, here) if offer.brought else "",
        "adopted": ngettext(
            "Adopted by %(count)d government", "Adopted by %(count)d governments", offer.adopters
        )
        % {"count": offer.adopters}
        if offer.adoptions
        else _("Nobody has recorded an adoption yet"),
        "adoptions": [
            {
                "place": say(each.place),
                "state": states.get(each.state, each.state),
                "on": period_words(each.on, language=language()) if each.on else "",
                "says": say(each.says),
                "results": [amount_line(result) for result in each.results],
                "brought": _brought(each.brought, here) if each.brought else "",
            }
            for each in offer.adoptions
        ],
    }


def _brought(how: Brought, here: Mapping[str, str]) -> str:
    """From where an entry came, who brought it here and when."""
    return _("From %(sender)s, brought by %(by)s (%(place)s) on %(day)s, listed by another person.") % {
        "sender": how.sender or how.file,
        "by": how.by,
        "place": here.get(how.place, how.place),
        "day": period_words(how.on.isoformat(), language=language()),
    }


def _data(offer: Offer) -> dict[str, object]:
    return {
        **said_entry(offer.entry, place=offer.place),
        "key": offer.key,
        "brought": _how(offer.brought),
        "adoptions": [
            {
                "place": each.place, "state": each.state, "on": each.on, "says": each.says,
                "results": [said_amount(one) for one in each.results], "brought": _how(each.brought),
            }
            for each in offer.adoptions
        ],
    }  # fmt: skip


def _how(brought: Brought | None) -> dict[str, object] | None:
    """From where an entry came, who brought it and when."""
    if brought is None:
        return None
    return {"from": brought.sender, "file": brought.file, "by": brought.by, "on": brought.on,
            "place": brought.place, "case": brought.case}  # fmt: skip


def _rows(offer: Offer) -> list[tuple[object, ...]]:
    """A practice as rows of the CSV: one for each thing that is told of it."""
    entry, told = offer.entry, offer.entry.details
    head = (entry.id, entry.place.ko, entry.place.en, entry.title.ko, entry.title.en)
    sender = offer.brought.sender if offer.brought else ""

    def words(part: str, text: Text, source: str = "") -> tuple[object, ...]:
        return (*head, part, text.ko, text.en, "", "", "", source, sender)

    def amount(part: str, each: Amount) -> tuple[object, ...]:
        return (*head, part, each.title.ko, each.title.en, each.value, each.unit, each.period, each.source,
                sender)  # fmt: skip

    return [
        words("what", told.what, told.source),
        *(words("condition", each) for each in told.conditions),
        *(amount("cost", each) for each in told.costs),
        *(amount("result", each) for each in told.results),
        *(
            words("contact", Text(f"{each.role.ko} {each.at}".strip(), f"{each.role.en} {each.at}".strip()))
            for each in told.contacts
        ),
        *(words("adopted by", each.place) for each in offer.adoptions),
        *(amount("result reported back", one) for each in offer.adoptions for one in each.results),
    ]
