"""Hearing what a machine stated under its own signature, each event once."""

from django.db import IntegrityError, transaction

from dure.kernel.observations import models
from dure.kernel.observations.read.device_events import DeviceEvent


class HeardBefore(Exception):
    """The event, or another one that counts under its number, has come in already."""


def hear_event(event: DeviceEvent) -> None:
    """Record an event of a machine; HeardBefore where it stands there already."""
    try:
        with transaction.atomic():
            models.DeviceEvent.objects.create(
                machine=event.machine, counter=event.counter,
                counted_as=event.counter if event.deed == "take" else None,
                digest=event.digest, what=event.what,
                unit=event.unit, amount=event.amount, happened_at=event.happened_at,
                received_at=event.received_at, deed=event.deed, notes=" ".join(event.notes),
                outcome=event.outcome,
            )  # fmt: skip
    except IntegrityError as error:
        raise HeardBefore from error
