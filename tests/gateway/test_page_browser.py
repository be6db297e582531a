"""The pages in a real browser: the system's Chromium, at the width of a phone and of a desk, in light and in dark."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, async_playwright

from domain import events as e
from domain.names import Stage
from gateway.pages.words import LANGUAGES
from ledger.people.page_links import Purpose
from tests.gateway.applicants import ANN, applied, at_stage, days, heard, record, told, wishes
from tests.gateway.page_house import PageHouse, served
from tests.gateway.test_colleague_page import answers, interviewed
from tests.gateway.test_colleague_page import path as asking
from tests.house import until

# One browser for all of them, in one loop of one process: to start it takes longer than most of them.
pytestmark = [pytest.mark.xdist_group("page browser"), pytest.mark.asyncio(loop_scope="module")]

PHONE, DESK, SMALLEST = (390, 844), (1280, 800), (320, 640)
ENDED = "lever:ended"
FORMS = ("/question", "/survey", "/preferences", "/pause", "/private")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@dataclass
class Watched:
    """A page, and what it did that it must not."""

    page: Page
    troubles: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    async def sound(self) -> None:
        """Nothing was logged or refused, and nothing but the page itself was fetched."""
        assert not self.troubles
        own = re.match(r"http://127\.0\.0\.1:\d+/[cf]/", self.page.url)
        assert own and all(request.startswith(own[0]) for request in self.requests)

    async def accessible(self) -> None:
        found = await Axe().run(self.page, options=RULES)
        assert found.violations_count == 0, f"{self.page.url}\n{found.generate_report()}"


@pytest_asyncio.fixture(loop_scope="module")
async def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[PageHouse]:
    async with served(tmp_path, monkeypatch) as house:
        yield house


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert chromium, 'the tests need Chromium: .ci/prerequisites installs it, or install the package "chromium"'
    async with async_playwright() as playwright:
        # Without its sandbox it runs as root in a container, too; it opens our own pages alone.
        found = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield found
        await found.close()


@asynccontextmanager
async def looking(browser: Browser, size: tuple[int, int] = PHONE, **more: Any) -> AsyncIterator[Watched]:
    context = await browser.new_context(viewport={"width": size[0], "height": size[1]}, **more)
    page = await context.new_page()
    watched = Watched(page)

    def logged(kind: str, words: str) -> None:
        if kind in ("error", "warning") and "status of 4" not in words:  # a form given back is answered 422
            watched.troubles.append(words)

    page.on("console", lambda message: logged(message.type, message.text))
    page.on("pageerror", lambda error: logged("error", str(error)))
    page.on("request", lambda request: watched.requests.append(request.url))
    page.on("requestfailed", lambda request: watched.troubles.append(request.url))
    try:
        yield watched
    finally:
        await context.close()


def people(pages: PageHouse, locale: str = "") -> None:
    """Ann in interviews with a second application; somebody whose application ended, and who wants no messages."""
    record(
        pages.ledger,
        applied(locale=locale, phone="+12125550123", sms_consent_at=days(-20)),
        heard(days(-19)),
        at_stage(Stage.INTERVIEW, days(-6)),
        heard(days(-5)),
        told(e.InterviewScheduled, days(-4), at=days(2), title="Technical interview"),
        told(e.Promised, days(-3), by=days(9).date()),
        told(e.ReplyReceived, days(-1), text="Is there any news?"),
        applied(days(-2), ident="ml", job_title="Machine Learning Engineer, Recommendations and Search Infrastructure"),
    )
    ended = (applied(locale=locale, email="bo@example.com"), told(e.Rejected, days(-3)), heard(days(-2)))
    record(pages.ledger, *ended, told(e.OptedOut, days(-1)), ident=ENDED)


def each_kind(pages: PageHouse) -> list[str]:
    """A page of each kind that can be looked at without a fresh link: a status, a box for words, choices."""
    return [pages.path() + sub for sub in ("", "/question", "/preferences")]


def all_paths(pages: PageHouse) -> list[str]:
    found = [pages.path() + sub for sub in ("", "/stop", "/question", "/preferences", "/pause", "/private")]
    found += [pages.path(ENDED) + sub for sub in ("", "/survey", "/private")]
    return [*found, "/c/no-such-link"]


@pytest.mark.long
@pytest.mark.parametrize(
    ("size", "scheme", "every"),
    [
        pytest.param(PHONE, "light", False, id="phone, one of each kind"),
        pytest.param(PHONE, "light", True, marks=pytest.mark.nightly, id="phone"),
        pytest.param(DESK, "dark", True, marks=pytest.mark.nightly, id="desk"),
    ],
)
async def test_every_page_is_accessible_quiet_and_fetches_nothing(
    pages: PageHouse, browser: Browser, size: tuple[int, int], scheme: str, every: bool
) -> None:
    people(pages)
    fresh = f"/c/{pages.ledger.links.fresh(ANN, Purpose.ERASURE, days(0))}"
    async with looking(browser, size, color_scheme=scheme) as watched:
        for path in [*(all_paths if every else each_kind)(pages), fresh]:
            await watched.page.goto(pages.url + path)
            await watched.accessible()
        again = (f"{pages.path(ENDED)}/private", f"{pages.path()}/pause") if every else ()
        for path in [f"{pages.path(ENDED)}/survey", *again, *([fresh] if every else [])]:
            await watched.page.goto(pages.url + path)
            await watched.page.click("button")  # as it is: it is given back with what is wrong
            assert await watched.page.locator("#errors").is_visible()
            await watched.accessible()
        await watched.page.goto(f"{pages.url}{pages.path()}/stop")
        await watched.page.click("button")
        await watched.accessible()
        await watched.sound()


SMALL = (375, 812)
ASKED_ON = [
    (SMALL, "light"),
    *(
        pytest.param(*one, marks=pytest.mark.nightly)
        for one in ((SMALL, "dark"), (DESK, "light"), (DESK, "dark"), (SMALLEST, "light"))
    ),
]


@pytest.mark.long
@pytest.mark.parametrize(("size", "scheme"), ASKED_ON)
async def test_r14_a_colleague_answers_with_one_press_on_a_page_that_is_accessible_and_fits(
    pages: PageHouse, browser: Browser, size: tuple[int, int], scheme: str
) -> None:
    interviewed(pages)
    address = pages.url + asking(pages)
    async with looking(browser, size, color_scheme=scheme) as watched:
        await watched.page.goto(address)
        await watched.accessible()
        assert await watched.page.evaluate("document.documentElement.scrollWidth") <= size[0]
        heights = await watched.page.eval_on_selector_all(
            "button", "all => all.map(e => e.getBoundingClientRect().height)"
        )
        assert len(heights) == 3 and all(height >= 44 for height in heights)
        await watched.page.fill("#text", "x" * 1999)
        await watched.page.evaluate("document.querySelector('[name=n]').value = 'made up'")
        await watched.page.click("text=Unsure")
        assert await watched.page.locator("#errors").is_visible()
        await watched.accessible()
        await watched.page.click("text=Yes")
        await watched.page.get_by_text("We have your answer: yes.").wait_for()
        await watched.accessible()
        await watched.page.goto(f"{pages.url}/f/nothing")
        await watched.accessible()
        await watched.sound()
    assert [said["answer"] for said in answers(pages)] == ["yes"]


# German has the longest words; the others are looked at by night.
BY_DAY = ("de",)
LOOKED_AT = [lang if lang in BY_DAY else pytest.param(lang, marks=pytest.mark.nightly) for lang in LANGUAGES]


@pytest.mark.parametrize("lang", LOOKED_AT)
async def test_no_page_is_wider_than_the_smallest_phone(pages: PageHouse, browser: Browser, lang: str) -> None:
    people(pages, lang)
    async with looking(browser, SMALLEST) as watched:
        for path in all_paths(pages):
            await watched.page.goto(pages.url + path)
            assert await watched.page.evaluate("document.documentElement.scrollWidth") <= SMALLEST[0], path


async def test_what_is_pressed_is_large_enough_for_a_thumb_and_a_text_twice_as_large_still_fits(
    pages: PageHouse, browser: Browser
) -> None:
    people(pages)
    async with looking(browser, PHONE) as watched:
        for path in all_paths(pages):
            await watched.page.goto(pages.url + path)
            heights = await watched.page.eval_on_selector_all(
                "button, .choice, a:not(.skip), select, input[type=date]",
                "found => found.map(e => e.getBoundingClientRect().height)",
            )
            assert all(height >= 44 for height in heights), path
            await watched.page.evaluate("document.documentElement.style.fontSize = '200%'")
            assert await watched.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0], path


async def walk(page: Page, reached: Callable[[], Awaitable[bool]]) -> None:
    """Tab on until something is reached; whatever has the focus on the way shows it."""
    for _ in range(60):
        await page.keyboard.press("Tab")
        shows = await page.evaluate(
            """() => { const of = e => getComputedStyle(e), a = document.activeElement;
               const ring = e => e && of(e).outlineStyle !== 'none' && parseFloat(of(e).outlineWidth) >= 2;
               return ring(a) || ring(a.closest('.choice, .point')) }"""
        )
        assert shows, await page.evaluate("document.activeElement.outerHTML")
        if await reached():
            return
    raise AssertionError("not to be reached with the Tab key")


async def test_a_question_is_asked_with_the_keyboard_alone(pages: PageHouse, browser: Browser) -> None:
    people(pages)

    async with looking(browser, DESK) as watched:
        page = watched.page

        def on(selector: str) -> Callable[[], Awaitable[bool]]:
            return lambda: page.evaluate(f"document.activeElement.matches({selector!r})")

        await page.goto(pages.url + pages.path())
        await page.keyboard.press("Tab")
        assert await on(".skip")()
        await page.keyboard.press("Enter")  # past what stands above
        await walk(page, on("a[href$='/question']"))
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/question")
        await walk(page, on("textarea"))
        await page.keyboard.type("Is the office near the station?")
        await walk(page, on("button"))
        await page.keyboard.press("Enter")
        await page.get_by_role("heading", name="We have your question").wait_for()
        await watched.sound()
    assert [wish["text"] for wish in wishes(pages.ledger)] == ["Is the office near the station?"]


async def test_a_survey_is_answered_with_the_keyboard_alone(pages: PageHouse, browser: Browser) -> None:
    people(pages)
    async with looking(browser) as watched:
        page = watched.page
        await page.goto(f"{pages.url}{pages.path(ENDED)}/survey")
        await walk(page, lambda: page.evaluate("document.activeElement.name === 'score'"))
        await page.keyboard.press("Space")
        await page.keyboard.press("ArrowDown")
        await walk(page, lambda: page.evaluate("document.activeElement.name === 'nps'"))
        await page.keyboard.press("ArrowRight")
        await walk(page, lambda: page.evaluate("document.activeElement.matches('button')"))
        await page.keyboard.press("Enter")
        await page.get_by_role("heading", name="Thank you").wait_for()
    assert [[one["value"] for one in wish["answers"]] for wish in wishes(pages.ledger)] == [[4, 1]]


async def test_every_field_has_a_label_and_an_error_leads_to_its_field(pages: PageHouse, browser: Browser) -> None:
    people(pages)
    async with looking(browser) as watched:
        page = watched.page
        for sub in FORMS:
            await page.goto(pages.url + pages.path(ENDED if sub == "/survey" else ANN) + sub)
            fields = "input:not([type=hidden]), select, textarea"
            labels = await page.eval_on_selector_all(fields, "found => found.map(field => field.labels.length)")
            assert labels and all(labels), sub
        await page.goto(f"{pages.url}{pages.path()}/question")
        await page.click("button")
        assert (await page.title()).startswith("Error: ")
        await page.click("#errors a")
        assert await page.evaluate("location.hash") == "#text"
        described = await page.get_attribute("#text", "aria-describedby") or ""
        sentences = [await page.inner_text(f"#{ident}") for ident in described.split()]
        assert "Write your question." in sentences


async def test_without_scripts_everything_works(pages: PageHouse, browser: Browser) -> None:
    people(pages)
    async with looking(browser, java_script_enabled=False) as watched:
        page = watched.page
        await page.goto(pages.url + pages.path())
        await page.click("a[href$='/stop']")
        await page.click("button")
        await page.click(".back a")
        await page.get_by_text("Messages to you have been stopped").wait_for()
        await page.click("a[href$='/private'] >> nth=0")
        await page.click("text=Download my data")
        await page.click("button")
        await page.get_by_role("heading", name="Check your inbox").wait_for()
        link = await pages.mailed_link()
        await page.goto(pages.url + link)
        async with page.expect_download() as download:
            await page.click("button")
        assert (await download.value).suggested_filename == "my-data.json"
    await until(lambda: len(wishes(pages.ledger)) == 1)


async def test_nothing_that_came_from_outside_runs(pages: PageHouse, browser: Browser) -> None:
    bad = "<img src=x onerror=document.title='run'><style>*{display:none}</style>"
    record(
        pages.ledger, applied(first_name=bad, job_title=bad, recruiter=e.Person(name=bad, role=bad)), heard(days(-2))
    )
    async with looking(browser) as watched:
        await watched.page.goto(pages.url + pages.path())
        assert await watched.page.get_by_role("heading", name=bad).is_visible()
        assert await watched.page.title() == "Where you stand | Acme"
        await watched.sound()
