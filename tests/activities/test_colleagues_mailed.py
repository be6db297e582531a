"""A mail to a colleague goes out at most once, whatever dies on the way, and touches nothing of the candidate's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from domain.names import Channel, is_for_colleague
from domain.playbook.model import Playbook
from ledger.delivery.suppressions import SuppressionRequest
from ledger.inbox.rows import Arrival
from ledger.playbooks.folder import read_playbook
from tests.activities.delivery_ledger import rules_of_three
from tests.activities.delivery_world import ANN, NOON, AtCommit, AtPost, World

MAX = {"name": "Max Ode", "email": "max@acme.example"}
DEFAULT = read_playbook(Path(__file__).parents[2] / "playbooks" / "default")


def rules() -> Playbook:
    """Whoever interviewed somebody is asked at once, and again an hour later."""
    content = rules_of_three(resend=False).model_dump(mode="json")
    step = {
        "step": "collect-feedback", "to": "interviewers", "question": "feedback", "after": "interview_held",
        "every": "PT1H", "times": 2, "message": ["colleagues/feedback", "colleagues/feedback-2"],
    }  # fmt: skip
    content["stages"]["interview"] = {"steps": [step]}
    words = {path: one for path, one in DEFAULT.messages.items() if path.startswith(("colleagues/", "_signature"))}
    content["messages"] |= {path: one.model_dump(mode="json") for path, one in words.items()}
    return Playbook.model_validate(content)


@pytest.fixture
def world() -> Iterator[World]:
    made = World()
    mine = rules()
    made.ledger.playbooks.apply(mine.model_dump(mode="json"), mine.version, "tests", NOON - timedelta(days=1))
    made.applies()
    made.tells("interview_scheduled", interview_id="i1", at=NOON.isoformat(), interviewers=[MAX])
    made.tells("interview_held", interview_id="i1", ended_at=NOON.isoformat())
    while made.works() and not made.is_due:
        pass
    assert made.decision.colleague is not None and made.is_due
    yield made
    made.close()
    assert made.broken == []


def mailed(world: World) -> list[str]:
    return [mail.key for mail in world.taken if is_for_colleague(mail.key)]


def types(world: World) -> list[str]:
    return [fact.type for fact in world.timeline()]


def runs_for(world: World, hours: float) -> None:
    until = world.now + timedelta(hours=hours)
    while world.now < until:
        if not world.works():
            world.now = min(until, max(world.decision.at or until, world.now + timedelta(seconds=1)))


def test_r14_it_goes_once_is_on_record_and_its_words_are_not_kept(world: World) -> None:
    runs_for(world, 0.5)
    (key,) = mailed(world)
    (attempt,) = world.attempts(key)
    assert (attempt.address, attempt.candidate_id, attempt.state) == (MAX["email"], ANN, "accepted")
    (row,) = [row for row in world.ledger.deliveries(candidate_id=ANN) if row["touch_key"] == key]
    assert row["body"] == "", "a link by which to answer stands in it"
    assert types(world).count("colleague_asked") == 1 and world.state.last_contact_at is None
    assert world.state.contacts == () and world.state.mail_thread == ()


@pytest.mark.parametrize(
    "at_post", ["accepts, then time-out", "accepts, then raises", "dies after", "dies before", "time-out"]
)
def test_r14_one_that_may_have_gone_is_never_sent_again_and_the_reminder_follows(world: World, at_post: AtPost) -> None:
    world.works(at_post=[at_post])
    runs_for(world, 0.5)
    assert len(mailed(world)) <= 1
    runs_for(world, 1)
    first, *_ = [one for one in world.posts if is_for_colleague(one[0])]
    assert len({key for key, _ in world.posts}) == len(world.posts), "each key once"
    assert types(world).count("colleague_asked") >= 1 and first[1] == 1
    assert world.state.tries == {} and all(task.kind != "unknown" for task in world.state.tasks)


@pytest.mark.parametrize("plan", ["away", "dies before", "dies after", "in doubt, kept", "in doubt, lost"])
@pytest.mark.parametrize("commit", [0, 1])
def test_r14_a_ledger_that_is_away_or_a_worker_that_dies_at_a_commit_sends_no_second_one(
    world: World, plan: AtCommit, commit: int
) -> None:
    world.works(plan=[*(["ok"] * commit), plan])
    runs_for(world, 0.9)
    assert len(mailed(world)) <= 1 and len(set(world.posts)) == len(world.posts)
    runs_for(world, 2)
    assert 1 <= len(mailed(world)) <= 2 and len(set(mailed(world))) == len(mailed(world))
    assert [task.kind for task in world.state.tasks] == ["colleague"]


def test_r14_one_that_is_certainly_not_taken_is_tried_again_as_the_same(world: World) -> None:
    world.works(at_post=["not accepted"])
    runs_for(world, 0.9)
    assert [number for key, number in world.posts] == [1, 2] and len(mailed(world)) == 1


@pytest.mark.parametrize("at_post", ["refuses", "refuses the address"])
def test_r6_one_that_is_refused_for_good_becomes_the_recruiter_s_task_and_closes_nothing(
    world: World, at_post: AtPost
) -> None:
    world.works(at_post=[at_post])
    runs_for(world, 3)
    assert mailed(world) == [] and len(world.posts) == 1
    (task,) = world.state.tasks
    assert task.kind == "colleague" and "email doesn't reach them" in task.title
    assert world.state.bad_channels == () and world.state.closed_channels == ()


def test_r7_a_colleague_s_closed_address_is_not_written_to_and_becomes_a_task(world: World) -> None:
    wish = SuppressionRequest("close", Channel.EMAIL, "complained about spam", email=MAX["email"])
    world.ledger.inbox.put([Arrival("test", "1", "closing", "", "{}", NOON, wishes=(wish,))])
    runs_for(world, 0.5)
    assert world.posts == [] and [task.kind for task in world.state.tasks] == ["colleague"]


def test_r7_the_candidate_s_closed_address_keeps_no_question_from_a_colleague(world: World) -> None:
    world.tells("opted_out")
    runs_for(world, 0.5)
    assert len(mailed(world)) == 1 and {mail.key for mail in world.taken} == {*mailed(world)}


def test_r14_an_answer_that_waits_in_the_inbox_holds_the_reminder(world: World) -> None:
    runs_for(world, 0.9)
    world.ledger.inbox.put([Arrival("colleague", "a1", "answer", ANN, "{}", world.now)])
    runs_for(world, 0.5)
    assert len(mailed(world)) == 1, "their clock is told of it first"


def test_r14_once_the_answer_is_in_nothing_goes_and_nobody_has_a_task(world: World) -> None:
    world.tells("feedback_received", by=MAX, answer="yes")
    runs_for(world, 3)
    assert mailed(world) == [] and world.state.tasks == ()
