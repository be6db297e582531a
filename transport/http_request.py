"""One HTTP request: within the budget, no redirect, no retry, nothing logged.

The vendors' packages build a request and know the API; this carries it, since neither of their own carriers keeps to a
total time, and one of them follows redirects with the key along (docs/architecture.md, "Delivery").
"""

from __future__ import annotations

import base64
import http.client
import json
import urllib.request
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from clock import Clock, host_now
from transport.deadline import Deadline, DeadlineTlsContext, connect, failure

_LARGEST_ANSWER = 256 * 1024
_LONGEST_WAIT = timedelta(days=1)


class NotSent(Exception):
    """No connection: the request certainly did not reach the provider. The text is fit for the timeline."""


class NotKnown(Exception):
    """Broken after the connection stood: the provider may have acted on it. The text is fit for the timeline."""


class TooLong(NotKnown):
    """The answer is longer than anybody here can use; asking again would not make it shorter."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The provider's whole answer, whatever its status."""

    status: int
    headers: Message
    body: bytes = field(repr=False)

    def object(self) -> dict[str, Any]:
        """The JSON object that it holds; an empty one where it holds none."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def objects(self, name: str) -> list[dict[str, Any]]:
        """Those of the list that stands there under a name."""
        found = self.object().get(name)
        return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def basic(user: str, password: str) -> str:
    """What `Authorization` says for a user and a password, or a key in place of one."""
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode("ascii")


def checked_base(url: str, setting: str) -> str:
    """The base address without a slash at its end. Raises ValueError naming the setting."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("https", "http") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise ValueError(f"{setting} must be an address such as https://api.example.com.")
    return url.rstrip("/")


def post(
    request: urllib.request.Request, deadline: Deadline, tls: DeadlineTlsContext, *, largest: int = _LARGEST_ANSWER
) -> Reply:
    """Send the request once and read the answer, up to so many bytes. `HTTPS_PROXY` and `NO_PROXY` count.

    Raises NotSent or NotKnown; of these TooLong where the answer goes on.
    """
    state = _State(deadline, tls)
    opener = urllib.request.OpenerDirector()
    # No HTTPRedirectHandler and no HTTPErrorProcessor among them: each answer comes back as it is.
    for handler in (urllib.request.ProxyHandler(), _Http(state), _Https(state)):
        opener.add_handler(handler)
    try:
        with opener.open(request, timeout=deadline.left()) as response:
            body = response.read(largest + 1)
            if len(body) > largest:
                raise TooLong(f"the answer is longer than {largest // 1024} KiB")
            if response.length:  # read(n) keeps silent about a body that ended early
                raise http.client.IncompleteRead(body, response.length)
            return Reply(response.status, response.headers, body)
    except (OSError, http.client.HTTPException, ValueError) as error:
        if state.connected:
            raise NotKnown(f"no complete answer ({failure(error)})") from None
        raise NotSent(f"no connection ({failure(error)})") from None


def asked(request: urllib.request.Request, deadline: Deadline, tls: DeadlineTlsContext) -> Reply:
    """A question that changes nothing. Raises OSError where it cannot be asked now: no answer, 429, 5xx."""
    try:
        reply = post(request, deadline, tls)
    except (NotSent, NotKnown) as error:
        raise ConnectionError(str(error)) from None
    if reply.status == 429 or reply.status >= 500:
        raise ConnectionError(f"the answer was {reply.status}")
    return reply


def retry_after(headers: Message, clock: Clock = host_now) -> timedelta | None:
    """What `Retry-After` (seconds or a date) or `X-RateLimit-Reset` (epoch seconds) ask for: 1 s to 1 day, or None."""
    text = str(headers.get("Retry-After", "")).strip()
    reset = str(headers.get("X-RateLimit-Reset", "")).strip()
    try:
        if text.isdecimal():
            wait = timedelta(seconds=int(text))
        elif text:
            wait = parsedate_to_datetime(text).astimezone(UTC) - clock()
        elif reset.isdecimal():
            wait = datetime.fromtimestamp(int(reset), UTC) - clock()
        else:
            return None
    except (ValueError, OverflowError, OSError):
        return None
    return min(max(wait, timedelta(seconds=1)), _LONGEST_WAIT)


class _State:
    """What is known of one request: its deadline, and whether anything can have reached the other side."""

    def __init__(self, deadline: Deadline, tls: DeadlineTlsContext) -> None:
        self.deadline = deadline
        self.tls = tls
        self.connected = False


class _Connection(http.client.HTTPConnection):
    def __init__(self, state: _State, host: str, **kwargs: Any) -> None:
        super().__init__(host, **kwargs)
        self._state = state
        # Where http.client makes its socket, tunnels through proxies included.
        self._create_connection = lambda address, *_: connect(address[0], address[1], state.deadline)

    def connect(self) -> None:
        super().connect()
        self._state.connected = True


class _TlsConnection(http.client.HTTPSConnection):
    def __init__(self, state: _State, host: str, **kwargs: Any) -> None:
        super().__init__(host, context=state.tls, **kwargs)
        self._state = state
        self._create_connection = lambda address, *_: connect(address[0], address[1], state.deadline)

    def connect(self) -> None:
        super().connect()  # with the TLS handshake: a failure there has sent nothing of ours
        self._state.connected = True


class _Http(urllib.request.HTTPHandler):
    def __init__(self, state: _State) -> None:
        super().__init__()
        self._state = state

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(partial(_Connection, self._state), req)


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, state: _State) -> None:
        super().__init__()
        self._state = state

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(partial(_TlsConnection, self._state), req)
