"""Every engine is named, told and exemplified alike."""

import doctest
import importlib
import inspect
import pkgutil
import re
from types import ModuleType

import pytest

from dure import engines
from dure.engines.catalogue import CHECKS, ENGINES
from dure.engines.checks import Verdict

HEADS = ["Arguments", "Returns", "Raises", "Source"]
ROW = re.compile(r"^        (\w+)  +(scalar|\([a-z_]+(?:, [a-z_]+)*,?\))  +(\S+)  +(\S.*)$")


def modules() -> list[ModuleType]:
    found = pkgutil.walk_packages(engines.__path__, "dure.engines.")
    return [importlib.import_module(module.name) for module in found]


def rows(docstring: str, head: str) -> dict[str, str]:
    """The unit of each row below a head."""
    after = docstring.split(f"    {head}\n")[1]
    block = after.split("\n    " + HEADS[HEADS.index(head) + 1])[0]
    matched = [(line, ROW.match(line)) for line in block.splitlines() if line.strip()]
    assert all(match for _, match in matched), [line for line, match in matched if not match]
    return {match[1]: match[3] for _, match in matched if match}


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.__name__)
def test_every_example_is_what_comes_out(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_is_called_by_its_topic_and_its_name(name: str) -> None:
    topic, function = name.split(".")
    assert ENGINES[name].__module__.startswith(f"dure.engines.{topic}")
    assert ENGINES[name].__name__ == function


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_tells_its_arguments_in_their_order_and_its_answers_by_name(name: str) -> None:
    signature = inspect.signature(ENGINES[name])
    told = ENGINES[name].__doc__ or ""
    assert re.findall(r"^    (Arguments|Returns|Raises|Source)$", told, re.MULTILINE) == HEADS
    assert ">>> " in told
    assert list(rows(told, "Arguments")) == list(signature.parameters)
    assert all(each.kind is each.KEYWORD_ONLY for each in signature.parameters.values())
    assert list(rows(told, "Returns")) == list(signature.return_annotation.__dataclass_fields__)


def test_every_check_answers_with_a_verdict() -> None:
    assert len(CHECKS) == 26
    assert all(inspect.signature(check).return_annotation is Verdict for check in CHECKS.values())
