"""Serves the files that pages are made of, in part where a part is asked for."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, BinaryIO

from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import Response, SlicedFile, StaticFile


class RangedFile(StaticFile):  # type: ignore[misc]
    """A file of which a single byte may be asked for, too: players and download managers begin with one."""

    def get_range_response(
        self, range_header: str, base_headers: Sequence[tuple[str, str]], file_handle: BinaryIO | None
    ) -> Any:
        """The part asked for. The library refuses a range whose first byte is its last."""
        size = int(dict(base_headers)["Content-Length"])
        start, end = self.get_byte_range(range_header, size)
        if start != end or not 0 <= start < size:
            return super().get_range_response(range_header, base_headers, file_handle)
        headers = [item for item in base_headers if item[0] != "Content-Length"]
        headers += [("Content-Range", f"bytes {start}-{end}/{size}"), ("Content-Length", "1")]
        part = SlicedFile(file_handle, start, end) if file_handle is not None else None
        return Response(HTTPStatus.PARTIAL_CONTENT, headers, part)


class Files(WhiteNoiseMiddleware):  # type: ignore[misc]
    """Serves files with the headers the library gives them, and any part of them."""

    def get_static_file(self, path: str, url: str, stat_cache: Any = None) -> StaticFile:
        """A file with its headers."""
        file = super().get_static_file(path, url, stat_cache=stat_cache)
        # The library makes files of its own class, and has no place to name another.
        file.__class__ = RangedFile
        return file
