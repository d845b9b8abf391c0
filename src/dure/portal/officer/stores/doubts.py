"""Whether a price that a keeper enters looks like a slip, and the sentence that asks about it."""

from django.utils.translation import gettext as _

from dure.engines.residents.prices import price_jump
from dure.grammar.attribute_values import whole_won
from dure.grammar.thing_shapes import AttributeKind
from dure.kernel.things import read as things
from dure.kernel.things.read import Attribute
from dure.portal.resident.waste.saying import money

# From so many times the price before, upwards or downwards, a new one is asked about.
ASKS_FROM_TIMES = 10.0


def doubt_words(said: Attribute, kind: AttributeKind) -> str:
    """Why a price looks like a slip, against the one it takes the place of; empty where it does not."""
    if kind.holds != "amount" or said.withdrawn:
        return ""
    before, after = _before(said), whole_won(said.value)
    old = whole_won(before.value) if before else None
    if before is None or after is None or old is None:
        return ""
    was = money(old, before.unit.partition("/")[2])
    if before.unit != said.unit:
        return _("Until now it is paid by another unit: %(was)s.") % {"was": was}
    return _jump_words(old, after, was)


def _before(said: Attribute) -> Attribute | None:
    """The price that a new one takes the place of: of the same hours, else the one that always holds."""
    same = [each for each in things.attributes_of(said.thing, on=said.valid_from) if each.name == said.name]
    own = next((each for each in same if each.during == said.during), None)
    return own or next((each for each in same if not each.during), None)


def _jump_words(old: int, after: int, was: str) -> str:
    jump = price_jump(before_krw=old, after_krw=after, times=ASKS_FROM_TIMES)
    if not jump.asks:
        return ""
    if not old or not after:
        return _("One of the two prices is zero: until now it is %(was)s.") % {"was": was}
    told = {"times": f"{max(jump.times_as_much, 1 / jump.times_as_much):.3g}", "was": was}
    if after > old:
        return _("That is %(times)s times the price until now, which is %(was)s.") % told
    return _("The price until now, %(was)s, is %(times)s times as much.") % told
