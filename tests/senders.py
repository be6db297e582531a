"""Ways out for tests: a real outbox behind a provider that misbehaves on command."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from channels.outbox import OutboxEmail
from channels.sender import Accepted, Found, Outcome, OutgoingMessage

Behaviour = Callable[[OutgoingMessage, "Provider"], Outcome]


@dataclass
class Provider:
    """An outbox that answers as scripted: one behaviour per send, then as the last one says, else it accepts."""

    home: Path
    name: str = "provider"
    max_in_flight: int = 8
    script: list[Behaviour] = field(default_factory=list)
    always: Behaviour | None = None
    asked: list[str] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)
    can_tell: bool = True  # does `find` know for sure?
    entered: threading.Event = field(default_factory=threading.Event)
    let_go: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._outbox = OutboxEmail(self.home)
        self._lock = threading.Lock()

    def send(self, message: OutgoingMessage) -> Outcome:
        with self._lock:
            self.posts.append(message.touch_key)
            behaviour = self.script.pop(0) if self.script else self.always
        return behaviour(message, self) if behaviour else self.accept(message)

    def accept(self, message: OutgoingMessage) -> Outcome:
        outcome = self._outbox.send(message)
        assert isinstance(outcome, Accepted)
        return outcome

    def find(self, touch_key: str, *, to: str, since: datetime, text: str = "", others: Collection[str] = ()) -> Found:
        self.asked.append(touch_key)
        found = self._outbox.find(touch_key, to=to, since=since)
        return found if self.can_tell else Found(accepted=False, exact=False)


def answers(outcome: Outcome) -> Behaviour:
    """Answer with this, and send nothing."""
    return lambda _message, _provider: outcome


def accepts_then(outcome: Outcome) -> Behaviour:
    """It goes out, and we are told something else."""

    def behave(message: OutgoingMessage, provider: Provider) -> Outcome:
        provider.accept(message)
        return outcome

    return behave


def hangs_until_let_go(message: OutgoingMessage, provider: Provider) -> Outcome:
    """It takes its time, and then accepts."""
    provider.entered.set()
    assert provider.let_go.wait(60), "nobody let the provider go"
    return provider.accept(message)
