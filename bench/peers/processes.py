"""Processes and what they use, read from /proc (Linux): a process counts together with all that came from it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_REST, _BUSY = 0.6, 0.25
"""At rest: less than a quarter of one core over so many seconds. A server that only keeps its timers uses less."""


def _stats() -> dict[int, tuple[int, int]]:
    """Parent and clock ticks used (those of children that have ended too) of every process."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                found[int(entry.name)] = (int(fields[1]), sum(int(ticks) for ticks in fields[11:15]))
    return found


def family(pids: Iterable[int]) -> list[int]:
    """These processes and all their descendants, parents first."""
    parents = {pid: parent for pid, (parent, _) in _stats().items()}
    found = [pid for pid in pids if pid in parents]
    for pid in found:  # grows while it is walked
        found += [child for child, parent in parents.items() if parent == pid and child not in found]
    return found


def cpu_seconds(pids: Iterable[int]) -> float:
    """User and system time of these processes and all that came from them."""
    used = _stats()
    return sum(used[pid][1] for pid in family(pids) if pid in used) / _TICKS


def bind(pids: Iterable[int], core: int) -> None:
    """Let these processes and all that came from them, with every thread, run on this core alone.

    What they start from now on stays there too. Raises OSError where there is no such core to have.
    """
    wanted, pids = {core}, list(pids)
    while astray := [thread for thread in _threads(pids) if _cores(thread) not in (wanted, None)]:
        for thread in astray:  # one that is not bound yet may start others meanwhile: so once more
            with suppress(ProcessLookupError):
                os.sched_setaffinity(thread, wanted)


def _threads(pids: Iterable[int]) -> list[int]:
    found: list[int] = []
    for pid in family(pids):
        with suppress(OSError):  # it has ended
            found += [int(thread.name) for thread in (Path("/proc") / str(pid) / "task").iterdir()]
    return found


def _cores(thread: int) -> set[int] | None:
    """Where it may run; None where it has ended."""
    try:
        return os.sched_getaffinity(thread)
    except ProcessLookupError:
        return None


def kill(pids: Iterable[int]) -> None:
    """`kill -9` of these processes and all that came from them, until none is left."""
    doomed = family(pids)
    for pid in doomed:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    until = time.monotonic() + 10
    while time.monotonic() < until and any(_lives(pid) for pid in doomed):
        time.sleep(0.02)


def _lives(pid: int) -> bool:
    """Does it run? One that only waits for its parent to take note of its end does not."""
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_for_rest(pids: Iterable[int], patience: float) -> float:
    """Wait until they have worked off what they were given; `time.time()` of when that was, or of the giving up."""
    watched, give_up_at = list(pids), time.time() + patience
    samples = [(time.time(), cpu_seconds(watched))]
    while True:
        time.sleep(0.1)
        now, used = time.time(), cpu_seconds(watched)
        samples = [one for one in samples if one[0] >= now - 2 * _REST] + [(now, used)]
        earlier = [one for one in samples if one[0] <= now - _REST]
        if earlier and used - earlier[-1][1] < _BUSY * (now - earlier[-1][0]):
            return earlier[-1][0]
        if now > give_up_at:
            return now
