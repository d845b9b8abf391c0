"""What the headings of a table of deposits mean: which column is which, in which unit, for which waste."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dure.grammar.books.layouts import plain_heading

# Everything a heading may be called, in plain form; the first word is the one we use.
ROLES = {
    "year": "year yr deposit_year inventory_year calendar_year "
    "year_of_deposit year_of_disposal year_of_placement 연도 년도 해 매립연도 "
    "매립년도 반입연도 반입년도 처리연도",
    "waste": "waste waste_type type material waste_category category stream 폐기물 폐기물종류 종류 "
    "성상 폐기물성상",
    "amount": "amount w deposited deposit deposits waste_deposited amount_deposited waste_amount "
    "mass quantity landfilled waste_landfilled disposed disposal waste_disposed acceptance "
    "waste_acceptance waste_accepted accepted tonnage total_waste msw msw_deposited msw_landfilled "
    "waste_mass waste_placed placed placement waste_input value "
    "매립량 반입량 폐기물량 폐기물매립량 매립 양 처분량",
    "unit": "unit units amount_unit 단위",
    "doc": "doc degradable_organic_carbon 분해가능유기탄소",
    "docf": "docf doc_f docfraction doc_fraction fraction_of_doc degradable_organic_carbon_fraction "
    "fraction_doc_decomposing "
    "fraction_decomposed fraction_of_doc_dissimilated fraction_of_doc_that_decomposes 혐기분해비율 "
    "유기탄소분해율",
    "mcf": "mcf methane_correction_factor 메탄보정계수",
    "k_per_year": "k k_per_year k_per_yr k_yr k_1_yr k_yr_1 k_value decay_rate decay_constant decay "
    "rate_constant methane_generation_rate methane_generation_rate_constant reaction_constant "
    "메탄발생률상수 발생속도상수",
    "half_life_years": "half_life half_life_years half_life_yr halflife t_half t1_2 t_1_2 "
    "half_life_time h 반감기",
    "methane_share": "f f_ch4 methane_fraction methane_share methane_content ch4_fraction "
    "fraction_ch4 ch4_share fraction_of_ch4 fraction_of_ch4_in_gas fraction_of_ch4_in_landfill_gas "
    "fraction_of_methane_in_landfill_gas methane_in_landfill_gas fraction_to_ch4 ch4_content "
    "메탄비율 메탄부피비 메탄함량",
    "oxidised_share": "ox oxidation oxidation_factor oxidation_rate oxidation_fraction "
    "oxidised_share oxidized_share ox_factor methane_oxidation_fraction 산화율 산화계수",
    "recovered": "recovery r recovered recovered_ch4 ch4_recovered ch4_recovery methane_recovered "
    "methane_recovery recovered_methane captured captured_ch4 methane_captured 회수량 메탄회수량",
    "recovered_gas": "lfg lfg_recovered lfg_collected landfill_gas landfill_gas_recovered gas_recovered "
    "landfill_gas_collected 매립가스회수량 매립가스포집량 매립가스",
    "recovered_share": "recovered_share recovery_share recovery_fraction recovery_rate "
    "recovery_efficiency collection_efficiency collection_rate capture_efficiency f_rec frec 회수율 "
    "포집효율",
    "start_month": "start_month m month process_start_month reaction_start_month month_m",
    "delay_months": "delay_months delay delay_time lag_months delay_time_months",
    "excavated": "excavated waste_excavated dug_out excavation removed_waste 굴착량 굴착폐기물 굴착",
    "site": "site site_type swds swds_type landfill_type management site_class 매립지유형 "
    "매립지종류 시설유형",
    "climate": "climate climate_zone climate_region moisture_conditions 기후 기후대",
    "cover": "cover covered 복토",
    "ddocm_deposited": "ddocm_deposited decomposable_doc_ddocm_deposited ddocm_d ddocmd ddocm",
    "ddocm_accumulated": "ddocm_accumulated ddocm_accumulated_in_swds_end_of_year "
    "ddocm_a ddocma ddocm_accumulated_end_of_year",
    "ddocm_decomposed": "ddocm_decomposed ddocm_decomp ddocm_dec",
    "ch4_generated": "ch4_generated methane_generated ch4_generation ch4_gen generated_ch4 메탄발생량",
    "ch4_oxidised": "ch4_oxidised ch4_oxidized methane_oxidised methane_oxidized",
    "ch4_emitted": "ch4_emitted ch4_emissions ch4_emission methane_emissions methane_emitted "
    "emissions_ch4 ch4 메탄배출량",
}
PRINTED = (
    "ddocm_deposited",
    "ddocm_accumulated",
    "ddocm_decomposed",
    "ch4_generated",
    "ch4_oxidised",
    "ch4_emitted",
)
PARAMETERS = (
    "doc",
    "docf",
    "mcf",
    "k_per_year",
    "half_life_years",
    "methane_share",
    "oxidised_share",
    "recovered_share",
    "start_month",
    "delay_months",
)
WASTES = {
    "food": "food food_waste kitchen food_wastes 음식물 음식물류 음식 음식물쓰레기",
    "garden": "garden garden_park garden_and_park park yard yard_waste yard_trimmings green "
    "green_waste 정원 정원공원 공원",
    "paper": "paper paper_card paper_cardboard paper_and_cardboard cardboard 종이 종이류",
    "wood": "wood wood_straw wood_and_straw 목재 나무 나무류 목재류",
    "textiles": "textiles textile cloth 섬유 섬유류 의류",
    "nappies": "nappies diapers diaper disposable_nappies 기저귀",
    "rubber": "rubber rubber_leather rubber_and_leather leather 고무 고무피혁 고무피혁류 고무가죽",
    "plastics": "plastics plastic 플라스틱 합성수지 비닐플라스틱",
    "metal": "metal metals 금속 금속류",
    "glass": "glass 유리 유리류",
    "other": "other others other_inert inert 기타",
    "mixed": "mixed mixed_msw bulk mixed_bulk bulk_msw municipal municipal_solid_waste household "
    "혼합 혼합폐기물 생활폐기물",
    "sewage_sludge": "sewage_sludge sludge sludge_domestic domestic_sludge 하수슬러지 슬러지",
    "industrial_sludge": "industrial_sludge wastewater_sludge waste_water_sludge 폐수슬러지",
    "construction": "construction construction_demolition construction_and_demolition 건설폐기물 건설",
    "clinical": "clinical medical hospital 의료폐기물 의료",
}
# Tonnes in one of each.
UNITS = {
    "gg": 1e3,
    "kt": 1e3,
    "천톤": 1e3,
    "1000_t": 1e3,
    "1000t": 1e3,
    "thousand_t": 1e3,
    "thousand_tonnes": 1e3,
    "kilotonnes": 1e3,
    "t": 1.0,
    "ton": 1.0,
    "tons": 1.0,
    "tonne": 1.0,
    "tonnes": 1.0,
    "metric_tons": 1.0,
    "metric_tonnes": 1.0,
    "megagrams": 1.0,
    "톤": 1.0,
    "t_yr": 1.0,
    "t_per_year": 1.0,
    "gg_yr": 1e3,
    "gg_per_year": 1e3,
    "kg": 1e-3,
    "킬로그램": 1e-3,
    "g": 1e-6,
    "kt_yr": 1e3,
    "tonnes_yr": 1.0,
    "tonnes_per_year": 1.0,
    "t_a": 1.0,
    "million_tonnes": 1e6,
    "만톤": 1e4,
    "톤_년": 1.0,
    "lb": 0.000_453_592_37,
    "short_tons": 0.907_184_74,
}
BY_WORD = {word: role for role, words in ROLES.items() for word in words.split()}
FILLERS = frozenset(["of", "the", "in", "a", "an", "for", "per", "and"])
# Words that say nothing more beside a symbol: `MCF value`, `default k`, `fraction decomposed DOCf`.
BESIDE = FILLERS | frozenset(
    ["value", "default", "fraction", "factor", "share", "rate", "constant", "decomposed", "used", "ratio"]
)
SYMBOLS = ("doc", "docf", "mcf", "k", "ox", "f")
# The same words without strokes (`폐기물종류`), and in any order (`amount deposited`).
BY_RUN = {word.replace("_", ""): role for word, role in BY_WORD.items() if len(word) > 3}
BY_SET = {frozenset(word.split("_")) - FILLERS: role for word, role in BY_WORD.items() if "_" in word}
BY_WASTE = {word: waste for waste, words in WASTES.items() for word in words.split()}
UNIT_TAILS = sorted(UNITS, key=len, reverse=True)


@dataclass(frozen=True)
class Heading:
    """What one column is: its role (empty when unknown), the waste it is about, and its unit in tonnes."""

    column: int
    printed: str
    role: str
    waste: str = ""
    tonnes: float | None = None
    volume: bool = False


def waste_name(text: str) -> str:
    """The name by which the parameters know a waste; its own plain form when they do not."""
    plain = plain_heading(text)
    return BY_WASTE.get(plain, plain)


def tonnes_in(text: str) -> float | None:
    """How many tonnes are in one of a unit, or None when it is no unit of mass. `Mg` is one, `mg` is none."""
    if text.strip() == "Mg":
        return 1.0
    return UNITS.get(plain_heading(text))


def read_heading(column: int, printed: str) -> Heading:
    """What a heading means; of `Degradable organic carbon (DOC)` the words, else those in the brackets."""
    found = _read(column, printed)
    if found.role or "(" not in printed:
        return found
    outside, _, inside = printed.rstrip(") ").partition("(")
    for text in (outside, inside):
        other = _read(column, text)
        if other.role and not (other.role == "amount" and other.tonnes is not None):
            return replace(other, printed=printed)
    return found


def _read(column: int, printed: str) -> Heading:
    """What the words of a heading mean together."""
    plain = plain_heading(printed)
    if plain in BY_WORD and plain != "ch4":
        return Heading(column, printed, BY_WORD[plain])
    front, tonnes, volume = _without_unit(plain, printed)
    if not front:
        return Heading(column, printed, "amount", tonnes=tonnes)
    if front in BY_WORD:
        # `waste` names a waste, `waste_t` is how much of it.
        role = "amount" if BY_WORD[front] == "waste" and tonnes is not None else BY_WORD[front]
        return Heading(column, printed, role, tonnes=tonnes, volume=volume)
    role, waste = _of_waste(front)
    if not role:
        role = BY_RUN.get(front.replace("_", "")) or _of_set(front.split("_"))
    if not role and tonnes is not None:
        role, waste = "amount", waste_name(front)
    return Heading(column, printed, role, waste=waste, tonnes=tonnes, volume=volume)


def is_head(cells: Sequence[str]) -> bool:
    """Whether a row holds headings of deposits: a year and an amount among them."""
    roles = {read_heading(column, cell).role for column, cell in enumerate(cells) if cell}
    return "year" in roles and bool(roles & {"amount", "ddocm_deposited"})


def with_unit(heading: Heading, unit: str) -> Heading:
    """The heading with the unit that stands below it, where it says none of its own."""
    return heading if heading.tonnes is not None else replace(heading, tonnes=tonnes_in(unit))


def _of_set(words: Sequence[str]) -> str:
    """The role of words in any order, or of the one symbol among words that say nothing more."""
    symbol = set(words) - BESIDE
    if len(symbol) == 1 and symbol <= set(SYMBOLS):
        return BY_WORD[symbol.pop()]
    return BY_SET.get(frozenset(words) - FILLERS, "")


def _without_unit(plain: str, printed: str) -> tuple[str, float | None, bool]:
    """A heading before its unit, the unit in tonnes, and whether the unit is a volume."""
    if plain.endswith("_m3"):
        return plain.removesuffix("_m3"), None, True
    if plain.endswith("_mg") and "Mg" in printed:
        return plain.removesuffix("_mg"), 1.0, False
    for tail in UNIT_TAILS:
        if plain == tail:
            return "", UNITS[tail], False
        if plain.endswith("_" + tail):
            return plain.removesuffix("_" + tail), UNITS[tail], False
    for tail in ("_fraction", "_per_year", "_years", "_1_yr", "_yr", "_year"):
        if plain.endswith(tail) and plain.removesuffix(tail) in BY_WORD:
            return plain.removesuffix(tail), None, False
    return plain, None, False


def _of_waste(front: str) -> tuple[str, str]:
    """Role and waste of headings like `food`, `w_food`, `doc_paper` or `paper_k`; empty when it is none."""
    if front in BY_WASTE:
        return "amount", BY_WASTE[front]
    words = front.split("_")
    for cut in range(1, len(words)):
        first, last = "_".join(words[:cut]), "_".join(words[cut:])
        for role_word, waste_word in ((first, last), (last, first)):
            role = BY_WORD.get(role_word, "")
            if role in ("amount", *PARAMETERS) and waste_word in BY_WASTE:
                return role, BY_WASTE[waste_word]
    return "", ""
