"""R21 as a law: taking something back comes to the life in which it was never said, until something went out for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from laws import LAWS
from lives import MONDAY, H, Moment, Story, Told, live
from random_lives import Life, _make, arrival, life_of, lives, rules_of

from domain import events as e
from domain.decisions import undo
from domain.state.model import CandidateState
from tests.pace import pace, times

PACE = pace(25)
Telling = Callable[[CandidateState, datetime], e.Event | None]


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


def standing(state: CandidateState, life: Life) -> dict[str, Any]:
    """What a next contact hangs on, without the numbers of stays, of which none is given twice.

    A silence is found when the clock looks: the record does not say when it could not, so that is left to lives without
    an outage.
    """
    left_out = ("entry", "entries", "before", *(["breached_at"] if life.outages else []))
    whole = state.model_dump(mode="json")
    names = ("candidate", "paused_since", "paused_until", "snoozed_until", "stopped", "closed_channels", "doubt")
    names += ("owed", "approvals", "last_contact_at", "last_reply_at", "silence_from", "consent_at", "away_until")
    apps = [
        {name: value for name, value in app.items() if name not in left_out}
        | {name: app["entry"].get(name) for name in ("stage", "entered_at", "anchors")}
        | {"sent": {step: log.get("sent") for step, log in app["entry"].get("steps", {}).items() if log.get("sent")}}
        for app in whole.get("applications", [])
    ]
    return {name: whole.get(name) for name in names} | {"applications": apps}


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
    heard += [(t, lambda _state, _at: None) for t, _ in happens if t < when]  # their clocks wake at the same instants
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
        assert standing(moment.state, life) == standing(theirs.state, life), mistake


# ---------------------------------------------------------------- the ways that were there before


def _stays(state: CandidateState) -> str | None:
    """The application that a colleague says something about."""
    return next((a.application_id for a in state.applications if a.is_open), None)


def _stopped(state: CandidateState, at: datetime) -> e.Event | None:
    if state.closed_channels or state.doubt or state.settling:
        return None
    return e.OptedOut(event_id="mistake", occurred_at=at, source="cli")


def _allowed(state: CandidateState, at: datetime) -> e.Event:
    return e.OptedIn(event_id="undo", occurred_at=at, source="cli")


def _ended(kind: type[e.Event]) -> Telling:
    def told(state: CandidateState, at: datetime) -> e.Event | None:
        ident = _stays(state)
        if ident is None:
            return None
        return kind(event_id="mistake", occurred_at=at, source="cli", application_id=ident)  # type: ignore[call-arg]

    return told


def _back(kind: type[e.Event], was: Story) -> Telling:
    def told(state: CandidateState, at: datetime) -> e.Event | None:
        ident = _stays(was.state)
        app = was.state.application(ident)
        if app is None:
            return None
        more = {"stage": app.stage} if kind is e.StageChanged else {}
        return kind(event_id="undo", occurred_at=at, source="cli", application_id=ident, **more)

    return told


WAYS: dict[str, tuple[Telling, Callable[[Story], Telling]]] = {
    "stop and allow": (_stopped, lambda _: _allowed),
    "hired and back": (_ended(e.Hired), lambda was: _back(e.StageChanged, was)),
    "hire undone": (_ended(e.Hired), lambda was: _back(e.HireWithdrawn, was)),
    "withdrawn and back": (_ended(e.Withdrawn), lambda was: _back(e.StageChanged, was)),
    "rejected and back": (_ended(e.Rejected), lambda was: _back(e.StageChanged, was)),
    "rejection undone": (_ended(e.Rejected), lambda was: _back(e.RejectionWithdrawn, was)),
}


def told_back(life: Life, way: str, minute: int, minutes: int) -> Iterator[tuple[Moment, Moment]]:
    """The moments at which something was told back, and at which nothing had been said."""
    start = MONDAY + life.start_hour * H
    when, back = start + timedelta(minutes=minute), start + timedelta(minutes=minute + minutes)
    happens = [(t, w) for t, w in told_by_people(life) if t < when]
    mistake, undoing = WAYS[way]
    was = lived(life, happens, when - timedelta(seconds=1))
    real = lived(life, [*happens, (when, mistake), (back, undoing(was))], back)
    if not any(f.event_id == "mistake" for m in real.moments for f in m.told):
        return
    poke = e.Replan(event_id="poke", occurred_at=back, source="cli")
    other = lived(life, [*happens, (when, lambda _state, _at: None), (back, poke)], back)
    if went(real, when, back) or went(other, when, back):
        return
    yield at_which(real, "undo"), at_which(other, "poke")


@pytest.mark.parametrize("way", WAYS)
@pace(10)
@given(life=lives(), minute=st.integers(0, 40 * 24 * 60), minutes=st.integers(1, 45) | st.integers(1, 4 * 24 * 60))
def test_r21_what_is_told_back_moves_no_next_contact(way: str, life: Life, minute: int, minutes: int) -> None:
    for moment, theirs in told_back(life, way, minute, minutes):
        assert next_contact(moment) == next_contact(theirs), (moment.decision.why, theirs.decision.why)
        assert standing(moment.state, life) == standing(theirs.state, life)


# ---------------------------------------------------------------- all other laws


def _without(m: Moment, gone: set[str]) -> Moment:
    """What was told and taken back; what a colleague had answered stands behind what was closed until then."""
    return replace(m, told=tuple(f for f in m.told if f.event_id not in gone or isinstance(f, e.Approved)))


def test_r21_all_laws_hold_in_lives_in_which_things_are_taken_back() -> None:
    """What was taken back counts as if it had not been said; each life is held against every law."""
    backs = 0
    for number in range(times(16)):
        life, dice = life_of(number), Random(number)
        happens = told_by_people(life)
        undos: list[tuple[datetime, Told]] = []
        for place in range(3):
            minutes = dice.choice((dice.randrange(1, 60), dice.randrange(1, 5 * 24 * 60)))
            when = dice.choice(happens)[0] + timedelta(minutes=minutes)
            undos.append((when, e.TakenBack(event_id=f"undo-{place}", occurred_at=when, source="cli")))
        end = MONDAY + life.start_hour * H + timedelta(days=life.days)
        story = lived(life, [*happens, *undos], end)
        gone = {ident for f in story.of("undone") for ident in f.without}
        backs += len(gone)
        story = replace(story, moments=[_without(m, gone) for m in story.moments])
        for law in LAWS:
            try:
                law(story)
            except AssertionError as broken:
                raise AssertionError(f"life_of({number}) breaks {law.__name__}") from broken
    assert backs > 5
