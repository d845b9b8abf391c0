"""QR codes that lead to the data of an edition, and carry their digest behind the address."""

import io

import segno


def data_address(at: str, *, digest: str) -> str:
    """What the QR code says: where the data are, with their digest behind the address."""
    return f"{at}#sha256={digest}"


def qr_code(address: str) -> bytes:
    """A QR code as SVG, dark on light whatever the page's colours."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", scale=4, border=4, dark="#000", light="#fff", xmldecl=False
    )
    return drawn.getvalue()
