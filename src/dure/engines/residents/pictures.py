"""A perceptual hash: by which a picture is known again though it was made smaller, lighter or saved anew."""

import numpy as np

from dure.engines.refusals import Array, ShapeError

SIDE = 32
LOW = 8


def picture_hash(grey: Array) -> int:
    """The perceptual hash of a picture: alike pictures differ in few of its 64 bits.

    Arguments
        grey  (32, 32)  1  brightness of the picture made so small, row by row; finite
    Returns
        the hash, a whole number of 64 bits
    Raises
        ShapeError  the picture is not 32 by 32.
        ValueError  a brightness is not a finite number.
    Source
        Discrete cosine transform (type II) of the picture; of its 8 by 8 lowest frequencies each one is a
        bit, 1 where it is above their median without the mean: Zauner, C. (2010), Implementation and
        Benchmarking of Perceptual Image Hash Functions, section 3.2.1.

    >>> left_to_right = np.tile(np.arange(32.0), (32, 1))
    >>> picture_hash(left_to_right) == picture_hash(left_to_right * 0.5 + 40)
    True
    """
    if grey.shape != (SIDE, SIDE):
        raise ShapeError(f"grey is {grey.shape}: give the picture made {SIDE} by {SIDE}.")
    if not np.isfinite(grey).all():
        raise ValueError("A brightness is not a finite number: look at how the picture was made small.")
    k, n = np.arange(LOW)[:, None], np.arange(SIDE)[None, :]
    waves = np.cos(np.pi * k * (2 * n + 1) / (2 * SIDE))
    # Rounded so that what is nothing but the computer's dust is nothing on every machine.
    lowest = np.round(waves @ np.asarray(grey, dtype=np.float64) @ waves.T, 6).ravel()
    # The mean brightness says nothing of what is to be seen: a darker copy is the same picture.
    lowest[0] = 0.0
    above = lowest > np.median(lowest[1:])
    bits = 0
    for one in above:
        bits = (bits << 1) | int(one)
    return bits
