"""A real browser at the desk: Debian's Chromium, and what axe looks for."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page, async_playwright

from domain.people.team import Member
from ledger.people.desk_access import of_team
from tests.desk.desk_house import LEA, desk_of
from tests.house import House
from tests.machine_time import machine_now

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PHONE, WIDE = (375, 812), (1280, 800)


@asynccontextmanager
async def desk_page(
    house: House,
    size: tuple[int, int] = WIDE,
    who: Member = LEA,
    *,
    desk: dict[str, Any] | None = None,
    **more: Any,
) -> AsyncIterator[tuple[Page, str, list[str]]]:
    """A page on which Lea, or another one, is logged in, the desk's address, and what the browser complained of.
    `desk`: what the desk is given besides its house.
    """
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert chromium, 'the tests need Chromium: .ci/prerequisites installs it, or install the package "chromium"'
    given = desk_of(house.settings, house.ledger, clock=machine_now, **(desk or {}))
    async with given as served, async_playwright() as playwright:
        # Without its sandbox it runs as root in a container, too; it opens our own pages alone.
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        context = await browser.new_context(viewport={"width": size[0], "height": size[1]}, **more)
        page, troubles = await context.new_page(), []
        page.on("console", lambda said: troubles.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        token = house.ledger.desk.printed_link(of_team(who), machine_now())
        await page.goto(f"{served.url}/in/{token}")
        yield page, served.url, troubles
        await browser.close()


async def can_be_used_by_everybody(page: Page, what: str) -> None:
    """Nothing that axe finds, and nothing that one would have to scroll sideways for."""
    found = await Axe().run(page, options=RULES)
    assert found.violations_count == 0, f"{what}\n{found.generate_report()}"
    wider = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wider <= 0, f"{what} scrolls sideways by {wider} px"
