"""`-` in place of a file: what stands on the standard input, kept in a file for as long as it is read."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dure.grammar.sheets import LIMIT_MB

DASH = "-"
NAME = "stdin"


@contextmanager
def with_input(arguments: Sequence[str]) -> Iterator[list[str]]:
    """The arguments with a file in place of a lone dash; `--out -` and its like are left alone.

    One letter more than is read is kept, so that a file too large says so as any other.
    """
    at = [
        place
        for place, word in enumerate(arguments)
        if word == DASH and not (place and arguments[place - 1].startswith("--"))
    ]
    if not at or sys.stdin is None:
        yield list(arguments)
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / NAME
        file.write_bytes(sys.stdin.buffer.read(LIMIT_MB * 1024 * 1024 + 1))
        yield [str(file) if place in at else word for place, word in enumerate(arguments)]
