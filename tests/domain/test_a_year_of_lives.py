"""A year of 1,000 candidates, played as `followup preview` plays it (R1, R3-R7, R15).

Each life has a seed and a number, which a failure prints: `bench.lives.life(seed, number)` is that life again. Each run
lives the first thirty-one, `make nightly` the others, too.
`FOLLOWUP_YEAR_SEED=7 .venv/bin/python -m pytest -m "" tests/domain/test_a_year_of_lives.py` lives another thousand.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
import pytest
from lives import EXTENDED, PLAYBOOK

from bench.lives import START, life
from domain.decisions.context import DecisionContext
from domain.decisions.deadlines import they_owe
from domain.decisions.due_steps import longest_silence
from domain.events import Event, Sent
from domain.forecast.preview import play
from domain.names import Channel, Stage
from domain.reducers.evolve import begin
from domain.reducers.touches import parse_touch_key
from domain.state.model import CandidateState

SEED = int(os.environ.get("FOLLOWUP_YEAR_SEED", "1"))
LIVES, PARTS = 1000, 32
YEAR = timedelta(days=365)
HOUR = timedelta(hours=1)


def moments(number: int) -> Iterator[tuple[CandidateState, tuple[Event, ...], datetime]]:
    one = life(SEED, number)
    for state, facts, _, now in play(begin(one.candidate_id), PLAYBOOK, START, START + YEAR, told=one.told):
        yield state, facts, now


@pytest.mark.long
@pytest.mark.parametrize(
    "part",
    [pytest.param(part, marks=pytest.mark.nightly if part else ()) for part in range(PARTS)],
    ids=[f"lives-{part * LIVES // PARTS}-on" for part in range(PARTS)],
)
def test_a_year_of_lives_keeps_every_rule(part: int) -> None:
    messages = 0
    for number in range(part * LIVES // PARTS, (part + 1) * LIVES // PARTS):
        try:
            messages += _keeps_every_rule(number)
        except AssertionError as broken:
            raise AssertionError(f"bench.lives.life({SEED}, {number}): {broken}") from broken
    assert messages > 5 * LIVES / PARTS, "these lives say little about anything"


def _keeps_every_rule(number: int) -> int:
    sent: list[Sent] = []
    calls: list[datetime] = []
    for state, facts, now in moments(number):
        _r1_not_silent(state, now)
        for fact in facts:
            if fact.type in ("sent", "held", "skipped", "expired"):
                why = fact.why  # type: ignore[attr-defined]
                assert why and all(reason.rule and reason.text for reason in why), f"R15, unexplained: {fact}"
            if isinstance(fact, Sent):
                _r3_r7_not_after_a_stop(fact, state, now)
                _r5_decent_hours(fact, state, now)
                _r4_caps(fact, sent, calls, DecisionContext(PLAYBOOK, state.candidate, now))
                sent.append(fact)
        calls = [c.at for c in state.contacts if all(c.at != s.occurred_at for s in sent)]
    keys = [s.touch_key for s in sent]
    assert len(keys) == len(set(keys)), f"twice: {[k for k in keys if keys.count(k) > 1]}"
    return len(sent)


@lru_cache
def _holidays(country: str, region: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays(country, subdiv=region or None, years=year))


def _extended(fact: Sent) -> bool:
    return (fact.stage, fact.step) in EXTENDED or fact.step == "receipt"


def _r1_not_silent(state: CandidateState, now: datetime) -> None:
    context = DecisionContext(PLAYBOOK, state.candidate, now)
    for app in state.applications:
        answered = app.last_reply_at is not None
        if not app.is_open or app.quiet or they_owe(app, context) or (app.stage is Stage.PROSPECT and not answered):
            continue
        base = max(app.last_contact_at or app.entry.entered_at, app.known_since)
        if now > base + longest_silence(app, context).rough + 2 * HOUR:
            asked = any(task.application_id == app.application_id for task in state.tasks)
            assert app.breached_at or asked, f"R1, {now}: silent since {base}"


def _r3_r7_not_after_a_stop(fact: Sent, state: CandidateState, now: datetime) -> None:
    app = state.application(fact.application_id)
    assert app is not None and app.entry.number == parse_touch_key(fact.touch_key).entry, f"R3, stage is over: {fact}"
    assert not state.stopped and fact.channel not in state.closed_channels, f"R7: {fact}"
    assert state.paused_since is None or (state.paused_until and state.paused_until <= now), f"R3, paused: {fact}"
    if app.stage is Stage.REJECTED:
        assert now >= app.entry.entered_at + HOUR, f"R3, the grace hour: {fact}"


def _r4_caps(fact: Sent, sent: list[Sent], calls: list[datetime], context: DecisionContext) -> None:
    if _extended(fact):
        return
    at, before = fact.occurred_at, [s.occurred_at for s in sent] + calls
    assert all(at - other >= 20 * HOUR for other in before), f"R4, too close: {fact}"
    day = at.astimezone(context.tz).date()
    assert all(other.astimezone(context.tz).date() != day for other in before), f"R4, twice a day: {fact}"
    week = [s.occurred_at for s in sent if not _extended(s)] + calls
    assert len([other for other in week if at - other < timedelta(days=7)]) < 3, f"R4, too many: {fact}"


def _r5_decent_hours(fact: Sent, state: CandidateState, now: datetime) -> None:
    person = state.candidate
    local = now.astimezone(ZoneInfo(person.timezone))
    clock = local.time()
    if fact.channel is Channel.SMS or _extended(fact):
        assert time(8) <= clock < time(20), f"R5: {local} {fact}"
    if _extended(fact):
        return
    assert time(9) <= clock < time(17, 30), f"R5: {local} {fact}"
    off = (4, 5) if person.country == "SA" else (5, 6)
    assert local.weekday() not in off, f"R5, the weekend there: {local} {fact}"
    assert local.date() not in _holidays(person.country, person.region, local.year), (
        f"R5, a holiday there: {local} {fact}"
    )
