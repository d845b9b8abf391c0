"""What the ledgers refuse, each with what is wrong, where, and how to put it right, in both languages."""

from uuid import UUID

from dure.grammar.shapes import Text


class Refused(Exception):
    """A posting that is refused. Nothing of the call has been written."""

    def __init__(self, ko: str, en: str) -> None:
        super().__init__(en)
        self.says = Text(ko, en)


class NotEnough(Refused):
    """An account would go below its floor."""

    def __init__(self, account: str, *, unit: str, balance: int, needed: int, floor: int) -> None:
        self.account, self.balance, self.needed, self.floor = account, balance, needed, floor
        super().__init__(
            f"{account}: 잔액 {balance:,} {unit}에서 {needed:,} {unit}을 빼면 하한 {floor:,}보다 작아집니다. "
            f"{balance - floor:,} 이하로 줄이거나 먼저 입금하십시오.",
            f"{account}: taking {needed:,} {unit} from {balance:,} would go below its floor of {floor:,}. "
            f"Take at most {balance - floor:,}, or pay in first.",
        )


class KeyReused(Refused):
    """A key that stands in the ledger already, with other content."""

    def __init__(self, key: UUID, *, differs: str) -> None:
        self.key, self.differs = key, differs
        super().__init__(
            f"키 {key}: 이미 다른 내용으로 기록되었습니다(다른 항목: {differs}). "
            "새 거래에는 새 키를 쓰고, 잘못된 거래는 취소 거래로 바로잡으십시오.",
            f"Key {key} is recorded already with other content ({differs} differs). "
            "Make a new key for a new movement; put a wrong one right by a reversal.",
        )


class KeyNotOrdered(Refused):
    """A key that is not a UUID of version 7."""

    def __init__(self, key: UUID) -> None:
        super().__init__(
            f"키 {key}: 시간순 UUID(버전 7)가 아닙니다. keys.make_key로 만드십시오.",
            f"Key {key} is not ordered by time. Make a UUID of version 7, with keys.make_key.",
        )


class AmountWrong(Refused):
    """An amount that is not a whole number above zero and within reach."""

    def __init__(self, amount: object, *, key: UUID, limit: int) -> None:
        super().__init__(
            f"키 {key}: 금액 {amount}은 1 이상 {limit:,} 이하의 정수가 아닙니다. "
            "가장 작은 단위의 정수로 쓰십시오.",
            f"Key {key}: the amount {amount} is not a whole number from 1 to {limit:,}. "
            "Count in the smallest unit.",
        )


class AddressWrong(Refused):
    """A place, path or unit that cannot be an address."""

    def __init__(self, address: str, *, en: str, ko: str) -> None:
        super().__init__(f"‘{address}’: {ko}", f"“{address}”: {en}")


class SameAccount(Refused):
    """A movement from an account to itself."""

    def __init__(self, account: str, *, key: UUID) -> None:
        super().__init__(
            f"키 {key}: 보내는 계정과 받는 계정이 모두 {account}입니다. 서로 다른 계정을 쓰십시오.",
            f"Key {key}: debit and credit are both {account}. Name two accounts.",
        )


class TimeUnknown(Refused):
    """A moment without a time zone."""

    def __init__(self, key: UUID) -> None:
        super().__init__(
            f"키 {key}: 시각에 시간대가 없습니다. 시간대를 붙이십시오.",
            f"Key {key}: a moment has no time zone. Give one.",
        )


class AccountDiffers(Refused):
    """An account that is open already with another floor or other lanes."""

    def __init__(self, account: str, *, floor: int | None, lanes: int) -> None:
        super().__init__(
            f"{account}: 이미 하한 {floor}, 차선 {lanes}개로 열려 있습니다. 다른 계정을 여십시오.",
            f"{account} is open already with floor {floor} and {lanes} lanes. Open another account.",
        )


class LanesWrong(Refused):
    """Lanes that an account cannot have."""

    def __init__(self, account: str, *, most: int) -> None:
        super().__init__(
            f"{account}: 차선은 0개에서 {most}개까지이며, 차선이 있는 계정의 하한은 0이어야 합니다.",
            f"{account}: an account has 0 to {most} lanes, and with lanes its floor is 0.",
        )


class NoSuchTransfer(Refused):
    """A key that no row has."""

    def __init__(self, key: UUID, *, place: str) -> None:
        super().__init__(
            f"{place} 장부에 키 {key}인 거래가 없습니다. 키를 확인하십시오.",
            f"The ledger of {place} has no transfer with the key {key}. Look the key up.",
        )


class NotPending(Refused):
    """A row that is not a pending one and so cannot be completed, voided or timed out."""

    def __init__(self, key: UUID) -> None:
        super().__init__(
            f"거래 {key}: 보류 거래가 아닙니다. 이미 끝난 거래는 취소 거래로 바로잡으십시오.",
            f"The transfer {key} is not pending. Put a finished one right by a reversal.",
        )


class NotReversible(Refused):
    """A row that cannot be taken back: a pending one, or itself the end of another."""

    def __init__(self, key: UUID) -> None:
        super().__init__(
            f"거래 {key}: 취소할 수 없는 거래입니다. "
            "보류 거래는 해제하고, 취소 거래는 새 거래로 다시 기록하십시오.",
            f"The transfer {key} cannot be reversed. Void a pending one; post a reversed one anew.",
        )


class AlreadyEnded(Refused):
    """A pending row that has its end, or a row that has been reversed."""

    def __init__(self, key: UUID) -> None:
        super().__init__(
            f"거래 {key}: 이미 끝났거나 취소된 거래입니다. 거래 내역을 확인하십시오.",
            f"The transfer {key} has ended or been reversed already. Look at the statement.",
        )


class TimedOut(Refused):
    """A pending row whose time has passed."""

    def __init__(self, key: UUID) -> None:
        super().__init__(
            f"보류 거래 {key}: 기한이 지났습니다. 새로 보류하십시오.",
            f"The time of the pending transfer {key} has passed. Hold anew.",
        )


class GuardMissing(Exception):
    """The database would let a row be changed or removed."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        self.missing = missing
        names = ", ".join(missing)
        self.says = Text(
            f"기록을 지키는 트리거가 없습니다: {names}. dure up을 다시 실행하십시오.",
            f"The triggers that keep rows from being changed are missing: {names}. Run dure up again.",
        )
        super().__init__(self.says.en)


class NothingToClose(Refused):
    """A sum in which nothing lies, or nothing else than in its last edition."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}: 지난번 공표 뒤로 달라진 것이 없거나 아직 쌓인 것이 없어 마감할 것이 없습니다.",
            f"{name}: nothing lies there, or nothing has changed since its last edition. There "
            "is nothing to close.",
        )


class SumDiffers(Refused):
    """The accounts of a sum hold something else than came out of its counter account."""

    def __init__(self, name: str, *, inside: int, outside: int) -> None:
        super().__init__(
            f"{name}: 계정들의 합 {inside:,}과 내준 합 {outside:,}이 다릅니다. "
            "마감하지 않았습니다. dure ledger verify로 장부를 확인하십시오.",
            f"{name}: the accounts hold {inside:,}, but {outside:,} came out for them. Nothing was closed. "
            "Look at the ledger with dure ledger verify.",
        )
