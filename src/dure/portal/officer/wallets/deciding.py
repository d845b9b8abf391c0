"""One case around wallets: what it is, its way, and the step that moves money with it, both or neither."""

import hashlib
from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.kernel.parties import write as people
from dure.portal.officer.acts.acting import BEGIN, ActRefused
from dure.portal.officer.forms import SaysForm
from dure.portal.officer.reviewing import case_page
from dure.portal.officer.wallets.desk import FUND_KIND
from dure.portal.officer.wallets.forms import AnswerForm, WordForm
from dure.portal.officer.work import Work, office, page, typed, work_at
from dure.portal.resident.wallets import bank, cashing, draws, funds, giving, paths, taking_back
from dure.portal.resident.wallets.moving import TAKE_BACK
from dure.portal.resident.wallets.terms import terms_of
from dure.portal.resident.wallets.words import amount_words, known_units
from dure.portal.showing import say

HANDED_OVER = Text("기부처에 건넴", "Handed over to the cause")
MOST_FILE_BYTES = 5_000_000
Taker = Callable[[Work, case_read.Case, str, Text, str], None]


@office
def wallet_case(request: HttpRequest, kind: str, number: str) -> HttpResponse:
    """A case around wallets that waits for somebody."""
    case = case_read.find_case(f"{kind}/{number}")
    if case is None or kind not in TAKERS:
        raise Http404
    work = work_at(request, case.place)
    if case.subject.startswith("r-"):
        people.record_look(viewer=work.actor.party, subject=case.subject, what=kind, at=work.at)
    data = request.POST if request.method == "POST" else None
    wants_word = kind == draws.KIND and case.state == "shut"
    form = WordForm(data) if wants_word else SaysForm(data)
    if form.is_valid():
        said = form.cleaned_data
        try:
            TAKERS[kind](work, case, request.POST.get("move", ""), typed(said["says"]), said.get("word", ""))
        except (cases.MoveRefused, posting.Refused, ActRefused) as error:
            form.add_error(None, say(error.says))
        else:
            messages.success(request, _("Recorded."))
            return redirect(request.path)
    found = case_read.find_case(case.id) or case
    shows = {"what": _told(found), "back": reverse("work_wallets", kwargs={"place": case.place})}
    return case_page(request, "officer/wallet_case.html", shows, case=found, work=work, form=form)  # type: ignore[arg-type]


@office
def payment_file(request: HttpRequest, number: str) -> HttpResponse:
    """A payment file: its total and digest, the way to fetch it, and the bank's answer."""
    file, work = _file(request, number)
    form = AnswerForm(request.POST or None, request.FILES or None)
    mistakes: list[tuple[int, str]] = []
    if request.method == "POST" and form.is_valid():
        text = _text(form)
        answers, wrong = bank.read_answers(text, file=file) if text is not None else ((), ())
        mistakes = [(each.row, say(each.says)) for each in wrong]
        if text is not None and not wrong:
            try:
                new = bank.record_answers(file, answers, by=work.actor, at=work.at)
            except (ActRefused, cases.MoveRefused) as error:
                form.add_error(None, say(error.says))
            else:
                messages.success(request, _("Recorded. New answers: %(count)s.") % {"count": new})
                return redirect(request.path)
    units = known_units()
    states = {each.number: case_read.find_case(each.case) for each in file.requests}
    kind = case_read.find_kind(cashing.KIND)
    shows = {
        "file": file,
        "total": amount_words(file.total_krw, "krw", units=units),
        "rows": [
            (each.number, amount_words(each.krw, "krw", units=units), say(kind.state_title(found.state)))
            for each in file.requests
            if kind is not None and (found := states[each.number]) is not None
        ],
        "mistakes": mistakes,
        "form": form,
        "forms": (form,),
    }
    status = 422 if form.errors or mistakes else 200
    return page(
        request, "officer/payment_file.html", shows, title=_("Payment file"), place=work.place, status=status
    )


@office
def payment_csv(request: HttpRequest, number: str) -> HttpResponse:
    """The file as the bank takes it. Fetching it is a look at everybody in it, and is recorded."""
    file, work = _file(request, number)
    try:
        text = bank.content_of(file, viewer=work.actor.party, at=work.at)
    except ActRefused as error:
        messages.error(request, say(error.says))
        return redirect("work_payment_file", number=number)
    answer = HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="payments-{number}.csv"'
    return answer


def _file(request: HttpRequest, number: str) -> tuple[bank.PaymentFile, Work]:
    file = bank.find_file(number)
    if file is None:
        raise Http404
    return file, work_at(request, file.place, "officer")


def _text(form: AnswerForm) -> str | None:
    """The text of the bank's file; what cannot be read is said in the form."""
    sent = form.cleaned_data["file"]
    if sent.size > MOST_FILE_BYTES:
        form.add_error("file", _("This file is too large to be a bank’s answer."))
        return None
    content = sent.read()
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return str(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    form.add_error("file", _("This file cannot be read as text."))
    return None


def _take_fund(work: Work, case: case_read.Case, move: str, says: Text, _word: str) -> None:
    letter = case_read.letters(case.id)[0]
    with transaction.atomic():
        cases.take(case.id, move=move, by=work.actor, at=work.at, says=says)
        if move == "approve":
            funds.put_in(
                case.place, fund=letter["fund"], unit=letter["unit"], amount=int(letter["amount"]),
                case=case.id, at=work.at,
            )  # fmt: skip


def _take_cash(work: Work, case: case_read.Case, move: str, says: Text, _word: str) -> None:
    asked = cashing.request_of(case)
    terms = terms_of(case.place, (asked.unit,))
    if move in {"send", "paid", "bounced"}:
        raise cases.MoveRefused(
            Text("이 단계는 지급 파일에서 처리합니다.", "This step is taken by the payment file.")
        )
    cashing.decide(asked, move=move, by=work.actor, at=work.at, says=says, terms=terms)


def _take_cause(work: Work, case: case_read.Case, move: str, says: Text, _word: str) -> None:
    with transaction.atomic():
        cases.take(case.id, move=move, by=work.actor, at=work.at, says=says)
        if move == "hand_over":
            _hand_over(case, says=says, at=work.at)


def _take_draw(work: Work, case: case_read.Case, move: str, says: Text, word: str) -> None:
    draw = draws.draw_of(case, case_read.letters(case.id))
    if move == "shut":
        draws.shut(draw, by=work.actor, at=work.at)
    elif move == "draw":
        draws.hold(draw, public_word=word, by=work.actor, at=work.at)
    else:
        cases.take(case.id, move=move, by=work.actor, at=work.at, says=says)


def _take_back(work: Work, case: case_read.Case, move: str, says: Text, _word: str) -> None:
    taking_back.decide(case, step=move, by=work.actor, at=work.at, says=says)


TAKERS: dict[str, Taker] = {
    FUND_KIND: _take_fund, cashing.KIND: _take_cash, giving.CAUSE: _take_cause, draws.KIND: _take_draw,
    TAKE_BACK: _take_back,
}  # fmt: skip


def _hand_over(case: case_read.Case, *, says: Text, at: datetime) -> None:
    """All that lies with a cause goes on, with the reason that everybody reads."""
    number = case.id.partition("/")[2]
    path = paths.cause(number)
    there = [each for each in ledgers.accounts(case.place, prefix=path) if each.path == path and each.balance]
    if not there:
        raise ActRefused("건넬 것이 없습니다.", "There is nothing to hand over.")
    word = f"{case.place} {case.id} {len(case.steps)}"
    movements = [
        posting.Movement(
            posting.make_key(at=BEGIN, random_bytes=_digest(f"{word} {each.unit}")), path,
            f"{giving.GIVEN_ON}/{number}", each.balance, each.unit, at,
            posting.Reason(HANDED_OVER, origin=f"case {case.id} {len(case.steps)}"),
        )
        for each in there
    ]  # fmt: skip
    posting.post(movements, place=case.place, at=at)


def _digest(word: str) -> bytes:
    return hashlib.blake2b(word.encode(), digest_size=10).digest()


def _told(case: case_read.Case) -> list[tuple[str, str]]:
    """What a case is about, in words and without a name."""
    units = known_units()
    letters = case_read.letters(case.id)
    letter = letters[0] if letters else {}
    rows: list[tuple[str, str]] = (
        [(_("What for"), say(case.steps[0].says))] if say(case.steps[0].says) else []
    )
    if case.kind == cashing.KIND:
        asked = cashing.request_of(case)
        two = cashing.needs_two(asked, terms=terms_of(case.place, (asked.unit,)), at=case.opened_at)
        rows += [
            (_("Points"), amount_words(asked.points, asked.unit, units=units)),
            (_("In won"), amount_words(asked.krw, "krw", units=units)),
            (_("How many people look"), _("two") if two else _("one")),
        ]
    if case.kind == FUND_KIND:
        rows.append((_("Amount"), amount_words(int(letter["amount"]), letter["unit"], units=units)))
        rows.append((_("Sponsor"), letter["sponsor"] or _("none: the place’s own money")))
    if case.kind == TAKE_BACK:
        rows.append((_("How many"), amount_words(int(letter["points"]), letter["unit"], units=units)))
        rows.append((_("The resident’s number"), case.subject))
    if case.kind == draws.KIND:
        draw = draws.draw_of(case, letters)
        rows += [
            (_("Points for a ticket"), amount_words(draw.points_each, draw.unit, units=units)),
            (_("How many prizes"), str(draw.prizes)),
            (_("Last day of entries"), draw.last_day.isoformat()),
            (_("Which public word is taken"), say(draw.word)),
            (_("Commitment"), draw.commitment),
        ]
    return rows
