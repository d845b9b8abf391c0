"""Engines are known by their docstrings, without being imported."""

from pathlib import Path

from dure.engines.catalogue import ENGINES
from dure.grammar.contracts import Entry, read_contracts

ENGINE = '''
def sum_of(*, parts, limit_s, note=1):
    """Adds.

    Arguments
        parts    (part,)          any:a    not negative,
                                           and not empty
        table    (row, column)    any
        limit_s  scalar           s        between 0 and 9
    Returns
        total    scalar           any:a
    Raises
        ValueError  never.
    """


def plain(*, a):
    """No table."""
'''


def test_a_contract_is_read_from_a_docstring(tmp_path: Path) -> None:
    (tmp_path / "sums").mkdir()
    (tmp_path / "sums" / "adding.py").write_text(ENGINE)
    (tmp_path / "sums" / "__init__.py").write_text("from dure.engines.sums.adding import sum_of\n")
    contracts = read_contracts(tmp_path)
    assert set(contracts) == {"sums.sum_of"}
    contract = contracts["sums.sum_of"]
    assert contract.arguments[0] == Entry("parts", 1, "any:a", "not negative,")
    assert [entry.dimensions for entry in contract.arguments] == [1, 2, 0]
    assert contract.answers == (Entry("total", 0, "any:a", ""),)
    assert contract.optional == {"note"}


def test_a_broken_engine_is_no_engine(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("def (:")
    assert read_contracts(tmp_path) == {}


def test_every_engine_of_the_product_has_a_contract() -> None:
    contracts = read_contracts()
    assert set(contracts) == set(ENGINES)
    assert contracts["plan.path_to_target"].arguments[0] == Entry("base_year", 0, "year", "any")
