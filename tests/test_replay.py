"""Recorded histories replay: whoever waits today goes on tomorrow, whatever changed in between."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer, UnsandboxedWorkflowRunner

from connection import DATA_CONVERTER
from domain.replies.ready import make_ready
from workflows.broadcast import CandidateBroadcast
from workflows.candidate import CandidateFollowUp
from workflows.intake import CandidateIntake

HISTORIES = sorted((Path(__file__).parent / "histories").glob("*.json"))


def replayer(**more: object) -> Replayer:
    make_ready()  # as a worker does: reading the first reply may hold a busy machine up for longer than a task may take
    given = {"data_converter": DATA_CONVERTER} | more
    return Replayer(
        workflows=[CandidateFollowUp, CandidateIntake, CandidateBroadcast],
        **given,  # type: ignore[arg-type]
    )


def test_there_are_recorded_histories() -> None:
    assert len(HISTORIES) >= 9


@pytest.mark.parametrize("path", HISTORIES, ids=lambda path: path.stem)
@pytest.mark.parametrize("sandboxed", [False, True], ids=["as it runs", "in the sandbox"])
async def test_a_recorded_history_replays(path: Path, sandboxed: bool) -> None:
    more = {} if sandboxed else {"workflow_runner": UnsandboxedWorkflowRunner()}
    history = WorkflowHistory.from_json("candidate-manual-ann", path.read_text())
    await replayer(**more).replay_workflow(history)


async def test_the_replay_would_see_a_changed_command() -> None:
    """A test that cannot fail proves nothing: a history whose timer never was must not replay."""
    path = next(p for p in HISTORIES if p.stem == "steady_touches")
    data = json.loads(path.read_text())
    for entry in data["events"]:
        if entry["eventType"].endswith("UPSERT_WORKFLOW_SEARCH_ATTRIBUTES"):
            entry["eventType"] = "EVENT_TYPE_MARKER_RECORDED"
            del entry["upsertWorkflowSearchAttributesEventAttributes"]
            entry["markerRecordedEventAttributes"] = {"markerName": "other"}
            break
    history = WorkflowHistory.from_json("candidate-manual-ann", json.dumps(data))
    with pytest.raises(Exception, match=r"[Nn]ondeterminism|[Nn]on-determinis"):
        await replayer().replay_workflow(history)
