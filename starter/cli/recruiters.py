"""Which colleague is meant: `--recruiter Kim` finds Kim Park, as long as there is one Kim."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from domain.workload import Colleague, OpenTask, called, merged
from starter.cli.failures import Wrong
from starter.cli.saying import plain

HELP = "First name, full name or address."


def the_colleague(typed: str, known: Iterable[Colleague], *, quiet: bool = False) -> Colleague:
    """The one who is called so. Raises Wrong with the choices where several are; where nobody is, that is said on
    stderr unless `quiet`, and a person of that very name is given back, who has nothing.
    """
    people = list(known)
    fits = called(typed, people)
    if len(fits) > 1:
        choices = ", ".join(shown(one) for one in fits)
        raise Wrong(f"{len(fits)} colleagues are called {typed!r}; give the full name or the address: {choices}.")
    if fits:
        return fits[0]
    if not quiet and (others := [shown(one) for one in merged(people)]):
        listed = ", ".join(others[:_LISTED]) + (f" and {len(others) - _LISTED} more" if len(others) > _LISTED else "")
        print(f"Nobody on record is called {plain(typed)!r}; on record: {listed}.", file=sys.stderr)
    return Colleague("", typed.strip()) if "@" in typed else Colleague(typed.strip())


_LISTED = 12


def shown(one: Colleague) -> str:
    """`Kim Park <kim@acme.example>`."""
    name, email = plain(one.name), plain(one.email)
    return f"{name} <{email}>" if name and email else name or email


def of_tasks(tasks: Iterable[OpenTask]) -> list[Colleague]:
    """Whom open tasks know: who has them to do, and to whom they were escalated."""
    found: list[Colleague] = []
    for task in tasks:
        found += [task.owner, Colleague("", task.assignee) if "@" in task.assignee else Colleague(task.assignee)]
        if task.escalated_at is not None:
            found += [task.about.manager, Colleague(task.escalated_to)]
    return found
