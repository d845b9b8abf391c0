"""From bytes to text, whatever programme saved them. Never raises."""

import codecs

UNREADABLE = "unreadable"


def decode(content: bytes) -> tuple[str, str]:
    """The text of `content` and the encoding it was in.

    `utf-8`, `utf-8-sig` (with a byte order mark), `utf-16` and `cp949` (what Korean spreadsheets save) are
    read. Anything else comes back as `unreadable`, with a mark in place of each byte that has no meaning.
    """
    tries = ["utf-8", "cp949"]
    if content.startswith(codecs.BOM_UTF8):
        tries = ["utf-8-sig"]
    elif content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        tries = ["utf-16", "cp949"]
    for encoding in tries:
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", errors="replace"), UNREADABLE
