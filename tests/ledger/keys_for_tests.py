"""A place for keys in a folder, with a clock and a minute that a test turns by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from ledger.keys.key_mirror import KeyMirror
from ledger.keys.key_store import FolderKeys, KeyStore
from ledger.keys.person_keys import LIFE, KeyPlace
from tests.clocks import WEDNESDAY


@dataclass
class TurnedClock:
    at: datetime = WEDNESDAY
    seconds: float = 1000.0

    def now(self) -> datetime:
        return self.at

    def ticks(self) -> float:
        return self.seconds

    def pass_a_minute(self) -> None:
        self.seconds += LIFE
        self.at += timedelta(seconds=LIFE)


@dataclass
class Keys:
    """What `KeyPlace` is made of: `clock` is turned, `store` may be replaced or have its files taken away."""

    folder: Path
    clock: TurnedClock = field(default_factory=TurnedClock)

    @property
    def place(self) -> KeyPlace:
        return KeyPlace(self.store, self.clock.now, self.clock.ticks, mirror=KeyMirror(self.folder))

    @property
    def store(self) -> KeyStore:
        return FolderKeys(self.folder)
