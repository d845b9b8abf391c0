"""What the closed words of factors are called on pages."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

QUANTITIES: dict[str, Promise] = {
    "electricity": _("Electricity"),
    "heat": _("Heat"),
    "fuel": _("Fuels"),
    "distance": _("Distance"),
    "waste": _("Waste"),
    "process": _("Processes"),
}
USES: dict[str, Promise] = {
    "any": _("any use"),
    "energy": _("energy industries"),
    "industry": _("manufacturing and construction"),
    "commercial": _("commercial and public"),
    "residential": _("homes"),
    "agriculture": _("agriculture, forestry, fishing"),
    "road": _("road"),
    "rail": _("rail"),
    "water": _("water"),
    "air": _("air"),
    "off_road": _("off road"),
}
PROGRAMMES: dict[str, Promise] = {
    "any": _("any programme"),
    "inventory": _("inventories"),
    "ets": _("emission trading"),
    "reference": _("for reference only"),
}
BASES: dict[str, Promise] = {
    "NCV": _("net calorific value (NCV)"),
    "GCV": _("gross calorific value (GCV)"),
}
