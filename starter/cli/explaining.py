"""`inbox explain`: what a message would be taken for, and why; nothing is stored, and nothing needs to run."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from starter.cli.failures import Wrong
from starter.cli.instants import now
from starter.cli.options import AsJson
from starter.cli.saying import plain, print_json

if TYPE_CHECKING:
    from domain.replies.explanation import Explanation

_LARGEST = 50_000_000

_TAKEN = {
    "answer": "an answer; a recruiter gets a task",
    "stop": "a stop",
    "withdraw": "a withdrawal; a recruiter is asked",
    "automatic": "automatic mail; nudges pause until they are back",
    "bounce": "a bounce; the address does not work",
    "blocked": "not delivered, for a reason that is not the address; the next channel is used",
    "complaint": "a complaint about spam",
    "reaction": "a reaction to our message; nothing happens",
    "noise": "nothing that anybody needs to see",
}
_DOUBTFUL = {
    "stop": "perhaps a stop; everything to them waits until a recruiter has said what it is",
    "withdraw": "perhaps a withdrawal; a recruiter is asked",
    "blocked": "not delivered, and nothing says why; three of these over a week close the address",
}
_CHANNELS = {"email": "e-mail", "sms": "texts", "phone": "calls", "linkedin": "LinkedIn"}


def explain(
    file: Annotated[
        str, typer.Argument(metavar="FILE|-", help="The raw mail with its headers, or a text; - for stdin.")
    ],
    channel: Annotated[Literal["email", "sms"], typer.Option(help="How it came.")] = "email",
    as_json: AsJson = False,
) -> None:
    """What a message would be taken for, whose words it holds and what it would close; nothing is stored."""
    from domain.names import Channel
    from domain.replies.explanation import NoMail, explained

    raw = _read(file)
    try:
        found = explained(raw, Channel(channel), now())
    except NoMail as error:
        raise Wrong(str(error)) from None
    if as_json:
        print_json(found.as_json())
    else:
        print("\n".join(_lines(found)))


def _read(file: str) -> bytes:
    try:
        raw = sys.stdin.buffer.read(_LARGEST + 1) if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise Wrong(f"{file} cannot be read ({error.strerror or type(error).__name__}); check the name.") from None
    if len(raw) > _LARGEST:
        raise Wrong(f"It is larger than {_LARGEST // 1_000_000} MB; save it without its attachments.")
    if not raw.strip():
        raise Wrong(f"{'Nothing came in' if file == '-' else f'{file} is empty'}; give the whole message.")
    return raw


def _line(line: str) -> str:
    """A line without characters that would steer the terminal; its indentation stays."""
    return "".join(c if c.isprintable() else " " for c in line)


def _lines(found: Explanation) -> list[str]:
    taken = _TAKEN[found.kind] if found.certain else _DOUBTFUL.get(found.kind, _TAKEN[found.kind])
    lines = [f"Taken for  {taken}", f"Why        {plain(found.why)}"]
    if found.closes:
        lines.append(f"Closes     {' and '.join(_CHANNELS[str(channel)] for channel in found.closes)}")
    elif found.kind not in ("noise", "reaction"):
        lines.append("Closes     nothing")
    if found.returns_on:
        lines.append(f"Back on    {found.returns_on:%a %d %b %Y}")
    if found.message_id or found.recipient:
        about = " to ".join(filter(None, (found.message_id, found.recipient)))
        lines.append(f"About      our mail {plain(about)}")
    if found.own_words:
        lines += ["Their words", *(f"  {_line(line)}".rstrip() for line in found.own_words.splitlines())]
    return lines
