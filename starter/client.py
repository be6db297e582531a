"""Typed calls to candidates' clocks: what the command line and the gateway say and ask, in one place."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import uuid4

from temporalio.client import (
    Client,
    WorkflowHandle,
    WorkflowUpdateFailedError,
    WorkflowUpdateRPCTimeoutOrCancelledError,
)
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.service import RPCError, RPCStatusCode

from activities.digests import DigestRequest
from activities.intake import Envelope, Intake, TakenIn, update_with_start
from clock import Clock, host_now
from connection import RPC_TIMEOUT, TemporalUnreachable, connect, connect_options, unreachable
from domain.decisions.undo import Outcome, weigh
from domain.names import (
    CANDIDATE_WORKFLOW,
    DIGEST_SCHEDULE,
    DIGEST_WORKFLOW,
    SEARCH_ATTRIBUTES,
    TASK_QUEUE,
    digest,
    workflow_id,
)
from domain.state.model import Start
from keystore import key_place
from ledger.store import Ledger, NoPlaybook
from settings import Settings

_One = TypeVar("_One")
_Answer = TypeVar("_Answer")

UPDATE_TIMEOUT = timedelta(seconds=12)
"""How long a command waits for a candidate's answer; above the time that one decision may take."""


class NoSuchCandidate(LookupError):
    """Nobody has this id; the sentence says how to find the right one."""


class Refused(ValueError):
    """The candidate's clock refused what was said; the sentence says why."""


class NoAnswer(ConnectionError):
    """It was handed over, but nobody has worked on it yet; the sentence says what to do."""


class Followup:
    """Calls to the clocks of one installation. Make it with `open`."""

    def __init__(self, client: Client, ledger: Ledger, address: str = "", clock: Clock = host_now) -> None:
        self.client = client
        self.ledger = ledger
        self._address = address
        self.clock = clock
        self._intake = Intake(ledger, client, clock)

    @classmethod
    async def open(cls, settings: Settings, clock: Clock = host_now) -> Followup:
        """Connect to Temporal and open the ledger. Raises TemporalUnreachable and LedgerUnavailable."""
        ledger = Ledger(settings.ledger_address, settings.keys, key_place(settings, clock))
        await asyncio.to_thread(ledger.migrate)
        return cls(
            await connect(settings, ledger.keys, quiet=True),
            ledger,
            str(connect_options(settings).get("target_host", "")),
            clock,
        )

    async def tell(self, candidate_id: str, signal: str, fact: dict[str, Any]) -> TakenIn:
        """Say a fact; the person's clock starts if none runs. Raises BadId, Untellable, TemporalUnreachable."""
        try:
            return await self._intake.tell(Envelope(candidate_id=candidate_id, signal=signal, fact=fact))
        except RPCError as error:
            raise self._why(error, candidate_id) from error

    async def tell_as_it_came(self, candidate_id: str, signal: str, fact: dict[str, Any]) -> None:
        """Say to a clock that runs what makes no sense: it goes on record there, with a task for a colleague.

        Raises BadId, NoSuchCandidate, TemporalUnreachable, LedgerUnavailable.
        """
        owner = await asyncio.to_thread(self.ledger.owner_of, candidate_id)
        try:
            await self._handle(owner).signal(signal, fact)
        except RPCError as error:
            raise self._why(error, owner) from error

    async def update(self, candidate_id: str, name: str, fact: dict[str, Any]) -> dict[str, Any]:
        """Say something that is answered with the new status. Raises NoSuchCandidate, Refused, NoAnswer."""
        handle = self._handle(candidate_id)
        try:
            return _carried_out(await self._update(handle, name, fact), fact)
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise self._why(error, candidate_id) from error
        owner = await asyncio.to_thread(self.ledger.owner_of, candidate_id)
        if owner != candidate_id:
            return await self.update(owner, name, fact)
        if not await asyncio.to_thread(self.ledger.known, candidate_id):  # or they were erased
            raise NoSuchCandidate(_nobody(candidate_id))
        # Their follow-up has ended: open it again, so that what is said now is on record and decided upon. It hears
        # that in its first task, before it has read its record (`domain.commands`); told later, it could be gone again.
        return _carried_out(await self._answered(update_with_start(self.client, candidate_id, name, fact)), fact)

    async def undo(self, candidate_id: str, fact: dict[str, Any]) -> dict[str, Any]:
        """Take back what `about` names, or the last thing told (R21); answers with the new status.

        What the record alone can tell is looked at first. Raises NoSuchCandidate, Refused, NoAnswer, NoPlaybook.
        """
        outcome = await asyncio.to_thread(self.weigh_undo, candidate_id, str(fact.get("about") or ""))
        if outcome.refused:
            raise Refused(outcome.refused)
        assert outcome.about is not None
        return await self.update(candidate_id, "undo", {**fact, "about": outcome.about.event_id})

    def weigh_undo(self, candidate_id: str, about: str = "") -> Outcome:
        """What would come of taking it back now, by the record. Raises NoSuchCandidate, NoPlaybook."""
        owner = self.ledger.owner_of(candidate_id)
        if not self.ledger.known(owner):
            raise NoSuchCandidate(_nobody(candidate_id))
        joined = (self.ledger.status(owner) or {}).get("joined") or ()
        with self.ledger.stories(owner, joined) as stories:
            return weigh(stories.story(self.clock()), about)

    async def _update(self, handle: WorkflowHandle[Any, Any], name: str, fact: dict[str, Any]) -> dict[str, Any]:
        return await self._answered(
            handle.execute_update(name, fact, id=digest(name, str(fact.get("event_id"))), result_type=dict)
        )

    async def _answered(self, said: Awaitable[dict[str, Any]]) -> dict[str, Any]:
        try:
            async with asyncio.timeout(UPDATE_TIMEOUT.total_seconds()):
                answer = await said
        except WorkflowUpdateFailedError as error:
            raise Refused(str(getattr(error.cause, "message", error.cause))) from None
        except (TimeoutError, WorkflowUpdateRPCTimeoutOrCancelledError):
            raise NoAnswer(
                "No worker answered in time, so it may not have been recorded: start one with `followup up` or "
                "`followup worker`, and say it again."
            ) from None
        return answer

    async def query(self, candidate_id: str, name: str = "status") -> dict[str, Any]:
        """Ask the clock itself. Raises NoSuchCandidate, NoAnswer, TemporalUnreachable."""
        try:
            async with asyncio.timeout(UPDATE_TIMEOUT.total_seconds()):
                answer: dict[str, Any] = await self._handle(candidate_id).query(name, result_type=dict)
        except TimeoutError:
            raise NoAnswer("No worker answered in time; start one with `followup up` or `followup worker`.") from None
        except RPCError as error:
            if error.status is RPCStatusCode.NOT_FOUND:
                raise NoSuchCandidate(_nobody(candidate_id)) from None
            raise self._why(error, candidate_id) from error
        return answer

    async def set_up(self) -> list[str]:
        """Register the search attributes where they are missing and wait until they can be used; the names added."""
        from temporalio.api.enums.v1 import IndexedValueType
        from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest, ListSearchAttributesRequest

        service, namespace = self.client.operator_service, self.client.namespace
        try:
            have = await service.list_search_attributes(
                ListSearchAttributesRequest(namespace=namespace), timeout=RPC_TIMEOUT
            )
            missing = {name: kind for name, kind in SEARCH_ATTRIBUTES.items() if name not in have.custom_attributes}
            if missing:
                kinds = {
                    "Keyword": IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
                    "KeywordList": IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD_LIST,
                    "Datetime": IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
                }
                await service.add_search_attributes(
                    AddSearchAttributesRequest(
                        namespace=namespace, search_attributes={n: kinds[k] for n, k in missing.items()}
                    ),
                    timeout=RPC_TIMEOUT,
                )
        except RPCError as error:
            raise self._why(error, "") from error
        return sorted(missing)

    async def set_schedules(self) -> dict[str, str]:
        """Bring the schedules of the daily digest and the weekly report in line with the playbook in force; what was
        done about each.

        Raises NoPlaybook, TemporalUnreachable.
        """
        from domain.playbook.model import Playbook
        from starter.schedules import ensure_digest_schedule, ensure_report_schedule

        in_force = await asyncio.to_thread(self.ledger.playbooks.in_force)
        if in_force is None:
            raise NoPlaybook
        try:
            playbook = Playbook.kept(in_force[1], in_force[0])
            return {
                "digest": await ensure_digest_schedule(self.client, playbook),
                "report": await ensure_report_schedule(self.client, playbook),
            }
        except RPCError as error:
            raise self._why(error, "") from error

    async def send_digests(self, order: DigestRequest) -> dict[str, str]:
        """Have the daily digest mailed now; what became of each email, by mark of the reader's address.

        Raises TemporalUnreachable.
        """
        try:
            account: dict[str, Any] = await self.client.execute_workflow(
                DIGEST_WORKFLOW,
                order,
                id=f"{DIGEST_SCHEDULE}-asked-{uuid4().hex[:12]}",
                task_queue=TASK_QUEUE,
                execution_timeout=timedelta(hours=2),
                result_type=dict,
                static_summary="the daily mail to recruiters and hiring managers, as a person asked",
            )
        except RPCError as error:
            raise self._why(error, "") from error
        return dict(account.get("outcomes") or {})

    def _handle(self, candidate_id: str) -> WorkflowHandle[Any, Any]:
        return self.client.get_workflow_handle(workflow_id(candidate_id))

    def _why(self, error: RPCError, candidate_id: str) -> Exception:
        if error.status is RPCStatusCode.NOT_FOUND and candidate_id:
            return NoSuchCandidate(_nobody(candidate_id))
        if error.status in (RPCStatusCode.UNAVAILABLE, RPCStatusCode.DEADLINE_EXCEEDED, RPCStatusCode.CANCELLED):
            return unreachable(self._address)
        return TemporalUnreachable(f"Temporal refused the call: {error.message}.")


async def start_clock(client: Client, candidate_id: str) -> None:
    """Start a candidate's clock from the ledger, where none runs. Raises RPCError."""
    await client.start_workflow(
        CANDIDATE_WORKFLOW,
        Start(candidate_id=candidate_id),
        id=workflow_id(candidate_id),
        task_queue=TASK_QUEUE,
        id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        static_summary=f"follow-up of {candidate_id}",
    )


async def some_at_once(ask: Callable[[_One], Awaitable[_Answer]], about: Sequence[_One], at_once: int) -> list[_Answer]:
    """The answers about each, in their order; so many are asked about at the same time."""
    answers: list[_Answer] = []
    for start in range(0, len(about), at_once):
        answers += await asyncio.gather(*map(ask, about[start : start + at_once]))
    return answers


def _carried_out(answer: dict[str, Any], fact: dict[str, Any]) -> dict[str, Any]:
    """The answer, unless the decision refused to take back what this update is about. Raises Refused."""
    undo = answer.get("undo") or {}
    if undo.get("event_id") == fact.get("event_id") and not undo.get("taken_back", True):
        raise Refused(str(undo["why"]))
    return answer


def _nobody(candidate_id: str) -> str:
    return f"There is no candidate {candidate_id}; `followup list` shows everyone."


def envelope(
    event_id: str,
    author: str,
    now: datetime,
    /,
    *,
    application_id: str | None = None,
    source: str = "cli",
    **fields: Any,
) -> dict[str, Any]:
    """The fields of a fact that a colleague tells, at the command line or elsewhere."""
    given = {key: value for key, value in fields.items() if value is not None}
    about = {"application_id": application_id} if application_id else {}
    told = {"event_id": event_id, "occurred_at": now.isoformat(), "source": source, "author": author}
    return {**told, **about, **given}
