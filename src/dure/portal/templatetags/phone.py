"""Tags of the phone: whose drafts it holds, and which languages a page speaks."""

import hashlib
import hmac
from dataclasses import dataclass

from django import template
from django.conf import settings
from django.template import Context
from django.urls import translate_url
from django.utils.translation import get_language

from dure.portal.guards.languages import EVERYWHERE, speaks

register = template.Library()
LETTERS = 16


@dataclass(frozen=True)
class Tongue:
    """A language that a page can also be read in."""

    code: str
    title: str
    href: str


@register.simple_tag(takes_context=True)
def more_languages(context: Context) -> list[Tongue]:
    """The languages that this page speaks beside Korean and English and its own."""
    request = context.get("request")
    if request is None or not speaks(request, "other"):
        return []
    own = get_language() or ""
    return [
        Tongue(code, title, translate_url(request.get_full_path(), code))
        for code, title in settings.LANGUAGES
        if code != own and (code not in EVERYWHERE or own not in EVERYWHERE)
    ]


@register.simple_tag(takes_context=True)
def me_mark(context: Context) -> str:
    """The same for one account always, and nothing that anybody could tell the account by."""
    user = context["request"].user
    if not user.is_authenticated:
        return ""
    key = f"dure drafts {settings.SECRET_KEY}".encode()
    return hmac.new(key, str(user.pk).encode(), hashlib.sha256).hexdigest()[:LETTERS]
