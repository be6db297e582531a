"""`job`: what concerns everybody who is in the running for one position (S19)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from domain.messages.opening_list import safe_link
from domain.names import Stage
from starter.cli.ask.positions import list_jobs, offered_words, show_job
from starter.cli.errors import Nobody, Wrong
from starter.cli.options import A_PERSON, As, AsJson, author
from starter.cli.output.formatting import print_json, who
from starter.cli.output.tables import print_table
from starter.cli.people import View, found, near_job, open_ledger
from starter.cli.tell.broadcasts import agreed, can_ask, outcome_words, talk, watched
from starter.cli.whom import about_people
from starter.wording.candidates import plain
from starter.wording.instants import now

if TYPE_CHECKING:
    from domain.operations.broadcasts import Broadcast, Progress
    from ledger.queries.open_candidates import Running
    from starter.client import Followup

job = typer.Typer(help="See positions, and change one for all its candidates at once.", no_args_is_help=True)

REASON = "position filled"
"""For the record: the candidate does not see it."""

_SHOWN = 40


@job.callback()
def _job() -> None:
    """See positions, and change one for all its candidates at once."""


job.command("list")(list_jobs)
job.command("show")(show_job)


@job.command("open")
def open_job(
    job: Annotated[str, typer.Argument(metavar="JOB", help="The job's id, as in candidates' applications.")],
    title: Annotated[str, typer.Option("--title", metavar="T", help="The position's title.")],
    department: Annotated[str | None, typer.Option("--department", help="Its department.")] = None,
    level: Annotated[str | None, typer.Option("--level", help="Its level, such as senior.")] = None,
    location: Annotated[str | None, typer.Option("--location", help="Where it is.")] = None,
    employment_type: Annotated[str | None, typer.Option("--employment-type", help="Full-time, contract, …")] = None,
    tag: Annotated[
        list[str] | None, typer.Option("--tag", metavar="T", help="For candidates with this tag; may be repeated.")
    ] = None,
    link: Annotated[
        str | None, typer.Option("--link", metavar="URL", help="Its public page, beginning with https://.")
    ] = None,
    by: As = None,
    as_json: AsJson = False,
) -> None:
    """Open a position or update it; messages to your network can then list it."""
    ident, called = job.strip(), " ".join(title.split())
    if not ident or not called:
        raise Wrong("Give the job's id and its --title.")
    about = {"title": called, "department": department, "level": level, "location": location}
    about |= {"employment_type": employment_type, "link": _link(link)}
    told: dict[str, Any] = {name: " ".join(text.split())[:300] for name, text in about.items() if text is not None}
    told["link"], told["tags"] = about["link"], _tags(tag)
    with open_ledger() as ledger:
        people = sum(row["open"] for row in ledger.positions.all() if row["job"] == ident)
        ledger.open_position(ident, told, author(by), now())
        known = ledger.positions.about()[ident]
    if as_json:
        print_json({"job": ident, "title": called, "open": people, "opening": known})
        return
    running = "nobody is in the running yet" if not people else f"{people:,} in the running"
    print(f"{plain(called)} ({plain(ident)}) is on record; {running}.")
    print(offered_words(known))


def _link(typed: str | None) -> str | None:
    """The address, as messages may print it. Raises Wrong."""
    if typed is None or not typed.strip():
        return typed
    if not (link := safe_link(typed)):
        raise Wrong("--link: give the address of an ordinary page, beginning with https:// and without a login in it.")
    return link


def _tags(typed: list[str] | None) -> list[str] | None:
    from domain.tags import BadTag, tags_in

    try:
        return [one for text in typed for one in tags_in(text)] if typed is not None else None
    except BadTag as error:
        raise Wrong(f"--tag: {error}.") from None


@job.command("close")
def close_job(
    job: Annotated[str, typer.Argument(metavar="JOB", help="The job's id.")],
    by: As = None,
    as_json: AsJson = False,
) -> None:
    """Stop listing a position in messages; its candidates continue. `job fill` closes it for them, too."""
    with open_ledger() as ledger:
        known = ledger.positions.about()
        if job not in known:
            raise Nobody(f"No position {job!r} was opened; {near_job(job, sorted(known))}")
        was_open = ledger.close_position(job, author(by), now())
    if as_json:
        print_json({"job": job, "is_open": False, "was_open": was_open})
        return
    print(f"Messages won't list {plain(job)} any more." if was_open else f"{plain(job)} wasn't open; nothing changed.")


def fill(
    job: Annotated[str, typer.Argument(metavar="JOB", help="The job's id, as `followup list --job` takes it.")],
    hired: Annotated[
        str | None, typer.Option("--hired", metavar="ID", help="Who got it; they're told, too."), A_PERSON
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show who would be affected.")] = False,
    by: As = None,
    as_json: AsJson = False,
) -> None:
    """Close a position: everyone still in the running gets their closing message, during their business hours."""
    with open_ledger() as ledger:
        if not ledger.waiting.knows_job(job):
            raise Nobody(f"Nobody has ever applied for the job {job!r}; {near_job(job, ledger.jobs())}")
        running = ledger.waiting.for_job(job)
        winner = _winner(found(ledger, hired), job) if hired else None
    chosen = winner["candidate_id"] if winner else None  # who was joined into another id is told under that one
    others = [one for one in running if one.candidate_id != chosen]
    # Who has never heard of the job from us is no loser of it: a closing letter would be our first word to them.
    strangers = [one for one in others if one.stage == Stage.PROSPECT and not one.in_touch]
    news = winner if winner and winner["stage"] != "hired" else None
    named = news["named"] if news else None
    if dry_run:
        _rehearse(job, others, strangers, named, as_json)
        return
    ident, broadcast = _broadcast(job, chosen, others, news, author(by))
    under_way = talk(lambda followup: _under_way(followup, ident))
    if not under_way:
        if not others and news is None:
            with open_ledger() as ledger:
                ledger.close_position(job, author(by), now())
            _report(job, [], strangers, None, as_json, nobody=True)
            return
        if as_json:
            can_ask(yes=yes)
        else:
            _show(job, others, named)
        agreed("Go ahead?", yes=yes)
        ident, broadcast = _broadcast(job, chosen, others, news, author(by))  # told as of now, not of the question
    elif not as_json:
        print(f"The closure of {plain(job)} is under way already; this watches it.")
    with open_ledger() as ledger:  # first of all: nobody is offered what is filled (S18)
        ledger.close_position(job, author(by), now())
    progress = talk(lambda followup: _tell(followup, ident, None if under_way else broadcast, len(others)))
    _report(job, others, strangers, progress, as_json, hired=news is not None)


job.command("fill")(about_people(fill, tells=True))


def _winner(person: View, job: str) -> dict[str, Any]:
    """The application of the one who was hired. Raises Nobody."""
    for application in reversed(person.applications):
        if application.job == job:
            return {**application.as_json(), "candidate_id": person.id, "named": who(person)}
    raise Nobody(f"{plain(person.name)} has no application for {job!r}; `followup status {person.id}` shows theirs.")


def _broadcast(
    job: str, chosen: str | None, others: list[Running], news: dict[str, Any] | None, who: str
) -> tuple[str, Broadcast]:
    """One matter per job and hire, so that the same command finds its own again."""
    from domain.names import broadcast_workflow_id, digest
    from domain.operations.broadcasts import Broadcast, Progress, Target

    told = {"occurred_at": now().isoformat(), "source": "cli", "author": who}

    def target(person: str, application: str, standing: str, **more: Any) -> Target:
        ident = digest("fill", job, person, application, standing)
        return Target(candidate_id=person, application_id=application, event_id=ident, **more)

    targets = [target(one.candidate_id, one.application_id, one.standing) for one in others]
    if news is not None:
        targets.insert(0, target(news["candidate_id"], news["id"], news["since"], signal="hired", fields=told))
    return broadcast_workflow_id("fill", job, chosen or ""), Broadcast(
        matter=f"fill {job}",
        signal="rejected",
        fields={**told, "reason": REASON},
        targets=tuple(targets),
        progress=Progress(total=len(targets)),
    )


async def _under_way(followup: Followup, ident: str) -> bool:
    from starter.broadcasting import is_running

    return await is_running(followup, ident)


async def _tell(followup: Followup, ident: str, broadcast: Broadcast | None, total: int) -> Progress | None:
    from starter.broadcasting import begin, found

    if broadcast is None:
        handle = found(followup, ident)
    else:
        handle = await begin(
            followup, ident, broadcast, "a position is filled: closing messages for everyone still in the running"
        )
    return await watched(handle, total, title="Closing applications")


def _show(job: str, others: list[Running], hired: str | None) -> None:
    title = next((one.title for one in others if one.title), "")
    named = f"{plain(title)} ({plain(job)})" if title else plain(job)
    if hired:
        print(f"{hired} will be hired for {named}.")
    if not others:
        return
    many = "1 candidate" if len(others) == 1 else f"{len(others)} candidates"
    print(
        f"{many} will be rejected for {named}. Their closing messages go out later, once the rejection's grace period "
        "is over and it's business hours for them. Their other applications continue."
    )
    offers = [one for one in others if one.stage == Stage.OFFER]
    if offers:
        names = ", ".join(f"{plain(one.name)} ({one.candidate_id})" for one in offers)
        print(f"At the offer stage: {names}. While an offer is open, the message waits for `followup approve`.")
    if any(one.stage == Stage.PROSPECT for one in others):
        print("Prospects who haven't answered get no message; their follow-up ends.")
    print_table(("Candidate", "Stage"), [(f"{one.name} ({one.candidate_id})", one.stage) for one in others[:_SHOWN]])
    if len(others) > _SHOWN:
        print(f"… and {len(others) - _SHOWN} more (`followup list --job {plain(job)}` has all).")


def _report(
    job: str,
    others: list[Running],
    strangers: list[Running],
    progress: Progress | None,
    as_json: bool,
    *,
    nobody: bool = False,
    hired: bool = False,
) -> None:
    if as_json:
        print_json(
            {
                "job": job,
                "concerned": [_row(one) for one in others],
                "left": [_row(one) for one in strangers],
                "told": progress.told if progress else 0,
                "failed": list(progress.failures) if progress else [],
                "failed_in_all": progress.failed if progress else 0,
                "in_effect": nobody or progress is not None,
            }
        )
        return
    if nobody:
        print(f"Nobody is in the running for {plain(job)} anymore; nothing changed.")
    else:
        print("\n".join(_outcome(progress, len(others), hired=hired)))
        if progress is not None:
            print("`followup reject ID --undo` takes one back; within the hour nothing has been sent.")
    _leave(strangers)


def _leave(strangers: list[Running]) -> None:
    if strangers:
        names = ", ".join(f"{plain(one.name)} ({one.candidate_id})" for one in strangers)
        print(f"They haven't been written to yet, so they get neither a closing message nor outreach: {names}.")


def _outcome(progress: Progress | None, closed: int, *, hired: bool) -> list[str]:
    """How many stand rejected or hired now: that nobody was written to yet must not read as if all were."""
    if progress is None or progress.failed or progress.told != closed + hired:
        return outcome_words(progress, "applications are closed or hired on record")
    rejected = f"{closed} rejected" if closed else ""
    return [f"On record: {', '.join(part for part in ('1 hired' if hired else '', rejected) if part)}."]


def _rehearse(job: str, others: list[Running], strangers: list[Running], hired: str | None, as_json: bool) -> None:
    """Who would be concerned; nobody gets a message."""
    if as_json:
        rows = {"concerned": [_row(one) for one in others], "left": [_row(one) for one in strangers]}
        print_json({"job": job, **rows, "told": 0, "failed": [], "in_effect": False, "dry_run": True})
        return
    _show(job, others, hired)
    if not others and not hired:
        print(f"Nobody is in the running for {plain(job)}.")
    _leave(strangers)
    print("This was a dry run; nothing changed.")


def _row(one: Running) -> dict[str, str]:
    return {"id": one.candidate_id, "name": one.name, "stage": one.stage}
