"""What they have been told of their interviews: by a message of ours, or by a colleague who reached them."""

from __future__ import annotations

from collections.abc import Callable

from domain.state import Application, Interview


def told(app: Application, occurrence: str) -> Application:
    """They have heard of this revision of an interview, if it is of one."""
    return _with(app, occurrence, lambda interview: interview.revision)


def never_heard(app: Application, occurrence: str) -> Application:
    """What was to tell them of it never arrived."""
    return _with(app, occurrence, lambda _: 0)


def anew(app: Application) -> Application:
    """They come back from a closed stage: what was still to come then is to be told again."""
    interviews = tuple(i.model_copy(update={"announced": 0}) if i.announced else i for i in app.interviews)
    return app.model_copy(update={"interviews": interviews})


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


def _with(app: Application, occurrence: str, announced: Callable[[Interview], int]) -> Application:
    if all(i.occurrence != occurrence for i in app.interviews):
        return app
    changed = (
        i.model_copy(update={"announced": announced(i)}) if i.occurrence == occurrence else i for i in app.interviews
    )
    return app.model_copy(update={"interviews": tuple(changed)})
