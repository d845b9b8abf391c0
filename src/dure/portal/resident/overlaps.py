"""What the parts of a plan take from each other, in a sentence beside its total."""

from decimal import Decimal

from django.utils.translation import gettext as _

from dure.portal.resident.ways import Ways, tonnes
from dure.portal.resident.wedges import counted


def overlap_says(on: Ways) -> str:
    """The sum with and without interactions; where nobody knows them, that the parts are simply added."""
    parts, twice = counted(on), on.value("year", "overlap")
    if len(parts) < 2:
        return ""
    if twice == 0 and len(on.values("curve", "order")) >= len(parts):
        # Every part is on the curve, and the curve found that none takes from another.
        return ""
    alone = sum((part.tonnes for part in parts if part.tonnes is not None), Decimal(0))
    if twice:
        return _(
            "Added up one by one the parts come to %(alone)s. Measures on one source take %(twice)s of that "
            "from each other, so %(together)s counts here and in every test below."
        ) % {"alone": tonnes(alone), "twice": tonnes(twice), "together": tonnes(alone - twice)}
    return _(
        "The parts are added up one by one, %(alone)s. How much of it measures on one source take from each "
        "other is not known, so it may be less."
    ) % {"alone": tonnes(alone)}
