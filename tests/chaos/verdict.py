"""What a run has shown: counted at the provider and at the candidate's end, never from our own ledger.

The ledger is asked for one thing only: what it says about touches that nobody got (parked with a task, expired).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Text, func, select, type_coerce

from domain.names import digest
from ledger.keys.columns import MARK, Sealed, is_plain
from ledger.schema import metadata
from ledger.store import Ledger
from tests.chaos.cadence import Cadence
from tests.chaos.doomed import ASKS
from tests.chaos.people import Candidate
from tests.providers.server import ProviderServer

LATE_START: Final = 13.0
"""Seconds from the gate's instant to the provider: a send may start 8 s late and take 5 s on sockets."""

ANSWERED_IN: Final = sum(ask.total_seconds() for ask in ASKS) + 60
"""Within so many seconds an unknown is resolved or parked, and `PER_DEATH` more for each death on the way."""

ONCE: Final = ("application_received", "rejected", "withdrawn")
"""What the harness says of nobody more than once, however often and by whatever gateway it says it."""

PER_DEATH: Final = 40
"""A question that was under way at a worker's death is asked again when its activity's 30 s are over."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """One message that the provider took."""

    key: str
    to: str
    at: float
    text: bool


@dataclass
class Verdict:
    """The figures of one run."""

    due: int = 0
    sent: int = 0
    duplicates: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    after_stop: list[str] = field(default_factory=list)
    close_calls: int = 0  # the stop fell between the beginning and the end of the reservation's commit
    wrong_hour: list[str] = field(default_factory=list)
    latest: float = 0  # by how many seconds the latest message missed its window
    unknown: int = 0
    parked: int = 0
    unsettled: list[str] = field(default_factory=list)  # unknowns that are neither resolved nor parked in their time
    slowest_unknown: float = 0
    held: int = 0  # for their turn on a channel
    expired: int = 0
    waiting: int = 0  # for their window, at the end
    stopped: int = 0  # touches that were due and that a stop took away
    unreserved: list[str] = field(default_factory=list)
    heard_twice: list[str] = field(default_factory=list)  # what is said once in a life, and stands on record twice
    took_long: int = 0  # messages whose answer was not waited for by the delivery
    shared: int = 0  # reservations whose commit held other books, too
    broken_chains: list[str] = field(default_factory=list)
    in_plain: list[str] = field(default_factory=list)  # columns that are to be sealed, and hold something that isn't

    @property
    def holds(self) -> bool:
        bad = (self.duplicates, self.lost, self.after_stop, self.wrong_hour, self.unsettled, self.unreserved)
        return not any((*bad, self.broken_chains, self.heard_twice, self.in_plain))


@dataclass
class Told:
    """What the ledger says of one candidate."""

    parked: set[str] = field(default_factory=set)
    expired: set[str] = field(default_factory=set)
    skipped: set[str] = field(default_factory=set)
    sent: set[str] = field(default_factory=set)
    held: int = 0
    doubts: dict[str, float] = field(default_factory=dict)  # since when
    attempts: dict[str, int] = field(default_factory=dict)  # the last one that was in doubt
    ends: dict[str, float] = field(default_factory=dict)
    heard: Counter[str] = field(default_factory=Counter)  # facts, by their type

    @property
    def open_doubts(self) -> set[str]:
        return {key for key in self.doubts if key not in self.ends}


def arrived(provider: ProviderServer, people: Iterable[Candidate], cadence: Cadence) -> list[Arrived]:
    """What the provider took, in its order. A text is known by the reference in its callback's address."""
    keys = {}
    for one in people:
        for key in [owed.key for owed in cadence.owed(one.ident, 0)] + _closings(one):
            keys[digest(key)] = key
    mails = [Arrived(mail.touch_key, mail.to, mail.wall, False) for mail in list(provider.mails)]
    texts = [
        Arrived(keys.get(text.reference, text.reference), text.to, text.wall, True) for text in list(provider.texts)
    ]
    return sorted(mails + texts, key=lambda one: one.at)


def _closings(who: Candidate) -> list[str]:
    return [
        f"{who.ident}/eng/{stage}.2/{step}/1" for stage, step in (("rejected", "closure"), ("withdrawn", "goodbye"))
    ]


def told(ledger: Ledger, who: Candidate) -> Told:
    """What stands on record about touches that may not have arrived."""
    found = Told()
    for row in ledger.timeline(who.ident):
        key, at = row.get("touch_key") or "", datetime.fromisoformat(row["at"]).timestamp()
        found.heard[row["type"]] += 1
        match row["type"]:
            case "task_opened" if key:
                found.parked.add(key)
                found.ends.setdefault(key, at)
            case "held" if row.get("channel"):
                found.held += 1
            case "expired":
                found.expired.add(key)
            case "skipped":
                found.skipped.add(key)
                found.ends.setdefault(key, at)
            case "sent":
                found.sent.add(key)
                found.ends.setdefault(key, at)
            case "delivery_unknown":
                attempt = row.get("attempt", 1)
                if key in found.ends and attempt <= found.attempts.get(key, 0):
                    continue  # who was asked answers after the provider's own word: it is known by then
                if found.ends.pop(key, None) is not None:
                    found.doubts[key] = at  # another attempt, in doubt anew
                found.doubts.setdefault(key, at)
                found.attempts[key] = attempt
            case "delivery_reported" if row.get("outcome") in ("accepted", "not_accepted", "bounced", "dropped"):
                found.ends[key] = max(at, found.doubts.get(key, at))
    return found


def missing(
    people: Iterable[Candidate], cadence: Cadence, got: set[str], on_record: dict[str, Told], now: float
) -> tuple[set[str], Counter[str]]:
    """The touches that are due and of which nothing is known, and how the other ones ended."""
    lost: set[str] = set()
    ends: Counter[str] = Counter()
    for who in people:
        if not who.applied_at:
            continue
        record = on_record.get(who.ident, Told())
        for owed in cadence.owed(who.ident, who.applied_at):
            if owed.due_at > now - 1 or not cadence.could_go(owed.due_at, now - 1, who.hours, text=who.texts):
                ends["waiting" if owed.due_at <= now - 1 else "not due"] += 1
                continue
            ends["due"] += 1
            if owed.key in got:
                continue
            if any(stop.forbids(owed.key) and stop.until > now for stop in who.stops):
                ends["stopped"] += 1
            elif owed.key in record.parked:
                ends["parked"] += 1
            elif owed.key in record.expired:
                ends["expired"] += 1
            elif not cadence.may_go(now, who.hours, text=who.texts):
                ends["waiting"] += 1  # it was due, something held it up, and now their window is shut
            else:
                lost.add(owed.key)
    return lost, ends


def judge(
    provider: ProviderServer,
    people: list[Candidate],
    cadence: Cadence,
    ledger: Ledger,
    journal: list[dict[str, Any]],
    now: float,
    revived: Sequence[float] = (),
    *,
    is_end: bool = True,
) -> Verdict:
    """Count everything. `revived`: when a worker or the server was started again. In mid-run, which is not the end,
    a doubt may still be open for as long as one may last.
    """
    messages = arrived(provider, people, cadence)
    by_id = {who.ident: who for who in people}
    on_record = {who.ident: told(ledger, who) for who in people}
    lost, ends = missing(people, cadence, {one.key for one in messages}, on_record, now)
    found = Verdict(due=ends["due"], sent=len(messages), lost=sorted(lost), expired=ends["expired"])
    found.waiting, found.stopped, found.parked = ends["waiting"], ends["stopped"], ends["parked"]
    found.duplicates = sorted(key for key, count in Counter(one.key for one in messages).items() if count > 1)
    same = Counter((one.to, *one.key.split("/")[-2:], one.key.split("/")[2].partition(".")[0]) for one in messages)
    found.duplicates += [f"{what} to {to}" for (to, *what), count in same.items() if count > 1 and not found.duplicates]
    reserved = _reservations(journal)
    found.took_long = sum(line["what"] == "takes long" for line in journal)
    found.shared = sum(line.get("parts", 1) > 1 for lines in reserved.values() for line in lines)
    for one in messages:
        who = by_id.get(one.key.partition("/")[0])
        if who is None:
            found.unreserved.append(f"{one.key} is nobody's")
            continue
        commits = [r for r in reserved.get(one.key, ()) if r["before"] <= one.at + 0.05]
        if not commits:
            found.unreserved.append(one.key)
            continue
        last = commits[-1]
        for stop in who.stops:
            if stop.forbids(one.key) and last["after"] > stop.at and last["before"] < stop.until:
                if last["before"] > stop.at:
                    found.after_stop.append(f"{one.key}, {last['before'] - stop.at:.3f} s after {stop.how}")
                else:
                    found.close_calls += 1
        outside = cadence.seconds_outside(one.at, who.hours, text=one.text)
        found.latest = max(found.latest, outside)
        if outside > LATE_START or (outside and cadence.seconds_outside(last["before"], who.hours, text=one.text) > 8):
            found.wrong_hour.append(f"{one.key}, {outside:.1f} s outside")
    for ident, record in on_record.items():
        found.held += record.held
        found.unknown += len(record.doubts)
        found.heard_twice += [f"{ident}: {what}" for what in ONCE if record.heard[what] > 1]
        if is_end:
            found.unsettled += sorted(record.open_doubts)
        for key, since in record.doubts.items():
            took = record.ends.get(key, now) - since
            found.slowest_unknown = max(found.slowest_unknown, took)
            deaths = sum(since <= at <= since + took for at in revived)
            if took > ANSWERED_IN + PER_DEATH * deaths and (key in record.ends or not is_end):
                found.unsettled.append(f"{key} after {took:.0f} s")
        found.broken_chains += [f"{ident}: {problem}" for problem in ledger.verify(ident)]
    return found


def in_plain(ledger: Ledger) -> list[str]:
    """What stands in plain where it is to be sealed, as the database has it; also where nothing is sealed at all.
    Without this look a run whose ledger is in plain would show nothing of a sealed one.
    """
    found, sealed = [], 0
    with ledger._database.reading() as connection:
        for table in metadata.sorted_tables:
            for column in table.columns:
                if not isinstance(column.type, Sealed):
                    continue
                is_sealed = type_coerce(column, Text()).startswith(MARK, autoescape=True)
                sealed += connection.execute(select(func.count()).where(is_sealed)).scalar_one()
                if plain := connection.execute(select(func.count()).where(is_plain(column))).scalar_one():
                    found.append(f"{table.name}.{column.name}: {plain} in plain")
    return found if sealed else [*found, "nothing in the ledger is sealed"]


def _reservations(journal: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in sorted((line for line in journal if line["what"] == "reserved"), key=lambda line: line["before"]):
        found[line["key"]].append(line)
    return found


def read_journal(folder: Path) -> list[dict[str, Any]]:
    """What all workers of the run wrote down, one after the other."""
    lines = []
    for file in sorted(folder.glob("journal.*")):
        lines += [json.loads(line) for line in file.read_text().splitlines() if line.endswith("}")]
    return lines
