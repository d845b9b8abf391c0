"""The page of the apps that I allowed to act for me, and of taking that back."""

from allauth.idp.oidc.models import Client, Token
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dure.portal.account.identity import IdentityAdapter


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def apps(request: HttpRequest) -> HttpResponse:
    """Each app with what it may do. Taking it back ends its tokens at once."""
    if request.method == "POST":
        Token.objects.filter(user_id=request.user.pk, client_id=request.POST.get("app", "")[:100]).delete()
        messages.success(request, _("The app can do nothing for you any more."))
        return redirect("account_apps")
    tokens = Token.objects.filter(user_id=request.user.pk).select_related("client")
    allowed: dict[str, set[str]] = {}
    clients: dict[str, Client] = {}
    for token in tokens:
        clients[token.client_id] = token.client
        allowed.setdefault(token.client_id, set()).update(token.get_scopes())
    words = IdentityAdapter.scope_display
    shown = [
        {"id": id_, "name": clients[id_].name, "may": [words.get(scope, scope) for scope in sorted(scopes)]}
        for id_, scopes in allowed.items()
    ]
    return render(request, "account/apps.html", {"apps": shown})
