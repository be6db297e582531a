"""A send in a thread of its own, so that nobody waits long for one that takes long (docs/architecture.md, "A send
that takes long").

An SMTP relay may take its time with a greeting, a recipient or the end of the data. The delivery waits a few seconds
for it, and leaves it to its thread then: that one puts on record how it ended, and the clock looks there again.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from contextvars import copy_context
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from channels.sender import ChannelLimiter, Outcome, OutgoingMessage, Sender, Unknown

log = logging.getLogger(__name__)

Late = Callable[[Outcome], None]
"""What becomes of an outcome for which the delivery did not wait."""


@dataclass(frozen=True, slots=True)
class SendTimeouts:
    """How long is waited for a send."""

    wait: timedelta = timedelta(seconds=6)
    """By the delivery, since its start: the rest of its 8 s is for what it writes then."""
    margin: timedelta = timedelta(seconds=10)
    """Beyond the longest time that a send may take: it may start 8 s late, and its end must be written down."""


class Place(ExitStack):
    """The place on a channel that a delivery has: taken once, however often its transaction begins again."""

    line: ChannelLimiter | None = None

    @property
    def is_taken(self) -> bool:
        return self.line is not None

    def take(self, line: ChannelLimiter) -> None:
        self.line = line
        self.callback(line.leave)

    def set_aside(self) -> None:
        """The message takes long: it has a slot of its own from now on, which its thread gives back."""
        assert self.line is not None
        self.pop_all()
        self.line.set_aside()


class Handover:
    """One send under way."""

    def __init__(self, send: Callable[[], Outcome]) -> None:
        self._send = send
        self._lock = threading.Lock()  # over who is the one that puts the outcome on record
        self._has_ended = threading.Event()
        self._outcome: Outcome | None = None
        self._error: BaseException | None = None
        self._late: Late | None = None
        self._is_over = threading.Event()

    def within(self, seconds: float, left: Callable[[], Late]) -> Outcome | None:
        """How it ended, if it does within so long. Else None, and what `left` gives is told later, in its thread."""
        self._wait(seconds)
        with self._lock:
            if not self._has_ended.is_set():
                self._late = left()
                return None
        return self.outcome()

    def has_ended(self, seconds: float) -> bool:
        """Does it end within so long?"""
        return self._has_ended.wait(max(seconds, 0))

    def outcome(self) -> Outcome:
        """How it ended, once it has."""
        if self._error is not None:
            raise self._error
        assert self._outcome is not None
        return self._outcome

    def is_over(self, seconds: float) -> bool:
        """Has everything been done that is to be done about it, within so long?"""
        return self._is_over.wait(seconds)

    def run(self) -> None:
        """Send, and put on record how that ended where nobody waits for it any more."""
        try:
            outcome, error = self._send(), None
        except BaseException as raised:  # handed to the caller that waits
            outcome, error = None, raised
        with self._lock:
            self._outcome, self._error = outcome, error
            self._has_ended.set()
            late = self._late
        try:
            if late is not None and outcome is not None:
                late(outcome)
        except Exception as raised:
            log.error("how a message ended could not be put on record (%s)", type(raised).__name__)
        finally:
            self._is_over.set()

    def _wait(self, seconds: float) -> None:
        self._has_ended.wait(max(seconds, 0))


class Handovers:
    """All sends under way in this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._under_way: set[Handover] = set()

    def begin(self, send: Callable[[], Outcome]) -> Handover:
        """Start a send. Its thread holds up no end of the process: what ends with it counts as unknown."""
        handover = self.of(send)
        with self._lock:
            self._under_way.add(handover)
        context = copy_context()  # what the delivery's thread knows of its activity
        threading.Thread(target=context.run, args=(self._run, handover), name="followup-send", daemon=True).start()
        return handover

    def of(self, send: Callable[[], Outcome]) -> Handover:
        """One that has not been started."""
        return Handover(send)

    def finish(self, within: timedelta) -> int:
        """Wait for what is under way, no longer than that. How many are left, which nobody will wait for."""
        end = time.monotonic() + within.total_seconds()
        with self._lock:
            waiting = list(self._under_way)
        return sum(not one.is_over(max(0.0, end - time.monotonic())) for one in waiting)

    def _run(self, handover: Handover) -> None:
        try:
            handover.run()
        finally:
            with self._lock:
                self._under_way.discard(handover)


def post(sender: Sender, message: OutgoingMessage) -> Outcome:
    """Send once. Raises nothing that a sender raises."""
    try:
        return sender.send(message)
    except Exception as error:  # a sender must not raise; if it does, the message may be out
        log.error("sender %s raised %s", sender.name, type(error).__name__)
        return Unknown(f"the sender failed with {type(error).__name__}")


_PAUSES: Final = (0.2, 0.5, 1.0, 2.0)
_LONG_PAUSE: Final = 5.0
_TRIES: Final = 120
"""For ten minutes and more, since the ledger's own time-outs come on top. By then the clock calls it unknown."""


def pauses() -> Iterator[float]:
    """Seconds between the tries to write down how a message ended, while the ledger is away."""
    yield from _PAUSES
    for _ in range(_TRIES):
        yield _LONG_PAUSE
