"""Asking an ATS's API: its rate kept, its answers waited for, nothing of ours in an address or an error.

What fails for now is ApiAway; what it will never do is ApiRefuses. A question is tried again for a while; what writes
is tried once, by whoever knows how to find out what became of it.
"""

from __future__ import annotations

import json
import math
import re
import threading
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.message import Message
from typing import Any, Final, Protocol
from urllib.parse import urlencode

from clock import Clock
from transport.deadline import Deadline, tls_context
from transport.http_request import NotKnown, NotSent, Reply, TooLong, checked_base, post, retry_after

Pause = Callable[[float], bool]
"""Waits so many seconds; True where the wait was broken off, since the process is to end."""

_BUDGET: Final = timedelta(seconds=20)
_LARGEST: Final = 16 * 1024 * 1024  # bytes: 500 applications with their answers have less
_VERSION: Final = re.compile(r"v\d+")
_TRIES: Final = 7
_LONGEST_PAUSE: Final = 60.0
_SHARE: Final = 0.8
"""Of what an API allows: others of the company use the same allowance."""


Query = Mapping[str, str | Sequence[str]]
"""Of several values each is a parameter of its own."""


class ApiAway(Exception):
    """It cannot be asked at present; one sentence. `rest`: not before; `ours`: somebody has to set something first."""

    def __init__(self, sentence: str, rest: timedelta | None = None, *, ours: bool = False) -> None:
        super().__init__(sentence)
        self.rest, self.ours = rest, ours


class ApiRefuses(Exception):
    """It will not do that, however often it is asked; one sentence, and the status."""

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(sentence)
        self.status = status


class BrokenOff(Exception):
    """The process is to end; what was being done is done again later."""


class Authorization(Protocol):
    """What `Authorization` says."""

    def header(self) -> str:
        """Its value now. Raises ApiAway."""

    def refused(self, value: str) -> bool:
        """The API did not take this value; True where another one may be had."""


class Key:
    """An API key that does not expire."""

    def __init__(self, header: str) -> None:
        self._header = header

    def header(self) -> str:
        return self._header

    def refused(self, value: str) -> bool:
        """There is no other."""
        return False


class Pace:
    """A bucket of requests that fills again, and what the API itself says is left. Safe for several threads."""

    def __init__(self, most: int, span: timedelta, clock: Clock) -> None:
        """`most`: requests in `span` until the API says how many it allows (`X-RateLimit-Limit`)."""
        self._most, self._span, self._clock = float(most), span.total_seconds(), clock
        self._left = self._most
        self._seen: datetime | None = None  # none before the first turn
        self._not_before: datetime | None = None
        self._lock = threading.Lock()

    def wait(self) -> float:
        """Take the next turn; seconds to wait before it."""
        with self._lock:
            now = self._clock()
            passed = max(0.0, (now - (self._seen or now)).total_seconds())
            self._left = min(self._most, self._left + passed * self._most / self._span)
            self._seen = now
            self._left -= 1
            seconds = max(0.0, -self._left * self._span / self._most)
            if self._not_before is not None:
                seconds = max(seconds, (self._not_before - now).total_seconds())
            return seconds

    def heard(self, headers: Message) -> None:
        """What an answer says of the allowance."""
        most, left, reset = (_number(headers, f"X-RateLimit-{name}") for name in ("Limit", "Remaining", "Reset"))
        with self._lock:
            self._seen = self._seen or self._clock()
            if most is not None and most >= 1:
                self._most = max(1.0, most * _SHARE)
                self._left = min(self._left, self._most)
            if left is not None and most is not None and most - left >= most * _SHARE and reset is not None:
                self._rest_until(_instant(reset))

    def rest(self, span: timedelta) -> None:
        """Nothing is to be asked for so long."""
        with self._lock:
            self._rest_until(self._clock() + span)

    def _rest_until(self, at: datetime | None) -> None:
        if at is not None and (self._not_before is None or at > self._not_before):
            # A clock that is wrong must not stop the asking for years.
            self._not_before = min(at, self._clock() + timedelta(hours=1))


class Api:
    """One API. Safe for several threads. Raises ValueError, naming the setting, for a malformed address."""

    def __init__(
        self,
        vendor: str,
        base_url: str,
        setting: str,
        authorization: Authorization,
        pace: Pace,
        *,
        pause: Pause,
        budget: timedelta = _BUDGET,
        accept: str = "application/json",
    ) -> None:
        """`setting`: the one that has the address. `pause`: how it waits for its turn."""
        self.vendor = vendor
        self._base_url = checked_base(base_url, setting)
        self._setting = setting
        self._authorization, self._pace, self._pause = authorization, pace, pause
        self._budget = budget
        self._accept = accept
        self._tls = tls_context()
        self.requests = 0
        """How many have been made."""

    def read(self, path: str, query: Query | None = None, *, body: Mapping[str, Any] | None = None) -> Reply | None:
        """The answer to a question, tried for a while; None where there is nothing. With a `body` it is posted, as some
        APIs want their questions. Raises ApiAway, ApiRefuses, BrokenOff.
        """
        pause = 1.0
        for last in [False] * (_TRIES - 1) + [True]:
            try:
                reply = self._once("GET" if body is None else "POST", path, query, body)
            except TooLong as error:
                raise ApiRefuses(f"What {self.vendor} shows of {_kind(path)} can't be used: {error}.", 0) from None
            except (NotSent, NotKnown) as error:
                away = ApiAway(f"{self.vendor} could not be asked: {error}.")
            else:
                if reply.status in (404, 410):
                    return None
                if 200 <= reply.status < 300:
                    return reply
                away = self.away(reply, path)
                if away.ours:
                    raise away
            if last or (away.rest and away.rest.total_seconds() > _LONGEST_PAUSE * 5):
                raise away
            if away.rest:
                self._pace.rest(away.rest)
            else:
                self._wait(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
        raise AssertionError("the last try raises")

    def write(self, path: str, body: Mapping[str, Any], query: Query | None = None, *, method: str = "POST") -> Reply:
        """Hand something over, once, whatever the answer. Raises NotSent, NotKnown, ApiAway (certainly not taken) and
        BrokenOff.
        """
        return self._once(method, path, query, body)

    def away(self, reply: Reply, path: str) -> ApiAway:
        """What an answer that is no success means for asking again. Raises ApiRefuses."""
        kind, vendor = _kind(path), self.vendor
        match reply.status:
            case 401:
                return ApiAway(
                    f"{vendor} does not take our credentials; correct them, and start the worker again.",
                    timedelta(minutes=1),
                    ours=True,
                )
            case 403:
                return ApiAway(
                    f"Our credentials may not use {kind} in {vendor}; allow it there, as docs/ats.md says.",
                    timedelta(minutes=10),
                    ours=True,
                )
            case 429:
                return ApiAway(f"{vendor} is busy (status 429).", retry_after(reply.headers) or timedelta(seconds=10))
            case status if status >= 500:
                return ApiAway(f"{vendor} is away (status {status}).", retry_after(reply.headers))
            case status if 300 <= status < 400:
                return ApiAway(
                    f"{vendor} sends us elsewhere, which is not followed; check {self._setting}.",
                    timedelta(minutes=1),
                    ours=True,
                )
            case status:
                raise ApiRefuses(f"{vendor} refuses {kind} (status {status}).", status)

    def _once(self, method: str, path: str, query: Query | None, body: Mapping[str, Any] | None) -> Reply:
        value = self._authorization.header()
        reply = self._asked(method, path, query, body, value)
        if reply.status == 401 and self._authorization.refused(value):
            reply = self._asked(method, path, query, body, self._authorization.header())
        return reply

    def _asked(self, method: str, path: str, query: Query | None, body: Mapping[str, Any] | None, value: str) -> Reply:
        self._wait(self._pace.wait())
        headers = {"Authorization": value, "Accept": self._accept, "User-Agent": "followup"}
        data = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            data = json.dumps(body).encode()
        address = f"{self._base_url}/{path}{'?' + urlencode(query, doseq=True) if query else ''}"
        request = urllib.request.Request(  # noqa: S310 - the base is checked to be http(s)
            address, data=data, headers=headers, method=method
        )
        self.requests += 1
        reply = post(request, Deadline(self._budget), self._tls, largest=_LARGEST)
        self._pace.heard(reply.headers)
        return reply

    def _wait(self, seconds: float) -> None:
        if seconds > 0 and self._pause(seconds):
            raise BrokenOff


def items(reply: Reply | None) -> Iterator[dict[str, Any]]:
    """The objects of an answer that is a list."""
    try:
        found = json.loads(reply.body) if reply else []
    except ValueError:
        found = []
    return (one for one in (found if isinstance(found, list) else ()) if isinstance(one, dict))


def _kind(path: str) -> str:
    """What is asked for, without ids."""
    parts = [part for part in path.split("/") if not _VERSION.fullmatch(part)]
    return parts[0].replace("_", " ") if parts else "that"


def _number(headers: Message, name: str) -> float | None:
    try:
        found = float(str(headers.get(name, "")))
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def _instant(epoch: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(epoch, UTC)
    except (ValueError, OverflowError, OSError):
        return None
