"""A tree of sums: whoever is in can show it, and nothing can be changed unseen."""

import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.protocols.sum_tree import Holding, Node, Proof, faults_of, proof_of, read, salt_of, tree_of, written
from tests.source import ROOT

KEY = b"k" * 32
SCRIPT = ROOT / "docs" / "check-my-grams.py"
GRAMS = st.lists(st.integers(0, 5_000_000), min_size=1, max_size=40)


def holdings(grams: list[int]) -> list[Holding]:
    return [Holding(f"a{n}", each, salt_of(f"a{n}", about="x", key=KEY)) for n, each in enumerate(grams)]


def script(tmp_path: Path, file: dict[str, object], *words: str) -> subprocess.CompletedProcess[str]:
    path = tmp_path / "proof.json"
    path.write_text(json.dumps(file, ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, "-I", str(SCRIPT), str(path), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_tree_of_two_is_what_the_page_says() -> None:
    tree = tree_of(holdings([3, 4]), about="x")
    leaves = []
    for one in sorted(
        holdings([3, 4]), key=lambda each: hashlib.sha256(each.salt + each.account.encode()).digest()
    ):
        commitment = hashlib.sha256(one.salt + one.account.encode()).digest()
        grams = one.grams.to_bytes(8, "big")
        leaves.append(hashlib.sha256(b"\0" + commitment + grams).digest() + grams)
    top = hashlib.sha256(b"\1" + b"".join(leaves)).digest() + (7).to_bytes(8, "big")
    assert tree.root.digest == hashlib.sha256(b"\2x\0" + top).digest()
    assert tree.root.grams == 7


@given(GRAMS)
def test_everybody_in_the_tree_can_show_it_and_the_total_is_the_sum(grams: list[int]) -> None:
    tree = tree_of(holdings(grams), about="x")
    assert tree.root.grams == sum(grams)
    for one in tree.holdings:
        proof = proof_of(tree, account=one.account)
        assert faults_of(read(json.loads(json.dumps(written(proof))))) == ()
        assert len(proof.steps) <= max(len(grams) - 1, 0).bit_length()


@given(GRAMS, st.data())
def test_grams_that_were_not_in_do_not_get_in(grams: list[int], data: st.DataObject) -> None:
    tree = tree_of(holdings(grams), about="x")
    proof = proof_of(tree, account=data.draw(st.sampled_from([one.account for one in tree.holdings])))
    more = data.draw(st.integers(1, 1_000))
    wrong = replace(proof, holding=replace(proof.holding, grams=proof.holding.grams + more))
    assert set(faults_of(wrong)) == {"other_total", "other_root"}
    if proof.steps:
        # Grams moved from a neighbour to me leave the total as it is, and are seen all the same.
        first = proof.steps[0]
        if first.node.grams >= more:
            less = replace(first, node=Node(first.node.digest, first.node.grams - more))
            assert faults_of(replace(wrong, steps=(less, *proof.steps[1:]))) == ("other_root",)
            below = replace(first, node=Node(first.node.digest, -more))
            assert faults_of(replace(wrong, steps=(below, *proof.steps[1:]))) == ("negative_grams",)


@given(st.permutations([5, 9, 11, 400, 0]))
def test_the_root_does_not_depend_on_the_order_of_entry(order: list[int]) -> None:
    named = dict(zip([0, 5, 9, 11, 400], holdings([0, 5, 9, 11, 400]), strict=True))
    assert (
        tree_of([named[each] for each in order], about="x").root
        == tree_of(list(named.values()), about="x").root
    )


def test_a_root_of_one_month_is_not_a_root_of_another() -> None:
    proof = proof_of(tree_of(holdings([1, 2, 3]), about="2026-11"), account="a1")
    assert faults_of(replace(proof, root=replace(proof.root, about="2026-12"))) == ("other_root",)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ([Holding("a", -1, b"s" * 32)], "below zero would hide"),
        ([Holding("a", 1, b"short")], "give 32"),
        ([Holding("a", 1, b"s" * 32)] * 2, "stands twice"),
        ([], "no holdings"),
        ([Holding("a", 2**63, b"s" * 32)], "divide the total"),
    ],
)  # fmt: skip
def test_what_may_not_stand_in_a_tree_is_refused(wrong: list[Holding], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        tree_of(wrong, about="x")


def test_who_is_not_in_the_tree_gets_no_proof() -> None:
    with pytest.raises(KeyError, match="not in the tree"):
        proof_of(tree_of(holdings([1]), about="x"), account="stranger")


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="can be guessed"):
        salt_of("a", about="x", key=b"short")


@pytest.mark.parametrize(
    "change", [{"scheme": "x"}, {"grams": "5"}, {"root": "zz"}, {"steps": 3}, {"steps": [{}]}]
)
def test_a_damaged_file_says_what_is_wrong_in_it(change: dict[str, object]) -> None:
    file = written(proof_of(tree_of(holdings([1, 2]), about="x"), account="a0"))
    with pytest.raises(ValueError, match=r"scheme|whole number|hexadecimal|list of steps|text should"):
        read(file | change)


def proof() -> Proof:
    return proof_of(tree_of(holdings([1_250, 0, 37, 400_000, 5]), about="한 사업, 2026-11"), account="a3")


def test_the_script_says_yes_to_a_true_proof_and_to_the_published_root(tmp_path: Path) -> None:
    root = proof().root
    for words in ((), (root.digest.hex(), str(root.grams))):
        done = script(tmp_path, written(proof()), *words)
        assert (done.returncode, done.stdout[:3]) == (0, "YES"), done.stderr


@pytest.mark.parametrize(
    "change", [{"grams": 400_001}, {"account": "a4"}, {"about": "2026-12"}, {"total_grams": 1}]
)
def test_the_script_says_no_where_the_protocol_does(tmp_path: Path, change: dict[str, object]) -> None:
    file = written(proof()) | change
    done = script(tmp_path, file)
    assert faults_of(read(file))
    assert done.returncode == 1
    assert done.stderr.startswith("NO ")


@pytest.mark.parametrize(
    "change", [{"grams": -1}, {"grams": True}, {"salt": "00"}, {"scheme": "x"}, {"steps": None}]
)
def test_the_script_refuses_what_it_cannot_check(tmp_path: Path, change: dict[str, object]) -> None:
    done = script(tmp_path, written(proof()) | change)
    assert done.returncode == 1
    assert done.stderr.startswith("NOT CHECKED")


def test_another_published_root_is_not_believed(tmp_path: Path) -> None:
    done = script(tmp_path, written(proof()), "00" * 32, str(proof().root.grams))
    assert done.returncode == 1


def test_the_script_is_short_and_needs_python_only() -> None:
    text = SCRIPT.read_text()
    assert text.count("\n") <= 60
    assert {line for line in text.splitlines() if line.startswith("import")} == {
        "import hashlib", "import json", "import sys",
    }  # fmt: skip
