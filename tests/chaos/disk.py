"""A disk of a few megabytes that is really full for a while: a file system of its own, mounted where a ledger lies.

Mounting needs root (CAP_SYS_ADMIN). Where it is not allowed `why_not` says so, and the run leaves those faults out.
"""

from __future__ import annotations

import contextlib
import errno
import os
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Final

_KEEPER: Final = (
    # Mounts, says so, and unmounts as soon as the harness lets go of its end of the pipe, or is killed.
    'mount -t tmpfs -o "size=$2,$3" followup-chaos "$1" || exit 1; echo up; cat >/dev/null; '
    'umount "$1" 2>/dev/null || umount -l "$1"'
)
_STEP: Final = 64 * 1024


class CannotMount(RuntimeError):
    """This machine does not let us mount a file system; one sentence with the reason."""


class SmallDisk:
    """A file system in memory, mounted at `at` until `close`, and gone even when the harness is killed."""

    def __init__(self, at: Path, megabytes: int, *, owner: tuple[int, int] | None = None) -> None:
        """`owner`: user and group of its top folder. Raises CannotMount."""
        self.at = at
        uid, gid = owner or (os.geteuid(), os.getegid())
        at.mkdir(parents=True, exist_ok=True)
        try:
            self._keeper = subprocess.Popen(
                ["/bin/sh", "-c", _KEEPER, "keeper", str(at), f"{megabytes}m", f"mode=0700,uid={uid},gid={gid}"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,  # Ctrl-C is the harness's: it lets go when all its children have ended
            )
        except OSError as error:
            raise CannotMount(f"a shell cannot be started ({error.strerror})") from None
        assert self._keeper.stdout is not None
        if self._keeper.stdout.readline() != b"up\n":
            _, said = self._keeper.communicate()
            reason = said.decode(errors="replace").strip().splitlines()
            raise CannotMount(reason[0] if reason else "mount failed")
        self._filler = at / "filler"

    def fill(self) -> None:
        """Take whatever is free, to the last byte. Again where something has been freed since."""
        fresh = os.open(self._filler, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            for size in (_STEP, 4096, 1):
                with contextlib.suppress(_Full):
                    while True:
                        _write(fresh, bytes(size))
        finally:
            os.close(fresh)

    def free(self) -> None:
        """Give it back."""
        self._filler.unlink(missing_ok=True)

    def close(self) -> None:
        """Unmount it; what lay on it is gone."""
        self._keeper.communicate(timeout=20)


class _Full(Exception):
    """Nothing more can be written."""


def _write(file: int, data: bytes) -> None:
    try:
        if os.write(file, data) < len(data):
            raise _Full
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        raise _Full from None


@cache
def why_not() -> str:
    """Why no disk can be mounted here; empty where it can."""
    if os.name != "posix":
        return "there is no mount on this system"
    with tempfile.TemporaryDirectory(prefix="followup-chaos-") as folder:
        try:
            SmallDisk(Path(folder) / "disk", 1).close()
        except CannotMount as error:
            return f"a small disk cannot be mounted ({error})"
    return ""
