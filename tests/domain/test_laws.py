"""Laws that hold in every life (DOMAIN, "Rules over all stages"), tried on random ones.

`FOLLOWUP_LAWS=1000 pytest tests/domain/test_laws.py` tries that many lives for every law, new ones each time.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import HealthCheck, given, settings
from lives import EXTENDED, PLAYBOOK, H, Moment, Story, live, local_day, reply
from lives import fact as make
from random_lives import Life, arrival, lived, lives

from domain import events as e
from domain.agenda import agenda, facts_of, longest_silence
from domain.decide import decide
from domain.evolve import begin
from domain.names import Channel, Stage
from domain.preview import play
from domain.state import Application, CandidateState
from domain.touches import parse_touch_key

MANY = int(os.environ.get("FOLLOWUP_LAWS", "0"))
PACE = settings(
    deadline=None,
    max_examples=MANY or 40,
    derandomize=not MANY,
    database=None,
    suppress_health_check=list(HealthCheck),
)
Law = Callable[[Story], None]


def sends(story: Story) -> Iterator[tuple[Moment, e.Sent]]:
    for moment in story.moments:
        for fact in moment.done:
            if isinstance(fact, e.Sent):
                yield moment, fact


def attempts(story: Story) -> Iterator[tuple[Moment, e.Event]]:
    """Everything that may have reached them: sent, and in doubt for the first time."""
    for moment in story.moments:
        if moment.decision.action == "send":
            yield from ((moment, fact) for fact in moment.done)


def received(story: Story) -> Iterator[tuple[Moment, e.Event, list[e.Event]]]:
    """Each message, with the contacts that are known to have reached them, or may have, before it (R4)."""
    spoken = ("answer", "call", "silence", "reach")
    kinds = {t.task_id: t.kind for t in story.of("task_opened")}
    known: list[e.Event] = []
    for m in story.moments:
        for f in (*m.told, *m.events, *m.done):
            key = getattr(f, "touch_key", None)
            if f.type == "delivery_reported" and f.outcome in ("bounced", "dropped", "not_accepted"):  # type: ignore[attr-defined]
                known = [k for k in known if getattr(k, "touch_key", "") != key]
            if f.type == "sent":
                yield m, f, known
            contact = f.type in ("sent", "contacted", "delivery_unknown") or (
                f.type == "task_completed" and kinds.get(f.task_id) in spoken  # type: ignore[attr-defined]
            )
            if contact and (key is None or all(getattr(k, "touch_key", None) != key for k in known)):
                known.append(f)


# ---------------------------------------------------------------- the laws


def r1_never_nothing(story: Story) -> None:
    """Every open application has a contact ahead, a task, a pause, a reported breach, or is quiet by design."""
    for m in story.moments:
        for app in m.state.applications:
            if app.is_open and not app.quiet:
                asked = any(t.application_id in (app.application_id, None) for t in m.state.tasks)
                assert m.decision.at is not None or asked or m.state.paused_since or app.breached_at, m.now


def r1_longest_silence(story: Story) -> None:
    """A silence beyond the longest has a breach or a task on record, unless it is for them to answer."""
    for m in story.moments:
        for app in m.state.applications:
            if not app.is_open or app.quiet or _they_owe(app, m.state):
                continue
            base = max(app.last_contact_at or app.entry.entered_at, app.known_since)
            longest = longest_silence(app, m.world).rough
            if m.now > base + longest + 2 * H:
                told = any(t.application_id == app.application_id for t in m.state.tasks)
                assert app.breached_at is not None or told, f"{m.now} silent since {base}"


def _they_owe(app: Application, state: CandidateState) -> bool:
    answered = app.last_reply_at is not None or state.last_reply_at is not None
    if app.stage is Stage.PROSPECT:
        return not answered
    asked = [log.sent_at for step, log in app.entry.steps.items() if step in ("invite", "questions") and log.sent_at]
    return bool(asked) and not (app.last_reply_at and app.last_reply_at >= min(asked))


def r4_caps(story: Story) -> None:
    """At most 1 a day, 3 in 7 days and 20 hours between two; extended hours count without being held."""
    for m, fact, before in received(story):
        if (fact.stage, fact.step) in EXTENDED or fact.step == "receipt":  # type: ignore[attr-defined]
            continue
        at, day = fact.occurred_at, fact.occurred_at.astimezone(m.world.tz).date()
        assert all(at - f.occurred_at >= 20 * H for f in before), f"too close: {fact}"
        assert not [f for f in before if f.occurred_at.astimezone(m.world.tz).date() == day], f"same day: {fact}"
        assert len([f for f in before if at - f.occurred_at < timedelta(days=7)]) < 3, f"too many: {fact}"


def r5_decent_hours(story: Story) -> None:
    """In their zone: working hours of an open day, or 08:00-20:00; texts never outside 08:00-20:00."""
    for m, fact in attempts(story):
        local = m.now.astimezone(ZoneInfo(m.before.candidate.timezone))
        clock = local.time()
        if fact.channel is Channel.SMS:  # type: ignore[attr-defined]
            assert time(8) <= clock < time(20), fact
        if (fact.stage, fact.step) in EXTENDED or fact.step == "receipt":  # type: ignore[attr-defined]
            assert time(8) <= clock < time(20), fact
            continue
        assert time(9) <= clock < time(17, 30), f"{local} {fact}"
        assert local.weekday() < 5, f"{local} {fact}"
        try:
            off = holidays.country_holidays(m.before.candidate.country, years=local.year)
        except NotImplementedError:
            continue
        assert local.date() not in off, f"{local} {fact}"


def r3_r7_nothing_after_a_stop(story: Story) -> None:
    """Nothing goes after a stop, while paused, put off, through a closed channel, or about a stage that is over."""
    for m, fact in attempts(story):
        s = m.before
        app = s.application(fact.application_id)
        assert not s.stopped, fact
        assert s.paused_since is None or (s.paused_until is not None and s.paused_until <= m.now), fact
        assert s.snoozed_until is None or s.snoozed_until <= m.now, fact
        assert fact.channel not in s.closed_channels, fact  # type: ignore[attr-defined]
        assert app is not None and app.stage is fact.stage, fact  # type: ignore[attr-defined]
        assert parse_touch_key(fact.touch_key).entry == app.entry.number  # type: ignore[attr-defined]
        step = m.world.playbook.step(app.stage, fact.step)  # type: ignore[attr-defined]
        if step is not None and step.kind == "nudge" and s.away_until:
            assert s.away_until <= m.now or fact.why[0].rule == "asked", fact  # type: ignore[attr-defined]


def r3_a_rejection_waits_out_its_grace_hour(story: Story) -> None:
    for m, fact in attempts(story):
        app = m.before.application(fact.application_id)
        if app is not None and app.stage is Stage.REJECTED and not m.before.requested:
            assert m.now >= app.entry.entered_at + H, fact


def r2_promises(story: Story) -> None:
    """No message tells a date that has passed; a promised day does not pass unheeded while a decision is pending."""
    for m, fact in sends(story):
        assert fact.promise_by is None or fact.promise_by > local_day(m.now, m.world) - timedelta(days=1), fact
    heeded = {
        (f.application_id, getattr(f, "occurrence", ""))
        for f in story.facts
        if getattr(f, "step", None) == "promise-due"
    }
    for m in story.moments:
        for app in m.state.applications:
            if app.promise_by is None or m.state.stopped or not facts_of(app, m.state, m.now)["decision_pending"]:
                continue
            told = app.promise_told_at is None or app.promise_told_at.date() < app.promise_by
            if m.now.date() > app.promise_by + timedelta(days=1) and told:
                assert (app.application_id, app.promise_by.isoformat()) in heeded, f"{m.now}: {app.promise_by}"


def delivery_once(story: Story) -> None:
    """No second send of a touch unless the one before bounced or was certainly not taken."""
    open_again: dict[str, bool] = defaultdict(lambda: True)
    numbers: dict[str, set[int]] = defaultdict(set)
    for fact in story.facts:
        key = getattr(fact, "touch_key", None)
        if key is None:
            continue
        if fact.type in ("sent", "not_accepted", "refused", "delivery_unknown"):
            again = fact.type == "delivery_unknown" and not open_again[key]
            if not again:
                assert open_again[key], f"sent twice: {fact}"
                number = fact.attempt  # type: ignore[attr-defined]
                assert number not in numbers[key], f"attempt {number} twice: {fact}"
                numbers[key].add(number)
            open_again[key] = fact.type in ("not_accepted", "refused")
        elif fact.type == "delivery_reported":
            open_again[key] = open_again[key] or fact.outcome in ("bounced", "dropped", "not_accepted")  # type: ignore[attr-defined]


def r15_no_touch_is_lost(story: Story) -> None:
    """What was once decided ends as sent, skipped, expired, a task, in doubt, or is still open; each with a reason."""
    for m, then in pairwise(story.moments):
        keys = {*m.state.tries}
        if m.decision.touch is not None:
            keys.add(m.decision.touch.key)
        ended = {
            getattr(f, "touch_key", None) for f in (*m.done, *then.told, *then.events, *then.done) if f.type != "held"
        }
        still = {*then.state.tries, *(due.key for due in agenda(then.state, then.world))}
        assert keys <= ended | still, f"lost after {m.now}: {keys - ended - still}"
    for fact in story.of("sent", "held", "skipped", "expired", "task_opened", "went_quiet", "silence_breached"):
        assert fact.why and all(reason.rule and reason.text for reason in fact.why), fact
    assert all(m.decision.why for m in story.moments if m.decision.touch), "a decision without a reason"


def deciding_twice_is_deciding_once(story: Story) -> None:
    for m in story.moments:
        again = decide(m.before, m.world, settled=m.settled)
        assert (again.events, again.next) == (m.events, m.decision), m.now
        if m.done:
            continue
        keys = {*m.settled, *(k for f in m.events if f.type != "held" and (k := getattr(f, "touch_key", None)))}
        more = decide(m.state, m.world, settled=keys)
        assert not more.events, f"{m.now}: {more.events[:2]}"
        assert more.next == m.decision, m.now
        with_less = decide(m.state, m.world)
        assert not with_less.events, f"{m.now}: {with_less.events[:2]}"


def the_next_instant_is_ahead(story: Story) -> None:
    for m in story.moments:
        if m.decision.at is not None and m.decision.at <= m.now:
            assert m.decision.action in ("send", "ask"), m.decision
        if m.decision.action == "rest":
            assert m.decision.at is None, m.decision
        assert not (m.decision.closed and m.decision.at), m.decision


def a_life_never_spins(story: Story) -> None:
    per_day = Counter(m.now.date() for m in story.moments)
    told = Counter(f.occurred_at.date() for m in story.moments for f in m.told)
    for day, count in per_day.items():
        assert count <= 80 + 6 * told[day], f"{count} decisions on {day}"


def every_fact_has_an_id_of_its_own(story: Story) -> None:
    ids = Counter(f.event_id for m in story.moments for f in (*m.told, *m.events, *m.done))
    assert not [i for i, n in ids.items() if n > 1], [i for i, n in ids.items() if n > 1]


def state_survives_json(story: Story) -> None:
    for m in story.moments[:: max(1, len(story.moments) // 5)]:
        assert CandidateState.model_validate_json(m.state.model_dump_json()) == m.state
        for fact in (*m.events, *m.done, *m.told):
            assert e.load_event(e.dump_event(fact)) == fact


def state_stays_small(story: Story) -> None:
    assert len(story.state.model_dump_json()) <= 9 * 1024


LAWS: tuple[Law, ...] = (
    r1_never_nothing,
    r1_longest_silence,
    r3_r7_nothing_after_a_stop,
    r3_a_rejection_waits_out_its_grace_hour,
    r4_caps,
    r5_decent_hours,
    r15_no_touch_is_lost,
    r2_promises,
    delivery_once,
    deciding_twice_is_deciding_once,
    the_next_instant_is_ahead,
    a_life_never_spins,
    every_fact_has_an_id_of_its_own,
    state_survives_json,
    state_stays_small,
)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_law(law: Law) -> None:
    @PACE
    @given(lives())
    def holds(life: Life) -> None:
        law(lived(life))

    holds()


@PACE
@given(lives())
def test_preview_equals_live(life: Life) -> None:
    """What the preview plays is what stepping through the decisions gives, touch for touch."""
    first = arrival(life)
    end = first.occurred_at + timedelta(days=60)
    name = f"manual:ann{life.number}"
    at = first.occurred_at
    told = [
        first,
        make(e.InterviewScheduled, at + timedelta(days=1), at=at + timedelta(days=6)),
        reply(at + timedelta(days=20)),
    ]
    story = live(told, start=at, days=60, candidate=name)
    played = [f for _, facts, _, _ in play(begin(name), PLAYBOOK, at, end, told=tuple(told)) for f in facts]
    shown = [(f.type, f.occurred_at, getattr(f, "touch_key", "")) for f in played]
    lived_through = [(f.type, f.occurred_at, getattr(f, "touch_key", "")) for f in story.facts if f not in told]
    assert shown == lived_through


@pytest.mark.parametrize("late", [timedelta(seconds=1.5), timedelta(minutes=4)], ids=["a moment", "minutes"])
@PACE
@given(life=lives())
def test_a_decision_taken_late_says_now_and_not_another_day(life: Life, late: timedelta) -> None:
    """Timers and workers are never quite on time: the gate, asked again later, must not move the touch (R5, R19)."""
    # Odd minutes, so that nothing is due at the very instant at which a cap ends: there a moment does count.
    at = arrival(life).occurred_at + timedelta(minutes=7, seconds=13)
    told = [
        arrival(life).model_copy(update={"occurred_at": at}),
        make(e.InterviewScheduled, at + timedelta(days=1), at=at + timedelta(days=6, minutes=23)),
        reply(at + timedelta(days=20)),
    ]

    def sent(lateness: timedelta) -> list[tuple[str, object]]:
        story = live(told, start=at, days=60, candidate=f"manual:ann{life.number}", late=lateness)
        return [(f.touch_key, local_day(f.occurred_at, m.world)) for m, f in sends(story)]

    assert sent(late) == sent(timedelta())
