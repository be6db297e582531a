"""A world in which deliveries go wrong at every seam: one clock, two workers, a gateway, two ways out, one ledger.

Everything of ours is real: the activities, the ledger (SQLite), the doors of the gateway. A model is what is not ours:
the provider, the loop of Temporal (`Clock.works` does as `workflows/candidate.py` does), and the blows. A worker
dies where a real one can: at a commit of the database, before or after it, and around the POST.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import threading
from collections.abc import Callable, Collection, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

from activities import delivery
from channels.reference import callback_reference
from channels.sender import OutgoingMessage
from domain import events as e
from domain.commands import signal_fact
from domain.delivery.attempts import RESOLUTIONS
from domain.names import Channel
from domain.reducers.evolve import accept, answered, begin, fold, is_repeat
from domain.state.model import CandidateState, Decision, DecisionRequest, DecisionResult
from gateway.providers import sendgrid_events, twilio_status
from integrations.arrivals import Known, NotNow, Request
from ledger.delivery.attempts import Attempt
from ledger.inbox.rows import WAITING, Arrival
from ledger.store import LedgerUnavailable
from tests.activities.delivery_ledger import ANN, MAIL, NOON, NUMBER, empty_ledger, rules_of_three
from tests.activities.delivery_parts import (
    BOUNCES,
    AtCommit,
    AtPost,
    Dies,
    Host,
    Knows,
    Mail,
    Model,
    Says,
    Slow,
    Worker,
)

__all__ = ["ANN", "MAIL", "NOON", "AtCommit", "AtPost", "Knows", "Says", "Stop", "World", "settled_anew"]


RELAY = timedelta(seconds=20)
"""The longest that a mail may take where it goes by a relay."""


@dataclass
class Stop:
    """From this commit on (and up to the other, where it ends) nothing may be reserved that it forbids."""

    since: int
    what: str
    forbids: Callable[[OutgoingMessage, Channel], bool]
    until: int | None = None


@dataclass
class World:
    """All of it, and what an onlooker writes down who sees everything."""

    resend: bool = False
    relay: bool = False  # mail goes by a way out that may take long
    now: datetime = NOON
    state: CandidateState = field(default_factory=lambda: begin(ANN))
    stale: bool = True
    commits: int = 0
    at_post: list[AtPost] = field(default_factory=list)
    during: list[Callable[[], None]] = field(default_factory=list)
    knows: Knows = "all"
    taken: list[Mail] = field(default_factory=list)
    came_back: set[tuple[str, int]] = field(default_factory=set)
    posts: list[tuple[str, int]] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    rows: dict[str, Stop] = field(default_factory=dict)
    due: set[str] = field(default_factory=set)
    host: Host = field(default_factory=Host)
    slow: list[Slow] = field(default_factory=list)
    takes_long: threading.Event = field(default_factory=threading.Event)
    was_overtaken: bool = False
    in_flight: bool = False
    kept: Path | None = None  # the newest copy, while an older one stands in its place
    diary: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)  # what must never be; a sender's own errors go no further

    def __post_init__(self) -> None:
        self._closing = ExitStack()
        home = self._closing.enter_context(tempfile.TemporaryDirectory(prefix="followup-machine-"))
        self._closing.enter_context(patch.object(delivery, "time", self.host))
        self.file = Path(home) / "ledger.db"
        shutil.copy(empty_ledger(self.resend), self.file)
        self.senders: dict[Channel, Any] = {c: Model(self, c) for c in (Channel.EMAIL, Channel.SMS)}
        if self.relay:
            self.senders[Channel.EMAIL].time_limit = RELAY
        self.workers = (Worker(self), Worker(self))
        self.ledger = self.workers[1].ledger  # the gateway's, too
        self.doors: dict[str, Any] = {
            "sendgrid": sendgrid_events.Events(verify=lambda _: None),
            "twilio": twilio_status.Status(verify=lambda _: None, reader=self.ledger),
        }

    def close(self) -> None:
        while self.slow:
            self.ends("dies before")
        self._let_go()
        self._closing.close()

    def _let_go(self) -> None:
        for one in self.workers:
            one.ledger.close()

    # ------------------------------------------------------------ the clock

    @property
    def decision(self) -> Decision:
        return self.state.decision or Decision()

    @property
    def is_due(self) -> bool:
        return self.decision.at is not None and self.decision.at <= self.now

    def accept(self, fact: e.Event) -> None:
        """A signal or an update is handled."""
        self.stale = True
        if not is_repeat(self.state, fact):
            self.state = accept(self.state, fact)

    def works(
        self,
        worker: int = 0,
        *,
        plan: Collection[AtCommit] = (),
        at_post: Collection[AtPost] = (),
        knows: Knows = "all",
        forgotten: bool = False,
        late: float = 0,
        during: Collection[Callable[[], None]] = (),
    ) -> bool:
        """One round of the loop of `workflows/candidate.py`; False where there was nothing to do.

        `forgotten`: the verdict is thrown away, as where the worker dies before its task is completed. `during`: what
        happens while a message is on its way, or while a provider is asked.
        """
        if not self.is_due and not self.stale:
            return False
        one = self.workers[worker]
        one.plan, self.at_post, self.knows, self.during = list(plan), list(at_post), knows, list(during)
        self.was_overtaken, self.in_flight = False, True
        self.takes_long.clear()
        try:
            if self.is_due and self.decision.action == "ask":
                self._asks(one)
            elif self.is_due:
                self._takes(one, one.deliver, forgotten=forgotten, late=late)
            else:
                self.stale = False
                self.stale |= not self._takes(one, one.decide, forgotten=forgotten)
        except Dies:
            while self.slow:  # whoever took them up
                in_time = self.now <= self.slow[0].until
                self.ends("dies after" if in_time and len(self.taken) % 2 else "dies before")
            self.stale = True  # the task runs again from its beginning
            one.begins(self)
            self.now += timedelta(seconds=15)
        finally:
            one.plan, self.at_post, self.in_flight = [], [], False
            self.meanwhile()
        return True

    def _takes(self, one: Worker, activity: Any, *, forgotten: bool = False, late: float = 0) -> bool:
        if self.decision.action == "send" and self.is_due and self.decision.touch:
            self.due.add(self.decision.touch.key)
        try:
            result: DecisionResult = one.run(activity, DecisionRequest(state=self.state, now=self.now), late=late)
        except LedgerUnavailable:
            self.now += timedelta(seconds=5)
            return False
        if forgotten or self.was_overtaken:
            self.now += timedelta(seconds=1)
            return False
        before = self.decision
        self._fold(result)
        stuck = not result.events and not result.missing and self.is_due and not self.stale
        if stuck and result.next == before:
            self.now += timedelta(seconds=5)
        return True

    def _fold(self, result: DecisionResult) -> None:
        self.state = fold(self.state, result)
        self.stale = self.stale or result.more or bool(result.unwritten)
        self.diary += [f"{self.now:%H:%M:%S} {fact.event_id}" for fact in (*result.missing, *result.events)]

    def _asks(self, one: Worker) -> None:
        request = DecisionRequest(state=self.state, now=self.now)
        answers = one.run(one.ask_provider, request)
        self.meanwhile()
        for fact in answers.events:
            self.state = answered(self.state, fact)
            self.diary.append(f"{self.now:%H:%M:%S} {fact.event_id}")
        self.stale = not self._takes(one, one.decide)

    def ends(self, how: AtPost = "accepts", *, plan: Collection[AtCommit] = ()) -> None:
        """The message that has been handed over for longest ends so, and its thread tells the ledger."""
        slow = self.slow.pop(0)
        self.diary.append(f"{self.now:%H:%M:%S} ENDS {slow.message.touch_key}#{slow.message.attempt}: {how}")
        for one in self.workers:
            one.plan = list(plan)
        slow.how = how
        slow.may_end.set()
        slow.thread.join(20)
        self.must(not slow.thread.is_alive(), "the thread of a message that took long does not end")
        for one in self.workers:
            one.plan = []

    def overtaken(self) -> None:
        """The server takes this worker for dead, and another one takes up the same task."""
        one = self.workers[1]
        at_post, self.at_post = self.at_post, []
        self.now += timedelta(seconds=3)
        self._takes(one, one.deliver)
        self.was_overtaken, self.at_post = True, at_post

    def meanwhile(self) -> None:
        """What was to happen while something else was under way."""
        during, self.during = self.during, []
        for happens in during:
            happens()

    # ------------------------------------------------------------ the onlooker

    def at_a_post(self, message: OutgoingMessage, channel: Channel) -> None:
        """Whenever a message is handed over: it was reserved, before every stop, and none before it is in doubt."""
        key, number = message.touch_key, message.attempt
        one = next(w for w in self.workers if w.reserved_at == max(v.reserved_at for v in self.workers))
        self.diary.append(f"{self.now:%H:%M:%S} POST {key}#{number} by {channel}")
        self.must((key, number) not in self.posts, f"{key}#{number} is handed over a second time")
        self.posts.append((key, number))
        self.due.add(key)
        self.must(self.kept is None, "it was handed over although the ledger is older than the clock")
        for stop in (*self.stops, *self.rows.values()):
            over = stop.until is not None and one.reserved_at > stop.until
            wrong = one.reserved_at > stop.since and not over and stop.forbids(message, channel)
            self.must(not wrong, f"{key}#{number} was reserved after {stop.what}")
        if not self.resend:
            others = [a for a in self.attempts(key) if a.attempt != number]
            doubtful = [a.attempt for a in others if a.state in ("attempting", "unknown")]
            self.must(not doubtful, f"{key}#{number} is handed over while #{doubtful} is in doubt")

    def must(self, holds: bool, otherwise: str) -> None:
        if not holds:
            self.broken.append(otherwise)

    def take(self, message: OutgoingMessage, channel: Channel) -> Mail:
        mail = Mail(message.touch_key, message.attempt, channel, f"id{len(self.taken)}")
        if not self.resend:
            arrived = [m for m in self.taken if m.key == mail.key and (m.key, m.attempt) not in self.came_back]
            self.must(not arrived, f"{mail.key} goes out twice: #{[m.attempt for m in arrived]} and #{mail.attempt}")
        self.taken.append(mail)
        return mail

    def attempts(self, key: str) -> list[Attempt]:
        return list(self.ledger.attempts_at(touch_key=key))

    def timeline(self) -> list[e.Event]:
        with self.ledger.book(ANN) as book:
            return book.since(0, 100_000)[0]

    # ------------------------------------------------------------ what others say

    def applies(self) -> None:
        person = {"first_name": "Ann", "email": MAIL, "phone": NUMBER, "timezone": "UTC", "sms_consent_at": NOON}
        fact = {"application_id": "eng", "job_id": "eng", "job_title": "Engineer", "candidate": person}
        self.tells("application_received", **fact)

    def tells(self, signal: str, **fields: Any) -> None:
        """A signal to the clock."""
        given = {"event_id": f"{signal}-{len(self.state.seen)}-{self.now.isoformat()}", "application_id": "eng"}
        data = given | {"occurred_at": self.now.isoformat()} | fields
        self.accept(signal_fact(signal, data, now=self.now))

    def stops_by_word(self, what: str, fact: e.Event, forbids: Callable[[OutgoingMessage, Channel], bool]) -> None:
        """A bare signal is a stop once the task in flight has ended."""
        self.accept(fact)
        since = self.commits if not self.in_flight else self.commits + 2  # a reservation may be under way, and its end
        self.stops.append(Stop(since, what, forbids))

    def provider_says(self, mail: Mail, what: Says) -> None:
        """The provider's event goes into the inbox, signed as always (which is not looked at here)."""
        if self.kept is not None:
            return  # what is told to a ledger that is thrown away is `followup recover`'s business
        if what in BOUNCES:
            self.came_back.add((mail.key, mail.attempt))
        if mail.channel is Channel.EMAIL:
            source, request = "sendgrid", self._of_sendgrid(mail, what)
        else:
            source, request = "twilio", self._of_twilio(mail, what)
        for entry in self.doors[source].entries(request):
            given = {name: getattr(entry, name) for name in ("key", "kind", "about", "body", "application", "wishes")}
            self.arrives(Arrival(source=source, received_at=self.now, **given), f"word of a provider: {what}")

    def arrives(self, arrival: Arrival, what: str) -> None:
        if not self.ledger.inbox.put([arrival]):
            return
        self.rows[f"{arrival.source}/{arrival.key}"] = Stop(self.commits, f"{what} waits", lambda *_: True)

    def _of_sendgrid(self, mail: Mail, what: Says) -> Request:
        said = {"event": {"bounced": "bounce", "blocked": "bounce"}.get(what, what), "email": MAIL}
        said |= {"type": {"bounced": "bounce", "blocked": "blocked"}.get(what, "")}
        said |= {"reason": "bounced address"} if what == "dropped" else {}
        said |= {"touch_key": mail.key, "attempt": str(mail.attempt), "sg_message_id": f"{mail.ident}.x"}
        said |= {"timestamp": str(int(self.now.timestamp()) - 1)}
        return Request({}, json.dumps([said]).encode(), "", self.now)

    def _of_twilio(self, mail: Mail, what: Says) -> Request:
        status = {"processed": "sent", "delivered": "delivered"}.get(what, "undelivered")
        code = {"bounced": "30005", "dropped": "30006", "blocked": "30003"}.get(what, "")
        form = {"MessageSid": mail.ident, "MessageStatus": status} | ({"ErrorCode": code} if code else {})
        return Request(
            {}, urlencode(form).encode(), f"https://us.example/?ref={callback_reference(mail.key)}", self.now
        )

    def gateway_tells(self) -> None:
        """The dispatcher's round: each row whose turn it is is read, told, and ticked off."""
        if self.kept is not None:
            return
        inbox = self.ledger.inbox
        for row in inbox.due(self.now, 20):
            door = self.doors.get(row.source)
            if door is None:  # a reply, told in the test's own words
                self.accept(signal_fact(row.kind, json.loads(row.body), now=self.now))
            else:
                known = Known(playbook=rules_of_three(self.resend), reader=self.ledger, now=self.now)
                try:
                    reading = door.read(_Row(row), known)
                except NotNow as error:
                    inbox.postpone(row.number, self.now + timedelta(seconds=5), error=str(error))
                    continue
                for delivered in reading.delivered:
                    self.ledger.mark_delivered(*delivered)
                for _, signal, fact in reading.tells:
                    self.accept(signal_fact(signal, fact, now=self.now))
            inbox.settle(row.number, "told", self.now)
            self.rows[f"{row.source}/{row.key}"].until = self.commits

    def waiting_in_the_inbox(self) -> bool:
        return any(row["state"] == WAITING for row in self.ledger.inbox.listing(WAITING))

    # ------------------------------------------------------------ the ledger's file

    def copy(self) -> Path:
        self._let_go()
        self._copies = getattr(self, "_copies", 0) + 1
        return Path(shutil.copy(self.file, self.file.with_name(f"copy-{self._copies}")))

    def put_in_place(self, copy: Path) -> None:
        self._let_go()
        shutil.copy(copy, self.file)


class _Row:
    """A row of the inbox as the doors read it."""

    def __init__(self, row: Any) -> None:
        self.key, self.kind, self.about, self.body = row.key, row.kind, row.about, row.body


def settled_anew(facts: Iterable[e.Event]) -> list[str]:
    """What stands on record about an attempt after a word that had settled it, and contradicts that: nothing ever."""
    ends: dict[tuple[str, int], str] = {}
    last: dict[str, int] = {}
    doubted: set[tuple[str, int]] = set()
    wrong: list[str] = []
    for fact in facts:
        word = getattr(fact, "outcome", fact.type)
        key = getattr(fact, "touch_key", None)
        if key is None or word not in ("sent", "refused", "delivery_unknown", *RESOLUTIONS):
            continue
        about = key, getattr(fact, "attempt", None) or last.get(key, 1)
        last[key] = max(last.get(key, 1), about[1])
        before = ends.get(about, "")
        arrived = any(k == key and end in ("sent", "accepted") for (k, _), end in ends.items())
        asked = word == "delivery_unknown" and about in doubted
        answer = isinstance(fact, e.DeliveryReported) and fact.source == "system"
        if (
            (word == "delivery_unknown" and before)
            or (asked and arrived)
            or (word in ("not_accepted", "refused") and before not in ("", word))
            or (answer and before in BOUNCES)
        ):
            wrong.append(f"{about[0]}#{about[1]}: {word} after {before or 'another attempt arrived'}")
        if word == "delivery_unknown":
            doubted.add(about)
        elif before not in BOUNCES:
            ends[about] = word
    return wrong
