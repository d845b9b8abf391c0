"""A pack of an invented town, copied for each test, which the test then breaks in one place."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from dure.grammar import read
from dure.grammar.shapes import Mistake, Packs

SAMPLE = Path(__file__).parent / "packs"


@dataclass(frozen=True)
class Copy:
    """A copy of the invented packs."""

    root: Path

    def change(self, file: str, old: str, new: str) -> None:
        """Replace `old`, which must stand in the file."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def add(self, file: str, text: str) -> None:
        """Write `text` to the end of a file."""
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as out:
            out.write(text)

    def packs(self) -> Packs:
        """The packs as they are now."""
        return read(self.root)

    def only_mistake(self) -> Mistake:
        """The one mistake there is."""
        mistakes = self.packs().mistakes
        assert len(mistakes) == 1, [(m.file, m.line, m.column, m.says.en) for m in mistakes]
        return mistakes[0]


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """A copy of the invented packs, without a mistake."""
    shutil.copytree(SAMPLE, tmp_path / "packs")
    return Copy(tmp_path / "packs")
