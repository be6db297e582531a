"""Ashby's API: what we read of it, and the two things that we write, notes and mails.

Every question is posted. An answer is 200 also for most of what goes wrong: then it says `success: false`, and in
`errorInfo` which fault it is. Lists come a hundred at a time by a cursor; one that was read to its end gives a token,
with which it is later asked for what has changed since ("Pagination and Incremental Synchronization").
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from clock import Clock
from integrations.ats.api import Api, ApiAway, ApiRefuses, Key, Pace, Pause
from transport.http_request import Reply, basic

URL: Final = "https://api.ashbyhq.com"
_ACCEPT: Final = "application/json; version=1"
_PER_PAGE: Final = 100
_MOST: Final = 20
_WINDOW: Final = timedelta(seconds=2)
"""Ten requests a second, twenty at once. Ashby names no rate; public accounts speak of a thousand in a minute."""
_MOST_PAGES: Final = 10_000
_TOKENS: Final = 5
"""So many of a list's tokens are remembered: the night's look asks for what has changed since the night before last."""

_CODE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,59}")
_BEGIN_AGAIN: Final = frozenset(
    {
        "sync_token_expired",
        "sync_token_invalid",
        "incremental_sync_too_large",
        "next_cursor_expired",
        "cursor_invalid",
        "invalid_next_cursor",
    }
)
"""Faults after which a list is read from its beginning (the same guide)."""

Row = dict[str, Any]


class Fault(ApiRefuses):
    """Ashby answered `success: false`; `code` is its name for why, in lower case, empty where it has none."""

    def __init__(self, sentence: str, code: str) -> None:
        super().__init__(sentence, 200)
        self.code = code

    @property
    def is_gone(self) -> bool:
        """Is it that nobody is there under that id?"""
        return self.code.endswith("not_found")


class SyncTokens:
    """The tokens of lists that were read to their end, while this process runs. Safe for several threads."""

    def __init__(self) -> None:
        self._of: dict[str, list[tuple[datetime, str]]] = {}
        self._lock = threading.Lock()

    def remember(self, resource: str, at: datetime, token: str) -> None:
        with self._lock:
            self._of[resource] = [*self._of.get(resource, ()), (at, token)][-_TOKENS:]

    def since(self, resource: str, at: datetime) -> str:
        """The newest token that leaves out nothing that has changed since then; empty where there is none."""
        with self._lock:
            return next((token for given, token in reversed(self._of.get(resource, ())) if given <= at), "")

    def forget(self, resource: str) -> None:
        with self._lock:
            self._of.pop(resource, None)


def client(api_key: str, *, url: str = URL, pause: Pause, clock: Clock) -> AshbyApi:
    """The API as this installation may use it. Raises ValueError, naming the setting."""
    if not api_key or not api_key.isascii() or not api_key.isprintable() or " " in api_key or ":" in api_key:
        raise ValueError("FOLLOWUP_ASHBY_API_KEY must be set as Ashby shows it.")
    key = Key(basic(api_key, ""))
    api = Api("Ashby", url, "FOLLOWUP_ASHBY_URL", key, Pace(_MOST, _WINDOW, clock), pause=pause, accept=_ACCEPT)
    return AshbyApi(api, clock)


class AshbyApi:
    """Safe for several threads. All reading raises ApiAway, ApiRefuses (of that Fault) and BrokenOff."""

    def __init__(self, api: Api, clock: Clock) -> None:
        self.api, self._clock = api, clock
        self.tokens = SyncTokens()

    def pages(self, resource: str, **asked: Any) -> Iterator[list[Row]]:
        """All of a list that fits, a page at a time."""
        yield from self._pages(resource, asked)

    def changed(self, resource: str, since: datetime) -> Iterator[list[Row]]:
        """What of a list has changed since then, a page at a time, and perhaps more: all of it where no token reaches
        back so far, or where Ashby does not take it any more.
        """
        token = self.tokens.since(resource, since)
        if token:
            try:
                yield from self._pages(resource, {"syncToken": token})
            except Fault as error:
                if error.code not in _BEGIN_AGAIN:
                    raise
                self.tokens.forget(resource)
            else:
                return
        yield from self._pages(resource, {})

    def one(self, method: str, **asked: Any) -> Row | None:
        """One object by its id; None where nobody is there under it."""
        try:
            found = self.ask(method, asked).get("results")
        except Fault as error:
            if error.is_gone:
                return None
            raise
        if not isinstance(found, dict):
            raise ApiAway(f"Ashby's answer about {_thing(method)} can't be read.")
        return found

    def ask(self, method: str, asked: Mapping[str, Any]) -> Row:
        """What is answered to a question."""
        reply = self.api.read(method, body=dict(asked))
        if reply is None:
            raise ApiRefuses(f"Ashby knows no {method}; check FOLLOWUP_ASHBY_URL.", 404)
        return self.read(reply, method)

    def hand_over(self, method: str, body: Mapping[str, Any]) -> Reply:
        """Write something, once. Raises NotSent, NotKnown, ApiAway and BrokenOff."""
        return self.api.write(method, body)

    def read(self, reply: Reply, method: str) -> Row:
        """What an answer with status 2xx says. Raises Fault, and ApiAway where it says nothing legible."""
        try:
            said = json.loads(reply.body)
        except ValueError:
            said = None
        if not isinstance(said, dict) or not isinstance(said.get("success"), bool):
            raise ApiAway(f"Ashby's answer about {_thing(method)} can't be read.")
        if said["success"]:
            return said
        code = _code_of(said)
        if code == "missing_endpoint_permission":
            raise ApiAway(
                f"Our key may not use {method} in Ashby; allow it there, as docs/how-to/ashby.md says.",
                timedelta(minutes=10),
                ours=True,
            )
        raise Fault(f"Ashby refuses {method} ({code or 'no reason given'}).", code)

    def _pages(self, resource: str, asked: Mapping[str, Any]) -> Iterator[list[Row]]:
        cursor, seen = "", set[str]()
        whole = set(asked) <= {"syncToken"}  # a token is for a list as it was asked for
        for _ in range(_MOST_PAGES):
            said = self.ask(resource, {**asked, "limit": _PER_PAGE, **({"cursor": cursor} if cursor else {})})
            found = said.get("results")
            yield [one for one in (found if isinstance(found, list) else ()) if isinstance(one, dict)]
            cursor = str(said.get("nextCursor") or "")
            if said.get("moreDataAvailable") is not True or not cursor or cursor in seen:
                if whole and isinstance(token := said.get("syncToken"), str) and token:
                    self.tokens.remember(resource, self._clock(), token)
                return
            seen.add(cursor)


def _code_of(said: Row) -> str:
    """Ashby's name of a fault. What it says in words may be about somebody, and is left."""
    info, errors = said.get("errorInfo"), said.get("errors")
    given = [info.get("code")] if isinstance(info, dict) else []
    for one in errors if isinstance(errors, list) else ():
        given.append(one.get("code") if isinstance(one, dict) else one)
    return next((one.lower() for one in given if isinstance(one, str) and _CODE.fullmatch(one)), "")


def _thing(method: str) -> str:
    return method.partition(".")[0]
