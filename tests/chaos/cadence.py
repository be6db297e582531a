"""The playbook of a run, with cadences in seconds, and what it owes each candidate by the harness's own reckoning.

Nothing of `domain` is asked here: a touch is due at `applied + delay + n * every`, may go while the window of its
candidate's zone is open, and texts only from 08:00 to 20:00.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Final, Literal

Hours = Literal["open", "also open", "closes", "opens", "closed", "also closed"]
"""Zones: one third open throughout, one third closed in part, one third closed throughout."""

_TEXTS: Final = (time(8), time(20))
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the stage `applied`."""

    name: str
    delay: float
    every: float = 0
    times: int = 1
    kind: Literal["update", "nudge"] = "update"
    expires: float | None = None  # seconds; None is a day


@dataclass(frozen=True, slots=True)
class Owed:
    """One touch that the playbook owes, and when."""

    key: str
    step: str
    due_at: float  # wall seconds
    expires_at: float


@dataclass(frozen=True)
class Cadence:
    """The playbook's rules, and a window that shuts for some and opens for others at `turn`, in mid-run."""

    steps: tuple[Step, ...]
    turn: datetime
    opens: time
    closes: time
    zones: dict[Hours, int]  # hours east of UTC

    @classmethod
    def of(cls, updates: int, every: float, turn: datetime) -> Cadence:
        steps = [
            Step("hello", 0),
            Step("update", 1, every, updates),
            Step("nudge", 2, kind="nudge"),
            Step("flash", 3, expires=20),
        ]
        if again := updates // 4:
            steps.append(Step("nudge-again", 2 + 4 * every, 4 * every, again, kind="nudge"))
        return cls(tuple(steps), turn, *_window(turn))

    def zone(self, hours: Hours) -> str:
        """The zone's name; Etc/GMT-5 is five hours east."""
        return f"Etc/GMT{-self.zones[hours]:+d}" if self.zones[hours] else "Etc/GMT"

    def owed(self, candidate: str, applied_at: float) -> list[Owed]:
        """All that the stage `applied` owes somebody who applied then."""
        found = []
        for step in self.steps:
            for number in range(step.times):
                due = applied_at + step.delay + number * step.every
                key = f"{candidate}/eng/applied.1/{step.name}/{number + 1}"
                found.append(Owed(key, step.name, due, due + (step.expires or _DAY.total_seconds())))
        return found

    def may_go(self, at: float, hours: Hours, *, text: bool) -> bool:
        """Is that instant a decent hour for them?"""
        return self.seconds_outside(at, hours, text=text) == 0

    def seconds_outside(self, at: float, hours: Hours, *, text: bool) -> float:
        """By how much an instant misses the window; 0 within it."""
        opens, closes = (max(self.opens, _TEXTS[0]), min(self.closes, _TEXTS[1])) if text else (self.opens, self.closes)
        local = datetime.fromtimestamp(at, timezone(timedelta(hours=self.zones[hours])))
        start, end = (datetime.combine(local.date(), t, local.tzinfo) for t in (opens, closes))
        if start <= local < end:
            return 0
        gaps = (abs((local - edge + _DAY * n).total_seconds()) for edge in (start, end) for n in (-1, 0, 1))
        return max(min(gaps), 1e-6)

    def could_go(self, since: float, until: float, hours: Hours, *, text: bool) -> bool:
        """Is there a decent hour between these instants?"""
        return any(self.may_go(at, hours, text=text) for at in _instants(since, until))

    def write(self, folder: Path, *, edited: bool = False) -> Path:
        """The playbook's files; `edited` has another cadence of nudges and other words."""
        messages = folder / "messages" / "applied"
        messages.mkdir(parents=True, exist_ok=True)
        words = "Thank you again for your interest." if edited else "Thank you for your interest."
        (messages / "note.md").write_text(_MAIL.format(words=words))
        (messages / "note.sms.txt").write_text(_TEXT.format(words=words))
        steps = "\n".join(f"      - {_line(step, edited)}" for step in self.steps)
        (folder / "playbook.yaml").write_text(
            _PLAYBOOK.format(opens=self.opens.isoformat(), closes=self.closes.isoformat(), steps=steps)
        )
        return folder


def _line(step: Step, edited: bool) -> str:
    # The edit has nudges come sooner; all of them still fall into the run.
    delay = int(step.delay * 0.75) if edited and step.kind == "nudge" else step.delay
    parts = [f"step: {step.name}, after: application_received, delay: PT{delay:g}S, kind: {step.kind}"]
    if step.every:
        parts.append(f"every: PT{step.every:g}S, times: {step.times}")
    parts.append(f"expires: {f'PT{step.expires:g}S' if step.expires else 'P1D'}")
    return "{" + ", ".join([*parts, "message: applied/note, rank: interview"]) + "}"


def _instants(since: float, until: float) -> Iterator[float]:
    at = since
    while at < until:
        yield at
        at += 0.5


def _window(turn: datetime) -> tuple[time, time, dict[Hours, int]]:
    """Hours and zones such that at `turn` one zone's window shuts, another's opens, one stays open and one shut.

    Where it opens it is before 08:00 there, if zones allow it, so that texts have to wait on.
    """
    at = turn.astimezone(UTC)
    found = [
        (opening not in (6, 7), abs(closing - 17), closing, opening, east)
        for closing in range(10, 22)
        for opening in range(4, closing - 4)
        for east in ((closing - at.hour) % 24, (closing - at.hour) % 24 - 24)
        if east <= 14 and east - (closing - opening) - 2 >= -12
    ]
    _, _, closing, opening, east = min(found)
    length = closing - opening
    closes, opens = (at + timedelta(hours=east)).time(), (at + timedelta(hours=east - length)).time()
    half, shut = east - length // 2, east - length - 2
    turning: dict[Hours, int] = {"closes": east, "opens": east - length}
    still: dict[Hours, int] = {"open": half, "also open": half + 1, "closed": shut, "also closed": shut + 1}
    return opens, closes, turning | still


_PLAYBOOK = """\
company: {{name: Acme, timezone: UTC, country: US, postal_address: "1 Main Street, Springfield"}}
sender: {{name: Acme Talent, email: talent@acme.example}}
window:
  {{days: [mon, tue, wed, thu, fri, sat, sun], open: "{opens}", close: "{closes}", holidays: false, weekends: false}}
limits: {{per_day: 100000, per_week: 100000, min_gap: PT0S}}
rejection_grace: PT2S
max_silence: P14D
stages:
  applied:
    steps:
{steps}
  rejected:
    steps:
      - {{step: closure, after: entered, expires: P1D, message: applied/note, rank: rejection}}
  withdrawn:
    steps:
      - {{step: goodbye, after: entered, expires: P1D, message: applied/note, rank: rejection}}
"""

_MAIL = """\
---
subject: "{{{{ application.job_title }}}} at {{{{ company.name }}}}"
---
Hello {{{{ candidate.first_name }}}},

{words}

{{{{ company.name }}}}, {{{{ company.postal_address }}}}
{{{{ links.unsubscribe }}}}
"""

_TEXT = "Hello {{{{ candidate.first_name }}}}. {words} {{{{ company.name }}}}. Reply STOP to stop."
