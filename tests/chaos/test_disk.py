"""The disk that the harness fills is really full, and has room again afterwards."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from tests.chaos.disk import SmallDisk, why_not


def test_a_full_disk_takes_not_one_byte_more_until_it_is_freed(tmp_path: Path) -> None:
    if reason := why_not():
        pytest.skip(f"no disk can be mounted here: {reason}")
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
