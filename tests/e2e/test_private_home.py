"""Nobody else on the machine reads the home, whatever it was like before and whatever the shell's umask is."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.test_up import FOLLOWUP, Installation


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Installation]:
    made = Installation(tmp_path / "home")
    yield made
    for process in made.running:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


@pytest.fixture
def open_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def _open_to_others(home: Path) -> list[str]:
    paths = [home, *home.rglob("*")]
    return sorted(str(path.relative_to(home)) for path in paths if stat.S_IMODE(path.lstat().st_mode) & 0o077)


def test_a_home_that_others_could_read_is_closed_at_the_start_and_stays_closed(
    here: Installation, open_umask: None
) -> None:
    mail = here.home / "outbox" / "mail" / "new"
    mail.mkdir(parents=True)
    for name in ("worker.log", "temporal.log", "secret-key", "outbox/mail/new/1"):
        (here.home / name).write_text("from before\n")
        (here.home / name).chmod(0o644)
    (here.home / "notes.txt").write_text("not ours")  # whatever else somebody keeps there stays as it is
    (here.home / "elsewhere").symlink_to(here.home.parent / "target")
    (here.home.parent / "target").write_text("not ours either")
    here.home.chmod(0o755)
    assert set(_open_to_others(here.home)) >= {".", "worker.log", "temporal.log", "secret-key", "outbox/mail/new/1"}
    here.up()
    enrolled = here.type("enroll", "--id", "ann", "--name", "Ann Lee", "--email", "ann@example.com", "--job", "eng")
    assert enrolled.returncode == 0, enrolled.stderr + here.said()
    here.wait_for(lambda: (here.home / "temporal.db-wal").exists() and (here.home / "ledger.db").exists())
    assert {"running.json", "up.lock", "gateway.log", "temporal.log"} <= {path.name for path in here.home.iterdir()}
    assert [name for name in _open_to_others(here.home) if name != "elsewhere"] == ["notes.txt"]
    assert stat.S_IMODE((here.home.parent / "target").stat().st_mode) == 0o644
    said = [line for line in here.said().splitlines() if line.startswith("Other users")]
    assert said == [f"Other users of this machine could read 8 files and folders in {here.home}; now only you can."]


def test_a_worker_alone_closes_its_home_too(here: Installation, open_umask: None) -> None:
    """There is no Temporal, so it waits for one: before that it has said so."""
    here.home.mkdir(mode=0o755)
    (here.home / "worker.log").write_text("from before")
    here.env["TEMPORAL_ADDRESS"] = "127.0.0.1:9"
    with subprocess.Popen([FOLLOWUP, "worker"], env=here.env, stderr=subprocess.PIPE, text=True) as worker:
        assert worker.stderr is not None
        said = next(line for line in worker.stderr if "Other users" in line)
        worker.terminate()
    assert f"Other users of this machine could read 2 files and folders in {here.home}; now only you can." in said
    assert _open_to_others(here.home) == []
