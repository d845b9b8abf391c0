"""The block `tree`: a plan with the place's own names for its levels, at any depth.

What a document counts without naming is drawn as that many dotted, empty places: to be filled, never
invented.
"""

from dataclasses import dataclass

MOST_SLOTS = 60


@dataclass(frozen=True)
class Node:
    """A node of a plan. With `empty` it stands for that many unnamed places and has no title.

    `level` is the place's own word (전략, 실행과제), `says` a line below the title, `status` a short word
    such as a date.
    """

    level: str
    title: str = ""
    href: str = ""
    says: str = ""
    status: str = ""
    empty: int = 0
    children: tuple["Node", ...] = ()


@dataclass(frozen=True)
class Tree:
    """A plan to draw; without a title where the page has named it already.

    Branches deeper than `open_to` levels are folded at first.
    """

    title: str
    nodes: tuple[Node, ...]
    open_to: int = 2


@dataclass(frozen=True)
class NodeDrawn:
    """A node with its depth, its slots, and whether it is unfolded at first."""

    node: Node
    depth: int
    slots: range
    opened: bool
    # The parts right under it: each of them counts its own.
    below: int
    children: tuple["NodeDrawn", ...]


def drawn(tree: Tree) -> tuple[NodeDrawn, ...]:
    """The nodes of a tree, ready to draw."""

    def node_drawn(node: Node, depth: int) -> NodeDrawn:
        return NodeDrawn(
            node=node,
            depth=depth,
            slots=range(min(node.empty, MOST_SLOTS)),
            opened=depth < tree.open_to,
            below=sum(child.empty or 1 for child in node.children),
            children=tuple(node_drawn(child, depth + 1) for child in node.children),
        )

    return tuple(node_drawn(node, 1) for node in tree.nodes)
