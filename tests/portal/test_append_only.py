"""Rows that were recorded stay as they are: the database itself refuses to change them. On both databases."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from dure.grammar.books.budget_shapes import BudgetHead, BudgetLine, BudgetPack, PackEdition, PackTag, Tag
from dure.grammar.books.survey_shapes import AnswerRow, Named, Question, Survey
from dure.grammar.shapes import PartyRow
from dure.grammar.thing_shapes import AttributeKind
from dure.kernel.cases import write as cases
from dure.kernel.cases.read import Exhibit
from dure.kernel.ledgers import guard
from dure.kernel.ledgers.write.refusals import GuardMissing
from dure.kernel.networks import write as networks
from dure.kernel.observations import write as observations
from dure.kernel.observations.read import DeviceEvent
from dure.kernel.parties import read as parties_read
from dure.kernel.parties import write as parties
from dure.kernel.parties.read import PartySeen, RoleHeld
from dure.kernel.plans import write as plans
from dure.kernel.runs import write as runs
from dure.kernel.things import write as things
from dure.kernel.things.read import Attribute
from dure.portal import append_only
from dure.portal.commands import manage
from tests.kernel.networks.test_networks import feature, roads
from tests.kernel.networks.test_networks import said as said_of_roads
from tests.kernel.runs.city import city, figures
from tests.kernel.said import CITY, NOON, text
from tests.kernel.things.test_things import thing
from tests.postgres import Database, connected

# What a row is known by, where that is no number.
KEYS = {"cases_exhibit": "act"}
WORDS = [table for table in append_only.TABLES if not table.startswith("ledgers_")]


def fill(at: datetime = NOON) -> None:
    """At least one row in every table of the words."""
    runs.load(city(figures(total="12.0")), code_version="1", at=at, tell=lambda *_: None)
    clerk = cases.Actor("clerk", "", frozenset())
    opening = cases.Opening(f"{CITY}/asked", CITY, "finding", text("asked"))
    cases.open_case(opening, by=clerk, at=at, letters=[{"says": "a letter"}])
    plans.publish_edition(CITY, digests=("a", "b"), code_version="1", case="", why=text(""), at=at)
    council = PartyRow(
        place=CITY, party="council", kind="body", part_of="", name=text("council"),
        seat_role="member", seats=2, valid_from=None, source="report", locator="1",
        file="parties.csv", line=2,
    )  # fmt: skip
    parties.load_parties([council], at=at)
    parties.register_party(PartySeen("garam", "person", CITY, text("garam")), at=at)
    role = parties.give_role(RoleHeld("garam", "officer", CITY, at.date()), at=at)
    parties.end_role(role, last_day=at.date(), at=at)
    joins = parties.Enrolment(CITY, {"name": "nuri"}, {"rewards": "1"})
    parties.enrol(joins, on=at.date(), at=at, chance=bytes, username=f"nuri-{at:%H%M%S%f}")
    assess(at)
    table = pa.table({"period": ["2024"], "at": [str(at)]})
    observations.record_series(CITY, name="rows", table=table, source="", origin="pack", by="", at=at)
    observations.close([observations.Closed(CITY, "trees", "2022", "observed")], at=at)
    parties.record_look(viewer="nuri", subject="garam", what="roles", at=at)
    parties.tell(parties.NewNotice("garam", f"{at:%H%M%S%f}", "test", text("told"), text("it")), at=at)
    for notice in parties_read.waiting_notices():
        parties.take_in_hand(notice.id, at=at)
    ask_first(at)
    keep_a_store(at)
    shown = Exhibit(
        uuid4(), CITY, "garam", "green", "refill", "self_report", "", "", "", "", None, at, at
    )  # fmt: skip
    cases.show(shown, chance=bytes)


def ask_first(at: datetime) -> None:
    """A survey with an invitation and an answer."""
    asks = Question("use", text("use"), "one", (Named("yes", text("yes")), Named("no", text("no"))))
    here = (Named("here", text("here")),)
    survey = Survey(CITY, "app", text("app"), text("asks"), here, here, (asks,))
    answer = AnswerRow("app", f"{at:%H%M%S%f}", "here", "here", {"use": ("yes",)})
    clerk = cases.Actor("clerk", "", frozenset())
    case = cases.survey_case(CITY, survey="app")
    cases.open_case(cases.Opening(case, CITY, "finding", text("app")), by=clerk, at=at)
    cases.make_codes(case, digests=["digest"], by=clerk, at=at)
    cases.load_survey_answers([replace(survey, answers=(answer,))], on=at.date())


def keep_a_store(at: datetime) -> None:
    """A store of which something is stated, machines with keys, roads with an island."""
    island = feature(8, 9, (127.5, 36.5), (127.51, 36.5))
    networks.publish(CITY, name="roads", roads=roads(island), said=said_of_roads(), at=at)
    parties.give_machine_key(f"{CITY}/truck", digest="d", by="garam", at=at)
    parties.give_signing_key(f"{CITY}/machine", public="p", since=at, by="garam", at=at)
    observations.hear_event(
        DeviceEvent(f"{CITY}/machine", 1, f"{at:%H%M%S%f}", "fill", "percent", 3, at, at, "hold")
    )
    said = Attribute(f"{CITY}/shop", "note", "", at.date(), words=text(str(at)), by="garam")
    things.load_things([thing("shop")], at=at)
    kind = AttributeKind("s", "note", text("Note"), "words")
    things.state_attribute(said, kind=kind, today=at.date(), at=at)


def assess(at: datetime) -> None:
    """A budget of one line, tagged."""
    line = BudgetLine("a", "roads", "", "", "a road", "", False, 5, 2)
    head = BudgetHead(
        place=CITY, year=2027, stage="proposed", title=text("budget"), total_krw=5, ceiling_tco2e=None,
        reference_tco2e=None, synthetic=False, published_on=None, source="report", locator="", note=text(""),
    )  # fmt: skip
    tag = Tag("emits", "mitigation", None, "qualitative", "", None, text(""))
    plans.load_budgets(
        {CITY: BudgetPack((PackEdition(head, (line,)),), (PackTag(2027, "a", tag),), ())}, at=at
    )


def ask(statement: str) -> list[tuple[object, ...]]:
    """Ask the database."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall()) if cursor.description else []


def refused(statement: str) -> None:
    """A statement that the database refuses, whoever sends it."""
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ask(statement)


def test_recorded_rows_are_neither_changed_nor_removed(both_databases: Database) -> None:
    fill()
    for table in WORDS:
        key = KEYS.get(table, "id")
        before = ask(f"SELECT * FROM {table} ORDER BY {key}")
        assert before, f"{table} has no row to try it on"
        refused(f"UPDATE {table} SET {key} = {key}")
        refused(f"DELETE FROM {table}")
        if both_databases.kind == "postgresql":
            refused(f"TRUNCATE {table} CASCADE")
        else:
            refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
            refused(f"REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")
        assert ask(f"SELECT * FROM {table} ORDER BY {key}") == before


@pytest.mark.usefixtures("both_databases")
def test_rows_are_still_added() -> None:
    fill()
    before = {table: ask(f"SELECT count(*) FROM {table}")[0][0] for table in WORDS}
    runs.load(city(figures(total="13.0"), digest="second"), code_version="1", at=NOON, tell=lambda *_: None)
    after = {table: ask(f"SELECT count(*) FROM {table}")[0][0] for table in WORDS}
    assert {table for table in WORDS if after[table] == before[table]} == {
        "cases_step",
        "cases_letter",
        "observations_deviceevent",
        "observations_series",
        "things_attribute",
        "cases_exhibit",
        "networks_edition",
        "networks_flaw",
        "plans_edition",
        *(table for table in WORDS if table.startswith("plans_budget")),
        *(table for table in WORDS if table.startswith("parties_")),
        *(table for table in WORDS if table.startswith("cases_survey")),
    }


@pytest.mark.usefixtures("both_databases")
def test_every_table_that_is_named_is_there() -> None:
    assert set(append_only.TABLES) <= set(connection.introspection.table_names())
    assert append_only.missing_guards() == ()


@pytest.mark.usefixtures("both_databases")
def test_a_guard_that_is_lost_is_missed_and_made_again_after_migrating() -> None:
    on = " ON cases_step" if connection.vendor == "postgresql" else ""
    ask(f"DROP TRIGGER cases_step_no_update{on}")
    assert append_only.missing_guards() == ("cases_step_no_update",)
    assert manage.run(["migrate", "--verbosity=0"]) == 0
    assert append_only.missing_guards() == ()


@pytest.mark.usefixtures("both_databases")
def test_a_table_that_a_migration_builds_anew_is_guarded_again() -> None:
    call_command("migrate", "runs", "zero", verbosity=0)
    call_command("migrate", verbosity=0)
    assert "runs_run_no_delete" in append_only.missing_guards()
    append_only.make_guards()
    fill()
    refused("DELETE FROM runs_answer")


def test_a_fresh_file_is_guarded_as_soon_as_it_is_migrated(tmp_path: Path, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock(), connected({"NAME": tmp_path / "fresh.sqlite3"}):
        assert manage.run(["migrate", "--verbosity=0"]) == 0
        fill()
        refused("DELETE FROM observations_figure")


@pytest.mark.usefixtures("both_databases")
def test_a_missing_guard_is_told_of_by_name() -> None:
    on = " ON runs_load" if connection.vendor == "postgresql" else ""
    ask(f"DROP TRIGGER runs_load_no_delete{on}")
    with pytest.raises(GuardMissing) as heard:
        guard.check_guards(append_only.TABLES)
    assert "runs_load_no_delete" in heard.value.says.ko
