"""Lever's lists, and the one thing that we write, notes.

A list comes in pages of a hundred by an `offset` that the page before names as its `next`, with the same parameters
again (Lever's API reference, "Pagination"). What is confidential stands in no list unless it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from clock import Clock
from integrations.ats.api import Api, ApiAway, Key, Pace, Pause, Query
from integrations.lever.client import IN_A_LOOK, URL, authorization, running_time
from transport.http_request import Reply

_PER_PAGE: Final = "100"
_MOST_PAGES: Final = 5000
AT_ONCE: Final = 50
"""Contacts whose opportunities are asked for at once: their ids stand in the address."""


def lists(api_key: str, base_url: str, *, pause: Pause, clock: Clock = running_time) -> LeverLists:
    """The API as this installation may use it. Raises ValueError, naming the setting."""
    return LeverLists(Api("Lever", base_url, URL, Key(authorization(api_key)), Pace(*IN_A_LOOK, clock), pause=pause))


class LeverLists:
    """Safe for several threads. All reading raises ApiAway, ApiRefuses and BrokenOff."""

    def __init__(self, api: Api) -> None:
        self.api = api

    def pages(self, resource: str, query: Query | None = None) -> Iterator[list[dict[str, Any]]]:
        """All of a resource that fits, a page at a time."""
        asked: dict[str, Any] = {"limit": _PER_PAGE, **(query or {})}
        seen: set[str] = set()
        for _ in range(_MOST_PAGES):
            page = self._page(resource, asked)
            yield page.objects("data")
            said = page.object()
            offset = said.get("next")
            if said.get("hasNext") is not True or not isinstance(offset, str) or not offset or offset in seen:
                return
            seen.add(offset)
            asked["offset"] = offset

    def all(self, resource: str, query: Query | None = None) -> list[dict[str, Any]]:
        """The same in one list."""
        return [one for page in self.pages(resource, query) for one in page]

    def one(self, path: str, query: Query | None = None) -> dict[str, Any] | None:
        """One of a resource; None where Lever has it no more."""
        reply = self.api.read(path, query)
        found = reply.object().get("data") if reply else None
        if reply is not None and not isinstance(found, dict):
            raise ApiAway(f"Lever answered with something else than its data; check {URL}.", ours=True)
        return found

    def opportunities_of(self, contacts: Iterable[str], query: Query | None = None) -> list[dict[str, Any]]:
        """The opportunities of these people, those that are archived among them, in as few questions as may be."""
        wanted = list(dict.fromkeys(contacts))
        found = []
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            found += self.all("opportunities", {"contact_id": some, "confidentiality": "all", **(query or {})})
        return found

    def create_note(self, opportunity: str, body: Mapping[str, Any], *, user: str = "") -> Reply:
        """Hand a note over, once. Raises NotSent, NotKnown, ApiAway and BrokenOff."""
        query = {"perform_as": user} if user else None
        return self.api.write(f"opportunities/{opportunity}/notes", body, query)

    def _page(self, resource: str, query: Query) -> Reply:
        """Raises ApiAway where there is no list: whoever is missing in it would be taken for gone."""
        reply = self.api.read(resource, query)
        if reply is None or not isinstance(reply.object().get("data"), list):
            raise ApiAway(f"There is no list of {resource} at the address of Lever's API; check {URL}.", ours=True)
        return reply


def stamp(at: datetime) -> str:
    """An instant as Lever's filters take it: milliseconds since 1970."""
    return str(int(at.timestamp() * 1000))
