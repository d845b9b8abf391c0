"""Every word of a page is there in Korean, once, and none is left over."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import allauth
import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.template.base import Lexer, TokenType
from django.utils import translation

from dure.portal.words import LOCALE, compile_words

PORTAL = Path(settings.CODE) / "portal"
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
QUOTED = r"""["']((?:(?<=")[^"]*(?="))|(?:(?<=')[^']*(?=')))["']"""
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def _in_template(path: Path) -> Iterator[str]:
    """The message ids of a template."""
    block: list[str] | None = None
    trimmed = False
    for token in Lexer(path.read_text()).tokenize():
        words = token.contents.split(None, 1)
        if token.token_type == TokenType.BLOCK and words[0] in {"translate", "trans"}:
            yield from re.findall(rf"^\w+ {QUOTED}", token.contents)
        elif token.token_type == TokenType.BLOCK and words[0] == "blocktranslate":
            block = [""]
            trimmed = token.contents.endswith("trimmed")
        elif token.token_type == TokenType.BLOCK and words[0] == "plural" and block is not None:
            block.append("")
        elif token.token_type == TokenType.BLOCK and words[0] == "endblocktranslate" and block is not None:
            yield re.sub(r"\s*\n\s*", " ", block[0]).strip() if trimmed else block[0]
            block = None
        elif block is not None:
            block[-1] += (
                f"%({token.contents})s"
                if token.token_type == TokenType.VAR
                else token.contents.replace("%", "%%")
            )
        elif token.token_type in {TokenType.BLOCK, TokenType.VAR}:
            yield from re.findall(rf"_\({QUOTED}\)", token.contents)


def _in_code(path: Path) -> Iterator[str]:
    """The message ids of a module."""
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in CALLS and isinstance(node.args[0].value, str):
            yield node.args[0].value


def _used() -> dict[str, str]:
    """Every message id in use, and one place where it stands."""
    found: dict[str, str] = {}
    for path in sorted([*PORTAL.rglob("*.html"), *PORTAL.rglob("*.py")]):
        ids = _in_template(path) if path.suffix == ".html" else _in_code(path)
        found.update(dict.fromkeys(ids, str(path.relative_to(PORTAL))))
    return found


def _translated() -> list[tuple[str, str, tuple[str, ...]]]:
    """Room, message id and Korean words of every entry."""
    entries = []
    for po in sorted(LOCALE.glob("*/ko/LC_MESSAGES/django.po")):
        with po.open("rb") as file:
            for message in read_po(file, locale="ko"):
                if message.id:
                    key = message.id if isinstance(message.id, str) else message.id[0]
                    said = message.string or ""
                    words = (said,) if isinstance(said, str) else tuple(said)
                    entries.append((po.parts[-4], key, words))
    return entries


def test_every_word_of_a_page_is_there_in_korean() -> None:
    korean = {key for _, key, words in _translated() if all(words)}
    assert {key: where for key, where in _used().items() if key not in korean} == {}


def test_no_translation_is_left_over() -> None:
    used = _used()
    left = [(room, key) for room, key, _ in _translated() if key not in used]
    # The account room mends the Korean of the library that signs people in.
    folder = Path(allauth.__file__).parent
    library = "".join(
        path.read_text() for path in folder.rglob("*") if path.suffix in {".py", ".html", ".po"}
    )
    assert [(room, key) for room, key in left if room != "account" or key not in library] == []


def test_a_message_has_one_translation() -> None:
    found: dict[str, set[tuple[str, ...]]] = {}
    for _, key, words in _translated():
        found.setdefault(key, set()).add(words)
    assert {key: words for key, words in found.items() if len(words) > 1} == {}


def test_a_translation_keeps_the_values_of_its_message() -> None:
    wrong = [
        key
        for _, key, words in _translated()
        for korean in words
        if not set(PLACEHOLDER.findall(korean)) <= set(PLACEHOLDER.findall(key))
    ]
    assert wrong == []


def test_words_are_compiled_once(tmp_path: Path) -> None:
    assert compile_words(tmp_path) == len(list(LOCALE.glob("*/*/LC_MESSAGES/django.po")))
    assert compile_words(tmp_path) == 0


@pytest.mark.parametrize(("language", "word"), [("ko", "본문 바로가기"), ("en", "Skip to the content")])
def test_a_page_speaks_its_language(language: str, word: str) -> None:
    with translation.override(language):
        assert translation.gettext("Skip to the content") == word
