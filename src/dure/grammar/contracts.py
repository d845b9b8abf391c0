"""What engines ask for and answer, read from the Arguments and Returns tables of their docstrings.

The source is parsed, never imported: the check of a pack needs no mathematics.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

ENGINES = Path(__file__).resolve().parents[1] / "engines"
CATALOGUE = "catalogue.py"
HEADS = ("Arguments", "Returns", "Raises", "Source")


@dataclass(frozen=True)
class Entry:
    """A row of a contract: a name, how many dimensions it has, its unit, and its range in words."""

    name: str
    dimensions: int
    unit: str
    range: str


@dataclass(frozen=True)
class Contract:
    """An engine: what it takes and what it answers."""

    name: str
    arguments: tuple[Entry, ...]
    answers: tuple[Entry, ...]
    optional: frozenset[str]


Contracts = dict[str, Contract]


def read_contracts(folder: Path = ENGINES) -> Contracts:
    """Every engine below `folder`, by the name packs call it: `module.function`."""
    found: Contracts = {}
    borrowed: dict[str, str] = {}
    for path in sorted(folder.rglob("*.py")):
        module = _module(folder, path)
        try:
            tree = ast.parse(path.read_bytes())
        except (OSError, SyntaxError, ValueError, RecursionError):
            continue
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                contract = _contract(f"{module}.{node.name}".lstrip("."), node)
                if contract is not None:
                    found[contract.name] = contract
            elif isinstance(node, ast.ImportFrom) and path.name == "__init__.py":
                borrowed.update(_borrowed(module, node))
    shown = {name: replace(found[origin], name=name) for name, origin in borrowed.items() if origin in found}
    inner = {origin for name, origin in borrowed.items() if name in shown}
    contracts = {name: contract for name, contract in found.items() if name not in inner} | shown
    listed = _listed(folder / CATALOGUE)
    return {name: contracts[name] for name in sorted(contracts) if listed is None or name in listed}


def _listed(catalogue: Path) -> frozenset[str] | None:
    """The names that packs may call engines by, from the keys of the catalogue; None where there is none."""
    if not catalogue.exists():
        return None
    tree = ast.parse(catalogue.read_bytes())
    keys = (key for node in ast.walk(tree) if isinstance(node, ast.Dict) for key in node.keys)
    return frozenset(str(key.value) for key in keys if isinstance(key, ast.Constant))


def _module(folder: Path, path: Path) -> str:
    """The dotted name of a file below `folder`; a package is named by its folder."""
    parts = path.relative_to(folder).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _borrowed(module: str, node: ast.ImportFrom) -> Iterator[tuple[str, str]]:
    """Names a package shows that another module of the engines defines."""
    origin = node.module or ""
    if node.level == 1:
        origin = f"{module}.{origin}".strip(".")
    elif origin.startswith("dure.engines"):
        origin = origin.removeprefix("dure.engines").lstrip(".")
    else:
        return
    for alias in node.names:
        yield f"{module}.{alias.asname or alias.name}", f"{origin}.{alias.name}"


def _contract(name: str, node: ast.FunctionDef) -> Contract | None:
    """The contract in a function's docstring; None where there is no Arguments table."""
    text = ast.get_docstring(node)
    if text is None:
        return None
    heads = _heads(text)
    if "Arguments" not in heads:
        return None
    kept = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
    optional = frozenset(argument.arg for argument, default in kept if default is not None)
    return Contract(name, _entries(heads["Arguments"]), _entries(heads.get("Returns", [])), optional)


def _heads(text: str) -> dict[str, list[str]]:
    """The lines under each head of a docstring."""
    heads: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line.rstrip(":") in HEADS:
            lines = heads.setdefault(line.rstrip(":"), [])
        elif line.startswith(" "):
            lines.append(line)
        elif line:
            lines = []
    return heads


def _entries(lines: list[str]) -> tuple[Entry, ...]:
    """The rows of an Arguments or Returns table: name, shape, unit, range, two spaces between."""
    entries = []
    depth = min((len(line) - len(line.lstrip()) for line in lines), default=0)
    for line in lines:
        parts = re.split(r"\s{2,}", line.strip(), maxsplit=3)
        if len(line) - len(line.lstrip()) == depth and len(parts) >= 3:
            name, shape, unit = parts[:3]
            dimensions = len([part for part in shape.strip("()").split(",") if part.strip()])
            dimensions = dimensions if shape.startswith("(") else 0
            entries.append(Entry(name, dimensions, unit, parts[3] if len(parts) > 3 else ""))
    return tuple(entries)
