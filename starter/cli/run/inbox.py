"""`followup inbox`: what came in and has not reached a clock, a way in for mail, and what a message is taken for."""

from __future__ import annotations

import json
import sys
from base64 import b64decode
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from domain.one_line import printable
from settings import read_settings
from starter.cli.errors import Nobody, Wrong
from starter.cli.options import AsJson
from starter.cli.output.formatting import print_json
from starter.cli.output.tables import print_table
from starter.cli.people import open_ledger
from starter.cli.run.inbox_explain import explain
from starter.wording.candidates import beginning, plain
from starter.wording.instants import now, shown

inbox = typer.Typer(
    help="See what came in from the ATS and providers: what's waiting, and what couldn't be read.",
    invoke_without_command=True,
)

_STATES = {
    "waiting": "waits",
    "told": "told",
    "nothing": "nothing to pass on",
    "not_understood": "not understood",
}


_LARGEST = 60_000_000
"""Bytes of an email that is handed over."""

_NAME = 60
"""Characters of a name from outside that a line of the list shows; `inbox show` has more."""


inbox.command("explain")(explain)


@inbox.callback()
def _default(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        show_list()


@inbox.command("list")
def show_list(
    state: Annotated[
        str | None,
        typer.Option(help="waiting, not_understood, told or nothing (default: the first two).", metavar="STATE"),
    ] = None,
    limit: Annotated[int, typer.Option(help="Show at most this many, the latest ones.", min=1)] = 100,
    as_json: AsJson = False,
) -> None:
    """What's waiting to be passed on and what wasn't understood, oldest first."""
    from ledger.inbox.rows import STATES

    chosen = next((one for one in STATES if one == state), None)
    if state is not None and chosen is None:
        raise Wrong(f"There's no state {state!r}; use {', '.join(STATES)}.")
    with open_ledger() as ledger:
        rows = ledger.inbox.listing(chosen, limit=limit + 1)
    cut, rows = len(rows) > limit, rows[-limit:]
    if as_json:
        print_json(rows)
    elif not rows:
        print(
            f"Nothing in the inbox is {_STATES[state]}."
            if state
            else "The inbox is empty: everything has been passed on."
        )
    else:
        cells = [
            (
                str(r["number"]),
                shown(r["at"]),
                r["source"],
                beginning(r["kind"], _NAME),
                beginning(r["about"], _NAME) or "-",
                _STATES[r["state"]],
                beginning(_why(r), 200),
            )
            for r in rows
        ]
        print_table(("N", "When", "From", "Kind", "About", "State", "Why"), cells, wide=6)
    if cut:
        print(f"These are the last {limit:,}; ask for more with --limit.", file=sys.stderr)


@inbox.command()
def show(
    n: Annotated[int, typer.Argument(metavar="N", help="Its number in `inbox list`.")],
    as_json: AsJson = False,
) -> None:
    """Show one entry in full, with what was sent."""
    with open_ledger() as ledger:
        row = ledger.inbox.one(n)
    if row is None:
        raise Nobody(f"There's no number {n} in the inbox; `followup inbox` lists what's there.")
    if as_json:
        print_json(row)
        return
    print(f"From     {plain(row['source'])}, {beginning(row['kind'], 100)} (key {beginning(row['key'], 200)})")
    print(f"When     {shown(row['at'])}\nAbout    {beginning(row['about'], 200) or 'nobody known here'}")
    print(f"State    {_STATES[row['state']]}{', ' + shown(row['told_at']) if row['told_at'] else ''}")
    if why := _why(row):
        print(f"Why      {plain(why)}")
    print()
    print(_readable(row["body"]) if row["body"] else "Its text was deleted after FOLLOWUP_KEEP_BODIES.")


@inbox.command()
def retry(
    n: Annotated[int | None, typer.Argument(metavar="[N]", help="Its number in `inbox list`.")] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Everything that wasn't understood or is waiting for its next try.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Try it again once the problem is fixed; the gateway does so within seconds."""
    if (n is None) != every:
        raise Wrong("Say which one: `followup inbox retry N`, or --all.")
    with open_ledger() as ledger:
        count = ledger.inbox.retry(n)
        row = ledger.inbox.one(n) if n is not None else None
    if n is not None and row is None:
        raise Nobody(f"There's no number {n} in the inbox; `followup inbox` lists what's there.")
    if n is not None and not count:
        raise Wrong(f"The text of number {n} was deleted after FOLLOWUP_KEEP_BODIES, so it can't be tried again.")
    if as_json:
        print_json({"retried": count})
    elif count:
        which = f"Number {n} is" if n is not None else "One is" if count == 1 else f"{count} are"
        print(f"{which} tried again as soon as a gateway runs.")
    else:
        print("There's nothing to try again.")


@inbox.command()
def add(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="A raw email, or - for standard input.")],
    as_json: AsJson = False,
) -> None:
    """Add a raw email as if it had come in, so that any mail server can pass emails on. The same email counts once.

    In a pipe of Postfix or Exim write `followup inbox add - || exit 75`, so that what can't be kept now is tried again.
    """
    from domain.replies.mail.authentication_results import Authority, authority_of
    from gateway.webhooks.raw_mail import RawMails

    raw = _raw(file)
    settings = read_settings()
    # Nobody knows which server this email came by, so no server's word on its sender is believed.
    named = settings.imap_authserv
    authority = authority_of("", named) if named else Authority()
    with open_ledger(settings) as ledger:
        arrivals = RawMails(ledger, settings.keys, authority).arrivals(raw, now())
        arrival, new = arrivals[0], ledger.inbox.put(arrivals) > 0
    said = {"stored": new, "kind": arrival.kind, "about": arrival.about or None}
    if as_json:
        print_json(said)
    elif not new:
        print("This email is in the inbox already; nothing was added.")
    else:
        whom = f"about {arrival.about}" if arrival.about else "about nobody known here"
        print(f"In the inbox, {whom}; a running gateway passes it on within seconds.")


def _raw(file: str) -> bytes:
    try:
        raw = sys.stdin.buffer.read(_LARGEST + 1) if file == "-" else _beginning_of(Path(file))
    except OSError as error:
        raise Wrong(f"{file} can't be read ({error.strerror}).") from None
    if not raw.strip():
        raise Wrong("It doesn't contain an email." if file == "-" else f"{file} doesn't contain an email.")
    if len(raw) > _LARGEST:
        raise Wrong(f"It's larger than {_LARGEST // 1_000_000} MB, so it can't be an email.")
    return raw


def _beginning_of(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(_LARGEST + 1)


def _why(row: dict[str, Any]) -> str:
    if row["state"] == "waiting" and row["next_try_at"]:
        times = "once" if row["tries"] == 1 else f"{row['tries']} times"
        return f"{row['error']} Tried {times}, next {shown(row['next_try_at'])}."
    return str(row["error"]) or ("Deleted after FOLLOWUP_KEEP_BODIES." if row["state"] == "not_understood" else "")


def _readable(body: str) -> str:
    with suppress(ValueError):
        said = json.loads(body)
        unread = said.pop("unread", None) if isinstance(said, dict) else None
        body = json.dumps(said, ensure_ascii=False, indent=2)
        if isinstance(unread, dict):  # a mail that could not be read, as it was posted: lines are lines
            text = unread.get("text") or b64decode(str(unread.get("base64", ""))).decode("utf-8", "replace")
            body = "\n".join(filter(None, (body, str(unread.get("left_out", "")), str(text))))
    return "\n".join(_line(line) for line in body.splitlines())


def _line(line: str) -> str:
    """A line without characters that would steer the terminal; its indentation stays."""
    return printable(line).rstrip()
