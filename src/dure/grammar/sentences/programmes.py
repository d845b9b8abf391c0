"""Mistakes of residents' programmes."""

from dure.grammar.sentences.says import Sentence, brief, meant, say


def unknown_programme(name: str, near: str) -> Sentence:
    """A place has a programme that no system declares."""
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"programme: {brief(name)}: 어느 체계도 선언하지 않은 사업입니다.",
        en=f"programme is {brief(name)}, which no system declares.",
        mend_ko=clause_ko + "체계의 programmes.toml에 있는 이름을 적으십시오.",
        mend_en=clause_en + "Write a name from the programmes.toml of a system.",
    )


def unknown_unit(table: str, unit: str, near: str) -> Sentence:
    """A programme pays in a unit that no ledger is kept in."""
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"{table}: unit: {brief(unit)}: 장부에 없는 단위입니다.",
        en=f"{table}: unit is {brief(unit)}, in which no ledger is kept.",
        mend_ko=clause_ko + "ledgers.toml에 단위를 먼저 선언하십시오.",
        mend_en=clause_en + "Declare the unit in a ledgers.toml first.",
    )


def no_action(table: str) -> Sentence:
    """A programme rewards nothing and counts nothing."""
    return say(
        ko=f"{table}: 실천행동이 없습니다.",
        en=f"{table} has no action.",
        mend_ko="[[programme.action]]을 추가하거나, 이름이 알려지지 않은 수를 unnamed = 10처럼 적으십시오.",
        mend_en="Add [[programme.action]], or write how many are counted without a name, as unnamed = 10.",
    )


def above_hundred(table: str, key: str, percent: int) -> Sentence:
    """A share above the whole."""
    return say(
        ko=f"{table}: {key}: {percent}은 100보다 큽니다.",
        en=f"{table}: {key} is {percent}, more than the whole.",
        mend_ko="0 이상 100 이하의 정수를 적으십시오.",
        mend_en="Write a whole number from 0 to 100.",
    )


def ends_before_it_begins(name: str) -> Sentence:
    """The last day is before the first."""
    return say(
        ko=f"{brief(name)}: to가 from보다 앞섭니다.",
        en=f"{brief(name)} ends before it begins.",
        mend_ko="from에 첫날, to에 마지막 날을 적으십시오.",
        mend_en="Write the first day in from and the last one in to.",
    )
