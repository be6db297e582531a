"""Half-saved playbooks, lost ledgers and killed processes beside `followup up`: messages go on, each once (R26).

Real processes throughout; what went out is counted in the outbox.
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
from starter.embedded import is_listening
from tests.chaos.ledgers import PostgresLedger, SqliteLedger, Troubled
from tests.e2e.test_up import FOLLOWUP, Installation, here
from tests.house import QUICK

__all__ = ["here"]

Break = Callable[[Path], None]


def half_saved(folder: Path) -> None:
    file = folder / "playbook.yaml"
    file.write_text(file.read_text()[: len(file.read_text()) // 2] + "\n  - {step: ")


def missing(folder: Path) -> None:
    shutil.rmtree(folder)


def enrol(here: Installation, name: str) -> None:
    words = ["--id", name, "--name", f"{name.title()} Lee", "--email", f"{name}@example.com"]
    done = here.type("enroll", *words, "--job", "eng", "--job-title", "Engineer", "--timezone", "UTC")
    assert done.returncode == 0, done.stderr


def written_to(here: Installation, name: str) -> int:
    return sum(entry.to == f"{name}@example.com" for entry in list_outbox(here.home))


def nothing_twice(here: Installation) -> bool:
    keys = Counter(row["touch_key"] for row in sent(here))
    # Each of those on record is in the outbox, and nothing else is.
    return max(keys.values()) == 1 and len(list_outbox(here.home)) == len(keys)


def sent(here: Installation) -> list[dict[str, str]]:
    known = [row["id"] for row in here.json("list")]
    return [row for ident in known for row in here.json("timeline", ident) if row["type"] == "sent"]


def all_written(here: Installation, name: str) -> None:
    """All six of the quick playbook."""
    here.wait_for(lambda: written_to(here, name) == 6, patience=90)


def child(up: subprocess.Popen[bytes], word: str) -> int:
    """The process of `up` whose command line has this word."""
    children = Path(f"/proc/{up.pid}/task/{up.pid}/children").read_text().split()
    (found,) = [pid for pid in children if word in Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")]
    return int(found)


def kill(here: Installation, up: subprocess.Popen[bytes], word: str) -> None:
    os.kill(child(up, word), signal.SIGKILL)


@pytest.fixture
def playbook(here: Installation, tmp_path: Path) -> Path:
    """A folder of the test's own, which the installation is set to."""
    folder = tmp_path / "playbook"
    shutil.copytree(QUICK, folder)
    here.env["FOLLOWUP_PLAYBOOK"] = str(folder)
    return folder


@pytest.mark.parametrize("broken", [half_saved, pytest.param(missing, marks=pytest.mark.nightly)])
def test_r26_a_broken_playbook_folder_and_a_restart_of_all_stop_nobody(
    here: Installation, playbook: Path, broken: Break
) -> None:
    process = here.up()
    enrol(here, "ann")
    here.wait_for(lambda: written_to(here, "ann") >= 1)
    broken(playbook)
    for word in ("worker", "gateway"):
        kill(here, process, word)
        here.wait_for(lambda: f"The {word} runs again." in here.said())  # noqa: B023 - called at once
    enrol(here, "ben")
    all_written(here, "ann")
    all_written(here, "ben")
    assert nothing_twice(here)
    assert "goes on" in (here.home / "worker.log").read_text()
    doctor = here.type("doctor").stdout
    assert "✗ Playbook folder" in doctor
    assert "✓ Playbook:" in doctor
    assert "✓ Sending:" in doctor
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
    here.forget()
    assert here.up().poll() is None, here.said()
    enrol(here, "cleo")
    all_written(here, "cleo")
    assert nothing_twice(here)


def test_r26_a_first_start_without_a_playbook_waits_says_so_and_goes_on_once_there_is_one(
    here: Installation, playbook: Path
) -> None:
    half_saved(playbook)
    process = here.up()
    assert process.poll() is None, here.said()
    assert "The worker waits: No playbook is in force yet, and none can be read. playbook.yaml" in here.said()
    assert "Nothing is sent yet, for the worker does not run" in here.said()
    assert is_listening(here.gateway_port), "the gateway takes in what is told meanwhile"
    enrol(here, "ann")
    assert "the worker waits: no playbook is in force yet" in here.type("list").stdout
    assert "✗ Sending: Nothing is being sent since" in here.type("doctor").stdout
    shutil.copytree(QUICK, playbook, dirs_exist_ok=True)
    here.wait_for(lambda: "The worker runs." in here.said(), patience=90)
    all_written(here, "ann")
    assert nothing_twice(here)
    assert here.said().count("The worker waits:") == 1, "one line per change"


@pytest.fixture(params=[pytest.param("sqlite", marks=pytest.mark.nightly), "postgresql"])
def database(request: pytest.FixtureRequest, here: Installation) -> Iterator[Troubled]:
    here.home.mkdir(parents=True)
    made: Troubled = PostgresLedger() if request.param == "postgresql" else SqliteLedger(here.home)
    here.env["FOLLOWUP_LEDGER_URL"] = made.url
    yield made
    made.close()


def test_r26_a_ledger_that_is_away_while_worker_and_gateway_start_is_waited_for(
    here: Installation, playbook: Path, database: Troubled
) -> None:
    process = here.up()
    enrol(here, "ann")
    here.wait_for(lambda: written_to(here, "ann") >= 1)
    temporal = child(process, "start-dev")
    with database.trouble("down"):
        for word in ("worker", "gateway"):
            kill(here, process, word)
        for word in ("worker", "gateway"):
            here.wait_for(lambda: f"The {word} waits: The ledger's " in here.said())  # noqa: B023
            log = here.home / f"{word}.log"
            here.wait_for(lambda: "Next try in 8 s." in log.read_text())  # noqa: B023
        assert process.poll() is None
        assert child(process, "start-dev") == temporal
        assert here.type("list").returncode == 4
    for word in ("worker", "gateway"):
        here.wait_for(lambda: f"The {word} runs again." in here.said(), patience=60)  # noqa: B023
    enrol(here, "ben")
    all_written(here, "ann")
    all_written(here, "ben")
    assert nothing_twice(here)
    waits = [line for line in here.said().splitlines() if line.startswith("The worker waits:")]
    assert len(waits) == len(set(waits)), "one line per change, not per try"


def test_r26_ctrl_c_ends_all_at_once_while_everything_waits(
    here: Installation, playbook: Path, database: Troubled
) -> None:
    with database.trouble("down"):
        process = here.up()
        assert "The worker waits: The ledger's " in here.said()
        process.send_signal(signal.SIGINT)
        assert process.wait(8) == 0
    assert not is_listening(here.port)


def test_r26_kill_9_of_temporal_leaves_worker_and_gateway_alone_and_messages_go_on(
    here: Installation, playbook: Path
) -> None:
    process = here.up()
    enrol(here, "ann")
    here.wait_for(lambda: written_to(here, "ann") >= 1)
    before = child(process, "worker"), child(process, "gateway")
    kill(here, process, "start-dev")
    here.wait_for(lambda: "The Temporal server runs again." in here.said())
    assert (child(process, "worker"), child(process, "gateway")) == before
    enrol(here, "ben")
    all_written(here, "ann")
    all_written(here, "ben")
    assert nothing_twice(here)


def test_r26_a_worker_alone_waits_for_temporal_and_ends_at_once_when_told_to(
    here: Installation, playbook: Path, tmp_path: Path
) -> None:
    env = {**here.env, "TEMPORAL_ADDRESS": f"127.0.0.1:{here.port}"}
    log = tmp_path / "worker-alone.log"
    with log.open("wb") as out:
        worker = subprocess.Popen([FOLLOWUP, "worker"], env=env, stdout=out, stderr=out)
    here.running.append(worker)
    here.wait_for(lambda: log.read_text().count("worker waits: Temporal does not answer") >= 2)
    assert "the worker waits: Temporal does not answer" in here.type("list").stdout
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(5) == 0
