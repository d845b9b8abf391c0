"""The marketplace of practices: what is offered here and elsewhere, who adopted it, what they report back.

Offers come from packs and officers, and from files of other servers that one person brought and another
listed. An adoption names the practice it is of by the id that is the same on every server.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.utils import timezone

from dure.grammar.books.practice_files import read_kept, read_kept_details
from dure.grammar.books.practice_rows import read_details
from dure.grammar.books.practice_shapes import (
    ADOPTION,
    OFFERED,
    PRACTICE,
    UNAPPROVED,
    WAITING,
    Amount,
    Details,
    Entry,
    Step,
)
from dure.grammar.shapes import Text
from dure.kernel.cases import read as cases
from dure.kernel.things import read as things
from dure.kernel.things.read import Place
from dure.portal.showing import people

IMPORT = "practice_import"
LISTED = "listed"
MOST = 1000
# An adoption in one of these states is nobody's yet, or no longer; an offer is not approved.
HIDDEN = ("proposed", "declined", *UNAPPROVED)
# A result that waits for another person is not told.
FILED, SENT_BACK, CONFIRMED = "results_filed", "send_back", "reported"


@dataclass(frozen=True)
class Brought:
    """How an entry came here: from which server and file, by whom and on which day, in which case."""

    sender: str
    file: str
    by: str
    on: date
    case: str
    place: str


@dataclass(frozen=True)
class Adopted:
    """An adoption of a practice: whose, how far it is, what was adapted, and the results it reports back."""

    place: Text
    state: str
    on: str
    says: Text
    results: tuple[Amount, ...]
    case: str = ""
    brought: Brought | None = None
    # Whose it is, by a name that no other government has: titles repeat from city to city.
    government: str = ""


@dataclass(frozen=True)
class Offer:
    """A practice with what is told of it and who adopted it. `key` is a short name for addresses."""

    entry: Entry
    key: str
    place: str = ""
    case: str = ""
    brought: Brought | None = None
    adoptions: tuple[Adopted, ...] = ()

    @property
    def adopters(self) -> int:
        """How many governments adopted it, each counted once."""
        return len({each.government for each in self.adoptions})


def address_of(case: str, *, root: str) -> str:
    """What a case of this server is called everywhere."""
    return f"{root}/practices.json#{case}"


def own_entries(root: str) -> tuple[tuple[Entry, cases.Case], ...]:
    """The practices and adoptions of this server's places, as other servers read them; by id."""
    places = {place.id: place for place in things.places()}
    known = [
        case for kind in (PRACTICE, ADOPTION) for case in cases.cases(kind=kind, limit=MOST)
        if case.place in places and case.state not in HIDDEN
    ]  # fmt: skip
    told, _mistakes = read_details(settings.PACKS)
    letters = cases.letters_of(case.id for case in known)
    found = [
        (_entry(case, places[case.place], told=told, letters=letters.get(case.id, ()), root=root), case)
        for case in known
    ]
    return tuple(sorted(found, key=lambda pair: pair[1].id))


def _entry(
    case: cases.Case,
    place: Place,
    *,
    told: Mapping[str, Details],
    letters: Sequence[Mapping[str, str]],
    root: str,
) -> Entry:
    details = told.get(case.id) or offered_details(letters)
    if case.kind == ADOPTION:
        details = replace(details, results=confirmed_results(case, letters))
    of = case.subject if "#" in case.subject or not case.subject else address_of(case.subject, root=root)
    steps = tuple(Step(step.told, step.to_state, step.says, _source(step)) for step in told_steps(case))
    source = details.source or next((_source(step) for step in case.standing if step.source), "")
    return Entry(
        id=address_of(case.id, root=root),
        kind=case.kind,
        place=place.title,
        title=case.title,
        state=steps[-1].to if steps else case.state,
        of=of,
        details=replace(details, source=source),
        steps=steps,
    )


def offered_details(letters: Sequence[Mapping[str, str]]) -> Details:
    """What an officer told of a practice when it was offered; nothing where only its title was told."""
    for letter in letters:
        for entry in read_kept_details(letter["details"]).entries if "details" in letter else ():
            return entry.details
    return Details()


def told_steps(case: cases.Case) -> tuple[cases.Step, ...]:
    """The steps that everybody may read: a result that nobody else has confirmed is not told.

    An offer that another person approved is told once, with the day and the words it was filed with.
    """
    standing = tuple(
        replace(step, to_state=OFFERED) if step.to_state == WAITING else step
        for step in case.standing
        if step.move != "offer"
    )
    return tuple(
        step
        for step, after in zip(standing, (*standing[1:], None), strict=True)
        if step.move != SENT_BACK and (step.to_state != FILED or (after and after.to_state == CONFIRMED))
    )


def _source(step: cases.Step) -> str:
    return f"{step.source}:{step.locator}" if step.source else ""


def confirmed_results(case: cases.Case, letters: Iterable[Mapping[str, str]]) -> tuple[Amount, ...]:
    """The results of an adoption that another person has confirmed, in the order they were filed."""
    rounds = {
        f"{before.number:04}"
        for before, after in zip(case.standing, case.standing[1:], strict=False)
        if after.to_state == CONFIRMED
    }
    return tuple(result_of(letter) for letter in letters if letter.get("round") in rounds)


def result_of(letter: Mapping[str, str]) -> Amount:
    """A result as an officer filed it."""
    return Amount(
        Text(letter["title_ko"], letter["title_en"]), letter["value"], letter["unit"], letter["period"],
        letter["source"],
    )  # fmt: skip


def offers(root: str) -> tuple[Offer, ...]:
    """Every practice that is offered, those of this server first, each with its adoptions."""
    own = own_entries(root)
    # What this server says of itself stands in its own cases: nobody else tells it otherwise.
    brought = [(entry, how) for entry, how in listed_entries() if not is_of(entry.id, root)]
    adopted = [(entry.of, _adopted(entry, case=case)) for entry, case in own if entry.kind == ADOPTION]
    adopted += [(entry.of, _adopted(entry, brought=how)) for entry, how in brought if entry.kind == ADOPTION]
    found = [
        Offer(entry, key_of(case.id), case.place, case.id) for entry, case in own if entry.kind == PRACTICE
    ]
    found += [
        Offer(entry, key_of(entry.id.partition("#")[2]) + f"-{how.case.rpartition('/')[2][:4]}", brought=how)
        for entry, how in brought
        if entry.kind == PRACTICE
    ]
    return tuple(
        replace(offer, adoptions=tuple(each for of, each in adopted if same(of, offer.entry.id)))
        for offer in found
        if offer.entry.state != "withdrawn"
    )


def same(one: str, other: str) -> bool:
    """Whether two ids name the same practice, whichever way its server was reached."""
    return one == other or ("://" in one and one.partition("://")[2] == other.partition("://")[2])


def is_of(id_: str, root: str) -> bool:
    """Whether an id names something of the server at `root`, whichever way and in whichever case of letters.

    >>> is_of("http://Dure.example/practices.json#hill/shop", "https://dure.example")
    True
    """
    server, host = (each.partition("://")[2].casefold() for each in (id_.partition("#")[0], root))
    return server.partition("/")[0] == host


def key_of(case: str) -> str:
    """A short name of a practice in addresses."""
    return case.replace("/", "--")


def listed_entries() -> list[tuple[Entry, Brought]]:
    """The entries of listed files; of one that was brought more than once, the last."""
    known = cases.cases(kind=IMPORT, states=(LISTED,), limit=MOST)
    letters = cases.letters_of(case.id for case in known)
    who = people(case.steps[0] for case in known)
    found: dict[str, tuple[Entry, Brought]] = {}
    for case in sorted(known, key=lambda case: case.opened_at):
        first = case.steps[0]
        for letter in letters.get(case.id, ()):
            how = Brought(
                sender=letter["from"],
                file=letter["file"],
                by=who(first),
                on=first.on or timezone.localdate(first.at),
                case=case.id,
                place=case.place,
            )
            # One that was taken when less was looked at is left out; the page of its case says why.
            for entry in read_kept([letter["entry"]]).entries:
                found[entry.id] = (entry, how)
    return list(found.values())


def _adopted(entry: Entry, *, case: cases.Case | None = None, brought: Brought | None = None) -> Adopted:
    last = entry.steps[-1] if entry.steps else None
    return Adopted(
        place=entry.place,
        state=entry.state,
        on=last.on if last else "",
        says=last.says if last else Text("", ""),
        results=entry.details.results,
        case=case.id if case else "",
        brought=brought,
        government=case.place if case else f"{entry.id.partition('#')[0]} {entry.place.ko} {entry.place.en}",
    )
