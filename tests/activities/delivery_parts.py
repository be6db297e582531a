"""What that world is made of: ways out, a worker that dies where it is told to, and what is seen of them."""

from __future__ import annotations

import dataclasses
import sqlite3
import threading
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import Connection, event, exc
from temporalio.testing import ActivityEnvironment

from activities.asking import Asking
from activities.decisions import Decisions
from activities.delivery import Deliveries
from activities.handing_over import Handover, Handovers
from channels.sender import SOCKET_BUDGET, Accepted, Found, NotAccepted, Outcome, OutgoingMessage, Refused, Unknown
from domain.names import Channel
from domain.state.model import DecisionRequest
from ledger.store import Ledger
from tests.activities.delivery_ledger import KEYS, NOON
from worker import lines_of, writer

if TYPE_CHECKING:
    from tests.activities.delivery_world import World

AtCommit = Literal["ok", "away", "dies before", "dies after", "in doubt, kept", "in doubt, lost"]
AtPost = Literal[
    "accepts",
    "accepts, then time-out",
    "accepts, then raises",
    "time-out",
    "not accepted",
    "refuses",
    "refuses the address",
    "dies before",
    "dies after",
    "overtaken before",
    "overtaken after",
    "takes long",
]
Knows = Literal["all", "what it has", "nothing", "away"]
Says = Literal["processed", "delivered", "bounced", "dropped", "blocked"]
BOUNCES: tuple[Says, ...] = ("bounced", "dropped", "blocked")


class Dies(BaseException):
    """The process ends here: nothing after it happens."""


@dataclass(frozen=True)
class Mail:
    """A message that a provider has taken."""

    key: str
    attempt: int
    channel: Channel
    ident: str


@dataclass
class Host:
    """The time of a worker's host, which a test does not wait for."""

    seconds: float = 0.0

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds


@dataclass
class Model:
    """A way out: it knows for sure what it took, and does as it is told. A `channels.sender.Sender`."""

    world: World
    channel: Channel
    name: str = "model"
    max_in_flight: int = 8
    time_limit: timedelta = SOCKET_BUDGET

    def send(self, message: OutgoingMessage) -> Outcome:
        world = self.world
        how = world.at_post.pop(0) if world.at_post else "accepts"
        world.at_a_post(message, self.channel)
        if how == "takes long":
            world.slow.append(slow := Slow(message, threading.current_thread(), world.now + self.time_limit))
            world.takes_long.set()
            assert slow.may_end.wait(100), "nobody let it end"
            how = slow.how
        match how:
            case "dies before":
                raise Dies
            case "overtaken before":
                world.overtaken()
            case "time-out":
                return Unknown("no answer in time")
            case "not accepted":
                return NotAccepted("too busy")
            case "refuses":
                return Refused("no such words here", address_bad=False)
            case "refuses the address":
                return Refused("no such address")
        taken = world.take(message, self.channel)
        world.meanwhile()
        match how:
            case "dies after":
                raise Dies
            case "overtaken after":
                world.overtaken()
            case "accepts, then time-out":
                return Unknown("no answer in time")
            case "accepts, then raises":
                raise RuntimeError("the sender broke")
        return Accepted(taken.ident)

    def find(self, touch_key: str, *, to: str, since: datetime, text: str = "", others: Collection[str] = ()) -> Found:
        mine = [m for m in self.world.taken if m.key == touch_key and m.channel is self.channel]
        ident = mine[-1].ident if mine else ""
        match self.world.knows:
            case "away":
                raise ConnectionRefusedError
            case "nothing":
                return Found(accepted=False, exact=False)
            case "what it has":
                return Found(accepted=bool(mine), exact=False, provider_message_id=ident)
        return Found(accepted=bool(mine), exact=True, provider_message_id=ident)


@dataclass
class Slow:
    """A message that is being handed over for long, in a thread of its own."""

    message: OutgoingMessage
    thread: threading.Thread
    until: datetime  # a way out keeps its time limit: after that nothing is taken any more
    how: AtPost = "accepts"
    may_end: threading.Event = field(default_factory=threading.Event)


class WatchedHandover(Handover):
    """Waits for as long as it takes, unless the other side is known to take long: no test waits for 6 seconds."""

    world: World

    def _wait(self, seconds: float) -> None:
        while not (self._has_ended.wait(0.005) or self.world.takes_long.is_set()):
            pass


class WatchedHandovers(Handovers):
    """The sends of one worker, which may die with it."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self._world = world

    def of(self, send: Callable[[], Outcome]) -> Handover:
        handover = WatchedHandover(send)
        handover.world = self._world
        return handover

    def _run(self, handover: Handover) -> None:
        with suppress(Dies):
            super()._run(handover)


class Worker:
    """A worker's activities over a ledger of its own; `plan` says what happens to its next writing transactions."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.plan: list[AtCommit] = []
        self.reserved_at = 0  # the number of the commit of its last reservation
        self._fate: AtCommit = "ok"
        self._reserves = False
        self.ledger = Ledger(f"sqlite:///{world.file}", KEYS)
        engine = self.ledger._database.engine
        event.listen(engine, "connect", _without_waiting_for_the_disk)
        event.listen(engine, "before_cursor_execute", self._at_statement)
        event.listen(engine, "commit", self._at_commit)
        self.begins(world)

    def begins(self, world: World) -> None:
        """With an empty memory."""
        senders = world.senders
        lines, sends = lines_of(senders, None), WatchedHandovers(world)
        deliveries = Deliveries(self.ledger, senders, writer(self.ledger), lines, world.host.now, handovers=sends)
        self.deliver = deliveries.deliver
        self.decide = Decisions(self.ledger).decide
        self.ask_provider = Asking(senders, self.ledger).ask_provider

    def run(self, activity: Callable[[DecisionRequest], Any], request: DecisionRequest, *, late: float = 0) -> Any:
        environment = ActivityEnvironment()
        scheduled = self.world.host.now() - timedelta(seconds=late)
        environment.info = dataclasses.replace(environment.info, current_attempt_scheduled_time=scheduled)
        return environment.run(activity, request)

    def _at_statement(self, _c: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("BEGIN"):
            self._fate = self.plan.pop(0) if self.plan else "ok"
            self._reserves = False
            if self._fate == "away":
                self.world.host.seconds += 2  # SQLite waits so long for its lock
                raise _busy()
        self._reserves |= statement.startswith("INSERT INTO attempts")

    def _at_commit(self, connection: Connection) -> None:
        fate, self._fate = self._fate, "ok"
        if fate in ("dies before", "in doubt, lost"):
            connection.connection.dbapi_connection.rollback()  # type: ignore[union-attr]
            raise Dies if fate == "dies before" else _busy()
        self.world.commits += 1
        if self._reserves:
            self.reserved_at = self.world.commits
        if fate in ("dies after", "in doubt, kept"):
            connection.connection.dbapi_connection.commit()  # type: ignore[union-attr]
            raise Dies if fate == "dies after" else _busy()


def _busy() -> exc.OperationalError:
    orig = sqlite3.OperationalError("database is locked")
    orig.sqlite_errorname = "SQLITE_BUSY"
    return exc.OperationalError("", {}, orig)


def _without_waiting_for_the_disk(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA synchronous=OFF")
