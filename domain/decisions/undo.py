"""What may be taken back, and what comes of it (R21): as if it had not been said, or a sentence on why that cannot be.

Undoing is a colleague's word (`TakenBack`). The older ways of taking something back, such as a stage told back or
`allow` after `stop`, come to the same where nothing went out because of what they take back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from domain.decisions.decide import Undecidable, decide, skipped
from domain.decisions.due_steps import find_due_steps
from domain.decisions.twin import Fact, Lives, RecordOf, WentOut, WorldOf
from domain.events import (
    SIGNAL_EVENTS,
    UPDATE_EVENTS,
    ApplicationReceived,
    Assigned,
    CandidateMerged,
    CandidateUpdated,
    Contactable,
    DeliveryReported,
    Event,
    Expired,
    Hired,
    HireWithdrawn,
    OptedIn,
    OptedOut,
    PreferencesSet,
    Reason,
    Redacted,
    Rejected,
    RejectionWithdrawn,
    Replan,
    ReplyReceived,
    Skipped,
    StageChanged,
    SurveyAnswered,
    SurveyCompleted,
    TakenBack,
    TaskDropped,
    TaskOpened,
    Undone,
    Withdrawn,
)
from domain.names import CLOSED_STAGES, Channel, digest
from domain.playbook import ats_stages as ats_names
from domain.playbook.step_words import the_step
from domain.reducers import changes
from domain.reducers.evolve import about, begin, evolve, evolve_all
from domain.state.consent import change_of
from domain.state.model import CandidateState, Decision
from domain.time.written import written_in
from domain.time.zones import zone_label

_TOLD: Final = (*SIGNAL_EVENTS.values(), *UPDATE_EVENTS.values())

THEIRS: Final = ("mail", "text", "page", "sendgrid", "twilio")
"""Sources of what candidates say or do themselves, and of what a provider says of them."""

COLLEAGUES: Final = ("cli", "desk", "ats", *ats_names.SOURCES)
"""Sources of whom a stop is a colleague's word, or the ATS's, and not the candidate's own."""

A_CLICK: Final = timedelta(days=1)
"""So soon an open stage that was told and told back is taken for an undone click."""

_DEFECTS: Final = (Undecidable, ValueError, TypeError, LookupError, AttributeError, AssertionError)
"""What rules raise that meet what they do not expect; what the ledger raises goes on to whoever asked."""

_PLACING: Final = (StageChanged, Rejected, RejectionWithdrawn, Hired, HireWithdrawn, Withdrawn)

OWN_STOP: Final = (
    "They asked us to stop, and only they can take that back: if they ask to hear from us again, run "
    "`followup allow ID`."
)
ALREADY_TAKEN_BACK: Final = "It has already been undone; to make it count again, record it again."
_LAST_IS: Final = (
    "The last thing recorded is {what}. {never} `followup undo ID --list` shows what was recorded earlier and can be "
    "undone."
)
_NOTHING: Final = "Nothing recorded by a colleague or the ATS is left to undo."


@dataclass(frozen=True, slots=True)
class Attempted:
    """An attempt to send that was begun, and of which nothing is on record yet."""

    touch_key: str
    step: str
    channel: Channel
    at: datetime


@dataclass(frozen=True, slots=True)
class Story:
    """Everything that an undo looks at. Pure data and questions: the ledger's part is answered by who asks."""

    whose: str
    record: Sequence[Fact]  # this id's, what is told and not yet written down included, in its order
    now: datetime
    world_of: WorldOf
    record_of: RecordOf
    joined: Sequence[str] = ()  # ids of the same person whose record was joined into this one
    in_flight: Sequence[Attempted] = ()


class Outcome(NamedTuple):
    """What comes of taking something back."""

    about: Event | None
    refused: str = ""
    went_out: WentOut | None = None  # what stands in the way, if it is that
    without: tuple[str, ...] = ()
    lives: Lives | None = None


# ---------------------------------------------------------------- what a colleague takes back


def weigh(story: Story, wanted: str, *, by: str = "") -> Outcome:
    """What would come of taking back the fact of that event id; empty: the last thing that was told. `by` is the id of
    what takes it back, where that is on record already.
    """
    gone = taken_back(story)
    meant = _last(story, gone) if not wanted else _found(story, wanted)
    if meant is None:
        return Outcome(None, _NOTHING if not wanted else _unknown(wanted))
    if meant.event_id in gone:
        return Outcome(meant, ALREADY_TAKEN_BACK)
    if never := why_never(meant):
        return Outcome(meant, never if wanted else _LAST_IS.format(what=words(meant), never=never))
    return _weighed(story, meant, (meant.event_id,), by)


def next_without(story: Story, outcome: Outcome) -> Decision:
    """What would come next, if it were taken back now."""
    assert outcome.lives is not None
    other = outcome.lives.other
    return decide(other, story.world_of(other.candidate, story.now)).next


def _weighed(story: Story, meant: Event, ids: tuple[str, ...], by: str) -> Outcome:
    without = tuple(dict.fromkeys((*ids, *([by] if by else []))))
    lives = Lives(story.whose, story.record, without, story.world_of, story.record_of)
    try:
        lives.live(story.now)
    except _DEFECTS:  # it must stop no clock for good (R26)
        return Outcome(meant, "What would hold without it can't be worked out, which is a bug: please report it.")
    for one in story.in_flight:
        lives.in_flight(one.touch_key, one.channel, one.at, _begun(one))
    if lives.because:
        first = lives.because[0]
        return Outcome(meant, why_not(first, lambda at: _shown(at, story)), first)
    derived = {event.event_id.rpartition("@")[0] for event in lives.derived if isinstance(event, OptedOut)}
    gone = [event.event_id for event in lives.closings if event.event_id.rpartition("@")[0] not in derived]
    return Outcome(meant, without=(*without, *gone), lives=lives)


def taken_back(story: Story) -> frozenset[str]:
    """The ids of facts that count no more."""
    records = [story.record, *(story.record_of(other) for other in story.joined)]
    done = (f.event for record in records for f in record if isinstance(f.event, Undone))
    return frozenset(ident for event in done if event.becomes == "done" for ident in event.without)


def can_be(event: Event, gone: Collection[str]) -> bool:
    """Is it something that a colleague may take back, as far as its kind and its source say?"""
    return event.event_id not in gone and why_never(event) is None


def why_never(event: Event) -> str | None:
    """Why nobody takes this back, in a sentence that says what to do; None where a colleague may."""
    if isinstance(event, TakenBack | Undone):
        return "To restore what was undone, record it again."
    if isinstance(event, Redacted):
        return "What was taken out of the record is gone for good; record it again, if it is right."
    if not isinstance(event, _TOLD) or event.source == "system":
        return "Only what a colleague or the ATS recorded can be undone, and this follows from that by the rules."
    closes = any(change.action == "close" for change in change_of(event))
    if closes and (isinstance(event, ReplyReceived | DeliveryReported) or event.source not in COLLEAGUES):
        return OWN_STOP
    match event:
        case ApplicationReceived():
            return "An application can't be undone; close it with `followup withdraw ID`."
        case CandidateMerged():
            return "Two records that were joined can't be separated again."
        case ReplyReceived() if event.source != "cli":
            return "They wrote that themselves, so it stays: answer it, or mark it done with `followup done TASK`."
        case SurveyAnswered() | SurveyCompleted():
            return "They said that themselves, so it stays."
        case OptedIn() | PreferencesSet() | CandidateUpdated() if event.source in THEIRS:
            return "They chose that themselves, so it stays; change it with `followup prefer` or `followup stop`."
        case DeliveryReported() | Replan():
            return "That says nothing about the candidate that could be undone."
    return "They did that themselves, so it stays; record what is true now." if event.source in THEIRS else None


def _last(story: Story, gone: frozenset[str]) -> Event | None:
    """What a colleague or the ATS told last, under whichever of the person's ids, whether it can be taken back or not:
    an older thing would never be what is meant. None where nothing can be.
    """
    records = [story.record, *(story.record_of(other) for other in story.joined)]
    told = [fact for record in records for fact in record if _is_told(fact.event) and fact.event.event_id not in gone]
    if not any(why_never(fact.event) is None for fact in told):
        return None
    latest = max(fact.at for fact in told)
    # Of one instant the own record's goes first, and there what was told last: both are told in one order only.
    return next(f.event for record in records for f in reversed(record) if f.at == latest and f in told)


def _is_told(event: Event) -> bool:
    """Is it the word of a colleague or of the ATS about them?"""
    if not isinstance(event, _TOLD) or isinstance(event, TakenBack | Redacted | DeliveryReported | Replan):
        return False
    return event.source != "system" and event.source not in THEIRS


def _found(story: Story, wanted: str) -> Event | None:
    """By its id, or by the beginning of an id that no other one has."""
    every = [f.event for record in [story.record, *map(story.record_of, story.joined)] for f in record]
    exact = next((event for event in every if event.event_id == wanted), None)
    if exact is not None:
        return exact
    near = {event.event_id: event for event in every if event.event_id.startswith(wanted)} if len(wanted) > 5 else {}
    return next(iter(near.values())) if len(near) == 1 else None


def _unknown(wanted: str) -> str:
    return f"Nothing about them is on record under {wanted!r}; `followup undo ID --list` shows what can be undone."


def why_not(went: WentOut, when: Callable[[datetime], str], *, with_subject: bool = False) -> str:
    """What stands in the way, in a sentence. A message's subject is personal: it stands in no reason on record."""
    step, channel = getattr(went.event, "step", ""), getattr(went.event, "channel", None)
    name = the_step(step)
    way = {Channel.EMAIL: " by email", Channel.SMS: " by text"}.get(channel, "") if channel else ""
    rest = "so it can't be undone; record what is true now instead."
    if went.what == "done":
        return f"A colleague has spoken to them because of it ({when(went.at)}), {rest}"
    if went.what == "unknown":
        return f"We don't know whether {name}{way} went out because of it ({when(went.at)}), {rest}"
    subject = f' "{said}"' if with_subject and (said := getattr(went.event, "subject", "")) else ""
    return f"{name[0].upper()}{name[1:]}{subject} went out{way} because of it ({when(went.at)}), {rest}"


def _shown(at: datetime, story: Story) -> str:
    """In the company's zone: whoever reads it later may be anywhere."""
    context = story.world_of(begin(story.whose).candidate, story.now)
    local, forms = at.astimezone(context.company_tz), written_in(context.playbook.company.country)
    return f"{forms.at(forms.day(local.date()), forms.hour(local))} {zone_label(local)}"


def _begun(one: Attempted) -> Event:
    return Reached(event_id=f"attempted:{one.touch_key}", occurred_at=one.at, step=one.step, channel=one.channel)


class Reached(Event):
    """An attempt in flight, shown as a fact; never on record."""

    type: str = "attempted"
    step: str = ""
    channel: Channel = Channel.EMAIL


# ---------------------------------------------------------------- what is put on record


def facts(story: Story, told: Event, state: CandidateState) -> list[Event]:
    """What is put on record because of a fact that takes something back; nothing where it takes nothing back.

    `state` is the person's as their clock has it, that fact included.
    """
    if isinstance(told, TakenBack):
        outcome = weigh(story, told.about, by=told.event_id)
        return _on_record(story, told, outcome, state) if outcome.lives else [_refused(told, outcome, story.now)]
    told_back = _told_back(story, told)
    return _on_record(story, told, told_back, state) if told_back is not None else []


def _refused(told: TakenBack, outcome: Outcome, now: datetime) -> Event:
    meant = outcome.about
    return Undone(
        event_id=f"undone:{told.event_id}"[:200],
        occurred_at=now,
        author=told.author,
        application_id=meant.application_id if meant else told.application_id,
        about=meant.event_id if meant else told.about,
        by=told.event_id,
        becomes="refused",
        why=(Reason(rule="R21", text=outcome.refused),),
    )


def _on_record(story: Story, told: Event, outcome: Outcome, state: CandidateState) -> list[Event]:
    lives, meant = outcome.lives, outcome.about
    assert lives is not None and meant is not None
    why = (Reason(rule="R21", text=f"{words(meant)} was undone, as if it had never been recorded"),)
    mark = f"@undo-{digest(told.event_id, size=10)}"
    along: list[Event] = [
        *_tasks(lives, state, story.now, mark, why),
        *_settled(lives, story.now, mark, why),
        *_given_up(lives, state, story, mark, why),
    ]
    along = list({fact.event_id: fact for fact in reversed(along)}.values())[::-1]  # one word about each
    before = evolve_all(lives.real, along)
    done = Undone(
        event_id=f"undone:{told.event_id}"[:200],
        occurred_at=story.now,
        author=told.author,
        application_id=meant.application_id,
        about=meant.event_id,
        by=told.event_id,
        becomes="done",
        without=outcome.without,
        changes=changes.between(before, lives.other),
        closed=_closed(before, lives.other),
        why=why,
    )
    return [*along, done]


def _tasks(
    lives: Lives, state: CandidateState, now: datetime, mark: str, why: tuple[Reason, ...]
) -> Iterable[TaskOpened | TaskDropped]:
    """What colleagues are asked no more, and what they are asked again."""
    theirs = {task.task_id: task for task in lives.other.tasks}
    mine = {task.task_id: task for task in lives.real.tasks}
    here = {task.task_id for task in state.tasks}
    for ident, task in mine.items():
        if ident not in theirs and ident in here:
            about_it: dict[str, Any] = {"application_id": task.application_id, "task_id": ident, "why": why}
            yield TaskDropped(event_id=f"dropped:{ident}{mark}", occurred_at=now, **about_it)
    names = ("application_id", "task_id", "kind", "title", "due_at", "assignee", "touch_key")
    for ident, task in theirs.items():
        if ident not in mine:
            about_it = {name: getattr(task, name) for name in names}
            yield TaskOpened(event_id=f"opened:{ident}{mark}", occurred_at=now, why=why, **about_it)


def _settled(lives: Lives, now: datetime, mark: str, why: tuple[Reason, ...]) -> Iterable[Skipped | Expired]:
    """What would have been found too late or needless by now, had it not been said: on record too (R15)."""
    for fact in lives.derived:
        if isinstance(fact, Skipped | Expired) and (fact.type, fact.touch_key) not in lives.on_record:
            yield fact.model_copy(
                update={"event_id": f"{fact.type}:{fact.touch_key}{mark}", "occurred_at": now, "why": (*fact.why, *why)}
            )


def _given_up(
    lives: Lives, state: CandidateState, story: Story, mark: str, why: tuple[Reason, ...]
) -> Iterable[Skipped]:
    """What was to go, or was held, because of it. It is not over for good: said again, it goes
    (`domain.reducers.touches`)."""
    context = story.world_of(lives.other.candidate, story.now)
    live = {due.key for due in find_due_steps(lives.other, context)} | lives.other.tries.keys()
    waits = state.decision.touch.key if state.decision and state.decision.touch else None
    for key in dict.fromkeys([*lives.real.tries, *lives.real.said, *([waits] if waits else [])]):
        if key not in live:
            yield skipped(key, story.now, *why, mark=mark)


def _closed(before: CandidateState, after: CandidateState) -> tuple[str, ...] | None:
    """The channels that stay closed, where that is news; None where no channel is concerned."""
    if before.closed_channels == after.closed_channels and before.stopped == after.stopped:
        return None
    return ("all",) if after.stopped else tuple(str(one) for one in after.closed_channels)


# ---------------------------------------------------------------- the older ways of taking something back


def may_take_back(event: Event) -> bool:
    """Is it of a kind by which something is taken back, so that it is worth a look into the record?"""
    if isinstance(event, OptedIn):
        return event.source in COLLEAGUES
    return isinstance(event, RejectionWithdrawn | HireWithdrawn | StageChanged) and event.source not in THEIRS


def _told_back(story: Story, told: Event) -> Outcome | None:
    """What comes of a fact that says the opposite of an earlier one; None where it is news of its own."""
    place = next((n for n, f in enumerate(story.record) if f.event.event_id == told.event_id), None)
    if place is None or not may_take_back(told):
        return None
    gone = taken_back(story)
    past = [fact for fact in story.record[:place] if fact.event.event_id not in gone]
    meant = _stops(past, told) if isinstance(told, OptedIn) else _moves(story, place, told)
    if not meant or told.event_id in gone:
        return None
    outcome = _weighed(story, meant[-1], tuple(one.event_id for one in meant), told.event_id)
    if outcome.lives is None or not _comes_to_the_same(outcome.lives, told):
        return None
    return outcome


def _stops(past: Sequence[Fact], told: OptedIn) -> list[Event]:
    """The colleagues' stops that an `allow` opens again; nothing where the candidate had a part in it."""
    found: list[Event] = []
    for event in (fact.event for fact in past):
        for change in change_of(event):
            if change.action == "open":
                found = [] if change.channel is None or change.channel is told.channel else found
            elif told.channel is None or change.channel in (None, told.channel):
                found.append(event)
    if any(not isinstance(one, OptedOut) or why_never(one) for one in found):
        return []
    return found


def _moves(story: Story, place: int, told: Event) -> list[Event]:
    """The moves by which an application left the stage into which it is told back."""
    state, way = begin(story.whose), []
    for fact in story.record[:place]:
        before, state = state, evolve(state, fact.event)
        if isinstance(fact.event, _PLACING):
            way.append((fact.event, before, state))
    app = about(state, told.application_id)
    after = evolve(state, told)
    now = after.application(app.application_id) if app else None
    if app is None or now is None or now.stage is app.stage:
        return []
    found: list[Event] = []
    for event, before, later in reversed(way):
        was, became = before.application(app.application_id), later.application(app.application_id)
        if was is None or became is None or about(before, event.application_id) != was:
            continue
        if became.stage not in CLOSED_STAGES and told.occurred_at - event.occurred_at > A_CLICK:
            return []
        found.append(event)
        if was.stage is now.stage and became.stage is not now.stage:
            return found[::-1]
    return []


def _comes_to_the_same(lives: Lives, told: Event) -> bool:
    """Does the life without both agree with what was told: the same stages, the same channels?"""
    mine, theirs = lives.real, lives.other
    if isinstance(told, OptedIn):
        ways, their_ways = ((s.closed_channels, s.stopped, s.candidate.sms_consent_at) for s in (mine, theirs))
        return ways == their_ways
    return [a.stage for a in mine.applications] == [a.stage for a in theirs.applications]


# ---------------------------------------------------------------- words


_WORDS: Final = {
    "application_received": "the application",
    "candidate_merged": "that two records are one person's",
    "survey_answered": "the answer to the survey",
    "survey_completed": "the answers to the survey",
    "rejected": "the rejection",
    "rejection_withdrawn": "that the rejection was undone",
    "hired": "the hire",
    "hire_withdrawn": "that the hire was undone",
    "withdrawn": "the withdrawal",
    "opted_out": "the stop",
    "opted_in": "that messages are allowed again",
    "paused": "the pause",
    "resumed": "that the follow-up goes on",
    "snoozed": "the snooze",
    "noted": "the note",
    "contacted": "that they were contacted",
    "interview_held": "that the interview took place",
    "interview_cancelled": "that the interview was canceled",
    "offer_extended": "the offer",
    "reply_received": "the reply",
    "candidate_updated": "the change of their details",
    "preferences_set": "what they prefer",
    "task_completed": "that the task is done",
    "approved": "the answer to the task",
    "send_requested": "the wish to send it now",
    "say_requested": "the message of a colleague",
    "rated": "the rating",
    "assigned": "the assignment",
    "feedback_received": "the feedback",
    "left": "that they left",
}


def words(event: Event) -> str:
    """What was told, as the subject of a sentence."""
    match event.type:
        case "stage_changed":
            return f"the move to {getattr(event, 'stage', '')}"
        case "assigned" if isinstance(event, Assigned) and event.recruiter.name:
            return f"the assignment to {event.recruiter.name}"
        case "promised":
            return f"the promise of an answer by {getattr(event, 'by', '')}"
        case "interview_scheduled":
            return "the interview"
        case "offer_answered":
            return f"the answer to the offer ({getattr(event, 'answer', '')})"
        case "candidate_updated" if isinstance(event, CandidateUpdated) and _is_of_tags_alone(event):
            return "the change of their tags"
    return _WORDS.get(event.type, event.type.replace("_", " "))


def _is_of_tags_alone(event: CandidateUpdated) -> bool:
    more = event.candidate != Contactable() or event.can_email is not None or event.snoozed_until or event.removed
    return not more and (event.tags is not None or bool(event.tagged or event.untagged))
