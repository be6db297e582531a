"""A command typed at an installation, run in this process: starting Python for each takes longer than most of them."""

from __future__ import annotations

import asyncio
import io
import os
import subprocess
import threading
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout

import pytest

from starter.cli.main import run

_ONE_AT_A_TIME = threading.Lock()


async def typed(env: Mapping[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """What the command printed, and its exit code. One at a time: environment and streams are the whole process's."""
    return await asyncio.to_thread(typed_now, env, words)


def typed_now(env: Mapping[str, str], words: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    """The same where nothing else happens in this process meanwhile."""
    out, err = io.StringIO(), io.StringIO()
    with _ONE_AT_A_TIME, pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        for name in os.environ.keys() - env.keys():
            patch.delenv(name)
        for name, value in env.items():
            patch.setenv(name, value)
        code = run(list(words))
    assert "Traceback" not in out.getvalue() + err.getvalue()
    return subprocess.CompletedProcess(words, code, out.getvalue(), err.getvalue())
