"""`away`: a recruiter is away, and somebody covers (R25). Nobody's clock has to be told."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, time, tzinfo
from typing import TYPE_CHECKING, Annotated, Any

import typer

from domain.people.team import Absence, Member, Team, member
from domain.views.workload import Colleague, counted
from settings import read_settings
from starter.cli.ask.recruiters import a_colleague
from starter.cli.errors import Wrong
from starter.cli.options import As, AsJson, author
from starter.cli.output.dates import read_day
from starter.cli.output.formatting import print_json
from starter.cli.people import company_zone, open_reader
from starter.team import follow_file
from starter.wording.candidates import plain
from starter.wording.instants import forms, now

if TYPE_CHECKING:
    from ledger.queries.reading import Reader

_UNTIL = "The day they're back: 2026-12-11, tomorrow or friday, in the company's time zone. Today means they're back."


def away(
    recruiter: Annotated[str, typer.Argument(metavar="RECRUITER", help="A first name, full name or address.")],
    until: Annotated[str | None, typer.Option("--until", metavar="D", help=_UNTIL)] = None,
    cover: Annotated[
        str | None,
        typer.Option("--cover", metavar="R", help="Who covers for them; for a new colleague: Name <address>."),
    ] = None,
    begins: Annotated[str | None, typer.Option("--from", metavar="D", help="The first day (default: now).")] = None,
    back: Annotated[bool, typer.Option("--back", help="They're back as of now.")] = False,
    by: As = None,
    as_json: AsJson = False,
) -> None:
    """Record that a recruiter is away: a colleague gets their tasks, digests and approvals, and signs."""
    if back and (until or cover or begins):
        raise Wrong("--back ends it now; leave the other options out.")
    settings = read_settings()
    tz = company_zone() or UTC
    today = now().astimezone(tz).date()
    back_on = read_day(until, "--until", today) if until is not None else None
    if back_on is not None and back_on < today:
        raise Wrong("--until: that day has passed; give the day they are back, or `--back` if they are.")
    back = back or back_on == today
    with open_reader(settings) as reader:
        if problem := follow_file(reader, settings):
            print(problem, file=sys.stderr)
        who = a_colleague(recruiter, reader.recruiters())
        everybody = reader.team.all()
        absent = on_record(reader, everybody, who)
        everybody = reader.team.all()
        if back:
            said = _ended(reader, absent, author(by), today)
        else:
            first = read_day(begins, "--from", today) if begins is not None else None
            if first is not None and first < today:
                raise Wrong("--from: that day has passed; leave it out if they are away already.")
            absence = _absence(reader, everybody, absent, back_on, cover, first, tz)
            reader.team.set_absence(absent.key, absence, author(by))
            said = _said(reader, reader.team.all(), absent, tz)
        row = _row(reader, reader.team.all(), absent, tz)
    if as_json:
        print_json(row)
        return
    print(said)


def on_record(reader: Reader, everybody: Team, who: Colleague) -> Member:
    """The member who is meant, written down where only tasks or a command know of them."""
    one = everybody.find(who.name, who.email)
    if one is not None and (one.email or not who.email):
        return one
    new = member(who.name, who.email, role="recruiter", source="typed")
    reader.team.note(new)
    return new


def _absence(
    reader: Reader,
    everybody: Team,
    absent: Member,
    back_on: date | None,
    cover: str | None,
    first: date | None,
    tz: tzinfo,
) -> Absence:
    """What is said of the absence; what is left out stays as it was. Raises Wrong."""
    before = absent.absence if absent.absence is not None and absent.absence.until > now() else None
    day = back_on or (before.back_on if before else None)
    if day is None:
        raise Wrong(f"Say when {plain(absent.shown)} is back: --until DATE.")
    key = before.cover if before else ""
    if cover is not None:
        covering = a_colleague(cover, reader.recruiters())
        if not covering.email:
            name = plain(covering.name)
            raise Wrong(f'{name} has no address on record, so no digest would reach them: --cover "{name} <address>".')
        key = on_record(reader, everybody, covering).key
    if not key:
        raise Wrong(f"Say who covers for {plain(absent.shown)}: --cover NAME.")
    if key == absent.key:
        raise Wrong(f"{plain(absent.shown)} can't cover for themselves; name someone else with --cover.")
    since = before.since if before else now()
    if first is not None:
        since = max(_beginning(first, tz), since if since <= now() else now())
    absence = Absence(since, _beginning(day, tz), day, key)
    if absence.until <= absence.since:
        raise Wrong("--until is the day they're back, which must come after their first day away.")
    if circle := reader.team.all().circle(absent.key, absence):
        names = " and ".join(plain(one.shown) for one in circle)
        verb = "is" if len(circle) == 1 else "are"
        raise Wrong(f"{names} {verb} away then, and {plain(absent.shown)} was going to cover; name someone else.")
    return absence


def _beginning(day: date, tz: tzinfo) -> datetime:
    return datetime.combine(day, time(), tz).astimezone(UTC)


def _ended(reader: Reader, absent: Member, by: str, today: date) -> str:
    """They are back now. What is still to come is taken back."""
    was, at = absent.absence, now()
    name = plain(absent.shown)
    if was is None or was.until <= at:
        return f"{name} wasn't away; nothing has changed."
    since = min(was.since, at)
    reader.team.set_absence(absent.key, Absence(since, at, today, was.cover), by)
    if was.since > at:
        return f"{name} won't be away after all."
    return f"{name} is back: tasks, digests, approvals and signatures are theirs again."


def _said(reader: Reader, everybody: Team, absent: Member, tz: tzinfo) -> str:
    """What this means now."""
    one = everybody.by_key(absent.key)
    assert one is not None and one.absence is not None
    at, absence = now(), one.absence
    name, back_on = plain(one.shown), forms().day(absence.back_on)
    covers = everybody.by_key(absence.cover)
    if not absence.holds(at):
        by = plain(covers.shown) if covers else "nobody"
        return (
            f"{name} is away from {forms().day(absence.since.astimezone(tz).date())} until {back_on}; {by} is covering."
        )
    cover = everybody.cover_for(one.name, one.email, at)
    assert cover is not None
    number = sum(many for who, many in reader.team.candidates_of().items() if everybody.find(*who) == one)
    lines = [f"{forms().in_words(plain(cover.words))}."]
    if cover.who is not None:
        acts = plain(cover.who.shown)
        lines.append(
            f"From now on, {acts} gets their tasks, approvals and digest ({counted(number, 'open candidate')}) and "
            f"signs their messages; {name} takes over again on {back_on}."
        )
        if covers is not None and covers.key != cover.who.key:
            lines.append(f"{plain(covers.shown)} is away too, so {acts} is covering for both.")
    return "\n".join(lines)


def _row(reader: Reader, everybody: Team, absent: Member, tz: tzinfo) -> dict[str, Any]:
    from starter.cli.ask.team import row_of

    one = everybody.by_key(absent.key) or absent
    return row_of(one, everybody, reader.team.candidates_of(), tz)
