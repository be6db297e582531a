"""What providers say beside mails and texts: a reaction, WhatsApp, a suspended account, an event that is too large."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from domain.events import ReplyReceived
from domain.reducers.evolve import accept, begin
from domain.state.model import CandidateState
from gateway.providers import sendgrid_events, twilio_inbound
from integrations.arrivals import NotUnderstood
from ledger.inbox.rows import Arrival
from settings import Settings
from starter.wording.entries import told as words_of
from tests.clocks import WEDNESDAY
from tests.gateway.applicants import applied
from tests.gateway.gate import gateway
from tests.gateway.provider_desk import ANN, NOW, NUMBER, Desk, by_twilio, desk_in, event, events, text
from tests.house import until
from tests.integrations.ats.ats_desk import decided, told
from tests.ledgers import ledger_of

CASE = Path(__file__).parent / "cases" / "sms-tapback.json"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = desk_in(tmp_path / "home")
    yield made
    made.ledger.close()


def replied(desk: Desk, request: Any) -> CandidateState:
    """Ann, who waits for an answer to her application, after what came in."""
    (reading,) = desk.reads(twilio_inbound.door(desk.settings), request)
    return told(reading.tells, accept(begin(ANN), applied(NOW - timedelta(days=1))), NOW)


def test_r8_a_tapback_is_no_reply_and_no_task(desk: Desk) -> None:
    form = json.loads(CASE.read_text("utf-8"))["steps"][0]["body"]["form"] | {"From": NUMBER}
    state = replied(desk, by_twilio(form))
    assert state.owed is None and not [task for task in decided(state, NOW).tasks if task.kind == "answer"]
    assert replied(desk, text("When will I hear?", sid="SM10")).owed is not None


@pytest.mark.parametrize(("medium", "words"), [("whatsapp", "by WhatsApp"), ("rcs", "by RCS"), ("", "by text")])
def test_a_reply_is_shown_as_what_it_came_by(desk: Desk, medium: str, words: str) -> None:
    number = f"{medium}:{NUMBER}" if medium else NUMBER
    (reading,) = desk.reads(twilio_inbound.door(desk.settings), text("Thursday suits me", number=number))
    (tell,) = reading.tells
    fact = ReplyReceived.model_validate(tell.fact)
    assert tell.candidate_id == ANN and fact.medium == medium
    entry = fact.model_dump(mode="json") | {"author": "", "source": "text"}
    assert f"reply {words}" in words_of(entry)


def test_a_suspended_account_is_an_error_a_row_and_a_figure_until_it_is_put_right(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    door = sendgrid_events.door(desk.settings)
    for number, kind in enumerate(("compliance_suspend", "reactivate")):
        said = event("account_status_change", type=kind, touch_key=None, email=None, sg_message_id=None)
        said = {name: value for name, value in said.items() if name not in ("attempt", "smtp-id")}
        request = events(said | {"timestamp": int(NOW.timestamp()) + number, "sg_event_id": f"account-{number}"})
        entry = desk.entry(door, request)
        arrival = Arrival("sendgrid", entry.key, entry.kind, entry.about, entry.body, NOW)
        desk.ledger.inbox.put([arrival])
        row = desk.ledger.inbox.due(NOW, 9)[-1]
        if number:
            assert "reactivate" in door.read(entry, desk.known()).note
            desk.ledger.inbox.settle(row.number, "nothing", NOW)
            assert not desk.ledger.inbox.depth().suspended
            continue
        with caplog.at_level(logging.ERROR), pytest.raises(NotUnderstood, match="suspended our account"):
            door.read(entry, desk.known())
        assert "SendGrid has suspended our account" in caplog.text
        desk.ledger.inbox.settle(row.number, "not_understood", NOW, error="suspended")
        assert desk.ledger.inbox.depth().suspended


async def test_what_is_too_large_is_refused_and_said_once_a_day_where_people_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEMPORAL_ADDRESS", "127.0.0.1:1")
    settings = Settings(home=tmp_path / "home", greenhouse_secret=SecretStr("a-secret"))
    ledger = ledger_of(settings)
    async with gateway(settings, ledger) as sender:
        for _ in range(3):
            answer = await sender.client.post(
                f"{sender.url}/hooks/greenhouse", content=b"x" * (1024 * 1024 + 9), headers={"signature": "sha256 00"}
            )
            assert answer.status_code == 413
        await until(lambda: ledger.inbox.depth().not_understood, what="the line about it")
    (row,) = ledger.inbox.listing("not_understood")
    assert row["kind"] == "too_large" and "larger than 1 MiB from greenhouse was refused" in row["error"]
    assert row["at"].startswith(WEDNESDAY.date().isoformat())
    ledger.close()
