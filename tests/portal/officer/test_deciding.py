"""Deciding findings: the published value stands, is explained, or is corrected by two persons."""

import html
import re
from collections.abc import Callable

import pytest
from django.test import Client

from dure.grammar.sentences.figures import source_without_line
from dure.kernel.cases import read as cases
from dure.kernel.observations import read as observations

SUBJECT = "dreamtown/emissions_tco2e@2018:observed"
Person = Callable[..., Client]


def finding() -> cases.Case:
    """The finding that the small pack makes."""
    (case,) = cases.cases(place="dreamtown", kind="finding", subject=SUBJECT)
    return case


def page_at() -> str:
    """Its page in the office."""
    return f"/en/work/findings/{finding().id.rpartition('/')[2]}/"


CORRECTION = {"move": "propose_correction", "choice": "0", "source": "dream-plan", "locator": "p. 4",
              "says": "A misprint."}  # fmt: skip


def test_a_correction_by_choice_is_confirmed_by_another_person_and_keeps_what_it_corrects(
    officer: Client, approver: Client
) -> None:
    published = observations.find_figure("dreamtown", address="emissions_tco2e", period="2018")
    assert published is not None
    page = officer.get(page_at()).content.decode()
    assert "Emissions, 2018: 9,300,000 tCO₂e (" in page
    assert officer.post(page_at(), CORRECTION).status_code == 302
    assert finding().state == "correction_proposed"
    page = approver.get(page_at()).content.decode()
    assert "The proposed correction" in page
    answer = approver.post(page_at(), {"move": "confirm_correction", "says": ""}, follow=True)
    assert (
        "The correction is confirmed. The published value stays visible beside it." in answer.content.decode()
    )
    now = observations.find_figure("dreamtown", address="emissions_tco2e", period="2018")
    assert now is not None
    assert (now.printed, now.corrects, now.source, now.locator) == (
        "",
        published.id,
        "dream-plan",
        "p. 4",
    )
    both = observations.statements("dreamtown", address="emissions_tco2e", period="2018")
    assert {statement.printed for statement in both} == {"9.43", ""}
    assert finding().state == "corrected"
    number = finding().id.rpartition("/")[2]
    page = approver.get(f"/en/findings/{number}/").content.decode()
    assert "9,430,000" in page or "9.43 million" in page


def test_a_correction_by_another_value_is_read_as_printed(officer: Client, approver: Client) -> None:
    officer.post(page_at(), {**CORRECTION, "choice": "+", "value": "9.31", "unit": "MtCO2e"})
    approver.post(page_at(), {"move": "confirm_correction"})
    now = observations.find_figure("dreamtown", address="emissions_tco2e", period="2018")
    assert now is not None
    assert (now.printed, now.unit, str(now.value)) == ("9.31", "MtCO2e", "9310000")


def test_all_that_is_wrong_with_an_empty_correction_is_told_at_once(officer: Client) -> None:
    answer = officer.post(page_at(), {"move": "propose_correction"})
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    wrong = page.partition('role="alert"')[2].partition("</div>")[0]
    assert re.findall(r'href="#correction_(\w+)"', wrong) == ["choice", "source", "says"]
    assert 'id="correction_choice"' in page
    assert "emissions_tco2e has no source." in wrong
    assert "Say why: this step is kept together with its reason." in wrong
    assert finding().state != "correction_proposed"


def test_all_that_is_wrong_with_another_value_is_told_at_once(officer: Client) -> None:
    answer = officer.post(
        page_at(), {**CORRECTION, "choice": "+", "value": "9,3.1", "locator": "", "says": ""}
    )
    wrong = html.unescape(answer.content.decode()).partition('role="alert"')[2].partition("</div>")[0]
    assert set(re.findall(r'href="#correction_(\w+)"', wrong)) >= {"value", "locator", "says"}


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"source": ""}, "source", "emissions_tco2e has no source."),
        ({"locator": ""}, "locator", source_without_line("dream-plan")[0].en),
        ({"says": ""}, "says", "Say why: this step is kept together with its reason."),
        ({"choice": "+", "value": "lots", "unit": "MtCO2e"}, "value", "“lots” is not a number"),
    ],
)
def test_a_correction_needs_value_source_and_reason(
    officer: Client, change: dict[str, str], field: str, sentence: str
) -> None:
    answer = officer.post(page_at(), {**CORRECTION, **change})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert f'href="#correction_{field}"' in page
    assert change.get("says", "A misprint.") in page
    assert finding().state == "open"


@pytest.mark.parametrize(("move", "state"), [("accept", "accepted"), ("explain", "explained")])
def test_a_finding_is_settled_with_a_reason_and_can_be_opened_again(
    officer: Client, move: str, state: str
) -> None:
    answer = officer.post(page_at(), {"move": move, "says": ""})
    assert answer.status_code == 422
    assert "Say why" in answer.content.decode()
    officer.post(page_at(), {"move": move, "says": "Rounded parts."})
    assert (finding().state, finding().steps[-1].says.en, finding().steps[-1].by) == (
        state,
        "Rounded parts.",
        "p-ara",
    )
    officer.post(page_at(), {"move": "reopen", "says": "A new report."})
    assert finding().state == "open"


def test_nobody_confirms_their_own_correction(person: Person) -> None:
    both = person("dara", "officer", "approver")
    both.post(page_at(), CORRECTION)
    answer = both.post(page_at(), {"move": "confirm_correction"})
    assert "Another person has to look at it." in answer.content.decode()
    assert finding().state == "correction_proposed"


def test_a_refused_correction_is_open_again(officer: Client, approver: Client) -> None:
    officer.post(page_at(), CORRECTION)
    approver.post(page_at(), {"move": "refuse_correction", "says": "The page says otherwise."})
    assert finding().state == "open"
    now = observations.find_figure("dreamtown", address="emissions_tco2e", period="2018")
    assert now is not None
    assert now.printed == "9.43"


def test_residents_page_leads_an_officer_to_the_decision(officer: Client) -> None:
    number = finding().id.rpartition("/")[2]
    assert f'href="{page_at()}"' in officer.get(f"/en/findings/{number}/").content.decode()


def corrected(officer: Client, approver: Client) -> None:
    """The town's emissions of 2018, corrected by two persons."""
    officer.post(page_at(), CORRECTION)
    approver.post(page_at(), {"move": "confirm_correction", "says": ""})
    assert finding().state == "corrected"


def test_a_corrected_figure_shows_what_was_printed_apart_from_what_it_was_corrected_to(
    officer: Client, approver: Client
) -> None:
    corrected(officer, approver)
    page = officer.get(f"/en/figures/{SUBJECT}/").content.decode()
    printed = page.index("As printed")
    assert printed < page.index("9.43 MtCO₂e", printed) < page.index("line 3", printed)
    to = page.index("Corrected to")
    assert to < page.index("9.3 million tCO₂e", to) < page.index("p. 4", to) < page.index("A misprint.", to)
    assert "This is a correction of that document, which prints the other value." in page
    assert "Officer ara, " in page
    assert "Officer bora, " in page
    assert f'href="/en/findings/{finding().id.rpartition("/")[2]}/"' in page
    assert "This figure was corrected: read what was printed" in page
    assert "This figure is in doubt" not in page


def test_data_tell_the_printed_value_and_the_corrected_one_apart(officer: Client, approver: Client) -> None:
    corrected(officer, approver)
    for address in (f"/en/figures/{SUBJECT}.json", f"/api/v1/figures/{SUBJECT}"):
        said = officer.get(address).json()["correction"]
        assert (said["printed"], said["printed_unit"], said["source"]) == ("9.43", "MtCO2e", "dream-plan")
        assert (said["corrected_to"], said["corrected_from_locator"]) == ("9300000", "p. 4")
        assert (said["proposed_by"], said["approved_by"]) == ("ara 주무관", "bora 주무관")
        assert said["same_document"]
        assert said["corrects"]
