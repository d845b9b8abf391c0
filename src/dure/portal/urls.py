"""Every address of the portal. Pages carry their language; machines' addresses do not."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, register_converter
from django.views.generic import RedirectView

from dure.portal.account import identity, other_app
from dure.portal.api import description
from dure.portal.data import (
    about,
    catalogue,
    crosswalks,
    datasets,
    factors,
    licences,
    practices,
    row_methods,
    workings,
)
from dure.portal.data.reports import pages as reports
from dure.portal.feeds import machines as machine_feed
from dure.portal.feeds import positions as feeds
from dure.portal.health import health
from dure.portal.pages import twins
from dure.portal.phone import app as phone_app
from dure.portal.phone import urls as phone
from dure.portal.resident import (
    accounts,
    activity_row,
    activity_rows,
    allowances,
    budgets,
    cities,
    councils,
    country,
    disclosure_editions,
    disclosures,
    figures,
    findings,
    inventories,
    inventory_files,
    inventory_parts,
    joining,
    landfill_gas,
    marketplace,
    mine,
    pathways,
    plans,
    programme_statistics,
    programmes,
    recalculations,
    reckonings,
    reconciliations,
    report_editions,
    sampled,
    tonne,
    totals,
)
from dure.portal.resident.campaigns import entering as campaigns_mine
from dure.portal.resident.campaigns import public_pages as campaigns
from dure.portal.resident.market import mine as market_mine
from dure.portal.resident.market import urls as market
from dure.portal.resident.people import participants
from dure.portal.resident.people import urls as people
from dure.portal.resident.surveys import urls as surveys
from dure.portal.resident.wallets import public_pages as wallets
from dure.portal.resident.waste import urls as waste
from dure.portal.situation import network, reach


class AddressConverter:
    """A figure's full address: `place/name/facet@period:mark`."""

    regex = "[^?#]+@[^?#@]+?"

    def to_python(self, value: str) -> str:
        """The address as it stands in the path."""
        return value

    def to_url(self, value: str) -> str:
        """The address as the path writes it."""
        return value


register_converter(AddressConverter, "address")

pages = [
    *twins("", country.country, name="country", csv_too=True),
    *twins("findings/", findings.finding_list, name="findings", csv_too=True),
    *twins("findings/<slug:number>/", findings.finding, name="finding"),
    *twins("figures/<address:address>/", figures.figure, name="figure"),
    *twins("data/", catalogue.source_list, name="sources", csv_too=True),
    *twins("data/sources/<slug:source>/", catalogue.source, name="source", csv_too=True),
    *twins("data/factors/", factors.factor_list, name="factors", csv_too=True),
    *twins("data/factors/<slug:place>/<slug:factor>/", factors.factor, name="factor", csv_too=True),
    *twins("data/crosswalks/", crosswalks.crosswalk_list, name="crosswalks", csv_too=True),
    *twins("data/runs/<slug:run>/", workings.run, name="run", csv_too=True),
    *twins("practices/", marketplace.marketplace, name="marketplace", csv_too=True),
    *twins("methods/", workings.method_list, name="methods"),
    *twins("methods/of-activities/", row_methods.row_methods, name="row_methods", csv_too=True),
    *twins("methods/of-activities/<str:method>/", row_methods.row_method, name="row_method", csv_too=True),
    *twins("methods/<str:engine>/", workings.method, name="method"),
    *twins("about/licences/", licences.licences, name="licences", csv_too=True),
    *twins("about/api/", description.page, name="api_docs"),
    *twins("receipts/", wallets.receipts, name="receipts"),
    *twins("accessibility/", about.accessibility, name="accessibility"),
    *twins("help/", about.helping, name="help"),
    *twins("<slug:place>/", cities.city, name="place", csv_too=True),
    *twins("<slug:place>/plans/", plans.plan_list, name="plans", csv_too=True),
    *twins("<slug:place>/indicators/", plans.indicator_list, name="indicators", csv_too=True),
    *twins("<slug:place>/indicators/<slug:name>/", plans.indicator, name="indicator", csv_too=True),
    *twins("<slug:place>/inventory/", inventories.inventory, name="inventory", csv_too=True),
    *twins(
        "<slug:place>/inventory/compare/",
        reconciliations.reconciliation,
        name="inventory_compare",
        csv_too=True,
    ),
    *twins(
        "<slug:place>/inventory/changes/",
        recalculations.recalculations,
        name="inventory_changes",
        csv_too=True,
    ),
    *twins("<slug:place>/inventory/rows/", activity_rows.activity_rows, name="activity_rows", csv_too=True),
    *twins(
        "<slug:place>/inventory/rows/<slug:digest>/<int:line>/",
        activity_row.activity_row,
        name="activity_row",
    ),
    *twins("<slug:place>/inventory/parts/", inventory_parts.parts, name="inventory_parts", csv_too=True),
    *twins("<slug:place>/reckoning/", reckonings.reckoning, name="reckoning", csv_too=True),
    *twins("<slug:place>/pathways/", pathways.pathways, name="pathways", csv_too=True),
    *inventory_files.urls,
    *twins("<slug:place>/disclosure/", disclosures.disclosure, name="disclosure", csv_too=True),
    *twins(
        "<slug:place>/disclosure/editions/",
        disclosure_editions.editions,
        name="disclosure_editions",
        csv_too=True,
    ),
    *disclosure_editions.pages,
    *twins(
        "<slug:place>/reports/editions/",
        report_editions.report_editions,
        name="report_editions",
        csv_too=True,
    ),
    *twins("<slug:place>/findings/", findings.finding_list, name="place_findings", csv_too=True),
    *twins("<slug:place>/allowances/", allowances.allowances, name="allowances", csv_too=True),
    *twins("<slug:place>/landfill-gas/", landfill_gas.landfill_gas, name="landfill_gas", csv_too=True),
    *twins("<slug:place>/accounts/", accounts.account_list, name="accounts", csv_too=True),
    *twins(
        "<slug:place>/accounts/<slug:unit>/<path:account>/", accounts.account, name="account", csv_too=True
    ),
    *twins("<slug:place>/budget/", budgets.budget, name="budget", csv_too=True),
    *twins("<slug:place>/budget/<int:year>/", budgets.budget, name="budget_year", csv_too=True),
    *twins("<slug:place>/participants/", participants.participants, name="participants", csv_too=True),
    *twins("<slug:place>/programmes/", programmes.programme_list, name="programmes", csv_too=True),
    *twins("<slug:place>/programmes/<slug:programme>/", programmes.programme, name="programme", csv_too=True),
    *campaigns.pages,
    *twins("<slug:place>/sampling/", sampled.sampled, name="sampling", csv_too=True, by_clock=True),
    *campaigns.photos,
    *waste.pages,
    *market.pages,
    *twins("<slug:place>/causes/", wallets.cause_list, name="causes", csv_too=True),
    *twins("<slug:place>/draws/", wallets.draw_list, name="draws", csv_too=True),
    *twins("<slug:place>/draws/<slug:number>/", wallets.draw, name="draw", csv_too=True),
    *twins("<slug:place>/sponsors/", wallets.sponsors, name="sponsors", csv_too=True),
    *twins(
        "<slug:place>/programmes/<slug:programme>/totals/",
        totals.programme_totals,
        name="programme_totals",
        csv_too=True,
    ),
    *twins(
        "<slug:place>/programmes/<slug:programme>/statistics/",
        programme_statistics.programme_statistics,
        name="programme_statistics",
        csv_too=True,
    ),
    *twins("<slug:place>/council/", councils.council, name="council", csv_too=True),
    *twins("<slug:place>/reach/", reach.reach, name="reach", csv_too=True),
    path("<slug:place>/reach/streets.json", reach.streets, name="reach.streets"),
    *twins("<slug:place>/networks/<slug:name>/", network.network, name="network", csv_too=True),
    *surveys.urls,
    *reports.urls,
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", health, name="health"),
    *feeds.urls,
    *machine_feed.urls,
    path("worker.js", phone_app.worker, name="worker"),
    *datasets.urls,
    *practices.urls,
    *disclosure_editions.urls,
    path("receipts/key.pem", wallets.receipt_key, name="receipt_key"),
    path("about/licences", RedirectView.as_view(pattern_name="licences")),
    path("api/v1/", include("dure.portal.api.urls")),
    path("app/v1/", include("dure.portal.own_api.urls")),
    path("account/app/", include("allauth.socialaccount.providers.openid_connect.urls")),
    # Where signing in from another app may end.
    path("account/app/ended/", other_app.cancelled, name="socialaccount_login_cancelled"),
    path("account/app/join/", RedirectView.as_view(pattern_name="my"), name="socialaccount_signup"),
    path(
        "account/app/own/",
        RedirectView.as_view(pattern_name="account_home"),
        name="socialaccount_connections",
    ),
    path("identity/o/authorize", identity.authorize),
    path("identity/o/device", identity.not_offered),
    path("identity/o/logout", identity.not_offered),
    path("", include("allauth.idp.urls")),
    *i18n_patterns(
        path("account/", include("dure.portal.account.urls")),
        path("work/", include("dure.portal.officer.urls")),
        *phone.urls,
        path("my/", include(mine.urls)),
        path("my/", include(tonne.urls)),
        path("my/", include(campaigns_mine.urls)),
        path("my/", include(market_mine.urls)),
        path("check-my-grams/", totals.check_proof, name="check_proof"),
        path("my/", include(people.urls)),
        path("join/<slug:place>/", joining.join, name="join"),
        *pages,
    ),
]

handler400 = "dure.portal.errors.bad_request"
handler403 = "dure.portal.errors.forbidden"
handler404 = "dure.portal.errors.not_found"
handler429 = "dure.portal.guards.rate.too_often"
handler500 = "dure.portal.errors.broken"
