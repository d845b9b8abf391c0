"""A budget's season: when each stage is due, what comes first, and what a step waits for."""

from dure.grammar.books.budget_shapes import STAGES
from dure.grammar.shapes import Text
from dure.kernel.cases import read as cases
from dure.kernel.plans.read.budgets import BudgetBook, case_of

# Where a budget stands before anything of it was reviewed.
ASSESSMENT = "assessment"
# In which states of its case a stage may be brought.
BROUGHT_IN = {
    "proposed": (ASSESSMENT,),
    "adopted": ("council", "adopted"),
    "supplementary": ("adopted", ASSESSMENT),
    "executed": ("adopted", "executed"),
    "settled": ("executed",),
}
# Why a stage is not taken at another time, and what comes first.
TOO_SOON = {
    "proposed": Text(
        "예산안은 평가하는 동안에만 올릴 수 있습니다. 바꾸려면 검토자가 먼저 평가로 돌려보내야 합니다.",
        "A proposal is brought while it is assessed. To change it, a reviewer has to send it back first.",
    ),
    "adopted": Text(
        "본예산은 검토를 마치고 의회 심의에 들어간 뒤에 올립니다. 먼저 예산안을 올려 검토를 요청하고, "
        "다른 담당자가 검토를 마쳐 의회로 보내야 합니다.",
        "The adopted budget is brought once the council has the proposal. First bring the proposal, ask for "
        "its review, and let another person approve it.",
    ),
    "supplementary": Text(
        "추가경정예산은 본예산의 의결을 기록한 뒤에 올립니다. 먼저 본예산을 올리고 의결을 기록하십시오.",
        "A supplementary budget is brought after the adoption is recorded. First bring the adopted budget "
        "and record its adoption.",
    ),
    "executed": Text(
        "집행 내역은 본예산의 의결을 기록한 뒤에 올립니다. 먼저 본예산을 올리고 의결을 기록하십시오.",
        "The execution is brought after the adoption is recorded. First bring the adopted budget and record "
        "its adoption.",
    ),
    "settled": Text(
        "결산은 집행 완료를 기록한 뒤에 올립니다. 먼저 집행 내역을 올리고 집행 완료를 기록하십시오.",
        "The settlement is brought after the execution is recorded. First bring the execution and record it.",
    ),
}
TOO_LATE = Text(
    "이 예산은 이미 다음 단계로 넘어가 이 단계의 예산을 바꿀 수 없습니다. 앞의 판은 그대로 남아 있습니다.",
    "This budget has already moved past this stage, so the stage stands as it was brought.",
)
# What has to be there before a step leads to the state of the same name.
NOT_BROUGHT = {
    "adopted": Text(
        "의결을 기록하려면 의결된 본예산이 있어야 합니다. 먼저 “예산 올리기”에서 본예산을 올리십시오.",
        "The adoption is recorded once the adopted budget is there. Bring its file first.",
    ),
    "supplementary": Text(
        "의결을 기록하려면 평가한 추가경정예산이 있어야 합니다. 먼저 “예산 올리기”에서 그 파일을 올리십시오.",
        "The adoption is recorded once the supplementary budget is there. Bring its file first.",
    ),
    "executed": Text(
        "집행 완료를 기록하려면 집행 내역이 있어야 합니다. 먼저 “예산 올리기”에서 집행 파일을 올리십시오.",
        "The execution is recorded once its lines are there. Bring the file of the execution first.",
    ),
    "settled": Text(
        "결산을 확정하려면 결산 내역이 있어야 합니다. 먼저 담당자가 “예산 올리기”에서 올려야 합니다.",
        "The settlement is confirmed once its lines are there. An officer has to bring its file first.",
    ),
}
PASSED = ("council", "adopted", "executed", "settled")


def not_now(place: str, *, year: int, stage: str) -> Text | None:
    """Why a stage cannot be brought as the budget stands, and what comes first; None where it can."""
    case = cases.find_case(case_of(place, year=year))
    state = case.state if case else ASSESSMENT
    taken = BROUGHT_IN.get(stage, ())
    reached = [step.to_state for step in case.standing] if case else []
    # A supplementary budget is assessed only after the budget that it supplements.
    waits = stage == "supplementary" and "adopted" not in reached
    if (state in taken and not waits) or not taken:
        return None
    if state in PASSED and stage != "proposed":
        latest = max(PASSED.index(each) for each in taken if each in PASSED)
        if PASSED.index(state) > latest:
            return TOO_LATE
    return TOO_SOON[stage]


def missing_for(book: BudgetBook, *, to_state: str) -> str:
    """The stage that has to be brought before a step leads to this state; empty where none is missing."""
    case = cases.find_case(case_of(book.place, year=book.year))
    reached = [step.to_state for step in case.standing] if case else []
    stage = to_state
    if to_state == "adopted" and "adopted" in reached:
        stage = "supplementary"
    return stage if stage in STAGES and stage not in book.stages else ""
