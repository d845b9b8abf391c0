"""Mistakes of practices: of the file that another city gives, and of a pack's practices.csv."""

from dure.grammar.sentences.says import Sentence, brief, listed, meant, say
from dure.grammar.words import nearest


def not_json(line: int, column: int) -> Sentence:
    """Something that is not JSON."""
    return say(
        ko=f"JSON으로 읽을 수 없습니다. {line}번째 줄 {column}번째 글자에서 멈췄습니다.",
        en=f"This cannot be read as JSON. It stops at line {line}, letter {column}.",
        mend_ko="다른 도시의 두레에서 practices.json을 다시 내려받아 처음부터 끝까지 그대로 올리십시오.",
        mend_en="Download practices.json from the other city's Dure again and bring it whole.",
    )


def not_practices(forms: tuple[str, ...]) -> Sentence:
    """A file of another form."""
    return say(
        ko="모범사례 파일이 아닙니다. form과 practices가 있어야 합니다.",
        en="This is no file of practices: it needs form and practices.",
        mend_ko=f"form이 {listed(forms)} 가운데 하나인 파일을 올리십시오.",
        mend_en=f"Bring a file whose form is one of {listed(forms)}.",
    )


def too_many(most: int, found: int) -> Sentence:
    """More entries than anybody reads."""
    return say(
        ko=f"항목이 {found}개입니다. 한 번에 {most}개까지 읽습니다.",
        en=f"There are {found} entries; at most {most} are read at once.",
        mend_ko="파일을 나누어 올리십시오.",
        mend_en="Bring the file in parts.",
    )


def not_an_entry() -> Sentence:
    """An entry that is no object."""
    return say(
        ko="항목이 이름과 값의 묶음이 아닙니다.",
        en="The entry is not an object of names and values.",
        mend_ko="{ } 안에 id, kind, title, place를 적으십시오.",
        mend_en="Write id, kind, title and place between { }.",
    )


def no_id(text: str) -> Sentence:
    """An id by which nobody could find it."""
    return say(
        ko=f"id {brief(text)}로는 어느 도시의 어느 사례인지 알 수 없습니다.",
        en=f"The id {brief(text)} does not tell whose practice it is.",
        mend_ko="https://주소/practices.json#장소/사례처럼 적으십시오.",
        mend_en="Write it like https://server/practices.json#place/practice.",
    )


def said_twice(id_: str, first: int) -> Sentence:
    """An id that an earlier entry has."""
    return say(
        ko=f"id {brief(id_)}이(가) {first}번째 항목에 이미 있습니다.",
        en=f"The id {brief(id_)} stands in entry {first} already.",
        mend_ko="둘 가운데 하나를 지우거나 id를 고치십시오.",
        mend_en="Take one of the two out, or correct its id.",
    )


def other_kind(text: str, kinds: tuple[str, ...]) -> Sentence:
    """A kind that is neither a practice nor an adoption."""
    near = meant(nearest(text, kinds))
    return say(
        ko=f"kind {brief(text)}은(는) 없는 종류입니다.",
        en=f"The kind {brief(text)} is not known.",
        mend_ko=f"{near[0]}{listed(kinds)} 가운데 하나를 적으십시오.",
        mend_en=f"{near[1]}Write one of {listed(kinds)}.",
    )


def of_nothing() -> Sentence:
    """An adoption that does not say of what."""
    return say(
        ko="무엇을 받아들인 것인지 적혀 있지 않습니다.",
        en="The adoption does not say what was adopted.",
        mend_ko="of에 받아들인 모범사례의 id를 적으십시오.",
        mend_en="Write the id of the adopted practice into of.",
    )


def no_words(name: str) -> Sentence:
    """Words that are missing in both languages."""
    return say(
        ko=f"{name}이(가) 한국어로도 영어로도 적혀 있지 않습니다.",
        en=f"{name} is written neither in Korean nor in English.",
        mend_ko='{ "ko": "…", "en": "…" }처럼 적어도 한 언어로 적으십시오.',
        mend_en='Write it in at least one language, like { "ko": "…", "en": "…" }.',
    )


def too_long(name: str, letters: int, most: int) -> Sentence:
    """Words longer than anybody reads."""
    return say(
        ko=f"{name}이(가) {letters}자입니다. {most}자까지 읽습니다.",
        en=f"{name} has {letters} letters; at most {most} are read.",
        mend_ko="짧게 줄이고 나머지는 출처 문서에 두십시오.",
        mend_en="Shorten it and leave the rest to the source document.",
    )


def not_a_list(name: str) -> Sentence:
    """Something that should be a list."""
    return say(
        ko=f"{name}이(가) 목록이 아닙니다.",
        en=f"{name} is not a list.",
        mend_ko="[ ] 안에 차례로 적으십시오.",
        mend_en="Write its parts between [ ].",
    )


def not_an_amount(text: str) -> Sentence:
    """A value that is no number."""
    return say(
        ko=f"{brief(text)}: 수가 아닙니다.",
        en=f"{brief(text)} is not a number.",
        mend_ko='"33,140"처럼 수를 글자로 적거나, 모르면 "unknown"이라고 적으십시오.',
        mend_en='Write the number as text, like "33,140", or "unknown" where nobody knows it.',
    )


def no_unit(value: str) -> Sentence:
    """A number without its unit."""
    return say(
        ko=f"{brief(value)}의 단위가 없어 다른 사례와 견줄 수 없습니다.",
        en=f"{brief(value)} has no unit, so that it compares with nothing.",
        mend_ko="kg, tCO2e, people, KRW처럼 단위를 적으십시오. 개수는 1입니다.",
        mend_en="Write its unit, like kg, tCO2e, people or KRW; a count is 1.",
    )


def unknown_unit(unit: str, near: str) -> Sentence:
    """A unit that the product does not know."""
    first = meant(near)
    return say(
        ko=f"단위 {brief(unit)}을(를) 알 수 없습니다.",
        en=f"The unit {brief(unit)} is not known.",
        mend_ko=f"{first[0]}kg, tCO2e, people, percent, KRW처럼 적으십시오. 개수는 1입니다.",
        mend_en=f"{first[1]}Write it like kg, tCO2e, people, percent or KRW; a count is 1.",
    )


def not_won(unit: str) -> Sentence:
    """A cost in something that is no money."""
    return say(
        ko=f"비용의 단위가 {brief(unit)}입니다. 원으로 견줄 수 없습니다.",
        en=f"The cost is in {brief(unit)}, which is not won.",
        mend_ko="KRW, KRW_million처럼 원의 단위로 적으십시오.",
        mend_en="Write it in a unit of won, like KRW or KRW_million.",
    )


def not_a_period(text: str) -> Sentence:
    """A period that is none."""
    return say(
        ko=f"{brief(text)}: 기간이 아닙니다.",
        en=f"{brief(text)} is not a period.",
        mend_ko="2022, 2022-06, 2021/2022처럼 적거나 비워 두십시오.",
        mend_en="Write it like 2022, 2022-06 or 2021/2022, or leave it out.",
    )


def no_document(name: str) -> Sentence:
    """A result that nobody vouches for."""
    return say(
        ko=f"{name}에 출처가 없습니다.",
        en=f"{name} names no source.",
        mend_ko="source에 문서와 쪽을 적으십시오.",
        mend_en="Write document and page into source.",
    )


def other_part(text: str, parts: tuple[str, ...]) -> Sentence:
    """A row of practices.csv about nothing known."""
    near = meant(nearest(text, parts))
    return say(
        ko=f"part {brief(text)}은(는) 없는 항목입니다.",
        en=f"The part {brief(text)} is not known.",
        mend_ko=f"{near[0]}{listed(parts)} 가운데 하나를 적으십시오.",
        mend_en=f"{near[1]}Write one of {listed(parts)}.",
    )


def no_way_to(where: str) -> Sentence:
    """A contact that tells an office and no way to it."""
    return say(
        ko=f"{where}에 연락할 방법이 없습니다.",
        en=f"{where} names no way to reach it.",
        mend_ko="부서의 전화번호, 전자우편이나 누리집 주소를 적으십시오. 개인의 연락처는 적지 마십시오.",
        mend_en="Give the office's telephone, mail or page. Leave out those of a person.",
    )


def other_place(id_: str, place: str) -> Sentence:
    """An id of one place beside the name of another."""
    return say(
        ko=f"id {brief(id_)}은(는) 장소 {brief(place)}의 것이 아닙니다.",
        en=f"The id {brief(id_)} is not of the place {brief(place)}.",
        mend_ko="id의 # 뒤에 적힌 장소와 place의 id를 같게 고치십시오.",
        mend_en="Make the place after the # of the id and the id of place the same.",
    )


def own_told_otherwise(id_: str) -> Sentence:
    """An entry of this very server that says something else than the server itself."""
    return say(
        ko=f"id {brief(id_)}은(는) 이 두레의 것인데 내용이 여기 기록과 다릅니다.",
        en=f"The id {brief(id_)} is of this Dure itself, whose own record says otherwise.",
        mend_ko="다른 도시의 사례라면 그 도시의 id를 적으십시오. 이곳의 사례는 담당 화면에서 직접 고칩니다.",
        mend_en="If it is another city's, give that city's id. Offers of this server change at its desk.",
    )
