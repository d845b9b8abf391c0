"""Writes the vectors again: `python tests/protocols/make_vectors.py`. They change only with a new scheme."""

import json
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dure.protocols import device_events, receipts, sum_tree

FOLDER = Path(__file__).parent / "vectors"
# The secret key of RFC 8032, section 7.1, test 1: known to everybody, so it protects nothing.
SECRET = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def vectors() -> dict[str, object]:
    """Every vector by its file's name."""
    key = Ed25519PrivateKey.from_private_bytes(SECRET)
    about, salts = "a programme, 2026-11", bytes(range(32))
    grams = [1_250, 0, 37, 400_000, 5]
    holdings = [
        sum_tree.Holding(f"account-{n}", amount, sum_tree.salt_of(f"account-{n}", about=about, key=salts))
        for n, amount in enumerate(grams)
    ]
    tree = sum_tree.tree_of(holdings, about=about)
    receipt = receipts.Receipt(7, "a-city", "act/tumbler", "019a4c", "point", 300, AT)
    event = device_events.Event("machine-1", 1, AT, "deposit/can", "items", 3)
    return {
        "sum_tree": {
            "key": salts.hex(),
            "accounts": {one.account: one.grams for one in holdings},
            "root": tree.root.digest.hex(),
            "total_grams": tree.root.grams,
            "proof": sum_tree.written(sum_tree.proof_of(tree, account="account-3")),
        },
        "receipt": {
            "secret": SECRET.hex(),
            "public": key.public_key().public_bytes_raw().hex(),
            "text": receipts.signed(receipt, key=key),
        },
        "device_event": {"secret": SECRET.hex(), "text": device_events.signed(event, key=key)},
    }


if __name__ == "__main__":
    for name, vector in vectors().items():
        (FOLDER / f"{name}.json").write_text(json.dumps(vector, indent=2, ensure_ascii=False) + "\n")
