"""`erase` and `hold`: somebody is forgotten, for good; or must not be, because of a dispute (R23)."""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from domain.names import BadId, candidate_id
from domain.views.erasure_certificate import lines, page
from settings import read_settings
from starter.cli.errors import Failed, Nobody, Wrong
from starter.cli.options import As, AsJson, Ident, author
from starter.cli.output.dates import read_instant
from starter.cli.output.formatting import print_json, who
from starter.cli.people import View, found, open_ledger
from starter.cli.tell.broadcasts import agreed, can_ask
from starter.cli.tell.signals import opened
from starter.wording.candidates import plain
from starter.wording.instants import now, shown, shown_day

if TYPE_CHECKING:
    from ledger.people.erasures import Erasure, Reason
    from ledger.store import Ledger

PATIENCE = 120.0
"""Seconds: the server takes half a minute to delete a run that has just ended."""


def erase(
    ident: Ident,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be removed, and what's in the way; change nothing.")
    ] = False,
    certificate: Annotated[
        Path | None,
        typer.Option("--certificate", metavar="F", help="Also write the certificate: a page for F.html, else JSON."),
    ] = None,
    not_theirs: Annotated[
        bool,
        typer.Option("--not-theirs", help="Where the search found only a word of their name, it means someone else."),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask. It can't be undone.")] = False,
    by: As = None,
    as_json: AsJson = False,
) -> None:
    """Erase everything kept about a candidate, in every place, and certify it. It can't be undone.

    Their address stays closed, as a hash. Run it again to see how far it is.
    """
    if done := _already(ident):
        if done.state == "running" and not dry_run:  # begun before: it is asked how far it is
            done = have_erased(candidate_id(ident), done.reason, author(by), quiet=as_json, not_theirs=not_theirs)
        _tell(done, certificate, as_json)
        return
    if not_theirs:
        raise Wrong("--not-theirs is for an erasure that's held up; run it without --not-theirs first.")
    with open_ledger() as ledger:
        person = found(ledger, ident)
        if dry_run:
            _look(ledger, person, as_json)
            return
    if as_json and not yes:
        raise Wrong("--json can't ask you first; add --yes to erase them.")
    can_ask(yes=yes)
    if not yes:
        jobs = ", ".join(plain(app.title or app.job) for app in person.applications) or "no application"
        print(f"{who(person)}: {jobs}. Everything kept about them is removed, for good.")
    agreed("Erase them?", yes=yes)
    _tell(have_erased(person.id, "colleague", author(by), quiet=as_json), certificate, as_json)


def have_erased(ident: str, reason: Reason, by: str, *, quiet: bool, not_theirs: bool = False) -> Erasure:
    """Erase them, and wait until that is done, or something is in the way. Raises Failed, TemporalUnreachable."""
    from ledger.people.erasures import Held, NotKnown
    from starter.erasing import erase as erased

    async def say() -> Erasure:
        async with opened(read_settings()) as followup:
            told = (lambda _: None) if quiet else (lambda says: print(says, file=sys.stderr))
            return await erased(followup, ident, reason, by, patience=PATIENCE, told=told, not_theirs=not_theirs)

    if not quiet:
        print("Erasing; this can take a minute …", file=sys.stderr, flush=True)
    try:
        return asyncio.run(say())
    except Held as held:
        raise Failed(str(held)) from None
    except NotKnown:
        raise Nobody(f"There is no candidate {ident}; `followup list` shows who is there.") from None


def _already(ident: str) -> Erasure | None:
    """The erasure of that id that is done or running, unless somebody new goes by it."""
    try:
        asked = candidate_id(ident)
    except BadId:
        return None
    with open_ledger() as ledger:
        if ledger.owner_of(asked) != asked:
            return None
        erasure = ledger.erasures.of(asked)
    return erasure if erasure is not None and erasure.state in ("done", "running") else None


def said_of(erasure: Erasure, *, quiet: bool) -> dict[str, Any]:
    """The certificate, printed unless `quiet`. Raises Failed where there is none."""
    _tell(erasure, None, None if quiet else False)
    assert erasure.certificate is not None
    return erasure.certificate


def _tell(erasure: Erasure, file: Path | None, as_json: bool | None) -> None:
    """As JSON, in words, or (None) not at all."""
    said = erasure.certificate
    if said is None:
        if erasure.state == "refused" or erasure.says:
            raise Failed(erasure.says)
        raise Failed(
            f"The erasure goes on in the background ({erasure.erasure_id}); run this again to see how far it is. If it "
            "doesn't move, start a worker with `followup up` or `followup worker`."
        )
    if file is not None:
        _write(file, said)
    if as_json is None:
        return
    if as_json:
        print_json(said)
        return
    print("\n".join(plain(line) if not line.startswith(" ") else line for line in lines(said)))
    if file is not None:
        print(f"The certificate is in {plain(file)}.")


def _write(file: Path, said: dict[str, Any]) -> None:
    text = page(said) if file.suffix.lower() in (".html", ".htm") else json.dumps(said, ensure_ascii=False, indent=2)
    try:
        file.write_text(text + "\n")
    except OSError as error:
        raise Failed(f"They are erased, but {plain(file)} can't be written ({error.strerror}).") from None


def _look(ledger: Ledger, person: View, as_json: bool) -> None:
    """What there is of them, and whether a hold stands in the way."""
    ids = [person.id, *person.joined]
    holds = ledger.erasures.holds(now(), person.id)
    facts = sum(len(ledger.timeline(ident)) for ident in ids)
    messages = [row for ident in ids for row in ledger.deliveries(candidate_id=ident)]
    would = {
        "id": person.id,
        "ids": ids,
        "facts": facts,
        "messages": len(messages),
        "tasks": len(person.tasks),
        "held": [hold.reason for hold in holds],
    }
    if as_json:
        print_json(would)
        return
    by_channel = Counter(row["channel"] for row in messages)
    sent = ", ".join(f"{count} by {channel}" for channel, count in sorted(by_channel.items())) or "none"
    print(f"{who(person)}: nothing was changed. Erasing would remove what is personal in")
    print(f"  {facts} entries of the timeline, {len(messages)} messages ({sent}), {len(person.tasks)} open tasks,")
    print("  every workflow run about them, and their files in the outbox.")
    if len(ids) > 1:
        print(f"It covers all their ids: {', '.join(ids)}.")
    for hold in holds:
        print(f"It's forbidden by a legal hold of {shown(hold.placed_at)}: {plain(hold.reason)}")


def hold(
    ident: Ident,
    reason: Annotated[
        str | None, typer.Option("--reason", help="The case, without personal data: it outlives the candidate's.")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="T", help="When it ends.")] = None,
    lift: Annotated[bool, typer.Option("--lift", help="End it.")] = False,
    by: As = None,
    as_json: AsJson = False,
) -> None:
    """Forbid erasing a candidate while a legal matter is open; without options, show what stands.

    Retention, the ATS and their own request wait until it's lifted.
    """
    if lift and (reason or until):
        raise Wrong("--lift ends the hold; leave --reason and --until out.")
    if until and not reason:
        raise Wrong("Say why with --reason.")
    ends_at: datetime | None = read_instant(until, "--until", whole_days=True) if until else None
    with open_ledger() as ledger:
        person = found(ledger, ident)
        if reason:
            ledger.erasures.hold(person.id, reason.strip()[:300], author(by), now(), ends_at)
        lifted = ledger.erasures.lift(person.id, author(by), now()) if lift else 0
        holds = ledger.erasures.holds(now(), person.id)
    if as_json:
        print_json(
            {
                "id": person.id,
                "holds": [
                    {
                        "reason": one.reason,
                        "by": one.placed_by,
                        "at": one.placed_at.isoformat(),
                        "until": one.ends_at.isoformat() if one.ends_at else None,
                    }
                    for one in holds
                ],
            }
        )
        return
    if lift:
        print(f"{who(person)}: {'the hold is lifted' if lifted else 'there was no hold'}.")
        return
    if not holds:
        print(f"{who(person)} is under no legal hold.")
    for one in holds:
        until_words = f" until {shown_day(one.ends_at, long=True)}" if one.ends_at else ""
        print(f"{who(person)} can't be erased{until_words}: {plain(one.reason)} ({plain(one.placed_by)}).")
