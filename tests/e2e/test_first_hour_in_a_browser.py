"""A newcomer's first hour, with the desk alone: from an empty home to people on Today, in a real browser on a real
server; and each of its pages as people who see little, or use no mouse, have it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.async_api import Page

from settings import DEFAULT_PLAYBOOK, read_settings
from starter.cli.run.desk import identifying, setting_up
from starter.embedded import LocalServer
from tests.desk.desk_browser import PHONE, WIDE, can_be_used_by_everybody, desk_page
from tests.desk.desk_house import TEAM
from tests.house import House, build, connected, until
from tests.integrations.issuer_desk import CLIENT, issuer_desk
from tests.machine_time import machine_now


@pytest.fixture
async def empty(server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    """A home as `followup up` leaves it at its first start: the sample's playbook in force, and nobody there."""
    monkeypatch.setenv("TEMPORAL_ADDRESS", server.address)
    monkeypatch.setenv("FOLLOWUP_HOME", str(tmp_path / "home"))
    made = build(await connected(server.address), tmp_path / "home", playbook=DEFAULT_PLAYBOOK)
    made.ledger.team.follow_file(TEAM)
    yield made
    await made.leave()


def _export(house: House) -> str:
    """As Greenhouse exports it, with a stage of the company's own."""
    today = machine_now().date()
    head = (
        "Candidate ID,Candidate Name,Application ID,Job Name,Job ID,Current Stage,Status,Application Date,Email Address"
    )
    rows = [
        f"{house.tag}{number},{name},{number},Senior Engineer,40210,{stage},Active,{today - timedelta(days=days)},"
        f"{name.split()[0].lower()}@example.com"
        for number, name, stage, days in (
            (1, "Maria Garcia", "Application Review", 1),
            (2, "Jürgen Smith", "Preliminary Phone Screen", 40),
            (3, "Lea Kowalski", "Face to Face", 3),
            (4, "Oscar Haddad", "In the attic", 5),
        )
    ]
    return "\n".join([head, *rows, f"{house.tag}9,Nobody,9,Senior Engineer,40210,Offer,Active,,"]) + "\n"


async def _company(page: Page) -> None:
    await page.wait_for_url("**/begin")
    await can_be_used_by_everybody(page, "/begin")
    await page.get_by_label("Name, as candidates know it").fill("Harbor Light")
    await page.get_by_label("Time zone").fill("Europe/Berlin")
    await page.get_by_label("Address", exact=True).fill("talent@harborlight")
    await page.get_by_role("button", name="Set it up and send a test").click()
    await page.get_by_role("alert").wait_for()
    await can_be_used_by_everybody(page, "/begin with a problem")
    assert await page.get_by_label("Time zone").input_value() == "Europe/Berlin", "what was typed stays"
    await page.get_by_label("Address", exact=True).fill("talent@harborlight.example")
    await page.get_by_role("button", name="Set it up and send a test").click()
    await page.get_by_role("heading", name="You're set up").wait_for()
    await can_be_used_by_everybody(page, "what was set up")


async def _file(page: Page, content: str) -> None:
    await page.get_by_role("link", name="Bring in your candidates").click()
    await page.wait_for_url("**/bring-in")
    await can_be_used_by_everybody(page, "/bring-in")
    file = {"name": "export.csv", "mimeType": "text/csv", "buffer": content.encode()}
    await page.get_by_label("A file of candidates").set_input_files([file])
    await page.get_by_role("button", name="Look at it first").click()
    await page.get_by_role("heading", name="Who comes in").wait_for()
    for summary in await page.locator("main details:not([open]) > summary").all():
        await summary.click()
    await can_be_used_by_everybody(page, "a file")
    await page.get_by_label("In the attic").select_option("interview")
    await page.get_by_role("button", name="Look again").click()
    await page.get_by_role("heading", name="Who comes in").wait_for()
    assert await page.get_by_text("not known").count() == 0
    await page.get_by_role("button", name="Bring in 4 people").click()
    await page.get_by_role("heading", name="4 people have come in").wait_for()
    await can_be_used_by_everybody(page, "people who came in")


@pytest.mark.long
@pytest.mark.machine_time
@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (WIDE, "light")], ids=["phone", "wide"])
async def test_a_newcomer_does_the_first_hour_with_the_desk_alone(
    empty: House, size: tuple[int, int], scheme: str
) -> None:
    given = {"setting_up": setting_up(read_settings())}
    async with empty.working(), desk_page(empty, size, desk=given, color_scheme=scheme) as (page, url, troubles):
        await _company(page)
        await _file(page, _export(empty))
        await until(lambda: len(empty.ledger.listing()) == 4, what="four people")
        empty.started += [row["id"] for row in empty.ledger.listing()]
        await page.get_by_role("link", name="Go to Today").click()
        await page.get_by_role("heading", name="Today", exact=True).wait_for()
        assert page.url == f"{url}/"
        assert empty.ledger.playbooks.rules().playbook.company.name == "Harbor Light"
        told = {
            (row["author"], row["source"]) for one in empty.started for row in empty.rows(one, "application_received")
        }
        assert told == {("Lea Brandt", "desk")}
        await page.goto(f"{url}/candidates")
        assert await page.get_by_text("Jürgen Smith").count()
        assert not troubles or all("422" in said for said in troubles), troubles


@pytest.mark.machine_time
@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "dark"), (WIDE, "light")], ids=["phone", "wide"])
async def test_pages_on_the_way_can_be_used_by_everybody(
    empty: House, size: tuple[int, int], scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The company's login with its refusals, a company that is set up elsewhere, and a file that takes a while."""
    with issuer_desk() as issuer:
        monkeypatch.setenv("FOLLOWUP_OIDC_ISSUER", issuer.url)
        monkeypatch.setenv("FOLLOWUP_OIDC_CLIENT_ID", CLIENT)
        given = {"identifying": identifying(read_settings(), machine_now)}
        async with desk_page(empty, size, desk=given, color_scheme=scheme) as (page, url, _):
            await page.get_by_role("heading", name="Your company is set up where followup runs").wait_for()
            await can_be_used_by_everybody(page, "a company that is set up elsewhere")
            rows = "".join(f"Ann Lee,p{number}@example.com,Engineer\n" for number in range(3000))
            file = {"name": "long.csv", "mimeType": "text/csv", "buffer": f"name,email,job\n{rows}".encode()}
            await page.goto(f"{url}/bring-in")
            await page.get_by_label("A file of candidates").set_input_files([file])
            await page.get_by_role("button", name="Look at it first").click()
            await page.get_by_role("heading", name="Looking through long.csv").wait_for()
            await can_be_used_by_everybody(page, "a file that takes a while")
            await page.get_by_role("button", name="Stop").click()
            await page.get_by_label("A file of candidates").wait_for()
            await page.context.clear_cookies()
            await page.goto(f"{url}/login")
            await can_be_used_by_everybody(page, "/login with the company's login")
            await page.goto(f"{url}/login/company/back?state=x")
            await can_be_used_by_everybody(page, "a login that wasn't begun here")
            issuer.status = 500
            await page.goto(f"{url}/login")
            await page.get_by_role("link", name="Log in with your company account").click()
            await page.get_by_role("alert").wait_for()
            await can_be_used_by_everybody(page, "/login while the company's is away")
