"""Child processes that are started again when they end, each by itself: none is ended because another is not well."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from starter.embedded import spawn

PAUSES: Final = (2.0, 4.0, 8.0, 16.0, 32.0, 60.0)
"""Seconds before the first, second, … start again; then the last one, for as long as it takes."""

RAN_WELL: Final = 60.0
"""Seconds after which a child has run well, and the pauses begin with the first one again."""

SETTLED: Final = 5.0
"""Seconds that a child must run after trouble, before it is said that it runs again."""

_TIMESTAMP: Final = re.compile(r"^\d{4}-\d\d-\d\d[T ][\d:.,]+\S*\s+")
_ALL_IS_WELL: Final = ("INFO ", "DEBUG ")
"""How a line begins that is no reason for an end."""
_LONGEST: Final = 400
_READ_AT_ONCE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Child:
    """How a process is started, and what its log says of it."""

    name: str
    """As one says it: `worker`, `Temporal server`."""
    argv: tuple[str, ...]
    log: Path
    env: Mapping[str, str] = field(default_factory=dict)
    runs: str = ""
    """What its log says when it can be used."""
    waits: str = ""
    """What its log says while it waits for something; what for stands behind a colon."""
    ready: Callable[[], bool] | None = None
    """Can it be used? For a child whose log does not say."""


@dataclass(slots=True)
class _Life:
    child: Child
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    again_at: float = 0.0  # when it is started again, where it does not run
    deaths: int = 0  # in a row, none of them after it had run well
    runs: bool = False
    ever_ran: bool = False
    waits_for: str = ""
    trouble: str = ""  # what was last said of it and still holds
    told: str = ""  # the same without what differs from try to try
    read_to: int = 0
    rest: str = ""
    last_line: str = ""


class ProcessSupervisor:
    """Watches over children. For one thread, which calls `look` again and again."""

    def __init__(
        self,
        tell: Callable[[str], None],
        *,
        pauses: Sequence[float] = PAUSES,
        ran_well: float = RAN_WELL,
        settled: float = SETTLED,
    ) -> None:
        """`tell` hears one line per change, not per try."""
        self._tell, self._pauses = tell, tuple(pauses)
        self._ran_well, self._settled = ran_well, settled
        self._lives: dict[str, _Life] = {}

    def start(self, child: Child) -> None:
        """Start a child and watch over it from now on. One that cannot be started is tried again."""
        life = self._lives[child.name] = _Life(child)
        self._start(life)

    def look(self) -> None:
        """Take note of what became of each child, and start again those whose pause is over."""
        for life in self._lives.values():
            self._read_log(life)
            if life.process is None:
                if time.monotonic() >= life.again_at:
                    self._start(life)
            elif life.process.poll() is not None:
                self._read_log(life)  # its last words
                self._has_ended(life, f"code {life.process.returncode}")
            else:
                self._see(life)

    def runs(self, name: str) -> bool:
        """Is it there, and can it be used as far as it has said?"""
        return self._lives[name].runs and self.process_id(name) is not None

    def trouble(self, name: str) -> str:
        """What keeps it from running, as it was told; empty where nothing does."""
        return self._lives[name].trouble

    def process_id(self, name: str) -> int | None:
        """That of the child, while it runs."""
        process = self._lives[name].process
        return process.pid if process is not None and process.poll() is None else None

    def end(self, names: Sequence[str], patience: float) -> None:
        """End these at the same time, in good order; by force what takes longer than `patience` seconds."""
        processes = [life.process for name in names if (life := self._lives.get(name)) and life.process]
        for process in processes:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        until = time.monotonic() + patience
        for process in processes:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, until - time.monotonic()))
            if process.poll() is None:
                process.kill()
                process.wait()

    # ------------------------------------------------------------ one child

    def _start(self, life: _Life) -> None:
        life.runs, life.waits_for, life.rest, life.last_line = False, "", "", ""
        life.started_at = time.monotonic()
        with suppress(OSError):
            life.read_to = life.child.log.stat().st_size
        try:
            life.process = spawn(life.child.argv, log=life.child.log, env=dict(life.child.env))
        except OSError as error:  # the disk is full, no process is to be had, the program is gone
            self._has_ended(life, error.strerror or type(error).__name__)

    def _has_ended(self, life: _Life, how: str) -> None:
        now = time.monotonic()
        well = life.process is not None and life.runs and now - life.started_at >= self._ran_well
        life.deaths = 1 if well else life.deaths + 1
        killed = life.process is not None and (life.process.returncode or 0) < 0  # and its last line says not why
        pause = self._pauses[min(life.deaths, len(self._pauses)) - 1]
        life.process, life.again_at = None, now + pause
        name, log = life.child.name, life.child.log
        if life.runs and life.deaths == 1:
            self._say(life, f"The {name} ended with {how}; starting it again.")
        else:
            said = f": {life.last_line.rstrip('.')}" if life.last_line and not killed else ""
            what = "keeps ending" if life.ever_ran else "cannot start"
            self._say(
                life,
                f"The {name} {what} ({how}{said}). It is tried again, with pauses of up to {self._pauses[-1]:g} s; its "
                f"log is {log}.",
            )
        life.runs = False

    def _see(self, life: _Life) -> None:
        """It runs as a process; does it do its work?"""
        if life.child.ready is not None and not life.runs:
            life.runs = life.child.ready()
        life.ever_ran = life.ever_ran or life.runs
        if life.waits_for and not life.runs:
            self._say(life, f"The {life.child.name} waits: {life.waits_for} Its log is {life.child.log}.")
        elif life.runs and life.trouble and (time.monotonic() - life.started_at >= self._settled or life.waits_for):
            life.trouble = life.told = life.waits_for = ""
            self._tell(f"The {life.child.name} runs{' again' if life.deaths else ''}.")

    def _say(self, life: _Life, line: str) -> None:
        """Only where it is another than before, beside numbers."""
        life.trouble = line
        without_numbers = re.sub(r"\d+", "#", line)
        if life.told != without_numbers:
            life.told = without_numbers
            self._tell(line)

    def _read_log(self, life: _Life) -> None:
        """What the child has written since the last look."""
        try:
            with life.child.log.open("rb") as log:
                size = os.fstat(log.fileno()).st_size
                if size < life.read_to:  # somebody has emptied it
                    life.read_to = 0
                log.seek(max(life.read_to, size - _READ_AT_ONCE))
                new = log.read(_READ_AT_ONCE)
                life.read_to = log.tell()
        except OSError:
            return
        *lines, life.rest = (life.rest + new.decode(errors="replace")).split("\n")
        for line in lines:
            self._hear(life, "".join(c if c.isprintable() else " " for c in _TIMESTAMP.sub("", line)).strip())

    def _hear(self, life: _Life, line: str) -> None:
        if not line:
            return
        if not line.startswith(_ALL_IS_WELL):
            life.last_line = line[:_LONGEST]
        if life.child.waits and f"{life.child.waits}: " in line:
            said = line.partition(f"{life.child.waits}: ")[2]
            life.waits_for, life.runs = said.rpartition(" Next try in ")[0] or said, False
        elif life.child.runs and life.child.runs in line:
            life.runs = True
