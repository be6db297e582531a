"""Arguments and options that many commands share."""

from __future__ import annotations

import getpass
from typing import Annotated, Final

import typer

A_PERSON: Final = "a person"
"""Marks the arguments that name a candidate: `whom.about_people` looks for it."""

Ident = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help="The candidate: an id, or an address or full name that is theirs alone; `followup find` finds them.",
    ),
    A_PERSON,
]
Job = Annotated[str | None, typer.Option("--job", metavar="JOB", help="Which application, where they have several.")]
As = Annotated[
    str | None, typer.Option("--as", metavar="NAME", help="Your name, for the record (default: your login name).")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


def author(given: str | None) -> str:
    """Who says so: as typed, else the login name."""
    if given and given.strip():
        return given.strip()[:100]
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container's user without a name
        return "unknown"
