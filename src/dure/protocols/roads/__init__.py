"""Road networks as others publish them, read into links with a direction."""

from dure.protocols.roads.network import CLASSES, FLAWS, Ban, Flaw, Roads
from dure.protocols.roads.reading import LAYOUTS, UnreadableRoads, layout_of, read_roads

__all__ = [
    "CLASSES",
    "FLAWS",
    "LAYOUTS",
    "Ban",
    "Flaw",
    "Roads",
    "UnreadableRoads",
    "layout_of",
    "read_roads",
]
