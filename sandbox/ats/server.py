"""A server on the loopback that behaves like one ATS: its API, with faults, and the web hooks that it would send.

    with AtsServer(GreenhouseFake()) as server:
        server.script(None, faults.of_kind("accept-then-500"))
        ... point FOLLOWUP_GREENHOUSE_URL at server.url ...

Each request that writes takes the next fault of the script, each that reads the next of the script for reads. What was
accepted stands in the fake, whatever the sender was told.
"""

from __future__ import annotations

import threading
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import ThreadingHTTPServer
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

from sandbox.answers import Answer, Headers, in_json
from sandbox.connection import Connection
from sandbox.faults import Fault, Faults

_NEVER = float("inf")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request to an ATS."""

    method: str
    path: str
    query: dict[str, str]
    headers: Headers
    content: bytes
    base: str  # the server's own address, for links
    values: dict[str, list[str]] = field(default_factory=dict)  # of the query, all that each parameter was given


@dataclass(frozen=True, slots=True)
class Hook:
    """One web hook that an ATS sends about something that happened there."""

    kind: str
    headers: dict[str, str]
    body: bytes = field(repr=False)


class AtsFake(Protocol):
    """One ATS: its data, its API, and what it tells. For several threads."""

    @property
    def vendor(self) -> str:
        """Its name, as in `greenhouse`."""

    def answer(self, asked: Asked) -> Answer:
        """The answer to a request, which is carried out."""

    def writes(self, asked: Asked) -> bool:
        """Does it change something? Asking for an access token does not, and goes well whatever the script says."""


class AtsServer:
    """The server, in threads of its own, from `with` to the end of it."""

    def __init__(
        self,
        fake: AtsFake,
        *,
        faults: Faults | None = None,
        port: int = 0,
        watcher: Callable[[Asked, int], None] | None = None,
        page: Callable[[Asked], Answer | None] | None = None,
    ) -> None:
        """`watcher` is told of each request, and the status that it was answered with, 0 for none; `page` answers what
        people ask, and None for what is the ATS's own. Raises OSError where the port is taken.
        """
        self.fake = fake
        self.requests: list[tuple[str, str]] = []  # method, and path with query
        self.answered: Counter[int] = Counter()
        self._faults = faults
        self._watcher = watcher
        self.page = page
        self._script: deque[Fault | None] = deque()
        self._read_script: deque[Fault | None] = deque()
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._away = False
        server = self

        class OurConnection(_AtsConnection):
            of = server

        self._http = _Server(("127.0.0.1", port), OurConnection)
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def port(self) -> int:
        return int(self._http.server_address[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def script(self, *faults: Fault | None) -> None:
        """What the next requests that write meet, in order; None for one that goes well."""
        with self._lock:
            self._script.extend(faults)

    def script_reads(self, *faults: Fault | None) -> None:
        """What the next requests that read meet."""
        with self._lock:
            self._read_script.extend(faults)

    def away(self, *, is_so: bool = True) -> None:
        """From now on nobody is answered; or somebody is again."""
        self._away = is_so

    def __enter__(self) -> AtsServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(5)

    # -- for the handler of a request

    def take(self, asked: Asked, target: str) -> Fault | None:
        """What a request meets: scripted, else drawn; None for nothing."""
        writes = self.fake.writes(asked)
        with self._lock:
            self.requests.append((asked.method, target))
            if self._away:
                return Fault("answer", status=503, body=None)
            script = self._script if writes else self._read_script
            if asked.path.endswith("/token"):
                return None
            if script:
                return script.popleft()
        return self._faults.draw(read=not writes) if self._faults else None

    def note(self, asked: Asked, status: int) -> None:
        with self._lock:
            self.answered[status] += 1
        if self._watcher:
            self._watcher(asked, status)

    def wait_for_closing(self, seconds: float) -> bool:
        return self._closing.wait(seconds)


class _AtsConnection(Connection):
    of: AtsServer

    def waits_for_closing(self, seconds: float) -> bool:
        return self.of.wait_for_closing(seconds)

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        content = self._content()
        if content is not None:
            self._answer(content)

    do_PUT = do_PATCH = do_POST

    def _answer(self, content: bytes) -> None:
        parts = urlsplit(self.path)
        values = parse_qs(parts.query, keep_blank_values=True)
        query = {name: given[-1] for name, given in values.items()}
        asked = Asked(self.command, parts.path, query, self.headers, content, self.of.url, values)
        if self.of.page and (shown := self.of.page(asked)) is not None:
            self._send(shown)
            return
        fault = self.of.take(asked, self.path)
        answer = self.of.fake.answer(asked) if fault is None or fault.accept else in_json(200, {})
        if fault is None:
            self.of.note(asked, answer.status)
            self._send(answer)
            return
        self.of.note(asked, fault.status if fault.way == "answer" else 0)
        own = in_json(fault.status, {"message": f"status {fault.status}"}, **fault.headers)
        self._go_wrong(fault, answer, own)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128


def page_of(rows: list[dict[str, Any]], start: int, size: int) -> tuple[list[dict[str, Any]], int | None]:
    """A page of a list, and where the next one begins; None where there is none."""
    following = start + size
    return rows[start:following], following if following < len(rows) else None
