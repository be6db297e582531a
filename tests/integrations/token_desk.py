"""Where access tokens are handed out, as Google and Microsoft do: real HTTP on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs


@dataclass
class TokenDesk:
    """What it answers next, and what it was asked."""

    url: str = ""
    status: int = 200
    answer: Any = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def token_desk(**answer: Any) -> Iterator[TokenDesk]:
    """For as long as the block runs."""
    desk = TokenDesk(answer=answer)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            desk.asked.append({name: values[0] for name, values in parse_qs(body).items()})
            said = desk.answer if isinstance(desk.answer, bytes) else json.dumps(desk.answer).encode()
            self.send_response(desk.status)
            for name, value in {"content-type": "application/json", "content-length": str(len(said))}.items():
                self.send_header(name, value)
            for name, value in desk.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: Any) -> None: ...

        def date_time_string(self, timestamp: float | None = None) -> str:
            return "Wed, 15 Jul 2026 15:00:00 GMT"

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        desk.url = f"http://127.0.0.1:{server.server_port}/token"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield desk
        finally:
            server.shutdown()
            thread.join()
