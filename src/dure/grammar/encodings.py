"""From bytes to text, whatever programme saved them. Never raises."""

import codecs

UNREADABLE = "unreadable"


def decode(content: bytes) -> tuple[str, str]:
    """The text of `content` and the encoding it was in.

    `utf-8`, `utf-8-sig` (with a byte order mark), `utf-16` and `cp949` (what Korean spreadsheets save) are
    read. Anything else comes back as `unreadable`, with a mark in place of each byte that has no meaning.
    """
    tries = ["cp949"]
    if content.startswith(codecs.BOM_UTF8):
        tries = ["utf-8-sig"]
    elif content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        tries = ["utf-16", "cp949"]
    elif len(content) > 1 and 0 in content[:2]:
        return _utf_16_without_mark(content)
    elif (text := _utf_8(content)) is not None:
        return text, "utf-8"
    elif _is_damaged_utf_8(content):
        tries = []
    for encoding in tries:
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", errors="replace"), UNREADABLE


def _utf_8(content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _utf_16_without_mark(content: bytes) -> tuple[str, str]:
    """The text of a file whose first letter is half a zero: UTF-16 that does not say so."""
    try:
        return content.decode("utf-16-be" if content[0] == 0 else "utf-16-le"), "utf-16"
    except UnicodeDecodeError:
        return content.decode("utf-8", errors="replace"), UNREADABLE


def _is_damaged_utf_8(content: bytes) -> bool:
    """Whether most letters are Korean in UTF-8: then a broken byte must not make them CP949 nonsense."""
    letters = content.decode("utf-8", errors="ignore")
    korean = sum("가" <= letter <= "힣" for letter in letters)
    return korean * 6 > sum(byte > 127 for byte in content)
