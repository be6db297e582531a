"""What holds in every life (docs/domain.md, "Rules over all stages"); each law is named for the rule that it shows.

A law reads a story and asserts. Hours, caps and service levels are those of the playbook that was in force at the
moment, worked out here anew and not by asking the rules.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import holidays
from lives import PLAYBOOK, H, Moment, Story, local_day

from domain import events as e
from domain.decisions.decide import decide
from domain.decisions.due_steps import facts_of, find_due_steps, longest_silence
from domain.decisions.message_context import Links, message_context
from domain.decisions.scheduling import schedule_steps
from domain.messages.render import Rendered, fill, path_of
from domain.names import Channel, Stage
from domain.playbook.model import Rank
from domain.reducers.evolve import evolve_all
from domain.reducers.own_words import is_own_words
from domain.reducers.touches import parse_touch_key
from domain.state.consent import change_of
from domain.state.model import Application, CandidateState
from domain.time.business_hours import WEEKDAYS

Law = Callable[[Story], None]
OVER = (Stage.REJECTED, Stage.WITHDRAWN)


def sends(story: Story) -> Iterator[tuple[Moment, e.Sent]]:
    for moment in story.moments:
        for fact in moment.done:
            if isinstance(fact, e.Sent):
                yield moment, fact


def attempts(story: Story) -> Iterator[tuple[Moment, e.TouchEvent]]:
    """Everything that may have reached them: sent, and in doubt for the first time."""
    for moment in story.moments:
        if moment.decision.action == "send":
            yield from ((moment, fact) for fact in moment.done)  # type: ignore[misc]


def received(story: Story) -> Iterator[tuple[Moment, e.Sent, list[tuple[Moment, e.Event]]]]:
    """Each message, with the contacts that are known to have reached them, or may have, before it (R4)."""
    spoken = ("answer", "call", "silence", "reach")
    kinds = {t.task_id: t.kind for t in story.of("task_opened")}
    known: list[tuple[Moment, e.Event]] = []
    for m in story.moments:
        for f in (*m.told, *m.events, *m.done):
            key = getattr(f, "touch_key", None)
            if f.type == "delivery_reported" and f.outcome in ("bounced", "dropped", "blocked", "not_accepted"):  # type: ignore[attr-defined]
                known = [(at, k) for at, k in known if getattr(k, "touch_key", "") != key]
            if isinstance(f, e.Sent):
                yield m, f, known
            contact = f.type in ("sent", "contacted", "delivery_unknown") or (
                f.type == "task_completed" and kinds.get(f.task_id) in spoken  # type: ignore[attr-defined]
            )
            if contact and (key is None or all(getattr(k, "touch_key", None) != key for _, k in known)):
                known.append((m, f))


def _not_in_the_week(m: Moment, f: e.Event) -> bool:
    """What may go on any day counts in the day's cap and the gap, not in the week's ("When rules meet")."""
    if isinstance(f, e.Sent) and is_own_words(f.touch_key):
        return f.why[0].rule == "R9"  # a colleague's own answer
    return isinstance(f, e.Sent | e.DeliveryUnknown) and _any_day(m, f)


def _any_day(m: Moment, fact: e.TouchEvent) -> bool:
    """May it go 08:00-20:00 on any day, and is it counted in the caps without being held by them?"""
    step = m.world.playbook.step(fact.stage, fact.step)
    if is_own_words(fact.touch_key):
        return m.before.said[fact.touch_key].answer  # a colleague's own answer
    return fact.step == "receipt" or (step is not None and step.hours == "extended")


def peaceful(m: Moment) -> bool:
    """May nothing be owed to them now: did they refuse every way that there is, or may they have (R3, R7)?"""
    s, person = m.state, m.state.candidate
    closed = {*s.closed_channels, *m.world.suppressed}
    ways = {Channel.EMAIL} if person.email else set()
    ways |= {Channel.SMS} if person.phone and person.sms_consent_at else set()
    refused = closed & {Channel.EMAIL, Channel.SMS}
    named = s.stop is not None and s.stop.scoped and len(refused) == 1
    return bool(s.doubt or s.stopped or (refused and not named and not ways - closed))


def silent_since(app: Application, m: Moment) -> datetime:
    """Since when they have had no word, but for what they asked for themselves."""
    base = max(app.last_contact_at or app.entry.entered_at, app.known_since)
    return max(base, m.state.silence_from or base)


# ---------------------------------------------------------------- never silent (R1), promises (R2)


def r1_never_nothing(story: Story) -> None:
    """Every open application has a contact ahead, a task, a pause, a reported breach, or is quiet by design."""
    for m in story.moments:
        for app in m.state.applications:
            if app.is_open and not app.quiet:
                asked = any(t.application_id in (app.application_id, None) for t in m.state.tasks)
                excused = m.state.paused_since or app.breached_at or m.state.doubt or (peaceful(m) and app.stop_seen_at)
                assert m.decision.at is not None or asked or excused, m.now


def r1_longest_silence(story: Story) -> None:
    """A silence beyond the longest has a breach or a task on record, unless it is for them to answer."""
    for m in story.moments:
        for app in m.state.applications:
            if not app.is_open or app.quiet or _they_owe(app, m) or peaceful(m):
                continue
            base = silent_since(app, m)
            longest = longest_silence(app, m.world).rough
            if m.now > base + longest + 2 * H:
                told = any(t.application_id == app.application_id for t in m.state.tasks)
                assert app.breached_at is not None or told, f"{m.now} silent since {base}"


def _they_owe(app: Application, m: Moment) -> bool:
    if app.stage is Stage.PROSPECT:  # of whom nobody has heard since our outreach
        return not facts_of(app, m.state, m.world)["answered"]
    asked = [log.sent_at for step, log in app.entry.steps.items() if step in ("invite", "questions") and log.sent_at]
    return bool(asked) and not (app.last_reply_at and app.last_reply_at >= min(asked))


def r1_the_clock_looks_before_the_silence_ends(story: Story) -> None:
    """Whoever may fall silent is looked at in time: the clock never sleeps past the end of a silence unreported."""
    for m in story.moments:
        for app in m.state.applications:
            if not app.is_open or app.quiet or app.breached_at or _they_owe(app, m) or peaceful(m):
                continue
            if any(t.kind == "silence" and t.application_id == app.application_id for t in m.state.tasks):
                continue
            base = silent_since(app, m)
            ends = base + longest_silence(app, m.world).rough + 2 * H
            assert m.decision.at is not None and m.decision.at <= max(ends, m.now), f"{m.now}: sleeps past {ends}"


def r1_no_breach_of_what_was_not_owed(story: Story) -> None:
    """A silence in a closed stage, in the network or before an answer to our outreach is not reported later."""
    for m in story.moments:
        for f in m.events:
            if f.type != "silence_breached":
                continue
            then = [p.state.application(f.application_id) for p in story.moments if p.now <= f.occurred_at]
            known = [app for app in then[-1:] if app is not None]  # none: it was told in an outage
            came = m.state.application(f.application_id)
            told_later = came is not None and came.is_open and came.entry.entered_at <= f.occurred_at
            assert told_later or all(app.is_open for app in known), f"{m.now}: {f} while {known[0].stage}"


def r2_never_the_same_twice_in_a_row(story: Story) -> None:
    """Receipts and colleagues' own words apart, two messages in a row never have the same text. A new date alone makes
    no other text of it: by the default playbook, which has words for every time.
    """
    last = None
    for m, fact in attempts(story):
        if fact.type == "delivery_unknown":
            last = None  # it may have arrived, in between
        if not isinstance(fact, e.Sent) or fact.step == "receipt" or is_own_words(fact.touch_key):
            continue
        text = text_of(m) if m.world.playbook.version == PLAYBOOK.version else None
        assert text is None or text != last, f"{m.now}: {fact.message} again\n{text}"
        last = text


def text_of(m: Moment) -> Rendered:
    """What is sent at this moment, with any date of ours blotted out."""
    touch, state = m.decision.touch, evolve_all(m.before, m.events)
    assert touch is not None
    context = message_context(state, touch, m.world, Links("https://x.example/stop"))
    sms = touch.channel is Channel.SMS
    playbook = m.world.playbook
    path = path_of(playbook, touch.message, sms=sms, locale=state.candidate.locale or None, variant="")
    return fill(playbook, path, {**context, "promise": {"by": "a day"}})


def r2_a_date_that_is_told_can_be_kept(story: Story) -> None:
    """The decision right after a message that tells a date has word on it in time, or nobody is to send any."""
    for m, after in pairwise(story.moments):
        told = [f for f in m.done if isinstance(f, e.Sent) and f.promise_by is not None]
        if not told or after.now != m.now or after.told:
            continue
        for one in schedule_steps(find_due_steps(after.state, after.world), after.state, after.world):
            if one.due.step.before != "promise" or one.due.app.application_id != told[0].application_id:
                continue
            by = one.due.app.promise_by
            late = one.outcome == "expired" or (one.outcome == "send" and local_day(one.at, m.world) > by)
            assert not late, f"{m.now}: {told[0].step} tells {by}, and word on it goes {one.at}"


def s8_thanks_go_on_the_day(story: Story) -> None:
    """Thanks that may still go on the day of a talk are not put off to another for a note."""
    for m, fact in sends(story):
        step = m.world.playbook.step(fact.stage, fact.step)
        if step is None or step.after != "interview_held" or step.delay.rough >= timedelta(days=1):
            continue
        if m.world.playbook.version != PLAYBOOK.version or fact.why[0].rule == "asked":
            continue
        app = m.before.application(fact.application_id)
        held = [i.held_at for i in app.interviews if i.occurrence == fact.occurrence] if app else []
        if not held or held[0] is None or local_day(held[0], m.world) >= local_day(m.now, m.world):
            continue
        texts = [r.rule for r in fact.why]
        assert "R10" not in texts, f"{m.now}: waited for a note from {held[0]}"


def r5_an_interview_far_off_waits_for_a_decent_hour(story: Story) -> None:
    """Details and changes go in the evening or on a Sunday only where the interview is within 48 hours."""
    for m, fact in sends(story):
        step = m.world.playbook.step(fact.stage, fact.step)
        about = ("interview_scheduled", "interview_cancelled")
        if step is None or step.after not in about or step.hours != "extended" or fact.why[0].rule == "asked":
            continue
        app = m.before.application(fact.application_id)
        told = next((i for i in app.interviews if i.occurrence == fact.occurrence), None) if app else None
        if told is None or any(
            at and timedelta() <= at - m.now <= timedelta(hours=48) for at in (told.at, told.told_for)
        ):
            continue
        at = told.at
        assert m.world.calendar.for_texts().is_open(m.now), f"{m.now}: {fact.step} of an interview on {at}"


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
            asked_for = m.state.silence_from is not None and m.state.silence_from.date() >= (app.promise_by or date.min)
            if (
                app.promise_by is None
                or peaceful(m)
                or asked_for
                or not facts_of(app, m.state, m.world)["decision_pending"]
            ):
                continue
            told = app.promise_told_at is None or app.promise_told_at.date() < app.promise_by
            step = m.world.playbook.step(app.stage, "promise-due")
            if m.now.date() > app.promise_by + timedelta(days=1) and told and step is not None:
                assert (app.application_id, app.promise_by.isoformat()) in heeded, f"{m.now}: {app.promise_by}"


def r2_the_recruiter_is_warned(story: Story) -> None:
    """Whoever was told a date has a colleague warned before that day is over, also where no message can go."""
    for m in story.moments:
        for app in m.state.applications:
            if app.promise_by is None or not app.is_open or m.now.date() <= app.promise_by:
                continue
            warned = any(t.kind == "promise" and t.application_id == app.application_id for t in m.state.tasks)
            done = any(t.startswith("promise-") for t in m.state.done_tasks)
            asked = any(t.kind == "stopped" and t.application_id == app.application_id for t in m.state.tasks)
            assert warned or done or asked, f"{m.now}: nobody was warned of {app.promise_by}"


# ---------------------------------------------------------------- stops (R3, R7), caps (R4), hours (R5), ways (R6, R7)


def r3_r7_nothing_after_a_stop(story: Story) -> None:
    """Nothing goes after a stop, while paused, put off, through a closed channel, or about a stage that is over."""
    for m, fact in attempts(story):
        s = evolve_all(m.before, m.events)  # what a colleague answered is carried out first
        app = s.application(fact.application_id)
        assert not s.stopped, fact
        own = s.said.get(fact.touch_key)  # what a colleague says in a pause is meant to go; no snooze is about it
        during = own is not None and s.paused_since is not None and own.at >= s.paused_since and not s.paused_by_ops
        assert during or s.paused_since is None or (s.paused_until is not None and s.paused_until <= m.now), fact
        assert own is not None or s.snoozed_until is None or s.snoozed_until <= m.now, fact
        assert fact.channel not in s.closed_channels, fact  # type: ignore[attr-defined]
        assert app is not None and app.stage is fact.stage, fact
        if own is not None:  # said in one stage they may go in the next, but not past a rejection or a withdrawal
            assert app.entry.number == parse_touch_key(fact.touch_key).entry or app.stage not in OVER, fact
            continue
        assert parse_touch_key(fact.touch_key).entry == app.entry.number
        step = m.world.playbook.step(app.stage, fact.step)
        if step is not None and step.kind == "nudge" and s.away_until:
            assert s.away_until <= m.now or fact.why[0].rule == "asked", fact


def r3_nothing_goes_under_a_doubt(story: Story) -> None:
    """Nothing goes to candidates who may have asked us to stop, and nobody is asked to call them."""
    calls = {"silence", "reach", "call"}
    for m in story.moments:
        if m.decision.action == "send" and m.done:
            as_decided = evolve_all(m.before, m.events)
            assert as_decided.doubt is None and not as_decided.settling, m.done
        if peaceful(m):
            assert not [f for f in m.events if f.type == "silence_breached" and f.occurred_at == m.now], m.now
            opened = [f for f in m.events if isinstance(f, e.TaskOpened) and f.kind in calls]
            assert all(m.state.task(f.task_id) is None for f in opened), f"{m.now}: {opened}"
            left = {t.task_id for t in (*m.before.tasks, *m.state.tasks) if t.kind in calls}
            pressed = [f for f in m.events if f.type in ("task_reminded", "task_escalated") and f.task_id in left]  # type: ignore[attr-defined]
            assert not pressed, f"{m.now}: {pressed}"
            assert m.state.doubt or not [t for t in m.state.tasks if t.kind in calls], f"{m.now}: {m.state.tasks}"


def r3_a_doubt_is_somebodys_task(story: Story) -> None:
    """A doubt does not last in silence: a colleague has one task about it, and is reminded of it."""
    for m in story.moments:
        tasks = [t for t in m.state.tasks if t.kind == "doubt"]
        assert len(tasks) == (m.state.doubt is not None), f"{m.now}: {m.state.doubt} has {len(tasks)} tasks"
        assert all(t.reminded or m.now <= t.due_at for t in tasks), m.now
        assert m.state.doubt is None or m.decision.touch is None, m.now


def r7_nobody_is_closed_by_a_guess(story: Story) -> None:
    """A channel is closed by a certain stop, or by what a colleague answered; a doubtful one closes none."""
    answers = {f.task_id for f in story.facts if isinstance(f, e.Approved) and f.answer == "stop"}
    for m in story.moments:
        facts = (*m.told, *m.events, *m.done)
        if not [f for f in facts if change_of(f)]:
            before = m.before if not m.told else None
            assert before is None or set(m.state.closed_channels) <= set(before.closed_channels), m.now
        for f in facts:
            if isinstance(f, e.OptedOut) and f.event_id.startswith("answered:"):
                assert f.event_id.split(":")[1] in answers, f
            assert not (isinstance(f, e.ReplyReceived) and f.read_as and not f.read_as.certain and change_of(f)), f


def r3_a_rejection_waits_out_its_grace_hour(story: Story) -> None:
    for m, fact in attempts(story):
        app = m.before.application(fact.application_id)
        if app is not None and app.stage is Stage.REJECTED and not m.before.requested:
            assert m.now >= app.entry.entered_at + m.world.playbook.rejection_grace.rough, fact


def r4_caps(story: Story) -> None:
    """At most so many a day, in 7 days, and so long between two; extended hours count without being held."""
    for m, fact, before in received(story):
        if _any_day(m, fact):
            continue
        at, day, caps = fact.occurred_at, local_day(fact.occurred_at, m.world), m.world.playbook.limits
        assert all(at - f.occurred_at >= caps.min_gap.rough for _, f in before), f"too close: {fact}"
        same = [f for _, f in before if local_day(f.occurred_at, m.world) == day]
        assert len(same) < caps.per_day, f"same day: {fact}"
        week = [f for then, f in before if at - f.occurred_at < timedelta(days=7) and not _not_in_the_week(then, f)]
        assert len(week) < caps.per_week, f"too many: {fact}"


def r5_decent_hours(story: Story) -> None:
    """In their zone: the window of a day that is open there, or 08:00-20:00; texts never outside 08:00-20:00."""
    for m, fact in attempts(story):
        local = m.now.astimezone(ZoneInfo(m.before.candidate.timezone))
        clock, window = local.time(), m.world.playbook.window
        if fact.channel is Channel.SMS:  # type: ignore[attr-defined]
            assert time(8) <= clock < time(20), fact
        if _any_day(m, fact):
            assert time(8) <= clock < time(20), fact
            continue
        assert window.open <= clock < window.close or fact.channel is Channel.SMS, f"{local} {fact}"  # type: ignore[attr-defined]
        theirs, ours = weekend_of(m.before.candidate.country), weekend_of(m.world.playbook.company.country)
        if window.weekends and theirs != ours:
            assert local.weekday() not in theirs, f"{local} {fact}"
        else:  # the company's own days, its weekend among them only where it names that itself
            assert WEEKDAYS[local.weekday()] in window.days, f"{local} {fact}"
        assert local.date().isoformat() not in window.closed_days, f"{local} {fact}"
        region = m.before.candidate.region or None
        assert not window.holidays or not is_holiday(local.date(), m.before.candidate.country, region), fact


def weekend_of(country: str) -> set[int]:
    try:
        return set(holidays.country_holidays(country).weekend)
    except NotImplementedError:  # the library's word for a country without a table
        return {5, 6}


def is_holiday(day: date, country: str, region: str | None = None) -> bool:
    """By the tables alone: the region's where there is one, else the country's."""
    try:
        return day in holidays.country_holidays(country, subdiv=region, years=day.year)
    except NotImplementedError:
        return region is not None and is_holiday(day, country)


def r6_r7_a_way_that_works_and_is_allowed(story: Story) -> None:
    """Their preference where it can be used; never an address that is missing or dead; texts by consent alone."""
    for m, fact in attempts(story):
        person, channel = m.before.candidate, fact.channel  # type: ignore[attr-defined]
        tried = m.before.tries.get(fact.touch_key)
        assert {Channel.EMAIL: person.email, Channel.SMS: person.phone}[channel], fact
        assert channel not in m.before.bad_channels, fact
        assert tried is None or channel not in tried.excluded, fact
        if channel is Channel.SMS:
            assert person.sms_consent_at is not None and person.sms_consent_at <= m.now, fact
        if person.channel is Channel.EMAIL and channel is Channel.SMS and not is_own_words(fact.touch_key):
            closed = Channel.EMAIL in (*m.before.bad_channels, *m.before.closed_channels)
            assert not person.email or closed or (tried and Channel.EMAIL in tried.excluded), fact


# ---------------------------------------------------------------- answers (R8, R9), outages (R16), edits (R18), spread


def r8_automatic_mail_is_no_reply(story: Story) -> None:
    """It opens no task to answer and leaves no trace of a reply."""
    automatic = {f.event_id for f in story.of("reply_received") if f.text.startswith(("Automatic", "I am out of"))}
    for m in story.moments:
        assert m.state.owed is None or m.state.owed.event_id not in automatic
        heard = [f for f in m.told if f.type == "reply_received"]
        if heard and all(f.event_id in automatic for f in heard) and len(m.told) == len(heard):
            assert not [t for t in m.events if t.type == "task_opened" and t.kind == "answer"]  # type: ignore[attr-defined]


def r9_a_reply_is_somebodys_task(story: Story) -> None:
    """As long as a reply waits for an answer, a colleague has a task for it, reminded of it once it is due."""
    for m in story.moments:
        owed = m.state.owed
        if owed is None:
            continue
        tasks = [t for t in m.state.tasks if t.kind == "answer"]
        on_its_way = any(one.answers == owed.event_id for one in m.state.said.values())
        assert len(tasks) == 1 or m.decision.action == "send" or on_its_way, f"{m.now}: {owed} has {len(tasks)} tasks"
        for task in tasks:
            assert task.reminded or m.now <= task.due_at, f"{m.now}: nobody was reminded of {task}"


def r16_nothing_goes_too_late(story: Story) -> None:
    """Past its `expires` a step is not sent, save the word that there is no news, and what a colleague asked for."""
    for m, fact in sends(story):
        step = m.world.playbook.step(fact.stage, fact.step)
        if step is None or (step.after == "last_contact" and step.every) or fact.why[0].rule == "asked":
            continue
        assert fact.due_at is not None
        assert m.now <= m.world.calendar.add(fact.due_at, step.expires), fact


def r18_every_decision_is_by_the_playbook_in_force(story: Story) -> None:
    for m in story.moments:
        assert m.decision.playbook == m.world.playbook.version
        step = m.decision.touch and m.world.playbook.step(m.decision.touch.stage, m.decision.touch.step)
        ours = ("receipt", "say", "call-off")
        assert step is not None or m.decision.touch is None or m.decision.touch.step in ours, m.decision


def r19_what_may_wait_never_goes_before_its_minute(story: Story) -> None:
    """Updates, nudges, surveys and nurture keep out of the opening rush: not before the candidate's own offset."""
    may_wait = (Rank.UPDATE, Rank.NUDGE, Rank.SURVEY, Rank.NURTURE)
    for m, fact in sends(story):
        step = m.world.playbook.step(fact.stage, fact.step)
        if step is None or Rank(fact.rank) not in may_wait or step.before == "promise" or step.hours == "extended":
            continue
        calendar = m.world.calendar.for_texts() if fact.channel is Channel.SMS else m.world.calendar
        opened = datetime.combine(local_day(m.now, m.world), calendar.opens, m.world.tz)
        its_minute = opened + timedelta(seconds=m.world.offset)
        assert m.now >= its_minute or (fact.by_at is not None and its_minute > fact.by_at), fact


# ---------------------------------------------------------------- on record (R15), once, and the clock


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
            open_again[key] = open_again[key] or fact.outcome in ("bounced", "dropped", "blocked", "not_accepted")  # type: ignore[attr-defined]


def r15_no_touch_is_lost(story: Story) -> None:
    """What was once decided ends as sent, skipped, expired, a task, in doubt, or is still open; each with a reason."""
    for place, (m, then) in enumerate(pairwise(story.moments)):
        keys = {*m.state.tries}
        if m.decision.touch is not None:
            keys.add(m.decision.touch.key)
        facts = [*m.done, *then.told, *then.back, *then.events, *then.done]
        if then.done:  # what its outcome makes needless is decided in the same transaction
            facts += story.moments[place + 2].events if place + 2 < len(story.moments) else ()
        ended = {getattr(f, "touch_key", None) for f in facts if f.type != "held"}
        still = {*then.state.tries, *(due.key for due in find_due_steps(then.state, then.world))}
        # Word that goes out ahead of a promised day, and names a new one, has kept the promise (R2).
        renewed = {f.application_id for f in facts if f.type == "sent" and f.promise_by is not None}  # type: ignore[attr-defined]
        # So has word of the interview that comes next.
        renewed |= {f.application_id for f in facts if f.type == "sent" and f.step == "details"}  # type: ignore[attr-defined]
        ended |= {key for key in keys if "/promise-due/" in key and parse_touch_key(key).application_id in renewed}
        assert keys <= ended | still, f"lost after {m.now}: {keys - ended - still}"
    for fact in story.of("sent", "held", "skipped", "expired", "task_opened", "went_quiet", "silence_breached"):
        assert fact.why and all(reason.rule and reason.text for reason in fact.why), fact
    assert all(m.decision.why for m in story.moments if m.decision.touch), "a decision without a reason"


def r15_every_fact_has_an_id_of_its_own(story: Story) -> None:
    ids = Counter(f.event_id for m in story.moments for f in (*m.told, *m.back, *m.events, *m.done))
    assert not [i for i, n in ids.items() if n > 1], [i for i, n in ids.items() if n > 1]


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
    told = Counter(m.now.date() for m in story.moments for _ in m.told)
    for day, count in per_day.items():
        assert count <= 80 + 6 * told[day], f"{count} decisions on {day}"


def state_survives_json(story: Story) -> None:
    for m in story.moments[:: max(1, len(story.moments) // 5)]:
        assert CandidateState.model_validate_json(m.state.model_dump_json()) == m.state
        for fact in (*m.events, *m.done, *m.told):
            assert e.load_event(e.dump_event(fact)) == fact


def state_stays_small(story: Story) -> None:
    """9 KB with a dozen tasks that nobody does, and nothing but tasks beyond that; without them 6 KB."""
    many = max(0, len(story.state.tasks) - 12)
    assert len(story.state.model_dump_json()) <= 9 * 1024 + 350 * many
    assert len(story.state.model_copy(update={"tasks": ()}).model_dump_json()) <= 6 * 1024


LAWS: tuple[Law, ...] = (
    r1_never_nothing,
    r1_longest_silence,
    r1_the_clock_looks_before_the_silence_ends,
    r1_no_breach_of_what_was_not_owed,
    r2_promises,
    r2_never_the_same_twice_in_a_row,
    r2_a_date_that_is_told_can_be_kept,
    r2_the_recruiter_is_warned,
    r3_r7_nothing_after_a_stop,
    r3_nothing_goes_under_a_doubt,
    r3_a_doubt_is_somebodys_task,
    r7_nobody_is_closed_by_a_guess,
    r3_a_rejection_waits_out_its_grace_hour,
    r4_caps,
    r5_decent_hours,
    r5_an_interview_far_off_waits_for_a_decent_hour,
    r6_r7_a_way_that_works_and_is_allowed,
    r8_automatic_mail_is_no_reply,
    r9_a_reply_is_somebodys_task,
    s8_thanks_go_on_the_day,
    r15_no_touch_is_lost,
    r15_every_fact_has_an_id_of_its_own,
    r16_nothing_goes_too_late,
    r18_every_decision_is_by_the_playbook_in_force,
    r19_what_may_wait_never_goes_before_its_minute,
    delivery_once,
    deciding_twice_is_deciding_once,
    the_next_instant_is_ahead,
    a_life_never_spins,
    state_survives_json,
    state_stays_small,
)
