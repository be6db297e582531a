"""Hiring managers at the desk: their interviews without their word, their jobs, and nobody else's."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest

from domain import events as e
from domain.names import Stage
from ledger.store import Ledger
from tests.clocks import WEDNESDAY
from tests.desk.desk_house import LEA, MAX, OLU, DeskHouse
from tests.gateway.applicants import ANN, applied, at_stage, record, told

MAX_ODE = e.Person(name="Max Ode", email="max@acme.example")
KIM = e.Person(name="Kim Park", email="kim@acme.example")
BEN = "greenhouse:77"
HOUR = timedelta(hours=1)


def _interviewed(ledger: Ledger, *who: e.Person, ident: str = ANN, manager: e.Person = KIM, name: str = "Ann") -> None:
    record(
        ledger,
        applied(hiring_manager=manager, first_name=name, email=f"{name.lower()}@example.com"),
        at_stage(Stage.INTERVIEW, WEDNESDAY - timedelta(days=6)),
        told(
            e.InterviewScheduled, WEDNESDAY - timedelta(days=3), at=WEDNESDAY - timedelta(days=2), interview_id="i1",
            title="Technical interview", interviewers=who,
        ),
        ident=ident,
    )  # fmt: skip


def _places(page: str) -> list[str]:
    return re.findall(r'name="interview" value="([^"]+)"', page)


async def test_r14_a_hiring_manager_sees_the_interviews_that_want_their_word_and_no_others(desk: DeskHouse) -> None:
    _interviewed(desk.ledger, MAX_ODE, KIM)
    _interviewed(desk.ledger, KIM, ident=BEN, name="Ben")
    _interviewed(desk.ledger, ident="greenhouse:78", name="Cem", manager=MAX_ODE)  # nobody told who took part
    record(desk.ledger, told(e.ReplyReceived, WEDNESDAY - HOUR, text="My salary is a secret"))
    page = html.unescape((await (await desk.browser(MAX)).get("/")).text)
    for seen in ("Ann Lee", "Cem Lee", "Technical interview", "Would you move forward with them?", "2 interviews"):
        assert seen in page, seen
    for kept in ("Ben Lee", "salary", "ann@example.com", "/candidates/", "Kim Park"):
        assert kept not in page, kept


async def test_r14_what_is_called_off_ahead_answered_or_closed_is_asked_of_nobody(desk: DeskHouse) -> None:
    _interviewed(desk.ledger, MAX_ODE)
    ahead = told(
        e.InterviewScheduled, WEDNESDAY - HOUR, at=WEDNESDAY + HOUR, interview_id="i2", interviewers=(MAX_ODE,)
    )
    record(desk.ledger, ahead)
    max_ = await desk.browser(MAX)
    assert len(_places((await max_.get("/feedback")).text)) == 1
    record(
        desk.ledger,
        told(e.FeedbackReceived, WEDNESDAY - HOUR, interview_id="i1", by=MAX_ODE, answer="no", text="Vague"),
    )
    page = html.unescape((await max_.get("/feedback")).text)
    assert "Nothing is waiting for your feedback." in page
    assert "You answered <strong>No</strong>" in page
    assert "Vague" not in page
    _interviewed(desk.ledger, MAX_ODE, ident=BEN, name="Ben")
    record(desk.ledger, told(e.Rejected, WEDNESDAY - HOUR), ident=BEN)
    assert "Ben" not in (await max_.get("/feedback")).text


async def test_r14_nobody_gives_feedback_on_an_interview_that_is_not_theirs(desk: DeskHouse) -> None:
    _interviewed(desk.ledger, MAX_ODE)
    _interviewed(desk.ledger, KIM, ident=BEN, name="Ben")
    max_ = await desk.browser(MAX)
    (place,) = _places((await max_.get("/feedback")).text)
    for form in ({"candidate": BEN, "interview": place}, {"candidate": ANN, "interview": "x"}, {"candidate": "nobody"}):
        said = html.unescape((await max_.post("/feedback", answer="yes", **form)).text)
        assert "isn't yours" in said
    lea = await desk.browser(LEA)
    await lea.get("/feedback")
    said = html.unescape((await lea.post("/feedback", answer="yes", candidate=ANN, interview=place)).text)
    assert "isn't yours" in said
    assert {"refused: not their interview"} <= {row["kind"] for row in desk.ledger.desk.events()}
    olu = await desk.browser(OLU)
    assert (await olu.send("/feedback", {"csrf": olu.csrf, "candidate": ANN})).status_code == 403


@pytest.mark.parametrize(
    ("answer", "text", "said"),
    [
        ("", "", "Choose yes, no or not sure."),
        ("maybe", "", "Choose yes, no or not sure."),
        ("yes", "x" * 2001, "Use no more than 2000 characters."),
        ("yes", "Clear.", "Temporal isn't responding, so nothing was done."),
    ],
)
async def test_what_cannot_be_saved_is_said(desk: DeskHouse, answer: str, text: str, said: str) -> None:
    _interviewed(desk.ledger, MAX_ODE)
    max_ = await desk.browser(MAX)
    (place,) = _places((await max_.get("/feedback")).text)
    given = await max_.post("/feedback", candidate=ANN, interview=place, answer=answer, text=text)
    assert said in html.unescape(given.text)


async def test_a_hiring_manager_sees_their_jobs_and_no_others(desk: DeskHouse) -> None:
    _interviewed(desk.ledger, MAX_ODE)
    record(desk.ledger, applied(ident="ops", job_title="Operator", hiring_manager=KIM, first_name="Ben"), ident=BEN)
    max_ = await desk.browser(MAX)
    page = (await max_.get("/jobs")).text
    assert "Data Engineer" in page
    assert "Operator" not in page
    assert (await max_.get("/jobs/eng")).status_code == 200
    assert (await max_.get("/jobs/ops")).status_code == 404
    assert "Operator" in (await (await desk.browser(LEA)).get("/jobs")).text


async def test_whom_a_former_release_projected_is_found_all_the_same(desk: DeskHouse) -> None:
    _interviewed(desk.ledger, MAX_ODE)
    with desk.ledger._database.writing("former") as connection:
        connection.exec_driver_sql("UPDATE applications SET colleagues = NULL")
    assert "Ann Lee" in (await (await desk.browser(MAX)).get("/feedback")).text
