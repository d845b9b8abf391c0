"""Residents’ own pages in Chinese and Japanese: nothing untranslated; every other page leads to English."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client

from dure.portal.words import LOCALE
from tests.portal.test_words import PLACEHOLDER, PORTAL, _in_code, _in_template

# Every file that words of a resident's own pages come from.
RESIDENT = (
    "templates/base.html", "templates/officer/field.html", "templates/officer/wrong.html",
    "templates/account/login.html", "templates/phone/drafts.html", "templates/phone/notices.html",
    "templates/phone/offline.html", "resident/mine.py", "resident/own.py", "resident/joining.py",
    "resident/wallets/pages.py", "phone/places.py", "phone/app.py", "phone/notices.py",
    "resident/market/mine.py", "resident/market/words.py",
    *(f"templates/resident/market/{name}.html" for name in ("my_market", "my_ask", "my_deal", "rules")),
    "resident/energy/page.py", "resident/energy/lines.py", "resident/car/page.py", "resident/act_reviews.py",
    *(f"resident/campaigns/{name}.py" for name in ("entering", "mine", "words")),
    *(f"templates/resident/campaigns/{name}.html" for name in (
        "missions", "mission", "events", "my_event", "event_facts",
    )),
    *(f"templates/resident/{name}.html" for name in (
        "my_energy", "my_car", "act_review", "act_reviews",
        "my", "my_act", "my_acts", "my_lines", "my_wallet", "my_code", "join", "join_first",
    )),
)  # fmt: skip
OTHERS = [("zh_Hans", "zh-hans"), ("ja", "ja")]


def _translated(locale: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for po in sorted(LOCALE.glob(f"*/{locale}/LC_MESSAGES/django.po")):
        with po.open("rb") as file:
            for message in read_po(file, locale=locale):
                key = message.id if isinstance(message.id, str) else message.id[0]
                said = message.string or ""
                if key:
                    found[key] = (said,) if isinstance(said, str) else tuple(said)
    return found


def _used() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in RESIDENT:
        path = Path(PORTAL / name)
        ids = _in_template(path) if path.suffix == ".html" else _in_code(path)
        found.update(dict.fromkeys(ids, name))
    return found


@pytest.mark.parametrize("locale", [locale for locale, _code in OTHERS])
def test_no_word_of_a_residents_page_is_untranslated(locale: str) -> None:
    spoken = {key for key, words in _translated(locale).items() if all(words)}
    assert {key: where for key, where in _used().items() if key not in spoken} == {}


@pytest.mark.parametrize("locale", [locale for locale, _code in OTHERS])
def test_a_translation_keeps_the_values_of_its_message_and_is_not_korean(locale: str) -> None:
    hangul = range(0xAC00, 0xD7A4)
    for key, words in _translated(locale).items():
        for said in words:
            assert set(PLACEHOLDER.findall(said)) <= set(PLACEHOLDER.findall(key)), key
            assert not [letter for letter in said if ord(letter) in hangul], key


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "word"), [("zh-hans", "登录"), ("ja", "ログイン")])
def test_a_residents_page_speaks_the_language_and_says_so(code: str, word: str) -> None:
    page = Client().get(f"/{code}/account/login/").content.decode()
    assert word in page
    assert f'<html lang="{code}"' in page
    other = Client().get("/en/account/login/").content.decode()
    assert f'hreflang="{code}"' in other


@pytest.mark.django_db
@pytest.mark.parametrize("code", [code for _locale, code in OTHERS])
def test_a_page_without_the_language_leads_to_its_english_one(code: str) -> None:
    for path in ("help/", "findings/?page=2", "accessibility/"):
        answer = Client().get(f"/{code}/{path}")
        assert (answer.status_code, answer["Location"]) == (302, f"/en/{path}")
    assert f'hreflang="{code}"' not in Client().get("/en/help/").content.decode()


def test_the_house_declares_its_languages() -> None:
    assert [code for code, _title in settings.LANGUAGES] == ["ko", "en", "zh-hans", "ja"]
