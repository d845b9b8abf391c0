"""Languages that a resident's own pages speak and the others do not: those lead to their English page."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

# Names of addresses that speak every language of the settings.
TRANSLATED = (
    "my", "my_acts", "my_act", "my_wallet", "my_notices", "my_places", "my_code", "join", "account_login",
    "account_logout", "offline", "manifest", "text_size", "my_market", "my_market_order", "my_market_book",
    "my_market_borrow", "my_market_deal", "my_energy", "my_car", "my_missions", "my_events", "my_event",
    "my_reviews", "my_review",
)  # fmt: skip
# What the whole house speaks.
EVERYWHERE = ("ko", "en")


def speaks(request: HttpRequest, language: str) -> bool:
    """Whether the page that was asked for speaks a language."""
    match = request.resolver_match
    return language in EVERYWHERE or bool(match and match.url_name in TRANSLATED)


class Languages:
    """Leads from a page that does not speak the language of its address to the same page in English."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_given: Any) -> HttpResponse | None:
        """Answer with the English address where that is needed; None passes the request on."""
        language = request.path.split("/")[1]
        spoken = dict(settings.LANGUAGES)
        if language not in spoken or request.method not in {"GET", "HEAD"} or speaks(request, language):
            return None
        return HttpResponseRedirect("/en/" + request.get_full_path().split("/", 2)[2])
