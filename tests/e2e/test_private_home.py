"""Nobody else on the machine reads the home where a worker runs alone; test_up.py has `followup up`."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.test_up import FOLLOWUP, Installation, open_to_others


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


def test_a_worker_alone_closes_its_home_too(here: Installation, open_umask: None) -> None:
    """There is no Temporal, so it waits for one: before that it has said so."""
    here.home.mkdir(mode=0o755)
    (here.home / "worker.log").write_text("from before")
    here.env["TEMPORAL_ADDRESS"] = "127.0.0.1:9"
    with subprocess.Popen([FOLLOWUP, "worker"], env=here.env, stderr=subprocess.PIPE, text=True) as worker:
        assert worker.stderr is not None
        said = next(line for line in worker.stderr if "Other users" in line)
        worker.terminate()
    assert f"Other users of this computer could read 2 files and folders in {here.home}; now only you can." in said
    assert open_to_others(here.home) == []
