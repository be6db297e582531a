"""Which colleague is meant: `--recruiter Kim` finds Kim Park, as long as there is one Kim."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from domain.addresses import BadAddress, normal_email
from domain.views.workload import Colleague, OpenTask, called, merged
from starter.cli.errors import Wrong
from starter.wording.candidates import plain

HELP = "First name, full name or address."


def the_colleague(typed: str, known: Iterable[Colleague], *, quiet: bool = False) -> Colleague:
    """The one who is called so. Raises Wrong with the choices where several are; where nobody is, that is said on
    stderr unless `quiet`, and a person of that very name is given back, who has nothing.
    """
    people = list(known)
    if (found := _only_one(typed, people)) is not None:
        return found
    if not quiet and (others := [shown(one) for one in merged(people)]):
        listed = ", ".join(others[:_LISTED]) + (f" and {len(others) - _LISTED} more" if len(others) > _LISTED else "")
        print(f"Nobody on record is called {plain(typed)!r}; on record: {listed}.", file=sys.stderr)
    return Colleague("", typed.strip()) if "@" in typed else Colleague(typed.strip())


def a_colleague(typed: str, known: Iterable[Colleague]) -> Colleague:
    """The one who is meant where something is to come of it: somebody on record, or anybody who is given as
    `Name <address>`. Raises Wrong with the nearest known ones.
    """
    people = merged(known)
    if given := _WITH_ADDRESS.fullmatch(typed.strip()):
        email = _address(given["email"])
        return next((one for one in people if one.email.lower() == email), Colleague(given["name"].strip(' "'), email))
    if (found := _only_one(typed, people)) is not None:
        return found
    near = _nearest(typed, people)
    listed = f"; nearest are {', '.join(shown(one) for one in near)}" if near else ""
    new = f'"{plain(typed)} <name@company.example>"' if "@" not in typed else f'"Full Name <{plain(typed)}>"'
    raise Wrong(f"No colleague is called {plain(typed)!r}{listed}; for someone new, write {new}.")


def _only_one(typed: str, people: Iterable[Colleague]) -> Colleague | None:
    """The one who is called so; None where nobody is. Raises Wrong with the choices where several are."""
    fits = called(typed, people)
    if len(fits) > 1:
        choices = ", ".join(shown(one) for one in fits)
        raise Wrong(f"{len(fits)} colleagues are called {typed!r}; give the full name or the address: {choices}.")
    return fits[0] if fits else None


def _nearest(typed: str, people: Sequence[Colleague]) -> list[Colleague]:
    """Those whose name or address looks most like what was typed."""
    words = {word: one for one in people for word in (*one.name.lower().split(), one.name.lower(), one.email.lower())}
    found = get_close_matches(typed.strip().lower(), [word for word in words if word], n=3, cutoff=0.5)
    return list(dict.fromkeys(words[word] for word in found)) or list(people[:3])


def _address(text: str) -> str:
    try:
        return normal_email(text)
    except BadAddress as error:
        raise Wrong(f"{str(error).rstrip('.')}.") from None


_WITH_ADDRESS = re.compile(r"(?P<name>[^<>]*[^<>\s][^<>]*)<(?P<email>[^<>]+)>")
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
