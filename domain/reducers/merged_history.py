"""How the record of the same person under another id becomes part of theirs (R17).

What holds for either holds for both: opt-outs, pauses, the contacts that the caps count, promises, a reply that waits.
Of what there can be only one (a name, an address, an application for one job) theirs is kept, or the later.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from pydantic import ValidationError

from domain.compact import unknown_of
from domain.delivery import undelivered
from domain.events import Event, HistoryJoined, Reason, TaskOpened, Unknown
from domain.names import SENDING_CHANNELS, Channel, task_id
from domain.reducers import doubts, tagging
from domain.reducers import out_of_order as early
from domain.reducers.merge_handshake import MERGE_TASK
from domain.reducers.merge_rules import Rule, by_rules, either, last, united
from domain.reducers.merged_applications import goes_on, one_application, same_job
from domain.state.model import (
    APPROVALS_LIMIT,
    CONTACTS_LIMIT,
    DONE_TASKS_LIMIT,
    HELD_BESIDE_FACTS,
    REFUSED_LIMIT,
    SEEN_LIMIT,
    SURVEYS_LIMIT,
    TRIES_LIMIT,
    VARIANTS_LIMIT,
    Application,
    Candidate,
    CandidateState,
    DeliveryAttemptState,
    Hire,
    Interview,
    Offer,
    Part,
    PendingReply,
)
from domain.state.unread_facts import skip
from domain.time.instants import latest

_SEEN_OF_OTHER = 30

_PERSONAL = ("note", "feedback", "reason")
_PERSONAL_PARTS: dict[str, tuple[tuple[str, ...], type[Part]]] = {
    "interviews": (("interviewers", "link", "location", "notes", "title", "with_whom"), Interview),
    "offer": (("pay", "benefits", "next_step", "notes"), Offer),
    "hire": (("first_day", "paperwork", "introductions", "plan"), Hire),
}
"""Fields of an application that are personal, as in the facts that they come from."""

_PERSONAL_OF_ALL: Final = ("tasks", "undelivered")
"""Fields of the whole record that are: a task's title may quote what came in, an address can be known by its mark."""

_ASKED_ANEW = (
    "answer", "promise", "silence", "startdate", "offer", "feedback", "approve", "elsewhere", "lapsed", "ledger",
    "cancelled", "doubt", "stopped", "offergone", "jobclosed",
    "unplaced", "colleague",
)  # fmt: skip
"""Kinds of tasks that the next decision opens by itself where they are still needed."""


# ---------------------------------------------------------------- what is handed over


def joined_fact(
    other: CandidateState,
    now: datetime,
    *,
    closed: Collection[Channel] = (),
    in_doubt: Mapping[str, DeliveryAttemptState] | None = None,
) -> HistoryJoined:
    """The fact that this record is taken over.

    `closed` are channels that the ledger has closed for its addresses. `in_doubt` are attempts to send that began and
    of which nobody knows how they ended, by touch key.
    """
    everything = set(Channel) <= set(closed)
    tries = {**other.tries, **{k: t for k, t in (in_doubt or {}).items() if not _is_in_doubt(other.tries.get(k))}}
    kept = other.replace(
        closed_channels=tuple(sorted({*other.closed_channels, *(c for c in closed if c in SENDING_CHANNELS)})),
        stopped=other.stopped or everything,
        tries=dict(list(tries.items())[-TRIES_LIMIT:]),
    )
    ident = other.candidate.candidate_id
    record, details = taken_apart(kept, without=(*HELD_BESIDE_FACTS, "tasks", "merged_into", "leaving_to"))
    if seen := other.seen[-_SEEN_OF_OTHER:]:
        record["seen"] = list(seen)
    text = f"joined with {ident}, who is the same person: its history, limits and opt-outs hold here"
    return HistoryJoined(
        event_id=f"joined:{ident}",
        occurred_at=now,
        merged_id=ident,
        record=record,
        details=details,
        why=(Reason(rule="R17", text=text),),
    )


def taken_apart(state: CandidateState, *, without: Sequence[str] = ()) -> tuple[dict[str, Any], dict[str, Any]]:
    """A record as JSON without what is personal in it, and what is: so that an erasure can empty the second."""
    record = state.model_dump(mode="json", exclude=set(without))
    details: dict[str, Any] = {"candidate": record["candidate"], "applications": {}}
    record["candidate"] = {"candidate_id": state.candidate.candidate_id}
    return taken_apart_again(record, details)


def taken_apart_again(record: dict[str, Any], details: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The two as they are to be, from what is on record: earlier releases left some of what is personal in the first.

    What is in none of its known places goes to `unknown`, from where every release reads it.
    """
    record, details = copy.deepcopy(record), copy.deepcopy(details)
    if told_early := record.pop("early", None):  # whole: what was said of an application may hold feedback
        details["early"] = told_early
    if elsewhere := [n for n in record if n in _PERSONAL_OF_ALL or n not in CandidateState.model_fields]:
        found = {name: record.pop(name) for name in elsewhere}  # one that this release does not know may be personal
        if found := {name: value for name, value in found.items() if value}:
            details["unknown"] = details.get("unknown", {}) | found
    theirs = details.setdefault("applications", {})
    for app in record.get("applications", []):
        if personal := _take_out(app):
            ident = app["application_id"]
            theirs[ident] = _beside(theirs.get(ident, {}), personal)
    return record, details


def _beside(there: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """What is personal in an application, with what was taken out of it now."""
    both = {**there, **more}
    for part in _PERSONAL_PARTS.keys() & there.keys() & more.keys():
        mine, new = there[part], more[part]
        if isinstance(mine, list):
            both[part] = [{**one, **other} for one, other in zip(mine, new, strict=True)]
        else:
            both[part] = {**mine, **new}
    return both


def skipped_of(other: CandidateState, facts: Iterable[Event], both: CandidateState) -> Iterator[Event]:
    """Facts about the other id that no fold has read: they go on record here, for the newer release that reads them."""
    whose = other.candidate.candidate_id
    for fact in facts:
        if not isinstance(fact, Unknown):
            continue
        renamed = application_of(fact.application_id or "", whose)
        yield fact.replace(application_id=renamed) if both.application(renamed) else fact


def _is_in_doubt(attempt: DeliveryAttemptState | None) -> bool:
    return attempt is not None and attempt.unknown_since is not None


def _take_out(app: dict[str, Any]) -> dict[str, Any]:
    """Remove what is personal from an application's JSON, and return it."""
    found = _taken(app, _PERSONAL, Application)
    for part, (names, model) in _PERSONAL_PARTS.items():
        value = app.get(part)
        if isinstance(value, list):
            found[part] = [_taken(one, names, model) for one in value]
        elif value:
            found[part] = _taken(value, names, model)
    return {name: value for name, value in found.items() if value and value != [{}] * len(value)}


def _taken(data: dict[str, Any], personal: tuple[str, ...], model: type[Part]) -> dict[str, Any]:
    """Take out what is personal, or what a newer release wrote and may be."""
    return {name: data.pop(name) for name in list(data) if name in personal or name not in model.model_fields}


def _record(event: HistoryJoined) -> CandidateState:
    return put_together(event.merged_id, event.record, event.details)


def put_together(candidate_id: str, record: Mapping[str, Any], details: Mapping[str, Any]) -> CandidateState:
    """The record as it was; without what an erasure took. Raises ValidationError."""
    data = {"candidate": {"candidate_id": candidate_id}, **record}
    data["candidate"] = details.get("candidate") or data["candidate"]
    data["early"] = details.get("early", [])
    data |= details.get("unknown", {})
    apps = []
    for app in data.get("applications", []):
        personal = dict(details.get("applications", {}).get(app["application_id"], {}))
        whole = dict(app)
        for part in _PERSONAL_PARTS:
            value, more = whole.get(part), personal.pop(part, None)
            if isinstance(value, list) and more:
                whole[part] = [{**one, **extra} for one, extra in zip(value, more, strict=True)]
            elif value and more:
                whole[part] = {**value, **more}
        apps.append({**whole, **personal})
    return CandidateState.model_validate({**data, "applications": apps})


# ---------------------------------------------------------------- what is taken over


_ONE_STATE: Final[Mapping[str, Rule]] = {
    "closed_channels": united,
    "stopped": either,
    "consent_at": latest,
    "last_contact_at": latest,
    "last_reply_at": latest,
    "away_until": latest,
    "snoozed_until": latest,
    "silence_from": latest,
    "paused_by_ops": either,
    "paused_before_until": latest,
    "doubt": doubts.one_doubt,
    "stop": doubts.one_stop,
    "settling": doubts.settling_of_both,
    "done_tasks": last(DONE_TASKS_LIMIT),
    "said": lambda mine, theirs: theirs | mine,
    "variants": lambda mine, theirs: dict(list((theirs | mine).items())[-VARIANTS_LIMIT:]),
    "requested": lambda mine, theirs: theirs | mine,
    "approvals": lambda mine, theirs: dict(list((theirs | mine).items())[-APPROVALS_LIMIT:]),
    "erasure_asked_at": either,
    "erased_at": either,
    "mail_thread": either,
    "seen": lambda mine, theirs: tuple(dict.fromkeys((*theirs, *mine[-(SEEN_LIMIT - len(theirs)) :]))),
    "early": early.both,
    "refused": lambda mine, theirs: tuple(dict.fromkeys((*mine, *theirs)))[-REFUSED_LIMIT:],
}
"""What holds of two records of one person; fields that hang on others have functions of their own, below."""


def join(state: CandidateState, event: HistoryJoined) -> CandidateState:
    """The state with the other record as part of it."""
    try:
        other = _record(event)
    except (ValidationError, ValueError, TypeError, KeyError):  # a colleague looks: it may have held an opt-out
        state = skip(state, event).with_refused(event.event_id)  # and a newer release folds it in
        return _with_ids(state, CandidateState(candidate=Candidate(candidate_id=event.merged_id)))
    applications, renamed = _applications(state, other)
    other = _renamed(other, renamed)
    candidate, bad = _one_person(state, other)
    contacts = sorted((*state.contacts, *other.contacts), key=lambda c: c.at)
    surveys = sorted((*state.surveys_asked, *other.surveys_asked), key=lambda c: c.at)
    both = _with_ids(state, other).replace(applications=applications)
    since, until = _pause(state, other)
    return by_rules(both, other, _ONE_STATE).replace(
        candidate=candidate,
        bad_channels=bad,
        undelivered=undelivered.of_one_person(candidate, state, other),
        contacts=tuple(contacts[-CONTACTS_LIMIT:]),
        surveys_asked=tuple(surveys[-SURVEYS_LIMIT:]),
        paused_since=since,
        paused_until=until,
        tries=_tries(both, {**other.tries, **state.tries}),
        owed=_owed(state.owed, other.owed),
    )


def _with_ids(state: CandidateState, other: CandidateState) -> CandidateState:
    """The state with whose history is here now, and whose is still to come, theirs included."""
    me = state.candidate.candidate_id
    joined = tuple(dict.fromkeys((*state.joined, other.candidate.candidate_id, *other.joined)))
    waiting = {m.merged_id: m for m in (*other.merging, *state.merging)}
    merging = tuple(m for ident, m in waiting.items() if ident != me and ident not in joined)
    return state.replace(joined=joined, merging=merging)


def _renamed(other: CandidateState, new: Mapping[str, str]) -> CandidateState:
    """The other record with the ids that its applications have here."""
    if not new:
        return other

    def named(application_id: str) -> str:
        return new.get(application_id, application_id)

    def all_named(many: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(named, many))

    owed, doubt = other.owed, other.doubt
    return other.replace(
        # They count, and no later word of a provider takes them back: its touch key names another touch here.
        contacts=tuple(contact.replace(touch="") for contact in other.contacts),
        surveys_asked=tuple(contact.replace(touch="") for contact in other.surveys_asked),
        tries={k: t.replace(application_id=named(t.application_id)) for k, t in other.tries.items()},
        # A colleague's words to them; the key stays, so that they go out once.
        said={k: one.replace(application_id=named(one.application_id)) for k, one in other.said.items()},
        requested={f"{named(k.rpartition('/')[0])}/{k.rpartition('/')[2]}": at for k, at in other.requested.items()},
        settling=tuple(one.replace(applications=all_named(one.applications)) for one in other.settling),
        doubt=doubt and doubt.replace(applications=all_named(doubt.applications)),
        owed=owed.replace(application_id=named(owed.application_id)) if owed and owed.application_id else owed,
    )


def _applications(state: CandidateState, other: CandidateState) -> tuple[tuple[Application, ...], dict[str, str]]:
    """All of both, one for each job; and the ids that had to be changed because they name another application here."""
    mine, renamed = list(state.applications), {}
    for theirs in other.applications:
        theirs = theirs.replace(keyed_as=other.keyed_as(theirs))
        place = same_job(mine, theirs)
        if place is not None:
            here = mine[place].replace(keyed_as=state.keyed_as(mine[place]))
            mine[place] = one_application(here, theirs, {**other.tries, **state.tries})
            continue
        if any(app.application_id == theirs.application_id for app in mine):
            new = application_of(theirs.application_id, other.candidate.candidate_id)
            renamed[theirs.application_id] = new
            theirs = theirs.replace(application_id=new, keyed_as="")
        mine.append(theirs)
    return tuple(mine), renamed


def application_of(application_id: str, candidate_id: str) -> str:
    """What an application is called here whose own number is another one's."""
    return f"{application_id}@{candidate_id}"


def _tries(both: CandidateState, tries: Mapping[str, DeliveryAttemptState]) -> dict[str, DeliveryAttemptState]:
    """The touches under way of the applications that go on, and everything that is in doubt."""
    heads = tuple(f"{both.keyed_as(app)}/{app.application_id}/" for app in both.applications)
    kept = {
        key: attempt.replace(application_id=app.application_id) if app else attempt
        for key, attempt in tries.items()
        if key.startswith(heads) or _is_in_doubt(attempt)
        for app in [both.meant(attempt.application_id)]
    }
    return dict(list(kept.items())[-TRIES_LIMIT:])


def _one_person(state: CandidateState, other: CandidateState) -> tuple[Candidate, tuple[Channel, ...]]:
    """How they are reached and addressed: as here, and where nothing is known or works here, as there. Tags unite."""
    mine, theirs = state.candidate, other.candidate
    update: dict[str, Any] = unknown_of(theirs, mine)
    bad: set[Channel] = {c for c in state.bad_channels if c not in SENDING_CHANNELS}
    for names in (("first_name", "last_name"), ("country", "region"), ("timezone",), ("locale",), ("channel",)):
        if not any(getattr(mine, name) for name in names):
            update |= {name: getattr(theirs, name) for name in names}
    consent_at = mine.sms_consent_at
    for channel, name in ((Channel.EMAIL, "email"), (Channel.SMS, "phone")):
        here, there = getattr(mine, name), getattr(theirs, name)
        bad_here, bad_there = channel in state.bad_channels, channel in other.bad_channels
        taken = bool(there) and (not here or (bad_here and not bad_there and here != there))
        if taken:
            update[name] = there
        is_bad = bad_there if taken else bad_here or (bad_there and here == there)
        if is_bad:
            bad.add(channel)
        if channel is Channel.SMS and (taken or here == there):  # consent is to texts to that very number (R7)
            consent_at = theirs.sms_consent_at if taken else consent_at or theirs.sms_consent_at
    update["sms_consent_at"] = consent_at
    return tagging.of_one_person(mine.replace(**update), theirs), tuple(sorted(bad))


def _pause(state: CandidateState, other: CandidateState) -> tuple[datetime | None, datetime | None]:
    """A pause of either holds, from when until when; of two the longer. A person decides about one that came by a
    cancellation.
    """
    if state.paused_since is None or other.paused_since is None:
        one = state if other.paused_since is None else other
        return one.paused_since, one.paused_until
    ends = (state.paused_until, other.paused_until)
    return min(state.paused_since, other.paused_since), None if None in ends else latest(*ends)


def _owed(mine: PendingReply | None, theirs: PendingReply | None) -> PendingReply | None:
    """A reply to either waits for one answer, since the first one (R9)."""
    if mine is None or theirs is None:
        return mine or theirs
    one = by_rules(mine, theirs, {"since": min, "withdraws": either})
    if not theirs.withdraws or mine.withdraws:
        return one
    about = theirs.application_id or mine.application_id
    return one.replace(certain=theirs.certain, asks=theirs.asks or theirs.event_id, application_id=about)


# ---------------------------------------------------------------- what colleagues are asked


def tasks_taken_over(other: CandidateState, now: datetime) -> Iterator[TaskOpened]:
    """What colleagues had been asked to do, under the same ids; what follows from the record is asked for anew."""
    ident = other.candidate.candidate_id
    for task in other.tasks:
        if task.kind in (*_ASKED_ANEW, MERGE_TASK):
            continue
        yield TaskOpened(
            event_id=f"opened:{task.task_id}@{ident}",
            occurred_at=now,
            application_id=task.application_id,
            task_id=task.task_id,
            kind=task.kind,
            title=task.title,
            due_at=task.due_at,
            assignee=task.assignee,
            touch_key=task.touch_key,
            why=(Reason(rule="R17", text=f"it was asked for under {ident}, who is the same person"),),
        )


def disagreements(
    state: CandidateState, other: CandidateState, now: datetime, due: Callable[[datetime], datetime]
) -> Iterator[TaskOpened]:
    """One job, open under one id and closed later under the other: the later holds, and a colleague looks at it."""
    for theirs in other.applications:
        place = same_job(state.applications, theirs)
        mine = state.applications[place] if place is not None else None
        if mine is None or mine.is_closed == theirs.is_closed or mine.closed_silently or theirs.closed_silently:
            continue
        open_one, closed_one = (theirs, mine) if mine.is_closed else (mine, theirs)
        if not open_one.is_open or goes_on(mine, theirs) is open_one:
            continue
        ident = task_id("records", state.candidate.candidate_id, other.candidate.candidate_id, theirs.application_id)
        job = mine.job_title or theirs.job_title or mine.job_id
        title = (
            f"Two records for {job} say {open_one.stage} and {closed_one.stage}: {closed_one.stage} counts; check it"
        )
        text = f"{closed_one.stage} is the later word; if it was only about a second record, undo it or set the stage"
        yield TaskOpened(
            event_id=f"opened:{ident}",
            occurred_at=now,
            application_id=mine.application_id,
            task_id=ident,
            kind="records",
            title=title,
            due_at=due(now),
            assignee=(mine.recruiter.name or theirs.recruiter.name),
            why=(Reason(rule="R17", text=text),),
        )
