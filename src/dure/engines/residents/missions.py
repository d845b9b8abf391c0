"""How far a mission has come: acts in a time, each as often as it is asked."""

from dataclasses import dataclass

import numpy as np

from dure.engines.refusals import Array, ShapeError, numbers_not_negative


@dataclass(frozen=True)
class MissionProgress:
    """How much of each act counts, and how much of the whole mission is done."""

    counted: Array
    share: float
    is_done: bool


def mission_progress(*, done: Array, wanted: Array) -> MissionProgress:
    """How far a mission has come. What is done beyond what is asked of one act does not make up for another.

    Arguments
        done    (act,)  any:a  not negative
        wanted  (act,)  any:a  above zero
    Returns
        counted  (act,)  any:a  at most what is wanted of each
        share    scalar  1      mean over the acts of what is done of each, between 0 and 1
        is_done  scalar  1      whether every act is done as often as it is wanted
    Raises
        ShapeError  done and wanted are not of the same length.
        ValueError  done is negative, or wanted is not above zero.
    Source
        A rule of this project: every act that a mission asks for counts alike.

    >>> mission_progress(done=np.array([3.0, 9.0]), wanted=np.array([4.0, 2.0])).share
    0.875
    """
    had, asked = numbers_not_negative("done", done), numbers_not_negative("wanted", wanted)
    if had.shape != asked.shape:
        raise ShapeError(f"done has {len(had)} acts and wanted {len(asked)}: give one of each.")
    if not (asked > 0).all():
        raise ValueError(f"wanted is {asked.tolist()}: give more than zero of every act.")
    counted = np.minimum(had, asked)
    share = float(np.mean(counted / asked))
    assert 0 <= share <= 1
    return MissionProgress(counted, share, bool((had >= asked).all()))
