"""The harness sees what it is there to see: each kind of failure, made by hand, is counted as that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from channels.reference import callback_reference
from ledger.store import Ledger
from tests.chaos.cadence import Cadence
from tests.chaos.people import Candidate, Stop
from tests.chaos.verdict import Verdict, in_plain, judge, told
from tests.ledger.conftest import append, noted
from tests.ledger.keys_for_tests import Keys
from tests.ledgers import put
from tests.providers.server import ProviderServer

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC).timestamp()
APPLIED = NOW - 100
CADENCE = Cadence.of(2, 5, datetime.fromtimestamp(NOW, UTC) + timedelta(hours=2))
HELLO, LAST = "ats:c0/eng/applied.1/hello/1", "ats:c0/eng/applied.1/update/2"


class Desk:
    """A provider, a ledger without a word in it, and one candidate who applied a while ago."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger, self.provider = ledger, ProviderServer()
        self.ann = Candidate(0, "open", CADENCE.zone("open"), texts=False, applied_at=APPLIED)
        self.journal: list[dict[str, Any]] = []
        for owed in CADENCE.owed(self.ann.ident, APPLIED):
            self.reserved(owed.key)
            self.got(owed.key)

    def got(self, key: str) -> None:
        to = [{"to": [{"email": self.ann.email}]}]
        self.provider.keep_mail({"personalizations": to, "custom_args": {"touch_key": key}}, {})

    def reserved(self, key: str, at: float = NOW) -> None:
        self.journal = [line for line in self.journal if line["key"] != key]
        self.journal.append({"what": "reserved", "key": key, "attempt": 1, "before": at, "after": at + 0.01})

    def verdict(self) -> Verdict:
        return self.judged(self.ledger)

    def judged(self, ledger: Any, *, after: float = 1, is_end: bool = True) -> Verdict:
        """So many seconds after now, by what a ledger says."""
        return judge(self.provider, [self.ann], CADENCE, ledger, self.journal, NOW + after, is_end=is_end)


@pytest.fixture(autouse=True)
def present() -> Iterator[None]:
    """The provider writes down when it got what; here that is always this Wednesday."""
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    put(tmp_path / "ledger.db")
    ledger = Ledger(f"sqlite:///{tmp_path / 'ledger.db'}", ("a key of the tests",))
    made = Desk(ledger)
    yield made
    ledger.close()
    made.provider._http.server_close()


def test_all_is_well_where_each_touch_went_once(desk: Desk) -> None:
    verdict = desk.verdict()
    assert verdict.holds
    assert verdict.due == verdict.sent == 5


def test_a_message_that_was_accepted_twice_is_a_duplicate(desk: Desk) -> None:
    desk.got(HELLO)
    assert desk.verdict().duplicates == [HELLO]


def test_the_same_message_under_two_keys_is_a_duplicate(desk: Desk) -> None:
    again = HELLO.replace("applied.1", "applied.2")
    desk.reserved(again)
    desk.got(again)
    assert len(desk.verdict().duplicates) == 1


def test_a_touch_that_nobody_got_and_nobody_explains_is_lost(desk: Desk) -> None:
    desk.provider.mails.pop(2)
    assert desk.verdict().lost == [LAST]


def test_a_touch_that_a_stop_took_away_is_not_lost(desk: Desk) -> None:
    desk.provider.mails.pop(2)
    desk.ann.stops.append(Stop("paused", "all", NOW + 0.5))
    verdict = desk.verdict()
    assert verdict.holds
    assert verdict.stopped == 1


def test_what_was_reserved_after_a_stop_counts_as_sent_after_it(desk: Desk) -> None:
    desk.ann.stops.append(Stop("rejected by hook", "applied", NOW - 1))
    assert len(desk.verdict().after_stop) == 5


def test_what_was_reserved_before_a_stop_may_arrive_after_it(desk: Desk) -> None:
    desk.ann.stops.append(Stop("rejected by hook", "applied", NOW + 0.005))
    verdict = desk.verdict()
    assert verdict.after_stop == []
    assert verdict.close_calls == 5


def test_an_answer_stops_nudges_alone(desk: Desk) -> None:
    desk.ann.stops.append(Stop("reply by hook", "nudges", NOW - 1))
    (found,) = desk.verdict().after_stop
    assert "/nudge/" in found


def test_a_message_outside_of_the_window_came_at_a_wrong_hour(desk: Desk) -> None:
    desk.ann.hours = "closed"
    assert len(desk.verdict().wrong_hour) == 5


def test_a_text_before_eight_came_at_a_wrong_hour_though_a_mail_did_not(desk: Desk) -> None:
    local = datetime.fromtimestamp(NOW, UTC).replace(hour=7, minute=30).timestamp()
    early = Cadence(CADENCE.steps, CADENCE.turn, datetime.min.time(), datetime.max.time(), {"open": 0})
    assert early.may_go(local, "open", text=False)
    assert not early.may_go(local, "open", text=True)


def test_what_no_worker_reserved_is_told(desk: Desk) -> None:
    desk.journal.clear()
    assert len(desk.verdict().unreserved) == 5


def test_a_text_is_known_by_its_reference(desk: Desk) -> None:
    callback = f"http://127.0.0.1/hooks/twilio/status?ref={callback_reference(LAST)}"
    desk.provider.keep_text({"To": "+12125550000", "Body": "Hello", "StatusCallback": callback}, {})
    assert desk.verdict().duplicates == [LAST]


@pytest.mark.parametrize("hour", range(24))
def test_there_is_a_window_that_turns_at_any_hour(hour: int) -> None:
    turn = datetime(2026, 3, 4, hour, 59, 30, tzinfo=UTC)
    cadence = Cadence.of(2, 5, turn)
    before, after = turn.timestamp() - 5, turn.timestamp() + 5
    assert [cadence.may_go(before, hours, text=False) for hours in ("open", "closes", "opens", "closed")] == [
        True,
        True,
        False,
        False,
    ]
    assert [cadence.may_go(after, hours, text=False) for hours in ("open", "closes", "opens", "closed")] == [
        True,
        False,
        True,
        False,
    ]
    assert not cadence.may_go(after, "opens", text=True) or cadence.opens.hour >= 8


class Record:
    """A ledger that says this of everybody."""

    def __init__(self, *rows: tuple[str, int]) -> None:
        at = datetime.fromtimestamp(NOW, UTC)
        self.rows = [
            {"type": kind, "touch_key": HELLO, "attempt": attempt, "outcome": "accepted", "at": at.isoformat()}
            for kind, attempt in rows
        ]

    def timeline(self, _: str) -> list[dict[str, Any]]:
        return self.rows

    def verify(self, _: str) -> list[str]:
        return []


def test_who_cannot_tell_after_the_providers_own_word_opens_no_doubt_but_another_attempt_does(desk: Desk) -> None:
    known = [("delivery_unknown", 1), ("delivery_reported", 1), ("delivery_unknown", 1)]
    assert told(Record(*known), desk.ann).open_doubts == set()  # type: ignore[arg-type]
    assert told(Record(*known, ("delivery_unknown", 2)), desk.ann).open_doubts == {HELLO}  # type: ignore[arg-type]


def test_what_is_said_once_in_a_life_and_stands_on_record_twice_was_heard_twice(desk: Desk) -> None:
    once, twice = Record(("application_received", 1)), Record(("application_received", 1), ("application_received", 1))
    assert desk.judged(once).holds
    assert desk.judged(twice).heard_twice == [f"{desk.ann.ident}: application_received"]
    assert not desk.judged(twice).holds


def test_a_doubt_may_be_open_in_mid_run_but_not_at_the_end(desk: Desk) -> None:
    open_doubt = Record(("delivery_unknown", 1))
    assert desk.judged(open_doubt, is_end=False).unsettled == []
    assert len(desk.judged(open_doubt, is_end=False, after=200).unsettled) == 1
    assert desk.judged(open_doubt).unsettled == [HELLO]


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_ledger_that_is_not_sealed_is_seen(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    if database == "postgresql":
        postgres = request.getfixturevalue("postgres_server")
        url = postgres.url(postgres.new_database())
    ledger = Ledger(url, ("a key of the tests",), Keys(tmp_path / "keys").place)
    ledger.migrate()
    assert in_plain(ledger) == ["nothing in the ledger is sealed"]
    assert not Verdict(in_plain=in_plain(ledger)).holds
    ledger.keys.begin_ledger()
    append(ledger, noted(1))
    assert in_plain(ledger) == []
    late = Ledger(url, ("a key of the tests",))  # has not heard of it
    append(late, noted(2), candidate_id="manual:bob")
    assert in_plain(ledger) == ["timeline.personal: 1 in plain", "timeline.salts: 1 in plain"]
    late.close()
    ledger.close()
