"""Notes in an ATS's timeline: one for each fact, in order, none twice and none lost, whatever becomes of the ATS."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from domain.events import Event, OptedOut, Promised, Rejected, ReplyReceived, TaskOpened
from domain.names import Channel
from domain.views.ats_notes import KINDS
from sandbox import faults
from tests.integrations.ats.live_ats import SYSTEMS, Both, System, both

MARK = re.compile(r"\[followup:(.+)\]$")


class Story:
    """One person of the ATS, and facts about them."""

    def __init__(self, way: Both) -> None:
        self.way = way
        job = way.fake.add_job("Welder")
        self.person, self.application = way.fake.apply(job, first_name="Noor", email="noor@x.example")
        way.deliver_all()
        asyncio.run(way.settles())
        self.ident = f"{way.system.name}:{self.person}"
        self.reader = way.reader()
        self.count = 0

    def envelope(self, source: str = "manual", author: str = "Rita") -> dict[str, Any]:
        self.count += 1
        self.way.time.now += timedelta(seconds=1)
        return {
            "event_id": f"fact-{self.count}",
            "occurred_at": self.way.time.now,
            "source": source,
            "author": author,
            "application_id": str(self.application),
        }

    def happens(self, *facts: Event) -> None:
        """These are put on record."""
        state = self.way.office.clocks[self.ident]
        with self.way.ledger.book(self.ident) as book:
            book.append(list(facts), recorded_at=self.way.time.now, candidate=state.candidate)

    def promises(self, many: int) -> list[str]:
        """So many facts; their ids."""
        facts = [Promised(by=self.way.time.now.date() + timedelta(days=5), **self.envelope()) for _ in range(many)]
        self.happens(*facts)
        return [fact.event_id for fact in facts]

    def notes(self) -> list[str]:
        return list(self.way.fake.notes_about(self.person))

    def marks(self) -> list[str]:
        """The facts of which the ATS has a note, in the order in which they came."""
        return [found[1] for body in self.notes() if (found := MARK.search(body))]


@contextmanager
def story(system: System) -> Iterator[Story]:
    with TemporaryDirectory() as folder, both(Path(folder), system) as way:
        yield Story(way)


every_system = pytest.mark.parametrize("system", SYSTEMS, ids=lambda one: one.name)


@every_system
def test_each_kind_of_fact_has_its_note_with_a_mark_and_a_link(system: System) -> None:
    with story(system) as one:
        at = one.way.time.now
        one.happens(
            ReplyReceived(text="Thursday works.\nCall me then.", subject="Re: Welder", **one.envelope("mail", "")),
            TaskOpened(task_id="t1", kind="reply", title="Answer Noor", due_at=at, assignee="Rita", **one.envelope()),
            OptedOut(channel=Channel.SMS, **one.envelope("twilio", "")),
            Promised(by=at.date(), **one.envelope()),
            Rejected(reason="Not enough welding", **one.envelope()),
        )
        one.way.write_notes(one.reader)
        titles = [note.partition("\n")[0] for note in one.notes()]
        assert titles == [
            "Reply by email: Re: Welder",
            "Task for Rita: Answer Noor (due Wednesday, November 4)",
            "No more messages by text: they asked us to stop",
            "Promised an answer by Wednesday, November 4 by Rita",
            "Rejected in followup by Rita",
        ]
        assert "Thursday works.\nCall me then." in one.notes()[0]
        assert f"https://desk.acme.example/candidates/{system.name}%3A{one.person}" in one.notes()[0]
        assert one.marks() == [f"fact-{n}" for n in range(1, 6)]


@every_system
def test_what_the_ats_told_us_is_not_told_back_to_it(system: System) -> None:
    with story(system) as one:
        one.happens(Rejected(reason="Not a fit", **one.envelope(system.name, "")))
        one.way.write_notes(one.reader)
        assert one.notes() == []


@every_system
def test_only_kinds_that_were_asked_for_are_written(system: System) -> None:
    with story(system) as one:
        reader = one.way.reader(kinds=[kind for kind in KINDS if kind != "promise"])
        one.promises(1)
        one.way.write_notes(reader)
        assert one.notes() == []


@every_system
def test_nobody_of_another_source_gets_a_note(system: System) -> None:
    with story(system) as one:
        state = one.way.office.clocks[one.ident]
        other = state.candidate.replace(candidate_id="manual:7", email="other@x.example")
        with one.way.ledger.book("manual:7") as book:
            book.append(
                [Promised(by=one.way.time.now.date(), **one.envelope())], recorded_at=one.way.time.now, candidate=other
            )
        one.way.write_notes(one.reader)
        assert one.way.ledger.notes.lag(system.name).waiting == 0


@every_system
def test_a_note_goes_once_and_in_order_whatever_the_ats_answers(system: System) -> None:
    """Refused by its rate, failing after it took it, cut off, away: none twice, none lost, in the facts' order."""
    with story(system) as one:
        wanted = one.promises(12)
        kinds = (
            "accept-then-500",
            "too-many",
            "500",
            "accept-then-reset",
            "reset",
            "accept-then-close",
            "503",
            "accept-then-cut",
        )
        one.way.server.script(*(faults.of_kind(kind) for kind in kinds))
        one.way.write_notes(one.reader, rounds=20)
        assert one.marks() == wanted
        assert one.way.ledger.notes.lag(system.name).waiting == 0


@every_system
def test_a_worker_that_dies_as_it_hands_a_note_over_writes_it_once(system: System) -> None:
    with story(system) as one:
        wanted = one.promises(3)
        write = one.way.api.writer.write

        def dies(note: Any) -> str:
            write(note)
            raise KeyboardInterrupt

        one.way.api.writer.write = dies  # type: ignore[method-assign]
        with pytest.raises(KeyboardInterrupt):
            one.way.write_notes(one.reader)
        one.way.api.writer.write = write  # type: ignore[method-assign]
        one.way.write_notes(one.way.reader(), rounds=3)
        assert one.marks() == wanted


@every_system
def test_an_ats_that_is_away_for_a_week_catches_up_in_order(system: System) -> None:
    with story(system) as one:
        one.way.server.away()
        wanted = []
        for _ in range(7):
            wanted += one.promises(2)
            one.way.write_notes(one.reader)
            one.way.time.now += timedelta(days=1)
        lag = one.way.ledger.notes.lag(system.name)
        assert lag.waiting == 14
        assert lag.since is not None
        assert one.way.time.now - lag.since > timedelta(days=6)
        one.way.server.away(is_so=False)
        one.way.write_notes(one.reader, rounds=3)
        assert one.marks() == wanted


@every_system
def test_a_note_that_is_refused_for_good_is_put_aside_and_holds_up_nobody(system: System) -> None:
    with story(system) as one:
        first, *rest = one.promises(3)
        one.way.server.script(faults.Fault("answer", status=422, body='{"errors": ["no"]}'))
        one.way.write_notes(one.reader)
        assert one.marks() == rest
        assert one.way.ledger.notes.lag(system.name).refused == 1
        assert one.way.ledger.notes.try_again(system.name) == 1
        one.way.write_notes(one.reader)
        assert one.marks() == [*rest, first]


@every_system
def test_after_an_erasure_no_note_is_written(system: System) -> None:
    with story(system) as one:
        one.promises(2)
        while rows := one.way.ledger.feed.read(one.reader.name):
            one.reader.take(rows, one.way.time.now)
            one.way.ledger.feed.advance(one.reader.name, rows[-1]["number"], one.way.time.now)
        erasure = one.way.ledger.erasures.ask(one.ident, "request", "Rita", one.way.time.now)
        one.way.ledger.erasures.mark(erasure.erasure_id, one.way.time.now)
        one.reader.rest(one.way.time.now)
        assert one.notes() == []


@every_system
def test_what_was_on_record_before_notes_were_switched_on_is_not_written(system: System) -> None:
    with TemporaryDirectory() as folder, both(Path(folder), system) as way:
        one = Story(way)
        first = one.promises(1)
        one.way.write_notes(one.reader)
        one.way.ledger.notes.begin("notes-another", way.time.now)
        assert way.ledger.feed.read("notes-another") == []
        one.way.write_notes(way.reader())  # a worker that starts again goes on where it was
        assert one.marks() == first
