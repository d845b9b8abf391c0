"""Korean particles: the right one of 은/는, 이/가, 을/를, 과/와 and 으로/로 after any word, number or unit.

A particle follows the last *sound*. Digits are read in Korean, capital letters by their names, units by what
people say.
"""

import re

FIRST, LAST = ord("가"), ord("힣")
FINALS = 28
RIEUL = 8

# The last sound of what is not written in Hangul: "" open, "ㄹ" the one that 로 follows, "x" any other
# closed sound.
DIGITS = {"0": "x", "1": "ㄹ", "2": "", "3": "x", "4": "", "5": "", "6": "x", "7": "ㄹ", "8": "ㄹ", "9": ""}
LETTERS = {"L": "ㄹ", "R": "ㄹ", "M": "x", "N": "x"}
# 십, 백, 천, 만, 억 are closed; 조 is open.
TRILLION_ZEROS = 12
UNITS = {
    "%": "",
    "%p": "",
    "t": "x",
    "kt": "x",
    "tCO₂e": "x",
    "ktCO₂e": "x",
    "kgCO₂e": "x",
    "kg": "x",
    "g": "x",
    "toe": "",
    "m²": "",
    "m³": "",
    "km²": "",
    "km": "",
    "m": "",
    "ha": "",
    "mg/L": "",
}
WRAPPED = re.compile(r"(.+?)\s*\([^()]*\)$")
CLOSING = "”’\"'»」』)]}.,!?…"


def last_sound(word: str) -> str:
    """The final consonant of the last syllable as read aloud: "" none, "ㄹ", or "x" for any other."""
    word = word.strip()
    wrapped = WRAPPED.match(word)
    word = (wrapped.group(1) if wrapped else word).rstrip(CLOSING)
    if not word:
        return ""
    unit = re.search(r"(?:^|[\d만억조\s])([A-Za-z%°/₂²³]+)$", word)
    if unit and unit.group(1) in UNITS:
        return UNITS[unit.group(1)]
    last = word[-1]
    if FIRST <= ord(last) <= LAST:
        final = (ord(last) - FIRST) % FINALS
        return "" if not final else "ㄹ" if final == RIEUL else "x"
    if last.isdigit():
        return _number_sound(word)
    return _letter_sound(word)


def _number_sound(word: str) -> str:
    """The last sound of a number: 20 ends in 십, 0.0 in 영, 2,000,000,000,000 in 조."""
    found = re.search(r"\d[\d,]*(\.\d+)?$", word)
    digits = found.group(0).replace(",", "") if found else word[-1]
    zeros = len(digits) - len(digits.rstrip("0"))
    if "." not in digits and zeros and zeros < len(digits):
        return "" if TRILLION_ZEROS <= zeros < TRILLION_ZEROS + 4 else "x"
    return DIGITS.get(digits[-1], "")


def _letter_sound(word: str) -> str:
    """The last sound of Latin letters: an abbreviation by the letter's name, a word by its ending."""
    last = word[-1]
    if last.isupper():
        return LETTERS.get(last, "")
    return {"l": "ㄹ", "m": "x", "n": "x"}.get(last, "x" if word.endswith("ng") else "")


def particle(word: str, pair: str) -> str:
    """The particle of `pair` (closed/open, as in "은/는") that follows `word`.

    >>> particle("대구", "은/는"), particle("943만", "을/를"), particle("서울", "으로/로")
    ('는', '을', '로')
    """
    closed, opened = pair.split("/")
    sound = last_sound(word)
    if closed == "으로":
        return closed if sound == "x" else opened
    return closed if sound else opened


def with_particle(word: str, pair: str) -> str:
    """The word with its particle: 대구는, 인천은."""
    return word + particle(word, pair)
