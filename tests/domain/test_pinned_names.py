"""Every persisted name and id: a change here breaks running candidates, so it is pinned."""

from __future__ import annotations

from datetime import date

import pytest

from domain import names
from domain.events import EVENT_TYPES, SIGNAL_EVENTS, UPDATE_EVENTS
from domain.names import (
    BadId,
    broadcast_workflow_id,
    candidate_id,
    digest,
    event_id_of_intake,
    intake_workflow_id,
    touch_key,
    workflow_id,
)
from domain.reducers.touches import parse_touch_key
from tests.tables import each


def test_pin_temporal_names() -> None:
    assert (names.TASK_QUEUE, names.CANDIDATE_WORKFLOW, names.INTAKE_WORKFLOW) == (
        "followup",
        "CandidateFollowUp",
        "CandidateIntake",
    )
    assert (names.DIGEST_WORKFLOW, names.DIGEST_SCHEDULE) == ("DailyDigest", "followup-digest")
    assert (names.REPORT_WORKFLOW, names.REPORT_SCHEDULE) == ("WeeklyReport", "followup-report")
    assert names.report_key(date(2026, 7, 15), "mark", "again") == "-/report/2026-07-15/mark.again"
    assert names.is_digest_key(names.report_key(date(2026, 7, 15), "mark"))
    assert (names.FEED_WORKFLOW, names.feed_workflow_id("checkpoint")) == ("Feed", "feed-checkpoint")
    assert (names.BROADCAST_WORKFLOW, names.BROADCAST_PROGRESS) == ("CandidateBroadcast", "progress")
    assert names.QUERIES == ("status", "plan")
    assert names.SEARCH_ATTRIBUTES == {
        "FollowUpStage": "Keyword",
        "FollowUpState": "Keyword",
        "FollowUpJob": "KeywordList",
        "FollowUpRecruiter": "Keyword",
        "NextFollowUpAt": "Datetime",
    }


def test_pin_signals_and_updates() -> None:
    assert " ".join(names.SIGNALS) == (
        "application_received stage_changed interview_scheduled interview_held interview_cancelled reply_received "
        "rejected rejection_withdrawn offer_extended offer_answered hired hire_withdrawn withdrawn contacted "
        "candidate_updated candidate_merged opted_out opted_in survey_answered survey_completed "
        "delivery_reported replan feedback_received left"
    )
    assert " ".join(names.UPDATES) == (
        "pause resume promise note complete_task approve send_now snooze set_preferences rate erase say undo assign "
        "redact"
    )
    assert set(SIGNAL_EVENTS) == set(names.SIGNALS)
    assert set(UPDATE_EVENTS) <= set(names.UPDATES)


def test_pin_stored_values() -> None:
    assert [str(s) for s in names.Stage] == [
        "prospect", "applied", "screening", "interview", "offer", "hired", "rejected", "withdrawn", "network",
    ]  # fmt: skip
    assert [str(c) for c in names.Channel] == ["email", "sms", "phone", "linkedin"]
    assert [str(s) for s in names.FollowUpState] == ["active", "paused", "attention", "closed"]
    assert [str(s) for s in names.AttemptState] == [
        "reserved", "attempting", "accepted", "refused", "not_accepted", "unknown",
    ]  # fmt: skip


def test_pin_types_of_facts_at_least_these() -> None:
    """A type may be added; one that stands in a ledger may never go or change its name."""
    stored = {
        "application_received", "stage_changed", "interview_scheduled", "interview_held", "interview_cancelled",
        "reply_received", "rejected", "rejection_withdrawn", "offer_extended", "offer_answered", "hired",
        "hire_withdrawn", "withdrawn", "contacted", "candidate_updated", "candidate_merged", "opted_out",
        "opted_in", "survey_answered", "delivery_reported", "replan", "paused", "resumed", "promised", "noted",
        "task_completed", "send_requested", "snoozed", "preferences_set", "rated", "sent", "held", "skipped",
        "expired", "not_accepted", "refused", "delivery_unknown", "task_opened", "task_reminded", "task_escalated",
        "task_dropped", "silence_breached", "went_quiet", "attention_raised", "attention_cleared", "message_refused",
        "history_joined", "handed_over", "merge_refused", "merge_awaited",
        "recovered", "told_early", "taken_back", "undone", "survey_completed",
    }  # fmt: skip
    assert stored <= set(EVENT_TYPES)


@pytest.mark.parametrize(
    ("typed", "full", "workflow"),
    [
        ("ann-lee", "manual:ann-lee", "candidate-manual-ann-lee"),
        ("greenhouse:123", "greenhouse:123", "candidate-greenhouse-123"),
        ("lever:a.b_C-9", "lever:a.b_C-9", "candidate-lever-a.b_C-9"),
        ("x" * 100, "manual:" + "x" * 100, "candidate-manual-" + "x" * 100),
    ],
)
def test_ids_of_candidates_and_workflows(typed: str, full: str, workflow: str) -> None:
    assert candidate_id(typed) == full
    assert candidate_id(full) == full
    assert workflow_id(full) == workflow
    assert candidate_id("7", default_source="lever") == "lever:7"
    assert intake_workflow_id("evt-1") == "intake-evt-1"
    assert event_id_of_intake("intake-evt-1") == "evt-1"
    assert event_id_of_intake("their-own-7") == "their-own-7"
    long = {event_id_of_intake(f"intake-{'x' * 200}{end}") for end in "ab"}
    assert len(long) == 2 and all(len(one) <= 200 for one in long)
    assert broadcast_workflow_id("replan", "1a2b") == "broadcast-" + digest("replan", "1a2b")


@each(
    ("typed", "says"),
    [
        ("ann@example.com", "must not contain an email address"),
        ("manual:ann@example.com", "must not contain an email address"),
        ("", "may hold letters"),
        ("manual:", "may hold letters"),
        ("Green House:1", "only lower-case letters and digits"),
        (":1", "only lower-case letters and digits"),
        ("a b", "may hold letters"),
        ("a/b", "may hold letters"),
        ("-a", "may hold letters"),
        ("a:b:c", "may hold letters"),
        ("x" * 101, "at most 100"),
        ("Zoë", "may hold letters"),
        ("ann\n", "may hold letters"),
    ],
)
def test_bad_ids_are_told_in_a_sentence(typed: str, says: str) -> None:
    with pytest.raises(BadId, match=says):
        candidate_id(typed)


def test_no_two_candidates_share_a_workflow() -> None:
    """A source holds no dash, so the first dash after it ends it."""
    assert workflow_id("a:b-c") != workflow_id("ab:c")
    with pytest.raises(BadId):
        workflow_id("a-b:c")


def test_touch_keys_are_pinned_and_read_back() -> None:
    key = touch_key("greenhouse:1", "job/7", "interview", 3, "thank-you", "1.2")
    assert key == "greenhouse:1/job/7/interview.3/thank-you/1.2"
    assert parse_touch_key(key) == ("job/7", names.Stage.INTERVIEW, 3, "thank-you", "1.2")
    with pytest.raises(ValueError):  # noqa: PT011 - which one does not matter
        parse_touch_key("some other system's message")


def test_keys_of_mails_to_colleagues_are_pinned_and_can_be_no_candidate_s_touch() -> None:
    mark = names.reader_mark(" Dana@Acme.example ")
    key = names.digest_key(date(2026, 11, 23), mark)
    assert (mark, key) == ("652918e0e8abc3c5", "-/digest/2026-11-23/652918e0e8abc3c5")
    assert names.digest_key(date(2026, 11, 23), mark, "again1") == f"{key}.again1"
    assert names.is_digest_key(key) and not names.is_digest_key(touch_key("manual:a", "j", "applied", 1, "s", "1"))
    with pytest.raises(BadId):
        candidate_id(key.partition("/")[0])
    with pytest.raises(ValueError):  # noqa: PT011 - which one does not matter
        parse_touch_key(key)


def test_digests_are_pinned() -> None:
    assert digest("a", "b") == "f04cdced9736a69d"
    assert digest("ab") != digest("a", "b") and digest("a", "b", size=8) == digest("a", "b")[:8]
