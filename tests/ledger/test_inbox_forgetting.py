"""Rows of the inbox go when nobody says the same thing again any more (FOLLOWUP_KEEP_ARRIVALS), and not before."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from ledger.inbox import Arrival
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
