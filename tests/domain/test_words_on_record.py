"""What older releases put on record in other words is understood, and put on record no second time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from lives import MONDAY, PLAYBOOK, D, H, Story, application, fact, live

from domain import events as e
from domain.decisions.context import DecisionContext
from domain.decisions.decide import decide
from domain.reducers.evolve import begin, evolve_all
from domain.state.task_kinds import REPLY_ALONE
from domain.views.workload import About, OpenTask, says_more

AT_NIGHT = MONDAY - 30 * H


def _held_again(story: Story, facts: list[e.Event]) -> list[e.Event]:
    """The waits that are put on record a moment later, by somebody who knows these facts alone."""
    last = story.moments[-1]
    state = evolve_all(begin("manual:ann"), facts).replace(decision=last.decision)
    context = DecisionContext(PLAYBOOK, state.candidate, last.now + timedelta(seconds=1))
    return [fact for fact in decide(state, context).events if fact.type == "held"]


@pytest.mark.parametrize(
    "story",
    [
        pytest.param(lambda: live([application(at=AT_NIGHT)], start=AT_NIGHT, days=0.1), id="R5-hours"),
        pytest.param(lambda: live([application(), fact(e.Paused, MONDAY)], days=0.1), id="R3-a-pause"),
    ],
)
def test_a_wait_on_record_in_other_words_is_not_put_on_record_again(story: object) -> None:
    """Waits are compared by rule and instant, so a release that says them in plainer words repeats none."""
    lived: Story = story()  # type: ignore[operator]
    assert lived.of("held"), lived.told_briefly()
    older = "as an older release said it"
    reworded = [
        fact.model_copy(update={"why": tuple(one.model_copy(update={"text": older}) for one in fact.why)})
        if isinstance(fact, e.Held)
        else fact
        for fact in lived.facts
    ]
    assert _held_again(lived, reworded) == []
    assert _held_again(lived, [fact for fact in lived.facts if fact.type != "held"]), "it is not there, so it is told"


@pytest.mark.parametrize("title", REPLY_ALONE)
def test_a_plain_reply_needs_no_title_in_whatever_words_it_was_asked_for(title: str) -> None:
    task = OpenTask("answer-1", "answer", title, About("manual:ann", "Ann Lee"), "Kim", MONDAY, MONDAY + D)
    assert not says_more(task)
