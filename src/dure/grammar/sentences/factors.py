"""Mistakes of factors and warming potentials."""

from dure.grammar.sentences.says import Sentence, brief, listed, meant, say


def not_a_factor_number(column: str, text: str) -> Sentence:
    return say(
        ko=f"{column}: {brief(text)}: 0 이상의 수가 아닙니다.",
        en=f"{column} is {brief(text)}, not a number of zero or more.",
        mend_ko="74100, 0.6처럼 적고, 문서가 밝히지 않은 기체는 unknown이라고 적으십시오.",
        mend_en="Write it like 74100 or 0.6; for a gas the document does not tell, write unknown.",
    )


def share_above_one(column: str, text: str) -> Sentence:
    return say(
        ko=f"{column}: {brief(text)}: 1보다 큰 비율입니다.",
        en=f"{column} is {brief(text)}, a share above one.",
        mend_ko="95%라면 0.95처럼 적으십시오.",
        mend_en="Write 95 percent as 0.95.",
    )


def neither_gases_nor_composite(factor: str) -> Sentence:
    return say(
        ko=f"배출계수 {brief(factor)}: 기체별 값도 환산 값도 없습니다.",
        en=f"The factor {brief(factor)} has neither gases nor a composite.",
        mend_ko="co2_kg, ch4_kg, n2o_kg를 적거나, 환산 값뿐이라면 "
        "composite_kgco2e와 composite_gwp를 적으십시오.",
        mend_en="Fill in co2_kg, ch4_kg and n2o_kg; where only a composite is published, fill in "
        "composite_kgco2e and composite_gwp.",
    )


def carbon_and_co2(factor: str) -> Sentence:
    return say(
        ko=f"배출계수 {brief(factor)}: 탄소량과 이산화탄소량을 함께 적었습니다.",
        en=f"The factor {brief(factor)} states both carbon and CO2.",
        mend_ko="문서가 밝힌 하나만 적으십시오. 탄소량에는 44/12를 곱해 계산합니다.",
        mend_en="Keep the one the document prints; carbon is multiplied by 44/12.",
    )


def composite_without_set(factor: str) -> Sentence:
    return say(
        ko=f"배출계수 {brief(factor)}: 환산 값의 지구온난화지수가 없습니다.",
        en=f"The factor {brief(factor)} is a composite without its set of potentials.",
        mend_ko="composite_gwp에 SAR, AR5처럼 적거나, 문서가 밝히지 않았다면 unknown이라고 적으십시오.",
        mend_en="Write SAR or AR5 in composite_gwp, or unknown where the document does not tell.",
    )


def unknown_set(name: str, known: tuple[str, ...], near: str) -> Sentence:
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"지구온난화지수 {brief(name)}: gwp.csv에 없습니다.",
        en=f"The set of potentials {brief(name)} is not in gwp.csv.",
        mend_ko=f"{clause_ko}쓸 수 있는 값: {listed(known)}.",
        mend_en=f"{clause_en}It is one of {listed(known)}.",
    )


def unit_of_other_kind(column: str, unit: str, wanted: str) -> Sentence:
    return say(
        ko=f"{column}: {brief(unit)}: 이 배출계수에 맞지 않는 단위입니다.",
        en=f"{column} is {brief(unit)}, a unit of another kind than this factor needs.",
        mend_ko=f"다음과 같은 단위로 적으십시오: {wanted}.",
        mend_en=f"Use a unit like {wanted}.",
    )


def energy_without_basis(factor: str) -> Sentence:
    return say(
        ko=f"배출계수 {brief(factor)}: 연료의 열량당 값인데 발열량 기준이 없습니다.",
        en=f"The factor {brief(factor)} is per energy of a fuel, but tells no calorific basis.",
        mend_ko="basis에 NCV(순발열량) 또는 GCV(총발열량)를 적으십시오.",
        mend_en="Write NCV (net) or GCV (gross) in basis.",
    )


def value_and_unit(value: str, unit: str) -> Sentence:
    return say(
        ko=f"{value}와 {unit}은 함께 적어야 합니다.",
        en=f"{value} and {unit} belong together.",
        mend_ko="둘 다 적거나 둘 다 비우십시오.",
        mend_en="Fill in both, or leave both empty.",
    )


def net_above_gross(ncv: str, gcv: str) -> Sentence:
    return say(
        ko=f"순발열량({ncv})이 총발열량({gcv})보다 큽니다.",
        en=f"The net calorific value ({ncv}) is above the gross one ({gcv}).",
        mend_ko="두 값이 바뀌었는지, 단위가 맞는지 확인하십시오.",
        mend_en="See whether the two are exchanged, and whether the units are right.",
    )


def validity_reversed(first: str, last: str) -> Sentence:
    return say(
        ko=f"적용 기간의 끝({last})이 시작({first})보다 앞섭니다.",
        en=f"The validity ends ({last}) before it begins ({first}).",
        mend_ko="valid_from과 valid_to를 고치십시오.",
        mend_en="Correct valid_from and valid_to.",
    )


def factors_overlap(factor: str, other: str, line: int) -> Sentence:
    return say(
        ko=f"배출계수 {brief(factor)}: {line}행 {brief(other)}: 대상, 적용 기간, 발표일이 겹칩니다.",
        en=f"The factor {brief(factor)} and {brief(other)} on line {line} are about the same thing and days, "
        "published on the same day.",
        mend_ko="적용 기간이나 발표일을 고치거나, technology·use·programme으로 구분하십시오.",
        mend_en="Correct validity or publication, or tell them apart by technology, use or programme.",
    )


def potential_twice(gwp_set: str, gas: str, line: int) -> Sentence:
    return say(
        ko=f"{gwp_set}의 {gas}: {line}행에 이미 있습니다.",
        en=f"{gas} of {gwp_set} already stands on line {line}.",
        mend_ko="하나만 남기거나 variant로 구분하십시오.",
        mend_en="Keep one, or tell them apart by variant.",
    )
