"""Where is everybody? `status`, `list` and `tasks`, from the ledger's projection and without the Temporal SDK."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from domain.names import FollowUpState, Stage
from domain.people.search_words import terms
from domain.playbook.statutory import ALL
from domain.state.task_kinds import APPROVE
from domain.views.candidate_status import ApplicationStatus, AskedStatus
from domain.views.workload import OpenTask, Workload, most_urgent_first, says_more, summary, tasks_of, typed
from starter.cli.ask.duties import the_places
from starter.cli.ask.recruiters import HELP, of_tasks, the_colleague
from starter.cli.errors import Nobody, Wrong
from starter.cli.options import AsJson, Ident
from starter.cli.output import tags as tag_words
from starter.cli.output.covers import cover_json, covers_of
from starter.cli.output.dates import read_span
from starter.cli.output.formatting import (
    choices_words,
    coming_words,
    mood_words,
    print_json,
    quoted,
    reach_lines,
    task_words,
    typed_for,
    who,
)
from starter.cli.output.tables import print_table
from starter.cli.people import View, found, near_job, open_ledger, open_reader
from starter.cli.run.outages import print_head
from starter.sending import finding_json, finding_line, sending
from starter.wording.candidates import (
    closed_words,
    job_of,
    joined_words,
    plain,
    promise_words,
    state_words,
    their_clock,
)
from starter.wording.instants import ago, forms, now, shown, shown_day

if TYPE_CHECKING:
    from domain.people.team import Cover
    from ledger.queries.reading import Reader

_AT_ONCE: Final = 400
_SHOWN: Final = 500
"""Rows of `list` in a terminal: whoever scrolls further looks for somebody, and an option finds them sooner."""


def status(
    ident: Ident,
    live: Annotated[bool, typer.Option("--live", help="Ask the live workflow instead of the ledger.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show where a candidate stands: stage, last and next contact and why, promise, open tasks."""
    if live:
        from starter.cli.tell.signals import ask

        view = ask(ident)
    with open_reader() as reader:
        if not live:
            view = found(reader, ident)
        how = sending(reader, now())
        work = reader.workload(whose=view.id)
        open_tasks = {task.task: task for task in work.tasks}
        reach = _reach(view, reader)
        covers = covers_of(view, reader)
    theirs = how.about(view.id, *view.joined)
    if as_json:
        more = {"nothing_sent": how.as_json(), "findings": [finding_json(one) for one in theirs]}
        rows = {ident: _task_row(task, work) for ident, task in open_tasks.items()}
        tasks_now = [rows.get(task.task, {}) | task.as_json() for task in view.tasks]
        apps = [{**app.as_json(), "cover": cover_json(covers.get(app.id))} for app in view.applications]
        print_json({**view.as_json(), "applications": apps, "tasks": tasks_now, **more})
        return
    lines = [finding_line(one) for one in theirs] + [how.sentence() if view.state != FollowUpState.CLOSED else ""]
    print("\n".join(status_lines(view, [line for line in lines if line], open_tasks, reach, covers)))


def _reach(view: View, reader: Reader) -> dict[str, str]:
    """How a colleague reaches them; in no way while they want to be left in peace, or may (R7)."""
    if view.peace or view.doubted_since or view.stopped:
        return {}
    person = (reader.snapshot(view.id) or {}).get("candidate", {})
    return {name: person[name] for name in ("email", "phone") if person.get(name)}


def status_lines(
    view: View,
    first: Sequence[str],
    tasks: Mapping[str, OpenTask],
    reach: Mapping[str, str],
    covers: Mapping[str, Cover],
) -> list[str]:
    """What a colleague would say of the candidate; `first` what keeps messages from them, `tasks` the open ones with
    what they wrote, `covers` who acts for the recruiter of which application.
    """
    lines = [f"{who(view)}: {state_words(view.state)}", *(f"  {line}" for line in first)]
    if others := joined_words(view):
        lines.append(f"  {others}")
    for application in view.applications:
        recruiter = f", with {plain(application.recruiter)}" if application.recruiter else ""
        stage = "in your network" if application.stage == Stage.NETWORK else application.stage
        since = f", since {_since(application)}{recruiter}"
        lines.append(f"  {stage[:1].upper()}{stage[1:]}: {job_of(application)}{since}")
        if (cover := covers.get(application.id)) is not None:
            lines.append(f"    {forms().in_words(plain(cover.words))}")
        lines += [f"    {line}" for line in _ahead(application, view.timezone)]
    lines += reach_lines(reach, "  ")
    lines += [f"  Tags: {', '.join(map(plain, view.tags))}"] if view.tags else []
    lines += [
        f"  {line}"
        for line in (mood_words(view), closed_words(view), *_contacts(view), coming_words(view), promise_words(view))
        if line
    ]
    if view.tasks:
        lines.append("  Open tasks:")
        for task in view.tasks:
            words = tasks[task.task].words if task.task in tasks else ""
            lines += [f"    {task_words(task)}", *quoted(words, "      ")]
            lines.append(f"      {plain(typed_for(view, task))}{choices_words(task.answers)}")
    return lines


def _ahead(application: ApplicationStatus, timezone: str) -> list[str]:
    """What is known to lie ahead: the interview, the end of the offer, the first day."""
    lines = []
    if at := application.interview_at:
        theirs = their_clock(at, timezone)
        when = f"on {shown(at, long=True)}".replace("on today", "today")
        lines.append(f"interview {when}{f' ({theirs})' if theirs else ''}")
    if day := application.offer_expires_on:
        lines.append(f"the offer is open until {shown_day(day, long=True)}")
    if day := application.start_date:
        lines.append(f"starts on {shown_day(day, long=True)}")
    for question, said in (("feedback", "feedback"), ("still_employed", "still employed")):
        if words := [_word_of(one) for one in application.colleagues if one.question == question]:
            lines.append(f"{said}: {', '.join(words)}")
    return lines


def _word_of(one: AskedStatus) -> str:
    """`Max Ode: yes`, `Kim Park: no answer yet (asked twice)`"""
    name = plain(one.name or "a colleague")
    if one.answered_at is not None:
        return f"{name}: {one.answer or 'in words'}"
    often = {0: "not asked yet", 1: "asked once", 2: "asked twice"}.get(one.asked, f"asked {one.asked} times")
    return f"{name}: no answer yet ({often})"


def _since(application: ApplicationStatus) -> str:
    return f"{shown_day(application.since)} ({ago(application.since)})"


def _contacts(view: View) -> list[str]:
    last, reply = view.last_contact_at, view.last_reply_at
    if since := view.silent_since:
        waited = (
            f"They were already overdue for an update when added: no contact since {shown_day(since)} ({ago(since)})."
        )
        return [waited, f"Last heard from them: {shown(reply)} ({ago(reply)})." if reply else ""]
    heard = f"Last heard from them: {shown(reply)} ({ago(reply)})." if reply else ""
    return [f"Last contact: {_of_contact(last, view)} ({ago(last)})." if last else "No contact yet.", heard]


def _of_contact(at: datetime, view: View) -> str:
    """When it was; the day alone where a file brought it in, which as a rule knows no hour."""
    is_of_file = all(at < application.since for application in view.applications) and bool(view.applications)
    on_the_hour = at.minute == at.second == 0
    return shown_day(at) if on_the_hour and is_of_file else shown(at)


def list_candidates(
    stage: Annotated[Stage | None, typer.Option("--stage", help="Only those in this stage.")] = None,
    job: Annotated[str | None, typer.Option("--job", metavar="JOB", help="Only those for this job.")] = None,
    recruiter: Annotated[str | None, typer.Option("--recruiter", metavar="NAME", help=HELP)] = None,
    state: Annotated[FollowUpState | None, typer.Option("--state", help="Only those in this state.")] = None,
    due_within: Annotated[
        str | None, typer.Option("--due-within", metavar="SPAN", help="Next contact within 48h, 3d, 1w.")
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Next contact is overdue.")] = False,
    silent: Annotated[
        bool, typer.Option("--silent", help="Those who have waited too long to hear from us, longest first.")
    ] = False,
    search: Annotated[
        str | None, typer.Option("--search", metavar="TEXT", help="What you'd type after `followup find`.")
    ] = None,
    duty: Annotated[
        str | None,
        typer.Option("--duty", metavar="D", help="Those who must hear by a legal deadline, such as ontario or all."),
    ] = None,
    tag: Annotated[list[str] | None, typer.Option("--tag", metavar="T", help=tag_words.HELP)] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", min=1, metavar="N", help=f"Show at most this many (in a terminal: {_SHOWN})."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List candidates, next contact first; with --silent, longest wait first; with --duty, nearest date first."""
    if overdue and due_within:
        raise Wrong("Give --overdue or --due-within, not both.")
    if duty is not None and silent:
        raise Wrong("Give --duty or --silent, not both.")
    if search is not None and not terms(search):
        raise Wrong("--search: say who to look for, as in `followup find`.")
    before = now() if overdue else now() + read_span(due_within, "--due-within") if due_within else None
    wanted: dict[str, Any] = {"stage": stage, "job": job, "state": state, "due_before": before, "search": search or ""}
    tags = wanted["tags"] = tag_words.wanted_tags(tag or ())
    if limit is None and sys.stdout.isatty() and not as_json:
        limit = _SHOWN
    with open_reader() as reader:
        if recruiter is not None:
            wanted["recruiter"] = the_colleague(recruiter, reader.recruiters())
        if duty is not None:
            rows, of_all = _owed_by_law(duty, wanted, limit)
        else:
            rows, of_all = _silent(wanted, limit) if silent else _listed(reader, wanted, limit)
        if not rows and job is not None and not reader.listing(job=job, limit=1):
            raise Nobody(f"Nobody has an application for the job {job!r}; {near_job(job, reader.jobs())}")
        nobody_has = tag_words.unknown(tags, reader.tags.all()) if tags and not rows else ""
        how = sending(reader, now())
    print_head(how, as_json=as_json)
    if as_json:
        print_json(rows)
    elif not rows and nobody_has:
        print(nobody_has)
    elif not rows and duty is not None:
        print("No legal deadline is open." if duty.lower() == ALL else f"No {duty} deadline is open.")
    elif duty is not None:
        cells = [(r["name"], r["id"], _of_duty(r), shown_day(r["last_interview_at"]), _due_day(r)) for r in rows]
        print_table(("Name", "ID", "Duty and job", "Last interview", "Must hear by"), cells, wide=2)
    elif not rows:
        _say_that_nobody_is(
            silent=silent, narrowed=bool(stage or job or recruiter or state or before or search or tags)
        )
    elif silent:
        cells = [(r["name"], r["id"], _jobs(r), _since_day(r["silent_since"]), shown(r["next_at"])) for r in rows]
        print_table(("Name", "ID", "Job and stage", "Last word", "Next contact"), cells, wide=2)
    else:
        cells = [(r["name"], r["id"], _jobs(r), _mood(r), shown(r["next_at"])) for r in rows]
        print_table(("Name", "ID", "Job and stage", "State", "Next contact"), cells, wide=2)
    if of_all > len(rows):
        narrower = "narrow it down with --stage, --job, --recruiter, --state, --tag, --search or --due-within"
        print(
            f"These are the first {len(rows):,} of {of_all:,}; {narrower}, or ask for more with --limit.",
            file=sys.stderr,
        )


def _listed(reader: Reader, wanted: dict[str, Any], limit: int | None) -> tuple[list[dict[str, Any]], int]:
    """Who fits, and how many they are."""
    rows = reader.listing(**wanted, limit=limit)
    return rows, reader.how_many(**wanted) if len(rows) == limit else len(rows)


def _silent(wanted: dict[str, Any], limit: int | None) -> tuple[list[dict[str, Any]], int]:
    """Who of them has heard nothing for longer than they should, the longest first (R1)."""
    from domain.decisions.context import DecisionContext
    from domain.views.silent import may_be_silent_after, silent_since

    with open_ledger() as ledger:
        rules = ledger.playbooks.rules()
        since: dict[str, datetime] = {}
        for person, closed in ledger.waiting.without_word_since(now() - may_be_silent_after(rules.playbook)):
            world = DecisionContext(rules.playbook, person.candidate, now(), closed, rules.standing)
            if found_silent := silent_since(person, world):
                since[person.candidate.candidate_id] = min(found_silent.values())
        ids = sorted(since, key=lambda ident: (since[ident], ident))
        rows = [
            row for n in range(0, len(ids), _AT_ONCE) for row in ledger.listing(**wanted, among=ids[n : n + _AT_ONCE])
        ]
    rows.sort(key=lambda row: (since[row["id"]], row["id"]))
    told = [{**row, "silent_since": since[row["id"]].isoformat()} for row in rows[:limit]]
    return told, len(rows)


def _owed_by_law(duty: str, wanted: dict[str, Any], limit: int | None) -> tuple[list[dict[str, Any]], int]:
    """Each application of theirs that has an open legal deadline, the nearest first (R24)."""
    from domain.decisions.context import DecisionContext
    from domain.decisions.statutory import open_dates

    with open_ledger() as ledger:
        rules = ledger.playbooks.rules()
        places = the_places(rules.playbook, duty)
        found: dict[str, list[dict[str, Any]]] = {}
        after = ""
        while some := ledger.waiting.page(after, _AT_ONCE):
            for person, closed in some:
                world = DecisionContext(rules.playbook, person.candidate, now(), closed, rules.standing)
                for app, one in open_dates(person, world):
                    if one.place in places:
                        said = {"duty": one.duty, "due_on": one.due_on.isoformat(), "job": app.job_id}
                        row = {**said, "application_id": app.application_id, "last_interview_at": one.since.isoformat()}
                        found.setdefault(person.candidate.candidate_id, []).append(row)
            after = some[-1][0].candidate.candidate_id
        ids = sorted(found)
        people = [
            row for n in range(0, len(ids), _AT_ONCE) for row in ledger.listing(**wanted, among=ids[n : n + _AT_ONCE])
        ]
    rows = [{**person, **one} for person in people for one in found[person["id"]]]
    rows.sort(key=lambda row: (row["due_on"], row["id"]))
    return rows[:limit], len(rows)


def _of_duty(row: dict[str, Any]) -> str:
    return f"{plain(row['duty'])}: {plain(row['job'])}"


def _due_day(row: dict[str, Any]) -> str:
    day = date.fromisoformat(row["due_on"])
    return f"{shown_day(day)}{' (overdue)' if day < now().date() else ''}"


def _since_day(at: str) -> str:
    return f"{shown_day(at)} ({ago(at)})"


def _say_that_nobody_is(*, silent: bool, narrowed: bool) -> None:
    if silent:
        print("Nobody has been waiting too long." if not narrowed else "None of them have been waiting too long.")
    elif narrowed:
        print("No candidates match.")
    else:
        print("There are no candidates yet; bring them in with `followup enroll FILE.csv`.")


def _jobs(row: dict[str, Any]) -> str:
    """`ENG-7 interview, OPS-1 applied`."""
    return ", ".join(f"{one['job']} {one['stage']}" for one in row["applications"]) or row["stage"]


def _mood(row: dict[str, Any]) -> str:
    """`active`, and with it since when whoever came in silent has heard nothing."""
    since = row.get("silent_since")
    state = state_words(row["state"])
    return f"{state}, no word since {shown_day(since)}" if since else state


def tasks(
    recruiter: Annotated[
        str | None, typer.Option("--recruiter", metavar="NAME", help=f"Only this person's. {HELP}")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show what needs doing: replies first, then by urgency. `followup digest` has the whole day."""
    with open_reader() as reader:
        work = reader.workload()
        known = [*reader.recruiters(), *of_tasks(work.tasks)] if recruiter is not None else []
        how = sending(reader, now())
    whose = the_colleague(recruiter, known) if recruiter is not None else None
    print_head(how, as_json=as_json)
    rows = most_urgent_first(work.tasks if whose is None else tasks_of(work, whose.email or whose.name, now()))
    if as_json:
        print_json([_task_row(row, work) for row in rows])
    elif not rows:
        print(f"No open tasks for {plain(whose.shown)}." if whose else "No open tasks.")
    else:
        print(summary(rows, now()))
        for row in rows:
            print("\n" + "\n".join(plain_lines(row, work)))


def plain_lines(task: OpenTask, work: Workload) -> list[str]:
    """Short lines, so that nothing is cut in a narrow terminal: who and by when, what, their words, what to type."""
    about = task.about
    job = f", {about.job_title or about.job}" if about.job_title or about.job else ""
    due = f"overdue since {shown(task.due_at)}" if task.due_at < now() else f"due {shown(task.due_at)}"
    wrote = f" ({ago(task.opened_at)})" if task.kind == "answer" and not says_more(task) else ""
    whose = f"For {task.owner.shown}" if task.owner.shown else "Not assigned to anyone"
    cover = task.covered(work.team, now())
    whose += (
        f" ({forms().in_words(cover.words).removeprefix(f'{cover.absent.shown} ').removeprefix('is ')})"
        if cover
        else ""
    )
    escalated = f", escalated to {task.escalated_to or 'nobody'}" if task.escalated_at else ""
    more = "   (--show prints the message first)" if task.kind == APPROVE else choices_words(task.answers)
    return [
        plain(f"{about.name} ({about.candidate_id}){job}: {due}"),
        f"  {forms().in_words(plain(f'{task.title}{wrote}'))}. {plain(whose + escalated)}.",
        *quoted(task.words, "  "),
        *reach_lines(task.reach, "  "),
        f"  {task.task:<18}  {plain(typed(task))}{more}",
    ]


def _task_row(task: OpenTask, work: Workload) -> dict[str, Any]:
    about = task.about
    return {
        "task": task.task,
        "id": about.candidate_id,
        "candidate_id": about.candidate_id,
        "name": about.name,
        "kind": task.kind,
        "title": task.title,
        "words": task.words,
        "draft": task.draft,
        "reach": dict(task.reach),
        "answers": list(task.answers),
        "opened_at": task.opened_at.isoformat(),
        "due_at": task.due_at.isoformat(),
        "overdue": task.due_at < now(),
        "assignee": task.assignee,
        "recruiter": about.recruiter.name,
        "recruiter_email": about.recruiter.email,
        "cover": cover_json(task.covered(work.team, now())),
        "application_id": about.application_id,
        "job": about.job,
        "job_title": about.job_title,
        "escalated_at": task.escalated_at.isoformat() if task.escalated_at else None,
        "escalated_to": task.escalated_to,
        "command": typed(task),
    }
