"""Whether, when and how we write: `pause`, `resume`, `snooze`, `send-now`, `prefer`, `stop`, `allow`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from domain.names import Channel
from starter.cli.errors import Wrong
from starter.cli.options import As, AsJson, Ident, Job, author
from starter.cli.output.dates import read_instant, shown_until
from starter.cli.output.formatting import by as by_channel
from starter.cli.output.formatting import plain
from starter.cli.people import lives_by, the_application
from starter.cli.tell.signals import known, report, tell, update

Sendable = Literal["email", "sms"]
"""What we send through: calls and LinkedIn are a colleague's own, and closing "phone" would close everything."""

_UNTIL = (
    "2026-12-04, 2026-12-04T14:30, tomorrow or friday, in the candidate's time zone; a date means the start "
    "of that day."
)


def pause(
    ident: Ident,
    until: Annotated[str | None, typer.Option("--until", metavar="WHEN", help=_UNTIL)] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="For the record.")] = None,
    by: As = None,
    as_json: AsJson = False,
) -> None:
    """Send nothing for a while; tasks and promises stay on the clock."""
    person = known(ident)
    at = read_instant(until, "--until", whole_days=True, tz=lives_by(person)) if until else None
    told = update(person, "pause", author(by), until=at.isoformat() if at else None, reason=reason)
    report(told, f"{plain(person.name)}'s follow-up is on hold.", as_json)


def resume(ident: Ident, by: As = None, as_json: AsJson = False) -> None:
    """Resume after a pause or snooze; messages that are too late by then aren't sent."""
    person = known(ident)
    told = update(person, "resume", author(by))
    was = "is on again" if person.paused else "wasn't paused; nothing has changed"
    report(told, f"{plain(person.name)}'s follow-up {was}.", as_json)


def snooze(
    ident: Ident,
    until: Annotated[str, typer.Option("--until", metavar="WHEN", help=_UNTIL)],
    by: As = None,
    as_json: AsJson = False,
) -> None:
    """Put off the next message until a date."""
    person = known(ident)
    tz = lives_by(person)
    at = read_instant(until, "--until", whole_days=True, tz=tz)
    told = update(person, "snooze", author(by), until=at.isoformat())
    report(told, f"{plain(person.name)} won't hear from us before {shown_until(at, tz)}.", as_json)


def send_now(
    ident: Ident,
    step: Annotated[str, typer.Argument(metavar="STEP", help="A step of their stage, as `followup next` shows it.")],
    job: Job = None,
    by: As = None,
    as_json: AsJson = False,
) -> None:
    """Send a step early, as soon as it's a decent hour for them."""
    person = known(ident)
    application = the_application(person, job)
    _check_step(application.stage, step)
    told = update(person, "send_now", author(by), application.id, step=step)
    report(told, f"{step} goes to {plain(person.name)} as soon as the hours and limits allow.", as_json)


def _check_step(stage: str, step: str) -> None:
    """A mistyped step would be accepted and never sent. Raises Wrong with the steps that there are."""
    from starter.cli.people import open_ledger

    with open_ledger() as ledger:
        in_force = ledger.playbooks.in_force()
    steps = [s["step"] for s in (in_force[1]["stages"].get(stage, {}).get("steps", []) if in_force else [])]
    if in_force and step not in steps:
        raise Wrong(f"The stage {stage} has no step {step!r}; it has {', '.join(steps) or 'none'}.")


def prefer(
    ident: Ident,
    channel: Annotated[Channel | None, typer.Option("--channel", help="How they prefer to be reached.")] = None,
    timezone: Annotated[str | None, typer.Option("--timezone", metavar="ZONE", help="Such as Europe/Berlin.")] = None,
    locale: Annotated[str | None, typer.Option("--locale", help="Such as en or de.")] = None,
    by: As = None,
    as_json: AsJson = False,
) -> None:
    """Set a candidate's preferred channel, time zone and language."""
    if channel is None and timezone is None and locale is None:
        raise Wrong("Say what they prefer: --channel, --timezone or --locale.")
    person = known(ident)
    chosen = str(channel) if channel else None
    told = update(person, "set_preferences", author(by), channel=chosen, timezone=timezone, locale=locale)
    report(told, f"{plain(person.name)}'s preferences are on record.", as_json)


def stop(
    ident: Ident,
    channel: Annotated[Sendable | None, typer.Option("--channel", help="Only this one; all without it.")] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="In their words, for the record.")] = None,
    by: As = None,
    as_json: AsJson = False,
) -> None:
    """Close a channel, or all of them, for good, because they asked us to stop; later applications, too."""
    person = known(ident)
    told = tell(person, "opted_out", author(by), channel=channel, reason=reason)
    what = f"Nothing more {by_channel(channel)}" if channel else "No more messages"
    report(told, f"{what} to {plain(person.name)}, also for later applications.", as_json)


def allow(
    ident: Ident,
    channel: Annotated[Sendable | None, typer.Option("--channel", help="Only this one; all without it.")] = None,
    by: As = None,
    as_json: AsJson = False,
) -> None:
    """Reopen a channel, or record consent to texts, because they asked for it."""
    person = known(ident)
    told = tell(person, "opted_in", author(by), channel=channel)
    what = f"Messages {by_channel(channel)}" if channel else "Messages"
    report(told, f"{what} to {plain(person.name)} are allowed again, as they asked.", as_json)
