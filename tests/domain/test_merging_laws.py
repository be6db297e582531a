"""Laws of two lives that turn out to be one (R17), tried on random ones, joined at a random time.

`FOLLOWUP_LAWS=1000 pytest tests/domain/test_merging_laws.py` tries that many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

import pytest
from hypothesis import given, seed
from hypothesis import strategies as st
from lives import EXTENDED, MONDAY, D, H, Story, Told, live
from random_lives import Life, arrival, lives
from random_lives import _make as happening

from domain import events as e
from domain.decisions.decide import decide
from domain.names import Channel
from domain.reducers import merged_history as histories
from domain.state.model import CandidateState
from tests.pace import pace

pytestmark = pytest.mark.xdist_group("merging laws")  # the same lives for all laws, lived once by one process


def tried(law: Callable[..., None]) -> Callable[..., None]:
    """Each law is held against the same fifty pairs of lives, at night against pairs of its own."""
    pacing = pace(25)
    held = pacing(given(merged())(law))
    return seed(1)(held) if pacing.derandomize else held


class Two(NamedTuple):
    """What was lived under the other id until they were joined, and what was lived under theirs."""

    bob: Story
    ann: Story
    joined_at: e.Instant
    reopened: bool


def merged() -> st.SearchStrategy[Two]:
    jobs = st.sampled_from(["eng", "other"])
    # Soon after something was decided: in doubt, just sent, or about to be.
    after = st.sampled_from([timedelta(seconds=1), H, 9 * H, 3 * D])
    return st.builds(joined, lives(), lives(), jobs, st.integers(0, 79), after)


@lru_cache(maxsize=256)
def joined(mine: Life, theirs: Life, job: str, after_which: int, after: timedelta) -> Two:
    """Two lives, joined after one of the moments of the other's; lived once, however many laws look at them."""
    start = MONDAY + mine.start_hour * H

    def told(life: Life, job: str) -> list[tuple[e.Instant, Told]]:
        came = arrival(life).model_copy(update={"occurred_at": start, "application_id": job, "job_id": job})
        more = [(when := start + timedelta(minutes=h.minute), happening(h, when)) for h in life.happenings]
        return [(start, came), *more]

    others = told(theirs, job)
    ends = tuple(o for o in theirs.outcomes if o != "bounced") or ("sent",)  # its bounces come after it has ended
    alone = live(others, start=start, days=60, candidate="manual:bob", outcomes=ends)
    moments = alone.moments[:80]
    at = moments[after_which % len(moments)].now + after
    before = [pair for pair in others if pair[0] < at]
    bob = live(before, start=start, days=(at - start) / D, candidate="manual:bob", outcomes=ends)
    facts: list[e.Event] = [histories.joined_fact(bob.state, at), *histories.tasks_taken_over(bob.state, at)]
    later = [pair for pair in others if pair[0] >= at]
    told_to_ann = [*told(mine, "eng"), *((at, fact) for fact in facts), *later]
    ann = live(told_to_ann, start=start, days=100, candidate="manual:ann", outcomes=mine.outcomes)
    consent = (e.OptedIn,)
    reopened = any(isinstance(f, consent) and f.occurred_at >= at for f in ann.facts)
    return Two(bob, ann, at, reopened)


def later(two: Two) -> list[tuple[e.Sent, tzinfo]]:
    """What was sent after they were joined, with the zone that they were in then."""
    return [
        (f, m.world.tz)
        for m in two.ann.moments
        for f in m.done
        if isinstance(f, e.Sent) and f.occurred_at > two.joined_at
    ]


@tried
def test_no_message_after_the_joining_is_above_a_cap_over_both_histories(two: Two) -> None:
    def off_week(fact: e.Sent) -> bool:
        return (fact.stage, fact.step) in EXTENDED or fact.step == "receipt"

    theirs = [f.occurred_at for f in two.bob.sent]
    uncounted = {f.occurred_at for f in (*two.bob.sent, *two.ann.sent) if off_week(f)}
    gone = {f.touch_key for f in two.ann.of("delivery_reported") if f.outcome in ("bounced", "dropped", "not_accepted")}
    mine = [f.occurred_at for f in two.ann.sent if f.touch_key not in gone]
    for fact, zone in later(two):
        if off_week(fact):
            continue
        at = fact.occurred_at
        before = [*theirs, *(other for other in mine if other < at)]
        assert all(at - other >= 20 * H for other in before), f"too close: {fact}"
        week = [other for other in before if at - other < 7 * D and other not in uncounted]
        assert len(week) < 3, f"too many: {fact}"
        assert at.astimezone(zone).date() not in {other.astimezone(zone).date() for other in theirs}


@tried
def test_nothing_goes_after_a_stop_under_either_id(two: Two) -> None:
    if two.reopened:
        return
    if two.bob.state.stopped:
        assert later(two) == []
    closed = set(two.bob.state.closed_channels)
    assert not [fact for fact, _ in later(two) if fact.channel in closed]


@tried
def test_no_step_goes_twice(two: Two) -> None:
    back = {f.touch_key for f in two.ann.of("delivery_reported") if f.outcome in ("bounced", "dropped")}
    keys = Counter(f.touch_key for f in (*two.bob.sent, *two.ann.sent) if f.touch_key not in back)
    assert not [key for key, count in keys.items() if count > 1]
    in_doubt = {k for k, t in two.bob.state.tries.items() if t.unknown_since}
    said_no = {f.touch_key for f in two.ann.of("delivery_reported") if f.outcome == "not_accepted"}
    assert not [fact for fact, _ in later(two) if fact.touch_key in in_doubt - said_no]
    jobs = Counter(a.job_id for a in two.ann.state.applications if a.job_id != "ops")
    assert set(jobs.values()) <= {1}


@tried
def test_a_joined_life_can_be_decided_upon_kept_and_read_back(two: Two) -> None:
    for m in two.ann.moments[:: max(1, len(two.ann.moments) // 9)]:
        again = decide(m.before, m.world, settled=m.settled)
        assert (again.events, again.next) == (m.events, m.decision)
        assert CandidateState.model_validate_json(m.state.model_dump_json()) == m.state
    state = two.ann.state
    assert state.joined == ("manual:bob",)
    assert Channel.PHONE not in state.bad_channels
    ids = Counter(f.event_id for f in two.ann.facts)
    assert not [i for i, n in ids.items() if n > 1]
    assert len(state.model_dump_json()) <= 18 * 1024
