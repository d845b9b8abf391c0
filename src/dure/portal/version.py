"""Which code this is: the digest of its own source files, so that an edition can name what made it."""

import hashlib
from functools import cache
from pathlib import Path

CODE = Path(__file__).resolve().parents[1]
# What decides how a page or a report comes out: code, templates and words; typefaces by their lock.
DECIDES = {".py", ".html", ".svg", ".typ", ".po", ".lock"}


@cache
def code_version() -> str:
    """The first 16 hexadecimal digits of the SHA-256 over every file that decides what the product says."""
    digest = hashlib.sha256()
    for file in sorted(file for file in CODE.rglob("*") if file.suffix in DECIDES):
        digest.update(file.relative_to(CODE).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]
