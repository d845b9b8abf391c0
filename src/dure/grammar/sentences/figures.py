"""Mistakes of figures: addresses, units, sources, keys."""

from dure.grammar.sentences.says import Sentence, brief, listed, meant, say


def unknown_address(address: str, near: str) -> Sentence:
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"{brief(address)}: 어느 체계에도 없는 주소입니다.",
        en=f"No system declares the address {brief(address)}.",
        mend_ko=clause_ko + "주소를 고치거나 observations.toml에 선언하십시오.",
        mend_en=clause_en + "Correct it, or declare it in observations.toml.",
    )


def unknown_facet(address: str, name: str, facets: tuple[str, ...], near: str) -> Sentence:
    clause_ko, clause_en = meant(near)
    if not facets:
        return say(
            ko=f"{brief(address)}: {name}에는 세부 구분이 없습니다.",
            en=f"{brief(address)}: {name} has no facets.",
            mend_ko=f"{name}만 적거나 observations.toml에 facets를 선언하십시오.",
            mend_en=f"Write {name} alone, or declare its facets in observations.toml.",
        )
    return say(
        ko=f"{brief(address)}: {name}의 세부 구분이 아닙니다.",
        en=f"{brief(address)} is not a facet of {name}.",
        mend_ko=f"{clause_ko}세부 구분: {listed(facets[:12])}.",
        mend_en=f"{clause_en}Its facets are {listed(facets[:12])}.",
    )


def place_in_address(address: str) -> Sentence:
    return say(
        ko=f"{brief(address)}: 주소에 지역, 기간, 수치 구분을 함께 적었습니다.",
        en=f"{brief(address)} carries a place, a period or a mark.",
        mend_ko="address 열에는 이름과 세부 구분만 적으십시오. 예: emissions_tco2e/buildings",
        mend_en="Write name and facet only, like emissions_tco2e/buildings.",
    )


def unknown_unit(unit: str, near: str) -> Sentence:
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"{brief(unit)}: 단위표에 없는 단위입니다.",
        en=f"{brief(unit)} is not in the table of units.",
        mend_ko=clause_ko + "단위표의 기호를 적으십시오. 예: MWh, tCO2e, KRW_100_million, percent, 1",
        mend_en=clause_en + "Write a symbol of the table, like MWh, tCO2e, KRW_100_million, percent or 1.",
    )


def units_differ(address: str, unit: str, canonical: str, proposed: str) -> Sentence:
    return say(
        ko=f"{address}: 단위가 다릅니다. 적힌 단위는 {unit}, 선언된 단위는 {canonical}입니다.",
        en=f"{address} is stated in {unit}, but declared in {canonical}: the units differ.",
        mend_ko=f"{proposed} 같은 단위로 적거나 다른 주소를 쓰십시오.",
        mend_en=f"State it in a unit like {proposed}, or use another address.",
    )


def name_without_unit(name: str, unit: str, ending: str) -> Sentence:
    return say(
        ko=f"이름 {brief(name)}: 단위({unit})로 끝나지 않습니다.",
        en=f"The name {brief(name)} does not end with its unit, {unit}.",
        mend_ko=f"이름을 …_{ending} 형식으로 고치십시오.",
        mend_en=f"Name it …_{ending}.",
    )


def name_with_other_unit(name: str, unit: str, other: str) -> Sentence:
    return say(
        ko=f"이름 {brief(name)}: {other} 단위로 끝나지만 선언된 단위는 {unit}입니다.",
        en=f"The name {brief(name)} ends with the unit {other}, but is declared in {unit}.",
        mend_ko=f"unit을 고치거나({other}) 이름에서 단위를 빼십시오.",
        mend_en=f"Declare it in {other}, or take the unit out of the name.",
    )


def figure_elsewhere(name: str, system: str) -> Sentence:
    return say(
        ko=f"{brief(name)}: {system} 체계가 이미 선언한 이름입니다.",
        en=f"{brief(name)} is already declared by the system {system}.",
        mend_ko="이 선언을 지우고 그 주소를 쓰거나 다른 이름을 쓰십시오.",
        mend_en="Take this declaration out and use that address, or choose another name.",
    )


def no_source(what: str) -> Sentence:
    return say(
        ko=f"{what}: 출처가 없습니다.",
        en=f"{what} has no source.",
        mend_ko="sources.csv의 문서 기호와 줄 또는 쪽을 적으십시오. 예: mois-2022:1033",
        mend_en="Name a document from sources.csv, with the line or page, like mois-2022:1033.",
    )


def source_without_line(source: str) -> Sentence:
    return say(
        ko=f"출처 {brief(source)}: 줄이나 쪽이 없습니다.",
        en=f"The source {brief(source)} names no line or page.",
        mend_ko="문서 기호 뒤에 쌍점과 줄을 적으십시오. 예: mois-2022:1033-1037",
        mend_en="Put a colon and the line behind the document, like mois-2022:1033-1037.",
    )


def unknown_source(source: str, near: str) -> Sentence:
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"출처 문서 {brief(source)}: sources.csv에 없습니다.",
        en=f"The document {brief(source)} is not in sources.csv.",
        mend_ko=clause_ko + "sources.csv에 문서를 추가하거나 기호를 고치십시오.",
        mend_en=clause_en + "Add the document to sources.csv, or correct its id.",
    )


def stated_twice(address: str, first_line: int) -> Sentence:
    return say(
        ko=f"{brief(address)}: 같은 주소·기간·수치 구분·출처가 {first_line}행에 이미 있습니다.",
        en=f"{brief(address)} is already stated on line {first_line}, with this period, mark and document.",
        mend_ko="하나를 지우십시오. 문서가 서로 다른 두 값을 적었다면 세부 구분을 나누십시오.",
        mend_en="Take one out. Where the document prints two different values, give each a facet of its own.",
    )


def stated_elsewhere(address: str, file: str, line: int) -> Sentence:
    return say(
        ko=f"{brief(address)}: 같은 주소·기간·수치 구분·출처가 {file} {line}행에 이미 있습니다.",
        en=f"{brief(address)} is already stated in {file} line {line}, with this period, mark and document.",
        mend_ko="하나를 지우십시오.",
        mend_en="Take one out.",
    )


def no_period(address: str) -> Sentence:
    return say(
        ko=f"{address}: 기간도 시행일도 없습니다.",
        en=f"{address} has neither a period nor a first day.",
        mend_ko="period를 적거나, 매개변수라면 valid_from을 적으십시오.",
        mend_en="Fill in period or, for a parameter, valid_from.",
    )


def ends_before_it_begins(valid_from: str, period: str) -> Sentence:
    return say(
        ko=f"valid_from {valid_from}: 기간({period})이 끝난 뒤의 날짜입니다.",
        en=f"valid_from {valid_from} is later than the end of the period {period}.",
        mend_ko="둘 중 하나를 고치거나 valid_from을 비우십시오.",
        mend_en="Correct one of them, or leave valid_from empty.",
    )


def later_than_its_document(period: str, published: str, source: str) -> Sentence:
    return say(
        ko=f"{period}: 실적·추정인데 발행일이 {published}인 문서({brief(source)})보다 뒤입니다.",
        en=f"{period} is later than its document ({brief(source)}), published {published}.",
        mend_ko="기간과 문서를 확인하십시오. 계획이나 전망이면 mark를 target이나 forecast로 적으십시오.",
        mend_en="Check the period and the document. A plan or an outlook has the mark target or forecast.",
    )


def period_not_a_year(name: str, unit: str) -> Sentence:
    return say(
        ko=f"{name}: 단위가 {unit}인 값은 기간이 될 수 없습니다.",
        en=f"{name} is in {unit}, so it cannot say which period is meant.",
        mend_ko="단위가 year인 값의 이름을 적거나 2018처럼 기간을 적으십시오.",
        mend_en="Name a figure in year, or write a period like 2018.",
    )


def confidential_in_public(address: str) -> Sentence:
    return say(
        ko=f"{brief(address)}: 비공개(C) 값이 공개되는 파일에 숫자와 함께 적혀 있습니다.",
        en=f"{brief(address)} gives the number of a confidential source (C) in a file that is public.",
        mend_ko="여기에는 C만 적으십시오. 숫자는 담당자가 업무 화면에서 입력합니다.",
        mend_en="Write C alone here. An officer enters the number in the office.",
    )
