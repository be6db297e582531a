"""What somebody says becomes a fact, or a sentence that says what is wrong with it."""

from __future__ import annotations

from typing import Any

import pytest
from lives import MONDAY, D, application, live

from domain import events as e
from domain.commands import Untellable, refusal, signal_fact, update_fact, well_formed
from domain.reducers.evolve import begin, evolve
from tests.tables import each

STATE = evolve(begin("manual:ann"), application())


def test_a_signal_becomes_a_fact_with_an_id_that_is_the_same_however_often_it_is_told() -> None:
    first = signal_fact("reply_received", {"text": "Hello"}, now=MONDAY)
    again = signal_fact("reply_received", {"text": "Hello"}, now=MONDAY + D)
    assert isinstance(first, e.ReplyReceived) and first.event_id == again.event_id
    assert first.occurred_at == MONDAY and first.source == "unknown"
    given = signal_fact("reply_received", {"text": "Hello", "event_id": "x", "type": "reply_received"}, now=MONDAY)
    assert given.event_id == "x"


@each(
    ("name", "data", "says"),
    [
        ("reply_recieved", {}, "did you mean 'reply_received'?"),
        ("zzz", {}, "there are application_received"),
        ("reply_received", None, "carries no JSON object"),
        ("reply_received", ["text"], "carries no JSON object"),
        ("reply_received", {"txt": "Hello"}, "txt is wrong: extra inputs are not permitted"),
        ("reply_received", {"text": 5}, "text is wrong"),
        ("reply_received", {"type": "rejected"}, "leave the type out"),
        ("interview_scheduled", {"at": "tomorrow"}, "at is wrong"),
        ("interview_scheduled", {"at": "2026-11-05T10:00:00"}, "at is wrong: input should have timezone info"),
        ("application_received", {}, "is wrong: field required (and 1 more)"),
        ("survey_answered", {"score": 6}, "score is wrong"),
        ("stage_changed", {"stage": "limbo"}, "There is no stage 'limbo'; there are prospect, applied,"),
        ("stage_changed", {"stage": "screning"}, "did you mean 'screening'?"),
        ("stage_changed", {"stage": 5}, "stage is wrong"),
        ("stage_changed", {"stage": "Chat", "source": "lever"}, 'add the line `"Chat": screening`'),
        ("sent", {}, "There is no signal 'sent'"),
    ],
)
def test_a_malformed_signal_is_refused_with_a_sentence_and_never_dropped(name: str, data: Any, says: str) -> None:
    with pytest.raises(Untellable) as caught:
        signal_fact(name, data, now=MONDAY)
    assert says in str(caught.value)
    kept = refusal(name, data, str(caught.value), now=MONDAY)
    assert kept.error == str(caught.value)[:500] and kept.name == name
    assert kept.event_id == refusal(name, data, "x", now=MONDAY + D).event_id, "told again, it is the same"
    assert evolve(STATE, kept).applications == STATE.applications


ODD = [{"event_id": 7}, {"event_id": ""}, {"event_id": "x" * 900}, object(), {1: {2, 3}}, "x"]


@pytest.mark.parametrize("data", ODD)
def test_a_refusal_never_raises(data: Any) -> None:
    kept = refusal("n" * 500, data, "e" * 900, now=MONDAY)
    assert len(kept.event_id) <= 200 and len(kept.name) <= 100 and len(kept.error) <= 500


@each(
    ("name", "data", "says"),
    [
        ("pause", {"until": "2026-11-01T00:00:00Z"}, "The pause would end in the past"),
        ("snooze", {"until": "2026-11-02T15:00:00Z"}, "time in the past"),
        ("promise", {"by": "2026-11-01"}, "The promised date 2026-11-01 has passed"),
        ("promise", {"by": "2026-11-20", "application_id": "ops"}, "no application for 'ops'; their jobs are: eng"),
        ("complete_task", {"task_id": "call-1"}, "There is no open task 'call-1'"),
        ("set_preferences", {"timezone": "Mars/Base"}, "'Mars/Base' is not a time zone"),
        ("set_preferences", {"channel": "fax"}, "channel is wrong"),
        ("note", {"text": ""}, "text is wrong"),
        ("rate", {"rating": 0}, "rating is wrong"),
        ("puase", {}, "did you mean 'pause'?"),
    ],
)
def test_a_bad_update_is_refused_at_once(name: str, data: dict[str, Any], says: str) -> None:
    with pytest.raises(Untellable) as caught:
        update_fact(name, data, STATE, now=MONDAY)
    assert says in str(caught.value)


@each(
    ("name", "data"),
    [
        ("pause", {}),
        ("pause", {"until": "2026-12-01T00:00:00+01:00"}),
        ("resume", {}),
        ("snooze", {"until": "2026-11-20T00:00:00Z"}),
        ("promise", {"by": "2026-11-20", "application_id": "eng"}),
        ("promise", {"by": "2026-11-02"}),
        ("note", {"text": "They row."}),
        ("set_preferences", {"timezone": "Europe/Berlin", "channel": "sms"}),
        ("send_now", {"step": "update"}),
        ("rate", {"rating": 5}),
    ],
)
def test_a_good_update_is_a_fact(name: str, data: dict[str, Any]) -> None:
    assert update_fact(name, data, STATE, now=MONDAY) == well_formed(name, data, now=MONDAY)


def test_nothing_can_be_promised_or_sent_to_a_person_without_an_application() -> None:
    with pytest.raises(Untellable, match="no open application to promise"):
        update_fact("promise", {"by": "2026-11-20"}, begin("manual:ann"), now=MONDAY)
    with pytest.raises(Untellable, match="no application, so there is nothing to send"):
        update_fact("send_now", {"step": "update"}, begin("manual:ann"), now=MONDAY)


def test_a_stage_that_an_ats_calls_by_its_own_name_is_a_task_that_says_what_to_do() -> None:
    """Nothing is guessed, and whoever gets the task need not look anywhere else."""
    told = {"event_id": "x", "occurred_at": MONDAY.isoformat(), "source": "greenhouse", "stage": "Bake-off"}
    with pytest.raises(Untellable) as caught:
        signal_fact("stage_changed", told, now=MONDAY)
    story = live([application(), refusal("stage_changed", told, str(caught.value), now=MONDAY)], days=1)
    (task,) = story.tasks("refused")
    assert task.title == (
        "Greenhouse calls it 'Bake-off', which isn't one of our stages: add the line `\"Bake-off\": screening` (or "
        "whichever it is) below `greenhouse:` in the playbook's ats.yaml, run `followup playbook apply`, and move them "
        "with `followup stage`"
    )


def test_a_note_about_somebody_whose_clock_has_ended_is_taken_before_the_record_is_read() -> None:
    """Whoever came in closed has no running clock: it begins again with the note, and knows no application yet."""
    data = {"event_id": "x", "text": "A good case study.", "application_id": "eng"}
    assert update_fact("note", data, begin("manual:ann"), now=MONDAY).type == "noted"
