"""Half-saved playbooks, lost ledgers and killed processes: messages go on, each once (R26).

Real processes throughout; what went out is counted in the outbox. By day a worker and a gateway are killed that stand
alone. All that `followup up` has to do with it is tried by night: it is dear to start, so that the tests follow one
another on one installation, on each database; each may be run alone.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from channels.outbox import list_outbox
from ledger.store import Ledger
from starter.embedded import LocalServer, end, is_listening
from tests.chaos.ledgers import PostgresLedger, SqliteLedger, Troubled
from tests.e2e.test_up import FOLLOWUP, Installation, here
from tests.e2e.typed import typed
from tests.forked import begin_command
from tests.gateway.gate import GatewayProcess
from tests.house import QUICK, build, connected, until
from tests.postgres import PostgresServer

__all__ = ["here"]

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("nothing ordinary silences")]

Break = Callable[[Path], None]


class Beset(Installation):
    """An installation with a folder and a ledger that are troubled."""

    def __init__(self, home: Path, database: Troubled) -> None:
        super().__init__(home)
        self.database = database
        self.folder = home.parent / "playbook"
        self.env["FOLLOWUP_PLAYBOOK"] = str(self.folder)
        self.env["FOLLOWUP_LEDGER_URL"] = database.url

    def is_up(self) -> subprocess.Popen[bytes]:
        """What runs, with a whole folder, whatever the test before has left; what it said is forgotten."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(QUICK, self.folder)
        if self.running and self.running[-1].poll() is None:
            self.forget()
            return self.running[-1]
        return self.starts()

    def starts(self) -> subprocess.Popen[bytes]:
        self.forget()
        process = self.up()
        assert process.poll() is None, self.said()
        return process

    def stops(self) -> None:
        for process in self.running:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                assert process.wait(30) == 0

    def dies(self, word: str) -> None:
        """By kill -9."""
        os.kill(child(self.running[-1], word), signal.SIGKILL)

    def enrols(self, name: str) -> None:
        words = ["--id", name, "--name", f"{name.title()} Lee", "--email", f"{name}@example.com"]
        done = self.type("enroll", *words, "--job", "eng", "--job-title", "Engineer", "--timezone", "UTC")
        assert done.returncode == 0, done.stderr

    def written_to(self, name: str) -> int:
        return sum(entry.to == f"{name}@example.com" for entry in list_outbox(self.home))

    def has_written_all_to(self, *names: str) -> None:
        """All six of the quick playbook, and nothing twice: each of those on record is in the outbox, and none else."""
        for name in names:
            self.wait_for(lambda: self.written_to(name) == 6, patience=90)  # noqa: B023 - called at once
        self.wait_for(lambda: len(self.sent()) >= len(list_outbox(self.home)))  # on record after it went
        keys = Counter(self.sent())
        assert max(keys.values()) == 1
        assert len(list_outbox(self.home)) == len(keys)

    def sent(self) -> list[str]:
        ledger = Ledger(self.database.url, ["no address is read"])
        try:
            known = [row["id"] for row in self.json("list")]
            return [row["touch_key"] for ident in known for row in ledger.timeline(ident) if row["type"] == "sent"]
        finally:
            ledger.close()


def half_saved(folder: Path) -> None:
    file = folder / "playbook.yaml"
    file.write_text(file.read_text()[: len(file.read_text()) // 2] + "\n  - {step: ")


def missing(folder: Path) -> None:
    shutil.rmtree(folder)


def leaking(folder: Path) -> None:
    """A link that leads to what the worker's environment holds, a pipe that nobody writes to, a file without an end."""
    messages = folder / "messages"
    (messages / "_leak.md").symlink_to("/proc/self/environ")
    os.mkfifo(messages / "_pipe.md")
    (messages / "_endless.md").symlink_to("/dev/zero")
    for message in messages.rglob("*.md"):
        if message.is_file() and not message.name.startswith("_"):
            message.write_text(message.read_text() + '\n{% include "_leak.md" %}\n')


def child(up: subprocess.Popen[bytes], word: str) -> int:
    """The process of `up` whose command line has this word."""
    children = Path(f"/proc/{up.pid}/task/{up.pid}/children").read_text().split()
    (found,) = [pid for pid in children if word in Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")]
    return int(found)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def beset(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Beset]:
    home = tmp_path_factory.mktemp("beset") / "home"
    home.mkdir()
    database: Troubled = PostgresLedger() if request.param == "postgresql" else SqliteLedger(home)
    made = Beset(home, database)
    yield made
    for process in made.running:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(30)
    database.close()


@pytest.mark.nightly
def test_r26_a_first_start_without_a_playbook_waits_says_so_and_goes_on_once_there_is_one(beset: Beset) -> None:
    shutil.copytree(QUICK, beset.folder)
    half_saved(beset.folder)
    beset.starts()
    assert "The worker waits: No playbook is in force yet, and none can be read. playbook.yaml" in beset.said()
    assert "Nothing is sent yet, for the worker does not run" in beset.said()
    assert is_listening(beset.gateway_port), "the gateway takes in what is told meanwhile"
    beset.enrols("ann")
    assert "the worker waits: no playbook is in force yet" in beset.type("list").stdout
    assert "✗ Sending: Nothing has been sent since" in beset.type("doctor").stdout
    shutil.copytree(QUICK, beset.folder, dirs_exist_ok=True)
    beset.wait_for(lambda: "The worker runs." in beset.said(), patience=90)
    beset.has_written_all_to("ann")
    assert beset.said().count("The worker waits:") == 1, "one line per change"


@pytest.mark.nightly
def test_r26_kill_9_of_temporal_leaves_worker_and_gateway_alone_and_messages_go_on(beset: Beset) -> None:
    process = beset.is_up()
    beset.enrols("ben")
    beset.wait_for(lambda: beset.written_to("ben") >= 1)
    before = child(process, "worker"), child(process, "gateway")
    beset.dies("start-dev")
    beset.wait_for(lambda: "The Temporal server runs again." in beset.said())
    assert (child(process, "worker"), child(process, "gateway")) == before
    beset.enrols("cleo")
    beset.has_written_all_to("ben", "cleo")


@pytest.mark.nightly
def test_r26_a_ledger_that_is_away_while_worker_and_gateway_start_is_waited_for(beset: Beset) -> None:
    process = beset.is_up()
    beset.enrols("dan")
    beset.wait_for(lambda: beset.written_to("dan") >= 1)
    temporal = child(process, "start-dev")
    tries = {word: tried(beset, word) for word in ("worker", "gateway")}
    with beset.database.trouble("down"):
        for word in tries:
            beset.dies(word)
        for word in tries:
            beset.wait_for(lambda: f"The {word} waits: The ledger's " in beset.said())  # noqa: B023 - called at once
            beset.wait_for(lambda: tried(beset, word) > tries[word])  # noqa: B023
        assert process.poll() is None
        assert child(process, "start-dev") == temporal
        assert beset.type("list").returncode == 4
    for word in tries:
        beset.wait_for(lambda: f"The {word} runs again." in beset.said(), patience=60)  # noqa: B023
    beset.enrols("eve")
    beset.has_written_all_to("dan", "eve")
    waits = [line for line in beset.said().splitlines() if line.startswith("The worker waits:")]
    assert len(waits) == len(set(waits)), "one line per change, not per try"


def tried(beset: Beset, word: str) -> int:
    """How often it has waited for the third time, the times between its tries being doubled."""
    log = beset.home / f"{word}.log"
    return log.read_text().count("Next try in 8 s.") if log.exists() else 0


async def test_r26_a_half_saved_playbook_folder_and_kill_9_of_worker_and_gateway_stop_nobody(
    server: LocalServer, postgres_server: PostgresServer, tmp_path: Path
) -> None:
    folder = tmp_path / "playbook"
    shutil.copytree(QUICK, folder)
    database = postgres_server.url(postgres_server.new_database())
    house = build(await connected(server.address), tmp_path / "home", playbook=folder, ledger_url=database)
    gateway, log = GatewayProcess(house.settings, server.address), house.settings.home / "worker.log"
    worker = begin_command("worker", log=log, env=gateway.env)
    gateway.start()
    try:
        ann = await house.applies("ann")
        await until(lambda: house.rows(ann, "sent"), what="a first message")
        half_saved(folder)
        for process in (worker, gateway.process):
            assert process is not None
            process.kill()
            process.wait()
        worker = begin_command("worker", log=log, env=gateway.env)
        gateway.start()
        bob = await house.applies("bob")
        both = [f"{name}@example.com" for name in ("ann", "bob")]
        await until(lambda: [entry.to for entry in house.outbox()].count(both[0]) == 6, patience=90, what="all to Ann")
        await until(lambda: [entry.to for entry in house.outbox()].count(both[1]) == 6, patience=90, what="all to Bob")
        await until(lambda: sum(len(house.rows(one, "sent")) for one in (ann, bob)) == 12, what="all on record")
        assert len({entry.touch_key for entry in house.outbox()}) == len(house.outbox()) == 12
        assert "is still used" in log.read_text()
        await until(lambda: is_listening(gateway.port), what="the gateway")
        doctor = (await typed({**os.environ, **gateway.env}, "doctor")).stdout
        assert "✗ Playbook folder" in doctor
        assert "✓ Playbook:" in doctor
        assert "✓ Sending:" in doctor
    finally:
        end(worker, patience=30)
        gateway.kill()
        await house.leave()


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("broken", "and_up"), [(half_saved, False), (leaking, False), (half_saved, True), (missing, True)]
)
def test_r26_a_broken_playbook_folder_and_a_restart_of_all_stop_nobody(
    beset: Beset, broken: Break, and_up: bool
) -> None:
    beset.is_up()
    of_it = f"{broken.__name__.replace('_', '-')}-{'all' if and_up else 'two'}"
    during, after, later = (f"{name}-{of_it}" for name in ("fay", "gus", "hal"))
    beset.enrols(during)
    beset.wait_for(lambda: beset.written_to(during) >= 1)
    broken(beset.folder)
    for word in ("worker", "gateway"):
        beset.dies(word)
        beset.wait_for(lambda: f"The {word} runs again." in beset.said())  # noqa: B023 - called at once
    beset.enrols(after)
    beset.has_written_all_to(during, after)
    assert "is still used" in (beset.home / "worker.log").read_text()
    doctor = beset.type("doctor").stdout
    assert "✗ Playbook folder" in doctor
    assert "✓ Playbook:" in doctor
    assert "✓ Sending:" in doctor
    assert not [entry for entry in list_outbox(beset.home) if "FOLLOWUP_" in str(entry)]
    if and_up:
        beset.stops()
        beset.starts()
        beset.enrols(later)
        beset.has_written_all_to(later)


@pytest.mark.nightly
def test_r26_ctrl_c_ends_all_at_once_while_everything_waits(beset: Beset) -> None:
    beset.stops()
    shutil.copytree(QUICK, beset.folder, dirs_exist_ok=True)
    with beset.database.trouble("down"):
        process = beset.starts()
        assert "The worker waits: The ledger's " in beset.said()
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
    assert not is_listening(beset.port)


@pytest.mark.nightly
def test_r26_a_worker_alone_waits_for_temporal_and_ends_at_once_when_told_to(
    here: Installation, tmp_path: Path
) -> None:
    env = {**here.env, "TEMPORAL_ADDRESS": f"127.0.0.1:{here.port}", "FOLLOWUP_PLAYBOOK": str(QUICK)}
    log = tmp_path / "worker-alone.log"
    with log.open("wb") as out:
        worker = subprocess.Popen([FOLLOWUP, "worker"], env=env, stdout=out, stderr=out)
    here.running.append(worker)
    here.wait_for(lambda: log.read_text().count("worker waits: Temporal does not answer") >= 2)
    assert "the worker waits: Temporal does not answer" in here.type("list").stdout
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(30) == 0
