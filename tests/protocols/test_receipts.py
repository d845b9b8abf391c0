"""Receipts: verified with the public key alone, and short enough to print."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import segno
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from dure.protocols.envelope import opened, sealed
from dure.protocols.receipts import KIND, Receipt, signed, verified

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))
KEYS = [KEY.public_key()]
RECEIPT = Receipt(
    12, "a-city", "act/tumbler", "019a4c7e", "point", 300, datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
)
# RFC 8032, section 7.1, test 2: secret, message, signature.
RFC_SECRET = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
RFC_SIGNATURE = (
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)


def test_the_signature_is_that_of_the_standard() -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(RFC_SECRET))
    assert key.sign(b"\x72").hex() == RFC_SIGNATURE


@given(
    st.integers(-(10**12), 10**12),
    st.text(max_size=40).filter(lambda text: not any(c.isdigit() for c in text)),
)
def test_what_was_signed_is_what_is_read(amount: int, about: str) -> None:
    about = about.encode("utf-8", "ignore").decode()
    receipt = replace(RECEIPT, amount=amount, about=about)
    assert verified(signed(receipt, key=KEY), keys=KEYS).receipt == receipt


@given(st.data())
def test_a_receipt_with_one_character_changed_is_no_receipt(data: st.DataObject) -> None:
    text = signed(RECEIPT, key=KEY)
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from("AZaz09-_.").filter(lambda each: each != text[place]))
    answer = verified(text[:place] + other + text[place + 1 :], keys=KEYS)
    assert answer.receipt is None
    assert answer.fault in {"unreadable", "other_kind", "unknown_signer", "forged"}


@given(st.text(max_size=200))
def test_anything_at_all_can_be_held_before_the_camera(text: str) -> None:
    assert verified(text, keys=KEYS).receipt is None


def test_a_receipt_of_another_signer_is_not_trusted() -> None:
    assert verified(signed(RECEIPT, key=OTHER), keys=KEYS).fault == "unknown_signer"


def test_another_kind_of_signed_text_is_no_receipt() -> None:
    text = sealed({"n": 1}, kind="DURE-E1", key=KEY)
    assert verified(text, keys=KEYS).fault == "other_kind"
    assert verified(sealed({"n": 1}, kind=KIND, key=KEY), keys=KEYS).fault == "incomplete"


def test_a_receipt_fits_a_printed_code_of_four_centimetres() -> None:
    code = segno.make(signed(RECEIPT, key=KEY), error="m", micro=False)
    # Version 13 has 69 modules: more than half a millimetre each on 4 cm.
    assert int(code.version) <= 13


@pytest.mark.parametrize("text", ["900101-1234567", "9001011234567", "x 900101 2234567 y"])
def test_a_registration_number_is_not_printed(text: str) -> None:
    with pytest.raises(ValueError, match="registration number"):
        signed(replace(RECEIPT, holder=text), key=KEY)


def test_a_time_without_a_zone_and_a_number_below_one_are_refused() -> None:
    with pytest.raises(ValueError, match="no zone"):
        signed(replace(RECEIPT, at=datetime(2026, 11, 22)), key=KEY)
    with pytest.raises(ValueError, match="numbered from 1"):
        signed(replace(RECEIPT, number=0), key=KEY)


def test_only_texts_and_whole_numbers_are_signed() -> None:
    with pytest.raises(TypeError, match="whole numbers only"):
        sealed({"kg": 1.5}, kind=KIND, key=KEY)  # type: ignore[dict-item]
    with pytest.raises(ValueError, match="keep it below"):
        sealed({"a": "x" * 4_000}, kind=KIND, key=KEY)
    assert opened("x" * 5_000, kind=KIND, keys=KEYS).fault == "unreadable"
