"""A tree of sums cut into pieces, so that a proof of one account reads one piece and not every leaf.

Leaves in the order of their commitments are cut after every 4,096; each piece keeps its leaves and the node
over them. Pieces are aligned with the floors of the tree: the root and every proof are those of `sum_tree`.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dure.protocols.sum_tree import (
    Holding,
    Node,
    Proof,
    Root,
    commitment_of,
    floors_over,
    node_of,
    root_over,
    steps_to,
)

# A power of two, so that pieces are whole branches of the tree.
LEAVES_A_PIECE = 4096
COMMITMENT_BYTES = 32
LEAF_BYTES = 40


@dataclass(frozen=True)
class Piece:
    """Neighbouring leaves, 40 bytes each (commitment and grams), and the node over them."""

    packed: bytes
    top: Node

    @property
    def first(self) -> bytes:
        """The commitment of its first leaf."""
        return self.packed[:COMMITMENT_BYTES]


def pack(holdings: Iterable[Holding]) -> bytes:
    """Holdings as leaves of 40 bytes, in any order."""
    return b"".join(commitment_of(one) + one.grams.to_bytes(8, "big") for one in holdings)


def pieces_of(packed: Iterable[bytes], *, size: int = LEAVES_A_PIECE) -> tuple[Piece, ...]:
    """The pieces of a tree from all its leaves, packed in any order. `size` is a power of two.

    >>> pieces = pieces_of([pack([Holding(f"a{n}", n, bytes([n]) * 32) for n in range(5)])], size=2)
    >>> [len(piece.packed) // 40 for piece in pieces], sum(piece.top.grams for piece in pieces)
    ([2, 2, 1], 10)
    """
    if size < 1 or size & (size - 1):
        raise ValueError(f"A piece of {size} leaves is no whole branch: give a power of two.")
    leaves = sorted(leaf for each in packed for leaf in _cut(each))
    found = []
    for start in range(0, len(leaves), size):
        some = leaves[start : start + size]
        found.append(Piece(b"".join(some), floors_over([_node(leaf) for leaf in some])[-1][0]))
    return tuple(found)


def root_of(pieces: Sequence[Node], *, about: str) -> Root:
    """The root over the tops of all pieces, in their order."""
    if not pieces:
        raise ValueError("There are no pieces: a total of nobody needs no tree.")
    return root_over(floors_over(pieces)[-1][0], about=about)


def proof_from(
    holding: Holding, *, tops: Sequence[Node], number: int, packed: bytes, about: str
) -> Proof | None:
    """The proof of a holding that should be in piece `number`; None where it is not there."""
    leaves = list(_cut(packed))
    sought = pack([holding])
    place = bisect_left(leaves, sought)
    if place == len(leaves) or leaves[place] != sought:
        return None
    inside = steps_to(floors_over([_node(leaf) for leaf in leaves]), place=place)
    over = floors_over(tops)
    return Proof(holding, (*inside, *steps_to(over, place=number)), root_over(over[-1][0], about=about))


def _cut(packed: bytes) -> Iterator[bytes]:
    """Leaves one by one."""
    return (packed[start : start + LEAF_BYTES] for start in range(0, len(packed), LEAF_BYTES))


def _node(leaf: bytes) -> Node:
    return node_of(leaf[:COMMITMENT_BYTES], grams=int.from_bytes(leaf[COMMITMENT_BYTES:]))
