"""`interview`: scheduled, moved, called off, or held."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from itertools import count
from typing import Annotated, Any, Final

import typer

from domain.reducers.applications import HELD_EARLIER, held_one
from domain.state.model import Interview
from domain.time.odd_hours import is_odd
from starter.cli.errors import Nobody, Wrong
from starter.cli.output.dates import has_zone, read_instant
from starter.cli.people import View, company_zone, lives_by
from starter.cli.tell.colleagues import interviewer
from starter.cli.tell.signals import AboutApplication
from starter.wording.candidates import job_of
from starter.wording.instants import now, shown, shown_in

_USUAL_LENGTH: Final = timedelta(hours=1)
_AT: Final = "When it begins: 2026-12-04T14:30, in the company's time zone; add an offset such as +02:00 for another."


def interview(
    about: AboutApplication,
    at: Annotated[str | None, typer.Option("--at", metavar="T", help=_AT)] = None,
    ends: Annotated[
        str | None, typer.Option("--ends", metavar="T", help="When it ends (default: an hour later).")
    ] = None,
    with_whom: Annotated[str | None, typer.Option("--with", help="Who takes part.")] = None,
    interviewers: Annotated[
        list[str] | None,
        typer.Option(
            "--interviewer",
            metavar="NAME",
            help='Who gives feedback: a colleague, or "Name <address>"; may be repeated.',
        ),
    ] = None,
    form: Annotated[str | None, typer.Option("--format", help="Such as video, phone or on site.")] = None,
    location: Annotated[str | None, typer.Option("--location", help="Where.")] = None,
    link: Annotated[str | None, typer.Option("--link", help="Link to the video call.")] = None,
    interview_id: Annotated[
        str | None, typer.Option("--id", metavar="N", help="Which interview (default: the upcoming one).")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="Such as technical interview.")] = None,
    notes: Annotated[str | None, typer.Option("--notes", help="For the candidate: what to prepare.")] = None,
    cancel: Annotated[bool, typer.Option("--cancel", help="It won't take place.")] = False,
    held: Annotated[bool, typer.Option("--held", help="It has taken place (with --at: when it ended).")] = False,
) -> None:
    """Schedule or move an interview (--at), cancel it (--cancel), or record that it took place (--held)."""
    if cancel and (held or at):
        raise Wrong("--cancel goes with neither --at nor --held; to move an interview give its new time with --at.")
    if not (at or cancel or held):
        raise Wrong("Say when it is with --at, or give --cancel or --held.")
    tz = company_zone() if at else None
    starts_at = read_instant(at, "--at", tz=tz) if at else None
    application, name = about.application(), about.name
    interviews: list[dict[str, Any]] = about.kept(application).get("interviews", [])
    waiting = _waiting(interviews)
    if held:
        if starts_at and starts_at > now():
            raise Wrong(f"An interview that ends {shown(starts_at)} hasn't taken place yet.")
        if starts_at is None:
            _check_held(name, interview_id, interviews)
        if said := _held_already(name, interview_id, starts_at or now(), interviews):
            about.report_no_change(said, in_effect=True)
            return
        ended = starts_at.isoformat() if starts_at else None
        told = about.tell("interview_held", application.id, interview_id=interview_id, ended_at=ended)
        about.report(told, f"The interview with {name} took place.")
        return
    which = _which(interview_id, waiting, name, must_exist=cancel)
    if cancel:
        told = about.tell("interview_cancelled", application.id, interview_id=which, reason=notes)
        about.report(told, f"The interview with {name} is canceled.")
        return
    assert starts_at is not None
    fields = _fields(starts_at, ends, tz)
    if interviewers:
        found = [interviewer(one) for one in interviewers]
        fields["interviewers"] = [{"name": one.name, "email": one.email} for one in found]
        with_whom = with_whom or " and ".join(one.name for one in found if one.name)
    fields |= {"title": title, "format": form, "location": location, "with_whom": with_whom, "link": link}
    moved = which in waiting
    told = about.tell("interview_scheduled", application.id, interview_id=which, notes=notes, **fields)
    done = "has been moved to" if moved else "is scheduled for"
    when = _when(starts_at, at or "", tz)
    said = f"The interview with {name} for {job_of(application)} {done} {when}."
    ends_at = datetime.fromisoformat(fields["ends_at"]) if ends else starts_at + _USUAL_LENGTH
    theirs, odd = _their_time(starts_at, ends_at, about.person, name, tz)
    if odd and about.as_json:
        print(odd, file=sys.stderr)
    about.report(told, " ".join(part for part in (said, theirs, odd) if part))


def _check_held(name: str, interview_id: str | None, interviews: list[dict[str, Any]]) -> None:
    """What lies ahead has not been held yet. Raises Wrong with what to say instead."""
    meant = [one for one in interviews if not one.get("cancelled_at")]
    if interview_id is not None:
        meant = [one for one in meant if one["interview_id"] == interview_id]
    ahead = [one for one in meant if datetime.fromisoformat(one["at"]) > now() + HELD_EARLIER]
    if ahead and len(ahead) == len(meant):
        first = min(ahead, key=lambda one: datetime.fromisoformat(one["at"]))
        raise Wrong(
            f"{name}'s interview on {shown(first['at'])} hasn't taken place yet: add --at T to say when another "
            "one ended, "
            f"and --id {first['interview_id']} as well if it was this one, held earlier."
        )


def _held_already(name: str, interview_id: str | None, ended: datetime, interviews: list[dict[str, Any]]) -> str:
    """That the interview which is meant is on record as held; empty where it isn't, or nobody scheduled it."""
    told = [Interview.model_validate(one) for one in interviews]
    if interview_id is not None:
        meant = next((one for one in told if one.interview_id == interview_id and not one.cancelled_at), None)
    else:
        meant = held_one(told, ended)
    if meant is None or meant.held_at is None:
        return ""
    return (
        f"{name}'s interview of {shown(meant.at)} is already on record as held; nothing changed. "
        f"If another one took place, add --id {_next_id(told)}."
    )


def _next_id(interviews: Sequence[Interview]) -> str:
    taken = {one.interview_id for one in interviews}
    return next(str(n) for n in count(len(interviews) + 1) if str(n) not in taken)


def _fields(starts_at: datetime, ends: str | None, tz: tzinfo | None) -> dict[str, Any]:
    if starts_at < now() - timedelta(minutes=5):
        raise Wrong(f"--at: {shown(starts_at)} has passed; for an interview that has taken place use --held.")
    if not ends:
        return {"at": starts_at.isoformat()}
    clock = ends.strip()
    if len(clock) <= 5 and ":" in clock:  # a time of day alone is meant on the same day
        clock = f"{starts_at.astimezone(tz):%Y-%m-%d}T{clock.zfill(5)}"
    ends_at = read_instant(clock, "--ends", tz=tz)
    if not starts_at < ends_at <= starts_at + timedelta(hours=24):
        raise Wrong("--ends must be after --at, on the same day.")
    return {"at": starts_at.isoformat(), "ends_at": ends_at.isoformat()}


def _waiting(interviews: list[dict[str, Any]]) -> dict[str, str]:
    """The interviews of an application: the ids of those to come with their times; others under `past:`."""
    return {
        one["interview_id"] if not one.get("held_at") and not one.get("cancelled_at") else
        f"past:{one['interview_id']}": one["at"]
        for one in interviews
    }  # fmt: skip


def _which(given: str | None, interviews: dict[str, str], name: str, *, must_exist: bool) -> str:
    """The id: as given, else of the only one to come, else a new one. Raises Wrong and Nobody."""
    coming = {ident: at for ident, at in interviews.items() if not ident.startswith("past:")}
    if given is not None:
        if must_exist and given not in coming:
            raise Nobody(f"{name} has no upcoming interview {given!r}.")
        return given
    if len(coming) == 1:
        return next(iter(coming))
    if len(coming) > 1:
        listed = ", ".join(f"{ident} ({shown(at)})" for ident, at in coming.items())
        raise Wrong(f"{name} has {len(coming)} upcoming interviews; say which with --id: {listed}.")
    if must_exist:
        raise Nobody(f"{name} has no upcoming interview to cancel.")
    return str(len(interviews) + 1)


def _when(at: datetime, typed: str, tz: tzinfo | None) -> str:
    """`Friday 4 Dec 14:30 EST`; where no zone was typed, by the company's clock, and saying so."""
    here = at.astimezone().utcoffset()
    if tz is None or has_zone(typed) or at.astimezone(tz).utcoffset() == here:
        return shown(at, long=True)
    return f"{shown_in(at, tz, long=True)}, the company's time ({shown(at)} here)"


def _their_time(starts: datetime, ends: datetime, person: View, name: str, tz: tzinfo | None) -> tuple[str, str]:
    """The candidate's own time, where it is another, and what is odd about it."""
    theirs = lives_by(person)
    odd = theirs is not None and is_odd(starts, ends, theirs)
    warns = "That's early or late for them: if you didn't mean it, move it with --at." if odd else ""
    clocks = [starts.astimezone().utcoffset(), *([starts.astimezone(tz).utcoffset()] if tz else [])]
    if theirs is None or (not odd and set(clocks) == {starts.astimezone(theirs).utcoffset()}):
        return "", warns
    return f"For {name}, that's {shown_in(starts, theirs)} (their time, {theirs}).", warns
