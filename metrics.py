"""What an operator's Prometheus reads, at /metrics on a port of its own (docs/metrics.md).

Counters are of this process and begin at zero with it. No label can hold anything personal: all of them come from
closed lists. Nothing here may stop or slow a clock or a hook: what fails is logged in one sentence.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import Any, Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    start_http_server,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from clock import Clock, host_now
from domain.events import (
    DeliveryUnknown,
    Event,
    Expired,
    Held,
    NotAcceptedYet,
    RefusedForGood,
    Sent,
    SilenceBreached,
    Skipped,
    TouchEvent,
    Unknown,
)
from domain.events.envelope import field_of
from domain.names import Channel, Stage
from ledger.store import Ledger, LedgerUnavailable
from ledger.systems.notes import READER as NOTES_READER
from ledger.systems.runs import LOOKS

log = logging.getLogger("followup.metrics")

OVERDUE: Final = timedelta(minutes=5)
"""So much later than planned that something is wrong: a contact goes out within seconds."""

_LATENESS: Final = (1, 5, 15, 60, 300, 900, 3600, 14_400, 43_200, 86_400, 259_200, 604_800)
_ANSWERS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20)

_OUTCOMES: Final[dict[type[Event], str]] = {
    Sent: "sent",
    Held: "held",
    Skipped: "skipped",
    Expired: "expired",
    RefusedForGood: "refused",
    NotAcceptedYet: "not_accepted",
    DeliveryUnknown: "unknown",
}

REASONS: Final = {
    400: "cut_off",
    401: "signature",
    404: "not_set_up",
    405: "method",
    408: "too_slow",
    413: "too_large",
    415: "compressed",
    429: "too_many",
    500: "fault",
    503: "not_stored",
}
"""Why a hook was refused, by the code that it was answered with (docs/gateway.md)."""


class Closed(StrEnum):
    """Why the gateway hung up on a connection."""

    SILENT = "silent"  # no request came
    STALLED = "stalled"  # an answer was not taken
    CROWDED = "crowded"  # others needed the room


class WorkerMetrics:
    """Counts what the clocks put on record. Safe to share between threads."""

    def __init__(self) -> None:
        self.registry = _registry()
        more: Any = {"registry": self.registry}
        self._facts = Counter("followup_facts", "Facts put on record, by type.", ["type"], **more)
        self._touches = Counter(
            "followup_touches",
            "Follow-ups by what became of them: one that is held or not accepted is counted again when it goes out.",
            ["outcome", "channel", "stage"],
            **more,
        )
        self._lateness = Histogram(
            "followup_lateness_seconds",
            "From when the playbook wanted a follow-up to when it went out, waits for the candidate's hours included.",
            ["stage"],
            buckets=_LATENESS,
            **more,
        )
        self._missed = Counter(
            "followup_service_levels_missed", "Follow-ups that went out after their `by:` (K6).", ["stage"], **more
        )
        self._breaches = Counter("followup_silence_breaches", "Silences longer than the playbook allows (R1).", **more)
        self._horizon = Gauge(
            "followup_hold_horizon_seconds",
            "How long a message that came now would wait for its turn on its channel.",
            ["channel", "urgency"],
            **more,
        )
        self._digests = Counter("followup_digests", "Daily mails to colleagues, by outcome.", ["outcome"], **more)
        self.promise = PromiseMetrics()
        self.registry.register(self.promise)
        self.mailbox = MailboxMetrics()
        self.registry.register(self.mailbox)
        # Prometheus' increase() misses the first count of a series that begins with it.
        for stage in Stage:
            self._missed.labels(str(stage))
        for outcome in ("sent", "refused", "not_accepted", "unknown"):
            self._digests.labels(outcome)

    def facts(self, facts: Sequence[Event]) -> None:
        """Count facts that have just been committed. Never raises."""
        for fact in facts:
            try:
                self._count(fact)
            except Exception as error:  # a figure is worth no clock
                log.warning("a fact of type %s could not be counted (%s)", fact.type, type(error).__name__)

    def lines(self, horizons: Mapping[Channel, Callable[..., float]]) -> None:
        """Show how long a message that came now would wait for its turn; asked at each scrape as `(urgent=...)`."""
        for channel, horizon in horizons.items():
            for urgency in ("urgent", "other"):
                ask = partial(horizon, urgent=urgency == "urgent")
                self._horizon.labels(str(channel), urgency).set_function(ask)

    def digest(self, outcome: str) -> None:
        """Count a mail to a colleague; `outcome` is the state in which the attempt ended."""
        self._digests.labels("sent" if outcome == "accepted" else outcome).inc()

    def _count(self, fact: Event) -> None:
        self._facts.labels("unknown" if isinstance(fact, Unknown) else fact.type).inc()
        if isinstance(fact, SilenceBreached):
            self._breaches.inc()
        if not isinstance(fact, TouchEvent) or (outcome := _OUTCOMES.get(type(fact))) is None:
            return
        channel = field_of(fact, "channel")  # what never came as far as a channel has none
        self._touches.labels(outcome, str(channel) if channel else "none", str(fact.stage)).inc()
        if isinstance(fact, Sent):
            if fact.due_at is not None:
                late = (fact.occurred_at - fact.due_at).total_seconds()
                self._lateness.labels(str(fact.stage)).observe(max(0.0, late))
            if fact.by_at is not None and fact.occurred_at > fact.by_at:
                self._missed.labels(str(fact.stage)).inc()


class _ReadWhenAsked(Collector):
    """Figures that are looked up at each scrape."""

    def describe(self) -> list[GaugeMetricFamily]:
        """Nothing: so that registering reads nothing."""
        return []


class PromiseMetrics(_ReadWhenAsked):
    """How the promise stood when it was last looked at; empty in a worker that does not look (docs/operations.md)."""

    def __init__(self) -> None:
        self._last: tuple[Mapping[str, int], int, datetime] | None = None

    def tell(self, findings: Mapping[str, int], open_candidates: int, at: datetime) -> None:
        """Keep what was found, by kind."""
        self._last = (dict(findings), open_candidates, at)

    def forget(self) -> None:
        """Another worker looks."""
        self._last = None

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """What was last found, and when: an old instant says that nobody looks any more."""
        if self._last is None:
            return
        findings, open_candidates, at = self._last
        broken = GaugeMetricFamily(
            "followup_promise_broken", "Findings of `followup doctor --promise`, by kind.", labels=["kind"]
        )
        for kind, count in findings.items():
            broken.add_metric([kind], count)
        yield broken
        yield GaugeMetricFamily("followup_promise_candidates", "Open candidates that were looked at.", open_candidates)
        yield GaugeMetricFamily(
            "followup_promise_checked_timestamp_seconds", "When the promise was last looked at.", at.timestamp()
        )


class MailboxMetrics(_ReadWhenAsked):
    """How the mailbox of answers is read; empty in a worker that does not read it (docs/inbound.md)."""

    def __init__(self) -> None:
        self._reads = False
        self._stored = 0
        self._looked: datetime | None = None
        self._errors: dict[str, int] = {}

    def begin(self, reasons: Sequence[str]) -> None:
        """This worker may read it; `reasons` are all that an error can have."""
        self._reads = True
        self._errors = dict.fromkeys(reasons, 0)

    def looked(self, at: datetime) -> None:
        """It was looked at, with success."""
        self._looked = at

    def stored(self, count: int) -> None:
        """So many mails came into the inbox."""
        self._stored += count

    def failed(self, reason: str) -> None:
        """It could not be read."""
        self._errors[reason] = self._errors.get(reason, 0) + 1

    def collect(self) -> Iterator[GaugeMetricFamily | CounterMetricFamily]:
        """Without a look so far the instant is left out."""
        if not self._reads:
            return
        yield CounterMetricFamily(
            "followup_mailbox_mails", "Mails that came from the mailbox into the inbox.", self._stored
        )
        errors = CounterMetricFamily(
            "followup_mailbox_errors", "Times that the mailbox could not be read, by reason.", labels=["reason"]
        )
        for reason, count in self._errors.items():
            errors.add_metric([reason], count)
        yield errors
        if self._looked is not None:
            yield GaugeMetricFamily(
                "followup_mailbox_read_timestamp_seconds",
                "When the mailbox was last looked at, with success.",
                self._looked.timestamp(),
            )


class GatewayMetrics:
    """Counts what hooks were answered, and looks into the ledger when asked."""

    def __init__(
        self,
        ledger: Ledger,
        hooks: Sequence[str],
        temporal_away: Callable[[], bool],
        clock: Clock = host_now,
        systems: Sequence[str] = (),
    ) -> None:
        """`hooks` are the paths of all hooks; a path that is none of them never becomes a label. `systems` are the
        outside systems that are connected by an API.
        """
        self.registry = _registry()
        self._hooks = frozenset(hooks)
        more: Any = {"registry": self.registry}
        self._received = Counter("followup_hooks_received", "Requests to hooks.", ["hook"], **more)
        self._refused = Counter(
            "followup_hooks_refused", "Requests to hooks that were not stored, by reason.", ["hook", "reason"], **more
        )
        self._answers = Histogram(
            "followup_answer_seconds", "Until a hook was answered.", ["hook"], buckets=_ANSWERS, **more
        )
        self._closed = Counter(
            "followup_connections_closed", "Connections that were hung up on, by reason.", ["reason"], **more
        )
        for closed in Closed:
            self._closed.labels(closed)
        for hook in sorted(self._hooks):
            self._received.labels(hook)
            for reason in REASONS.values():
                self._refused.labels(hook, reason)
        away = Gauge("followup_temporal_away", "1 while Temporal takes no signals: the inbox fills.", **more)
        away.set_function(lambda: float(temporal_away()))
        self.registry.register(_Ledger(ledger, clock))
        self.registry.register(_Systems(ledger, clock, systems))

    def answered(self, path: str, status: int, seconds: float) -> None:
        """Count an answered request; 0 as status is one that hung up before. Never raises."""
        if path not in self._hooks:  # pages, health, and what is guessed from outside
            return
        self._received.labels(path).inc()
        self._answers.labels(path).observe(seconds)
        if not 200 <= status < 300:
            self._refused.labels(path, REASONS.get(status, "cut_off" if not status else "other")).inc()

    def closed(self, reason: str) -> None:
        """Count a connection that was hung up on."""
        self._closed.labels(reason).inc()


class _Ledger(_ReadWhenAsked):
    """What stands in the ledger at the moment of asking."""

    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self._ledger = ledger
        self._clock = clock

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Without the ledger the figures are left out, and `followup_ledger_readable` is 0."""
        now = self._clock()
        try:
            depth, overdue = self._ledger.inbox.depth(), self._ledger.overdue(now - OVERDUE)
        except LedgerUnavailable:
            yield GaugeMetricFamily("followup_ledger_readable", "1 where the ledger can be read.", 0)
            return
        yield GaugeMetricFamily("followup_ledger_readable", "1 where the ledger can be read.", 1)
        rows = GaugeMetricFamily("followup_inbox_rows", "Rows of the inbox that are not done with.", labels=["state"])
        rows.add_metric(["waiting"], depth.waiting)
        rows.add_metric(["not_understood"], depth.not_understood)
        yield rows
        yield GaugeMetricFamily(
            "followup_account_suspended", "1 while SendGrid says that our account is suspended.", int(depth.suspended)
        )
        oldest = depth.oldest_waiting_at
        age = max(0.0, (now - oldest).total_seconds()) if oldest else 0.0
        yield GaugeMetricFamily("followup_inbox_oldest_seconds", "Age of the row that has waited for longest.", age)
        yield GaugeMetricFamily(
            "followup_overdue_candidates", "Candidates whose next contact should have gone out 5 minutes ago.", overdue
        )


class _Systems(_ReadWhenAsked):
    """What is written to outside systems, and when they were looked through; empty where none is connected."""

    def __init__(self, ledger: Ledger, clock: Clock, systems: Sequence[str]) -> None:
        self._ledger, self._clock, self._systems = ledger, clock, tuple(systems)

    def collect(self) -> Iterator[GaugeMetricFamily | CounterMetricFamily]:
        """Without the ledger all of it is left out."""
        if not self._systems:
            return
        try:
            yield from (*self._notes(), *self._looks())
        except LedgerUnavailable:
            return

    def _notes(self) -> list[GaugeMetricFamily | CounterMetricFamily]:
        by = ["system"]
        waiting = GaugeMetricFamily("followup_notes_waiting", "Notes that are still to be written.", labels=by)
        lag = GaugeMetricFamily("followup_notes_lag_seconds", "Age of the oldest fact whose note is due.", labels=by)
        written = CounterMetricFamily("followup_notes_written", "Notes that the system holds.", labels=by)
        refused = GaugeMetricFamily("followup_notes_refused", "Notes that the system would not take.", labels=by)
        for system in self._systems:
            reader, found = NOTES_READER.format(system), self._ledger.notes.lag(system)
            unread = self._ledger.feed.behind(reader).since if self._ledger.feed.cursor(reader) else None
            since = min(filter(None, (found.since, unread)), default=None)
            waiting.add_metric([system], found.waiting)
            lag.add_metric([system], max(0.0, (self._clock() - since).total_seconds()) if since else 0.0)
            written.add_metric([system], found.written)
            refused.add_metric([system], found.refused)
        return [waiting, lag, written, refused]

    def _looks(self) -> list[GaugeMetricFamily | CounterMetricFamily]:
        by = ["system", "look"]
        at = GaugeMetricFamily(
            "followup_system_looked_timestamp_seconds", "When a look came to its end for the last time.", labels=by
        )
        requests = GaugeMetricFamily("followup_system_look_requests", "Requests of that look.", labels=by)
        differences = GaugeMetricFamily("followup_system_look_differences", "What that look found.", labels=by)
        broken = GaugeMetricFamily("followup_system_look_broken_off", "1 where a later look broke off.", labels=by)
        for system in self._systems:
            for kind in LOOKS:
                last = self._ledger.runs.last(system, kind)
                if last is None:
                    continue
                broken.add_metric([system, kind], int(bool(last.says)))
                if last.ended_at is not None:
                    at.add_metric([system, kind], last.ended_at.timestamp())
                    requests.add_metric([system, kind], last.requests)
                    differences.add_metric([system, kind], last.differences)
        return [at, requests, differences, broken]


def _registry() -> CollectorRegistry:
    """One of our own, with what the process uses: the library's shared one allows one gateway per process."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    PlatformCollector(registry=registry)
    return registry


@contextmanager
def shown(registry: CollectorRegistry, host: str, port: int, setting: str) -> Iterator[None]:
    """Show them on a port for as long as the block runs; 0 shows them nowhere.

    A port that cannot be had is one sentence in the log, which names its `setting`, and no more.
    """
    if not port:
        yield
        return
    try:
        server, thread = start_http_server(port, host, registry)
    except OSError as error:
        log.warning(
            "no metrics: port %d of %s cannot be had (%s); set %s to another.", port, host, error.strerror, setting
        )
        yield
        return
    log.info("metrics on http://%s:%d/metrics", host, port)
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
