"""How an edition of a report is verified: its digest, its signature, and where its data and the key are."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.kernel.plans.read import Edition
from dure.portal.data.disclosures import signing
from dure.portal.data.disclosures.codes import data_address, qr_code


@dataclass(frozen=True)
class Proof:
    """What is printed on an edition, so that anybody can verify it: `at` is where its data are, whole."""

    digest: str
    signature: str
    at: str
    key_at: str
    qr: str

    @property
    def link(self) -> str:
        """What the QR code says."""
        return data_address(self.at, digest=self.digest)


def proof_of(edition: Edition, *, content: bytes, digest: str, root: str) -> Proof:
    """The proof of an edition: its address follows from its place, its kind and its number.

    `root` is the address of the site, like https://carbon.example.go.kr.
    """
    at = root + reverse(f"{edition.kind}_data", kwargs={"place": edition.place, "number": edition.number})
    link = data_address(at, digest=digest)
    return Proof(
        digest=digest,
        signature=signing.signature(content, home=settings.HOME),
        at=at,
        key_at=root + reverse("disclosure_key"),
        qr=qr_code(link).decode(),
    )


def said(proof: Proof | None) -> dict[str, Any] | None:
    """The proof in words for the sheets; nothing for a draft."""
    if proof is None:
        return None
    return {
        "title": _("How to verify this report"),
        "says": _(
            "The code leads to the frozen data of this edition. Whoever has the public key can tell without "
            "us that they are ours and unchanged."
        ),
        "rows": [
            (_("Facts (SHA-256)"), proof.digest),
            (_("Signature (Ed25519)"), proof.signature),
            (_("Data"), proof.at),
            (_("Public key"), proof.key_at),
        ],
        "qr": {"svg": proof.qr, "alt": _("QR code to the data of this report: %(address)s")
               % {"address": proof.link}},
    }  # fmt: skip
