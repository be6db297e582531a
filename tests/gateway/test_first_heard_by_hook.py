"""The first event about somebody who applied long ago (R20, S20): by each ATS's door, and then as their clock takes it.

A move is followed up as the move of today that it is; what merely shows where they stand is a coming in mid-way.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from integrations.arrivals import OutgoingSignal, Request
from integrations.ashby.events import Ashby
from tests.domain.lives import Story, live
from tests.integrations.ats import greenhouse_words, lever_words, test_ashby
from tests.integrations.ats.ats_desk import NOW, Desk, fact_of
from tests.integrations.ats.lever_server import LeverServer

CASES = Path(__file__).parent / "cases"
SOON = NOW + timedelta(days=2, hours=8)
DAYS = (0, 2, 7, 30, 300)


@contextmanager
def ashby_desk(folder: Path) -> Iterator[Desk]:
    made = Desk(folder, Ashby([test_ashby.SECRET]))
    yield made
    made.ledger.close()


def lived(tells: Iterable[OutgoingSignal], days: float = 2) -> Story:
    """What becomes of whoever is told about in the next days, if nobody does anything."""
    told = [(NOW, fact_of(tell)) for tell in tells]
    return live(told, start=NOW, days=days)


def iso(days: float) -> str:
    return (NOW - timedelta(days=days)).isoformat()


def greenhouse(action: str, **more: Any) -> Callable[[int], Request]:
    def said(days: int) -> Request:
        app = greenhouse_words.application(applied_at=iso(days), **more)
        return greenhouse_words.about(app, action)

    return said


def ashby(action: str, **more: Any) -> Callable[[int], Request]:
    def said(days: int) -> Request:
        app = test_ashby.application("Onsite", "Active", createdAt=iso(days), **more)
        return test_ashby.signed(action, {"application": app})

    return said


@pytest.mark.parametrize("days", DAYS)
def test_r20_a_first_webhook_that_moves_them_is_followed_up_as_a_move_of_today(tmp_path: Path, days: int) -> None:
    """However long ago they applied, in each ATS."""
    found: dict[str, list[str]] = {}
    with greenhouse_words.greenhouse_desk(tmp_path / "greenhouse") as desk:
        moved = greenhouse("candidate_stage_change", current_stage={"id": 1, "name": "Face to Face"})
        found["greenhouse"] = lived(desk.read(moved(days)).tells).steps()
    with ashby_desk(tmp_path / "ashby") as desk:
        found["ashby"] = lived(desk.read(ashby("candidateStageChange")(days)).tells).steps()
    with lever_words.lever_server() as server, lever_words.lever_desk(tmp_path / "lever", server) as desk:
        found["lever"] = lived(lever_moved(desk, server, days)).steps()
    assert found == {"greenhouse": ["invite"], "ashby": ["invite"], "lever": ["invite"]}


def lever_moved(desk: Desk, server: LeverServer, days: int) -> tuple[OutgoingSignal, ...]:
    shown = lever_words.opportunity("On-Site Interview", createdAt=lever_words.ms(NOW - timedelta(days=days)))
    server.put(f"opportunities/{lever_words.OPP}", shown)
    return desk.read(lever_words.about("candidateStageChange")).tells


@pytest.mark.parametrize("days", DAYS[1:])
def test_s20_a_first_webhook_that_only_shows_them_is_a_coming_in_mid_way(tmp_path: Path, days: int) -> None:
    """Somebody edited the application: nobody says since when they stand where they stand."""
    found: dict[str, list[str]] = {}
    with greenhouse_words.greenhouse_desk(tmp_path / "greenhouse") as desk:
        edited = greenhouse("application_updated", current_stage={"id": 1, "name": "Face to Face"})
        found["greenhouse"] = lived(desk.read(edited(days)).tells).steps()
    with ashby_desk(tmp_path / "ashby") as desk:
        found["ashby"] = lived(desk.read(ashby("applicationUpdate")(days)).tells).steps()
    assert found == {"greenhouse": ["catch-up"], "ashby": ["catch-up"]}


def test_r20_ashby_tells_a_move_and_an_update_with_one_click_and_it_counts_as_the_move(tmp_path: Path) -> None:
    with ashby_desk(tmp_path) as desk:
        events = [desk.read(ashby(action)(30)).tells for action in ("applicationUpdate", "candidateStageChange")]
        for order in (events, events[::-1]):
            assert lived(tell for tells in order for tell in tells).steps() == ["invite"]


@pytest.mark.parametrize(
    ("more", "steps"),
    [
        ({"rejected_at": iso(40)}, []),
        ({"rejected_at": iso(0)}, ["closure"]),
    ],
    ids=["rejected long ago", "rejected now"],
)
def test_r20_only_a_rejection_of_today_is_told_to_whoever_is_first_heard_of(
    tmp_path: Path, more: dict[str, Any], steps: list[str]
) -> None:
    with greenhouse_words.greenhouse_desk(tmp_path) as desk:
        app = greenhouse_words.application(applied_at=iso(90), **greenhouse_words.REJECTED | more)
        assert lived(desk.read(greenhouse_words.about(app, "reject_candidate")).tells).steps() == steps


def test_r20_an_old_hire_is_on_record_and_a_start_that_lies_ahead_is_welcomed(tmp_path: Path) -> None:
    with greenhouse_words.greenhouse_desk(tmp_path) as desk:
        for start, steps in ((NOW - timedelta(days=200), []), (NOW + timedelta(days=20), ["welcome"])):
            app = greenhouse_words.application(
                None, applied_at=iso(300), status="hired", offer={"starts_at": f"{start:%Y-%m-%d}"}
            )
            app["last_activity_at"] = iso(100)
            assert lived(desk.read(greenhouse_words.about(app, "application_updated")).tells).steps() == steps


def test_r15_what_ats_and_we_put_on_record_is_not_dated_before_they_came_in(tmp_path: Path) -> None:
    with greenhouse_words.greenhouse_desk(tmp_path) as desk:
        app = greenhouse_words.application("Offer", applied_at=iso(200))
        app["last_activity_at"] = iso(20)
        story = lived(desk.read(greenhouse_words.about(app, "application_updated")).tells, days=20)
    assert story.of("task_opened") and story.sent
    assert min(f.occurred_at for f in story.facts if f.source == "system") >= NOW


def test_an_old_prospect_of_whom_we_hear_now_is_written_to_now(tmp_path: Path) -> None:
    """Added to a job two months ago: nothing was ever sent, so nobody says that a message got no answer."""
    case = json.loads((CASES / "old-prospect-first-heard.json").read_text())
    body = filled(case["body"], NOW)
    with greenhouse_words.greenhouse_desk(tmp_path) as desk:
        story = lived(desk.read(greenhouse_words.signed(body["action"], body["payload"])).tells, days=3)
    assert story.steps() == ["outreach"] and story.sent[0].occurred_at <= SOON
    assert not story.of("went_quiet"), case["expected"]


def filled(value: Any, now: datetime) -> Any:
    """The case with its instants: `<now - 60 days>`."""
    if isinstance(value, dict):
        return {name: filled(one, now) for name, one in value.items()}
    if isinstance(value, list):
        return [filled(one, now) for one in value]
    if isinstance(value, str) and value.startswith("<now - "):
        return (now - timedelta(days=int(value.split()[2]))).isoformat()
    return value
