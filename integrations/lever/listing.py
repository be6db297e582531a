"""What Lever holds, as our own look at its lists finds it; `events.py` reads it beside what Lever's webhooks say.

Lever's hooks hold ids alone, and what they come to is asked for as they are told. Of five thousand people that would be
as many requests, so a list's own words are kept here, asked for with what belongs to them (`EXPANDED`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from integrations.arrivals import Entry
from integrations.ats.api import ApiAway
from integrations.ats.applications import LISTED
from integrations.ats.payload import kept
from integrations.ats.reconcile import Held, Here
from integrations.lever.client import EXPANDED, EXPANDED_OF_POSTING
from integrations.lever.events import ANONYMIZED, CONTACT_LISTED, CONTACT_MERGED, POSTING_CLOSED, SOURCE
from integrations.lever.lists import LeverLists, stamp

_DELETED: Final = "candidateDeleted"
_PEOPLE_AT_ONCE: Final = 500
_OF_AN_OPPORTUNITY: Final = (
    "id", "contact", "name", "emails", "phones", "stage", "lastAdvancedAt", "updatedAt", "archived", "archivedAt",
    "archiveReason", "createdAt", "owner", "tags", "sources", "dataProtection", "snoozedUntil",
)  # fmt: skip
_OF_AN_APPLICATION: Final = ("id", "posting", "createdAt")
_OF_A_POSTING: Final = ("id", "text", "categories", "owner", "hiringManager", "state")
_OF_A_COLLEAGUE: Final = ("id", "name", "email", "jobTitle")

Said = dict[str, Any]


class LeverListing:
    """One look through it. For one thread; what it has asked once, such as postings, it does not ask again."""

    source = SOURCE
    deletions = frozenset({_DELETED, ANONYMIZED})

    def __init__(self, lists: LeverLists, clock: Callable[[], datetime]) -> None:
        self._lists, self._clock = lists, clock
        self._began = lists.api.requests
        self._postings: dict[str, Said] | None = None
        self._reasons: dict[str, Said] | None = None
        self._shown: set[str] = set()  # opportunities
        self._closed: set[str] = set()  # postings of which it was told
        self._listed_as_deleted: set[str] = set()  # opportunities

    @property
    def requests(self) -> int:
        """How many have been made."""
        return self._lists.api.requests - self._began

    # ------------------------------------------------------------ everybody

    def everybody(self, since_at: datetime | None) -> Iterator[Sequence[Entry]]:
        """See `integrations.ats.reconcile.Listing`."""
        asked: dict[str, Any] = {"expand": EXPANDED}
        asked |= {"archived": "false"} if since_at is None else {"updated_at_start": stamp(since_at)}
        at = self._clock()
        for page in self._lists.pages("opportunities", asked):
            fresh = [one for one in page if _ident(one) not in self._shown]
            yield self._people(fresh, at)
            at = self._clock()
        if since_at is not None:
            yield self._deleted(since_at)

    def looked_up(self, held: Sequence[Held]) -> Iterator[Sequence[Entry]]:
        """See `integrations.ats.reconcile.Listing`."""
        for start in range(0, len(held), _PEOPLE_AT_ONCE):
            some, at = held[start : start + _PEOPLE_AT_ONCE], self._clock()
            found = {
                _ident(one): one
                for one in self._lists.opportunities_of((one.candidate for one in some), {"expand": EXPANDED})
            }
            gone: list[Held] = []
            entries: list[Entry] = []
            for one in some:
                opportunity = found.get(one.application)
                if opportunity is None:
                    at, opportunity = self._clock(), self._asked_for(one.application)
                if opportunity is None or opportunity.get("deletedAt"):
                    if one.application not in self._listed_as_deleted:  # else it has been told
                        gone.append(one)
                    continue
                if not opportunity:
                    continue  # not for our key to see, and so no word about it
                if (contact := _contact(opportunity)) and contact != one.candidate and self._is_gone(one.candidate):
                    data = {"contactId": contact, "mergedId": one.candidate, "opportunityId": one.application}
                    entries.append(_entry(CONTACT_MERGED, data, at, application=""))
                if opportunity.get("isAnonymized") is True:
                    entries.append(_entry(ANONYMIZED, {"contactId": contact, "opportunityId": one.application}, at))
                else:
                    entries += self._people([opportunity], at)
            yield entries
            yield [_entry(_DELETED, {"contactId": one.candidate, "opportunityId": one.application}, at) for one in gone]

    def soon(self, here: Here, ahead: Callable[[], Sequence[Held]]) -> Iterator[Sequence[Entry]]:
        """Nothing: Lever's webhooks tell of interviews."""
        yield from ()

    # ------------------------------------------------------------ people and their opportunities

    def _people(self, opportunities: Sequence[Said], at: datetime) -> list[Entry]:
        """Each person's details, then their opportunities; then which of the postings are closed."""
        entries: list[Entry] = []
        said: set[str] = set()
        postings: dict[str, Said] = {}
        for one in opportunities:
            ident, contact = _ident(one), _contact(one)
            if not ident or not contact or one.get("isAnonymized") is True or one.get("deletedAt"):
                continue
            self._shown.add(ident)
            if contact not in said:
                said.add(contact)
                theirs = [other for other in opportunities if _contact(other) == contact]
                allowed = False if any(_is_closed_to_us(other) for other in theirs) else None
                details = {"id": contact} | {name: one.get(name) for name in ("name", "emails", "phones")}
                data = {"contactId": contact, "contact": details, "mayBeContacted": allowed}
                entries.append(_entry(CONTACT_LISTED, data, at, application=""))
            posting = self._posting(one)
            if posting is not None and posting.get("state") == "closed":
                postings[_ident(posting)] = posting
            data = {
                "opportunityId": ident,
                "contactId": contact,
                "opportunity": _opportunity(one),
                "posting": _posting(posting) if posting else None,
                "reason": self._reason(one),
            }
            entries.append(_entry(LISTED, data, at))
        new = sorted(postings.keys() - self._closed)
        self._closed.update(new)
        return entries + [_entry(POSTING_CLOSED, {"postingId": ident}, at) for ident in new]

    def _posting(self, opportunity: Said) -> Said | None:
        """The posting that an opportunity is for."""
        ident = _posting_of(opportunity)
        if not ident:
            return None
        expand = {"expand": EXPANDED_OF_POSTING}
        if self._postings is None:
            self._postings = {_ident(one): one for one in self._lists.all("postings", expand)}
        if ident not in self._postings:  # confidential, or made just now
            self._postings[ident] = self._asked_for_posting(ident) or {}
        return self._postings[ident] or None

    def _asked_for_posting(self, ident: str) -> Said | None:
        try:
            return self._lists.one(f"postings/{ident}", {"expand": EXPANDED_OF_POSTING})
        except ApiAway as error:
            if error.ours:
                return None
            raise

    def _reason(self, opportunity: Said) -> Said | None:
        """Why an opportunity was archived."""
        archived = opportunity.get("archived")
        ident = (archived.get("reason") if isinstance(archived, dict) else None) or opportunity.get("archiveReason")
        if not isinstance(ident, str) or not ident:
            return None
        if self._reasons is None:
            self._reasons = {_ident(one): one for one in self._lists.all("archive_reasons")}
        found = self._reasons.get(ident, {})
        return {name: found.get(name) for name in ("id", "text", "type")} if found else None

    # ------------------------------------------------------------ what is gone

    def _deleted(self, since_at: datetime) -> list[Entry]:
        """What Lever lists as deleted; whoever reads it asks for each."""
        at = self._clock()
        try:
            found = self._lists.all("opportunities/deleted", {"deleted_at_start": stamp(since_at)})
        except ApiAway as error:
            if error.ours:  # a key may be kept from it; whoever is open here is asked for in any case
                return []
            raise
        lost = {ident: _contact(one) for one in found if (ident := _ident(one))}
        self._listed_as_deleted.update(lost)
        return [_entry(_DELETED, {"contactId": lost[ident], "opportunityId": ident}, at) for ident in sorted(lost)]

    def _asked_for(self, ident: str) -> Said | None:
        """An opportunity by its id: None where Lever has it no more, empty where our key may not see it."""
        try:
            return self._lists.one(f"opportunities/{ident}", {"expand": EXPANDED})
        except ApiAway as error:
            if error.ours:
                return {}
            raise

    def _is_gone(self, contact: str) -> bool:
        try:
            found = self._lists.one(f"contacts/{contact}")
        except ApiAway as error:
            if error.ours:
                return False
            raise
        return found is None


def _opportunity(one: Said) -> Said:
    """As much of an opportunity as is read."""
    found: Said = {name: one[name] for name in _OF_AN_OPPORTUNITY if name in one}
    found["owner"] = _colleague(one.get("owner"))
    stage = one.get("stage")
    ident = _ident(stage) if isinstance(stage, dict) else stage
    moves = one.get("stageChanges")
    found["stageChanges"] = [
        {name: move.get(name) for name in ("toStageId", "updatedAt")}
        for move in (moves if isinstance(moves, list) else ())
        if isinstance(move, dict) and move.get("toStageId") == ident
    ]
    applications = one.get("applications")
    found["applications"] = [
        {name: app.get(name) for name in _OF_AN_APPLICATION}
        for app in (applications if isinstance(applications, list) else ())
        if isinstance(app, dict)
    ][:1]
    return found


def _posting(posting: Said) -> Said:
    found: Said = {name: posting[name] for name in _OF_A_POSTING if name in posting}
    return found | {name: _colleague(posting.get(name)) for name in EXPANDED_OF_POSTING}


def _colleague(user: object) -> Said | None:
    return {name: user.get(name) for name in _OF_A_COLLEAGUE} if isinstance(user, dict) else None


def _posting_of(opportunity: Said) -> str:
    applications = opportunity.get("applications")
    first = next(iter(applications), None) if isinstance(applications, list) else None
    posting = first.get("posting") if isinstance(first, dict) else None
    return _ident(posting) if isinstance(posting, dict) else posting if isinstance(posting, str) else ""


def _is_closed_to_us(opportunity: Said) -> bool:
    """Does it say that this person is not to be contacted?"""
    said = opportunity.get("dataProtection")
    contact = said.get("contact") if isinstance(said, dict) else None
    return isinstance(contact, dict) and contact.get("allowed") is False


def _contact(opportunity: Said) -> str:
    found = opportunity.get("contact")
    return _ident(found) if isinstance(found, dict) else found if isinstance(found, str) else ""


def _entry(kind: str, data: Said, at: datetime, application: str | None = None) -> Entry:
    """As it is kept beside Lever's own words."""
    contact = data.get("contactId")
    return Entry(
        key="",
        kind=kind,
        about=f"{SOURCE}:{contact}" if contact else "",
        body=kept({"event": kind, "data": data}, at),
        application=str(data.get("opportunityId") or "") if application is None else application,
    )


def _ident(row: Mapping[str, Any]) -> str:
    value = row.get("id")
    return value if isinstance(value, str) else ""
