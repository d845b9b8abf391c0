"""What hangs on what: parents that are not there, and circles."""

from collections.abc import Callable, Mapping

from dure.grammar.sentences import places as says
from dure.grammar.sentences.says import Sentence
from dure.grammar.words import nearest


def hear_tree(
    parents: Mapping[str, str], *, above: tuple[str, ...] = (), hear: Callable[[str, Sentence], None]
) -> None:
    """Note each parent that is neither an id of `parents` nor `above`, and each circle once."""
    known = (*parents, *above)
    names = set(known)
    finished: set[str] = set()
    for start, parent in parents.items():
        if parent and parent not in names:
            hear(start, says.unknown_parent(start, parent, nearest(parent, known)))
        chain: list[str] = []
        on_chain: set[str] = set()
        current = start
        while current in parents and current not in finished:
            if current in on_chain:
                circle = chain[chain.index(current) :]
                hear(current, says.part_of_itself((*circle, current)))
                break
            chain.append(current)
            on_chain.add(current)
            current = parents[current]
        finished.update(chain)
