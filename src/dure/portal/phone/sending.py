"""Sends notices to phones that agreed, through the push services of their browsers, and records what became.

What a push service takes is encrypted for the phone alone. It is handed over, not delivered: nobody tells
whether somebody read it. Where nothing could be handed over, that is said.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.utils import timezone
from py_vapid import Vapid02
from pywebpush import WebPusher

from dure.kernel.parties import read, write
from dure.kernel.parties.read import NoticeSeen, PushAddress
from dure.portal.phone.capping import SEND, WAIT, verdict
from dure.portal.phone.push_hosts import is_push_service, server_key

PURPOSE = "push"
KEPT_FOR_S = 24 * 3600
TIMEOUT_S = 10
GONE = (404, 410)
# Sends a body with headers to an address; answers the status.
Post = Callable[[str, bytes, Mapping[str, str]], int]


@dataclass(frozen=True)
class Sent:
    """How many notices ended how; `waiting` were left for the morning."""

    handed_over: int
    not_delivered: int
    suppressed: int
    waiting: int


def send_waiting(*, now: datetime, post: Post) -> Sent:
    """Send what waits, each notice at most once whoever else is sending."""
    counts = dict.fromkeys(("handed_over", "not_delivered", "suppressed", WAIT), 0)
    for notice in read.waiting_notices():
        agreed = any(each.purpose == PURPOSE and each.given for each in read.consents_of(notice.party))
        phones = read.push_addresses(notice.party)
        said = verdict(
            agreed=agreed, addresses=len(phones), urgent=notice.urgent, made_at=notice.at,
            sent=read.handed_over(notice.party, before=now), now=timezone.localtime(now),
        )  # fmt: skip
        if said == WAIT:
            counts[WAIT] += 1
        elif write.take_in_hand(notice.id, at=now):
            outcome, why = _send(notice, phones, now=now, post=post) if said == SEND else ("suppressed", said)
            write.record_telling(notice.id, outcome=outcome, why=why, at=now)
            counts[outcome] += 1
    return Sent(counts["handed_over"], counts["not_delivered"], counts["suppressed"], counts[WAIT])


def _send(
    notice: NoticeSeen, phones: tuple[PushAddress, ...], *, now: datetime, post: Post
) -> tuple[str, str]:
    """Hand a notice over for each phone; one is enough."""
    if not settings.PUSH_CONTACT:
        return "not_delivered", "not_set_up"
    found = [_one(notice, phone, now=now, post=post) for phone in phones]
    if "" in found:
        return "handed_over", ""
    return "not_delivered", found[0]


def _one(notice: NoticeSeen, phone: PushAddress, *, now: datetime, post: Post) -> str:
    """Why a notice could not be handed over for a phone; empty where it was."""
    if not is_push_service(phone.endpoint):
        return "strange_service"
    said = {"title": notice.title.ko, "says": notice.says.ko, "tag": notice.kind, "lang": "ko"}
    body = json.dumps({**said, "href": f"/ko{notice.href}"}, ensure_ascii=False).encode()
    try:
        info = {"endpoint": phone.endpoint, "keys": {"p256dh": phone.p256dh, "auth": phone.auth}}
        encrypted = WebPusher(info).encode(body)["body"]
        status = post(phone.endpoint, encrypted, _headers(phone.endpoint, urgent=notice.urgent, now=now))
    except requests.RequestException:
        return "no_network"
    except ValueError:
        return "odd_key"
    if status in GONE:
        write.drop_push_addresses(notice.party, endpoint=phone.endpoint)
        return "phone_gone"
    return "" if 200 <= status < 300 else f"status_{status}"


def _headers(endpoint: str, *, urgent: bool, now: datetime) -> dict[str, str]:
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((now + timedelta(hours=12)).timestamp()),
        "sub": settings.PUSH_CONTACT,
    }
    return {
        **Vapid02.from_pem(server_key()).sign(claims),
        "Content-Encoding": "aes128gcm",
        "TTL": str(KEPT_FOR_S),
        "Urgency": "high" if urgent else "normal",
    }


def post_over_https(endpoint: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Ask the push service; it may send us nowhere else."""
    return requests.post(
        endpoint, data=body, headers=dict(headers), timeout=TIMEOUT_S, allow_redirects=False
    ).status_code
