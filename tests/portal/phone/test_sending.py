"""Notices to phones: encrypted for the phone, once, by consent; what was not sent stands with its reason.

No push service is asked: what would be sent is taken by the test, which holds the phone's keys and reads it.
"""

import base64
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import http_ece
import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.utils import timezone
from pytest_django import Settings

from dure.grammar.shapes import Text
from dure.kernel.parties import read, write
from dure.kernel.parties.read import PartySeen
from dure.kernel.parties.write import NewNotice
from dure.portal.phone.push_hosts import is_push_service, server_key
from dure.portal.phone.sending import send_waiting

pytestmark = pytest.mark.django_db
ENDPOINT = "https://updates.push.services.mozilla.com/wpush/v2/abc"
PHONE = ec.generate_private_key(ec.SECP256R1())
SECRET = b"0123456789abcdef"
NOON = timezone.make_aware(datetime(2026, 11, 20, 12))


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


POINT = _text(
    PHONE.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
)


@pytest.fixture(autouse=True)
def garam(settings: Settings) -> str:
    """A resident whose phone takes notices, on a server that calls phones."""
    settings.PUSH_CONTACT = "mailto:someone@example.org"
    write.register_party(PartySeen("garam", "person", "somewhere", Text("가람", "Garam")), at=NOON)
    write.consent("garam", purpose="push", edition="1", given=True, at=NOON)
    write.keep_push_address("garam", endpoint=ENDPOINT, p256dh=POINT, auth=_text(SECRET), at=NOON)
    return "garam"


def tell(key: str, *, urgent: bool = False, at: datetime = NOON) -> bool:
    """Tell Garam something."""
    words = Text("포인트가 곧 사라집니다", "Points end soon")
    return write.tell(
        NewNotice("garam", key, "expiry", words, Text("7일 남았습니다.", "7 days."), "/my/wallet/", urgent),
        at=at,
    )


class Post:
    """Takes what would be sent."""

    def __init__(self, status: int = 201) -> None:
        self.status = status
        self.taken: list[tuple[str, bytes, Mapping[str, str]]] = []

    def __call__(self, endpoint: str, body: bytes, headers: Mapping[str, str]) -> int:
        """The status that the service would answer."""
        self.taken.append((endpoint, body, headers))
        return self.status


def outcomes() -> list[tuple[str, str]]:
    """How each notice ended, the oldest first."""
    return [(one.outcome, one.why) for one in reversed(read.notices_of("garam"))]


def test_what_is_handed_over_can_be_read_by_the_phone_alone_and_names_this_server() -> None:
    tell("a")
    post = Post()
    assert send_waiting(now=NOON, post=post).handed_over == 1
    ((endpoint, body, headers),) = post.taken
    assert "7일" not in body.decode("latin-1")
    said = json.loads(http_ece.decrypt(body, private_key=PHONE, auth_secret=SECRET))
    assert (said["title"], said["href"]) == ("포인트가 곧 사라집니다", "/ko/my/wallet/")
    token = headers["Authorization"].split("t=")[1].split(",")[0]
    key = serialization.load_pem_private_key(server_key(), password=None).public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    claims = jwt.decode(
        token, key, algorithms=["ES256"], audience=f"https://{urlsplit(endpoint).netloc}",
        options={"verify_exp": False},
    )  # fmt: skip
    assert claims["sub"] == "mailto:someone@example.org"


def test_a_notice_is_told_once_and_sent_once() -> None:
    assert (tell("a"), tell("a")) == (True, False)
    post = Post()
    send_waiting(now=NOON, post=post)
    send_waiting(now=NOON, post=post)
    assert (len(post.taken), outcomes()) == (1, [("handed_over", "")])


def test_what_was_cut_off_in_between_is_never_sent_again() -> None:
    tell("a")
    (waiting,) = read.waiting_notices()
    assert write.take_in_hand(waiting.id, at=NOON)
    assert not write.take_in_hand(waiting.id, at=NOON)
    post = Post()
    send_waiting(now=NOON, post=post)
    assert (post.taken, outcomes()) == ([], [("taken", "")])


def test_the_cap_holds_back_and_the_log_says_why() -> None:
    for key in ("a", "b"):
        tell(key)
    tell("c", urgent=True)
    post = Post()
    send_waiting(now=NOON, post=post)
    assert outcomes() == [("handed_over", ""), ("suppressed", "told_today"), ("handed_over", "")]
    counts = read.telling_counts(since=NOON - timedelta(days=1))
    assert counts == (("handed_over", "", 2), ("suppressed", "told_today", 1))


def test_without_consent_nothing_leaves_and_the_address_is_forgotten() -> None:
    write.consent("garam", purpose="push", edition="1", given=False, at=NOON)
    assert write.drop_push_addresses("garam") == 1
    tell("a")
    post = Post()
    send_waiting(now=NOON, post=post)
    assert (post.taken, outcomes()) == ([], [("suppressed", "no_consent")])


def test_at_night_it_waits_for_the_morning() -> None:
    night = NOON.replace(hour=23)
    tell("a", at=night)
    post = Post()
    assert send_waiting(now=night, post=post).waiting == 1
    assert outcomes() == [("waits", "")]
    send_waiting(now=night + timedelta(hours=10), post=post)
    assert outcomes() == [("handed_over", "")]


@pytest.mark.parametrize(
    ("status", "why", "phones"), [(410, "phone_gone", 0), (404, "phone_gone", 0), (500, "status_500", 1)]
)
def test_what_the_service_does_not_take_is_not_delivered(status: int, why: str, phones: int) -> None:
    tell("a")
    send_waiting(now=NOON, post=Post(status))
    assert outcomes() == [("not_delivered", why)]
    assert len(read.push_addresses("garam")) == phones


def test_a_server_that_calls_no_phones_says_so(settings: Settings) -> None:
    settings.PUSH_CONTACT = ""
    tell("a")
    post = Post()
    send_waiting(now=NOON, post=post)
    assert (post.taken, outcomes()) == ([], [("not_delivered", "not_set_up")])


@pytest.mark.parametrize(
    ("endpoint", "is_one"),
    [
        (ENDPOINT, True),
        ("https://web.push.apple.com/x", True),
        ("https://db5.notify.windows.com/x", True),
        ("http://fcm.googleapis.com/x", False),
        ("https://fcm.googleapis.com.evil.example/x", False),
        ("https://evil.example/fcm.googleapis.com", False),
        ("https://user@fcm.googleapis.com/x", False),
        ("https://fcm.googleapis.com:8443/x", False),
        ("https://127.0.0.1/x", False),
        ("https://[::1", False),
    ],
)
def test_nobody_but_push_services_is_asked(endpoint: str, is_one: bool) -> None:
    assert is_push_service(endpoint) is is_one
