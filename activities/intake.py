"""The activity `take_in`: find the person, then signal with start (docs/architecture.md, "Names in Temporal").

Gateway, command line and `CandidateIntake` use this same function, so that one person is found in one way (R17).
"""

from __future__ import annotations

import asyncio
import json
import logging
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from google.protobuf.field_mask_pb2 import FieldMask
from pydantic import Field, ValidationError
from temporalio import activity
from temporalio.api.common.v1 import Payload, WorkflowExecution
from temporalio.api.common.v1 import Priority as ServerPriority
from temporalio.api.workflow.v1 import WorkflowExecutionOptions
from temporalio.api.workflowservice.v1 import UpdateWorkflowExecutionOptionsRequest
from temporalio.client import Client, WithStartWorkflowOperation, WorkflowUpdateFailedError
from temporalio.common import (
    Priority,
    RawValue,
    SearchAttributeKey,
    SearchAttributePair,
    TypedSearchAttributes,
    WorkflowIDConflictPolicy,
    WorkflowIDReusePolicy,
)
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode

from clock import Clock, host_now
from domain.commands import AboutErased, Untellable, signal_fact
from domain.compact import Compact
from domain.delivery.send_queue import FIRST_IN_LINE, is_first_in_line
from domain.events import ApplicationReceived, CandidateMerged, CandidateUpdated, Event, dump_event
from domain.events.envelope import field_of
from domain.names import CANDIDATE_WORKFLOW, CHECKED, TASK_QUEUE, BadId, candidate_id, digest, workflow_id
from domain.reducers.merged_history import application_of
from domain.state.model import Start
from ledger.engine import LedgerBusy
from ledger.store import Ledger

log = logging.getLogger(__name__)

REFUSED: Final = "Refused"
"""The type of the error with which an intake fails that makes no sense: what other systems tell it by."""

_MOVE_UP_TIMEOUT = timedelta(seconds=3)
_TURNS_LOST = 3
"""So often, about 2 s each, may others have the ledger's lock before it is called busy."""
_ANY_TIME = datetime(2199, 1, 1, tzinfo=UTC)


class Envelope(Compact):
    """What is said about a person: a signal's name, the fields of that signal, and whom it is about."""

    # Read back from a history it keeps what it does not know; `Intake.tell` refuses that with a sentence.

    candidate_id: str = Field(description="`<source>:<id>`")
    signal: str
    fact: dict[str, Any] = Field(description="the signal's own fields and the envelope's: event_id, occurred_at, …")


class TakenIn(Compact):
    """Who it was: `candidate_id` differs from the one given where the person was known by their address."""

    candidate_id: str
    workflow_id: str
    known: bool = False  # was somebody there before?
    joined: bool = False  # were they found by their address, under another id?
    running: bool = False  # did their clock run before this was told?


NOTHING: Final = RawValue(Payload())
"""Stands for the input of an intake that was started without one."""


def read_envelope(said: RawValue) -> Envelope:
    """The envelope that an intake was started with. Raises Untellable with a sentence for who started it."""
    encoding = said.payload.metadata.get("encoding", b"").decode(errors="replace")
    if said is not NOTHING and encoding not in ("json/plain", "json/protobuf"):
        raise Untellable(f"The envelope is encoded as {encoding[:100]!r}; it has to be json/plain, without a codec")
    try:
        data = json.loads(said.payload.data)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise Untellable("An intake takes one JSON object, an envelope; `followup schema` prints what it has")
    if missing := [name for name, field in Envelope.model_fields.items() if field.is_required() and name not in data]:
        raise Untellable(f"The envelope lacks {' and '.join(missing)}; `followup schema` prints what it has")
    try:
        return Envelope.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise Untellable(f"The envelope's {'.'.join(map(str, first['loc']))} is wrong: {first['msg']}") from None


def checked(fact: Event) -> RawValue:
    """The fact as a signal carries it, marked as read strictly by one of our doors (`names.CHECKED`)."""
    data = json.dumps(dump_event(fact), separators=(",", ":"), ensure_ascii=False).encode()
    return RawValue(Payload(metadata={"encoding": b"json/plain", CHECKED: b"1"}, data=data))


async def update_with_start(client: Client, candidate_id: str, name: str, fact: dict[str, Any]) -> dict[str, Any]:
    """The update's answer. A clock that is opened for it hears it in its first task: told afterwards, it could find it
    at rest and gone. Raises WorkflowUpdateFailedError, RPCError.
    """
    clock: WithStartWorkflowOperation[Any, Any] = WithStartWorkflowOperation(
        CANDIDATE_WORKFLOW,
        Start(candidate_id=candidate_id),
        id=workflow_id(candidate_id),
        task_queue=TASK_QUEUE,
        id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        static_summary=f"follow-up of {candidate_id}",
    )
    answer: dict[str, Any] = await client.execute_update_with_start_workflow(
        name,
        fact,
        start_workflow_operation=clock,
        id=digest(name, str(fact.get("event_id"))),
        result_type=dict,
    )
    return answer


class Intake:
    """The way in, over one ledger and one Temporal client."""

    def __init__(self, ledger: Ledger, client: Client, clock: Clock = host_now) -> None:
        self._ledger = ledger
        self._client = client
        self._clock = clock

    @activity.defn(name="take_in")
    async def take_in(self, envelope: Envelope) -> TakenIn:
        """Say it to the person's clock, which starts if none runs. Raises ApplicationError for what makes no sense."""
        try:
            taken = await self.tell(envelope)
            # Its history holds what was said, so that it has to go with the person; told again, it is noted again.
            ident = activity.info().workflow_id or ""
            await asyncio.to_thread(self._ledger.note_intake, ident, taken.candidate_id)
            return taken
        except (BadId, Untellable) as error:
            raise ApplicationError(str(error), type=REFUSED, non_retryable=True) from None

    async def tell(self, envelope: Envelope) -> TakenIn:
        """The same outside of an activity. Raises BadId and Untellable, LedgerUnavailable, RPCError."""
        if unknown := envelope.model_extra:
            raise Untellable(f"An envelope has no field {next(iter(unknown))!r}; `followup schema` prints what it has")
        asked = candidate_id(envelope.candidate_id)
        told = {"occurred_at": self._clock().isoformat()} | envelope.fact
        fact = signal_fact(envelope.signal, told, now=_ANY_TIME)  # the clock itself says what lies ahead of it
        found = await asyncio.to_thread(self._find_patiently, asked, fact)
        fact = await asyncio.to_thread(self._of_their_own, found, asked, fact)
        fact = await asyncio.to_thread(self._titled, found, fact)
        start_attributes: list[SearchAttributePair[Any]] = []
        if isinstance(fact, ApplicationReceived):
            start_attributes = [
                SearchAttributePair(SearchAttributeKey.for_keyword("FollowUpStage"), str(fact.stage)),
                SearchAttributePair(SearchAttributeKey.for_keyword_list("FollowUpJob"), [fact.job_id]),
            ]
        ident = workflow_id(found.candidate_id)
        first = is_first_in_line(envelope.signal, str(field_of(fact, "stage", "")))
        if first and found.known:  # before the signal, whose own task then goes first already
            await self._move_up(ident)
        handle = await self._client.start_workflow(
            CANDIDATE_WORKFLOW,
            Start(candidate_id=found.candidate_id),
            id=ident,
            task_queue=TASK_QUEUE,
            id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
            start_signal=envelope.signal,
            start_signal_args=[checked(fact)],
            static_summary=f"follow-up of {found.candidate_id}",
            search_attributes=TypedSearchAttributes(start_attributes),
            priority=Priority(priority_key=FIRST_IN_LINE) if first else Priority.default,
        )
        # The server knows whether it had to start their clock. The SDK keeps its answer, but has no public name for it.
        answer = getattr(handle, "_start_workflow_response", None)
        running = answer is not None and not getattr(answer, "started", True)
        return found.replace(running=running)

    async def update(self, candidate_id: str, name: str, fact: dict[str, Any]) -> None:
        """Say what their clock may refuse; one that has ended is opened again. Raises Untellable with its sentence, and
        RPCError.
        """
        owner = await asyncio.to_thread(self._ledger.owner_of, candidate_id)
        if await asyncio.to_thread(self._ledger.erasures.are_erased, owner):
            raise AboutErased(owner)
        try:
            await update_with_start(self._client, owner, name, fact)
        except WorkflowUpdateFailedError as error:
            raise Untellable(str(getattr(error.cause, "message", error.cause))) from None

    async def _move_up(self, ident: str) -> None:
        """Have a running clock's tasks go before others'. An older server cannot: then it goes in turn, as ever."""
        request = UpdateWorkflowExecutionOptionsRequest(
            namespace=self._client.namespace,
            workflow_execution=WorkflowExecution(workflow_id=ident),
            workflow_execution_options=WorkflowExecutionOptions(priority=ServerPriority(priority_key=FIRST_IN_LINE)),
            update_mask=FieldMask(paths=["priority"]),
        )
        try:
            await self._client.workflow_service.update_workflow_execution_options(request, timeout=_MOVE_UP_TIMEOUT)
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:  # none runs: it will start with the priority
                log.info("a clock could not be moved up (%s); it goes in turn", error.status.name)

    def _of_their_own(self, found: TakenIn, asked: str, fact: Event) -> Event:
        """A number that names another application of theirs since they were joined: the one that came with that id."""
        if not found.joined or not fact.application_id:
            return fact
        theirs = self._ledger.people([found.candidate_id]).get(found.candidate_id, {}).get("applications", [])
        renamed = application_of(fact.application_id, asked)
        return fact.replace(application_id=renamed) if renamed in theirs else fact

    def _titled(self, found: TakenIn, fact: Event) -> Event:
        """A new application that comes without a title has the one under which a colleague opened the position."""
        if not isinstance(fact, ApplicationReceived) or fact.job_title:
            return fact
        title = self._ledger.positions.opened_as(fact.job_id)
        if not title:
            return fact
        theirs = self._ledger.people([found.candidate_id]).get(found.candidate_id, {}).get("applications", [])
        return fact if fact.application_id in theirs else fact.replace(job_title=title)

    def _find_patiently(self, asked: str, fact: Any) -> TakenIn:
        """Find them also beside a worker that keeps the ledger busy: a lock not had has changed nothing."""
        for _ in range(_TURNS_LOST - 1):
            with suppress(LedgerBusy):
                return self._find(asked, fact)
        return self._find(asked, fact)

    def _is_gone(self, candidate_id: str) -> bool:
        return self._ledger.erasures.are_erased(self._ledger.owner_of(candidate_id))

    def _find(self, asked: str, fact: Any) -> TakenIn:
        """By id, then by normalised address (R17); a new person's addresses are claimed at once, for the next one.

        An alias comes first: who was joined into somebody else is known here, and no longer followed up.
        """
        owner = self._ledger.owner_of(asked)
        if self._ledger.erasures.are_erased(asked, owner):
            owner = self._ledger.erasures.takes_in(asked, owner, fact)
            if not owner:
                raise AboutErased(asked)
            asked = owner  # somebody new, who goes by their own id
        if isinstance(fact, CandidateMerged) and self._is_gone(fact.merged_id):
            raise AboutErased(fact.merged_id)  # nobody is left there who could hand over
        known = owner == asked and self._ledger.known(asked)
        if isinstance(fact, ApplicationReceived | CandidateUpdated):
            owner = self._claimed(owner, fact, is_here=known or (owner != asked and self._ledger.known(owner)))
        return TakenIn(
            candidate_id=owner,
            workflow_id=workflow_id(owner),
            known=known or owner != asked,
            joined=owner != asked,
        )

    def _claimed(self, owner: str, fact: ApplicationReceived | CandidateUpdated, *, is_here: bool) -> str:
        """Whose the addresses are that the fact names; from now on, before their clock has put it on record."""
        at = self._clock()
        if isinstance(fact, ApplicationReceived) and not is_here:
            return self._ledger.claim_told(owner, fact, at=at)
        self._ledger.claim_more(owner, fact, at=at)
        return owner
