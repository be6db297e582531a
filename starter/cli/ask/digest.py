"""`digest`: what each colleague's mail of the day says now, and sending it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any
from uuid import uuid4

import typer

from domain.one_line import printable
from starter.cli.ask.recruiters import HELP, the_colleague
from starter.cli.errors import Failed, Nobody, Wrong
from starter.cli.options import AsJson
from starter.cli.output.covers import cover_json
from starter.cli.output.dates import read_day
from starter.cli.output.formatting import print_json
from starter.cli.people import open_ledger
from starter.cli.run.outages import print_head
from starter.sending import Sending, sending
from starter.wording.candidates import plain
from starter.wording.instants import now

if TYPE_CHECKING:
    from domain.people.team import Cover, Team
    from domain.playbook.model import Playbook
    from domain.views.digest import Digest
    from domain.views.workload import Colleague

SEND_TIMEOUT = 60.0
"""Seconds in which the mails are usually out; then it is said that they are on their way."""


def digest(
    recruiter: Annotated[
        str | None, typer.Option("--recruiter", metavar="NAME", help=f"Only this person's. {HELP}")
    ] = None,
    on_day: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="Preview that day's digest, as of now.")
    ] = None,
    send: Annotated[bool, typer.Option("--send", help="Send it now, to everyone who hasn't gotten today's.")] = False,
    again: Annotated[
        bool, typer.Option("--again", help="With --send and --recruiter: even if they've gotten today's.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Print or send each recruiter's daily digest: who to answer, promises due, what goes out."""
    if again and not (send and recruiter):
        raise Wrong("--again sends one person's digest once more; use it with --send and --recruiter NAME.")
    if send and on_day:
        raise Wrong("--send sends today's digest; leave out --date.")
    playbook, moment, found, how, recruiters, team = _read(on_day)
    print_head(how, as_json=as_json)
    if recruiter is not None:
        everybody = found
        whose = the_colleague(recruiter, [*recruiters, *(d.to for d in everybody)], quiet=True)
        found = [d for d in everybody if d.to.is_called(whose.email or whose.name)]
        away = team.cover_for(whose.name, whose.email, moment)
        if not found and not send and not as_json:
            print(_nothing_for(whose.shown, everybody, away))
            return
    if send:
        if recruiter is not None and not found:
            raise Nobody(_nothing_for(whose.shown, everybody, away))
        _send(found, only=recruiter is not None, again=again, as_json=as_json)
    elif as_json:
        print_json([_row(d, playbook, moment) for d in found])
    elif not found:
        print("Nobody has anything to read today, so no digest goes out.")
    else:
        print("\n\n".join(_shown(d, playbook, moment) for d in found))


def _read(on_day: str | None) -> tuple[Playbook, datetime, list[Digest], Sending, list[Colleague], Team]:
    from domain.playbook.model import Playbook
    from domain.reporting.experiment_words import harm_words
    from domain.views.digest import digests, end_of, today
    from domain.views.digest_text import notices
    from ledger.store import NoPlaybook

    with open_ledger() as ledger:
        in_force = ledger.playbooks.in_force()
        if in_force is None:
            raise NoPlaybook
        playbook, moment = Playbook.kept(in_force[1], in_force[0]), now()
        if on_day is not None:
            moment = _moment_of(read_day(on_day, "--date", today(playbook, moment)), playbook, moment)
        work = ledger.workload(coming_before=end_of(playbook, today(playbook, moment)))
        if moment > now():  # what goes before that day's digest has gone by then
            work = replace(work, coming=tuple(one for one in work.coming if one.at >= moment))
        how, recruiters = sending(ledger, now()), ledger.recruiters()
        harmful = harm_words(ledger.tested_messages.judged(playbook, moment)) if playbook.experiments else []
    mails = digests(work, playbook, moment, notices(how.conditions, playbook, moment), harmful)
    return playbook, moment, mails, how, recruiters, work.team


def _moment_of(day: date, playbook: Playbook, moment: datetime) -> datetime:
    from domain.views.digest import digest_at, today

    if day < today(playbook, moment):
        raise Wrong("--date: the ledger only knows how things stand now; give today or a later date.")
    return moment if day == today(playbook, moment) else digest_at(playbook, day)


def _nothing_for(recruiter: str, everybody: list[Digest], away: Cover | None) -> str:
    if away is not None:
        to = f"; their digest is part of {plain(away.acts.shown)}'s" if away.acts else "; their digest goes to the team"
        return f"{plain(away.words)}{to}."
    names = ", ".join(plain(d.to.shown) for d in everybody)
    others = f"; those who have: {names}" if names else ""
    return f"{plain(recruiter)} has nothing to read today{others}."


def _shown(found: Digest, playbook: Playbook, moment: datetime) -> str:
    row = _row(found, playbook, moment)
    to = f"{row['name']} <{row['to']}>" if row["name"] else row["to"]
    text = "\n".join(printable(line) for line in row["text"].splitlines())
    return f"To       {plain(to)}\nSubject  {plain(row['subject'])}\n\n{text}"


def _row(found: Digest, playbook: Playbook, moment: datetime) -> dict[str, Any]:
    from channels.html import to_text
    from domain.views.digest_text import body, subject

    return {
        "to": found.to.email,
        "name": found.to.name,
        "team": found.team,
        "day": found.day.isoformat(),
        "subject": subject(found, moment, playbook.company.country),
        "text": to_text(body(found, playbook, moment)),
        "notices": list(found.notices),
        "harmful": found.harmful,
        **_rows(found),
        "covering": [
            {"cover": cover_json(one.cover), **_rows(one.pile)} for one in found.covered if one.pile.says_something
        ],
        "back": _back(found),
    }


def _back(found: Digest) -> dict[str, Any] | None:
    """What happened while they were away."""
    if found.back is None:
        return None
    happened = [
        {
            "candidate_id": h.about.candidate_id,
            "sent": h.sent,
            "replies": h.replies,
            "done": h.done,
            "stage": h.moved_to,
        }
        for h in found.back.happened
    ]
    days = {"since": found.back.since.isoformat(), "until": found.back.until.isoformat()}
    return {**days, "covered_by": found.back.covered_by, "happened": happened}


def _rows(found: Digest) -> dict[str, Any]:
    """What is in it, by ids."""
    return {
        "doubts": [task.task for task in found.doubts],
        "answer": [task.task for task in found.answer],
        "promises": [{"candidate_id": p.about.candidate_id, "by": p.by.isoformat()} for p in found.promises],
        "breaches": [breach.about.candidate_id for breach in found.breaches],
        "tasks": [task.task for task in found.tasks],
        "later": [task.task for task in found.later],
        "escalated": [task.task for task in found.escalated],
        "silent": [
            {
                "candidate_id": s.about.candidate_id,
                "since": s.since.isoformat(),
                "hears_at": s.hears_at.isoformat() if s.hears_at else None,
            }
            for s in found.silent
        ],
        "coming": [
            {"candidate_id": c.about.candidate_id, "at": c.at.isoformat(), "step": c.step, "channel": c.channel}
            for c in found.coming
        ],
    }


# ------------------------------------------------------------------------------------------- sending


_OUTCOMES = {
    "sent": "sent",
    "already": "already got today's; --again with --recruiter sends it once more",
    "nothing": "no longer has anything to read",
    "refused": "the mail server refused the address or the email; see the workflow in the web UI",
    "unknown": "it's unclear whether it went out, so it isn't sent again; the next one comes next business day",
    "late": "that day is over",
    "not_accepted": "the mail server isn't accepting it; see `followup doctor`",
}


def _send(found: list[Digest], *, only: bool, again: bool, as_json: bool) -> None:
    from activities.digests import DigestRequest

    marks = {d.to.mark: d for d in found}
    order = DigestRequest(readers=tuple(marks) if only else (), asked=True, again=uuid4().hex[:12] if again else "")
    outcomes = _talk(order)
    if as_json:
        print_json([{"to": marks[m].to.email, "outcome": outcome} for m, outcome in outcomes.items() if m in marks])
    elif not outcomes:
        print("Nobody has anything to read today, so no digest goes out.")
    for mark, outcome in {} if as_json else outcomes.items():
        who = plain(marks[mark].to.shown) if mark in marks else "someone"
        print(f"{who}: {_OUTCOMES.get(outcome, outcome)}.")
    if any(outcome in ("refused", "unknown", "not_accepted") for outcome in outcomes.values()):
        raise Failed("Not every digest went out.")


def _talk(order: Any) -> dict[str, str]:
    from settings import read_settings
    from starter.cli.tell.signals import opened

    async def go() -> dict[str, str]:
        async with opened(read_settings()) as followup:
            try:
                async with asyncio.timeout(SEND_TIMEOUT):
                    return await followup.send_digests(order)
            except TimeoutError:
                raise Failed(
                    "They haven't gone out yet, and followup keeps trying; see `followup doctor`, or the workflow in "
                    "the web UI."
                ) from None

    return asyncio.run(go())
