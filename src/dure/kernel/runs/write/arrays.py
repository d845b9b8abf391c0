"""Keeps the arrays of a run as files in a folder named by their digest: written once, opened by mmap."""

import hashlib
import os
import shutil
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from dure.kernel.runs.read import folder_of


def keep_arrays(arrays: Mapping[str, npt.NDArray[Any]]) -> str:
    """Write the arrays whole or not at all; answers their digest."""
    part = folder_of(f".{os.getpid()}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    digest = hashlib.sha256()
    try:
        for name, values in sorted(arrays.items()):
            np.save(part / f"{name}.npy", np.ascontiguousarray(values), allow_pickle=False)
            digest.update((part / f"{name}.npy").read_bytes())
        whole = folder_of(digest.hexdigest())
        if not whole.exists():
            part.rename(whole)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return digest.hexdigest()
