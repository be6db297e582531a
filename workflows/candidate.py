"""The clock of one person (docs/architecture.md, "The loop"): it sleeps, wakes, asks for a decision, carries it out.

It knows no rule. Rules are pure functions that run inside the activities, so Temporal keeps their results, and a rule
that changes can never break the replay of somebody who is waiting. What may change here only with `workflow.patched`:
which commands are issued when.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from temporalio import workflow
from temporalio.common import RawValue, RetryPolicy, SearchAttributeKey, SearchAttributeUpdate
from temporalio.exceptions import ActivityError, ApplicationError, FailureError

with workflow.unsafe.imports_passed_through():
    from activities.asking import Answers, Asking
    from activities.decisions import Decisions
    from activities.delivery import Deliveries
    from activities.joining import Joining
    from domain.commands import Untellable, accepted_update, refusal, signal_fact, update_fact
    from domain.decisions.interruptions import cancellation
    from domain.events import Event
    from domain.names import CANDIDATE_WORKFLOW, CHECKED, SEARCH_ATTRIBUTES
    from domain.people.redacting import leaves_words_behind
    from domain.reducers.evolve import accept, answered, begin, fold, is_repeat
    from domain.reducers.merge_handshake import passed_on
    from domain.state.model import CandidateState, Decision, DecisionRequest, DecisionResult, Start
    from domain.views.status import details, status_view, timer_summary

RENEW_AFTER = timedelta(days=90)
"""The longest that one run lives: then it continues as new, so that no history grows for years."""

_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=5)
_LIMIT = timedelta(seconds=8)

_KEYS: dict[str, Callable[[str], SearchAttributeKey[Any]]] = {
    "Keyword": SearchAttributeKey.for_keyword,
    "KeywordList": SearchAttributeKey.for_keyword_list,
    "Datetime": SearchAttributeKey.for_datetime,
}


@workflow.defn(name=CANDIDATE_WORKFLOW)
class CandidateFollowUp:
    """One person, with any number of applications (R17)."""

    @workflow.init
    def __init__(self, start: Start) -> None:
        self._state: CandidateState = start.state or begin(start.candidate_id)
        self._stale = True
        self._decisions = 0  # how many were taken in this run: what an update waits for
        self._failures = 0
        self._trouble = ""
        self._renewing = False  # a run that was cancelled hears no second cancellation: the next one does

    @workflow.run
    async def run(self, start: Start) -> str:
        """Follow up until they are not owed anything now. Returns the last state, for whoever looks at the closed run.

        A cancellation that ops request in the web UI is a word by them, not an end (R26). Temporal delivers it to this
        coroutine alone, so the loop runs in a task of its own and goes on with the pause that it stands for.
        """
        loop = asyncio.create_task(self._follow_up(start))
        while True:
            try:
                return await asyncio.shield(loop)
            except asyncio.CancelledError:
                if loop.cancelled():  # the run is being taken out of the worker's memory
                    raise
                self._on_cancellation(workflow.cancellation_reason() or "")

    async def _follow_up(self, start: Start) -> str:
        """The loop: due comes before stale, and both before the end of a run."""
        while True:
            if self._is_due():  # due comes before stale: a task that runs again asks about the same touch
                done = await self._carry_out()
            elif self._stale:
                self._stale = False  # cleared before awaiting: what arrives meanwhile is seen next time
                done = await self._decide()
            elif self._decision.closed:
                if await self._at_rest():
                    return str(self._decision.state)
                continue
            elif self._is_old():
                if await self._at_rest():
                    workflow.continue_as_new(Start(candidate_id=start.candidate_id, state=self._state))
                continue
            else:
                await self._sleep()
                continue
            if done is None:
                await self._wait_after_failure()
                if workflow.info().is_continue_as_new_suggested() and workflow.all_handlers_finished():
                    workflow.continue_as_new(Start(candidate_id=start.candidate_id, state=self._state))

    # ------------------------------------------------------------ the steps of the loop

    @property
    def _decision(self) -> Decision:
        return self._state.decision or Decision()

    def _is_due(self) -> bool:
        at = self._decision.at
        return at is not None and at <= workflow.now()

    def _is_old(self) -> bool:
        info = workflow.info()
        old = workflow.now() - info.start_time >= RENEW_AFTER
        return self._renewing or old or info.is_continue_as_new_suggested()

    async def _at_rest(self) -> bool:
        """May this run end? An update that waits for a decision would wait for ever, so it is: finished, or stale."""
        await workflow.wait_condition(lambda: workflow.all_handlers_finished() or self._stale)
        return not self._stale

    async def _carry_out(self) -> DecisionResult | None:
        match self._decision.action:
            case "ask":
                return await self._ask(Asking.ask_provider, "what became of a message in doubt")
            case "join":
                return await self._ask(Joining.join, "another id of the same person hands over")
            case "pass_on":
                return await self._ask(Joining.pass_on, "what was told goes to the id that is followed up")
        return await self._take(Deliveries.deliver, "deliver")

    async def _decide(self) -> DecisionResult | None:
        verdict = await self._take(Decisions.decide, "decide")
        if verdict is None:
            self._stale = True
        return verdict

    async def _take(
        self, activity: Callable[[Any, DecisionRequest], DecisionResult], name: str
    ) -> DecisionResult | None:
        """Run a local activity on a snapshot and fold in its verdict; None where it failed: look again, anew."""
        before = self._state
        try:
            verdict = await workflow.execute_local_activity_method(
                activity,
                DecisionRequest(state=before, now=workflow.now()),
                start_to_close_timeout=_LIMIT,
                retry_policy=RetryPolicy(maximum_attempts=1),
                summary=f"{name}: {timer_summary(self._decision)}",
            )
        except FailureError as error:
            # A local activity's own error arrives bare, its time-out wrapped. Uncaught, either would fail the workflow.
            kind = error.cause if isinstance(error, ActivityError) else error
            workflow.logger.warning("%s failed (%s), trying again", name, getattr(kind, "type", type(kind).__name__))
            self._trouble = getattr(kind, "type", None) or type(kind).__name__
            return None
        self._state = fold(self._state, verdict)
        # What could not be written down yet must be, before anything rests or ends.
        self._stale = self._stale or verdict.more or bool(verdict.unwritten)
        self._decisions += 1
        self._failures = 0
        self._show(verdict)
        stuck = not verdict.events and not verdict.missing and self._is_due() and not self._stale
        return None if stuck and verdict.next == before.decision else verdict

    async def _ask(self, activity: Callable[[Any, DecisionRequest], Any], summary: str) -> DecisionResult | None:
        """Rare and long: a regular activity, with retries, seen in the web UI."""
        try:
            answers: Answers = await workflow.execute_activity_method(
                activity,
                DecisionRequest(state=self._state, now=workflow.now()),
                start_to_close_timeout=timedelta(seconds=30),
                retry_policy=RetryPolicy(maximum_attempts=5),
                summary=summary,
            )
        except FailureError:
            await self._decide()  # what was told meanwhile does not wait for an answer
            return None
        for fact in answers.events:
            self._state = answered(self._state, fact)
        self._state = passed_on(self._state, answers.passed)
        self._stale = False
        return await self._decide()

    async def _sleep(self) -> None:
        """Until the decision's instant, or until a message wakes it; not longer than a run may live."""
        now, at = workflow.now(), self._decision.at
        renew_at = workflow.info().start_time + RENEW_AFTER
        until = renew_at if at is None else min(at, renew_at)
        with contextlib.suppress(TimeoutError):
            await workflow.wait_condition(
                lambda: self._stale,
                timeout=max(until - now, timedelta(milliseconds=1)),
                timeout_summary=timer_summary(self._decision),
            )

    async def _wait_after_failure(self) -> None:
        """Something that decisions need is away: wait on a timer that ops can read, then try with a fresh snapshot."""
        self._failures += 1
        wait = min(_FIRST_WAIT * 2 ** min(self._failures - 1, 8), _LONGEST_WAIT)
        await workflow.sleep(wait, summary=f"decision failed {self._failures} times ({self._trouble}), trying again")

    def _show(self, result: DecisionResult) -> None:
        """Tell ops: the search attributes that changed, as recorded in the verdict, and the current details."""
        if result.shown:
            workflow.upsert_search_attributes([_pair(name, value) for name, value in result.shown.items()])
        workflow.set_current_details(details(self._state))

    # ------------------------------------------------------------ what others say and ask

    @workflow.signal(dynamic=True)
    async def on_signal(self, name: str, args: Sequence[RawValue]) -> None:
        """Take in a fact. Never raises, never drops: what cannot be understood goes on the timeline
        (docs/architecture.md).
        """
        data = _payload(args)
        checked = bool(args) and CHECKED in args[0].payload.metadata
        try:
            fact = signal_fact(name, data, now=workflow.now(), checked=checked)
        except Untellable as error:
            fact = refusal(name, data, str(error), now=workflow.now())
        self._take_in(fact, name, data)

    @workflow.update(dynamic=True)
    async def on_update(self, name: str, args: Sequence[RawValue]) -> dict[str, Any]:
        """Take in what a colleague says; answers with the new status, after the decision."""
        try:
            fact = accepted_update(name, _payload(args), now=workflow.now())
        except Untellable as error:  # accepted by other rules, and replayed with these
            fact = refusal(name, _payload(args), str(error), now=workflow.now())
        self._take_in(fact, name, _payload(args))
        taken = self._decisions
        await workflow.wait_condition(lambda: self._decisions > taken and not self._stale)
        return status_view(self._state)

    @on_update.validator
    def _check_update(self, name: str, args: Sequence[RawValue]) -> None:
        """A bad update is refused at once, with a sentence that a person understands."""
        try:
            update_fact(name, _payload(args), self._state, now=workflow.now())
        except Untellable as error:
            raise ApplicationError(str(error), type="Refused", non_retryable=True) from None

    def _on_cancellation(self, reason: str) -> None:
        """Take in what a requested cancellation stands for, and continue as new soon, so that another is heard."""
        self._renewing = True
        fact = cancellation(self._state, reason, workflow.now())
        if fact is not None:
            self._take_in(fact, "cancellation", None)

    def _take_in(self, fact: Event, name: str, data: Any) -> None:
        """Fold it in, once. Repeats wake the clock, too: no command may hang on what the rules make of a message."""
        self._stale = True
        self._renewing = self._renewing or leaves_words_behind(fact)
        try:
            if not is_repeat(self._state, fact):
                self._state = accept(self._state, fact)
        except Exception as error:  # a fact must never stop a clock for good
            problem = f"{name} could not be taken in ({type(error).__name__}), which is a defect: please report it"
            self._state = accept(self._state, refusal(name, data, problem, now=workflow.now()))

    @workflow.query(name="status")
    def status(self) -> dict[str, Any]:
        """What `followup status` prints, from the clock itself."""
        return status_view(self._state)

    @workflow.query(name="plan")
    def plan(self) -> dict[str, Any]:
        """The decision that the clock waits for, with its reasons."""
        return self._decision.model_dump(mode="json")


def _payload(args: Sequence[RawValue]) -> Any:
    """The JSON that a message carries; None where it carries none that can be read."""
    if not args:
        return None
    try:
        return json.loads(args[0].payload.data)
    except (ValueError, RecursionError):
        return None


def _pair(name: str, value: Any) -> SearchAttributeUpdate[Any]:
    kind = SEARCH_ATTRIBUTES[name]
    key: SearchAttributeKey[Any] = _KEYS[kind](name)
    if value is None:
        return key.value_unset()
    return key.value_set(datetime.fromisoformat(value) if kind == "Datetime" else value)
