"""The project's own source as values: every module parsed once, for the tests that hold the style."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src"
CODE = SRC / "dure"
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One file of Python."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def file(self) -> str:
        """The path as the documents write it."""
        return str(self.path.relative_to(ROOT))

    @property
    def name(self) -> str:
        """The dotted name that imports it."""
        top = SRC if self.path.is_relative_to(SRC) else ROOT
        words = self.path.relative_to(top).with_suffix("").parts
        return ".".join(words[:-1] if words[-1] == "__init__" else words)


@dataclass(frozen=True)
class Violation:
    """One place where a rule of docs/style.md does not hold."""

    file: str
    rule: str
    name: str


@cache
def modules() -> tuple[Module, ...]:
    """Every module of src, tests and bench; migrations are made by a program and left out."""
    paths = [path for top in ("src", "tests", "bench") for path in sorted((ROOT / top).rglob("*.py"))]
    kept = [path for path in paths if "migrations" not in path.parts]
    texts = {path: path.read_text() for path in kept}
    return tuple(Module(path, text, ast.parse(text)) for path, text in texts.items())


def in_src() -> tuple[Module, ...]:
    """The modules of the product."""
    return tuple(module for module in modules() if module.path.is_relative_to(SRC))


def under(folder: str) -> tuple[Module, ...]:
    """The modules of one folder of src/dure."""
    return tuple(module for module in modules() if module.path.is_relative_to(CODE / folder))


def functions(module: Module) -> Iterator[tuple[str, Function]]:
    """Every function of a module with its dotted name, methods and inner functions too."""
    yield from _inside(module.tree, "")


def _inside(node: ast.AST, prefix: str) -> Iterator[tuple[str, Function]]:
    """The functions below a node."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, FUNCTIONS):
            yield prefix + child.name, child
            yield from _inside(child, f"{prefix}{child.name}.")
        elif isinstance(child, ast.ClassDef):
            yield from _inside(child, f"{prefix}{child.name}.")
        else:
            yield from _inside(child, prefix)


def public(module: Module) -> Iterator[Function]:
    """The functions a module shows to others."""
    for node in module.tree.body:
        if isinstance(node, FUNCTIONS) and not node.name.startswith("_"):
            yield node


def verbs_and_nouns(door: str = "read|write") -> Iterator[tuple[Module, Function]]:
    """What the doors of the kernel show: of a door that is a folder, what its face names."""
    faces = {module.name: module for module in under("kernel")}
    for name, module in faces.items():
        if match := re.fullmatch(rf"(dure\.kernel\.\w+\.(?:{door}))(\.\w+)?", name):
            face = faces.get(match[1]) if match[2] else None
            shown = {word.rpartition(".")[2] for word, _ in imports(face)} if face else None
            yield from ((module, one) for one in public(module) if shown is None or one.name in shown)


def body_lines(function: Function) -> int:
    """How many lines the body has, its docstring left out."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def imports(module: Module) -> Iterator[tuple[str, ast.stmt]]:
    """Every name a module imports, in full: `from a import b` gives `a.b`."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((f"{node.module}.{alias.name}", node) for alias in node.names)


def import_graph() -> dict[str, set[str]]:
    """Which module of ours imports which."""
    names = {module.name for module in in_src()}
    graph: dict[str, set[str]] = {name: set() for name in names}
    for module in in_src():
        for name, _ in imports(module):
            target = name if name in names else name.rpartition(".")[0]
            if target in names:
                graph[module.name].add(target)
    return graph


def cycles(graph: dict[str, set[str]]) -> list[set[str]]:
    """Groups of more than one node that reach each other."""
    reach = {node: _reached(graph, node) for node in graph}
    groups = {frozenset(other for other in reach[node] if node in reach[other]) for node in graph}
    return [set(group) for group in groups if len(group) > 1]


def _reached(graph: dict[str, set[str]], start: str) -> set[str]:
    """Everything that can be reached from a node."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for node in graph[waiting.pop()] - seen:
            seen.add(node)
            waiting.append(node)
    return seen


def rows(markdown: str, columns: int) -> Iterator[tuple[str, ...]]:
    """The rows of the tables with that many columns in a text, heads left out."""
    lines = markdown.splitlines()
    for before, line in pairwise(lines):
        cells = tuple(cell.strip().strip("`") for cell in re.split(r"(?<!\\)\|", line)[1:-1])
        if len(cells) == columns and before.startswith("|") and not set(line) <= set("|- :"):
            yield cells
