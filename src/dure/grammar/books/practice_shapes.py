"""A practice that one government offers to others, and what another made of it, as plain values."""

from dataclasses import dataclass, field

from dure.grammar.shapes import Mistake, Text

NOTHING = Text("", "")
PRACTICE, ADOPTION = "practice", "adoption"
KINDS = (PRACTICE, ADOPTION)
# An offer waits until another person approves it; till then, or sent back, nobody else reads it.
WAITING, OFFERED = "waiting", "offered"
UNAPPROVED = (WAITING, "returned")


@dataclass(frozen=True)
class Amount:
    """A result or a cost: what it is, the number as printed with its unit and period, and its document.

    `value` may be `unknown`: then it says that nobody has told it.
    """

    title: Text
    value: str
    unit: str
    period: str = ""
    source: str = ""


@dataclass(frozen=True)
class Contact:
    """Whom others ask: an office or role, never a person, and its telephone, mail or address."""

    role: Text
    at: str


@dataclass(frozen=True)
class Details:
    """What a practice is, what came of it, what it cost, what it needs, whom to ask; as far as it is told."""

    what: Text = NOTHING
    conditions: tuple[Text, ...] = ()
    costs: tuple[Amount, ...] = ()
    results: tuple[Amount, ...] = ()
    source: str = ""
    contacts: tuple[Contact, ...] = ()

    @property
    def said(self) -> bool:
        """Whether anything is told at all."""
        return self != Details()


@dataclass(frozen=True)
class Step:
    """A step on the way of an entry: when, where to, what was said and which document tells it."""

    on: str
    to: str
    says: Text
    source: str = ""


@dataclass(frozen=True)
class Entry:
    """An entry of a practices file: a practice, or an adoption `of` one, by its place and in its state."""

    id: str
    kind: str
    place: Text
    title: Text
    state: str
    of: str = ""
    details: Details = field(default_factory=Details)
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class PracticesFile:
    """The good entries of a file with the server it is from, and what is wrong with the others.

    `unusable` says that nothing of the file can be read.
    """

    sender: str = ""
    entries: tuple[Entry, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    unusable: bool = False
