"""`followup up`: the Temporal server, the worker, the gateway and the desk of one home, watched over until Ctrl-C."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from settings import RUNNING_FILE, BadSetting, Settings, read_settings, variable
from starter.embedded import CannotStart, LocalServer, free_port, is_listening, is_serving
from starter.home import tighten
from starter.installed import EXAMPLES, alias, near, ourselves
from starter.log_words import DESK_RUNS, DESK_WAITS, GATEWAY_RUNS, GATEWAY_WAITS, WORKER_RUNS, WORKER_WAITS
from starter.supervising import Child, ProcessSupervisor

GATEWAY_PORT = 8080
CODEC_PORT = 8082
METRICS_PORTS = {"metrics_port": 9464, "gateway_metrics_port": 9465}
"""Where worker and gateway show their figures, by the setting that says otherwise."""

TEMPORAL, WORKER, GATEWAY, DESK = "Temporal server", "worker", "gateway", "desk"

_FIRST_WORD = 60.0
"""Seconds in which a child has said that it runs, or why not, before `up` says the rest without it."""

_ENDING = (((DESK, GATEWAY, WORKER), 25.0), ((TEMPORAL,), 5.0))
"""Who is ended together, in this order, and the seconds that they get."""


def up(
    port: Annotated[int, typer.Option(help="Port of the Temporal server.")] = 7233,
    ui_port: Annotated[int, typer.Option(help="Port of the Temporal web UI.")] = 8233,
    gateway_port: Annotated[
        int | None,
        typer.Option(help=f"Port of the gateway (default: {GATEWAY_PORT}, or a free one if that's taken)."),
    ] = None,
    only_temporal: Annotated[
        bool,
        typer.Option(
            "--only-temporal",
            help="Start only the Temporal server, so nothing is sent: for `followup recover` after a loss.",
        ),
    ] = False,
) -> None:
    """Start the Temporal server, the worker, the gateway and the desk. Ctrl-C stops them; the state is kept."""
    for name in [name for name in os.environ if name.startswith("TEMPORAL_")]:
        del os.environ[name]  # ours is the local server, whatever cluster the shell is set up for
    settings = read_settings()
    _look_at(settings)
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    if said := tighten(settings):
        print(said, file=sys.stderr, flush=True)
    with _alone(settings.home, port):
        from gateway.codec_tokens import codec_token

        codec_port = 0 if only_temporal else _codec_port(settings)
        codec = f"http://127.0.0.1:{codec_port}/{codec_token(settings.home)}" if codec_port else ""
        server = LocalServer(port=port, ui_port=ui_port, database=settings.home / "temporal.db", codec=codec)
        if only_temporal:
            _Processes(settings, server, 0, {}).run(only_temporal=True)
            return
        metrics = {name: metrics_port(settings, name) for name in METRICS_PORTS}
        ports = metrics | {"codec_port": codec_port, "desk_port": _desk_port(settings)}
        _Processes(settings, server, _gateway_port(gateway_port), ports).run()


def _look_at(settings: Settings) -> None:
    """What is malformed is said before anything starts. Raises BadSetting, LedgerUnavailable (an address that is none)
    and BadPlaybook.
    """
    from channels.building import build_senders
    from gateway.webhooks.sources import webhook_sources
    from ledger.engine import Database

    webhook_sources(settings)
    try:
        build_senders(settings)
    except ValueError as error:
        raise BadSetting(str(error)) from None
    Database(settings.ledger_address).close()
    _refuse_the_sample(settings)


def _refuse_the_sample(settings: Settings) -> None:
    """The first start would wait for another playbook for ever, so it is not begun. Raises BadPlaybook. What cannot be
    found out now the worker finds out.
    """
    from ledger.engine import Database, LedgerUnavailable
    from ledger.playbooks.folder import BadPlaybook, read_playbook
    from ledger.playbooks.in_force import Playbooks
    from starter.own_playbook import refusal

    if settings.email == settings.sms == "outbox":
        return
    try:
        if settings.ledger_url or (settings.home / "ledger.db").exists():
            with closing(Database(settings.ledger_address)) as database:
                if Playbooks(database).version_in_force() is not None:
                    return
        why = refusal(settings, read_playbook(settings.playbook).version)
    except (LedgerUnavailable, BadPlaybook, OSError):
        return
    if why:
        raise BadPlaybook(why)


def _gateway_port(wanted: int | None) -> int:
    """Raises CannotStart where the one that was asked for is taken."""
    if wanted is None:
        return free_port() if is_listening(GATEWAY_PORT) else GATEWAY_PORT
    if is_listening(wanted):
        raise CannotStart(f"Port {wanted} is taken by another program; choose another with --gateway-port.")
    return wanted


def _codec_port(settings: Settings) -> int:
    """Where the web UI has people's words shown; a free one where the usual one is taken."""
    if "codec_port" in settings.model_fields_set:
        return settings.codec_port
    return free_port() if is_listening(CODEC_PORT) else CODEC_PORT


def _desk_port(settings: Settings) -> int:
    """Where colleagues reach the desk; a free one where the usual one is taken, and 0 where it is switched off."""
    port = settings.desk_port
    return free_port() if port and is_listening(port) else port


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
            f"followup is already running on {home.resolve()} ({where}); use that one, stop it with Ctrl-C, or set "
            "another FOLLOWUP_HOME."
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


class _Processes:
    """The children of one `up`, watched over until it is told to stop."""

    def __init__(self, settings: Settings, server: LocalServer, gateway_port: int, ports: Mapping[str, int]) -> None:
        """`ports` are those of the figures and of the codec server, by setting."""
        self._settings = settings
        self._server = server
        self._gateway_port = gateway_port
        self._ports = ports
        self._home = settings.home
        self._supervisor = ProcessSupervisor(_say)
        self._stopping = False

    def run(self, *, only_temporal: bool = False) -> None:
        """Start, tell, watch; end the children in order when told to stop."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        try:
            self._supervisor.start(self._temporal())
            self._first_words(TEMPORAL)
            self._write_running()
            if not only_temporal and not self._stopping:
                self._supervisor.start(self._worker())
                self._supervisor.start(self._gateway())
                desk = [DESK] if self._ports["desk_port"] else []
                if desk:
                    self._supervisor.start(self._desk())
                self._first_words(WORKER, GATEWAY, *desk)
            if not self._stopping:
                self._tell_of_temporal() if only_temporal else self._tell()
            while not self._stopping:
                self._supervisor.look()
                time.sleep(0.2)
        finally:
            for names, patience in _ENDING:
                self._supervisor.end(names, patience)
            (self._home / RUNNING_FILE).unlink(missing_ok=True)

    def _stop(self, *_: Any) -> None:
        self._stopping = True

    def _first_words(self, *names: str) -> None:
        """Until each of them says that it runs or what it waits for, or has ended."""
        until = time.monotonic() + _FIRST_WORD
        while not self._stopping and time.monotonic() < until:
            self._supervisor.look()
            if all(self._supervisor.runs(name) or self._supervisor.trouble(name) for name in names):
                return
            time.sleep(0.05)

    def _temporal(self) -> Child:
        port = self._server.port
        return Child(
            TEMPORAL,
            tuple(self._server.command()),
            self._home / "temporal.log",
            ready=lambda: is_listening(port) and is_serving(port),
        )

    def _worker(self) -> Child:
        argv = (*ourselves(), "worker", "--with-schedule")
        return Child(WORKER, argv, self._home / "worker.log", self._env(), runs=WORKER_RUNS, waits=WORKER_WAITS)

    def _gateway(self) -> Child:
        argv = (*ourselves(), "gateway", "--port", str(self._gateway_port))
        return Child(GATEWAY, argv, self._home / "gateway.log", self._env(), runs=GATEWAY_RUNS, waits=GATEWAY_WAITS)

    def _desk(self) -> Child:
        argv = (*ourselves(), "desk", "--port", str(self._ports["desk_port"]))
        return Child(DESK, argv, self._home / "desk.log", self._env(), runs=DESK_RUNS, waits=DESK_WAITS)

    def _desk_link(self) -> list[str]:
        """The line with a link that logs in whoever started this; none where the desk doesn't run."""
        from ledger.engine import LedgerUnavailable
        from ledger.people.desk_access import of_login
        from starter.cli.options import author
        from starter.cli.people import whole_ledger
        from starter.cli.run.desk import printed_link

        if not self._ports.get("desk_port") or not self._supervisor.runs(DESK):
            return []
        try:
            with closing(whole_ledger(self._settings)) as ledger:
                link = printed_link(self._settings, ledger, of_login(author(None)), self._ports["desk_port"])
        except LedgerUnavailable:
            return []
        return [f"  Desk      logs you in once; `followup desk link` prints another: {link}"]

    def _env(self) -> dict[str, str]:
        env = {"TEMPORAL_ADDRESS": self._server.address, "FOLLOWUP_HOME": str(self._home.resolve())}
        if self._ports.get("codec_port"):
            ui_port = self._server.ui_port
            env["FOLLOWUP_CODEC_ORIGINS"] = f"http://127.0.0.1:{ui_port},http://localhost:{ui_port}"
        return env | {variable(setting): str(port) for setting, port in self._ports.items()}

    @property
    def _gateway_url(self) -> str:
        return f"http://127.0.0.1:{self._gateway_port}"

    def _write_running(self) -> None:
        content: dict[str, Any] = {"temporal": self._server.address, "ui": self._server.ui_url, "pid": os.getpid()}
        if self._gateway_port:
            content["gateway"] = self._gateway_url
        if self._ports.get("desk_port"):
            content["desk"] = f"http://127.0.0.1:{self._ports['desk_port']}"
        try:
            (self._home / RUNNING_FILE).write_text(json.dumps(content))
        except OSError as error:
            _say(
                f"{RUNNING_FILE} cannot be written ({error.strerror}), so other shells need "
                f"TEMPORAL_ADDRESS={self._server.address}."
            )

    def _figures(self) -> list[str]:
        """The line on the metrics; none where both are off."""
        whose = {"metrics_port": "worker", "gateway_metrics_port": "gateway"}
        host = self._settings.metrics_host
        ports = {name: self._ports.get(name) for name in whose}
        shown = [f"http://{host}:{port}/metrics ({whose[name]})" for name, port in ports.items() if port]
        return [f"  Metrics   {'   '.join(shown)}"] if shown else []

    def _tell_of_temporal(self) -> None:
        lines = [
            f"Only Temporal is running, on {self._home.resolve()}, until Ctrl-C: no worker, no gateway, nothing sent.",
            f"  Web UI    {self._server.ui_url}   Temporal {self._server.address}",
            *_first(alias()),
            "  Then      in another shell: followup recover ledger, or followup recover clocks (docs/recovery.md)",
        ]
        with suppress(OSError):
            print("\n".join(lines), flush=True)

    def _tell(self) -> None:
        mail = "kept in the outbox" if self._settings.email == "outbox" else f"sent by {self._settings.email}"
        waits = [name for name in (TEMPORAL, WORKER) if not self._supervisor.runs(name)]
        yet = f" Nothing is sent yet, because the {' and the '.join(waits)} isn't running (see above)." if waits else ""
        lines = [
            f"followup is running; its state is in {self._home.resolve()} and is kept when you stop it. Messages are "
            f"{mail}.{yet}",
            f"  Web UI    {self._server.ui_url}   Temporal {self._server.address}   Gateway {self._gateway_url}",
            *self._desk_link(),
            *self._figures(),
            *_first(alias()),
            *_next_steps(near(EXAMPLES / "candidates.csv")),
        ]
        with suppress(OSError):
            print("\n".join(lines), flush=True)


def _first(alias: str | None) -> list[str]:
    """The line on what to type before all else, where the shell would not find us."""
    return [f"  First     {alias}"] if alias else []


def _next_steps(candidates: str) -> list[str]:
    """What to try next, with the file of the sample candidates as one types it in this folder."""
    steps = {
        "followup rehearse": "90 days of sample candidates, in seconds",
        f"followup enroll {candidates}": "then: followup list, followup tasks",
        "followup status ID, followup why ID": "where a candidate stands, what comes next and why",
    }
    lines = [f"{step:45}  {what}" for step, what in steps.items()]
    return [f"  Try next  {lines[0]}", *(f"{'':12}{line}" for line in lines[1:])]


def _say(line: str) -> None:
    """On the terminal, as long as there is one."""
    with suppress(OSError):
        print(line, file=sys.stderr, flush=True)
