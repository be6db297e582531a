"""The report's page in a real browser: the system's Chromium, on a phone, at a desk, in the dark and on paper."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, async_playwright

from domain.people.team import colleague_mark
from domain.reporting.page import page, policy, table_page
from domain.reporting.report import make_report
from domain.reporting.tables import Table
from tests.domain import reported
from tests.domain.reported_lives import START, year

pytestmark = [pytest.mark.xdist_group("report page"), pytest.mark.asyncio(loop_scope="module"), pytest.mark.long]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PHONE, DESK = (390, 844), (1280, 900)
EVIL = '<b>Eve</b> & "Max" <script>alert(1)</script>'


def written(folder: Path) -> Path:
    """A page over some hundred candidates, one of their hiring managers with a name that would like to be HTML."""
    names = {colleague_mark(f"Manager {n}", ""): f"Manager {n}" for n in range(4)}
    names[colleague_mark("Manager 4", "")] = EVIL
    period = reported.period(START + timedelta(days=60), START + timedelta(days=220))
    made = make_report(reported.rows(year(5, 250, muddled=True)), period, by=("hiring_manager",), names=names)
    file = folder / "report.html"
    file.write_text(page(made, ZoneInfo(reported.COMPANY), company="Acme <Co>", country="US"), encoding="utf-8")
    return file


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert chromium, 'the tests need Chromium: .ci/prerequisites installs it, or install the package "chromium"'
    async with async_playwright() as playwright:
        found = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield found
        await found.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("report"))


@pytest.mark.parametrize(
    ("size", "scheme"),
    [(PHONE, "light"), pytest.param(DESK, "dark", marks=pytest.mark.nightly)],
    ids=["phone", "desk in the dark"],
)
async def test_it_is_accessible_quiet_fits_and_fetches_nothing(
    browser: Browser, file: Path, size: tuple[int, int], scheme: str
) -> None:
    context = await browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if scheme == "dark" else "light"
    )
    shown = await context.new_page()
    troubles: list[str] = []
    requests: list[str] = []
    shown.on("console", lambda message: troubles.append(message.text))
    shown.on("pageerror", lambda error: troubles.append(str(error)))
    shown.on("request", lambda request: requests.append(request.url))
    await shown.goto(file.as_uri())
    found = await Axe().run(shown, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    assert await shown.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, "it's wider than the screen"
    broken = "e => [...e].filter(one => one.getBoundingClientRect().height > 400).map(one => one.textContent)"
    assert await shown.eval_on_selector_all("td", broken) == [], "a cell is folded letter by letter"
    assert requests == [file.as_uri()] and not troubles
    await context.close()


async def test_every_chart_says_in_words_what_it_shows_and_has_its_table(browser: Browser, file: Path) -> None:
    shown = await browser.new_page()
    await shown.goto(file.as_uri())
    charts = await shown.eval_on_selector_all("svg", "e => e.map(one => one.querySelector('desc').textContent.length)")
    assert len(charts) == 8 and min(charts) > 20
    beside = "e => e.every(one => one.closest('section').querySelector('table'))"
    assert await shown.eval_on_selector_all("svg", beside)
    assert await shown.inner_text("h1") == "How follow-up is working at Acme <Co>"
    assert await shown.locator("script").count() == 0
    assert EVIL in await shown.inner_text("main")
    await shown.close()


async def test_on_paper_it_is_light_and_nothing_is_cut(browser: Browser, file: Path) -> None:
    context = await browser.new_context(viewport={"width": 718, "height": 1000}, color_scheme="dark")
    shown = await context.new_page()
    await shown.goto(file.as_uri())
    await shown.emulate_media(media="print", color_scheme="dark")
    assert await shown.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert await shown.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    cut = "e => [...e].filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.getAttribute('aria-label'))"
    assert await shown.eval_on_selector_all(".wide", cut) == []
    await context.close()


async def test_without_its_own_style_nothing_may_be_styled(file: Path) -> None:
    text = file.read_text()
    assert policy().replace("'", "&#39;") in text
    assert "unsafe" not in policy() and "script-src" not in policy()


async def test_a_page_of_one_table_is_accessible_and_no_name_is_html(browser: Browser, tmp_path: Path) -> None:
    found = Table("duty", "Legal deadlines", tuple(f"Column {n}" for n in range(13)), ((EVIL, *["x"] * 12),))
    file = tmp_path / "duty.html"
    file.write_text(table_page(found, "Legal deadlines", ["ontario: word within 45 days."]), encoding="utf-8")
    context = await browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]})
    shown = await context.new_page()
    await shown.goto(file.as_uri())
    violations = await Axe().run(shown, options=RULES)
    assert violations.violations_count == 0, violations.generate_report()
    assert await shown.locator("script").count() == 0 and EVIL in await shown.inner_text("main")
    assert await shown.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, "it's wider than the screen"
    await context.close()
