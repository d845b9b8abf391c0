"""A tree in pieces is the same tree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.protocols.sum_pieces import pack, pieces_of, proof_from, root_of
from dure.protocols.sum_tree import Holding, commitment_of, faults_of, proof_of, salt_of, tree_of

KEY = b"k" * 32


def holdings(grams: list[int]) -> list[Holding]:
    return [Holding(f"a{n}", each, salt_of(f"a{n}", about="x", key=KEY)) for n, each in enumerate(grams)]


@given(st.lists(st.integers(0, 5_000_000), min_size=1, max_size=60), st.sampled_from([1, 2, 4, 8]))
def test_pieces_have_the_root_and_the_proofs_of_the_whole_tree(grams: list[int], size: int) -> None:
    own = holdings(grams)
    tree = tree_of(own, about="x")
    pieces = pieces_of([pack(own[:7]), pack(own[7:])], size=size)
    tops = [piece.top for piece in pieces]
    assert root_of(tops, about="x") == tree.root
    for one in own:
        number = max(n for n, piece in enumerate(pieces) if piece.first <= commitment_of(one))
        proof = proof_from(one, tops=tops, number=number, packed=pieces[number].packed, about="x")
        assert proof == proof_of(tree, account=one.account)
        assert proof is not None
        assert faults_of(proof) == ()


def test_who_is_not_in_has_no_proof_and_a_piece_is_a_whole_branch() -> None:
    pieces = pieces_of([pack(holdings([3, 4]))])
    other = Holding("b", 3, b"s" * 32)
    tops = [piece.top for piece in pieces]
    assert proof_from(other, tops=tops, number=0, packed=pieces[0].packed, about="x") is None
    with pytest.raises(ValueError, match="power of two"):
        pieces_of([b""], size=3)
    with pytest.raises(ValueError, match="no pieces"):
        root_of([], about="x")
