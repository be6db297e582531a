"""A server on the loopback that behaves like Lever's API as far as we ask it, faults included.

    with LeverServer() as lever:
        lever.put("opportunities/1", {...})
        lever.script("429", "429 after 120", "cut", "hang", "500", "redirect", "html")
        ... LeverApi(lever.key, lever.url) ...

Each GET takes the next fault of the script; with none left it is answered as Lever would.
"""

from __future__ import annotations

import base64
import json
import threading
from collections import deque
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


class LeverServer:
    """In threads of its own, from `with` to the end of it."""

    def __init__(self, key: str = "a-lever-key") -> None:
        self.key = key
        self.asked: list[str] = []
        self.elsewhere: list[dict[str, str]] = []  # headers of what came to where a redirect leads
        self._data: dict[str, Any] = {"stages": [{"id": "lead-new", "text": "New lead"}]}  # as every account has
        self._faults: deque[str] = deque()
        self._closing = threading.Event()
        lever = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                lever._answer(self)

            def log_message(self, *_: object) -> None:
                """Nothing of a test stands in the output."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def put(self, path: str, data: Any) -> None:
        self._data[path] = data

    def drop(self, path: str) -> None:
        self._data.pop(path, None)

    def script(self, *faults: str) -> None:
        self._faults.extend(faults)

    def __enter__(self) -> LeverServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(5)

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(handler.path)
        path = parts.path.removeprefix("/v1/")
        if path.startswith("/elsewhere"):
            self.elsewhere.append(dict(handler.headers))
            return self._send(handler, 200, {"data": {"id": "somebody-else"}})
        self.asked.append(path)
        fault = self._faults.popleft() if self._faults else ""
        right = "Basic " + base64.b64encode(f"{self.key}:".encode()).decode()
        if handler.headers.get("Authorization") != right:
            return self._send(handler, 401, {"code": "Unauthorized"})
        status, _, seconds = fault.partition(" after ")
        if status.isdecimal():
            answer = {"code": "Fault", "message": "as scripted"}
            return self._send(handler, int(status), answer, {"Retry-After": seconds} if seconds else {})
        match fault:
            case "hang":
                self._closing.wait(20)
                return None
            case "redirect":
                handler.send_response(302)
                handler.send_header("Location", f"http://127.0.0.1:{self._http.server_address[1]}/elsewhere")
                handler.send_header("Content-Length", "0")
                handler.end_headers()
                return None
            case "html":
                return self._send(handler, 200, b"<html>hello</html>")
            case "cut":
                handler.send_response(200)
                handler.send_header("Content-Length", "1000")
                handler.end_headers()
                handler.wfile.write(b'{"data": {"id"')
                return None
        if path not in self._data:
            return self._send(handler, 404, {"code": "ResourceNotFound", "message": f"{path} was not found"})
        data = self._data[path]
        return self._send(handler, 200, {"data": self._expanded(data, parse_qs(parts.query).get("expand", []))})

    def _expanded(self, data: Any, names: list[str]) -> Any:
        """Ids in place of objects, unless they are asked for."""
        if not isinstance(data, dict):
            return data
        found = dict(data)
        for name in ("stage", "owner", "hiringManager"):
            if name not in names and isinstance(found.get(name), dict):
                found[name] = found[name].get("id")
        if "applications" not in names and isinstance(found.get("applications"), list):
            found["applications"] = [one.get("id") for one in found["applications"] if isinstance(one, dict)]
        return found

    def _send(
        self, handler: BaseHTTPRequestHandler, status: int, body: Any, headers: Mapping[str, str] | None = None
    ) -> None:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        handler.send_response(status)
        for name, value in (headers or {}).items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(raw)))
        handler.end_headers()
        handler.wfile.write(raw)
