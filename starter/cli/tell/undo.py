"""`undo`: take back what was told by mistake, so that all stands as if it had not been said (R21)."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING, Annotated, Any

import typer

from domain.playbook.step_words import the_step
from starter.cli.errors import Wrong
from starter.cli.options import As, AsJson, Ident, author
from starter.cli.output.formatting import print_json, who
from starter.cli.people import View, found, open_ledger
from starter.cli.tell.broadcasts import agreed, can_ask
from starter.cli.tell.signals import report, update
from starter.wording.candidates import by as by_channel
from starter.wording.candidates import plain
from starter.wording.entries import told, whole_story
from starter.wording.instants import ago, now, shown

if TYPE_CHECKING:
    from domain.state.model import Decision

_LISTED = 10

_Event = Annotated[
    str | None,
    typer.Option("--event", metavar="E", help="The entry's event id, or the start of it (default: the last entry)."),
]


def undo(
    ident: Ident,
    event: _Event = None,
    show: Annotated[bool, typer.Option("--list", help="List what can be taken back, and change nothing.")] = False,
    reason: Annotated[str | None, typer.Option("--reason", help="For the record.")] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")] = False,
    by: As = None,
    as_json: AsJson = False,
) -> None:
    """Take back what you or the ATS entered by mistake, until a message has gone out because of it."""
    if show:
        _list(ident, as_json)
        return
    if as_json and not yes:
        raise Wrong("--json can't ask you first; add --yes to take it back.")
    can_ask(yes=yes)
    person, entry, coming = _weighed(ident, event or "")
    if not as_json:
        print(f"{who(person)}: about to undo: {told(entry)}, {shown(entry['at'])} ({ago(entry['at'])}).")
        print(_without(coming))
    agreed("Undo it?", yes=yes)
    done = update(person, "undo", author(by), entry["application_id"], about=entry["event_id"], reason=reason)
    taken_back = {name: entry[name] for name in ("event_id", "type", "at")}
    said = f"Undone; for {plain(person.name)}, it's as if it had never been entered."
    report(done, said, as_json, taken_back=taken_back)


def _weighed(ident: str, wanted: str) -> tuple[View, dict[str, Any], Decision]:
    """The person, what would be taken back as `timeline` has it, and what comes next without it. Raises Wrong."""
    from domain.decisions.undo import next_without, weigh, why_not

    with open_ledger() as ledger:
        person = found(ledger, ident)
        with ledger.stories(person.id, person.joined) as stories:
            story = stories.story(now())
            outcome = weigh(story, wanted)
            if outcome.went_out is not None:
                raise Wrong(plain(why_not(outcome.went_out, shown, with_subject=True)))
            if outcome.about is None or outcome.refused:
                raise Wrong(plain(outcome.refused))
            coming = next_without(story, outcome)
        meant = outcome.about.event_id
        entry = next(entry for entry in whole_story(ledger, person) if entry["event_id"] == meant)
    return person, entry, coming


def _without(coming: Decision) -> str:
    touch, at = coming.touch, coming.send_at
    if touch is None or at is None:
        return "Without it, nothing is scheduled."
    when = "at once" if at <= now() else shown(at)
    return f"Without it, the next message is {the_step(touch.step)} {by_channel(touch.channel)}, {when}."


def _list(ident: str, as_json: bool) -> None:
    from domain.decisions.undo import can_be, taken_back

    with open_ledger() as ledger:
        person = found(ledger, ident)
        with ledger.stories(person.id, person.joined) as stories:
            story = stories.story(now())
            gone = taken_back(story)
            records = [story.record, *(story.record_of(other) for other in story.joined)]
            may = {fact.event.event_id for record in records for fact in record if can_be(fact.event, gone)}
        entries = [entry for entry in reversed(whole_story(ledger, person)) if entry["event_id"] in may]
    if as_json:
        print_json(entries)
        return
    if not entries:
        print("There's nothing left to take back: a colleague or the ATS entered nothing else about them.")
        return
    for entry in entries[:_LISTED]:
        command = f"followup undo {person.id} --event {quote(plain(entry['event_id']))}"
        print(f"{shown(entry['at']):<24} {told(entry)}\n  {command}")
    if len(entries) > _LISTED:
        print(f"… and {len(entries) - _LISTED} older ones (--json lists all)")
