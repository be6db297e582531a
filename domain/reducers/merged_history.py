"""How the record of the same person under another id becomes part of theirs (R17).

What holds for either holds for both: opt-outs, pauses, the contacts that the caps count, promises, a reply that waits.
Of what there can be only one (a name, an address, an application for one job) theirs is kept, or the later.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, TypeVar

from pydantic import ValidationError

from domain.compact import unknown_of
from domain.delivery import undelivered
from domain.events import Event, HistoryJoined, Reason, TaskOpened, Unknown
from domain.names import SENDING_CHANNELS, Channel, task_id
from domain.reducers import doubts, tagging
from domain.reducers import out_of_order as early
from domain.reducers.merge import MERGE_TASK
from domain.reducers.merged_applications import one_application, same_job
from domain.state.model import (
    APPROVALS_LIMIT,
    CONTACTS_LIMIT,
    DONE_TASKS_LIMIT,
    SEEN_LIMIT,
    TRIES_LIMIT,
    Application,
    Candidate,
    CandidateState,
    DeliveryAttemptState,
    Hire,
    Interview,
    Merging,
    Offer,
    Part,
    PendingReply,
    Position,
    Said,
)
from domain.state.unread_facts import skip

_SEEN_OF_OTHER = 30
_THREAD_LIMIT = 4
_REFUSED_LIMIT = 5

_PERSONAL = ("note", "feedback", "reason")
_PERSONAL_PARTS: dict[str, tuple[tuple[str, ...], type[Part]]] = {
    "interviews": (("link", "notes", "with_whom"), Interview),
    "offer": (("pay", "benefits", "notes"), Offer),
    "hire": (("first_day", "paperwork", "introductions", "plan"), Hire),
}
"""Fields of an application that are personal, as in the facts that they come from."""

_ASKED_ANEW = (
    "answer", "promise", "silence", "startdate", "offer", "feedback", "approve", "elsewhere", "lapsed", "ledger",
    "cancelled", "doubt", "stopped", "offergone", "jobclosed",
    "unplaced",
)  # fmt: skip
"""Kinds of tasks that the next decision opens by itself where they are still needed."""

_T = TypeVar("_T")


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
    kept = other.model_copy(
        update={
            "closed_channels": tuple(sorted({*other.closed_channels, *(c for c in closed if c in SENDING_CHANNELS)})),
            "stopped": other.stopped or everything,
            "tries": dict(list(tries.items())[-TRIES_LIMIT:]),
            "seen": other.seen[-_SEEN_OF_OTHER:],
            "position": Position(),
            "pending": (),
            "tail": (),
            "decision": None,
            "tasks": (),
            "shown": {},
            "catching_up": False,
            "attention": "",
            "merged_into": "",
            "leaving_to": "",
        }
    )
    ident = other.candidate.candidate_id
    record, details = taken_apart(kept)
    text = f"joined with {ident}, who is the same person: its history, limits and opt-outs hold here"
    return HistoryJoined(
        event_id=f"joined:{ident}",
        occurred_at=now,
        merged_id=ident,
        record=record,
        details=details,
        why=(Reason(rule="R17", text=text),),
    )


def taken_apart(state: CandidateState) -> tuple[dict[str, Any], dict[str, Any]]:
    """A record as JSON without what is personal in it, and what is: so that an erasure can empty the second."""
    record = state.model_dump(mode="json")
    details: dict[str, Any] = {"candidate": record["candidate"], "applications": {}}
    if told_early := record.pop("early", None):  # whole: what was said of an application may hold feedback
        details["early"] = told_early
    record["candidate"] = {"candidate_id": state.candidate.candidate_id}
    if unknown := [name for name in record if name not in CandidateState.model_fields]:
        details["unknown"] = {name: record.pop(name) for name in unknown}  # it may be personal
    for app in record.get("applications", []):
        if personal := _take_out(app):
            details["applications"][app["application_id"]] = personal
    return record, details


def skipped_of(other: CandidateState, facts: Iterable[Event], both: CandidateState) -> Iterator[Event]:
    """Facts about the other id that no fold has read: they go on record here, for the newer release that reads them."""
    whose = other.candidate.candidate_id
    for fact in facts:
        if not isinstance(fact, Unknown):
            continue
        renamed = application_of(fact.application_id or "", whose)
        yield fact.model_copy(update={"application_id": renamed}) if both.application(renamed) else fact


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


def join(state: CandidateState, event: HistoryJoined) -> CandidateState:
    """The state with the other record as part of it."""
    try:
        other = _record(event)
    except (ValidationError, ValueError, TypeError, KeyError):  # a colleague looks: it may have held an opt-out
        refused = (*state.refused, event.event_id)[-_REFUSED_LIMIT:]
        state = skip(state, event)  # and a newer release folds it in
        return state.model_copy(update={"refused": refused, **_ids(state, CandidateState(candidate=_named(event)))})
    applications, renamed = _applications(state, other)
    both = state.model_copy(update={"applications": applications, **_ids(state, other)})
    candidate, bad = _one_person(state, other)
    contacts = sorted((*state.contacts, *(_forgotten(other) if renamed else other.contacts)), key=lambda c: c.at)
    thread = state.mail_thread or other.mail_thread
    return both.model_copy(
        update={
            **unknown_of(other, state),
            "candidate": candidate,
            "bad_channels": bad,
            "undelivered": undelivered.of_one_person(candidate, state, other),
            "contacts": tuple(contacts[-CONTACTS_LIMIT:]),
            "closed_channels": tuple(sorted({*state.closed_channels, *other.closed_channels})),
            "stopped": state.stopped or other.stopped,
            "consent_at": _latest(state.consent_at, other.consent_at),
            "last_contact_at": _latest(state.last_contact_at, other.last_contact_at),
            "last_reply_at": _latest(state.last_reply_at, other.last_reply_at),
            "away_until": _latest(state.away_until, other.away_until),
            "snoozed_until": _latest(state.snoozed_until, other.snoozed_until),
            **_pause(state, other),
            **doubts.joined(state, other, renamed),
            "tries": _tries(both, state, other, renamed),
            "said": {**{k: _renamed(one, renamed) for k, one in other.said.items()}, **state.said},
            "requested": {**{_own(k, renamed): v for k, v in other.requested.items()}, **state.requested},
            "done_tasks": _unique((*other.done_tasks, *state.done_tasks))[-DONE_TASKS_LIMIT:],
            "approvals": dict(list({**other.approvals, **state.approvals}.items())[-APPROVALS_LIMIT:]),
            "owed": _owed(state.owed, other.owed, renamed),
            "erasure_asked_at": state.erasure_asked_at or other.erasure_asked_at,
            "mail_thread": thread[-_THREAD_LIMIT:],
            "seen": _unique((*other.seen, *state.seen[-(SEEN_LIMIT - len(other.seen)) :])),
            "early": early.both(state.early, other.early),
            "refused": _unique((*state.refused, *other.refused))[-_REFUSED_LIMIT:],
        }
    )


def _named(event: HistoryJoined) -> Candidate:
    return Candidate(candidate_id=event.merged_id)


def _ids(state: CandidateState, other: CandidateState) -> dict[str, Any]:
    """Whose history is here now, and whose is still to come, theirs included."""
    me = state.candidate.candidate_id
    joined = _unique((*state.joined, other.candidate.candidate_id, *other.joined))
    waiting: dict[str, Merging] = {m.merged_id: m for m in (*other.merging, *state.merging)}
    merging = tuple(m for ident, m in waiting.items() if ident != me and ident not in joined)
    return {"joined": joined, "merging": merging}


def _applications(state: CandidateState, other: CandidateState) -> tuple[tuple[Application, ...], dict[str, str]]:
    """All of both, one for each job; and the ids that had to be changed because they name another application here."""
    mine, renamed = list(state.applications), {}
    for theirs in other.applications:
        theirs = theirs.model_copy(update={"keyed_as": other.keyed_as(theirs)})
        place = same_job(mine, theirs)
        if place is not None:
            here = mine[place].model_copy(update={"keyed_as": state.keyed_as(mine[place])})
            mine[place] = one_application(here, theirs, {**other.tries, **state.tries})
            continue
        if any(app.application_id == theirs.application_id for app in mine):
            new = application_of(theirs.application_id, other.candidate.candidate_id)
            renamed[theirs.application_id] = new
            theirs = theirs.model_copy(update={"application_id": new, "keyed_as": ""})
        mine.append(theirs)
    return tuple(mine), renamed


def application_of(application_id: str, candidate_id: str) -> str:
    """What an application is called here whose own number is another one's."""
    return f"{application_id}@{candidate_id}"


def _forgotten(other: CandidateState) -> list[Any]:
    """Contacts that count, and that no later word of a provider takes back: its touch key names another touch here."""
    return [contact.model_copy(update={"touch": ""}) for contact in other.contacts]


def _tries(
    both: CandidateState, state: CandidateState, other: CandidateState, renamed: Mapping[str, str]
) -> dict[str, DeliveryAttemptState]:
    """The touches under way of the applications that go on, and everything that is in doubt."""
    heads = tuple(f"{both.keyed_as(app)}/{app.application_id}/" for app in both.applications)
    kept: dict[str, DeliveryAttemptState] = {}
    for key, attempt in (*other.tries.items(), *state.tries.items()):
        if key.startswith(heads) or _is_in_doubt(attempt):
            named = renamed.get(attempt.application_id, attempt.application_id) if key in other.tries else None
            app = both.meant(named or attempt.application_id)
            ident = app.application_id if app else attempt.application_id
            kept[key] = attempt.model_copy(update={"application_id": ident})
    return dict(list(kept.items())[-TRIES_LIMIT:])


def _renamed(said: Said, renamed: Mapping[str, str]) -> Said:
    """A colleague's words to them; the key stays, so that they go out once."""
    return said.model_copy(update={"application_id": renamed.get(said.application_id, said.application_id)})


def _own(requested: str, renamed: Mapping[str, str]) -> str:
    ident, _, step = requested.rpartition("/")
    return f"{renamed.get(ident, ident)}/{step}"


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
    return tagging.of_one_person(mine.model_copy(update=update), theirs), tuple(sorted(bad))


def _pause(state: CandidateState, other: CandidateState) -> dict[str, Any]:
    """A pause of either holds; of two the longer, and a person decides about one that came by a cancellation."""
    by_ops = {
        "paused_by_ops": state.paused_by_ops or other.paused_by_ops,
        "paused_before_until": _latest(state.paused_before_until, other.paused_before_until),
    }
    if state.paused_since is None or other.paused_since is None:
        one = state if other.paused_since is None else other
        return {"paused_since": one.paused_since, "paused_until": one.paused_until, **by_ops}
    ends = (state.paused_until, other.paused_until)
    until = None if None in ends else _latest(*ends)
    return {"paused_since": min(state.paused_since, other.paused_since), "paused_until": until, **by_ops}


def _owed(mine: PendingReply | None, theirs: PendingReply | None, renamed: Mapping[str, str]) -> PendingReply | None:
    """A reply to either waits for one answer, since the first one (R9)."""
    if theirs is not None and (new := renamed.get(theirs.application_id or "")):
        theirs = theirs.model_copy(update={"application_id": new})
    if mine is None or theirs is None:
        return mine or theirs
    update: dict[str, Any] = {"since": min(mine.since, theirs.since), "withdraws": mine.withdraws or theirs.withdraws}
    if theirs.withdraws and not mine.withdraws:
        update |= {"certain": theirs.certain, "asks": theirs.asks or theirs.event_id}
        update["application_id"] = theirs.application_id or mine.application_id
    return mine.model_copy(update=update)


def _latest(*instants: datetime | None) -> datetime | None:
    return max((at for at in instants if at is not None), default=None)


def _unique(many: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(many))


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
        if not open_one.is_open or closed_one.entry.entered_at < open_one.entry.entered_at:
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
