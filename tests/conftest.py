"""What all tests share: how many examples Hypothesis tries, one Temporal server and one PostgreSQL for each process,
the order of a run, and what a test that hangs leaves behind (docs/testing.md). The clock stands still
(tests/clocks.py), and the zones are those of the pinned table, as in every process of the product."""

from __future__ import annotations

import asyncio
import gc
import io
import os
import re
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Generator, Iterator
from types import FrameType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

from domain.time.zones import use_pinned_table
from starter.embedded import LocalServer
from tests import clocks, connections
from tests.clocks import MACHINE_TIME, folder_of
from tests.dovecot import dovecot
from tests.postgres import bare_url, ledger_url, postgres_server
from tests.statements import compile_once
from tests.temporal import temporal_server
from tests.wheels import installed, wheel

os.environ.pop("COLUMNS", None)
"""A test's pipe has no width (starter/cli/output/width.py); xdist gives its processes one of 80."""

__all__ = [
    "bare_url",
    "dovecot",
    "installed",
    "ledger_url",
    "postgres_server",
    "wheel",
]

use_pinned_table()
compile_once()


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(clocks, "the clock that stands still")
    config.pluginmanager.register(connections, "connections that are left open")


# ------------------------------------------------------------ how many examples

# `dev` while one writes, `ci` in `make test`, `nightly` for many, new ones each time. A test that has a number of its
# own keeps it; tests/pace.py is for those that want a share of the profile's.
_ALWAYS: dict[str, Any] = {"deadline": None, "database": None, "print_blob": True}
_ANY_SPEED = {"suppress_health_check": list(HealthCheck)}
settings.register_profile("dev", max_examples=25, derandomize=True, **_ALWAYS, **_ANY_SPEED)
settings.register_profile("ci", max_examples=40, derandomize=True, **_ALWAYS, **_ANY_SPEED)
settings.register_profile("nightly", max_examples=7_000, derandomize=False, **_ALWAYS, **_ANY_SPEED)
settings.load_profile("dev")


# ------------------------------------------------------------ servers


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    """The real Temporal dev server with time skipping: one for each process that runs tests, for all its tests.

    Ids of their own keep tests apart, and `House.leave` ends what a test has left running.
    """
    with temporal_server(tmp_path_factory.mktemp("temporal")) as local:
        yield local


# ------------------------------------------------------------ the order of a run


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, Any, Any]:
    """What has been collected stays until the end, so that the collector of garbage never has to go through it again.

    It takes half the time of the collection, and a good part of every test's. Afterwards it comes by seldom.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(100_000, 20, 20)
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first, so that all processes are busy until the end."""

    def turn(item: pytest.Item) -> int:
        if item.get_closest_marker("long"):
            return 0
        return 1 if item.get_closest_marker("xdist_group") else 2

    items.sort(key=turn)
    for item in items:
        if item.get_closest_marker("long") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(300))  # where the machine is busy, they take ten times as long


class Scheduling(LoadScopeScheduling):
    """Each test goes to the next process that is idle; modules of one group (`xdist_group`) go whole.

    Tests on a real Temporal server mostly wait, the others compute. Half of the processes begin with those that
    compute, so that the cores have something to do from the first test on; the others begin with those that wait, and
    so few of them start a server. A process with nothing left of its own kind helps with the other.

    pytest-xdist reads groups by a way that pytest 9.2 has closed: its `--dist loadgroup` keeps nothing together.
    """

    def __init__(self, config: pytest.Config, log: Any) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False  # the order is the one from above
        root = config.rootpath
        self._groups: dict[str, str] = {}
        self._wait: set[str] = set()  # files
        for file in root.glob("tests/**/test_*.py"):
            marks = "".join(re.findall(r"^pytestmark = (.*(?:\n .*)*)", file.read_text(), re.MULTILINE))
            name = file.relative_to(root).as_posix()
            if group := re.search(r'\bxdist_group\("(.+?)"\)', marks):
                self._groups[name] = group[1]
            if folder_of(file) in MACHINE_TIME or "machine_time" in marks:
                self._wait.add(name)
        self._queues: dict[bool, deque[str]] = {}

    def _split_scope(self, nodeid: str) -> str:
        return self._groups.get(nodeid.partition("::")[0], nodeid)

    def _assign_work_unit(self, node: Any) -> None:
        if not self._queues:
            self._queues = {True: deque(), False: deque()}
            for scope, tests in self.workqueue.items():
                self._queues[next(iter(tests)).partition("::")[0] in self._wait].append(scope)
        computes = node in self.nodes[-max(1, len(self.nodes) // 2) :]
        # Neither has anything where a process has died and its tests are to be run by another.
        if queue := self._queues[not computes] or self._queues[computes]:
            self.workqueue.move_to_end(queue.popleft(), last=False)
        super()._assign_work_unit(node)

    def mark_test_complete(self, node: Any, item_index: int, duration: float = 0) -> None:
        super().mark_test_complete(node, item_index, duration)
        # What is done is counted through after each test otherwise, and there are thousands.
        units = self.assigned_work[node]
        scope = self._split_scope(self.registered_collections[node][item_index])
        if all(units[scope].values()):
            del units[scope]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Scheduling:
    return Scheduling(config, log)


def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """A process of many tells the first one how a test went, but not that it begins or ends, and of its setting up and
    tearing down only what failed: each message takes both of them as long as a small test does.
    """
    if not hasattr(item.config, "workerinput"):
        return None
    for report in runtestprotocol(item, log=False, nextitem=nextitem):
        if report.when == "call" or not report.passed:
            item.ihook.pytest_runtest_logreport(report=report)
    return True


# ------------------------------------------------------------ what hangs


@pytest.hookimpl(wrapper=True)
def pytest_timeout_set_timer(item: pytest.Item, settings: Any) -> Generator[None, Any, Any]:
    """A test that takes too long fails with the stacks of its threads and of its asyncio tasks in its report."""
    result = yield
    fail = signal.getsignal(signal.SIGALRM)
    if settings.method == "signal" and callable(fail):

        def tell(number: int, frame: FrameType | None) -> None:
            item.add_report_section("call", "where it hung", _stacks(frame))
            fail(number, frame)

        signal.signal(signal.SIGALRM, tell)
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Generator[None, Any, Any]:
    """A test that ran out of time may leave a task that never ends: clearing up after it has a minute, and no more."""
    if signal.getitimer(signal.ITIMER_REAL)[0]:
        return (yield)  # the test's own time still runs

    def give_up(_number: int, _frame: FrameType | None) -> None:
        pytest.fail(f"Clearing up after this test didn't end within {CLEARING_UP} s.")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, CLEARING_UP)
    try:
        return (yield)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


CLEARING_UP = 60  # seconds
_FRAMES = 20  # the innermost; those further out are pytest's own


def _stacks(here: FrameType | None) -> str:
    told = io.StringIO()
    names = {thread.ident: thread.name for thread in threading.enumerate()}
    for ident, frame in sys._current_frames().items():
        at = here if ident == threading.get_ident() and here else frame
        told.write(f"--- thread {names.get(ident, ident)}\n{''.join(traceback.format_stack(at, limit=_FRAMES))}")
    loop = asyncio._get_running_loop()
    for task in asyncio.all_tasks(loop) if loop else ():
        told.write(f"--- task {task.get_name()}\n")
        task.print_stack(file=told)
    return told.getvalue()
