"""What a loss costs: `python -m bench.recovery [PEOPLE]`.

The ledger is thrown away and written again from the clocks' histories; then, on another installation, Temporal's
database is thrown away and the clocks start from the ledger. Half of the people are in the midst of their messages at
that moment, half sleep for weeks. What went out is counted where it arrives, in a list that is never lost.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import worker
from bench.installation import Installation, installed
from bench.work import Sent, Sink
from channels.outbox import OutboxEmail
from channels.sender import Outcome, OutgoingMessage, Sender
from domain.names import Channel, Stage
from ledger.store import LedgerUnavailable
from settings import Settings
from tests.house import QUICK, build, connected

TITLE: Final = "Loss and recovery"
QUICK_PEOPLE, FULL_PEOPLE = 100, 1000

TOUCHES: Final = 5
"""Messages to each of those at work."""

BEFORE: Final = 2
"""Messages that everybody has got before the loss; sleepers get no more until something happens."""

_TIMES: Final = 3
"""How often a command is timed that changes nothing."""

_STILL: Final = 90.0
"""Seconds without a message after which what has not come does not go on; one in doubt is asked about after 20."""

_RULES: Final = """\
company: {{name: Acme, timezone: UTC, country: US, postal_address: "1 Main Street"}}
sender: {{name: Acme Talent, email: talent@acme.example}}
window: {{days: [mon, tue, wed, thu, fri, sat, sun], open: "00:00", close: "23:59", holidays: false}}
limits: {{per_day: 100000, per_week: 500000, min_gap: PT0S}}
max_silence: P90D
stages:
  applied:
    steps:
      - {{step: hello, after: entered, expires: P1D, message: applied/hello, hours: window, rank: interview}}
      - {{step: update, after: last_contact, every: PT{cadence}S, times: {times}, expires: P1D, message: applied/hello,
         rank: interview, when: contacted}}
  screening:
    steps:
      - {{step: hello, after: entered, expires: P1D, message: applied/hello, hours: window, rank: interview}}
      - {{step: more, after: hello, delay: PT1S, expires: P1D, message: applied/hello, rank: interview}}
      - {{step: update, after: last_contact, every: P60D, expires: P7D, message: applied/hello, rank: interview}}
  interview:
    steps:
      - {{step: hello, after: entered, expires: P1D, message: applied/hello, hours: window, rank: interview}}
      - {{step: update, after: last_contact, every: P60D, expires: P7D, message: applied/hello, rank: interview}}
"""


@dataclass(frozen=True, slots=True)
class Loss:
    """What is thrown away, and the command that is typed then."""

    what: str
    command: str


LEDGER, CLOCKS = Loss("the ledger", "recover ledger"), Loss("Temporal's database", "recover clocks")


class CountedOutbox(OutboxEmail):
    """An outbox that writes down all that it is handed, and apart from that what it had already.

    Its files alone would not show it: it keeps one of what it is handed twice.
    """

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self._handed, self._again = _lists(home.parent)

    def send(self, message: OutgoingMessage) -> Outcome:
        line = message.touch_key.partition("/")[0], message.touch_key
        # Asked of the files: a worker that was killed may have handed over what the outbox never took.
        if self.find(message.touch_key, to=message.to, since=message.sent_at).accepted:
            self._again.send(*line)
        self._handed.send(*line)
        return super().send(message)


def _lists(folder: Path) -> tuple[Sink, Sink]:
    """What the outbox was handed, and what of it for the second time."""
    apart = folder / "again"
    apart.mkdir(exist_ok=True)
    return Sink(folder), Sink(apart)


@dataclass(frozen=True, slots=True)
class Said:
    """A command, as it was typed."""

    seconds: float
    code: int
    told: dict[str, Any]


# ------------------------------------------------------------ one loss


async def _lose(loss: Loss, people: int) -> dict[str, Any]:
    """An installation that loses it, has it recovered, and goes on."""
    cadence = 5 + people // 50  # so slow that the first are not through when the last have begun
    with tempfile.TemporaryDirectory(prefix="followup-bench-") as name:
        async with installed(TOUCHES, playbook=_playbook(Path(name) / "playbook", cadence)) as place:
            place.worker_is = ("bench.recovery", "--worker")
            far_end, again = _lists(place.folder)
            await place.start_worker()
            sleepers = await place.enrol((f"sleeper{n}" for n in range(people // 2)), Stage.SCREENING)
            busy = await place.enrol((f"busy{n}" for n in range(people - people // 2)), Stage.APPLIED)
            if not await _arrived(far_end, dict.fromkeys([*sleepers, *busy], BEFORE)):
                raise RuntimeError(f"not everybody got {BEFORE} messages before the loss")
            place.end_worker()
            lost_at = datetime.now(UTC)
            quiet = _quiet(place)
            before, doubles = len(far_end.sends()), len(again.sends())
            midst = sum(number < TOUCHES for number in _each(far_end.sends(), busy).values())
            _say(f"{loss.what}: lost with {before} messages sent to {people} people, {midst} of them in the midst")

            recovered = await _recover(place, loss, lost_at)
            at_once = _followup(place, "doctor", "--promise")
            _say(f"{loss.what}: {recovered.seconds:.1f} s; {_in_short(recovered.told)}")
            await place.start_worker()
            for ident in sleepers:  # nothing is due to them for weeks: whether they go on shows when something happens
                await _move(place, ident)
            due = dict.fromkeys(sleepers, BEFORE + 1) | dict.fromkeys(busy, TOUCHES)
            await _arrived(far_end, due)
            await asyncio.sleep(cadence + 2)  # for what should not come
            later = _followup(place, "doctor", "--promise")
            sends = far_end.sends()
            got = _each(sends, due)
            return {
                "what": loss.what,
                "command": loss.command,
                "seconds": recovered.seconds,
                "exit": recovered.code,
                "told": _in_short(recovered.told),
                "in the midst": midst,
                "messages before": before,
                "messages after": len(sends) - before,
                "due in all": sum(due.values()),
                "sent twice": len(again.sends()) - doubles,
                "beyond what was due": sum(max(0, got[ident] - number) for ident, number in due.items()),
                "went on": sum(got[ident] >= number for ident, number in due.items()),
                "findings at once": _findings(at_once),
                "findings": _findings(later),
                "chains broken": sum(bool(place.house.ledger.verify(ident)) for ident in due),
                "quiet": quiet,
            }


def _quiet(place: Installation) -> dict[str, list[float]]:
    """Seconds of the commands that look and copy, with nothing lost and no worker beside them."""
    copies = place.folder / "copies"
    copies.mkdir()
    return {
        "doctor --promise": [_followup(place, "doctor", "--promise").seconds for _ in range(_TIMES)],
        "backup": [_followup(place, "backup", str(copies / f"{n}.db")).seconds for n in range(_TIMES)],
    }


async def _recover(place: Installation, loss: Loss, lost_at: datetime) -> Said:
    """In the order of docs/recovery.md: all stopped, Temporal started, the command typed; the worker is not on yet."""
    home, rules, tag = place.house.settings.home, Path(place.env["FOLLOWUP_PLAYBOOK"]), place.house.tag
    place.house.ledger.close()
    place.end_server()
    lost = home / "ledger.db" if loss is LEDGER else place.folder / "temporal.db"
    for suffix in ("", "-wal", "-shm"):
        Path(f"{lost}{suffix}").unlink(missing_ok=True)
    place.start_server()
    when = ("--lost-at", lost_at.isoformat()) if loss is LEDGER else ()
    recovered = _followup(place, *loss.command.split(), *when)
    place.house = build(await connected(place.server.address), home, playbook=rules)
    place.house.tag = tag
    return recovered


def _followup(place: Installation, *command: str) -> Said:
    """Type it in a cold shell. 1 is an answer, too: `doctor` found something."""
    argv = [sys.executable, "-m", "starter.cli.main", *command, "--json"]
    begun = time.perf_counter()
    done = subprocess.run(argv, env=os.environ | place.env, capture_output=True, text=True, check=False)
    took = time.perf_counter() - begun
    if done.returncode not in (0, 1) or not done.stdout:
        raise RuntimeError(f"followup {' '.join(command)}: {done.returncode}, {done.stderr.strip()[-300:]}")
    told = json.loads(done.stdout)
    return Said(took, done.returncode, told if isinstance(told, dict) else {"copies": told})


async def _move(place: Installation, ident: str) -> None:
    """To the next stage, which has a message for them."""
    while True:
        try:
            await place.house.tell(ident, "stage_changed", application_id="eng", stage=str(Stage.INTERVIEW))
        except LedgerUnavailable:  # SQLite, which the worker writes just as busily
            await asyncio.sleep(0.1)
        else:
            return


def _findings(doctor: Said) -> int:
    return len(doctor.told["findings"]) + int(doctor.told["not_looked_at"])


def _in_short(told: Mapping[str, Any]) -> dict[str, int]:
    """How many of each, instead of everybody by name."""
    counted = {name: value for name, value in told.items() if name not in ("seconds", "dry_run")}
    short = {name: len(value) if isinstance(value, dict | list) else int(value) for name, value in counted.items()}
    filled = told.get("filled")
    return short | ({"facts": sum(filled.values())} if isinstance(filled, dict) else {})


# ------------------------------------------------------------ at the far end


def _each(sends: Sequence[Sent], people: Sequence[str] | Mapping[str, int]) -> dict[str, int]:
    """How many different messages each has got."""
    different = Counter(person for person, _ in {(one.person, one.touch) for one in sends})
    return {person: different[person] for person in people}


async def _arrived(far_end: Sink, wanted: Mapping[str, int]) -> bool:
    """Wait until each has got so many, or nothing comes any more."""
    last, since = -1, time.monotonic()
    while True:
        sends = far_end.sends()
        got = _each(sends, wanted)
        if all(got[person] >= number for person, number in wanted.items()):
            return True
        if len(sends) != last:
            last, since = len(sends), time.monotonic()
        elif time.monotonic() - since > _STILL:
            return False
        await asyncio.sleep(0.5)


def _playbook(folder: Path, cadence: int) -> Path:
    shutil.copytree(QUICK, folder)
    (folder / "playbook.yaml").write_text(_RULES.format(cadence=cadence, times=TOUCHES - 1))
    return folder


# ------------------------------------------------------------ as a section


async def _both(people: int) -> dict[str, Any]:
    return {"people": people, "losses": [await _lose(loss, people) for loss in (LEDGER, CLOCKS)]}


def measure(full: bool) -> dict[str, Any]:
    """Both losses, one after the other."""
    return asyncio.run(_both(FULL_PEOPLE if full else QUICK_PEOPLE))


def table(found: dict[str, Any]) -> list[str]:
    """As Markdown."""
    people, losses = found["people"], found["losses"]

    def row(what: str, command: str, seconds: float, twice: str, on: str) -> str:
        return f"| {what} | `followup {command}` | {seconds:.1f} | {seconds / people * 100:.2f} | {twice} | {on} |"

    lines = [
        "| lost | command | s | s per 100 candidates | sent twice afterwards | go on |",
        "|---|---|---:|---:|---:|---:|",
    ]
    for one in losses:
        on = f"{one['went on']:,} of {people:,}"
        lines.append(row(one["what"], one["command"], one["seconds"], f"{one['sent twice']:,}", on))
    for command in losses[0]["quiet"]:
        seconds = statistics.median(took for one in losses for took in one["quiet"][command])
        lines.append(row("nothing", command, seconds, "", ""))
    lines += [
        "",
        f"{people:,} candidates, half of them asleep. From a cold shell; what changes nothing is the median of "
        f"{_TIMES * len(losses)}. Messages are counted by what the outbox is handed.",
    ]
    for one in losses:
        told = one["told"]
        did = f"{told['facts']:,} facts written again" if "facts" in told else f"{told['started']:,} clocks started"
        lines += [
            "",
            f"After the loss of {one['what']}, with {one['in the midst']:,} people in the midst of their messages: "
            f"{did} (exit code {one['exit']}), {told['doubts']:,} people asked about a message in doubt. "
            f"{one['messages before']:,} messages were handed over before it and {one['messages after']:,} after it, "
            f"{one['due in all']:,} were due in all; {one['beyond what was due']:,} went beyond what was due. "
            f"`followup doctor --promise` found {one['findings at once']:,} things wrong before the worker was on, "
            f"{one['findings']:,} at the end; {one['chains broken']:,} chains do not hold.",
        ]
    return lines


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


# ------------------------------------------------------------ the worker


def _senders(settings: Settings) -> dict[Channel, Sender]:
    return {Channel.EMAIL: CountedOutbox(settings.home)}


def main() -> None:
    if sys.argv[1:2] == ["--worker"]:  # as `worker_is` has it
        del sys.argv[1]
        worker.senders_of = _senders
        import_module("bench.one_worker").main()  # which takes the ways out from there as it is imported
        return
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("people", type=int, nargs="?", default=300, metavar="PEOPLE")
    found = asyncio.run(_both(options.parse_args().people))
    print("\n".join(table(found)))
    print(json.dumps(found), file=sys.stderr)


if __name__ == "__main__":
    main()
