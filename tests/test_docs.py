"""Everything a reader can meet is documented: words, verbs, commands, settings, engines, units, blocks."""

import ast
import doctest
import re
from pathlib import Path

import pytest
from django.conf import settings

from dure.engines.catalogue import ENGINES
from dure.grammar import units, words
from dure.portal.commands.main import COMMANDS
from tests import source
from tests.source import CODE, ROOT

WORDS = sorted(path.name for path in (CODE / "kernel").iterdir() if (path / "apps.py").exists())
DOCS = [ROOT / name for name in ("README.md", "GLOSSARY.md", "CONTRIBUTING.md", "CHANGELOG.md")]
DOCS += sorted((ROOT / "docs").rglob("*.md")) + sorted((ROOT / "bench").glob("*.md"))
DOCS += sorted((ROOT / "packs").rglob("*.md"))
VOCABULARIES = {
    "mark": words.MARKS,
    "kind of place": words.PLACE_KINDS,
    "kind of party": words.PARTY_KINDS,
    "kind of source": words.SOURCE_KINDS,
    "kind of indicator": words.INDICATOR_KINDS,
    "kind of field": words.FIELD_KINDS,
    "deed of a move": words.DEEDS,
    "guard of a move": words.GUARDS,
    "binding": tuple(words.BINDING_WORDS),
    "take": words.TAKES,
    "file of a system": words.SYSTEM_FILES,
    "file of a place": words.PLACE_FILES,
}


def _read(*names: str) -> str:
    """The text of documents, one after another; folders whole."""
    paths = [
        path
        for name in names
        for path in ([ROOT / name] if "." in name else sorted((ROOT / name).glob("*.md")))
    ]
    return "\n".join(path.read_text() for path in paths if path.exists())


def _missing(wanted: list[str] | tuple[str, ...], text: str) -> list[str]:
    """The words that stand nowhere in the text as code."""
    return [
        word for word in wanted if not re.search(rf"`[^`\n]*(?<![\w.]){re.escape(word)}(?!\w)[^`\n]*`", text)
    ]


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text().split()) <= 500


def test_two_commands_set_everything_up() -> None:
    text = (ROOT / "README.md").read_text()
    assert re.search(r"^git clone \S+ dure && cd dure\n\./dure up$", text, re.MULTILINE)


@pytest.mark.parametrize("word", WORDS)
def test_every_question_has_its_page(word: str) -> None:
    text = _read(f"docs/questions/{word}.md")
    assert text.startswith("# ")
    verbs = [
        function.name
        for module, function in source.verbs_and_nouns("write")
        if module.name.split(".")[2] == word
    ]
    assert _missing(verbs, text) == []


def test_every_command_is_documented() -> None:
    assert _missing([f"dure {name}" for name in COMMANDS], _read("docs/building.md")) == []


def test_every_setting_is_documented() -> None:
    tree = ast.parse((CODE / "portal" / "settings.py").read_text())
    named = set(re.findall(r"^(DURE_\w+)", ast.get_docstring(tree) or "", re.MULTILINE))
    used = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and str(node.value).startswith("DURE_")
    }
    used = {name for name in used if re.fullmatch(r"DURE_\w+", str(name))}
    assert used == named
    assert _missing(sorted(named), _read("docs/operate.md")) == []


def test_every_engine_has_a_section() -> None:
    text = _read("docs/methods")
    heads = set(re.findall(r"^#+ .*?(\w+)$", text, re.MULTILINE))
    assert _missing([name for name in ENGINES if name.rpartition(".")[2] not in heads], text) == []


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_every_word_of_the_packs_is_documented(vocabulary: str) -> None:
    assert (
        _missing(
            VOCABULARIES[vocabulary], _read("docs/add-a-place.md", "docs/add-a-system.md", "GLOSSARY.md")
        )
        == []
    )


def test_every_unit_is_documented() -> None:
    assert _missing(tuple(units.UNITS), _read("docs/add-a-place.md", "docs/units.md")) == []


def test_every_block_is_documented() -> None:
    blocks = [path.stem for path in sorted((CODE / "portal" / "blocks").glob("[a-z]*.py"))]
    assert _missing(blocks, _read("docs/building.md")) == []


def test_every_measurement_has_its_result() -> None:
    names = [path.stem for path in sorted((ROOT / "bench").glob("[a-z]*.py"))]
    assert _missing([f"dure bench {name}" for name in names], _read("bench/README.md")) == []


def test_every_system_says_what_it_is_for() -> None:
    folders = [path for path in sorted((settings.PACKS / "systems").iterdir()) if path.is_dir()]
    assert [path.name for path in folders if not (path / "README.md").exists()] == []


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(path: Path) -> None:
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text(), flags=re.DOTALL)
    lost = [link for link in re.findall(r"\]\(([^)\s]+)\)", prose) if not _leads(path, link)]
    assert lost == []


def _leads(path: Path, link: str) -> bool:
    """Whether a relative link, with its heading, is there."""
    if re.match(r"(https?|mailto):", link):
        return True
    file, _, heading = link.partition("#")
    target = (path.parent / file).resolve() if file else path
    if not heading or target.suffix != ".md":
        return target.exists()
    heads = re.findall(r"^#+ (.*)$", target.read_text(), re.MULTILINE) if target.exists() else []
    return heading in {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_examples_in_documents_are_true() -> None:
    for path in DOCS:
        assert doctest.testfile(str(path), module_relative=False).failed == 0, path
