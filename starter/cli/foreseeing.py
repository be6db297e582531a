"""What would go out: `next` for a candidate, `preview` for a sample person. Both ask the live decision."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from domain.names import Stage, candidate_id
from starter.cli.failures import Wrong
from starter.cli.instants import now, read_instant, read_span, shown
from starter.cli.options import AsJson, Ident
from starter.cli.people import found, open_ledger
from starter.cli.saying import by, next_words, print_json, print_table, reason_words

if TYPE_CHECKING:
    from domain.events import Event
    from domain.state import CandidateState

HORIZON = timedelta(days=400)
"""How far `next` looks ahead; the longest wait of a playbook is a year."""


def coming(
    ident: Ident,
    count: Annotated[int, typer.Option("--count", min=1, max=100, help="How many.")] = 5,
    as_json: AsJson = False,
) -> None:
    """The next messages to a candidate, if nobody did anything."""
    from domain.preview import upcoming
    from domain.state import CandidateState

    with open_ledger() as ledger:
        view = found(ledger, ident)
        state = CandidateState.model_validate(ledger.snapshot(candidate_id(ident)))
        rules = ledger.playbooks.rules()
        closed = ledger.suppressed(state.candidate)
    start = now()
    coming = upcoming(
        state,
        rules.playbook,
        start,
        start + HORIZON,
        count=count,
        suppressed=closed,
        standing=rules.standing,
    )
    rows = [one.as_json() for one in coming]
    if as_json:
        print_json(rows)
    elif rows:
        _print_rows(rows)
    else:
        print(next_words(view))


def preview(
    stage: Annotated[Stage, typer.Option("--stage", help="The stage that they enter.")] = Stage.APPLIED,
    timezone: Annotated[str | None, typer.Option("--timezone", metavar="ZONE", help="Their zone.")] = None,
    start: Annotated[str | None, typer.Option("--from", metavar="T", help="When they enter it (default: now).")] = None,
    span: Annotated[str, typer.Option("--for", metavar="SPAN", help="How long, as 90d or 12w.")] = "90d",
    as_json: AsJson = False,
) -> None:
    """What a sample person would get, when and why; from the playbook's folder, no server needed."""
    from domain.calendar import zone
    from domain.preview import upcoming
    from ledger.playbook_files import read_playbook
    from settings import read_settings

    length = read_span(span, "--for")
    begin_at = read_instant(start, "--from", whole_days=True) if start else now()
    if timezone is not None:
        try:
            zone(timezone)
        except ValueError as error:
            raise Wrong(f"--timezone: {error}") from None
    try:
        until = begin_at + length
    except OverflowError:
        raise Wrong("--for: that is beyond the end of the calendar; write it as 90d.") from None
    playbook = read_playbook(read_settings().playbook)
    state, told = sample(stage, timezone or playbook.company.timezone, begin_at)
    rows = [one.as_json() for one in upcoming(state, playbook, begin_at, until, told=told)]
    if as_json:
        print_json(rows)
    elif rows:
        print(_PREMISES[stage])
        _print_rows(rows)
    else:
        print(f"In {stage} nothing would go out within {span}.")


_PREMISES = {
    Stage.PROSPECT: "Somebody we write to first, and who does not answer:",
    Stage.APPLIED: "Somebody who has applied, and of whom nobody tells us more:",
    Stage.SCREENING: "Somebody in screening, of whom nobody tells us more:",
    Stage.INTERVIEW: "Somebody with an interview three days on, after which nobody tells us more:",
    Stage.OFFER: "Somebody with an offer that is open for two weeks, and who does not answer:",
    Stage.HIRED: "Somebody hired, who starts in four weeks:",
    Stage.REJECTED: "Somebody rejected:",
    Stage.WITHDRAWN: "Somebody who has withdrawn:",
    Stage.NETWORK: "Somebody kept for later:",
}


def sample(stage: Stage, timezone: str, at: datetime) -> tuple[CandidateState, tuple[Event, ...]]:
    """A person entering the stage at that instant, and what is told of them afterwards."""
    from domain import events
    from domain.evolve import begin, evolve

    about: dict[str, Any] = {"application_id": "sample", "occurred_at": at}
    person = events.Contactable(first_name="Sam", last_name="Sample", email="sam@example.com", timezone=timezone)
    state = evolve(
        begin("manual:sample"),
        events.ApplicationReceived(
            event_id="sample", candidate=person, job_id="sample", job_title="Engineer", stage=stage, **about
        ),
    )
    day = at.date()
    told: tuple[Event, ...] = ()
    match stage:
        case Stage.INTERVIEW:
            told = (events.InterviewScheduled(event_id="interview", at=_afternoon(at, 3, timezone), **about),)
        case Stage.OFFER:
            told = (events.OfferExtended(event_id="offer", expires_on=day + timedelta(days=14), **about),)
        case Stage.HIRED:
            told = (events.Hired(event_id="hired", start_date=day + timedelta(days=28), **about),)
    return state, told


def _afternoon(at: datetime, days: int, timezone: str) -> datetime:
    """A weekday's afternoon there, so that the sample interview is at a plausible hour."""
    there = at.astimezone(ZoneInfo(timezone)) + timedelta(days=days)
    there = there.replace(hour=15, minute=0, second=0, microsecond=0)
    return there + timedelta(days=max(0, 7 - there.weekday()) if there.weekday() > 4 else 0)


def _print_rows(rows: list[dict[str, Any]]) -> None:
    cells = [
        (
            shown(row["at"]),
            _their_clock(row),
            f"{row['stage']}/{row['step']}",
            by(row["channel"]),
            reason_words(row["why"]),
        )
        for row in rows
    ]
    print_table(("When", "Their time", "Step", "Channel", "Why"), cells, wide=4)


def _their_clock(row: dict[str, Any]) -> str:
    return f"{datetime.fromisoformat(row['local_at']):%a %H:%M}"
