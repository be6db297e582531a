"""Times of a step that cannot be kept, or are ignored (for `playbook check`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from domain.checks.certainties import known
from domain.checks.windows import longest_closed
from domain.names import CAME_IN, Stage
from domain.playbook.conditions import can_hold
from domain.playbook.model import LAST_CONTACT, Playbook, Step
from domain.playbook.rule_history import breaks_silence
from domain.time.durations import Duration

Said = tuple[str, bool]
"""What is wrong and what to do; True for a hint."""

_NOTHING: Final = Duration()
_ALWAYS: Final = "note or not note"
_LONGEST_LEADS: Final = {
    "interview": timedelta(days=14),
    "offer_expiry": timedelta(days=14),
    "start_date": timedelta(days=60),
}
"""A lead beyond this is longer than there usually is between being told of the date and the date."""

_PER_EVENT: Final = ("interview_scheduled", "interview_held", "interview_cancelled", "offer_extended", CAME_IN)


def of_step(playbook: Playbook, stage: Stage, step: Step) -> Iterator[Said]:
    """Everything in the step's times that cannot be kept or has no effect."""
    yield from _service_level(playbook, step)
    if step.to is not None:  # `every:` reminds a colleague, whatever the step hangs on
        return
    yield from _without_effect(step)
    yield from _repeats(step)
    yield from _after_last_contact(playbook, stage, step)
    yield from _promises(playbook, step)
    yield from _lead(playbook, stage, step)


def _service_level(playbook: Playbook, step: Step) -> Iterator[Said]:
    if step.expires.rough <= timedelta():
        yield f"it expires at once (`expires: {step.expires}`); give it time, such as P7D", False
    if step.by is None:
        return
    by = step.by.rough
    if step.after is not None and step.every is None:
        if step.delay.rough > by:
            yield (
                f"it is due {step.delay} after {step.after}, and should have gone by {step.by}; "
                "shorten `delay:` or lengthen `by:`",
                False,
            )
        elif step.delay.rough + step.expires.rough < by:
            yield (
                f"it expires {step.expires} after it is due, before its service level `by: {step.by}` has passed; "
                "lengthen `expires:`",
                False,
            )
    if step.wait_for_note is not None and step.wait_for_note.rough > by:
        yield (
            f"it would wait {step.wait_for_note} for a note, and goes without one by {step.by}; "
            "shorten `wait_for_note:`",
            True,
        )
    closed = longest_closed(playbook)
    if step.hours == "window" and not step.by.business_days and by < closed and not step.manual:
        yield (
            f"the window is closed for {_in_words(closed)} at a time, so `by: {step.by}` can't always be kept; "
            "use business days, such as 1bd, or `hours: extended`",
            True,
        )


def _in_words(length: timedelta) -> str:
    """`15 hours and 30 minutes`, `3 days`: of whole minutes, the two greatest units."""
    minutes = int(length.total_seconds()) // 60
    days, hours, rest = minutes // 1440, minutes % 1440 // 60, minutes % 60
    units = ((days, "day"), (hours, "hour"), (rest, "minute"))
    parts = [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in units if n]
    return " and ".join(parts[:2])


def _without_effect(step: Step) -> Iterator[Said]:
    if step.lead != _NOTHING and step.before is None:
        yield "`lead:` counts with `before:` alone; use `delay:`", False
    if step.delay != _NOTHING and step.before is not None:
        yield "`delay:` counts with `after:` alone; use `lead:`", False
    if step.wait_for_note is not None and step.manual:
        yield "a task waits for no note; remove `wait_for_note:`", True
    if step.times is not None and step.every is None:
        yield "`times:` counts with `every:` alone; add `every:` or remove it", True
    if step.delay != _NOTHING and step.after == LAST_CONTACT and step.every is not None:
        yield f"after the last contact `every: {step.every}` says when, and `delay:` has no effect; remove it", True


def _repeats(step: Step) -> Iterator[Said]:
    if step.every is None:
        return
    if step.every.rough <= timedelta():
        yield "`every:` is zero, so it would never end; write something like P14D", False
    if step.before is not None or step.after in _PER_EVENT:
        yield f"it goes once for each {step.before or step.after}, and `every:` has no effect; remove it", False


_MARGIN: Final = timedelta(days=3)
"""A long weekend may put off the shorter wait, and never by more than this."""


def _after_last_contact(playbook: Playbook, stage: Stage, step: Step) -> Iterator[Said]:
    """What waits longer since the last contact than word that goes in between, and so never comes to go."""
    if step.after != LAST_CONTACT:
        return
    wait, silence = _since_last_contact(playbook, stage, step), playbook.longest_silence(stage)
    if breaks_silence(stage, step) and step.every is not None and step.every.rough > silence.rough:
        yield (
            f"it goes every {silence} because of `max_silence: {silence}`, and not every {step.every}; "
            "write the same in both",
            True,
        )
    for other in playbook.rules(stage).steps:
        sooner = _since_last_contact(playbook, stage, other)
        endless = other.after == LAST_CONTACT and other.every is not None and other.times is None
        if other is step or other.manual or not endless or sooner.rough >= wait.rough:
            continue
        if not can_hold(f"({step.when or _ALWAYS}) and not ({other.when or _ALWAYS})", known(stage, step)):
            certain = wait.rough >= sooner.rough + _MARGIN
            name = "every" if step.every is not None else "delay"
            yield (
                f"it {'never goes' if certain else 'hardly ever goes'}: {other.step} goes {sooner} after the last "
                f"contact, and this would wait {wait}, which then starts over; shorten `{name}:`",
                not certain,
            )
            return


def _since_last_contact(playbook: Playbook, stage: Stage, step: Step) -> Duration:
    if step.every is None:
        return step.delay
    silence = playbook.longest_silence(stage)
    return silence if breaks_silence(stage, step) and silence.rough < step.every.rough else step.every


def _promises(playbook: Playbook, step: Step) -> Iterator[Said]:
    if step.promises is None:
        return
    if step.promises.rough < timedelta(days=1):
        yield f"it promises an answer within {step.promises}, which isn't a date; promise 2bd or more", False
    elif step.promises.rough <= playbook.promise.warn.rough:
        yield (
            f"it promises an answer within {step.promises}, and the recruiter is warned {playbook.promise.warn} "
            "before: "
            "at once; promise a later date",
            True,
        )


def _lead(playbook: Playbook, stage: Stage, step: Step) -> Iterator[Said]:
    if step.before is None:
        return
    if step.before != "interview" and step.lead.elapsed:
        yield f"a lead to a date counts whole days, and `lead: {step.lead}` has hours; write P1D or 1bd", False
    if step.before == "promise":
        told = [s.promises for s in playbook.rules(stage).steps if s.promises is not None]
        nearest = min(told, key=lambda promised: promised.rough, default=None)
        if nearest is not None and step.lead.rough >= nearest.rough:
            yield (
                f"it comes {step.lead} before a promised date, and dates are promised {nearest} ahead; shorten `lead:`",
                False,
            )
    elif step.lead.rough > _LONGEST_LEADS[step.before]:
        yield (
            f"it comes {step.lead} before the {step.before.replace('_', ' ')}, which is rarely known so long before; "
            "shorten `lead:`",
            True,
        )
