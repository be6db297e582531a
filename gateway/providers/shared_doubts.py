"""A message that may ask us to stop, from an address that several people have: it holds all of them (R3, R7).

A closing belongs to the address, and so does a doubt. Each of the others has a row of their own in the inbox, put
there in the commit that keeps the message, so that from then on nothing is sent to any of them; each clock then has its
doubt, and a colleague says what it means for that person.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, Protocol

from domain.names import Channel
from integrations.arrivals import Entry, OutgoingSignal, Reading

SHARED: Final = "shared-doubt"
"""The kind of such a row: without a blank, for the inbox keeps plain names alone as they came."""

_BEFORE: Final = "#25bf75e730fd05a20baf852f0b06c40bcb44b1de85a8392fb446e08d668e1d68"
"""How the inbox had kept its older name, `shared doubt`; such rows may still wait."""

BY_WHOM: Final = "somebody with their address"
"""The author of what is told of each of the others: who of them wrote it, nobody knows."""


class Taken(Protocol):
    """How a message was read."""

    @property
    def kind(self) -> str: ...
    @property
    def certain(self) -> bool: ...
    @property
    def closes(self) -> tuple[Channel, ...]: ...


def is_doubtful(taken: Taken) -> bool:
    """May it ask us to stop?"""
    return taken.kind == "stop" and not taken.certain


def is_shared(entry: Entry) -> bool:
    """Is it the row of one of the others?"""
    return entry.kind in (SHARED, _BEFORE)


def with_others(entry: Entry, others: Iterable[str]) -> list[Entry]:
    """The entry, and a row for each of the others who have the address that it came from."""
    rest = sorted({ident for ident in others if ident and ident != entry.about})
    also = entry.also and f"{entry.also}/"
    rows = ((str(n), ident) for n, ident in enumerate(rest, start=1))
    return [entry, *(Entry(f"{entry.key}/{n}", SHARED, i, entry.body, also=also and also + n) for n, i in rows)]


def told(entry: Entry, fact: dict[str, Any], taken: Taken) -> Reading:
    """What such a row tells its person's clock; `fact` has the reply's fields, for whoever wrote it.

    Whatever it is read as now: what is ours in it may be told apart less well for somebody else, and it was in doubt
    when it came.
    """
    about_this_person = {name: value for name, value in fact.items() if name not in ("application_id", "in_reply_to")}
    read_as: dict[str, Any] = {"kind": "stop", "certain": False}
    if is_doubtful(taken) and taken.closes:
        read_as["closes"] = [str(channel) for channel in taken.closes]
    about_this_person |= {"read_as": read_as, "author": BY_WHOM}
    return Reading((OutgoingSignal(entry.about, "reply_received", about_this_person),))
