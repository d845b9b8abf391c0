"""Checks that your grams are inside a published total. Needs Python only; sends nothing anywhere.

    python3 check-my-grams.py my-proof.json
    python3 check-my-grams.py my-proof.json PUBLISHED-ROOT PUBLISHED-GRAMS

Take the root and the grams from where the programme publishes them, not from the file you were handed.
It shows that yours are in, and that the total is not smaller; not that nothing was invented.
"""

import hashlib
import json
import sys

MOST = 2**63 - 1


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def eight(grams):
    if type(grams) is not int or not 0 <= grams <= MOST:
        raise ValueError(f"grams out of range / 그램 수가 범위를 벗어남: {grams}")
    return grams.to_bytes(8, "big")


def climb(proof):
    """The root and the total that the proof leads to, from the leaf upwards."""
    grams, salt = proof["grams"], bytes.fromhex(proof["salt"])
    if len(salt) != 32:
        raise ValueError("the salt has not 32 bytes / 솔트가 32바이트가 아님")
    digest = sha(b"\0", sha(salt, proof["account"].encode()), eight(grams))
    for step in proof["steps"]:
        mine, other = digest + eight(grams), bytes.fromhex(step["digest"]) + eight(step["grams"])
        if len(other) != 40 or step["side"] not in ("left", "right"):
            raise ValueError("a step cannot be read / 읽을 수 없는 단계가 있음")
        digest = sha(b"\1", other, mine) if step["side"] == "left" else sha(b"\1", mine, other)
        grams += step["grams"]
    return sha(b"\2", proof["about"].encode(), b"\0", digest, eight(grams)).hex(), grams


def main(words):
    with open(words[0], encoding="utf-8") as file:
        proof = json.load(file)
    try:
        if proof["scheme"] != "dure-sum-tree-1":
            raise ValueError("not a proof of this kind / 다른 종류의 증명")
        reached = climb(proof)
    except (KeyError, TypeError, ValueError) as wrong:
        sys.exit(f"NOT CHECKED / 확인하지 못함: {wrong}")
    wanted = (words[1].lower(), int(words[2])) if len(words) == 3 else (proof["root"], proof["total_grams"])
    if reached != wanted:
        sys.exit(f"NO / 아님: {proof['grams']} g {reached[0]} {reached[1]} g ≠ {wanted[0]} {wanted[1]} g")
    print(f"YES / 맞음: {proof['grams']} g ⊂ {wanted[1]} g, {proof['about']}")


if __name__ == "__main__":
    main(sys.argv[1:])
