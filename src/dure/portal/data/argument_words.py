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
    "abated": Text("줄이는 양", "what each adds"),
    "activity": Text("활동량", "activity"),
    "activity_effect": Text("활동의 효과", "effect of activity"),
    "actual": Text("실적", "actual"),
    "actual_year": Text("실적의 시점", "time of the actual value"),
    "after": Text("뒤의 값", "value after"),
    "alone_total": Text("따로 줄일 때의 합", "sum if each stood alone"),
    "amount": Text("물량", "amount"),
    "base": Text("기준연도 값", "value of the base year"),
    "base_total": Text("기준연도의 값", "what the base year says"),
    "base_year": Text("기준연도", "base year"),
    "basis": Text("견줄 바탕", "what it belongs to"),
    "bau": Text("대책이 없을 때의 전망", "forecast without measures"),
    "before": Text("앞의 값", "value before"),
    "boundary": Text("범위", "boundary"),
    "boundary_effect": Text("범위의 효과", "effect of the boundary"),
    "budget": Text("허용되는 누적량", "amount permitted in all"),
    "ceiling": Text("배출 상한", "ceiling"),
    "ceiling_cut_percent": Text("상한의 감축률", "cut that the ceiling asks"),
    "change": Text("측정된 변화", "measured change"),
    "calorific_gj": Text("순발열량", "net calorific value"),
    "carbon_t": Text("열량당 탄소", "carbon per energy"),
    "change_percent": Text("적힌 변화율", "printed change"),
    "changes": Text("까닭마다 달라진 양", "what each cause changed"),
    "claimed": Text("사업이 줄였다는 양", "claimed by projects"),
    "count": Text("적힌 개수", "printed count"),
    "counted": Text("적힌 개수", "printed count"),
    "counted_changes": Text("방침이 세는 것", "what the policy counts"),
    "credited": Text("변화 안에서 인정되는 양", "credited to projects"),
    "cut": Text("줄일 양", "amount to cut"),
    "cut_of_sums_percent": Text("합계의 감축률", "cut of the sums"),
    "cut_percent": Text("감축률", "cut"),
    "cut_to_target": Text("목표연도까지 한 해에 줄일 양", "cut a year up to the target"),
    "cut_to_zero": Text("탄소중립까지 한 해에 줄일 양", "cut a year from the target to zero"),
    "denominators": Text("분모", "denominators"),
    "due": Text("다시 계산해야 하는지", "whether it is due"),
    "earlier_day": Text("먼저여야 하는 날", "day that must come first"),
    "efficiency_high": Text("효율, 위", "efficiency, high"),
    "efficiency_low": Text("효율, 아래", "efficiency, low"),
    "expected": Text("맞으려면 되어야 할 값", "expected value"),
    "expected_cut_percent": Text("예상 감축률", "expected cut"),
    "factor": Text("배출계수", "factor"),
    "factor_effect": Text("배출계수의 효과", "effect of factors"),
    "factor_kg": Text("열량당 CO2", "CO2 per energy"),
    "first": Text("첫째 값", "first value"),
    "first_year": Text("첫해", "first year"),
    "floor": Text("최솟값", "least value"),
    "fuel": Text("연료", "fuel"),
    "gap": Text("차이", "difference"),
    "gap_percent": Text("차이의 비율", "difference in percent"),
    "gas_kg": Text("기체", "gases"),
    "gwp": Text("지구온난화지수", "warming potentials"),
    "generation_mwh": Text("발전량", "generation"),
    "heating_value_mwh_per_t": Text("발열량", "heating value"),
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
    "left": Text("남은 양", "what is left"),
    "level": Text("남는 양", "level that remains"),
    "limit": Text("한계", "limit"),
    "limit_percent": Text("한계", "limit"),
    "limit_ratio": Text("한계 배수", "limit, times"),
    "lines": Text("항목", "lines"),
    "listed": Text("나열한 개수", "listed count"),
    "low": Text("아래 한계", "lower limit"),
    "mean": Text("평균", "mean"),
    "mean_of_cuts_percent": Text("감축률의 평균", "mean of the cuts"),
    "needed_high_t": Text("필요한 양, 위", "amount needed, high"),
    "needed_low_t": Text("필요한 양, 아래", "amount needed, low"),
    "net_zero_year": Text("탄소중립 목표연도", "year of carbon neutrality"),
    "not_credited": Text("인정되지 않는 양", "not credited"),
    "not_quantified": Text("수치가 없는 대책", "measures without a number"),
    "other_changes": Text("방침이 세지 않는 것", "what the policy does not count"),
    "out_in_year": Text("다 쓰는 해", "year it runs out"),
    "part": Text("부분", "part"),
    "parts": Text("부분", "parts"),
    "path": Text("경로", "path"),
    "peers": Text("견줄 다른 값", "peers"),
    "people": Text("나누는 수", "divided by"),
    "percent": Text("비율", "percentage"),
    "percent_step": Text("비율의 마지막 자리", "last digit of the percentage"),
    "permitted": Text("허용되는 양", "amount permitted"),
    "plan_values": Text("계획 값", "planned values"),
    "plan_years": Text("계획의 시점", "times of the plan"),
    "planned": Text("계획", "planned"),
    "policy": Text("정해 둔 방침", "declared policy"),
    "price": Text("단가", "price"),
    "printed": Text("적힌 값", "printed value"),
    "printed_percent": Text("적힌 비율", "printed percentage"),
    "printed_t": Text("적힌 CO2 배출량", "printed CO2"),
    "printed_change": Text("적힌 증감", "printed change"),
    "production_t": Text("생산량", "production"),
    "promised": Text("약속한 수준", "level promised"),
    "promised_cut_percent": Text("약속한 감축률", "cut promised"),
    "quantified": Text("수치가 있는 대책의 합", "measures with a number, added up"),
    "ratio_high": Text("배수, 위", "ratio, high"),
    "ratio_low": Text("배수, 아래", "ratio, low"),
    "reductions": Text("대책마다 줄이는 양", "what each measure takes away"),
    "remainder": Text("알 수 없는 몫", "what cannot be told"),
    "rows": Text("행", "rows"),
    "second": Text("둘째 값", "second value"),
    "share_changed_percent": Text("달라진 비율", "share that changed"),
    "share_percent": Text("적힌 비율", "printed share"),
    "share_step": Text("비율의 마지막 자리", "last digit of the share"),
    "shortfall_percent": Text("허용하는 미달", "shortfall permitted"),
    "stated": Text("적힌 값", "stated value"),
    "step": Text("마지막 자리", "last digit"),
    "step_t": Text("적힌 값의 마지막 자리", "last printed digit"),
    "target": Text("목표", "target"),
    "target_year": Text("목표연도", "target year"),
    "times": Text("배수", "times"),
    "times_as_fast": Text("빨라진 배수", "times as fast"),
    "times_as_much": Text("그만큼이 되었다고 읽을 때", "read as times as much"),
    "times_more": Text("그만큼 더라고 읽을 때", "read as times more"),
    "total": Text("합계", "total"),
    "unexplained": Text("설명되지 않는 나머지", "unexplained"),
    "unknown_parts": Text("모르는 요인의 수", "parts that are not known"),
    "used": Text("쓴 양", "used"),
    "used_percent": Text("쓴 비율", "share used"),
    "row_co2e_g": Text("활동 행의 이산화탄소 환산 g", "CO2 equivalent of an activity row, g"),
    "value": Text("값", "value"),
    "value_step": Text("값의 마지막 자리", "last digit of the value"),
    "values": Text("값", "values"),
    "whole": Text("전체", "whole"),
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
