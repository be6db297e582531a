"""R24 at the command line: who must hear by a legal deadline."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from sqlalchemy import text

from domain.events import Contacted, HistoryJoined, InterviewHeld, InterviewScheduled, Rejected, Undone
from domain.names import Stage
from domain.playbook.model import Playbook
from ledger.store import Ledger
from settings import Settings
from tests.clocks import WEDNESDAY
from tests.starter.conftest import Cli, applied, settle

D = timedelta(days=1)


@pytest.fixture
def interviewed(ledger: Ledger) -> Ledger:
    """Ann was interviewed forty days ago, Bob ten, Cem not for a job in Ontario."""
    for ident, days, place in (("ann", 40, "Toronto, ON, Canada"), ("bob", 10, "Ontario"), ("cem", 40, "Berlin")):
        about = {"application_id": "ENG-7", "source": "cli"}
        at = WEDNESDAY - days * D
        told = applied(ident, days_ago=days + 5, location=place, stage=Stage.INTERVIEW)
        planned = InterviewScheduled(
            event_id=f"i-{ident}", occurred_at=at - D, at=at - timedelta(hours=1), ends_at=at, **about
        )
        held = InterviewHeld(event_id=f"h-{ident}", occurred_at=at, ended_at=at, **about)
        settle(ledger, f"manual:{ident}", told, planned, held)
    return ledger


def test_list_shows_who_must_hear_by_a_date_of_the_law_the_nearest_first(interviewed: Ledger, cli: Cli) -> None:
    rows = cli("list", "--duty", "ontario", "--json").json
    due = [(WEDNESDAY + days * D).date().isoformat() for days in (5, 35)]
    assert [(row["id"], row["duty"], row["due_on"]) for row in rows] == [
        ("manual:ann", "ontario", due[0]),
        ("manual:bob", "ontario", due[1]),
    ]
    assert {"name", "stage", "state", "next_at", "job", "application_id", "last_interview_at"} <= {*rows[0]}
    assert cli("list", "--duty", "CA-ON", "--json").json == cli("list", "--duty", "all", "--json").json == rows
    out = cli("list", "--duty", "ontario").out
    assert "Must hear by" in out and "ontario: ENG-7" in out and "Cem" not in out
    assert [row["id"] for row in cli("list", "--duty", "all", "--limit", "1", "--json").json] == ["manual:ann"]


def test_whoever_had_word_on_the_decision_is_listed_no_more(interviewed: Ledger, cli: Cli) -> None:
    about = {"application_id": "ENG-7", "source": "cli"}

    def listed() -> list[str]:
        return [row["id"] for row in cli("list", "--duty", "all", "--json").json]

    settle(interviewed, "manual:ann", Rejected(event_id="no-1", occurred_at=WEDNESDAY, **about))
    assert listed() == ["manual:ann", "manual:bob"], "the rejection waits out its hour: nobody has told them"
    no = Rejected(event_id="no-2", occurred_at=WEDNESDAY - timedelta(hours=3), **about)
    settle(interviewed, "manual:bob", no)
    assert listed() == ["manual:ann", "manual:bob"], "an update of the same morning said nothing of it"
    settle(interviewed, "manual:bob", Contacted(event_id="called", occurred_at=WEDNESDAY, **about))
    assert listed() == ["manual:ann"]


def test_report_says_who_was_told_when_due_and_what_shows_it(
    interviewed: Ledger, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    about = {"application_id": "ENG-7", "source": "cli"}
    no = Rejected(event_id="no", occurred_at=WEDNESDAY - timedelta(hours=3), **about)
    settle(interviewed, "manual:bob", no, Contacted(event_id="called", occurred_at=WEDNESDAY, **about))
    found = cli("report", "--duty", "ontario", "--json").json
    assert {"from", "until", "figures", "segments"} <= set(found)
    assert found["duty"] == ["ontario"]
    kept = found["figures"]["R24"]
    assert (kept["kept"]["n"], kept["kept"]["of"], kept["open"], kept["missed"]) == (1, 1, 1, 0)
    ann, bob = found["rows"]
    assert (ann["id"], ann["due_on"], ann["told_at"], ann["outcome"]) == ("manual:ann", "2026-07-20", None, "open")
    assert (bob["id"], bob["told_at"], bob["told_by"], bob["outcome"]) == (
        "manual:bob", WEDNESDAY.isoformat(), "colleague", "kept",
    )  # fmt: skip
    assert bob["name"] and bob["job"] == "ENG-7" and bob["place"] == "CA-ON"
    assert [(one["event_id"], one["type"]) for one in bob["evidence"]] == [
        ("h-bob", "interview_held"), ("called", "contacted"),
    ]  # fmt: skip
    monkeypatch.setenv("COLUMNS", "80")
    out = cli("report", "--duty", "CA-ON").out
    assert max(map(len, out.splitlines())) <= 80
    out = " ".join(out.split())
    assert "ontario: a decision within 45 days of the last interview (Employment Standards" in out
    assert "2 deadlines ran from" in out and "1 in time, 1 still open" in out
    assert "interview held h-bob, contacted called" in out and "Mon, Jul 20" in out
    assert cli("report", "--duty", "ontario", "--csv", str(tmp_path / "d.csv")).out.startswith("Wrote")
    head, first, *_ = (tmp_path / "d.csv").read_text(encoding="utf-8-sig").splitlines()
    assert head.startswith("Name,Id,Job,") and "manual:ann" in first and ",2026-07-20,," in first
    assert cli("report", "--duty", "all", "--csv", str(tmp_path / "d")).out.startswith("Wrote 1 file into")
    assert (tmp_path / "d" / "duty.csv").read_text(encoding="utf-8-sig").splitlines()[0] == head
    assert cli("report", "--duty", "ontario", "--html", str(tmp_path / "d.html")).code == 0
    assert "manual:bob" in (tmp_path / "d.html").read_text()


def test_report_has_each_date_that_ran_during_the_time_and_says_when_there_was_none(
    interviewed: Ledger, cli: Cli
) -> None:
    def ran(*span: str) -> list[str]:
        return [row["id"] for row in cli("report", "--duty", "ontario", *span, "--json").json["rows"]]

    assert ran("--until", "2026-07-01") == ["manual:ann"], "Bob's interview came later"
    assert ran("--since", "2026-05-01", "--until", "2026-05-20") == []
    out = cli("report", "--duty", "ontario", "--until", "2026-05-01").out
    assert "No deadline ran from" in out and "choose another period with --since and --until." in out
    assert cli("report", "--duty", "quebec").code == 2
    both = cli("report", "--duty", "ontario", "--by", "stage")
    assert (both.code, both.err) == (2, "--duty lists people and their dates; leave out --by and --where.\n")


def test_the_date_of_somebody_who_came_in_twice_is_one_and_an_undone_rejection_told_nobody(
    interviewed: Ledger, cli: Cli
) -> None:
    about = {"application_id": "ENG-7", "source": "cli"}
    at = WEDNESDAY - timedelta(hours=3)
    settle(interviewed, "manual:ann", Rejected(event_id="no", occurred_at=at, **about))
    settle(interviewed, "manual:ann", Contacted(event_id="called", occurred_at=at + timedelta(hours=1), **about))
    undone = Undone(event_id="u", occurred_at=WEDNESDAY, about="no", by="x", becomes="done", without=("no",))
    settle(interviewed, "manual:ann", undone)
    joined = HistoryJoined(event_id="j", occurred_at=WEDNESDAY, merged_id="manual:bob")
    settle(interviewed, "manual:ann", joined)
    rows = cli("report", "--duty", "ontario", "--json").json["rows"]
    assert [(row["id"], row["last_interview_at"][:10], row["outcome"]) for row in rows] == [
        ("manual:ann", "2026-07-05", "open")
    ], "the same job, so the last interview of either record counts"


@pytest.mark.parametrize("line", ["{decision_due: P30D}", "{decision_due: P30D, name: works-agreement}"])
def test_a_line_of_the_playbook_changes_what_it_says_and_no_more(interviewed: Ledger, cli: Cli, line: str) -> None:
    content = interviewed.playbooks.rules().playbook.model_dump(mode="json")
    content["statutory"] = {"CA-ON": yaml.safe_load(line)}
    rules = Playbook.model_validate(content)
    interviewed.playbooks.apply(rules.model_dump(mode="json"), rules.version, "test", WEDNESDAY)
    rows = cli("list", "--duty", "ontario", "--json").json
    assert [(row["id"], row["due_on"]) for row in rows] == [("manual:ann", "2026-07-05"), ("manual:bob", "2026-08-04")]
    ontario = rules.duties["CA-ON"]
    assert ontario.in_force == date(2026, 1, 1) and "Employment Standards Act" in ontario.source
    assert rows == cli("list", "--duty", ontario.name, "--json").json == cli("list", "--duty", "ca-on", "--json").json


def test_a_duty_that_nobody_knows_is_wrong_usage(interviewed: Ledger, cli: Cli) -> None:
    said = cli("list", "--duty", "quebec")
    assert said.code == 2 and "there is no 'quebec'; choose from ontario, or all" in said.err
    assert cli("list", "--duty", "all", "--silent").code == 2


def test_no_open_date_is_said(ledger: Ledger, cli: Cli) -> None:
    assert cli("list", "--duty", "ontario").out == "No ontario deadline is open.\n"


def test_the_daily_mail_and_the_tasks_tell_ten_business_days_ahead(interviewed: Ledger, cli: Cli) -> None:
    (task,) = [one for one in cli("tasks", "--json").json if one["kind"] == "law"]
    assert task["id"] == "manual:ann" and task["title"].startswith("By the law of Ontario they must hear by")
    mails = "".join(mail["text"] for mail in cli("digest", "--json").json)
    assert "Legal deadlines: 1" in mails and "1 legal deadline" in "".join(
        mail["subject"] for mail in cli("digest", "--json").json
    )


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("{Ontario: {decision_due: P45D}}", "'Ontario' is no country or region; write one such as CA-ON or DE"),
        ("{CA-ON: {decison_due: P45D}}", "unknown key; did you mean 'decision_due'?"),
        ("{CA-ON: {decision_due: soon}}", "'soon' is not a duration"),
        ("{DE: {name: germany}}", "DE needs `decision_due`, as in `DE: {decision_due: P45D}`"),
        ("{CA-ON: {decision_due: P45D, name: ON 1}}", "'ON 1' is not a name for this"),
        ("[CA-ON]", "this should be `key: value` lines, indented"),
    ],
)
def test_a_table_that_cannot_be_read_is_told_with_its_line(
    home: Path, tmp_path: Path, cli: Cli, table: str, said: str
) -> None:
    folder = tmp_path / "ours"
    shutil.copytree(Settings().playbook, folder)
    file = folder / "playbook.yaml"
    lines = file.read_text().splitlines()
    file.write_text("\n".join([*lines, f"statutory: {table}", ""]))
    found = cli("playbook", "check", str(folder))
    assert found.code == 1 and said in found.out and f"line {len(lines) + 1}, statutory" in found.out, found
    file.write_text(
        "\n".join([*lines, "statutory: {CA-ON: false, DE: {decision_due: 20bd, in_force: 2027-01-01}}", ""])
    )
    assert cli("playbook", "check", str(folder)).code == 0


def test_of_an_erased_person_the_date_stays_on_record_without_a_name(interviewed: Ledger, cli: Cli) -> None:
    assert [row["name"] for row in cli("report", "--duty", "ontario", "--json").json["rows"]] == ["Ann Lee", "Bob Lee"]
    with interviewed._database.writing("a test") as connection:
        connection.execute(text("UPDATE timeline SET personal = NULL, salts = NULL WHERE candidate_id = 'manual:ann'"))
        connection.execute(text("DELETE FROM candidates WHERE candidate_id = 'manual:ann'"))
    ann, bob = cli("report", "--duty", "ontario", "--json").json["rows"]
    assert (ann["id"], ann["name"], ann["due_on"], ann["outcome"]) == ("manual:ann", "", "2026-07-20", "open")
    assert ann["evidence"][0]["event_id"] == "h-ann" and bob["name"]
    assert "manual:ann" in cli("report", "--duty", "ontario").out
