"""Temporal away: reading goes on, and an act says that nothing was done. The ledger away: one clear page."""

from __future__ import annotations

import html
from datetime import timedelta
from pathlib import Path

from domain import events as e
from ledger.people.desk_access import of_team
from ledger.store import Ledger
from settings import Settings
from tests.clocks import WEDNESDAY
from tests.desk.desk_house import LEA, TEAM, DeskHouse, desk_of, install
from tests.gateway.applicants import ANN, applied, record, told
from tests.ledger.keys_for_tests import Keys
from tests.ledgers import forget, ledger_of, put


async def test_reading_needs_no_temporal_and_an_act_says_that_nothing_was_done(desk: DeskHouse) -> None:
    record(desk.ledger, applied(), told(e.ReplyReceived, WEDNESDAY - timedelta(hours=2), text="Is it remote?"))
    lea = await desk.browser(LEA)
    for path in ("/?whose=all", "/candidates", f"/candidates/{ANN}", "/jobs", "/jobs/eng", "/system"):
        assert (await lea.get(path)).status_code == 200
    task = desk.ledger.tasks()[0]["task"]
    answer = await lea.post("/act/answer", candidate=ANN, task=task, text="Yes, it is.")
    assert answer.status_code == 503
    assert "Temporal isn't responding, so nothing was done" in html.unescape(answer.text)
    assert desk.ledger.tasks()[0]["task"] == task


async def test_without_the_ledger_there_is_one_clear_page(tmp_path: Path) -> None:
    settings, ledger = install(tmp_path / "home")
    token = ledger.desk.printed_link(of_team(LEA), WEDNESDAY)
    async with desk_of(settings, ledger) as house:
        lea = house.stranger()
        await lea.get(f"/in/{token}")
        (settings.home / "ledger.db").rename(settings.home / "elsewhere")
        for suffix in ("-wal", "-shm"):
            (settings.home / f"ledger.db{suffix}").unlink(missing_ok=True)
        ledger.close()
        (settings.home / "ledger.db").mkdir()  # no file can be opened or made there
        for path in ("/", "/candidates", "/login", "/in/x"):
            answer = await lea.get(path)
            assert answer.status_code in (200, 503)
            if path != "/login":
                assert "The ledger isn't responding" in html.unescape(answer.text)


async def test_an_act_in_the_page_says_so_there_and_keeps_what_was_typed(desk: DeskHouse) -> None:
    record(desk.ledger, applied(), told(e.ReplyReceived, WEDNESDAY - timedelta(hours=2), text="Is it remote?"))
    lea = await desk.browser(LEA)
    task = desk.ledger.tasks()[0]["task"]
    form = {"csrf": lea.csrf, "candidate": ANN, "task": task, "text": "Yes.", "place": "task-1-wrong"}
    answer = await lea.send("/act/answer", form, hx_request="true")
    assert answer.status_code == 503
    assert answer.headers["hx-retarget"] == "#task-1-wrong"
    assert "<html" not in answer.text
    forged = await lea.send("/act/answer", form | {"csrf": "x"}, hx_request="true")
    assert forged.headers["hx-retarget"] == "#task-1-wrong"
    assert "<html" not in forged.text
    looked = await lea.send("/act/done", {**form, "place": 'x"]<b>'}, hx_request="true")
    assert "hx-retarget" not in looked.headers


async def test_a_desk_without_a_playbook_says_what_is_missing(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "home")
    ledger = ledger_of(settings, with_playbook=False)
    ledger.team.follow_file(TEAM)
    async with desk_of(settings, ledger) as house:
        lea = await house.browser(LEA)
        for path in (
            "/",
            "/candidates",
            "/jobs",
            "/playbook",
            "/playbook/words?stage=applied&n=0",
            "/report/page",
            "/system",
        ):
            answer = await lea.get(path)
            assert answer.status_code in (200, 409), (path, answer.text)
    ledger.close()


async def test_where_the_keys_are_away_there_is_one_clear_page(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys")
    settings = Settings(home=tmp_path / "home")
    put(settings.home / "ledger.db", with_playbook=True)
    ledger = Ledger(settings.ledger_address, settings.keys, keys.place)
    assert ledger.keys.begin_ledger()
    ledger.team.follow_file(TEAM)
    record(ledger, applied(), told(e.ReplyReceived, WEDNESDAY - timedelta(hours=2), text="Is it remote?"))
    keys.folder.rename(tmp_path / "gone")
    cold = Ledger(settings.ledger_address, settings.keys, keys.place)  # another process, which remembers no key
    async with desk_of(settings, cold) as house:
        lea = house.stranger()
        token = ledger.desk.printed_link(of_team(LEA), WEDNESDAY)
        await lea.get(f"/in/{token}")
        for path in ("/?whose=all", "/candidates", "/candidates?q=Ann", f"/candidates/{ANN}", "/jobs/eng"):
            answer = await lea.get(path)
            assert answer.status_code == 503, (path, answer.text)
            assert "The ledger isn't responding" in html.unescape(answer.text)
            assert "remote" not in answer.text
        assert (await lea.get("/system")).status_code in (200, 503)
    cold.close()
    ledger.close()


async def test_of_somebody_whose_key_is_gone_nothing_is_shown_and_nothing_breaks(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys")
    settings = Settings(home=tmp_path / "home")
    put(settings.home / "ledger.db", with_playbook=True)
    ledger = Ledger(settings.ledger_address, settings.keys, keys.place)
    assert ledger.keys.begin_ledger()
    ledger.team.follow_file(TEAM)
    async with desk_of(settings, ledger) as house:
        record(ledger, applied(), told(e.ReplyReceived, WEDNESDAY - timedelta(hours=2), text="Is it remote?"))
        record(ledger, applied(first_name="Ben", email="ben@example.com"), ident="greenhouse:77")
        lea = await house.browser(LEA)
        forget(ledger, ANN)
        for path in (
            "/?whose=all",
            "/candidates",
            "/candidates?q=Ann",
            f"/candidates/{ANN}",
            "/jobs/eng",
            f"/same?one={ANN}&other=greenhouse:77",
        ):
            answer = await lea.get(path)
            assert answer.status_code in (200, 404), (path, answer.text)
            assert "remote" not in answer.text
        for act in ("note", "answer", "merge", "undo", "preview"):
            where = "/preview" if act == "preview" else f"/act/{act}"
            answer = await lea.post(where, candidate=ANN, text="x", other="greenhouse:77", event="x", act="answer")
            assert answer.status_code in (200, 404), (act, answer.text)
    ledger.close()


async def test_several_at_once_stop_at_the_first_that_gets_no_answer_and_each_is_named(desk: DeskHouse) -> None:
    record(desk.ledger, applied())
    record(desk.ledger, applied(first_name="Ben", email="ben@example.com"), ident="greenhouse:77")
    lea = await desk.browser(LEA)
    form = {"kind": "tag", "tags": "eu", "ids": f"{ANN}\r\ngreenhouse:77", "once": "1", "sure": "yes"}
    said = html.unescape((await lea.post("/several", **form)).text)
    assert "Temporal isn't responding" in said
    assert "Not done: the one before got no answer" in said
    long = await lea.post("/several", kind="say", ids=ANN, subject="s" * 2000, text="Hello", once="1")
    assert long.status_code == 200
    assert 'class="wrong"' in long.text
    first = await lea.post("/several", kind="say", ids=ANN)
    assert first.status_code == 200
    assert 'class="wrong"' not in first.text, "nothing was asked for yet"
