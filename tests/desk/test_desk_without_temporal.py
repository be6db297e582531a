"""Temporal away: reading goes on, and an act says that nothing was done. The ledger away: one clear page."""

from __future__ import annotations

import html
from datetime import timedelta
from pathlib import Path

from domain import events as e
from ledger.people.desk_access import of_team
from tests.clocks import WEDNESDAY
from tests.desk.desk_house import LEA, DeskHouse, desk_of, install
from tests.gateway.applicants import ANN, applied, record, told


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
