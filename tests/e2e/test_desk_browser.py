"""A recruiter's Monday morning at the desk, in a real browser, on a real server, by keyboard alone; and every page as
people who see little, or use no mouse, have it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.async_api import Page

from ledger.playbooks.folder import texts_of
from settings import DEFAULT_PLAYBOOK
from starter.embedded import LocalServer
from tests.desk.desk_browser import PHONE, WIDE, can_be_used_by_everybody
from tests.desk.desk_browser import desk_page as _page
from tests.desk.desk_house import MAX, TEAM
from tests.house import QUICK, House, build, connected, until
from tests.machine_time import machine_now, noon_zone


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
        ident = await house.applies(f"writer{number}", candidate={"timezone": noon_zone()})
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
            pressed: list[str] = []
            page.on("request", lambda asked, pressed=pressed: pressed.append(asked.url))
            for _ in range(3):  # held down for a while: it opens the message, and approves nothing
                await page.keyboard.down("Enter")
            await page.keyboard.up("Enter")
            await page.wait_for_selector(f"#{place} .letter .words")  # as it would be read
            assert not [url for url in pressed if url.endswith("/act/approve")]
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


EVERY_PAGE = (
    "/", "/candidates", "/candidates/{}", "/jobs", "/jobs/eng", "/playbook", "/playbook/files",
    "/playbook/edit?file=messages/applied/hello.md", "/playbook/edit?file=playbook.yaml", "/playbook/changes",
    "/playbook/versions", "/report", "/report/page", "/system", "/nowhere",
)  # fmt: skip
BY_DAY = ("/", "/candidates/{}", "/jobs", "/playbook", "/playbook/edit?file=messages/applied/hello.md", "/report/page")
"""Of each kind one: a list that is worked off, a life, a table, rules, an editor beside a preview, charts."""


@pytest.mark.parametrize(
    ("size", "scheme", "paths"),
    [
        (PHONE, "dark", BY_DAY),
        pytest.param(PHONE, "dark", EVERY_PAGE, marks=pytest.mark.nightly),
        pytest.param(WIDE, "light", EVERY_PAGE, marks=pytest.mark.nightly),
    ],
    ids=["phone, one of each kind", "phone", "wide"],
)
async def test_every_page_can_be_used_by_everybody(
    house: House, size: tuple[int, int], scheme: str, paths: tuple[str, ...]
) -> None:
    async with house.working():
        await _monday(house, 1, 1, 1)
        ident = house.started[0]
        async with _page(house, size, color_scheme=scheme) as (page, url, troubles):
            for path in paths:
                await page.goto(url + path.format(ident))
                for summary in await page.locator("main details > summary").all():
                    await summary.click()
                await can_be_used_by_everybody(page, path)
            await page.context.clear_cookies()
            await page.goto(f"{url}/login")
            await can_be_used_by_everybody(page, "/login")
            # Axe speaks to frames, which ours that run nothing do not hear.
            assert not [said for said in troubles if "404" not in said and "postMessage" not in said]


@pytest.fixture
async def lead_house(server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    """With the default playbook, which is in order, at hours that are always decent."""
    monkeypatch.setenv("TEMPORAL_ADDRESS", server.address)
    folder = tmp_path / "playbook"
    shutil.copytree(DEFAULT_PLAYBOOK, folder)
    rules = folder / "playbook.yaml"
    window = 'window: {days: [mon, tue, wed, thu, fri, sat, sun], open: "00:00", close: "23:59:59", holidays: false}'
    rules.write_text(re.sub(r"(?m)^window: \{.*?\}", window, rules.read_text()))
    made = build(await connected(server.address), tmp_path / "home", playbook=folder)
    made.ledger.team.follow_file(TEAM)
    made.ledger.playbooks.keep_files(made.ledger.playbooks.version_in_force() or "", texts_of(folder))
    yield made
    await made.leave()


async def _put_in_force(page: Page, reason: str) -> None:
    await page.get_by_label("Why").fill(reason)
    await page.get_by_role("button", name=re.compile("in force")).click()
    await page.get_by_text("is in force. The next contacts of 1 candidate are being recalculated").wait_for()


async def test_a_lead_edits_previews_applies_and_takes_back_a_cadence(lead_house: House) -> None:
    house = lead_house
    async with house.working():
        ident = await house.applies("ann", candidate={"timezone": noon_zone()})
        await until(lambda: house.rows(ident, "sent"), what="the confirmation")
        before = await until(lambda: (house.ledger.status(ident) or {}).get("next"), what="the next contact")
        async with _page(house) as (page, url, troubles):
            await page.goto(f"{url}/playbook")
            await page.get_by_role("link", name="Files", exact=True).click()
            await page.get_by_role("link", name="playbook.yaml").click()
            box = page.get_by_label("The rules")
            text = await box.input_value()
            line = next(n for n, one in enumerate(text.splitlines(), 1) if "step: update, after: last_contact" in one)
            await box.fill(text.replace("every: P14D", "every: fortnightly", 1))
            await page.get_by_role("button", name=f"Line {line}").click()  # as it was typed, and leads there
            chosen = "t => t.value.slice(t.selectionStart, t.selectionEnd)"
            assert "every: fortnightly" in await box.evaluate(chosen)
            await box.fill(text.replace("every: P14D", "every: P5D", 1))
            await page.get_by_text("Nothing to correct in this file.").wait_for()
            await page.get_by_role("button", name="Save to the folder").click()
            await page.goto(f"{url}/playbook/edit?file=messages/applied/received.md")
            await _previewed(page)
            await page.goto(f"{url}/playbook/changes")
            await page.get_by_text("The next contact moves for 1 candidate").wait_for()
            await _put_in_force(page, "Two weeks is too long")

            def moved() -> bool:
                return bool((house.ledger.status(ident) or {}).get("next", before)["at"] < before["at"])

            await until(moved, what="the earlier contact")
            await page.get_by_role("link", name="Take back to this").click()
            await page.get_by_text("The next contact moves for 1 candidate").wait_for()
            await _put_in_force(page, "Too often")
            await until(lambda: not moved(), what="the contact as it was")
            assert not [said for said in troubles if "postMessage" not in said]
        acts = house.ledger.playbooks.acts()
        assert [(act["author"], act["reason"]) for act in acts[1:]] == [
            ("Lea Brandt", "Two weeks is too long"), ("Lea Brandt", "Too often"),
        ]  # fmt: skip
        assert (house.settings.playbook / "playbook.yaml").read_text() == text
        assert len(house.rows(ident, "sent")) == 1, "nobody gets a message because of an edit"


async def _previewed(page: Page) -> None:
    """The mail as on a phone and a computer, light and dark, as it's typed."""
    box = page.get_by_label("The message")
    async with page.expect_response("**/playbook/look"):
        await box.fill((await box.input_value()).replace("Thank you for applying", "Thanks for applying"))
    light, dark = (page.locator(f'iframe[title="The message as mail, {how}"]') for how in ("light", "dark"))
    await light.content_frame.get_by_text("Thanks for applying").wait_for()
    assert ((await light.bounding_box()) or {})["width"] <= 375
    assert await _ground(page, "light") == "rgb(255, 255, 255)"
    await page.get_by_label("a computer").check()
    await page.get_by_label("dark").check()
    await light.wait_for(state="hidden")
    await dark.content_frame.get_by_text("Thanks for applying").wait_for()
    assert ((await dark.bounding_box()) or {})["width"] > 375
    assert await _ground(page, "dark") == "rgb(27, 29, 33)"


async def _ground(page: Page, how: str) -> str:
    """What the mail's page is painted with, of the frame that is there now."""
    frame = next(one for one in page.frames[::-1] if one.url.endswith(f"?as={how}"))
    painted: str = await frame.evaluate("getComputedStyle(document.querySelector('.page')).backgroundColor")
    return painted


async def test_a_hiring_manager_gives_feedback_from_a_phone(house: House) -> None:
    async with house.working():
        ident = await house.applies("ann", candidate={"timezone": noon_zone()})
        await until(lambda: house.rows(ident, "sent"), what="the confirmation")
        max_ = {"name": MAX.name, "email": MAX.email}
        at = (machine_now() - timedelta(hours=3)).isoformat()
        await house.tell(ident, "stage_changed", application_id="eng", stage="interview")
        told = {"application_id": "eng", "interview_id": "i1", "interviewers": [max_], "title": "First talk"}
        await house.tell(ident, "interview_scheduled", at=at, **told)
        await until(lambda: house.rows(ident, "interview_scheduled"), what="the interview")
        async with _page(house, PHONE, MAX, has_touch=True, is_mobile=True) as (page, url, troubles):
            item = page.get_by_role("article", name="Ann")
            await item.get_by_label("In a few words").fill("Asked the right questions.")
            await can_be_used_by_everybody(page, "/feedback")
            yes = item.get_by_role("button", name="Yes")
            assert ((await yes.bounding_box()) or {})["height"] >= 44, "a thumb's width"
            await yes.tap()
            await page.get_by_text("Saved your feedback on Ann: yes.").wait_for()
            (row,) = await until(lambda: house.rows(ident, "feedback_received"), what="the feedback")
            assert (row["author"], row["source"], row["answer"]) == ("Max Ode", "desk", "yes")
            assert row["text"] == "Asked the right questions."
            assert row["interview_id"] == "i1"
            await page.goto(f"{url}/feedback")
            await page.get_by_text("You answered Yes").wait_for()
            assert not troubles
