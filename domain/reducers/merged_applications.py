"""Two applications of one person for the same job become one (R17), so that nobody is thanked for it twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from domain.events import Instant, Person
from domain.names import OPEN_STAGES
from domain.reducers import colleagues, recruiters
from domain.reducers.interviews import calendar_id
from domain.reducers.merge_rules import Rule, by_rules, either, known
from domain.state.model import INTERVIEWS_LIMIT, Application, DeliveryAttemptState, Interview, StepLog
from domain.time.instants import earliest, latest

_DONE_LIMIT = 8
_ONE_APPLICATION: Final[Mapping[str, Rule]] = {
    "job_title": either,
    "department": either,
    "level": either,
    "location": either,
    "employment_type": either,
    "pay_range": either,
    "application_source": either,
    "note": either,
    "first_told": either,
    "feedback_at": either,
    "hiring_manager": lambda mine, theirs: theirs if mine == Person() else mine,
    "applied_at": earliest,
    "came_in_at": earliest,
    "last_contact_at": latest,
    "last_reply_at": latest,
    "decision_told_at": earliest,
    "stop_seen_at": latest,
    "survey_answered": either,
    "keep_in_touch": known,
    "asked": colleagues.of_both,
    "left_at": earliest,
}
"""What holds of two for one job, the first being the one that goes on."""

_IN_THE_SAME_STAGE: Final[Mapping[str, Rule]] = {"quiet": either, "hire": either, "offer": either}
"""What holds besides where they stand in the same stage."""


def same_job(applications: Sequence[Application], theirs: Application) -> int | None:
    """The place of the application for the same job; of several the one with the same id, else the last."""
    places = [place for place, app in enumerate(applications) if app.job_id == theirs.job_id]
    by_id = [place for place in places if applications[place].application_id == theirs.application_id]
    return next(iter(by_id), places[-1] if places else None)


def goes_on(mine: Application, theirs: Application) -> Application:
    """Which of two for one job goes on. Of one application that both records know, the one with the newest word about
    where it stands. Of two that are open the one further on, else the one that entered its stage last: a decision
    counts, and so does applying again after it.
    """
    if mine.closed_silently is not theirs.closed_silently:  # of that one only the record ended
        return theirs if mine.closed_silently else mine
    weight = _newest_word if _is_one(mine, theirs) else _weight
    return mine if weight(mine, theirs) >= weight(theirs, mine) else theirs


def one_application(mine: Application, theirs: Application, tries: Mapping[str, DeliveryAttemptState]) -> Application:
    """The one that goes on, with what is known from the other.

    `tries` are touches under way of both, by key: one in doubt may have reached them.
    """
    on, other = (mine, theirs) if goes_on(mine, theirs) is mine else (theirs, mine)
    same_stage = on.stage is other.stage
    one = by_rules(on, other, {**_ONE_APPLICATION, **(_IN_THE_SAME_STAGE if same_stage else {})})
    also = dict.fromkeys(i for i in (*on.also, other.application_id, *other.also) if i != on.application_id)
    one = one.replace(**recruiters.of_both(on, other), also=tuple(also))
    theirs_by, ours_by = other.promise_by, on.promise_by
    both_open = on.is_open and other.is_open
    if both_open and theirs_by is not None and (ours_by is None or theirs_by < ours_by):
        # The first date that they were told is kept (R2).
        one = one.replace(promise_by=theirs_by, promise_told_at=other.promise_told_at)
    told = {i.interview_id for i in other.interviews}
    interviews, names = (_interviews if both_open else _still_in_calendar)(on, other)
    replaced = {i.interview_id for i in on.interviews} - {i.interview_id for i in interviews if i in on.interviews}
    steps = {step: _without(log, replaced) for step, log in on.entry.steps.items()}
    gone = f"{other.keyed_as}/{other.application_id}/{other.stage}.{other.entry.number}/"
    settled = [(step, log, log.done) for step, log in other.entry.steps.items()]
    settled += [
        (doubt.step, StepLog(count=1, last_at=doubt.unknown_since), (doubt.occurrence,))
        for key, doubt in tries.items()
        if doubt.unknown_since and key.startswith(gone)
    ]
    for step, log, occurrences in settled:
        if done := tuple(_known(occurrences, told, names, same_stage=same_stage)):
            steps[step] = _added(steps.get(step, StepLog()), log, done, same_stage=same_stage)
    anchors = {**other.entry.anchors, **on.entry.anchors} if same_stage else on.entry.anchors
    entry = on.entry.replace(steps=steps, anchors=anchors)
    return one.replace(entry=entry, interviews=interviews[-INTERVIEWS_LIMIT:])


def _is_one(mine: Application, theirs: Application) -> bool:
    """Have both a number of their ATS's in common? Files call an application by its job, so that says nothing."""
    return bool({mine.application_id, *mine.also} & {theirs.application_id, *theirs.also} - {mine.job_id})


def _newest_word(app: Application, other: Application) -> tuple[Any, ...]:
    """When it was last said where it stands: since a merge in the ATS that is told to the one who stays, and the other
    one's record, which comes later, holds older words. Coming in is such a word from the day they applied, for a late
    one may still show where they began.
    """
    return latest(app.placed_at, app.applied_at) or app.entry.entered_at, *_weight(app, other)


def _weight(app: Application, other: Application) -> tuple[Any, ...]:
    if app.is_open and other.is_open:
        return OPEN_STAGES.index(app.stage), app.entry.entered_at
    return (app.entry.entered_at,)


def _interviews(on: Application, other: Application) -> tuple[tuple[Interview, ...], dict[str, str]]:
    """The interviews of both, each once, and by which name here a touch about one of the other's goes on."""
    kept, names = list(on.interviews), {}
    for theirs in _named(other):
        place = next(
            (n for n, i in enumerate(kept) if i.interview_id == theirs.interview_id or _same(i, theirs)),
            None,
        )
        if place is None:
            kept.append(theirs)
            names[theirs.occurrence] = theirs.occurrence
        elif _same(kept[place], theirs):
            names[theirs.occurrence] = kept[place].occurrence
        elif theirs.told_at > kept[place].told_at:
            old, was = kept[place], theirs.occurrence
            if old.announced and not theirs.announced:  # a later version of the entry that their calendar has
                theirs = theirs.replace(
                    calendar_id=calendar_id(old, on.keyed_as, on.application_id),
                    announced=old.announced,
                    revision=max(old.revision + 1, theirs.revision),
                )
            kept[place] = theirs
            names[was] = theirs.occurrence
    return tuple(kept), names


def _still_in_calendar(on: Application, other: Application) -> tuple[tuple[Interview, ...], dict[str, str]]:
    """Those of the one that goes on; and what they know of from the other, one of both being closed: it is off, and is
    to leave their calendar (S6), unless it left with the word that all is over.
    """
    told = [i for i in _named(other) if i.announced and i.held_at is None and i.cancelled_at is None]
    told = sorted((i for i in told if not any(i.interview_id == o.interview_id for o in on.interviews)), key=_begins)
    if other.is_closed and any(log.sent for log in other.entry.steps.values()):
        told = told[1:]
    if on.is_open:
        told = [i.replace(cancelled_at=other.entry.entered_at) for i in told]
    return (*on.interviews, *told), {i.occurrence: i.occurrence for i in told}


def _begins(interview: Interview) -> Instant:
    return interview.at


def _named(other: Application) -> list[Interview]:
    """Their interviews, each under the name that it has in their calendar."""
    if not other.keyed_as:
        return list(other.interviews)
    named = (calendar_id(i, other.keyed_as, other.application_id) for i in other.interviews)
    return [i.replace(calendar_id=name) for i, name in zip(other.interviews, named, strict=True)]


def _same(one: Interview, other: Interview) -> bool:
    return one.at == other.at and (one.cancelled_at is None) == (other.cancelled_at is None)


def _known(done: Sequence[str], told: set[str], names: dict[str, str], *, same_stage: bool) -> Iterable[str]:
    """The occurrences that are settled for the application that goes on."""
    for occurrence in done:
        if occurrence.rpartition(".")[0] in told:  # it is about an interview
            if occurrence in names:
                yield names[occurrence]
        elif same_stage:
            yield occurrence


def _without(log: StepLog, interviews: set[str]) -> StepLog:
    """What was said about an interview that has another time by now is no word about that one."""
    if not interviews:
        return log
    return log.replace(done=tuple(o for o in log.done if o.rpartition(".")[0] not in interviews))


def _added(log: StepLog, other: StepLog, done: tuple[str, ...], *, same_stage: bool) -> StepLog:
    every = tuple(dict.fromkeys((*done, *log.done)))
    count = max(log.count, other.count if same_stage else 0, len(every))
    return StepLog(
        count=count,
        sent=max(log.sent, min(other.sent, count)),
        last_at=latest(log.last_at, other.last_at),
        sent_at=latest(log.sent_at, other.sent_at),
        done=every[-_DONE_LIMIT:],
    )
