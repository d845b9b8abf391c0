"""How missions, events and their figures read."""

from decimal import Decimal

from django.utils.translation import gettext as _

from dure.kernel.observations.read import Figure
from dure.kernel.plans.read import ProgrammeRun
from dure.portal.blocks.numbers import grouped
from dure.portal.resident.campaigns.missions import Mission, Standing, reward_of, run_of
from dure.portal.resident.programmes import count_word, won
from dure.portal.showing import figure_href, say


def who_word(who: str) -> str:
    """Who does a mission together, in words."""
    words = {
        "person": _("each person alone"), "household": _("a household together"),
        "group": _("a group together"),
    }  # fmt: skip
    return words.get(who, who)


def size_word(size: str) -> str:
    """How large a mission is, in words."""
    return {"easy": _("easy"), "steady": _("steady"), "big": _("big")}.get(size, size)


def reward_words(mission: Mission, run: ProgrammeRun | None) -> dict[str, str]:
    """What a mission pays, in words, with the page of the figure that says so."""
    figure: Figure | None = reward_of(mission, run) if run else None
    if run is None or figure is None or figure.value is None:
        return {"words": _("not known yet"), "href": figure_href(figure) if figure else "", "mark": ""}
    words = won(int(figure.value), run.programme.unit)
    return {"words": words, "href": figure_href(figure), "mark": figure.mark}


def wanted_words(mission: Mission, run: ProgrammeRun | None) -> list[str]:
    """The acts that a mission asks for, each with how often."""
    found = []
    for name, count in mission.wanted.items():
        action = run.action(name) if run else None
        words = {
            "act": say(action.title) if action else name, "count": grouped(Decimal(count)),
            "unit": count_word(action.counted_in) if action else "",
        }  # fmt: skip
        found.append(_("%(act)s × %(count)s (%(unit)s)") % words)
    return found


def progress_words(mission: Mission, standing: Standing, run: ProgrammeRun | None) -> list[str]:
    """How far each act of a mission has come."""
    found = []
    for name, count in mission.wanted.items():
        action = run.action(name) if run else None
        words = {
            "act": say(action.title) if action else name,
            "done": grouped(min(standing.together[name], Decimal(count)).normalize() + 0),
            "count": grouped(Decimal(count)),
        }  # fmt: skip
        found.append(_("%(act)s: %(done)s of %(count)s") % words)
    return found


def mission_card(mission: Mission) -> dict[str, object]:
    """A mission as everybody sees it."""
    run = run_of(mission)
    return {
        "number": mission.number, "title": say(mission.case.title), "says": say(mission.case.steps[0].says),
        "who": who_word(mission.who), "size": size_word(mission.size), "first": mission.first,
        "last": mission.last, "wanted": wanted_words(mission, run), "reward": reward_words(mission, run),
        "programme": say(run.programme.title) if run else mission.programme,
    }  # fmt: skip
