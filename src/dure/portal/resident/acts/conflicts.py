"""Whose acts somebody may not look at: their own, and those of their household, group and wards."""

from datetime import date

from dure.grammar.shapes import Text
from dure.kernel.cases.read import Case
from dure.kernel.parties import read as parties

CLOSE = ("household", "group")
APPEALED = ("grant", "uphold")


def conflict(case: Case, *, reviewer: str, move: str, on: date) -> Text | None:
    """Why this person may not take this step about somebody's act; None where nothing stands against it."""
    if reviewer == case.subject:
        return Text(
            "본인의 실천은 확인할 수 없습니다. 다른 담당자가 확인해야 합니다.",
            "Nobody looks at their own acts. Another person has to.",
        )
    if is_close(reviewer, case.subject, on=on):
        return Text(
            "같은 가구나 모임에 있는 사람의 실천은 확인할 수 없습니다. 다른 담당자가 확인해야 합니다.",
            "Nobody looks at acts of their own household or group. Another person has to.",
        )
    if move in APPEALED and any(step.by == reviewer for step in case.steps):
        return Text(
            "이 건을 이미 처리한 사람은 이의신청을 결정할 수 없습니다. 다른 사람이 결정해야 합니다.",
            "Whoever has decided in this case cannot decide its appeal. Another person has to.",
        )
    return None


def is_close(one: str, other: str, *, on: date) -> bool:
    """Whether two people live in one household, are in one group, or one answers for the other."""
    first, second = parties.roles_of_party(one, on=on), parties.roles_of_party(other, on=on)
    bodies = {role.body for role in first if role.body} & {role.body for role in second if role.body}
    if any((seen := parties.find_party(body)) is not None and seen.kind in CLOSE for body in bodies):
        return True
    return any(role.body == other for role in first) or any(role.body == one for role in second)


def close_to(party: str, *, on: date) -> frozenset[str]:
    """Somebody and all close to them: of their household and groups, their wards and guardians."""
    bodies = {role.body for role in parties.roles_of_party(party, on=on) if role.body}
    found = {party}
    for body in bodies:
        seen = parties.find_party(body)
        if seen is not None and seen.kind in CLOSE:
            found |= {role.holder for role in parties.members(body, on=on)}
        elif seen is not None and seen.kind == "person":
            found.add(body)
    return frozenset(found | {role.holder for role in parties.members(party, on=on)})
