"""What is wrong with a table of inventories, and what stands out in it.

Findings begin with a code that stays the same in both languages, so that programs can tell them apart.
"""

from dure.grammar.sentences.files import missing_columns
from dure.grammar.sentences.says import Sentence, brief, meant, say
from dure.grammar.shapes import Text

MOST_LISTED = 12
ASTRAY = {
    "unknown": ("ie_points_nowhere", "분류표에 없는 기호입니다", "is not in the taxonomy"),
    "itself": ("ie_points_to_itself", "자기 자신입니다", "is the reference itself"),
    "circle": ("ie_goes_in_a_circle", "서로를 가리킵니다", "leads back to it"),
    "no_number": ("ie_points_to_no_number", "수치가 없습니다", "holds no number"),
}


def no_name() -> Sentence:
    """A row that does not say whose inventory it is."""
    return say(
        ko="도시와 연도가 적혀 있지 않습니다.",
        en="The row does not say which city and year it is.",
        mend_ko="City_year 칸에 도시_연도를 적으십시오.",
        mend_en="Write the city and the year under City_year.",
    )


def missing_references(*, has_name: bool) -> Sentence:
    """A table without a column for any reference: of another kind, or turned round."""
    said, _mend = missing_columns((*(() if has_name else ("City_year",)), "I.1.1", "I.1.2", "…"))
    return say(
        ko=said.ko,
        en=said.en,
        mend_ko="도시와 연도마다 한 행, 분류표 기호마다 한 열로 하고 City_year 열을 두십시오.",
        mend_en="Write a row for each city and year, a column for each reference, and a column City_year.",
    )


def decimals_both_ways(text: str, count: int) -> Sentence:
    """Numbers that may be a thousand times others, in a table that writes decimals both ways."""
    return say(
        ko=f"{brief(text)}처럼 두 가지로 읽을 수 있는 수가 {count}개입니다. 점은 소수점, 쉼표는 천 단위로 "
        "읽었습니다.",
        en=f"{count} numbers like {brief(text)} may be read both ways, as the table has decimals with points "
        "and with commas. A point was taken for decimals, a comma for thousands.",
        mend_ko="표 전체에서 소수를 한 가지로 적으십시오.",
        mend_en="Write decimals in one way throughout.",
    )


def column_not_in_taxonomy(column: str, near: str) -> Sentence:
    """A column that looks like a reference of the taxonomy, but is none."""
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"{brief(column)}: 분류표에 없는 기호의 열입니다. 어느 합계에도 넣지 않았습니다.",
        en=f"The column {brief(column)} is not in the taxonomy and was not added to any total.",
        mend_ko=clause_ko + "열 이름을 고치거나 지우십시오.",
        mend_en=clause_en + "Correct its name or take it out.",
    )


def unreadable_cell(text: str) -> Sentence:
    """A cell that is neither a number nor a key."""
    return say(
        ko=f"{brief(text)}: 수치도 표기 기호도 아닙니다. 이 칸이 드는 합계는 알 수 없습니다.",
        en=f"{brief(text)} is neither a number nor a notation key. Totals with this cell are unknown.",
        mend_ko="1234.5 또는 NO, NE, IE (II.1.1), C를 적거나 비우십시오.",
        mend_en="Write it like 1234.5, or NO, NE, IE (II.1.1) or C, or leave it empty.",
    )


def unreadable_total(text: str) -> Sentence:
    """A total or a population that is not a number."""
    return say(
        ko=f"{brief(text)}: 숫자로 읽을 수 없어 견주지 않았습니다.",
        en=f"{brief(text)} is not a number and was not compared with anything.",
        mend_ko="1234.5처럼 적거나 비우십시오.",
        mend_en="Write it like 1234.5, or leave it empty.",
    )


def unknown_level(text: str) -> Sentence:
    """A level that the protocol does not have."""
    return say(
        ko=f"{brief(text)}: 알 수 없는 보고 수준입니다. BASIC으로 보고 완전성을 셌습니다.",
        en=f"{brief(text)} is not a level of the protocol. Completeness was counted for BASIC.",
        mend_ko="BASIC 또는 BASIC+를 적으십시오.",
        mend_en="Write BASIC or BASIC+.",
    )


def listed_refs(refs: tuple[str, ...], language: str) -> str:
    """References with commas, cut where there are many."""
    shown = ", ".join(refs[:MOST_LISTED])
    if len(refs) <= MOST_LISTED:
        return shown
    return f"{shown} … ({len(refs)}개)" if language == "ko" else f"{shown} … ({len(refs)} in all)"


def total_is_not_sum_of_parts(
    view: str, *, published: str, summed: str, gap: str, likely: Text, proposal: Text
) -> Text:
    """A published total that its own parts do not make."""
    return Text(
        f"total_is_not_sum_of_parts: 공표된 {view} {published} t, 항목의 합 {summed} t, 차이 {gap} t. "
        f"{likely.ko} 제안: {proposal.ko}",
        f"total_is_not_sum_of_parts: {view} is published as {published} t, its parts make {summed} t, a gap "
        f"of {gap} t. {likely.en} Proposal: {proposal.en}",
    )


def state_the_sum(view: str, summed: str) -> Text:
    """What to do about a total that is simply another number."""
    return Text(
        f"{view}에 {summed} t를 적거나 빠진 항목을 찾으십시오.",
        f"state {summed} t, or find the part that is missing.",
    )


def bring_the_columns(refs: tuple[str, ...]) -> tuple[Text, Text]:
    """What may be behind a gap, and what to do about it, where the table lacks columns of the total."""
    named_ko, named_en = listed_refs(refs, "ko"), listed_refs(refs, "en")
    return (
        Text(f"표에 {named_ko}의 열이 없습니다.", f"The table has no column for {named_en}."),
        Text(
            "빠진 열을 넣고 다시 견주십시오. 지금의 합은 전체가 아닙니다.",
            "add the missing columns and compare again; the sum as it is leaves them out.",
        ),
    )


def turn_the_sign(ref: str) -> tuple[Text, Text]:
    """What may be behind a gap, and what to do about it, where it is twice a negative part."""
    return (
        Text(f"차이가 음수인 {ref}의 두 배와 같습니다.", f"The gap is twice {ref}, which is negative."),
        Text(f"{ref}의 부호를 확인해 고치십시오.", f"check the sign of {ref} and correct it."),
    )


def level_not_known(text: str) -> Text:
    """A level that the protocol does not have, among what is found in its row."""
    return Text(
        f"level_unknown: {brief(text)}: 없는 수준이라 BASIC으로 셌습니다. BASIC이나 BASIC+를 적으십시오.",
        f"level_unknown: {brief(text)} is no level; counted for BASIC. Write BASIC or BASIC+.",
    )


def year_missing(name: str) -> Text:
    """A row that names a city and no year."""
    return Text(
        f"year_missing: {brief(name)}에 연도가 없습니다. 도시_2018처럼 적거나 Year 열을 두십시오.",
        f"year_missing: {brief(name)} tells no year. Write it like City_2018, or add a column Year.",
    )


def total_not_stated(view: str, text: str, *, summed: str) -> Text:
    """A total that is said not to be there, beside parts that make one."""
    return Text(
        f"total_not_stated: {view} 칸은 {brief(text)}, 항목의 합은 {summed} t입니다. 합계를 적으십시오.",
        f"total_not_stated: {view} is {brief(text)}, and its parts make {summed} t. State the total.",
    )


def ask_for_the_confidential(refs: tuple[str, ...]) -> tuple[Text, Text]:
    """What may be behind a gap, and what to do about it, where parts are withheld."""
    named_ko, named_en = listed_refs(refs, "ko"), listed_refs(refs, "en")
    return (
        Text(f"비공개(C)인 {named_ko}의 값일 수 있습니다.", f"It may be what {named_en} withholds (C)."),
        Text(
            f"자료를 가진 사람에게 {named_ko}의 값이 합계에 들어 있는지 물으십시오.",
            f"ask whoever holds them whether {named_en} is in the total.",
        ),
    )


def leave_the_rounding(most: str) -> tuple[Text, Text]:
    """What may be behind a gap, and what to do about it, where the parts are printed rounded."""
    return (
        Text(
            f"항목을 반올림해 적었으면 {most} t까지 생길 수 있는 차이입니다.",
            f"Where the parts are printed rounded, a gap of up to {most} t may come from that.",
        ),
        Text("반올림하기 전의 값으로 다시 더하십시오.", "add up the values before they were rounded."),
    )


def likely_cause(added: tuple[str, ...], left_out: tuple[str, ...]) -> Text:
    """What would explain a gap."""
    if added:
        refs = " + ".join(added)
        return Text(f"차이가 {refs}의 값과 같습니다.", f"The gap is just {refs}.")
    if left_out:
        refs = " + ".join(left_out)
        return Text(f"빠진 것으로 보이는 항목: {refs}.", f"Leaving out {refs} makes just this gap.")
    return Text("항목 하나나 둘로는 설명되지 않습니다.", "No one or two references explain it.")


def blank_where_a_key_is_due(refs: tuple[str, ...], *, claimed: str, asked: tuple[str, ...]) -> Text:
    """Empty cells, and whether the level can still be claimed."""
    ko = f"blank_where_a_key_is_due: 빈칸 {listed_refs(refs, 'ko')}. 수치나 NO, NE, IE, C를 적으십시오."
    en = f"blank_where_a_key_is_due: {listed_refs(refs, 'en')}: write a number, or NO, NE, IE or C."
    if asked:
        ko += f" {listed_refs(asked, 'ko')}: 비어 있으므로 {claimed} 수준이라고 할 수 없습니다."
        en += f" {claimed} cannot be claimed while {listed_refs(asked, 'en')} is blank."
    return Text(ko, en)


def unreadable_cells(cells: tuple[str, ...], unknown: tuple[str, ...]) -> Text:
    """Cells that are neither numbers nor keys, and the totals that are not known for it."""
    shown, titles = ", ".join(cells[:MOST_LISTED]), ", ".join(unknown)
    ko = f" 알 수 없게 된 합계: {titles}." if unknown else ""
    en = f" Unknown for it: {titles}." if unknown else ""
    return Text(
        f"unreadable_cell: {shown}. 수치나 NO, NE, IE (I.1.2), C로 고치십시오.{ko}",
        f"unreadable_cell: {shown}. Write a number, or NO, NE, IE (I.1.2) or C.{en}",
    )


def included_elsewhere_without_target(refs: tuple[str, ...]) -> Text:
    """IE that does not say where, told once for a row."""
    ko, en = listed_refs(refs, "ko"), listed_refs(refs, "en")
    return Text(
        f"included_elsewhere_without_target: {ko}. 어디에 포함했는지 IE (I.1.2)처럼 적으십시오.",
        f"included_elsewhere_without_target: {en}. Say where, like IE (I.1.2).",
    )


def population_missing(is_zero: bool) -> Text:
    """A population that is blank or zero."""
    return Text(
        f"population_missing: 인구가 {'0명입니다' if is_zero else '비어 있습니다'}. 그해 인구를 적으십시오.",
        f"population_missing: the population is {'zero' if is_zero else 'blank'}. Write that of the year.",
    )


def astray(ref: str, target: str, why: str) -> Text:
    """An IE that leads nowhere."""
    code, ko, en = ASTRAY[why]
    return Text(
        f"{code}: {ref}의 IE가 가리키는 {target}: {ko}. 수치가 있는 기호를 적으십시오.",
        f"{code}: {ref} says IE ({target}), but {target} {en}. Name the reference that holds the number.",
    )


def negative_where_not_a_sink(ref: str, value: str) -> Text:
    """A value below zero where nothing is removed."""
    return Text(
        f"negative_where_not_a_sink: {ref} {value} t. 흡수원이 아닌데 음수입니다. 부호를 확인하십시오.",
        f"negative_where_not_a_sink: {ref} is {value} t, but is no sink. Check the sign.",
    )


def population_unchanged(other: str, population: str) -> Text:
    """The same population in two years."""
    return Text(
        f"population_unchanged: 인구 {population}명, {other} 행과 같은 수입니다. 옛 인구인지 확인하십시오.",
        f"population_unchanged: {population} people, as in {other}. Was an old number carried over?",
    )


def year_on_year_jump(other: str, percent: str) -> Text:
    """A change from one year to the next that asks for a reason."""
    return Text(
        f"year_on_year_jump: {other}에서 한 해 평균 {percent} % 변했습니다. 까닭을 적거나 값을 확인하십시오.",
        f"year_on_year_jump: {percent} % a year since {other}. Say why, or check the values.",
    )


def per_capita_out_of_band(tonnes: str, *, least: str, most: str) -> Text:
    """Emissions per person that no city is likely to have."""
    return Text(
        f"per_capita_out_of_band: 1인당 {tonnes} t, 범위({least}~{most} t) 밖입니다. 단위와 인구를 보십시오.",
        f"per_capita_out_of_band: {tonnes} t per person, not {least} to {most}. Check units and population.",
    )


def outlier_among_peers(tonnes: str) -> Text:
    """A city far from all others of the table."""
    return Text(
        f"outlier_among_peers: 1인당 {tonnes} t로 이 표의 다른 도시들과 크게 다릅니다.",
        f"outlier_among_peers: {tonnes} t per person, far from the other cities of this table.",
    )


def row_twice(count: str) -> Text:
    """The same city and year in several rows."""
    return Text(
        f"row_twice: 같은 도시와 연도의 행이 {count}개입니다. 하나만 남기십시오.",
        f"row_twice: {count} rows of this city and year. Keep one.",
    )
