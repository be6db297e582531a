"""Whom a command is about: by id, or by an address or a full name that fits one person alone.

`people.found` reads every ID that is typed; this says what to do where it is none. Commands that tell or send make
sure first that the right person is meant, since a name may be somebody else's.
"""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final, get_args, get_type_hints

import typer

from domain.names import BadId, candidate_id
from starter.cli.errors import Failed, Nobody, Wrong
from starter.cli.options import A_PERSON
from starter.cli.people import View, status_of

if TYPE_CHECKING:
    from ledger.queries.reading import Reader

Yes = Annotated[
    bool, typer.Option("--yes", "-y", help="Don't ask whether it's the right person if ID is a name or an address.")
]

_LOOKING: Final = ("dry_run", "show")
"""Options with which a command that tells something only shows what it would be about."""

_CHANGES: Final = "changes"
"""An argument without which a command that tells something only looks."""

_LISTED: Final = 6
"""So many people of one name stand in the sentence; `followup find` has the others."""


@dataclass(frozen=True)
class Manner:
    """How the command that is run may take somebody who is not named by id."""

    tells: bool = False  # it says or sends something, so that a mistake would reach somebody
    as_json: bool = False  # a program reads the answer: only an id will do
    yes: bool = False  # nobody is to be asked


_ASKS: Final = Manner()
_manner: ContextVar[Manner] = ContextVar("manner", default=_ASKS)


@contextmanager
def taken_as(manner: Manner) -> Iterator[None]:
    """For as long as the block runs, people are taken in this manner."""
    token = _manner.set(manner)
    try:
        yield
    finally:
        _manner.reset(token)


def about_people(command: Callable[..., Any], *, tells: bool) -> Callable[..., Any]:
    """The command, with its own manner; one that tells something about a person takes --yes, if it does not yet.

    A command with an argument of another kind is left as it is.
    """
    hints = get_type_hints(command, include_extras=True)
    if not any(A_PERSON in get_args(hint) for hint in hints.values()):
        return command
    parameters = [one.replace(annotation=hints[one.name]) for one in inspect.signature(command).parameters.values()]
    asks_already = "yes" in hints

    @functools.wraps(command)
    def run(**given: Any) -> Any:
        yes = bool(given.get("yes") if asks_already else given.pop("yes", False))
        looks = any(given.get(name) for name in _LOOKING) or (_CHANGES in given and not given[_CHANGES])
        acts = (tells or bool(given.get("revoke"))) and not looks
        with taken_as(Manner(acts, bool(given.get("as_json")), yes)):
            return command(**given)

    if tells and not asks_already:
        parameters.append(inspect.Parameter("yes", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=Yes))
        hints["yes"] = Yes
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = hints
    return run


def fitting(reader: Reader, typed: str, wrong: BadId | None) -> str:
    """The id of the one person whose address or full name this is. `wrong`: why it can be no id.

    Raises Nobody, Wrong where several fit or nobody can be asked, and Failed where the answer is no.
    """
    text = typed.strip()
    ids = reader.reached_at(text) if "@" in text else reader.called(text)
    people = [view for ident in ids if (view := status_of(reader, ident)) is not None]
    if not people:
        raise _nobody(reader, text, wrong)
    if len(people) > 1:
        listed = "; ".join(_shown(person) for person in people[:_LISTED])
        more = f"; and {len(people) - _LISTED} more (`followup find`)" if len(people) > _LISTED else ""
        raise Wrong(f"{len(people)} people match {text!r}; give an id: {listed}{more}.")
    (person,) = people
    _make_sure(person, text)
    return person.id


def _nobody(reader: Reader, text: str, wrong: BadId | None) -> Exception:
    """Who may have been meant: those whom `find` finds, so that nobody has to type twice to learn an id."""
    near, many = reader.find(text, limit=3)
    if near:
        listed = "; ".join(_shown(person) for row in near if (person := status_of(reader, row["id"])) is not None)
        more = f"; and {many - len(near):,} more" if many > len(near) else ""
        return Nobody(f"{_none(text, wrong)}; `followup find` finds {listed}{more}.")
    if wrong is not None and ":" in text:
        return wrong
    hint = "`followup list` shows everyone (someone just enrolled shows up once a worker runs)"
    return Nobody(f"{_none(text, wrong)}; {hint}.")


def _none(text: str, wrong: BadId | None) -> str:
    if "@" in text:
        return f"Nobody has or had the address {text}"
    return f"There is no candidate called {text!r}" if wrong else f"There is no candidate {candidate_id(text)}"


def _make_sure(person: View, text: str) -> None:
    """Before something is told of somebody who was named otherwise than by id."""
    manner = _manner.get()
    if not manner.tells:
        return
    if manner.as_json:
        raise Wrong(f"With --json give the id instead of {text!r}: {_shown(person)}.")
    if not manner.yes and not sys.stdin.isatty():
        raise Wrong(f"{text!r} is {_shown(person)}; give the id, or add --yes (nobody is here to confirm it).")
    print(f"{_shown(person)}.", file=sys.stderr)
    if manner.yes:
        return
    print("Is that who you mean? [y/N] ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise Failed("Nothing was changed.")


def _shown(person: View) -> str:
    """`Ann Lee (manual:ann), interview for Compiler Engineer (ENG-7)`."""
    from starter.wording.candidates import job_of, plain

    name = plain(person.name)
    return ", ".join([f"{name} ({person.id})", *(f"{one.stage} for {job_of(one)}" for one in person.applications)])
