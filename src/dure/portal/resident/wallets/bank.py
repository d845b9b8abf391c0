"""The file for the bank and the bank's answer: who is paid how much, with a total and a digest, once.

A request stands in one payment file, because being put into it is a step of its case that is taken once. The
file is made again from the sealed details whenever it is fetched; where its digest is another one, somebody's
account has changed since, and the file is not given out.
"""

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.parties import read as parties
from dure.kernel.parties import write as people
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.pages import disarmed
from dure.portal.resident.telling import tell_cash
from dure.portal.resident.wallets.cashing import KIND, Request, asked_by, settle

FILE_KIND = "payment_file"
TITLE = Text("지급 파일", "Payment file")
HEADER = ("연번", "은행", "계좌번호", "예금주", "금액", "식별번호")
TOTAL = "합계"
DIGEST = "SHA-256"
ANSWER_HEADER = ("식별번호", "금액", "결과", "사유")
PAID_WORDS = ("지급", "paid")
REFUSED_WORDS = ("불능", "refused")
MOST_PAYMENTS = 5000


@dataclass(frozen=True)
class PaymentFile:
    """A payment file: its number, its requests in order, its total in won, its digest."""

    number: str
    place: str
    requests: tuple[Request, ...]
    total_krw: int
    digest: str


@dataclass(frozen=True)
class Answer:
    """What the bank says of one payment."""

    number: str
    krw: int
    paid: bool
    why: str


@dataclass(frozen=True)
class Mistake:
    """A row of the bank's file that cannot be right, and why."""

    row: int
    says: Text


def make_file(place: str, *, by: cases.Actor, at: datetime) -> PaymentFile:
    """Put every approved request into one file; each is in one file only. Refused where none waits."""
    waiting = case_read.cases(place=place, kind=KIND, states=("approved",), limit=MOST_PAYMENTS)
    if not waiting:
        raise ActRefused("지급을 기다리는 신청이 없습니다.", "No request waits for payment.")
    letters = case_read.letters_of(case.id for case in waiting)
    asked = tuple(sorted((asked_by(c, letters[c.id][0]) for c in waiting), key=lambda each: each.number))
    digest = digest_of(lines_of(asked, viewer=by.party, at=at))
    number = digest[:12]
    rows = [{"request": each.number, "krw": str(each.krw), "digest": digest} for each in asked]
    opening = cases.Opening(
        id=f"{FILE_KIND}/{number}", place=place, kind=FILE_KIND, title=TITLE, says=cases.NOTHING,
        on=timezone.localdate(at), subject="", source="", locator="",
    )  # fmt: skip
    with transaction.atomic():
        cases.open_case(opening, by=by, at=at, letters=rows)
        for each in asked:
            cases.take(each.case, move="send", by=by, at=at)
    return PaymentFile(number, place, asked, sum(each.krw for each in asked), digest)


def find_file(number: str) -> PaymentFile | None:
    """The payment file of that number."""
    case = case_read.find_case(f"{FILE_KIND}/{number}")
    if case is None:
        return None
    rows = case_read.letters(case.id)
    letters = case_read.letters_of(f"{KIND}/{row['request']}" for row in rows)
    found = []
    for row in rows:
        of = case_read.find_case(f"{KIND}/{row['request']}")
        if of is not None:
            found.append(asked_by(of, letters[of.id][0]))
    return PaymentFile(number, case.place, tuple(found), sum(each.krw for each in found), rows[0]["digest"])


def content_of(file: PaymentFile, *, viewer: str, at: datetime) -> str:
    """The file as the bank takes it. Refused where an account number has changed since it was made."""
    lines = lines_of(file.requests, viewer=viewer, at=at)
    if digest_of(lines) != file.digest:
        raise ActRefused(
            "파일을 만든 뒤에 누군가의 계좌가 바뀌었습니다. 이 파일은 내보내지 않습니다. "
            "은행 회신으로 불능 처리하고 새로 신청받으십시오.",
            "An account has changed since the file was made, so it is not given out. "
            "Record the payments as refused and have them asked for again.",
        )
    kept = io.StringIO()
    out = csv.writer(kept, lineterminator="\r\n")
    out.writerow(HEADER)
    out.writerows([disarmed(cell) for cell in line] for line in lines)
    out.writerow((TOTAL, "", "", len(lines), file.total_krw, f"{DIGEST} {file.digest}"))
    return kept.getvalue()


def lines_of(asked: Sequence[Request], *, viewer: str, at: datetime) -> list[tuple[object, ...]]:
    """The rows of the file, with sealed details; each look at somebody's details is recorded."""
    lines: list[tuple[object, ...]] = []
    for number, each in enumerate(asked, start=1):
        people.record_look(viewer=viewer, subject=each.party, what="bank account", at=at)
        known = parties.details_of(each.party)
        bank, _, account = known.get("account_number", "").partition(" ")
        lines.append((number, bank, account, known.get("name", ""), each.krw, each.number))
    return lines


def digest_of(lines: Sequence[tuple[object, ...]]) -> str:
    """The digest of the rows: whoever has the file can compute it again."""
    text = "".join(",".join(str(cell) for cell in line) + "\n" for line in lines)
    return hashlib.sha256(text.encode()).hexdigest()


def read_answers(text: str, *, file: PaymentFile) -> tuple[tuple[Answer, ...], tuple[Mistake, ...]]:
    """The bank's answers, and every row that cannot be right. With a mistake nothing may be recorded."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    answers: dict[str, Answer] = {}
    mistakes: list[Mistake] = []
    if not rows or tuple(cell.strip() for cell in rows[0]) != ANSWER_HEADER:
        wanted = ",".join(ANSWER_HEADER)
        says = Text(f"첫 줄은 {wanted}이어야 합니다.", f"The first line has to be {wanted}.")
        return (), (Mistake(1, says),)
    amounts = {each.number: each.krw for each in file.requests}
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        found = _answer(row, amounts=amounts, known=answers)
        if isinstance(found, Answer):
            answers[found.number] = found
        else:
            mistakes.append(Mistake(number, found))
    return tuple(answers.values()), tuple(mistakes)


def _answer(row: Sequence[str], *, amounts: dict[str, int], known: dict[str, Answer]) -> Answer | Text:
    """One answer, or what is wrong with it."""
    cells = [cell.strip() for cell in [*row, "", "", "", ""][:4]]
    number, krw, result, why = cells
    if number not in amounts:
        return Text(f"{number}: 이 파일에 없는 식별번호입니다.", f"{number} is not in this file.")
    if number in known:
        return Text(f"{number}: 두 번 적혀 있습니다.", f"{number} stands twice.")
    if krw.replace(",", "") != str(amounts[number]):
        return Text(
            f"{number}: 금액이 {krw}인데 보낸 금액은 {amounts[number]:,}입니다.",
            f"{number}: the amount is {krw}, but {amounts[number]:,} was sent.",
        )
    if result in PAID_WORDS:
        return Answer(number, amounts[number], True, "")
    if result in REFUSED_WORDS and why:
        return Answer(number, amounts[number], False, why)
    return Text(
        f"{number}: 결과는 ‘지급’이나 ‘불능’이고, 불능이면 사유가 있어야 합니다.",
        f"{number}: the result is “paid” or “refused”, and a refusal needs a reason.",
    )


def record_answers(file: PaymentFile, answers: Sequence[Answer], *, by: cases.Actor, at: datetime) -> int:
    """Record what the bank said, all or nothing; answers how many were new. A repeated answer does nothing.

    Raises ActRefused where the bank now says otherwise than it did before.
    """
    requests = {each.number: each for each in file.requests}
    new = 0
    with transaction.atomic():
        for answer in answers:
            asked = requests[answer.number]
            case = case_read.find_case(asked.case)
            assert case is not None
            if case.state == "sent":
                says = Text(answer.why, answer.why) if answer.why else cases.NOTHING
                became = "paid" if answer.paid else "bounced"
                done = cases.take(asked.case, move=became, by=by, at=at, says=says)
                settle(asked, paid=answer.paid, at=at)
                tell_cash(done, became=became, says=says, at=at)
                new += 1
            elif (case.state == "paid") != answer.paid:
                raise ActRefused(
                    f"{answer.number}: 은행이 앞서 다르게 회신한 지급입니다. 은행에 확인하십시오.",
                    f"{answer.number}: the bank answered otherwise before. Ask the bank.",
                )
        _close(file, by=by, at=at)
    return new


def _close(file: PaymentFile, *, by: cases.Actor, at: datetime) -> None:
    """The file is answered once all its payments are."""
    states = {case_read.find_case(each.case).state for each in file.requests}  # type: ignore[union-attr]
    case = case_read.find_case(f"{FILE_KIND}/{file.number}")
    if case is not None and case.state == "made" and not states & {"sent"}:
        cases.take(case.id, move="answer", by=by, at=at)
