"""From what somebody says to a fact, or to a sentence that says what is wrong with it.

Signals are never refused outright: what cannot be understood becomes a fact of its own. Updates are: a colleague is
waiting for the answer. Both are read strictly, at every depth; what one of our own doors has checked, perhaps of a
newer release, is taken in whole (`names.CHECKED`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from domain.decisions import own_words
from domain.decisions.peace import doubt_task_id
from domain.decisions.undo import ALREADY_TAKEN_BACK, why_never
from domain.events import (
    SIGNAL_EVENTS,
    UPDATE_EVENTS,
    ApplicationReceived,
    Approved,
    Assigned,
    Erased,
    Event,
    MessageRefused,
    Paused,
    PreferencesSet,
    Promised,
    SayRequested,
    SendRequested,
    Snoozed,
    SurveyCompleted,
    TakenBack,
    TaskCompleted,
    Unknown,
)
from domain.names import Stage, digest
from domain.playbook import ats_stages as ats_names
from domain.playbook.surveys import SCALES
from domain.reducers.evolve import about
from domain.state.model import CandidateState
from domain.state.task_kinds import DOUBT
from domain.time.zones import zone
from domain.views.status import answers_to


class Untellable(ValueError):
    """What was said cannot be taken in; one sentence on what is wrong and what to do."""


class AboutErased(Untellable):
    """It is about somebody who was erased: nothing is taken in about them any more (R23)."""

    def __init__(self, who: str) -> None:
        super().__init__(f"{who} was erased, so nothing is taken in about them; a new application starts them afresh.")


def signal_fact(name: str, data: Any, *, now: datetime, checked: bool = False) -> Event:
    """The fact that a signal tells; `checked`: one of our own doors has read it strictly. Raises Untellable."""
    if checked:
        return _checked(name, data, now, SIGNAL_EVENTS.get(name) or _UPDATES_BY_TYPE.get(name))
    cls = SIGNAL_EVENTS.get(name)
    if cls is None:
        raise Untellable(_unknown("signal", name, list(SIGNAL_EVENTS)))
    if name == "stage_changed" and isinstance(data, dict) and isinstance(stage := data.get("stage"), str):
        _check_stage(stage, data.get("source"))
    try:
        return _load(cls, name, data, now)
    except Untellable:
        if name not in _STOPS or not isinstance(data, dict):
            raise
        # A stop must not fail for a field too many or a reason too long (R3): what is understood counts.
        return _load(cls, name, {k: _cut(v) for k, v in data.items() if k in cls.model_fields}, now)


def _checked(name: str, data: Any, now: datetime, cls: type[Event] | None) -> Event:
    """The fact that one of our doors has checked. Where that door knows more than this release, it is kept whole."""
    if cls is not None:
        try:
            return _load(cls, name, data, now, strict=False)
        except Untellable:
            if not isinstance(data, dict):
                raise
        if name in _STOPS:  # a stop is heard, whatever else is told with it (R3)
            with suppress(Untellable):
                return _load(cls, name, {k: _cut(v) for k, v in data.items()}, now, strict=False)
    return _load(Unknown, name, data, now, strict=False)


_UPDATES_BY_TYPE = {cls.model_fields["type"].default: cls for cls in UPDATE_EVENTS.values()}


def _check_stage(stage: str, source: Any) -> None:
    """A stage that an ATS calls by a name of its own is never guessed. Raises Untellable with what to do about it."""
    if stage in list(Stage):
        return
    if source in ats_names.SOURCES:
        raise Untellable(ats_names.unmapped(source, stage[:100]))
    raise Untellable(_unknown("stage", stage[:100], [str(known) for known in Stage]))


_STOPS = ("opted_out", "rejected", "withdrawn")
_SKEW = timedelta(minutes=5)
_LATE = timedelta(days=1)
"""So long after it occurred, by its sender, an application is dated when it is heard: a door of ours tells at once, and
may have told before a worker was there to hear it."""
_SHORT = 300


def _cut(value: Any) -> Any:
    return value[: _SHORT - 1] + "…" if isinstance(value, str) and len(value) > _SHORT else value


def update_fact(name: str, data: Any, state: CandidateState, *, now: datetime) -> Event:
    """The fact that an update tells, if it makes sense for this person now. Raises Untellable."""
    fact = well_formed(name, data, now=now)
    if problem := _problem(fact, state, now):
        raise Untellable(problem)
    return fact


def well_formed(name: str, data: Any, *, now: datetime) -> Event:
    """The fact that an update tells, whether or not it makes sense now. Raises Untellable."""
    cls = UPDATE_EVENTS.get(name)
    if cls is None:
        raise Untellable(_unknown("update", name, list(UPDATE_EVENTS)))
    return _load(cls, name, data, now)


def accepted_update(name: str, data: Any, *, now: datetime) -> Event:
    """The fact that an update tells which a validator has accepted, perhaps a newer release's. Raises Untellable."""
    return _checked(name, data, now, UPDATE_EVENTS.get(name))


def refusal(name: str, data: Any, error: str, *, now: datetime) -> MessageRefused:
    """The fact that something was said that could not be understood."""
    given = data.get("event_id") if isinstance(data, dict) else None
    told = _canonical(data)
    ident = given if isinstance(given, str) and given and given.isprintable() else digest(name, told)
    return MessageRefused(
        event_id=_sound(f"refused:{ident}")[:200],
        occurred_at=now,
        name=_sound(name)[:100],
        error=_sound(error)[:500],
        payload=told[:10_000],
    )


def _load(cls: type[Event], name: str, data: Any, now: datetime, *, strict: bool = True) -> Event:
    if not isinstance(data, dict):
        raise Untellable(
            f"{name} carries no JSON object (json/plain, without a codec); `followup schema` prints what it may carry"
        )
    kind = name if cls is Unknown else cls.model_fields["type"].default
    if data.get("type", kind) not in (kind, name):
        raise Untellable(f"{name} carries the type {data['type']!r}; leave the type out or make it {name!r}")
    fields = {k: v for k, v in data.items() if k != "type"}
    fields.setdefault("event_id", f"{name}:{digest(_canonical(fields))}")
    fields.setdefault("occurred_at", now)
    fields.setdefault("source", "unknown")
    if cls is Unknown:
        fields["type"] = name
    try:
        fact = cls.model_validate(fields, extra="forbid" if strict else "allow")
        # What has happened cannot lie ahead of us: it would count as a contact, or a stop, that is still to come.
        fact = fact if fact.occurred_at <= now + _SKEW else fact.replace(occurred_at=now)
        if strict and isinstance(fact, SurveyCompleted) and (wrong := _wrong_answers(fact)):
            raise Untellable(f"{name}: {wrong}")
        return _heard(fact, now) if isinstance(fact, ApplicationReceived) else fact
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "its content"
        more = len(error.errors()) - 1
        rest = f" (and {more} more)" if more else ""
        raise Untellable(f"{name}: {where} is wrong: {_lower(first['msg'])}{rest}") from None


def _wrong_answers(fact: SurveyCompleted) -> str:
    """What no survey can have been answered; empty where nothing is wrong."""
    if not fact.answers and not fact.comment.strip():
        return "it holds no answer; give answers, or a comment"
    for one in fact.answers:
        low, high = SCALES.get(one.kind, (0, 0))
        if one.kind == "choice" and not one.choice:
            return f"the answer to {one.question!r} names no choice"
        if one.kind != "choice" and (one.value is None or not low <= one.value <= high):
            return f"the answer to {one.question!r} is a number from {low} to {high}"
    return ""


def _heard(fact: ApplicationReceived, now: datetime) -> ApplicationReceived:
    """An application that is dated long before we learned of it, with when that was (R15)."""
    given = fact.heard_at
    if given is not None:
        return fact if given <= now else fact.replace(heard_at=now)
    return fact.replace(heard_at=now) if fact.occurred_at < now - _LATE else fact


def _problem(fact: Event, state: CandidateState, now: datetime) -> str | None:  # noqa: C901  one arm for each kind, which is easiest read in one place
    """What makes a well-formed update senseless for this person at this time."""
    if state.erased_at is not None and not isinstance(fact, Erased):
        return "They have been erased, so nothing is taken in about them any more."
    if isinstance(fact, Erased):
        return None
    if now_known_as := state.merged_into or state.leaving_to:
        return f"They are followed up as {now_known_as}, who is the same person; use {now_known_as}."
    # A clock that had ended runs again, and has not read its record yet.
    unread = state.position.seq == 0 and (isinstance(fact, SayRequested | TakenBack) or not state.applications)
    if fact.application_id is not None and not unread and about(state, fact.application_id) is None:
        jobs = ", ".join(a.job_id for a in state.applications) or "none"
        return f"They have no application for {fact.application_id!r}; their jobs are: {jobs}."
    match fact:
        case Paused(until=until) if until is not None and until <= now:
            return "The pause would end in the past; give a later --until, or leave it out to pause with no end date."
        case Snoozed(until=until) if until <= now:
            return "It can't be put off until a time in the past; give a later --until."
        case Promised(by=by) if by < now.date():
            return f"The promised date {by} has passed; give a date in the future."
        case Promised() if not any(not a.is_closed for a in state.applications):
            return "They have no open application to promise anything about."
        case TaskCompleted(task_id=task_id) if state.task(task_id) is None and not state.was_done(task_id):
            return f"There is no open task {task_id!r} for them; `followup tasks` lists the open ones."
        case TaskCompleted(task_id=task_id) if (task := state.task(task_id)) and task.kind == "approve":
            return f"This task asks for a yes or a no: `followup approve {task_id}`, or the same with --no."
        case TaskCompleted(task_id=task_id) if (task := state.task(task_id)) and task.kind == DOUBT:
            return f"This task asks what they meant: {_choices(task_id, answers_to(task, state))}."
        case Approved(task_id=task_id):
            task = state.task(task_id)
            asks = doubt_task_id(state.doubt, state) if state.doubt is not None else task_id
            if task is not None and task.kind == DOUBT and task_id != asks and not state.settling:
                return f"They have written again, so {task_id!r} is no longer asked; {_asked_by(asks)}."
            answers = answers_to(task, state) if task is not None else ()
            if task is not None and ((task.kind == DOUBT and state.doubt is None) or state.settling):
                return f"What {task_id!r} asks has been settled since; `followup tasks` lists the open ones."
            if answers and (fact.answer is None or not fact.yes):
                return f"This task asks what they meant, not for a yes or a no: {_choices(task_id, answers)}."
            if answers and fact.answer not in answers:
                return f"{fact.answer!r} isn't an answer to this task: {_choices(task_id, answers)}."
            if answers:
                return None
            if task is not None and fact.answer is not None:
                return (
                    f"Task {task_id!r} asks nothing that {fact.answer!r} answers; `followup tasks` says what to type."
                )
            if task is None and fact.answer is not None:
                rest = _asked_by(asks) if asks != task_id else "`followup tasks` lists the open tasks"
                return f"There is no open question under {task_id!r}; {rest}."
            if task is None and task_id not in state.approvals:
                return f"There is nothing to approve under {task_id!r}; `followup tasks` lists the open tasks."
            if task is not None and task.kind != "approve":
                return f"Task {task_id!r} asks for no approval; mark it done with `followup done {task_id}`."
        case PreferencesSet(timezone=str(name)):
            try:
                zone(name)
            except ValueError as error:
                return str(error)
        case SayRequested():
            return own_words.problem(fact, state, about(state, fact.application_id))
        case TakenBack(about=wanted) if wanted and (never := _never_taken_back(wanted, state)):
            return never
        case Assigned() if not any((one.name or one.email).strip() for one in (fact.recruiter, fact.cover)):
            return "Say who to assign them to: a recruiter's name or address, or who covers for theirs."
        case Assigned() if not state.applications and not unread:
            return "They have no application, so there is nothing to assign."
        case SendRequested() if about(state, fact.application_id) is None:
            return "They have no application, so there is nothing to send."
    return None


def _never_taken_back(wanted: str, state: CandidateState) -> str | None:
    """Why this is not taken back, as far as the clock knows; the next decision looks into the record (R21)."""
    last = state.undo
    if last is not None and wanted in (last.about, last.by) and not last.refused:
        return ALREADY_TAKEN_BACK
    waits = next((event for event in state.pending if event.event_id == wanted), None)
    return why_never(waits) if waits is not None else None


def _asked_by(task_id: str) -> str:
    return f"{task_id} asks what they meant: `followup approve {task_id} --show` prints all of it"


def _choices(task_id: str, answers: Sequence[str]) -> str:
    *others, last = (f"`followup approve {task_id} --answer {answer}`" for answer in answers)
    return f"{', '.join(others)} or {last}" if others else last


def _unknown(what: str, name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"
    return f"There is no {what} {name!r}; {hint}"


def _canonical(data: Any) -> str:
    try:
        return json.dumps(data, sort_keys=True, default=str)
    except (TypeError, ValueError, RecursionError):
        return f"{type(data).__name__} that cannot be written down"


def _sound(text: str) -> str:
    """The text without halves of characters, which no database takes."""
    return text.encode("utf-8", "replace").decode()


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
