"""Who of a file is here already, who is new, and who would be mixed up with somebody else (R17)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from settings import Settings
from starter.cli.people import open_reader
from starter.importing import Enrolment, Problem

if TYPE_CHECKING:
    from ledger.reading import Reader


@dataclass
class SortedOut:
    """The lines of a file: to be told, here with that application already, and not to be told."""

    new: list[Enrolment] = field(default_factory=list)
    here: list[Enrolment] = field(default_factory=list)
    bad: list[Problem] = field(default_factory=list)
    named: dict[int, str] = field(default_factory=dict)  # by line: the other name under which that person is here


@contextmanager
def reader_if_any(settings: Settings) -> Iterator[Reader | None]:
    """The ledger where there is one: a dry run needs none."""
    from ledger.engine import LedgerUnavailable

    try:
        opened = open_reader(settings)
    except LedgerUnavailable:
        yield None
        return
    with opened as reader:
        yield reader


def recognise(people: Sequence[Enrolment], reader: Reader | None) -> SortedOut:
    """Ask the ledger, in batches, by id and by address; it remembers those whose follow-up has ended, too.

    An id that is another person's there, by name and by address, is a mistake: their messages would be mixed up.
    """
    found = SortedOut()
    known = reader.people([one.candidate_id for one in people]) if reader else {}
    owning = reader.owners([(one.email, one.phone, one.country) for one in people]) if reader else [None] * len(people)
    if reader:
        known |= reader.people(sorted({owner for owner in owning if owner} - known.keys()))
    told: set[tuple[str, str]] = set()
    for one, owner in zip(people, owning, strict=True):
        ours = known.get(one.candidate_id)
        if ours and owner not in (one.candidate_id, ours["id"]) and ours["name"].lower() != one.name.lower():
            text = f"the id {one.candidate_id} is {ours['name']}'s, with another address; give {one.name} another id"
            found.bad.append(Problem(one.line, text))
            continue
        person = one.candidate_id if ours else owner or one.candidate_id
        keys = {(mark, one.job_id) for mark in (person, one.email, one.phone) if mark}
        here = one.job_id in known.get(person, {}).get("applications", [])
        (found.here if here or told & keys else found.new).append(one)
        name = known.get(person, {}).get("name", "")
        if name and one.name and name.lower() != one.name.lower():
            found.named[one.line] = name
        told |= keys
    return found


def by_person(people: Sequence[Enrolment]) -> list[list[Enrolment]]:
    """Lines that may be about one person, to be told one after the other: the first line gives the id (R17)."""
    group_of: dict[str, list[Enrolment]] = {}
    groups: dict[int, list[Enrolment]] = {}
    for one in people:
        marks = [mark for mark in (one.candidate_id, one.email, one.phone) if mark]
        parts = {id(group_of[mark]): group_of[mark] for mark in marks if mark in group_of}
        largest = max(parts.values(), key=len, default=[])
        for number, part in parts.items():
            if part is not largest:
                largest += part
                del groups[number]
        largest.append(one)
        groups[id(largest)] = largest
        for part in (largest if len(parts) > 1 else [one],):
            for member in part:
                group_of |= {mark: largest for mark in (member.candidate_id, member.email, member.phone) if mark}
    return [sorted(group, key=lambda one: one.line) for group in groups.values()]
