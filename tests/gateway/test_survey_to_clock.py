"""From the survey's page to a colleague's answer and the report: real Temporal, worker and gateway (S16, R14)."""

from __future__ import annotations

from math import ceil
from pathlib import Path

import httpx
import pytest

from domain.messages.drafts import FEEDBACK_SUBJECT
from domain.names import SAY_STEP
from domain.playbook.model import Playbook
from domain.reporting.figures import Period
from domain.reporting.report import make_report
from starter.embedded import LocalServer
from tests.gateway.gate import gateway
from tests.house import build, connected, until
from tests.ledgers import default_playbook
from tests.machine_time import machine_now, noon_zone

pytestmark = pytest.mark.machine_time

PEOPLE = ("ann", "bob", "cleo", "dan", "eva")


async def test_s16_what_five_people_answer_is_counted_and_what_one_of_them_writes_is_answered(
    server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEMPORAL_ADDRESS", server.address)
    house = build(await connected(server.address), tmp_path / "home", public_url="https://follow.acme.example")
    content = default_playbook().model_dump(mode="json")
    content["company"]["timezone"] = noon_zone()
    playbook = Playbook.model_validate(content)
    house.ledger.playbooks.apply(playbook.model_dump(mode="json"), playbook.version, "tests", machine_now())

    def shown() -> list[int]:
        assert house.ledger.report_keeper.catch_up(machine_now())
        now = ceil(machine_now().timestamp())
        rows = house.ledger.report_rows.rows(Period(now - 86400, now, now))
        made = make_report(rows, Period(now - 86400, now, now), by=("recruiter",))
        of_rita = [one.figures["K7"] for one in made.segments if one.by == "recruiter"]
        return [made.figures["K7"]["score"].n, made.figures["K7"]["nps"].n, *(one["score"].n for one in of_rita)]

    async with (
        house.working(settings=house.settings),
        gateway(house.settings, house.ledger, clock=machine_now) as gate,
        httpx.AsyncClient(timeout=30, verify=False) as client,
    ):
        rita = {"name": "Rita Lopez", "email": "rita@acme.example"}
        for number, name in enumerate(PEOPLE):
            ident = await house.applies(name, recruiter=rita)
            await house.tell(ident, "rejected", application_id="eng")
            await house.tell(ident, "contacted", application_id="eng")
            await until(lambda ident=ident: "contacted" in house.types(ident), what="the rejection")
            page = f"{gate.url}/c/{house.ledger.links.plain(ident, machine_now())}/survey"
            words = {"comment": "I waited for weeks."} if name == "ann" else {}
            answer = await client.post(page, data={"score": "2", "nps": str(number), **words})
            assert answer.status_code == 200 and "Thank you" in answer.text
            await until(lambda ident=ident: house.rows(ident, "survey_completed"), what="the answers on record")
            if number == 3:
                assert shown()[:2] == [0, 0], "of four nothing is told"
            if name == "ann":
                first = ident
        assert shown() == [5, 5, 5]

        (task,) = await until(
            lambda: [one for one in house.ledger.workload(whose=first).tasks if one.kind == "feedback"], what="the task"
        )
        assert "> I waited for weeks." in task.draft and task.about.candidate_id == first
        said = {"application_id": "eng", "text": task.draft, "subject": FEEDBACK_SUBJECT, "answer": True}
        await house.update(first, "say", task_id=task.task, channel="email", **said)
        await until(
            lambda: [row for row in house.rows(first, "sent") if row["step"] == SAY_STEP],
            what="the answer",
            patience=90,
        )
        assert [one for one in house.ledger.workload(whose=first).tasks if one.kind == "feedback"] == []
        mail = next(mail for mail in house.outbox() if mail.subject == FEEDBACK_SUBJECT)
        assert "I waited for weeks." in mail.text
    await house.leave()
