"""Made-up lives: builders of facts, and a small simulator of a candidate's clock.

The simulator stands in for the workflow, the ledger and the providers. It decides, sends, and lets what was sent end
in every way that it can end: taken, not taken yet, refused, in doubt, bounced later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from domain import events as e
from domain.commands import Untellable, update_fact
from domain.decisions import undo
from domain.decisions.context import DecisionContext
from domain.decisions.decide import decide
from domain.decisions.signing import letter_of
from domain.decisions.twin import Fact
from domain.delivery.retries import next_question, next_try
from domain.delivery.sent_fact import sent
from domain.names import Channel, Stage, digest
from domain.playbook.model import Playbook
from domain.playbook.rule_history import FROM_THE_BEGINNING, RuleHistory, standing_after
from domain.reducers.evolve import accept, begin, evolve, evolve_all, is_repeat
from domain.state.model import Candidate, CandidateState, Decision, Position, Touch
from ledger.playbooks.folder import read_playbook

PLAYBOOK = read_playbook(Path(__file__).parents[2] / "playbooks" / "default")
MONDAY = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)
"""10:00 in New York, in a week without a holiday."""

H, D = timedelta(hours=1), timedelta(days=1)
EXTENDED = {(stage, s.step) for stage, r in PLAYBOOK.stages.items() for s in r.steps if s.hours == "extended"}


def playbook(**changes: Any) -> Playbook:
    """The default playbook with other top-level values."""
    return Playbook.model_validate(PLAYBOOK.model_dump(mode="json") | changes)


# ---------------------------------------------------------------- builders of facts


def application(stage: str = "applied", at: datetime = MONDAY, *, ident: str = "eng", **more: Any) -> e.Event:
    """An application, of Ann in New York unless said otherwise."""
    person = {"first_name": "Ann", "email": "ann@example.com", "timezone": "America/New_York", "country": "US"}
    names = set(e.Contactable.model_fields)
    person |= {k: v for k, v in more.items() if k in names}
    rest = {k: v for k, v in more.items() if k not in names}
    return e.ApplicationReceived(
        event_id=f"app-{ident}-{at.isoformat()}",
        occurred_at=at,
        application_id=ident,
        job_id=ident,
        job_title="Engineer",
        stage=Stage(stage),
        candidate=e.Contactable(**person),
        recruiter=e.Person(name="Rita"),
        hiring_manager=e.Person(name="Hanna"),
        **rest,
    )


def fact(cls: type[e.Event], when: datetime, /, **fields: Any) -> Any:
    """A fact with an id of its own."""
    kind = cls.model_fields["type"].default
    if cls is e.OfferExtended:
        fields = {"pay": "$130,000 a year"} | fields  # without its terms it is not sent (R13)
    fields = {"event_id": f"{kind}-{when.isoformat()}", "application_id": "eng"} | fields
    return cls(occurred_at=when, **fields)


def reply(at: datetime, text: str = "Thank you, is there any news?", **more: Any) -> e.ReplyReceived:
    found: e.ReplyReceived = fact(e.ReplyReceived, at, text=text, **more)
    return found


# ---------------------------------------------------------------- the simulator


Outcome = str
"""sent, not_accepted, refused, unknown_sent, unknown_not, unknown_never, bounced, blocked, unexplained"""

Told = e.Event | Callable[[CandidateState, datetime], e.Event | None]


@dataclass(frozen=True)
class Moment:
    """One decision, what it was taken on, and what was done about it."""

    now: datetime
    before: CandidateState
    events: tuple[e.Event, ...]
    decision: Decision
    state: CandidateState
    world: DecisionContext
    settled: frozenset[str]
    done: tuple[e.Event, ...] = ()  # what became of the touch that was due
    told: tuple[e.Event, ...] = ()
    back: tuple[e.Event, ...] = ()  # what came of taking something back, before the decision


@dataclass
class Story:
    """Everything that happened in a life."""

    moments: list[Moment] = field(default_factory=list)
    state: CandidateState = field(default_factory=lambda: begin("manual:ann"))

    @property
    def facts(self) -> list[e.Event]:
        """All on record, in order."""
        return [f for m in self.moments for f in (*m.told, *m.back, *m.events, *m.done)]

    def of(self, *types: str) -> list[Any]:
        return [f for f in self.facts if f.type in types]

    @property
    def sent(self) -> list[e.Sent]:
        return self.of("sent")

    def steps(self) -> list[str]:
        return [s.step for s in self.sent]

    def one(self, step: str, kind: str = "sent") -> Any:
        """The only fact of that kind about the step."""
        found = [f for f in self.of(kind) if f.step == step]
        assert len(found) == 1, f"{len(found)} × {kind} {step}: {self.told_briefly()}"
        return found[0]

    def tasks(self, kind: str) -> list[e.TaskOpened]:
        return [t for t in self.of("task_opened") if t.kind == kind]

    @property
    def decision(self) -> Decision:
        return self.moments[-1].decision

    def told_briefly(self) -> str:
        return "\n".join(
            f"{f.occurred_at:%a %d %b %H:%M} {f.type} {getattr(f, 'step', '') or getattr(f, 'task_id', '')}"
            for f in self.facts
        )


def live(
    told: Iterable[Told | tuple[datetime, Told]],
    *,
    start: datetime = MONDAY,
    days: float = 60,
    rules: Playbook = PLAYBOOK,
    outcomes: tuple[Outcome, ...] = ("sent",),
    suppressed: frozenset[Channel] = frozenset(),
    candidate: str = "manual:ann",
    late: timedelta = timedelta(),
    edits: Iterable[tuple[datetime, Playbook]] = (),
    outages: Iterable[tuple[datetime, datetime]] = (),
) -> Story:
    """Live a life. A fact happens at its own time; a function of (state, that time) at the time beside it.

    `late` is how long after its instant each decision is taken: workers and timers are never quite on time.
    `edits` are playbooks that come into force at an instant; nobody is woken for them (R18). In `outages`, from one
    instant to another, nothing is decided: what is told meanwhile is heard at their end, and what fell due is decided.
    """
    versions, down = sorted(edits, key=lambda pair: pair[0]), sorted(outages)
    queue = [t if isinstance(t, tuple) else (t.occurred_at, t) for t in told]  # type: ignore[union-attr]
    queue.sort(key=lambda pair: pair[0])
    story, state, now, end = Story(), begin(candidate), start, start + days * D
    standing = FROM_THE_BEGINNING
    in_force = [(start, rules, standing)]
    sends = 0
    for _ in range(60 * int(days + 10)):
        heard: list[e.Event] = []
        while queue and queue[0][0] <= now:
            at, what = queue.pop(0)
            if (said := _tell(what, state, at, now)) is not None and not is_repeat(state, said):
                state = accept(state, said)
                heard.append(said)
        while versions and versions[0][0] <= now:
            at, new = versions.pop(0)
            rules, standing = new, standing_after(standing, rules, new, at)
            in_force.append((at, rules, standing))
        given_back = _taken_back(heard, state, now, story, in_force, suppressed)
        state = evolve_all(state, given_back)
        context = DecisionContext(rules, state.candidate, now, suppressed, standing)
        settled = frozenset(k for f in (*state.pending, *given_back) if (k := getattr(f, "touch_key", None)))
        done: tuple[e.Event, ...] = ()
        before, decided = state, decide(state, context, settled=settled)
        state, decision = _written(decided.state, len(heard) + len(given_back) + len(decided.events)), decided.next
        state = state.model_copy(update={"decision": decision})
        if decision.at is not None and decision.at <= now and decision.action in ("send", "ask"):
            if decision.action == "send":
                assert decision.touch is not None
                letter = letter_of(state, decision.touch, context)
                done, later = _attempt(decision, now, outcomes[sends % len(outcomes)], letter)
                sends += 1
                queue = sorted([*queue, *((f.occurred_at, f) for f in later)], key=lambda pair: pair[0])
            else:
                done = _answers(state, now, outcomes)
            for f in done:
                state = evolve(state, f)
            keys = settled | {f.touch_key for f in done}  # type: ignore[attr-defined]
            story.moments.append(
                Moment(now, before, decided.events, decision, state, context, settled, done, tuple(heard), given_back)
            )
            state = _settled_now(_written(state, len(done)), context, keys, story)
        else:
            story.moments.append(
                Moment(
                    now, before, decided.events, decision, state, context, settled, told=tuple(heard), back=given_back
                )
            )
        decision = state.decision or Decision()
        story.state = state
        times = [t for t in (decision.at, queue[0][0] if queue else None) if t is not None]
        if not times or min(times) > end:
            return story
        now = max(min(times) + (late if min(times) == decision.at else timedelta()), now)
        now = max((until for since, until in down if since <= now < until), default=now)
    raise AssertionError(f"the life spins at {now}: {story.told_briefly()[-2000:]}")


InForce = tuple[datetime, Playbook, RuleHistory]


def record_of(story: Story) -> list[Fact]:
    """All on record, each fact with when it was put there."""
    return [Fact(f, m.now) for m in story.moments for f in (*m.told, *m.back, *m.events, *m.done)]


def _taken_back(
    heard: Sequence[e.Event],
    state: CandidateState,
    now: datetime,
    story: Story,
    in_force: Sequence[InForce],
    suppressed: frozenset[Channel],
) -> tuple[e.Event, ...]:
    """What is put on record because something was taken back, as a transaction does (R21)."""

    def world_of(person: Candidate, at: datetime) -> DecisionContext:
        _, rules, standing = next((one for one in reversed(in_force) if one[0] <= at), in_force[0])
        return DecisionContext(rules, person, at, suppressed, standing)

    found: list[e.Event] = []
    for said in heard:
        if said.source == "system" or not (isinstance(said, e.TakenBack) or undo.may_take_back(said)):
            continue
        told = [*record_of(story), *(Fact(f, now) for f in (*heard, *found))]
        whose = state.candidate.candidate_id
        facts = undo.facts(undo.Story(whose, told, now, world_of, lambda _: ()), said, state)
        state = evolve_all(state, facts)
        found += facts
    return tuple(found)


def _settled_now(state: CandidateState, before: DecisionContext, keys: frozenset[str], story: Story) -> CandidateState:
    """What a delivery decides after its outcome, in the same transaction."""
    context = DecisionContext(before.playbook, state.candidate, before.now, before.suppressed, before.standing)
    decided = decide(state, context, settled=keys)
    after = _written(decided.state, len(decided.events)).model_copy(update={"decision": decided.next})
    story.moments.append(Moment(before.now, state, decided.events, decided.next, after, context, keys))
    return after


def _tell(what: Told, state: CandidateState, at: datetime, now: datetime) -> e.Event | None:
    """The fact that happened at an instant and is heard now."""
    said = what if isinstance(what, e.Event) else what(state, at)
    if said is not None and said.type in {cls.model_fields["type"].default for cls in e.UPDATE_EVENTS.values()}:
        name = next(n for n, cls in e.UPDATE_EVENTS.items() if isinstance(said, cls))
        try:
            return update_fact(name, e.dump_event(said), state, now=now)
        except Untellable:
            return None  # refused at once: it never becomes a fact
    return said


def _written(state: CandidateState, count: int) -> CandidateState:
    position = Position(seq=state.position.seq + count, head="x")
    return state.model_copy(update={"position": position, "pending": ()})


def _about(touch: Touch, decision: Decision, now: datetime) -> dict[str, Any]:
    names = ("application_id", "stage", "step", "occurrence", "attempt", "channel")
    return {n: getattr(touch, n) for n in names} | {"touch_key": touch.key, "occurred_at": now, "why": decision.why}


def _attempt(
    decision: Decision, now: datetime, outcome: Outcome, letter: str
) -> tuple[tuple[e.Event, ...], tuple[e.Event, ...]]:
    """What one attempt becomes now, and what the provider reports later."""
    touch = decision.touch
    assert touch is not None
    about = _about(touch, decision, now)
    ident = f"{touch.key}:{touch.attempt}"
    match outcome:
        case "not_accepted":
            again = now + next_try(touch.attempt, None)
            return (e.NotAcceptedYet(event_id=f"not:{ident}", retry_at=again, **about),), ()
        case "refused":
            return (e.RefusedForGood(event_id=f"refused:{ident}", **about),), ()
        case "unknown_sent" | "unknown_not" | "unknown_never":
            about |= {"ask_at": now + next_question(0), "promise_by": touch.promise_by}
            about |= {"message": touch.message, "off_week": touch.off_week, "variant": letter}
            return (e.DeliveryUnknown(event_id=f"unknown:{ident}", **about),), ()
    done = sent(touch, now, decision.why, playbook=decision.playbook, variant=letter)
    if outcome not in ("bounced", "blocked", "unexplained"):
        return (done,), ()
    late = timedelta(minutes=1 + int(digest(ident, size=4), 16) % 3000)
    bounce = e.DeliveryReported(
        event_id=f"bounce:{ident}",
        occurred_at=now + late,
        source="provider",
        application_id=touch.application_id,
        touch_key=touch.key,
        attempt=touch.attempt,
        outcome="bounced" if outcome == "bounced" else "blocked",
        channel=touch.channel,
        undecided=outcome == "unexplained",
    )
    return (done,), (bounce,)


def _answers(state: CandidateState, now: datetime, outcomes: tuple[Outcome, ...]) -> tuple[e.Event, ...]:
    """What the provider says about each touch in doubt whose question is due."""
    found: list[e.Event] = []
    for key, t in state.tries.items():
        if t.unknown_since is None or t.ask_at is None or t.ask_at > now:
            continue
        about = {"occurred_at": now, "application_id": t.application_id, "touch_key": key}
        doubts = [o for o in outcomes if o.startswith("unknown")]
        answer = doubts[(t.attempt - 1) % len(doubts)] if doubts else "unknown_sent"
        if answer == "unknown_never":
            found.append(
                e.DeliveryUnknown(
                    event_id=f"unknown:{key}:{t.attempt}:{t.asked}",
                    stage=t.stage,
                    step=t.step,
                    occurrence=t.occurrence,
                    attempt=t.attempt,
                    channel=t.channel or Channel.EMAIL,
                    ask_at=now + next_question(t.asked),
                    why=(e.Reason(rule="delivery", text="it cannot tell"),),
                    **about,
                )
            )
        else:
            outcome: Any = "accepted" if answer == "unknown_sent" else "not_accepted"
            ident = f"found:{key}:{t.attempt}"
            channel = t.channel or Channel.EMAIL
            found.append(
                e.DeliveryReported(event_id=ident, attempt=t.attempt, outcome=outcome, channel=channel, **about)
            )
    return tuple(found)


def local_day(at: datetime, context: DecisionContext) -> date:
    return at.astimezone(context.tz).date()
