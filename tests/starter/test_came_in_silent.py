"""Whoever had heard nothing for too long when they came in is counted and listed until they have had word (R20)."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

import pytest

from domain.commands import signal_fact
from domain.events import StageChanged
from domain.names import Stage
from ledger.store import Ledger
from settings import Settings
from starter.cli.run.promise_check import tell_silent
from starter.cli.tell.enroll_options import options_of
from starter.importing import read_people
from starter.wording.instants import told_by
from tests.clocks import WEDNESDAY, wednesday
from tests.starter.conftest import Cli, applied, settle

DAYS = timedelta(days=1)
OLD = {"applied_at": WEDNESDAY - 90 * DAYS, "last_contact_at": WEDNESDAY - 80 * DAYS}


def company(ledger: Ledger) -> None:
    """One came in silent, one cannot be written to, and one had word last week."""
    lately = OLD | {"last_contact_at": WEDNESDAY - 6 * DAYS}
    settle(ledger, "manual:ann", applied("ann", stage=Stage.INTERVIEW, **OLD))
    settle(ledger, "manual:bea", applied("bea", stage=Stage.SCREENING, candidate={"email": ""}, **OLD))
    settle(ledger, "manual:cyd", applied("cyd", stage=Stage.INTERVIEW, **lately))


def test_r20_status_and_list_show_since_when_they_have_heard_nothing(ledger: Ledger, cli: Cli) -> None:
    company(ledger)
    waits = {row["id"]: row["silent_since"] for row in cli("list", "--json").json}
    assert waits == {
        "manual:ann": (WEDNESDAY - 80 * DAYS).isoformat(),
        "manual:bea": (WEDNESDAY - 80 * DAYS).isoformat(),
        "manual:cyd": None,
    }
    assert "They were already overdue for an update when added" in cli("status", "ann").out
    assert cli("status", "ann", "--json").json["silent_since"] == waits["manual:ann"]
    assert "no word since" in cli("list").out


def test_r20_the_digest_says_who_had_waited_too_long_and_when_each_hears(ledger: Ledger, cli: Cli) -> None:
    company(ledger)
    found = [row for digest in cli("digest", "--json").json for row in digest["silent"]]
    hears = {row["candidate_id"]: row["hears_at"] for row in found}
    assert set(hears) == {"manual:ann", "manual:bea"}
    assert hears["manual:ann"] is not None and hears["manual:bea"] is None
    text = cli("digest").out
    assert "Waiting too long when they were added" in text and "nothing can be sent to them" in text


def test_r20_doctor_names_them_beside_the_promise(ledger: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    company(ledger)
    silent = ledger.silent()
    assert [one.about.candidate_id for one in silent] == ["manual:ann", "manual:bea"]
    with told_by(wednesday):
        tell_silent(silent)
    out = capsys.readouterr().out
    assert out.startswith(
        "2 people were already overdue for an update when added, and still haven't heard from us. Due an update"
    )
    assert "Can't be written to, so a colleague is asked: 1." in out and "manual:bea" in out


def test_r20_a_dry_run_says_who_has_waited_too_long_and_when_each_would_hear(home: Path, cli: Cli) -> None:
    home.mkdir()
    day = f"{WEDNESDAY - 80 * DAYS:%Y-%m-%d}"
    rows = [
        "id,first_name,email,phone,country,job_id,stage,applied_at,last_contact_at",
        f"ann,Ann,ann@example.com,,US,eng,interview,{day},{day}",
        f"bea,Bea,,+12125550123,US,eng,screening,{day},",
        f"cyd,Cyd,cyd@example.com,,US,eng,applied,{WEDNESDAY - 5 * DAYS:%Y-%m-%d},",
        f"dot,Dot,dot@example.com,,US,eng,rejected,{day},",
    ]
    file = home / "people.csv"
    file.write_text("\n".join(rows))
    said = cli("enroll", str(file), "--dry-run", "--json").json
    hears = {row["id"]: row["hears_at"] for row in said["silent"]}
    assert set(hears) == {"manual:ann", "manual:bea"} and hears["manual:bea"] is None
    assert hears["manual:ann"] > WEDNESDAY.isoformat()
    words = cli("enroll", str(file), "--dry-run").out
    assert "2 people have already waited too long to hear from us. Due an update: 1, by " in words
    assert "Can't be written to, so a colleague is asked: 1." in words


def test_r15_the_record_shows_nothing_of_a_day_before_they_came_in(ledger: Ledger, cli: Cli) -> None:
    """What an ATS tells of an earlier day is of the day on which we learned of it, and says when it was."""
    moved = StageChanged(
        event_id="moved", occurred_at=WEDNESDAY - 20 * DAYS, application_id="ENG-7", stage=Stage.OFFER, source="lever"
    )
    settle(ledger, "manual:ann", applied("ann", stage=Stage.INTERVIEW, **OLD), moved)
    rows = cli("timeline", "ann", "--json").json
    assert min(row["at"] for row in rows) >= WEDNESDAY.isoformat()
    (told,) = [row for row in rows if row["type"] == "stage_changed"]
    assert told["happened_at"] == (WEDNESDAY - 20 * DAYS).isoformat()


@pytest.mark.parametrize("reader", ["UTC", "America/New_York", "Asia/Tokyo"])
def test_r20_a_date_alone_is_shown_as_that_day_wherever_it_is_read(
    ledger: Ledger, cli: Cli, monkeypatch: pytest.MonkeyPatch, reader: str
) -> None:
    """The file came in on a server in UTC, and the company is in New York."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    rows = [
        "id,name,email,job_id,stage,applied_at,last_contact_at",
        "ann,Ann Lee,ann@example.com,eng,interview,2026-03-02,2026-05-04",
        "bea,Bea Roy,bea@example.com,eng,screening,2026-05-04,",
        "cyd,Cyd Orr,cyd@example.com,eng,screening,2026-03-02,2026-07-13",
    ]
    options = options_of(Settings(), "auto", [], [], [], None, {}, dry_run=True)
    for one in read_people("\n".join(rows).encode(), now=WEDNESDAY, options=options).good:
        told = {"event_id": one.event_id, "occurred_at": WEDNESDAY.isoformat(), **one.fact}
        settle(ledger, one.candidate_id, signal_fact("application_received", told, now=WEDNESDAY))
    monkeypatch.setenv("TZ", reader)
    time.tzset()
    assert cli("list", "--silent").out.count(" Mon, May 4 (") == 2, cli("list", "--silent").out
    assert cli("list").out.count("no word since Mon, May 4") == 2, cli("list").out
    assert cli("digest").out.count("no word since Mon, May 4") == 2, cli("digest").out
    for ident in ("ann", "bea"):
        assert "no contact since Mon, May 4 (" in cli("status", ident).out, cli("status", ident).out
    assert "Last contact: Mon, Jul 13 (2 days ago)." in cli("status", "cyd").out, cli("status", "cyd").out
