"""The contract of `status`: what other releases answer is read, and what is printed stays to the letter."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lives import application, live

from domain.views.candidate_status import CandidateStatus
from domain.views.status import status_view

OLDER: dict[str, Any] = {
    "id": "manual:ann",
    "name": "Ann Lee",
    "state": "active",
    "applications": [{"id": "eng", "job": "ENG", "stage": "applied", "since": "2026-11-25T15:00:00+00:00"}],
    "last_contact_at": None,
    "next": None,
    "why": "",
    "tasks": [{"task": "answer-1", "kind": "answer", "title": "Answer them", "due_at": "2026-11-26T15:00:00+00:00"}],
    "position": {"seq": 3, "head": "ab"},
}
"""As the first release answered a query."""


def test_what_an_older_worker_answers_to_a_query_is_read() -> None:
    view = CandidateStatus.model_validate(OLDER)
    assert view.joined == () and view.doubted_since is None and not view.peace and not view.paused
    assert view.applications[0].interview_at is None and view.tasks[0].answers == () and view.position.seq == 3
    kept = view.as_json()
    assert kept["applications"][0]["since"] == OLDER["applications"][0]["since"]
    assert kept["tasks"][0]["due_at"] == OLDER["tasks"][0]["due_at"]


def test_what_a_newer_worker_answers_is_handed_on() -> None:
    newer = json.loads(json.dumps(OLDER)) | {"mood": "cheerful", "state": "dozing"}
    newer["tasks"][0]["colour"] = "red"
    kept = CandidateStatus.model_validate(newer).as_json()
    assert (kept["mood"], kept["state"], kept["tasks"][0]["colour"]) == ("cheerful", "dozing", "red")


def test_what_is_printed_is_what_the_ledger_keeps_to_the_letter() -> None:
    kept = status_view(live([application(), application(ident="ops")], days=9).state)
    assert kept["next"]["at"].endswith("+00:00") and kept["applications"][0]["since"].endswith("+00:00")
    assert json.dumps(CandidateStatus.model_validate(kept).as_json()) == json.dumps(kept)


def test_a_view_without_an_id_is_no_candidate() -> None:
    with pytest.raises(ValueError, match="id"):
        CandidateStatus.model_validate({name: said for name, said in OLDER.items() if name != "id"})
