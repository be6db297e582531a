"""What each fact changes in a person's record: the fold behind the reports, in the order of the feed.

It follows `domain.reducers` as far as the figures need it. What was taken back (R21) and what another id brings (R17)
is folded anew from the timeline without the one, and with the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import Any, Final

from domain.names import CLOSED_STAGES, OPEN_STAGES, Stage, digest, is_for_colleague
from domain.people.team import colleague_mark
from domain.reducers.applications import INTERVIEW_LENGTH
from domain.reducers.coming_in import FRESH
from domain.reducers.touches import parse_touch_key
from domain.reporting.records import (
    RANK_OF,
    ApplicationRecord,
    Interview,
    Kind,
    Message,
    PersonRecord,
    StaffTask,
    SurveyRecord,
)

REFOLDING: Final = ("undone", "history_joined", "recovered")
"""After these the record is folded anew from the timeline."""

_CLOSED: Final = frozenset(str(stage) for stage in CLOSED_STAGES)
_OPEN: Final = frozenset(str(stage) for stage in OPEN_STAGES)
_SPOKEN: Final = ("answer", "call", "silence", "reach")
"""Tasks that are done by speaking to the candidate."""

_LAST_MOVES: Final = ("rejected", "withdrawn")
_PLACING: Final = frozenset(
    {"stage_changed", "rejected", "rejection_withdrawn", "hired", "hire_withdrawn", "withdrawn"}
)
_TOLD_EARLY: Final = (
    "application_id", "stage", "interview_id", "at", "ends_at", "ended_at", "start_date", "answer", "source"
)  # fmt: skip
"""What is kept of a fact that came too early: what the figures need of it, and no words."""

_EARLY: Final = _PLACING | {
    "offer_extended", "offer_answered", "interview_scheduled", "interview_held", "interview_cancelled"
}  # fmt: skip


@dataclass(slots=True)
class ReportFact:
    """A fact, as far as figures need it: what is not personal, and what was read out of the rest."""

    number: int
    type: str
    event_id: str
    at: int
    given: Mapping[str, Any]  # the fields that are not personal
    hidden: frozenset[str] = frozenset()  # the names of personal fields that were given
    tz: tzinfo | None = None  # of a message: the candidate's zone
    slot: int | None = None  # of a message: its hour of the week, where that was kept and the zone isn't known any more
    read_as: str = ""  # of a reply: answer, withdraw, doubt, stop, stop_some, automatic, reaction
    score: int = 0  # of a survey, out of what is sealed: its first score,
    said: str = ""  # and what was chosen, as `kind:question=answer` with blanks between them

    @property
    def source(self) -> str:
        return str(self.given.get("source", "system"))


@dataclass(slots=True)
class Rules:
    """What is asked of the playbook in force."""

    asks: Callable[[str, str], bool] = field(default=lambda _stage, _step: False)
    """Does a step ask for an answer? For messages that were in doubt: their fact does not say so."""
    rank: Callable[[str, str], str] = field(default=lambda _stage, _step: "update")
    """What rank has it? For those, too."""


def seconds(text: str) -> int:
    """An instant in ISO 8601, as the ledger and facts have it, in whole seconds since 1970."""
    return int(datetime.fromisoformat(text).timestamp())


def mark_of(touch_key: str) -> str:
    """What stands for a touch key in a record: it names nobody."""
    return digest(touch_key)


def fold(person: PersonRecord, fact: ReportFact, rules: Rules) -> None:
    """Take a fact into the record. It may be told again."""
    if fact.number <= person.last or fact.event_id in person.without:
        return
    person.number = person.number or fact.number
    person.last = fact.number
    if (handler := _HANDLERS.get(fact.type)) is not None:
        handler(person, fact, rules)


Handler = Callable[[PersonRecord, ReportFact, Rules], None]


# ---------------------------------------------------------------- applications


def _find(person: PersonRecord, ident: str | None) -> int:
    """The place of the application that is meant, as `CandidateState.find_application` finds it; -1 for none."""
    apps = person.applications
    if ident is not None:
        named = [n for n, app in enumerate(apps) if ident == app.ident or ident in app.also]
        named = named or [n for n, app in enumerate(apps) if ident == app.job]
    else:
        named = [n for n, app in enumerate(apps) if app.stage not in _CLOSED] or list(range(len(apps)))
    return named[-1] if named else -1


def _known(person: PersonRecord, ident: str | None) -> int:
    """The place of the application of exactly that id; -1 where it is about no one in particular."""
    return -1 if ident is None else _find(person, ident)


def _received(person: PersonRecord, fact: ReportFact, rules: Rules) -> None:
    given, apps = fact.given, person.applications
    ident, job = str(given.get("application_id", "")), str(given.get("job_id", ""))
    stage = str(given.get("stage", Stage.APPLIED))
    heard_at = max(seconds(given["heard_at"]), fact.at) if given.get("heard_at") else fact.at
    applied_at = seconds(given["applied_at"]) if given.get("applied_at") else min(fact.at, heard_at)
    place = next((n for n in range(len(apps) - 1, -1, -1) if ident == apps[n].ident or ident in apps[n].also), -1)
    if place < 0:
        place = _elsewhere(person, ident, job)
        if place >= 0:
            apps[place].also.append(ident)
            apps[place].applied_at = min(apps[place].applied_at, applied_at)
    if place >= 0 and not (apps[place].stage in _CLOSED and applied_at > apps[place].stays[-1][0]):
        app = apps[place]
        by_ats = app.stage in _OPEN and ident in app.also and ident != job
        if by_ats and RANK_OF.get(stage, -1) > RANK_OF[app.stage]:  # it shows it further on than a file did
            _enter(app, stage, heard_at)
    else:
        last = given.get("last_contact_at")
        is_fresh = applied_at >= heard_at - int(FRESH.total_seconds()) and not given.get("applied_before")
        app = ApplicationRecord(
            number=fact.number,
            ident=ident,
            stage=stage,
            came_in_at=heard_at,
            applied_at=applied_at,
            is_fresh=is_fresh and not given.get("unplaced"),
            last_told_at=seconds(last) if last else None,
            stays=[(heard_at, stage)],
        )
        if place >= 0:
            for name in ("job", "department", "level", "recruiter", "hiring_manager"):
                setattr(app, name, getattr(apps[place], name))
        apps.append(app)
    told = {"job": job, "source": given.get("application_source")} | {n: given.get(n) for n in ("department", "level")}
    for name, value in told.items():
        if value:
            setattr(app, name, str(value))
    for name in ("recruiter", "hiring_manager"):
        if mark := _mark(given.get(name)):
            setattr(app, name, mark)
    early, person.early = person.early, []
    for one in early:  # what was said of it before it came
        _about(person, ReportFact(**(one | {"hidden": frozenset(one["hidden"])})), rules)


def _elsewhere(person: PersonRecord, ident: str, job: str) -> int:
    """The same application, told of by a file by its job and by an ATS by a number (R17); -1 where there is none."""
    by_job = ident == job
    for place in range(len(person.applications) - 1, -1, -1):
        app = person.applications[place]
        told_by_job = app.job in (app.ident, *app.also)
        is_same = app.job == job and (by_job or (told_by_job and app.ident == app.job and not app.also))
        if is_same and (app.stage not in _CLOSED or by_job):
            return place
    return -1


def _mark(person: Any) -> str:
    return colleague_mark(str(person.get("name", "")), str(person.get("email", ""))) if person else ""


def _enter(app: ApplicationRecord, stage: str, at: int) -> None:
    app.stage = stage
    app.stays.append((max(at, app.came_in_at), stage))


def _about(person: PersonRecord, fact: ReportFact, _rules: Rules) -> None:
    """A fact about an application, which may not have come yet."""
    place = _find(person, fact.given.get("application_id"))
    if place < 0:
        if fact.type in _EARLY:
            kept = {name: getattr(fact, name) for name in ("number", "type", "event_id", "at")}
            given = {name: fact.given[name] for name in _TOLD_EARLY if name in fact.given}
            hidden = ["feedback"] if "feedback" in fact.hidden else []
            person.early.append(kept | {"given": given, "hidden": hidden})
        return
    app = person.applications[place]
    if fact.type in _PLACING:
        if fact.at < app.placed_at and not (fact.type in _LAST_MOVES and fact.source != app.placed_by):
            return  # overtaken by something newer
        app.placed_at, app.placed_by = max(app.placed_at, fact.at), fact.source
    _MOVES[fact.type](person, app, fact)


def _stage_changed(_person: PersonRecord, app: ApplicationRecord, fact: ReportFact) -> None:
    stage = str(fact.given.get("stage", app.stage))
    if stage != app.stage:
        _enter(app, stage, fact.at)


def _close(app: ApplicationRecord, stage: str, at: int) -> None:
    if app.stage != stage:
        app.before = app.stage
        _enter(app, stage, at)


def _rejected(_person: PersonRecord, app: ApplicationRecord, fact: ReportFact) -> None:
    _close(app, str(Stage.REJECTED), fact.at)
    app.got_feedback = app.got_feedback or "feedback" in fact.hidden


def _hired(_person: PersonRecord, app: ApplicationRecord, fact: ReportFact) -> None:
    _close(app, str(Stage.HIRED), fact.at)
    app.start = str(fact.given.get("start_date") or app.start)


def _withdrawn(_person: PersonRecord, app: ApplicationRecord, fact: ReportFact) -> None:
    _close(app, str(Stage.WITHDRAWN), fact.at)


def _restored(closed: Stage) -> Callable[[PersonRecord, ApplicationRecord, ReportFact], None]:
    """A rejection or hire is taken back: as if it had not been, but for the time that it stood."""

    def restore(_person: PersonRecord, app: ApplicationRecord, fact: ReportFact) -> None:
        if app.stage == closed and app.before:
            _enter(app, app.before, fact.at)
            app.got_feedback, app.before = False, ""

    return restore


def _offered(_person: PersonRecord, app: ApplicationRecord, fact: ReportFact) -> None:
    if app.stage in _CLOSED and fact.at < app.placed_at:
        return
    app.offered = True
    app.start = str(fact.given.get("start_date") or app.start)
    if app.stage != Stage.OFFER:
        _enter(app, str(Stage.OFFER), fact.at)


def _offer_answered(person: PersonRecord, app: ApplicationRecord, fact: ReportFact) -> None:
    if app.offered and fact.given.get("answer") in ("accepted", "declined", "discuss"):
        person.acts.append((fact.at, person.applications.index(app)))


def _scheduled(_person: PersonRecord, app: ApplicationRecord, fact: ReportFact) -> None:
    if app.stage in (Stage.PROSPECT, Stage.APPLIED):
        _enter(app, str(Stage.INTERVIEW), fact.at)
    ident = str(fact.given.get("interview_id", "1"))
    old = app.interviews.get(ident)
    if old is not None and fact.at < old.told_at:
        return
    at = seconds(fact.given["at"])
    length = old.ends_at - old.at if old else int(INTERVIEW_LENGTH.total_seconds())
    ends = fact.given.get("ends_at")
    held_at = old.held_at if old is not None and old.at == at else None
    app.interviews[ident] = Interview(at, seconds(ends) if ends else at + length, fact.at, held_at)


def _held(_person: PersonRecord, app: ApplicationRecord, fact: ReportFact) -> None:
    ended = fact.given.get("ended_at")
    ended_at = seconds(ended) if ended else None
    by = ended_at or fact.at
    ident = fact.given.get("interview_id")
    if ident is not None:
        meant = app.interviews.get(str(ident))
    else:
        waiting = [one for one in app.interviews.values() if one.cancelled_at is None and one.held_at is None]
        begun = [one for one in waiting if one.at <= by]
        soon = [one for one in waiting if by < one.at <= by + 12 * 3600]
        over = [one for one in app.interviews.values() if one.held_at is not None and by - one.ends_at <= 2 * 86400]
        if begun or over:
            meant = max([*begun, *over], key=lambda one: one.at)
        else:
            meant = min(soon, key=lambda one: one.at) if soon else None
    if meant is None:
        app.interviews[str(ident or f"told-{len(app.interviews) + 1}")] = Interview(by, by, by, by)
    elif meant.held_at is None and meant.cancelled_at is None:
        meant.held_at = ended_at or min(meant.ends_at, fact.at)


def _cancelled(_person: PersonRecord, app: ApplicationRecord, fact: ReportFact) -> None:
    ident = fact.given.get("interview_id")
    if ident is not None:
        meant = app.interviews.get(str(ident))
    else:
        waiting = [one for one in app.interviews.values() if one.cancelled_at is None and one.held_at is None]
        meant = min(waiting, key=lambda one: one.at) if waiting else None
    if meant is None or meant.held_at is not None or meant.cancelled_at is not None:
        return
    if ident is None or fact.at >= meant.told_at:
        meant.cancelled_at = fact.at


def _promised(_person: PersonRecord, app: ApplicationRecord, fact: ReportFact) -> None:
    app.promises.append((max(fact.at, app.came_in_at), str(fact.given["by"]), ""))


def _surveyed(person: PersonRecord, app: ApplicationRecord, fact: ReportFact) -> None:
    score, commented = int(fact.given.get("score") or fact.score), int("comment" in fact.hidden)
    app.surveys.append(SurveyRecord(fact.at, score, commented, fact.said, fact.number, app.group))
    person.acts.append((fact.at, person.applications.index(app)))


def _rated(_person: PersonRecord, app: ApplicationRecord, fact: ReportFact) -> None:
    app.rating = (fact.at, int(fact.given["rating"]))


def _said_by_colleague(_person: PersonRecord, app: ApplicationRecord, fact: ReportFact) -> None:
    if fact.given.get("about") == "employment":
        app.stayed = (fact.at, str(fact.given.get("answer", "")))


def _left(_person: PersonRecord, app: ApplicationRecord, fact: ReportFact) -> None:
    app.left_at = fact.at


def _breached(_person: PersonRecord, app: ApplicationRecord, fact: ReportFact) -> None:
    app.breaches.append(fact.at)


def _assigned(_person: PersonRecord, app: ApplicationRecord, fact: ReportFact) -> None:
    app.recruiter = _mark(fact.given.get("recruiter")) or app.recruiter


# ---------------------------------------------------------------- messages


def _message(person: PersonRecord, fact: ReportFact, kind: Kind) -> Message:
    place = _known(person, fact.given.get("application_id"))
    app = person.applications[place] if place >= 0 else None
    at = datetime.fromtimestamp(fact.at, fact.tz or UTC)
    return Message(
        number=fact.number,
        application=place,
        mark=mark_of(str(fact.given["touch_key"])),
        attempt=int(fact.given.get("attempt", 1)),
        kind=kind,
        sent_at=fact.at,
        slot=at.weekday() * 24 + at.hour if fact.slot is None else fact.slot,
        recruiter=app.recruiter if app else "",
        hiring_manager=app.hiring_manager if app else "",
    )


def _sent(person: PersonRecord, fact: ReportFact, _rules: Rules) -> None:
    given = fact.given
    kind = Kind(
        stage=str(given["stage"]),
        step=str(given["step"]),
        message=str(given.get("message", "")),
        variant=str(given.get("variant", "")),
        channel=str(given["channel"]),
        rank=str(given.get("rank", "update")),
        asks=bool(given.get("asks")),
    )
    message = _message(person, fact, kind)
    person.doubtful.pop(message.mark, None)
    others = [one for one in person.messages if (one.mark, one.attempt) != (message.mark, message.attempt)]
    message.bounced_at = person.bounced.pop(f"{message.mark}.{message.attempt}", None)
    person.messages = [*others, message]
    if given.get("promise_by") and message.application >= 0:
        _tell_date(person.applications[message.application], fact.at, str(given["promise_by"]), message.mark)


def _tell_date(app: ApplicationRecord, at: int, by: str, mark: str) -> None:
    if app.stage in _OPEN and not any(one[2] == mark for one in app.promises):
        app.promises.append((at, by, mark))


def _in_doubt(person: PersonRecord, fact: ReportFact, rules: Rules) -> None:
    given = fact.given
    if is_for_colleague(str(given["touch_key"])):
        return
    stage, step = str(given["stage"]), str(given["step"])
    mark = mark_of(str(given["touch_key"]))
    if any(one.mark == mark and one.attempt == given.get("attempt", 1) for one in person.messages):
        return
    message, variant, channel = str(given.get("message", "")), str(given.get("variant", "")), str(given["channel"])
    kind = Kind(stage, step, message, variant, channel, rules.rank(stage, step), rules.asks(stage, step))
    person.doubtful[mark] = _message(person, fact, kind)
    if given.get("promise_by") and (place := person.doubtful[mark].application) >= 0:
        _tell_date(person.applications[place], fact.at, str(given["promise_by"]), mark)


def _reported(person: PersonRecord, fact: ReportFact, _rules: Rules) -> None:
    """Of a message in doubt the provider says that it arrived; of one that was accepted, that it did not."""
    key = str(fact.given["touch_key"])
    try:
        parse_touch_key(key)
    except ValueError:
        return  # some other system's message
    mark, outcome, attempt = mark_of(key), fact.given["outcome"], fact.given.get("attempt")
    if what := _HARMS.get(outcome):
        person.harms.append((fact.at, what))
    if outcome == "accepted" and mark in person.doubtful:
        person.messages.append(person.doubtful.pop(mark))
    elif outcome == "not_accepted":
        person.doubtful.pop(mark, None)
        _never_told(person, mark)
    elif outcome in ("bounced", "dropped", "blocked"):
        channel = str(fact.given["channel"])
        own = [one for one in person.messages if one.mark == mark]
        own = [one for one in own if (one.kind.channel == channel if attempt is None else one.attempt == attempt)]
        if own:
            own[-1].bounced_at = own[-1].bounced_at or fact.at
        elif mark in person.doubtful:
            del person.doubtful[mark]
        else:
            person.bounced[f"{mark}.{attempt or 1}"] = fact.at
        _never_told(person, mark)


_HARMS: Final = {"spam_report": "complaint", "unsubscribed": "stop"}


def _never_told(person: PersonRecord, mark: str) -> None:
    """A date in a message that never arrived was promised to nobody; the next attempt tells it."""
    if any(one.mark == mark and one.bounced_at is None for one in person.messages):
        return
    for app in person.applications:
        app.promises = [one for one in app.promises if one[2] != mark]


# ---------------------------------------------------------------- what they say, and what colleagues do


def _replied(person: PersonRecord, fact: ReportFact, _rules: Rules) -> None:
    if fact.read_as == "stop":
        _ask_for_peace(person, fact.at)
    if not fact.given.get("erasure"):
        person.replies.append((fact.at, _known(person, fact.given.get("application_id")), fact.read_as))


def _contacted(person: PersonRecord, fact: ReportFact, _rules: Rules) -> None:
    person.contacts.append((fact.at, _known(person, fact.given.get("application_id"))))


def _task_opened(person: PersonRecord, fact: ReportFact, _rules: Rules) -> None:
    if (kind := str(fact.given["kind"])) in _SPOKEN:
        place = _known(person, fact.given.get("application_id"))
        old = person.tasks.get(str(fact.given["task_id"]))
        if old is None or old.dropped_at is not None:
            person.tasks[str(fact.given["task_id"])] = StaffTask(kind, place, fact.at, seconds(fact.given["due_at"]))


def _task_done(person: PersonRecord, fact: ReportFact, _rules: Rules) -> None:
    task = person.tasks.get(str(fact.given["task_id"]))
    if task is not None and task.done_at is None:
        task.done_at = fact.at
        person.contacts.append((fact.at, task.application))


def _task_dropped(person: PersonRecord, fact: ReportFact, _rules: Rules) -> None:
    task = person.tasks.get(str(fact.given["task_id"]))
    if task is not None and task.done_at is None:
        task.dropped_at = fact.at


def _approved(person: PersonRecord, fact: ReportFact, _rules: Rules) -> None:
    """A colleague said what a doubtful message meant."""
    if fact.given.get("answer") == "stop":
        person.replies = [(at, n, "stop" if read == "doubt" else read) for at, n, read in person.replies]


def _opted_out(person: PersonRecord, fact: ReportFact, _rules: Rules) -> None:
    if fact.type == "opted_out" and not fact.given.get("deleted"):  # no wish of theirs
        person.harms.append((fact.at, "stop"))
    if fact.given.get("channel") is None:
        _ask_for_peace(person, fact.at)


def _ask_for_peace(person: PersonRecord, at: int) -> None:
    """From here on no silence is held against anybody (R7)."""
    if not (person.peace and person.peace[-1][1] is None):
        person.peace.append((at, None))


def _opted_in(person: PersonRecord, fact: ReportFact, _rules: Rules) -> None:
    if person.peace and person.peace[-1][1] is None:
        person.peace[-1] = (person.peace[-1][0], fact.at)


def _settled_stop(person: PersonRecord, fact: ReportFact, rules: Rules) -> None:
    _approved(person, fact, rules)
    if fact.given.get("answer") == "stop":
        _opted_out(person, fact, rules)


_MOVES: Final[dict[str, Callable[[PersonRecord, ApplicationRecord, ReportFact], None]]] = {
    "stage_changed": _stage_changed,
    "rejected": _rejected,
    "rejection_withdrawn": _restored(Stage.REJECTED),
    "hired": _hired,
    "hire_withdrawn": _restored(Stage.HIRED),
    "withdrawn": _withdrawn,
    "offer_extended": _offered,
    "offer_answered": _offer_answered,
    "interview_scheduled": _scheduled,
    "interview_held": _held,
    "interview_cancelled": _cancelled,
    "promised": _promised,
    "survey_answered": _surveyed,
    "survey_completed": _surveyed,
    "rated": _rated,
    "left": _left,
    "feedback_received": _said_by_colleague,
    "silence_breached": _breached,
    "assigned": _assigned,
}

_HANDLERS: Final[dict[str, Handler]] = {
    **dict.fromkeys(_MOVES, _about),
    "application_received": _received,
    "sent": _sent,
    "delivery_unknown": _in_doubt,
    "delivery_reported": _reported,
    "reply_received": _replied,
    "contacted": _contacted,
    "task_opened": _task_opened,
    "task_completed": _task_done,
    "task_dropped": _task_dropped,
    "approved": _settled_stop,
    "opted_out": _opted_out,
    "opted_in": _opted_in,
}

WANTED: Final = frozenset({*_HANDLERS, *REFOLDING, "handed_over"})
"""Types of facts that change a record; the others are passed over."""
