"""Arguments and options that many commands share."""

from __future__ import annotations

import functools
import getpass
import inspect
from collections.abc import Callable
from dataclasses import is_dataclass
from typing import Annotated, Any, Final, get_type_hints

import typer

A_PERSON: Final = "a person"
"""Marks the arguments that name a candidate: `whom.about_people` looks for it."""

Ident = Annotated[
    str,
    typer.Argument(
        metavar="ID",
        help="The candidate: an id, or an address or full name that only they have; `followup find` finds them.",
    ),
    A_PERSON,
]
Job = Annotated[str | None, typer.Option("--job", metavar="JOB", help="Which application, if they have several.")]
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


def spread(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command that takes what many share as one object, a dataclass, as Typer reads it: what has to be given, the
    command's own options, the other ones. A command without such an object is left as it is.
    """
    hints = get_type_hints(command, include_extras=True)
    name = next((name for name, hint in hints.items() if is_dataclass(hint)), None)
    if name is None:
        return command
    bundle = hints.pop(name)
    made_of = inspect.signature(bundle).parameters
    # What a subclass adds stands before what all share.
    shared = [made_of[field] for cls in bundle.__mro__ for field in inspect.get_annotations(cls)]

    @functools.wraps(command)
    def run(**given: Any) -> Any:
        return command(**{name: bundle(**{field: given.pop(field) for field in made_of})}, **given)

    own = [one for one in inspect.signature(command).parameters.values() if one.name != name]
    parameters = [
        *(one for one in shared if one.default is one.empty),
        *own,
        *(one for one in shared if one.default is not one.empty),
    ]
    run.__annotations__ = hints = hints | get_type_hints(bundle, include_extras=True)
    run.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [one.replace(kind=one.KEYWORD_ONLY, annotation=hints[one.name]) for one in parameters]
    )
    return run
