"""What `answer` and `send` share: where the words come from, and what would become of them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from domain.names import SAY_STEP
from starter.cli.errors import Wrong
from starter.cli.people import View
from starter.cli.tell.steering import Sendable
from starter.wording.candidates import by, their_clock
from starter.wording.instants import now, shown

if TYPE_CHECKING:
    from domain.forecast.own_words import WordsAhead
    from starter.cli.tell.signals import Told

Text = Annotated[str | None, typer.Option("--text", metavar="T", help="Your message: plain text or Markdown.")]
File = Annotated[
    str | None, typer.Option("--file", metavar="FILE", help="Your message from a file; - reads standard input.")
]
ByChannel = Annotated[
    Sendable | None, typer.Option("--channel", help="email or sms (default: the way they wrote, or email).")
]


_AT_ONCE: Final = 60
"""Seconds: what goes within them goes now."""


def typed_words(text: str | None, file: str | None) -> str:
    """The words that were given, in whichever way; what is piped in without being asked for, too. Raises Wrong."""
    if text is not None and file is not None:
        raise Wrong("Give --text or --file, not both.")
    if text is not None:
        return text
    if file is not None and file != "-":
        try:
            return Path(file).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
            raise Wrong(f"{file} cannot be read: {why}.") from None
    if sys.stdin.isatty() and file is None:
        raise Wrong("Say what to write: --text, --file FILE, or pipe it in.")
    return sys.stdin.read()


def when_words(person: View, seen: WordsAhead) -> str:
    """`by email now`, `by text on Mon 30 Nov 08:00 EST (Mon 14:00 their time)`."""
    assert seen.at is not None and seen.touch is not None
    how = by(str(seen.touch.channel))
    if (seen.at - now()).total_seconds() < _AT_ONCE:
        return f"{how} now"
    at = seen.at
    there = their_clock(at, person.timezone)
    when = f"on {shown(at, long=True)}".replace("on today", "today")
    return f"{how} {when}{f' ({there})' if there else ''}"


def went(told: Told) -> bool:
    """Have the words gone out already?"""
    return any(entry["step"] == SAY_STEP for entry in told.sent)
