"""Rows of the inbox go when nobody says the same thing again any more (FOLLOWUP_KEEP_ARRIVALS), and not before."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from ledger.inbox.rows import Arrival
from ledger.store import Ledger
from settings import BadSetting, read_settings
from tests.ledger.conftest import NOW

LATER = NOW + timedelta(days=1)


def arrival(key: str, at: datetime = NOW, body: str = "{}") -> Arrival:
    return Arrival("greenhouse", key, "stage", "greenhouse:1", body, at)


def test_only_what_is_old_settled_and_without_a_body_goes(ledger: Ledger) -> None:
    kept = ["told, with its body", "waits", "not understood", "new"]
    ledger.inbox.put([arrival("told"), arrival("nothing"), *(arrival(key) for key in kept[1:3])])
    ledger.inbox.settle(1, "told", NOW)
    ledger.inbox.settle(2, "nothing", NOW)
    ledger.inbox.settle(4, "not_understood", NOW)
    assert ledger.inbox.forget_rows(LATER, 100) == 0  # none has lost its body
    assert ledger.inbox.forget_bodies(LATER) == 3
    ledger.inbox.put([arrival(kept[0]), arrival(kept[3], LATER, "")])
    ledger.inbox.settle(5, "told", NOW)
    ledger.inbox.settle(6, "told", NOW)
    assert ledger.inbox.forget_rows(LATER, 100) == 2
    assert [ledger.inbox.one(n) is None for n in range(1, 7)] == [True, True, False, False, False, False]
    assert ledger.inbox.put([arrival(key) for key in kept]) == 0
    assert ledger.inbox.put([arrival("told")]) == 1  # nobody remembers


def test_the_oldest_go_first_and_no_more_than_asked_for(ledger: Ledger) -> None:
    ledger.inbox.put([arrival(str(n), body="") for n in range(10)])
    for number in range(1, 11):
        ledger.inbox.settle(number, "told", NOW)
    assert [ledger.inbox.forget_rows(LATER, 4) for _ in range(4)] == [4, 4, 2, 0]


def test_a_row_that_comes_after_all_were_forgotten_is_told(ledger: Ledger) -> None:
    ledger.inbox.put([arrival("a", body="")])
    ledger.inbox.settle(1, "told", NOW)
    assert ledger.inbox.forget_rows(LATER, 100) == 1
    ledger.inbox.put([arrival("b", LATER)])
    assert [row.key for row in ledger.inbox.due(LATER, 9)] == ["b"]


@pytest.mark.parametrize("value", ["P29D", "PT1S", "a year", "P4000D"])
def test_keys_are_kept_long_enough_that_a_vendor_s_own_repeat_is_one(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOLLOWUP_KEEP_ARRIVALS", value)
    with pytest.raises(BadSetting, match="FOLLOWUP_KEEP_ARRIVALS"):
        read_settings()


def test_they_are_kept_for_more_than_a_year_unless_set_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FOLLOWUP_KEEP_ARRIVALS", raising=False)
    assert read_settings().keep_arrivals == timedelta(days=400)
    monkeypatch.setenv("FOLLOWUP_KEEP_ARRIVALS", "P90D")
    assert read_settings().listed()["FOLLOWUP_KEEP_ARRIVALS"] == "P90D"


# ------------------------------------------------------------ what came in is forgotten whole


RAW = ["Jane Doe", "jane@example.com", "I am pregnant, please keep it to yourself " * 100, "Žofie", "x" * 5000]


@pytest.mark.parametrize("words", RAW)
def test_nothing_of_what_came_in_stays_past_its_time(
    words: str, ledger: Ledger, execute: Callable[..., list[Any]]
) -> None:
    """Every column that can hold what somebody wrote: names are digests from the start, the rest goes with the body."""
    mine = Arrival("greenhouse", words, words, words, f'{{"said": "{words}"}}', NOW, words)
    ledger.inbox.put([mine])
    ledger.inbox.settle(1, "not_understood", NOW, error=f"the id {words!r} may hold no such letters")
    (row,) = execute("SELECT * FROM inbox")
    assert len(ledger.inbox.listing()[0]["error"]) <= 300
    assert not [name for name in ("key", "kind", "about", "application") if words in (row._mapping[name] or "")]
    assert ledger.inbox.forget_bodies(LATER) == 1
    (row,) = execute("SELECT * FROM inbox")
    assert not [name for name, value in row._mapping.items() if words[:40] in str(value)]
    assert ledger.inbox.put([mine]) == 0  # and it is known again


def test_what_an_older_version_kept_by_its_words_is_known_again_and_forgotten(
    ledger: Ledger, execute: Callable[..., list[Any]]
) -> None:
    long = "words " * 1000
    for number, key in enumerate(("jane@example.com", long), start=1):
        ledger.inbox.put([arrival(f"k{number}")])
        kept = key if len(key) <= 200 else f"{key[:100]}#{hashlib.sha256(key.encode()).hexdigest()}"
        execute("UPDATE inbox SET key = :kept WHERE key = :key", kept=kept, key=f"k{number}")
        assert ledger.inbox.put([arrival(key)]) == 0
    for (number,) in execute("SELECT number FROM inbox"):
        ledger.inbox.settle(number, "told", NOW)
    assert ledger.inbox.forget_bodies(LATER) == 2
    assert ledger.inbox.put([arrival("jane@example.com"), arrival(long)]) == 0
    assert all(row.key.startswith("#") for row in execute("SELECT key FROM inbox"))


def test_a_chain_of_rows_about_an_application_keeps_its_name(ledger: Ledger) -> None:
    ledger.inbox.put([Arrival("greenhouse", "a", "offer", "", "{}", NOW, "app 7"), arrival("b")])
    about = ledger.inbox.one(1)["about"]  # type: ignore[index]
    ledger.inbox.settle(1, "not_understood", NOW)
    ledger.inbox.forget_bodies(LATER)
    assert ledger.inbox.one(1)["about"] == about  # type: ignore[index]
