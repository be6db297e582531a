"""R21 as a law: taking something back comes to the life in which it was never said, until something went out for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lives import MONDAY, Moment, Story, Told, H, live
from random_lives import Life, _make, arrival, lives, rules_of

from domain import events as e
from domain.decisions import undo
from domain.reducers import changes
from domain.state import CandidateState
from tests.pace import pace

PACE = pace(60)


def told_by_people(life: Life) -> list[tuple[datetime, Told]]:
    """All that happens in the life, as a colleague or the ATS tells it."""
    start = MONDAY + life.start_hour * H

    def by_a_colleague(what: Told) -> Told:
        def told(state: CandidateState, at: datetime) -> e.Event | None:
            said = what if isinstance(what, e.Event) else what(state, at)
            return said.model_copy(update={"source": "cli"}) if said is not None else None

        return told

    happens: list[tuple[datetime, Told]] = [(start, by_a_colleague(arrival(life)))]
    for one in life.happenings:
        at = start + timedelta(minutes=one.minute)
        happens.append((at, by_a_colleague(_make(one, at))))
    return happens


def lived(life: Life, told: Sequence[tuple[datetime, Told]], until: datetime) -> Story:
    start = MONDAY + life.start_hour * H
    return live(
        told,
        start=start,
        days=(until - start) / timedelta(days=1),
        rules=rules_of(life.rules),
        outcomes=life.outcomes,
        candidate=f"manual:ann{life.number}",
        edits=[(start + timedelta(minutes=minute), rules_of(number)) for minute, number in life.edits],
        outages=[(start + timedelta(minutes=m), start + timedelta(minutes=m, hours=h)) for m, h in life.outages],
    )


def at_which(story: Story, event_id: str) -> Moment:
    return next(m for m in story.moments if any(f.event_id == event_id for f in m.told))


def undone_of(story: Story) -> e.Undone:
    found = [f for f in story.of("undone") if f.by == "undo"]
    assert len(found) == 1
    return found[0]  # type: ignore[no-any-return]


def went(story: Story, since: datetime, until: datetime) -> list[tuple[str, str, datetime]]:
    """What was tried to be sent after one instant and up to another."""
    return [
        (f.type, f.touch_key, m.now) for m in story.moments for f in m.done
        if since <= m.now < until and m.decision.action == "send"
    ]  # fmt: skip


def plain(state: CandidateState) -> CandidateState:
    """Without the numbers of stays, of which none is given twice: touch keys hold them."""
    apps = tuple(
        a.model_copy(
            update={
                "entries": 0,
                "entry": a.entry.model_copy(update={"number": 0}),
                "before": a.before.model_copy(update={"number": 0}) if a.before else None,
            }
        )
        for a in state.applications
    )
    return state.model_copy(update={"applications": apps})


def next_contact(m: Moment) -> tuple[Any, ...]:
    touch = m.decision.touch
    what = (touch.application_id, touch.stage, touch.step, touch.occurrence, touch.channel) if touch else ()
    return (m.decision.send_at, what, m.decision.closed)


def twins(life: Life, which: int, minutes: int) -> Iterator[tuple[e.Undone, Moment, Moment, Story, Story, e.Event]]:
    happens = told_by_people(life)
    end = MONDAY + life.start_hour * H + timedelta(days=life.days)
    first = lived(life, happens, end)
    told = [(m.now, f) for m in first.moments for f in m.told if undo.can_be(f, ())]
    if not told:
        return
    at, mistake = told[which % len(told)]
    when = at + timedelta(minutes=minutes)
    back = e.TakenBack(event_id="undo", occurred_at=when, source="cli", author="Rita", about=mistake.event_id)
    real = lived(life, [*((t, w) for t, w in happens if t < when), (when, back)], when)
    if not real.of("taken_back"):
        return
    moment = at_which(real, "undo")
    heard = [(m.now, f) for m in real.moments for f in m.told if f.event_id not in ("undo", mistake.event_id)]
    poke = e.Replan(event_id="poke", occurred_at=when, source="cli")
    other = lived(life, [*heard, (when, poke)], when)
    yield undone_of(real), moment, at_which(other, "poke"), real, other, mistake


@PACE
@given(lives(), st.integers(0, 10_000), st.integers(1, 90) | st.integers(1, 12 * 24 * 60))
def test_r21_undo_comes_to_the_life_in_which_it_was_never_said(life: Life, which: int, minutes: int) -> None:
    for done, moment, theirs, real, other, mistake in twins(life, which, minutes):
        at = at_which(real, mistake.event_id).now
        went_out = went(real, at, moment.now)
        if done.becomes == "refused":
            assert went_out or real.of("task_completed"), done.why
            return
        if went_out != went(other, at, moment.now):
            return  # in the other life something had gone out by then: it goes now
        assert next_contact(moment) == next_contact(theirs), (mistake, moment.decision.why, theirs.decision.why)
        assert changes.between(plain(moment.state), plain(theirs.state)) == {}, mistake
