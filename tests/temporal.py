"""The real Temporal dev server, for as long as a block runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starter.embedded import LocalServer, end, free_port, spawn, wait_until_listening

# Each process that runs tests has a server for all its time. So it costs half as much while nothing happens, and a
# sixth less while something does.
SPARING = {"GOMAXPROCS": "1", "GOGC": "400"}

# A run that has ended can be deleted once the server has noted how far it is, which it does every half minute.
_NOTES_SOON = ("--dynamic-config-value", 'history.transferProcessorUpdateAckInterval="1s"')


@contextmanager
def temporal_server(folder: Path, *, time_skipping: bool = True, database: Path | None = None) -> Iterator[LocalServer]:
    """A server in memory, or on a file; its log goes into the folder."""
    local = LocalServer(port=free_port(), time_skipping=time_skipping, database=database)
    process = spawn([*local.command(), *_NOTES_SOON], log=folder / "temporal.log", env=SPARING)
    try:
        wait_until_listening(local.port, process)
        yield local
    finally:
        end(process, patience=5)
