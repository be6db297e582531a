"""The disk that the harness fills is really full, has room again afterwards, and outlives nobody."""

from __future__ import annotations

import errno
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.chaos.disk import SmallDisk, why_not

_KILLED = """
import os, signal, sys
from pathlib import Path
from tests.chaos.disk import SmallDisk
disk = SmallDisk(Path(sys.argv[1]), 1)
print(os.path.ismount(disk.at), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(autouse=True)
def mounting() -> None:
    if reason := why_not():
        pytest.skip(f"no disk can be mounted here: {reason}")


def test_a_full_disk_takes_not_one_byte_more_until_it_is_freed(tmp_path: Path) -> None:
    disk = SmallDisk(tmp_path / "disk", 1)
    try:
        file = disk.at / "file"
        disk.fill()
        with pytest.raises(OSError, match="space") as refused:
            file.write_bytes(b"x")
        assert refused.value.errno == errno.ENOSPC
        disk.free()
        file.write_bytes(b"x" * 1000)
    finally:
        disk.close()
    assert list((tmp_path / "disk").iterdir()) == []


def test_the_disk_is_unmounted_also_when_the_harness_is_killed(tmp_path: Path) -> None:
    at = tmp_path / "disk"
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(at)], capture_output=True, text=True, check=False)
    assert (killed.stdout, killed.returncode) == ("True\n", -9)
    until = time.monotonic() + 10
    while at.is_mount():
        assert time.monotonic() < until, "the disk stays mounted"
        time.sleep(0.02)
