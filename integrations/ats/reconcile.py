"""What an ATS holds, compared with what is on record here: the differences go into the inbox, and from there they are
told as hooks tell them.

A listing says it in the words of its ATS's own hooks, so that one reading serves both. Each is read at once, against
the record, and kept only where what follows would change something: people of whom nothing is new cost nothing here.
What is kept is read again as it is told, by when a hook may have said the same. So it is harmless to do it again, also
where it broke off in the middle.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Final, NamedTuple, Protocol

from domain.commands import Untellable, signal_fact
from domain.events import Event
from domain.names import digest
from domain.reducers.evolve import evolve
from domain.state.model import Application, CandidateState
from integrations.arrivals import Entry, Known, NotNow, NotUnderstood, NotYet, OutgoingSignal, RowReader
from integrations.ats.applications import LISTED
from integrations.ats.payload import HEARD, read_object, standing_in
from ledger.inbox.rows import Arrival
from ledger.queries.positions import PositionHeard
from ledger.store import Ledger

_PAGE: Final = 200

MOST_GONE: Final = 10
"""So many people may be gone at once, or a twentieth of all: more is what a lost permission looks like."""


RECENT: Final = timedelta(days=30)
"""How far back it is asked what has changed, where nobody looked before."""


class Held(NamedTuple):
    """An application that is open here, as its ATS has it."""

    candidate: str  # the ATS's own id of the record
    application: str
    interviews: tuple[str, ...] = ()  # ids, as they are known here, of those that lie ahead


class Listing(Protocol):
    """What one ATS holds. All methods raise ApiAway, ApiRefuses and BrokenOff."""

    @property
    def source(self) -> str:
        """The first part of the ids of its people."""

    @property
    def deletions(self) -> Collection[str]:
        """The kinds of entry that say that something is gone."""

    @property
    def requests(self) -> int:
        """How many have been made."""

    def everybody(self, since: datetime | None) -> Iterator[Sequence[Entry]]:
        """Everybody who is open there, a page at a time: the person's details, then each application and what belongs
        to it. `since`: only what has changed from then on.
        """

    def looked_up(self, held: Sequence[Held]) -> Iterator[Sequence[Entry]]:
        """What became of these, of which no list says anything: asked for by their ids. A deletion is told for what is
        certainly gone, a merge for what went on under another record.
        """

    def soon(self, here: Here, ahead: Callable[[], Sequence[Held]]) -> Iterator[Sequence[Entry]]:
        """What cannot wait for the night, such as interviews: of those applications that are `here`. `ahead` are those
        with interviews that lie ahead, for a first look; it takes long.
        """


Here = Callable[[Collection[str]], "Sequence[Held]"]
"""Which of these applications, by the ATS's ids, are followed up here."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the ATS says and the record does not. Personal: `name`."""

    about: str
    name: str
    what: str
    """For people: `stage: Applied → Interview`."""
    kind: str
    """The hook's word that says so."""


@dataclass(slots=True)
class Outcome:
    """What came of looking."""

    looked_at: int = 0
    differences: list[Difference] = field(default_factory=list)
    kept: int = 0
    """How many of them were not in the inbox yet."""
    not_understood: int = 0
    not_believed: int = 0
    """People who would be gone, and are so many that it is not believed."""


class Reconciliation:
    """One look at what an ATS holds."""

    def __init__(
        self, ledger: Ledger, listing: Listing, reader: RowReader, clock: Callable[[], datetime], *, dry: bool = False
    ) -> None:
        """`reader`: of the ATS's rows in the inbox. `dry`: nothing is kept."""
        self._ledger, self._listing, self._reader, self._clock = ledger, listing, reader, clock
        self._dry = dry
        self._coming: set[str] = set()  # applications that nobody has here, and that this look brings in
        self.outcome = Outcome()

    def everybody(
        self,
        since: datetime | None = None,
        *,
        recent: datetime | None = None,
        believe_all: bool = False,
        tell: Callable[[Outcome], None] | None = None,
    ) -> Outcome:
        """Compare all that is open on either side, and what has changed there since `recent`: something that is closed
        here may be closed otherwise there. With `since` only what has changed from then on, and then nothing is looked
        for that is gone. `tell` hears how far it is. Raises ApiAway, ApiRefuses, BrokenOff, LedgerUnavailable,
        NoPlaybook.
        """
        seen: dict[str, str] = {}  # records of people, and applications with the record that each is of
        said: set[str] = set()
        second: list[Entry] = []
        for start in (None, recent or self._clock() - RECENT) if since is None else (since,):
            for page in self._listing.everybody(start):
                fresh = []
                for entry in page:
                    if (word := digest(entry.kind, entry.about, entry.application, _said(entry.body))) not in said:
                        said.add(word)
                        fresh.append(entry)
                later = [entry for entry in fresh if self._first_of(entry)]
                second += later
                self._compare([entry for entry in fresh if entry not in later])
                for entry in fresh:
                    if entry.kind == LISTED or not entry.application:
                        seen[entry.application or entry.about] = entry.about
                if tell is not None:
                    tell(self.outcome)
        if since is None:
            second += self._look_up(seen, believe_all=believe_all)
        left: dict[str, Entry] = {}  # of each person, and of each application, the first that is shown at all
        for entry in second:
            first = self._first_of(entry)
            if not first or first == _MOVED:
                left.setdefault(f"{entry.application}{entry.about}", entry)
            elif first not in seen:
                left.setdefault(first, standing_in(entry) if entry.application else entry)
        self._compare(list(left.values()))
        return self.outcome

    def _look_up(self, seen: Mapping[str, str], *, believe_all: bool) -> list[Entry]:
        """What became of those who are open here and of whom the list says nothing, or under another record. Returned
        is what waits for a merge to be told.
        """
        mine, deletions = f"{self._listing.source}:", self._listing.deletions
        here = list(self.held())
        left = [one for one in here if seen.get(one.application) != f"{mine}{one.candidate}"]
        gone: list[Entry] = []
        moved: list[Entry] = []
        for page in self._listing.looked_up(left):
            gone += [entry for entry in page if entry.kind in deletions]
            moved += (later := [one for one in page if one.kind == LISTED and self._first_of(one) == _MOVED])
            rest = [one for one in page if one.kind not in deletions and one not in later]
            self._compare([one for one in rest if self._second_of(one) not in seen])
        people = {entry.about for entry in gone}
        if len(people) > max(MOST_GONE, len({one.candidate for one in here}) // 20) and not believe_all:
            self.outcome.not_believed = len(people)
        else:
            self._compare(gone)
        return moved

    def soon(self) -> Outcome:
        """Compare what cannot wait for the night. Raises as `everybody`."""

        def ahead() -> list[Held]:
            return [one for one in self.held() if one.interviews]

        for page in self._listing.soon(self.here, ahead):
            self._compare(page)
        return self.outcome

    def held(self) -> Iterator[Held]:
        """The applications of this ATS that are open here."""
        after = ""
        while ids := self._ledger.waiting.ids(after, _PAGE):
            for state, _ in self._ledger.waiting.page(after, _PAGE):
                yield from (one for app in state.applications if (one := self._held(state, app)) is not None)
            after = ids[-1]

    def here(self, applications: Collection[str]) -> list[Held]:
        """Those of these applications that are open here."""
        found = []
        for ident in sorted({*applications}):
            for row in self._ledger.holders(ident):
                state = self._state(str(row["candidate_id"]))
                app = state.meant(ident) if state else None
                if state and app and (one := self._held(state, app)) is not None:
                    found.append(one)
        return found

    def _held(self, state: CandidateState, app: Application) -> Held | None:
        mine, now = f"{self._listing.source}:", self._clock()
        record = app.known_as or state.candidate.candidate_id
        if app.is_closed or not record.startswith(mine):
            return None
        ahead = (one for one in app.interviews if not one.cancelled_at and not one.held_at and one.ends_at > now)
        return Held(record.removeprefix(mine), app.application_id, tuple(one.interview_id for one in ahead))

    # ------------------------------------------------------------ one page

    def _first_of(self, entry: Entry) -> str:
        """Where a person, or an application of theirs, has two records there and is one here: the one that it goes by.
        What that one shows counts as long as it is shown; else either would change it back each night.
        """
        if not entry.about or (entry.application and entry.kind != LISTED):
            return ""
        owner = self._ledger.owner_of(entry.about)
        if not entry.application:
            return owner if owner != entry.about and owner.startswith(f"{self._listing.source}:") else ""
        others = {self._ledger.owner_of(str(row["candidate_id"])) for row in self._ledger.holders(entry.application)}
        if others - {owner}:
            return _MOVED  # its record went into another one, which is told first
        state = self._state(owner)
        app = state.meant(entry.application) if state else None
        return app.application_id if app is not None and app.application_id != entry.application else ""

    def _second_of(self, entry: Entry) -> str:
        """The record that a person goes by, where this shows the details of another one of theirs."""
        return "" if entry.application else self._first_of(entry)

    def _compare(self, page: Sequence[Entry]) -> None:
        known = Known(self._ledger.playbooks.rules().playbook, self._ledger, self._clock())
        arrivals = []
        for entry in page:
            self.outcome.looked_at += 1
            found = self._difference(entry, known)
            if found is None:
                continue
            difference, key = found
            self.outcome.differences.append(difference)
            what = (self._listing.source, key, entry.kind, entry.about, entry.body, known.now)
            arrivals.append(Arrival(*what, application=entry.application, wishes=entry.wishes))
        if arrivals and not self._dry:
            self.outcome.kept += self._ledger.inbox.put(arrivals)

    def _difference(self, entry: Entry, known: Known) -> tuple[Difference, str] | None:
        """What an entry would change, with the key under which it is kept; None where that is nothing."""
        state = self._state(entry.about) if entry.about else None
        # Said again after something else was put on record, it is another word; until then it is the same.
        position = str(state.position.seq) if state else ""
        key = f"sync:{digest(entry.kind, entry.about, _said(entry.body), position, size=40)}"
        try:
            reading = self._reader.read(replace(entry, key=key), known)
        except NotUnderstood:
            self.outcome.not_understood += 1
            return None
        except NotYet as error:  # something waits to be on record; then this is compared with it
            if error.application:  # of somebody whom this look brings in, or of nobody here
                word = Difference(entry.about, "", f"more about the application {error.application}", entry.kind)
                return (word, key) if error.application in self._coming else None
            if state is None and not entry.application:
                return None
            return Difference(entry.about, _name(state), str(error), entry.kind), key
        except NotNow as error:  # likewise, once the ATS says more
            if state is None and not entry.application:
                return None
            return Difference(entry.about, _name(state), str(error), entry.kind), key
        tells = [one for one in reading.tells if self._changes(one, entry, known)]
        news = [one for one in reading.positions if self._is_news(one)]
        if not tells and not news:
            return None
        if entry.kind == LISTED:
            self._coming.add(entry.application)
        what = _what(state, tells, known.now) if tells else "a job is open" if news[0].is_open else "a job is closed"
        return Difference(entry.about, _name(state) or _named(tells), what, entry.kind), key

    def _changes(self, tell: OutgoingSignal, entry: Entry, known: Known) -> bool:
        """Would this be news to the clock that it is told to?"""
        state = self._state(tell.candidate_id)
        if state is None:
            return True
        fact = _fact(tell, known.now)
        if fact is None:  # a stage that nobody can read: a colleague is asked once
            name, app = str(tell.fact.get("stage", "")), state.meant(str(tell.fact.get("application_id", "")))
            if app is not None and app.unplaced == name:
                return False
            said = known.reader.said_of(self._listing.source, entry.about, (entry.kind,), known.now)
            words = entry.application if entry.kind in self._listing.deletions else json.dumps(name)
            return not any(words in body for body in said)
        return _counts(evolve(state, fact)) != _counts(state)

    def _is_news(self, heard: PositionHeard) -> bool:
        here = self._positions.get(heard.job)
        return heard.is_open if here is None else bool(here["is_open"]) and not heard.is_open

    @cached_property
    def _positions(self) -> dict[str, dict[str, Any]]:
        return self._ledger.positions.about()

    def _state(self, candidate_id: str) -> CandidateState | None:
        snapshot = self._ledger.snapshot(self._ledger.owner_of(candidate_id))
        return CandidateState.model_validate(snapshot) if snapshot else None


_MOVED: Final = "moved"

_BOOKKEEPING: Final = {"pending", "seen", "tail", "position", "decision", "early", "schema_number"}
_OF_APPLICATION: Final = {"placed_at", "placed_by"}


def _counts(state: CandidateState) -> dict[str, Any]:
    """What of a state is about the person: all but how it is kept, and who said it last."""
    return state.model_dump(exclude={**dict.fromkeys(_BOOKKEEPING, True), "applications": {"__all__": _OF_APPLICATION}})


def _fact(tell: OutgoingSignal, now: datetime) -> Event | None:
    try:
        return signal_fact(tell.signal, tell.fact, now=now)
    except Untellable:
        return None


def _said(body: str) -> str:
    """An entry's words without the instant at which they were heard."""
    found = read_object(body) or {"said": body}
    return json.dumps({name: value for name, value in found.items() if name != HEARD}, sort_keys=True)


def _name(state: CandidateState | None) -> str:
    return state.candidate.full_name if state else ""


def _named(tells: Sequence[OutgoingSignal]) -> str:
    """The name of somebody who is not here yet."""
    people = (tell.fact.get("candidate") for tell in tells)
    person: dict[str, Any] = next((one for one in people if isinstance(one, dict)), {})
    return f"{person.get('first_name', '')} {person.get('last_name', '')}".strip()


_PLAIN: Final = {
    "rejected": "rejected there",
    "hired": "hired there",
    "withdrawn": "closed there",
    "rejection_withdrawn": "open again there",
    "hire_withdrawn": "open again there",
    "interview_scheduled": "an interview is planned",
    "interview_cancelled": "an interview was called off",
    "interview_held": "an interview was held",
    "offer_extended": "an offer is out",
    "offer_answered": "an offer was answered, or stands no more",
}


def _what(before: CandidateState | None, tells: Sequence[OutgoingSignal], now: datetime) -> str:
    """What these would change, for people."""
    parts = []
    for tell in tells:
        fact = tell.fact
        match tell.signal:
            case "application_received" if before is None or before.meant(str(fact.get("application_id"))) is None:
                title = fact.get("job_title") or fact.get("job_id")
                parts.append(f"new: {title}, {fact.get('stage')}")
            case "application_received":
                parts.append("details of the application")
            case "stage_changed":
                app = before.meant(str(fact.get("application_id"))) if before else None
                if app is not None:
                    parts.append(f"stage: {app.stage} → {fact.get('stage')}")
            case "candidate_updated" if before is not None:
                parts.append(", ".join(_fields(before, tell, now)) or "details of the person")
            case "candidate_merged":
                parts.append(f"merged with {fact.get('merged_id')}")
            case "opted_out" if fact.get("deleted"):
                parts.append("deleted there")
            case signal:
                parts.append(_PLAIN.get(signal, signal.replace("_", " ")))
    return "; ".join(dict.fromkeys(parts))


def _fields(before: CandidateState, tell: OutgoingSignal, now: datetime) -> list[str]:
    """Which of a person's details a fact changes."""
    if (fact := _fact(tell, now)) is None:
        return []
    after = evolve(before, fact)
    names = {"first_name": "name", "last_name": "name", "email": "email", "phone": "phone", "tags": "tags"}
    found = [said for name, said in names.items() if getattr(before.candidate, name) != getattr(after.candidate, name)]
    if (before.stopped, before.closed_channels) != (after.stopped, after.closed_channels):
        found.append("do not contact")
    return list(dict.fromkeys(found))
