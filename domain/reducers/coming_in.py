"""How an application comes in (R20): fresh, in the middle of a process, or closed already.

What hangs on its stage counts from the move that we were told of, else from the day we heard of it. Whoever was in the
stage before we knew them is caught up (S20); whoever was in a closed one is on record, and is written nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from domain.events import ApplicationReceived, Event, Rejected, Withdrawn
from domain.names import CLOSED_STAGES, OPEN_STAGES, Stage
from domain.state.model import Application, CandidateState, Entry
from domain.time.instants import earliest, latest

FRESH: Final = timedelta(days=1)
"""What happened so shortly before we heard of it is news: an ATS tries a webhook again for hours, and an application of
yesterday can still be acknowledged in time (S3)."""

_SURELY_ANOTHER: Final = timedelta(days=30)
"""By so much no file and ATS differ about the day of one application."""

_AFTER_THE_FIRST: Final = (Stage.SCREENING, Stage.INTERVIEW, Stage.OFFER)
"""Open stages that nobody begins in: whoever comes in there is in the middle of a process, however lately they applied.
"""

_APPLIED: Final = "application_received"

_BY_COLLEAGUES: Final = "cli"
"""The source of what a file or a form tells: where it holds no date, they applied on nobody knows which day."""


def first_entry(event: ApplicationReceived) -> dict[str, Any]:
    """What is known of an application from how it came in, as fields of `Application`."""
    came_in_at = heard_at(event)
    applied_at = event.applied_at or min(event.occurred_at, came_in_at)
    last = event.last_contact_at
    midway = bool(event.unplaced) or _is_midway(event, applied_at, came_in_at)
    entry = Entry(
        stage=event.stage,
        number=1,
        entered_at=came_in_at,
        # One without a day lies before we knew them: nothing that hangs on an application of now is owed.
        anchors={} if event.applied_before and not event.applied_at else {_APPLIED: min(applied_at, came_in_at)},
        midway=midway,
    )
    return {
        "entry": entry,
        "came_in_at": came_in_at,
        "catch_up": event.stage in OPEN_STAGES and (midway or _is_further_on(event)) and not event.unplaced,
        "unplaced": event.unplaced,
        "applied_at": applied_at,
        "known_since": came_in_at,
        "last_contact_at": last,
    }


def heard_at(event: ApplicationReceived) -> datetime:
    """When we learned of it: a sender may date an application on the day on which it was made (R15)."""
    return max(event.heard_at or event.occurred_at, event.occurred_at)


def is_before_us(app: Application, at: datetime) -> bool:
    """Did it happen before we knew them, and not just before?"""
    return app.came_in_at is not None and at < app.came_in_at - FRESH


def _is_midway(event: ApplicationReceived, applied_at: datetime, came_in_at: datetime) -> bool:
    stage, last = event.stage, event.last_contact_at
    if stage in CLOSED_STAGES:
        return True
    earlier = last is not None and last < came_in_at - FRESH
    if stage is Stage.PROSPECT:  # we write first: how long they have been on a list is not their wait
        return earlier
    earlier = earlier or event.applied_before or applied_at < came_in_at - FRESH
    return stage in OPEN_STAGES and earlier


def _is_further_on(event: ApplicationReceived) -> bool:
    """Did they apply before they came to where they stand? A signal without a date tells of an application of now."""
    return event.stage in _AFTER_THE_FIRST and (event.applied_at is not None or event.source == _BY_COLLEAGUES)


def told_of_move(app: Application, at: datetime) -> Application:
    """They are said to have been moved, as we heard of them, into the stage they came in in: a move like any other."""
    if not app.entry.midway or is_before_us(app, at) or at > app.entry.entered_at + FRESH:
        return app
    return app.replace(entry=app.entry.replace(midway=False))


# ---------------------------------------------------------------- again, after one that was closed


def has_applied_again(app: Application, event: ApplicationReceived) -> bool:
    """Did they apply for that job after this application of theirs was closed (R17)? Then it is no news of the old one.

    Where the event has no day, it occurred when they applied.
    """
    if not app.is_closed:
        return False
    if event.applied_at is None:
        return event.occurred_at > app.entry.entered_at
    return event.applied_at > closed_since(app)


def closed_since(app: Application) -> datetime:
    """Whoever applies later than that has applied again."""
    entry, came_in_at = app.entry, app.came_in_at
    if not entry.midway or came_in_at is None or entry.entered_at != came_in_at:
        return entry.entered_at
    if app.placed_at is not None and app.placed_at < came_in_at:  # an ATS says since when; a file doesn't
        return app.placed_at
    told = app.applied_at if app.applied_at is not None and app.applied_at < came_in_at else None
    return another_after(told, app.last_contact_at) or entry.entered_at


def another_after(applied_at: datetime | None, last_contact_at: datetime | None) -> datetime | None:
    """After when an application for the same job is another one, where one came in closed and nobody says since when.

    Two days of applying are two applications. A day, since the same may be told with and without its hour. Without it
    the last contact was the closing, or came before it. None where nobody can know.
    """
    return applied_at + FRESH if applied_at is not None else last_contact_at


def begin_again(app: Application, event: ApplicationReceived) -> Application:
    """Where they applied again before we heard of it: as if they came in now (R20)."""
    came = first_entry(event)
    first: Entry = came["entry"]
    if not (came["catch_up"] or first.midway):
        return app
    entry = app.entry.replace(entered_at=first.entered_at, anchors=first.anchors, midway=first.midway)
    return app.replace(**came).replace(entry=entry)


# ---------------------------------------------------------------- from a file and from an ATS


def told_elsewhere(state: CandidateState, event: ApplicationReceived) -> Application | None:
    """The same application, which somebody else told of before under another id (R17).

    A file calls an application by its job, an ATS by a number of its own; two numbers are two applications.
    """
    by_job = is_told_by_job(event)
    found = [
        app
        for app in state.applications
        if app.application_id != event.application_id
        and (by_job or (_is_by_job(app) and (app.unnumbered or not _has_number(app, event))))
        and _is_same_job(app, event)
        and not _was_closed_before(app, event)
    ]
    # A file is older than what an ATS says; an ATS's new number after a decision is a new application.
    fitting = [app for app in found if not app.is_closed] or (found if by_job else [])
    return fitting[-1] if fitting else None


def _was_closed_before(app: Application, event: ApplicationReceived) -> bool:
    """Is it one that had been closed as they made this one? Its end is not the end of this one. Where their days differ
    by less than a month it may be this one, which a sheet dates otherwise: then its end counts (R3 before R1).
    """
    made_at = app.applied_at
    if event.stage not in CLOSED_STAGES or app.is_closed or event.applied_at is None or made_at is None:
        return False
    is_told = app.came_in_at is None or made_at < app.came_in_at
    return is_told and made_at > event.applied_at + _SURELY_ANOTHER and not is_told_by_job(event)


def is_told_by_job(event: ApplicationReceived) -> bool:
    """Does it name the application by its job, as a file does, and not by a number?"""
    return event.application_id == event.job_id


def _is_by_job(app: Application) -> bool:
    """Was it told of by its job, as a file does?"""
    return app.job_id in (app.application_id, *app.also)


def _has_number(app: Application, event: ApplicationReceived) -> bool:
    """Was it told of by a number, too? Then another number is a duplicate's, which may be turned down or deleted."""
    return bool(_numbers(app, event.job_id, event.job_title))


def _numbers(app: Application, *named: str) -> list[str]:
    """The numbers that an ATS has for it, and no file, which calls it by its job; the first is its own."""
    jobs = {app.job_id, *named}
    titles = {_letters(title) for title in (app.job_title, *named)} - {""}
    return [one for one in (app.application_id, *app.also) if one not in jobs and _letters(one) not in titles]


def ends_a_duplicate(state: CandidateState, event: Event) -> bool:
    """Does it turn down or delete no more than a duplicate that an older release joined into an application with a
    number of its own (R17)? That one goes on. Where two records became one person, either number speaks for it.
    """
    if not (isinstance(event, Rejected) or (isinstance(event, Withdrawn) and event.silently)):
        return False
    app = state.meant(event.application_id)
    return app is not None and not app.keyed_as and event.application_id in _numbers(app)[1:]


def _is_same_job(app: Application, event: ApplicationReceived) -> bool:
    """By the job's id; by its title where a file had no better id for it."""
    if app.job_id == event.job_id:
        return True
    title = _letters(event.job_title)
    named_so = title in (_letters(app.job_id), _letters(event.job_id))
    return bool(title) and named_so and _letters(app.job_title) == title


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def joined(app: Application, event: ApplicationReceived) -> Application:
    """The application with its other id, and what the second telling knows of its beginning."""
    return app.replace(
        also=tuple(dict.fromkeys((*app.also, event.application_id))),
        last_contact_at=latest(app.last_contact_at, event.last_contact_at),
        applied_at=earliest(app.applied_at, event.applied_at),
        unnumbered=app.unnumbered and is_told_by_job(event),
    )


def stands_further_on(app: Application, event: ApplicationReceived) -> bool:
    """Does an ATS show it further on than a file did? A file never moves anybody (docs/ats.md)."""
    if is_told_by_job(event) or event.stage is app.stage or not app.is_open:
        return False
    if event.stage in CLOSED_STAGES:
        return True
    return event.stage in OPEN_STAGES and OPEN_STAGES.index(event.stage) > OPEN_STAGES.index(app.stage)
