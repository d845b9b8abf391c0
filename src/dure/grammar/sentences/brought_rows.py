"""Mistakes of activity rows that officers bring, where neither packs nor calculations have a sentence."""

from dure.grammar.sentences.says import Sentence, brief, say


def not_in_taxonomy(ref: str, near: str) -> Sentence:
    """A reference that no source of the protocol has."""
    hint_ko, hint_en = (f" {near}을(를) 뜻합니까?", f" Is {near} meant?") if near else ("", "")
    return say(
        ko=f"{brief(ref)}: GPC 분류에 없는 번호입니다.",
        en=f"{brief(ref)} is no source of the GPC.",
        mend_ko=f"I.1.2처럼 배출원 번호를 끝까지 적으십시오.{hint_ko}",
        mend_en=f"Write the whole reference of a source, like I.1.2.{hint_en}",
    )


def other_place(named: str, place: str) -> Sentence:
    """A row of another place."""
    return say(
        ko=f"{brief(named)}: 이 지역({place})의 행이 아닙니다.",
        en=f"{brief(named)} is not {place}, whose rows these are.",
        mend_ko="다른 지역의 행은 그 지역의 화면에서 올리십시오. 이 열은 비워 두어도 됩니다.",
        mend_en="Bring rows of another place on that place's page. This column may stay empty.",
    )


def no_title(word: str = "") -> Sentence:
    """A row that does not say what was done, or says it by a word for an empty cell."""
    if word:
        return say(
            ko=f"활동(activity)에 적힌 {brief(word)}은(는) 빈 칸이라는 뜻으로 읽힙니다.",
            en=f"The activity is given as {brief(word)}, which is read as an empty cell.",
            mend_ko="‘가정의 도시가스’처럼 활동의 이름을 적으십시오.",
            mend_en="Name the activity, like “Natural gas of homes”.",
        )
    return say(
        ko="무엇을 한 것인지(activity) 적혀 있지 않습니다.",
        en="The row does not say what was done (activity).",
        mend_ko="‘가정의 도시가스’처럼 활동의 이름을 적으십시오.",
        mend_en="Name the activity, like “Natural gas of homes”.",
    )


def named_twice(row: str, line: int) -> Sentence:
    """Two rows of one name."""
    return say(
        ko=f"{brief(row)}: {line}행과 이름(row)이 같습니다.",
        en=f"{brief(row)} is also the name (row) of line {line}.",
        mend_ko="서로 다른 이름을 적거나, 이름 열을 비워 두십시오.",
        mend_en="Give each row its own name, or leave the column empty.",
    )


def same_as_line(line: int) -> Sentence:
    """A row that repeats another of the file."""
    return say(
        ko=f"{line}행과 배출원, 기간, 활동, 수량이 모두 같습니다.",
        en=f"Source, period, activity and quantity are those of line {line}.",
        mend_ko="두 번 적었다면 이 행을 지우십시오. 서로 다른 활동이라면 이름(activity)을 다르게 적으십시오.",
        mend_en="If it is there twice, take this row out. If they are two things, name them differently.",
    )


def stands_already(row: str) -> Sentence:
    """A row that repeats one of the books under another name."""
    return say(
        ko=f"장부에 있는 행 {brief(row)}과(와) 배출원, 기간, 활동, 수량이 모두 같습니다.",
        en=f"Source, period, activity and quantity are those of the row {brief(row)} in the books.",
        mend_ko="이 행을 지우거나, 그 행을 고치려면 row 열에 그 이름을 적으십시오.",
        mend_en="Take this row out; to change that one, write its name into the column row.",
    )


def other_set(named: str, wanted: str) -> Sentence:
    """A row of another set of potentials than the inventory."""
    return say(
        ko=f"지구온난화지수 {brief(named)}: 이 인벤토리는 {wanted}로 적습니다. 지수를 섞을 수 없습니다.",
        en=f"The set {brief(named)}: this inventory is stated in {wanted}, and sets are not mixed.",
        mend_ko=f"기체별 계수를 적고 이 칸을 비우거나 {wanted}로 고치십시오. "
        "환산 값은 다른 지수로 바꾸어 말할 수 없습니다.",
        mend_en=f"Give factors by gas and leave this cell empty, or write {wanted}. "
        "A composite cannot be said again in another set.",
    )


def sets_differ(named: str, other: str, line: int) -> Sentence:
    """Rows of one year in two sets."""
    return say(
        ko=f"지구온난화지수 {brief(named)}: 같은 해의 {line}행은 {other}입니다. 지수를 섞을 수 없습니다.",
        en=f"The set {brief(named)}: line {line} of the same year says {other}, and sets are not mixed.",
        mend_ko="한 해의 모든 행에 같은 지수를 적으십시오.",
        mend_en="Write one set into all rows of a year.",
    )


def composite_of_other_set(title: str, declared: str, wanted: str) -> Sentence:
    """A composite that the statement cannot say."""
    ko = "지수를 알 수 없는" if declared == "unknown" else declared
    en = "an untold set" if declared == "unknown" else declared
    return say(
        ko=f"{brief(title)}: {ko} 환산 계수라 {wanted} 인벤토리에 더할 수 없습니다.",
        en=f"{brief(title)}: the factor is a composite of {en}, which {wanted} cannot say.",
        mend_ko="기체별로 나눈 계수를 쓰십시오.",
        mend_en="Use a factor that is split by gas.",
    )


def books_cannot(why_ko: str, why_en: str) -> Sentence:
    """A row that the books cannot work out."""
    return say(
        ko=f"{why_ko}.",
        en=f"{why_en[:1].upper()}{why_en[1:]}.",
        mend_ko="단위, 인수, 계수를 고치십시오. 계수를 행에 직접 적을 수도 있습니다.",
        mend_en="Correct the unit, the arguments or the factor. The row may also state its own factors.",
    )


def two_factors(factor: str) -> Sentence:
    """A row that the books work out otherwise than it says, because it mixes factors."""
    return say(
        ko=f"{brief(factor)}의 값에 행의 값을 보태거나 바꾸어 쓴 행입니다. 어느 쪽인지 추적할 수 없습니다.",
        en=f"The row adds values of its own to the factor {brief(factor)}: nobody could trace which it is.",
        mend_ko="계수 이름만 남기거나, 기체별 계수를 모두 행에 적으십시오.",
        mend_en="Keep the name of the factor alone, or state all gases in the row.",
    )


def amount_beside_key(ref: str, key: str) -> Sentence:
    """A source with amounts and also a key."""
    return say(
        ko=f"{ref}: 같은 해에 값이 있는 행과 기호({key})가 함께 있습니다.",
        en=f"{ref} has rows with amounts in the same year, and also the key {key}.",
        mend_ko="값과 기호 가운데 하나만 남기십시오. 장부의 행을 대신하려면 ‘대신한다’를 고르십시오.",
        mend_en="Keep the amounts or the key. To replace rows of the books, choose “instead”.",
    )


def not_read(columns: str) -> Sentence:
    """Columns that nothing is taken from."""
    return say(
        ko=f"읽지 않은 열: {columns}.",
        en=f"These columns are not read: {columns}.",
        mend_ko="필요한 값이면 열 이름을 서식 파일처럼 고치십시오.",
        mend_en="If they are needed, head them as in the template.",
    )


def other_mark(year: str, word_ko: str, word_en: str) -> Sentence:
    """A year that is stated under another mark as well."""
    return say(
        ko=f"{year}년은 ‘{word_ko}’ 구분의 인벤토리도 있습니다. 둘은 더하지 않습니다.",
        en=f"{year} also has an inventory marked “{word_en}”. The two are not added.",
        mend_ko="한 인벤토리의 행이라면 구분을 같게 고르십시오.",
        mend_en="If the rows belong to it, choose the same mark.",
    )
