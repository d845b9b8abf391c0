"""What became of a machine's event, in a sentence for whoever looks after the machine."""

from dure.grammar.shapes import Text

NOTES = {
    "unreadable": Text(
        "읽을 수 없는 글입니다. 서명한 그대로 보내십시오.",
        "The text cannot be read. Send it exactly as it was signed.",
    ),
    "other_kind": Text(
        "기기 기록이 아닙니다. DURE-E1로 시작해야 합니다.",
        "This is no event of a machine: it begins with DURE-E1.",
    ),
    "incomplete": Text(
        "빠진 항목이 있거나 있을 수 없는 값입니다. d, c, t, w, u, v를 확인하십시오.",
        "Something is missing or cannot be. Look at d, c, t, w, u and v.",
    ),
    "unknown_signer": Text(
        "이 기기에 등록된 열쇠로 서명하지 않았습니다. 담당자에게 공개 열쇠 등록을 요청하십시오.",
        "It is not signed by a key of this machine. Ask an officer to register the public key.",
    ),
    "forged": Text(
        "서명이 내용과 맞지 않습니다. 기록하지 않았습니다.",
        "The signature does not fit what it says. Nothing was recorded.",
    ),
    "other_device": Text(
        "다른 기기의 기록입니다. 이 기기의 열쇠로는 받지 않습니다.",
        "It names another machine than the one whose key signed it.",
    ),
    "key_not_valid": Text(
        "그때는 쓸 수 없던 열쇠로 서명했습니다. 정지된 열쇠라면 새 열쇠를 등록하십시오.",
        "The key did not hold at that time. If it was revoked, register a new one.",
    ),
    "replay": Text("이미 받은 기록입니다. 바뀐 것은 없습니다.", "It came in before. Nothing has changed."),
    "counter_reused": Text(
        "이미 쓴 번호에 다른 내용이 왔습니다. 담당자가 확인합니다.",
        "Another event has this number already. A person looks at it.",
    ),
    "out_of_order": Text("순서가 바뀌어 왔지만 받았습니다.", "It came out of order and counts."),
    "late": Text("늦게 왔지만 받았습니다.", "It came late and counts."),
    "gap": Text(
        "앞 번호의 기록이 아직 오지 않았습니다. 남아 있으면 보내십시오.",
        "Events with numbers before it have not come. Send them if they are there.",
    ),
    "clock_ahead": Text(
        "기기의 시계가 앞섭니다. 시계를 맞추십시오. 넣은 기록은 담당자가 확인합니다.",
        "The machine's clock is ahead: set it. A person looks at its deposits.",
    ),
    "clock_behind": Text(
        "기기의 시계가 늦습니다. 시계를 맞추십시오. 넣은 기록은 담당자가 확인합니다.",
        "The machine's clock is behind: set it. A person looks at its deposits.",
    ),
    "in_the_future": Text(
        "아직 오지 않은 때의 기록입니다. 담당자가 확인합니다.",
        "It tells of a time that has not come yet. A person looks at it.",
    ),
    "unknown_sort": Text(
        "모르는 종류입니다. deposit/…, fill, emptied, fault/…, mended/… 가운데 하나로 보내십시오.",
        "This sort is not known. Send deposit/…, fill, emptied, fault/… or mended/….",
    ),
    "odd_amount": Text(
        "있을 수 없는 값입니다. 채움은 0~100 percent, 넣은 것은 1개부터 100개까지 items입니다.",
        "The amount cannot be: a fill is 0 to 100 percent, a deposit 1 to 100 items.",
    ),
}
OUTCOMES = {
    "credited": Text("포인트를 주었습니다.", "Credited."),
    "nobody": Text(
        "코드가 없어 누구에게도 주지 않았습니다. 넣은 것은 셉니다.",
        "Nobody showed a code, so it was credited to nobody. It is counted.",
    ),
    "code_late": Text(
        "그때 쓸 수 있던 코드가 아닙니다. 넣은 것은 세지만 누구에게도 주지 않았습니다.",
        "The code did not hold at that time. It is counted and credited to nobody.",
    ),
    "code_unknown": Text(
        "이 서버가 만든 코드가 아닙니다. 넣은 것은 세지만 누구에게도 주지 않았습니다.",
        "No such code was made here. It is counted and credited to nobody.",
    ),
    "no_programme": Text(
        "이 지역에는 이 기기로 주는 사업이 없습니다. 넣은 것은 셉니다.",
        "No programme of this place rewards it. It is counted.",
    ),
    "unpaid": Text(
        "기록했습니다. 받을 값을 아무도 밝히지 않아 준 것은 없습니다.",
        "Recorded. Nobody states what it earns, so nothing was given.",
    ),
    "refused": Text("주지 않았습니다.", "Not credited."),
    "held": Text("담당자가 확인할 때까지 기다립니다.", "It waits until a person has looked."),
}
NOTHING = Text("", "")


def note_words(name: str) -> Text:
    """What a remark about an event says."""
    return NOTES.get(name, NOTHING)


def outcome_words(name: str) -> Text:
    """What became of an event, in words."""
    return OUTCOMES.get(name, NOTHING)
