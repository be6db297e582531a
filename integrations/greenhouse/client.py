"""Greenhouse's Harvest API, version 3: what we read of it, and the one thing that we write, notes.

Lists come in pages by a cursor that stands in the `Link` header, and a cursor goes with no other parameter (Harvest v3,
"Pagination"). Of ids, fifty may be asked for at once. Nothing is embedded in anything: an application names its
candidate, its job and its recruiter by number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from clock import Clock
from integrations.ats.api import Api, Pace, Pause, items
from integrations.ats.oauth import ClientCredentials
from transport.http_request import Reply

URL: Final = "https://harvest.greenhouse.io"
TOKEN_URL: Final = "https://auth.greenhouse.io/token"  # noqa: S105  an address
_SETTINGS: Final = "FOLLOWUP_GREENHOUSE_CLIENT_ID and FOLLOWUP_GREENHOUSE_CLIENT_SECRET"
_PER_PAGE: Final = "500"
IDS_AT_ONCE: Final = 50
_MOST: Final = 50
_WINDOW: Final = timedelta(seconds=30)
"""The span in which Greenhouse counts. How many it allows it says in each answer; until then we take this to be it."""
_MOST_PAGES: Final = 2000
_NEXT: Final = re.compile(r'<([^>]+)>;\s*rel="?next"?')


def client(
    client_id: str,
    client_secret: str,
    *,
    user_id: str = "",
    url: str = URL,
    token_url: str = TOKEN_URL,
    pause: Pause,
    clock: Clock,
) -> HarvestApi:
    """The API as this installation may use it. Raises ValueError, naming the setting."""
    if user_id and not user_id.isdecimal():
        raise ValueError("FOLLOWUP_GREENHOUSE_USER_ID must be the number of a Greenhouse user.")
    form = {"sub": user_id} if user_id else {}
    tokens = ClientCredentials("Greenhouse", token_url, client_id, client_secret, _SETTINGS, form=form, clock=clock)
    api = Api("Greenhouse", url, "FOLLOWUP_GREENHOUSE_URL", tokens, Pace(_MOST, _WINDOW, clock), pause=pause)
    return HarvestApi(api)


class HarvestApi:
    """Safe for several threads. All reading raises ApiAway, ApiRefuses and BrokenOff."""

    def __init__(self, api: Api) -> None:
        self.api = api

    def pages(self, resource: str, **query: str) -> Iterator[list[dict[str, Any]]]:
        """All of a resource that fits, a page at a time, the newest first."""
        asked: Mapping[str, str] = {"per_page": _PER_PAGE, **query}
        seen: set[str] = set()
        for _ in range(_MOST_PAGES):
            reply = self.api.read(f"v3/{resource}", asked)
            yield list(items(reply))
            cursor = _cursor(reply)
            if not cursor or cursor in seen:
                return
            seen.add(cursor)
            asked = {"cursor": cursor}

    def all(self, resource: str, **query: str) -> list[dict[str, Any]]:
        """The same in one list."""
        return [one for page in self.pages(resource, **query) for one in page]

    def of(self, resource: str, ids: Iterable[str], by: str = "ids", **query: str) -> list[dict[str, Any]]:
        """Those of a resource that have these ids, or, `by` another filter, belong to them; in as few questions as
        may be.
        """
        wanted = list(dict.fromkeys(ids))
        found = []
        for start in range(0, len(wanted), IDS_AT_ONCE):
            found += self.all(resource, **{by: ",".join(wanted[start : start + IDS_AT_ONCE])}, **query)
        return found

    def create_note(self, body: Mapping[str, Any]) -> Reply:
        """Hand a note over, once. Raises NotSent, NotKnown, ApiAway and BrokenOff."""
        return self.api.write("v3/notes", body)


def since(at: datetime) -> str:
    """A filter of instants: from then on."""
    return f"gte|{at.isoformat().replace('+00:00', 'Z')}"


def _cursor(reply: Reply | None) -> str:
    """The cursor of the next page. The address it stands in is not asked for: our token goes to our address alone."""
    found = _NEXT.search(str(reply.headers.get("Link", ""))) if reply else None
    return parse_qs(urlsplit(found[1]).query).get("cursor", [""])[0] if found else ""
