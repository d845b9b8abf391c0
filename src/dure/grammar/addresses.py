"""The registry of addresses: which figures exist, whose they are, and how they are written.

`name/facet` is an address; in a binding it may carry its period and mark: `name/facet@2022:target`.
"""

from dataclasses import dataclass, field

from dure.grammar.periods import period_days
from dure.grammar.sentences import cells as cell_says
from dure.grammar.sentences import figures as says
from dure.grammar.sentences.says import Sentence
from dure.grammar.shapes import FigureKind
from dure.grammar.words import EACH, MARKS, nearest


@dataclass(frozen=True)
class Reference:
    """An address with the period and mark it was written with; empty where it has none."""

    address: str
    period: str
    mark: str


@dataclass(frozen=True)
class Registry:
    """Every figure that any system declares, by name; and the declarations that could not be read."""

    kinds: dict[str, FigureKind] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)

    def find(self, address: str) -> FigureKind | None:
        """The declared figure at `address`, facet included, or None."""
        name, _, facet = address.partition("/")
        kind = self.kinds.get(name)
        if kind is None or not facet:
            return kind
        known = set(kind.facets)
        return kind if facet in known or all(part in known for part in facet.split("/")) else None

    def wrong(self, address: str) -> Sentence | None:
        """What is wrong with an address, or None."""
        if self.find(address) is not None:
            return None
        if any(sign in address for sign in "@:"):
            return says.place_in_address(address)
        name, _, facet = address.partition("/")
        kind = self.kinds.get(name)
        if kind is None and self.unread:
            # The broken declaration is already noted; what it would have declared is not known.
            return None
        if kind is None:
            near = nearest(name, tuple(self.kinds))
            return says.unknown_address(address, f"{near}/{facet}" if near and facet else near)
        near = nearest(facet, kind.facets)
        return says.unknown_facet(address, name, kind.facets, f"{name}/{near}" if near else "")

    def wrong_period(self, period: str) -> Sentence | None:
        """What is wrong with a period, which in runs.toml may be a figure that is a year; or None."""
        if period == EACH:
            return None
        kind = self.find(period)
        if kind is None:
            # A broken declaration is already noted; it may be of this figure.
            maybe = bool(self.unread) and not period[:1].isdigit()
            return None if maybe or period_days(period) else cell_says.not_a_period(period)
        return None if kind.unit == "year" else says.period_not_a_year(period, kind.unit)

    def wrong_reference(self, reference: Reference) -> Sentence | None:
        """What is wrong with an address, its period or its mark, or None."""
        wrong = self.wrong_period(reference.period) if reference.period else None
        if wrong is not None:
            return wrong
        if reference.mark and reference.mark not in MARKS:
            near = nearest(reference.mark, MARKS)
            return cell_says.not_in_list("mark", reference.mark, MARKS, near)
        return self.wrong(reference.address)


def read_reference(text: str, *, period: str = "", mark: str = "") -> Reference:
    """An address as written in a binding; what it does not say itself is taken from `period` and `mark`.

    >>> read_reference("a_mwh/x@2022:target")
    Reference(address='a_mwh/x', period='2022', mark='target')
    """
    address, _, tail = text.partition("@")
    own_period, _, own_mark = tail.partition(":")
    return Reference(address, own_period or period, own_mark or mark)
