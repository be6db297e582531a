"""Files that somebody uploads, read within limits: bytes, lines, columns, and for sheets memory and time.

A sheet is an archive in which a few kilobytes may say that they are gigabytes, or that a cell stands in the last of a
billion lines. So sheets are read by a process of their own, which the system ends where it wants too much. Nothing is
written to disk.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, Final

from starter.importing.column_headings import is_known
from starter.importing.tables import BadFile, Row, Table, is_sheet, read_table

MOST_BYTES: Final = 8 * 1024 * 1024
MOST_LINES: Final = 20_000
MOST_COLUMNS: Final = 200
MEMORY: Final = 1024 * 1024 * 1024
"""Of the process that reads a sheet: eight megabytes of text in a sheet need a tenth."""
SECONDS: Final = 20

_MOST_ANSWERED: Final = 64 * 1024 * 1024
_TOO_MUCH: Final = (
    "This sheet is too large to be read, or damaged; save the lines you need as CSV (UTF-8) and give that file."
)
_BEGIN: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from starter.importing.bounded import read_in_child; read_in_child()"
)


@dataclass(frozen=True)
class ReadTable:
    """A table that was read whole."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    strict: bool
    notes: tuple[str, ...]

    def table(self) -> Table:
        """The same, to be read once more."""
        return Table(self.header, iter(self.rows), self.strict, list(self.notes))


def read_upload(content: bytes, *, memory: int = MEMORY) -> ReadTable:
    """The table in an uploaded file. Raises BadFile."""
    if len(content) > MOST_BYTES:
        size = f"{MOST_BYTES // 1024 // 1024} MB"
        raise BadFile(f"The file is larger than {size}; split it, and give one part at a time.")
    read = _by_child(content, memory) if is_sheet(content) else _whole(read_table(content, is_heading=is_known))
    if len(read.header) > MOST_COLUMNS:
        raise BadFile(f"The file has more than {MOST_COLUMNS} columns; leave out those that nobody needs.")
    if len(read.rows) > MOST_LINES:
        raise BadFile(f"The file has more than {MOST_LINES:,} lines; split it, and give one part at a time.")
    if not read.rows:
        raise BadFile("The file names its columns and has no line below them.")
    return read


def _whole(table: Table) -> ReadTable:
    rows = tuple(islice(table.rows, MOST_LINES + 1))
    return ReadTable(table.header, rows, table.strict, tuple(table.notes))


def _by_child(content: bytes, memory: int) -> ReadTable:
    rooms = str(Path(__file__).resolve().parents[2])
    path = [rooms, *(place for place in sys.path if Path(place).is_absolute() and place != rooms)]
    try:
        done = subprocess.run(  # noqa: S603 - this very Python, with nothing from outside but on its standard input
            [sys.executable, "-I", "-c", _BEGIN, json.dumps(path), str(memory)],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            timeout=SECONDS,
            check=False,
        )
        found: Any = json.loads(done.stdout) if done.returncode == 0 else None
    except (subprocess.TimeoutExpired, ValueError):
        found = None
    if found is None:
        raise BadFile(_TOO_MUCH)
    if "bad" in found:
        raise BadFile(found["bad"])
    rows = tuple(Row(line, tuple(cells), wrong, tuple(map(tuple, odd))) for line, cells, wrong, odd in found["rows"])
    return ReadTable(tuple(found["header"]), rows, found["strict"], tuple(found["notes"]))


def read_in_child() -> None:
    """Read a sheet from standard input within the limits, and answer on standard output."""
    content = sys.stdin.buffer.read()
    _limit(int(sys.argv[2]))
    try:
        read = _whole(read_table(content, is_heading=is_known))
        read = replace(read, header=read.header[: MOST_COLUMNS + 1])
    except BadFile as error:
        answer: dict[str, Any] = {"bad": str(error)}
    else:
        rows = [(row.line, row.cells[: MOST_COLUMNS + 1], row.wrong, row.odd) for row in read.rows]
        answer = {"header": read.header, "rows": rows, "strict": read.strict, "notes": read.notes}
    text = json.dumps(answer)
    sys.stdout.write(text if len(text) <= _MOST_ANSWERED else json.dumps({"bad": _TOO_MUCH}))


def _limit(memory: int) -> None:
    import resource

    limits = ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0))
    for what, most in (*limits, (resource.RLIMIT_CPU, SECONDS)):
        with suppress(ValueError, OSError):  # not every system has each of them
            resource.setrlimit(what, (most, most))
