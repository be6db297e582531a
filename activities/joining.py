"""The activities `join` and `pass_on`: what one clock has to say to another of the same person (R17).

Regular activities: they are rare, may wait for the other clock, and ops see them in the web UI.
"""

from __future__ import annotations

import asyncio
import json
import time
from datetime import timedelta
from typing import Any

from temporalio import activity
from temporalio.client import Client
from temporalio.common import WorkflowIDReusePolicy

from activities.asking import Answers
from activities.intake import checked
from domain.events import SIGNAL_EVENTS, UPDATE_EVENTS, CandidateMerged, Event, MessageRefused, Unknown
from domain.names import CANDIDATE_WORKFLOW, TASK_QUEUE, workflow_id
from domain.reducers.merge_handshake import awaited
from domain.state.model import CandidateState, DecisionRequest, Merging, Start
from ledger.store import Ledger

_HANDOVER_TIMEOUT = timedelta(seconds=12)
"""How long to wait for all of them to hand over, below the activity's limit; a running worker takes a moment."""

_LOOK = 0.1
"""Seconds between two looks into the ledger."""


class Joining:
    """Words between the clocks of one person, over one ledger and one Temporal client."""

    def __init__(self, ledger: Ledger, client: Client) -> None:
        self._ledger = ledger
        self._client = client

    @activity.defn(name="join")
    async def join(self, request: DecisionRequest) -> Answers:
        """Ask every other id of this person to hand over, and wait a little. The facts are of those who have not."""
        until = time.monotonic() + _HANDOVER_TIMEOUT.total_seconds()
        facts = [
            await self._asked(merging, request, until) for merging in request.state.merging if _is_due(merging, request)
        ]
        return Answers(events=tuple(fact for fact in facts if fact is not None))

    @activity.defn(name="pass_on")
    async def pass_on(self, request: DecisionRequest) -> Answers:
        """Say to whom they are followed up as what was told here; in its order, and safe to repeat."""
        me = request.state.candidate.candidate_id
        if await asyncio.to_thread(self._ledger.erasures.are_erased, me):  # somebody new applied under their id (R23)
            owner = await asyncio.to_thread(self._ledger.erasures.successor, me)
            return await self._passed(owner, request)
        owner = await asyncio.to_thread(self._ledger.owner_of, me)
        if owner == request.state.candidate.candidate_id:
            owner = request.state.merged_into
        await self._introduced(owner, request)
        return await self._passed(owner, request)

    async def _passed(self, owner: str, request: DecisionRequest) -> Answers:
        for fact in request.state.pending:
            if fact.type in SIGNAL_EVENTS or isinstance(fact, (*UPDATE_EVENTS.values(), MessageRefused, Unknown)):
                await self._say(owner, *_as_told(fact))
        return Answers(passed=tuple(fact.event_id for fact in request.state.pending))

    async def _introduced(self, owner: str, request: DecisionRequest) -> None:
        """See that the one who goes on knows of this id, where nobody told them (an alias alone led here).

        What was told here is about the history that is joined with it, so that comes first; but nothing waits for ever.
        """
        me, until = request.state.candidate.candidate_id, time.monotonic() + _HANDOVER_TIMEOUT.total_seconds()
        if await asyncio.to_thread(self._knows, owner, me, joined=False):
            return
        fact = CandidateMerged(
            event_id=f"introduced:{me}:{owner}", occurred_at=request.now, source="clock", merged_id=me, into=owner
        )
        await self._say(owner, fact.type, checked(fact))
        while request.state.pending and time.monotonic() < until:
            if await asyncio.to_thread(self._knows, owner, me, joined=True):
                return
            await asyncio.sleep(_LOOK)

    def _knows(self, owner: str, other_id: str, *, joined: bool) -> bool:
        """Is the other id part of their record, or (but for `joined`) about to be?"""
        snapshot = self._ledger.snapshot(owner)
        if snapshot is None:
            return False
        state = CandidateState.model_validate(snapshot)
        return other_id in state.joined or (not joined and any(m.merged_id == other_id for m in state.merging))

    async def _asked(self, merging: Merging, request: DecisionRequest, until: float) -> Event | None:
        me = request.state.candidate.candidate_id
        asked: set[str] = set()
        while True:
            other_id = await asyncio.to_thread(self._not_handed_over, merging.merged_id, me)
            if other_id is None:
                return None
            if other_id not in asked:
                asked.add(other_id)
                ident = f"join:{other_id}:{me}:{merging.merged_id}"
                fact = CandidateMerged(
                    event_id=ident, occurred_at=request.now, source="clock", merged_id=other_id, into=me
                )
                await self._say(other_id, fact.type, checked(fact))
            if time.monotonic() > until:
                return awaited(merging, request.now)
            await asyncio.sleep(_LOOK)

    def _not_handed_over(self, merged_id: str, me: str) -> str | None:
        """Who still has a clock of their own, of all that lead from that id to this one."""
        way = self._ledger.way_to_owner(merged_id)
        for other_id in reversed(way):
            if other_id == me:
                continue
            snapshot = self._ledger.snapshot(other_id)
            alone = len(way) > 1 and snapshot is None and other_id != way[-1]  # never more than another name
            if not alone and not (snapshot and CandidateState.model_validate(snapshot).merged_into):
                return other_id
        return None

    async def _say(self, candidate_id: str, name: str, told: Any) -> None:
        """Signal with start: whoever is told something here has a clock."""
        await self._client.start_workflow(
            CANDIDATE_WORKFLOW,
            Start(candidate_id=candidate_id),
            id=workflow_id(candidate_id),
            task_queue=TASK_QUEUE,
            id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
            start_signal=name,
            start_signal_args=[told],
            static_summary=f"follow-up of {candidate_id}",
        )


def _is_due(merging: Merging, request: DecisionRequest) -> bool:
    return (merging.ask_at or merging.told_at) <= request.now


def _as_told(fact: Event) -> tuple[str, Any]:
    """The name and the content under which a fact is told; what was not understood is told as it came."""
    if not isinstance(fact, MessageRefused):
        return fact.type, checked(fact)
    try:
        return fact.name, json.loads(fact.payload)
    except ValueError:  # it was cut
        return fact.name, fact.payload
