"""What residents are told when something of theirs was decided: on their page, and by phone if they agreed.

Each is told once, whoever asks how often: the key follows from the step. What somebody waits for, or would
lose without knowing, is urgent and is not held back by how often they were told.
"""

from datetime import datetime

from dure.grammar.shapes import Text
from dure.kernel.cases.read import Case
from dure.kernel.parties import write as people
from dure.kernel.parties.write import NewNotice

# What a step about an act that was looked at means to whoever acted; whether it is urgent.
REVIEWED: dict[str, tuple[Text, bool]] = {
    "approve": (Text("실천이 인정되어 보상을 받았습니다", "Your act was approved and paid"), False),
    "refuse": (Text("실천이 인정되지 않았습니다", "Your act was not approved"), True),
    "grant": (Text("이의신청이 받아들여졌습니다", "Your appeal was granted"), True),
    "uphold": (Text("이의신청이 받아들여지지 않았습니다", "Your appeal was not granted"), True),
}
TAKEN: dict[str, Text] = {
    "take": Text("포인트를 회수했습니다", "Points were taken back"),
    "withdraw": Text("회수한 포인트를 돌려드렸습니다", "Points that were taken back are yours again"),
    "uphold": Text("회수에 대한 이의가 받아들여지지 않았습니다", "Your objection was not followed"),
}
CASHED: dict[str, Text] = {
    "paid": Text("요청한 돈을 은행이 보냈습니다", "The bank has paid what you asked for"),
    "bounced": Text("은행에서 지급이 돌아왔습니다", "The bank has returned your payment"),
    "refused": Text("현금 요청이 승인되지 않았습니다", "Your request for cash was not approved"),
}
AGAIN = Text(
    "포인트는 지갑으로 돌아왔습니다. 계좌를 확인하고 다시 요청하십시오.",
    "The points are in your wallet again. Look at your account number and ask once more.",
)
MOST_LETTERS = 390


def tell_review(case: Case, *, move: str, says: Text, at: datetime) -> bool:
    """Tell whoever acted what was decided about their act, or about their appeal."""
    if move not in REVIEWED:
        return False
    title, urgent = REVIEWED[move]
    number = case.id.partition("/")[2]
    return _tell(case, "act_decided", move, (title, _with_reason(case.title, says)),
                 href=f"/my/reviews/{number}/", urgent=urgent, at=at)  # fmt: skip


def tell_taken(case: Case, *, step: str, says: Text, at: datetime) -> bool:
    """Tell somebody that points were taken back or given back, and why."""
    if step not in TAKEN:
        return False
    return _tell(case, "points_taken", step, (TAKEN[step], _with_reason(case.title, says)),
                 href="/my/wallet/", urgent=True, at=at)  # fmt: skip


def tell_cash(case: Case, *, became: str, says: Text, at: datetime) -> bool:
    """Tell somebody what became of the cash they asked for: paid, returned by the bank, or refused."""
    if became not in CASHED:
        return False
    told = Text("", "") if became == "paid" else AGAIN
    reason = _with_reason(told, says) if told.ko else CASHED[became]
    return _tell(case, "cash", became, (CASHED[became], reason), href="/my/wallet/", urgent=became != "paid",
                 at=at)  # fmt: skip


def tell_once(
    party: str, *, key: str, words: tuple[Text, Text], href: str, urgent: bool, at: datetime
) -> bool:
    """Tell somebody something under a key of its own. The first word of the key is its kind."""
    title, says = words
    kind = key.partition(" ")[0]
    return people.tell(NewNotice(party, key, kind, title, _short(says), href=href, urgent=urgent), at=at)


def _tell(
    case: Case, kind: str, move: str, words: tuple[Text, Text], *, href: str, urgent: bool, at: datetime
) -> bool:
    """Tell whoever a case is about; each step once."""
    key = f"{kind} {case.id} {move} {len(case.steps)}"
    return tell_once(case.subject, key=key, words=words, href=href, urgent=urgent, at=at)


def _with_reason(says: Text, reason: Text) -> Text:
    """What it is about, and the reason that was given, in the language it was given in."""
    given = reason.ko or reason.en
    if not given:
        return says
    return Text(f"{says.ko} 사유: {reason.ko or given}", f"{says.en} Reason: {reason.en or given}")


def _short(says: Text) -> Text:
    return Text(says.ko[:MOST_LETTERS], says.en[:MOST_LETTERS])
