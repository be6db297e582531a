"""What they have been told of their interviews: by a message of ours, or by a colleague who reached them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from domain.events.envelope import Instant
from domain.names import digest
from domain.state.model import Application, Entry, Interview, StepLog

_SHOWN = ("title", "format", "location", "link", "notes")
"""What the details say beside the time and the people."""


def told(app: Application, occurrence: str) -> Application:
    """They have heard of this revision of an interview, if it is of one."""
    return _with(app, occurrence, lambda i: i.replace(announced=i.revision, told_for=i.at))


def never_heard(app: Application, occurrence: str) -> Application:
    """What was to tell them of it never arrived."""
    return _with(app, occurrence, _untold)


def _untold(interview: Interview) -> Interview:
    return interview.replace(announced=0, told_for=None)


def anew(app: Application, at: Instant) -> Application:
    """They come back from a closed stage: what is still to come is to be told again, as a later version than the word
    that took it out of their calendar.
    """
    interviews = (_next_version(_untold(i), at) if i.announced else i for i in app.interviews)
    return app.replace(interviews=tuple(interviews))


def _next_version(interview: Interview, at: Instant) -> Interview:
    if interview.held_at is not None or interview.cancelled_at is not None or interview.at <= at:
        return interview
    return interview.replace(revision=interview.revision + 1, told_at=max(at, interview.told_at))


def stands_again(app: Application, closed: Entry, at: Instant) -> Application:
    """A closing was taken back: what is still to come is told again where word of the closing had gone out."""
    heard = any(log.sent for log in closed.steps.values())
    heard = heard or (app.last_contact_at is not None and app.last_contact_at >= closed.entered_at)
    return anew(app, at) if heard else app


def is_same(old: Interview, new: Interview) -> bool:
    """Would the details of both say the same? In which order the people are named is no difference."""
    if (old.at, old.ends_at) != (new.at, new.ends_at) or _people(old) != _people(new):
        return False
    return all(_folded(getattr(old, name)) == _folded(getattr(new, name)) for name in _SHOWN)


def _people(interview: Interview) -> list[str]:
    return sorted(_folded(one) for one in interview.with_whom.replace(" and ", ",").split(",") if one.strip())


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


def said_before(entry: Entry, interviews: Iterable[Interview]) -> dict[str, StepLog]:
    """What was said about interviews in a stay: the next one says none of it again, since an interview belongs to no
    stage (S6). Nothing there counts from when that was.
    """
    known = {i.occurrence for i in interviews}
    found = {}
    for step, log in entry.steps.items():
        if done := tuple(one for one in log.done if one in known):
            found[step] = StepLog(count=len(done), done=done)
    return found


def calendar_id(interview: Interview, whose: str, application_id: str) -> str:
    """The name of its entry in their calendar, whatever else changes."""
    if interview.calendar_id:
        return interview.calendar_id
    return digest("interview", whose, application_id, interview.interview_id)


def is_told_before(interview: Interview, app: Application) -> bool:
    """Were they told of it as it is in an earlier stay, so that this one has nothing to tell?"""
    return interview.announced == interview.revision and interview.told_at < app.entry.entered_at


def is_next_step(app: Application, occurrence: str) -> bool:
    """Is it what became of the date that a message of ours told them before: an interview that is ahead? A date that a
    colleague gave them stays.
    """
    if app.promise_by is None or app.promise_told_at is None or not app.promise_by_us or not app.is_open:
        return False
    ahead = (i for i in app.interviews if i.held_at is None and i.cancelled_at is None)
    return any(i.occurrence == occurrence and i.told_at > app.promise_told_at for i in ahead)


def _with(app: Application, occurrence: str, change: Callable[[Interview], Interview]) -> Application:
    return app.replace(interviews=tuple(change(i) if i.occurrence == occurrence else i for i in app.interviews))
