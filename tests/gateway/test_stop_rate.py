"""A stop is heard however much else comes from the same address, and no link that we did not make passes for one."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from gateway.http.limits import HOOKS, PAGES, Rates
from tests.gateway.applicants import applied, record, wishes
from tests.gateway.gate import Sender, gateway
from tests.gateway.lines import HOSTILE
from tests.gateway.page_house import PageHouse, install

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEMPORAL_ADDRESS", "127.0.0.1:1")


async def exhaust(pages: PageHouse) -> None:
    """Load pages until there are too many from this address."""
    for _ in range(200):
        if (await pages.get("/c/nothing")).status_code == 429:
            return
    raise AssertionError("there is no limit")


async def test_a_stop_is_taken_when_its_address_has_loaded_too_many_pages(pages: PageHouse) -> None:
    record(pages.ledger, applied())
    path = f"{pages.path()}/stop"
    await exhaust(pages)
    for _ in range(20):
        assert (await pages.get(path)).status_code == 200
        assert (await pages.post(path, **ONE_CLICK)).status_code == 200
    assert {wish["signal"] for wish in wishes(pages.ledger)} == {"opted_out"}


@pytest.mark.parametrize("ending", ["/stop/", "/question", "", "/stop/stop"])
async def test_other_pages_of_a_person_keep_the_pages_rate(pages: PageHouse, ending: str) -> None:
    record(pages.ledger, applied())
    for _ in range(20):  # on a slow machine the next place is free again before the post comes
        await exhaust(pages)
        if (await pages.post(pages.path() + ending)).status_code == 429:
            return
    raise AssertionError("a page that is no stop is served beyond the rate")


async def test_a_link_that_we_did_not_make_has_the_pages_rate(pages: PageHouse) -> None:
    record(pages.ledger, applied())
    changed = pages.path()[:-2]
    codes = {(await pages.post(f"{path}/stop")).status_code for path in (changed, "/c/x", "/c/%00") for _ in range(40)}
    assert codes == {404, 429}


def test_stops_of_one_person_are_limited_and_those_of_others_go_on() -> None:
    rates = Rates(lambda token: token if token.startswith("ats:") else None)

    def taken(path: str, times: int, method: str = "POST") -> int:
        return [rates.wait(method, path, "10.0.0.1", 0) for _ in range(times)].count(0)

    assert taken("/c/ats:1/stop", 100) == PAGES.burst
    assert taken("/c/ats:2/stop", 100) == PAGES.burst
    assert taken("/c/forged/stop", 100) == PAGES.burst
    assert taken("/c/ats:3", 10) == 0
    assert taken("/c/ats:1/stop", 5000, "GET") == HOOKS.burst - 200
    assert taken("/c/ats:4/stop", 10) == 0
    assert taken("/hooks/ats", 10) == 10


@asynccontextmanager
async def gate(home: Path, named: str) -> AsyncIterator[Sender]:
    settings, ledger = install(home, trusted_proxies=named)
    async with gateway(settings, ledger) as sender:
        yield sender
    ledger.close()


async def through(sender: Sender, proxy: str, header: str = "203.0.113.7") -> None:
    """Somebody asks through a proxy at this address."""
    transport = httpx.AsyncHTTPTransport(local_address=proxy)
    async with httpx.AsyncClient(transport=transport) as client:
        assert (await client.get(f"{sender.url}/healthz", headers={"x-forwarded-for": header})).status_code == 200


async def test_a_proxy_without_a_name_is_said_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "followup.gateway"):
        async with gate(tmp_path / "home", HOSTILE) as sender:
            await through(sender, HOSTILE)
            assert said(caplog) == []
            for _ in range(3):
                await through(sender, "127.0.0.9")
    (line,) = said(caplog)
    assert "127.0.0.9" in line and "set FOLLOWUP_TRUSTED_PROXIES to" in line
    assert "203.0.113.7" not in caplog.text


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if "X-Forwarded-For" in record.getMessage()]
