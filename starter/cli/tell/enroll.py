"""`enroll`: people from a file or from the command line, each told once."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from starter.cli.errors import Wrong
from starter.cli.options import As, AsJson, author
from starter.cli.output.formatting import bar_console
from starter.cli.people import status_of
from starter.cli.tell.enroll_options import given, options_of, playbook_of
from starter.cli.tell.enroll_results import Score, finish, tell_problems

if TYPE_CHECKING:
    from settings import Settings
    from starter.client import Followup
    from starter.importing import Enrolment
    from starter.importing.matching import SortedOut

MANY = 50
"""So many are waited for, at most, to have been taken up by a worker."""


def enroll(
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="A CSV, Excel (.xlsx) or .jsonl file, or - for standard input.")
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help="Only check, and show what each person would get in the next two weeks; nobody gets a message.",
        ),
    ] = False,
    system: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="SYSTEM",
            help="Which system exported the file: greenhouse, lever, ashby, workable, bamboohr, bullhorn, "
            "smartrecruiters, "
            "teamtailor, linkedin; auto looks at the headings.",
        ),
    ] = "auto",
    mapped: Annotated[
        list[str] | None, typer.Option("--map", metavar="COLUMN=OURS", help="What a column in the file means.")
    ] = None,
    ignored: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="COLUMN", help="A column to leave out.")
    ] = None,
    stage_map: Annotated[
        list[str] | None,
        typer.Option("--stage-map", metavar="THEIRS=OURS", help="What a stage in the file means here."),
    ] = None,
    dates: Annotated[
        str | None,
        typer.Option("--dates", metavar="dmy|mdy", help="Does 11/03/2026 start with the day or the month?"),
    ] = None,
    ident: Annotated[
        str | None, typer.Option("--id", help="One person instead of a file: their id (default: a short one is made).")
    ] = None,
    name: Annotated[
        str | None,
        typer.Option("--name", help="Their full name; `Lee, Ann` shows which is the first name."),
    ] = None,
    first_name: Annotated[str | None, typer.Option("--first-name", help="The name to greet them by.")] = None,
    last_name: Annotated[str | None, typer.Option("--last-name")] = None,
    email: Annotated[str | None, typer.Option("--email")] = None,
    phone: Annotated[
        str | None,
        typer.Option("--phone", help="With country code, or as dialed within --country (default: the company's)."),
    ] = None,
    country: Annotated[
        str | None,
        typer.Option(
            "--country", help="Two letters. In a file, this and all options below apply to rows that leave it blank."
        ),
    ] = None,
    job: Annotated[str | None, typer.Option("--job", help="The job's id.")] = None,
    job_title: Annotated[str | None, typer.Option("--job-title")] = None,
    stage: Annotated[str | None, typer.Option("--stage", help="Default: applied.")] = None,
    recruiter: Annotated[str | None, typer.Option("--recruiter", help="Their recruiter.")] = None,
    recruiter_email: Annotated[str | None, typer.Option("--recruiter-email", help="Where replies go.")] = None,
    location: Annotated[str | None, typer.Option("--location", help="Where the work is.")] = None,
    timezone: Annotated[str | None, typer.Option("--timezone", help="Such as Europe/Berlin.")] = None,
    locale: Annotated[str | None, typer.Option("--locale", help="Their language, such as de or de-AT.")] = None,
    channel: Annotated[str | None, typer.Option("--channel", help="How they prefer to be reached.")] = None,
    notes: Annotated[str | None, typer.Option("--notes", help="Something the first message should mention.")] = None,
    by: As = None,
    as_json: AsJson = False,
) -> None:
    """Bring candidates in, from a file or one by one; enrolling again changes nothing."""
    from settings import read_settings
    from starter.importing import Imported, Problem, one_person, read_people, said_of_ids

    person = {"id": ident, "name": name, "first_name": first_name, "last_name": last_name, "email": email}
    person |= {"phone": phone}
    shared = {"country": country, "job_id": job, "job_title": job_title, "stage": stage, "recruiter": recruiter}
    shared |= {"recruiter_email": recruiter_email, "location": location, "locale": locale, "timezone": timezone}
    shared |= {"channel": channel, "notes": notes}
    theirs, defaults = given(person), given(shared)
    if file is None and not (theirs or defaults):
        raise Wrong("Give a file, or one person with --name, --email and --job.")
    if file is not None and theirs:
        raise Wrong(f"--{next(iter(theirs)).replace('_', '-')} is for one person; leave it out, or leave out the file.")
    now = _now()
    settings = read_settings()
    options = options_of(
        settings, system, mapped or [], ignored or [], stage_map or [], dates, defaults, dry_run=dry_run
    )
    if file is None:
        one = one_person({**defaults, **theirs}, now=now, options=options)
        people = Imported(good=[one], left_out=[Problem(1, clause) for clause in one.left_out])
        if one.named_by_id:
            people.notes.append(said_of_ids([one]))
    else:
        content, jsonl = _content(file)
        people = read_people(content, now=now, jsonl=jsonl, options=options)
    score = Score(bad=list(people.bad), single=file is None, left_out=list(people.left_out), about=list(people.notes))
    if file is None:
        score.notes += [f"line 1: {clause}" for clause in _greeted(one)]
    tell_problems(people.bad)
    if dry_run:
        _try(settings, people.good, score, now)
    elif people.good:
        _run(settings, people.good, score, author(by))
    if score.single and score.bad:
        raise Wrong(score.bad[0].text)
    if file is None and one.made and score.enrolled:
        score.about.append(f"Their id is {score.enrolled[0]}.")
    finish(score, dry_run=dry_run, as_json=as_json)


def _try(settings: Settings, people: Sequence[Enrolment], score: Score, now: datetime) -> None:
    """Look who is here already, and play forward what the others would get."""
    from domain.time.zones import zone
    from starter.cli.people import reader_if_any
    from starter.cli.tell.coming_in import rules_of
    from starter.importing.looking_ahead import already_silent_of, look_ahead
    from starter.importing.matching import recognise
    from starter.importing.telling import keeps

    with reader_if_any(settings) as reader:
        sorted_out = recognise(people, reader)
        _count(sorted_out, score)
        score.silent = already_silent_of(sorted_out.new, rules_of(settings), now=now, reader=reader)
        score.enrolled = [sorted_out.owner.get(one.line, one.candidate_id) for one in sorted_out.new]
        score.notes += [f"line {one.line}: {keeps(score, one)}" for one in sorted_out.new if one.line in score.named]
        playbook = playbook_of(settings)
        with _progress(len({*score.enrolled}), "Looking ahead") as advance:
            score.ahead = look_ahead(sorted_out, playbook, now, reader, advance)
        score.zone = zone(playbook.company.timezone)


def _greeted(one: Enrolment) -> Iterator[str]:
    """How messages will greet them, where it is not by a first name."""
    from domain.people.person_names import greeting_name

    person = one.fact["candidate"]
    first, last = str(person.get("first_name") or ""), str(person.get("last_name") or "")
    name = greeting_name(first, last)
    if not name:
        yield "messages greet them without a name, because we aren't sure of it; give one with --first-name"
    elif not first:
        yield f'messages greet them by the whole name ("Hi {name},"); --first-name says which name is the first'


def _now() -> Any:
    from starter.wording.instants import now

    return now()


_KINDS = {".jsonl": True, ".csv": False, ".tsv": False, ".xlsx": False, ".xls": False}


def _content(file: str) -> tuple[bytes, bool | None]:
    if file == "-":
        return sys.stdin.buffer.read(), None
    path = Path(file)
    try:
        return path.read_bytes(), _KINDS.get(path.suffix.lower())
    except OSError as error:
        raise Wrong(f"The file {file} can't be read ({error.strerror or 'unknown error'}); check its name.") from None
    except ValueError:
        raise Wrong(f"{file!r} can't be the name of a file.") from None


# --- telling ------------------------------------------------------------------------------------------------------


def _run(settings: Settings, people: Sequence[Enrolment], score: Score, who: str) -> None:
    from starter.cli.tell.signals import opened
    from starter.importing.matching import recognise

    async def go() -> None:
        async with opened(settings) as followup:
            ids = [one.candidate_id for one in people]  # asked before all else: nobody may slip through in between
            if score.single:
                score.stood = await asyncio.to_thread(_stands, followup, ids[0])
            score.strangers = set(ids) - (await asyncio.to_thread(followup.ledger.people, ids)).keys()
            sorted_out = await asyncio.to_thread(recognise, people, followup.ledger)
            _count(sorted_out, score)
            with _progress(len(sorted_out.new)) as advance:
                await _tell_all(followup, sorted_out.new, score, who, advance)
            await _taken_up(followup, score)

    asyncio.run(go())


def _count(sorted_out: SortedOut, score: Score) -> None:
    if not score.single:
        tell_problems(sorted_out.bad)
    score.here = [sorted_out.owner.get(one.line, one.candidate_id) for one in sorted_out.here]
    score.present, score.closed = list(sorted_out.here), list(sorted_out.closed)
    score.named = sorted_out.named
    score.sharing = sorted_out.sharing
    score.again = sorted_out.again
    score.bad += sorted_out.bad


async def _tell_all(
    followup: Followup, todo: Sequence[Enrolment], score: Score, who: str, advance: Callable[[], None]
) -> None:
    """Tell them, and say how far it got where something stops it."""
    from starter.importing.telling import tell_all

    try:
        await tell_all(followup, todo, score, who, advance, now=_now)
    except (Exception, asyncio.CancelledError):
        if score.enrolled:
            many = f"{len(score.enrolled)} of {len(todo)}"
            print(f"Stopped after {many}; run the same command again for the rest.", file=sys.stderr)
        raise


async def _taken_up(followup: Followup, score: Score) -> None:
    """Has a worker taken up what was told? A few are waited for all; of many the first will do."""
    from starter.cli.tell.signals import SIGNAL_TIMEOUT, of_type, settled

    until = time.monotonic() + SIGNAL_TIMEOUT
    wanted = list(dict.fromkeys(score.enrolled))
    while wanted and time.monotonic() < until:
        here = await asyncio.to_thread(followup.ledger.people, wanted[:MANY])
        if len(here) == min(len(wanted), MANY):
            break
        await asyncio.sleep(0.1)
    score.taken_up = not wanted or bool(here)
    if len(wanted) == 1:
        score.view = await asyncio.to_thread(status_of, followup.ledger, wanted[0])
        if score.single and score.view is not None and not score.joined:
            score.view, entries = await settled(followup, score.view, score.stood)
            score.sent = of_type("sent", entries)


def _stands(followup: Followup, ident: str) -> int:
    """Where this person's record ends; 0 where they are new."""
    view = status_of(followup.ledger, followup.ledger.owner_of(ident))
    return view.position.seq if view else 0


@contextmanager
def _progress(total: int, what: str = "Enrolling") -> Iterator[Any]:
    """A bar on stderr where a person looks on."""
    if not sys.stderr.isatty() or total < 2:
        yield lambda: None
        return
    from rich.progress import Progress

    with Progress(console=bar_console(), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)
