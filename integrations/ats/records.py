"""The records that an ATS has of people: several may be one person here, and one may be deleted or merged (R7, R17).

A deletion is about one record. The person goes on while another record of theirs is left, without a word about the one
that is gone; where none is left nothing is sent to them until they apply anew. Nothing says that they asked for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final, Protocol

from domain.addresses import BadAddress, normal_email, normal_phone
from domain.names import CLOSED_STAGES, Channel
from domain.state.consent import ATS_DELETED, ATS_SAYS
from domain.state.model import Application, CandidateState
from integrations.arrivals import Known, NotOnRecord, Reading
from integrations.ats.applications import NOBODY_HERE, state_of, told
from integrations.ats.payload import Said, read_object
from ledger.delivery.suppressions import SuppressionRequest

BY_HAND: Final = "manual:"
"""Begins the id of somebody whom a colleague enrolled: no record of an ATS, by which they could go on."""

GOES_ON: Final = "a second record of somebody who goes on here under another; nothing of it was open"


class Gone(Protocol):
    """How it is known of a source's records that they are gone."""

    def happened(self, known: Known, about: str, at: datetime) -> bool:
        """Was this one deleted by then?"""

    def went_into_another(self, known: Known, about: str, at: datetime) -> bool:
        """Was it merged into another by then, so that what was its own is that one's?"""


@dataclass(frozen=True, slots=True)
class Deletions:
    """As a source says it in its events, those of which are kept."""

    deleted: tuple[str, ...]  # kinds of events
    merged: tuple[str, ...]
    lost: tuple[str, ...]  # where an event of a merge names the record that went into another
    anonymized: str = ""  # a kind of event, which may be about less than a whole record
    is_whole: Callable[[Said], bool] = bool  # whether it is not

    def happened(self, known: Known, about: str, at: datetime) -> bool:
        """Did it say that this one was deleted?"""
        source = about.partition(":")[0]
        if known.reader.said_of(source, about, self.deleted, at):
            return True
        if not self.anonymized:
            return False
        return any(self.is_whole(_said(body)) for body in known.reader.said_of(source, about, (self.anonymized,), at))

    def went_into_another(self, known: Known, about: str, at: datetime) -> bool:
        """Did it say that this one was merged into another?"""
        source, _, ident = about.partition(":")
        bodies = known.reader.said_about(source, self.merged, ident, at)
        return any(_said(body).ident(*self.lost) == ident for body in bodies)


def _said(body: str) -> Said:
    return Said(read_object(body)).at("said")


def gone(
    known: Known,
    source: str,
    about: str,
    applications: Iterable[str] | None,
    at: datetime,
    how: Gone,
    *,
    emails: Sequence[str] = (),
    phones: Sequence[str] = (),
) -> Reading:
    """What follows from a record's being deleted in the ATS. `applications` None: all that the record has here;
    `emails` and `phones` are what came along.
    """
    # Looked at first: what has been told by then, the next look finds told, and waits until it is on record.
    others_wait = known.reader.others_wait_to_be_told(source, about, at)
    state = state_of(known, about)
    if state is None:
        return Reading(note=NOBODY_HERE, closes=tuple(closings_of(about, emails, phones, None, ATS_DELETED)))
    records = {app.application_id: _record_of(known, source, app, state) for app in state.applications}
    joined = {app.application_id: _records_joined(known, source, app, state) for app in state.applications}
    merged_into_another = about in state.joined or how.went_into_another(known, about, at)
    theirs = {*records.values()}.union(*joined.values())
    others = {record for record in theirs if _is_other(known, record, about, at)}
    living = {record for record in others if not how.happened(known, record, at)}
    is_last = not merged_into_another and not living
    if is_last:
        named = {*records}
    elif applications is not None:
        named = {*applications}
    else:
        named = {ident for ident, record in records.items() if record == about and not merged_into_another}
    if is_last and others_wait:
        raise NotOnRecord  # perhaps it is another record of theirs
    reason = f"deleted in {source.capitalize()}"
    tells = []
    if is_last:  # before all else, so that nothing is sent while the rest is told
        tells.append(told(source, about, "opted_out", f"deleted:{about}", at, reason=reason, deleted=True))
    for app in state.applications:
        if joined[app.application_id] & living:
            continue  # another record goes on with it
        if named & {app.application_id, *app.also} and app.stage not in CLOSED_STAGES:
            ident = f"deleted:{about}:{app.application_id}"
            fields = {"application_id": app.application_id, "reason": reason, "silently": True}
            tells.append(told(source, about, "withdrawn", ident, at, **fields))
    return Reading(tells=tuple(tells), note="" if tells else GOES_ON)


def _record_of(known: Known, source: str, app: Application, state: CandidateState) -> str:
    """The record that an application is of. Older ones do not say; then what came in last about it does. What was of a
    record that was merged is of the one under which they go on.
    """
    record = app.known_as or known.reader.last_said_of(source, app.application_id)
    return record if record and record not in state.joined else state.candidate.candidate_id


def _records_joined(known: Known, source: str, app: Application, state: CandidateState) -> set[str]:
    """The records that an application is of, where releases before joined numbers of several into one."""
    if not app.also:
        return set()
    said = (known.reader.last_said_of(source, ident) for ident in (app.application_id, *app.also))
    return {record for record in said if record and record not in state.joined}


def has_other_records(known: Known, source: str, about: str, state: CandidateState, at: datetime) -> bool:
    """Were they followed up here by another record, too, when this was said?"""
    return any(_is_other(known, _record_of(known, source, app, state), about, at) for app in state.applications)


def _is_other(known: Known, record: str, about: str, at: datetime) -> bool:
    """Is it another record of an ATS, of which we had heard by then?"""
    return record != about and not record.startswith(BY_HAND) and not known.reader.came_in_after(record, at)


def not_listed(
    known: Known,
    source: str,
    about: str,
    state: CandidateState,
    emails: Sequence[str] | None,
    phones: Sequence[str] | None,
    at: datetime,
) -> list[str]:
    """Which of their addresses the ATS does not have any more: `email`, `phone`. None: it does not say.

    Where they have another record, the address may be that one's, and nothing is taken away.
    """
    mine, found = state.candidate, []
    if emails is not None and mine.email and mine.email not in (_normal(normal_email, one) for one in emails):
        found.append("email")
    if phones is not None and mine.phone:
        listed = (_normal(partial(normal_phone, country=mine.country), one) for one in phones)
        if mine.phone not in listed:
            found.append("phone")
    return found if found and not has_other_records(known, source, about, state, at) else []


def _normal(normal: Callable[[str], str], text: str) -> str:
    try:
        return normal(text)
    except BadAddress:
        return text.strip()


def closings_of(
    about: str, emails: Sequence[str], phones: Sequence[str], channel: Channel | None, reason: str
) -> Iterator[SuppressionRequest]:
    """The addresses of a record of nobody here, closed without a clock of their own: each by itself."""
    for email in emails:
        yield SuppressionRequest("close", channel, reason, email=email, candidate_id=about)
    for phone in phones:
        yield SuppressionRequest("close", Channel.SMS, reason, phone=phone, candidate_id=about)


def not_to_be_mailed(about: str, emails: Sequence[str]) -> Reading:
    """Somebody who is not followed up here is not to be mailed: that holds for the address, and starts no clock."""
    return Reading(note=NOBODY_HERE, closes=tuple(closings_of(about, emails, (), Channel.EMAIL, ATS_SAYS)))


def merged(known: Known, source: str, lost: str, stays: str, at: datetime) -> Reading:
    """One record was merged into another: told to the one who stays, once what was said of both is on record."""
    lost_id, stays_id = f"{source}:{lost}", f"{source}:{stays}"
    waits = known.reader.waits_to_be_told(lost_id, at)  # before the look whether they are here: see `gone`
    here = [state_of(known, ident) is not None for ident in (lost_id, stays_id)]
    if not here[0] and waits:
        raise NotOnRecord
    if not any(here):
        return Reading(note=NOBODY_HERE, joins=((lost_id, stays_id),))
    tell = told(source, stays_id, "candidate_merged", f"merged:{lost}:{stays}", at, merged_id=lost_id)
    return Reading(tells=(tell,))
