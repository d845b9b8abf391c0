"""Dated attributes of things: what holds when, who said so, what is refused. On both databases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction

from dure.grammar.shapes import AttributeRow
from dure.grammar.thing_shapes import AttributeKind
from dure.kernel.things import models, read, write
from dure.kernel.things.read import Attribute
from dure.portal import append_only
from tests.kernel.said import CITY, DAY, NOON, place, text
from tests.kernel.things.test_things import thing

pytestmark = pytest.mark.usefixtures("both_databases")

TODAY = NOON.date()
SHOP = f"{CITY}/shop"
PRICE = AttributeKind(
    "s", "price", text("Price"), "amount", "article", ("KRW/kg", "KRW/items"), (), True, True
)
HOURS = AttributeKind("s", "opening_hours", text("Hours"), "hours", kept=True)


def stated(name: str = "price/cans", **changes: object) -> AttributeRow:
    row = AttributeRow(
        place=CITY, system="s", thing="shop", name=name, during="", value="800", unit="KRW/kg",
        words=text(""),
        valid_from=date(2020, 1, 1), valid_to=None, mark="", source="paper", locator="3", file="f", line=2,
    )  # fmt: skip
    return replace(row, **changes)  # type: ignore[arg-type]


def load(*rows: AttributeRow) -> int:
    write.load_places([replace(place(CITY, part_of=""), attributes=tuple(rows))])
    write.load_things([thing("shop")], at=NOON)
    return write.load_attributes([replace(place(CITY, part_of=""), attributes=tuple(rows))], at=NOON)


def said(value: str = "900", *, day: date = TODAY, **changes: object) -> Attribute:
    base = Attribute(SHOP, "price/cans", value, day, unit="KRW/kg", by="keeper-1")
    return replace(base, **changes)  # type: ignore[arg-type]


def prices(on: date) -> list[tuple[str, str]]:
    return [(each.value, each.by) for each in read.attributes_of(SHOP, on=on)]


def test_a_new_price_holds_from_its_day_and_the_old_one_until_then() -> None:
    load(stated())
    assert write.state_attribute(said(day=TODAY + timedelta(days=3)), kind=PRICE, today=TODAY, at=NOON)
    assert prices(TODAY + timedelta(days=2)) == [("800", "")]
    assert prices(TODAY + timedelta(days=3)) == [("900", "keeper-1")]
    assert [each.value for each in read.statements(SHOP)] == ["900", "800"]


def test_what_holds_for_a_while_gives_way_to_what_held_before() -> None:
    load(stated())
    summer = said("950", valid_to=TODAY + timedelta(days=10))
    write.state_attribute(summer, kind=PRICE, today=TODAY, at=NOON)
    assert prices(TODAY + timedelta(days=10)) == [("950", "keeper-1")]
    assert prices(TODAY + timedelta(days=11)) == [("800", "")]


def test_what_no_longer_holds_is_gone_from_its_day() -> None:
    load(stated())
    write.state_attribute(said("", unit="", withdrawn=True), kind=PRICE, today=TODAY, at=NOON)
    assert prices(TODAY - timedelta(days=1)) == [("800", "")]
    assert prices(TODAY) == []


def test_the_same_statement_again_changes_nothing() -> None:
    load(stated())
    assert write.state_attribute(said(), kind=PRICE, today=TODAY, at=NOON)
    assert not write.state_attribute(said(), kind=PRICE, today=TODAY, at=NOON + DAY)
    assert len(read.statements(SHOP)) == 2


def test_packs_loaded_again_change_nothing_and_leave_what_keepers_stated() -> None:
    assert load(stated()) == 1
    write.state_attribute(said(), kind=PRICE, today=TODAY, at=NOON)
    assert load(stated()) == 0
    assert load(stated(value="700")) == 1
    assert prices(TODAY) == [("900", "keeper-1")]
    assert prices(date(2021, 1, 1)) == [("700", "")]
    assert load() == 1
    assert prices(date(2021, 1, 1)) == []


@pytest.mark.parametrize(
    ("kind", "changes", "says"),
    [
        (PRICE, {"day": TODAY - timedelta(days=1)}, "is past"),
        (PRICE, {"valid_to": TODAY - timedelta(days=1)}, "begins on"),
        (PRICE, {"value": "-5"}, "not a whole number"),
        (PRICE, {"value": "12.5"}, "not a whole number"),
        (PRICE, {"value": "99999999999"}, "not a whole number"),
        (PRICE, {"unit": "KRW/t"}, "not stated in"),
        (PRICE, {"during": "whenever"}, "cannot be read as hours"),
        (HOURS, {"value": "9 to 5", "unit": ""}, "cannot be read as hours"),
        (
            HOURS,
            {"value": "Mo 09:00-10:00", "unit": "", "during": "Mo 09:00-10:00"},
            "does not differ by hours",
        ),
    ],
)
def test_what_the_attribute_does_not_take_is_refused(kind: AttributeKind, changes: dict, says: str) -> None:  # type: ignore[type-arg]
    load(stated())
    with pytest.raises(write.Refused) as refused:
        write.state_attribute(said(**changes), kind=kind, today=TODAY, at=NOON)
    assert says in refused.value.says.en
    assert refused.value.says.ko
    assert len(read.statements(SHOP)) == 1


def test_two_prices_by_hours_may_not_hold_at_once() -> None:
    load(stated())
    write.state_attribute(said(during="Sa 09:00-11:00"), kind=PRICE, today=TODAY, at=NOON)
    with pytest.raises(write.Refused, match="overlap"):
        write.state_attribute(said("950", during="Sa 10:00-12:00"), kind=PRICE, today=TODAY, at=NOON)
    assert write.state_attribute(said("950", during="Sa 11:00-12:00"), kind=PRICE, today=TODAY, at=NOON)


def test_a_price_by_hours_that_begins_later_is_seen_as_well() -> None:
    load(stated())
    write.state_attribute(
        said(during="Sa 09:00-11:00", day=TODAY + timedelta(days=5)), kind=PRICE, today=TODAY, at=NOON
    )
    with pytest.raises(write.Refused, match="overlap"):
        write.state_attribute(said("950", during="Sa 10:00-12:00"), kind=PRICE, today=TODAY, at=NOON)


def test_a_statement_is_never_changed_nor_taken_away() -> None:
    append_only.make_guards()
    load(stated())
    with pytest.raises(Exception, match="append"), transaction.atomic():
        models.Attribute.objects.update(value="1")
    with pytest.raises(Exception, match="append"), transaction.atomic():
        models.Attribute.objects.all().delete()
