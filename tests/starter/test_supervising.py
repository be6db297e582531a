"""Real child processes that end in every way, and a supervisor that starts each again and ends no other for it."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from starter.supervising import Child, ProcessSupervisor

AT_ONCE = (0.0,)
AWAY = "it waits: The ledger is away. Next try in 2 s."
LIVES = "import time; print('it runs', flush=True); time.sleep(600)"


class Watched:
    """A supervisor, what it said, and its children's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.said = folder, list[str]()
        self.supervisor = ProcessSupervisor(self.said.append, pauses=AT_ONCE, settled=0)
        self.names: list[str] = []

    def pauses(self, *pauses: float, ran_well: float = 60) -> None:
        self.supervisor = ProcessSupervisor(self.said.append, pauses=pauses, ran_well=ran_well, settled=0)

    def start(self, name: str, code: str = LIVES, **more: str) -> None:
        """A child that runs this Python; its log counts its starts."""
        self.names.append(name)
        argv = (sys.executable, "-c", f"print('started', flush=True)\n{code}")
        self.supervisor.start(Child(name, argv, self.folder / f"{name}.log", runs="it runs", waits="it waits", **more))  # type: ignore[arg-type]

    def starts(self, name: str) -> int:
        log = self.folder / f"{name}.log"
        return log.read_text().count("started") if log.exists() else 0

    def until(self, holds: Callable[[], object], patience: float = 60) -> None:
        end = time.monotonic() + patience
        while not holds():
            assert time.monotonic() < end, f"it did not happen; said: {self.said}"
            self.supervisor.look()
            time.sleep(0.01)

    def process(self, name: str) -> int:
        found = self.supervisor.process_id(name)
        assert found is not None, self.said
        return found

    def kill(self, name: str) -> None:
        os.kill(self.process(name), signal.SIGKILL)


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    made = Watched(tmp_path)
    yield made
    made.supervisor.end(made.names, 0.1)


def test_r26_a_child_that_ends_at_once_thirty_times_is_told_once_and_ends_no_other(watched: Watched) -> None:
    watched.start("gateway")
    watched.until(lambda: watched.supervisor.runs("gateway"))
    before = watched.process("gateway")
    watched.start("worker", "raise SystemExit('No playbook, try 7.')")
    watched.until(lambda: watched.starts("worker") > 30, patience=60)
    assert watched.process("gateway") == before
    assert watched.starts("gateway") == 1
    assert watched.said == [
        "The worker cannot start (code 1: No playbook, try 7). It is tried again, with pauses of up to 0 s; its log "
        f"is {watched.folder / 'worker.log'}."
    ]


def test_r26_kill_9_of_any_child_starts_that_one_again_and_leaves_the_others(watched: Watched) -> None:
    for name in ("temporal", "worker", "gateway"):
        watched.start(name)
    watched.until(lambda: all(map(watched.supervisor.runs, watched.names)))
    for killed in watched.names:
        before = {name: watched.process(name) for name in watched.names}
        watched.kill(killed)
        watched.until(lambda: not watched.supervisor.process_id(killed))  # noqa: B023 - called at once
        watched.until(lambda: watched.supervisor.runs(killed) and not watched.supervisor.trouble(killed))  # noqa: B023
        after = {name: watched.process(name) for name in watched.names}
        assert {name for name in before if before[name] != after[name]} == {killed}
        assert watched.said[-2:] == [
            f"The {killed} ended with code -9; starting it again.",
            f"The {killed} runs again.",
        ]
    assert len(watched.said) == 6


def test_r26_the_pauses_grow_with_each_try(watched: Watched) -> None:
    watched.pauses(0, 0, 3600)
    watched.start("worker", "raise SystemExit(1)")
    watched.until(lambda: watched.starts("worker") == 3 and not watched.supervisor.process_id("worker"))
    for _ in range(50):
        watched.supervisor.look()
    assert watched.starts("worker") == 3


def test_r26_the_pauses_begin_again_after_a_child_ran_well(watched: Watched) -> None:
    watched.pauses(0, 3600, ran_well=0)
    watched.start("worker")
    for lived in range(1, 5):
        watched.until(lambda: watched.supervisor.runs("worker") and watched.starts("worker") == lived)  # noqa: B023
        watched.kill("worker")
    watched.until(lambda: watched.starts("worker") == 5)


def test_r26_what_a_child_waits_for_is_told_once_per_change_and_so_is_its_end(watched: Watched) -> None:
    def says_next(words: str) -> None:  # whole, so that the child never reads half of it
        (watched.folder / "new").write_text(words)
        (watched.folder / "new").replace(watched.folder / "next")

    says_next("")
    code = f"""
import pathlib, time
said = ""
while True:
    wanted = pathlib.Path({str(watched.folder / "next")!r}).read_text()
    print("2026-12-02 10:00:00,000 WARNING x: " + (wanted or {AWAY!r}), flush=True)
    time.sleep(0.02)
"""

    def says(words: str) -> None:
        """In one go: a file that is written anew is empty for a moment, and the child may look just then."""
        (watched.folder / "made").write_text(words)
        (watched.folder / "made").rename(watched.folder / "next")

    watched.start("worker", code)
    log = watched.folder / "worker.log"
    ledger = f"The worker waits: The ledger is away. Its log is {log}."
    watched.until(lambda: log.exists() and log.read_text().count("it waits") > 20)
    assert watched.said == [ledger]
    says_next("it waits: No playbook is in force. Next try in 4 s.")
    watched.until(lambda: len(watched.said) > 1)
    says_next("it runs")
    watched.until(lambda: len(watched.said) > 2)
    playbook = f"The worker waits: No playbook is in force. Its log is {log}."
    assert watched.said == [ledger, playbook, "The worker runs."]


def test_r26_a_program_that_is_not_there_is_tried_until_it_is(watched: Watched) -> None:
    program = watched.folder / "server"
    watched.supervisor.start(Child("server", (str(program),), watched.folder / "server.log", runs="it runs"))
    watched.names.append("server")
    watched.until(lambda: watched.said)
    assert watched.said[0].startswith("The server cannot start (No such file or directory).")
    made = watched.folder / "made"
    made.write_text(f"#!{sys.executable}\n{LIVES}\n")
    made.chmod(0o700)
    made.rename(program)
    watched.until(lambda: watched.supervisor.runs("server") and watched.said[-1] == "The server runs again.")


def test_children_end_together_in_good_order_and_by_force_where_they_do_not(watched: Watched) -> None:
    stubborn = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + LIVES
    for name in ("worker", "gateway"):
        watched.start(name, stubborn)
    watched.start("temporal", "import signal; signal.signal(signal.SIGTERM, lambda *_: exit(0))\n" + LIVES)
    watched.until(lambda: all(map(watched.supervisor.runs, watched.names)))
    pids = [watched.process(name) for name in watched.names]
    started = time.monotonic()
    watched.supervisor.end(watched.names, 0.5)
    assert time.monotonic() - started < 5
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_child_that_is_in_its_pause_is_not_started_by_the_end(watched: Watched) -> None:
    watched.pauses(3600)
    watched.start("worker", "raise SystemExit(1)")
    watched.until(lambda: watched.said)
    watched.supervisor.end(["worker"], 5)
    assert watched.starts("worker") == 1


def test_r26_why_a_child_keeps_ending_is_not_what_it_said_in_passing(watched: Watched) -> None:
    """A line that all is well, or the last one before somebody killed it, is no reason."""
    watched.start(
        "worker", "print('2026-12-02 09:00:00,000 INFO followup.metrics: metrics shown'); raise SystemExit(3)"
    )
    watched.until(lambda: any("The worker cannot start" in line for line in watched.said))
    watched.start("gateway", "print('a warning'); import os; os.kill(os.getpid(), 9)")
    watched.until(lambda: any("The gateway cannot start" in line for line in watched.said))
    assert not any("metrics shown" in line or "a warning" in line for line in watched.said), watched.said
    assert any("cannot start (code 3" in line for line in watched.said)
