"""What the arguments and answers of engines are called on pages, and their values with units in words."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import cache

from dure.grammar.contracts import Contract, Contracts, Entry, read_contracts
from dure.grammar.shapes import Text
from dure.grammar.units import slug
from dure.kernel.runs.read import Input, Run
from dure.portal import showing
from dure.portal.blocks.numbers import printed, shown
from dure.portal.showing import language, say

TITLES = {
    "network": Text("도로망", "roads"),
    "station": Text("119안전센터", "station"),
    "golden_time_min": Text("기준 시간", "limit"),
    "road_speed_km_per_h": Text("도로 등급별 속도", "speed by class"),
    "road_speed_percent": Text("시간대별 속도의 비율", "share of speed by hour"),
    "turn_delay_s": Text("교차로에서 걸리는 시간", "delay at a junction"),
    "share_research": Text("짧은 기준 시간 안에 닿는 비율", "share reached within the shorter limit"),
    "share_fire_practice": Text("긴 기준 시간 안에 닿는 비율", "share reached within the longer limit"),
    "arrays": Text("배열 파일(SHA-256)", "arrays (SHA-256)"),
    "gas_m3": Text("포집한 가스", "gas collected"),
    "methane_percent": Text("메탄 비율", "methane, by volume"),
    "density_kg_per_m3": Text("메탄의 밀도", "density of methane"),
    "gwp_ch4": Text("메탄의 지구온난화지수", "warming potential of methane"),
    "ch4_kg": Text("메탄", "methane"),
    "most_tco2e": Text("아무것도 빼기 전의 최대", "the most, before anything is taken off"),
    "destroyed_percent": Text("메탄 파괴율", "methane destroyed"),
    "oxidised_percent": Text("복토에서 산화되었을 비율", "oxidised by the cover"),
    "baseline_ch4_kg": Text("사업이 없어도 태웠을 메탄", "burnt without the project"),
    "project_tco2e": Text("사업 자체의 배출", "the project’s own emissions"),
    "destroyed_ch4_kg": Text("없앤 메탄", "methane destroyed"),
    "baseline_tco2e": Text("사업이 없었다면 나갔을 양", "what would have reached the air"),
    "reduction_tco2e": Text("인정받을 수 있는 양", "what may be credited"),
    "forecast": Text("예상", "forecast"),
    "shortfall": Text("모자란 양", "shortfall"),
    "abated": Text("줄이는 양", "what each adds"),
    "activity": Text("활동량", "activity"),
    "activity_effect": Text("활동의 효과", "effect of activity"),
    "actual": Text("실적", "actual"),
    "actual_year": Text("실적의 시점", "time of the actual value"),
    "adjusted": Text("근거가 확인된 만큼만 줄일 때", "as far as evidence goes"),
    "after": Text("뒤의 값", "value after"),
    "alone_total": Text("따로 줄일 때의 합", "sum if each stood alone"),
    "amount": Text("물량", "amount"),
    "amounts": Text("해마다의 양", "amount of each year"),
    "area": Text("누적", "added up"),
    "base": Text("기준연도 값", "value of the base year"),
    "base_activity": Text("기준연도의 활동", "activity of the base year"),
    "base_total": Text("기준연도의 값", "what the base year says"),
    "base_year": Text("기준연도", "base year"),
    "bases": Text("기준연도 배출량", "emissions of the base year"),
    "basis": Text("견줄 바탕", "what it belongs to"),
    "bau": Text("대책이 없을 때의 전망", "forecast without measures"),
    "before": Text("앞의 값", "value before"),
    "beyond": Text("목표보다 더 줄이는 양", "beyond the target"),
    "boundary": Text("범위", "boundary"),
    "boundary_effect": Text("범위의 효과", "effect of the boundary"),
    "budget": Text("허용되는 누적량", "amount permitted in all"),
    "calorific_gj": Text("순발열량", "net calorific value"),
    "carbon_t": Text("열량당 탄소", "carbon per energy"),
    "ceiling": Text("배출 상한", "ceiling"),
    "ceiling_cut_percent": Text("상한의 감축률", "cut that the ceiling asks"),
    "change": Text("측정된 변화", "measured change"),
    "change_percent": Text("적힌 변화율", "printed change"),
    "changes": Text("까닭마다 달라진 양", "what each cause changed"),
    "claimed": Text("사업이 줄였다는 양", "claimed by projects"),
    "cost": Text("한 해 순비용", "net cost of a year"),
    "cost_per_unit": Text("톤당 비용", "cost of a tonne"),
    "count": Text("적힌 개수", "printed count"),
    "counted": Text("적힌 개수", "printed count"),
    "covered": Text("대책의 합", "all parts added up"),
    "counted_changes": Text("방침이 세는 것", "what the policy counts"),
    "credited": Text("변화 안에서 인정되는 양", "credited to projects"),
    "cut": Text("줄일 양", "amount to cut"),
    "cut_of_sums_percent": Text("합계의 감축률", "cut of the sums"),
    "cut_percent": Text("감축률", "cut"),
    "cut_percents": Text("감축률", "cuts"),
    "cut_to_target": Text("목표연도까지 한 해에 줄일 양", "cut a year up to the target"),
    "cut_to_zero": Text("탄소중립까지 한 해에 줄일 양", "cut a year from the target to zero"),
    "cuts": Text("감축량", "cuts"),
    "denominators": Text("분모", "denominators"),
    "due": Text("다시 계산해야 하는지", "whether it is due"),
    "earlier_day": Text("먼저여야 하는 날", "day that must come first"),
    "efficiency_high": Text("효율, 위", "efficiency, high"),
    "efficiency_low": Text("효율, 아래", "efficiency, low"),
    "excluded": Text("함께 할 수 없어 뺀 대책", "measures left out"),
    "expected": Text("맞으려면 되어야 할 값", "expected value"),
    "expected_cut_percent": Text("예상 감축률", "expected cut"),
    "factor": Text("배출계수", "factor"),
    "factor_effect": Text("배출계수의 효과", "effect of factors"),
    "factor_kg": Text("열량당 CO2", "CO2 per energy"),
    "first": Text("첫째 값", "first value"),
    "first_year": Text("첫해", "first year"),
    "floor": Text("최솟값", "least value"),
    "from_forecast": Text("배출전망에서 줄이는 계획인가", "does the plan count from the forecast"),
    "from_year": Text("시작하는 해", "year it begins"),
    "fuel": Text("연료", "fuel"),
    "gap": Text("차이", "difference"),
    "gap_percent": Text("차이의 비율", "difference in percent"),
    "gas_kg": Text("기체", "gases"),
    "generation_mwh": Text("발전량", "generation"),
    "group": Text("함께 할 수 없는 묶음", "measures that exclude each other"),
    "gwp": Text("지구온난화지수", "warming potentials"),
    "heating_value_mwh_per_t": Text("발열량", "heating value"),
    "held": Text("기준연도에서 시작하는가", "is the base year held"),
    "high": Text("위 한계", "upper limit"),
    "holds": Text("맞는가", "does it hold"),
    "index": Text("몇째 값인가(0이 첫째)", "which value, 0 the first"),
    "kept": Text("지켰는가", "is it kept"),
    "known": Text("밝혀졌는가", "is it stated"),
    "known_counts": Text("아는 부분의 개수", "counts of the known parts"),
    "known_values": Text("아는 부분의 값", "values of the known parts"),
    "last": Text("마지막 값", "last value"),
    "last_year": Text("마지막 해", "last year"),
    "later_day": Text("나중이어야 하는 날", "day that must follow"),
    "later_cut_percent": Text("그 뒤에 약속한 감축률", "cuts promised later"),
    "left": Text("남은 양", "what is left"),
    "level": Text("남는 양", "level that remains"),
    "levels": Text("목표 배출량", "levels of the target year"),
    "limit": Text("한계", "limit"),
    "limit_percent": Text("한계", "limit"),
    "limit_ratio": Text("한계 배수", "limit, times"),
    "lines": Text("항목", "lines"),
    "listed": Text("나열한 개수", "listed count"),
    "low": Text("아래 한계", "lower limit"),
    "may_add": Text("감축량을 모르는 부문이 더할 수 있는 양", "most that sectors of unknown cut add"),
    "mean": Text("평균", "mean"),
    "mean_of_cuts_percent": Text("감축률의 평균", "mean of the cuts"),
    "measure_cuts": Text("대책별 감축량", "cut of each measure"),
    "measure_sector": Text("대책의 부문", "sector of each measure"),
    "measure_wedges": Text("대책마다 빼는 양", "taken away by each measure"),
    "measures_with_evidence": Text("근거가 있는 대책의 수", "measures with evidence"),
    "needed_high_t": Text("필요한 양, 위", "amount needed, high"),
    "needed_low_t": Text("필요한 양, 아래", "amount needed, low"),
    "net_zero_year": Text("탄소중립 목표연도", "year of carbon neutrality"),
    "not_covered": Text("대책이 없는 나머지", "not covered"),
    "not_credited": Text("인정되지 않는 양", "not credited"),
    "not_quantified": Text("수치가 없는 대책", "measures without a number"),
    "order": Text("싼 대책부터의 차례", "order from the cheapest"),
    "other_changes": Text("방침이 세지 않는 것", "what the policy does not count"),
    "out_in_year": Text("다 쓰는 해", "year it runs out"),
    "overlap": Text("겹치는 양", "overlap"),
    "part": Text("부분", "part"),
    "line": Text("항목", "line"),
    "others": Text("다른 항목", "other lines"),
    "parts": Text("부분", "parts"),
    "parts_with_tonnes": Text("톤이 있는 대책의 수", "parts with tonnes"),
    "path": Text("경로", "path"),
    "peers": Text("견줄 다른 값", "peers"),
    "people": Text("나누는 수", "divided by"),
    "percent": Text("비율", "percentage"),
    "percent_step": Text("비율의 마지막 자리", "last digit of the percentage"),
    "permitted": Text("허용되는 양", "amount permitted"),
    "plan": Text("계획을 모두 이행할 때", "if the whole plan works"),
    "plan_values": Text("계획 값", "planned values"),
    "plan_years": Text("계획의 시점", "times of the plan"),
    "planned": Text("계획", "planned"),
    "policy": Text("정해 둔 방침", "declared policy"),
    "price": Text("단가", "price"),
    "printed": Text("적힌 값", "printed value"),
    "printed_change": Text("적힌 증감", "printed change"),
    "printed_percent": Text("적힌 비율", "printed percentage"),
    "printed_t": Text("적힌 CO2 배출량", "printed CO2"),
    "production_t": Text("생산량", "production"),
    "promised": Text("약속한 수준", "level promised"),
    "promised_cut_percent": Text("약속한 감축률", "cut promised"),
    "quantified": Text("수치가 있는 대책의 합", "measures with a number, added up"),
    "activity_grade": Text("활동자료의 등급", "grade of the activity data"),
    "range_high_t": Text("95% 범위, 위", "95 % range, high"),
    "range_low_t": Text("95% 범위, 아래", "95 % range, low"),
    "ratio_high": Text("배수, 위", "ratio, high"),
    "ratio_low": Text("배수, 아래", "ratio, low"),
    "reaches": Text("누적", "added up so far"),
    "reductions": Text("대책마다 줄이는 양", "what each measure takes away"),
    "remainder": Text("알 수 없는 몫", "what cannot be told"),
    "rows": Text("행", "rows"),
    "second": Text("둘째 값", "second value"),
    "sector_cuts": Text("부문별 감축량", "cut of each sector"),
    "sector_wedges": Text("부문마다 빼는 양", "taken away by each sector"),
    "share_changed_percent": Text("달라진 비율", "share that changed"),
    "share_percent": Text("적힌 비율", "printed share"),
    "share_step": Text("비율의 마지막 자리", "last digit of the share"),
    "shortfall_percent": Text("허용하는 미달", "shortfall permitted"),
    "source": Text("배출원의 번호", "number of the source"),
    "source_emissions": Text("배출원의 배출량", "emissions of the sources"),
    "start": Text("출발선", "where the cuts begin"),
    "stated": Text("적힌 값", "stated value"),
    "step": Text("마지막 자리", "last digit"),
    "step_t": Text("적힌 값의 마지막 자리", "last printed digit"),
    "supported": Text("근거가 있는 감축량", "cut with evidence"),
    "supported_wedges": Text("대책마다 근거가 있는 양", "with evidence, by measure"),
    "target": Text("목표", "target"),
    "target_year": Text("목표연도", "target year"),
    "total_tco2e": Text("합계, tCO2e", "total, tCO2e"),
    "completeness_percent": Text("산정한 배출원의 비율, %", "share of sources estimated, %"),
    "times": Text("배수", "times"),
    "times_as_fast": Text("빨라진 배수", "times as fast"),
    "times_as_much": Text("그만큼이 되었다고 읽을 때", "read as times as much"),
    "times_more": Text("그만큼 더라고 읽을 때", "read as times more"),
    "to_year": Text("끝나는 해", "year it ends"),
    "total": Text("합계", "total"),
    "unexplained": Text("설명되지 않는 나머지", "unexplained"),
    "unknown_parts": Text("모르는 요인의 수", "parts that are not known"),
    "used": Text("쓴 양", "used"),
    "used_percent": Text("쓴 비율", "share used"),
    "co2_g": Text("이산화탄소(CO₂), g", "carbon dioxide (CO₂), g"),
    "ch4_g": Text("메탄(CH₄), g", "methane (CH₄), g"),
    "n2o_g": Text("아산화질소(N₂O), g", "nitrous oxide (N₂O), g"),
    "co2_biogenic_g": Text("생물 기원 CO₂(참고), g", "biogenic CO₂ (memo), g"),
    "co2e_g": Text("이산화탄소 환산, g", "CO₂ equivalent, g"),
    "row_co2e_g": Text("활동 행의 이산화탄소 환산 g", "CO2 equivalent of an activity row, g"),
    "value": Text("값", "value"),
    "value_step": Text("값의 마지막 자리", "last digit of the value"),
    "values": Text("값", "values"),
    "whole": Text("전체", "whole"),
    "without_cost": Text("비용을 모르는 대책", "measures without a cost"),
    "without_cut": Text("톤을 모르는 대책", "measures without tonnes"),
    "without_measures": Text("대책이 없을 때의 양", "amount without measures"),
    "worth": Text("금액", "worth"),
    "year": Text("해", "year"),
    "years": Text("해", "years"),
}


def argument_title(name: str) -> str:
    """What an argument or an answer is called; its own name where it has no words."""
    return say(TITLES[name]) if name in TITLES else name


def value_words(value: str, unit: str, *, exact: bool = False) -> str:
    """A value of a run with its unit in words, rounded unless asked; as it stands where it is no number."""
    name = unit if unit in showing.COUNTED | showing.SCALES else slug(unit) if unit else ""
    try:
        amount = Decimal(value)
    except InvalidOperation:
        return printed(value, unit=name, language=language()) if value else ""
    if not amount.is_finite():
        return "–"
    words = shown(amount, unit=name, language=language(), short=False)
    return words.exact if exact else words.text


def answer_unit(run: Run, name: str) -> str:
    """The unit of an answer: as the engine's contract has it, or that of the input it speaks of."""
    contract = _contracts().get(run.engine)
    return _unit(run, name, contract.answers) if contract else ""


def input_unit(run: Run, fed: Input) -> str:
    """The unit of an input; of one that another run answered, as the engine's contract has it."""
    contract = _contracts().get(run.engine)
    return fed.unit or (_unit(run, fed.argument, contract.arguments) if contract else "")


def _unit(run: Run, name: str, entries: Iterable[Entry]) -> str:
    unit = next((entry.unit for entry in entries if entry.name == name), "")
    if not unit.startswith("any"):
        return "" if unit == "1" else unit
    like = {entry.name for entry in _contracts()[run.engine].arguments if entry.unit == unit and ":" in unit}
    return next((fed.unit for fed in run.inputs if fed.argument in like and fed.unit), "")


def find_contract(engine: str) -> Contract | None:
    """What an engine takes and answers; None where it does not say."""
    return _contracts().get(engine)


@cache
def _contracts() -> Contracts:
    return read_contracts()
