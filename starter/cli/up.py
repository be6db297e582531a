"""`followup up`: the Temporal server, the worker and the gateway of one home, watched over until Ctrl-C."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from connection import RUNNING_FILE
from settings import Settings, read_settings, variable
from starter.embedded import CannotStart, LocalServer, end, free_port, is_listening, spawn, wait_until_listening
from starter.home import tighten

GATEWAY_PORT = 8080
METRICS_PORTS = {"metrics_port": 9464, "gateway_metrics_port": 9465}
"""Where worker and gateway show their figures, by the setting that says otherwise."""

_RESTART_AFTER = 1.0
_TOO_OFTEN = 5  # restarts in a row, each soon after the last, that mean it will not get better


def up(
    port: Annotated[int, typer.Option(help="Port of the Temporal server.")] = 7233,
    ui_port: Annotated[int, typer.Option(help="Port of the Temporal web UI.")] = 8233,
    gateway_port: Annotated[
        int | None,
        typer.Option(help=f"Port of the gateway (default: {GATEWAY_PORT}, or a free one where it is taken)."),
    ] = None,
    only_temporal: Annotated[
        bool,
        typer.Option(
            "--only-temporal", help="The Temporal server alone: nothing is sent, for `followup recover` after a loss."
        ),
    ] = False,
) -> None:
    """Start the Temporal server, the worker and the gateway; Ctrl-C stops all, and the state survives."""
    for name in [name for name in os.environ if name.startswith("TEMPORAL_")]:
        del os.environ[name]  # ours is the local server, whatever cluster the shell is set up for
    settings = read_settings()
    from gateway.doors import doors

    doors(settings)  # a secret that is none is said before anything starts
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    if said := tighten(settings):
        print(said, file=sys.stderr, flush=True)
    with _alone(settings.home, port):
        server = LocalServer(port=port, ui_port=ui_port, database=settings.home / "temporal.db")
        if only_temporal:
            _Household(settings, server, 0, {}).run(only_temporal=True)
            return
        metrics = {name: metrics_port(settings, name) for name in METRICS_PORTS}
        _Household(settings, server, _gateway_port(gateway_port), metrics).run()


def _gateway_port(wanted: int | None) -> int:
    """Raises CannotStart where the one that was asked for is taken."""
    if wanted is None:
        return free_port() if is_listening(GATEWAY_PORT) else GATEWAY_PORT
    if is_listening(wanted):
        raise CannotStart(f"Port {wanted} is taken by another program; choose another with --gateway-port.")
    return wanted


def metrics_port(settings: Settings, name: str) -> int:
    """As it is set, 0 for nowhere; else the usual one, or a free one. Figures are no reason not to start."""
    port: int = getattr(settings, name) if name in settings.model_fields_set else METRICS_PORTS[name]
    if not is_listening(port) or not port:
        return port
    if name not in settings.model_fields_set:
        return free_port()
    print(
        f"Port {port} is taken, so it shows no metrics; set {variable(name)} to another.", file=sys.stderr, flush=True
    )
    return 0


@contextmanager
def _alone(home: Path, port: int) -> Iterator[None]:
    """One `up` per home: two servers on one database would corrupt it."""
    lock = (home / "up.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.seek(0)
        where = lock.read().strip() or "another process"
        raise CannotStart(
            f"followup already runs on {home.resolve()} ({where}); use that one, stop it with Ctrl-C, or set another "
            "FOLLOWUP_HOME."
        ) from None
    if is_listening(port):
        raise CannotStart(f"Port {port} is taken by another program; choose another with --port.")
    lock.truncate(0)
    lock.write(f"process {os.getpid()}, Temporal on 127.0.0.1:{port}")
    lock.flush()
    try:
        yield
    finally:
        lock.truncate(0)
        lock.close()


class _Household:
    """The children of one `up`, and what happens when one of them dies."""

    def __init__(self, settings: Settings, server: LocalServer, gateway_port: int, metrics: Mapping[str, int]) -> None:
        """`metrics` are the ports of the figures, by setting."""
        self._settings = settings
        self._server = server
        self._gateway_port = gateway_port
        self._metrics = metrics
        self._home = settings.home
        self._children: dict[str, subprocess.Popen[bytes]] = {}
        self._started: dict[str, float] = {}
        self._restarts: dict[str, int] = {}
        self._stopping = False

    def run(self, *, only_temporal: bool = False) -> None:
        """Start, tell, watch; end the children in order when told to stop."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        try:
            self._start("temporal")
            wait_until_listening(self._server.port, self._children["temporal"])
            self._write_running()
            for name in () if only_temporal else ("worker", "gateway"):
                self._start(name)
                self._wait_for(name)
            if only_temporal:
                self._tell_of_temporal()
            else:
                self._tell()
            while not self._stopping:
                time.sleep(0.2)
                self._watch()
        finally:
            for name, patience in (("gateway", 12.0), ("worker", 12.0), ("temporal", 5.0)):
                if name in self._children:
                    end(self._children[name], patience=patience)
            (self._home / RUNNING_FILE).unlink(missing_ok=True)

    def _stop(self, *_: Any) -> None:
        self._stopping = True

    def _start(self, name: str) -> None:
        argv = {
            "temporal": self._server.command(),
            "worker": [*_OURSELVES, "worker", "--with-schedule"],
            "gateway": [*_OURSELVES, "gateway", "--port", str(self._gateway_port)],
        }[name]
        env = {"TEMPORAL_ADDRESS": self._server.address, "FOLLOWUP_HOME": str(self._home.resolve())}
        env |= {variable(setting): str(port) for setting, port in self._metrics.items()}
        self._children[name] = spawn(argv, log=self._log(name), env=env)
        self._started[name] = time.monotonic()

    def _log(self, name: str) -> Path:
        return self._home / f"{name}.log"

    def _watch(self) -> None:
        """A child that died is started again: the clocks are in its database, the reservations in the ledger."""
        for name, child in list(self._children.items()):
            if child.poll() is None or self._stopping:
                continue
            lived = time.monotonic() - self._started[name]
            self._restarts[name] = self._restarts.get(name, 0) + 1 if lived < 10 else 1
            if self._restarts[name] > _TOO_OFTEN:
                raise CannotStart(f"The {name} ended {_TOO_OFTEN} times in a row; see {self._log(name)}.")
            print(f"The {name} ended with code {child.returncode}; starting it again.", file=sys.stderr, flush=True)
            time.sleep(_RESTART_AFTER)
            self._start(name)
            if name == "temporal":
                wait_until_listening(self._server.port, self._children[name])

    def _wait_for(self, name: str) -> None:
        """Until the worker or the gateway says that it runs, or says why it cannot."""
        starts, runs = _words(name)
        log, child = self._log(name), self._children[name]
        until = time.monotonic() + 60
        while time.monotonic() < until and not self._stopping:
            said = log.read_text(errors="replace")[-20_000:] if log.exists() else ""
            if runs in said.rpartition(starts)[2]:
                return
            if child.poll() is not None:
                last = next((line for line in reversed(said.splitlines()) if line.strip()), "it said nothing")
                raise CannotStart(f"The {name} cannot start: {last}")
            time.sleep(0.05)

    @property
    def _gateway_url(self) -> str:
        return f"http://127.0.0.1:{self._gateway_port}"

    def _write_running(self) -> None:
        content: dict[str, Any] = {"temporal": self._server.address, "ui": self._server.ui_url, "pid": os.getpid()}
        if self._gateway_port:
            content["gateway"] = self._gateway_url
        (self._home / RUNNING_FILE).write_text(json.dumps(content))

    def _figures(self) -> list[str]:
        """The line on the metrics; none where both are off."""
        whose = {"metrics_port": "worker", "gateway_metrics_port": "gateway"}
        host = self._settings.metrics_host
        shown = [f"http://{host}:{port}/metrics ({whose[name]})" for name, port in self._metrics.items() if port]
        return [f"  Metrics   {'   '.join(shown)}"] if shown else []

    def _tell_of_temporal(self) -> None:
        lines = [
            f"Temporal alone runs, on {self._home.resolve()}, until Ctrl-C: no worker, no gateway, nothing is sent.",
            f"  Web UI    {self._server.ui_url}   Temporal {self._server.address}",
            "  Then      in another shell: followup recover ledger, or followup recover clocks (docs/recovery.md)",
        ]
        print("\n".join(lines), flush=True)

    def _tell(self) -> None:
        mail = "kept in the outbox" if self._settings.email == "outbox" else f"sent by {self._settings.email}"
        lines = [
            f"followup runs; its state is in {self._home.resolve()} and survives Ctrl-C. Messages are {mail}.",
            f"  Web UI    {self._server.ui_url}   Temporal {self._server.address}   Gateway {self._gateway_url}",
            *self._figures(),
            "  Try next  followup rehearse                              90 days of sample candidates, in seconds",
            "            followup enroll examples/candidates.csv        then: followup list, followup tasks",
            "            followup status ID, followup why ID            where somebody stands, what comes next and why",
        ]
        print("\n".join(lines), flush=True)


def _words(name: str) -> tuple[str, str]:
    """What the child's log says at a start, and when it can be used."""
    if name == "worker":
        from worker import RUNS, STARTS

        return STARTS, RUNS
    from gateway.serving import RUNS as GATEWAY_RUNS
    from starter.cli.running import GATEWAY_STARTS

    return GATEWAY_STARTS, GATEWAY_RUNS


_OURSELVES = [sys.executable, "-m", "starter.cli.main"]
