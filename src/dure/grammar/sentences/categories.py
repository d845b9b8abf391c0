"""Mistakes of taxonomies: references, crosswalks, and what may hold the same tonnes twice."""

from dure.grammar.sentences.says import Sentence, brief, meant, say


def odd_ref(ref: str) -> Sentence:
    """A reference that is not written as the protocol writes it."""
    return say(
        ko=f"분류 기호 {brief(ref)}: GPC 분류 기호의 형식이 아닙니다.",
        en=f"{brief(ref)} is not a reference of the protocol.",
        mend_ko="I.1.1, III.2.3, V.2처럼 적으십시오.",
        mend_en="Write it like I.1.1, III.2.3 or V.2.",
    )


def unknown_ref(ref: str, near: str) -> Sentence:
    """A reference that the taxonomy does not have."""
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"{brief(ref)}: 분류표에 없는 기호입니다.",
        en=f"{brief(ref)} is not in this taxonomy.",
        mend_ko=clause_ko + "분류표에 있는 기호를 적으십시오.",
        mend_en=clause_en + "Write a reference that stands in it.",
    )


def mirrors_itself(ref: str) -> Sentence:
    """A reference that is said to hold its own tonnes twice."""
    return say(
        ko=f"{ref}: 자기 자신을 mirrors에 적었습니다.",
        en=f"{ref} mirrors itself.",
        mend_ko="같은 배출량이 이웃 지역에서 들어갈 수 있는 다른 기호를 적거나 비우십시오.",
        mend_en="Name the reference under which a neighbour may hold the same tonnes, or leave it empty.",
    )


def basic_without_plus(ref: str) -> Sentence:
    """A reference of BASIC that BASIC+ leaves out."""
    return say(
        ko=f"{ref}: BASIC에는 들어가는데 BASIC+에는 빠져 있습니다.",
        en=f"{ref} is part of BASIC but not of BASIC+.",
        mend_ko="BASIC+는 BASIC을 모두 포함합니다. basic_plus에 yes를 적으십시오.",
        mend_en="BASIC+ holds all of BASIC: write yes under basic_plus.",
    )


def odd_crosswalk(cell: str) -> Sentence:
    """A crosswalk that says two things at once, or nothing."""
    return say(
        ko=f"{brief(cell)}: 대응 분류로 읽을 수 없습니다.",
        en=f"{brief(cell)} cannot be read as a crosswalk.",
        mend_ko="unknown, none 또는 1A4b; 1A4a처럼 적고, 확인이 더 필요하면 앞에 verify:를 붙이십시오.",
        mend_en="Write unknown, none, or codes like 1A4b; 1A4a, with verify: before them if unsure.",
    )
