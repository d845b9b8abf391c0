"""Mistakes of places: what hangs on what, and who or what is not known."""

from dure.grammar.sentences.says import Sentence, brief, meant, say


def unknown_parent(what: str, parent: str, near: str) -> Sentence:
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"{what}: 상위 {brief(parent)}: 없습니다.",
        en=f"{what} is part of {brief(parent)}, which is not there.",
        mend_ko=clause_ko + "상위 행을 추가하거나 기호를 고치십시오.",
        mend_en=clause_en + "Add it, or correct its id.",
    )


def part_of_itself(chain: tuple[str, ...]) -> Sentence:
    round_trip = " → ".join(chain)
    return say(
        ko=f"상위 관계가 순환합니다: {round_trip}.",
        en=f"These are part of each other: {round_trip}.",
        mend_ko="그중 하나의 상위를 비우거나 고치십시오.",
        mend_en="Correct or empty one of them.",
    )


def unknown_system(system: str, near: str) -> Sentence:
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"체계 {brief(system)}: 없습니다.",
        en=f"There is no system {brief(system)}.",
        mend_ko=clause_ko + "packs/systems에 있는 이름을 적으십시오.",
        mend_en=clause_en + "Write the name of a folder of packs/systems.",
    )


def system_not_run(system: str) -> Sentence:
    return say(
        ko=f"폴더 {brief(system)}: place.toml의 runs에 없는 체계입니다.",
        en=f"There is a folder {brief(system)}, but place.toml does not run that system.",
        mend_ko="runs에 추가하거나 폴더를 지우십시오.",
        mend_en=f'Add "{system}" to runs, or take the folder out.',
    )


def unknown_timezone(zone: str) -> Sentence:
    return say(
        ko=f"시간대 {brief(zone)}: 없습니다.",
        en=f"There is no time zone {brief(zone)}.",
        mend_ko="Asia/Seoul처럼 적으십시오.",
        mend_en="Write it like Asia/Seoul.",
    )


def place_without_parent() -> Sentence:
    return say(
        ko="part_of가 없습니다. 상위 지역이 없는 곳은 world뿐입니다.",
        en="There is no part_of. Only the world is part of nothing.",
        mend_ko='상위 지역을 적으십시오. 예: part_of = "world"',
        mend_en='Name the place it is part of, like part_of = "world".',
    )


def title_or_count() -> Sentence:
    return say(
        ko="이름도 개수도 없습니다.",
        en="The row has neither a title nor a count.",
        mend_ko="title_ko와 title_en을 적거나, 이름이 공표되지 않았다면 count를 적으십시오.",
        mend_en="Fill in title_ko and title_en or, where no names are published, count.",
    )


def title_and_count() -> Sentence:
    return say(
        ko="이름과 개수가 함께 있습니다.",
        en="The row has both a title and a count.",
        mend_ko="이름 있는 것은 한 행씩 적고, 이름 없는 나머지만 count로 적으십시오.",
        mend_en="Give each named one a row of its own, and count only those without a name.",
    )


def plan_without_years() -> Sentence:
    return say(
        ko="계획(상위가 없는 행)에 시작 연도나 끝 연도가 없습니다.",
        en="A plan (a row without parent) needs its first and last year.",
        mend_ko="from과 to에 연도를 적거나 unknown이라고 적으십시오.",
        mend_en="Fill in from and to with years, or write unknown.",
    )


def ends_before_it_begins(first: str, last: str) -> Sentence:
    return say(
        ko=f"끝({last})이 시작({first})보다 앞섭니다.",
        en=f"It ends ({last}) before it begins ({first}).",
        mend_ko="연도를 고치십시오.",
        mend_en="Correct the years.",
    )


def unknown_party(column: str, party: str, near: str) -> Sentence:
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"{column}: 당사자 {brief(party)}: parties.csv에 없습니다.",
        en=f"{column}: the party {brief(party)} is not in parties.csv.",
        mend_ko=clause_ko + "parties.csv에 추가하거나 기호를 고치십시오.",
        mend_en=clause_en + "Add it to parties.csv, or correct its id.",
    )


def unknown_indicator(name: str, near: str) -> Sentence:
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"지표 {brief(name)}: 선언되지 않았습니다.",
        en=f"No system declares the indicator {brief(name)}.",
        mend_ko=clause_ko + "plans.toml의 지표 이름을 적으십시오.",
        mend_en=clause_en + "Write the name of an indicator in plans.toml.",
    )


def seats_without_role() -> Sentence:
    return say(
        ko="seats와 seat_role은 함께 적어야 합니다.",
        en="seats and seat_role belong together.",
        mend_ko="둘 다 적거나 둘 다 비우십시오.",
        mend_en="Fill in both, or leave both empty.",
    )


def first_row_opens(case: str) -> Sentence:
    return say(
        ko=f"사건 {brief(case)}: 첫 행에 종류와 제목이 없습니다.",
        en=f"The first row of the case {brief(case)} has no kind or title.",
        mend_ko="첫 행에 kind, title_ko, title_en을 적으십시오.",
        mend_en="Fill in kind, title_ko and title_en on its first row.",
    )


def unknown_case_kind(kind: str, near: str) -> Sentence:
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"사건 종류 {brief(kind)}: 선언되지 않았습니다.",
        en=f"No system declares the kind of case {brief(kind)}.",
        mend_ko=clause_ko + "cases.toml의 이름을 적으십시오.",
        mend_en=clause_en + "Write a name from cases.toml.",
    )


def unknown_account(column: str, account: str, near: str) -> Sentence:
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"{column}: 계정 {brief(account)}: ledgers.toml에 없습니다.",
        en=f"{column}: the account {brief(account)} is not in ledgers.toml.",
        mend_ko=clause_ko + "계정을 선언하거나 경로를 고치십시오.",
        mend_en=clause_en + "Declare the account, or correct its path.",
    )


def unknown_ledger_unit(unit: str, near: str) -> Sentence:
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"장부 단위 {brief(unit)}: ledgers.toml에 없습니다.",
        en=f"The ledger unit {brief(unit)} is not in ledgers.toml.",
        mend_ko=clause_ko + "단위를 선언하거나 고치십시오.",
        mend_en=clause_en + "Declare the unit, or correct it.",
    )


def same_account_twice() -> Sentence:
    return say(
        ko="차변과 대변이 같은 계정입니다.",
        en="Debit and credit are the same account.",
        mend_ko="둘 중 하나를 고치십시오.",
        mend_en="Correct one of them.",
    )


def parent_is_counted(parent: str) -> Sentence:
    return say(
        ko=f"상위 {brief(parent)}: 개수만 적힌 행이라 아래에 행을 둘 수 없습니다.",
        en=f"The parent {brief(parent)} is a row of counted places; nothing can stand below it.",
        mend_ko="이름 있는 행을 상위로 적으십시오.",
        mend_en="Name a row with a title as parent.",
    )


def same_transfer_twice(key: str, first_line: int) -> Sentence:
    return say(
        ko=f"거래 열쇠 {brief(key)}: {first_line}행에 이미 있습니다.",
        en=f"The key {brief(key)} already stands on line {first_line}.",
        mend_ko="거래마다 새 UUID를 적으십시오.",
        mend_en="Give each transfer a UUID of its own.",
    )
