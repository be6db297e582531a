"""Turns on a channel: never faster than the rate, each held once, the urgent first, nobody waited for."""

from __future__ import annotations

import heapq
import logging
from datetime import UTC, datetime, timedelta

import pytest

from channels.sender import Deferred
from channels.turns import Turns, usual_rate
from channels.twilio_sms import TwilioSms
from tests.clocks import WEDNESDAY

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Clock:
    """Monotonic seconds, and the workflow's time beside it."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds

    @property
    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds - 1000)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def enter(turns: Turns, clock: Clock, key: str, *, urgent: bool = False) -> Deferred | None:
    """A delivery that takes no time. What looks free is free, so that no words are written in vain."""
    free = turns.looks_free(key, urgent=urgent, now=clock.now)
    hold = turns.enter(key, urgent=urgent, now=clock.now, tz=UTC)
    assert free is (hold is None)
    if hold is None:
        turns.leave()
    return hold


def play(turns: Turns, clock: Clock, keys: list[tuple[str, bool]]) -> tuple[dict[str, float], dict[str, int]]:
    """All come at once and again whenever they were told to: when each went, in seconds, and its holds."""
    waiting = [(clock.now, n, key, urgent) for n, (key, urgent) in enumerate(keys)]
    went: dict[str, float] = {}
    holds = {key: 0 for key, _ in keys}
    while waiting:
        at, n, key, urgent = heapq.heappop(waiting)
        clock.seconds = max(clock.seconds, 1000 + (at - START).total_seconds())
        if hold := enter(turns, clock, key, urgent=urgent):
            holds[key] += 1
            heapq.heappush(waiting, (hold.until, n, key, urgent))
        else:
            went[key] = clock.seconds - 1000
    return went, holds


def most_in_a_second(instants: list[float], span: float = 1.0) -> int:
    instants = sorted(instants)
    return max(sum(1 for at in instants if start <= at < start + span) for start in instants)


def test_5000_at_once_at_10_a_second_go_at_that_rate_with_one_hold_each(clock: Clock) -> None:
    went, holds = play(Turns("email", 64, 10, clock=clock), clock, [(f"t{n}", False) for n in range(5000)])
    assert most_in_a_second(list(went.values())) <= 10
    assert max(holds.values()) == 1
    assert max(went.values()) == pytest.approx(5000 / 8, rel=0.02)  # a fifth is kept for what is urgent


def test_an_offer_is_never_behind_ten_thousand_updates(clock: Clock) -> None:
    turns = Turns("email", 64, 10, clock=clock)
    for n in range(10_000):
        enter(turns, clock, f"update{n}")
    assert turns.horizon(urgent=False) > 1000
    assert turns.horizon(urgent=True) == 0
    assert enter(turns, clock, "offer", urgent=True) is None
    went, holds = play(turns, clock, [(f"offer{n}", True) for n in range(20)])
    assert max(went.values()) <= 11 and max(holds.values()) == 1


def test_what_is_urgent_may_have_all_of_the_rate_and_what_may_wait_never(clock: Clock) -> None:
    went, _ = play(Turns("email", 64, 10, clock=clock), clock, [(f"o{n}", True) for n in range(100)])
    assert max(went.values()) <= 10.1 and most_in_a_second(list(went.values())) <= 10


@pytest.mark.parametrize("per_second", [0.2, 1, 2.5, 7, 100])
def test_no_rate_is_exceeded_for_long(per_second: float, clock: Clock) -> None:
    mixed = [(f"t{n}", n % 5 == 0) for n in range(200)]
    went, _ = play(Turns("sms", 16, per_second, clock=clock), clock, mixed)
    span = 20 / per_second
    assert most_in_a_second(list(went.values()), span) <= 20 + 2 + 1.3 * max(1, per_second)


def test_a_hold_says_the_rate_and_when_the_turn_comes(clock: Clock) -> None:
    turns = Turns("sms", 16, 1, clock=clock)
    assert enter(turns, clock, "a") is None
    hold = enter(turns, clock, "b")
    assert hold is not None
    assert hold.reason == f"the channel sends 1 a second; its turn comes at {hold.until:%H:%M:%S} their time"


def test_who_comes_early_is_held_for_the_same_turn(clock: Clock) -> None:
    turns = Turns("sms", 16, 1, clock=clock)
    enter(turns, clock, "a")
    first = enter(turns, clock, "b")
    clock.seconds += 0.2
    again = enter(turns, clock, "b")
    assert first is not None and again is not None and again.until == first.until


def test_where_worker_or_server_stood_still_those_who_come_at_once_still_go_at_the_rate(clock: Clock) -> None:
    turns = Turns("email", 64, 10, clock=clock)
    for n in range(400):
        enter(turns, clock, f"t{n}")
    clock.seconds += 40  # everybody's turn has come meanwhile
    went, holds = play(turns, clock, [(f"t{n}", False) for n in range(8, 400)])
    assert most_in_a_second(list(went.values())) <= 30
    assert most_in_a_second(list(went.values()), 10) <= 120
    assert max(holds.values()) <= 2


def test_a_worker_that_is_slower_than_the_rate_turns_nobody_away_twice(clock: Clock) -> None:
    turns = Turns("email", 64, 100, clock=clock)
    keys = [f"t{n}" for n in range(1000)]
    held = [key for key in keys if enter(turns, clock, key)]
    for key in held:  # it manages 20 a second, so each comes later than booked
        clock.seconds += 0.05
        hold = turns.enter(key, urgent=False, now=max(clock.now, START + timedelta(minutes=1)), tz=UTC)
        assert hold is None
        turns.leave()


def test_after_a_restart_those_who_come_at_their_booked_times_go_at_once(clock: Clock) -> None:
    turns = Turns("email", 64, 10, clock=clock)
    holds = {f"t{n}": enter(turns, clock, f"t{n}") for n in range(100)}
    restarted = Turns("email", 64, 10, clock=clock)
    again = 0
    for key, hold in sorted(holds.items(), key=lambda one: one[1].until if one[1] else START):
        if hold is None:
            continue
        clock.seconds = max(clock.seconds, 1000 + (hold.until - START).total_seconds())
        again += enter(restarted, clock, key) is not None
    assert again <= 10


def test_who_was_told_to_come_back_later_may_go_then_by_their_own_clock_too(clock: Clock) -> None:
    turns = Turns("email", 64, 10, clock=clock)
    turns.slow_down(timedelta(minutes=3), clock.now)
    skipped = clock.now + timedelta(minutes=3)  # this process's clock stands where it was
    assert turns.enter("told", urgent=False, now=skipped, tz=UTC) is None
    turns.slow_down(timedelta(minutes=3), skipped)
    hold = turns.enter("early", urgent=False, now=skipped + timedelta(minutes=1), tz=UTC)
    assert hold is not None
    assert turns.enter("early", urgent=False, now=hold.until, tz=UTC) is None


def test_a_provider_that_wants_less_stops_the_channel_and_what_comes_then_is_spread(clock: Clock) -> None:
    for per_second in (10, None):
        turns = Turns("email", 64, per_second, clock=clock)
        begun = clock.seconds
        turns.slow_down(timedelta(seconds=30), clock.now)
        hold = enter(turns, clock, "first", urgent=True)
        assert hold is not None and "asked this channel to slow down" in hold.reason
        assert hold.until >= clock.now + timedelta(seconds=30)
        went, holds = play(turns, clock, [(f"t{n}", False) for n in range(100)])
        assert min(went.values()) >= begun - 1000 + 30
        assert most_in_a_second(list(went.values())) <= 10
        assert max(holds.values()) == 1
        clock.seconds += 60
        assert enter(turns, clock, "later") is None
        assert turns.horizon(urgent=False) == 0


def test_a_channel_without_a_rate_holds_nobody(clock: Clock) -> None:
    went, holds = play(Turns("email", 64, None, clock=clock), clock, [(f"t{n}", False) for n in range(5000)])
    assert max(went.values()) == 0 and max(holds.values()) == 0


def test_places_are_bounded_and_some_are_kept_for_what_is_urgent(clock: Clock) -> None:
    turns = Turns("email", 10, None, clock=clock)
    held = [turns.enter(f"t{n}", urgent=False, now=clock.now, tz=UTC) for n in range(12)]
    assert [hold is None for hold in held] == [True] * 8 + [False] * 4
    assert held[8] is not None and "this channel is full" in held[8].reason
    assert turns.enter("offer", urgent=True, now=clock.now, tz=UTC) is None
    assert turns.enter("offer2", urgent=True, now=clock.now, tz=UTC) is None
    assert turns.enter("offer3", urgent=True, now=clock.now, tz=UTC) is not None
    turns.leave()
    assert turns.enter("offer3", urgent=True, now=clock.now, tz=UTC) is None


def test_where_sends_hang_who_finds_no_place_comes_back_after_ten_seconds_and_more(clock: Clock) -> None:
    turns = Turns("email", 10, None, clock=clock)
    for n in range(8):
        assert turns.enter(f"t{n}", urgent=False, now=clock.now, tz=UTC) is None
    clock.seconds += 2.1
    held = [turns.enter(f"late{n}", urgent=False, now=clock.now, tz=UTC) for n in range(40)]
    waits = {hold.until - clock.now for hold in held if hold}
    assert len(waits) == 40
    assert all(timedelta(seconds=10) <= wait < timedelta(seconds=15) for wait in waits)


def test_where_places_come_free_all_the_time_who_finds_none_comes_back_as_the_others_leave(clock: Clock) -> None:
    turns = Turns("email", 10, None, clock=clock)
    for n in range(8):
        assert turns.enter(f"t{n}", urgent=False, now=clock.now, tz=UTC) is None
    for n in range(40):  # 20 a second leave, and as many come
        clock.seconds += 0.05
        turns.leave()
        assert turns.enter(f"u{n}", urgent=False, now=clock.now, tz=UTC) is None
    held = [turns.enter(f"late{n}", urgent=False, now=clock.now, tz=UTC) for n in range(100)]
    waits = [(hold.until - clock.now).total_seconds() for hold in held if hold]
    assert waits == pytest.approx([1.05 + n * 0.05 for n in range(100)], abs=0.2)
    for n in range(2):
        assert turns.enter(f"offer{n}", urgent=True, now=clock.now, tz=UTC) is None
    urgent = turns.enter("offer", urgent=True, now=clock.now, tz=UTC)
    assert urgent is not None and 1 <= (urgent.until - clock.now).total_seconds() < 1.5  # not behind the hundred


@pytest.mark.parametrize(("urgent", "most"), [(False, 35), (True, 15)])
def test_however_many_find_no_place_while_most_hang_nobody_is_sent_away_for_long(
    urgent: bool, most: int, clock: Clock
) -> None:
    turns = Turns("email", 10, None, clock=clock)
    while turns.enter("t", urgent=True, now=clock.now, tz=UTC) is None:
        pass
    clock.seconds += 1.9
    turns.leave()
    assert turns.enter("the one that moves", urgent=True, now=clock.now, tz=UTC) is None
    held = [turns.enter(f"late{n}", urgent=urgent, now=clock.now, tz=UTC) for n in range(2000)]
    waits = [(hold.until - clock.now).total_seconds() for hold in held if hold]
    assert len(waits) == 2000
    assert min(waits) >= 1 and max(waits) < most


def test_a_crowd_of_urgent_ones_does_not_come_back_all_at_once(clock: Clock) -> None:
    turns = Turns("email", 10, None, clock=clock)
    held = [turns.enter(f"t{n}", urgent=True, now=clock.now, tz=UTC) for n in range(110)]
    waits = [hold.until for hold in held if hold]
    assert len(set(waits)) == 100


def test_a_crowd_that_has_only_just_come_is_not_taken_for_sends_that_hang(clock: Clock) -> None:
    turns = Turns("email", 10, None, clock=clock)
    held = [turns.enter(f"t{n}", urgent=False, now=clock.now, tz=UTC) for n in range(58)]
    waits = [(hold.until - clock.now).total_seconds() for hold in held if hold]
    assert waits == pytest.approx([1.02 + n * 0.02 for n in range(50)])


def test_a_full_channel_costs_no_turn(clock: Clock) -> None:
    turns = Turns("email", 1, 1, clock=clock)
    assert turns.enter("a", urgent=False, now=clock.now, tz=UTC) is None
    clock.seconds += 5
    for n in range(50):
        turns.enter(f"b{n}", urgent=False, now=clock.now, tz=UTC)
    turns.leave()
    assert enter(turns, clock, "c") is None


def test_a_long_line_is_told_to_ops_once_a_minute(clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    turns = Turns("sms", 16, 1, clock=clock)
    with caplog.at_level(logging.WARNING):
        for n in range(2000):
            enter(turns, clock, f"manual:ann{n}")
    assert len(caplog.records) == 1
    assert "sms: a message waits 9" in caplog.text and "ann" not in caplog.text


def test_turns_that_nobody_comes_for_are_forgotten(clock: Clock) -> None:
    turns = Turns("email", 64, 100, clock=clock)
    for n in range(5000):
        enter(turns, clock, f"gone{n}")
    clock.seconds += 2 * 3600
    for n in range(12_000):
        enter(turns, clock, f"new{n}")
    assert len(turns._booked) <= 12_000


def test_many_threads_take_each_turn_once() -> None:
    from concurrent.futures import ThreadPoolExecutor

    turns = Turns("email", 1000, 5)
    with ThreadPoolExecutor(16) as pool:
        now = WEDNESDAY
        holds = list(pool.map(lambda n: turns.enter(f"t{n}", urgent=False, now=now, tz=UTC), range(200)))
    untils = [hold.until for hold in holds if hold]
    assert 4 <= holds.count(None) <= 8
    assert most_in_a_second([(until - now).total_seconds() for until in untils], 0.95) <= 5


def test_the_usual_rates_are_those_that_the_providers_document() -> None:
    number = TwilioSms("AC1", "t", "+12025550100")
    assert usual_rate(number, "+12025550100") == 1
    assert usual_rate(TwilioSms("AC1", "t", "MG1"), "MG1") == 10


def test_sends_that_take_long_leave_their_places_to_others_and_are_bounded_themselves(clock: Clock) -> None:
    turns = Turns("email", 2, in_all=4, clock=clock)

    def enters(key: str) -> Deferred | None:
        return turns.enter(key, urgent=True, now=clock.now, tz=UTC)

    assert enters("a") is None and enters("b") is None
    full = enters("c")
    assert full is not None and "(2 messages" in full.reason
    turns.set_aside()
    turns.set_aside()
    assert enters("c") is None and enters("d") is None
    turns.set_aside()
    full = enters("e")
    assert full is not None and "(4 messages" in full.reason, "as many slow ones as there are slots, whoever is next"
    assert full.until > clock.now
    turns.leave_slot()
    assert enters("e") is None
    turns.leave()
    assert enters("f") is None


def test_slow_sends_leave_some_slots_for_what_is_urgent(clock: Clock) -> None:
    turns = Turns("email", 8, in_all=16, clock=clock)
    began = 0
    while turns.looks_free(f"t{began}", urgent=False, now=clock.now):
        assert turns.enter(f"t{began}", urgent=False, now=clock.now, tz=UTC) is None
        turns.set_aside()
        began += 1
    assert began == 13
    assert turns.looks_free("offer", urgent=True, now=clock.now)
