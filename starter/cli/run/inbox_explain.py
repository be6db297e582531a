"""`inbox explain`: what a message would be taken for, and why; nothing is stored, and nothing needs to run."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from domain.one_line import printable
from starter.cli.errors import Wrong
from starter.cli.options import AsJson
from starter.cli.output.formatting import print_json
from starter.cli.people import open_ledger
from starter.wording.candidates import plain
from starter.wording.instants import now

if TYPE_CHECKING:
    from domain.playbook.model import Playbook
    from domain.replies.explanation import Explanation
    from domain.replies.mail.parse import Mail
    from settings import Settings

_SOME_ADDRESS = re.compile(r"\breply(?:\+|=2b|%2b)[a-z0-9]+@", re.IGNORECASE)
"""As `domain.replies.reply_address` makes it where nothing is set; whether we signed it, nobody can tell then."""

_LARGEST = 50_000_000

_TAKEN = {
    "answer": "an answer; a recruiter gets a task",
    "stop": "a stop",
    "withdraw": "a withdrawal; a recruiter is asked",
    "automatic": "automatic email; nudges pause until they are back, if the sender is verified",
    "bounce": "a bounce; the address doesn't work",
    "blocked": "not delivered, but not because of the address; the next channel is used",
    "complaint": "a spam complaint",
    "reaction": "a reaction to our message; nothing happens",
    "noise": "nothing anyone needs to see",
}
_DOUBTFUL = {
    "stop": "possibly an opt-out; nothing goes out to them until a recruiter says what it is",
    "withdraw": "possibly a withdrawal; a recruiter is asked",
    "blocked": "not delivered, and nothing says why; three of these over a week close the address",
}
_REPORTS = ("bounce", "blocked", "complaint", "noise")
_CHANNELS = {"email": "email", "sms": "texts", "phone": "calls", "linkedin": "LinkedIn"}


def explain(
    file: Annotated[
        str, typer.Argument(metavar="FILE|-", help="The raw email with its headers, or a text; - for standard input.")
    ],
    channel: Annotated[Literal["email", "sms"], typer.Option(help="How it came in.")] = "email",
    as_json: AsJson = False,
) -> None:
    """How a message would be read, whose words it contains and what it would close; nothing is stored."""
    from domain.replies.explanation import NoMail

    raw = _read(file)
    try:
        found = _explained(raw, channel)
    except NoMail as error:
        raise Wrong(str(error)) from None
    if as_json:
        print_json(found.as_json())
    else:
        print("\n".join(_lines(found)))


def _explained(raw: bytes, channel: str) -> Explanation:
    from domain.replies.explanation import explained, explained_text, opened
    from domain.replies.ours import NOTHING_OURS, ours_in, ours_of, together

    mail = opened(raw) if channel == "email" else None
    known = _known(mail)
    ours = together([ours_in(known.playbook) if known.playbook else NOTHING_OURS, ours_of(known.sent)])
    if mail is None:
        return explained_text(raw.decode("utf-8", "replace"), now(), ours=ours)
    return explained(mail, now(), ours=ours, answers_ours=known.answers_ours)


@dataclass(frozen=True)
class _Known:
    """What is known of whom a message is about, and what we say ourselves."""

    playbook: Playbook | None
    answers_ours: bool = False
    sent: tuple[str, ...] = ()


def _known(mail: Mail | None) -> _Known:
    """What the doors would know, where there is a ledger; else the playbook's folder, and by its form the address."""
    from settings import read_settings

    settings = read_settings()
    believed = mail is not None and _comes_to_us(mail.recipients, settings)
    if not settings.ledger_url and not (settings.home / "ledger.db").exists():
        return _Known(_of_folder(settings), believed)
    from gateway.sender_match import match_sender
    from ledger.engine import LedgerUnavailable
    from ledger.store import NoPlaybook

    try:
        with open_ledger(settings) as ledger:
            playbook = ledger.playbooks.rules().playbook
            found = match_sender(mail, ledger, settings.keys) if mail is not None else None
            answers_ours = found is not None and found.attempt is not None
            if found is None or found.is_colleague:
                return _Known(playbook, answers_ours)
            return _Known(playbook, answers_ours, tuple(ledger.words_sent(found.candidate_id)))
    except (LedgerUnavailable, NoPlaybook) as error:
        print(f"Read without the ledger: {error}", file=sys.stderr)
        return _Known(_of_folder(settings), believed)


def _comes_to_us(recipients: str, settings: Settings) -> bool:
    """Did it come to an address that looks signed, at the mailbox or domain that is set, if one is?"""
    from domain.replies.reply_address import looks_signed

    at = settings.answers_at
    return looks_signed(recipients, at) if at else _SOME_ADDRESS.search(recipients) is not None


def _of_folder(settings: Settings) -> Playbook | None:
    from ledger.playbooks.folder import BadPlaybook, read_playbook

    try:
        return read_playbook(settings.playbook, as_draft=True)
    except BadPlaybook as error:
        print(f"Read without the playbook, so its footers may be taken for theirs: {error}", file=sys.stderr)
        return None


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


def _about(found: Explanation) -> str:
    if not (found.message_id or found.recipient):
        return ""
    if found.kind not in _REPORTS:
        return f"it answers {found.message_id}"
    return " ".join(filter(None, ("our email", found.message_id, found.recipient and f"to {found.recipient}")))


def _line(line: str) -> str:
    """A line without characters that would steer the terminal; its indentation stays."""
    return printable(line)


def _lines(found: Explanation) -> list[str]:
    taken = _TAKEN[found.kind] if found.certain else _DOUBTFUL.get(found.kind, _TAKEN[found.kind])
    lines = [f"Taken for  {taken}", f"Why        {plain(found.why)}"]
    if found.closes:
        lines.append(f"Closes     {' and '.join(_CHANNELS[str(channel)] for channel in found.closes)}")
    elif found.kind not in ("noise", "reaction"):
        lines.append("Closes     nothing")
    if found.returns_on:
        lines.append(f"Back on    {found.returns_on:%a %d %b %Y}")
    if about := _about(found):
        lines.append(f"About      {plain(about)}")
    if found.own_words:
        lines += ["Their words", *(f"  {_line(line)}".rstrip() for line in found.own_words.splitlines())]
    return lines
