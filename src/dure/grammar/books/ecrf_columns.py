"""The sheets of an eCRF workbook: the thirty-three columns of its detail, and what its first sheet tells.

The names are short ones of our own for the fields of the Common Reporting Framework's workbook; a heading may
be written in many ways, and on two rows, where the upper one names a group.
"""

from dure.grammar.books.layouts import plain_heading

# Each column by its name: what the workbook that we write prints, and other words that are read as the same.
DETAIL = {
    "inventory_year": ("Inventory year", "year reporting_year 연도 인벤토리_연도"),
    "gpc_ref": ("GPC ref", "gpc_ref_no gpc_reference gpc_reference_number ref gpc gpc_번호"),
    "crf_sector": ("CRF sector", "sector crf_sectors 부문"),
    "crf_subsector": ("CRF sub-sector", "sub_sector subsector crf_sub_sector crf_subsectors 세부부문"),
    "scope": ("Scope", "스코프"),
    "fuel_or_activity": (
        "Fuel or activity",
        "fuel_type_or_activity fuel_activity fuel_type activity activity_type 연료 활동",
    ),
    "notation_key": ("Notation key", "notation_keys notation 기호 표기기호"),
    "activity_amount": ("Activity amount", "activity_data_amount activity_data activity_value 활동자료"),
    "activity_unit": ("Activity unit", "activity_data_unit 활동자료_단위"),
    "activity_method": (
        "Activity description and method",
        "activity_description activity_data_description activity_methodology activity_data_methodology "
        "activity_data_description_and_method",
    ),
    "activity_source": ("Activity source", "activity_data_source 활동자료_출처"),
    "activity_quality": ("Activity data quality", "activity_data_data_quality activity_data_quality"),
    "factor_unit": ("Emission factor unit", "ef_unit emission_factors_unit"),
    "factor_co2": ("Emission factor CO2", "ef_co2 emission_factors_co2"),
    "factor_ch4": ("Emission factor CH4", "ef_ch4 emission_factors_ch4"),
    "factor_n2o": ("Emission factor N2O", "ef_n2o emission_factors_n2o"),
    "factor_co2e": (
        "Emission factor total CO2e",
        "ef_total_co2e ef_co2e emission_factor_co2e emission_factors_total_co2e emission_factor_total",
    ),
    "factor_biogenic_co2": (
        "Emission factor biogenic CO2",
        "ef_biogenic_co2 ef_co2_b ef_co2b emission_factor_co2_b emission_factor_co2b",
    ),
    "factor_oxidation": ("Oxidation factor", "ef_oxidation emission_factor_oxidation oxidation"),
    "factor_year": ("Emission factor year", "ef_year"),
    "factor_scale": ("Emission factor scale", "ef_scale"),
    "factor_description": ("Emission factor description", "ef_description"),
    "factor_source": ("Emission factor source", "ef_source"),
    "factor_quality": ("Emission factor data quality", "ef_data_quality emission_factor_quality"),
    "ghg_co2": ("GHG CO2", "emissions_co2 ghg_emissions_co2 ghgs_co2 co2"),
    "ghg_ch4": ("GHG CH4", "emissions_ch4 ghg_emissions_ch4 ghgs_ch4 ch4"),
    "ghg_n2o": ("GHG N2O", "emissions_n2o ghg_emissions_n2o ghgs_n2o n2o"),
    "ghg_co2e": (
        "GHG total CO2e",
        "ghg_total ghg_co2e emissions_total emissions_co2e emissions_total_co2e ghg_emissions_total_co2e "
        "ghg_emissions_total ghgs_total_co2e total_co2e total_emissions 배출량",
    ),
    "ghg_biogenic_co2": (
        "GHG biogenic CO2",
        "emissions_biogenic_co2 ghg_emissions_biogenic_co2 ghgs_biogenic_co2 ghg_co2_b ghg_co2b co2_b co2b",
    ),
    "original_amount": ("Activity amount before conversion", "activity_data_conversion_original_amount "
                        "original_activity_amount original_amount"),
    "original_unit": ("Activity unit before conversion", "activity_data_conversion_original_unit "
                      "original_activity_unit original_unit"),
    "conversion_factor": ("Conversion factor", "activity_data_conversion_factor "
                          "activity_data_conversion_conversion_factor"),
    "explanation": ("Explanation", "explanations comments additional_explanation explanatory_comments 설명"),
}  # fmt: skip
CITY = {
    "city": ("City", "city_name name_of_city 도시"),
    "inventory_year": ("Inventory year", "year reporting_year 연도"),
    "boundary": ("Boundary", "inventory_boundary geographic_boundary 경계"),
    "geonames_id": ("GeoNames id", "geonames geoname_id geonameid"),
    "hdd": ("Heating degree days (HDD)", "heating_degree_days hdd 난방도일"),
    "cdd": ("Cooling degree days (CDD)", "cooling_degree_days cdd 냉방도일"),
    "area_km2": ("Area (km2)", "area land_area geographic_area area_km 면적"),
    "population": ("Population", "resident_population 인구"),
    "gdp": ("GDP", "gross_domestic_product gdp_usd 지역내총생산"),
    "economy": ("Type of economy", "economy composition_of_economy 경제"),
    "climate": ("Climate", "climate_zone 기후"),
    "gwp_set": ("GWP set", "gwp gwps global_warming_potentials 온난화지수"),
}
NUMBERS = (
    "activity_amount", "factor_co2", "factor_ch4", "factor_n2o", "factor_co2e", "factor_biogenic_co2",
    "factor_oxidation", "ghg_co2", "ghg_ch4", "ghg_n2o", "ghg_co2e", "ghg_biogenic_co2", "original_amount",
    "conversion_factor",
)  # fmt: skip
# What may be below zero: what land and forests take up.
SIGNED = ("ghg_co2", "ghg_co2e", "ghg_biogenic_co2", "factor_co2", "factor_co2e")
EMITTED = ("ghg_co2", "ghg_ch4", "ghg_n2o", "ghg_co2e")
QUALITY = ("activity_quality", "factor_quality")


def _by_word(columns: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Every way to write a heading, in plain form, with the column it means."""
    return {
        plain: name
        for name, (printed, others) in columns.items()
        for plain in (plain_heading(printed), name, *others.split())
    }


BY_HEADING = _by_word(DETAIL)
BY_LABEL = _by_word(CITY)


def column_of(heading: str, group: str = "") -> str:
    """The column that a heading means, below the heading of a group; empty when nobody knows it.

    >>> column_of("CO2", "Emission factor"), column_of("GPC ref. no."), column_of("Colour")
    ('factor_co2', 'gpc_ref', '')
    """
    above = plain_heading(group).replace("_data_data_", "_data_")
    own = _without_unit(plain_heading(heading))
    joined = BY_HEADING.get(f"{above}_{own}", "") if above else ""
    return joined or BY_HEADING.get(own, "")


def label_of(text: str) -> str:
    """What a label of the first sheet means; empty when nobody knows it."""
    plain = plain_heading(text)
    return BY_LABEL.get(plain, "") or BY_LABEL.get(_without_unit(plain), "")


def _without_unit(plain: str) -> str:
    """A heading without the unit that may follow it: `ghg_co2_t` is `ghg_co2`."""
    for tail in ("_tonnes", "_tco2e", "_t_co2e", "_tco2", "_t", "_mtco2e", "_km2", "_km", "_usd"):
        if plain.endswith(tail) and plain.removesuffix(tail) in {**BY_HEADING, **BY_LABEL}:
            return plain.removesuffix(tail)
    return plain
