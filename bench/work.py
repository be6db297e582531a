"""The same work for all: so many people, so many follow-ups each, replies from a third, a file where sends are seen.

A peer is one way of doing it (`bench.peers`). What it sends goes through `Sink.send`, one line per send; what it did
right and wrong is read from that file, never from the peer.
"""

from __future__ import annotations

import json
import os
import time
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import ClassVar, NamedTuple

CALLERS = 16
"""How many callers enrol and reply at the same time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is to be done. Times are seconds; whole ones where playbooks know no others."""

    people: int = 1000
    touches: int = 5  # follow-ups of each person who does not reply
    first: int = 5  # from enrolment to the first follow-up
    cadence: int = 1  # from one to the next
    answer: float = 0.0  # what a provider takes to answer, after it has taken the message
    seed: int = 1

    def names(self) -> list[str]:
        """Everybody, by id."""
        return [f"p{number:05d}" for number in range(self.people)]

    def repliers(self) -> dict[str, int]:
        """The third of them who reply, and after which of their follow-ups (1 is the first one, never the last)."""
        random = Random(self.seed)
        chosen = random.sample(self.names(), self.people // 3)
        return {person: random.randint(1, max(1, self.touches - 1)) for person in sorted(chosen)}

    def write(self, folder: Path) -> None:
        """For the workers, which are other processes."""
        (folder / "work.json").write_text(json.dumps(asdict(self)))

    @classmethod
    def read(cls, folder: Path) -> Work:
        return cls(**json.loads((folder / "work.json").read_text()))


class Sent(NamedTuple):
    """One send as the sink saw it."""

    person: str
    touch: str
    at: float  # seconds since the epoch


class Sink:
    """The file that stands for the provider: it takes a message at once and answers after `answer` seconds.

    A worker that dies in between has sent, and does not know it. Thread-safe, and safe between processes.
    """

    def __init__(self, folder: Path, answer: float = 0.0) -> None:
        self._path = folder / "sink"
        self._answer = answer
        self._file: int | None = None
        self._seen: list[Sent] = []
        self._read_to = 0

    def send(self, person: str, touch: str | int) -> None:
        """Take one message."""
        if self._file is None:
            self._file = os.open(self._path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o644)
        os.write(self._file, f"{person} {touch} {time.time():.6f}\n".encode())
        if self._answer:
            time.sleep(self._answer)

    def sends(self) -> list[Sent]:
        """All sends so far, in their order."""
        if self._path.exists():
            with self._path.open("rb") as file:
                file.seek(self._read_to)
                new = file.read()
            whole = new[: new.rfind(b"\n") + 1]
            self._read_to += len(whole)
            for line in whole.decode().splitlines():
                person, touch, at = line.split(" ")
                self._seen.append(Sent(person, touch, float(at)))
        return self._seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What a run did right and wrong, counted at the sink."""

    sent: int
    expected: int  # of those who did not reply, all; of those who did, up to their reply
    twice: int
    lost: int
    after_reply: int  # sent later than a reply had been accepted
    latest_after_reply: float  # by how many seconds at most

    @property
    def clean(self) -> bool:
        return not (self.twice or self.lost or self.after_reply)


def account(work: Work, sends: Collection[Sent], replied: Mapping[str, float], due: Mapping[str, int]) -> Account:
    """Count. `replied` is when each reply was accepted, `due` how many follow-ups each replier gets before that."""
    times = Counter((one.person, one.touch) for one in sends)
    different = Counter(person for person, _ in times)
    wanted = {person: due.get(person, work.touches) for person in work.names()}
    late = [one.at - replied[one.person] for one in sends if one.at > replied.get(one.person, float("inf"))]
    return Account(
        sent=len(sends),
        expected=sum(wanted.values()),
        twice=sum(count - 1 for count in times.values()),
        lost=sum(max(0, wanted[person] - different[person]) for person in wanted),
        after_reply=len(late),
        latest_after_reply=max(late, default=0.0),
    )


class Peer(ABC):
    """One way of doing the work, with servers and workers of its own below this process.

    Everything lives in `folder`. `start`, `kill`, `restart` and `stop` are for the main thread.
    """

    name: ClassVar[str]
    is_what: ClassVar[str]

    def __init__(self, work: Work, folder: Path) -> None:
        self.work = work
        self.folder = folder
        self.sink = Sink(folder, work.answer)
        work.write(folder)

    @abstractmethod
    def start(self) -> None:
        """Servers, workers, and the client of `enrol` and `reply`; returns when work is taken."""

    @abstractmethod
    def enrol_one(self, person: str) -> None:
        """Returns when the person is enrolled durably. Thread-safe."""

    @abstractmethod
    def reply(self, person: str) -> None:
        """The person has replied; returns when that is accepted durably, raises where it may not be. Thread-safe."""

    @abstractmethod
    def story(self, person: str) -> list[str]:
        """What the peer itself can tell about one person: where they stand, what was done, when and why."""

    @abstractmethod
    def kill(self, *, server: bool) -> None:
        """`kill -9` of all workers, and of the server too."""

    @abstractmethod
    def restart(self) -> None:
        """Start again what was killed, on the same data; returns when work is taken."""

    @abstractmethod
    def stop(self) -> None:
        """End everything; safe to call at any time."""

    @abstractmethod
    def worker_pids(self) -> list[int]:
        """The workers' processes; their children count with them."""

    @abstractmethod
    def server_pids(self) -> list[int]:
        """The server's processes; their children count with them."""

    def enrol(self, people: Sequence[str]) -> None:
        """Enrol all, `CALLERS` at a time; returns when the last one is enrolled durably."""
        at_once(self.enrol_one, people)

    def finished(self, replied: Collection[str] = ()) -> bool:
        """Has everybody who did not reply had all their follow-ups?"""
        different = Counter(person for person, _ in {(one.person, one.touch) for one in self.sink.sends()})
        return all(different[person] >= self.work.touches for person in self.work.names() if person not in replied)


def at_once(call: Callable[[str], None], people: Sequence[str]) -> None:
    """Call for each, `CALLERS` at a time; the first error is raised."""
    with ThreadPoolExecutor(CALLERS) as callers:
        list(callers.map(call, people))
