"""Whose time is up is erased (R23): looked for once a day by one process of an installation, one person after another.

The same look finds what was asked for and never begun, those whom their ATS has deleted where the playbook says to
erase them too, and what came in late about people who are gone.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from pydantic import ValidationError
from temporalio.client import Client
from temporalio.service import RPCError

from clock import Clock, host_now
from domain.decisions.retention import is_asked_by_ats, is_up
from domain.playbook.model import NewerPlaybook, Playbook
from domain.state.model import CandidateState
from ledger.people.erasures import Held, NotKnown, Reason
from ledger.store import Ledger, LedgerUnavailable, NoPlaybook
from starter.erasing import begin, start

log = logging.getLogger("followup.retaining")

EVERY: Final = timedelta(minutes=15)
"""How often it is looked whether something was asked for; whose time is up is looked for once a day."""

DAILY: Final = timedelta(days=1)

_PAGE: Final = 500
_AT_MOST: Final = 500
"""So many people are erased a day, so that a first run with years behind it holds nobody up."""

AT_ONCE: Final = 20
"""So many erasures are under way at most by `followup retention`: each searches through the whole ledger."""

_WAITS: Final = 600.0
_LOOK: Final = 1.0


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody whose time is up, or whom their ATS has deleted."""

    candidate_id: str
    name: str
    reason: Reason
    outcome: str
    country: str
    since: datetime | None
    until: datetime | None
    held: str  # the legal hold that keeps them; empty where none does


def due(ledger: Ledger, now: datetime, *, limit: int | None = None) -> list[Due]:
    """Who is to be erased now, those who are held among them; the held don't count in the `limit`.

    Raises LedgerUnavailable, NoPlaybook.
    """
    playbook = ledger.playbooks.rules().playbook
    found = {one.candidate_id: one for one in _by_ats(ledger, playbook, now)}
    left = None if limit is None else limit - sum(not one.held for one in found.values())
    for one in _by_time(ledger, playbook, now):
        if left is not None and left <= 0:
            break
        if one.candidate_id not in found:
            found[one.candidate_id] = one
            left = left if left is None or one.held else left - 1
    return list(found.values())


def next_ones(ledger: Ledger, people: Sequence[Due]) -> tuple[list[Due], list[Due]]:
    """Those of them with whom to begin now, so that no more are under way than can be, and those who wait.

    Raises LedgerUnavailable.
    """
    under_way = [ledger.erasures.one(ident) for ident in ledger.erasures.under_way()]
    begun = {ident for erasure in under_way for ident in erasure.ids}
    moving = sum(not erasure.says for erasure in under_way)  # others wait for a person, and hold nobody up
    waiting = [one for one in people if not one.held and one.candidate_id not in begun]
    free = max(0, AT_ONCE - moving)
    return waiting[:free], waiting[free:]


def _holds_of(ledger: Ledger, now: datetime) -> Callable[[str], str]:
    """Why somebody is held, under whichever of their ids; empty where they aren't."""
    if not ledger.erasures.holds(now):
        return lambda _: ""
    return lambda ident: next((hold.reason for hold in ledger.erasures.holds(now, ident)), "")


def _by_ats(ledger: Ledger, playbook: Playbook, now: datetime) -> list[Due]:
    if playbook.retention is None or playbook.retention.on_ats_deletion != "run":
        return []
    found, held = [], _holds_of(ledger, now)
    for ident in ledger.erasures.asked_about():
        state = _state(ledger.snapshot(ident))
        if state is not None and is_asked_by_ats(state, playbook, "run"):
            found.append(Due(ident, state.candidate.full_name, "ats", "", "", None, None, held(ident)))
    return found


def _by_time(ledger: Ledger, playbook: Playbook, now: datetime) -> Iterator[Due]:
    shortest = playbook.retention.shortest if playbook.retention is not None else None
    if shortest is None:
        return
    after, held = "", _holds_of(ledger, now)
    while page := ledger.erasures.at_rest(now - shortest, after, _PAGE):
        after = page[-1][0]
        for ident, snapshot in page:
            state = _state(snapshot)
            up = is_up(state, playbook, now) if state is not None else None
            if state is not None and up is not None:
                name = state.candidate.full_name
                yield Due(ident, name, "retention", up.outcome, up.country, up.since, up.until, held(ident))


def _state(snapshot: Any) -> CandidateState | None:
    """None where a newer release wrote it, or nobody is there."""
    if snapshot is None:
        return None
    try:
        read = CandidateState.model_validate_json if isinstance(snapshot, str) else CandidateState.model_validate
        return read(snapshot)
    except ValidationError:
        return None


class Retaining:
    """For one process; called again and again."""

    def __init__(self, client: Client, ledger: Ledger, clock: Clock = host_now) -> None:
        self._client, self._ledger, self._clock = client, ledger, clock
        self._looked_at: datetime | None = None

    async def go_on(self) -> int:
        """Begin what is due, one after the other; how many people. Raises RPCError, LedgerUnavailable, NoPlaybook."""
        for ident in await asyncio.to_thread(self._ledger.erasures.under_way):
            await start(self._client, ident)
        await asyncio.to_thread(self._ledger.erasures.forget_late)
        now = self._clock()
        daily = self._looked_at is None or now - self._looked_at >= DAILY
        people = await asyncio.to_thread(self._due, now, daily)
        count = 0
        for one in people:
            if not one.held and await self._erased(one, now):
                count += 1
        if daily:
            self._looked_at = now
        if count:
            log.info("%d people were erased: their time was up, or their ATS has no record of them any more", count)
        return count

    def _due(self, now: datetime, daily: bool) -> Sequence[Due]:
        if daily:
            return due(self._ledger, now, limit=_AT_MOST)
        return _by_ats(self._ledger, self._ledger.playbooks.rules().playbook, now)

    async def _erased(self, one: Due, now: datetime) -> bool:
        """Wait for the end of it: each searches through the whole ledger."""
        try:
            erasure = await begin(self._client, self._ledger, one.candidate_id, one.reason, "followup", now)
        except (Held, NotKnown):
            return False
        loop = asyncio.get_running_loop()
        until = loop.time() + _WAITS
        while erasure.state in ("asked", "running") and not erasure.says and loop.time() < until:
            await asyncio.sleep(_LOOK)
            erasure = await asyncio.to_thread(self._ledger.erasures.one, erasure.erasure_id)
        return erasure.state == "done"


async def keep_retaining(client: Client, ledger: Ledger, *, every: timedelta = EVERY, host: Clock = host_now) -> None:
    """Look, erase, wait, until cancelled. One process of an installation does. Never raises."""
    retaining = Retaining(client, ledger, host)
    with ledger.only_one("retention") as may_i:
        while True:
            try:
                if await asyncio.to_thread(may_i):
                    await retaining.go_on()
            except (LedgerUnavailable, RPCError, NoPlaybook, NewerPlaybook) as error:
                log.warning("whose time is up could not be looked for (%s)", type(error).__name__)
            except Exception as error:  # nobody's clock hangs on it
                log.warning("whose time is up could not be looked for (%s), which is a defect", type(error).__name__)
            await asyncio.sleep(every.total_seconds())
