"""Mistakes of files: what cannot be read, what is missing, what is not a table."""

from dure.grammar.sentences.says import Sentence, brief, listed, meant, say


def not_a_pack() -> Sentence:
    return say(
        ko="팩 폴더가 아닙니다.",
        en="This is not a folder of packs.",
        mend_ko="systems, places, sources.csv가 있는 폴더나 place.toml이 있는 지역 폴더를 지정하십시오.",
        mend_en="Name a folder with systems, places and sources.csv, or a place with its place.toml.",
    )


def unreadable_file(reason: str) -> Sentence:
    return say(
        ko=f"파일을 열 수 없습니다({reason}).",
        en=f"The file cannot be opened ({reason}).",
        mend_ko="파일이 있는지, 읽기 권한이 있는지 확인하십시오.",
        mend_en="See that it is there and may be read.",
    )


def not_a_file() -> Sentence:
    return say(
        ko="보통의 파일이 아닙니다.",
        en="This is not a plain file.",
        mend_ko="파이프, 장치, 폴더나 끊어진 링크를 지우고 파일을 넣으십시오.",
        mend_en="Take the pipe, device, folder or broken link away and put a file there.",
    )


def too_large(limit_kb: int) -> Sentence:
    limit = f"{limit_kb // 1024} MB" if limit_kb >= 1024 else f"{limit_kb} KB"
    return say(
        ko=f"파일이 {limit}보다 큽니다.",
        en=f"The file is larger than {limit}.",
        mend_ko="파일을 나누거나 필요 없는 행을 지우십시오.",
        mend_en="Split it, or leave out the rows that are not needed.",
    )


def other_encoding(encoding: str) -> Sentence:
    return say(
        ko=f"UTF-8이 아니라 {encoding.upper()}로 저장되어 있습니다.",
        en=f"The file is saved as {encoding.upper()}, not as UTF-8.",
        mend_ko="UTF-8로 다시 저장하십시오(엑셀: CSV UTF-8).",
        mend_en="Save it again as UTF-8 (in a spreadsheet: CSV UTF-8).",
    )


def unreadable_letters() -> Sentence:
    return say(
        ko="알 수 없는 문자 인코딩입니다.",
        en="The letters of the file cannot be read.",
        mend_ko="UTF-8로 다시 저장하십시오.",
        mend_en="Save it again as UTF-8.",
    )


def missing_file(name: str) -> Sentence:
    return say(
        ko=f"{name} 파일이 없습니다.",
        en=f"There is no {name}.",
        mend_ko=f"{name} 파일을 만드십시오.",
        mend_en=f"Make {name}.",
    )


def unknown_file(name: str, near: str) -> Sentence:
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"{brief(name)}: 팩에서 쓰지 않는 이름의 파일입니다.",
        en=f"A pack has no use for a file named {brief(name)}.",
        mend_ko=clause_ko + "이름을 고치거나 파일을 옮기십시오.",
        mend_en=clause_en + "Rename it or take it out.",
    )


def odd_folder_name(name: str) -> Sentence:
    return say(
        ko=f"폴더 이름 {brief(name)}: 영문 소문자, 숫자, 붙임표로만 짓습니다.",
        en=f"The folder name {brief(name)} is not made of small letters, digits and hyphens.",
        mend_ko="예: north-town",
        mend_en="Write it like north-town.",
    )


def broken_toml(reason: str) -> Sentence:
    return say(
        ko=f"TOML 문법 오류입니다({reason}).",
        en=f"This is not TOML ({reason}).",
        mend_ko="표시된 줄의 따옴표, 괄호, 등호를 확인하십시오.",
        mend_en="Look at the quotes, brackets and equal signs on that line.",
    )


def long_line(limit: int) -> Sentence:
    return say(
        ko=f"한 줄이 {limit:,}자를 넘습니다.",
        en=f"The line is longer than {limit:,} letters.",
        mend_ko="여러 줄로 나누십시오.",
        mend_en="Divide it into several lines.",
    )


def deep_key(limit: int) -> Sentence:
    return say(
        ko=f"점으로 이은 이름이 {limit}단계보다 깊습니다.",
        en=f"A name with dots is more than {limit} steps deep.",
        mend_ko="이름을 줄이십시오. 예: run.inputs",
        mend_en="Shorten it, like run.inputs.",
    )


def broken_csv() -> Sentence:
    return say(
        ko="따옴표가 맞지 않아 이 행부터 읽을 수 없습니다.",
        en="A quote is open or misplaced: nothing can be read from this row on.",
        mend_ko='쉼표나 따옴표가 든 칸은 "…"로 묶고 안쪽 따옴표는 두 번 쓰십시오.',
        mend_en='Put cells with commas or quotes into "…" and write an inner quote twice.',
    )


def missing_columns(columns: tuple[str, ...]) -> Sentence:
    return say(
        ko=f"열이 없습니다: {listed(columns)}.",
        en=f"Columns are missing: {listed(columns)}.",
        mend_ko="첫 행에 열 이름을 추가하십시오.",
        mend_en="Add them to the first row.",
    )


def unknown_column(column: str, near: str) -> Sentence:
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"알 수 없는 열입니다: {brief(column)}.",
        en=f"{brief(column)} is not a column of this file.",
        mend_ko=clause_ko + "열 이름을 고치거나 지우십시오.",
        mend_en=clause_en + "Rename the column or take it out.",
    )


def column_twice(column: str) -> Sentence:
    return say(
        ko=f"같은 이름의 열이 둘입니다: {brief(column)}.",
        en=f"The column {brief(column)} stands here twice.",
        mend_ko="하나만 남기십시오.",
        mend_en="Keep one.",
    )


def ragged_row(cells: int, columns: int) -> Sentence:
    return say(
        ko=f"칸이 {cells}개인데 열은 {columns}개입니다.",
        en=f"The row has {cells} cells, the header {columns}.",
        mend_ko="쉼표가 든 칸은 따옴표로 묶고, 빈칸은 쉼표만 남기십시오.",
        mend_en="Put cells with commas into quotes, and leave empty cells as commas.",
    )


def formula_like(cell: str) -> Sentence:
    return say(
        ko=f"수식처럼 시작하는 칸입니다: {brief(cell)}.",
        en=f"The cell {brief(cell)} begins like a formula.",
        mend_ko="=, +, -, @, 탭 없이 글자나 숫자로 시작하십시오.",
        mend_en="Begin it with a letter or a digit, not with =, +, -, @ or a tab.",
    )


def too_many_rows(limit: int) -> Sentence:
    """A table with more rows than are read at once."""
    return say(
        ko=f"행이 {limit:,}개를 넘습니다.",
        en=f"The table has more than {limit:,} rows.",
        mend_ko="쓰지 않는 행을 빼거나 파일을 나누십시오.",
        mend_en="Take out rows that are not used, or divide the file.",
    )


def more_mistakes(limit: int) -> Sentence:
    return say(
        ko=f"이 파일의 오류가 {limit}건을 넘어 나머지는 표시하지 않습니다.",
        en=f"There are more than {limit} mistakes in this file; the rest is not listed.",
        mend_ko="위의 오류를 고친 뒤 다시 확인하십시오.",
        mend_en="Mend those above and check again.",
    )
