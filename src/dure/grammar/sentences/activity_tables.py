"""Refusals of activity rows: what does not fit together, in which cell, and the mend."""

from dure.grammar.sentences.says import Sentence, brief, listed, meant, say


def no_quantity_column(headings: tuple[str, ...]) -> Sentence:
    return say(
        ko=f"활동자료 열을 찾을 수 없습니다. 있는 열: {listed(headings[:12])}.",
        en=f"No column holds the quantity of an activity. There are {listed(headings[:12])}.",
        mend_ko="quantity(활동자료)와 unit(단위) 열을 두십시오.",
        mend_en="Head two columns quantity and unit.",
    )


def blank_quantity() -> Sentence:
    return say(
        ko="활동자료가 비어 있습니다.",
        en="The quantity is blank.",
        mend_ko="값을 적으십시오. 활동이 없었다면 0이라고 적으십시오.",
        mend_en="Fill it in; where nothing was done, write 0.",
    )


def not_an_amount(text: str) -> Sentence:
    return say(
        ko=f"{brief(text)}: 수로 읽을 수 없습니다.",
        en=f"{brief(text)} is not a number.",
        mend_ko="1234.5, 1,234.5 또는 1.2345E3처럼 적으십시오.",
        mend_en="Write it like 1234.5, 1,234.5 or 1.2345E3.",
    )


def negative(text: str) -> Sentence:
    return say(
        ko=f"{brief(text)}: 0보다 작습니다.",
        en=f"{brief(text)} is below zero.",
        mend_ko="활동과 계수는 0 이상으로 적으십시오. 숲과 토지의 흡수는 method 칸(forest_growth 등)으로, "
        "감축량은 감축 장부로 다룹니다.",
        mend_en="Activities and factors are zero or more. What land takes up has methods (forest_growth …), "
        "what was avoided has a book of its own.",
    )


def share_above_one(text: str) -> Sentence:
    return say(
        ko=f"{brief(text)}: 1보다 큰 비율입니다.",
        en=f"{brief(text)} is a share above one.",
        mend_ko="95%라면 0.95 또는 95%로 적으십시오.",
        mend_en="Write 95 percent as 0.95 or as 95%.",
    )


def no_unit() -> Sentence:
    return say(
        ko="활동자료의 단위가 없습니다.",
        en="The quantity has no unit.",
        mend_ko="unit 열에 kWh, m3, kg처럼 적으십시오.",
        mend_en="Write kWh, m3 or kg in the column unit.",
    )


def odd_factor_unit(text: str) -> Sentence:
    return say(
        ko=f"{brief(text)}: 배출계수의 단위로 읽을 수 없습니다.",
        en=f"{brief(text)} cannot be read as the unit of a factor.",
        mend_ko="kg/kWh, kg CO2/TJ, kg/m3처럼 적으십시오.",
        mend_en="Write it like kg/kWh, kg CO2/TJ or kg/m3.",
    )


def mass_of_what_per_what(text: str, unit: str) -> Sentence:
    return say(
        ko=f"{brief(text)}: 활동자료({unit})의 무엇당 값인지 알 수 없습니다.",
        en=f"{brief(text)} does not say per what; the quantity is in {unit}.",
        mend_ko=f"kg/{unit}인지 kg/kg인지 적으십시오.",
        mend_en=f"Write kg/{unit}, or kg/kg.",
    )


def mass_against_volume(factor_unit: str, unit: str) -> Sentence:
    return say(
        ko=f"배출계수는 {factor_unit}당, 활동자료는 {unit}입니다. 밀도 없이는 질량과 부피를 바꾸지 않습니다.",
        en=f"The factor is per {factor_unit}, the quantity in {unit}. Mass is not turned into volume without "
        "a density.",
        mend_ko="density 열에 kg/m3로 밀도를 적거나, 활동자료와 같은 단위의 계수를 쓰십시오.",
        mend_en="Add a column density in kg/m3, or use a factor per the unit of the quantity.",
    )


def energy_without_calorific(factor_unit: str, unit: str) -> Sentence:
    return say(
        ko=f"배출계수는 {factor_unit}당, 활동자료는 {unit}입니다. 발열량 없이는 바꾸지 않습니다.",
        en=f"The factor is per {factor_unit}, the quantity in {unit}. Fuel is not turned into energy without "
        "a calorific value.",
        mend_ko="ncv 또는 gcv 열에 MJ/kg, MJ/L, MJ/Nm3 단위로 발열량을 적으십시오.",
        mend_en="Add a column ncv or gcv in MJ/kg, MJ/L or MJ/Nm3.",
    )


def gas_condition(factor_unit: str, unit: str) -> Sentence:
    return say(
        ko=f"배출계수는 {factor_unit}당, 활동자료는 {unit}입니다. 상태가 다르면 같은 부피가 아닙니다.",
        en=f"The factor is per {factor_unit}, the quantity in {unit}: at another temperature or pressure a "
        "cubic metre is not the same.",
        mend_ko="같은 상태의 부피로 고쳐 적고, 상태를 Nm3(0℃), Sm3(15℃)로 밝히십시오.",
        mend_en="State both at one condition: Nm3 is at 0 °C, Sm3 at 15 °C.",
    )


def units_differ(factor_unit: str, unit: str) -> Sentence:
    return say(
        ko=f"배출계수는 {factor_unit}당, 활동자료는 {unit}입니다. 서로 다른 것을 잽니다.",
        en=f"The factor is per {factor_unit}, the quantity in {unit}: they do not measure the same thing.",
        mend_ko="단위를 확인하고, 활동자료와 같은 것을 재는 계수를 쓰십시오.",
        mend_en="Look at both units, and use a factor that measures what the quantity does.",
    )


def net_against_gross(factor_basis: str, basis: str) -> Sentence:
    return say(
        ko=f"배출계수는 {factor_basis} 기준, 열량은 {basis} 기준입니다.",
        en=f"The factor is on a {factor_basis} basis, the energy on a {basis} basis.",
        mend_ko="순발열량(NCV)과 총발열량(GCV) 중 하나로 맞추십시오. 천연가스는 두 값이 약 10% 다릅니다.",
        mend_en="Bring both to NCV or both to GCV. For natural gas the two differ by a tenth.",
    )


def basis_not_told(factor_basis: str, unit: str) -> Sentence:
    return say(
        ko=f"배출계수는 {factor_basis} 기준인데, 활동자료({unit})의 발열량 기준이 없습니다.",
        en=f"The factor is on a {factor_basis} basis; the quantity in {unit} does not tell its own.",
        mend_ko=f"단위를 {unit} (NCV) 또는 {unit} (GCV)로 적거나 basis 열을 두십시오.",
        mend_en=f"Write {unit} (NCV) or {unit} (GCV), or add a column basis.",
    )


def factor_basis_not_told(basis: str, factor_unit: str) -> Sentence:
    return say(
        ko=f"활동자료는 {basis} 기준인데, 배출계수({factor_unit}당)의 발열량 기준이 없습니다.",
        en=f"The quantity is on a {basis} basis; the factor per {factor_unit} does not tell its own.",
        mend_ko=f"계수의 단위를 kg/{factor_unit} (NCV) 또는 kg/{factor_unit} (GCV)로 적으십시오.",
        mend_en=f"Write the factor's unit as kg/{factor_unit} (NCV) or kg/{factor_unit} (GCV).",
    )


def carbon_not_co2(text: str) -> Sentence:
    return say(
        ko=f"{brief(text)}: 이산화탄소가 아니라 탄소의 값입니다. 44/12가 빠졌습니다.",
        en=f"{brief(text)} is of carbon, not of CO2: 44/12 is left out.",
        mend_ko="44/12를 곱해 CO2로 적거나, 열 이름을 carbon content로 하십시오.",
        mend_en="Multiply it by 44/12, or head the column carbon content.",
    )


def looks_like_carbon(value: str, usual: str, factor: str) -> Sentence:
    return say(
        ko=f"{value}: {factor}의 CO2 계수({usual})의 12/44에 가깝습니다. 44/12가 빠진 탄소 값으로 보입니다.",
        en=f"{value} is near 12/44 of the CO2 factor of {factor}, {usual}: like carbon, 44/12 left out.",
        mend_ko="탄소의 값이면 열 이름을 carbon content로 하고, CO2 값이면 확인해 고치십시오.",
        mend_en="If it is carbon, head the column carbon content; if it is CO2, correct it.",
    )


def carbon_of_fuels(value: str, per: str) -> Sentence:
    return say(
        ko=f"{value}: {per}이면 연료의 CO2가 아니라 탄소의 범위입니다. 44/12가 빠진 것으로 보입니다.",
        en=f"{value} comes to {per}, where the carbon of fuels lies, not their CO2: 44/12 looks left out.",
        mend_ko="탄소 값이면 열 이름을 carbon content로 하십시오. CO2 값이면 단위를 고치고, "
        "바이오매스가 섞였으면 그 CO2를 CO2 biogenic 열에 적으십시오.",
        mend_en="If it is carbon, head the column carbon content; if it is CO2, correct the unit; if part of "
        "the fuel is biomass, write its CO2 into a column CO2 biogenic.",
    )


def other_substance(column_gas: str, unit: str) -> Sentence:
    return say(
        ko=f"{column_gas} 열에 다른 기체의 단위 {brief(unit)}를 적었습니다.",
        en=f"The column of {column_gas} carries the unit {brief(unit)}, of another gas.",
        mend_ko="기체의 kg으로 적으십시오. 환산 값이면 열 이름을 co2e로 하십시오.",
        mend_en="State kilograms of the gas itself; head a composite co2e.",
    )


def factor_of_what(unit: str) -> Sentence:
    return say(
        ko=f"배출계수({unit or '단위 없음'})가 어느 기체의 값인지 알 수 없습니다.",
        en=f"The factor ({unit or 'without a unit'}) does not say which gas it is of.",
        mend_ko="단위에 kg CO2/kWh, kg CO2e/kWh처럼 기체를 적거나 gas 열을 두십시오.",
        mend_en="Name the gas in its unit, kg CO2/kWh or kg CO2e/kWh, or add a column gas.",
    )


def unknown_gas(gas: str, near: str) -> Sentence:
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"기체 {brief(gas)}: 지구온난화지수 표에 없습니다.",
        en=f"The gas {brief(gas)} is in no set of potentials.",
        mend_ko=clause_ko + "CO2, CH4, N2O처럼 적으십시오.",
        mend_en=clause_en + "Write it like CO2, CH4 or N2O.",
    )


def no_factor() -> Sentence:
    return say(
        ko="배출계수를 정할 수 없습니다. 행에 계수도, 연료도, 계수 이름도 없습니다.",
        en="There is nothing to choose a factor by: no factors in the row, no fuel, no factor id.",
        mend_ko="co2, ch4, n2o 열에 계수를 적거나 fuel 또는 factor id 열을 채우십시오.",
        mend_en="Fill in factors under co2, ch4 and n2o, or a fuel, or a factor id.",
    )


def unknown_fuel(fuel: str, near: str) -> Sentence:
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"연료 {brief(fuel)}: 배출계수 표에 없습니다.",
        en=f"No factor is about the fuel {brief(fuel)}.",
        mend_ko=clause_ko + "연료 이름을 고치거나, 행에 계수를 직접 적으십시오.",
        mend_en=clause_en + "Correct the fuel, or give factors in the row.",
    )


def unknown_factor(named: str, near: str) -> Sentence:
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"배출계수 {brief(named)}: 없습니다.",
        en=f"There is no factor {brief(named)}.",
        mend_ko=clause_ko + "지역/이름으로 적으십시오. 예: world/diesel-road",
        mend_en=clause_en + "Write it as place/name, like world/diesel-road.",
    )


def unknown_region(named: str, near: str) -> Sentence:
    clause_ko, clause_en = meant(near)
    return say(
        ko=f"지역 {brief(named)}: 팩에 없습니다." if named else "지역이 없습니다.",
        en=f"No pack is of the place {brief(named)}." if named else "The row names no place.",
        mend_ko=clause_ko + "지역 기호를 적으십시오. IPCC 기본값을 쓰려면 world라고 적으십시오.",
        mend_en=clause_en + "Write the id of a place; world means the IPCC's defaults.",
    )


def not_a_period(text: str) -> Sentence:
    return say(
        ko=f"{brief(text)}: 연도로 읽을 수 없습니다." if text else "연도가 없습니다.",
        en=f"{brief(text)} is not a year." if text else "The row names no year.",
        mend_ko="2021 또는 2021-03처럼 적으십시오.",
        mend_en="Write it like 2021 or 2021-03.",
    )


def factor_missing(why: str, nearest: tuple[str, ...], undated: tuple[str, ...] = ()) -> Sentence:
    reasons = {
        "technology": ("이 대상의 계수가 없습니다", "there is none about this"),
        "region": ("이 지역이나 상위 지역의 계수가 없습니다", "this place and those above it have none"),
        "programme": ("이 제도의 계수가 없습니다", "none is of this programme"),
        "use": ("이 용도의 계수가 없습니다", "none is for this use"),
        "validity": ("이 기간에 적용되는 계수가 없습니다", "none holds for these days"),
        "publication": ("그날까지 발표된 계수가 없습니다", "none was published by that day"),
    }
    ko, en = reasons[why]
    names = listed(undated)
    way_ko = f"{names} 계수를 쓰려면 factor 칸에 그 이름을 적으십시오(적용 기간 미확인). " if undated else ""
    way_en = f"To use {names}, name it in the factor column; its days are not known. " if undated else ""
    return say(
        ko=f"배출계수를 고를 수 없습니다. {ko}. 가까운 것: {listed(nearest) or '없음'}.",
        en=f"No factor can be chosen: {en}. Nearest: {listed(nearest) or 'none'}.",
        mend_ko=f"{way_ko}지역, 연도, 용도(sector)를 확인하거나, 쓸 계수를 factor id로 지정하십시오.",
        mend_en=f"{way_en}Look at place, year and sector, or name the factor you mean under factor id.",
    )


def outside_validity(factor: str, first: str, last: str) -> Sentence:
    return say(
        ko=f"배출계수 {factor}: 적용 기간({first}–{last}) 밖의 활동입니다.",
        en=f"The factor {factor} holds from {first} to {last}; the activity lies outside.",
        mend_ko="그해의 계수를 쓰거나, 계수를 비우고 연료와 지역으로 찾게 하십시오.",
        mend_en="Use the factor of that year, or leave it out and give fuel and place.",
    )


def not_known_then(factor: str, published: str, on: str) -> Sentence:
    return say(
        ko=f"배출계수 {factor}: {on}에는 알 수 없었습니다(발표: {published}).",
        en=f"The factor {factor} was not known on {on}: it was published {published}.",
        mend_ko="그날까지 발표된 계수를 쓰거나 --known-on을 고치십시오.",
        mend_en="Use one published by then, or change --known-on.",
    )


def unknown_set(named: str, known: tuple[str, ...]) -> Sentence:
    return say(
        ko=f"지구온난화지수 {brief(named)}: 없습니다.",
        en=f"There is no set of potentials {brief(named)}.",
        mend_ko=f"다음 중 하나를 적으십시오: {listed(known)}.",
        mend_en=f"Write one of {listed(known)}.",
    )


def no_set(known: tuple[str, ...]) -> Sentence:
    return say(
        ko="지구온난화지수를 정하지 않아 CO2 환산량을 알 수 없습니다. 기체별 값은 계산했습니다.",
        en="No set of potentials is named, so CO2e is unknown. The gases are computed.",
        mend_ko=f"gwp 열이나 --gwp에 다음 중 하나를 적으십시오: {listed(known)}.",
        mend_en=f"Write one of {listed(known)} in a column gwp, or give --gwp.",
    )


def gas_without_potential(gwp_set: str, gases: tuple[str, ...]) -> Sentence:
    return say(
        ko=f"{gwp_set}에는 {listed(gases)}의 지구온난화지수가 없습니다.",
        en=f"{gwp_set} gives no potential for {listed(gases)}.",
        mend_ko="그 기체가 있는 지수를 고르거나 gwp_ch4처럼 값을 직접 적으십시오.",
        mend_en="Choose a set that does, or give the number in a column like gwp_ch4.",
    )


def composite_in_other_set(declared: str, wanted: str) -> Sentence:
    known = declared if declared != "unknown" else ""
    return say(
        ko=f"계수는 {declared} 환산 값뿐이어서 {wanted}로 다시 말할 수 없습니다."
        if known
        else f"계수는 지수를 밝히지 않은 환산 값뿐이어서 {wanted}로 말할 수 없습니다.",
        en=f"The factor is a composite in {declared}; it cannot be said in {wanted}."
        if known
        else f"The factor is a composite that does not tell its set; it cannot be said in {wanted}.",
        mend_ko="기체별 계수를 쓰거나, 지수를 비워 계수 자신의 지수로 두십시오.",
        mend_en="Use a factor split by gas, or name no set and keep the composite's own.",
    )


def gas_not_told(factor: str, gases: tuple[str, ...]) -> Sentence:
    return say(
        ko=f"배출계수 {factor}: {listed(gases)} 값을 밝히지 않아 CO2 환산량을 알 수 없습니다.",
        en=f"The factor {factor} does not tell {listed(gases)}, so CO2e is unknown.",
        mend_ko="빠진 기체의 계수를 행에 적으십시오. 없다면 0이라고 적으십시오.",
        mend_en="Give the missing gases in the row; where there are none, write 0.",
    )


def beyond_the_header(count: int) -> Sentence:
    return say(
        ko=f"제목보다 {count}칸 많습니다.",
        en=f"The row has {count} cells more than the header.",
        mend_ko="쉼표가 든 칸을 따옴표로 묶으십시오.",
        mend_en="Put quotes around cells that hold commas.",
    )


def value_without_unit(example: str) -> Sentence:
    return say(
        ko="값에 단위가 없습니다.",
        en="The value has no unit.",
        mend_ko=f"열 이름에 단위를 적으십시오. 예: {example}",
        mend_en=f"Put the unit into the heading, like {example}.",
    )


def two_factors(cell: str, value: str, factor_cell: str, factor: str) -> Sentence:
    return say(
        ko=f"{cell} 칸에 계수 {brief(value)}가 있고 {factor_cell} 칸에 배출계수 {factor}가 있습니다. "
        f"어느 것으로 계산할지 알 수 없습니다.",
        en=f"{cell} holds a factor, {brief(value)}, and {factor_cell} names another in {factor}: "
        f"one row cannot be computed with both.",
        mend_ko=f"행의 계수를 쓰려면 {factor_cell} 칸을, {factor} 계수를 쓰려면 {cell} 칸을 비우십시오.",
        mend_en=f"Empty {factor_cell} to compute with the row's own, or empty {cell} to use {factor}.",
    )


def ref_not_in_taxonomy(ref: str, near: str) -> Sentence:
    ko, en = meant(near)
    return say(
        ko=f"{brief(ref)}: 배출원 분류에 없는 번호입니다.",
        en=f"{brief(ref)} is a reference that the taxonomy does not hold.",
        mend_ko=f"{ko}I.1.1, II.5.2처럼 적거나 비우십시오.",
        mend_en=f"{en}Write it like I.1.1 or II.5.2, or leave it blank.",
    )


def or_name(told: Sentence, factors: tuple[str, ...], used: str) -> Sentence:
    says, mend = told
    return say(
        ko=f"{says.ko} 적용 기간을 확인하지 못해 고르지 않은 더 가까운 계수: {listed(factors)}.",
        en=f"{says.en} Nearer than {used}, but not chosen as its days are not known: {listed(factors)}.",
        mend_ko=f"{listed(factors)} 계수를 쓰려면 factor 칸에 그 이름을 적으십시오. {used}의 경우: {mend.ko}",
        mend_en=f"To use {listed(factors)}, name it in the factor column. To use {used}: {mend.en}",
    )


def told_twice(gas: str, factor: str) -> Sentence:
    return say(
        ko=f"{gas} 계수가 행에도 있고 배출계수 {factor}에도 있습니다.",
        en=f"{gas} has a factor in the row and another in {factor}.",
        mend_ko="하나만 남기십시오.",
        mend_en="Keep one of them.",
    )
