"""A tree of sums: a published total of grams, and for everyone in it a proof that their grams are inside.

A leaf is one account: a commitment that only its holder can open, and its grams. A node is made of two
nodes and states the grams of both. Whoever publishes the root has fixed every leaf, and who holds a leaf can
check with a few steps that the total contains it. What a proof shows: mine is in, and the total is not
smaller than what is in. What it does not show: that no account was invented.

The digests, all SHA-256; grams are eight bytes, most significant first; texts are UTF-8:

    commitment = SHA-256(salt of 32 bytes + account)
    leaf       = SHA-256(0x00 + commitment + grams)
    node       = SHA-256(0x01 + left digest + left grams + right digest + right grams)
    root       = SHA-256(0x02 + about + 0x00 + top digest + top grams)

A node without a partner goes up one floor as it is. Leaves stand in the order of their commitments, which
says nothing about their holders. A proof does tell the grams of one neighbour, but not who that is.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

SCHEME = "dure-sum-tree-1"
SALT_BYTES = 32
MOST_GRAMS = 2**63 - 1
LEFT, RIGHT = "left", "right"


@dataclass(frozen=True)
class Holding:
    """One account's grams, and the salt that only its holder is told."""

    account: str
    grams: int
    salt: bytes


@dataclass(frozen=True)
class Node:
    """A digest and the grams below it."""

    digest: bytes
    grams: int


@dataclass(frozen=True)
class Step:
    """The node beside the path, on one of its sides."""

    side: str
    node: Node


@dataclass(frozen=True)
class Root:
    """What is published: what it is about, the total, and the digest that fixes all that is below."""

    about: str
    digest: bytes
    grams: int


@dataclass(frozen=True)
class Proof:
    """That one holding is inside a root: the nodes beside its path, from the leaf upwards."""

    holding: Holding
    steps: tuple[Step, ...]
    root: Root


@dataclass(frozen=True)
class Tree:
    """The floors of a tree, leaves first, and its root."""

    holdings: tuple[Holding, ...]
    floors: tuple[tuple[Node, ...], ...]
    root: Root


def salt_of(account: str, *, about: str, key: bytes) -> bytes:
    """The salt of an account in one tree, made from a key that only the publisher has.

    >>> salt_of("a", about="2026-11", key=b"k" * 32) == salt_of("a", about="2026-12", key=b"k" * 32)
    False
    """
    if len(key) < SALT_BYTES:
        raise ValueError(
            f"The key has {len(key)} bytes: give at least {SALT_BYTES}, or salts can be guessed."
        )
    return hmac.digest(key, f"{SCHEME}\0{about}\0{account}".encode(), "sha256")


def tree_of(holdings: Sequence[Holding], *, about: str) -> Tree:
    """The tree of all holdings of one published total.

    >>> salts = [bytes([n]) * 32 for n in range(3)]
    >>> tree = tree_of([Holding(f"a{n}", n, salts[n]) for n in range(3)], about="a programme, 2026-11")
    >>> tree.root.grams, [len(floor) for floor in tree.floors]
    (3, [3, 2, 1])
    """
    _hear(holdings)
    ordered = tuple(sorted(holdings, key=commitment_of))
    floors = floors_over([_leaf(one) for one in ordered])
    return Tree(ordered, floors, root_over(floors[-1][0], about=about))


def proof_of(tree: Tree, *, account: str) -> Proof:
    """The proof of one account of the tree.

    >>> tree = tree_of([Holding("a", 5, b"s" * 32), Holding("b", 7, b"t" * 32)], about="2026-11")
    >>> proof = proof_of(tree, account="a")
    >>> [(step.side, step.node.grams) for step in proof.steps], faults_of(proof)
    ([('left', 7)], ())
    """
    place = next((n for n, one in enumerate(tree.holdings) if one.account == account), None)
    if place is None:
        raise KeyError(f"{account} is not in the tree of {tree.root.about}: it had no grams by its close.")
    return Proof(tree.holdings[place], steps_to(tree.floors, place=place), tree.root)


def floors_over(lowest: Sequence[Node]) -> tuple[tuple[Node, ...], ...]:
    """The floors over some nodes, these first, up to the one node that is over all."""
    floors = [tuple(lowest)]
    while len(floors[-1]) > 1:
        floors.append(_floor_above(floors[-1]))
    return tuple(floors)


def steps_to(floors: Sequence[Sequence[Node]], *, place: int) -> tuple[Step, ...]:
    """The nodes beside the path from one node of the lowest floor up to the highest."""
    steps = []
    for floor in floors[:-1]:
        beside = place ^ 1
        if beside < len(floor):
            steps.append(Step(LEFT if beside < place else RIGHT, floor[beside]))
        place //= 2
    return tuple(steps)


def faults_of(proof: Proof) -> tuple[str, ...]:
    """What is wrong with a proof, as words; nothing where the holding is inside the root.

    `negative_grams`: grams below zero or too many on the way; `bad_salt`; `bad_side`; `other_total`: the path
    leads to other grams than published; `other_root`: it leads to another digest.
    """
    nodes = [step.node for step in proof.steps]
    amounts = [proof.holding.grams, proof.root.grams, *(node.grams for node in nodes)]
    faults = []
    if any(not 0 <= grams <= MOST_GRAMS for grams in amounts) or sum(amounts[:1] + amounts[2:]) > MOST_GRAMS:
        faults.append("negative_grams")
    if len(proof.holding.salt) != SALT_BYTES:
        faults.append("bad_salt")
    if any(step.side not in (LEFT, RIGHT) for step in proof.steps):
        faults.append("bad_side")
    if faults:
        return tuple(faults)
    top = _leaf(proof.holding)
    for step in proof.steps:
        top = _joined(step.node, top) if step.side == LEFT else _joined(top, step.node)
    if top.grams != proof.root.grams:
        faults.append("other_total")
    if root_over(top, about=proof.root.about).digest != proof.root.digest:
        faults.append("other_root")
    return tuple(faults)


def written(proof: Proof) -> dict[str, object]:
    """A proof as the file that its holder keeps: plain words, whole numbers, digests in hexadecimal."""
    return {
        "scheme": SCHEME,
        "about": proof.root.about,
        "account": proof.holding.account,
        "salt": proof.holding.salt.hex(),
        "grams": proof.holding.grams,
        "steps": [
            {"side": step.side, "digest": step.node.digest.hex(), "grams": step.node.grams}
            for step in proof.steps
        ],
        "total_grams": proof.root.grams,
        "root": proof.root.digest.hex(),
    }


def read(file: Mapping[str, object]) -> Proof:
    """A proof from its file; a ValueError says what in it cannot be read.

    >>> tree = tree_of([Holding("a", 5, b"s" * 32), Holding("b", 7, b"t" * 32)], about="2026-11")
    >>> proof = proof_of(tree, account="b")
    >>> read(written(proof)) == proof
    True
    """
    if file.get("scheme") != SCHEME:
        raise ValueError(f"The scheme is {file.get('scheme')}: this reads {SCHEME}.")
    steps = file.get("steps")
    if not isinstance(steps, list) or any(not isinstance(step, dict) for step in steps):
        raise ValueError("steps is not a list of steps: take the file as it was handed out.")
    holding = Holding(_text(file, "account"), _whole(file, "grams"), _bytes(file, "salt"))
    root = Root(_text(file, "about"), _bytes(file, "root"), _whole(file, "total_grams"))
    beside = [
        Step(_text(step, "side"), Node(_bytes(step, "digest"), _whole(step, "grams"))) for step in steps
    ]
    return Proof(holding, tuple(beside), root)


def _hear(holdings: Sequence[Holding]) -> None:
    """Refuse what may not stand in a tree."""
    if not holdings:
        raise ValueError("There are no holdings: a total of nobody needs no tree.")
    for one in holdings:
        if one.grams < 0:
            raise ValueError(f"{one.account} has {one.grams} g: a leaf below zero would hide others' grams.")
        if len(one.salt) != SALT_BYTES:
            raise ValueError(f"The salt of {one.account} has {len(one.salt)} bytes: give {SALT_BYTES}.")
    if sum(one.grams for one in holdings) > MOST_GRAMS:
        raise ValueError(f"The grams add up to more than {MOST_GRAMS}: divide the total.")
    names = sorted(one.account for one in holdings)
    twice = next((name for name, other in pairwise(names) if name == other), None)
    if twice is not None:
        raise ValueError(f"{twice} stands twice: give each account once, with all its grams.")


def commitment_of(holding: Holding) -> bytes:
    """What stands for the account without telling it."""
    return hashlib.sha256(holding.salt + holding.account.encode()).digest()


def node_of(commitment: bytes, *, grams: int) -> Node:
    """The node of a leaf."""
    return Node(hashlib.sha256(b"\0" + commitment + _eight(grams)).digest(), grams)


def _leaf(holding: Holding) -> Node:
    """The node of one holding."""
    return node_of(commitment_of(holding), grams=holding.grams)


def _joined(left: Node, right: Node) -> Node:
    """The node above two nodes; the grams of each are part of the digest, so neither can be changed."""
    inside = left.digest + _eight(left.grams) + right.digest + _eight(right.grams)
    return Node(hashlib.sha256(b"\1" + inside).digest(), left.grams + right.grams)


def _floor_above(floor: Sequence[Node]) -> tuple[Node, ...]:
    """Neighbours joined; a last one without a partner as it is."""
    pairs = [_joined(floor[n], floor[n + 1]) for n in range(0, len(floor) - 1, 2)]
    return (*pairs, *floor[len(pairs) * 2 :])


def root_over(top: Node, *, about: str) -> Root:
    """The root, bound to what it is about, so that it cannot stand for another month."""
    inside = about.encode() + b"\0" + top.digest + _eight(top.grams)
    return Root(about, hashlib.sha256(b"\2" + inside).digest(), top.grams)


def _eight(grams: int) -> bytes:
    """Grams as eight bytes."""
    return grams.to_bytes(8, "big")


def _text(file: Mapping[str, object], name: str) -> str:
    """A text of the file."""
    value = file.get(name)
    if not isinstance(value, str):
        raise ValueError(f"{name} is {value!r}: a text should stand there.")
    return value


def _whole(file: Mapping[str, object], name: str) -> int:
    """A whole number of the file."""
    value = file.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"{name} is {value!r}: a whole number of grams should stand there.")
    return value


def _bytes(file: Mapping[str, object], name: str) -> bytes:
    """A digest or salt of the file."""
    value = _text(file, name)
    if len(value) != 2 * SALT_BYTES or set(value) - set("0123456789abcdef"):
        raise ValueError(f"{name} is {value!r}: {2 * SALT_BYTES} hexadecimal digits should stand there.")
    return bytes.fromhex(value)
