"""Which code this is: the digest of its own source files, so that an edition can name what made it."""

import hashlib
from functools import cache
from pathlib import Path

CODE = Path(__file__).resolve().parents[1]


@cache
def code_version() -> str:
    """The first 16 hexadecimal digits of the SHA-256 over every Python file of the product."""
    digest = hashlib.sha256()
    for file in sorted(CODE.rglob("*.py")):
        digest.update(file.relative_to(CODE).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]
