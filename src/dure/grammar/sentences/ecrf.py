"""Mistakes of eCRF workbooks. Each names the cell, like `Detail!H17`."""

from collections.abc import Sequence
from fractions import Fraction

from dure.grammar.sentences.says import Sentence, brief, listed, say
from dure.grammar.shapes import Text

MOST_NAMED = 12


def not_a_workbook() -> Sentence:
    return say(
        ko="열 수 있는 XLSX 파일이 아닙니다.",
        en="This is not an XLSX workbook that can be opened.",
        mend_ko="eCRF 워크북(XLSX)을 고르십시오. 다른 형식이면 스프레드시트에서 XLSX로 다시 저장하고, "
        "활동자료 표(CSV)이면 활동자료 행 가져오기를 쓰십시오.",
        mend_en="Choose an eCRF workbook (XLSX). If it was saved otherwise, save it again as XLSX in a "
        "spreadsheet; a table of activities (CSV) goes in by the import of activity rows.",
    )


def covers_too_much(cells: str, most: int) -> Sentence:
    return say(
        ko=f"{brief(cells)} 범위까지 더하면 병합, 링크, 메모가 셀 {most:,}개를 넘어 파일을 열지 않았습니다.",
        en=f"Merged cells, links and notes cover more than {most:,} cells with {brief(cells)}: the workbook "
        "is not opened.",
        mend_ko=f"{brief(cells)}의 병합이나 링크를 지우고 다시 저장하십시오.",
        mend_en=f"Take away the merge or the link of {brief(cells)} and save it again.",
    )


def too_many_cells(cell: str, most: int) -> Sentence:
    return say(
        ko=f"시트가 {cell} 셀까지 이어져 셀이 {most:,}개를 넘습니다. 파일을 열지 않았습니다.",
        en=f"A sheet goes as far as {cell}, so that there are more than {most:,} cells: the workbook is not "
        "opened.",
        mend_ko="표 아래와 오른쪽의 빈 행과 열을 지우거나, 표를 나누어 저장하십시오.",
        mend_en="Delete the empty rows and columns beyond the table, or save it in parts.",
    )


def unpacks_too_large(most_mb: int) -> Sentence:
    return say(
        ko=f"압축을 풀면 {most_mb} MB를 넘어 파일을 열지 않았습니다.",
        en=f"It unpacks to more than {most_mb} MB: the workbook is not opened.",
        mend_ko="그림과 쓰지 않는 시트를 지우고 다시 저장하십시오.",
        mend_en="Take out pictures and sheets that are not needed and save it again.",
    )


def no_detail() -> Sentence:
    return say(
        ko="배출원 표가 있는 시트가 없습니다.",
        en="No sheet holds the table of sources.",
        mend_ko="첫 20줄 안에 GPC ref, Notation key, GHG total CO2e 같은 제목줄이 있는 시트를 넣으십시오.",
        mend_en="Give a sheet whose first 20 rows hold headings: GPC ref, Notation key, GHG total CO2e.",
    )


def merged(cells: str) -> Sentence:
    return say(
        ko=f"{cells} 셀을 합쳐 놓아 어느 줄의 값인지 알 수 없습니다.",
        en=f"The cells {cells} are merged, so that nobody can tell whose value it is.",
        mend_ko="셀 병합을 풀고 칸마다 값을 적으십시오.",
        mend_en="Unmerge them and write the value into each cell.",
    )


def merged_on_sheet(sheet: str, cells: Sequence[str]) -> Sentence:
    named = listed(tuple(cells[:MOST_NAMED]))
    return say(
        ko=f"‘{sheet}’ 시트의 셀 {len(cells)}곳이 여러 줄에 걸쳐 병합되어 첫 줄에만 값이 남습니다: {named}",
        en=f"The sheet “{sheet}” merges cells over rows (places: {len(cells)}), so that only the first row "
        f"holds the value: {named}.",
        mend_ko="셀 병합을 풀고 줄마다 값을 적으십시오.",
        mend_en="Unmerge them and write the value into each row.",
    )


def formulas_on_sheet(sheet: str, cells: Sequence[str]) -> Sentence:
    named = listed(tuple(cells[:MOST_NAMED]))
    return say(
        ko=f"‘{sheet}’ 시트의 셀 {len(cells)}개에 수식이 있어 결과 대신 수식의 글자만 보존합니다: {named}",
        en=f"The sheet “{sheet}” holds formulas (cells: {len(cells)}). Their words are kept, not what they "
        f"come to: {named}.",
        mend_ko="복사한 뒤 값으로 붙여넣으십시오.",
        mend_en="Copy them and paste them as values.",
    )


def formula(cell: str, text: str) -> Sentence:
    return say(
        ko=f"{cell} 셀에 수식 {brief(text)}이 있습니다. 수식의 결과는 파일마다 달라질 수 있습니다.",
        en=f"{cell} holds the formula {brief(text)}. What it comes to may differ from file to file.",
        mend_ko="복사한 뒤 값으로 붙여넣으십시오.",
        mend_en="Copy it and paste it as a value.",
    )


def error_value(cell: str, text: str) -> Sentence:
    return say(
        ko=f"{cell} 셀에 오류 값 {brief(text)}이 있습니다.",
        en=f"{cell} holds the error {brief(text)}.",
        mend_ko="수를 적거나 비우고 기호를 적으십시오.",
        mend_en="Write the number, or empty it and give a notation key.",
    )


def not_a_number(cell: str, text: str) -> Sentence:
    return say(
        ko=f"{cell}: {brief(text)}: 수가 아닙니다.",
        en=f"{cell} is {brief(text)}, which is not a number.",
        mend_ko="1234.5처럼 적으십시오. 기호는 Notation key 칸에 적습니다.",
        mend_en="Write it like 1234.5. A notation key belongs into its own column.",
    )


def below_zero(cell: str, text: str) -> Sentence:
    return say(
        ko=f"{cell}: {brief(text)}: 0보다 작습니다.",
        en=f"{cell} is {brief(text)}, below zero.",
        mend_ko="부호를 확인하십시오. 흡수는 V.2의 배출량에만 음수로 적습니다.",
        mend_en="Check the sign. Only the emissions of V.2 may be below zero, where land takes up.",
    )


def share_above_one(cell: str, text: str) -> Sentence:
    return say(
        ko=f"{cell}: 산화율 {brief(text)}은 1보다 큽니다.",
        en=f"{cell}: an oxidation factor of {brief(text)} is above one.",
        mend_ko="백분율이면 100으로 나누어 적으십시오.",
        mend_en="Where it is a percentage, divide it by 100.",
    )


def not_a_year(cell: str, text: str) -> Sentence:
    return say(
        ko=f"{cell}: {brief(text)}: 연도가 아닙니다.",
        en=f"{cell} is {brief(text)}, which is not a year.",
        mend_ko="2023처럼 네 자리로 적으십시오.",
        mend_en="Write four digits, like 2023.",
    )


def unknown_ref(cell: str, text: str) -> Sentence:
    return say(
        ko=f"{cell}: {brief(text)}: 배출원 분류에 없는 번호입니다.",
        en=f"{cell} is {brief(text)}, a reference that the taxonomy does not hold.",
        mend_ko="I.1.1, II.5.2처럼 적으십시오.",
        mend_en="Write it like I.1.1 or II.5.2.",
    )


def no_ref(cell: str) -> Sentence:
    return say(
        ko=f"{cell}: GPC 번호가 없고, 세부부문과 스코프로도 알 수 없습니다.",
        en=f"{cell} is empty, and sub-sector and scope do not tell the GPC reference either.",
        mend_ko="I.1.1처럼 번호를 적으십시오.",
        mend_en="Write the reference, like I.1.1.",
    )


def other_scope(cell: str, ref: str, scope: str, meant: str) -> Sentence:
    hint_ko = f"이 세부부문의 스코프 {scope}은(는) {meant}입니다. " if meant else ""
    hint_en = f"Scope {scope} of this sub-sector is {meant}. " if meant else ""
    return say(
        ko=f"{cell}: {ref}의 스코프가 {brief(scope)}(으)로 적혀 있습니다.",
        en=f"{cell}: {ref} stands with scope {brief(scope)}, which is not its own.",
        mend_ko=f"{hint_ko}번호와 스코프 가운데 잘못된 쪽을 고치십시오.",
        mend_en=f"{hint_en}Correct the reference or the scope, whichever is wrong.",
    )


def unknown_key(cell: str, text: str) -> Sentence:
    return say(
        ko=f"{cell}: {brief(text)}: 알 수 없는 기호입니다.",
        en=f"{cell} is {brief(text)}, which is no notation key.",
        mend_ko="NO, NE, IE (I.1.2), C 가운데 하나를 적으십시오.",
        mend_en="Write one of NO, NE, IE (I.1.2), C.",
    )


def neither_number_nor_key(cell: str) -> Sentence:
    return say(
        ko=f"{cell}: 배출량도 기호도 없습니다. 빈칸은 답이 아닙니다.",
        en=f"{cell}: neither emissions nor a notation key. A blank is no answer.",
        mend_ko="배출량을 적거나 NO, NE, IE, C 가운데 하나를 적으십시오.",
        mend_en="Write the emissions, or one of NO, NE, IE, C.",
    )


def number_and_key(cell: str, key: str) -> Sentence:
    return say(
        ko=f"{cell}: 배출량과 기호 {brief(key)}을(를) 함께 적었습니다.",
        en=f"{cell}: emissions and the key {brief(key)} stand together.",
        mend_ko="둘 가운데 하나만 남기십시오.",
        mend_en="Keep one of the two.",
    )


def key_and_number_of_one_source(ref: str, row: int) -> Sentence:
    return say(
        ko=f"{ref}의 배출량은 {row}번째 줄에 있는데 이 줄에는 기호가 있습니다.",
        en=f"The emissions of {ref} stand in row {row}, and this row gives a key for the same source.",
        mend_ko="한 배출원의 줄에는 모두 배출량을 적거나 기호 한 줄만 두십시오.",
        mend_en="Give emissions in every row of a source, or one row with a key.",
    )


def only_gases(cell: str) -> Sentence:
    return say(
        ko=f"{cell}: 기체별 배출량만 있고 CO2e 합계가 없습니다. 합계는 온난화지수의 판에 따라 달라집니다.",
        en=f"{cell}: only the gases are given. The total in CO2e depends on the set of warming potentials.",
        mend_ko="CO2e 합계를 적고 첫 시트에 GWP set을 적으십시오.",
        mend_en="Write the total in CO2e, and the GWP set on the first sheet.",
    )


def ie_without_target(cell: str) -> Sentence:
    return say(
        ko=f"{cell}: IE인데 어디에 포함했는지 적혀 있지 않습니다.",
        en=f"{cell}: IE does not say where it is included.",
        mend_ko="IE (I.1.2)처럼 번호를 함께 적으십시오.",
        mend_en="Write the reference with it, like IE (I.1.2).",
    )


def ie_points_wrong(cell: str, target: str) -> Sentence:
    return say(
        ko=f"{cell}: IE가 가리키는 {target}에 배출량이 없습니다.",
        en=f"{cell}: {target}, to which IE points, holds no emissions.",
        mend_ko="배출량이 실제로 들어 있는 번호를 적으십시오.",
        mend_en="Name the reference that does hold the emissions.",
    )


def key_without_reason(cell: str, key: str) -> Sentence:
    return say(
        ko=f"{cell}: {key}의 까닭이 적혀 있지 않습니다.",
        en=f"{cell}: {key} gives no reason.",
        mend_ko="Explanation 칸에 까닭을 적으십시오. NE라면 언제까지 어떻게 산정할지도 적습니다.",
        mend_en="Give the reason under Explanation; for NE also how and until when it will be estimated.",
    )


def confidential_number(cell: str, *, is_total: bool) -> Sentence:
    """A number beside C: a total is kept for the place's officers, single gases are not."""
    if is_total:
        kept_ko, kept_en = "이 지역 담당자만 볼 수 있게 둡니다", "is kept for the officers of the place"
    else:
        kept_ko, kept_en = "옮기지 않습니다", "is not taken over"
    return say(
        ko=f"{cell}: C(비공개)인데 배출량이 적혀 있습니다. 기호만 공개하고 이 수는 {kept_ko}.",
        en=f"{cell}: C (confidential) stands with a number. Only the key is published, the number {kept_en}.",
        mend_ko="공개할 파일이라면 이 수를 지우십시오.",
        mend_en="Where the file itself is made public, empty this cell.",
    )


def ie_circle(cell: str, path: tuple[str, ...]) -> Sentence:
    way = " → ".join(path)
    return say(
        ko=f"{cell}: IE가 서로를 가리켜 배출량이 어디에도 없습니다({way}).",
        en=f"{cell}: IE goes in a circle, {way}, and the emissions stand nowhere.",
        mend_ko="배출량이 실제로 들어 있는 번호를 적으십시오.",
        mend_en="Name the reference that does hold the emissions.",
    )


def line_twice(cell: str, first: str) -> Sentence:
    return say(
        ko=f"{cell}: {first}과(와) 같은 줄입니다. 그대로 더하면 두 번 셉니다.",
        en=f"{cell} is the same line as {first}; added up, it would count twice.",
        mend_ko="하나를 지우십시오. 서로 다른 배출이면 연료나 활동을 적어 구별하십시오.",
        mend_en="Delete one; where they are two things, tell them apart by fuel or activity.",
    )


def total_not_gases(cell: str, total: str, summed: str, gwp_set: str) -> Sentence:
    return say(
        ko=f"{cell}: CO2e 합계가 {brief(total)}인데 기체별 배출량은 {gwp_set}로 {summed} tCO2e입니다.",
        en=f"{cell}: the total is {brief(total)}, but its gases make {summed} tCO2e under {gwp_set}.",
        mend_ko="기체별 배출량을 기체의 톤으로 적었는지, GWP set과 합계가 맞는지 확인하십시오.",
        mend_en="Look whether the gases are tonnes of each gas, and whether set and total belong together.",
    )


def no_such_gas(cell: str, heading: str) -> Sentence:
    where = f"{cell}: " if cell else ""
    return say(
        ko=f"{where}{brief(heading)}: 아는 온실가스의 열이 아닙니다. 이 열은 읽지 않았습니다.",
        en=f"{where}{brief(heading)} is no known gas. This column is not read.",
        mend_ko="기체이면 GHG SF6처럼 이름을 적고, 등급이나 범위이면 제목에서 GHG를 빼십시오.",
        mend_en="Name the gas, like GHG SF6; a grade or a range stands under a heading without GHG.",
    )


def factor_not_of_unit(cell: str, factor_unit: str, unit: str) -> Sentence:
    return say(
        ko=f"{cell}: 배출계수의 단위 {brief(factor_unit)}를 활동량의 단위 {brief(unit)}에 곱할 수 없습니다.",
        en=f"{cell}: a factor in {brief(factor_unit)} does not fit an amount in {brief(unit)}.",
        mend_ko="활동량을 배출계수의 단위로 바꾸어 적거나, 그 단위의 배출계수를 적으십시오.",
        mend_en="Give the amount in the factor's unit, or the factor for the amount's unit.",
    )


def not_amount_times_factor(cell: str, stated: str, made: str, of: str, off: Fraction) -> Sentence:
    """`off` is what the answer is off by, where that is a known mistake; 0 where it is not."""
    ko, en = "", ""
    if off in (Fraction(44, 12), Fraction(12, 44)):
        ko, en = " 탄소와 이산화탄소의 비 44/12만큼 다릅니다.", " They differ by 44/12, carbon against CO2."
    elif off:
        ko, en = f" {float(off):g}배입니다.", f" It is {float(off):g} times that."
    return say(
        ko=f"{cell}: {brief(stated)}이 적혀 있는데 같은 줄의 {of}은 {made} t입니다.{ko}",
        en=f"{cell} is {brief(stated)}, but {of} of the same line makes {made} t.{en}",
        mend_ko="활동량, 배출계수, 그 단위, 배출량 가운데 잘못된 것을 고치십시오.",
        mend_en="Correct whichever is wrong: the amount, the factor, its unit, or the emissions.",
    )


def not_converted(cell: str, stated: str, made: str) -> Sentence:
    return say(
        ko=f"{cell}: {brief(stated)}이 적혀 있는데 환산 전의 양에 환산계수를 곱하면 {made}입니다.",
        en=f"{cell} is {brief(stated)}, but the amount before conversion times its factor makes {made}.",
        mend_ko="환산 전의 양, 환산계수, 활동량 가운데 잘못된 것을 고치십시오.",
        mend_en="Correct whichever is wrong: the amount before conversion, its factor, or the amount.",
    )


def other_subsector(cell: str, ref: str, subsector: str, meant: tuple[str, ...]) -> Sentence:
    return say(
        ko=f"{cell}: {brief(subsector)}은(는) {ref}의 세부부문이 아니라 {listed(meant)}의 것입니다.",
        en=f"{cell}: {brief(subsector)} is not the sub-sector of {ref} but of {listed(meant)}.",
        mend_ko="번호와 세부부문 가운데 잘못된 쪽을 고치십시오.",
        mend_en="Correct the reference or the sub-sector, whichever is wrong.",
    )


def no_gwp_set(cell: str) -> Sentence:
    where = f"{cell}: " if cell else ""
    return say(
        ko=f"{where}GWP set이 비어 있어 CO2e 합계가 어느 지수의 것인지 알 수 없습니다.",
        en=f"{where}no GWP set is stated, so that nobody can tell what the totals in CO2e are in.",
        mend_ko="첫 시트의 GWP set에 AR5처럼 적으십시오. 모르면 unknown이라고 적으십시오.",
        mend_en="Write it on the first sheet at GWP set, like AR5; where it is not known, write unknown.",
    )


def unknown_gwp_set(cell: str, text: str, known: tuple[str, ...]) -> Sentence:
    return say(
        ko=f"{cell}: {brief(text)}: 알 수 없는 GWP set입니다.",
        en=f"{cell} is {brief(text)}, which is no known GWP set.",
        mend_ko=f"다음 가운데 하나를 적으십시오: {listed(known)}.",
        mend_en=f"Write one of {listed(known)}.",
    )


def other_year(cell: str, year: str, sheet_year: str) -> Sentence:
    return say(
        ko=f"{cell}: 이 줄의 연도는 {year}이고 첫 시트의 연도는 {sheet_year}입니다.",
        en=f"{cell}: the line is of {year}, the first sheet of {sheet_year}.",
        mend_ko="둘 가운데 잘못된 쪽을 고치십시오.",
        mend_en="Correct whichever is wrong.",
    )


def absent_refs(refs: tuple[str, ...]) -> Sentence:
    return say(
        ko=f"BASIC에 필요한 번호 {len(refs)}개의 줄이 없습니다: {listed(refs)}.",
        en=f"{len(refs)} references that BASIC asks for have no line: {listed(refs)}.",
        mend_ko="배출량을 적거나 NO, NE, IE, C 가운데 하나를 적은 줄을 두십시오.",
        mend_en="Give each a line with its emissions, or with one of NO, NE, IE, C.",
    )


def left_out_by_publisher(count: int) -> Text:
    return Text(
        f"기호 {count}개는 파일에 까닭이나 포함한 곳이 적혀 있지 않습니다. 공표한 곳에 물으십시오.",
        f"{count} keys stand in the file without their reason or target, and were not read wrongly: ask "
        "whoever published them.",
    )
