"""What an interview's invitation says, and that its updates and its cancellation are about the same entry (S6, R17)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from lives import MONDAY, PLAYBOOK, D, H, application, fact, live

from domain import events as e
from domain.decisions.context import DecisionContext
from domain.decisions.invitations import SHORTEST, Invitation, invitation_of
from domain.reducers.evolve import begin, evolve
from domain.state.model import CandidateState, Touch

AT = MONDAY + 8 * D


def scheduled(when: Any = MONDAY + D, **changes: Any) -> e.Event:
    known = {"at": AT, "ends_at": AT + timedelta(hours=1), "title": "Technical interview", "format": "video"}
    known |= {"link": "https://meet.example/x", "with_whom": "Sam Okafor", "notes": "Bring a project."}
    found: e.Event = fact(e.InterviewScheduled, when, **known | changes)
    return found


def told(*facts: e.Event, **details: str) -> CandidateState:
    state = begin("manual:ann")
    for one in (application("interview", **details), *facts):
        state = evolve(state, one)
    return state


def invited(state: CandidateState, step: str = "details", language: str = "en") -> Invitation:
    (app,) = state.applications
    known: dict[str, Any] = {"step": step, "occurrence": app.interviews[-1].occurrence, "channel": "email"}
    known |= {"key": "k", "attempt": 1, "message": "interview/details", "due_at": MONDAY, "stage": app.stage}
    touch = Touch(application_id=app.application_id, **known)
    found = invitation_of(state, touch, DecisionContext(PLAYBOOK, state.candidate, MONDAY), language)
    assert found is not None
    return found


def test_s6_an_invitation_tells_the_hour_in_the_words_of_the_mail() -> None:
    first = invited(told(scheduled()))
    assert (first.starts_at, first.ends_at, first.told_at) == (AT, AT + timedelta(hours=1), MONDAY + D)
    assert first.summary == "Technical interview: Engineer, Acme"
    assert first.location == "https://meet.example/x", "where there is no place, calendars show the link as one"
    assert first.description == (
        "Tuesday, November 10, 10:00 AM ET\nSam Okafor\nhttps://meet.example/x\n\nBring a project."
    )
    assert (first.organizer, first.organizer_name) == ("talent@acme.example", "Acme Talent")
    assert (first.attendee, first.attendee_name) == ("ann@example.com", "Ann")
    german = invited(told(scheduled(), timezone="Europe/Berlin", country="DE", locale="de"), language="de")
    assert german.description.startswith("Dienstag, 10. November, 16:00 (Mitteleuropäische Zeit)\n")


def test_s6_each_update_and_the_cancellation_are_later_versions_of_one_entry() -> None:
    first = scheduled()
    moved = scheduled(MONDAY + 2 * D, at=AT + D, ends_at=None)
    gone = fact(e.InterviewCancelled, MONDAY + 3 * D)
    again = scheduled(MONDAY + 4 * D, at=AT + 2 * D, ends_at=None)
    once_more = fact(e.InterviewCancelled, MONDAY + 5 * D)
    story = [first, moved, gone, again, once_more]
    versions = [invited(told(*story[: n + 1])) for n in range(len(story))]
    assert len({(one.uid, one.organizer, one.attendee) for one in versions}) == 1
    assert [one.sequence for one in versions] == [0, 2, 3, 4, 5]
    assert [one.cancelled for one in versions] == [False, False, True, False, True]
    assert [one.told_at for one in versions] == sorted(one.told_at for one in versions)


def test_s6_the_entry_stays_the_same_when_recruiter_and_sender_change() -> None:
    from domain.playbook.model import Playbook

    before = invited(told(scheduled()))
    state = told(scheduled(), fact(e.CandidateUpdated, MONDAY + 2 * D, recruiter=e.Person(name="Kim Park")))
    rules = Playbook.model_validate(
        PLAYBOOK.model_dump(mode="json") | {"sender": {**PLAYBOOK.sender.model_dump(mode="json"), "from": "recruiter"}}
    )
    assert rules.sender.email == PLAYBOOK.sender.email
    assert (invited(state).uid, invited(state).organizer) == (before.uid, before.organizer)


def test_r17_the_entry_stays_the_same_when_the_person_is_joined_with_another_of_their_ids() -> None:
    before = invited(told(scheduled()))
    state = told(scheduled())
    (app,) = state.applications
    kept = app.model_copy(update={"keyed_as": "manual:ann"})
    other = state.candidate.model_copy(update={"candidate_id": "greenhouse:7"})
    joined = state.model_copy(update={"candidate": other, "applications": (kept,), "joined": ("manual:ann",)})
    assert invited(joined).uid == before.uid
    renamed = app.model_copy(update={"application_id": "eng@manual:ann"})
    assert invited(joined.model_copy(update={"applications": (renamed,)})).uid == before.uid


def test_an_interview_without_an_end_takes_a_quarter_of_an_hour_at_least() -> None:
    found = invited(told(scheduled(ends_at=AT)))
    assert found.ends_at - found.starts_at == SHORTEST


def test_only_details_and_cancellations_bring_an_invitation() -> None:
    state = told(scheduled())
    (app,) = state.applications
    for step in ("reminder", "thank-you", "no-such-step"):
        known: dict[str, Any] = {"step": step, "occurrence": app.interviews[-1].occurrence, "channel": "email"}
        known |= {"key": "k", "attempt": 1, "message": "x", "due_at": MONDAY, "stage": app.stage}
        touch = Touch(application_id=app.application_id, **known)
        assert invitation_of(state, touch, DecisionContext(PLAYBOOK, state.candidate, MONDAY), "en") is None


OVER: dict[str, e.Event] = {
    "rejected": fact(e.Rejected, MONDAY + 3 * D),
    "withdrawn": fact(e.Withdrawn, MONDAY + 3 * D),
}


def closing(*facts: e.Event, days: float = 6) -> tuple[str, Invitation | None]:
    """The step that says that all is over, and what goes along with it."""
    story = live([application("interview"), *facts], days=days)
    (sent, *_) = [one for one in story.sent if one.stage in ("rejected", "withdrawn")]
    state = story.state
    known: dict[str, Any] = {"step": sent.step, "occurrence": "", "channel": "email", "stage": sent.stage}
    known |= {"key": "k", "attempt": 1, "message": "x", "due_at": MONDAY}
    touch = Touch(application_id="eng", **known)
    return sent.step, invitation_of(state, touch, DecisionContext(PLAYBOOK, state.candidate, sent.occurred_at), "en")


@pytest.mark.parametrize("how", OVER)
def test_s15_an_interview_that_lies_ahead_leaves_their_calendar_with_the_word_that_it_is_over(how: str) -> None:
    _, found = closing(scheduled(MONDAY + H), OVER[how])
    first = invited(told(scheduled(MONDAY + H)))
    assert found is not None and found.cancelled
    assert (found.uid, found.sequence) == (first.uid, first.sequence + 1) and found.told_at == MONDAY + 3 * D


def test_s15_nothing_leaves_a_calendar_that_was_never_told() -> None:
    """No interview; one that is held; one called off before; one of which the details had not gone out yet."""
    called_off = fact(e.InterviewCancelled, MONDAY + 2 * D)
    night = MONDAY + 3 * D + 10 * H  # 01:00 in New York
    for facts in (
        (OVER["rejected"],),
        (scheduled(MONDAY + H, at=MONDAY + D + 4 * H, ends_at=MONDAY + D + 5 * H), OVER["rejected"]),
        (scheduled(MONDAY + H), called_off, OVER["rejected"]),
        (scheduled(night), fact(e.Rejected, night + timedelta(minutes=1))),
    ):
        _, found = closing(*facts)
        assert found is None, facts
