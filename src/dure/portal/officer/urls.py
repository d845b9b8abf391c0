"""Every address of the officers' room, below `work/`."""

from django.urls import path

from dure.portal.data.reports import council_paper
from dure.portal.officer import (
    budget_bringing,
    budget_desk,
    budget_reviewing,
    committee,
    deciding,
    desk,
    editions,
    entering,
    filing,
    importing,
    naming,
    reviewing,
    sources,
    trading,
    workbooks,
)

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("reviews/<slug:number>/", reviewing.review, name="review"),
    path("findings/<slug:number>/", deciding.decide, name="decide"),
    path("editions/<slug:number>/", editions.edition, name="work_edition"),
    path("entries/<slug:number>/", naming.entry, name="plan_entry"),
    path("sales/<slug:number>/", trading.sale, name="work_sale"),
    path("<slug:place>/allowances/", trading.trading, name="work_allowances"),
    path("<slug:place>/plans/", naming.empty_places, name="work_plans"),
    path("<slug:place>/plans/<slug:system>/<slug:plan>/<slug:node>/", naming.name_place, name="work_name"),
    path("<slug:place>/enter/", entering.enter, name="work_enter"),
    path("<slug:place>/import/", importing.bring, name="work_import"),
    path("<slug:place>/inventory/import/", workbooks.bring_workbook, name="work_workbook"),
    path("<slug:place>/template.csv", importing.template_csv, name="work_template_csv"),
    path("<slug:place>/template.xlsx", importing.template_xlsx, name="work_template_xlsx"),
    path("<slug:place>/drafts/<slug:token>/", filing.draft, name="work_draft"),
    path("<slug:place>/drafts/<slug:token>/wrong.csv", filing.wrong_rows, name="work_wrong"),
    path("<slug:place>/budgets/", budget_desk.budgets, name="work_budgets"),
    path("<slug:place>/budgets/bring/", budget_bringing.bring, name="work_budget_bring"),
    path("<slug:place>/budgets/bring/<slug:token>/", budget_bringing.look, name="work_budget_look"),
    path(
        "<slug:place>/budgets/bring/<slug:token>/wrong.csv",
        budget_bringing.wrong_rows,
        name="work_budget_wrong",
    ),
    path("<slug:place>/budgets/<int:year>/", budget_desk.desk, name="work_budget"),
    path("<slug:place>/budgets/<int:year>/review/", budget_reviewing.review, name="work_budget_review"),
    path("<slug:place>/budgets/<int:year>/paper.pdf", council_paper.paper, name="work_budget_paper"),
    path("<slug:place>/documents/new/", sources.new_source, name="work_source"),
    path("<slug:place>/editions/", editions.editions, name="work_editions"),
    path("<slug:place>/committee/", committee.committee, name="work_committee"),
    path("<slug:place>/committee/new/<slug:kind>/", committee.open_one, name="work_open"),
    path("<slug:place>/committee/<slug:case>/", committee.case_page, name="work_case"),
    path("<slug:place>/seats/<slug:body>/<slug:role>/<int:seat>/", committee.seat, name="work_seat"),
]
