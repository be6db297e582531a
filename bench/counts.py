"""What a candidate costs, counted and not timed: `python -m bench.counts`.

Counts do not depend on the machine or on who else uses it: history events, Temporal Actions (by Temporal Cloud's own
rules), bytes of history, SQL statements and commits, the size of the state, bytes on disk. tests/bench/test_counts.py
pins them.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from sqlalchemy import event
from temporalio.api.enums.v1 import EventType
from temporalio.api.history.v1 import HistoryEvent
from temporalio.client import WorkflowHandle
from temporalio.service import RPCError

from bench.installation import installed
from domain.events import ApplicationReceived, Contactable, Person
from domain.forecast.preview import play
from domain.names import Stage
from domain.reducers.evolve import begin
from domain.state.model import Start
from ledger.playbooks.folder import read_playbook
from ledger.store import Ledger
from starter.embedded import LocalServer, end, free_port, spawn, wait_until_listening
from tests.e2e.virtual import Life
from tests.histories.record import DEFAULT, skip
from tests.house import QUICK, House, build, connected, until

TITLE: Final = "Counts"
LIMITS: Final = {"events": 7, "actions": 3, "commits": 2, "state": 6 * 1024}
"""docs/architecture.md, "Numbers": per touch in steady state, and bytes of state after 100 touches."""

SLEEPERS, MANY_SLEEPERS = 200, 1000
_HEARERS, _MESSAGES = 30, 10
_TOUCHES: Final = 100
_ONE_ACTION: Final = (
    "TIMER_STARTED",
    "ACTIVITY_TASK_SCHEDULED",
    "WORKFLOW_EXECUTION_SIGNALED",
    "WORKFLOW_EXECUTION_UPDATE_ACCEPTED",
    "UPSERT_WORKFLOW_SEARCH_ATTRIBUTES",
)
_OF_SKIPPING: Final = ("WORKFLOW_EXECUTION_TIME_SKIPPING_TRANSITIONED", "WORKFLOW_EXECUTION_OPTIONS_UPDATED")
"""Events that only skipping time brings; nobody has them in production."""


# ------------------------------------------------------------ reading a history


def name_of(told: HistoryEvent) -> str:
    """`TIMER_FIRED` and the like."""
    return EventType.Name(told.event_type).removeprefix("EVENT_TYPE_")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a piece of history comes to."""

    events: int
    actions: int
    bytes: int

    @classmethod
    def of(cls, history: Sequence[HistoryEvent]) -> Cost:
        """Count it. Actions as Temporal Cloud counts them: all markers of one workflow task are one; a start by
        signal is one with its signal, and a start by continue-as-new one of its own.
        """
        kept = [told for told in history if name_of(told) not in _OF_SKIPPING]
        names = [name_of(told) for told in kept]
        actions = sum(name in _ONE_ACTION for name in names)
        actions += len(
            {
                told.marker_recorded_event_attributes.workflow_task_completed_event_id
                for told, name in zip(kept, names, strict=True)
                if name == "MARKER_RECORDED"
            }
        )
        if names[:1] == ["WORKFLOW_EXECUTION_STARTED"]:
            actions += names[1:2] != ["WORKFLOW_EXECUTION_SIGNALED"]
        return cls(len(kept), actions, sum(told.ByteSize() for told in kept))

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.events + other.events, self.actions + other.actions, self.bytes + other.bytes)


def touches_of(history: Sequence[HistoryEvent]) -> list[list[HistoryEvent]]:
    """What stands between two firings of the clock, once for each firing but the last."""
    fired = [index for index, told in enumerate(history) if name_of(told) == "TIMER_FIRED"]
    return [list(history[one:next_one]) for one, next_one in pairwise(fired)]


async def runs_of(handle: WorkflowHandle[Any, Any]) -> list[list[HistoryEvent]]:
    """The histories of all runs of a clock, the first one first."""
    latest = await handle.describe()
    ident, run = handle.id, latest.raw_description.workflow_execution_info.first_run_id
    runs: list[list[HistoryEvent]] = []
    client = handle._client
    while run:
        found = await client.get_workflow_handle(ident, run_id=run).fetch_history()
        runs.append(list(found.events))
        run = found.events[-1].workflow_execution_continued_as_new_event_attributes.new_execution_run_id
    return runs


# ------------------------------------------------------------ listening to the ledger


@dataclass
class Statements:
    """What the activities' threads say to the database, one list per transaction; the onlooker's reads are left out."""

    transactions: list[list[str]] = field(default_factory=list)
    _open: dict[int, list[str]] = field(default_factory=dict)

    def note(self, statement: str) -> None:
        thread = threading.current_thread()
        if thread.name.startswith("followup"):
            self._open.setdefault(thread.ident or 0, []).append(" ".join(statement.split()))

    def end(self) -> None:
        if done := self._open.pop(threading.get_ident(), None):
            self.transactions.append(done)

    def clear(self) -> None:
        """What did not commit wrote nothing."""
        self._open.pop(threading.get_ident(), None)

    def of_touches(self) -> list[list[list[str]]]:
        """The transactions of each touch, beginning with the one that reserves; the last touch is left out."""
        starts = [n for n, said in enumerate(self.transactions) if any("INTO attempts" in one for one in said)]
        return [self.transactions[one:following] for one, following in pairwise(starts)]


@contextmanager
def overheard(ledger: Ledger) -> Iterator[Statements]:
    """Every statement and commit of the activities for as long as the block runs, below everything of ours."""
    heard = Statements()
    engine = ledger._database.engine

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        heard.note(statement)

    def commit(_connection: Any) -> None:
        heard.end()

    def rollback(_connection: Any) -> None:
        heard.clear()

    listeners = (("before_cursor_execute", note), ("commit", commit), ("rollback", rollback))
    for name, listener in listeners:
        event.listen(engine, name, listener)
    try:
        yield heard
    finally:
        for name, listener in listeners:
            event.remove(engine, name, listener)


# ------------------------------------------------------------ one touch in its steady state


async def steady(house: House) -> dict[str, Any]:
    """Six messages to somebody, a second apart, by the quick playbook; what one of the middle ones takes."""
    with overheard(house.ledger) as heard:
        async with house.working():
            ann = await house.applies("ann")
            await until(lambda: len(house.rows(ann, "sent")) == 6, what="six messages")
        history = list((await house.handle(ann).fetch_history()).events)
    touches = touches_of(history)[2:]
    assert touches, "the clock fired too seldom for a touch in the middle"
    transactions = heard.of_touches()[-1]
    cost = Cost.of(touches[-1])
    return {
        "events": cost.events,
        "actions": cost.actions,
        "bytes": cost.bytes,
        "names": [name_of(told) for told in touches[-1]],
        "statements": sum(not one.startswith("BEGIN") for said in transactions for one in said),
        "commits": len(transactions),
        "said": [[" ".join(one.split()[:3]) for one in said] for said in transactions],
    }


def state_after(touches: int = _TOUCHES) -> dict[str, int]:
    """Bytes of what one run hands to the next after so many touches by the default playbook, about four years of them.

    Somebody in screening whom nobody decides upon: an update every two weeks, each with a new promise.
    """
    playbook, start = read_playbook(DEFAULT), datetime(2026, 1, 5, 14, 0, tzinfo=UTC)
    told = ApplicationReceived(
        event_id="applied",
        occurred_at=start,
        application_id="eng",
        job_id="eng",
        job_title="Backend Engineer",
        stage=Stage.SCREENING,
        candidate=Contactable(first_name="Ann", last_name="Lee", email="ann@example.com", timezone="America/New_York"),
        recruiter=Person(name="Rita Ray", email="rita@acme.example"),
        hiring_manager=Person(name="Hanna Hill", email="hanna@acme.example"),
    )
    sent, largest, size = 0, 0, 0
    for state, facts, _, _ in play(
        begin("manual:ann"), playbook, start, start + timedelta(days=20 * touches), told=(told,)
    ):
        sent += sum(fact.type == "sent" for fact in facts)
        size = len(Start(candidate_id="manual:ann", state=state).model_dump_json().encode())
        largest = max(largest, size)
        if sent >= touches:
            break
    return {"touches": sent, "bytes": size, "largest": largest}


# ------------------------------------------------------------ a whole life


async def hired(life: Life) -> None:
    """Applied, screened, interviewed, offered, hired a month later, and all that onboarding owes."""
    await life.applies(recruiter={"name": "Rita Ray", "email": "rita@acme.example"})
    await life.passes(timedelta(days=3))
    await life.tell("stage_changed", stage="screening")
    await life.passes(timedelta(days=4))
    await life.tell("stage_changed", stage="interview")
    now = await life.now()
    talk = now + timedelta(days=3)
    await life.tell("interview_scheduled", interview_id="1", at=talk.isoformat())
    await life.passes(timedelta(days=4))
    await _all_done(life)
    await life.passes(timedelta(days=6))
    await _all_done(life)
    await life.tell(
        "offer_extended", pay="$120,000", expires_on=(await life.now() + timedelta(days=14)).date().isoformat()
    )
    await _all_done(life)
    await life.passes(timedelta(days=4))
    await _all_done(life)
    await life.tell("offer_answered", answer="accepted")
    start = await life.now() + timedelta(days=30)
    await life.tell("hired", start_date=start.date().isoformat())
    await _to_the_end(life)


async def rejected(life: Life) -> None:
    """Applied, screened, three weeks of waiting with an update, rejected with feedback; the closure and the survey."""
    await life.applies(recruiter={"name": "Rita Ray", "email": "rita@acme.example"})
    await life.passes(timedelta(days=3))
    await life.tell("stage_changed", stage="screening")
    await life.passes(timedelta(days=21))
    await _all_done(life)
    await life.tell("rejected", feedback="Your tests were thorough; we look for more of the front end.")
    await _to_the_end(life)


LIVES: Final = {"hired": hired, "rejected": rejected}


async def _all_done(life: Life) -> None:
    """A colleague does what they were asked to."""
    for task in life.house.ledger.tasks(candidate_id=life.ident):
        await life.update("complete_task", task_id=task["task"])


async def _to_the_end(life: Life) -> None:
    """Weeks pass until nothing is owed any more; colleagues do their tasks."""
    handle = life.house.handle(life.ident)
    for _ in range(30):
        await skip(life.house, life.ident, timedelta(days=7))
        if (await handle.describe()).close_time is not None:
            return
        await life.settled()
        try:
            await _all_done(life)
        except RPCError:
            return
    raise RuntimeError("the life does not come to an end")


async def lived_on(address: str, home: Path, name: str) -> dict[str, Any]:
    """What the life of that name costs, from the application until nothing is owed any more."""
    house = build(await connected(address), home, playbook=DEFAULT)
    with overheard(house.ledger) as heard:
        async with house.working():
            life = Life(house, name, set())
            await life.begins()  # their clock is set to a Monday in March; nobody is there before they apply
            heard.transactions.clear()
            await LIVES[name](life)
            runs = _from_the_application(await runs_of(house.handle(life.ident)))
            messages, days = len(life.sent()), _days(life)
    await house.leave()
    cost = sum((Cost.of(run) for run in runs[1:]), Cost.of(runs[0]))
    return {
        "messages": messages,
        "days": days,
        "events": cost.events,
        "actions": cost.actions,
        "bytes": cost.bytes,
        "commits": len(heard.transactions),
        "statements": sum(not one.startswith("BEGIN") for said in heard.transactions for one in said),
        "names": dict(Counter(name_of(told) for run in runs for told in run).most_common()),
    }


def _from_the_application(runs: Sequence[list[HistoryEvent]]) -> list[list[HistoryEvent]]:
    """As if the clock had been started by it, which is what happens outside of tests."""
    for number, run in enumerate(runs):
        for index, told in enumerate(run):
            if told.workflow_execution_signaled_event_attributes.signal_name == "application_received":
                return [[run[0], *run[index:]], *runs[number + 1 :]]
    raise RuntimeError("nobody applied")


def _days(life: Life) -> int:
    """From the application to the last thing on record."""
    rows = life.timeline()
    applied = next(row for row in rows if row["type"] == "application_received")
    return (datetime.fromisoformat(rows[-1]["at"]) - datetime.fromisoformat(applied["at"])).days


# ------------------------------------------------------------ on disk


async def on_disk(sleepers: int) -> dict[str, Any]:
    """Bytes that one sleeping candidate, and one message, add to each database, their logs written back."""
    async with installed(touches=_MESSAGES) as place:
        await place.start_worker()
        first = await place.enrol((f"first{n}" for n in range(20)), Stage.SCREENING)
        await place.sleeping(len(first), 120)
        before = place.disk()
        await place.enrol((f"p{n}" for n in range(sleepers)), Stage.SCREENING)
        await place.sleeping(sleepers + len(first), 120 + sleepers)
        await asyncio.sleep(2)
        after = place.disk()
        await place.enrol((f"hears{n}" for n in range(_HEARERS)), Stage.APPLIED)
        await place.sent("hears", _HEARERS * _MESSAGES)
        await asyncio.sleep(2)
        heard = place.disk()
    asleep = {name: (after[name] - before[name]) / sleepers for name in after}
    told = {name: (heard[name] - after[name] - _HEARERS * asleep[name]) / (_HEARERS * _MESSAGES) for name in after}
    return {
        "sleepers": sleepers,
        "temporal": round(asleep["temporal"]),
        "ledger": round(asleep["ledger"]),
        "temporal_per_message": round(told["temporal"]),
        "ledger_per_message": round(told["ledger"]),
    }


# ------------------------------------------------------------ all of it


@contextmanager
def _skipping(folder: Path) -> Iterator[LocalServer]:
    """A dev server that lets time be skipped, for as long as the block runs."""
    server = LocalServer(port=free_port(), time_skipping=True)
    process = spawn(server.command(), log=folder / "temporal.log")
    try:
        wait_until_listening(server.port, process)
        yield server
    finally:
        end(process, patience=5)


async def _touch(address: str, home: Path) -> dict[str, Any]:
    house = build(await connected(address), home, playbook=QUICK)
    found = await steady(house)
    await house.leave()
    return found


def measure(full: bool) -> dict[str, Any]:
    """All counts; `full` only takes more sleepers for the disk."""
    with tempfile.TemporaryDirectory(prefix="followup-bench-") as name:
        folder = Path(name)
        with _skipping(folder) as server:
            touch = asyncio.run(_touch(server.address, folder / "quick"))
            lives = {one: asyncio.run(lived_on(server.address, folder / one, one)) for one in LIVES}
    return {
        "touch": touch,
        "lives": lives,
        "state": state_after(),
        "disk": asyncio.run(on_disk(MANY_SLEEPERS if full else SLEEPERS)),
    }


def table(found: dict[str, Any]) -> list[str]:
    """The counts as Markdown, each beside its limit."""
    touch, state, disk = found["touch"], found["state"], found["disk"]
    lines = [
        "| one touch, steady state | counted | at most |",
        "|---|---:|---:|",
        f"| history events | {touch['events']} | {LIMITS['events']} |",
        f"| Temporal Actions | {touch['actions']} | {LIMITS['actions']} |",
        f"| ledger commits | {touch['commits']} | {LIMITS['commits']} |",
        f"| SQL statements, without BEGIN and COMMIT | {touch['statements']} | |",
        f"| bytes of history | {touch['bytes']:,} | |",
        f"| bytes of state handed on after {state['touches']} touches | {state['bytes']:,} | {LIMITS['state']:,} |",
        "",
        "| a whole life by the default playbook | days | messages | events | Actions | bytes of history | commits |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {name} | {life['days']} | {life['messages']} | {life['events']} | {life['actions']} | {life['bytes']:,} "
        f"| {life['commits']} |"
        for name, life in found["lives"].items()
    ]
    lines += [
        "",
        f"On disk a sleeping candidate takes {disk['temporal'] / 1024:.1f} KB in Temporal's database (SQLite) and "
        f"{disk['ledger'] / 1024:.1f} KB in the ledger ({disk['sleepers']} of them); each message adds "
        f"{disk['temporal_per_message'] / 1024:.1f} KB and {disk['ledger_per_message'] / 1024:.1f} KB.",
    ]
    return lines


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--full", action="store_true", help=f"{MANY_SLEEPERS} sleepers on disk, not {SLEEPERS}")
    options.add_argument("--said", action="store_true", help="the statements and events of a touch, too")
    given = options.parse_args()
    found = measure(given.full)
    print("\n".join(table(found)))
    if given.said:
        said = [one for transaction in found["touch"]["said"] for one in transaction]
        print("", *found["touch"]["names"], "", *said, "", found["lives"], sep="\n")


if __name__ == "__main__":
    main()
