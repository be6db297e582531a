"""Interviews at the desk: scheduled, moved, called off, or held, by the same typed calls as `followup interview`.

A time that is early or late where the candidate lives is said while it is being chosen, and asks for a tick.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from desk.acts.acting import Acting, Unclear, their_zone
from desk.acts.outcome import Outcome, told
from desk.locales.translating import N_, _
from domain.reducers.applications import HELD_EARLIER
from domain.state.model import CandidateState, Interview
from domain.time.odd_hours import is_odd
from starter.wording.instants import shown, shown_in

_USUAL: Final = timedelta(hours=1)
_LENGTHS: Final = range(5, 721)
"""Minutes of one interview."""


async def schedule(acting: Acting) -> Outcome:
    """A further interview, at a time of the company's clock."""
    starts, ends = await _times(acting, _USUAL)
    fields = {name: acting.field(name) or None for name in ("title", "location", "with_whom", "link")}
    fact = acting.fact(interview_id=f"desk-{uuid4().hex[:12]}", at=starts.isoformat(), ends_at=ends.isoformat())
    fact |= {name: value for name, value in fields.items() if value}
    said = _("Saved: an interview on %(when)s.", when=shown(starts, long=True))
    if acting.field("interviewer"):
        team = await acting.visit.read(acting.visit.ledger.team.all)
        chosen = team.by_key(acting.field("interviewer"))
        if chosen is None or not chosen.email:
            raise Unclear(_("Choose a colleague to give feedback."))
        fact["interviewers"] = [{"name": chosen.name, "email": chosen.email}]
        said += " " + _("%(name)s will be asked for feedback afterwards.", name=chosen.shown)
    return await told(acting.visit, acting.view, "interview_scheduled", fact, said)


async def move(acting: Acting) -> Outcome:
    """Another time for one that is to come; it lasts as long as before unless it is said."""
    one = await _meant(acting)
    if problem := _not_to_come(one):
        return Outcome(problem, well=False)
    starts, ends = await _times(acting, one.ends_at - one.at)
    if (starts, ends) == (one.at, one.ends_at):
        return Outcome(_("It is at that time already; nothing was changed."), well=False)
    fact = acting.fact(interview_id=one.interview_id, at=starts.isoformat(), ends_at=ends.isoformat())
    said = _("Moved to %(when)s. The candidate gets the new time.", when=shown(starts, long=True))
    return await told(acting.visit, acting.view, "interview_scheduled", fact, said)


async def call_off(acting: Acting) -> Outcome:
    """It won't take place."""
    one = await _meant(acting)
    if problem := _not_to_come(one):
        return Outcome(problem, well=False)
    fact = acting.fact(interview_id=one.interview_id, reason=acting.field("reason") or None)
    said = _("Called off: the interview on %(when)s.", when=shown(one.at, long=True))
    return await told(acting.visit, acting.view, "interview_cancelled", fact, said)


async def held(acting: Acting) -> Outcome:
    """It has taken place, perhaps a little earlier than it was to begin."""
    one = await _meant(acting)
    if one.held_at is not None or one.cancelled_at is not None:
        return Outcome(_not_to_come(one), well=False)
    if one.at > acting.visit.now + HELD_EARLIER:
        words = _(
            "The interview on %(when)s hasn't taken place yet. If it was moved, say so first.",
            when=shown(one.at, long=True),
        )
        return Outcome(words, well=False)
    fact = acting.fact(interview_id=one.interview_id)
    return await told(acting.visit, acting.view, "interview_held", fact, _("Saved: the interview took place."))


_ODD: Final = N_("That's early or late for them.")
_ANYWAY: Final = N_("If you mean it, tick “Even early or late for them” and press again.")


async def their_hours(acting: Acting) -> str:
    """What the candidate's clock says at the chosen time, and whether that is odd; empty where it is as here."""
    try:
        starts = acting.instant("at")
    except Unclear:
        return ""
    if starts is None:
        return ""
    ends = starts + _length(acting, _USUAL)
    theirs, odd = await _their_time(acting, starts, ends)
    return f"{theirs} {_(_ODD)}" if odd else theirs


async def _times(acting: Acting, usual: timedelta) -> tuple[datetime, datetime]:
    """When it begins and ends. Raises Unclear, also for an hour that is odd for them and wasn't ticked."""
    starts = acting.instant("at")
    if starts is None:
        raise Unclear(_("Choose a date and time."))
    if starts < acting.visit.now:
        raise Unclear(_("%(when)s has passed; choose a later time.", when=shown(starts)))
    ends = starts + _length(acting, usual)
    theirs, odd = await _their_time(acting, starts, ends)
    if odd and acting.field("odd") != "yes":
        raise Unclear(f"{theirs} {_(_ANYWAY)}")
    return starts, ends


def _length(acting: Acting, usual: timedelta) -> timedelta:
    typed = acting.field("minutes")[:6]
    if not typed.isdecimal():
        return usual
    return timedelta(minutes=min(max(int(typed), _LENGTHS.start), _LENGTHS.stop - 1))


async def _their_time(acting: Acting, starts: datetime, ends: datetime) -> tuple[str, bool]:
    """Their own time in a sentence, where it is another or odd, and whether it is odd."""
    tz = await acting.visit.read(their_zone, acting.visit, acting.view)
    if tz is None:
        return "", False
    odd = is_odd(starts, ends, tz)
    there = _("For %(name)s, that's %(when)s (their time).", name=acting.view.name, when=shown_in(starts, tz))
    return (there, odd) if odd or there_is_another(starts, tz, acting) else ("", odd)


def there_is_another(at: datetime, tz: Any, acting: Acting) -> bool:
    """Does their clock say something else than the reader's?"""
    from domain.time.zones import zone

    reader = zone(acting.visit.timezone) if acting.visit.timezone else None
    return reader is None or at.astimezone(reader).utcoffset() != at.astimezone(tz).utcoffset()


async def _meant(acting: Acting) -> Interview:
    """The interview that the form names, as it stands now. Raises Unclear."""
    snapshot = await acting.visit.read(acting.visit.ledger.snapshot, acting.view.id)
    state = CandidateState.model_validate(snapshot) if snapshot is not None else None
    app = state.application(acting.application) if state is not None and acting.application else None
    wanted = acting.field("interview")
    found = next((one for one in app.interviews if one.interview_id == wanted), None) if app is not None else None
    if found is None:
        raise Unclear(_("This interview isn't there any more; reload the page."))
    return found


def _not_to_come(one: Interview) -> str:
    """Why it can't be moved or called off any more; empty where it can."""
    if one.cancelled_at is not None:
        return _("It was called off %(when)s; nothing was changed.", when=shown(one.cancelled_at))
    if one.held_at is not None:
        return _("It took place %(when)s; nothing was changed.", when=shown(one.held_at))
    return ""
