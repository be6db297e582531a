"""`enroll`: people from a file or from the command line, each told once."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from starter.cli.failures import FAILED, Failed, Wrong
from starter.cli.options import As, AsJson, author
from starter.cli.saying import bar_console, coming_words, plain, print_json

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from domain.first_weeks import FirstWeeks
    from domain.forecast.coming_in import AlreadySilent
    from domain.playbook import Playbook
    from settings import Settings
    from starter.cli.recognising import SortedOut
    from starter.client import Followup
    from starter.importing import Enrolment, Options, Problem
    from starter.importing.dates import Order

IN_FLIGHT = 20
"""People told at the same time."""

LINE_PATIENCE = 30.0
"""Seconds for one line: of a long file some wait behind the decisions about those before them."""

_NAMED = 10
"""So many are named who are here already."""

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
            help="Check only, and show what each person would get in the next two weeks; nobody is told anything.",
        ),
    ] = False,
    system: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="SYSTEM",
            help="Whose export the file is: greenhouse, lever, ashby, workable, bamboohr, bullhorn, smartrecruiters, "
            "teamtailor, linkedin; auto looks at its headings.",
        ),
    ] = "auto",
    mapped: Annotated[
        list[str] | None, typer.Option("--map", metavar="COLUMN=OURS", help="What a column of the file is.")
    ] = None,
    ignored: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="COLUMN", help="A column to leave out.")
    ] = None,
    stage_map: Annotated[
        list[str] | None,
        typer.Option("--stage-map", metavar="THEIRS=OURS", help="What a stage of the file is here."),
    ] = None,
    dates: Annotated[
        str | None,
        typer.Option("--dates", metavar="dmy|mdy", help="Does 11/03/2026 begin with the day or the month?"),
    ] = None,
    ident: Annotated[str | None, typer.Option("--id", help="One person instead of a file: their id.")] = None,
    name: Annotated[
        str | None,
        typer.Option("--name", help="Their whole name; `Lee, Ann` says which is the first."),
    ] = None,
    first_name: Annotated[str | None, typer.Option("--first-name", help="The name to greet them by.")] = None,
    last_name: Annotated[str | None, typer.Option("--last-name")] = None,
    email: Annotated[str | None, typer.Option("--email")] = None,
    phone: Annotated[
        str | None, typer.Option("--phone", help="With country code, or as in --country, else in the company's.")
    ] = None,
    country: Annotated[
        str | None, typer.Option("--country", help="Two letters; with a file for lines that name none, as all below.")
    ] = None,
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
    from starter.importing import Imported, Problem, one_person, read_people

    person = {"id": ident, "name": name, "first_name": first_name, "last_name": last_name, "email": email}
    person |= {"phone": phone}
    shared = {"country": country, "job_id": job, "job_title": job_title, "stage": stage, "recruiter": recruiter}
    shared |= {"recruiter_email": recruiter_email, "location": location, "locale": locale, "timezone": timezone}
    shared |= {"channel": channel, "notes": notes}
    theirs, defaults = _given(person), _given(shared)
    if file is None and not (theirs or defaults):
        raise Wrong("Give a file, or one person with --id, --name, --email and --job.")
    if file is not None and theirs:
        raise Wrong(f"--{next(iter(theirs)).replace('_', '-')} is for one person; leave it out, or leave out the file.")
    now = _now()
    settings = read_settings()
    options = _options(settings, system, mapped or [], ignored or [], stage_map or [], dates, defaults, dry_run=dry_run)
    if file is None:
        one = one_person({**defaults, **theirs}, now=now, options=options)
        people = Imported(good=[one], left_out=[Problem(1, clause) for clause in one.left_out])
    else:
        content, jsonl = _content(file)
        people = read_people(content, now=now, jsonl=jsonl, options=options)
    score = Score(bad=list(people.bad), single=file is None, left_out=list(people.left_out), about=list(people.notes))
    tell_problems(people.bad)
    if dry_run:
        _try(settings, people.good, score, now, author(by))
    elif people.good:
        _run(settings, people.good, score, author(by))
    if score.single and score.bad:
        raise Wrong(score.bad[0].text)
    _finish(score, dry_run=dry_run, as_json=as_json)


def _given(form: Mapping[str, str | None]) -> dict[str, str]:
    return {key: value.strip() for key, value in form.items() if value and value.strip()}


def _options(
    settings: Settings,
    system: str,
    mapped: Sequence[str],
    ignored: Sequence[str],
    stage_map: Sequence[str],
    dates: str | None,
    defaults: Mapping[str, str],
    *,
    dry_run: bool,
) -> Options:
    """What was said about the file, and what the playbook knows. Raises Wrong."""
    from domain.names import Stage
    from starter.importing import SYSTEMS, Options

    if system != "auto" and system not in SYSTEMS:
        raise Wrong(f"--from: {system!r} is not known here; there are {', '.join(SYSTEMS)} and auto.")
    if dates is not None and dates not in ("dmy", "mdy"):
        raise Wrong(f"--dates: {dates!r} is not an order; write dmy (the day first) or mdy.")
    stages: dict[str, Stage] = {}
    for theirs, ours in (_pair(text, "--stage-map", "THEIRS=OURS") for text in stage_map):
        if ours.lower() not in set(Stage):
            raise Wrong(f"--stage-map: {ours!r} is no stage; there are {', '.join(Stage)}.")
        stages[theirs] = Stage(ours.lower())
    playbook = _playbook(settings)
    return Options(
        system=system,
        columns=dict(_pair(text, "--map", "COLUMN=OURS") for text in mapped),
        ignored=tuple(ignored),
        stages=stages,
        dates=dates,  # type: ignore[arg-type]  # one of the two, as was just seen
        names=playbook.ats,
        defaults=defaults,
        phones_in=defaults.get("country") or playbook.company.country,
        key=_key(settings, dry_run=dry_run),
        ask_order=_ask_order if sys.stdin.isatty() and sys.stderr.isatty() else None,
    )


def _pair(text: str, option: str, form: str) -> tuple[str, str]:
    theirs, sign, ours = text.rpartition("=")
    if not sign or not theirs.strip() or not ours.strip():
        raise Wrong(f"{option}: {text!r} lacks a part; write it as {form}.")
    return theirs.strip(), ours.strip()


def _playbook(settings: Settings) -> Playbook:
    """What is in force, else the folder's. Raises BadPlaybook."""
    from ledger.engine import LedgerUnavailable
    from ledger.playbook_files import read_playbook
    from ledger.playbooks import NoPlaybook
    from starter.cli.people import open_ledger

    try:
        with open_ledger(settings) as ledger:
            return ledger.playbooks.rules().playbook
    except (LedgerUnavailable, NoPlaybook):
        return read_playbook(settings.playbook)


def _key(settings: Settings, *, dry_run: bool) -> bytes:
    """What ids are made with: the oldest key, since ids outlive a newer one. A dry run leaves no key behind."""
    if dry_run and not settings.home.exists():
        return b"a dry run"
    return settings.keys[-1].encode()


def _ask_order(column: str, example: str) -> Order | None:
    """Ask whoever sits at the terminal."""
    question = f"{column}: is {example} with the day first (dmy) or the month first (mdy)? Empty leaves the column out"
    answer = typer.prompt(question, default="", show_default=False, err=True).strip().lower()
    return answer if answer in ("dmy", "mdy") else None


def _try(settings: Settings, people: Sequence[Enrolment], score: Score, now: datetime, by: str) -> None:
    """Look who is here already, and play forward what the others would get."""
    from domain.time.zones import zone
    from starter.cli.first_weeks import look_ahead
    from starter.cli.incoming import already_silent_of
    from starter.cli.recognising import reader_if_any, recognise

    with reader_if_any(settings) as reader:
        sorted_out = recognise(people, reader)
        _count(sorted_out, score)
        score.silent = already_silent_of(sorted_out.new, settings, now=now, author=by)
        score.enrolled = [sorted_out.owner.get(one.line, one.candidate_id) for one in sorted_out.new]
        score.notes += [f"line {one.line}: {_keeps(score, one)}" for one in sorted_out.new if one.line in score.named]
        playbook = _playbook(settings)
        with _progress(len({*score.enrolled}), "Looking ahead") as advance:
            score.ahead = look_ahead(sorted_out, playbook, now, reader, advance)
        score.zone = zone(playbook.company.timezone)


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
    silent: list[AlreadySilent] = field(default_factory=list)  # of a dry run: who would come in silent for too long
    taken_up: bool = True
    view: dict[str, Any] | None = None
    sent: Sequence[dict[str, Any]] = ()  # to the one person, meanwhile
    stood: int = 0  # where the one person's record ended before
    single: bool = False  # one person, typed at the command line: no line numbers
    left_out: list[Problem] = field(default_factory=list)  # cells
    about: list[str] = field(default_factory=list)  # the file as a whole
    sharing: list[Problem] = field(default_factory=list)  # a number with somebody else
    again: list[int] = field(default_factory=list)  # lines of those who apply again
    present: list[Enrolment] = field(default_factory=list)  # lines about those who are here with that application
    ahead: list[FirstWeeks] = field(default_factory=list)  # of a dry run
    zone: ZoneInfo | None = None


_KINDS = {".jsonl": True, ".csv": False, ".tsv": False, ".xlsx": False, ".xls": False}


def _content(file: str) -> tuple[bytes, bool | None]:
    if file == "-":
        return sys.stdin.buffer.read(), None
    path = Path(file)
    try:
        return path.read_bytes(), _KINDS.get(path.suffix.lower())
    except OSError as error:
        raise Wrong(f"The file {file} cannot be read ({error.strerror or 'unknown error'}); check its name.") from None
    except ValueError:
        raise Wrong(f"{file!r} cannot be the name of a file.") from None


def tell_problems(problems: Sequence[Problem]) -> None:
    for problem in problems:
        print(f"line {problem.line}: {plain(problem.text)}", file=sys.stderr)


def tell_grouped(problems: Sequence[Problem], what: str) -> None:
    """The same of many lines once, with their numbers."""
    lines: dict[str, list[int]] = {}
    for problem in problems:
        lines.setdefault(problem.text, []).append(problem.line)
    if lines:
        print(f"{what}:", file=sys.stderr)
    for text, numbers in list(lines.items())[:MANY]:
        print(f"  {_lines(numbers)}: {plain(text)}", file=sys.stderr)
    if len(lines) > MANY:
        print(f"  and {len(lines) - MANY} more; --json lists all", file=sys.stderr)


def _lines(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"line {numbers[0]}"
    shown = ", ".join(map(str, numbers[:5]))
    return f"lines {shown}" + (f" and {len(numbers) - 5} more" if len(numbers) > 5 else "")


# --- telling ------------------------------------------------------------------------------------------------------


def _run(settings: Settings, people: Sequence[Enrolment], score: Score, who: str) -> None:
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
    score.here = [sorted_out.owner.get(one.line, one.candidate_id) for one in sorted_out.here]
    score.present = list(sorted_out.here)
    score.named = sorted_out.named
    score.sharing = sorted_out.sharing
    score.again = sorted_out.again
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
def _progress(total: int, what: str = "Enrolling") -> Iterator[Any]:
    """A bar on stderr where a person looks on."""
    if not sys.stderr.isatty() or total < 2:
        yield lambda: None
        return
    from rich.progress import Progress

    with Progress(console=bar_console(), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)


# --- the result ---------------------------------------------------------------------------------------------------


def _finish(score: Score, *, dry_run: bool, as_json: bool) -> None:
    """Say what came of it; exit 1 where some lines were bad."""
    for line in score.about:
        print(plain(line), file=sys.stderr)
    if not score.single:
        tell_grouped(score.left_out, "Cells left out")
        tell_grouped(score.sharing, "Shared numbers")
        score.notes += [f"line {line}: an application after a rejection; it begins anew" for line in score.again]
    else:
        score.notes += [f"line 1: {problem.text}" for problem in (*score.left_out, *score.sharing)]
    for line in score.notes:
        print(plain(line if not score.single else line.partition(": ")[2]) + ".", file=sys.stderr)
    from starter.cli.incoming import silent_json, silent_lines

    _tell_present(score)
    counts = {
        "enrolled": len(set(score.enrolled)),
        "applications": len(score.enrolled),
        "already_here": len(set(score.here)),
        "bad": len(score.bad),
    }
    if as_json:
        silent = {"silent": silent_json(score.silent)} if dry_run else {}
        print_json(_as_json(score, counts, dry_run=dry_run) | silent)
    else:
        verb = "would enrol" if dry_run else "enrolled"
        many = f"{counts['enrolled']}"
        if counts["applications"] != counts["enrolled"]:
            many += f" ({counts['applications']} applications)"
        print(f"{verb} {many}, already here {counts['already_here']}, bad {counts['bad']}")
        for line in silent_lines(score.silent):
            print(line)
        if score.ahead and score.zone:
            from starter.cli.first_weeks import words

            for line in words(score.ahead, score.zone):
                print(line)
        if not score.taken_up:
            print("No worker has taken them up yet; start one with `followup up` or `followup worker`.")
        elif score.single and score.view:
            from starter.cli.telling import sent_words

            print(" ".join(part for part in (sent_words(score.sent), coming_words(score.view)) if part))
    if score.bad:
        if not score.enrolled and not score.here:
            raise Failed("No line could be used; correct the file and run the command again.")
        raise typer.Exit(FAILED)


def _as_json(score: Score, counts: dict[str, int], *, dry_run: bool) -> dict[str, Any]:
    made = {
        **counts,
        "dry_run": dry_run,
        "in_effect": score.taken_up,
        "joined": score.joined,
        "errors": _rows(score.bad),
        "left_out": _rows(score.left_out),
        "sharing": _rows(score.sharing),
        "notes": score.about,
    }
    if dry_run and score.zone:
        from starter.cli.first_weeks import as_json

        made |= as_json(score.ahead, score.zone)
    return made


def _rows(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    return [{"line": problem.line, "message": problem.text} for problem in problems]


def _tell_present(score: Score) -> None:
    """Who is here already with that application, by name where they are few."""
    if score.single or not score.present:
        return
    names = list(dict.fromkeys(one.name for one in score.present))
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    print(plain(f"Here already with that application: {', '.join(names[:_NAMED])}{more}."), file=sys.stderr)
