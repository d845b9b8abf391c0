"""Mistakes of systems: indicators, cases, ledgers, and what is bound to an engine's arguments."""

import re

from dure.grammar.sentences.says import Sentence, brief, listed, meant, say

MANY = (("값 하나", "one number"), ("목록", "a list"), ("표", "a table"))
RANGES_KO = (
    ("above zero", "0 초과"),
    ("not negative", "0 이상"),
    (r"between (\S+) and (\S+)", r"\1 이상 \2 이하"),
)


def one_of_these(table: str, words: tuple[str, ...], found: int) -> Sentence:
    return say(
        ko=f"{table}: {listed(words)} 가운데 하나만 있어야 하는데 {found}개입니다.",
        en=f"{table} has {found} of {listed(words)}; it needs exactly one.",
        mend_ko="하나만 적으십시오.",
        mend_en="Write exactly one.",
    )


def ratio_of_two(table: str) -> Sentence:
    return say(
        ko=f"{table}: 비율에는 지표가 둘 필요합니다.",
        en=f"{table}: a ratio is made of two figures.",
        mend_ko='ratio = { figures = ["분자", "분모"] } 형식으로 적으십시오.',
        mend_en='Write ratio = { figures = ["above", "below"] }.',
    )


def unknown_state(table: str, state: str, states: tuple[str, ...], near: str) -> Sentence:
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"{table}: {brief(state)}: 선언되지 않은 상태입니다.",
        en=f"{table}: {brief(state)} is not one of its states.",
        mend_ko=f"{clause_ko}상태: {listed(states)}.",
        mend_en=f"{clause_en}Its states are {listed(states)}.",
    )


def unknown_deed(move: str, word: str, known: tuple[str, ...]) -> Sentence:
    return say(
        ko=f"{move}: {brief(word)}: 알 수 없는 동작입니다.",
        en=f"{move} does not know how to {brief(word)}.",
        mend_ko=f"쓸 수 있는 동작: {listed(known)}.",
        mend_en=f"It knows {listed(known)}.",
    )


def no_role(move: str) -> Sentence:
    return say(
        ko=f"{move}: 누가 할 수 있는지 적혀 있지 않습니다.",
        en=f"{move} does not say who may take it.",
        mend_ko='by = { role = "…" } 형식으로 적으십시오.',
        mend_en='Add by = { role = "…" }.',
    )


def unknown_engine(engine: str, near: str) -> Sentence:
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"계산식 {brief(engine)}: 없습니다.",
        en=f"There is no engine {brief(engine)}.",
        mend_ko=clause_ko + "docs/methods에 있는 이름을 적으십시오.",
        mend_en=clause_en + "Write a name from docs/methods.",
    )


def missing_argument(engine: str, argument: str, dimensions: int, unit: str) -> Sentence:
    return say(
        ko=f"{engine}: 인수 {argument}: 연결되지 않았습니다.",
        en=f"{engine} needs the argument {argument}.",
        mend_ko=f"inputs에 {argument} = {{ … }}를 추가하십시오({MANY[min(dimensions, 2)][0]}, 단위 {unit}).",
        mend_en=f"Bind {argument} under inputs ({MANY[min(dimensions, 2)][1]}, unit {unit}).",
    )


def unknown_argument(engine: str, argument: str, near: str, known: tuple[str, ...]) -> Sentence:
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"{engine}: {brief(argument)}: 없는 인수입니다.",
        en=f"{engine} has no argument {brief(argument)}.",
        mend_ko=f"{clause_ko}인수: {listed(known)}.",
        mend_en=f"{clause_en}Its arguments are {listed(known)}.",
    )


def not_a_binding(argument: str, known: tuple[str, ...]) -> Sentence:
    return say(
        ko=f"{argument}: 어디에서 오는 값인지 알 수 없습니다.",
        en=f"{argument} does not say where it comes from.",
        mend_ko=f"{listed(known)} 가운데 하나로 시작하십시오.",
        mend_en=f"Bind it to exactly one of {listed(known)}.",
    )


def shapes_differ(argument: str, wanted: int, given: int) -> Sentence:
    (wanted_ko, wanted_en), (given_ko, given_en) = MANY[min(wanted, 2)], MANY[min(given, 2)]
    return say(
        ko=f"{argument}: 형태가 다릅니다. 필요한 것은 {wanted_ko}, 연결된 것은 {given_ko}입니다.",
        en=f"{argument} takes {wanted_en}, but is bound to {given_en}.",
        mend_ko="값 하나는 figure, 목록은 figures나 series로 연결하십시오.",
        mend_en="Bind one number with figure, a list with figures or series.",
    )


def bound_units_differ(argument: str, unit: str, bound: str, bound_unit: str) -> Sentence:
    return say(
        ko=f"{argument}: 단위가 다릅니다. 필요한 단위는 {unit}, {bound}의 단위는 {bound_unit}입니다.",
        en=f"{argument} is bound to {bound} in {bound_unit}: the units differ.",
        mend_ko=f"{unit} 단위의 값을 연결하십시오.",
        mend_en=f"Bind a figure in {unit}.",
    )


def group_units_differ(first: str, first_unit: str, second: str, second_unit: str) -> Sentence:
    return say(
        ko=f"{first}({first_unit}), {second}({second_unit}): 단위가 서로 같아야 합니다.",
        en=f"{first} is in {first_unit} and {second} in {second_unit}: they must have the same unit.",
        mend_ko="같은 단위의 값을 연결하십시오.",
        mend_en="Bind figures in one unit.",
    )


def out_of_range(argument: str, value: str, allowed: str, *, file: str, line: int) -> Sentence:
    allowed_ko = allowed
    for pattern, korean in RANGES_KO:
        allowed_ko = re.sub(pattern, korean, allowed_ko)
    return say(
        ko=f"{argument}: {value}({file} {line}행): 계산식이 받는 범위를 벗어납니다.",
        en=f"{argument} would be {value} ({file} line {line}), outside what the engine takes.",
        mend_ko=f"범위: {allowed_ko}.",
        mend_en=f"It must be {allowed}.",
    )


def unknown_run(argument: str, run: str, near: str) -> Sentence:
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"{argument}: 계산 {brief(run)}: 이 체계에 없습니다.",
        en=f"{argument}: this system has no run {brief(run)}.",
        mend_ko=clause_ko + "runs.toml의 계산 이름을 적으십시오.",
        mend_en=clause_en + "Write the name of a run in runs.toml.",
    )


def unknown_answer(where: str, answer: str, known: tuple[str, ...], near: str) -> Sentence:
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"{where}: {brief(answer)}: 계산식이 내지 않는 답입니다.",
        en=f"{where}: {brief(answer)} is not among the engine's answers.",
        mend_ko=f"{clause_ko}답: {listed(known)}.",
        mend_en=f"{clause_en}Its answers are {listed(known)}.",
    )


def check_without_doubts(name: str) -> Sentence:
    return say(
        ko=f"{name}: 어느 지표를 의심하는지 적혀 있지 않습니다.",
        en=f"{name} does not say which figures it doubts.",
        mend_ko='doubts = ["이름/세부 구분@2022:target"] 형식으로 적으십시오.',
        mend_en='Add doubts = ["name/facet@2022:target"].',
    )


def runs_go_round(names: tuple[str, ...]) -> Sentence:
    return say(
        ko=f"계산이 서로를 기다립니다: {' → '.join(names)}.",
        en=f"These runs wait for each other: {' → '.join(names)}.",
        mend_ko="하나의 입력을 다른 값으로 바꾸십시오.",
        mend_en="Bind one of them to something else.",
    )
