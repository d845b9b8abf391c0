"""What is odd about acts: rules that say what they found and against which limit, and never who cheats.

A suspicion puts acts before a person. It refuses nothing, and takes nothing back.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_M = 6_371_008.8
HASH_BITS = 64


@dataclass(frozen=True)
class Act:
    """An act as the rules see it: by whom (opaque), when, on which device, confirmed by which shop."""

    act: str
    person: str
    at_s: float
    device: str | None = None
    shop: str | None = None


@dataclass(frozen=True)
class Photo:
    """A photo's perceptual hash of 64 bits: alike photos differ in few bits."""

    act: str
    person: str
    bits: int


@dataclass(frozen=True)
class Where:
    """Where an act was, how far that may be off, and where it should have been."""

    act: str
    person: str
    latitude: float
    longitude: float
    accuracy_m: float
    fence_latitude: float
    fence_longitude: float
    fence_m: float


@dataclass(frozen=True)
class Suspicion:
    """Acts that a rule finds odd: what it found, and the limit that this lies beyond."""

    rule: str
    about: str
    acts: tuple[str, ...]
    found: float
    limit: float


def too_fast(acts: Sequence[Act], *, most: int, within_s: float) -> tuple[Suspicion, ...]:
    """People with more acts within a span of time than one can do.

    One suspicion for a person: the densest span, the earliest of equals.

    Arguments
        acts      the acts of a period
        most      as many as are not odd
        within_s  the span in seconds, above zero; both ends count
    Returns
        a suspicion for each such person, by name
    Raises
        ValueError  a limit is out of its range.
    Source
        Velocity rule: most acts in any span of that length.

    >>> too_fast([Act(f"x{n}", "p", 10.0 * n) for n in range(4)], most=2, within_s=25.0)[0].found
    3.0
    """
    if most < 1 or not within_s > 0:
        raise ValueError(f"{most} acts within {within_s} s: give at least one act and a span above zero.")
    found = []
    for person, own in sorted(_by(acts, lambda act: act.person).items()):
        ordered = sorted(own, key=lambda act: (act.at_s, act.act))
        densest: list[Act] = []
        first = 0
        for last, act in enumerate(ordered):
            while act.at_s - ordered[first].at_s > within_s:
                first += 1
            if last - first + 1 > len(densest):
                densest = ordered[first : last + 1]
        if len(densest) > most:
            found.append(_suspicion("too_fast", person, densest, len(densest), most))
    return tuple(found)


def shared_device(acts: Sequence[Act], *, most_people: int) -> tuple[Suspicion, ...]:
    """Devices from which more people act than share one at home.

    >>> shared_device([Act(f"x{n}", f"p{n}", 0.0, device="d") for n in range(4)], most_people=3)[0].found
    4.0
    """
    if most_people < 1:
        raise ValueError(f"most_people is {most_people}: give at least one.")
    by_device = _by((act for act in acts if act.device), lambda act: act.device or "")
    return tuple(
        _suspicion("shared_device", device, own, len(people), most_people)
        for device, own in sorted(by_device.items())
        if len(people := {act.person for act in own}) > most_people
    )


def alike_photos(photos: Sequence[Photo], *, within_bits: int) -> tuple[Suspicion, ...]:
    """Groups of photos of different acts that are the same picture or nearly so.

    Two photos belong together when their hashes differ in at most so many bits, and a group is all that hang
    together so. No pair is missed: hashes that differ in d bits agree in one of d + 1 parts of the hash, so
    only those that share a part are compared.

    Arguments
        photos       photos with their hashes
        within_bits  the most bits in which alike photos differ, 0 to 32
    Returns
        a suspicion for each group of two and more, with the number of photos, by the first act
    Raises
        ValueError  the bits are out of range.
    Source
        Hamming distance of perceptual hashes; pigeonhole bands as in Manku, G. S., Jain, A., Das Sarma, A.
        (2007), doi:10.1145/1242572.1242592.

    >>> photos = [Photo("x", "p", 0b1000), Photo("y", "q", 0b1001), Photo("z", "r", 2**63 - 1)]
    >>> alike_photos(photos, within_bits=2)
    (Suspicion(rule='alike_photos', about='x', acts=('x', 'y'), found=2.0, limit=1.0),)
    """
    if not 0 <= within_bits <= HASH_BITS // 2:
        raise ValueError(f"within_bits is {within_bits}: give 0 to {HASH_BITS // 2}.")
    # The same picture a thousand times is one hash.
    hashes = sorted({photo.bits for photo in photos})
    leader = list(range(len(hashes)))
    for band in _bands(hashes, within_bits + 1):
        for one, other in combinations(band, 2):
            if (hashes[one] ^ hashes[other]).bit_count() <= within_bits:
                _join(leader, one, other)
    place = {bits: n for n, bits in enumerate(hashes)}
    groups: dict[int, list[str]] = defaultdict(list)
    for photo in photos:
        groups[_leader(leader, place[photo.bits])].append(photo.act)
    alike = sorted(tuple(sorted(acts)) for acts in groups.values() if len(acts) > 1)
    return tuple(Suspicion("alike_photos", acts[0], acts, float(len(acts)), 1.0) for acts in alike)


def shop_and_person(acts: Sequence[Act], *, least_acts: int, share: float) -> tuple[Suspicion, ...]:
    """A shop and a resident who confirm each other: much of the shop's acts and much of the person's.

    One alone is ordinary: a resident with a favourite shop, a shop with one regular. Both together is odd.

    Arguments
        acts        acts that a shop confirmed
        least_acts  as few together are never odd
        share       the share of both, above which it is odd, 0 to 1
    Returns
        a suspicion for each pair; what was found is the smaller of the two shares
    Raises
        ValueError  a limit is out of its range.
    Source
        Mutual concentration: the smaller of two conditional shares.

    >>> acts = [Act(f"x{n}", "p", 0.0, shop="s") for n in range(9)] + [Act("y", "q", 0.0, shop="s")]
    >>> shop_and_person(acts, least_acts=5, share=0.5)[0].found
    0.9
    """
    if least_acts < 1 or not 0 < share < 1:
        raise ValueError(f"{least_acts} acts and a share of {share}: give at least 1, and between 0 and 1.")
    own = [act for act in acts if act.shop]
    of_person, of_shop = _by(own, lambda act: act.person), _by(own, lambda act: act.shop or "")
    found = []
    for (shop, person), pair in sorted(_pairs(own).items()):
        least = min(len(pair) / len(of_person[person]), len(pair) / len(of_shop[shop]))
        if len(pair) >= least_acts and least > share:
            found.append(_suspicion("shop_and_person", f"{shop} {person}", pair, least, share))
    return tuple(found)


def outside_fence(places: Sequence[Where], *, tolerance_m: float) -> tuple[Suspicion, ...]:
    """Acts that even with their accuracy were not where they should have been.

    >>> here = Where("x", "p", 36.0, 127.0, 20.0, 36.0, 127.01, 50.0)
    >>> [round(one.found) for one in outside_fence([here], tolerance_m=30.0)]
    [880]
    """
    if not tolerance_m >= 0:
        raise ValueError(f"tolerance_m is {tolerance_m}: give zero or more.")
    found = []
    for one in places:
        distance = _distance_m(one) - one.accuracy_m
        if distance > one.fence_m + tolerance_m:
            limit = one.fence_m + tolerance_m
            found.append(Suspicion("outside_fence", one.person, (one.act,), distance, limit))
    return tuple(found)


def _suspicion(rule: str, about: str, acts: Iterable[Act], found: float, limit: float) -> Suspicion:
    """A suspicion about some acts."""
    return Suspicion(rule, about, tuple(act.act for act in acts), float(found), float(limit))


def _by(acts: Iterable[Act], key: Callable[[Act], str]) -> dict[str, list[Act]]:
    """Acts by a word of theirs."""
    groups: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        groups[key(act)].append(act)
    return groups


def _pairs(acts: Iterable[Act]) -> dict[tuple[str, str], list[Act]]:
    """Acts by shop and person."""
    groups: dict[tuple[str, str], list[Act]] = defaultdict(list)
    for act in acts:
        groups[act.shop or "", act.person].append(act)
    return groups


def _bands(hashes: Sequence[int], parts: int) -> Iterable[list[int]]:
    """Positions of hashes that agree in one of so many parts, for each part."""
    edges = [HASH_BITS * n // parts for n in range(parts + 1)]
    for low, high in pairwise(edges):
        alike: dict[int, list[int]] = defaultdict(list)
        for n, bits in enumerate(hashes):
            alike[(bits >> low) & ((1 << (high - low)) - 1)].append(n)
        yield from (band for band in alike.values() if len(band) > 1)


def _leader(leader: list[int], n: int) -> int:
    """The first of the group that a photo belongs to."""
    while leader[n] != n:
        leader[n] = leader[leader[n]]
        n = leader[n]
    return n


def _join(leader: list[int], one: int, other: int) -> None:
    """Make one group of two."""
    first, second = sorted((_leader(leader, one), _leader(leader, other)))
    leader[second] = first


def _distance_m(one: Where) -> float:
    """Metres between an act and the middle of its fence, on a sphere (haversine)."""
    north = radians(one.fence_latitude - one.latitude) / 2
    east = radians(one.fence_longitude - one.longitude) / 2
    level = cos(radians(one.latitude)) * cos(radians(one.fence_latitude))
    return 2 * EARTH_RADIUS_M * asin(sqrt(sin(north) ** 2 + level * sin(east) ** 2))
