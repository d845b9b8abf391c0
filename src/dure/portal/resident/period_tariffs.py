"""What programmes pay that are reckoned from readings over a period: their tiers, as tables for everybody."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.parties.read import METERS
from dure.portal import showing
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.resident.acts import tariffs
from dure.portal.resident.car import rules as car
from dure.portal.resident.energy import rules as energy
from dure.portal.resident.people.household import meter_word
from dure.portal.resident.wallets.words import amount_words, known_units


def tables_of(place: str, programme: str, *, on: date) -> tuple[tuple[Table, ...], tuple[str, ...]]:
    """The tiers of a programme on a day, and what to know about them; nothing for programmes of acts."""
    kinds = observations.kinds()
    if programme == energy.PROGRAMME:
        figures = energy.rules_of(place, on=on).figures
        return (_energy(figures, on, kinds),), _energy_words(figures, on)
    if programme == car.PROGRAMME:
        figures = car.rules_of(place, on=on).figures
        return (_car(figures, on, kinds),), _car_words(figures, on)
    return (), ()


def _energy(figures: tuple[Figure, ...], on: date, kinds: showing.Kinds) -> Table:
    """Points of each source of energy, by the step of the cut."""
    steps = [_value(figures, energy.step_address(step), on) for step in energy.STEPS]
    heads = [
        _("%(percent)s %% or more") % {"percent": "?" if step is None else f"{step.normalize():f}"}
        for step in steps
    ]
    return Table(
        caption=_("Points of a household for half a year"),
        columns=(
            Column(_("Kind of energy or water")), *(Column(head, numeric=True) for head in heads),
            Column(_("Keeping the cut"), numeric=True), Column(_("Standard use"), numeric=True),
        ),
        rows=tuple(
            (
                Cell(text=meter_word(meter)),
                *(
                    _cell(figures, energy.points_address(meter, rule), on, kinds)
                    for rule in (*energy.STEPS, *energy.EXTRA)
                ),
            )
            for meter in METERS
        ),
    )  # fmt: skip


def _energy_words(figures: tuple[Figure, ...], on: date) -> tuple[str, ...]:
    """The rules that no table shows, in sentences; what nobody states is said to be unknown."""
    cap, after = _value(figures, energy.CAP, on), _value(figures, energy.KEEP_AFTER, on)
    share, stacks = _value(figures, energy.SHARE, on), _value(figures, energy.STACKS, on)
    known = [
        _("At most %(points)s a household and year.")
        % {"points": amount_words(int(cap), energy.UNIT, units=known_units())}
        if cap is not None
        else "",
        _("Keeping the cut is paid after %(periods)s half-years running that reached the first step.")
        % {"periods": int(after)}
        if after is not None
        else "",
        _("Standard use is %(percent)s %% of the participants' mean or less.")
        % {"percent": f"{share.normalize():f}"}
        if share is not None
        else "",
        "" if stacks is None else _stacking_words(is_stacked=bool(stacks)),
    ]
    return (*(each for each in known if each), *([] if all(known) else [_("A rule is not known yet.")]))


def _stacking_words(*, is_stacked: bool) -> str:
    if is_stacked:
        return _("Standard use is paid on top of the points for a cut.")
    return _("Only the highest of cut, keeping and standard use is paid.")


def _car(figures: tuple[Figure, ...], on: date, kinds: showing.Kinds) -> Table:
    """Won of each tier, by share and by kilometres."""
    return Table(
        caption=_("Won for driving less in a year"),
        columns=(
            Column(_("Share cut, from"), numeric=True), Column(_("Kilometres cut, from"), numeric=True),
            Column(_("What is paid"), numeric=True),
        ),
        rows=tuple(
            tuple(_cell(figures, address, on, kinds) for address in car.columns(tier)) for tier in car.TIERS
        ),
    )  # fmt: skip


def _car_words(figures: tuple[Figure, ...], on: date) -> tuple[str, ...]:
    least = _value(figures, car.LEAST_DAYS, on)
    return (
        _("The better of share and kilometres counts. The first tier begins above zero."),
        _("How many days of taking part it needs is not known yet, so nothing is paid.")
        if least is None
        else _("It needs %(days)s days between the two readings.") % {"days": int(least)},
    )


def _cell(figures: tuple[Figure, ...], address: str, on: date, kinds: showing.Kinds) -> Cell:
    figure = tariffs.counts_on(figures, address=address, on=on)
    return showing.cell(figure, kinds) if figure else Cell(text=_("unknown"))


def _value(figures: tuple[Figure, ...], address: str, on: date) -> Decimal | None:
    figure = tariffs.counts_on(figures, address=address, on=on)
    return None if figure is None else figure.value
