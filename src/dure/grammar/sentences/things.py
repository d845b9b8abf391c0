"""Mistakes of what is there: kinds of things, their attributes, and hours of the week."""

from dure.grammar.sentences.says import Sentence, brief, listed, meant, say

HOURS = "Mo-Fr 09:00-18:00; Sa 09:00-13:00; PH off"


def odd_hours(text: str) -> Sentence:
    """Hours that cannot be read."""
    return say(
        ko=f"{brief(text)}: 시간으로 읽을 수 없습니다.",
        en=f"{brief(text)} cannot be read as hours.",
        mend_ko=f"요일과 시간을 {HOURS}처럼 적으십시오.",
        mend_en=f"Write days and times like {HOURS}.",
    )


def hours_too_long(most: int) -> Sentence:
    """Hours longer than anybody reads."""
    return say(
        ko=f"시간이 {most}자를 넘습니다.",
        en=f"The hours are longer than {most} letters.",
        mend_ko=f"{HOURS}처럼 짧게 적으십시오.",
        mend_en=f"Write them short, like {HOURS}.",
    )


def odd_days(text: str) -> Sentence:
    """Days that are none, or named twice in one part."""
    return say(
        ko=f"{brief(text)}: 요일로 읽을 수 없습니다.",
        en=f"{brief(text)} does not name days.",
        mend_ko="Mo, Tu, We, Th, Fr, Sa, Su와 공휴일 PH를 쓰십시오. 예: Mo-Fr,Su",
        mend_en="Use Mo, Tu, We, Th, Fr, Sa, Su and PH for public holidays, like Mo-Fr,Su.",
    )


def day_twice(day: str) -> Sentence:
    """A day with two different hours."""
    return say(
        ko=f"{day}의 시간을 두 번 적었습니다.",
        en=f"{day} stands in two parts.",
        mend_ko="한 요일은 한 번만 적으십시오. 쉬는 시간은 쉼표로 나눕니다: Mo 09:00-12:00,13:00-18:00",
        mend_en="Name a day once; a break is written with a comma: Mo 09:00-12:00,13:00-18:00.",
    )


def spans_overlap(text: str) -> Sentence:
    """Two times of one day that overlap."""
    return say(
        ko=f"{brief(text)}: 시간이 서로 겹칩니다.",
        en=f"The times in {brief(text)} overlap.",
        mend_ko="앞 시간이 끝난 뒤에 다음 시간이 시작하도록 고치십시오.",
        mend_en="Let the next time begin after the one before has ended.",
    )


def unknown_attribute(name: str, near: str) -> Sentence:
    """An attribute that no system declares."""
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"속성 {brief(name)}: 어느 시스템에도 없습니다.",
        en=f"No system declares the attribute {brief(name)}.",
        mend_ko=f"{clause_ko}고치거나 things.toml에 적으십시오.",
        mend_en=f"{clause_en}Correct it, or declare it in things.toml.",
    )


def not_of_this_kind(name: str, kind: str, known: tuple[str, ...]) -> Sentence:
    """An attribute that things of this kind do not have."""
    return say(
        ko=f"{kind}에는 속성 {brief(name)}이(가) 없습니다.",
        en=f"Things of the kind {kind} have no attribute {brief(name)}.",
        mend_ko=f"쓸 수 있는 속성: {listed(known)}.",
        mend_en=f"They have {listed(known)}.",
    )


def unknown_thing(name: str, near: str) -> Sentence:
    """A thing that is in no things.csv of the place or of those it is part of."""
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"{brief(name)}: things.csv에 없는 사물입니다.",
        en=f"There is no thing {brief(name)} in things.csv.",
        mend_ko=f"{clause_ko}things.csv에 먼저 적으십시오.",
        mend_en=f"{clause_en}Write it into things.csv first.",
    )


def needs_a_part(name: str, of: str) -> Sentence:
    """An attribute that is about one item, and names none."""
    return say(
        ko=f"속성 {brief(name)}은(는) 무엇에 대한 것인지 적어야 합니다.",
        en=f"The attribute {brief(name)} must say what it is about.",
        mend_ko=f"{name}/ 뒤에 {of}의 기호를 적으십시오.",
        mend_en=f"Write the id of a {of} behind it: {name}/….",
    )


def takes_no_part(name: str) -> Sentence:
    """A part behind an attribute that has none."""
    return say(
        ko=f"속성 {brief(name)} 뒤에는 아무것도 붙이지 않습니다.",
        en=f"Nothing stands behind the attribute {brief(name)}.",
        mend_ko=f"{name}만 적으십시오.",
        mend_en=f"Write {name} alone.",
    )


def wrong_unit_of(name: str, unit: str, known: tuple[str, ...]) -> Sentence:
    """A unit that the attribute is not stated in."""
    return say(
        ko=f"{name}: 단위 {brief(unit)}: 쓸 수 없습니다.",
        en=f"{name} is not stated in {brief(unit)}.",
        mend_ko=f"쓸 수 있는 단위: {listed(known)}." if known else "단위를 비워 두십시오.",
        mend_en=f"State it in {listed(known)}." if known else "Leave the unit empty.",
    )


def below_zero(name: str, text: str) -> Sentence:
    """An amount that is no whole number from zero."""
    return say(
        ko=f"{name}: {brief(text)}: 0 이상의 정수가 아닙니다.",
        en=f"{name} is {brief(text)}, not a whole number from zero.",
        mend_ko="원 단위의 정수를 적으십시오. 예: 250",
        mend_en="Write whole won, like 250.",
    )


def odd_phone(text: str) -> Sentence:
    """Something that is no telephone number of a shop or office."""
    return say(
        ko=f"{brief(text)}: 가게나 기관의 전화번호가 아닙니다.",
        en=f"{brief(text)} is not the telephone number of a shop or an office.",
        mend_ko="042-000-0000처럼 적으십시오. 개인 휴대전화 번호는 적지 않습니다.",
        mend_en="Write it like 042-000-0000. A person's mobile number is not taken.",
    )


def not_during(name: str) -> Sentence:
    """Hours given for an attribute that holds at every hour."""
    return say(
        ko=f"{name}: 시간대를 따로 적을 수 없습니다.",
        en=f"{name} does not differ by hours.",
        mend_ko="during 칸을 비워 두십시오.",
        mend_en="Leave during empty.",
    )


def during_overlaps(name: str, during: str, other: str) -> Sentence:
    """Two prices of one item that hold at the same moment."""
    return say(
        ko=f"{name}: {brief(during)}와 {brief(other)}의 시간이 겹쳐 값을 하나로 정할 수 없습니다.",
        en=f"{name}: the hours {brief(during)} and {brief(other)} overlap, so two values would hold at once.",
        mend_ko="시간대가 겹치지 않게 고치십시오.",
        mend_en="Let the hours not overlap.",
    )


def ends_before_it_begins(first: str, last: str) -> Sentence:
    """A last day before the first."""
    return say(
        ko=f"{first}에 시작하는데 {last}에 끝난다고 적었습니다.",
        en=f"It begins on {first} and ends on {last}.",
        mend_ko="끝나는 날을 시작하는 날 이후로 적으십시오.",
        mend_en="Let the last day not be before the first.",
    )


def stated_twice(name: str, line: int) -> Sentence:
    """The same attribute of the same thing from the same day, stated twice."""
    return say(
        ko=f"{name}: {line}번째 줄과 같은 사물, 같은 날의 값입니다.",
        en=f"{name} of this thing from this day stands in line {line} already.",
        mend_ko="한 줄을 지우거나 시작하는 날을 고치십시오.",
        mend_en="Take one line out, or correct the day it begins.",
    )


def words_missing(name: str) -> Sentence:
    """Words that are not there in one of the languages."""
    return say(
        ko=f"{name}: 한국어와 영어 문장이 모두 있어야 합니다.",
        en=f"{name} needs its words in Korean and in English.",
        mend_ko="words_ko와 words_en을 채우십시오.",
        mend_en="Fill in words_ko and words_en.",
    )


def day_is_past(day: str) -> Sentence:
    """A statement that would change what held on a day that is over."""
    return say(
        ko=f"{day}은(는) 이미 지난 날입니다.",
        en=f"{day} is past.",
        mend_ko="오늘이나 앞으로의 날을 적으십시오. 지난날의 값은 그대로 남습니다.",
        mend_en="Give today or a later day. What held on past days stays as it was.",
    )
