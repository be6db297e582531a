"""`job list` and `job show`: which positions there are, who is in the running for one, and who waits longest."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from typing import Annotated, Any, Final

import typer

from domain.names import OPEN_STAGES
from domain.people.search_words import same_name, terms
from domain.playbook.step_words import step_words
from starter.cli.errors import Nobody
from starter.cli.options import AsJson
from starter.cli.output.formatting import print_json
from starter.cli.output.tables import print_table
from starter.cli.people import near_job, open_reader
from starter.wording.candidates import by, plain
from starter.wording.instants import ago, now, shown, shown_day

_SHOWN: Final = 40
_LONGEST: Final = 3
_A_WHILE: Final = timedelta(days=1)
_ORDER: Final = [str(stage) for stage in reversed(OPEN_STAGES)]


def list_jobs(
    everything: Annotated[bool, typer.Option("--all", help="Include positions without candidates.")] = False,
    as_json: AsJson = False,
) -> None:
    """List positions: how many candidates are in which stage, and who hears next."""
    with open_reader() as reader:
        known = reader.positions.all()
    rows = [row for row in known if everything or row["open"] or not (row["stages"] or row["is_closed"])]
    if as_json:
        print_json(rows)
    elif not known:
        print("No positions yet; `followup enroll FILE.csv` brings people in, `followup job open` names one.")
    elif not rows:
        print("No candidates are in the running for any position.")
    else:
        cells = [(r["job"], r["title"] or "-", _in_stages(r), shown(r["next_at"]), _names(r)) for r in rows]
        print_table(("Job", "Title", "In the running", "Next contact", "Recruiter"), cells, wide=2)
    if left := len(known) - len(rows):
        are = "position has" if left == 1 else "positions have"
        print(f"{left:,} more {are} no candidates in the running; --all shows them.", file=sys.stderr)


def show_job(
    job: Annotated[str, typer.Argument(metavar="JOB", help="The job's id, or its title if no other job has it.")],
    as_json: AsJson = False,
) -> None:
    """Show who's in the running for a position, by stage, when each hears next, and who has waited longest."""
    with open_reader() as reader:
        titles = reader.positions.titles()
        known = sorted({*titles, *reader.jobs()})
        ident = _the_job(job, known, titles)
        people = reader.positions.people(ident)
        about = reader.positions.about().get(ident)
    running = sorted((one for one in people if one["stage"] in _ORDER), key=_by_stage)
    stages = {stage: sum(one["stage"] == stage for one in people) for stage in _stages_of(people)}
    waits = [one for one in running if not one["left_in_peace"] and now() - _instant(one["waits_since"]) >= _A_WHILE]
    waits.sort(key=lambda one: _instant(one["waits_since"]))
    if as_json:
        longest = [{name: one[name] for name in ("id", "name", "stage", "waits_since")} for one in waits[:_LONGEST]]
        print_json(
            {"job": ident, "title": titles.get(ident, ""), "stages": stages, "people": people, "waits_longest": longest}
            | {"opening": about}
        )
        return
    named = f"{plain(titles[ident])} ({plain(ident)})" if titles.get(ident) else plain(ident)
    counted = ", ".join(f"{many:,} {stage}" for stage, many in stages.items())
    print(f"{named}: {counted or 'nobody has applied yet'}.")
    if about is not None and about["is_open"]:
        print(offered_words(about))
    if running:
        cells = [(one["name"], one["id"], one["stage"], _last_word(one), _next(one, ident)) for one in running[:_SHOWN]]
        print_table(("Name", "ID", "Stage", "Last word", "Next contact"), cells, wide=4)
    if len(running) > _SHOWN:
        print(f"… and {len(running) - _SHOWN:,} more (`followup list --job {plain(ident)}` has all).")
    if waits:
        print("Waiting longest to hear from us:")
        for one in waits[:_LONGEST]:
            since = one["waits_since"]
            print(f"  {plain(one['name'])} ({one['id']}), {one['stage']}: since {shown_day(since)} ({ago(since)})")


def offered_words(about: dict[str, Any]) -> str:
    """To whom messages name it: `It's open: … name it to candidates with Platform, senior or #python.`"""
    whom = [", ".join(filter(None, (about["department"], about["level"]))) if about["department"] else ""]
    whom += [f"#{tag}" for tag in about["tags"]]
    known = " or ".join(plain(one) for one in whom if one)
    if not known:
        return "It's open, but no message names it: give it a --department or a --tag with `followup job open`."
    link = f", with a link to {plain(about['link'])}" if about["link"] else ""
    return f"It's open: messages that list openings name it to candidates with {known}{link}."


def _the_job(typed: str, known: list[str], titles: dict[str, str]) -> str:
    """By id in any case, else by the title where one position has it. Raises Nobody."""
    wanted = typed.strip().lower()
    by_id = [job for job in known if job == typed] or [job for job in known if job.lower() == wanted]
    by_title = [job for job, title in titles.items() if terms(typed) and same_name(title, typed)]
    if by_id:
        return by_id[0]
    if len(by_title) == 1:
        return by_title[0]
    if by_title:
        listed = ", ".join(map(repr, sorted(by_title)[:_SHOWN]))
        raise Nobody(f"{len(by_title)} positions are called {typed!r}; give the id: {listed}.")
    raise Nobody(f"There is no position {typed!r}; {near_job(typed, known, '`followup job list` shows them.')}")


def _stages_of(people: list[dict[str, Any]]) -> list[str]:
    there = {one["stage"] for one in people}
    return [*(stage for stage in _ORDER if stage in there), *sorted(there.difference(_ORDER))]


def _by_stage(one: dict[str, Any]) -> tuple[int, datetime, str]:
    """The furthest first, and of one stage whoever has waited longest."""
    return _ORDER.index(one["stage"]), _instant(one["waits_since"]), one["id"]


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _last_word(one: dict[str, Any]) -> str:
    return f"{shown_day(one['last_word_at'])} ({ago(one['last_word_at'])})" if one["last_word_at"] else "none yet"


def _next(one: dict[str, Any], job: str) -> str:
    """`Fri 17 Jul 09:00 EDT, status update by email`; about which other job, where it is about another."""
    if (coming := one["next"]) is None:
        return "-"
    about = f" about {coming['job']}" if coming["job"] != job else ""
    return f"{shown(coming['at'])}, {step_words(coming['step'])} {by(coming['channel'])}{about}"


def _in_stages(row: dict[str, Any]) -> str:
    """`1 offer, 3 applied`."""
    return ", ".join(f"{row['stages'][stage]:,} {stage}" for stage in _ORDER if stage in row["stages"]) or "nobody"


def _names(row: dict[str, Any]) -> str:
    first, more = row["recruiters"][:2], len(row["recruiters"]) - 2
    return ", ".join(first) + (f" and {more} more" if more > 0 else "") or "-"
