"""What came in lies under a key of the month in a sealed ledger, and is kept also while the keys are away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from ledger.inbox.rows import Arrival
from ledger.keys.key_store import KeysUnavailable
from ledger.keys.person_keys import ARRIVALS
from ledger.store import Ledger
from tests.ledger.conftest import ANN, KEYS, NOW
from tests.ledger.keys_for_tests import Keys
from tests.ledger.test_resealing import seal_all
from tests.ledger.test_sealed_columns import in_plain, live, put_in
from tests.ledgers import forget, put

BODY = "Thursday suits Wilhelmina"
KEEP = timedelta(days=90)


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return Keys(tmp_path / "keys")


@pytest.fixture
def ledger(tmp_path: Path, keys: Keys) -> Iterator[Ledger]:
    put(tmp_path / "ledger.db", with_playbook=True)
    made = Ledger(f"sqlite:///{tmp_path / 'ledger.db'}", KEYS, keys.place)
    made.keys.begin_ledger()
    yield made
    made.close()


def body(ledger: Ledger, number: int) -> str:
    return str((ledger.inbox.one(number) or {})["body"])


def months(ledger: Ledger) -> list[tuple[str, bool]]:
    """The keys of what came in, and whether each can still be used."""
    query = f"SELECT workflow_id, wrapped <> '' FROM person_keys WHERE workflow_id LIKE '{ARRIVALS}%' ORDER BY 1"
    with ledger._database.reading() as connection:
        return [(whose, bool(good)) for whose, good in connection.exec_driver_sql(query)]


def test_a_first_start_that_died_before_it_sealed_is_made_good_by_the_next(tmp_path: Path, keys: Keys) -> None:
    for name, with_playbook in (("new", False), ("older", True)):
        put(tmp_path / f"{name}.db", with_playbook=with_playbook)
        made = Ledger(f"sqlite:///{tmp_path / name}.db", KEYS, keys.place)
        made.migrate()
        assert made.keys.seals_ledger == (name == "new"), "an older installation goes on as it is"
        made.close()


def test_what_came_in_is_sealed_told_and_searched_as_ever(ledger: Ledger) -> None:
    number = put_in(ledger, "m1", BODY)
    (waits,) = ledger.inbox.due(NOW, 10)
    assert (waits.number, waits.body) == (number, BODY)
    assert ledger.said_about("sendgrid", ["mail"], "suits Wil", NOW) == [BODY]
    assert ledger.said_about("sendgrid", ["mail"], "suits Bob", NOW) == []
    assert in_plain(ledger) == set()


def test_what_comes_in_while_the_keys_are_away_is_kept_and_sealed_once_they_are_back(
    ledger: Ledger, keys: Keys
) -> None:
    put_in(ledger, "m1", BODY)
    seal_all(ledger)
    keys.folder.rename(keys.folder.with_name("away"))
    cold = Ledger(str(ledger._database.url), KEYS, keys.place)
    cold.inbox.put([Arrival("twilio", "s1", "sms", ANN, "STOP, says Wilhelmina", NOW)])
    with pytest.raises(KeysUnavailable):
        seal_all(cold)
    assert in_plain(ledger) == {"Wilhelmina"}
    keys.folder.with_name("away").rename(keys.folder)
    seal_all(cold)
    assert in_plain(ledger) == set()
    assert [one.body for one in cold.inbox.due(NOW, 10)] == [BODY, "STOP, says Wilhelmina"]
    cold.close()


def test_what_came_in_before_is_sealed_later(ledger: Ledger, keys: Keys) -> None:
    older = Ledger(str(ledger._database.url), KEYS)
    number = put_in(older, "m1", BODY, error="no date in: Thursday suits")
    seal_all(ledger)
    assert in_plain(ledger) == set()
    assert body(ledger, number) == BODY
    older.close()


def test_r23_the_key_of_a_month_goes_once_nothing_that_came_in_then_is_left(ledger: Ledger, keys: Keys) -> None:
    number = put_in(ledger, "m1", BODY)
    for days in (31, 31):
        keys.clock.at += timedelta(days=days)
        ledger.keys.turn_over(KEEP)
    assert months(ledger)[0] == ("inbox-2026-07", True), "somebody has to look at it yet"
    ledger.inbox.settle(number, "told", NOW)
    ledger.inbox.forget_bodies(keys.clock.at)
    put_in(ledger, "m2", BODY)
    ledger.keys.turn_over(KEEP)
    assert months(ledger) == [("inbox-2026-07", False), ("inbox-2026-08", True), ("inbox-2026-09", True)]


def test_r23_an_erasure_finds_what_came_in_about_nobody_known_and_names_them(ledger: Ledger) -> None:
    live(ledger)
    number = put_in(ledger, "m9", "Wilhelmina Oppenheimer-Lee, willa.o@example.com, likes Thursday")
    other = put_in(ledger, "m10", "somebody else")
    erasure = forget(ledger, ANN)
    assert body(ledger, number) == "" and body(ledger, other) == "somebody else"
    assert ledger.erasures.found_in_tables(erasure)[0] == []
