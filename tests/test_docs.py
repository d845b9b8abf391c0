"""Everything a reader can meet is documented."""

from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text().split()) <= 500
