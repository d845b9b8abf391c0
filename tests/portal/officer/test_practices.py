"""Practices of other cities come in as files, are listed by another person, adopted and reported back."""

import json
import shutil
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client

from dure.grammar.books.practice_files import read_practices
from dure.grammar.shapes import Text
from dure.kernel.cases import read as cases
from dure.kernel.cases import write as writing
from tests.grammar.books.test_practice_files import SHOP, changed, file_of

ROOT = Path(__file__).resolve().parents[3]
DESK = "/en/work/dreamtown/practices/"
RESULT = {
    "says": "After one year.", "title_ko": "모은 페트병", "title_en": "PET collected", "value": "2,000",
    "unit": "kg", "period": "2025", "source": "dream-plan", "locator": "7", "move": "report",
}  # fmt: skip


@pytest.fixture(scope="session")
def small_packs(small_packs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town also runs the system of disclosure."""
    folder = tmp_path_factory.mktemp("disclosure") / "packs"
    shutil.copytree(small_packs, folder)
    own = folder / "systems" / "disclosure"
    own.mkdir()
    for name in ("system.toml", "observations.toml", "cases.toml"):
        shutil.copy(ROOT / "packs" / "systems" / "disclosure" / name, own / name)
    town = folder / "places" / "dreamtown" / "place.toml"
    town.write_text(town.read_text().replace('runs = ["plan"]', 'runs = ["plan", "disclosure"]'))
    return folder


def brought(client: Client, content: bytes) -> tuple[str, str]:
    """Upload a file; the address of its preview, and what that says."""
    answer = client.post(DESK, {"file": SimpleUploadedFile("practices.json", content)}, follow=True)
    return answer.redirect_chain[-1][0], answer.content.decode()


def listed(officer: Client, approver: Client, content: bytes) -> str:
    """Bring, file and list a file; the address of its case."""
    look, _said = brought(officer, content)
    at: str = officer.post(look, {"says": "Worth a look.", "only_good": "1"}).headers["Location"]
    approver.post(at, {"move": "list"})
    return at


def market(language: str = "en") -> str:
    """What everybody reads in the marketplace."""
    return Client().get(f"/{language}/practices/").content.decode()


def proposed(officer: Client) -> str:
    """Propose the shop for adoption; the address of the adoption."""
    (offer,) = Client().get("/en/practices.json").json()["practices"]
    answer = officer.post(f"{DESK}adopt/?practice={offer['key']}", {"says": "We have a place."})
    at: str = answer.headers["Location"]
    return at


def exported() -> list[dict[str, Any]]:
    """What this server tells others."""
    entries: list[dict[str, Any]] = Client().get("/practices.json").json()["practices"]
    return entries


def test_a_file_is_looked_at_filed_by_one_and_listed_by_another(officer: Client, approver: Client) -> None:
    look, said = brought(officer, file_of(SHOP))
    assert "1 entry can be listed." in said
    assert "PET collected: 1,234.5 kg" in said
    at = officer.post(look, {"says": "Worth a look."}).headers["Location"]
    assert "Recycling shop" not in market()
    assert (
        "Whoever took the last step cannot" in officer.get(at).content.decode()
        or officer.post(at, {"move": "list"}).status_code == 422
    )
    approver.post(at, {"move": "list"})
    page = market()
    assert "Recycling shop" in page
    assert "brought by Officer ara" in page
    assert "https://dure.example" in page


def test_a_person_with_both_roles_does_not_list_what_they_brought(person: Callable[..., Client]) -> None:
    both = person("mina", "officer", "approver")
    look, _said = brought(both, file_of(SHOP))
    at = both.post(look, {"says": ""}).headers["Location"]
    answer = both.post(at, {"move": "list"})
    assert answer.status_code == 422
    assert "Another person has to look at it" in answer.content.decode()
    assert "Recycling shop" not in market()


def test_pasted_text_is_read_like_a_file(officer: Client) -> None:
    answer = officer.post(DESK, {"text": file_of(SHOP).decode()}, follow=True)
    assert "1 entry can be listed." in answer.content.decode()
    assert officer.post(DESK, {}).status_code == 422


def test_bad_entries_are_listed_with_place_and_mend_and_the_good_ones_taken(
    officer: Client, approver: Client
) -> None:
    bad = changed(
        id="https://dure.example/practices.json#hill/practice-bad",
        results=[{**SHOP["results"][0], "unit": "kgs"}],
    )
    look, said = brought(officer, file_of(bad, SHOP))
    assert "practices[1].results[1].unit" in said
    assert "1 entry cannot be taken." in said
    assert officer.post(look, {"says": ""}).status_code == 422
    listed(officer, approver, file_of(bad, SHOP))
    assert market().count("Recycling shop</h3>") == 1


def test_what_is_no_file_of_practices_offers_nothing(officer: Client) -> None:
    _look, said = brought(officer, b"<html>not found</html>")
    assert "Nothing of this file can be taken." in said
    assert "File for approval" not in said


def test_the_same_file_is_brought_once(officer: Client) -> None:
    look, _said = brought(officer, file_of(SHOP))
    officer.post(look, {"says": ""})
    _look, said = brought(officer, file_of(SHOP))
    assert "This file was brought already." in said
    assert len(cases.cases(kind="practice_import")) == 1


def test_an_adoption_goes_from_proposal_to_a_confirmed_result(officer: Client, approver: Client) -> None:
    listed(officer, approver, file_of(SHOP))
    at = proposed(officer)
    assert "Adopted by 1" not in market()
    assert officer.post(at, {"move": "adopt"}).status_code == 422
    approver.post(at, {"move": "adopt"})
    assert "Adopted by 1 government" in market()
    officer.post(at, {"move": "adapt", "says": "Open on market days only."})
    assert officer.post(at, {**RESULT, "value": "much"}).status_code == 422
    officer.post(at, RESULT)
    assert "2,000" not in market()
    assert not exported()[0]["results"]
    assert exported()[0]["state"] == "adapted"
    approver.post(at, {"move": "confirm"})
    assert "PET collected: 2,000 kg" in market()
    (told,) = exported()
    assert (told["kind"], told["of"], told["state"]) == ("adoption", SHOP["id"], "reported")
    assert [(each["value"], each["unit"]) for each in told["results"]] == [("2,000", "kg")]


def test_a_place_adopts_a_practice_once_however_often_it_is_proposed(
    officer: Client, approver: Client
) -> None:
    listed(officer, approver, file_of(SHOP))
    at = proposed(officer)
    assert proposed(officer) == at
    assert "This place has an adoption of it already." in officer.get(at).content.decode()
    approver.post(at, {"move": "adopt"})
    assert {proposed(officer) for _ in range(3)} == {at}
    assert [case.state for case in cases.cases(kind="adoption")] == ["adopted"]
    assert "Adopted by 1 government<" in market()


def test_a_declined_practice_is_proposed_anew_as_another_case(officer: Client, approver: Client) -> None:
    listed(officer, approver, file_of(SHOP))
    first = proposed(officer)
    approver.post(first, {"move": "decline", "says": "Not this year."})
    second = proposed(officer)
    assert second != first
    assert proposed(officer) == second
    assert sorted(case.state for case in cases.cases(kind="adoption")) == ["declined", "proposed"]


def test_a_practice_of_another_name_may_be_adopted_beside_it(officer: Client, approver: Client) -> None:
    other = changed(id=f"{SHOP['id']}-2", title={"ko": "고쳐쓰기", "en": "Repair shop"})
    listed(officer, approver, file_of(SHOP, other))
    offered = Client().get("/en/practices.json").json()["practices"]
    for offer in offered:
        officer.post(f"{DESK}adopt/?practice={offer['key']}", {"says": "We have a place."})
    assert {case.subject for case in cases.cases(kind="adoption")} == {SHOP["id"], other["id"]}


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_propose_it_at_the_same_moment_all_find_one_adoption(
    officer: Client, approver: Client
) -> None:
    listed(officer, approver, file_of(SHOP))
    ready, found = threading.Barrier(8), list[str]()

    def propose() -> None:
        try:
            ready.wait()
            found.append(proposed(officer))
        finally:
            connections.close_all()

    people = [threading.Thread(target=propose) for _ in range(8)]
    for each in people:
        each.start()
    for each in people:
        each.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert len(cases.cases(kind="adoption")) == 1


def test_governments_that_adopted_are_counted_not_their_cases(officer: Client, approver: Client) -> None:
    vale = {"id": "vale", "title": {"ko": "골짜기시", "en": "Vale"}}
    echoes = [
        changed(
            id=f"https://other.example/practices.json#adoptions/vale-{n}", kind="adoption", of=SHOP["id"],
            state="adopted", place=vale,
        )
        for n in range(4)
    ]  # fmt: skip
    listed(officer, approver, file_of(SHOP, *echoes))
    approver.post(proposed(officer), {"move": "adopt"})
    assert "Adopted by 2 governments" in market()


def test_what_is_listed_and_would_say_something_else_is_shown_as_was_and_will_be(
    officer: Client, approver: Client
) -> None:
    listed(officer, approver, file_of(SHOP))
    more = changed(results=[{**SHOP["results"][0], "value": "999,999"}])
    look, said = brought(officer, file_of(more))
    now, then = "PET collected: 1,234.5 kg (2024)", "PET collected: 999,999 kg (2024)"
    assert said.index("What would change") < said.index(now) < said.rindex(then)
    case = officer.post(look, {"says": "New."}).headers["Location"]
    waits = approver.get(case).content.decode()
    assert now in waits
    assert then in waits
    # A twin of another server is told apart by that server's name.
    assert "Hill · dure.example" in market()


def test_a_file_from_elsewhere_does_not_speak_for_a_practice_of_this_server(
    officer: Client, approver: Client, at: datetime
) -> None:
    listed(officer, approver, file_of(SHOP))
    approver.post(proposed(officer), {"move": "adopt"})
    (own,) = exported()
    false = {"ko": "가짜", "en": "False"}
    forged = [
        changed(id=own["id"], title=false),
        changed(id=own["id"].replace("http:", "https:"), title=false),
        changed(id=own["id"].replace("testserver", "TestServer"), title=false),
        changed(id=f"{own['id']}-more", kind="adoption", of=SHOP["id"], title=false, place={"title": false}),
    ]
    look, said = brought(officer, file_of(*forged))
    assert "4 entries cannot be taken." in said
    assert "whose own record says otherwise" in said
    assert "is not of the place" in said
    assert officer.post(look, {"says": "", "only_good": "1"}).status_code == 422
    # What was taken when less was looked at does not speak for it either.
    for each in forged:
        each["place"] = {"title": false}
    opening = writing.Opening(
        "practices/0123456789ab", "dreamtown", "practice_import", Text("옛 파일", "Old")
    )
    letters = [{"entry": json.dumps(said), "from": "", "file": "a", "digest": ""} for said in forged]
    writing.open_case(opening, by=writing.Actor("p-ara", "ara", frozenset()), at=at, letters=letters)
    approver.post("/en/work/practices/0123456789ab/", {"move": "list"})
    assert exported() == [own]
    page = market()
    assert "False" not in page
    assert "Adopted by 1 government<" in page


def test_an_entry_kept_before_it_was_looked_at_so_closely_takes_no_page_down(
    approver: Client, at: datetime
) -> None:
    step = {"on": "9999-99-99", "to": "offered", "says": {"en": "It opened."}}
    old = changed(id=f"{SHOP['id']}-2", title={"ko": "고쳐쓰기", "en": "Repair shop"}, steps=[step])
    opening = writing.Opening(
        "practices/0123456789ab", "dreamtown", "practice_import", Text("옛 파일", "Old")
    )
    letters = [{"entry": json.dumps(said), "from": "", "file": "a", "digest": ""} for said in (SHOP, old)]
    writing.open_case(opening, by=writing.Actor("p-ara", "ara", frozenset()), at=at, letters=letters)
    case = "/en/work/practices/0123456789ab/"
    assert "practices[2].steps[1].on" in approver.get(case).content.decode()
    approver.post(case, {"move": "list"})
    page = market()
    assert "Recycling shop" in page
    assert "Repair shop" not in page


@pytest.mark.parametrize("letter", ["\\u0000", "\\ud800", "\\u202e", "\\u200b"])
@pytest.mark.parametrize("name", ["id", "title", "state", "source", "from"])
def test_letters_that_nobody_sees_are_named_on_the_look(officer: Client, name: str, letter: str) -> None:
    whole = json.loads(file_of(SHOP))
    said = whole if name == "from" else whole["practices"][0]
    said[name] = {"ko": "HERE", "en": ""} if name == "title" else f"{said[name]}HERE"
    _look, page = brought(officer, json.dumps(whole).replace("HERE", letter).encode())
    assert "which nobody can see" in page
    assert "File for approval" not in page


def test_a_result_that_was_sent_back_is_told_nobody(officer: Client, approver: Client) -> None:
    listed(officer, approver, file_of(SHOP))
    at = proposed(officer)
    approver.post(at, {"move": "adopt"})
    officer.post(at, {"move": "adapt", "says": "Smaller."})
    officer.post(at, RESULT)
    approver.post(at, {"move": "send_back", "says": "Page 7 says 200."})
    officer.post(at, {**RESULT, "value": "200"})
    approver.post(at, {"move": "confirm"})
    assert [each["value"] for each in exported()[0]["results"]] == ["200"]
    assert "Page 7 says 200." not in market()


def test_what_one_server_tells_another_reads_without_a_mistake(officer: Client, approver: Client) -> None:
    listed(officer, approver, file_of(SHOP))
    approver.post(proposed(officer), {"move": "adopt"})
    content = Client().get("/practices.json").content
    read_back = read_practices(content)
    assert not read_back.mistakes
    assert [each.kind for each in read_back.entries] == ["adoption"]


def test_an_adoption_elsewhere_stands_beside_the_practice_it_is_of(officer: Client, approver: Client) -> None:
    echo = changed(
        id="https://other.example/practices.json#adoptions/vale-1", kind="adoption", of=SHOP["id"],
        state="reported", place={"id": "vale", "title": {"ko": "골짜기시", "en": "Vale"}},
        results=[{**SHOP["results"][0], "value": "77"}],
    )  # fmt: skip
    listed(officer, approver, file_of(SHOP, echo))
    page = market()
    assert "Adopted by 1 government" in page
    assert "Vale" in page
    assert "PET collected: 77 kg" in page


def test_the_desk_tells_the_approver_what_waits(officer: Client, approver: Client) -> None:
    look, _said = brought(officer, file_of(SHOP))
    officer.post(look, {"says": ""})
    assert "Practices of other cities to list" in approver.get("/en/work/").content.decode()


def test_korean_pages_are_korean(officer: Client, approver: Client) -> None:
    listed(officer, approver, file_of(SHOP))
    page = market("ko")
    assert "모범사례 장터" in page
    assert "지방정부" in page
    assert "ara 주무관" in page


def test_a_file_is_json_of_the_form_that_it_says() -> None:
    said = Client().get("/practices.json").json()
    assert (said["form"], said["practices"]) == ("dure-practices-2", [])
    assert json.dumps(said)
