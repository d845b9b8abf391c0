"""Every address of the account's room. Of django-allauth's pages only those that are used."""

from allauth.account import views as allauth_views
from django.urls import include, path

from dure.portal.account import allowed, views

urlpatterns = [
    path("", views.home, name="account_home"),
    path("apps/", allowed.apps, name="account_apps"),
    path("looks/", views.looks, name="account_looks"),
    path("people/<str:party>/", views.person, name="account_person"),
    path("login/", allauth_views.login, name="account_login"),
    path("logout/", allauth_views.logout, name="account_logout"),
    path("signup/", allauth_views.signup, name="account_signup"),
    path("inactive/", allauth_views.account_inactive, name="account_inactive"),
    path("reauthenticate/", allauth_views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", allauth_views.password_change, name="account_change_password"),
    path("password/set/", allauth_views.password_set, name="account_set_password"),
    path("password/forgotten/", views.forgotten, name="account_reset_password"),
    path("security/", include("allauth.mfa.urls")),
]
