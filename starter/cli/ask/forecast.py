"""What would go out: `next` for a candidate, `preview` for a sample person. Both ask the live decision."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from domain.delivery.retries import PENDING_WORDS
from domain.names import SAY_STEP, Stage
from domain.playbook.step_words import step_words
from domain.state.task_kinds import APPROVE
from domain.time.their_time import their_time
from domain.time.zones import zone
from domain.views.candidate_status import ApplicationStatus
from starter.cli.errors import Failed, Wrong
from starter.cli.options import AsJson, Ident
from starter.cli.output.dates import read_instant, read_span
from starter.cli.output.formatting import next_words, print_json, task_words
from starter.cli.output.tables import print_table
from starter.cli.people import found, open_ledger
from starter.sample import PREMISES, sample
from starter.wording.candidates import by, job_of, plain, reason_words
from starter.wording.instants import forms, now, shown, shown_day, written_for

if TYPE_CHECKING:
    from domain.forecast.preview import Forecast, Planned
    from domain.messages.opening_list import Opening
    from domain.messages.own_words import OwnWords
    from domain.playbook.model import Playbook
    from domain.state.model import CandidateState
    from ledger.store import Ledger

Own = Mapping[str, "OwnWords | None"]
"""What colleagues wrote themselves, by touch key."""

NO_OWN: Final[Own] = {}

Jobs = Mapping[str, ApplicationStatus]
"""Applications as `status` has them, by id."""

APPROVED = "a colleague approved it"
"""What a decision says of a given approval (`domain.decisions.scheduling`)."""

Words = Annotated[bool, typer.Option("--words", help="Print each message, too.")]

_MOST = 100

HORIZON = timedelta(days=400)
"""How far `next` looks ahead; the longest wait of a playbook is a year."""


def coming(
    ident: Ident,
    count: Annotated[int, typer.Option("--count", min=1, max=_MOST, help="How many.")] = 5,
    words: Words = False,
    as_json: AsJson = False,
) -> None:
    """Show a candidate's next messages if nothing else happens."""
    from domain.forecast.preview import forecast
    from domain.state.model import CandidateState

    with open_ledger() as ledger:
        view = found(ledger, ident)
        state = CandidateState.model_validate(ledger.snapshot(view.id))
        rules = ledger.playbooks.rules()
        closed, team = ledger.suppressed(state.candidate), ledger.team.at(now())
        own = {key: _own(ledger, state, one.event_id) for key, one in state.said.items()} if words else {}
        openings = ledger.openings() if words else []
    start = now()
    seen = forecast(
        state,
        rules.playbook,
        start,
        start + HORIZON,
        count=count,
        suppressed=closed,
        standing=rules.standing,
        team=team,
    )
    ahead = seen.planned
    if under_way := next((r["text"] for r in view.reasons if r["text"].startswith(PENDING_WORDS)), ""):
        print(f"{under_way[0].upper()}{under_way[1:]}.", file=sys.stderr if as_json else sys.stdout)
    jobs = {a.id: a for a in view.applications}
    if as_json:
        more: dict[str, Any] = {"words": words, "in_force": True, "own": own, "openings": openings}
        print_json([_row(one, rules.playbook, jobs, **more) for one in ahead])
        _say_what_is_cut(seen, count)
        return
    if ahead:
        _print_rows(ahead, jobs)
        _print_words(ahead, rules.playbook, words=words, in_force=True, own=own, openings=openings)
    waits = [task for task in view.tasks if task.kind == APPROVE]
    if waits or not (ahead or under_way):
        print(next_words(view.model_copy(update={"next": None}) if waits else view))
        for task in waits:
            print(f"  {task_words(task)}")
    _say_what_is_cut(seen, count)


def preview(
    stage: Annotated[Stage, typer.Option("--stage", help="The stage they enter.")] = Stage.APPLIED,
    timezone: Annotated[str | None, typer.Option("--timezone", metavar="ZONE", help="Their time zone.")] = None,
    start: Annotated[str | None, typer.Option("--from", metavar="T", help="When they enter it (default: now).")] = None,
    span: Annotated[str, typer.Option("--for", metavar="SPAN", help="How long, such as 90d or 12w.")] = "90d",
    no_interview: Annotated[
        bool, typer.Option("--no-interview", help="With --stage interview: no interview is scheduled yet.")
    ] = False,
    job: Annotated[str | None, typer.Option("--job", metavar="ID", help="Their job, as rules name it.")] = None,
    department: Annotated[str | None, typer.Option("--department", help="Its department.")] = None,
    level: Annotated[str | None, typer.Option("--level", help="Its level, such as senior.")] = None,
    location: Annotated[str | None, typer.Option("--location", help="Where it is.")] = None,
    employment_type: Annotated[str | None, typer.Option("--employment-type", help="Full-time, contract, ….")] = None,
    source: Annotated[str | None, typer.Option("--source", help="How they came, such as LinkedIn.")] = None,
    tag: Annotated[list[str] | None, typer.Option("--tag", help="A tag of theirs; may be repeated.")] = None,
    words: Words = False,
    as_json: AsJson = False,
) -> None:
    """Show what a sample candidate would get, when and why; from the playbook's folder, no server needed."""
    from domain.forecast.preview import forecast
    from domain.messages.render import wrong_words
    from ledger.playbooks.folder import read_playbook
    from settings import read_settings

    if no_interview and stage is not Stage.INTERVIEW:
        raise Wrong("--no-interview only works with --stage interview, where the sample person has one.")
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
    folder = read_settings().playbook
    playbook = read_playbook(folder)
    written_for(playbook.company.country)
    if wrong := wrong_words(playbook):
        many = f"{len(wrong)} mistakes" if len(wrong) > 1 else "a mistake"
        raise Failed(
            f"The messages in {folder} have {many}, such as {plain(wrong[0].rstrip('.'))}; correct them first "
            "(`followup playbook check` lists everything)."
        )
    about = {"job_id": job, "department": department, "level": level, "location": location}
    about |= {"employment_type": employment_type, "application_source": source}
    theirs = {name: value for name, value in about.items() if value}
    state, told = sample(stage, timezone or playbook.company.timezone, begin_at, tags=_tags(tag), **theirs)
    seen = forecast(state, playbook, begin_at, until, told=() if no_interview else told)
    ahead = seen.planned
    if as_json:
        print_json([_row(one, playbook, {}, words=words, in_force=False) for one in ahead])
    elif ahead:
        print(_UNDATED if no_interview else PREMISES[stage])
        _print_rows(ahead, {})
        _print_words(ahead, playbook, words=words, in_force=False)
    else:
        print(f"At the {stage} stage, nothing would go out within {span}.")
    if seen.cut:
        print(
            f"This ends on {shown_day(seen.looked_to)}, because there's too much to work out after it: give a shorter "
            "--for, and --from for what comes later.",
            file=sys.stderr,
        )


def _say_what_is_cut(seen: Forecast, count: int) -> None:
    """On stderr, so that what reads JSON gets rows and nothing else."""
    if seen.more:
        further = "--count shows up to 100" if count < _MOST else f"more than {_MOST} are not shown"
        print(f"More follow after {'this one' if count == 1 else f'these {count}'}; {further}.", file=sys.stderr)
    elif seen.beyond:
        print(f"This looks ahead to {shown_day(seen.looked_to)}; more may follow.", file=sys.stderr)


_UNDATED = "Someone at the interview stage without an interview date, if nothing else happens:"


def _tags(given: Sequence[str] | None) -> tuple[str, ...]:
    from domain.tags import BadTag, tags_in

    try:
        return tuple(tag for text in given or () for tag in tags_in(text))
    except BadTag as error:
        raise Wrong(f"--tag: {error}.") from None


def _own(ledger: Ledger, state: CandidateState, event_id: str) -> OwnWords | None:
    """What a colleague wrote, as it stands on record."""
    return ledger.own_words((state.candidate.candidate_id, *state.joined), event_id)


def _row(
    one: Planned,
    playbook: Playbook,
    jobs: Jobs,
    *,
    words: bool,
    in_force: bool,
    own: Own = NO_OWN,
    openings: Sequence[Opening] | None = None,
) -> dict[str, Any]:
    """The contract's row; for which job, and with `--words` what they read."""
    job = jobs.get(one.touch.application_id)
    row = one.as_json() | {"job": job.job if job else "", "job_title": job.title if job else ""}
    if words:
        from starter.words_ahead import words_of

        row |= words_of(one, playbook, in_force=in_force, own=own.get(one.touch.key), openings=openings).as_json()
    return row


def _print_rows(ahead: Sequence[Planned], jobs: Jobs) -> None:
    """A table; for which job stands above it where there is one, in a column of its own where there are several."""
    theirs = [jobs[one.touch.application_id] for one in ahead if one.touch.application_id in jobs]
    several = len({job.id for job in theirs}) > 1
    if theirs and not several:
        print(f"For {job_of(theirs[0])}:")
    said: set[str] = set()
    cells = [
        (
            shown(one.at),
            f"{(local := one.at.astimezone(one.tz)):%a} {forms().hour(local)}",
            *((plain(jobs[one.touch.application_id].job),) if several else ()),
            _place(one),
            _way(one),
            _why(one, said),
        )
        for one in ahead
    ]
    job = ("Job",) if several else ()
    headings = ("When", "Their time", *job, "Step", "Channel", "Why")
    print_table(headings, cells, wide=len(headings) - 1)


def _place(one: Planned) -> str:
    """`screening/update`; what a colleague wrote has no place in the playbook."""
    step = one.touch.step
    return step_words(step) if step == SAY_STEP else f"{one.touch.stage}/{step}"


def _way(one: Planned) -> str:
    """`by email`, and of what goes to a colleague `to Max Ode`."""
    return f"to {plain(one.to)}" if one.to else by(one.touch.channel)


def _why(one: Planned, said: set[str]) -> str:
    """Why it goes; of an approval that is given only that, and nothing that a row above has told already."""
    from domain.forecast.preview import in_words

    given = {reason.rule for reason in one.why if reason.text == APPROVED}
    short = [reason for reason in one.why if reason.rule not in given or reason.text == APPROVED]
    fresh = [reason for reason in short if reason.text not in said]
    said.update(reason.text for reason in one.why if reason.rule != "playbook")
    same = f", due {their_time(one.at, one.tz)}"  # as the row says already
    return reason_words(in_words(tuple(fresh or short))).replace(same, "")


def _print_words(
    ahead: Sequence[Planned],
    playbook: Playbook,
    *,
    words: bool,
    in_force: bool,
    own: Own = NO_OWN,
    openings: Sequence[Opening] | None = None,
) -> None:
    if not words:
        return
    from starter.words_ahead import words_of

    for one in ahead:
        print(f"\n{shown(one.at)}  {_place(one)} {_way(one)}\n")
        made = words_of(one, playbook, in_force=in_force, own=own.get(one.touch.key), openings=openings)
        print("\n".join(made.lines()))
