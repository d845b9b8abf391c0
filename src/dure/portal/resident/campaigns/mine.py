"""My missions: the theme of the month, how far I am, and the reward of what is done."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from dure.kernel.ledgers import write as posting
from dure.kernel.parties import read as parties
from dure.portal.blocks.progress import Progress
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.resident.campaigns.collecting import Collected, collect, earned_by, has_earned
from dure.portal.resident.campaigns.missions import (
    Mission,
    bodies_of,
    find_mission,
    missions_now,
    run_of,
    standing,
    takers_of,
)
from dure.portal.resident.campaigns.themes import theme_in, themes
from dure.portal.resident.campaigns.words import mission_card, progress_words
from dure.portal.resident.own import Resident, framed, own
from dure.portal.resident.people.group import FEWEST_SHARING
from dure.portal.resident.programmes import span_word, won
from dure.portal.showing import say


@own
def missions(request: HttpRequest, me: Resident) -> HttpResponse:
    """The missions of my place, how far I am with each, and the button that asks for a reward."""
    if request.method == "POST":
        return _collect(request, me)
    now = missions_now(me.place.id, on=me.today)
    theme = theme_in(themes(me.place.id), month=f"{me.today:%Y-%m}")
    shows = {
        "place": me.place,
        "theme": {"title": say(theme.case.title), "says": say(theme.says)} if theme else None,
        "missions": [_shown(each, me) for each in now],
    }
    return framed(request, "resident/campaigns/missions.html", shows, title=_("Missions"))


def _collect(request: HttpRequest, me: Resident) -> HttpResponse:
    mission = find_mission(request.POST.get("mission", ""))
    if mission is None or mission.place != me.place.id:
        raise Http404(_("There is no such mission here."))
    try:
        done = collect(mission, body=request.POST.get("with", ""), party=me.party, at=me.at)
    except (ActRefused, posting.Refused) as error:
        messages.error(request, say(error.says))
    else:
        messages.success(request, told(done))
    return redirect("my_missions")


def told(done: Collected) -> str:
    """What was paid for a mission, in a sentence for whoever asked."""
    words = {"mine": won(done.mine, done.unit), "people": done.people, "span": span_word(done.cut)}
    if done.cut == "budget":
        return _("Mission done. The budget had only %(mine)s left for you.") % words
    if done.cut:
        return _("Mission done. You get %(mine)s: more is not paid for %(span)s.") % words
    if done.people > 1:
        return _("Mission done by %(people)d of you. Your part is %(mine)s.") % words
    return _("Mission done. You get %(mine)s.") % words


def _shown(mission: Mission, me: Resident) -> dict[str, object]:
    """A mission with how far I am, alone or with each of my circles."""
    run = run_of(mission)
    had = has_earned(mission, me.party)
    bodies = () if had else bodies_of(mission, party=me.party, on=me.today)
    names = parties.names(bodies) if mission.who == "group" else {}
    earned = won(earned_by(mission, me.party), run.programme.unit) if had and run else ""
    ways = []
    for body in bodies:
        takers = takers_of(mission, body, on=me.today)
        if mission.who == "group" and len(takers) < FEWEST_SHARING:
            ways.append({"name": say(names[body]), "too_few": FEWEST_SHARING})
            continue
        found = standing(mission, takers)
        percent = int(found.progress.share * 100)
        ways.append(
            {
                "with": body, "name": say(names[body]) if body in names else "",
                "bar": Progress(say(mission.case.title), percent, 100),
                "lines": progress_words(mission, found, run),
                "is_done": found.progress.is_done, "mine_in": me.party in found.took_part,
            }
        )  # fmt: skip
    return {**mission_card(mission), "had": had, "earned": earned, "ways": ways,
            "last_asked": mission.last_asked, "is_over": mission.last < me.today}  # fmt: skip
