"""`enroll`: people from a file or from the command line, each told once."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from starter.cli.failures import FAILED, Failed, Wrong
from starter.cli.options import As, AsJson, author
from starter.cli.saying import bar_console, coming_words, plain, print_json

if TYPE_CHECKING:
    from starter.cli.recognising import SortedOut
    from starter.client import Followup
    from starter.importing import Enrolment, Problem

IN_FLIGHT = 20
"""People told at the same time."""

LINE_PATIENCE = 30.0
"""Seconds for one line: of a long file some wait behind the decisions about those before them."""

MANY = 50
"""So many are waited for, at most, to have been taken up by a worker."""


def enroll(
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="A .csv or .jsonl file, or - for standard input.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check only; nobody is told anything.")] = False,
    ident: Annotated[str | None, typer.Option("--id", help="One person instead of a file: their id.")] = None,
    name: Annotated[str | None, typer.Option("--name", help="First and last name.")] = None,
    email: Annotated[str | None, typer.Option("--email")] = None,
    phone: Annotated[str | None, typer.Option("--phone", help="With country code, or with --country.")] = None,
    country: Annotated[str | None, typer.Option("--country", help="Two letters.")] = None,
    job: Annotated[str | None, typer.Option("--job", help="The job's id.")] = None,
    job_title: Annotated[str | None, typer.Option("--job-title")] = None,
    stage: Annotated[str | None, typer.Option("--stage", help="Default: applied.")] = None,
    recruiter: Annotated[str | None, typer.Option("--recruiter", help="Who looks after them.")] = None,
    recruiter_email: Annotated[str | None, typer.Option("--recruiter-email", help="Where answers go.")] = None,
    location: Annotated[str | None, typer.Option("--location", help="Where the work is.")] = None,
    timezone: Annotated[str | None, typer.Option("--timezone", help="Such as Europe/Berlin.")] = None,
    locale: Annotated[str | None, typer.Option("--locale", help="Their language, such as de or de-AT.")] = None,
    channel: Annotated[str | None, typer.Option("--channel", help="How they like to be reached.")] = None,
    notes: Annotated[str | None, typer.Option("--notes", help="A word for the first message.")] = None,
    by: As = None,
    as_json: AsJson = False,
) -> None:
    """Bring candidates in, from a file or one by one; enrolling again changes nothing."""
    from settings import read_settings
    from starter.cli.recognising import reader_if_any, recognise
    from starter.importing import Imported, one_person, read_people

    form = {"id": ident, "email": email, "phone": phone, "country": country, "job_id": job, "job_title": job_title}
    form |= {"stage": stage, "recruiter": recruiter, "timezone": timezone, "channel": channel, "notes": notes}
    form |= {"recruiter_email": recruiter_email, "location": location, "locale": locale}
    form["first_name"], _, form["last_name"] = (name or "").strip().partition(" ")
    given = {key: value.strip() for key, value in form.items() if value and value.strip()}
    if (file is None) == (not given):
        raise Wrong("Give a file, or one person with --id, --name, --email and --job.")
    now = _now()
    settings = read_settings()
    if file is None:
        people = Imported(good=[one_person(given, now=now)])
    else:
        content, jsonl = _content(file)
        people = read_people(content, now=now, jsonl=jsonl)
    tell_problems(people.bad)
    score = Score(bad=list(people.bad), single=file is None)
    if dry_run:
        with reader_if_any(settings) as reader:
            sorted_out = recognise(people.good, reader)
        _count(sorted_out, score)
        score.enrolled = [one.candidate_id for one in sorted_out.new]
        score.notes = [f"line {one.line}: {_keeps(score, one)}" for one in sorted_out.new if one.line in score.named]
    elif people.good:
        _run(settings, people.good, score, author(by))
    if score.single and score.bad:
        raise Wrong(score.bad[0].text)
    _finish(score, dry_run=dry_run, as_json=as_json)


def _now() -> Any:
    from starter.cli.instants import now

    return now()


@dataclass
class Score:
    """What came of it."""

    bad: list[Problem] = field(default_factory=list)
    enrolled: list[str] = field(default_factory=list)
    here: list[str] = field(default_factory=list)
    joined: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    named: dict[int, str] = field(default_factory=dict)  # by line: the other name under which they are here
    strangers: set[str] = field(default_factory=set)  # whom the ledger does not know yet
    taken_up: bool = True
    view: dict[str, Any] | None = None
    sent: Sequence[dict[str, Any]] = ()  # to the one person, meanwhile
    stood: int = 0  # where the one person's record ended before
    single: bool = False  # one person, typed at the command line: no line numbers


def _content(file: str) -> tuple[bytes, bool | None]:
    if file == "-":
        return sys.stdin.buffer.read(), None
    path = Path(file)
    try:
        return path.read_bytes(), {".jsonl": True, ".csv": False}.get(path.suffix.lower())
    except OSError as error:
        raise Wrong(f"The file {file} cannot be read ({error.strerror or 'unknown error'}); check its name.") from None
    except ValueError:
        raise Wrong(f"{file!r} cannot be the name of a file.") from None


def tell_problems(problems: Sequence[Problem]) -> None:
    for problem in problems:
        print(f"line {problem.line}: {plain(problem.text)}", file=sys.stderr)


# --- telling ------------------------------------------------------------------------------------------------------


def _run(settings: Any, people: Sequence[Enrolment], score: Score, who: str) -> None:
    from starter.cli.recognising import recognise
    from starter.cli.telling import opened, run

    async def go() -> None:
        followup = await opened(settings)
        try:
            ids = [one.candidate_id for one in people]  # asked before all else: nobody may slip through in between
            if score.single:
                score.stood = await asyncio.to_thread(_stands, followup, ids[0])
            score.strangers = set(ids) - (await asyncio.to_thread(followup.ledger.people, ids)).keys()
            sorted_out = await asyncio.to_thread(recognise, people, followup.ledger)
            _count(sorted_out, score)
            with _progress(len(sorted_out.new)) as advance:
                await _tell_all(followup, sorted_out.new, score, who, advance)
            await _taken_up(followup, score)
        finally:
            followup.ledger.close()

    run(go())


def _count(sorted_out: SortedOut, score: Score) -> None:
    if not score.single:
        tell_problems(sorted_out.bad)
    score.here = [one.candidate_id for one in sorted_out.here]
    score.named = sorted_out.named
    score.bad += sorted_out.bad


def _keeps(score: Score, one: Enrolment) -> str:
    """That the name in the file is another than the one on record, which stays; empty where it is the same."""
    here = score.named.get(one.line)
    return f"{one.name} is here already as {here}, and keeps that name" if here else ""


async def _tell_all(followup: Followup, todo: Sequence[Enrolment], score: Score, who: str, advance: Any) -> None:
    """Tell each group in turn, a bounded number at a time; the first failure stops all, for the next would fail too."""
    from starter.cli.recognising import by_person

    waiting = iter(by_person(todo))

    async def worker() -> None:
        for group in waiting:
            for one in group:
                await _tell(followup, one, score, who, alone=len(group) == 1)
                advance()

    tasks = [asyncio.create_task(worker()) for _ in range(IN_FLIGHT)]
    try:
        await asyncio.gather(*tasks)
    except (Exception, asyncio.CancelledError) as error:
        for task in tasks:
            task.cancel()
        if score.enrolled:
            many = f"{len(score.enrolled)} of {len(todo)}"
            print(f"Stopped after {many}; run the same command again for the rest.", file=sys.stderr)
        raise error


async def _tell(followup: Followup, one: Enrolment, score: Score, who: str, *, alone: bool) -> None:
    from connection import TemporalUnreachable
    from starter.client import envelope

    fact = envelope(one.event_id, who, _now(), **one.fact)
    try:
        async with asyncio.timeout(LINE_PATIENCE):
            taken = await followup.tell(one.candidate_id, "application_received", fact)
    except TimeoutError:
        raise TemporalUnreachable(f"Temporal did not take line {one.line} in time; is it overloaded?") from None
    if taken.running and alone and taken.candidate_id in score.strangers:
        score.here.append(taken.candidate_id)  # this line was told a moment ago, and no worker had decided yet
        return
    score.enrolled.append(taken.candidate_id)
    if taken.joined:
        score.joined.append({"line": one.line, "id": one.candidate_id, "joined": taken.candidate_id})
        score.notes.append(
            f"line {one.line}: {one.name} is here already as {taken.candidate_id} (same address); the application "
            f"{one.job_id} was added to theirs"
            + (f", and they keep the name {score.named[one.line]}" if one.line in score.named else "")
        )
    elif keeps := _keeps(score, one):
        score.notes.append(f"line {one.line}: {keeps}")


async def _taken_up(followup: Followup, score: Score) -> None:
    """Has a worker taken up what was told? A few are waited for all; of many the first will do."""
    from starter.cli.telling import PATIENCE, of_type, settled

    until = time.monotonic() + PATIENCE
    wanted = list(dict.fromkeys(score.enrolled))
    while wanted and time.monotonic() < until:
        here = await asyncio.to_thread(followup.ledger.people, wanted[:MANY])
        if len(here) == min(len(wanted), MANY):
            break
        await asyncio.sleep(0.1)
    score.taken_up = not wanted or bool(here)
    if len(wanted) == 1:
        score.view = await asyncio.to_thread(followup.ledger.status, wanted[0])
        if score.single and score.view is not None and not score.joined:
            score.view, entries = await settled(followup, score.view, score.stood)
            score.sent = of_type("sent", entries)


def _stands(followup: Followup, ident: str) -> int:
    """Where this person's record ends; 0 where they are new."""
    view = followup.ledger.status(followup.ledger.owner_of(ident))
    return int(view["position"]["seq"]) if view else 0


@contextmanager
def _progress(total: int) -> Iterator[Any]:
    """A bar on stderr where a person looks on."""
    if not sys.stderr.isatty() or total < 2:
        yield lambda: None
        return
    from rich.progress import Progress

    with Progress(console=bar_console(), transient=True) as bar:
        task = bar.add_task("Enrolling", total=total)
        yield lambda: bar.advance(task)


# --- the result ---------------------------------------------------------------------------------------------------


def _finish(score: Score, *, dry_run: bool, as_json: bool) -> None:
    """Say what came of it; exit 1 where some lines were bad."""
    for line in score.notes:
        print(plain(line if not score.single else line.partition(": ")[2]) + ".", file=sys.stderr)
    counts: dict[str, Any] = {"enrolled": len(score.enrolled), "already_here": len(score.here), "bad": len(score.bad)}
    if as_json:
        errors = [{"line": problem.line, "message": problem.text} for problem in score.bad]
        print_json(
            {**counts, "dry_run": dry_run, "in_effect": score.taken_up, "joined": score.joined, "errors": errors}
        )
    else:
        verb = "would enrol" if dry_run else "enrolled"
        print(f"{verb} {counts['enrolled']}, already here {counts['already_here']}, bad {counts['bad']}")
        if not score.taken_up:
            print("No worker has taken them up yet; start one with `followup up` or `followup worker`.")
        elif score.single and score.view:
            from starter.cli.telling import sent_words

            print(" ".join(part for part in (sent_words(score.sent), coming_words(score.view)) if part))
    if score.bad:
        if not score.enrolled and not score.here:
            raise Failed("No line could be used; correct the file and run the command again.")
        raise typer.Exit(FAILED)
