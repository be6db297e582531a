"""`followup inbox`: what came in at the gateway and has not reached a clock, and what a message would be taken for."""

from __future__ import annotations

import json
import sys
from base64 import b64decode
from contextlib import suppress
from typing import Annotated, Any

import typer

from starter.cli.explaining import explain
from starter.cli.failures import Nobody, Wrong
from starter.cli.instants import shown
from starter.cli.options import AsJson
from starter.cli.people import open_ledger
from starter.cli.saying import beginning, plain, print_json, print_table

inbox = typer.Typer(
    help="What came in from the ATS and the providers: what waits, and what was not understood.",
    invoke_without_command=True,
)

_STATES = {
    "waiting": "waits",
    "told": "told",
    "nothing": "nothing to tell",
    "not_understood": "not understood",
}


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
    limit: Annotated[int, typer.Option(help="The last so many.", min=1)] = 100,
    as_json: AsJson = False,
) -> None:
    """What waits to be told and what was not understood, oldest first."""
    from ledger.inbox import STATES

    chosen = next((one for one in STATES if one == state), None)
    if state is not None and chosen is None:
        raise Wrong(f"There is no state {state!r}; write {', '.join(STATES)}.")
    with open_ledger() as ledger:
        rows = ledger.inbox.listing(chosen, limit=limit + 1)
    cut, rows = len(rows) > limit, rows[-limit:]
    if as_json:
        print_json(rows)
    elif not rows:
        print(f"Nothing in the inbox is {_STATES[state]}." if state else "The inbox is empty: all is told.")
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
    """One entry in full, with what was sent."""
    with open_ledger() as ledger:
        row = ledger.inbox.one(n)
    if row is None:
        raise Nobody(f"There is no number {n} in the inbox; `followup inbox` lists what is there.")
    if as_json:
        print_json(row)
        return
    print(f"From     {plain(row['source'])}, {beginning(row['kind'], 100)} (key {beginning(row['key'], 200)})")
    print(f"When     {shown(row['at'])}\nAbout    {beginning(row['about'], 200) or 'nobody who is known here'}")
    print(f"State    {_STATES[row['state']]}{', ' + shown(row['told_at']) if row['told_at'] else ''}")
    if why := _why(row):
        print(f"Why      {plain(why)}")
    print()
    print(_readable(row["body"]) if row["body"] else "Its body has been forgotten, as FOLLOWUP_KEEP_BODIES says.")


@inbox.command()
def retry(
    n: Annotated[int | None, typer.Argument(metavar="[N]", help="Its number in `inbox list`.")] = None,
    every: Annotated[
        bool, typer.Option("--all", help="All that was not understood or waits for its next try.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Have it tried again, after what was wrong has been put right; the gateway does so within seconds."""
    if (n is None) != every:
        raise Wrong("Say which one: `followup inbox retry N`, or --all.")
    with open_ledger() as ledger:
        count = ledger.inbox.retry(n)
        row = ledger.inbox.one(n) if n is not None else None
    if n is not None and row is None:
        raise Nobody(f"There is no number {n} in the inbox; `followup inbox` lists what is there.")
    if n is not None and not count:
        raise Wrong(f"The body of number {n} has been forgotten (FOLLOWUP_KEEP_BODIES), so it cannot be tried again.")
    if as_json:
        print_json({"retried": count})
    elif count:
        which = f"Number {n} is" if n is not None else "One is" if count == 1 else f"{count} are"
        print(f"{which} tried again as soon as a gateway runs.")
    else:
        print("There is nothing to try again.")


def _why(row: dict[str, Any]) -> str:
    if row["state"] == "waiting" and row["next_try_at"]:
        times = "once" if row["tries"] == 1 else f"{row['tries']} times"
        return f"{row['error']} Tried {times}, next {shown(row['next_try_at'])}."
    return str(row["error"]) or ("Forgotten, as FOLLOWUP_KEEP_BODIES says." if row["state"] == "not_understood" else "")


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
    return "".join(c if c.isprintable() else " " for c in line).rstrip()
