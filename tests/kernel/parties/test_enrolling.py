"""Residents: details sealed with a key of one's own, forgotten for ever, and never a registration number."""

from datetime import timedelta

import pytest
from django.db import connection

from dure.kernel.parties import read, write
from dure.kernel.parties.read.sealing import Unreadable, seal, unseal
from dure.kernel.parties.write import Enrolment, ResidentNumberRefused
from tests.kernel.said import CITY, NOON

pytestmark = pytest.mark.django_db
DETAILS = {"name": "김누리", "phone": "010-1234-5678"}


def bytes_of(size: int) -> bytes:
    """Chance that is always the same."""
    return bytes(range(size))


def enrol(**changes: str) -> str:
    said = Enrolment(CITY, {**DETAILS, **changes}, {"rewards": "1"}, age_band="30-39")
    return write.enrol(said, on=NOON.date(), at=NOON, chance=bytes_of, username="nuri", password=None)


def test_somebody_who_enrols_has_party_role_details_and_consent() -> None:
    party = enrol()
    assert read.details_of(party) == DETAILS
    assert [(role.name, role.place) for role in read.roles_of_party(party, on=NOON.date())] == [
        ("resident", CITY)
    ]
    assert [(c.purpose, c.given) for c in read.consents_of(party)] == [("rewards", True)]
    joined = read.enrolment_of(party, place=CITY)
    assert joined is not None
    assert (joined.assurance, joined.age_band) == ("self", "30-39")


def test_no_table_holds_a_detail_in_the_clear() -> None:
    party = enrol()
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM parties_detail")
        kept = b"".join(bytes(row[0]) for row in cursor)
    assert "김누리".encode() not in kept
    assert b"010-1234" not in kept
    seen = read.party(party)
    assert seen.name.ko == "주민"


def test_a_later_detail_holds_and_an_empty_one_changes_nothing() -> None:
    party = enrol()
    later = NOON + timedelta(days=1)
    write.record_details(party, details={"phone": "02-1", "name": ""}, at=later, chance=bytes_of)
    assert read.details_of(party) == {"name": "김누리", "phone": "02-1"}


def test_who_is_forgotten_cannot_be_read_again() -> None:
    party = enrol()
    assert write.forget(party, at=NOON)
    assert read.details_of(party) == {}
    assert not write.forget(party, at=NOON)
    with connection.cursor() as cursor:
        cursor.execute("SELECT wrapped FROM parties_detailkey")
        assert [bytes(row[0]) for row in cursor] == [b""]


def test_a_consent_is_taken_back_and_both_stay() -> None:
    party = enrol()
    for _twice in range(2):
        write.consent(party, purpose="rewards", edition="1", given=False, at=NOON)
    assert [c.given for c in read.consents_of(party)] == [False]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM parties_consent")
        assert cursor.fetchone()[0] == 2


@pytest.mark.parametrize("field", ["name", "phone", "address"])
def test_a_registration_number_is_taken_in_no_field(field: str) -> None:
    with pytest.raises(ResidentNumberRefused) as refused:
        enrol(**{field: "900101-1234567"})
    assert refused.value.field == field
    assert "1234567" not in str(refused.value)
    assert read.find_account("nuri") is None


def test_a_bank_account_of_thirteen_digits_is_taken_unless_its_check_digit_is_a_registration_numbers() -> (
    None
):
    party = enrol()
    for account in ("900101-1234567", "9001011234568"):
        with pytest.raises(ResidentNumberRefused):
            write.record_details(
                party, details={"account_number": f"Dure {account}"}, at=NOON, chance=bytes_of
            )
    for account in ("9001011234567", "900-101-1234568"):
        write.record_details(party, details={"account_number": f"Dure {account}"}, at=NOON, chance=bytes_of)
        assert read.details_of(party)["account_number"] == f"Dure {account}"


def test_what_was_sealed_about_one_person_is_not_read_as_anothers() -> None:
    key = bytes_of(32)
    sealed = seal(b"010", key=key, about="r-1 phone", nonce=bytes_of(12))
    assert unseal(sealed, key=key, about="r-1 phone") == b"010"
    with pytest.raises(Unreadable):
        unseal(sealed, key=key, about="r-2 phone")
