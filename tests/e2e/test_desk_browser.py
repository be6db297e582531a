"""A recruiter's Monday morning at the desk, in a real browser, on a real server, by keyboard alone; and every page as
people who see little, or use no mouse, have it.
"""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page

from starter.embedded import LocalServer
from tests.desk.desk_browser import PHONE, WIDE, can_be_used_by_everybody
from tests.desk.desk_browser import desk_page as _page
from tests.desk.desk_house import TEAM
from tests.house import QUICK, House, build, connected, until


@pytest.fixture
async def house(server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    monkeypatch.setenv("TEMPORAL_ADDRESS", server.address)
    made = build(await connected(server.address), tmp_path / "home", playbook=_playbook(tmp_path / "playbook"))
    made.ledger.team.follow_file(TEAM)
    yield made
    await made.leave()


def _playbook(folder: Path) -> Path:
    """The quick one; whoever applies for `checks` is a task, and for `special` a message that waits for a yes."""
    shutil.copytree(QUICK, folder)
    file = folder / "playbook.yaml"
    steps = (
        '      - {step: check, after: application_received, expires: P7D, kind: task, title: "Look through the CV",\n'
        "         for: {job: checks}}\n"
        "      - {step: special, after: application_received, expires: P7D, message: applied/hello, rank: interview,\n"
        "         approve: true, hours: window, for: {job: special}}\n"
    )
    file.write_text(file.read_text().replace("  rejected:\n", f"{steps}  rejected:\n"))
    return folder


async def _monday(house: House, replies: int, tasks: int, approvals: int) -> list[str]:
    """What came in over the weekend; the ids of those who wrote."""
    wrote = []
    for number in range(replies):
        ident = await house.applies(f"writer{number}")
        wrote.append(ident)
        await house.tell(ident, "reply_received", channel="email", text=f"Question number {number}: when do I hear?")
    for number in range(tasks):
        await _apply(house, f"checked{number}", "checks")
    for number in range(approvals):
        await _apply(house, f"special{number}", "special")
    many = replies + tasks + approvals
    await until(lambda: len(house.ledger.tasks()) >= many, what=f"{many} tasks")
    return wrote


async def _apply(house: House, name: str, job: str) -> None:
    ident = f"manual:{name}-{house.tag}"
    house.started.append(ident)
    person = {"first_name": name.title(), "email": f"{name}@example.com"}
    await house.tell(ident, "application_received", application_id=job, job_id=job, job_title=job, candidate=person)


async def _by_keyboard(page: Page) -> None:
    """Everything on the list, one after the other, without a mouse."""
    await page.wait_for_selector(".item")
    while await page.locator(".item").count():
        await page.keyboard.press("j")
        focused = page.locator(".item:focus")
        if not await focused.count():  # the one that was last is done: from the end back
            await page.keyboard.press("k")
        kind = await focused.get_attribute("class") or ""
        place = await focused.get_attribute("id")
        if "answer" in kind:
            await page.keyboard.press("Enter")
            await page.keyboard.type("Thanks for asking: by Friday.")
            await page.keyboard.press("Control+Enter")
        elif "approve" in kind:
            await page.keyboard.press("Enter")
            await page.wait_for_selector(f"#{place} .letter .words")  # as it would be read
            await page.keyboard.press("Enter")
        else:
            await page.keyboard.press("e")
        await page.wait_for_selector(f"#{place}", state="detached")


async def _unreached(page: Page) -> None:
    """The desk out of reach as an answer is sent: it's said beside the box, and what was typed stays in it."""
    box = page.locator(".item.answer textarea").first
    item = page.locator(".item.answer").first
    await item.focus()
    await page.keyboard.press("Enter")
    await page.keyboard.type("A long answer.")
    await page.context.set_offline(True)
    await page.keyboard.press("Control+Enter")
    await item.locator(".wrong[role=alert]").wait_for()
    await page.context.set_offline(False)
    assert await box.input_value() == "A long answer."
    await box.fill("")
    await page.evaluate("document.activeElement.blur()")


@pytest.mark.parametrize(
    ("replies", "tasks", "approvals"),
    [(3, 2, 1), pytest.param(40, 12, 3, marks=pytest.mark.nightly)],
    ids=["a short morning", "a long one"],
)
async def test_a_mondays_list_is_worked_off_by_keyboard_alone(
    house: House, replies: int, tasks: int, approvals: int
) -> None:
    async with house.working():
        wrote = await _monday(house, replies, tasks, approvals)
        async with _page(house) as (page, _, troubles):
            await _unreached(page)
            troubles.clear()
            await _by_keyboard(page)
            assert not troubles
            assert page.url.endswith("/"), page.url
            await until(lambda: not house.ledger.tasks(), what="the end of all tasks")
        answers = [entry for entry in house.outbox() if "by Friday" in entry.text]
        assert len(answers) == len(wrote)
        assert {row["author"] for ident in wrote for row in house.rows(ident, "say_requested")} == {"Lea Brandt"}


@pytest.mark.parametrize(
    ("size", "scheme"),
    [(PHONE, "dark"), pytest.param(WIDE, "light", marks=pytest.mark.nightly)],
    ids=["phone", "wide"],
)
async def test_every_page_can_be_used_by_everybody(house: House, size: tuple[int, int], scheme: str) -> None:
    async with house.working():
        await _monday(house, 1, 1, 1)
        ident = house.started[0]
        async with _page(house, size, color_scheme=scheme) as (page, url, troubles):
            for path in (
                "/",
                "/candidates",
                f"/candidates/{ident}",
                "/jobs",
                "/jobs/eng",
                "/playbook",
                "/report",
                "/report/page",
                "/system",
                "/nowhere",
            ):
                await page.goto(url + path)
                for summary in await page.locator("main details > summary").all():
                    await summary.click()
                await can_be_used_by_everybody(page, path)
            await page.context.clear_cookies()
            await page.goto(f"{url}/login")
            await can_be_used_by_everybody(page, "/login")
            # Axe speaks to frames, which ours that run nothing do not hear.
            assert not [said for said in troubles if "404" not in said and "postMessage" not in said]
