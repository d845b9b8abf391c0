"""What stands written down is what comes out, today as on the day it was written."""

import doctest
import importlib
import json
import pkgutil
from pathlib import Path

import pytest

from dure import protocols
from tests.protocols.make_vectors import FOLDER, vectors

MODULES = [module.name for module in pkgutil.iter_modules(protocols.__path__, "dure.protocols.")]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: str(path.stem))
def test_a_vector_is_made_again_byte_for_byte(path: Path) -> None:
    assert json.loads(path.read_text()) == json.loads(json.dumps(vectors()[path.stem]))


@pytest.mark.parametrize("name", MODULES)
def test_every_example_is_what_comes_out(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
