"""Acts with allowances: granted, bought, sold, surrendered, carried over, borrowed, cancelled; lot by lot.

Tonnes go from lot to lot and won go beside them, as one group. Whatever the rules of a year say is looked at
together with what it depends on; a limit that nobody has stated takes a person's reason in its place.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from dure.engines import allowances as rules_of_lots
from dure.grammar.lots import Lot, find_lot
from dure.grammar.shapes import Text
from dure.kernel.ledgers import read as ledgers
from dure.portal.officer.acts.acting import ActRefused, Deed, Leg
from dure.portal.resident import holdings
from dure.portal.resident.holdings import Book, Held, Rules
from dure.portal.resident.lot_words import lot_words

# A lot that came from the next year's grant. It is there to be surrendered and for nothing else.
BORROWED_LOT = "borrowed"
GRANTED_LOT = "granted"
HELD = Text("보유 배출권", "Allowances held")


@dataclass(frozen=True)
class Wanted:
    """How many tonnes, and of which lot; without a lot, the oldest first."""

    tonnes: int
    lot: Lot | None = None


@dataclass(frozen=True)
class Binding:
    """What binds an act: the figures of its year, and whether the person gave a reason of their own."""

    rules: Rules
    has_reason: bool


def grant(place: str, *, year: int, tonnes: int) -> Deed:
    """The government grants allowances of a year, free of charge."""
    lot = Lot(str(year), GRANTED_LOT, 0)

    def legs() -> tuple[Leg, ...]:
        _whole_tonnes(tonnes)
        return (Leg(f"{holdings.GOVERNMENT}/{year}", f"{holdings.HOLDING}/{lot.path}", tonnes, "kau"),)

    return Deed(
        f"grant {place} {year} {tonnes}",
        Text(f"{year}년 배출권 할당", f"Allowances granted for {year}"),
        legs,
    )


def buy(place: str, *, year: int, lot: Lot, tonnes: int) -> Deed:
    """Allowances are bought for a year: a new lot with its price, and the won that went for it."""

    def legs() -> tuple[Leg, ...]:
        _whole_tonnes(tonnes)
        price = _price(lot.price_krw)
        market = f"{holdings.MARKET}/{year}/at-{price}"
        return (
            Leg(market, f"{holdings.HOLDING}/{lot.path}", tonnes, "kau"),
            Leg(f"{holdings.PURCHASES}/{year}/at-{price}", market, tonnes * price, "krw"),
        )

    says = Text(f"{year}년분 배출권 매수", f"Allowances bought for {year}")
    return Deed(f"buy {place} {year} {lot.path} {tonnes}", says, legs)


def sell(place: str, *, year: int, wanted: Wanted, price_krw: int) -> Deed:
    """Allowances are sold from lots at one price: tonnes out, won in, as one group."""

    def legs() -> tuple[Leg, ...]:
        price = _price(price_krw)
        market = f"{holdings.MARKET}/{year}/at-{price}"
        taken = _taken(place, wanted, year=year, keep_borrowed=True)
        return (
            *(Leg(held.account, market, held.tonnes, "kau") for held in taken),
            Leg(market, f"{holdings.SALES}/{year}/at-{price}", wanted.tonnes * price, "krw"),
        )

    says = Text(
        f"{year}년분 배출권 판매(톤당 {price_krw:,}원)",
        f"Allowances of {year} sold at KRW {price_krw:,} a tonne",
    )
    return Deed(f"sell {place} {year} {_words(wanted)} at {price_krw}", says, legs)


def surrender(place: str, *, year: int, wanted: Wanted, binding: Binding) -> Deed:
    """Allowances are surrendered for the verified emissions of a year, and not for more."""

    def legs() -> tuple[Leg, ...]:
        verified = _verified(binding.rules, year)
        before = holdings.year_of(holdings.book_of(place), year=year).surrendered
        if before + wanted.tonnes > verified:
            raise ActRefused(
                f"{year}년 인증 배출량은 {verified:,}톤이고 이미 {before:,}톤을 제출했습니다. "
                f"{verified - before:,}톤까지만 제출하십시오.",
                f"The verified emissions of {year} are {verified:,} t and {before:,} t are surrendered. "
                f"Surrender at most {verified - before:,} t.",
            )
        return _moved(_taken(place, wanted, year=year), into=f"{holdings.SURRENDERED}/{year}")

    return Deed(
        f"surrender {place} {year} {_words(wanted)}",
        Text(f"{year}년 인증 배출량만큼 제출", f"Surrendered for the verified emissions of {year}"),
        legs,
    )


def carry_over(place: str, *, year: int, wanted: Wanted, binding: Binding) -> Deed:
    """What is left of a year goes to the next, after the surrender and within the limit."""

    def legs() -> tuple[Leg, ...]:
        now = holdings.year_of(holdings.book_of(place), year=year)
        verified = _verified(binding.rules, year)
        if now.surrendered < verified:
            raise ActRefused(
                f"제출이 먼저입니다. {year}년 인증 배출량 가운데 {verified - now.surrendered:,}톤이 "
                "아직 제출되지 않았습니다. 먼저 제출한 뒤 이월하십시오.",
                f"Surrender comes before carry-over: {verified - now.surrendered:,} t of the emissions of "
                f"{year} are not surrendered yet. Surrender them first.",
            )
        limit = carry_over_limit(now, binding.rules)
        if limit is None and not binding.rules.small_holder:
            _needs_reason(binding, year, Text("이월", "carry-over"))
        elif limit is not None and now.carried_out + wanted.tonnes > limit:
            raise ActRefused(
                f"{year}년 이월 한도는 순매도량 {now.net_sales:,}톤의 {binding.rules.carry_over_times}배인 "
                f"{limit:,}톤이고 이미 {now.carried_out:,}톤을 이월했습니다. "
                f"{max(0, limit - now.carried_out):,}톤까지만 이월하십시오.",
                f"The limit of carry-over of {year} is {limit:,} t, {binding.rules.carry_over_times} times "
                f"the net sales of {now.net_sales:,} t, and {now.carried_out:,} t are carried over. "
                f"Carry over at most {max(0, limit - now.carried_out):,} t.",
            )
        taken = _taken(place, wanted, year=year, keep_borrowed=True)
        return _moved(taken, into=f"{holdings.CARRIED}/{year + 1}")

    return Deed(
        f"carry {place} {year} {_words(wanted)}",
        Text(f"{year}년에서 {year + 1}년으로 이월", f"Carried over from {year} to {year + 1}"),
        legs,
    )


def carry_over_limit(now: holdings.Year, rules: Rules) -> int | None:
    """The limit of carry-over in tonnes; None where there is none, or where nobody has stated one."""
    if rules.small_holder or rules.carry_over_times is None:
        return None
    answer = rules_of_lots.carry_over_limit(sold=now.net_sales, bought=0, times=float(rules.carry_over_times))
    return int(answer.limit)


def bring_in(place: str, *, year: int) -> Deed:
    """What was carried over to a year is taken into its holding, every lot as it was."""

    def legs() -> tuple[Leg, ...]:
        path = f"{holdings.CARRIED}/{year}"
        found = holdings.lots(holdings.book_of(place), path=path)
        if not found:
            raise ActRefused(
                f"{year}년으로 이월된 배출권이 없습니다. 연도를 확인하십시오.",
                f"Nothing was carried over to {year}. Check the year.",
            )
        return _moved(found, into=holdings.HOLDING)

    says = Text(f"{year - 1}년에서 이월한 배출권", f"Allowances carried over from {year - 1}")
    return Deed(f"bring {place} {year}", says, legs)


def borrow(place: str, *, year: int, tonnes: int, binding: Binding) -> Deed:
    """What is missing of a year is borrowed from the next year's grant, within the limit."""
    lot = Lot(str(year + 1), BORROWED_LOT)

    def legs() -> tuple[Leg, ...]:
        _whole_tonnes(tonnes)
        book = holdings.book_of(place)
        now = holdings.year_of(book, year=year)
        verified = _verified(binding.rules, year)
        held = sum(each.tonnes for each in holdings.usable(book, year=year))
        short = max(0, verified - now.surrendered - held)
        if tonnes > short:
            raise ActRefused(
                f"{year}년에 모자라는 배출권은 {short:,}톤입니다. 제출에 모자라는 만큼만 빌릴 수 있습니다.",
                f"{short:,} t are missing for {year}. Borrow only what is missing for the surrender.",
            )
        percent = binding.rules.borrowing_percent
        if percent is None:
            _needs_reason(binding, year, Text("차입", "borrowing"))
        else:
            limit = verified * percent // 100
            if now.borrowed + tonnes > limit:
                raise ActRefused(
                    f"{year}년 차입 한도는 제출할 {verified:,}톤의 {percent}%인 {limit:,}톤이고 이미 "
                    f"{now.borrowed:,}톤을 빌렸습니다. {max(0, limit - now.borrowed):,}톤까지만 빌리십시오.",
                    f"The limit of borrowing of {year} is {limit:,} t, {percent} % of the {verified:,} t "
                    f"due, and {now.borrowed:,} t are borrowed. "
                    f"Borrow at most {max(0, limit - now.borrowed):,} t.",
                )
        source = f"{holdings.BORROWED}/{year + 1}"
        return (Leg(source, f"{holdings.HOLDING}/{lot.path}", tonnes, "kau"),)

    says = Text(f"{year + 1}년 배출권 차입", f"Allowances of {year + 1} borrowed")
    return Deed(f"borrow {place} {year} {tonnes}", says, legs)


def repay(place: str, *, year: int, tonnes: int) -> Deed:
    """What was borrowed from a year's grant is given back out of that grant."""
    lot = Lot(str(year), GRANTED_LOT, 0)

    def legs() -> tuple[Leg, ...]:
        _whole_tonnes(tonnes)
        owed = -ledgers.balance(place, path=f"{holdings.BORROWED}/{year}", unit="kau")
        if tonnes > owed:
            raise ActRefused(
                f"{year}년 할당에서 빌린 배출권은 {owed:,}톤입니다. 그만큼만 갚으십시오.",
                f"{owed:,} t were borrowed from the grant of {year}. Give back at most that.",
            )
        taken = _taken(place, Wanted(tonnes, lot), year=year)
        return tuple(Leg(h.account, f"{holdings.BORROWED}/{year}", h.tonnes, "kau") for h in taken)

    says = Text(f"{year}년 차입 배출권 상환", f"Borrowed allowances of {year} given back")
    return Deed(f"repay {place} {year} {tonnes}", says, legs)


def cancel(place: str, *, wanted: Wanted) -> Deed:
    """Allowances are given up for good: nobody may use them."""

    def legs() -> tuple[Leg, ...]:
        return _moved(_taken(place, wanted, year=None, keep_borrowed=True), into=holdings.CANCELLED)

    says = Text("배출권 취소(영구 폐기)", "Allowances cancelled for good")
    return Deed(f"cancel {place} {_words(wanted)}", says, legs)


def _taken(place: str, wanted: Wanted, *, year: int | None, keep_borrowed: bool = False) -> tuple[Held, ...]:
    """The lots that are drawn on, each with what is taken of it; with a year only those that serve it."""
    _whole_tonnes(wanted.tonnes)
    book = holdings.book_of(place)
    mine = holdings.lots(book) if year is None else holdings.usable(book, year=year)
    there = [held for held in mine if _may_be_taken(held, wanted, keep_borrowed=keep_borrowed)]
    total = sum(held.tonnes for held in there)
    if wanted.tonnes > total:
        what = lot_words(wanted.lot) if wanted.lot else HELD
        _needs_bringing_in(book, wanted, year=year)
        held = holdings.lots(book)
        other = sum(h.tonnes for h in held if _may_be_taken(h, wanted, keep_borrowed=keep_borrowed)) - total
        of_year = Text(f"{year}년에 ", f" for {year}") if year else Text("", "")
        hint = _of_other_years(other, year)
        raise ActRefused(
            f"{what.ko} 가운데 {of_year.ko}쓸 수 있는 것은 {total:,}톤인데 {wanted.tonnes:,}톤을 적었습니다. "
            f"{total:,}톤 이하로 적으십시오.{hint.ko}",
            f"{what.en}: the account holds {total:,} t that may be used{of_year.en}, and {wanted.tonnes:,} t "
            f"were asked. Take at most {total:,} t.{hint.en}",
        )
    lots = np.array([held.tonnes for held in there], dtype=np.float64)
    taken = rules_of_lots.first_in_first_out(lots=lots, wanted=wanted.tonnes).taken
    return tuple(
        replace(held, tonnes=int(tonnes)) for held, tonnes in zip(there, taken, strict=True) if tonnes
    )


def _may_be_taken(held: Held, wanted: Wanted, *, keep_borrowed: bool) -> bool:
    """Whether a lot is one that is asked for, and none that was borrowed where those are kept."""
    return wanted.lot in {None, held.lot} and not (keep_borrowed and held.lot.name == BORROWED_LOT)


def _of_other_years(tonnes: int, year: int | None) -> Text:
    """What is held beside it and does not serve the year, with the way in which it may."""
    if not tonnes or year is None:
        return Text("", "")
    return Text(
        f" 그 밖에 보유한 {tonnes:,}톤은 다른 연도의 배출권입니다. 이후 연도분은 ‘다음 연도에서 차입’으로 "
        f"한도 안에서만, 이전 연도분은 {year}년으로 이월한 뒤에만 쓸 수 있습니다.",
        f" The other {tonnes:,} t held are of other years: those of a later year serve {year} only by "
        f"“Borrow from the next year”, within its limit, and those of an earlier year "
        f"once carried over to {year}.",
    )


def _needs_bringing_in(book: Book, wanted: Wanted, *, year: int | None) -> None:
    """Where what is asked for waits to be taken in from an earlier year, that step is named, not a number."""
    waiting: dict[str, int] = {}
    for account in book.below(holdings.CARRIED, unit="kau"):
        into, _slash, lot = account.path.removeprefix(f"{holdings.CARRIED}/").partition("/")
        fits = year is None or into == str(year)
        if account.balance > 0 and fits and wanted.lot in {None, find_lot(lot)}:
            waiting[into] = waiting.get(into, 0) + account.balance
    if waiting:
        into, tonnes = min(waiting.items())
        raise ActRefused(
            f"{into}년으로 이월된 배출권 {tonnes:,}톤을 아직 받지 않아 쓸 수 없습니다. 먼저 ‘이월 배출권 "
            f"받기’를 {into}년으로 기록한 뒤 다시 하십시오.",
            f"{tonnes:,} t that were carried over to {into} are not taken in yet, so they cannot be used. "
            f"First record “Take in what was carried over” for {into}, then do this again.",
        )


def _moved(taken: Sequence[Held], *, into: str) -> tuple[Leg, ...]:
    """Each lot into the account of the same lot elsewhere."""
    return tuple(Leg(held.account, f"{into}/{held.lot.path}", held.tonnes, "kau") for held in taken)


def _verified(rules: Rules, year: int) -> int:
    if rules.verified is None:
        raise ActRefused(
            f"{year}년 인증 배출량을 알 수 없습니다. 인증 배출량을 먼저 수치로 입력하고 승인받으십시오.",
            f"The verified emissions of {year} are unknown. Enter them as a figure and have them approved.",
        )
    return rules.verified


def _needs_reason(binding: Binding, year: int, what: Text) -> None:
    if not binding.has_reason:
        raise ActRefused(
            f"{year}년 {what.ko} 한도를 알 수 없습니다. 한도를 수치로 입력하거나, 한도 안이라고 보는 사유를 "
            "적으십시오.",
            f"The limit of {what.en} of {year} is unknown. Enter it as a figure, or give the reason why this "
            "is within it.",
        )


def _price(price: int | None) -> int:
    if price is None or price < 1:
        raise ActRefused(
            "톤당 가격이 없습니다. 1원 이상의 정수로 적으십시오.",
            "There is no price of a tonne. Give a whole number of won, 1 or more.",
        )
    return price


def _whole_tonnes(tonnes: int) -> None:
    if tonnes < 1:
        raise ActRefused(
            f"{tonnes}톤은 옮길 수 없습니다. 1톤 이상의 정수로 적으십시오.",
            f"{tonnes} t cannot be moved. Give a whole number of tonnes, 1 or more.",
        )


def _words(wanted: Wanted) -> str:
    return f"{wanted.tonnes} {wanted.lot.path if wanted.lot else 'oldest-first'}"
