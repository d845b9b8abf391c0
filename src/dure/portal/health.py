"""Whether the product works, for whoever watches it: /health."""

import hashlib
import shutil
import time
from functools import lru_cache

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from dure.kernel.observations import read as observations
from dure.portal import append_only

LEAST_FREE_BYTES = 500 * 1024**2
# Anybody may ask, and looking costs more than most pages: what was found stands this long.
KEPT_S = 2.0
_kept: dict[str, tuple[float, dict[str, object]]] = {}


@never_cache
@require_safe
def health(_request: HttpRequest) -> JsonResponse:
    """200 when everything holds, otherwise 503; each check says what it found."""
    now_s = time.monotonic()
    kept = _kept.get("said")
    if kept is None or now_s - kept[0] > KEPT_S:
        kept = _kept["said"] = (now_s, _look())
    said = kept[1]
    return JsonResponse(said, status=200 if said["status"] == "ok" else 503)


def forget() -> None:
    """Look anew at the next question."""
    _kept.clear()


def _look() -> dict[str, object]:
    checks = {
        "database": _database(),
        "migrations": _migrations(),
        "guards": _guards(),
        "packs": _packs(),
        "series": _series(),
        "disk": _disk(),
    }
    well = all(check["ok"] for check in checks.values())
    return {"status": "ok" if well else "failing", "checks": checks}


def _database() -> dict[str, object]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return {"ok": cursor.fetchone() == (1,), "kind": connection.vendor}
    except DatabaseError as error:
        return {"ok": False, "kind": connection.vendor, "error": type(error).__name__}


def _migrations() -> dict[str, object]:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return {"ok": False, "error": type(error).__name__}
    return {"ok": not waiting, "waiting": [f"{step.app_label}.{step.name}" for step, _ in waiting]}


def _guards() -> dict[str, object]:
    """Whether the database itself refuses to change what is recorded; triggers get lost silently."""
    try:
        missing = append_only.missing_guards()
    except DatabaseError as error:
        return {"ok": False, "error": type(error).__name__}
    return {"ok": not missing, "missing": list(missing)}


def _series() -> dict[str, object]:
    """The files of activity rows that are missing or altered, by their digest."""
    try:
        lost = observations.lost_series()
    except (DatabaseError, OSError) as error:
        return {"ok": False, "error": type(error).__name__}
    return {"ok": not lost, "lost": [f"{digest}: {how}" for digest, how in lost]}


def _packs() -> dict[str, object]:
    """The digest of the packs on disk; reading them is left to loading."""
    if not settings.PACKS.is_dir():
        return {"ok": False, "error": "no packs folder"}
    stamps = tuple(
        (str(path.relative_to(settings.PACKS)), path.stat().st_size, path.stat().st_mtime_ns)
        for path in sorted(settings.PACKS.rglob("*"))
        if path.is_file()
    )
    return {"ok": bool(stamps), "files": len(stamps), "digest": _packs_digest(stamps)}


@lru_cache(maxsize=1)
def _packs_digest(stamps: tuple[tuple[str, int, int], ...]) -> str:
    """The digest of the files' content; asked again only after one of them has changed."""
    whole = hashlib.sha256()
    for name, _, _ in stamps:
        content = (settings.PACKS / name).read_bytes()
        whole.update(f"{name}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()


def _disk() -> dict[str, object]:
    free_bytes = shutil.disk_usage(settings.HOME).free
    return {"ok": free_bytes >= LEAST_FREE_BYTES, "free_mb": free_bytes // 1024**2}
