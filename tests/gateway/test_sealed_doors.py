"""Whatever comes in, by whichever door of ours, stands in Temporal's own files in no word (docs/encryption.md)."""

from __future__ import annotations

import json
import os
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from tests.e2e.typed import typed
from tests.gateway.gate import SECRET as ATS_SECRET
from tests.gateway.gate import gateway, rows
from tests.gateway.mail_corpus import KEY
from tests.gateway.provider_desk import INBOUND, PUBLIC, PUBLIC_KEY, TOKEN, by_twilio
from tests.gateway.test_ats_to_clock import SECRET, application, ashby, greenhouse
from tests.gateway.test_providers_to_clock import post, reply_address_in_outbox, written
from tests.house import build, connected, until
from tests.integrations.ats.lever_words import SECRET as LEVER_SECRET
from tests.integrations.ats.lever_words import about, lever_server, opportunity
from tests.machine_time import machine_now
from tests.temporal import temporal_server

pytestmark = [pytest.mark.machine_time, pytest.mark.long]

WORDS = [f"plantedword{number:02d}" for number in range(12)]
"""One for each door."""
HOOK, GREENHOUSE, ASHBY, LEVER, MAIL, TEXT, PAGE, NOTE, FILE, SENT, QUERY, HELD = WORDS


async def test_no_word_that_came_in_by_any_door_of_ours_stands_in_temporals_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", TOKEN)
    secret = SecretStr(SECRET)
    with ExitStack() as stack:
        server = stack.enter_context(temporal_server(tmp_path, time_skipping=False, database=home / "temporal.db"))
        lever = stack.enter_context(lever_server())
        monkeypatch.setenv("TEMPORAL_ADDRESS", server.address)
        house = build(
            await connected(server.address), home, encrypted=True, secret_key=(SecretStr(KEY),), public_url=PUBLIC,
            inbound_domain=INBOUND, sendgrid_inbound_key=SecretStr(PUBLIC_KEY),
            webhook_secret=SecretStr(ATS_SECRET), greenhouse_secret=secret, ashby_secret=secret,
            lever_secret=SecretStr(LEVER_SECRET), lever_api_key=SecretStr(lever.key), lever_url=lever.url,
        )  # fmt: skip
        env = {name: value for name, value in os.environ.items() if not name.startswith("FOLLOWUP_")}
        env |= {"FOLLOWUP_HOME": str(home), "FOLLOWUP_SECRET_KEY": KEY, "FOLLOWUP_PUBLIC_URL": PUBLIC}

        async def command(*words: str) -> None:
            done = await typed(env, *words)
            assert done.returncode == 0, done.stderr

        async with (
            house.working(settings=house.settings),
            gateway(house.settings, house.ledger, clock=machine_now) as gate,
            httpx.AsyncClient(timeout=30, verify=False) as client,
        ):
            ann = await house.applies("ann", candidate={"phone": "+12125550173", "last_name": HELD})
            await until(lambda: house.rows(ann, "sent"), what="the first mail")

            fact = {"event_id": "h-1", "application_id": "h", "job_id": "eng", "candidate": {"first_name": HOOK}}
            envelope = {"candidate_id": "myats:1", "signal": "application_received", "fact": fact}
            assert (await gate.post(envelope)).status_code == 200
            app = application(house, "Onsite", days=1)
            app["candidate"] |= {"first_name": GREENHOUSE}
            assert (await greenhouse(gate, "candidate_stage_change", app, "e-1")).status_code == 200
            app = {
                "id": "app-1", "status": "Active", "createdAt": machine_now().isoformat(), "hiringTeam": [],
                "candidate": {"id": "1", "name": f"Ines {ASHBY}", "primaryEmailAddress": {"value": "i@mail.example"}},
                "currentInterviewStage": {"id": "s", "title": "Onsite", "type": "Active"},
                "job": {"id": "job-1", "title": "Engineer"},
            }  # fmt: skip
            assert (await ashby(gate, "applicationUpdate", {"application": app})).status_code == 200
            lever.put("opportunities/opp-1", opportunity(name=f"Tam {LEVER}"))
            told = about("applicationCreated", at=machine_now(), now=machine_now())
            answer = await client.post(f"{gate.url}/hooks/lever", content=told.body, headers=dict(told.headers))
            assert answer.status_code == 200, answer.text
            to = reply_address_in_outbox(house)
            assert (await post(gate.url, written("ann@example.com", to, f"It suits me, {MAIL}."))).status_code == 200
            sms = {"From": "+12125550173", "To": "+12125550199", "Body": f"Yes, {TEXT}", "MessageSid": "SM9"}
            assert (await post(gate.url, by_twilio(sms))).status_code == 200
            page = f"{gate.url}/c/{house.ledger.links.plain(ann, machine_now())}"
            assert (await client.post(f"{page}/question", data={"text": f"Where is {PAGE}?"})).status_code == 200
            await command("note", ann, f"spoke about {NOTE}", "--yes")
            people = tmp_path / "people.csv"
            people.write_text(f"id,first name,last name,email,job\n7,Eve,{FILE},eve@example.com,eng\n")
            await command("enroll", str(people))
            await command("send", ann, "--subject", "Hello", "--text", f"One more thing: {SENT}", "--yes")
            await house.update(ann, "note", text=f"heard of {QUERY}")
            await until(lambda: rows(house.ledger).keys() == {"told"}, what="the telling")
            await until(lambda: set(WORDS) <= known(house.ledger), what="what was told")
            assert HELD in str(await house.followup.query(ann))
        assert any(path.stat().st_size for path in home.glob("temporal.db*"))
        assert [path.name for path in home.glob("*.db*") if in_plain(path)] == []
        await house.leave()


def known(ledger: Any) -> set[str]:
    """The planted words that are on record, by whomever they came."""
    found: set[str] = set()
    for row in ledger.listing():
        told = json.dumps([ledger.timeline(row["id"]), ledger.snapshot(row["id"]), row["name"]]).lower()
        found |= {word for word in WORDS if word in told}
    return found


def in_plain(path: Path) -> set[str]:
    whole = path.read_bytes().lower()
    return {word for word in WORDS if word.encode() in whole}
