"""Sentences of a report in both languages, made from what it holds: words and numbers never disagree."""

from collections.abc import Sequence
from datetime import date

from dure.grammar.shapes import Text
from dure.kernel.plans.read import Plan
from dure.portal.blocks.counting import counted
from dure.portal.blocks.times import period_words


def _many(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def holds_sentence(*, plans: int, indicators: int, figures: int, sources: int) -> Text:
    """What a report holds, and what it was taken from."""
    return Text(
        f"계획 {plans:,}개, 지표 {indicators:,}개, 수치 {figures:,}개를 문서와 자료 {sources:,}건에서 "
        "옮겼습니다. "
        "모든 수치에는 출처와 문서 안의 위치가 있습니다.",
        f"{_many(plans, 'plan', 'plans')}, {_many(indicators, 'indicator', 'indicators')} and "
        f"{_many(figures, 'figure', 'figures')}, taken from {_many(sources, 'document', 'documents')}. "
        "Every figure names its source and the place in it.",
    )


def plan_sentence(plan: Plan) -> Text:
    """How many places a plan has on each level, and how many of them the document counts without naming."""
    counts = plan.counts()
    if not counts:
        return Text("이 계획에 딸린 항목은 문서에 없습니다.", "The document names nothing below this plan.")
    ko = ", ".join(counted(count, level.ko, language="ko") for level, count, _empty in counts)
    en = ", ".join(counted(count, level.en, language="en") for level, count, _empty in counts)
    empty = sum(unnamed for _level, _count, unnamed in counts)
    if not empty:
        return Text(f"{ko}로 이루어집니다.", f"{en}. All of them are named.")
    return Text(
        f"{ko}로 이루어집니다. 이 가운데 {empty:,}개는 문서가 수만 밝히고 이름을 적지 않아 빈자리로 둡니다.",
        f"{en}. The document counts {empty:,} of these without naming them; they are kept as empty places.",
    )


def findings_sentence(*, waiting: int, decided: int) -> Text:
    """How many published figures are doubted, and how many of those a person has decided."""
    if not waiting + decided:
        return Text(
            "자동 점검에서 서로 어긋나는 수치가 나오지 않았습니다.",
            "The checks found no figures that contradict each other.",
        )
    said_ko = [f"결정을 기다리는 것이 {waiting:,}건입니다." if waiting else "모두 결정되었습니다."]
    said_en = [
        f"{_many(waiting, 'waits', 'wait')} for a decision." if waiting else "All of them have been decided."
    ]
    if waiting and decided:
        said_ko.append(f"{decided:,}건은 담당자가 결정했습니다.")
        said_en.append(f"{decided:,} {'has' if decided == 1 else 'have'} been decided by a person.")
    total = waiting + decided
    return Text(
        f"자동 점검에서 다른 수치와 어긋나는 것이 {total:,}건 나왔습니다. "
        + " ".join(said_ko)
        + " 결정이 있기 전에는 발표한 값을 그대로 둡니다.",
        f"The checks found {_many(total, 'figure', 'figures')} that something contradicts. "
        + " ".join(said_en)
        + " Until somebody decides, the published value stands.",
    )


def body_sentence(*, since: str, seats: int, named: Sequence[Text]) -> Text:
    """Since when a council or committee sits, how many seats it has, and how many names are known."""
    ko, en = [], []
    if since:
        ko.append(f"{period_words(since, language='ko')}부터 활동하고 있습니다.")
        en.append(f"Active since {period_words(since, language='en')}.")
    if seats:
        ko.append(f"위원은 {seats:,}명이며 이름이 알려진 위원은 {len(named):,}명입니다.")
        en.append(f"{_many(seats, 'member', 'members')}, of whom {len(named):,} are known by name.")
    else:
        ko.append("문서에 이름이 나오며 위원의 수는 적혀 있지 않습니다.")
        en.append("Named by the document, which does not give a number of members.")
    return Text(" ".join(ko), " ".join(en))


def edition_sentence(*, number: int, published_on: date) -> Text:
    """Which edition this is, and from when its figures are."""
    day = published_on.isoformat()
    return Text(
        f"제{number}판입니다. {period_words(day, language='ko')}까지 기록된 것만 담았고, 경과 기간도 "
        "이날을 기준으로 셉니다.",
        f"Edition {number}. It holds what had been recorded by {period_words(day, language='en')}, and "
        "ages are "
        "counted from that day.",
    )


def draft_sentence(*, on: date) -> Text:
    """That this is a draft, and of which day."""
    day = on.isoformat()
    return Text(
        f"발간 전 초안입니다. {period_words(day, language='ko')} 현재 기록을 담았으며 기록이 바뀌면 "
        "함께 바뀝니다.",
        f"A draft, not published. It holds the records of {period_words(day, language='en')} and "
        "changes with them.",
    )


def mismatch_sentence(*, stated: str, found: str) -> Text:
    """That the records no longer give the facts that an edition was published with."""
    return Text(
        "지금의 기록과 코드로는 이 판을 발간할 때의 내용을 똑같이 만들 수 없습니다. "
        f"발간 때의 사실 지문은 {stated[:16]}…, 지금 만든 내용의 지문은 {found[:16]}…입니다. "
        "아래 내용은 발간된 판과 다를 수 있습니다.",
        "The records and code of today no longer give the facts that this edition was published with. "
        f"Facts digest when published: {stated[:16]}…; of what is shown here: {found[:16]}…. "
        "What follows may differ from the published edition.",
    )
