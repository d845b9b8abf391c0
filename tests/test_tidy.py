"""The rules of docs/style.md that a machine can hold.

A rule is a function that yields the places where it does not hold. The table that ends docs/style.md is the
only list of exceptions, each with its reason; one that is no longer needed fails here, too.
"""

import ast
import hashlib
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from dure.engines.catalogue import ENGINES
from tests import source
from tests.source import CODE, ROOT, Function, Violation

Rule = Callable[[], Iterator[tuple[str, str]]]
RULES: dict[str, Rule] = {}
WORDS = ("parties", "things", "networks", "observations", "ledgers", "cases", "plans", "runs")
FORBIDDEN_NAMES = re.compile(r"^(utils?|helpers?|common|base|misc|managers?|services?)$")
TEXT = (".py", ".html", ".css", ".js", ".txt", ".typ", ".po", ".toml", ".svg", ".xml")
HEADS = ("Arguments", "Returns", "Raises", "Source")
KERNEL_FILES = {"__init__.py", "apps.py", "models.py", "read.py", "write.py", "migrations", "read", "write"}
LETTERS = {("cases", "answers"), ("runs", "inputs")}


def rule(function: Rule) -> Rule:
    """Enter a rule under its name, as the style writes it."""
    RULES[function.__name__.replace("_", " ")] = function
    return function


def _texts() -> Iterator[tuple[str, str]]:
    """Every text of src that was written here."""
    for path in sorted(CODE.rglob("*")):
        if path.suffix in TEXT and not {"vendor", "migrations"} & set(path.parts):
            yield str(path.relative_to(ROOT)), path.read_text()


def _parameters(function: Function) -> list[ast.arg]:
    """All parameters but self and cls."""
    arguments = function.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return [argument for argument in named if argument.arg not in {"self", "cls"}]


def _engines() -> Iterator[tuple[source.Module, Function]]:
    """Every engine of the catalogue, as written."""
    names = {name.rpartition(".")[2] for name in ENGINES}
    for module in source.under("engines"):
        yield from ((module, function) for function in source.public(module) if function.name in names)


def _models() -> Iterator[tuple[str, type[models.Model]]]:
    """Our tables, each with the word it belongs to."""
    for model in apps.get_models():
        if model.__module__.startswith("dure.kernel."):
            yield model.__module__.split(".")[2], model


@rule
def short_function() -> Iterator[tuple[str, str]]:
    """A function's body has fewer than 40 lines."""
    for module in source.modules():
        for name, function in source.functions(module):
            if source.body_lines(function) >= 40:
                yield module.file, name


@rule
def short_file() -> Iterator[tuple[str, str]]:
    """A file has fewer than 400 lines."""
    for module in source.modules():
        if module.text.count("\n") >= 400:
            yield module.file, module.path.name
    for file, text in _texts():
        if file.endswith((".html", ".css", ".js", ".typ")) and text.count("\n") >= 400:
            yield file, file.rpartition("/")[2]


@rule
def few_parameters() -> Iterator[tuple[str, str]]:
    """A function has at most seven parameters."""
    for module in source.modules():
        for name, function in source.functions(module):
            if len(_parameters(function)) > 7:
                yield module.file, name


@rule
def keyword_only() -> Iterator[tuple[str, str]]:
    """After the first, the arguments of doors and engines are named by whoever calls them."""
    for module, function in [*source.verbs_and_nouns(), *_engines()]:
        if len(function.args.posonlyargs) + len(function.args.args) > 1:
            yield module.file, function.name


@rule
def telling_name() -> Iterator[tuple[str, str]]:
    """No file or folder has a name that says nothing."""
    for top in ("src", "tests", "bench", "docs"):
        for path in (ROOT / top).rglob("*"):
            if FORBIDDEN_NAMES.match(path.stem) and "vendor" not in path.parts:
                yield str(path.relative_to(ROOT)), path.name


@rule
def import_at_the_top() -> Iterator[tuple[str, str]]:
    """Imports stand at the top of the file; only the list of commands opens modules by name."""
    for module in source.in_src():
        for name, function in source.functions(module):
            if any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(function)):
                yield module.file, name
        if "import_module" in module.text and module.name != "dure.portal.commands.main":
            yield module.file, "import_module"


@rule
def no_hidden_wiring() -> Iterator[tuple[str, str]]:
    """No signals, no generic relations."""
    hidden = re.compile(r"^django\.(dispatch|db\.models\.signals|contrib\.contenttypes\.fields)\b")
    for module in source.in_src():
        yield from ((module.file, name) for name, _ in source.imports(module) if hidden.match(name))


@rule
def plain_table() -> Iterator[tuple[str, str]]:
    """Tables do not inherit from tables, do not override saving, and keep JSON for letters only."""
    for word, model in _models():
        file = f"src/{model.__module__.replace('.', '/')}.py"
        if model._meta.parents:
            yield file, f"{model.__name__} inherits a table"
        if {"save", "delete"} & set(vars(model)):
            yield file, f"{model.__name__} overrides save or delete"
        for field in model._meta.local_fields:
            if isinstance(field, models.JSONField) and (word, field.name) not in LETTERS:
                yield file, f"{model.__name__}.{field.name}"


@rule
def key_points_down() -> Iterator[tuple[str, str]]:
    """A foreign key leads to the same or an earlier word."""
    for word, model in _models():
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            target = field.related_model
            if not isinstance(target, type) or not target.__module__.startswith("dure.kernel."):
                continue
            if WORDS.index(target.__module__.split(".")[2]) > WORDS.index(word):
                yield f"src/{model.__module__.replace('.', '/')}.py", f"{model.__name__}.{field.name}"


@rule
def same_rooms() -> Iterator[tuple[str, str]]:
    """Each kernel package has the same files."""
    for word in WORDS:
        for path in sorted((CODE / "kernel" / word).iterdir()):
            if path.name not in KERNEL_FILES | {"__pycache__"}:
                yield f"src/dure/kernel/{word}", path.name


@rule
def portal_uses_doors() -> Iterator[tuple[str, str]]:
    """The portal never touches a table."""
    for module in source.under("portal"):
        yield from (
            (module.file, name)
            for name, _ in source.imports(module)
            if re.match(r"dure\.kernel\.\w+\.models", name)
        )


def _place_names() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds the name of a place of the packs, and what finds the name of a time zone that they use."""
    names, zones = set(), set()
    for path in sorted((ROOT / "packs" / "places").glob("*/place.toml")):
        place = tomllib.loads(path.read_text())
        if place["kind"] != "world":
            names |= {path.parent.name, *place["title"].values()}
            zones.add(place["timezone"])
    either = "|".join(rf"(?<![\w-]){re.escape(name)}(?![\w-])" for name in sorted(names)) or r"(?!)"
    zone = "|".join(rf"(?<![\w/]){re.escape(name)}(?![\w/-])" for name in sorted(zones)) or r"(?!)"
    return re.compile(either), re.compile(zone)


@rule
def place_names_in_packs_only() -> Iterator[tuple[str, str]]:
    """The product knows no place by name. The world is everybody's, and an ordinary word; a time zone that a
    place of the packs is in has its own name.
    """
    place, zone = _place_names()
    for file, text in _texts():
        yield from ((file, name) for name in sorted(set(place.findall(zone.sub("", text)))))


@rule
def one_reader_of_the_environment() -> Iterator[tuple[str, str]]:
    """The settings alone read the environment; others may only say where the settings are."""
    for module in source.in_src():
        rest = re.sub(r"os\.environ\.setdefault\(\s*\"DJANGO_SETTINGS_MODULE\"", "", module.text)
        if module.name != "dure.portal.settings" and re.search(r"\bos\.(environ|getenv|putenv)\b", rest):
            yield module.file, "os.environ"


@rule
def says_what_it_is() -> Iterator[tuple[str, str]]:
    """Every module, and every public class, function and method, begins with a docstring."""
    for module in source.modules():
        if not ast.get_docstring(module.tree) and module.text.strip():
            yield module.file, "module"
    for module in source.in_src():
        for node in module.tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                # What a method of a framework's class is for, the framework says.
                members = (
                    [] if node.bases else [part for part in node.body if isinstance(part, source.FUNCTIONS)]
                )
                shown: list[ast.ClassDef | Function] = [node, *members]
            else:
                shown = [node] if isinstance(node, source.FUNCTIONS) else []
            for part in shown:
                if not part.name.startswith("_") and not ast.get_docstring(part):
                    yield module.file, part.name if part is node else f"{node.name}.{part.name}"  # type: ignore[attr-defined]


@rule
def engine_contract() -> Iterator[tuple[str, str]]:
    """An engine's docstring has the four heads and an example by hand."""
    for module, function in _engines():
        text = ast.get_docstring(function) or ""
        if ">>> " not in text or any(not re.search(rf"^{head}$", text, re.MULTILINE) for head in HEADS):
            yield module.file, function.name


@rule
def frozen_results() -> Iterator[tuple[str, str]]:
    """An answer of more than two parts is a dataclass, and what is answered does not change."""
    answered = set()
    for module in source.in_src():
        for function in source.public(module):
            answer = function.returns
            answered |= (
                {part.id for part in ast.walk(answer) if isinstance(part, ast.Name)} if answer else set()
            )
            if isinstance(answer, ast.Subscript) and ast.unparse(answer.value) == "tuple":
                parts = answer.slice.elts if isinstance(answer.slice, ast.Tuple) else []
                if len(parts) > 2:
                    yield module.file, function.name
    for module in source.in_src():
        for node in ast.walk(module.tree):
            written = [ast.unparse(part) for part in getattr(node, "decorator_list", ())]
            changes = any(re.match(r"(dataclasses\.)?dataclass\b(?!.*frozen=True)", word) for word in written)
            if isinstance(node, ast.ClassDef) and node.name in answered and changes:
                yield module.file, node.name


@rule
def no_ancestors() -> Iterator[tuple[str, str]]:
    """A class inherits from the framework or from an exception, not from a class of ours."""
    ours = {
        node.name: [ast.unparse(part) for part in node.bases]
        for module in source.in_src()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
    }

    def refuses(name: str) -> bool:
        return name.endswith(("Exception", "Error")) or any(refuses(part) for part in ours.get(name, []))

    for module in source.in_src():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef) and any(
                ast.unparse(part) in ours and not refuses(ast.unparse(part)) for part in node.bases
            ):
                yield module.file, node.name


@rule
def no_import_cycle() -> Iterator[tuple[str, str]]:
    """No two modules import each other, directly or around a corner."""
    for group in source.cycles(source.import_graph()):
        yield min(group), ", ".join(sorted(group))


@rule
def safe_page() -> Iterator[tuple[str, str]]:
    """Pages fetch nothing from elsewhere and carry no inline code or style, which browsers would refuse."""
    fetched = r"<(?:script|link|img|iframe|source)\b[^>]*\b(?:src|href)=[\"'](?:https?:)?//"
    inline = r"<script(?![^>]*\b(?:src|application/json))|<style\b|\sstyle=[\"']|\son[a-z]+=[\"']"
    patterns = {
        ".html": f"{fetched}|{inline}",
        ".css": r"url\([\"']?(?:https?:)?//|@import\s+[\"'](?:https?:)?//",
    }
    for file, text in _texts():
        pattern = patterns.get(Path(file).suffix, r"(?!)")
        yield from ((file, found[:40]) for found in sorted(set(re.findall(pattern, text))))


@rule
def nothing_left_for_later() -> Iterator[tuple[str, str]]:
    """What is left to do is an issue, not a comment."""
    later = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b")
    for module in source.modules():
        yield from ((module.file, word) for word in later.findall(module.text))
    yield from (
        (file, word) for file, text in _texts() if not file.endswith(".py") for word in later.findall(text)
    )


@rule
def mirrored_tests() -> Iterator[tuple[str, str]]:
    """A folder of tests has the name of the folder it tests, or is a journey or a pack."""
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        folder = path.parent.relative_to(ROOT / "tests")
        if folder.parts and folder.parts[0] not in {"journeys", "packs"} and not (CODE / folder).is_dir():
            yield str(path.relative_to(ROOT)), str(folder)


@rule
def reasoned_dependency() -> Iterator[tuple[str, str]]:
    """Every dependency says what it is for."""
    for line in (ROOT / "pyproject.toml").read_text().split("[tool.", 1)[0].splitlines():
        if re.match(r'  "[\w-]+', line) and "#" not in line:
            yield "pyproject.toml", line.strip(' ",')


def _exemptions() -> dict[Violation, str]:
    """The table that ends docs/style.md."""
    text = (ROOT / "docs" / "style.md").read_text().partition("## What does not hold today")[2]
    return {Violation(file, rule, name): reason for file, rule, name, reason in source.rows(text, 4)}


@pytest.mark.parametrize("name", RULES)
def test_the_rule_holds(name: str) -> None:
    found = {Violation(file, name, what) for file, what in RULES[name]()}
    listed = {violation for violation in _exemptions() if violation.rule == name}
    # A row whose name is * stands for all of its file.
    files = {violation.file for violation in listed if violation.name == "*"}
    standing = listed | {one for one in found if one.file in files}
    new = "\n".join(f"  {one.file}: {one.name}" for one in sorted(found - standing, key=str))
    assert not new, f"{RULES[name].__doc__}\nDoes not hold in\n{new}"
    needed = found | {one for one in listed if one.name == "*" and one.file in {each.file for each in found}}
    stale = "\n".join(f"  {one.file}: {one.name}" for one in sorted(listed - needed, key=str))
    assert not stale, f"Listed in docs/style.md, but the rule holds there now; take the row away:\n{stale}"


def test_a_time_zone_is_no_place_and_a_place_after_a_slash_is_one() -> None:
    place, zone = _place_names()
    for passes in ('"Asia/Seoul"', "Asia/Seoul처럼"):
        assert place.findall(zone.sub("", passes)) == [], passes
    for held in ("Europe/Seoul", "x/Seoul", "x/Asia/Seoul"):
        assert place.findall(zone.sub("", held)) == ["Seoul"], held


def test_every_exemption_names_a_rule_and_a_reason() -> None:
    for violation, reason in _exemptions().items():
        assert violation.rule in RULES, violation
        assert len(reason) > 10, violation


def test_every_rule_is_in_the_style() -> None:
    text = (ROOT / "docs" / "style.md").read_text()
    assert [name for name in RULES if f"*{name}*" not in text] == []


def test_the_locks_name_no_registry() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        assert "://" not in (ROOT / name).read_text(), name


def test_the_locks_hold_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    for lock, wanted in {
        "requirements.lock": project["project"]["dependencies"],
        "requirements-dev.lock": project["dependency-groups"]["dev"],
    }.items():
        held = set(re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==", (ROOT / lock).read_text(), re.MULTILINE))
        missing = [word for word in wanted if re.split(r"[^\w.-]", word)[0].lower() not in held]
        assert not missing, f"{lock} is older than pyproject.toml: {missing}. See docs/recipes.md."


def test_vendored_files_are_what_the_lock_says() -> None:
    folder = CODE / "portal" / "static" / "vendor"
    packages = tomllib.loads((folder / "VENDOR.lock").read_text())["package"]
    locked = {file: digest for package in packages for file, digest in package["files"].items()}
    there = [path for path in folder.rglob("*") if path.is_file() and path.name != "VENDOR.lock"]
    assert {str(path.relative_to(folder)): _sha512(path) for path in there} == locked
    assert [package["name"] for package in packages if not package["licence"]] == []


def _sha512(path: Path) -> str:
    """The digest of a file, as the lock writes it."""
    return hashlib.sha512(path.read_bytes()).hexdigest()
