"""An interview was held: whoever held it is mailed, answers on their page, and is left in peace; or is silent (R14)."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from channels.outbox import OutboxEntry
from domain.people.team import colleague_mark
from ledger.playbooks.folder import read_playbook
from starter.embedded import LocalServer
from tests.gateway.gate import gateway, plain_client
from tests.house import QUICK, House, build, connected, until
from tests.machine_time import machine_now

pytestmark = pytest.mark.machine_time

PUBLIC = "https://follow.acme.example"
MAX = {"name": "Max Ode", "email": "max@acme.example"}
KIM = {"name": "Kim Park", "email": "kim@acme.example"}
RITA = {"name": "Rita Alvarez", "email": "rita@acme.example"}
DEFAULT = Path(__file__).parents[2] / "playbooks" / "default"

ASKS = """
  interview:
    steps:
      - {step: collect-feedback, to: interviewers, question: feedback, after: interview_held, every: %s, times: 2,
         expires: P1D, message: [colleagues/feedback, colleagues/feedback-2]}
"""


def asking(folder: Path, again: str) -> Path:
    """The quick playbook, which asks whoever interviewed somebody at once, and again so much later."""
    shutil.copytree(QUICK, folder)
    rules = folder / "playbook.yaml"
    rules.write_text(rules.read_text() + ASKS % again)
    shutil.copytree(DEFAULT / "messages" / "colleagues", folder / "messages" / "colleagues")
    shutil.copy(DEFAULT / "messages" / "_signature.md", folder / "messages")
    assert read_playbook(folder)
    return folder


@pytest.fixture
async def house(
    server: LocalServer, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[House]:
    monkeypatch.setenv("TEMPORAL_ADDRESS", server.address)
    playbook = asking(tmp_path / "playbook", request.param)
    made = build(await connected(server.address), tmp_path / "home", playbook=playbook, public_url=PUBLIC)
    yield made
    await made.leave()


async def interviewed(house: House, *who: dict[str, str]) -> str:
    """Ann's interview with these was held just now."""
    ann = await house.applies("ann", recruiter=RITA, stage="interview")
    at = machine_now().isoformat()
    await house.tell(ann, "interview_scheduled", application_id="eng", interview_id="i1", at=at, interviewers=list(who))
    await house.tell(ann, "interview_held", application_id="eng", interview_id="i1", ended_at=at)
    return ann


def mails_to(house: House, who: dict[str, str]) -> list[OutboxEntry]:
    return [mail for mail in house.outbox() if mail.to == who["email"]]


def link_in(mail: OutboxEntry) -> str:
    found = re.search(rf"{PUBLIC}(/f/[\w-]+)", mail.text)
    assert found, mail.text
    return found[1]


def asked(house: House, ann: str, **about: Any) -> list[dict[str, Any]]:
    rows = house.rows(ann, "colleague_asked")
    return [row for row in rows if all(row[name] == value for name, value in about.items())]


@pytest.mark.parametrize("house", ["PT6S"], indirect=True)
async def test_r14_an_interviewer_answers_with_one_press_and_gets_no_reminder(house: House) -> None:
    async with (
        house.working(settings=house.settings),
        gateway(house.settings, house.ledger, clock=machine_now) as gate,
        plain_client() as browser,
    ):
        ann = await interviewed(house, MAX, KIM)
        await until(lambda: mails_to(house, MAX) and mails_to(house, KIM), what="a mail to each interviewer")
        (mail,) = mails_to(house, MAX)
        assert "Max Ode" in mail.text and "Ann" in mail.text and "Rita" in mail.text
        url = gate.url + link_in(mail)
        for method in ("HEAD", "GET"):  # a mail scanner
            assert (await browser.request(method, url)).status_code == 200
        assert house.rows(ann, "feedback_received") == []
        page = (await browser.get(url)).text
        form = re.search(r'name="n" value="([^"]+)"', page)
        assert form
        said = {"n": form[1], "answer": "yes", "text": "Clear, kind & <b>swift</b>."}
        assert (await browser.post(url, data=said)).status_code == 200
        await until(lambda: house.rows(ann, "feedback_received"), what="the answer")
        assert (await browser.post(url, data=said)).status_code == 200, "pressed twice is said once"
        await until(lambda: len(mails_to(house, KIM)) == 2, what="the reminder to whoever was silent")
        await until(lambda: house.rows(ann, "task_opened"), what="the task for the recruiter")
    (answer,) = house.rows(ann, "feedback_received")
    assert (answer["answer"], answer["text"]) == ("yes", "Clear, kind & <b>swift</b>.")
    assert answer["by"]["name"] == "Max Ode" and answer["source"] == "colleague"
    max_, kim = (colleague_mark(*who.values()) for who in (MAX, KIM))
    assert [row.get("number", 1) for row in asked(house, ann, asked=max_)] == [1], "no reminder"
    assert [row.get("number", 1) for row in asked(house, ann, asked=kim)] == [1, 2]
    assert all("<b>" not in mail.text and "swift" not in mail.text for mail in house.outbox())
    (task,) = house.rows(ann, "task_opened")
    assert "Kim Park" in task["title"] and "Max Ode" not in task["title"]
    assert [row["channel"] for row in house.rows(ann, "sent")] == [], "not a word of it to the candidate"


@pytest.mark.parametrize("house", ["PT1S"], indirect=True)
async def test_r14_a_silent_interviewer_is_reminded_once_and_then_the_recruiter_has_a_task(house: House) -> None:
    async with house.working(settings=house.settings):
        ann = await interviewed(house, MAX)
        await until(lambda: house.rows(ann, "task_opened"), what="the task for the recruiter")
        first, second = mails_to(house, MAX)
        assert first.subject != second.subject and link_in(first) != link_in(second)
        (task,) = house.rows(ann, "task_opened")
        assert task["kind"] == "colleague" and task["assignee"] == "Rita Alvarez" and "Max Ode" in task["title"]
        await house.tell(ann, "feedback_received", application_id="eng", by=MAX, answer="no")
        await until(lambda: house.rows(ann, "task_dropped"), what="the end of the task")
    assert len(mails_to(house, MAX)) == 2
    assert house.ledger.verify(ann) == []
