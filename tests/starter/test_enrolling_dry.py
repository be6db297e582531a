"""`enroll --dry-run`: who is greeted how, what each would get, and how many are written to on each day."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from domain.events import Contactable
from domain.names import Channel
from domain.reducers.evolve import begin, evolve
from ledger.delivery.suppressions import SuppressionRequest
from ledger.store import Ledger
from tests.clocks import WEDNESDAY
from tests.starter.conftest import Cli, applied, settle

EXPORTS = Path(__file__).parent / "exports"


def sheet(folder: Path, *lines: str, header: str = "name,email,phone,job,stage,applied_at") -> str:
    path = folder / "people.csv"
    path.write_text("\n".join([header, *lines]) + "\n")
    return str(path)


def test_few_people_are_told_one_by_one(cli: Cli, ledger: Ledger, tmp_path: Path) -> None:
    file = sheet(
        tmp_path,
        '"Lang, Eva",eva@example.com,,Cook,applied,2026-07-14',
        "Prof. Ray,ray@example.com,,Cook,applied,2026-07-14",
        "Tom Ray,tom@example.com,,Cook,rejected,2026-07-14",
        "Tom Ray,,,Cook,applied,2026-07-14",
    )
    done = cli("enroll", file, "--dry-run")
    assert done.code == 1 and "line 5: an address is missing" in done.err
    first, *rest = done.out.splitlines()
    assert first == "would enroll 3, 0 already here, 1 with errors"
    told = "\n".join(rest)
    assert "Greeted without a name, because we aren't sure of it (1):\n  Prof. Ray (manual:p" in told
    assert re.search(r"What each of them gets:\n  Eva Lang \(applied\): \w+, Jul \d+ [\w -]+ by email", told)
    days = "People who hear from you on each day of the next two weeks, by the company's calendar (America/New_York):\n"
    assert re.match(r"  \w+, Jul \d+  \d (people|person)", told.partition(days)[2])
    assert not cli("list", "--json").json, "nobody was told anything"


def test_r20_who_comes_in_with_a_stage_that_nobody_can_read_is_listed_and_written_nothing(
    cli: Cli, tmp_path: Path
) -> None:
    file = sheet(tmp_path, "Eva Lang,eva@example.com,,Cook,Vibe check,2026-07-14")
    done = cli("enroll", file, "--dry-run")
    assert done.code == 0 and done.out.startswith("would enroll 1, 0 already here, 0 with errors\n"), done
    assert "'Vibe check' isn't one of our stages, so nobody on this line gets messages" in done.err
    assert "1 task for colleagues" in done.out and "stage (a task)" in done.out and "email" not in done.out, done.out
    found = cli("enroll", file, "--dry-run", "--stage-map", "Vibe check=interview", "--json").json
    assert [one["stages"] for one in found["people"]] == [["interview"]]


def test_many_are_told_in_groups_and_each_in_json(cli: Cli, home: Path) -> None:
    file = str(EXPORTS / "greenhouse.csv")
    done = cli("enroll", file, "--dry-run")
    assert done.code == 0
    assert "What they get, by group:" in done.out and " in screening: " in done.out
    assert "line 10: Zoë O'Brien shares the number +12125550143 with Maria García (line 2)" in done.err
    found = cli("enroll", file, "--dry-run", "--json").json
    assert (found["enrolled"], found["applications"], found["bad"]) == (34, 34, 0)
    assert len(found["people"]) == 34 and found["people"][0]["greeting"] == "Maria"
    written = [one for one in found["people"] if any(row["channel"] != "task" for row in one["next"])]
    assert sum(day["messages"] for day in found["days"]) == sum(
        row["channel"] != "task" for one in found["people"] for row in one["next"]
    )
    assert max(day["people"] for day in found["days"]) <= len(written)
    assert not home.exists(), "a dry run leaves nothing behind"


def test_who_is_here_already_keeps_their_clock_and_gets_what_both_applications_bring(
    cli: Cli, ledger: Ledger, tmp_path: Path
) -> None:
    settle(ledger, "manual:ann", applied(days_ago=1))
    file = sheet(tmp_path, "Ann Lee,ann@example.com,,Cook,applied,2026-07-14", "Ann Lee,ann@example.com,,ENG-7,,")
    found = cli("enroll", file, "--dry-run", "--json").json
    (ann,) = found["people"]
    assert (ann["id"], ann["greeting"], found["applications"]) == ("manual:ann", "Ann", 2)
    assert {row["stage"] for row in ann["next"] if row["channel"] != "task"} == {"applied"}


def test_r17_who_stays_closed_though_the_file_has_them_open_is_named(cli: Cli, home: Path, tmp_path: Path) -> None:
    closed, row = "Tom Ray,tom@example.com,,Cook,rejected,2026-03-02", "Tom Ray,tom@example.com,,Cook,applied,"
    told = "Already closed here, so they stay closed: Tom Ray. For anyone who has applied again since, give the day in"
    done = cli("enroll", sheet(tmp_path, closed, row), "--dry-run")
    assert told in done.err and done.out.startswith("would enroll 1, 1 already here"), done
    done = cli("enroll", sheet(tmp_path, closed, row + "2026-07-13"), "--dry-run")
    assert "line 3: an application after a rejection; it starts over." in done.err and "Closed here" not in done.err
    assert done.out.startswith("would enroll 1 (2 applications), 0 already here, 0 with errors"), done
    assert re.search(r"Tom Ray \(applied\): \w+, Jul \d+ catch-up message by email", done.out), done.out
    assert "Closed here" not in cli("enroll", sheet(tmp_path, closed, closed), "--dry-run").err


def test_whose_address_is_closed_is_promised_no_mail(cli: Cli, ledger: Ledger, tmp_path: Path) -> None:
    """Closed by whoever has the address, before anybody here was known by it (R7)."""
    ledger.close_for_strangers(
        SuppressionRequest("close", Channel.EMAIL, "asked by email", email="eva@example.com"), WEDNESDAY
    )
    file = sheet(
        tmp_path,
        '"Lang, Eva",eva@example.com,,Cook,applied,2026-07-14',
        '"Lang, Tom",tom@example.com,,Cook,applied,2026-07-14',
    )
    found = cli("enroll", file, "--dry-run", "--json").json
    mailed = {one["name"]: [row for row in one["next"] if row["channel"] != "task"] for one in found["people"]}
    assert not mailed["Eva Lang"] and mailed["Tom Lang"]
    old = sheet(tmp_path, '"Lang, Eva",eva@example.com,,Cook,interview,2026-03-14')
    silent = cli("enroll", old, "--dry-run", "--json").json["silent"]
    assert all(one["hears_at"] is None for one in silent)


def test_of_one_person_what_was_typed_is_read_and_what_became_of_it_is_said(cli: Cli, home: Path) -> None:
    form = ["--id", "ann", "--first-name", "Ann", "--last-name", "Lee", "--job", "E1", "--dry-run"]
    done = cli("enroll", *form, "--phone", "(212) 555-0143 x12", "--email", "a@example.com; b@example.com")
    assert done.code == 0 and done.out.startswith("would enroll 1, 0 already here, 0 with errors\n")
    assert done.err.splitlines() == [
        "email: a@example.com is used, and not b@example.com.",
        "phone: the extension 12 of +12125550143 is left out.",
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--from", "taleo"], "--from: 'taleo' is not known here"),
        (["--dates", "ymd"], "--dates: 'ymd' is not an order"),
        (["--stage-map", "Vibe"], "write it as THEIRS=OURS"),
        (["--stage-map", "Vibe=chat"], "'chat' isn't a stage"),
        (["--map", "nope=email"], "the file has no column 'nope'"),
        (["--map", "name=nmae"], "did you mean 'name'?"),
        (["--ignore", "nope"], "the file has no column 'nope'"),
        (["--id", "ann"], "--id is for one person"),
        (["--timezone", "Berlin time"], "--timezone: 'Berlin time' isn't a valid time zone"),
    ],
)
def test_what_cannot_be_meant_is_one_sentence(cli: Cli, tmp_path: Path, options: list[str], said: str) -> None:
    done = cli("enroll", sheet(tmp_path, "Eva Lang,eva@example.com,,Cook,,"), "--dry-run", *options)
    assert (done.code, said in done.err, done.err.count("\n")) == (2, True, 1), done.err


def test_the_job_and_more_may_be_given_for_a_file_that_does_not_say(cli: Cli, home: Path, tmp_path: Path) -> None:
    file = sheet(
        tmp_path, "Eva,Lang,eva@example.com,https://l.example/eva", header="First Name,Last Name,Email,Profile URL"
    )
    assert cli("enroll", file, "--dry-run").code == 2
    found = cli("enroll", file, "--dry-run", "--job", "eng", "--job-title", "Engineer", "--json").json
    assert [(one["name"], one["stages"]) for one in found["people"]] == [("Eva Lang", ["prospect"])]


@pytest.mark.parametrize(
    ("first", "last", "hello"),
    [
        ("JOHN", "SMITH", "Hi John,"),
        ("García,", "Maria", "Hello,"),
        ("Prof.", "Lang", "Hello,"),
        ("Dr.", "Eva Lang", "Hi Eva Lang,"),
        ("", "Eva Lang", "Hi Eva Lang,"),
        ("", "Lang", "Hello,"),
        ("فاطمه\u200cسادات", "حسینی", "Hi فاطمه\u200cسادات,"),
    ],
)
def test_r10_a_name_that_came_in_long_ago_is_greeted_by_the_same_rule(
    cli: Cli, ledger: Ledger, first: str, last: str, hello: str
) -> None:
    settle(ledger, "manual:ann", applied(candidate={"first_name": first, "last_name": last}))
    words = cli("next", "ann", "--count", "1", "--words").out
    assert hello in words and " ," not in words


def test_r17_a_name_in_one_piece_renames_nobody_and_a_parted_one_is_learned() -> None:
    ann = evolve(begin("lever:1"), applied(candidate={"first_name": "Ann", "last_name": "Lee"}))
    whole = applied(job="OPS", candidate={"first_name": "", "last_name": "Ann Lee"})
    assert evolve(ann, whole).candidate.full_name == "Ann Lee"
    new = evolve(begin("lever:1"), applied(candidate={"first_name": "", "last_name": "Ann Lee"}))
    known = evolve(new, applied(job="OPS", candidate={"first_name": "Ann", "last_name": "Lee"}))
    assert (new.candidate.first_name, known.candidate.first_name, known.candidate.last_name) == ("", "Ann", "Lee")
    assert Contactable().first_name is None


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["--name", "Ann Lee"], 'by the whole name ("Hi Ann Lee,"); --first-name says which name is the first'),
        (["--name", "Ann Lee", "--first-name", "Ann"], ""),
        (["--name", "Lee, Ann"], ""),
        (["--name", "Prof. Lee"], "without a name, because we aren't sure of it; give one with --first-name"),
    ],
)
def test_r10_how_somebody_typed_will_be_greeted_is_said_where_no_first_name_is(
    cli: Cli, names: list[str], said: str
) -> None:
    done = cli("enroll", "--id", "ann", *names, "--email", "ann@example.com", "--job", "eng", "--dry-run")
    assert done.code == 0 and (f"messages greet them {said}" in done.err) is bool(said), done.err


def test_a_column_of_local_numbers_is_one_thing_to_settle(cli: Cli, home: Path, tmp_path: Path) -> None:
    rows = [f"P{n} Lang,p{n}@example.com,0171 / 555 10{n:02},Cook,applied,2026-07-14" for n in range(9)]
    done = cli("enroll", sheet(tmp_path, *rows), "--dry-run")
    left = [line for line in done.err.splitlines() if "digits" in line]
    assert (
        len(left) == 1 and "lines 2, 3, 4, 5, 6 and 4 more: phone: '0171 / 555 1000', like the others, has" in left[0]
    )
    few = cli("enroll", sheet(tmp_path, *rows[:3]), "--dry-run")
    assert len([line for line in few.err.splitlines() if "digits" in line]) == 3
