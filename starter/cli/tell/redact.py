"""`redact`: the words of one thing on record are taken out for good, and that it happened stays (R23)."""

from __future__ import annotations

import asyncio
from shlex import quote
from typing import TYPE_CHECKING, Annotated, Final

import typer

from domain.people.redacting import NO_WORDS
from settings import read_settings
from starter.cli.errors import Failed, Wrong
from starter.cli.options import As, AsJson, Ident, author
from starter.cli.output.formatting import print_json, who
from starter.cli.people import View, found, open_ledger
from starter.cli.tell.broadcasts import agreed, can_ask
from starter.cli.tell.signals import opened
from starter.wording.candidates import beginning, plain

if TYPE_CHECKING:
    from ledger.people.redactions import Worded

_LISTED: Final = 10

_Event = Annotated[
    str | None,
    typer.Option("--event", metavar="E", help="The entry's event id, or its start; leave it out to list them."),
]


def redact(
    ident: Ident,
    event: _Event = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask. It can't be undone.")] = False,
    by: As = None,
    as_json: AsJson = False,
) -> None:
    """Take the words out of one entry, for good: a note that names somebody else, or that shouldn't be on record.

    That it happened stays on record, and so does all that followed from it.
    """
    if event is None:
        _list(ident, as_json)
        return
    if as_json and not yes:
        raise Wrong("--json can't ask you first; add --yes to take it out.")
    can_ask(yes=yes)
    person, one = _meant(ident, event)
    if not as_json:
        print(f"{who(person)}: these words are taken out of the record, for good.")
        for name, words in one.words.items():
            print(f"  {name}: {beginning(words)}")
    agreed("Take them out?", yes=yes)
    all_gone = asyncio.run(_carried_out(person, one, author(by)))
    if as_json:
        print_json({"id": person.id, "event_id": one.event_id, "fields": sorted(one.words), "runs_deleted": all_gone})
    if not all_gone:
        raise Failed(
            "They're out of the ledger. Temporal still has an earlier run that holds them: run this again in a minute."
        )
    if not as_json:
        print("Taken out; that it happened stays on record.")


async def _carried_out(person: View, one: Worded, by: str) -> bool:
    from keystore import erasures_file
    from starter.redacting import redact as taken_out

    settings = read_settings()
    async with opened(settings) as followup:
        return await taken_out(followup, erasures_file(settings), [person.id, *person.joined], one.event_id, by)


def _meant(ident: str, wanted: str) -> tuple[View, Worded]:
    """Raises Wrong where there is no such entry, or its words stay."""
    with open_ledger() as ledger:
        person = found(ledger, ident)
        one = ledger.redactions.find([person.id, *person.joined], wanted.strip())
    if one is None:
        raise Wrong(
            f"Nothing about them is on record under {plain(wanted)!r}; `followup redact {ident}` lists entries."
        )
    if one.problem is not None and one.problem != NO_WORDS:  # said again, it looks after Temporal's runs
        raise Wrong(one.problem)
    return person, one


def _list(ident: str, as_json: bool) -> None:
    with open_ledger() as ledger:
        person = found(ledger, ident)
        entries = ledger.redactions.listing([person.id, *person.joined])
    if as_json:
        print_json([{"event_id": one.event_id, "type": one.type, "fields": one.words} for one in entries])
        return
    if not entries:
        print(f"{who(person)}: no entry of theirs has words that could be taken out.")
    for one in entries[:_LISTED]:
        print(f"{one.type.replace('_', ' ')}: {beginning(next(iter(one.words.values())))}")
        print(f"  followup redact {person.id} --event {quote(plain(one.event_id))}")
    if len(entries) > _LISTED:
        print(f"… and {len(entries) - _LISTED} older ones (--json lists all)")
