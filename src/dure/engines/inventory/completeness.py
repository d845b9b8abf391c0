"""How complete a statement is: what was asked, answered, left blank, or not estimated."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dure.engines.inventory.notation import Cell


@dataclass(frozen=True)
class Completeness:
    """The references that a level asks for, by how they were answered.

    `share` is the part of them that is answered and estimated: a number, NO, IE or C. NE is an answer, but
    leaves emissions out; a blank is none. The level may be claimed where nothing is blank or unreadable.
    """

    asked: tuple[str, ...]
    blank: tuple[str, ...]
    unread: tuple[str, ...]
    not_estimated: tuple[str, ...]
    confidential: tuple[str, ...]
    elsewhere: tuple[str, ...]
    share: float

    @property
    def may_be_claimed(self) -> bool:
        """Whether every reference is answered, so that the level may be claimed."""
        return not self.blank and not self.unread

    @property
    def share_added(self) -> float:
        """The part that a sum without its confidential references holds: below 1 where it leaves one out.

        >>> cells = {"I.1.1": Cell(keys=("C",)), "I.1.2": Cell(keys=("NO",))}
        >>> found = completeness(cells, refs=["I.1.1", "I.1.2"])
        >>> found.share, found.share_added
        (1.0, 0.5)
        """
        left_out = [ref for ref in self.confidential if ref not in self.not_estimated]
        return self.share - len(left_out) / len(self.asked)


def completeness(
    cells: Mapping[str, Cell], *, refs: Collection[str], leading_nowhere: Collection[str] = ()
) -> Completeness:
    """How the references of a level are answered.

    Arguments
        cells            what each reference says; one that is not there is blank
        refs             the references that the level asks for, at least one
        leading_nowhere  references whose every IE leads to no number: they answer nothing
    Returns
        Completeness     the references by answer, and the share that is estimated, from 0 to 1
    Raises
        ValueError  refs is empty.
    Source
        GPC (2021), section 2.2 and table 3.1: notation keys accommodate limitations in data, and a level
        asks for all of its sources.

    >>> cells = {"I.1.1": Cell(keys=("NE",)), "I.1.2": Cell(keys=("NO",))}
    >>> found = completeness(cells, refs=["I.1.1", "I.1.2", "I.2.1", "I.2.2"])
    >>> found.share, found.blank, found.may_be_claimed
    (0.25, ('I.2.1', 'I.2.2'), False)
    """
    if not refs:
        raise ValueError("refs is empty: give the references that the level asks for.")
    asked = {ref: cells.get(ref, Cell()) for ref in refs}
    return Completeness(
        asked=tuple(asked),
        blank=tuple(ref for ref, cell in asked.items() if cell.is_blank),
        unread=tuple(ref for ref, cell in asked.items() if cell.unread),
        not_estimated=_with("NE", asked),
        confidential=_with("C", asked),
        elsewhere=_with("IE", asked),
        share=sum(
            cell.is_estimated and (cell.value is not None or ref not in leading_nowhere)
            for ref, cell in asked.items()
        )
        / len(asked),
    )


def _with(key: str, cells: Mapping[str, Cell]) -> tuple[str, ...]:
    """The references that carry a key."""
    return tuple(ref for ref, cell in cells.items() if key in cell.keys)
