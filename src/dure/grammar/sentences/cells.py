"""Mistakes of single cells and keys: empty, misspelt, not a number, not a day."""

from dure.grammar.periods import FIRST_YEAR, LAST_YEAR, is_out_of_reach
from dure.grammar.sentences.says import Sentence, brief, listed, meant, say


def empty_cell(column: str) -> Sentence:
    return say(
        ko=f"{column} 칸이 비어 있습니다.",
        en=f"{column} is empty.",
        mend_ko="값을 적으십시오.",
        mend_en="Fill it in.",
    )


def one_language(name: str, missing: str) -> Sentence:
    language_ko = {"ko": "한국어", "en": "영어"}[missing]
    language_en = {"ko": "Korean", "en": "English"}[missing]
    return say(
        ko=f"{name}: {language_ko}가 없습니다.",
        en=f"{name} has no {language_en}.",
        mend_ko="한국어와 영어를 모두 적으십시오.",
        mend_en="Write it in Korean and in English.",
    )


def not_in_list(name: str, word: str, known: tuple[str, ...], near: str) -> Sentence:
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"{name}: {brief(word)}: 쓸 수 없는 값입니다.",
        en=f"{name} cannot be {brief(word)}.",
        mend_ko=f"{clause_ko}쓸 수 있는 값: {listed(known)}.",
        mend_en=f"{clause_en}It is one of {listed(known)}.",
    )


def odd_name(name: str) -> Sentence:
    return say(
        ko=f"이름 {brief(name)}: 영문 소문자, 숫자, 밑줄로만 짓습니다.",
        en=f"The name {brief(name)} is not made of small letters, digits and underscores.",
        mend_ko="예: electricity_demand_mwh",
        mend_en="Write it like electricity_demand_mwh.",
    )


def odd_slug(word: str) -> Sentence:
    return say(
        ko=f"기호 {brief(word)}: 영문 소문자, 숫자, 붙임표로만 짓습니다.",
        en=f"The id {brief(word)} is not made of small letters, digits and hyphens.",
        mend_ko="예: citizens-council",
        mend_en="Write it like citizens-council.",
    )


def not_a_number(text: str, mended: str | None) -> Sentence:
    return say(
        ko=f"{brief(text)}: 숫자로 읽을 수 없습니다.",
        en=f"{brief(text)} is not a number as it should be written.",
        mend_ko=f"다음과 같이 적으십시오: {mended}"
        if mended
        else "5,632,900, 9.43, -4.2435처럼 적거나 unknown이라고 적으십시오.",
        mend_en=f"Write {mended}."
        if mended
        else "Write it like 5,632,900, 9.43 or -4.2435, or write unknown.",
    )


def not_a_whole_number(name: str, text: str) -> Sentence:
    return say(
        ko=f"{name}: {brief(text)}: 0보다 큰 정수가 아닙니다.",
        en=f"{name} is {brief(text)}, not a whole number above zero.",
        mend_ko="정수를 적으십시오. 예: 43",
        mend_en="Write a whole number, like 43.",
    )


def not_a_year(name: str, text: str) -> Sentence:
    return say(
        ko=f"{name}: {brief(text)}: 연도가 아닙니다.",
        en=f"{name} is {brief(text)}, not a year.",
        mend_ko="2030처럼 적거나 unknown이라고 적으십시오.",
        mend_en="Write it like 2030, or write unknown.",
    )


def out_of_reach(text: str) -> Sentence:
    return say(
        ko=f"{brief(text)}: {FIRST_YEAR}년부터 {LAST_YEAR}년까지만 적을 수 있습니다.",
        en=f"{brief(text)} is out of reach: only years from {FIRST_YEAR} to {LAST_YEAR} are taken.",
        mend_ko="연도의 숫자 네 자리를 다시 확인하십시오.",
        mend_en="Look at the four digits of the year again.",
    )


def not_a_day(name: str, text: str) -> Sentence:
    if is_out_of_reach(text):
        return out_of_reach(text)
    return say(
        ko=f"{name}: {brief(text)}: 날짜가 아닙니다.",
        en=f"{name} is {brief(text)}, not a day.",
        mend_ko="2022-12-01처럼 적으십시오.",
        mend_en="Write it like 2022-12-01.",
    )


def not_a_period(text: str) -> Sentence:
    if is_out_of_reach(text):
        return out_of_reach(text)
    return say(
        ko=f"{brief(text)}: 기간이 아닙니다.",
        en=f"{brief(text)} is not a period.",
        mend_ko="2018, 2018-03, 2018-03-15 또는 2007/2021처럼 적으십시오.",
        mend_en="Write it like 2018, 2018-03, 2018-03-15 or 2007/2021.",
    )


def not_a_place_on_earth(name: str, text: str) -> Sentence:
    return say(
        ko=f"{name}: {brief(text)}: 경위도가 아닙니다.",
        en=f"{name} is {brief(text)}, not degrees of longitude or latitude.",
        mend_ko="lon 127.38, lat 36.35처럼 둘 다 십진 도로 적거나 둘 다 비우십시오.",
        mend_en="Write both in decimal degrees, like lon 127.38 and lat 36.35, or leave both empty.",
    )


def not_a_uuid(text: str) -> Sentence:
    return say(
        ko=f"{brief(text)}: UUID가 아닙니다.",
        en=f"{brief(text)} is not a UUID.",
        mend_ko="01890a5d-ac96-774b-bcce-b302099a8057과 같은 형식으로 적으십시오.",
        mend_en="Write one like 01890a5d-ac96-774b-bcce-b302099a8057.",
    )


def not_a_web_address(text: str) -> Sentence:
    return say(
        ko=f"{brief(text)}: 웹 주소가 아닙니다.",
        en=f"{brief(text)} is not a web address.",
        mend_ko="http:// 또는 https://로 시작하는 주소를 적거나 비우십시오.",
        mend_en="Write an address that begins with http:// or https://, or leave it empty.",
    )


def unknown_key(table: str, key: str, near: str) -> Sentence:
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"{table}: 알 수 없는 항목입니다: {brief(key)}.",
        en=f"{table} has no use for {brief(key)}.",
        mend_ko=clause_ko + "이름을 고치거나 지우십시오.",
        mend_en=clause_en + "Rename it or take it out.",
    )


def missing_key(table: str, key: str) -> Sentence:
    return say(
        ko=f"{table}: {key} 항목이 없습니다.",
        en=f"{table} has no {key}.",
        mend_ko=f"{key} = … 형식으로 추가하십시오.",
        mend_en=f"Add {key} = ….",
    )


def wrong_kind(table: str, key: str, wanted_ko: str, wanted_en: str) -> Sentence:
    return say(
        ko=f"{table}: {key}: 값의 형식이 다릅니다.",
        en=f"{table}: {key} is written in another form than it should be.",
        mend_ko=f"{wanted_ko} 형식으로 적으십시오.",
        mend_en=f"Write {wanted_en}.",
    )


def named_twice(what: str, name: str, first_line: int) -> Sentence:
    return say(
        ko=f"{what} {brief(name)}: {first_line}행에 이미 있습니다.",
        en=f"{what} {brief(name)} already stands on line {first_line}.",
        mend_ko="하나만 남기거나 이름을 바꾸십시오.",
        mend_en="Keep one, or give this one another name.",
    )
