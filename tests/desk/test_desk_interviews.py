"""Interviews at the desk: an odd hour is said before anything is, and what is over is neither moved nor called off."""

from __future__ import annotations

import html
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain import events as e
from domain.names import Stage
from tests.clocks import WEDNESDAY
from tests.desk.desk_house import LEA, MAX, OLU, RITA, DeskHouse
from tests.gateway.applicants import ANN, applied, at_stage, record, told

NEW_YORK = ZoneInfo("America/New_York")
AWAY = "Temporal isn't responding, so nothing was done."


def _at(days: int, hour: int) -> str:
    """A time of the company's clock, in New York, as a browser's field has it."""
    day = (WEDNESDAY.astimezone(NEW_YORK) + timedelta(days=days)).replace(hour=hour, minute=0)
    return f"{day:%Y-%m-%dT%H:%M}"


def _scheduled(at: datetime, ident: str = "i1") -> e.InterviewScheduled:
    found: e.InterviewScheduled = told(
        e.InterviewScheduled, WEDNESDAY - timedelta(days=3), at=at, interview_id=ident, title="First talk"
    )
    return found


def _in_tokyo(desk: DeskHouse, *facts: e.Event) -> None:
    stage = at_stage(Stage.INTERVIEW, WEDNESDAY - timedelta(days=4))
    record(desk.ledger, applied(timezone="Asia/Tokyo"), stage, *facts)


@pytest.mark.parametrize(
    ("hour", "said"),
    [(14, "their time). That's early or late for them."), (20, "(their time)"), (25, ""), (-1, "")],
    ids=["odd", "another clock", "no time", "nothing chosen"],
)
async def test_what_the_candidates_clock_says_is_shown_while_a_time_is_chosen(
    desk: DeskHouse, hour: int, said: str
) -> None:
    _in_tokyo(desk)
    lea = await desk.browser(LEA)
    at = _at(2, hour) if 0 <= hour < 24 else "2026-12-04T25:00" if hour > 0 else ""
    found = await lea.send("/hours", {"csrf": lea.csrf, "candidate": ANN, "at": at, "minutes": "45"}, hx_request="true")
    assert said in html.unescape(found.text)
    assert ("notice" in found.text) is bool(said)
    assert ("early or late" in found.text) is (hour == 14)


@pytest.mark.parametrize("act", ["interview", "interview-move"])
async def test_an_odd_hour_for_the_candidate_wants_a_tick(desk: DeskHouse, act: str) -> None:
    _in_tokyo(desk, _scheduled(WEDNESDAY + timedelta(days=1)))
    lea = await desk.browser(LEA)
    form = {"candidate": ANN, "application": "eng", "interview": "i1", "at": _at(2, 14)}
    refused = html.unescape((await lea.post(f"/act/{act}", **form)).text)
    assert "(their time). If you mean it, tick" in refused
    assert AWAY in html.unescape((await lea.post(f"/act/{act}", **form, odd="yes")).text), "it was to be told"
    assert AWAY in html.unescape((await lea.post(f"/act/{act}", **(form | {"at": _at(2, 20)}))).text), (
        "a good hour there"
    )


async def test_only_a_colleague_of_the_team_is_asked_for_feedback_on_an_interview(desk: DeskHouse) -> None:
    _in_tokyo(desk)
    lea = await desk.browser(LEA)
    page = (await lea.get(f"/candidates/{ANN}")).text
    offered = page.partition('name="interviewer"')[2].partition("</select>")[0]
    assert [name in offered for name in (MAX.name, LEA.name, RITA.name, OLU.name)] == [True, True, True, False]
    form = {"candidate": ANN, "application": "eng", "at": _at(2, 20)}
    refused = (await lea.post("/act/interview", **form, interviewer="somebody")).text
    assert "Choose a colleague to give feedback." in refused
    assert AWAY in html.unescape((await lea.post("/act/interview", **form, interviewer=MAX.key)).text), "it is told"


@pytest.mark.parametrize(
    ("act", "interview", "said"),
    [
        ("interview-move", "i1", "It took place"),
        ("interview-off", "i1", "It took place"),
        ("interview-held", "i1", "It took place"),
        ("interview-move", "i2", "It was called off"),
        ("interview-off", "i2", "It was called off"),
        ("interview-held", "i2", "It was called off"),
        ("interview-held", "i3", "hasn't taken place yet"),
        ("interview-off", "none", "isn't there any more"),
        ("interview-off", "i3", AWAY),
    ],
)
async def test_what_is_over_is_neither_moved_nor_called_off_again(
    desk: DeskHouse, act: str, interview: str, said: str
) -> None:
    _in_tokyo(
        desk,
        _scheduled(WEDNESDAY - timedelta(days=2)),
        told(e.InterviewHeld, WEDNESDAY - timedelta(days=1), interview_id="i1"),
        _scheduled(WEDNESDAY + timedelta(days=1), "i2"),
        told(e.InterviewCancelled, WEDNESDAY - timedelta(hours=1), interview_id="i2"),
        _scheduled(WEDNESDAY + timedelta(days=2), "i3"),
    )
    lea = await desk.browser(LEA)
    form = {"candidate": ANN, "application": "eng", "interview": interview, "at": _at(3, 20)}
    assert said in html.unescape((await lea.post(f"/act/{act}", **form)).text)


async def test_what_went_wrong_is_said_beside_the_form_and_what_was_typed_stays(desk: DeskHouse) -> None:
    _in_tokyo(desk)
    lea = await desk.browser(LEA)
    form = {"csrf": lea.csrf, "candidate": ANN, "text": "A long note", "next": "page", "back": f"/candidates/{ANN}"}
    found = await lea.send("/act/note", form, hx_request="true")
    assert found.status_code == 503
    assert "<html" not in found.text
    assert AWAY in html.unescape(found.text)
    empty = await lea.send("/act/note", form | {"text": " "}, hx_request="true")
    assert empty.status_code == 422
    assert "Write something first." in empty.text
