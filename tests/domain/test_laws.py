"""Laws that hold in every life (docs/domain.md, "Rules over all stages"), tried on random ones.

`FOLLOWUP_LAWS=1000 pytest tests/domain/test_laws.py` tries that many lives, new ones each time.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import takewhile

import pytest
from hypothesis import example, given
from laws import LAWS, sends
from lives import PLAYBOOK, live, local_day, reply
from lives import fact as make
from random_lives import Happening, Life, arrival, life_of, lived, lives

from domain import events as e
from domain.forecast.preview import play
from domain.names import Stage
from domain.reducers.evolve import begin
from tests.pace import pace, times

LOTS = 8
A_LOT = times(48) // LOTS
PACE = pace(15)


_DETAILS_BEFORE_A_SUNDAY = Life(
    stage=Stage.PROSPECT,
    place=("America/New_York", "US"),
    start_hour=248,
    days=90,
    phone=False,
    email=True,
    prefers=None,
    happenings=(Happening(minute=1800, what="scheduled", n=91), Happening(minute=3720, what="reply", n=0)),
    outcomes=("sent",),
    number=0,
    rules=0,
    edits=(),
    outages=(),
)
"""A reply on Sunday at eight, while the details of Tuesday's interview wait until Monday."""


@PACE
@example(_DETAILS_BEFORE_A_SUNDAY)
@given(lives())
def test_all_laws_hold_in_small_lives(life: Life) -> None:
    """Each life is lived once and held against every law; the traceback ends in the law that is broken."""
    for law in LAWS:
        law(lived(life))


@pytest.mark.parametrize("lot", range(LOTS))
def test_all_laws_hold_in_full_lives(lot: int) -> None:
    """Each life is lived once and held against every law; `tell_life.py` tells the one that a failure names."""
    for number in range(lot * A_LOT, (lot + 1) * A_LOT):
        story = lived(life_of(number))
        for law in LAWS:
            try:
                law(story)
            except AssertionError as broken:
                command = f"PYTHONPATH=. .venv/bin/python tests/domain/tell_life.py {number}"
                raise AssertionError(f"life_of({number}) breaks {law.__name__}; {command} tells it") from broken


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


AFTER_CONTACT = {
    step.step for stage in PLAYBOOK.stages.values() for step in stage.steps if step.after in ("last_contact", "promise")
} | {"promise-due"}


@pytest.mark.parametrize("late", [timedelta(seconds=1.5), timedelta(minutes=4)], ids=["a moment", "minutes"])
@PACE
@given(life=lives())
def test_a_decision_taken_late_says_now_and_not_another_day(life: Life, late: timedelta) -> None:
    """Timers and workers are never quite on time: the gate, asked again later, must not move the touch (R5, R19).

    Compared until lateness carries over by itself: what hangs on the last contact is then due later, perhaps no longer
    at the opening of the window but in its first hour, where it is not spread.
    """
    # Odd minutes, so that nothing is due at the very instant at which a cap ends: there a moment does count.
    at = arrival(life).occurred_at + timedelta(minutes=7, seconds=13)
    told = [
        arrival(life).model_copy(update={"occurred_at": at}),
        make(e.InterviewScheduled, at + timedelta(days=1), at=at + timedelta(days=6, minutes=23)),
        reply(at + timedelta(days=20)),
    ]

    def sent(lateness: timedelta) -> list[tuple[str, object]]:
        story = live(told, start=at, days=60, candidate=f"manual:ann{life.number}", late=lateness)
        went = [(f.touch_key, local_day(f.occurred_at, m.world)) for m, f in sends(story)]
        return list(takewhile(lambda one: one[0].split("/")[3] not in AFTER_CONTACT, went))

    behind, on_time = sent(late), sent(timedelta())
    both = min(len(behind), len(on_time))
    assert behind[:both] == on_time[:both]
