"""A confidential figure: entered by an officer with a reason, seen by the office, and told nobody else.

Everything that is public is asked before it is closed and after, so that nothing kept from before tells it.
"""

import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader

from dure.grammar.shapes import Text
from dure.kernel.observations import read as observations
from dure.kernel.observations import write as observing
from dure.kernel.observations.write import Statement
from tests.portal.officer.test_editions import proposed
from tests.portal.officer.test_entering import filed
from tests.portal.officer.test_workbooks import small_packs

TOWN, YEAR = "dreamtown", "2023"
SOURCE, TOTAL = "gpc_emissions_tco2e/", "gpc_total_tco2e/"
# Digits that stand nowhere else, as a machine and as a page writes them; not those of a digest.
SECRET = re.compile(r"(?<![0-9a-f])(?:7[,.\s]?351|73[.]51|7\.35)(?![0-9a-f])")
# The same with what stands around it, for whoever reads why a test fails.
CONTEXT = re.compile(rf".{{0,60}}{SECRET.pattern}.{{0,30}}")
AMOUNTS = {
    f"{SOURCE}i-3-1": 7351, f"{SOURCE}i-1-1": 20469, f"{SOURCE}i-2-1": 30000, f"{TOTAL}basic": 57820,
}  # fmt: skip
ADDRESS = f"{TOWN}/{SOURCE}i-3-1@{YEAR}:observed"
BESIDE = f"{TOWN}/{SOURCE}i-1-1@{YEAR}:observed"
PUBLIC = (
    f"/en/{TOWN}/", f"/en/{TOWN}.csv", f"/en/{TOWN}.json", f"/ko/{TOWN}/inventory/",
    f"/en/{TOWN}/inventory/", f"/en/{TOWN}/inventory.csv", f"/en/{TOWN}/inventory.json",
    f"/en/{TOWN}/inventory/ecrf-{YEAR}.xlsx", f"/en/figures/{ADDRESS}/", f"/en/figures/{ADDRESS}.json",
    f"/en/figures/{BESIDE}/", f"/en/figures/{BESIDE}.json", f"/api/v1/figures/{ADDRESS}",
    f"/api/v1/places/{TOWN}", f"/api/v1/places/{TOWN}/figures", f"/api/v1/places/{TOWN}/indicators",
    f"/api/v1/places/{TOWN}/figures?known_on=2024-02-01",
    f"/api/v1/places/{TOWN}/figures?address={SOURCE}i-3-1&period={YEAR}&mark=observed",
    "/api/v1/sources/c40-gpc-2023", "/en/data/sources/c40-gpc-2023/", "/en/data/sources/c40-gpc-2023.csv",
    "/en/data/sources/c40-gpc-2023.json", f"/en/{TOWN}/disclosure/", f"/en/{TOWN}/disclosure.json",
    f"/en/{TOWN}/disclosure.csv", f"/en/{TOWN}/findings/", f"/en/{TOWN}/findings.json", "/api/v1/findings",
    "/catalog.jsonld", "/en/", "/en/index.csv",
    "/en/index.json",
    f"/en/{TOWN}/reports/draft/", f"/en/{TOWN}/reports/draft.csv", f"/en/{TOWN}/reports/draft.json",
    f"/en/{TOWN}/reports/draft.pdf",
    f"/en/{TOWN}/indicators/", f"/en/{TOWN}/reckoning/", f"/en/{TOWN}/reckoning.json",
    f"/en/{TOWN}/inventory/compare/", f"/en/{TOWN}/inventory/compare.json",
    f"/en/{TOWN}/inventory/compare/?from={YEAR}-observed-by-c40-gpc-2023&to={YEAR}-observed",
    f"/en/{TOWN}/inventory/compare.csv", f"/en/{TOWN}/inventory/changes/",
    f"/en/{TOWN}/inventory/changes.json", f"/en/{TOWN}/inventory/changes.csv",
    f"/en/data/crosswalks/?place={TOWN}",
)  # fmt: skip
__all__ = ["small_packs"]


def stated(address: str, amount: int) -> Statement:
    """A figure of the town's inventory as its document states it."""
    return Statement(
        place=TOWN, address=address, period=YEAR, mark="observed", printed=str(amount), unit="tCO2e",
        value=Decimal(amount), step=Decimal(1), valid_from=date(2023, 1, 1), valid_to=date(2023, 12, 31),
        published_on=date(2024, 1, 1), source="c40-gpc-2023", locator="p. 1", label=f"label {amount}",
        note=Text(f"메모 {amount}", f"Note {amount}"),
    )  # fmt: skip


@pytest.fixture(autouse=True)
def inventory(loaded: None, at: datetime) -> None:
    """The town has stated an inventory openly."""
    said = [stated(address, amount) for address, amount in AMOUNTS.items()]
    observing.record(said, origin="pack", by="", at=at)


@pytest.fixture
def secret(entry: dict[str, str]) -> dict[str, str]:
    """What an officer types to close the figure that was open so far."""
    return entry | {
        "address": f"{SOURCE}i-3-1", "period": YEAR, "value": "7,351", "unit": "tCO2e", "confidential": "on",
        "note": "One plant alone; its owner has not agreed.",
    }  # fmt: skip


@pytest.fixture
def closed(officer: Client, approver: Client, secret: dict[str, str]) -> None:
    """The figure is filed as confidential and approved by another person; everything was read before."""
    assert any(tells(text) for _path, text in public())
    answer = approver.post(filed(officer, secret), {"move": "approve", "says": ""}, follow=True)
    assert "Approved and published." in answer.content.decode()


def public(client: Client | None = None, *, paths: Sequence[str] = PUBLIC) -> Iterator[tuple[str, str]]:
    """What everybody may read, as text."""
    for path in paths:
        answer = (client or Client()).get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        yield path, _text(answer.getvalue(), path)


def tells(text: str) -> bool:
    """Whether the number stands in a text."""
    return bool(SECRET.search(text))


def _text(content: bytes, path: str) -> str:
    if path.endswith(".pdf"):
        return " ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(content)).pages)
    if not path.endswith(".xlsx"):
        return content.decode(errors="replace")
    book = openpyxl.load_workbook(io.BytesIO(content))
    return " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


def test_nothing_public_tells_it(closed: None) -> None:
    assert [path for path, text in public() if tells(text)] == []


def test_nobody_who_is_signed_in_elsewhere_is_told(closed: None, person: object) -> None:
    stranger = person("dora", "officer", place="dreamtown-gu")  # type: ignore[operator]
    told = [path for path, text in public(stranger) if tells(text)]
    assert told == []


def test_what_is_open_does_not_add_up_to_it(closed: None) -> None:
    known = {
        f.address: f.value for f in observations.figures(TOWN) if f.period == YEAR and f.value is not None
    }
    assert known == {f"{SOURCE}i-2-1": 30000, f"{TOTAL}basic": 57820}


@pytest.fixture
def its_own_value(secret: dict[str, str]) -> dict[str, str]:
    """The number exactly as it stands openly, from the same document, now to be closed."""
    return secret | {"source": "c40-gpc-2023", "locator": "p. 1"}


# Of one document there is no comparison with another, but one with what stood before.
OF_ONE_DOCUMENT = tuple(path.replace("-by-c40-gpc-2023", "-1") for path in PUBLIC)


def test_a_published_number_is_closed_with_its_own_value(
    officer: Client, approver: Client, its_own_value: dict[str, str]
) -> None:
    review = filed(officer, its_own_value)
    assert any(tells(text) for _path, text in public())
    approver.post(review, {"move": "approve", "says": ""})
    assert [path for path, text in public(paths=OF_ONE_DOCUMENT) if tells(text)] == []
    page = Client().get(f"/en/figures/{ADDRESS}/").content.decode()
    assert "One plant alone; its owner has not agreed." in page
    assert "could be derived from it" not in page


def test_a_file_closes_a_published_number_with_its_own_value(officer: Client, approver: Client) -> None:
    header = "address,period,value,unit,mark,source,note_ko,note_en\n"
    rows = f'{header}{SOURCE}i-3-1,{YEAR},"C (7,351)",tCO2e,observed,c40-gpc-2023:1,한 사업장,One plant\n'
    sent = SimpleUploadedFile("figures.csv", rows.encode())
    preview = officer.post(f"/en/work/{TOWN}/import/", {"file": sent})["Location"]
    review = officer.post(preview, {"says": ""})["Location"]
    assert "/review" in review
    approver.post(review, {"move": "approve", "says": ""})
    assert [path for path, text in public(paths=OF_ONE_DOCUMENT) if tells(text)] == []


def test_closing_it_once_more_says_that_there_is_nothing_to_file(
    officer: Client, approver: Client, its_own_value: dict[str, str]
) -> None:
    approver.post(filed(officer, its_own_value), {"move": "approve", "says": ""})
    again = its_own_value | {"label": "another label"}
    preview = officer.post(f"/en/work/{TOWN}/enter/", again)["Location"]
    for answer in (officer.get(preview), officer.post(preview, {"says": ""})):
        page = answer.content.decode()
        assert "There is nothing to file." in page
        assert "File for approval" not in page


def test_a_confidential_number_is_opened_with_its_own_value(
    officer: Client, approver: Client, its_own_value: dict[str, str]
) -> None:
    approver.post(filed(officer, its_own_value), {"move": "approve", "says": ""})
    openly = {name: said for name, said in its_own_value.items() if name != "confidential"}
    approver.post(filed(officer, openly), {"move": "approve", "says": ""})
    figure = observations.find_figure(TOWN, address=f"{SOURCE}i-3-1", period=YEAR)
    assert figure is not None
    assert figure.value == 7351


def test_readers_see_the_key_and_the_reason(closed: None) -> None:
    page = Client().get(f"/en/figures/{ADDRESS}/").content.decode()
    assert "One plant alone; its owner has not agreed." in page
    assert "may not be told" in page
    beside = Client().get(f"/en/figures/{BESIDE}/").content.decode()
    assert "a confidential figure (C) could be derived from it" in beside


def test_the_office_of_the_place_sees_the_number(closed: None, officer: Client, approver: Client) -> None:
    for client in (officer, approver):
        page = client.get(f"/en/figures/{ADDRESS}/")
        assert "Kept and not published: 7,351" in page.content.decode()
        assert page["Cache-Control"] == "private, no-cache"
        table = client.get(f"/en/{TOWN}/inventory/").content.decode()
        assert "7,351" in table
        assert "alone see the numbers of this table" in table


def test_the_office_sees_it_beside_what_is_entered_next(
    closed: None, officer: Client, secret: dict[str, str]
) -> None:
    page = officer.get(f"/en/work/{TOWN}/enter/?address={SOURCE}i-3-1").content.decode()
    assert "7,351" in page


def test_a_confidential_number_needs_a_reason(officer: Client, secret: dict[str, str]) -> None:
    answer = officer.post(f"/en/work/{TOWN}/enter/", secret | {"note": ""})
    assert answer.status_code == 422
    assert "no reason is given" in answer.content.decode()


def test_nothing_changes_before_another_person_has_approved_it(
    officer: Client, secret: dict[str, str]
) -> None:
    filed(officer, secret)
    figure = observations.find_figure(TOWN, address=f"{SOURCE}i-3-1", period=YEAR)
    assert figure is not None
    assert figure.value == 7351


def test_what_waits_for_approval_is_the_offices_alone(officer: Client, secret: dict[str, str]) -> None:
    review = filed(officer, secret | {"value": "7,351"})
    assert Client().get(review).status_code == 302


def test_only_what_takes_keys_can_be_confidential(officer: Client) -> None:
    assert (
        "Confidential (C)"
        not in officer.get(f"/en/work/{TOWN}/enter/?address=emissions_tco2e").content.decode()
    )
    assert "Confidential (C)" in officer.get(f"/en/work/{TOWN}/enter/?address={SOURCE}i-3-1").content.decode()


def test_an_edition_from_before_is_made_again_without_it(
    officer: Client, approver: Client, secret: dict[str, str]
) -> None:
    approver.post(proposed(officer), {"move": "publish", "says": ""})
    paths = [f"/en/{TOWN}/reports/1.{form}" for form in ("json", "csv", "pdf")]
    before = {path: _text(Client().get(path).getvalue(), path) for path in paths}
    assert all(tells(text) for text in before.values())
    approver.post(filed(officer, secret), {"move": "approve", "says": ""})
    after = {path: _text(Client().get(path).getvalue(), path) for path in paths}
    assert [found.group() for text in after.values() for found in CONTEXT.finditer(text)] == []
    assert Client().get(paths[0]).json()["matches"] is False


@pytest.mark.parametrize(
    ("key", "language", "words"),
    [
        ("NO", "en", "not occurring: this source does not exist here"),
        ("NO", "ko", "발생하지 않음"),
        ("NE", "en", "not estimated: it exists, but nobody has worked it out"),
        ("IE (II.1.1)", "en", "included elsewhere: counted with another source"),
    ],
)
def test_a_key_is_shown_with_what_it_means_before_it_is_filed(
    officer: Client, key: str, language: str, words: str
) -> None:
    header = "address,period,value,unit,mark,source\n"
    rows = f"{header}{SOURCE}i-7-1,2023,{key},tCO2e,observed,dream-plan:7\n"
    sent = SimpleUploadedFile("figures.csv", rows.encode())
    page = officer.post(f"/{language}/work/{TOWN}/import/", {"file": sent}, follow=True).content.decode()
    table = page[page.index("<tbody>") :]
    assert f">{key[:2]}" in table
    assert words in table
    assert "unknown" not in table[: table.index("</tbody>")]
