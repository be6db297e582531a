"""What time it is in a test: a fixed Wednesday. The host's clock may be read by tests alone that are marked for it.

A test hands its instant in: `clock=wednesday` to the command line, the gateway, a sender; an instant to a rule. Who
forgets it gets the host's clock by default, and that raises here, in every run. What reads the time in other ways, as
a library may, finds itself on one of ten awkward days (`INSTANTS`), on which one is settled by the test's name; under
`make dates` on all of them, one after the other.

A test on a real Temporal server is marked `machine_time`, for the server keeps the machine's time and so must all that
talks to it. It chooses windows and zones that hold on any day at any hour (`tests/machine_time.py`).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, tzinfo
from functools import cache
from pathlib import Path
from typing import Final, NoReturn
from zlib import crc32

import pytest
import time_machine

import clock

WEDNESDAY: Final = datetime(2026, 7, 15, 15, 0, tzinfo=UTC)
"""Eleven in the morning in New York, five in the afternoon in Berlin, and for weeks no holiday in either, and no day
on which the clocks are changed.
"""

INSTANTS: Final = {
    "christmas eve, by night": datetime(2026, 12, 24, 23, 30, tzinfo=UTC),
    "new year's eve": datetime(2026, 12, 31, 18, 0, tzinfo=UTC),
    "leap day": datetime(2028, 2, 29, 15, 0, tzinfo=UTC),
    "US clocks forward": datetime(2027, 3, 14, 6, 59, 30, tzinfo=UTC),  # half a minute before, in New York
    "US clocks back": datetime(2026, 11, 1, 6, 15, tzinfo=UTC),  # a quarter past one in New York, for the second time
    "EU clocks back": datetime(2026, 10, 25, 0, 30, tzinfo=UTC),  # half past two in Berlin, for the first time
    "thanksgiving week": datetime(2026, 11, 25, 16, 0, tzinfo=UTC),
    "a sunday": datetime(2026, 11, 29, 12, 0, tzinfo=UTC),
    "midnight UTC": datetime(2027, 1, 5, 0, 0, tzinfo=UTC),
    "two years on": datetime(2028, 7, 17, 9, 0, tzinfo=UTC),
}
"""What the host's clock says beneath a test, where the tests hang on the calendar if they hang on it at all."""

TESTS: Final = Path(__file__).parent

MACHINE_TIME: Final = ("activities", "bench", "chaos", "e2e", "histories")
"""Folders in which every test keeps the machine's time: they run the product on a real server, or measure it."""


def wednesday() -> datetime:
    """A clock that stands still."""
    return WEDNESDAY


class ReadsTheClock(AssertionError):
    """A test has read the host's clock."""


class Stopped:
    """Stands where `clock` has `datetime`: whoever asks is written down, and gets no answer."""

    def __init__(self) -> None:
        self.readers: list[str] = []

    def now(self, _zone: tzinfo) -> NoReturn:
        frame = sys._getframe(2)  # above `host_now`
        reader = f"{frame.f_code.co_filename.removeprefix(f'{TESTS.parent}/')}:{frame.f_lineno}"
        self.readers.append(reader)
        raise ReadsTheClock(f"{reader} read the host's clock; hand in `wednesday` of tests/clocks.py, or an instant.")


@contextmanager
def stopped() -> Iterator[Stopped]:
    """The host's clock cannot be read for as long as the block runs."""
    instead = Stopped()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "datetime", instead)
        yield instead


def keeps_machine_time(item: pytest.Item) -> bool:
    """Is it a test whose server keeps the machine's time?"""
    return item.get_closest_marker("machine_time") is not None


def pytest_itemcollected(item: pytest.Item) -> None:
    """What stands in a folder of real servers needs no mark of its own."""
    if folder_of(item.path) in MACHINE_TIME:
        item.add_marker("machine_time")


@cache
def folder_of(file: Path) -> str:
    """What a file belongs to right below tests/: a folder, or itself."""
    return file.relative_to(TESTS).parts[0] if file.is_relative_to(TESTS) else ""


def hosts_time(item: pytest.Item) -> datetime:
    """What the host's clock says while this test runs: as `make dates` wants it, else by the test's name."""
    callspec = getattr(item, "callspec", None)
    named: str | None = callspec.params.get("hosts_day") if callspec else None
    return INSTANTS[named or by_name(item.nodeid)]


def by_name(nodeid: str) -> str:
    """The name of the instant that is a test's in an ordinary run."""
    days = list(INSTANTS)
    return days[crc32(nodeid.encode()) % len(days)]


_STOPPED: Final = pytest.StashKey[Stopped]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Fixtures of a module are set up within its first test, and so are held to the same."""
    if keeps_machine_time(item):
        return (yield)
    with stopped() as instead, time_machine.travel(hosts_time(item), tick=True):
        item.stash[_STOPPED] = instead
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Also where the error was caught on its way, as a gateway answers 500 and goes on."""
    answer = yield
    if readers := item.stash[_STOPPED].readers if _STOPPED in item.stash else []:
        raise ReadsTheClock(f"The host's clock was read by {', '.join(sorted(set(readers)))}.")
    return answer
