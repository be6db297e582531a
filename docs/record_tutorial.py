"""Run every command of docs/tutorial.md and put what it prints into the page: `make tutorial`.

Each line `$ …` of a block marked `console` is typed, in a folder of its own, against a `followup up` that this program
starts. What is put into the page is what was printed, but for the folder's path and, in what somebody types, the ids of
tasks, which are new each time, and the link that logs in. A block whose comment above says `first 12 lines` shows so
many. Look at what changed before you commit it: the page is about one day, and days differ.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from clock import host_now

PAGE: Final = Path(__file__).resolve().parent / "tutorial.md"
ROOT: Final = PAGE.parents[1]
_BLOCK: Final = re.compile(r"(?:<!-- first (\d+) lines -->\n)?```console\n(.*?)```\n", re.S)
_TASK: Final = re.compile(r"\b([a-z]+)-[0-9a-f]{8}\b")
_UP: Final = "followup up"
_LOGIN: Final = re.compile(r"(/in/)[\w-]{20,}")
ZONE: Final = "America/New_York"  # the reader's and the company's, where the page is about an afternoon
_HOURS: Final = range(10, 16)  # later, messages wait for the next morning, and the page says otherwise
_READY: Final = "where a candidate stands"


class Shell:
    """A home folder, a shell's environment, and the ids of tasks that were printed so far."""

    def __init__(self, home: Path) -> None:
        self.home, self.folder = home, home / "talent"
        self.folder.mkdir()
        (home / "followup").symlink_to(ROOT)
        ours = ("FOLLOWUP_", "TEMPORAL_", "SENDGRID_", "TWILIO_")
        clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        path = f"{ROOT / '.venv' / 'bin'}:{clean['PATH']}"
        reader = {"HOME": str(home), "TZ": ZONE, "LOGNAME": "kim", "USER": "kim", "NO_COLOR": "1"}
        self.environment = clean | {"PATH": path} | reader
        self.tasks: dict[str, str] = {}
        self.up: subprocess.Popen[str] | None = None

    def type(self, command: str) -> tuple[str, str]:
        """The command as it was typed, and what it printed."""
        command = _TASK.sub(lambda task: self.tasks.get(task[1], task[0]), command)
        printed = self._start_up() if command == _UP else self._run(command)
        for task in _TASK.finditer(printed):
            self.tasks[task[1]] = task[0]
        printed = printed.replace(str(self.home), "~").replace(str(ROOT), "~/followup")
        printed = _LOGIN.sub(r"\1…", printed)
        lines = [line.rstrip() for line in printed.splitlines()]
        return command, "\n".join(lines).strip("\n")

    def _run(self, command: str) -> str:
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )
        return done.stdout

    def _start_up(self) -> str:
        self.up = subprocess.Popen(
            _UP.split(),
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert self.up.stdout is not None
        printed = ""
        for line in self.up.stdout:
            printed += line
            if _READY in line:
                break
        return printed

    def end(self) -> None:
        """Ctrl-C, as the page says."""
        if self.up is not None:
            self.up.send_signal(signal.SIGINT)
            self.up.wait(60)


def recorded(page: str, shell: Shell) -> str:
    """The page with what its commands print today."""

    def block(found: re.Match[str]) -> str:
        shown, out = int(found[1] or 0), ""
        for command in re.findall(r"^\$ ((?:.*\\\n)*.*)", found[2], re.M):
            typed, printed = shell.type(command)
            print(f"$ {typed}", flush=True)
            lines = printed.splitlines()
            if shown and len(lines) > shown:
                lines = [*lines[:shown], "…"]
            out += "\n".join([f"$ {typed}", *lines]) + "\n"
        return f"{f'<!-- first {shown} lines -->' + chr(10) if shown else ''}```console\n{out}```\n"

    return _BLOCK.sub(block, page)


def main() -> None:
    """Record the page."""
    here = host_now().astimezone(ZoneInfo(ZONE))
    if here.weekday() > 4 or here.hour not in _HOURS:
        raise SystemExit(f"The page is about a working afternoon, and it's {here:%A %H:%M} in {ZONE}: record it then.")
    with tempfile.TemporaryDirectory(prefix="talent-") as folder:
        shell = Shell(Path(folder).resolve())
        try:
            PAGE.write_text(recorded(PAGE.read_text("utf-8"), shell), encoding="utf-8")
        finally:
            shell.end()


if __name__ == "__main__":
    main()
