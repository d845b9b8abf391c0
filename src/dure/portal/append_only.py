"""Which tables the database itself keeps append-only: those of the ledgers, and those of the other words.

Whatever makes or changes tables calls `make_guards` after it; `dure up` and /health look for what is missing.
"""

from dure.kernel.ledgers import guard

TABLES = (
    *guard.TABLES,
    "ledgers_total",
    "ledgers_totalleaves",
    "ledgers_totalroot",
    "ledgers_totalpublished",
    "ledgers_tally",
    "parties_standing",
    "parties_seatcount",
    "parties_role",
    "parties_roleend",
    "parties_look",
    "parties_detail",
    "parties_consent",
    "parties_enrolment",
    "parties_machinekey",
    "parties_signingkey",
    "things_attribute",
    "observations_figure",
    "observations_series",
    "observations_closing",
    "observations_deviceevent",
    "cases_step",
    "cases_letter",
    "cases_reason",
    "cases_proposal",
    "parties_notice",
    "parties_telling",
    "cases_surveycode",
    "cases_surveyanswer",
    "cases_surveychoice",
    "cases_exhibit",
    "plans_edition",
    "plans_budget",
    "plans_budgetedition",
    "plans_budgetline",
    "plans_budgettag",
    "networks_edition",
    "networks_flaw",
    "runs_run",
    "runs_input",
    "runs_answer",
    "runs_load",
)


def make_guards() -> None:
    """Make the triggers that are missing, and raise GuardMissing where that did not help."""
    guard.make_guards(TABLES)
    guard.check_guards(TABLES)


def missing_guards() -> tuple[str, ...]:
    """The names of the triggers that ought to be there and are not."""
    return guard.missing_guards(TABLES)
