"""What every peer has: one server, one worker process, a folder; started, killed and ended in the same way."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
import time
from abc import abstractmethod
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

from bench.peers import processes
from bench.peers.servers import Server
from bench.work import Peer, Work
from starter.embedded import end, spawn

T = TypeVar("T")
_START_TIMEOUT = 60.0


class Installation(Peer):
    """A peer with one server and one worker process (`python -m bench.peers NAME FOLDER`)."""

    def __init__(self, work: Work, folder: Path, server: Server) -> None:
        super().__init__(work, folder)
        self._server = server
        self._worker: subprocess.Popen[bytes] | None = None

    @abstractmethod
    def open(self) -> None:
        """Set up what is empty, and open the client; the server runs, the worker does not yet."""

    @abstractmethod
    def close(self) -> None:
        """Close the client."""

    def start(self) -> None:
        self._server.start()
        self.open()
        self._start_worker()

    def kill(self, *, server: bool) -> None:
        processes.kill(self.worker_pids())
        if self._worker:
            self._worker.wait()
        if server:
            self._server.kill()

    def restart(self) -> None:
        if not self._server.pids():
            self._server.start()
        if not self.worker_pids():
            self._start_worker()

    def stop(self) -> None:
        try:
            self.close()
        finally:
            processes.kill(self.worker_pids())
            if self._worker:
                end(self._worker, patience=5)
            self._server.stop()

    def worker_pids(self) -> list[int]:
        return [self._worker.pid] if self._worker and self._worker.poll() is None else []

    def server_pids(self) -> list[int]:
        return self._server.pids()

    def _start_worker(self) -> None:
        mark, log = ready_mark(self.folder), self.folder / "worker.log"
        mark.unlink(missing_ok=True)
        self._worker = spawn([sys.executable, "-m", "bench.peers", self.name, str(self.folder)], log=log)
        until = time.monotonic() + _START_TIMEOUT
        while not mark.exists():
            if self._worker.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"The worker of {self.name} does not run; see {log}:\n{log.read_text()[-2000:]}")
            time.sleep(0.05)


def ready_mark(folder: Path) -> Path:
    """The file that a worker makes when it takes work."""
    return folder / "ready"


class Loop:
    """An event loop in a thread, for clients that only know asyncio; calls come from any thread."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def call(self, what: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(what, self._loop).result()

    def close(self) -> None:
        """Ends the thread; again does nothing."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()
