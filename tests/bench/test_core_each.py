"""Server and worker of a benchmark can be given a core each."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.peers.processes import bind

_SEVERAL = hasattr(os, "sched_getaffinity") and len(os.sched_getaffinity(0)) > 1  # macOS has no such call
_THREADS = """
import threading, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
threading.Thread(target=threading.Event().wait, daemon=True).start()
print(child.pid, flush=True)
input()
child.communicate(b"\\n")
"""


@pytest.mark.skipif(not _SEVERAL, reason="there is one core, or the system does not let one choose")
def test_every_thread_and_child_stays_on_the_core_it_is_bound_to() -> None:
    core = max(os.sched_getaffinity(0))
    with subprocess.Popen(
        [sys.executable, "-c", _THREADS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        child = int(process.stdout.readline())
        bind([process.pid], core)
        bound = {
            int(thread.name): os.sched_getaffinity(int(thread.name))
            for pid in (process.pid, child)
            for thread in Path(f"/proc/{pid}/task").iterdir()
        }
        process.communicate("\n")
    assert len(bound) == 3
    assert set(map(frozenset, bound.values())) == {frozenset({core})}
