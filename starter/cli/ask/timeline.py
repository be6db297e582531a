"""What happened, and why: `timeline`, from the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starter.cli.options import AsJson, Ident
from starter.cli.output.formatting import print_json
from starter.cli.people import found, lives_by, open_reader
from starter.wording.candidates import reason_words
from starter.wording.entries import UNTIL, by_time, says_why, told, whole_story
from starter.wording.instants import shown

if TYPE_CHECKING:
    pass


def timeline(ident: Ident, as_json: AsJson = False) -> None:
    """Show everything on record about a candidate, in order, with reasons."""
    with open_reader() as reader:
        person = found(reader, ident)
        entries = by_time(whole_story(reader, person))
    if as_json:
        print_json(entries)
        return
    tz = lives_by(person) if any(entry["type"] in UNTIL for entry in entries) else None
    width = max((len(shown(entry["at"])) for entry in entries), default=0)
    for entry in entries:
        why = "" if says_why(entry) else reason_words(entry["why"])
        print(f"{shown(entry['at']):<{width}}  {told(entry, tz)}{f' - {why}' if why else ''}")
