"""`find`: who is that? By name, address, number, id or job, from the ledger alone."""

from __future__ import annotations

import sys
from typing import Annotated, Any, Final

import typer

from domain.people.search_words import terms
from starter.cli.errors import Wrong
from starter.cli.options import AsJson
from starter.cli.output.formatting import print_json
from starter.cli.output.tables import print_table
from starter.cli.people import open_reader
from starter.wording.candidates import plain

_SHOWN: Final = 50


def find(
    text: Annotated[
        list[str], typer.Argument(metavar="TEXT", help="A name, address, number, id or job, or the start of one.")
    ],
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", min=1, metavar="N", help=f"Show at most this many (default: {_SHOWN}; with --json, all)."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Find candidates by name, address, number, id or job; case, accents and word order don't matter."""
    wanted = " ".join(text)
    if not terms(wanted):
        raise Wrong("Say who to look for: a name, an address, a number, an id or a job.")
    most = limit if limit is not None or as_json else _SHOWN
    with open_reader() as reader:
        rows, of_all = reader.find(wanted, limit=most)
    if as_json:
        print_json(rows)
    elif not rows:
        print(f"Nobody matches {plain(wanted)!r}; `followup list` shows everyone.")
    else:
        cells = [(r["name"], r["id"], r["email"] or "-", r["phone"] or "-", _jobs(r)) for r in rows]
        print_table(("Name", "ID", "Email", "Phone", "Job and stage"), cells, wide=4)
    if of_all > len(rows):
        print(
            f"These are the first {len(rows):,} of {of_all:,}; type more of it, or ask for more with --limit.",
            file=sys.stderr,
        )


def _jobs(row: dict[str, Any]) -> str:
    """`ENG-7 interview, OPS-1 applied`."""
    return ", ".join(f"{one['job']} {one['stage']}" for one in row["applications"]) or "-"
