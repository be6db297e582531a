"""The desk on a real Temporal server: what colleagues press is done, once, under their name, and can be taken back."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import AsyncIterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from starter.embedded import LocalServer
from tests.desk.desk_house import LEA, MAX, RITA, TEAM, Browser, desk_of
from tests.house import House, build, connected, until
from tests.machine_time import machine_now, noon_zone


@pytest.fixture
async def house(server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    monkeypatch.setenv("TEMPORAL_ADDRESS", server.address)
    made = build(await connected(server.address), tmp_path / "home")
    made.ledger.team.follow_file(TEAM)
    yield made
    await made.leave()


async def _wrote(house: House, name: str, text: str) -> tuple[str, str]:
    """Somebody applied and wrote: their id, and the task that asks for an answer."""
    ident = await house.applies(name, candidate={"timezone": noon_zone()})
    await until(lambda: house.rows(ident, "sent"), what="the confirmation")
    await house.tell(ident, "reply_received", channel="email", text=text)
    rows = await until(lambda: house.ledger.tasks(candidate_id=ident), what="the task")
    return ident, rows[0]["task"]


async def _desk(house: House) -> Any:
    return desk_of(house.settings, house.ledger, clock=machine_now)


async def test_a_colleagues_answer_goes_out_once_under_their_name_and_closes_the_task(house: House) -> None:
    async with house.working(), await _desk(house) as desk:
        ident, task = await _wrote(house, "ann", "Could we talk on Thursday?")
        lea = await desk.browser(LEA)
        page = await lea.get("/?whose=all")
        assert "Could we talk on Thursday?" in page.text
        form = {"candidate": ident, "task": task, "text": "Thursday at two works, see you then."}
        looked = await lea.post("/preview", act="answer", **form)
        assert "Thursday at two works" in looked.text
        assert house.rows(ident, "say_requested") == []
        said = await lea.post("/act/answer", **form)
        assert "Your answer will go out" in said.text
        await lea.post("/act/answer", **form)  # pressed twice
        await until(lambda: (house.ledger.task(task) or {}).get("closed_at"), what="the task's end")
        told = house.rows(ident, "say_requested")
        assert [(row["author"], row["source"]) for row in told] == [("Lea Brandt", "desk")]
        assert sum("Thursday at two" in entry.text for entry in house.outbox()) == 1
        assert "Could we talk on Thursday?" not in (await lea.get("/?whose=all")).text


async def test_of_two_who_answer_in_the_same_second_one_is_sent_and_the_other_is_told(house: House) -> None:
    async with house.working(), await _desk(house) as desk:
        ident, task = await _wrote(house, "ben", "When will I hear?")
        lea, other = await desk.browser(LEA), await desk.browser(LEA)
        words = ("By Friday.", "Next week, I think.")

        async def press(browser: Browser, text: str) -> str:
            return (await browser.post("/act/answer", candidate=ident, task=task, text=text)).text

        answers = await asyncio.gather(press(lea, words[0]), press(other, words[1]))
        await until(lambda: [entry for entry in house.outbox() if any(w in entry.text for w in words)], what="mail")
        assert len(house.rows(ident, "say_requested")) == 1
        won = [n for n, answer in enumerate(answers) if "Your answer will go out" in answer]
        lost = [n for n, answer in enumerate(answers) if "answered first" in answer]
        assert len(won) == len(lost) == 1
        assert house.rows(ident, "say_requested")[0]["text"] == words[won[0]]


async def test_of_two_who_close_a_task_one_does_and_the_other_learns_who(house: House) -> None:
    async with house.working(), await _desk(house) as desk:
        ident, task = await _wrote(house, "cem", "Thanks!")
        await house.update(ident, "assign", recruiter={"name": RITA.name, "email": RITA.email})
        rita, lea = await desk.browser(RITA), await desk.browser(LEA)
        pressed = [one.post("/act/done", candidate=ident, task=task) for one in (rita, lea)]
        answers = [answer.text for answer in await asyncio.gather(*pressed)]
        assert len(house.rows(ident, "task_completed")) >= 1
        first = house.rows(ident, "task_completed")[0]["author"]
        told = [answer for answer in answers if f"{first} got there first" in answer]
        assert len(told) == 1


async def test_what_was_done_is_taken_back_by_one_press(house: House) -> None:
    async with house.working(), await _desk(house) as desk:
        ident, task = await _wrote(house, "dev", "Is the role remote?")
        lea = await desk.browser(LEA)
        said = await lea.post("/act/done", candidate=ident, task=task)
        event = re.search(r'name="event" value="([^"]+)"', said.text)
        assert event, said.text
        assert "Undone." in (await lea.post("/act/undo", candidate=ident, event=event[1])).text
        await until(lambda: house.ledger.tasks(candidate_id=ident), what="the task again")


async def test_a_stop_that_a_colleague_hears_holds_from_then_on(house: House) -> None:
    async with house.working(), await _desk(house) as desk:
        ident, _ = await _wrote(house, "eva", "See you on Monday.")
        lea = await desk.browser(LEA)
        await lea.post("/act/stop", candidate=ident, reason="said so on the phone")
        await until(lambda: (house.ledger.status(ident) or {}).get("stopped"), what="the stop")
        refused = await lea.post("/act/say", candidate=ident, subject="Hello", text="One more thing")
        assert "They asked us to stop" in refused.text
        assert house.rows(ident, "say_requested") == []


async def test_a_stage_is_moved_to_once_and_a_hire_is_told_as_one(house: House) -> None:
    async with house.working(), await _desk(house) as desk:
        ident = await house.applies("fay", candidate={"timezone": noon_zone()})
        await until(lambda: house.rows(ident, "sent"), what="the confirmation")
        lea = await desk.browser(LEA)
        assert "at the applied stage already" in (await lea.post("/act/stage", candidate=ident, stage="applied")).text
        assert house.rows(ident, "stage_changed") == []
        assert "Saved: hired" in (await lea.post("/act/stage", candidate=ident, stage="hired")).text
        await until(lambda: house.rows(ident, "hired"), what="the hire")
        assert house.rows(ident, "stage_changed") == []


async def test_the_page_after_an_act_shows_what_was_done(house: House) -> None:
    async with house.working(), await _desk(house) as desk:
        ident = await house.applies("ida", candidate={"timezone": noon_zone()})
        await until(lambda: house.rows(ident, "sent"), what="the confirmation")
        lea = await desk.browser(LEA)
        page = (await lea.post("/act/reject", candidate=ident, back=f"/candidates/{ident}")).text
        assert "Rejected. The closing message waits" in page
        assert re.search(r'<span class="stage">rejected</span>', page), page
        assert "doesn&#39;t show it yet" not in page


async def test_an_act_that_no_worker_has_read_yet_says_that_the_page_is_behind(house: House) -> None:
    async with house.working():
        ident = await house.applies("jon", candidate={"timezone": noon_zone()})
        await until(lambda: house.rows(ident, "sent"), what="the confirmation")
    async with await _desk(house) as desk:
        lea = await desk.browser(LEA)
        page = (await lea.post("/act/reject", candidate=ident, back=f"/candidates/{ident}")).text
        assert "doesn&#39;t show it yet" in page
        assert '<span class="stage">applied</span>' in page


async def test_r14_whoever_is_chosen_at_the_desk_stands_with_the_interview(house: House) -> None:
    async with house.working(), await _desk(house) as desk:
        ident = await house.applies("kia", candidate={"timezone": noon_zone()})
        await until(lambda: house.rows(ident, "sent"), what="the confirmation")
        lea = await desk.browser(LEA)
        at = f"{machine_now() + timedelta(days=3):%Y-%m-%dT%H:%M}"
        said = await lea.post("/act/interview", candidate=ident, at=at, interviewer=MAX.key, odd="yes")
        assert "Max Ode will be asked for feedback afterwards." in said.text
        told = house.rows(ident, "interview_scheduled")
        assert [row["interviewers"] for row in told] == [[{"name": MAX.name, "email": MAX.email}]]


async def test_several_are_looked_at_each_and_told_once_each(house: House) -> None:
    async with house.working(), await _desk(house) as desk:
        idents = [await house.applies(name, candidate={"timezone": noon_zone()}) for name in ("gus", "hal")]
        for ident in idents:
            await until(lambda who=ident: house.rows(who, "sent"), what="the confirmation")
        lea = await desk.browser(LEA)
        await lea.get("/candidates")
        form = {"kind": "say", "ids": "\r\n".join([*idents, "manual:nobody"]), "subject": "An update", "once": "1"}
        form["text"] = "We decide next week."
        looked = await lea.post("/several", **form)
        assert looked.text.count("We decide next week.") >= 3  # the box, and what each of them would read
        assert not [row for ident in idents for row in house.rows(ident, "say_requested")]
        for _ in range(2):  # pressed twice
            await lea.post("/several", **form, sure="yes")
        for ident in idents:
            await until(lambda who=ident: len(house.rows(who, "sent")) > 1, what="the message")
            assert [row["author"] for row in house.rows(ident, "say_requested")] == ["Lea Brandt"]


async def test_a_hold_of_several_ends_as_each_ones_own_day_begins(house: House) -> None:
    async with house.working(), await _desk(house) as desk:
        theirs = {
            "kei": {"timezone": "Asia/Tokyo"},
            "lou": {"timezone": "America/New_York"},
            "mai": {"phone": "+81312345678"},
        }
        idents = {name: await house.applies(name, candidate=known) for name, known in theirs.items()}
        for ident in idents.values():
            await until(lambda who=ident: house.ledger.status(who), what="them")
        lea = await desk.browser(LEA)
        day = (machine_now() + timedelta(days=20)).date()
        form = {
            "kind": "pause",
            "ids": "\n".join(idents.values()),
            "until": day.isoformat(),
            "once": "1",
            "sure": "yes",
        }
        await lea.post("/several", **form)
        for name, where in (("kei", "Asia/Tokyo"), ("lou", "America/New_York"), ("mai", "Asia/Tokyo")):
            (row,) = await until(lambda who=idents[name]: house.rows(who, "paused"), what="the hold")
            begins = datetime.combine(day, time(), ZoneInfo(where))
            assert datetime.fromisoformat(row["until"]) == begins, name


async def test_two_people_are_seen_side_by_side_and_become_one_by_a_press(house: House) -> None:
    async with house.working(), await _desk(house) as desk:
        one, other = [await house.applies(name, candidate={"timezone": noon_zone()}) for name in ("ida", "idal")]
        for ident in (one, other):
            await until(lambda who=ident: house.rows(who, "sent"), what="the confirmation")
        lea = await desk.browser(LEA)
        seen = await lea.get(f"/same?one={one}&other={other}")
        assert "ida@example.com" in seen.text and "idal@example.com" in seen.text
        assert "no address, number or last name in common" in seen.text
        said = (await lea.post("/act/merge", candidate=one, other=other, back="/jobs")).text
        assert "Saved: they're the same person" in html.unescape(said)
        assert "Undo" not in said, "nothing takes a merge back"
        await until(lambda: other in ((house.ledger.status(one) or {}).get("joined") or ()), what="the merge")
        assert (await lea.get(f"/candidates/{other}")).url.path == f"/candidates/{one}"


async def test_an_interview_is_moved_called_off_and_marked_as_held_under_the_colleagues_name(house: House) -> None:
    async with house.working(), await _desk(house) as desk:
        ident = await house.applies("ivy", candidate={"timezone": "UTC"})
        await until(lambda: house.rows(ident, "sent"), what="the confirmation")
        lea = await desk.browser(LEA)
        noon = (machine_now() + timedelta(days=3)).replace(hour=12, minute=0, second=0, microsecond=0)
        form = {"candidate": ident, "application": "eng"}
        for at in (noon, noon + timedelta(days=2)):
            said = await lea.post("/act/interview", **form, at=f"{at:%Y-%m-%dT%H:%M}", minutes="45", title="First talk")
            assert "Saved: an interview on" in said.text
        rows = await until(
            lambda: house.rows(ident, "interview_scheduled")[1:] and house.rows(ident, "interview_scheduled")
        )
        first, second = (row["interview_id"] for row in rows)
        later = noon + timedelta(hours=2)
        moved = await lea.post("/act/interview-move", **form, interview=first, at=f"{later:%Y-%m-%dT%H:%M}")
        assert "Moved to" in moved.text
        off = await lea.post("/act/interview-off", **form, interview=second, reason="The team has changed")
        assert "Called off" in off.text
        past = (machine_now() - timedelta(minutes=20)).isoformat()
        await house.tell(ident, "interview_scheduled", application_id="eng", interview_id="past", at=past)
        await until(lambda: len(house.rows(ident, "interview_scheduled")) == 4, what="the earlier one")
        page = (await lea.get(f"/candidates/{ident}")).text
        assert page.count('action="/act/interview-held"') == 1, "only of what has begun"
        assert (
            "Saved: the interview took place." in (await lea.post("/act/interview-held", **form, interview="past")).text
        )
        await until(lambda: house.rows(ident, "interview_held"), what="that it was held")
        (app,) = (house.ledger.snapshot(ident) or {})["applications"]
        one = next(one for one in app["interviews"] if one["interview_id"] == first)
        assert datetime.fromisoformat(one["at"]) == later
        assert datetime.fromisoformat(one["ends_at"]) - later == timedelta(minutes=45), "as long as before"
        (gone,) = house.rows(ident, "interview_cancelled")
        assert (gone["author"], gone["interview_id"]) == ("Lea Brandt", second)
