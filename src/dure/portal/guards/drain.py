"""Takes in what a refused request still sends, so that whoever sent it reads the answer.

A browser shows an answer only after it has sent everything. A server that answers and closes meanwhile resets
the connection, and instead of the page's words (“too many requests”, “not open to you”) there is an error of
the browser's own.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

CHUNK_BYTES = 64 * 1024
# More than this is not waited for: whoever sends it has not come by a form.
DRAIN_LIMIT_BYTES = 1024**3
Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class Counted:
    """A body that knows how much of it was read."""

    def __init__(self, body: BinaryIO) -> None:
        self.body = body
        self.read_bytes = 0

    def read(self, size: int = -1) -> bytes:
        """Some of the body, or all that is left."""
        return self._count(self.body.read() if size is None or size < 0 else self.body.read(size))

    def readline(self, size: int = -1) -> bytes:
        """The next line."""
        return self._count(self.body.readline() if size is None or size < 0 else self.body.readline(size))

    def __iter__(self) -> Iterator[bytes]:
        """Every line."""
        return iter(self.readline, b"")

    def _count(self, part: bytes) -> bytes:
        self.read_bytes += len(part)
        return part


class Drain:
    """Answers as the application does, once the whole body has arrived."""

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request, and forget what of it nobody read."""
        body = environ["wsgi.input"] = Counted(environ["wsgi.input"])
        answer = self.application(environ, start_response)
        # Whoever asks before sending has sent nothing yet, and reads the answer at once.
        asks_first = environ.get("HTTP_EXPECT", "").lower() == "100-continue" and not body.read_bytes
        if not asks_first:
            _forget(body, length_bytes=min(_length(environ), DRAIN_LIMIT_BYTES))
        return answer


def _length(environ: Environ) -> int:
    """How long a body is; of one sent in pieces it is not known beforehand."""
    text = str(environ.get("CONTENT_LENGTH") or "0")
    if "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower():
        return DRAIN_LIMIT_BYTES
    return int(text) if text.isdigit() else 0


def _forget(body: Counted, *, length_bytes: int) -> None:
    while (left := length_bytes - body.read_bytes) > 0 and body.read(min(CHUNK_BYTES, left)):
        pass
