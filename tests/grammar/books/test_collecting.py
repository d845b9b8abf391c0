"""The collector of garbage rests only for as long as it is asked to."""

import gc

import pytest

from dure.grammar.books.collecting import collecting_later


def test_the_collector_is_on_again_however_it_ends() -> None:
    assert gc.isenabled()
    with collecting_later():
        assert not gc.isenabled()
        with collecting_later():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="damage"), collecting_later():
        raise ValueError("damage")
    assert gc.isenabled()
