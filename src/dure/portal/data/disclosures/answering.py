"""Answers the lists of a disclosure from the books: what is there, what is missing, what no book holds."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.conf import settings

from dure.grammar.books.categories import read_taxonomy
from dure.grammar.books.fields import Field
from dure.grammar.books.practice_shapes import UNAPPROVED
from dure.grammar.numbers import notation
from dure.grammar.shapes import Text
from dure.kernel.cases import read as cases
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.plans import read as plans
from dure.kernel.things import read as things
from dure.kernel.things.read import Place
from dure.portal.data.disclosures.asked import TOLD, says_something, stated

ANSWERED, PARTLY, MISSING, NO_BOOK, BROKEN = "answered", "partly", "missing", "no_book", "broken"
SOURCES = "gpc_emissions_tco2e/"
# The total that makes an inventory whole: without it some of what it asks for is not known.
WHOLE = "gpc_total_tco2e/basic"
ACTIVITIES = "activities"
PLEDGE, PRACTICE = "pledge", "practice"
NOTHING = Text("", "")


@dataclass(frozen=True)
class Answer:
    """A field with what the books say: a figure, or words and what they stand for.

    `state` is answered, partly (less than what is asked, or of an earlier year), missing (a book could say it
    and does not), no_book, or broken (a rule).
    `kind` and `reference` say where it stands: a figure's address, a plan's code, a case's id. `why` says in
    words what an answer lacks, where that is more than its state tells.
    """

    field: Field
    state: str
    figure: Figure | None = None
    says: Text = NOTHING
    kind: str = ""
    reference: str = ""
    why: Text = NOTHING


@dataclass(frozen=True)
class Books:
    """What is known of a place by a moment and a year, as the answers need it."""

    place: Place
    year: int
    figures: tuple[Figure, ...]
    roots: tuple[plans.Node, ...]
    nodes: Mapping[str, plans.Node]
    cases: Mapping[str, cases.Case]
    editions: tuple[plans.Edition, ...]
    activities: int
    has_outline: bool
    sources_asked: int
    # The day on which each document came out.
    published: Mapping[str, date]

    @property
    def sources(self) -> tuple[Figure, ...]:
        """The sources of the newest inventory that is not made up."""
        own = [f for f in self.figures if f.address.startswith(SOURCES) and f.mark != "synthetic"]
        last = max((f.period for f in own), default="")
        return tuple(f for f in own if f.period == last)

    @property
    def sources_said(self) -> int:
        """How many sources of that inventory have a number or a notation key."""
        return len({f.address for f in self.sources if says_something(f)})

    @property
    def is_whole(self) -> bool:
        """Whether the total of that inventory is known."""
        marks = {(f.period, f.mark) for f in self.sources}
        return any(
            f.address == WHOLE and (f.period, f.mark) in marks and f.value is not None for f in self.figures
        )


@dataclass(frozen=True)
class Shelf:
    """Everything of a place that answers could ask for, whatever the year: read once for several years."""

    place: Place
    standing: tuple[Figure, ...]
    roots: tuple[plans.Node, ...]
    cases: tuple[cases.Case, ...]
    editions: tuple[plans.Edition, ...]
    activities: int
    has_outline: bool
    sources_asked: int
    published: Mapping[str, date]


def read_shelf(place: Place, *, recorded_by: datetime | None) -> Shelf:
    """What a place has, as recorded by a moment."""
    series = observations.find_series(place.id, name=ACTIVITIES, recorded_by=recorded_by)
    categories, _mistakes = read_taxonomy(settings.PACKS, system="inventory")
    return Shelf(
        place=place,
        standing=observations.figures(place.id, recorded_by=recorded_by),
        roots=tuple(tree.root for tree in plans.plans(place.id, recorded_by=recorded_by)),
        cases=tuple(
            case
            for kind in (PLEDGE, PRACTICE)
            for case in cases.cases(place=place.id, kind=kind, recorded_by=recorded_by)
            if case.state not in UNAPPROVED
        ),
        editions=tuple(
            edition
            for kind in (plans.REPORT, plans.DISCLOSURE)
            for edition in plans.editions(place.id, kind=kind)
            if recorded_by is None or _stood(edition, recorded_by)
        ),
        activities=series.rows if series else 0,
        has_outline=bool(things.outlines(place.id)),
        sources_asked=len(categories),
        published={each.id: each.published_on for each in observations.sources() if each.published_on},
    )


def books_in(shelf: Shelf, *, year: int) -> Books:
    """The books of a place: of what it has, what had been published by the end of a year."""
    last_day = date(year, 12, 31)
    roots = tuple(root for root in shelf.roots if (root.from_year or year) <= year)
    return Books(
        place=shelf.place,
        year=year,
        figures=tuple(f for f in shelf.standing if _was_known(f, last_day)),
        roots=roots,
        nodes={
            node.code: node
            for root in shelf.roots
            for node in _nodes(root)
            if (node.from_year or year) <= year
        },
        cases={case.id: case for case in shelf.cases if _began(case) <= year},
        editions=tuple(edition for edition in shelf.editions if edition.published_on.year == year),
        activities=shelf.activities,
        has_outline=shelf.has_outline,
        sources_asked=shelf.sources_asked,
        published=shelf.published,
    )


def books_of(place: Place, *, year: int, recorded_by: datetime | None) -> Books:
    """The books of a place: what had been published by the end of a year, as recorded by a moment."""
    return books_in(read_shelf(place, recorded_by=recorded_by), year=year)


def _was_known(figure: Figure, day: date) -> bool:
    """Whether a figure was out by a day; what tells of a later time was not."""
    if figure.published_on is not None and figure.published_on > day:
        return False
    return figure.mark not in TOLD or figure.valid_from <= day


def _nodes(root: plans.Node) -> Iterable[plans.Node]:
    yield root
    for child in root.children:
        yield from _nodes(child)


def _stood(edition: plans.Edition, by: datetime) -> bool:
    """Whether an edition had been published by a moment. A disclosure does not count itself."""
    same = edition.kind == plans.REPORT and edition.recorded_by == by
    return same or edition.recorded_by < by


def _began(case: cases.Case) -> int:
    days = [step.on.year for step in case.steps if step.on]
    return min(days, default=case.opened_at.year)


def answered(fields: Sequence[Field], books: Books) -> tuple[Answer, ...]:
    """Every field with its answer, in the order of the lists."""
    return tuple(_answer(field, books) for field in fields)


def _answer(field: Field, books: Books) -> Answer:
    found = Answer(field, MISSING if field.answers else NO_BOOK)
    for word, name in field.answers:
        now = WAYS[word](field, books, name)
        if now.state != MISSING:
            return now
        if found.why == NOTHING:
            found = now
    return found


def _figure(field: Field, books: Books, name: str) -> Answer:
    """The newest statement under an address, of one period and one mark where they are named."""
    newest, why = stated(name, books.figures, sources=books.sources)
    if newest is None:
        return Answer(field, MISSING, why=why)
    return Answer(field, ANSWERED, figure=newest, kind="figure", reference=newest.full_address)


def _yearly(field: Field, books: Books, name: str) -> Answer:
    """What is said year by year: of the year or of the one before; an older statement answers partly."""
    found = _figure(field, books, name)
    if found.figure is None or found.figure.valid_to.year >= books.year - 1:
        return found
    return replace(found, state=PARTLY)


def _zero(field: Field, books: Books, name: str) -> Answer:
    """A rule: no number above zero stands under an address; a promise alone is not yet kept."""
    own = [f for f in books.figures if f.address == name and f.value is not None]
    over = [f for f in own if f.value and f.value > 0]
    if over:
        worst = max(over, key=lambda f: (f.valid_to, f.id))
        return Answer(field, BROKEN, figure=worst, kind="figure", reference=worst.full_address)
    if not own:
        return Answer(field, MISSING)
    newest = max(own, key=lambda f: (f.mark in TOLD, f.valid_to, f.id))
    return Answer(field, ANSWERED, figure=newest, kind="figure", reference=newest.full_address)


def _plan(field: Field, books: Books, name: str) -> Answer:
    node = books.nodes.get(name)
    if node is None:
        return Answer(field, MISSING)
    return Answer(field, ANSWERED, says=node.title, kind="plan", reference=node.code)


def _task(field: Field, books: Books, name: str) -> Answer:
    """A task is answered once a figure measures it; named alone it is missing, and says so."""
    node = books.nodes.get(name)
    if node is None:
        return Answer(field, MISSING)
    state = ANSWERED if node.figures else MISSING
    return Answer(field, state, says=node.title, kind="plan", reference=node.code)


def _plans(field: Field, books: Books, _name: str) -> Answer:
    if not books.roots:
        return Answer(field, MISSING)
    most = max(books.roots, key=lambda node: (sum(not each.empty for each in _nodes(node)), node.code))
    return Answer(field, ANSWERED, says=most.title, kind="plan", reference=most.code)


def _plan_within(field: Field, books: Books, name: str) -> Answer:
    """A plan whose document was out within twelve months of joining; a later one answers partly."""
    if not books.roots:
        return Answer(field, MISSING)
    pledge = books.cases.get(f"{books.place.id}/{name}")
    joined = max((step.on for step in pledge.standing if step.on), default=None) if pledge else None
    most = _plans(field, books, "")
    day = books.published.get(books.nodes[most.reference].source)
    if joined is None or day is None:
        return replace(most, state=PARTLY, why=NO_DAY)
    if (day - joined).days <= YEAR_DAYS:
        return most
    return replace(most, state=PARTLY, why=Text(*(each.format(joined, day) for each in (LATE.ko, LATE.en))))


def _practices_yearly(field: Field, books: Books, name: str) -> Answer:
    """Practices that were offered, or stepped on, in the year; older ones answer partly."""
    offered = [case for case in books.cases.values() if case.kind == PRACTICE]
    last = {case.id: max((step.on.year for step in case.steps if step.on), default=0) for case in offered}
    now = [case for case in offered if last[case.id] == books.year]
    if now or not offered:
        words = Text("그해의 모범사례 {}건", "{} practices of the year")
        return _counted(field, len(now), words, kind="practices")
    newest = max(last.values())
    why = Text(
        f"가장 최근에 내놓은 것이 {newest}년입니다. 해마다 공유하기로 했습니다.",
        f"The newest is of {newest}; they are to be shared each year.",
    )
    return replace(_practices(field, books, name), state=PARTLY, why=why)


def _actions(field: Field, books: Books, _name: str) -> Answer:
    named = [node for node in books.nodes.values() if not node.children and not node.empty]
    return _counted(field, len(named), Text("이름이 있는 조치 {}건", "{} named actions"), kind="plans")


def _pledge(field: Field, books: Books, name: str) -> Answer:
    case = books.cases.get(f"{books.place.id}/{name}")
    if case is None:
        return Answer(field, MISSING)
    return Answer(field, ANSWERED, says=case.title, kind="case", reference=case.id)


def _practices(field: Field, books: Books, _name: str) -> Answer:
    offered = [case for case in books.cases.values() if case.kind == PRACTICE]
    return _counted(field, len(offered), Text("모범사례 {}건", "{} practices"), kind="practices")


def _edition(field: Field, books: Books, _name: str) -> Answer:
    if not books.editions:
        return Answer(field, MISSING)
    last = max(books.editions, key=lambda edition: (edition.published_on, edition.number))
    day = last.published_on.isoformat()
    return Answer(field, ANSWERED, says=Text(day, day), kind=last.kind, reference=str(last.number))


def _inventory(field: Field, books: Books, _name: str) -> Answer:
    """The newest inventory; one whose total is unknown answers partly, with how many sources it tells of."""
    if not books.sources_said:
        return Answer(field, MISSING)
    period = books.sources[0].period
    found = Answer(field, ANSWERED, says=Text(period, period), kind="inventory", reference=period)
    if books.is_whole:
        return found
    said = (books.sources_said, books.sources_asked)
    words = Text("{}, 배출원 {}/{}개", "{}, {} of {} sources")
    told = Text(*(each.format(period, *said) for each in (words.ko, words.en)))
    return replace(found, state=PARTLY, says=told)


def _workbook(field: Field, books: Books, name: str) -> Answer:
    return replace(_inventory(field, books, name), kind="workbook")


def _keys(field: Field, books: Books, _name: str) -> Answer:
    keyed = [f for f in books.sources if notation(f.printed)]
    return _counted(
        field, len(keyed), Text("기호가 적힌 배출원 {}개", "{} sources with a key"), kind="inventory"
    )


def _gwp(field: Field, books: Books, _name: str) -> Answer:
    sets = {f.label for f in books.sources if f.origin == "run" and f.label != "unknown"}
    if len(sets) != 1:
        return Answer(field, MISSING)
    name = sets.pop()
    return Answer(field, ANSWERED, says=Text(name, name), kind="inventory", reference=name)


def _activities(field: Field, books: Books, _name: str) -> Answer:
    return _counted(field, books.activities, Text("활동자료 {}행", "{} activity rows"), kind="inventory")


def _place(field: Field, books: Books, _name: str) -> Answer:
    if not books.has_outline:
        return Answer(field, MISSING)
    return Answer(field, ANSWERED, says=books.place.title, kind="place", reference=books.place.id)


def _counted(field: Field, count: int, words: Text, *, kind: str) -> Answer:
    if not count:
        return Answer(field, MISSING)
    said = Text(words.ko.format(count), words.en.format(count))
    return Answer(field, ANSWERED, says=said, kind=kind, reference=str(count))


YEAR_DAYS = 366
NO_DAY = Text(
    "참여한 날이나 계획이 나온 날을 알 수 없어 12개월 안인지 가릴 수 없습니다.",
    "The day of joining or of the plan is not known, so that nobody can tell whether it was in time.",
)
LATE = Text(
    "{}에 참여했고 계획은 {}에 나와 12개월을 넘겼습니다.",
    "It joined on {} and its plan came out on {}, more than twelve months later.",
)
WAYS: Mapping[str, Callable[[Field, Books, str], Answer]] = {
    "figure": _figure,
    "yearly": _yearly,
    "zero": _zero,
    "plan": _plan,
    "task": _task,
    "plans": _plans,
    "plan_within": _plan_within,
    "actions": _actions,
    "pledge": _pledge,
    "practices": _practices,
    "practices_yearly": _practices_yearly,
    "edition": _edition,
    "inventory": _inventory,
    "workbook": _workbook,
    "keys": _keys,
    "gwp": _gwp,
    "activities": _activities,
    "place": _place,
}
