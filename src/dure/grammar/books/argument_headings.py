"""Which argument of a method a column holds: by its own name, by its symbol, or by a gas and its unit."""

import re
from collections.abc import Collection

from dure.grammar.books.headings import PARAMETERS, read_heading
from dure.grammar.books.layouts import plain_heading
from dure.grammar.books.measures import Measure, ratio, read_measure

SYMBOLS = {
    "dry_share": "dm dry_matter dry_matter_content dry_matter_fraction 건조물질비율 건조중량비율",
    "carbon_share": "cf carbon_fraction total_carbon carbon_fraction_of_dry_matter cl 탄소함량비율",
    "fossil_share": "fcf fossil_carbon_fraction fossil_fraction 화석탄소비율 화석탄소질량분율",
    "oxidised_share": "of odu oxidation_factor oxidation_fraction oxidised_during_use 산화율 산화계수",
    "recovered_share": "frec f_rec recovered_fraction 회수율",
    "calorific_mj_per_kg": "ncv_mj_per_kg lhv_mj_per_kg",
    "capacity_kg_per_kg": "b0 bo 메탄생산능력",
    "bod_kg_per_day": "bod_kg_per_person_day",
    "days": "days_per_year number_of_days 일수",
    "path_share": "u_t share_of_path",
    "industry_factor": "i find_com",
    "ch4_kg_per_head": "ef_ch4_kg_per_head ch4_ef_kg_per_head",
    "oxide_share": "cao_share cao_content cao 산화칼슘비율",
    "kiln_dust_factor": "ckd cf_ckd ckd_correction_factor",
    "cullet_share": "cr cullet_ratio 파유리비율",
    "n2o_n_share": "ef_n2o_n",
    "root_ratio": "r_ratio root_shoot_ratio root_to_shoot 뿌리비율",
    "biomass_t_per_m3": "bcef",
    "leaking_share": "leak_rate leakage_rate annual_leak_rate emission_rate 누출률",
}
BY_SYMBOL = {word: name for name, words in SYMBOLS.items() for word in words.split()}
YEARLY = re.compile(
    r"(?:deposited|deposit|매립량)_?(?:(kg|t|kt|gg|mg|톤)_)?((?:19|20)[0-9]{2})(?:_(kg|t|kt|gg|톤))?"
)
IN_HEADING = re.compile(r"[\[(（]\s*([^\])）]+?)\s*[\])）]")
MASSES = ("kg", "t", "kt", "gg", "Mg", "Gg", "톤")


def find_argument(written: str, *, taken: Collection[str]) -> str:
    """The argument of a method that a heading means, among those it takes; nothing when it means none.

    >>> find_argument("DOC", taken=("doc",)), find_argument("Deposited 2019 (t)", taken=("deposited_kg",))
    ('doc', 'deposited_kg_2019')
    """
    plain = plain_heading(IN_HEADING.sub(" ", written))
    whole = plain_heading(written)
    for name in (whole, plain, BY_SYMBOL.get(whole, ""), BY_SYMBOL.get(plain, "")):
        if name and name in taken:
            return name
    yearly = YEARLY.fullmatch(plain) or YEARLY.fullmatch(whole)
    if yearly and "deposited_kg" in taken:
        return f"deposited_kg_{yearly[2]}"
    role = read_heading(0, written).role
    if role == "recovered" and "recovered_ch4_kg" in taken:
        return "recovered_ch4_kg"
    return role if role in PARAMETERS and role in taken else ""


def unit_of(written: str) -> str:
    """The unit that a heading states: in brackets, or behind its last word; nothing where there is none."""
    found = IN_HEADING.search(written)
    if found:
        return found[1]
    last = written.replace(" ", "_").rpartition("_")[2]
    return last if last in MASSES else ""


def into_unit(unit: str, *, argument: str) -> float | None:
    """How many of the argument's own unit one of `unit` is; None where they do not measure the same.

    >>> into_unit("t", argument="recovered_ch4_kg"), into_unit("kg/Gg", argument="ch4_kg_per_kg")
    (1000.0, 1e-06)
    """
    wanted = _parts(argument)
    stated = [read_measure(part.strip()) for part in re.split(r"/| per ", _without_gas(unit))]
    if len(stated) != len(wanted):
        return None
    size = 1.0
    for at, (one, other) in enumerate(zip(stated, wanted, strict=True)):
        step = ratio(one, into=other) if one is not None else None
        if step is None:
            return None
        size = size * float(step) if at == 0 else size / float(step)
    return size


def unit_named(argument: str) -> str:
    """The unit that the name of an argument ends with.

    >>> unit_named("ch4_kg_per_kg"), unit_named("deposited_kg_2019"), unit_named("sludge_organics_kg")
    ('kg/kg', 'kg', 'kg')
    """
    front, _per, below = re.sub(r"_(?:19|20)[0-9]{2}$", "", argument).partition("_per_")
    above = front.rpartition("_")[2]
    return f"{above}/{below}" if below else above


def _parts(argument: str) -> list[Measure]:
    """The measures of an argument's unit, above and below the stroke."""
    parts = [read_measure(word) for word in unit_named(argument).split("/")]
    return [measure for measure in parts if measure is not None]


def _without_gas(unit: str) -> str:
    """A unit without the gas it is of: `kg CH4/t` is `kg/t`."""
    return re.sub(r"[\s_-]*(?:ch4|n2o|co2|waste|폐기물)\b", "", unit, flags=re.IGNORECASE)
