"""Figures of a machine that is fast now and slow later are compared within a turn."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bench import beside
from bench.throughput import Throughput
from bench.work import Account

SPEED = {"product": [80.0, 40.0, 60.0], "floor": [100.0, 50.0, 120.0], "celery": [500.0]}


def account(lost: int) -> Account:
    return Account(sent=10, expected=10, twice=0, lost=lost, after_reply=0, latest_after_reply=0)


def one(peer: str, speed: float, lost: int = 0) -> Throughput:
    return Throughput(
        peer=peer,
        enrolments_per_s=1,
        signals_per_s=1,
        touches_per_s=speed,
        worker_ms_per_touch=1,
        server_ms_per_touch=1,
        apart=True,
        account=account(lost),
    )


def test_the_share_is_taken_within_each_turn_and_what_went_wrong_in_one_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(beside, "peers", lambda: (list(SPEED), []))
    order: list[str] = []

    def run(_people: int, names: Sequence[str]) -> list[Throughput]:
        (name,) = names
        order.append(name)
        turn = order.count(name) - 1
        return [one(name, SPEED[name][turn], lost=turn if name == "floor" else 0)]

    found = beside.in_turns(run, 10, 3)
    assert order == ["product", "floor", "celery", "floor", "product", "product", "floor"]
    assert found["over"] == {"floor": [0.8, 0.8, 0.5], "celery": [0.16]}
    (floor,) = [line for line in beside.Throughput.table(found) if line.startswith("| floor")]
    assert "| 100 | 0.80 (0.80, 0.80, 0.50) |" in floor
    assert floor.endswith("3 lost |")


def test_a_turn_that_fails_is_told_and_takes_no_other_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "peers", lambda: (["product", "floor"], []))
    seen: list[str] = []

    def run(_people: int, names: Sequence[str]) -> list[Throughput]:
        (name,) = names
        seen.append(name)
        if name == "floor" and seen.count("floor") == 2:
            raise RuntimeError("gone")
        return [one(name, SPEED[name][seen.count(name) - 1])]

    found = beside.in_turns(run, 10, 3)
    assert found["over"] == {"floor": [0.8, 0.5]}
    assert found["left out"] == ["floor did not run in turn 2 (RuntimeError)."]
