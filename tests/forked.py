"""Programs of tests that begin at once: children of a process that has loaded what they load.

A worker or a gateway takes more than a second of CPU to load, and the tests that kill them start many. Each is a
process with a session, an environment and a log of its own, and runs a module as `python -m` does; only what the module
imports is there already. Programs that people start are started as people start them (`tests/e2e/test_up.py`).
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import runpy
import signal
import subprocess
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Final, NoReturn, cast

from starter.embedded import _die_with_parent

_LATE: Final = {"worker": ("worker", "starter.cli.run.mailbox"), "gateway": ("gateway.serving",)}
"""What a command loads once it runs."""


def begin(
    module: str, *words: str, log: Path, env: Mapping[str, str], late: Sequence[str] = ()
) -> subprocess.Popen[bytes]:
    """`python -m module words…`, its output in a log file. What it gives is no Popen, and has the half that is used.

    `late`: modules that it loads once it runs.
    """
    log.open("ab").close()  # whoever looks into it finds it
    given = {**os.environ, **env}
    pid = _loader().asked(module=module, words=words, log=str(log), env=given, late=list(late))
    return cast("subprocess.Popen[bytes]", Begun(pid))


def begin_command(*words: str, log: Path, env: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """`followup words…`."""
    return begin("starter.cli.main", *words, log=log, env=env, late=_LATE[words[0]])


class Begun:
    """A program that was begun, as `subprocess.Popen` shows one."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """How it ended; None while it runs."""
        if self.returncode is None:
            self.returncode = _loader().asked(ended=self.pid)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Until it has ended. Raises TimeoutExpired."""
        end = time.monotonic() + timeout if timeout is not None else None
        while (code := self.poll()) is None:
            if end is not None and time.monotonic() > end:
                raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0)
            time.sleep(0.02)
        return code

    def send_signal(self, number: int) -> None:
        if self.poll() is None:  # whoever has ended keeps its number until it is asked after
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class _Loader:
    """The process that has loaded them, as this one sees it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            cwd=Path(__file__).parents[1],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,  # Ctrl-C is for whoever runs the tests; they close the input
        )
        atexit.register(self._leave)

    def asked(self, **request: Any) -> Any:
        process = self._process
        assert process.stdin and process.stdout
        with self._lock:
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

    def _leave(self) -> None:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.wait(20)
        self._process.stdout.close()


@cache
def _loader() -> _Loader:
    return _Loader()


# ------------------------------------------------------------ in the process that loads


def _serve() -> None:
    """Answer what is asked on the standard input, until it is closed; then nobody who was begun is left."""
    living: set[int] = set()
    for line in sys.stdin:
        request = json.loads(line)
        if (pid := request.get("ended")) is not None:
            code = _ended(pid)
            if code is not None:
                living.discard(pid)
            print(json.dumps(code), flush=True)
            continue
        for module in (request["module"], *request.pop("late")):
            _load(module)
        if (pid := os.fork()) == 0:
            _run(**request)
        living.add(pid)
        print(pid, flush=True)
    for pid in living:
        with suppress(OSError):
            os.kill(pid, signal.SIGKILL)


def _ended(pid: int) -> int | None:
    found, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if found else None


@cache
def _load(module: str) -> None:
    """What the module imports, and what a worker makes ready, for those who come."""
    gc.disable()
    importlib.import_module(module)
    if "worker" in sys.modules:
        from domain.replies.ready import make_ready

        make_ready()
    gc.freeze()
    assert threading.active_count() == 1, "a process with threads cannot be forked"


def _run(module: str, words: list[str], log: str, env: dict[str, str]) -> NoReturn:
    """Be the program, as `spawn` would have begun it."""
    code = 1
    try:
        os.setsid()
        if sys.platform == "linux":
            _die_with_parent()
        with Path(log).open("ab") as out, Path(os.devnull).open("rb") as nothing:
            for given, standard in ((nothing, 0), (out, 1), (out, 2)):
                os.dup2(given.fileno(), standard)
        os.environ.clear()
        os.environ.update(env)
        gc.enable()
        sys.argv = [module, *words]
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "'.*' found in sys.modules", RuntimeWarning)
            runpy.run_module(module, run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else int(left.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    _serve()
