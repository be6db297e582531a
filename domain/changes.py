"""What an edited playbook changes (R18): in the rules, and for each person who waits, before it is in force.

Both sides are asked with the one decision function, at the same moment and on the same snapshot. So what this says is
what then happens, as long as nothing else does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from domain.decide import decide
from domain.durations import Duration
from domain.envelope import Why
from domain.names import Channel
from domain.playbook import Playbook
from domain.preview import in_words, upcoming
from domain.standing import Rules
from domain.state import CandidateState
from domain.world import World

HORIZON: Final = timedelta(days=400)
"""How far is looked ahead for the next contact; the longest wait of a playbook is a year."""

MESSAGES: Final = "messages/"


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One difference between two playbooks: where, and what."""

    place: str  # `limits`, `interview/thank-you`, `messages/interview/thank-you.md`
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


@dataclass(frozen=True, slots=True)
class NextContact:
    """What somebody gets next."""

    at: datetime
    stage: str
    step: str
    channel: Channel
    key: str

    @property
    def place(self) -> str:
        return f"{self.stage}/{self.step}"

    def as_json(self) -> dict[str, Any]:
        return {"at": self.at.isoformat(), "stage": self.stage, "step": self.step, "channel": str(self.channel)}


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


def next_contact(
    state: CandidateState, rules: Rules, now: datetime, suppressed: frozenset[Channel] = frozenset()
) -> tuple[NextContact | None, Why]:
    """What this person gets next under these rules, if nobody does anything, and why."""
    decision = decide(state, World(rules.playbook, state.candidate, now, suppressed, rules.standing)).next
    touch, why = decision.touch, decision.why
    if decision.at is not None and (touch is None or decision.action != "send"):
        # Something else comes first (a task, the end of an interview), and may bring a nearer contact with it.
        ahead = upcoming(
            state,
            rules.playbook,
            now,
            now + HORIZON,
            count=1,
            suppressed=suppressed,
            standing=rules.standing,
        )
        if not ahead:
            return None, why
        found = ahead[0]
        return NextContact(
            found.at, str(found.touch.stage), found.touch.step, found.touch.channel, found.touch.key
        ), found.why
    if touch is None or decision.send_at is None:
        return None, why
    return NextContact(decision.send_at, str(touch.stage), touch.step, touch.channel, touch.key), why


def move_of(
    state: CandidateState,
    old: Rules,
    new: Rules,
    now: datetime,
    suppressed: frozenset[Channel] = frozenset(),
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
        edits=_edits(before, after, changes),
        reasons=in_words(why),
    )


def _edits(before: NextContact | None, after: NextContact | None, changes: tuple[RuleChange, ...]) -> tuple[str, ...]:
    """The changes that are about these very steps; where there are none, those that are about all."""
    places = {contact.place for contact in (before, after) if contact}
    own = [str(change) for change in changes if change.place in places]
    return tuple(own or [str(change) for change in changes if "/" not in change.place])


def rule_changes(old: Playbook, new: Playbook) -> tuple[RuleChange, ...]:
    """What is different in the rules and the messages, in the order of the playbook."""
    return (*_top(old, new), *_stages(old, new), *_messages(old, new))


def _top(old: Playbook, new: Playbook) -> Iterator[RuleChange]:
    was, now = (p.model_dump(mode="json", exclude={"stages", "messages"}) for p in (old, new))
    for place in dict.fromkeys((*now, *was)):
        yield from _differences(place, was.get(place), now.get(place))


def _stages(old: Playbook, new: Playbook) -> Iterator[RuleChange]:
    for stage in dict.fromkeys((*new.stages, *old.stages)):
        was, now = old.rules(stage), new.rules(stage)
        yield from _differences(str(stage), _plain(was.max_silence), _plain(now.max_silence), what="max_silence")
        steps = {s.step: s for s in was.steps}
        for step in now.steps:
            place = f"{stage}/{step.step}"
            before = steps.pop(step.step, None)
            if before is None:
                yield RuleChange(place, "is new")
            else:
                yield from _differences(place, before.model_dump(mode="json"), step.model_dump(mode="json"))
        for name in steps:
            yield RuleChange(f"{stage}/{name}", "is gone")


def _messages(old: Playbook, new: Playbook) -> Iterator[RuleChange]:
    for path in sorted({*old.messages, *new.messages}):
        was, now = old.messages.get(path), new.messages.get(path)
        if was is None or now is None:
            yield RuleChange(MESSAGES + path, "is new" if was is None else "is gone")
            continue
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
        yield RuleChange(place, f"{f'{what} ' if what else ''}is {_said(now)}, was {_said(was)}")


def _said(value: Any) -> str:
    if value is None or value == "" or value == []:
        return "not set"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return str(value)


def _plain(value: Duration | None) -> str | None:
    return None if value is None else str(value)
