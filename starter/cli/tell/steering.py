"""Whether, when and how we write: `pause`, `resume`, `snooze`, `send-now`, `prefer`, `stop`, `allow`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from domain.names import Channel
from domain.playbook.step_words import the_step
from starter.cli.errors import Wrong
from starter.cli.output.dates import read_instant
from starter.cli.people import lives_by, open_ledger
from starter.cli.tell.signals import AboutApplication, AboutPerson
from starter.wording.candidates import by as by_channel
from starter.wording.candidates import promise_put_off
from starter.wording.instants import shown_until

Sendable = Literal["email", "sms"]
"""What we send through: calls and LinkedIn are a colleague's own, and closing "phone" would close everything."""

_UNTIL = (
    "2026-12-04, 2026-12-04T14:30, tomorrow or friday, in the candidate's time zone; a date means the start "
    "of that day."
)


def pause(
    about: AboutPerson,
    until: Annotated[str | None, typer.Option("--until", metavar="WHEN", help=_UNTIL)] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="For the record.")] = None,
) -> None:
    """Send nothing for a while; tasks and promises stay on the clock."""
    tz = lives_by(about.person)
    at = read_instant(until, "--until", whole_days=True, tz=tz) if until else None
    told = about.update("pause", until=at.isoformat() if at else None, reason=reason)
    about.report(told, _and(f"{about.name}'s follow-up is on hold.", promise_put_off(told.view, at, tz)))


def resume(about: AboutPerson) -> None:
    """Resume after a pause or snooze; messages that are too late by then aren't sent."""
    told = about.update("resume")
    was = "has resumed" if about.person.paused else "wasn't paused; nothing has changed"
    about.report(told, f"{about.name}'s follow-up {was}.")


def snooze(
    about: AboutPerson,
    until: Annotated[str, typer.Option("--until", metavar="WHEN", help=_UNTIL)],
) -> None:
    """Put off the next message until a date."""
    tz = lives_by(about.person)
    at = read_instant(until, "--until", whole_days=True, tz=tz)
    told = about.update("snooze", until=at.isoformat())
    said = f"{about.name} won't hear from us before {shown_until(at, tz)}."
    about.report(told, _and(said, promise_put_off(told.view, at, tz)))


def _and(*sentences: str) -> str:
    return " ".join(one for one in sentences if one)


def send_now(
    about: AboutApplication,
    step: Annotated[str, typer.Argument(metavar="STEP", help="A step of their stage, as `followup next` shows it.")],
) -> None:
    """Send a step early, as soon as it's a reasonable hour for them."""
    application = about.application()
    _check_step(application.stage, step)
    told = about.update("send_now", application.id, step=step)
    about.report(told, f"{_capital(the_step(step))} will go to {about.name} as soon as hours and limits allow.")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _check_step(stage: str, step: str) -> None:
    """A mistyped step would be accepted and never sent. Raises Wrong with the steps that there are."""
    with open_ledger() as ledger:
        in_force = ledger.playbooks.in_force()
    steps = [s["step"] for s in (in_force[1]["stages"].get(stage, {}).get("steps", []) if in_force else [])]
    if in_force and step not in steps:
        raise Wrong(f"The stage {stage} has no step {step!r}; it has {', '.join(steps) or 'none'}.")


def prefer(
    about: AboutPerson,
    channel: Annotated[Channel | None, typer.Option("--channel", help="How they prefer to be reached.")] = None,
    timezone: Annotated[str | None, typer.Option("--timezone", metavar="ZONE", help="Such as Europe/Berlin.")] = None,
    locale: Annotated[str | None, typer.Option("--locale", help="Such as en or de.")] = None,
) -> None:
    """Set a candidate's preferred channel, time zone and language."""
    if channel is None and timezone is None and locale is None:
        raise Wrong("Say what they prefer: --channel, --timezone or --locale.")
    chosen = str(channel) if channel else None
    told = about.update("set_preferences", channel=chosen, timezone=timezone, locale=locale)
    about.report(told, f"{about.name}'s preferences are on record.")


def stop(
    about: AboutPerson,
    channel: Annotated[Sendable | None, typer.Option("--channel", help="Only this one (default: all of them).")] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="In their words, for the record.")] = None,
) -> None:
    """Close a channel, or all of them, for good, because they asked us to stop. This covers later applications, too."""
    told = about.tell("opted_out", channel=channel, reason=reason)
    what = f"Nothing more {by_channel(channel)}" if channel else "No more messages"
    about.report(told, f"{what} to {about.name}. This covers later applications, too.")


def allow(
    about: AboutPerson,
    channel: Annotated[Sendable | None, typer.Option("--channel", help="Only this one (default: all of them).")] = None,
) -> None:
    """Reopen a channel, or record consent to texts, because they asked for it."""
    told = about.tell("opted_in", channel=channel)
    what = f"Messages {by_channel(channel)}" if channel else "Messages"
    about.report(told, f"{what} to {about.name} are allowed again, as they asked.")
