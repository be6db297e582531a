"""A server of a test's own on this machine: real HTTP, and a date that is always the same."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Asked:
    """One request."""

    method: str
    path: str
    headers: Message
    body: bytes


@dataclass(frozen=True)
class Answer:
    """What is answered: `said` as JSON, bytes as they are, nothing for None."""

    status: int
    said: Any = None
    headers: Mapping[str, str] | None = None

    @property
    def body(self) -> bytes:
        if self.said is None:
            return b""
        return self.said if isinstance(self.said, bytes) else json.dumps(self.said).encode()


@contextmanager
def local_server(answers: Callable[[Asked], Answer]) -> Iterator[str]:
    """Its address, for as long as the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def reply(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            answer = answers(Asked(self.command, self.path, self.headers, body))
            self.send_response(answer.status)
            about = {"content-type": "application/json", "content-length": str(len(answer.body))}
            for name, value in (*about.items(), *(answer.headers or {}).items()):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        do_GET = do_POST = do_DELETE = reply

        def log_message(self, *_: Any) -> None: ...

        def date_time_string(self, timestamp: float | None = None) -> str:
            return "Wed, 15 Jul 2026 15:00:00 GMT"

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
