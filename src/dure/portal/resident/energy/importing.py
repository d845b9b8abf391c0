"""Meter readings as a utility sends them: customer number, kind, month, use; looked at before they are kept.

Only those of households that take part are kept, sealed with each household's own key. What is wrong with a
row is told with its line and how to mend it; nothing of a file is kept before somebody has looked.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.db import transaction

from dure.grammar.shapes import Text
from dure.kernel.parties import read as parties
from dure.kernel.parties import write as people
from dure.kernel.parties.write import Chance
from dure.portal.officer.files import Grid
from dure.portal.resident.energy.lines import billed

ROLE = "energy_participant"
MOST_AT_ONCE = 1000
COLUMNS = ("customer", "meter", "month", "used")
# What utilities call the columns and the kinds.
HEADINGS = {
    "customer": ("customer", "고객번호", "수용가번호", "사용계약번호"),
    "meter": ("meter", "kind", "종류", "에너지원"),
    "month": ("month", "사용월", "연월", "년월"),
    "used": ("used", "use", "사용량"),
}
METER_WORDS = {
    "electricity": ("electricity", "전기"),
    "water": ("water", "수도", "상수도"),
    "gas": ("gas", "가스", "도시가스"),
}
# A home that uses more than this in a month has another unit, or the stand of the meter.
MOST = {"electricity": Decimal(20_000), "water": Decimal(2_000), "gas": Decimal(20_000)}
MONTH = re.compile(r"(\d{4})[-./]?(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Reading:
    """What a meter of a household measured in a month, by the utility."""

    household: str
    meter: str
    month: str
    used: Decimal


@dataclass(frozen=True)
class Mistake:
    """A line that cannot be kept, and how to mend it."""

    line: int
    says: Text


@dataclass(frozen=True)
class Looked:
    """A file as it was read: what would be kept, what is wrong, and rows of meters that nobody gave."""

    readings: tuple[Reading, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    strangers: int = 0
    changes: int = 0


def meters_of(place: str, *, on: date) -> dict[tuple[str, str], str]:
    """The households that take part, by the kind and number of each of their meters."""
    found: dict[tuple[str, str], str] = {}
    after = ""
    while rows := parties.holders_in(place, role=ROLE, on=on, after=after, limit=MOST_AT_ONCE):
        after = rows[-1][1]
        names = [f"meter_{meter}" for meter in parties.METERS]
        for home, kept in parties.kept_of([body for _who, body in rows], names=names).items():
            for meter in parties.METERS:
                if number := _plain(kept.get(f"meter_{meter}", "")):
                    found[(meter, number)] = home
    return found


def look(grid: Grid, *, meters: Mapping[tuple[str, str], str], today: date) -> Looked:
    """Read a file without keeping anything of it."""
    if not grid.rows:
        return Looked()
    columns = _columns(grid.rows[0][1])
    lacking = [name for name in COLUMNS if name not in columns]
    if lacking:
        words = ", ".join(HEADINGS[name][1] for name in lacking)
        says = Text(
            f"첫 줄에 {words} 칸이 없습니다. 칸 이름을 적고 다시 올리십시오.",
            f"The first line lacks {', '.join(lacking)}. Name the columns and send the file again.",
        )
        return Looked(mistakes=(Mistake(grid.rows[0][0], says),))
    readings: dict[tuple[str, str, str], Reading] = {}
    mistakes: list[Mistake] = []
    strangers = 0
    for line, cells in grid.rows[1:]:
        found = _reading(cells, columns, meters=meters, today=today)
        if isinstance(found, Text):
            mistakes.append(Mistake(line, found))
        elif found is None:
            strangers += 1
        elif readings.setdefault((found.household, found.meter, found.month), found).used != found.used:
            mistakes.append(Mistake(line, TWICE))
    kept = tuple(readings.values())
    return Looked(kept, tuple(mistakes), strangers, _changes(kept))


@transaction.atomic
def keep(readings: Sequence[Reading], *, at: datetime, chance: Chance) -> int:
    """Seal readings with their households' keys; what is kept already is left alone. Answers how many."""
    homes: dict[str, dict[str, str]] = {}
    for each in readings:
        homes.setdefault(each.household, {})[_name(each)] = f"{each.used.normalize():f}"
    known = parties.kept_of(list(homes), names={name for said in homes.values() for name in said})
    count = 0
    for home, said in homes.items():
        new = {name: text for name, text in said.items() if known.get(home, {}).get(name) != text}
        if home in known and new:
            people.record_details(home, details=new, at=at, chance=chance)
            count += len(new)
    return count


TWICE = Text(
    "같은 계량기의 같은 달이 앞줄에 다른 값으로 있습니다. 하나만 남기십시오.",
    "The same meter and month stand above with another value. Leave one of them.",
)


def _reading(
    cells: Sequence[str], columns: Mapping[str, int], *, meters: Mapping[tuple[str, str], str], today: date
) -> Reading | Text | None:
    """One row; what is wrong with it, or None where the meter is nobody's who takes part."""
    said = {name: cells[at].strip() if at < len(cells) else "" for name, at in columns.items()}
    meter = next((name for name, words in METER_WORDS.items() if said["meter"].lower() in words), "")
    month = MONTH.fullmatch(said["month"])
    if not meter:
        return Text(
            f"종류가 ‘{said['meter']}’입니다. 전기, 수도, 가스 가운데 하나로 적으십시오.",
            f"The kind is “{said['meter']}”. Write electricity, water or gas.",
        )
    if month is None or f"{month[1]}-{month[2]}" >= f"{today:%Y-%m}":
        return Text(
            f"달이 ‘{said['month']}’입니다. 이미 끝난 달을 2026-01처럼 적으십시오.",
            f"The month is “{said['month']}”. Give a month that is over, such as 2026-01.",
        )
    used = _number(said["used"])
    if used is None or not 0 <= used <= MOST[meter]:
        return Text(
            f"사용량이 ‘{said['used']}’입니다. 그 달에 쓴 양을 숫자로 적으십시오. "
            "계량기 눈금이나 다른 단위가 아닌지 보십시오.",
            f"The use is “{said['used']}”. Give what was used in the month as a number, not the stand of the "
            "meter, and look at the unit.",
        )
    home = meters.get((meter, _plain(said["customer"])))
    return None if home is None else Reading(home, meter, f"{month[1]}-{month[2]}", used)


def _columns(header: Sequence[str]) -> dict[str, int]:
    """Which column is which, by its heading without unit."""
    plain = [re.sub(r"\(.*\)|\s", "", each).lower() for each in header]
    return {
        name: next(at for at, word in enumerate(plain) if word in words)
        for name, words in HEADINGS.items()
        if any(word in words for word in plain)
    }


def _changes(readings: Sequence[Reading]) -> int:
    """How many of these would replace another value."""
    homes = {each.household for each in readings}
    known = parties.kept_of(homes, names={_name(each) for each in readings}) if homes else {}
    return sum(
        Decimal(before) != each.used
        for each in readings
        if (before := known.get(each.household, {}).get(_name(each))) is not None
    )


def _name(each: Reading) -> str:
    return billed(each.meter, date.fromisoformat(f"{each.month}-01"))


def _plain(number: str) -> str:
    """A customer number without signs and spaces."""
    return re.sub(r"\W", "", number).upper()


def _number(text: str) -> Decimal | None:
    try:
        found = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
