"""The open budget on the whole packs: sums, twins, what is made up, what a province published."""

import pytest
from django.utils import translation

from dure.portal.budget_words import share_of
from tests.portal.reading import data, page, rows

pytestmark = [pytest.mark.usefixtures("everything"), pytest.mark.xdist_group("loaded")]
SCHEMES = (
    "kr-central-2023", "seoul-2023", "daedeok-2022", "gyeongnam-2025", "gyeonggi-2024", "i4ce-2020",
    "rio-1998", "eu-2021",
)  # fmt: skip
BUDGET = "/en/daejeon-daedeok/budget/2026"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_won_is_in_one_class_of_every_scheme(scheme: str) -> None:
    told = data(f"{BUDGET}.json?scheme={scheme}")
    assert sum(each["krw"] for each in told["classes"]) == told["total_krw"] == 133_692_000_000
    assert sum(each["lines"] for each in told["classes"]) == len(told["lines"]) == 58


def test_page_csv_and_json_tell_the_same_lines() -> None:
    told, listed = data(f"{BUDGET}.json")["lines"], rows(f"{BUDGET}.csv")
    assert [row["code"] for row in listed] == [line["code"] for line in told]
    assert sum(int(row["amount_krw"]) for row in listed) == 133_692_000_000


def test_what_is_made_up_says_so_in_both_languages() -> None:
    assert "Made-up data" in page(f"{BUDGET}/")
    assert "합성 자료" in page(f"{BUDGET}/".replace("/en/", "/ko/"))


def test_a_budget_that_is_being_assessed_is_not_open_yet() -> None:
    text = page("/en/daejeon-daedeok/budget/")
    assert "Not open yet: 2027 (Assessment)" in text
    assert data("/en/daejeon-daedeok/budget/2027.json")["year"] is None


def test_harm_without_tonnes_is_not_taken_for_nothing() -> None:
    told = data(f"{BUDGET}.json")
    assert told["undetermined"]["harm"][0] == 7
    assert "the harm is larger than that" in page(f"{BUDGET}/")
    low, high = told["krw_per_tco2e"]
    assert 0 < low < high


def test_printed_amounts_make_their_printed_totals() -> None:
    text = page(f"{BUDGET}/")
    told = data(f"{BUDGET}.json")
    for each in told["classes"]:
        assert f"{each['krw']:,}" in text
    low, high = (f"{end:,.3f}".rstrip("0").rstrip(".") for end in told["cut_tco2e"])
    assert f"{low} – {high} tCO₂e" in text


def test_a_province_that_published_its_table_shows_it_with_its_sources() -> None:
    told = data("/en/gyeongnam/budget.json")
    printed = {figure["address"]: figure["printed"] for figure in told["published"]}
    assert printed["gyeongnam/assessed_projects@2025:observed"] == "2,810"
    assert printed["gyeongnam/assessed_krw@2025:observed"] == "6,194,923,255"
    english, korean = page("/en/gyeongnam/budget/"), page("/ko/gyeongnam/budget/")
    assert "6,194,923,255" in english
    assert "천원" not in english
    assert "분석한 사업 수 · 기후 친화, 일반공공행정" in korean
    assert "· administration" not in korean


def test_projects_that_are_counted_and_not_listed_are_told_plainly() -> None:
    told = "published as sums by class and field only"
    assert f"Its 2,810 projects of 2025 are {told}" in page("/en/gyeongnam/budget/")
    assert "사업 2,810건은 분류와 분야별 합계만 공표되었습니다" in page("/ko/gyeongnam/budget/")
    assert told not in page(f"{BUDGET}/")


def test_a_place_without_the_system_has_an_empty_budget() -> None:
    assert data("/en/daegu/budget.json") == {"place": "daegu", "year": None, "published": []}


def test_a_published_whole_stands_as_its_parts_with_the_check_that_holds() -> None:
    text = page("/ko/gyeongnam/budget/")
    assert "120,587억원 = 55,948억원 (분석에서 뺀 사업) + 64,639억원 (분석한 사업)" in text
    assert "10,018 = 7,296 (분석에서 뺀 사업) + 2,722 (분석한 사업)" in text
    assert "2,810 = 361 (기후 친화) + 144 (기후 부정) + 51 (기후 잠재) + 2,254 (기후 중립)" in text
    assert text.count("✓ 대조 결과: 부분의 합이 전체와 같음") == 6
    assert text.index("120,587억원") < text.index("사업별 이름과 금액은 확보한 자료에 없어")
    assert "원문 확인 전" in text


def test_a_year_that_is_not_open_says_so_and_leads_to_those_that_are() -> None:
    text = page("/ko/daejeon-daedeok/budget/2028/")
    assert "2028년 예산은 아직 올라오지 않았습니다." in text
    assert 'href="/ko/daejeon-daedeok/budget/2026/">2026</a>' in text
    assert "태그하고 검토하지 않았습니다" not in text
    assert "2027년 예산은 아직 공개하지 않았습니다" in page("/ko/daejeon-daedeok/budget/2027/")


def test_a_ceiling_that_is_passed_is_not_told_as_one_that_is_not_reached() -> None:
    said = page("/ko/daejeon-daedeok/budget/2026/")
    assert "지금까지 온실가스 양을 정한 사업만 보면 상한을 지키지 못합니다" in said
    assert "상한에 이르지" not in said
    assert "상한을 넘는 양" in said


def test_a_small_share_is_not_told_as_nothing_nor_most_as_all() -> None:
    with translation.override("en"):
        shares = [share_of(krw, 10_000) for krw in (0, 1, 4, 5, 10, 9_990, 9_996, 10_000)]
    assert shares == [
        "0.0%", "below 0.1%", "below 0.1%", "0.1%", "0.1%", "99.9%", "above 99.9%", "100.0%",
    ]  # fmt: skip


def test_korean_names_on_an_english_page_are_announced_and_marked() -> None:
    text = page(f"{BUDGET}/")
    assert "stand as the place wrote them, in Korean" in text
    assert '<span lang="ko">' in text
    assert '<span lang="ko">' not in page(f"{BUDGET}/".replace("/en/", "/ko/"))
    assert "1 years" not in text


def test_a_class_and_a_mark_are_not_read_as_one_word() -> None:
    text = page("/ko/daejeon-daedeok/budget/")
    head = text[text.index('data-sort="감축"') :]
    assert "합성 자료" not in head[: head.index("</th>")]
    assert "공개 예산" in text
    for odd in ("열린 예산", "지어낸", "감축원단위"):
        assert odd not in text
