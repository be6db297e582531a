"""The steps of an erasure (R23), each safe to repeat: a process may die in the middle of any of them.

What is closed and deleted goes before keys are shredded, for Temporal retries for ever what it cannot read. Nothing but
the erasure's own id stands in what Temporal records of it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from google.protobuf.message import Message
from temporalio import activity
from temporalio.api.common.v1 import Payload
from temporalio.api.common.v1 import WorkflowExecution as OneRun
from temporalio.api.history.v1 import HistoryEvent
from temporalio.api.workflowservice.v1 import DeleteWorkflowExecutionRequest
from temporalio.client import (
    Client,
    WorkflowExecution,
    WorkflowExecutionStatus,
    WorkflowUpdateFailedError,
    WorkflowUpdateRPCTimeoutOrCancelledError,
)
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode

from clock import Clock, host_now
from domain.compact import Compact
from domain.names import (
    BROADCAST_WORKFLOW,
    DIGEST_WORKFLOW,
    INTAKE_WORKFLOW,
    REPORT_WORKFLOW,
    BadId,
    candidate_id,
    digest,
    intake_workflow_id,
    workflow_id,
)
from domain.people.erased_words import Words
from domain.views.erasure_certificate import Copies, certificate
from domain.views.erasure_left import Left, in_the_way, told_once
from ledger.audit.keys import BadKey
from ledger.audit.log import Kept
from ledger.keys.key_store import KeyLost, KeyShredded
from ledger.keys.sealing import NotSealedHere
from ledger.people.erasures import Erasure, Held
from ledger.people.erasures_file import ErasuresFile
from ledger.people.shredding import shred
from ledger.store import Ledger

log = logging.getLogger(__name__)

HELD: Final = "Held"
"""The type of the error with which a legal hold ends an erasure."""

LOOK: Final = "look"
"""The signal by which an erasure that waits for a person looks again at once."""

STEPS: Final = (
    "mark", "close", "delete", "write_down", "checkpoint_before", "empty", "files", "shred", "compact", "search",
    "checkpoint_after", "certify",
)  # fmt: skip
"""In their order. A step's answer names the next one, so that an erasure that runs goes on under another release."""

_UPDATE_TIMEOUT: Final = timedelta(seconds=12)
_RPC_TIMEOUT: Final = timedelta(seconds=10)
_GONE_WITHIN: Final = 60.0
"""Seconds within which the server has deleted a run. One that has just ended goes after half a minute, when the server
has noted how far it is; one that runs goes at once."""

_ABOUT_SEVERAL: Final = (BROADCAST_WORKFLOW, DIGEST_WORKFLOW, REPORT_WORKFLOW, INTAKE_WORKFLOW)
"""Workflows that are about no one person, or about one whom nobody knew before."""

_AT_ONCE: Final = 20
_SOON: Final = 15
_SOON_TRIES: Final = 3
_BEAT: Final = 5.0
_LOOK_AGAIN: Final = timedelta(minutes=30)
"""Until the next search, where something is still there that only a person can see to."""


class StepOrder(Compact):
    """Which step of which erasure."""

    erasure: str
    step: str


class StepDone(Compact):
    """What comes after it; nothing after the last."""

    next: str = ""
    wait_seconds: int = 0  # before the next one


class Stores(Protocol):
    """Where else than in the ledger and in Temporal something of a person may stand."""

    def theirs(self, touch_keys: Collection[str], words: Words) -> list[str]:
        """The names of what is theirs and is to go. Raises OSError."""

    def remove(self, names: Collection[str]) -> None:
        """Delete these. Raises OSError."""

    def find(self, words: Words) -> list[str]:
        """Where something of theirs still stands. Raises OSError."""

    def kind_of(self, name: str) -> str:
        """Is it a "copy" of the ledger, or an "export" of the record? Empty: it is neither."""


class Witness(Protocol):
    """Who signs how the record stands, so that an outsider can see what an erasure changed: nothing of what stays."""

    def now(self, now: datetime) -> Kept:
        """A signed checkpoint over all that is on record by now. Raises BadKey, LedgerUnavailable."""

    def signer(self) -> Callable[[bytes], str] | None:
        """What signs with the same key; None where that is missing. Raises LedgerUnavailable."""


class Erasing:
    """Erasures over one ledger, one Temporal client, one home."""

    def __init__(
        self,
        ledger: Ledger,
        client: Client,
        stores: Stores,
        file: ErasuresFile,
        witness: Witness,
        clock: Clock = host_now,
        *,
        keep_copies: timedelta = timedelta(0),
        keep_bodies: timedelta = timedelta(0),
    ) -> None:
        """`keep_copies`: so long after its month a key stays; `keep_bodies`: so long does what came in."""
        self._keep = keep_copies, keep_bodies
        self._witness = witness
        self._ledger = ledger
        self._client = client
        self._stores = stores
        self._file = file
        self._clock = clock

    @activity.defn(name="erasure_step")
    async def step(self, order: StepOrder) -> StepDone:
        """Carry out one step. Raises ApplicationError of the type Held where a legal hold forbids it."""
        beats = asyncio.create_task(_beat())
        try:
            return await self.carry_out(order)
        except Held as held:
            raise ApplicationError(_without_whom(held), type=HELD, non_retryable=True) from None
        finally:
            beats.cancel()

    async def carry_out(self, order: StepOrder) -> StepDone:
        """The same outside of an activity. Raises Held, LedgerUnavailable, RPCError, OSError."""
        erasure = await asyncio.to_thread(self._ledger.erasures.one, order.erasure)
        if erasure.state == "done":
            return StepDone()
        following = STEPS[STEPS.index(order.step) + 1] if order.step != STEPS[-1] else ""
        done: StepDone | None = await getattr(self, f"_{order.step}")(erasure)
        return done or StepDone(next=following)

    # ------------------------------------------------------------ the steps

    async def _mark(self, erasure: Erasure) -> None:
        await asyncio.to_thread(self._ledger.erasures.mark, erasure.erasure_id, self._clock())

    async def _close(self, erasure: Erasure) -> None:
        """Have each clock of theirs end by itself. One that does not answer is terminated in the next step."""
        for ident in erasure.ids:
            with suppress(TimeoutError, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError):
                if await self._runs(workflow_id(ident)):
                    await self._told(ident, erasure)

    async def _told(self, ident: str, erasure: Erasure) -> None:
        fact = {
            "event_id": f"erased:{erasure.erasure_id}",
            "occurred_at": self._clock().isoformat(),
            "source": "erasure",
            "reason": erasure.reason,
            "erasure": erasure.erasure_id,
        }
        handle = self._client.get_workflow_handle(workflow_id(ident))
        async with asyncio.timeout(_UPDATE_TIMEOUT.total_seconds()):
            try:
                await handle.execute_update(
                    "erase", fact, id=digest("erase", erasure.erasure_id), result_type=dict, rpc_timeout=_UPDATE_TIMEOUT
                )
            except RPCError as error:
                if error.status is RPCStatusCode.UNAVAILABLE:
                    raise

    async def delete_runs(self, erasure: Erasure) -> None:
        """As the step does, also of an erasure that is done: Temporal may be a restored one."""
        await self._delete(erasure)

    async def _delete(self, erasure: Erasure) -> None:
        """Every run of every id of theirs, every intake about them, and what is over and names them."""
        before = erasure.done.get("runs", {})
        noted = await asyncio.to_thread(self._ledger.intakes_of, erasure.ids)
        intakes = {*before.get("intakes", ()), *noted, *await self._intakes(erasure.ids)}
        idents = [*map(workflow_id, erasure.ids), *sorted(intakes)]
        words = await asyncio.to_thread(self._ledger.erasures.words, erasure.erasure_id)
        elsewhere = self._told_elsewhere(words.sure)
        # One that runs has others to tell, and goes once it is over.
        over = [run async for run in elsewhere if run.status is not WorkflowExecutionStatus.RUNNING]
        runs = {run_id for ident in idents for run_id in await _run_ids(self._client, ident)}
        runs |= {*before.get("ids", ()), *(run.run_id for run in over)}

        async def note() -> None:  # before they go, so that a second try counts them all
            counted = {"deleted": len(runs), "ids": sorted(runs), "intakes": sorted(intakes)}
            await asyncio.to_thread(self._ledger.erasures.note, erasure.erasure_id, "runs", **counted)

        await note()
        for ident in idents:
            runs |= await _deleted(self._client, ident)
        for run in over:
            await _ended_run_deleted(self._client, run.id, run.run_id)
        await note()

    async def _write_down(self, erasure: Erasure) -> None:
        await asyncio.to_thread(self._file.add, erasure.erasure_id, erasure.ids, erasure.reason, erasure.asked_at)

    async def _checkpoint_before(self, erasure: Erasure) -> None:
        """Signed once: an erasure that looks again, or died here, has it already."""
        if not erasure.done.get("before"):
            await self._signed("before", erasure)

    async def _checkpoint_after(self, erasure: Erasure) -> None:
        await self._signed("after", erasure)

    async def _signed(self, when: str, erasure: Erasure) -> None:
        """A key that is missing holds no erasure up: the certificate says so."""

        def sign() -> None:
            at = self._clock()
            try:
                made = self._witness.now(at)
                said: dict[str, Any] = {"entries": made.size, "at": made.made_at.isoformat()}
            except BadKey as error:
                log.warning("erasure %s has no signed checkpoint: %s", erasure.erasure_id, error)
                said = {"problem": str(error)}
            self._ledger.erasures.note(erasure.erasure_id, when, **said)

        await asyncio.to_thread(sign)

    async def _empty(self, erasure: Erasure) -> None:
        sign = await asyncio.to_thread(self._witness.signer)
        await asyncio.to_thread(self._ledger.erasures.empty, erasure.erasure_id, self._clock(), sign)

    async def _files(self, erasure: Erasure) -> None:
        def remove() -> None:
            keys, words = self._ledger.erasures.touch_keys(erasure.ids), self._ledger.erasures.words(erasure.erasure_id)
            theirs = self._stores.theirs(keys, words)
            names = sorted({*erasure.done.get("files", {}).get("names", ()), *theirs})
            self._ledger.erasures.note(erasure.erasure_id, "files", removed=len(names), names=names)
            self._stores.remove(theirs)

        await asyncio.to_thread(remove)

    async def _shred(self, erasure: Erasure) -> None:
        def overwrite() -> None:
            intakes = erasure.done.get("runs", {}).get("intakes", ())
            count = shred(self._ledger, erasure.ids, intakes)
            self._ledger.erasures.note(erasure.erasure_id, "keys", shredded=count)

        await asyncio.to_thread(overwrite)

    async def _compact(self, _erasure: Erasure) -> StepDone | None:
        done = await asyncio.to_thread(self._ledger.erasures.compact)
        return None if done else StepDone(next="compact", wait_seconds=1)  # somebody is just reading

    async def _search(self, erasure: Erasure) -> StepDone | None:
        """Look everywhere for their words. What is found there stops the certificate, and is looked for again."""
        found = await self._found(erasure)
        if any(one.store == "file" and self._ledger.erasures.is_own_file(one.place) for one in found):
            await asyncio.to_thread(self._ledger.erasures.rewrite)
            found = await self._found(erasure)
        if not found:
            return None
        tries = int(erasure.done.get("search", {}).get("tries", 0)) + 1
        parts = [one for one in found if one.is_part]
        told = {"tries": tries, "parts": sorted(one.key for one in parts), "places": len(told_once(parts))}
        await asyncio.to_thread(self._ledger.erasures.note, erasure.erasure_id, "search", **told)
        if tries < _SOON_TRIES:  # a message was just on its way to them
            return StepDone(next="delete", wait_seconds=_SOON)
        says = in_the_way(found)
        await asyncio.to_thread(self._ledger.erasures.stuck, erasure.erasure_id, says)
        log.warning("erasure %s is not complete: %s", erasure.erasure_id, says)
        return StepDone(next="delete", wait_seconds=int(_LOOK_AGAIN.total_seconds()))

    async def _certify(self, erasure: Erasure) -> None:
        def write() -> None:
            at = self._clock()
            messages = self._ledger.erasures.messages(erasure.ids)
            looked_for = len(self._ledger.erasures.words(erasure.erasure_id))
            sealed, since = self._ledger.sealed_since()
            text = certificate(
                erasure_id=erasure.erasure_id,
                ids=erasure.ids,
                reason=erasure.reason,
                asked_by=erasure.asked_by,
                asked_at=erasure.asked_at,
                finished_at=at,
                done=erasure.done,
                messages={channel: len(idents) for channel, idents in messages.items()},
                looked_for=looked_for,
                copies=Copies(sealed, since, *self._keep),
                notes=self._ledger.notes.written_about(erasure.ids),
            )
            self._ledger.erasures.forget_late()  # what was settled while the search went on
            self._ledger.erasures.finish(erasure.erasure_id, text, at)
            self._ledger.erasures.compact()  # so that the words that were looked for are gone from the log, too

        await asyncio.to_thread(write)

    # ------------------------------------------------------------ looking

    async def _found(self, erasure: Erasure) -> list[Left]:
        words = await asyncio.to_thread(self._ledger.erasures.words, erasure.erasure_id)
        await asyncio.to_thread(self._ledger.erasures.forget_late)
        found, others = await asyncio.to_thread(self._ledger.erasures.found_in_tables, erasure.erasure_id)
        files = await asyncio.to_thread(self._files_left, words - others)
        waits = await asyncio.to_thread(self._ledger.erasures.something_waits, erasure.erasure_id)
        if found or waits:  # what its rows say stands in the ledger's file, of course
            files = [one for one in files if not self._ledger.erasures.is_own_file(one.place)]
        runs = [ident for ident in map(workflow_id, erasure.ids) if await self._is_there(ident)]
        runs += sorted(await self._intakes(erasure.ids))
        runs += [run.id async for run in self._told_elsewhere((words - others).sure)]
        looked_at = set(erasure.done.get("not_theirs", {}).get("keys", ()))
        left = [*found, *files, *(Left("temporal", ident) for ident in runs)]
        return [one for one in left if not (one.is_part and one.key in looked_at)]

    def _files_left(self, words: Words) -> list[Left]:
        surely = self._stores.find(words.sure)
        perhaps = [name for name in self._stores.find(Words(parts=words.parts)) if name not in surely]
        named = [*((name, False) for name in surely), *((name, True) for name in perhaps)]
        own = self._ledger.erasures.is_own_file
        kinds = {name: "own" if own(name) else self._stores.kind_of(name) for name, _ in named}
        return [Left("file", name, what=kinds[name], is_part=part) for name, part in named]

    async def _told_elsewhere(self, words: Words) -> AsyncIterator[WorkflowExecution]:
        """Runs that are about no one person, and say something of theirs all the same."""
        kinds = ", ".join(f"'{kind}'" for kind in _ABOUT_SEVERAL)
        async for run in self._client.list_workflows(f"WorkflowType IN ({kinds})"):
            handle = self._client.get_workflow_handle(run.id, run_id=run.run_id)
            try:
                async for event in handle.fetch_history_events():
                    if await self._names_them(event, words):
                        yield run
                        break
            except RPCError as error:
                if error.status is not RPCStatusCode.NOT_FOUND:  # it went meanwhile
                    raise

    async def _names_them(self, event: HistoryEvent, words: Words) -> bool:
        """As it stands, and what is sealed in it as it reads: digests lie under the installation's key."""
        if words.found_in(event.SerializeToString().decode("utf-8", "replace")):
            return True
        codec = self._client.data_converter.payload_codec
        for payload in _payloads(event) if codec is not None else ():
            assert codec is not None
            with suppress(KeyShredded, KeyLost, NotSealedHere):  # that nobody can read any more
                (plain,) = await codec.decode([payload])
                if plain is not payload and words.found_in(plain.data.decode("utf-8", "replace")):
                    return True
        return False

    # ------------------------------------------------------------ Temporal

    async def _runs(self, ident: str) -> bool:
        told = await _described(self._client, ident)
        return told is not None and told.status is WorkflowExecutionStatus.RUNNING

    async def _is_there(self, ident: str) -> bool:
        return await _described(self._client, ident) is not None

    async def _intakes(self, ids: Sequence[str]) -> set[str]:
        """The intakes about these people: by what they were started with, and by the ids of facts on record."""
        names = {intake_workflow_id(ident) for ident in await asyncio.to_thread(self._ledger.erasures.event_ids, ids)}
        running = [run async for run in self._client.list_workflows(f"WorkflowType = '{INTAKE_WORKFLOW}'")]
        found = {run.id for run in running if run.id in names}
        rest = [run for run in running if run.id not in names]
        for start in range(0, len(rest), _AT_ONCE):
            some = rest[start : start + _AT_ONCE]
            whose = await asyncio.gather(*(self._whose(run.id, run.run_id) for run in some))
            found |= {run.id for run, one in zip(some, whose, strict=True) if one in ids}
        return found

    async def _whose(self, ident: str, run_id: str) -> str:
        """Whom an intake is about, by what it was started with; empty where that cannot be read."""
        try:
            handle = self._client.get_workflow_handle(ident, run_id=run_id)
            async for event in handle.fetch_history_events(page_size=1):
                payloads = event.workflow_execution_started_event_attributes.input.payloads
                return candidate_id(str(json.loads(payloads[0].data)["candidate_id"])) if payloads else ""
        except (RPCError, ValueError, KeyError, TypeError, BadId):
            return ""
        return ""


async def _described(client: Client, ident: str) -> Any:
    try:
        return await client.get_workflow_handle(ident).describe(rpc_timeout=_RPC_TIMEOUT)
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            return None
        raise


async def _deleted(client: Client, ident: str) -> set[str]:
    """Terminate the run that is there, delete it and all before it, and see that they are gone; which they were."""
    gone: set[str] = set()
    until = time.monotonic() + _GONE_WITHIN
    while True:
        there = await _run_ids(client, ident)
        for run_id, running in there.items():
            if running:
                with suppress(RPCError):  # it has just ended
                    await client.get_workflow_handle(ident, run_id=run_id).terminate(
                        reason="they are erased", rpc_timeout=_RPC_TIMEOUT
                    )
            await _delete_run(client, ident, run_id)  # again and again: told of a run that is just ending, it forgets
            gone.add(run_id)
        if not there:
            return gone
        if time.monotonic() > until:
            raise TimeoutError("the server has not deleted everything yet")
        await asyncio.sleep(0.2)


async def _run_ids(client: Client, ident: str) -> dict[str, bool]:
    """Each run of that id, and whether it runs."""
    found: dict[str, bool] = {}
    if (told := await _described(client, ident)) is not None:
        found[told.run_id] = told.status is WorkflowExecutionStatus.RUNNING
    async for run in client.list_workflows(f"WorkflowId = '{ident}'"):
        with suppress(RPCError):
            handle = client.get_workflow_handle(ident, run_id=run.run_id)
            one = await handle.describe(rpc_timeout=_RPC_TIMEOUT)
            found[run.run_id] = one.status is WorkflowExecutionStatus.RUNNING
    return found


async def _delete_run(client: Client, ident: str, run_id: str) -> None:
    execution = OneRun(workflow_id=ident, run_id=run_id)
    request = DeleteWorkflowExecutionRequest(namespace=client.namespace, workflow_execution=execution)
    try:
        await client.workflow_service.delete_workflow_execution(request, timeout=_RPC_TIMEOUT)
    except RPCError as error:
        if error.status is not RPCStatusCode.NOT_FOUND:
            raise


async def _ended_run_deleted(client: Client, ident: str, run_id: str) -> None:
    """That run alone, and see that it is gone."""
    until = time.monotonic() + _GONE_WITHIN
    while run_id in await _run_ids(client, ident):
        await _delete_run(client, ident, run_id)
        if time.monotonic() > until:
            raise TimeoutError("the server has not deleted everything yet")
        await asyncio.sleep(0.2)


async def runs_of(client: Client, ident: str) -> frozenset[str]:
    """The runs of that workflow id that Temporal has. Raises RPCError."""
    return frozenset(await _run_ids(client, ident))


async def earlier_runs_deleted(client: Client, ident: str, earlier: Collection[str], *, patience: float) -> bool:
    """Delete these runs as soon as each has ended, and every other one that has; are they gone within so many seconds?

    Raises RPCError.
    """
    until = time.monotonic() + patience
    while True:
        there = await _run_ids(client, ident)
        left = [run_id for run_id, running in there.items() if not running or run_id in earlier]
        if not left or time.monotonic() > until:
            return not left
        for run_id in left:
            if not there[run_id]:
                await _delete_run(client, ident, run_id)
        await asyncio.sleep(0.2)


async def _beat() -> None:
    """Tell Temporal that the step goes on, so that it is taken up elsewhere soon after its process has died."""
    while True:
        activity.heartbeat()
        await asyncio.sleep(_BEAT)


def _payloads(message: Message) -> Iterator[Payload]:
    """Every payload within, however deep."""
    if isinstance(message, Payload):
        yield message
        return
    for field, value in message.ListFields():
        if field.message_type is None:
            continue
        if field.message_type.GetOptions().map_entry:
            values = list(value.values())
        else:
            values = [value] if isinstance(value, Message) else list(value)
        for one in values:
            if isinstance(one, Message):
                yield from _payloads(one)


def _without_whom(_held: Held) -> str:
    """What Temporal may record of a refusal: the sentence names the person, and stands in the ledger."""
    return "a legal hold forbids it"
