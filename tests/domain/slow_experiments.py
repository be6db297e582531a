"""A test of variants counted the slow way, straight from the facts: no rows, no records, nothing of the product's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.domain.reported_lives import Told
from tests.domain.slow_figures import D, Human, _pairs, humans

NEVER_ARRIVED = ("bounced", "blocked", "dropped")


@dataclass
class Counted:
    """By variant: how many of how many answered, how many came in, and how many were harmed."""

    answered: dict[str, tuple[int, int]]
    came_in: dict[str, int]
    harmed: dict[str, tuple[int, int]]
    left_out: int


def counted(told: list[Told], message: str, since: datetime, now: datetime, most: int) -> Counted:
    """Of each variant the first `most` who came in, once their thirty days are over."""
    first: dict[str, list[tuple[datetime, bool]]] = {"a": [], "b": []}
    harmed: dict[str, list[bool]] = {"a": [], "b": []}
    left_out = 0
    for one in humans(told):
        theirs = [f for f in one.of("sent") if f.message == message and f.occurred_at <= now]
        inside = [f for f in theirs if f.occurred_at >= since]
        if not inside:
            continue
        letters = {f.variant for f in inside}
        if len(inside) < len(theirs) or len(letters) > 1 or not letters <= {"a", "b"}:
            left_out += 1
            continue
        (letter,) = letters
        harmed[letter].append(_is_harmed(one, message, since, now))
        arrived = sorted((f for f in inside if not one.bounced(f)), key=lambda f: f.occurred_at)
        if arrived:
            began = arrived[0]
            replies = [at for f, at in _pairs(one) if f is began and at <= now and at - f.occurred_at <= 30 * D]
            first[letter].append((began.occurred_at, bool(replies)))
    found = Counted({}, {}, {}, left_out)
    for letter, people in first.items():
        people.sort()
        over = [is_answered for at, is_answered in people[:most] if at + 30 * D <= now]
        found.answered[letter] = sum(over), len(over)
        found.came_in[letter] = len(people)
        found.harmed[letter] = sum(harmed[letter]), len(harmed[letter])
    return found


def _is_harmed(one: Human, message: str, since: datetime, now: datetime) -> bool:
    """Did a message of the test come back, or was it the last one before they wanted no more?"""
    sent = sorted(one.of("sent"), key=lambda f: f.occurred_at)
    for f in one.of("delivery_reported"):
        about = [s for s in sent if s.touch_key == f.touch_key]
        if f.outcome in NEVER_ARRIVED and f.occurred_at <= now and any(_of_test(s, message, since) for s in about):
            return True
    wishes = [f for f in one.of("opted_out") if not f.deleted]
    wishes += [f for f in one.of("reply_received") if f.read_as.kind == "stop" and f.read_as.certain]
    for wish in wishes:
        before = [s for s in sent if s.occurred_at <= wish.occurred_at and wish.occurred_at - s.occurred_at <= 30 * D]
        if wish.occurred_at <= now and before and _of_test(before[-1], message, since):
            return True
    return False


def _of_test(sent: Any, message: str, since: datetime) -> bool:
    return bool(sent.message == message and sent.occurred_at >= since)
