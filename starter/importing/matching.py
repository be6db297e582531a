"""Who of a file is here already, who is new, and who would be mixed up with somebody else (R17)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from domain.names import CLOSED_STAGES
from domain.people.person_names import agree, comparable
from domain.reducers.coming_in import another_after, closed_since
from domain.state.model import CandidateState
from starter.importing.lines import Enrolment, Problem

if TYPE_CHECKING:
    from ledger.queries.reading import Reader


_BY_HAND: Final = "manual:"
"""Begins an id that a colleague gave."""


@dataclass
class SortedOut:
    """The lines of a file: to be told, here with that application already, and not to be told."""

    new: list[Enrolment] = field(default_factory=list)
    here: list[Enrolment] = field(default_factory=list)
    bad: list[Problem] = field(default_factory=list)
    named: dict[int, str] = field(default_factory=dict)  # by line: the other name under which that person is here
    owner: dict[int, str] = field(default_factory=dict)  # by line: the id under which they are here already
    sharing: list[Problem] = field(default_factory=list)  # people with a number that is somebody else's, too
    closed: list[Enrolment] = field(default_factory=list)  # of `here`: open in the file, and closed before
    again: list[int] = field(default_factory=list)  # lines of those who apply again, after they were turned down


def recognise(people: Sequence[Enrolment], reader: Reader | None) -> SortedOut:
    """Ask the ledger, in batches, by id and by address; it remembers those whose follow-up has ended, too.

    An id that is another person's there, by name and by address, is a mistake: their messages would be mixed up. An
    ATS's own id is not typed, and comes first, whatever they are called and write from now (R17).
    """
    found = SortedOut()
    people = _by_number(people)
    known = reader.people([one.candidate_id for one in people]) if reader else {}
    wanted = [(one.email, one.phone, one.country, one.name) for one in people]
    owning = reader.owners(wanted) if reader else [None] * len(people)
    if reader:
        known |= reader.people(sorted({owner for owner in owning if owner} - known.keys()))
    standings = reader.standings(sorted(known)) if reader else {}
    told: dict[tuple[str, str], Enrolment] = {}  # by person and application: the line of this file that stands
    for one, owner in zip(people, owning, strict=True):
        ours = known.get(one.candidate_id)
        mixed_up = ours and owner not in (one.candidate_id, ours["id"]) and not agree(ours["name"], one.name)
        if ours and mixed_up and one.candidate_id.startswith(_BY_HAND):
            text = f"the id {one.candidate_id} is {ours['name']}'s, with another address; give {one.name} another id"
            found.bad.append(Problem(one.line, text))
            continue
        person = one.candidate_id if ours else owner or one.candidate_id
        keys = {(mark, one.application_id) for mark in (person, one.email) if mark}
        before = [told[key] for key in keys if key in told]
        told_as = _to_tell(one, standings.get(person, []), reader, person)
        if told_as is not None and before:
            told_as = _again_after(told_as, before)
        if told_as is not None:
            found.new.append(told_as)
            told |= dict.fromkeys(keys, told_as)
            if told_as.again:
                found.again.append(one.line)
        else:
            found.here.append(one)
            if one.fact.get("stage") not in CLOSED_STAGES and _is_closed(one, standings.get(person, []), before):
                found.closed.append(one)
        name = known.get(person, {}).get("name", "")
        if name:
            found.owner[one.line] = known[person]["id"]
            if one.name and not agree(name, one.name):
                found.named[one.line] = name
    _name_those_who_share(found, reader, {one.line: owner for one, owner in zip(people, owning, strict=True) if owner})
    return found


def _to_tell(
    one: Enrolment, standings: Sequence[dict[str, str]], reader: Reader | None, person: str
) -> Enrolment | None:
    """The line as it is told; None where they are here with that application already.

    One for a job that they were turned down for is a new one, where they applied later than that (R17).
    """
    same = [app for app in standings if app["application_id"] == one.application_id]
    own_number = one.application_id != one.job_id
    of_job = [app for app in standings if app["job_id"] == one.job_id]
    if own_number and not same:
        return None if any(app["stage"] not in CLOSED_STAGES for app in of_job) else one
    theirs = same or of_job
    if not theirs:
        return one
    if any("unplaced" in app for app in theirs) and not one.fact.get("unplaced"):
        return replace(one, placed=True)
    if any(app["stage"] not in CLOSED_STAGES for app in theirs) or reader is None:
        return None
    if one.applied_from is None or one.fact.get("stage") in CLOSED_STAGES:
        return None
    ids = {app["application_id"] for app in theirs}
    snapshot = reader.snapshot(reader.owner_of(person))
    apps = CandidateState.model_validate(snapshot).applications if snapshot else ()
    closed = [closed_since(app) for app in apps if app.application_id in ids]
    if not closed or one.applied_from <= max(closed):
        return None
    # As the file calls it, not under the number that was turned down: the ATS gives the new one a number of its own.
    return replace(one, again=one.fact["applied_at"][:10])


def _is_closed(one: Enrolment, standings: Sequence[dict[str, str]], before: Sequence[Enrolment]) -> bool:
    """Is their application for that job closed, by the record or by the lines before?"""
    stages = [other.fact.get("stage") for other in before]
    stages += [app["stage"] for app in standings if one.job_id == app["job_id"]] if not before else []
    return bool(stages) and all(stage in CLOSED_STAGES for stage in stages)


def _again_after(one: Enrolment, before: Sequence[Enrolment]) -> Enrolment | None:
    """The line as one of another application, where those before it in the file were closed as they made it."""
    if one.fact.get("stage") in CLOSED_STAGES or one.applied_from is None:
        return None
    for other in before:
        told, last = (other.fact.get(name) for name in ("applied_at", "last_contact_at"))
        since = another_after(told and datetime.fromisoformat(told), last and datetime.fromisoformat(last))
        if other.fact.get("stage") not in CLOSED_STAGES or since is None or one.applied_from <= since:
            return None
    return replace(one, again=one.fact["applied_at"][:10])


def _by_number(people: Sequence[Enrolment]) -> list[Enrolment]:
    """Lines of one file with the same number and name, and no two email addresses, are about one person (R17)."""
    seen: dict[str, list[tuple[str, str, set[str]]]] = {}  # by number: id, name, and email addresses
    made: list[Enrolment] = []
    for one in people:
        here = one
        if one.phone:
            others = seen.setdefault(one.phone, [])
            for ident, name, mails in others:
                if agree(name, one.name) and not (one.email and mails and one.email not in mails):
                    here = replace(one, candidate_id=ident) if one.made else one
                    mails |= {one.email} - {""}
                    break
            else:
                others.append((one.candidate_id, one.name, {one.email} - {""}))
        made.append(here)
    return made


def _apart(one: Enrolment, other: Enrolment) -> bool:
    return bool(one.email and other.email and one.email != other.email)


def _name_those_who_share(found: SortedOut, reader: Reader | None, owning: Mapping[int, str]) -> None:
    """Who has a number that is another person's, too: in the file, and on record. `owning`: whose a line is."""
    with_phone = [one for one in found.new if one.phone]
    theirs = reader.sharing([(one.phone, one.country) for one in with_phone]) if reader and with_phone else []
    known = reader.people(sorted({ident for ident in theirs if ident})) if reader else {}
    first: dict[str, Enrolment] = {}
    for at, one in enumerate(with_phone):
        other = first.setdefault(one.phone, one)
        ident = theirs[at] if theirs else None
        mine = (one.candidate_id, found.owner.get(one.line), owning.get(one.line))
        if ident and ident not in mine:
            name = known[ident]["name"] if ident in known else "somebody who has just come in"
            text = f"{one.name} shares the number {one.phone} with {name} ({ident})"
        elif (
            other is not one
            and other.candidate_id not in mine
            and (_apart(one, other) or not agree(one.name, other.name))
        ):
            text = f"{one.name} shares the number {one.phone} with {other.name} (line {other.line})"
        else:
            continue
        found.sharing.append(Problem(one.line, f"{text}; they are followed up as two people"))


def by_person(people: Sequence[Enrolment]) -> list[list[Enrolment]]:
    """Lines that may be about one person, to be told one after the other: the first line gives the id (R17)."""
    group_of: dict[str, list[Enrolment]] = {}
    groups: dict[int, list[Enrolment]] = {}
    for one in people:
        marks = _marks(one)
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
                group_of |= dict.fromkeys(_marks(member), largest)
    return [sorted(group, key=lambda one: one.line) for group in groups.values()]


def _marks(one: Enrolment) -> list[str]:
    """By what they may be the same person as in another line: the number with the name alone (R17)."""
    number = f"{one.phone} {comparable(one.name)}" if one.phone else ""
    return [mark for mark in (one.candidate_id, one.email, number) if mark]
