"""Whatever an ATS says, in whatever order, and with the worker away between any two of it: it ends as if each had been
heard by itself, and nobody is written to whose record was deleted before (R3, R7).
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from domain.names import CLOSED_STAGES
from integrations.arrivals import WebhookSource
from integrations.ashby.events import Ashby
from integrations.greenhouse.events import Greenhouse
from integrations.lever.client import LeverApi
from integrations.lever.events import Lever
from tests.clocks import WEDNESDAY
from tests.integrations.ats import lever_words
from tests.integrations.ats.ats_office import Office
from tests.integrations.ats.ats_words import (
    APPLICATIONS,
    CHANGES_ADDRESSES,
    MAIL,
    NUMBER,
    OTHER_MAIL,
    RECORDS,
    SECRET,
    Event,
    ashby_events,
    greenhouse_events,
    lever_events,
)
from tests.integrations.ats.lever_server import LeverServer
from tests.pace import pace, times

GAP = timedelta(seconds=7)
MOST = 6 if times(10) > 10 else 4
"""Events of a story; longer ones at night."""
PROBES = ((MAIL, ""), (OTHER_MAIL, ""), ("", NUMBER), ("tam@mail.example", ""))


async def told(
    folder: Path, door: WebhookSource, events: Sequence[Event], away: Sequence[bool], server: LeverServer | None = None
) -> Any:
    """How everybody stands after these events; `away`: the worker is, and comes back before the next without."""
    office = Office(folder, [door], WEDNESDAY)
    gone: dict[str, int] = {}
    merged: set[str] = set()
    try:
        for number, (event, is_away) in enumerate(zip(events, away, strict=True)):
            office.now = max(office.now, WEDNESDAY + number * GAP)
            for path, shown in event.shows.items():
                assert server is not None
                server.put(path, shown) if shown is not None else server.drop(path)
            office.arrives(door.source, event.request(WEDNESDAY + number * GAP, number))
            if event.name.endswith("merged away"):
                merged.add(event.name.partition(" ")[0])  # what was theirs is of the other from then on
            if event.ends and event.ends not in merged:
                gone.setdefault(event.ends, len(office.sent))
            await office.gateway()
            if not is_away:
                await office.settles()
        await office.settles()
        for record, count in gone.items():
            ident = APPLICATIONS.get(record, lever_words.OPP)
            late = [key for _, key in office.sent[count:] if key.split("/")[1] == ident]
            assert not late, f"written to after {record} was deleted: {late}"
        return office.standing(PROBES)
    finally:
        office.close()


def stories(every: Sequence[Event], most: int) -> st.SearchStrategy[list[tuple[Event, bool]]]:
    """Events in any order, each with whether the worker is away after it. Most begin as a person does.

    About one record, or about two that share their addresses: then none of those is taken away, since who is found by
    an address depends on when it was (R17).
    """
    one = [event for event in every if event.name.startswith(f"{RECORDS[0]} ") or event.name[0].isalpha()]
    two = [event for event in every if event.name.partition(" ")[2] not in CHANGES_ADDRESSES]
    return st.one_of(_drawn(one, most), _drawn(two, most))


def _drawn(events: Sequence[Event], most: int) -> st.SearchStrategy[list[tuple[Event, bool]]]:
    drawn = st.lists(st.tuples(st.sampled_from(events), st.booleans()), min_size=2, max_size=most)
    begun = [event for event in events if event.name.endswith("applies")]
    first = st.tuples(st.sampled_from(begun), st.booleans())
    return st.one_of(drawn, st.tuples(first, drawn).map(lambda pair: [pair[0], *pair[1]]))


def check(door: WebhookSource, story: Sequence[tuple[Event, bool]]) -> None:
    events, away = [event for event, _ in story], [is_away for _, is_away in story]

    async def both() -> tuple[Any, Any]:
        with tempfile.TemporaryDirectory() as folder:
            orderly = await told(Path(folder) / "1", door, events, [False] * len(events))
            return orderly, await told(Path(folder) / "2", door, events, away)

    orderly, with_gaps = asyncio.run(both())
    assert with_gaps == orderly, [event.name for event in events]


@pace(10)
@given(stories(greenhouse_events(), MOST))
def test_r3_what_greenhouse_says_ends_the_same_with_the_worker_away(story: list[tuple[Event, bool]]) -> None:
    check(Greenhouse([SECRET]), story)


@pace(10)
@given(stories(ashby_events(), MOST))
def test_r3_what_ashby_says_ends_the_same_with_the_worker_away(story: list[tuple[Event, bool]]) -> None:
    check(Ashby([SECRET]), story)


@pace(10)
@given(stories(lever_events(), MOST))
def test_r3_what_lever_says_ends_the_same_with_the_worker_away(story: list[tuple[Event, bool]]) -> None:
    """What is told is what Lever's API shows when an event is read: where they stand in the end, and not what was
    between. An id that is gone does not come back.
    """
    last = next((number for number, (event, _) in enumerate(story) if event.ends), len(story))
    events, away = [event for event, _ in story[: last + 1]], [is_away for _, is_away in story[: last + 1]]

    async def once(folder: str, gaps: Sequence[bool]) -> Any:
        with lever_words.lever_server() as server:
            door = Lever([lever_words.SECRET], LeverApi(server.key, server.url, budget=timedelta(seconds=2)))
            return in_the_end(await told(Path(folder), door, events, gaps, server))

    with tempfile.TemporaryDirectory() as folder:
        orderly = asyncio.run(once(f"{folder}/1", [False] * len(events)))
        assert asyncio.run(once(f"{folder}/2", away)) == orderly, [event.name for event in events]


def in_the_end(standing: dict[str, Any]) -> Any:
    people = standing["people"]
    for person in people.values():
        if person["stopped"][0]:  # nothing else counts of somebody who is gone
            person["person"] = None
            person["applications"] = {ident: app[0] in CLOSED_STAGES for ident, app in person["applications"].items()}
    return people
