"""What an edited playbook changes (R18): in the rules, and for each person who waits, before it is in force.

Both sides are asked with the one decision function, at the same moment and on the same snapshot. So what this says is
what then happens, as long as nothing else does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from domain.decisions.context import profile_of
from domain.forecast.next_contacts import NextContact, next_contact
from domain.forecast.preview import in_words
from domain.names import Channel
from domain.playbook.audience import Audience
from domain.playbook.model import ForSome, Playbook, StageRules
from domain.playbook.rule_history import WORDS, Rules, standing_after
from domain.state.consent import NO_CLOSINGS
from domain.state.model import CandidateState
from domain.time.durations import Duration

__all__ = ["Move", "NextContact", "RuleChange", "move_of", "next_contact", "rule_changes"]

MESSAGES: Final = "messages/"


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One difference between two playbooks: where, and what."""

    place: str  # `limits`, `interview/thank-you`, `messages/interview/thank-you.md`
    text: str
    key: str = ""  # what of it: `delay`, `per_day`; empty for the whole
    whom: Audience | None = None  # for whom alone (R22)

    @property
    def where(self) -> str:
        """The place, and for whom."""
        return f"{self.place} (for {self.whom})" if self.whom else self.place

    def __str__(self) -> str:
        return f"{self.where}: {self.text}"


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody whose next contact becomes another one; None: none is to come."""

    candidate_id: str
    name: str
    before: NextContact | None
    after: NextContact | None
    edits: tuple[str, ...]  # what was changed that bears on it
    reasons: str  # of the decision that is taken then

    @property
    def why(self) -> str:
        return "; ".join([*self.edits, self.reasons])

    def as_json(self) -> dict[str, Any]:
        """The contract's row of `playbook diff`."""
        return {
            "id": self.candidate_id,
            "name": self.name,
            "from": self.before.as_json() if self.before else None,
            "to": self.after.as_json() if self.after else None,
            "why": self.why,
        }


def move_of(
    state: CandidateState,
    old: Rules,
    new: Rules,
    now: datetime,
    suppressed: frozenset[Channel] = NO_CLOSINGS,
    changes: tuple[RuleChange, ...] = (),
) -> Move | None:
    """How this person's next contact moves when the new rules take the old ones' place; None where it stays."""
    before, _ = next_contact(state, old, now, suppressed)
    after, why = next_contact(state, new, now, suppressed)
    if before == after:
        return None
    return Move(
        candidate_id=state.candidate.candidate_id,
        name=state.candidate.full_name,
        before=before,
        after=after,
        edits=_edits(state, old, new, now, suppressed, before, after, changes),
        reasons=in_words(why),
    )


def _edits(
    state: CandidateState,
    old: Rules,
    new: Rules,
    now: datetime,
    suppressed: frozenset[Channel],
    before: NextContact | None,
    after: NextContact | None,
    changes: tuple[RuleChange, ...],
) -> tuple[str, ...]:
    """The changes that moved it: those of its own steps, those of all, or both; and never a change of words.

    Where steps and what holds for all were edited at once, each half is tried alone: what moves nothing is not said.
    """
    places = {place for contact in (before, after) if contact for place in (contact.place, contact.stage)}
    profiles = [profile_of(app, state.candidate) for app in state.applications]
    theirs = [one for one in changes if one.whom is None or any(one.whom.fits(profile) for profile in profiles)]
    moving = [change for change in theirs if _may_move(change)]
    general = [change for change in moving if change.place in _TOP]
    own = [change for change in moving if change.place in places]
    others = [change for change in moving if change not in general and change not in own]
    if general and (own or others):
        parted = _parts(_Edit(old.playbook.version, new.playbook.version, now, old, new))
        by_steps, by_all = (next_contact(state, rules, now, suppressed)[0] != before for rules in parted)
        if by_all and not by_steps:
            own = others = []
        elif by_steps and not by_all:
            general = []
    return tuple(str(change) for change in ([*own, *general] or others))


_TOP: Final = frozenset(Playbook.model_fields) - {"stages", "messages"}
_WITHOUT_TIME: Final = {"digest", "audit", "sender", "ats", "answer_within", "statutory", "experiments", "report"}
"""What holds for all, and bears on no candidate's message."""


def _may_move(change: RuleChange) -> bool:
    if change.place.startswith(MESSAGES) or change.place in _WITHOUT_TIME:
        return False
    if change.place == "company":
        return change.key in ("timezone", "country", "subdivision")
    return change.place in _TOP or change.key not in WORDS


@dataclass(frozen=True, slots=True)
class _Edit:
    """One edit as a cache key: versions and time name it."""

    before: str
    after: str
    at: datetime
    old: Rules = field(compare=False)
    new: Rules = field(compare=False)


@lru_cache(maxsize=4)
def _parts(edit: _Edit) -> tuple[Rules, Rules]:
    """The edit of the stages alone, and that of all the rest alone."""
    old, new = edit.old.playbook, edit.new.playbook
    was, now = old.model_dump(mode="json"), new.model_dump(mode="json")
    words = {**was["messages"], **now["messages"]}
    steps = Playbook.model_validate({**was, "stages": now["stages"], "messages": words})
    rest = Playbook.model_validate({**now, "stages": was["stages"], "messages": words})
    return (
        Rules(steps, standing_after(edit.old.standing, old, steps, edit.at)),
        Rules(rest, standing_after(edit.old.standing, old, rest, edit.at)),
    )


def rule_changes(old: Playbook, new: Playbook) -> tuple[RuleChange, ...]:
    """What is different in the rules and the messages, in the order of the playbook."""
    return (*_top(old, new), *_stages(old, new), *_messages(old, new))


def _top(old: Playbook, new: Playbook) -> Iterator[RuleChange]:
    apart: dict[str, Any] = {"stages": True, "messages": True, "words_for": True, "limits": {"by_job"}}
    was, now = (p.model_dump(mode="json", exclude=apart) for p in (old, new))
    for place in dict.fromkeys((*now, *was)):
        if place == "experiments":
            yield from _tests(old, new)
            continue
        yield from _differences(place, was.get(place), now.get(place))
        if place == "limits":
            yield from _for_some(place, old.limits.by_job, new.limits.by_job)


def _tests(old: Playbook, new: Playbook) -> Iterator[RuleChange]:
    """Which messages are tested, and what of a test is different."""
    for name in dict.fromkeys((*new.experiments, *old.experiments)):
        was, now = old.experiments.get(name), new.experiments.get(name)
        if was is None or now is None:
            text = f"is tested from {now.from_} on" if now else "isn't tested any more"
            yield RuleChange("experiments", f"{name} {text}", name)
            continue
        yield from _differences("experiments", was.model_dump(mode="json"), now.model_dump(mode="json"), what=name)


def _for_some(place: str, old: Sequence[ForSome], new: Sequence[ForSome]) -> Iterator[RuleChange]:
    """What is different in settings that are for some, told by whom they are for."""
    was, now = ({one.for_: one.model_dump(mode="json", exclude={"for_"}) for one in some} for some in (old, new))
    for whom in dict.fromkeys((*now, *was)):
        for change in _differences(place, was.get(whom, {}), now.get(whom, {})):
            yield replace(change, whom=whom)


def _stages(old: Playbook, new: Playbook) -> Iterator[RuleChange]:
    for stage in dict.fromkeys((*new.stages, *old.stages)):
        was, now = old.stages.get(stage, StageRules()), new.stages.get(stage, StageRules())
        yield from _differences(str(stage), _plain(was.max_silence), _plain(now.max_silence), what="max_silence")
        yield from _for_some(str(stage), was.by_job, now.by_job)
        steps = {(s.step, s.for_): s for s in was.steps}
        for step in now.steps:
            place, whom = f"{stage}/{step.step}", step.for_
            before = steps.pop((step.step, whom), None)
            if before is None:
                yield RuleChange(place, "is new", whom=whom)
                continue
            then, since = (one.model_dump(mode="json", exclude={"for_"}) for one in (before, step))
            yield from (replace(change, whom=whom) for change in _differences(place, then, since))
        for name, whom in steps:
            yield RuleChange(f"{stage}/{name}", "is gone", whom=whom)


def _messages(old: Playbook, new: Playbook) -> Iterator[RuleChange]:
    for path in sorted({*old.messages, *new.messages}):
        was, now = old.messages.get(path), new.messages.get(path)
        if was is None or now is None:
            yield RuleChange(MESSAGES + path, "is new" if was is None else "is gone")
            continue
        if was.for_ != now.for_:
            yield RuleChange(MESSAGES + path, f"is for {now.for_ or 'its department'}, was for {was.for_ or 'that'}")
        parts = [part for part in ("subject", "body") if getattr(was, part) != getattr(now, part)]
        if parts:
            yield RuleChange(
                MESSAGES + path, f"its {' and '.join('words' if p == 'body' else p for p in parts)} changed"
            )


def _differences(place: str, was: Any, now: Any, *, what: str = "") -> Iterator[RuleChange]:
    """Key by key, so that what is said is what was edited."""
    if isinstance(was, dict) and isinstance(now, dict):
        for key in dict.fromkeys((*now, *was)):
            yield from _differences(place, was.get(key), now.get(key), what=f"{what}.{key}" if what else key)
    elif was != now:
        text = f"{f'{what} ' if what else ''}is {_said(now)}, was {_said(was)}"
        yield RuleChange(place, text, what.partition(".")[0])


_ON_THE_HOUR: Final = re.compile(r"^(\d\d:\d\d):00$")
"""A time of day as it is kept; a playbook has it without seconds."""


def _said(value: Any) -> str:
    if value is None or value == "" or value == []:
        return "not set"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return _ON_THE_HOUR.sub(r"\1", str(value))


def _plain(value: Duration | None) -> str | None:
    return None if value is None else str(value)
