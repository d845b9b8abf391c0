"""A small identity provider on this machine, as a city's app would run one: it speaks OpenID Connect."""

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import jwt

CLIENT, SECRET = "dure-town", "told-by-the-app"


@dataclass
class Provider:
    """Who signs in there, what was promised to it, and what it was asked."""

    address: str = ""
    person: str = "person-7"
    challenge: str = ""
    asked: list[str] = field(default_factory=list)
    wrong: bool = False

    def answer(self, path: str, body: str) -> tuple[int, dict[str, Any]]:
        """What it says to a request."""
        self.asked.append(path)
        if path == "/.well-known/openid-configuration":
            return 200, {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "userinfo_endpoint": f"{self.address}/userinfo",
                "jwks_uri": f"{self.address}/jwks",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        if path == "/token":
            said = {name: values[0] for name, values in parse_qs(body).items()}
            kept = hashlib.sha256(said.get("code_verifier", "").encode()).digest()
            is_proved = base64.urlsafe_b64encode(kept).decode().rstrip("=") == self.challenge
            if self.wrong or said.get("client_secret") != SECRET or not is_proved:
                return 400, {"error": "invalid_grant"}
            claims = {"iss": self.address, "aud": CLIENT, "sub": self.person, "exp": 4_000_000_000, "iat": 1}
            return 200, {
                "access_token": "a", "token_type": "Bearer",
                "id_token": jwt.encode(claims, "k" * 32, algorithm="HS256"),
            }  # fmt: skip
        # More than was asked for: what this person is called and where they are reached.
        return 200, {
            "sub": self.person, "name": "김가람", "email": "garam@example.org",
            "phone_number": "010-1234-5678",
        }  # fmt: skip


@contextmanager
def running() -> Iterator[Provider]:
    """The provider, answering on this machine."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._say("")

        def do_POST(self) -> None:
            self._say(self.rfile.read(int(self.headers["Content-Length"])).decode())

        def _say(self, body: str) -> None:
            status, said = provider.answer(self.path.split("?")[0], body)
            text = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *given: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
