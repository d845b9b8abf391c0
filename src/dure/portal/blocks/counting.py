"""How many of something, in words: “10 actions”, “실천행동 10개”. What is counted is named by a pack.

Packs name a level of a plan once in each language, so English plurals are made here, by the regular rules.
"""

import re

PLURAL = re.compile(r"(?<![sui])s$")
# Nouns that English does not count.
UNCOUNTED = re.compile(r"\b(after|background|cooperation|progress)$", re.IGNORECASE)
HISSING = ("s", "x", "z", "ch", "sh")
# What follows one of these words says more about the noun before it, and takes no plural.
LINKS = (" of ", " by ", " in ", " for ", " to ", " with ")


def counted(count: int, noun: str, *, language: str) -> str:
    """So many of something.

    >>> counted(10, "Action", language="en"), counted(1, "Sub-strategy", language="en")
    ('10 actions', '1 sub-strategy')
    >>> counted(10, "실천행동", language="ko")
    '실천행동 10개'
    """
    if language == "ko":
        return f"{noun} {count:,}개"
    if UNCOUNTED.search(noun):
        return f"{noun}: {count:,}"
    word = noun if noun[:2].isupper() else noun[:1].lower() + noun[1:]
    return f"{count:,} {_singular(word) if count == 1 else plural(word)}"


def plural(noun: str) -> str:
    """More than one of what an English noun names; what is plural already stays.

    >>> plural("field of life"), plural("strategy"), plural("prize or designation"), plural("works by year")
    ('fields of life', 'strategies', 'prizes or designations', 'works by year')
    """
    for link in LINKS:
        if link in noun:
            head, _link, rest = noun.partition(link)
            return f"{plural(head)}{link}{rest}"
    if " or " in noun:
        return " or ".join(plural(part) for part in noun.split(" or "))
    if PLURAL.search(noun):
        return noun
    if noun.endswith("sis"):
        return f"{noun[:-2]}es"
    if re.search(r"[^aeiou]y$", noun):
        return f"{noun[:-1]}ies"
    return f"{noun}{'es' if noun.endswith(HISSING) else 's'}"


def _singular(noun: str) -> str:
    """One of what a noun in the plural names."""
    for link in LINKS:
        if link in noun:
            head, _link, rest = noun.partition(link)
            return f"{_singular(head)}{link}{rest}"
    if noun.endswith("ies"):
        return f"{noun[:-3]}y"
    return noun[:-1] if PLURAL.search(noun) else noun
