"""Since when each rule stands: what an edit of the playbook may do to those who were waiting before it (R16, R18).

An edit reaches everybody at their next decision, and nobody is messaged because of the edit itself. Three rules see to
that. All are about touches that began before the edit: their anchor lies before it.

1. A step that is new counts from when it came into force. What it would have sent before then is too late, on record.
2. What a changed step makes overdue goes with the next working day's messages, spread over its first hour (R19), within
   caps and hours. Only a deadline makes it go sooner, and nothing makes it go within an hour of the edit.
3. Where window, caps or other steps changed, what had been held back and may wait goes an hour later, spread over the
   next one: so that no edit opens a gate for hundreds at once, and one that is undone within the hour reached nobody.

Rule 3 does not hold what must not wait because somebody edits: answers to what just happened (an acknowledgement,
interview details, the letter to an offer), word ahead of a date of theirs (an interview, an offer's end, a promise),
and what a colleague asked for. A welcome, however urgent, answers nothing and waits like all the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from domain.events.envelope import Reason
from domain.names import OPEN_STAGES, Stage
from domain.playbook.audience import Profile
from domain.playbook.model import LAST_CONTACT, URGENT_RANKS, Playbook, Rank, Step
from domain.time.business_hours import Calendar, local_date
from domain.time.their_time import their_time

GRACE: Final = timedelta(hours=1)
"""For so long at least, counted to the next full hour, nothing goes because of an edit; as for a rejection (R3)."""

RECEIPT: Final = "*/receipt"
"""The receipt of R9 belongs to no stage."""

_ANSWERED: Final = (
    "application_received",
    "interview_scheduled",
    "interview_cancelled",
    "offer_extended",
    "reply_received",
)
_THEIR_DATES: Final = ("interview", "offer_expiry")
"""What happened, and what is ahead, of which urgent word waits for no edit (rule 3)."""

WORDS: Final = {
    "message", "further_messages", "variants", "title", "asks", "promises", "later_promises", "on_unknown",
}  # fmt: skip
"""What a step says and records; all else bears on whether and when it goes."""

_WITHOUT_TIME: Final = {*WORDS, "for_"}
"""For whom a step is says which one is theirs; of the one that is, it moves nothing."""


@dataclass(frozen=True, slots=True)
class Since:
    """When a step came into force, and when what decides its time last changed; None: as long as is known."""

    new_at: datetime | None = None
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """One playbook put in the place of another."""

    at: datetime
    old: Playbook
    new: Playbook


@dataclass(frozen=True, slots=True)
class RuleHistory:
    """Since when the rules in force stand. Empty for the first playbook: nobody was waiting before it."""

    steps: dict[str, Since] = field(default_factory=dict)  # by `stage/step`
    pace_at: datetime | None = None  # when anything changed that can hold back, or free, the touches of other steps
    before: RuleHistory | None = field(default=None, compare=False, repr=False)
    edits: tuple[Edit, ...] = field(default=(), compare=False, repr=False)
    """What followed `before`, where rules were for some applications only (R22): for each it is another history."""
    _views: dict[tuple[int, ...], tuple[RuleHistory, tuple[Playbook, ...]]] = field(
        default_factory=dict, compare=False, repr=False
    )
    """For some, by which of the playbooks' views are theirs; those stay with it, so that no number means another."""

    def for_profile(self, profile: Profile) -> RuleHistory:
        """Since when the rules stand that are for this application."""
        if not self.edits:
            return self
        views = [(one.old.for_profile(profile), one.new.for_profile(profile), one.at) for one in self.edits]
        key = tuple(id(view) for old, new, _ in views for view in (old, new))
        if (known := self._views.get(key)) is not None:
            return known[0]
        found = self.before or FROM_THE_BEGINNING
        for old, new, at in views:
            found = _after(found, old, new, at)
        if len(self._views) >= _MOST_VIEWS:
            self._views.clear()
        self._views[key] = found, tuple(view for old, new, _ in views for view in (old, new))
        return found


_MOST_VIEWS: Final = 256
"""So many different histories are kept; more than a playbook has kinds of applications."""

FROM_THE_BEGINNING: Final = RuleHistory()


@dataclass(frozen=True, slots=True)
class Rules:
    """A playbook, and since when its rules stand."""

    playbook: Playbook
    standing: RuleHistory = FROM_THE_BEGINNING


@dataclass(frozen=True, slots=True)
class Overtaken:
    """What an edit does to one touch that began before it."""

    why: Reason
    too_late: bool = False
    until: datetime | None = None  # it does not go before this, but for a deadline
    floor: datetime | None = None  # no deadline makes it go before this


def step_key(stage: Stage, step: str) -> str:
    return f"{stage}/{step}"


def standing_after(before: RuleHistory, old: Playbook, new: Playbook, at: datetime) -> RuleHistory:
    """Since when the rules stand once `new` has replaced `old` at that instant."""
    after = _after(before, old.for_all, new.for_all, at)
    if not (before.edits or old.audiences or new.audiences):
        return after
    edits = (*before.edits, Edit(at, old, new))
    return RuleHistory(after.steps, after.pace_at, before=before.before if before.edits else before, edits=edits)


def _after(before: RuleHistory, old: Playbook, new: Playbook, at: datetime) -> RuleHistory:
    """The same for one application's rules."""
    was, now = _timings(old), _timings(new)
    steps: dict[str, Since] = {}
    for key, timing in now.items():
        since = before.steps.get(key, Since())
        if key not in was:
            steps[key] = Since(new_at=at, changed_at=at)
        elif timing != was[key]:
            steps[key] = Since(new_at=since.new_at, changed_at=at)
        elif since != Since():
            steps[key] = since
    same = was == now and _pace(old) == _pace(new)
    return RuleHistory(steps, before.pace_at if same else at)


def overtaken(
    standing: RuleHistory,
    key: str,
    step: Step,
    rank: Rank,
    *,
    anchor_at: datetime,
    due_at: datetime,
    breaks_silence: bool,
    calendar: Calendar,
    offset: int,
) -> Overtaken | None:
    """What the last edits do to this touch; None where it began after them, or they do not concern it.

    `calendar`: the candidate's hours; `offset`: seconds, stable per candidate, over which what waits is spread (R19).
    """
    tz = calendar.tz
    since = standing.steps.get(key, Since())
    # Word that there is no news yet is never too late: an edit must not prolong the silence that it breaks (R1).
    if since.new_at and anchor_at < since.new_at and due_at < since.new_at and not breaks_silence:
        text = f"the playbook has this step since {_day(since.new_at, tz)}, when this had been due already"
        return Overtaken(Reason(rule="R18", text=text), too_late=True)
    edit_at = since.changed_at
    if edit_at is not None and anchor_at < edit_at:
        floor = _grace_end(edit_at)
        if due_at < edit_at:
            tomorrow = calendar.opening_of(local_date(edit_at, tz) + timedelta(days=1))
            text = f"its rules changed on {_day(edit_at, tz)}; what that makes overdue waits for the next working day"
            return Overtaken(Reason(rule="R18", text=text), until=tomorrow, floor=floor)
        text = f"its rules changed on {_day(edit_at, tz)}; nothing goes in the first hour because of that"
        return Overtaken(Reason(rule="R18", text=text), until=floor, floor=floor)
    edit_at = standing.pace_at
    if edit_at is not None and may_wait(step, rank) and anchor_at < edit_at and due_at < edit_at:
        until = _grace_end(edit_at) + timedelta(seconds=offset)
        text = f"the rules changed on {_day(edit_at, tz)}; what had been held back until then waits for an hour more"
        return Overtaken(Reason(rule="R18", text=text), until=until, floor=until)
    return None


def may_wait(step: Step, rank: Rank) -> bool:
    """Does an edit of other rules hold it for an hour (rule 3)? Not what answers, or is about a date of theirs."""
    if step.hours == "extended" or step.before == "promise":
        return False
    answers = step.kind != "nudge" and (step.after in _ANSWERED or step.before in _THEIR_DATES)
    return not (rank in URGENT_RANKS and answers)


def breaks_silence(stage: Stage, step: Step) -> bool:
    """Is it the update that keeps an open stage from falling silent (R1)?"""
    return stage in OPEN_STAGES and step.after == LAST_CONTACT and step.kind == "update"


def _timings(playbook: Playbook) -> dict[str, dict[str, Any]]:
    """All that bears on whether and when each step's touches go, but for what bears on all of them."""
    found: dict[str, dict[str, Any]] = {}
    for stage, rules in playbook.stages.items():
        for step in rules.steps:
            timing = step.model_dump(mode="json", exclude=_WITHOUT_TIME)
            if breaks_silence(stage, step):
                timing["max_silence"] = str(playbook.longest_silence(stage))
            if stage is Stage.REJECTED and step.after == "entered":
                timing["rejection_grace"] = str(playbook.rejection_grace)
            found[step_key(stage, step.step)] = timing
    if playbook.has_message(playbook.receipt_message):
        found[RECEIPT] = {"after": str(playbook.receipt_after)}
    return found


def _pace(playbook: Playbook) -> tuple[Any, ...]:
    company = playbook.company
    return playbook.window, playbook.limits, company.timezone, company.country, company.subdivision


def _grace_end(at: datetime) -> datetime:
    """On a full hour, so that `playbook diff` says it to the minute before the edit is made."""
    end = (at + GRACE).replace(minute=0, second=0, microsecond=0)
    return end if end == at + GRACE else end + timedelta(hours=1)


def _day(at: datetime, tz: ZoneInfo) -> str:
    return their_time(at, tz)
