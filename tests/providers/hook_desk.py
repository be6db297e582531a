"""Somebody who takes what a provider posts, and a person who uses the page of the sandbox."""

from __future__ import annotations

import re
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlencode

from integrations.arrivals import Request
from tests.clocks import WEDNESDAY

TOUCH = "manual:ann/eng/applied.1/acknowledge/1"


class HookDesk:
    """What was posted, as our gateway's verifiers get it. `answers` are given in order, then 200."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.answers: list[int] = []
        desk = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                desk.requests.append(Request(headers, body, f"{desk.url}{self.path}", WEDNESDAY))
                self.send_response(desk.answers.pop(0) if desk.answers else 200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}"

    def at(self, path: str) -> list[Request]:
        return [one for one in self.requests if one.url.removeprefix(self.url).partition("?")[0] == path]


@contextmanager
def hook_desk() -> Iterator[HookDesk]:
    desk = HookDesk()
    thread = threading.Thread(target=desk.http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield desk
    desk.http.shutdown()
    desk.http.server_close()
    thread.join()


def get(url: str, **headers: str) -> tuple[int, dict[str, str], str]:
    return _asked(urllib.request.Request(url, headers=headers))


def press(url: str, path: str, token: str, origin: str = "", **fields: str) -> tuple[int, dict[str, str], str]:
    """A form of the page, posted as a browser does; redirects are followed."""
    headers = {"Origin": origin or url, "Content-Type": "application/x-www-form-urlencoded"}
    return _asked(urllib.request.Request(f"{url}{path}", urlencode({"token": token} | fields).encode(), headers))


def token_of(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return found[1]


def _asked(request: urllib.request.Request) -> tuple[int, dict[str, str], str]:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=60) as answer:
            return answer.status, dict(answer.headers), answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read().decode()
