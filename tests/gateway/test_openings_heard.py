"""Jobs heard from an ATS (S18): open ones may be named in messages, and one that is closed leaves at once."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from integrations.ashby.events import Ashby
from ledger.store import Ledger
from tests.gateway.gate import gateway, plain_client
from tests.gateway.page_house import install
from tests.house import until
from tests.integrations.ats.ats_desk import NOW, Desk
from tests.integrations.ats.ats_words import SECRET, ashby
from tests.integrations.ats.greenhouse_words import greenhouse_desk, signed

KEY = "a-secret-of-greenhouse"
JOB = {
    "id": 301,
    "name": "Data Engineer",
    "status": "open",
    "departments": [{"id": 1, "name": "Platform"}],
    "offices": [{"id": 2, "name": "New York"}],
    "hiring_team": {"recruiters": [{"email": "rita@acme.example", "first_name": "Rita"}]},
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with greenhouse_desk(tmp_path) as made:
        yield made


@pytest.mark.parametrize(
    ("action", "more", "is_open"),
    [
        ("job_created", {}, True),
        ("job_updated", {}, True),
        ("job_updated", {"status": "closed"}, False),
        ("job_updated", {"confidential": True}, False),  # nobody outside is told that it exists
        ("job_deleted", {}, False),
    ],
)
def test_s18_what_greenhouse_says_of_a_job(desk: Desk, action: str, more: dict[str, Any], is_open: bool) -> None:
    (heard,) = desk.read(signed(action, {"job": JOB | more})).positions
    assert (heard.job, heard.is_open) == ("301", is_open)
    assert heard.about == {"title": "Data Engineer", "department": "Platform", "location": "New York"}, "and no names"


@pytest.mark.parametrize("more", [{"status": "draft"}, {"id": None}])
def test_a_job_that_is_not_open_yet_is_none(desk: Desk, more: dict[str, Any]) -> None:
    assert desk.read(signed("job_created", {"job": JOB | more})).positions == ()


@pytest.mark.parametrize(
    ("job", "is_open"),
    [({"status": "Open"}, True), ({"status": "Closed"}, False), ({"status": "Open", "confidential": True}, False)],
)
def test_s18_what_ashby_says_of_a_job(tmp_path: Path, job: dict[str, Any], is_open: bool) -> None:
    desk = Desk(tmp_path, Ashby([SECRET]))
    said = {"id": "301", "title": "Data Engineer", "employmentType": "FullTime"} | job
    (heard,) = desk.read(ashby("jobUpdate", {"job": said}, NOW, "click")).positions
    assert (heard.is_open, heard.about["title"], heard.about["employment_type"]) == (
        is_open,
        "Data Engineer",
        "FullTime",
    )
    desk.ledger.close()


@asynccontextmanager
async def door(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[str, Ledger]]:
    """A gateway with Temporal away: that a job is filled must not wait for it."""
    monkeypatch.setenv("TEMPORAL_ADDRESS", "127.0.0.1:1")
    settings, ledger = install(folder / "home", greenhouse_secret=SecretStr(KEY))
    async with gateway(settings, ledger) as gate:
        yield gate.url, ledger
    ledger.close()


async def test_s18_from_the_hook_to_what_messages_may_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with door(tmp_path, monkeypatch) as (url, ledger), plain_client() as client:

        async def says(action: str, job: dict[str, Any]) -> None:
            body = json.dumps({"action": action, "payload": {"job": job}}).encode()
            signature = hmac.new(KEY.encode(), body, hashlib.sha256).hexdigest()
            answer = await client.post(
                f"{url}/hooks/greenhouse", content=body, headers={"Signature": f"sha256 {signature}"}
            )
            assert answer.status_code == 200

        await says("job_created", JOB)
        found = await until(ledger.openings, what="the opening")
        assert [(one.title, one.department) for one in found] == [("Data Engineer", "Platform")]
        await says("job_updated", JOB | {"status": "closed"})
        await until(lambda: not ledger.openings(), what="the job to be gone")
