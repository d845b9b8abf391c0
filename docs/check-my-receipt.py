"""Verifies a signed receipt. Needs Python only; sends nothing anywhere.

    python3 check-my-receipt.py key.pem RECEIPT

RECEIPT is the text of the receipt, or the address that its QR code holds. Fetch key.pem from the server that
signed it (/receipts/key.pem) when you can trust the way to it. The signature is Ed25519 (RFC 8032).
"""

import base64
import hashlib
import json
import sys

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def x_of(y, sign):
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * ROOT % P
    if y >= P or x * x % P != square or (x == 0 and sign):
        raise ValueError("not a point / 곡선의 점이 아님")
    return P - x if x & 1 != sign else x


def point(raw):
    number = int.from_bytes(raw, "little")
    y = number & (2**255 - 1)
    return x_of(y, number >> 255), y


def plus(a, b):
    (x1, y1), (x2, y2) = a, b
    k = D * x1 * x2 * y1 * y2 % P
    x = (x1 * y2 + x2 * y1) * pow(1 + k, -1, P) % P
    return x, (y1 * y2 + x1 * x2) * pow(1 - k, -1, P) % P


def times(number, of):
    found = (0, 1)
    while number:
        found = plus(found, of) if number & 1 else found
        of, number = plus(of, of), number >> 1
    return found


def is_signed(public, text, signature):
    base_y = 4 * pow(5, -1, P) % P
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or s >= ORDER:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + text).digest(), "little") % ORDER
    return times(s, (x_of(base_y, 0), base_y)) == plus(point(signature[:32]), times(h, point(public)))


def raw(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def main(words):
    with open(words[0], encoding="ascii") as file:
        public = base64.b64decode("".join(line for line in file if "-" not in line))[-32:]
    text = words[1].strip().rpartition("r=")[2]
    try:
        kind, facts, signer, signature = text.split(".")
        body = f"{kind}.{facts}.{signer}".encode()
        mine = base64.urlsafe_b64encode(hashlib.sha256(public).digest()[:8]).rstrip(b"=").decode()
        if kind != "DURE-R1" or signer != mine:
            sys.exit("NO / 아님: another kind or another signer / 다른 종류이거나 다른 서명자")
        genuine = is_signed(public, body, raw(signature))
    except (ValueError, TypeError) as wrong:
        sys.exit(f"NOT CHECKED / 확인하지 못함: {wrong}")
    if not genuine:
        sys.exit("NO / 아님: changed after signing / 서명 뒤에 바뀜")
    print("YES / 맞음:", json.dumps(json.loads(raw(facts)), ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
