"""The closed vocabularies of packs. A new word enters with a decision record and two users."""

import re
from difflib import get_close_matches
from functools import lru_cache

MARKS = ("observed", "estimated", "forecast", "target", "scenario", "parameter", "synthetic", "stale")
PLACE_KINDS = ("world", "country", "province", "city", "district")
PARTY_KINDS = ("body", "department", "partner", "person")
SOURCE_KINDS = ("document", "article", "dataset", "law", "press", "method")
LANGUAGES = ("ko", "en")
# What the value of an attribute is, and for what a kind of things stands on pages.
HOLDS = ("words", "phone", "hours", "amount", "number", "choice", "thing")
ROOMS_OF_THINGS = (
    *("store", "article", "neighbourhood", "route", "stop", "truck"),
    *("seller", "good", "book", "bookable", "trial"),
)
INDICATOR_KINDS = ("last", "sum", "count", "balance", "ratio", "change")
BETTER = ("higher", "lower")
FIELD_KINDS = ("text", "number", "won", "date", "file", "yes_no", "choice", "figure", "party")
DEEDS = ("transfer", "credential", "state", "notify")
GUARDS = ("role", "other_person", "after_days", "has")
TAKES = ("value", "addend", "if_known", "step", "known", "year", "first_day", "last_day", "published_on")
BINDING_WORDS = {
    "figure": ("period", "mark", "take"),
    "figures": ("period", "mark", "take"),
    "series": ("mark", "take"),
    "parts": ("period", "mark"),
    "thing": ("column", "columns", "where"),
    "ledger": ("unit",),
    "case": ("take", "where"),
    "run": ("answer", "take"),
}
CASE_TAKES = ("count",)
RUN_TAKES = ("value", "if_known")
THING_COLUMNS = ("lon", "lat")
WHERES = {"thing": ("part_of", "source"), "case": ("state",)}
SYSTEM_FILES = (
    "system.toml",
    "observations.toml",
    "observations.csv",
    "plans.toml",
    "cases.toml",
    "ledgers.toml",
    "programmes.toml",
    "things.toml",
    "exclusions.csv",
    "runs.toml",
    "gwp.csv",
    "categories.csv",
    "parameters.csv",
    "methods.csv",
    "arguments.csv",
    "schemes.csv",
    "scheme_classes.csv",
    "mappings.csv",
    "unit_factors.csv",
    "suggestions.csv",
    "fields.csv",
    "README.md",
)
PLACE_FILES = ("place.toml", "parties.csv", "outline.geojson", "sources.csv", "README.md")
PLACE_SYSTEM_FILES = (
    "observations.csv",
    "plans.csv",
    "things.csv",
    "networks.csv",
    "roads.geojson.gz",
    "areas.geojson.gz",
    "attributes.csv",
    "cases.csv",
    "ledgers.csv",
    "factors.csv",
    "activities.csv",
    "inventory.toml",
    "budgets.csv",
    "budget_lines.csv",
    "unit_factors.csv",
    "practices.csv",
    "programmes.csv",
    "surveys.toml",
    "survey_people.csv",
    "survey_answers.csv",
    "README.md",
)
NETWORK_LAYOUTS = ("geojson", "jemss", "osm", "osm_pbf")

MOST_COMPARED = 2000
# Where a run is done for each period that a figure is stated for, this stands for the period.
EACH = "each"

NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
FACET = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*(?:/[a-z0-9]+(?:[_-][a-z0-9]+)*)*")
SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def nearest(word: str, known: tuple[str, ...]) -> str:
    """The known word most like `word`, or nothing; nothing among too many to compare."""
    return _nearest(word[:80], known) if len(known) <= MOST_COMPARED else ""


@lru_cache(maxsize=1024)
def _nearest(word: str, known: tuple[str, ...]) -> str:
    found = get_close_matches(word, known, n=1, cutoff=0.6)
    return found[0] if found else ""
