"""Telling a candidate's clock something, and saying what happens now.

The ledger is asked first: a fact about somebody who is not here must not start a clock. The Temporal SDK is loaded
only then. A signal is at work when the ledger's position has moved; where no worker runs, Temporal keeps it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

from domain.names import BadId, candidate_id
from domain.playbook.step_words import step_words
from domain.views.candidate_status import ApplicationStatus
from settings import Settings, read_settings
from starter.cli.options import As, AsJson, Ident, Job, author
from starter.cli.output.formatting import choices_words, coming_words, mood_words, print_json, task_words, typed_for
from starter.cli.people import View, found, is_open, open_reader, status_of, the_application
from starter.wording.candidates import by, closed_words, plain, promise_words, reason_words, stands
from starter.wording.instants import now

if TYPE_CHECKING:
    from starter.client import Followup

SIGNAL_TIMEOUT = 5.0
"""Seconds in which a running worker has taken a signal up; then it is said that it waits."""

CALL_TIMEOUT = 8.0
"""Seconds for connecting and handing over; a server that takes the connection and says nothing must not hang us."""

SENDING = 3.0
"""Seconds more, where a message goes out at once: then it is said that it went, and what comes after it."""

_T = TypeVar("_T")


@dataclass(frozen=True)
class Told:
    """What came of telling: the candidate before and, where a worker has decided, after."""

    before: View
    after: View | None
    event_id: str
    sent: tuple[dict[str, Any], ...] = ()  # what went out meanwhile, as `timeline` tells it
    expired: tuple[dict[str, Any], ...] = ()  # what will not go any more, because it is too late

    @property
    def view(self) -> View:
        return self.after or self.before

    def as_json(self) -> dict[str, Any]:
        """The new status with `event_id`, `in_effect` and `sent`."""
        sent = [{name: entry[name] for name in ("at", "step", "channel", "subject")} for entry in self.sent]
        return {**self.view.as_json(), "event_id": self.event_id, "in_effect": self.after is not None, "sent": sent}


def known(ident: str) -> View:
    """The candidate as the ledger has them. Raises BadId, Nobody, LedgerUnavailable."""
    with open_reader() as reader:
        return found(reader, ident)


@dataclass(frozen=True)
class AboutPerson:
    """What a command that says something about a candidate is given, and what it does with that."""

    ident: Ident
    by: As = None
    as_json: AsJson = False

    @cached_property
    def person(self) -> View:
        """The candidate as the ledger has them. Raises BadId, Nobody, LedgerUnavailable."""
        return known(self.ident)

    @property
    def name(self) -> str:
        return plain(self.person.name)

    def snapshot(self) -> dict[str, Any]:
        """Their state as it is kept, of which `person` shows the most important."""
        with open_reader() as reader:
            return reader.snapshot(self.person.id) or {}

    def tell(self, signal: str, application_id: str | None = None, **fields: Any) -> Told:
        """Say a fact as a signal, and wait a little for the decision. Raises Untellable, TemporalUnreachable."""
        return self.tell_until(lambda _: True, signal, application_id, **fields)

    def tell_until(
        self, holds: Callable[[View], bool], signal: str, application_id: str | None = None, **fields: Any
    ) -> Told:
        """The same, where what was said takes more than a decision until it holds."""
        from starter.client import envelope

        before, event_id = self.person, str(uuid4())
        fact = envelope(event_id, author(self.by), now(), application_id=application_id, **fields)

        async def say(followup: Followup) -> Told:
            await followup.tell(before.id, signal, fact)
            after = await _moved(followup, before, holds)
            return await _with_what_went(followup, Told(before, after, event_id))

        return _talk(say)

    def update(self, name: str, application_id: str | None = None, **fields: Any) -> Told:
        """Say something that is answered with the new status. Raises Refused, NoAnswer, TemporalUnreachable."""
        return update(self.person, name, author(self.by), application_id, **fields)

    def report(self, told: Told, said: str, **more: Any) -> None:
        """Say what was done and what happens now; in JSON also what is `more`."""
        report(told, said, self.as_json, **more)

    def report_no_change(self, said: str, **more: Any) -> None:
        """Say that all is so already."""
        print_json({**self.person.as_json(), **more}) if self.as_json else print(said)


@dataclass(frozen=True)
class AboutApplication(AboutPerson):
    """The same, for what is said about one of their applications."""

    job: Job = None

    def application(self, among: Callable[[ApplicationStatus], bool] = is_open) -> ApplicationStatus:
        """The one that is meant. Raises Nobody and Wrong."""
        return the_application(self.person, self.job, among=among)

    def kept(self, application: ApplicationStatus) -> dict[str, Any]:
        """All that is kept of it."""
        theirs = self.snapshot().get("applications", [])
        return next((one for one in theirs if one["application_id"] == application.id), {})


def update(
    before: View, name: str, author: str, application_id: str | None = None, *, event_id: str = "", **fields: Any
) -> Told:
    """Say something that is answered with the new status. Raises Refused, NoAnswer, TemporalUnreachable.

    `event_id`: where typing the same again must not say it again.
    """
    from starter.client import envelope

    event_id = event_id or str(uuid4())
    fact = envelope(event_id, author, now(), application_id=application_id, **fields)

    async def say(followup: Followup) -> Told:
        if name == "undo":
            said = await followup.undo(before.id, fact)
        else:
            said = await followup.update(before.id, name, fact)
        return await _with_what_went(followup, Told(before, View.model_validate(said), event_id))

    return _talk(say, patience=CALL_TIMEOUT + 12)


def ask(ident: str) -> View:
    """The status from the clock itself; from the ledger where the follow-up has ended and no clock runs.

    An id that the ledger does not know yet may have a clock already.
    """
    try:
        asked = candidate_id(ident)
    except BadId:
        asked = known(ident).id

    async def say(followup: Followup) -> View:
        from starter.client import NoSuchCandidate

        full_id = await asyncio.to_thread(followup.ledger.owner_of, asked)  # who was joined has no clock any more
        try:
            return View.model_validate(await followup.query(full_id))
        except NoSuchCandidate:
            kept = await asyncio.to_thread(status_of, followup.ledger, full_id)
            if kept is None or kept.state != "closed":
                raise
            return kept

    return _talk(say)


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Followup]:
    """The calls to this installation's clocks; its ledger is closed behind them.

    Raises TemporalUnreachable, also where Temporal goes away within the block, and LedgerUnavailable.
    """
    from temporalio.service import RPCError

    from connection import connect_options, unreachable
    from starter.client import Followup

    try:
        async with asyncio.timeout(CALL_TIMEOUT):
            followup = await Followup.open(settings, now)
        with closing(followup.ledger):
            yield followup
    except (TimeoutError, RPCError) as error:
        raise unreachable(str(connect_options(settings).get("target_host", ""))) from error


def _talk(say: Callable[[Followup], Awaitable[_T]], *, patience: float = CALL_TIMEOUT) -> _T:
    async def go() -> _T:
        async with opened(read_settings()) as followup, asyncio.timeout(patience + SIGNAL_TIMEOUT):
            return await say(followup)

    return asyncio.run(go())


async def _moved(followup: Followup, before: View, holds: Callable[[View], bool]) -> View | None:
    """The candidate after the next decision, or None where nobody has taken one in time."""
    give_up_at, moved = time.monotonic() + SIGNAL_TIMEOUT, None
    while time.monotonic() < give_up_at:
        view = await asyncio.to_thread(status_of, followup.ledger, before.id)
        if view is not None and view.position.seq > before.position.seq:
            moved = view
            if holds(view):
                break
        await asyncio.sleep(0.1)
    return moved


async def _with_what_went(followup: Followup, told: Told) -> Told:
    """Wait a little for a message that is due this moment, and say what has gone out since before."""
    if told.after is None:
        return told
    view, entries = await settled(followup, told.after, told.before.position.seq)
    return replace(told, after=view, sent=of_type("sent", entries), expired=of_type("expired", entries))


def of_type(wanted: str, entries: Sequence[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    return tuple(entry for entry in entries if entry["type"] == wanted)


async def settled(followup: Followup, view: View, after: int) -> tuple[View, list[dict[str, Any]]]:
    """The candidate once nothing is due this moment, and what stands behind that position of their record by then."""
    give_up_at = time.monotonic() + SENDING
    while _goes_now(view) and time.monotonic() < give_up_at:
        await asyncio.sleep(0.1)
        later = await asyncio.to_thread(status_of, followup.ledger, view.id)
        view = later or view
    entries = await asyncio.to_thread(followup.ledger.timeline, view.id, after=after)
    return view, entries


def _goes_now(view: View) -> bool:
    return view.next is not None and view.next.at <= now()


def sent_words(sent: Sequence[dict[str, Any]]) -> str:
    """`Just sent: offer summary by email "Your offer".`; empty where nothing went out."""
    each = [
        f"{step_words(entry['step'])} {by(entry['channel'])}"
        + (f' "{plain(entry["subject"])}"' if entry["subject"] else "")
        for entry in sent
    ]
    return f"Just sent: {', '.join(each)}." if each else ""


def report(told: Told, said: str, as_json: bool, **more: Any) -> None:
    """Say what was done and what happens now; as JSON the new status (`Told.as_json`) and what is `more`."""
    if as_json:
        print_json({**told.as_json(), **more})
        return
    if told.after is None:
        name = plain(told.before.name)
        print(
            f"Recorded in Temporal for {name}. No worker has answered yet: it takes effect once one runs "
            "and reaches its ledger (`followup doctor` says what's missing)."
        )
        return
    print(" ".join(part for part in (said, *happens_now(told)) if part))
    for entry in told.expired:
        print(f"Too late to send: {step_words(entry['step'])}; {reason_words(entry['reasons'][-1]['text'])}.")
    had = {task.task for task in told.before.tasks}
    for task in told.after.tasks:
        if task.task not in had:
            typed = f"{plain(typed_for(told.after, task))}{choices_words(task.answers)}"
            print(f"New task {task_words(task)}\n  {typed}")


def happens_now(told: Told) -> list[str]:
    """The sentences after what was done: what went out, a new promise, the mood if it is special, the next contact."""
    view = told.view
    promise = promise_words(view) if view.promise != told.before.promise else ""
    mood = (
        mood_words(view) if view.state != told.before.state or view.stopped or view.paused or view.doubted_since else ""
    )
    closed = closed_words(view) if view.closed != told.before.closed else ""
    return [
        sent_words(told.sent),
        promise,
        mood,
        closed,
        coming_words(view),
    ]


def stage_words(told: Told, application_id: str) -> str:
    """`Ann Lee is now at the interview stage for Compiler Engineer (ENG-7).`"""
    applications = {application.id: application for application in told.view.applications}
    there = applications.get(application_id)
    return "" if there is None else f"{plain(told.view.name)} {stands(there)}."
