"""A server on the loopback that behaves like SendGrid's mail API and Twilio's messages API, faults included.

    with ProviderServer(faults=Faults(seed=7, share={"accept-then-hang": 0.01})) as provider:
        provider.script(faults.accept_then_hang(), None, faults.too_many(retry_after=7))
        ... point FOLLOWUP_SENDGRID_URL and FOLLOWUP_TWILIO_URL at provider.url ...
        assert len(provider.mails) == 1

Each POST takes the next fault of the script; with none left the seed decides; else it is answered as the vendor would.
`mails` and `texts` hold what was *accepted*: what a person would have got, whatever the sender was told. `journal` has
every request for a message and what was done to it.
"""

from __future__ import annotations

import ssl
import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from http.server import ThreadingHTTPServer
from typing import Any

from clock import Clock, host_now
from sandbox.faults import Fault, Faults
from sandbox.journal import Handled, ReceivedMail, ReceivedText
from sandbox.visitor import Visitor
from sandbox.webhooks import Webhooks
from sandbox.wire import Handler


class ProviderServer:
    """The server, in threads of its own, from `with` to the end of it. Thread-safe."""

    def __init__(  # noqa: PLR0913  each is named where it is called
        self,
        *,
        api_key: str = "SG.test-key",
        account_sid: str = "ACtest",
        auth_token: str = "test-token",  # noqa: S107  # made up, and known to nobody but this server
        tls: ssl.SSLContext | None = None,
        faults: Faults | None = None,
        webhooks: Webhooks | None = None,
        port: int = 0,
        run: str = "",
        visitor: Visitor | None = None,
        watcher: Callable[[Handled], None] | None = None,
        clock: Clock = host_now,
    ) -> None:
        """`run` keeps the ids of one run apart from those of others; `visitor` answers what is asked beside the APIs,
        and `watcher` is told of every request for a message.

        Raises OSError where the port is taken.
        """
        self.api_key = api_key
        self.account_sid = account_sid
        self.auth_token = auth_token
        self.mails: list[ReceivedMail] = []
        self.texts: list[ReceivedText] = []
        self.journal: list[Handled] = []
        self.opted_out: set[str] = set()  # numbers that answered STOP
        self.statuses: dict[str, str] = {}  # of texts, by sid, where it is not "sent"
        self.email_activity = False  # is the Email Activity API, a paid extra, there?
        self.requests: list[tuple[str, str]] = []  # method and path of all that came
        self._faults = faults
        self.webhooks = webhooks
        self.visitor = visitor
        self._watcher = watcher
        self._clock = clock
        self._run = run
        self._script: deque[Fault | None] = deque()
        self._read_script: deque[Fault | None] = deque()
        self._lock = threading.Lock()
        self._closing = threading.Event()
        provider = self

        class OurHandler(Handler):
            server_of = provider

        self._http = _Server(("127.0.0.1", port), OurHandler)
        self._scheme, self._host = ("https", "localhost") if tls else ("http", "127.0.0.1")
        if tls:
            self._http.socket = tls.wrap_socket(self._http.socket, server_side=True, do_handshake_on_connect=False)
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        return f"{self._scheme}://{self._host}:{self.port}"

    @property
    def port(self) -> int:
        return int(self._http.server_address[1])

    def script(self, *faults: Fault | None) -> None:
        """What the next POSTs meet, in order, whatever the seed says; None for one that goes well."""
        with self._lock:
            self._script.extend(faults)

    def script_reads(self, *faults: Fault | None) -> None:
        """What the next questions (GETs) meet."""
        with self._lock:
            self._read_script.extend(faults)

    @property
    def scripted(self) -> list[Fault | None]:
        """What the next POSTs are going to meet."""
        with self._lock:
            return list(self._script)

    def fault_counts(self) -> Counter[str]:
        """How many requests for a message met which fault."""
        with self._lock:
            return Counter(handled.fault for handled in self.journal if handled.fault)

    def __enter__(self) -> ProviderServer:
        self._thread.start()
        if self.webhooks:
            self.webhooks.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        if self.webhooks:
            self.webhooks.close()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(5)

    # -- for the handler of a request

    def take(self, method: str, path: str) -> Fault | None:
        """What a request meets: scripted, else drawn; None for nothing."""
        with self._lock:
            self.requests.append((method, path))
            script = self._script if method == "POST" else self._read_script
            if script:
                return script.popleft()
        return self._faults.draw(read=method != "POST") if self._faults else None

    def keep_mail(self, body: dict[str, Any], headers: dict[str, str]) -> ReceivedMail:
        with self._lock:
            ident = f"mail-{self._run}{len(self.mails) + 1}"
            mail = ReceivedMail(ident, body, headers=headers, **self._now())
            self.mails.append(mail)
        if self.webhooks:
            self.webhooks.about_mail(mail)
        return mail

    def keep_text(self, form: dict[str, str], headers: dict[str, str]) -> ReceivedText:
        with self._lock:
            ident = f"SM{self._run}{len(self.texts) + 1:0{32 - len(self._run)}x}"
            text = ReceivedText(ident, form, headers=headers, **self._now())
            self.texts.append(text)
        if self.webhooks:
            self.webhooks.about_text(text)
        return text

    def note(self, vendor: str, touch: str, fault: str, told: int, ident: str) -> Handled:
        """Enter a request into the journal; `ident` is empty where nothing was accepted."""
        with self._lock:
            handled = Handled(len(self.journal) + 1, vendor, touch, fault, told, ident, **self._now())
            self.journal.append(handled)
        if self._watcher:
            self._watcher(handled)
        return handled

    def _now(self) -> dict[str, float]:
        """By both clocks, as the journal has it."""
        return {"at": time.monotonic(), "wall": self._clock().timestamp()}

    def wait_for_closing(self, seconds: float) -> bool:
        """True as soon as the server closes, False after so long."""
        return self._closing.wait(seconds)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 256  # with the usual 5, many at once would wait a second for their connection
