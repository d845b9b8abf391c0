"""Opening cases once, and reading letters as figures. On both databases."""

from datetime import date

import pytest

from dure.grammar import shapes
from dure.grammar.periods import FOREVER
from dure.kernel.cases import read, write
from dure.kernel.cases.write import Actor, AlreadyOpen, Opening
from dure.kernel.observations import read as observations
from dure.kernel.observations import write as observing
from tests.kernel.said import CITY, NOON, kind, text

pytestmark = pytest.mark.usefixtures("both_databases")

KIM = Actor("kim", "Kim", frozenset({"officer"}))
LETTER = {"address": "trees", "period": "2024", "mark": "observed", "printed": "7", "unit": "1",
          "source": "report", "locator": "3"}  # fmt: skip


def test_a_case_of_the_same_id_is_not_opened_twice() -> None:
    write.load_kinds([shapes.CaseKind("plan", "review", text("review"), "filed", (), (), ())])
    opening = Opening("review/1", CITY, "review", text("Review"))
    write.open_case(opening, by=KIM, at=NOON, letters=[LETTER])
    with pytest.raises(AlreadyOpen):
        write.open_case(opening, by=KIM, at=NOON, letters=[LETTER])
    case = read.find_case("review/1")
    assert case is not None
    assert (len(case.steps), len(read.letters("review/1"))) == (1, 1)


@pytest.mark.parametrize(
    ("period", "valid_from", "days"),
    [
        ("2024", "", (date(2024, 1, 1), date(2024, 12, 31))),
        ("2024", "2024-05-01", (date(2024, 5, 1), date(2024, 12, 31))),
        ("", "2024-05-01", (date(2024, 5, 1), FOREVER)),
    ],
)
def test_a_letter_keeps_its_first_day_and_label(
    period: str, valid_from: str, days: tuple[date, date]
) -> None:
    observing.load_kinds([kind("trees")])
    letter = {**LETTER, "period": period, "valid_from": valid_from, "label": "Trees planted"}
    said = write.statement(letter, place=CITY, kinds=observations.kinds())
    assert (said.valid_from, said.valid_to, said.label) == (*days, "Trees planted")
