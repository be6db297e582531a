"""`replace`: a colleague leaves, and somebody else has all that was theirs (R25)."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from domain.people.team import Member, Team, member
from domain.views.workload import Colleague, counted
from starter.cli.ask.recruiters import a_colleague
from starter.cli.errors import Wrong
from starter.cli.options import As, AsJson, author
from starter.cli.output.formatting import print_json
from starter.cli.people import open_ledger
from starter.cli.tell.away import on_record
from starter.cli.tell.broadcasts import agreed, can_ask, outcome_words, showing, talk
from starter.team import follow_file
from starter.wording.candidates import plain
from starter.wording.instants import now

if TYPE_CHECKING:
    from domain.operations.broadcasts import Progress
    from ledger.store import Ledger
    from starter.client import Followup

_SHOWN: Final = 6


def replace(
    recruiter: Annotated[str, typer.Argument(metavar="RECRUITER", help="Who's leaving: a name or an address.")],
    by: Annotated[
        str | None, typer.Option("--by", metavar="R", help="Who takes over; for a new colleague: Name <address>.")
    ] = None,
    back: Annotated[
        bool, typer.Option("--back", help="They've come back; what others took over stays with them.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be handed over.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")] = False,
    as_author: As = None,
    as_json: AsJson = False,
) -> None:
    """Replace a colleague who's leaving: someone else gets all their candidates, tasks, promises, covers and email."""
    from settings import read_settings

    if back == (by is not None):
        raise Wrong("Say who takes over with --by NAME, or use --back if they've come back.")
    with open_ledger() as ledger:
        if problem := follow_file(ledger, read_settings()):
            print(problem, file=sys.stderr)
        known = ledger.recruiters()
        leaver = _meant(ledger.team.all(), a_colleague(recruiter, known))
        if back:
            _return(ledger, leaver, author(as_author), as_json=as_json)
            return
        heir = a_colleague(by or "", known)
        _refuse(ledger.team.all(), leaver, heir)
        found = _what(ledger, leaver)
    if dry_run:
        _show(leaver, heir, found, as_json=as_json, rehearsal=True)
        return
    if as_json:
        can_ask(yes=yes)
    else:
        _show(leaver, heir, found, as_json=False, rehearsal=False)
    agreed("Go ahead?", yes=yes)
    said_by = author(as_author)
    with open_ledger() as ledger:
        leaver = on_record(ledger, ledger.team.all(), Colleague(leaver.name, leaver.email))
        successor = on_record(ledger, ledger.team.all(), heir)
        since = ledger.team.leave(leaver.key, successor.key, now(), said_by)
        at = now()

        async def tell(followup: Followup) -> Progress | None:
            from starter.replacing import hand_over

            with showing("Handing over", found["applications"]) as seen:
                return await hand_over(followup, ledger, leaver, successor, since, author=said_by, at=at, seen=seen)

        if not as_json:
            print(f"{plain(successor.shown)} now has everything that was {plain(leaver.shown)}'s.")
        progress = talk(tell)
    if as_json:
        print_json(
            found
            | {"told": progress.told if progress else 0, "failed": list(progress.failures) if progress else []}
            | {"in_effect": True, "on_record": progress is not None and not progress.failed}
        )
        return
    print("\n".join(outcome_words(progress, f"applications are {plain(successor.shown)}'s on record")))


def _meant(everybody: Team, who: Colleague) -> Member:
    """The member who is meant, as far as there is one on record; a look writes nobody down."""
    return everybody.find(who.name, who.email) or member(who.name, who.email, role="recruiter", source="typed")


def _refuse(everybody: Team, leaver: Member, heir: Colleague) -> None:
    """Raises Wrong where that one cannot take over."""
    one = everybody.find(heir.name, heir.email)
    name = plain(heir.shown)
    if not heir.email:
        raise Wrong(f'{name} has no address on record, so no digest would reach them: --by "{name} <address>".')
    if one is None:
        return
    if one.key == leaver.key:
        raise Wrong(f"{name} can't take over from themselves; name someone else with --by.")
    if one.has_left(now()):
        raise Wrong(f"{name} has left, too; name someone else with --by.")
    if way := everybody.leads_back(leaver.key, one.key, now()):
        names = " and ".join(plain(each.shown) for each in way)
        verb = "is" if len(way) == 1 else "are"
        raise Wrong(f"{names} {verb} away, and {plain(leaver.shown)} was going to cover; name another cover first.")


def _what(ledger: Ledger, leaver: Member) -> dict[str, Any]:
    """What is theirs, counted."""
    from domain.views.workload import tasks_of

    held, work = ledger.team.applications_of(leaver), ledger.workload(coming_before=now())
    wanted = leaver.email or leaver.name
    promises = [one for one in work.promises if one.about.recruiter.is_called(wanted)]
    in_force = ledger.playbooks.in_force()
    reports = (in_force[1].get("report") or {}).get("to") or [] if in_force else []
    everybody = ledger.team.all()
    return {
        "leaves": leaver.email or leaver.name,
        "applications": len(held),
        "candidates": len({one.candidate_id for one in held}),
        "jobs": dict(Counter(one.job for one in held).most_common()),
        "tasks": len(tasks_of(work, wanted, now())),
        "promises": len(promises),
        "covers": [one.shown for one in everybody.members if leaver.key in (one.covered_by(now()), one.successor)],
        "digest": bool(leaver.email),
        "report": bool(leaver.email) and leaver.email.lower() in [one.lower() for one in reports],
    }


def _show(leaver: Member, heir: Colleague, found: dict[str, Any], *, as_json: bool, rehearsal: bool) -> None:
    if as_json:
        print_json(found | {"takes_over": heir.email, "in_effect": False, "dry_run": rehearsal})
        return
    jobs = [f"{plain(job)} ({many:,})" for job, many in [*found["jobs"].items()][:_SHOWN]]
    more = len(found["jobs"]) - len(jobs)
    print(f"{plain(leaver.shown)} is leaving, and {plain(heir.shown)} takes over:")
    print(
        f"  {counted(found['candidates'], 'candidate')}, {counted(found['applications'], 'application')}"
        + (f": {', '.join(jobs)}{f' and {more} more jobs' if more > 0 else ''}" if jobs else "")
    )
    print(f"  {counted(found['tasks'], 'open task')}, {counted(found['promises'], 'promised date')}")
    for one in found["covers"]:
        print(f"  covering for {plain(one)}")
    mail = [name for name, is_theirs in (("the digest", found["digest"]), ("the report", found["report"])) if is_theirs]
    if mail:
        print(f"  {' and '.join(mail)}")
    new, old = plain(heir.name or heir.email), plain(leaver.shown)
    print(f"  {new} signs the messages that are waiting, and gets the candidates that the ATS still gives {old}.")
    if rehearsal:
        print("This was a dry run; nothing changed.")


def _return(ledger: Ledger, leaver: Member, said_by: str, *, as_json: bool) -> None:
    is_back = ledger.team.come_back(leaver.key, said_by)
    if as_json:
        print_json({"back": leaver.email or leaver.name, "changed": is_back})
    elif is_back:
        print(f"{plain(leaver.shown)} is back; `followup assign` gives candidates back to them.")
    else:
        print(f"{plain(leaver.shown)} hasn't left; nothing changed.")
