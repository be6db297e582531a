"""Words of a template that is in force and would be refused today: rendered in a process of its own, under limits.

A small process waits beside the worker, without its secrets and with one thread. For each message it forks another one
that renders, says what came of it and ends, or is ended: 200 ms of computing, 20 KB of words, a bound on memory. What
it makes of a template can hurt nobody else. Asked for by few: as soon as `followup playbook apply` has put a corrected
folder in force there is nothing left to do for it.
"""

from __future__ import annotations

import json
import os
import pickle
import select
import signal
import struct
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NoReturn

from domain.messages.files import language_of
from domain.messages.render import Rendered, fill_anything
from domain.messages.template_parsing import MessageError, faults
from domain.messages.values import said_in
from domain.playbook.model import Playbook

COMPUTING: Final = 0.2
"""Seconds of the processor that one message may take."""

MEMORY: Final = 384 * 1024 * 1024
"""Bytes of address space, Python's own included."""

_AT_MOST: Final = 1.0
"""Seconds after which it is ended although it has computed for less: the computer is busy."""

_PROCESS_TIMEOUT: Final = 2.0
"""Seconds to wait for the process to begin, or for others who use it. `deliver` has eight in all."""

_WAITING: Final = 32
"""How many may wait for it: each keeps a thread of the worker from others' decisions."""

_MISSES: Final = 20
"""So often in a row it may fail to answer; from then on what needs it is told as what cannot be filled."""

_LARGEST: Final = 256 * 1024
"""Bytes of an answer: more than 20 KB of words, however they are written down."""

_LENGTH: Final = struct.Struct(">Q")


class Busy(Exception):
    """It could not be tried in time: worth another try in a while."""


class LimitedWords:
    """The process, begun when it is first needed, and again whenever it has ended. Safe to share between threads."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._waiting = threading.BoundedSemaphore(_WAITING)
        self._misses = 0
        self._one: _Process | None = None

    def fill(self, playbook: Playbook, path: str, context: Mapping[str, Any]) -> Rendered:
        """As `domain.messages.render.fill_anything`. Raises MessageError, also for what takes too long or too much;
        Busy."""
        if not self._waiting.acquire(blocking=False):
            raise Busy
        try:
            answer = self._answer(playbook, path, said_in(context, language_of(path)))
        finally:
            self._waiting.release()
        match answer:
            case {"subject": str(subject), "body": str(body)}:
                return Rendered(subject, body, path)
            case {"wrong": str(said)}:
                raise MessageError(said)
            case {"limit": str(said)}:
                raise MessageError(f"messages/{path} cannot be filled for them: {said}. {_reason(playbook, path)}")
            case _:
                raise MessageError(f"messages/{path} cannot be filled on this computer: {_reason(playbook, path)}")

    def close(self) -> None:
        """End the process; the next message begins another."""
        with self._turn:
            self._end()

    def _answer(self, playbook: Playbook, path: str, context: Mapping[str, Any]) -> Any:
        """What the process says; nothing where it has failed to answer too often. Raises Busy."""
        until = time.monotonic() + _PROCESS_TIMEOUT
        if not self._turn.acquire(timeout=_PROCESS_TIMEOUT):
            raise Busy
        try:
            answer = self._asked(playbook, path, context, until)
            self._misses = 0 if answer else self._misses + 1
            if not answer and self._misses < _MISSES:
                raise Busy
            return answer
        finally:
            self._turn.release()

    def _asked(self, playbook: Playbook, path: str, context: Mapping[str, Any], until: float) -> Any:
        """What the process says, or nothing."""
        try:
            if self._one is None or self._one.has_ended:
                self._end()
                self._one = _Process()
            if not self._one.is_ready(until):
                return {}  # it goes on beginning, for the next one who asks
            return self._one.ask(playbook, path, context, until)
        except (OSError, EOFError, ValueError):
            self._end()
            return {}
        except BaseException:  # this thread is wanted elsewhere, and the answer would be taken for the next one's
            self._end()
            raise

    def _end(self) -> None:
        one, self._one = self._one, None
        if one is not None:
            one.end()


def _reason(playbook: Playbook, path: str) -> str:
    """Why it is not filled as the others are: what it holds, with file and line."""
    return "; ".join(fault.sentence(playbook) for fault in faults(playbook, path)[:1])


class _Process:
    """The process as the worker sees it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - this very Python, with nothing from outside
            [sys.executable, "-I", "-c", _BEGIN, json.dumps(_our_path())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: value for name, value in os.environ.items() if name in ("LANG", "LC_ALL", "TZ")},
            start_new_session=True,  # Ctrl-C is for the worker, which lets this one end
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._to, self._from = self._process.stdin.fileno(), self._process.stdout.fileno()
        os.set_blocking(self._to, False)
        self._ready = False
        self._version = ""
        self.end: Final = weakref.finalize(self, _ended, self._process)
        """End it, if it has not been ended."""

    @property
    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def is_ready(self, until: float) -> bool:
        """Has it begun? Waits for it, but no longer than that. Raises OSError, EOFError where it never will."""
        if not self._ready:
            with suppress(TimeoutError):
                self._ready = _read_sized(self._from, until) == b"ready"
        return self._ready

    def ask(self, playbook: Playbook, path: str, context: Mapping[str, Any], until: float) -> Any:
        """What it answers. Raises OSError, EOFError, ValueError where it does not."""
        known = playbook.version == self._version
        words = (
            None if known else playbook.model_dump(mode="json") | {"stages": {}}
        )  # whatever is due, it only fills files
        job = pickle.dumps((words, path, dict(context)))
        _write(self._to, _sized(job), until)
        self._version = playbook.version
        return json.loads(_read_sized(self._from, until + _AT_MOST))


def _ended(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    process.wait()


_BEGIN: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from activities.limited_words import serve; serve()"
)


def _our_path() -> list[str]:
    """Where this process finds ours and the libraries, which may be places that an isolated Python never looks into.
    Without the working folder, where somebody else's modules lie.
    """
    rooms = str(Path(__file__).parents[1])
    return [rooms, *(place for place in sys.path if Path(place).is_absolute() and place != rooms)]


# --- the process, and those that it forks -------------------------------------------------------------------------


def serve() -> None:
    """Take jobs from standard input and answer each, until it ends with the worker."""
    import gc

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    _write_all(1, b"ready")
    playbook: Playbook | None = None
    while True:
        try:
            content, path, context = pickle.loads(_read_sized(0, None))  # noqa: S301 - from the worker that began us
        except EOFError:
            return
        if content is not None:
            playbook = Playbook.model_validate(content)
        assert playbook is not None
        _write_all(1, _in_a_fork(playbook, path, context))


def _write_all(fd: int, answer: bytes) -> None:
    rest = _sized(answer)
    while rest:
        rest = rest[os.write(fd, rest) :]


def _in_a_fork(playbook: Playbook, path: str, context: Mapping[str, Any]) -> bytes:
    """The answer of a process of its own as JSON; what became of it, where it gave none."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reads)
        _render_and_end(playbook, path, context, writes)
    os.close(writes)
    answer = b""
    until = time.monotonic() + _AT_MOST
    ended = False
    try:
        while len(answer) <= _LARGEST:
            wait = until - time.monotonic()
            if not _comes(reads, select.POLLIN, wait):
                break
            if not (piece := os.read(reads, 65536)):
                ended = True
                break
            answer += piece
    finally:
        os.close(reads)
        if not ended:
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0 and ended:
        return answer
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGPROF, signal.SIGXCPU):
        return _limit_met(f"it takes more than {COMPUTING * 1000:.0f} ms")
    if ended:
        return _limit_met("it takes more memory than a message may")
    return b"{}"  # the computer is busy


def _limit_met(said: str) -> bytes:
    return json.dumps({"limit": said}).encode()


def _render_and_end(playbook: Playbook, path: str, context: Mapping[str, Any], writes: int) -> NoReturn:
    status = 1
    try:
        _limit()
        try:
            found = fill_anything(playbook, path, context)
            answer = {"subject": found.subject, "body": found.body}
        except MessageError as error:
            answer = {"wrong": str(error)}
        rest = json.dumps(answer).encode()
        while rest:
            rest = rest[os.write(writes, rest) :]
        status = 0
    finally:
        os._exit(status)


def _limit() -> None:
    import resource

    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):  # not every system has each of them
            resource.setrlimit(what, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (1, 1))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, COMPUTING)


# --- pipes --------------------------------------------------------------------------------------------------------


def _sized(content: bytes) -> bytes:
    return _LENGTH.pack(len(content)) + content


def _comes(fd: int, what: int, wait: float | None) -> bool:
    """Can it be read or written within that time? By `poll`, since a worker may have more than 1,024 open files."""
    if wait is not None and wait <= 0:
        return False
    watched = select.poll()
    watched.register(fd, what)
    return bool(watched.poll(None if wait is None else wait * 1000))


def _write(fd: int, content: bytes, until: float) -> None:
    """All of it. Raises OSError where the other side does not take it in time."""
    rest = memoryview(content)
    while rest:
        wait = until - time.monotonic()
        if not _comes(fd, select.POLLOUT, wait):
            raise TimeoutError
        with suppress(BlockingIOError):
            rest = rest[os.write(fd, rest) :]


def _read_sized(fd: int, until: float | None) -> bytes:
    """One message with its length before it. Raises EOFError where it ends before, OSError where it is late."""
    (length,) = _LENGTH.unpack(_read(fd, _LENGTH.size, until))
    return _read(fd, length, until)


def _read(fd: int, length: int, until: float | None) -> bytes:
    found = bytearray()
    while len(found) < length:
        wait = None if until is None else until - time.monotonic()
        if not _comes(fd, select.POLLIN, wait):
            raise TimeoutError
        if not (piece := os.read(fd, min(length - len(found), 1 << 20))):
            raise EOFError
        found += piece
    return bytes(found)
