"""Tests of variants at the command line: what they need, how they stand, and ending one in one command (K10)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from domain.reporting.records import DAY
from ledger.playbooks.folder import read_playbook
from ledger.store import Ledger
from settings import Settings
from tests.clocks import WEDNESDAY
from tests.domain.tested_lives import MESSAGE, harm, touch
from tests.starter.conftest import Cli, applied, settle

BEGAN = int(WEDNESDAY.timestamp()) - 200 * DAY
FROM = (WEDNESDAY - timedelta(days=200)).date()
OTHERS = ("applied", "closed", "hired", "network", "offer", "prospect", "rejected", "withdrawn")
TEST = f"experiments:\n  {MESSAGE}: {{smallest_effect: 20%, from: {FROM}, expected: 30%}}\n"


@pytest.fixture
def folder(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Of the default playbook the interviews, with a second wording of the invitation, and a test of both."""
    copy = tmp_path / "ours"
    shutil.copytree(Settings().playbook, copy, ignore=_others)
    rules = yaml.safe_load((copy / "playbook.yaml").read_text())
    rules["stages"] = {name: stage for name, stage in rules["stages"].items() if name == "interview"}
    del rules["surveys"]  # of stages that are left out
    (copy / "playbook.yaml").write_text(TEST + yaml.safe_dump(rules))
    for unused in (copy / "messages" / "colleagues").glob("still-employed*"):
        unused.unlink()
    first = copy / "messages" / f"{MESSAGE}.md"
    (copy / "messages" / f"{MESSAGE}.b.md").write_text(first.read_text().replace("Thank you", "Thanks a lot", 1))
    monkeypatch.setenv("FOLLOWUP_PLAYBOOK", str(copy))
    return copy


def _others(folder: str, names: list[str]) -> list[str]:
    """The messages of other stages: a look at them all takes most of a second."""
    return [name for name in names if name in OTHERS] if Path(folder).name == "messages" else []


def write(folder: Path, test: str, old: str = "") -> None:
    file = folder / "playbook.yaml"
    said = file.read_text()
    assert old in said
    file.write_text(said.replace(old, test, 1) if old else test + said)


def rows(answer: dict[str, float], people: int = 300, harmed: dict[str, float] | None = None) -> Any:
    """Candidates who came in since the test began, of whom so many answered and were harmed."""
    touches, harms = [], []
    for n in range(people):
        letter, turn, who = "ab"[n % 2], (n // 2) % 10, 1_000_000 + n
        at = BEGAN + n * 3600
        touches.append(touch(who, letter, at, replied=DAY if turn < 10 * answer[letter] else None))
        if turn < 10 * (harmed or {}).get(letter, 0):
            harms.append(harm(who, letter, at, at + DAY))
    return touches, harms


Puts = Callable[..., None]


@pytest.fixture
def put(ledger: Ledger, folder: Path) -> Puts:
    """Put rows where the feed's reader would, with the test in force since it began."""
    from ledger.reporting.keeper import _plain
    from ledger.reporting.numbers import Numbers
    from ledger.schema import touch_cases, touches
    from ledger.upserts import insert_or_replace

    def command(answer: dict[str, float], people: int = 300, harmed: dict[str, float] | None = None) -> None:
        rules = read_playbook(folder)
        ledger.playbooks.apply(rules.model_dump(mode="json"), rules.version, "kim", WEDNESDAY - timedelta(days=200))
        sent, harms = rows(answer, people, harmed)
        ledger.report_keeper.catch_up(WEDNESDAY)  # else the rows are taken for those of an older release
        with ledger._database.writing("rows") as connection:
            kinds, groups = Numbers(ledger._database).of(connection, [*sent, *harms])
            for table, some in ((touches, sent), (touch_cases, harms)):
                put = [{**_plain(one), "kind": kinds[one.kind], "grp": groups[one.group]} for one in some]
                insert_or_replace(connection, table, put)

    return command


# ---------------------------------------------------------------- beforehand


def test_check_says_how_many_a_test_needs_without_a_ledger_too(folder: Path, cli: Cli) -> None:
    said = cli("playbook", "check")
    assert said.code == 0, said
    assert f"Test of {MESSAGE} (a and b), from " in said.out
    assert "it needs 300 candidates, 150 for each variant, to find a difference of 20 points in the response rate" in (
        said.out
    )
    assert "so there's no telling how long that takes" in said.out
    (test,) = cli("playbook", "check", "--json").json["experiments"]
    assert test["needed"] == {"a": 150, "b": 150}
    assert (test["figure"], test["smallest_effect"], test["expected"], test["weeks_in_all"]) == ("K1", 0.2, 0.3, None)


def test_check_says_how_long_it_takes_at_the_pace_on_record(folder: Path, cli: Cli, put: Puts) -> None:
    put({"a": 0.3, "b": 0.3}, people=60)
    write(folder, f"from: {WEDNESDAY.date()}", f"from: {FROM}")
    assert "no telling" in cli("playbook", "check").out  # nobody in the eight weeks before
    write(folder, f"from: {(WEDNESDAY - timedelta(days=150)).date()}", f"from: {WEDNESDAY.date()}")
    (test,) = cli("playbook", "check", "--json").json["experiments"]
    assert test["per_week"] == pytest.approx(60 / 8, abs=0.1)
    assert test["weeks_in_all"] == 45  # 300 / 7.5, and thirty days
    said = cli("playbook", "check").out
    assert "At 8 a week that takes about 45 weeks, including the last 30 days of waiting." in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (f"{MESSAGE}: {{", "interview/invitation: {", "did you mean 'interview/invite'?"),
        ("smallest_effect: 20%", "smallest_effect: 20", "smallest_effect"),
        ("smallest_effect: 20%, ", "", "`smallest_effect:` is missing"),
        (f", from: {FROM}", "", "`from:` is missing"),
        ("expected: 30%", "expects: 30%", "unknown key; did you mean 'expected'?"),
        ("expected: 30%", "figure: K7", "isn't allowed here"),
        (f"{MESSAGE}: {{", "interview/catch-up: {", "one variant; write another, messages/interview/catch-up.b.md"),
    ],
)  # fmt: skip
def test_check_refuses_a_test_that_can_find_nothing(folder: Path, cli: Cli, old: str, new: str, said: str) -> None:
    write(folder, new, old)
    found = cli("playbook", "check")
    assert found.code == 1
    assert said in found.out, found.out
    assert "playbook.yaml" in found.out


def test_diff_says_that_a_test_begins(folder: Path, cli: Cli, ledger: Ledger) -> None:
    said = cli("playbook", "diff").out
    assert f"experiments: {MESSAGE} is tested from {FROM} on" in said


# ---------------------------------------------------------------- as it stands


def test_show_and_report_say_that_it_is_open_and_about_how_long(cli: Cli, put: Puts) -> None:
    put({"a": 0.3, "b": 0.6}, people=200)
    shown = cli("playbook", "show").out
    stands = f"The test of {MESSAGE} isn't decided yet: a 100 of 150, b 100 of 150; no telling how much longer."
    assert stands in shown
    (test,) = cli("report", "--json").json["experiments"]
    assert (test["decided"], test["winner"], test["weeks_left"]) == (False, None, None)
    assert [one["verdict"] for one in test["variants"]] == ["base", "not enough yet"]
    assert {one["share"]["of"] for one in test["variants"]} == {100}


def test_report_names_the_verdict_in_each_form(cli: Cli, put: Puts, tmp_path: Path, ledger: Ledger) -> None:
    settle(ledger, "manual:ann", applied("ann"))
    put({"a": 0.3, "b": 0.6})
    (test,) = cli("report", "--json").json["experiments"]
    assert (test["decided"], test["winner"], test["weeks_left"]) == (True, "b", 0)
    assert [one["verdict"] for one in test["variants"]] == ["base", "better"]
    share = test["variants"][1]["share"]
    assert share["n"] == 90 and share["of"] == 150 and share["low"] < share["value"] < share["high"]
    said = cli("report", "--since", str(FROM)).out
    assert "Tests of variants" in said and "better" in said
    assert cli("report", "--where", "stage=interview", "--json").json["experiments"] == []
    assert cli("report", "--since", str(FROM), "--html", str(tmp_path / "r.html")).code == 0
    page = (tmp_path / "r.html").read_text()
    assert "Tests of variants" in page and "better" in page
    assert "Smallest difference tested for: interview/invite: 20 points" in page
    assert cli("report", "--csv", str(tmp_path / "csv")).code == 0
    assert "better" in (tmp_path / "csv" / "experiments.csv").read_text()


def test_the_terminal_has_room_for_it_at_80_columns(
    cli: Cli, put: Puts, monkeypatch: pytest.MonkeyPatch, ledger: Ledger
) -> None:
    settle(ledger, "manual:ann", applied("ann"))
    put({"a": 0.3, "b": 0.3}, people=200, harmed={"b": 0.3})
    monkeypatch.setenv("COLUMNS", "80")
    said = cli("report", "--since", str(FROM)).out
    assert "does harm: 30 of 100; a: 0 of 100" in " ".join(said.split())
    assert max(len(line) for line in said.splitlines()) <= 80


def test_the_digest_tells_the_team_at_once_of_a_variant_that_harms(cli: Cli, put: Puts) -> None:
    put({"a": 0.3, "b": 0.6}, people=100, harmed={"b": 0.3})
    (mail,) = [one for one in cli("digest", "--json").json if one["team"]]
    (said,) = mail["harmful"]
    assert said == (
        f"Variant b of {MESSAGE} does harm: 15 of 50 candidates stopped, complained or didn't get it; with a it was 0 "
        "of 50."
    )
    assert "1 variant that does harm" in mail["subject"]
    assert said in " ".join(mail["text"].split())
    assert "followup playbook apply --winner MESSAGE=VARIANT" in " ".join(mail["text"].split())


def test_no_variant_that_harms_no_line(cli: Cli, put: Puts) -> None:
    put({"a": 0.3, "b": 0.6}, people=100, harmed={"a": 0.1, "b": 0.2})
    assert not [one for one in cli("digest", "--json").json if one["harmful"]]


# ---------------------------------------------------------------- the winner


def test_the_winner_is_put_in_force_in_one_command(folder: Path, cli: Cli, put: Puts, ledger: Ledger) -> None:
    put({"a": 0.3, "b": 0.6})
    second = (folder / "messages" / f"{MESSAGE}.b.md").read_text()
    shown = cli("playbook", "show").out
    assert "is decided: b is better than a (60%, a 30%). Use b." in shown
    assert f"`followup playbook apply --winner {MESSAGE}`" in shown
    said = cli("playbook", "apply", "--winner", MESSAGE, "--yes")
    assert said.code == 0, said
    assert f"The test of {MESSAGE} ends, and b stays." in said.out
    assert f"messages/{MESSAGE}.b.md becomes messages/{MESSAGE}.md" in said.out
    assert (folder / "messages" / f"{MESSAGE}.md").read_text() == second
    in_force = ledger.playbooks.rules().playbook
    assert in_force.experiments == {} and f"{MESSAGE}.b.md" not in in_force.messages
    assert in_force.version == read_playbook(folder).version
    assert cli("playbook", "check").code == 0


def test_where_none_is_better_the_base_goes_on(folder: Path, cli: Cli, put: Puts) -> None:
    put({"a": 0.4, "b": 0.5})
    first = (folder / "messages" / f"{MESSAGE}.md").read_text()
    said = cli("playbook", "apply", "--winner", MESSAGE, "--yes")
    assert said.code == 0
    assert f"messages/{MESSAGE}.b.md is removed" in said.out
    assert (folder / "messages" / f"{MESSAGE}.md").read_text() == first


def test_before_it_is_decided_a_winner_has_to_be_named(folder: Path, cli: Cli, put: Puts) -> None:
    put({"a": 0.3, "b": 0.6}, people=100)
    before = (folder / "playbook.yaml").read_bytes()
    said = cli("playbook", "apply", "--winner", MESSAGE, "--yes")
    assert said.code == 1
    assert "isn't decided yet" in said.err and f"--winner {MESSAGE}=a" in said.err
    assert (folder / "playbook.yaml").read_bytes() == before
    assert cli("playbook", "apply", "--winner", f"{MESSAGE}=b", "--yes").code == 0


@pytest.mark.parametrize(
    ("winner", "said"),
    [("applied/update", "isn't tested; choose from interview/invite"), (f"{MESSAGE}=c", "choose from a, b")],
)
def test_a_winner_that_is_none_is_refused(cli: Cli, put: Puts, winner: str, said: str) -> None:
    put({"a": 0.3, "b": 0.6})
    found = cli("playbook", "apply", "--winner", winner, "--yes")
    assert found.code == 2 and said in found.err


def test_a_folder_that_cannot_be_used_afterwards_is_put_back(folder: Path, cli: Cli, put: Puts) -> None:
    put({"a": 0.3, "b": 0.6})
    (folder / "messages" / "interview" / "nudge.md").write_text("---\nsubject: Hi\n---\n{{ nobody.knows }}\n")
    before = {one: one.read_bytes() for one in folder.rglob("*") if one.is_file()}
    assert cli("playbook", "apply", "--winner", MESSAGE, "--yes").code == 1
    assert {one: one.read_bytes() for one in folder.rglob("*") if one.is_file()} == before


def test_a_letter_that_candidates_had_before_is_not_given_to_other_words(
    folder: Path, cli: Cli, put: Puts, ledger: Ledger
) -> None:
    """They keep the letter, so they would read other words as if they knew them."""
    put({"a": 0.3, "b": 0.6})
    old = {one: one.read_bytes() for one in folder.rglob("*") if one.is_file()}
    assert cli("playbook", "apply", "--winner", MESSAGE, "--yes").code == 0
    again = folder / "messages" / f"{MESSAGE}.b.md"
    again.write_text((folder / "messages" / f"{MESSAGE}.md").read_text().replace("Thanks", "Many thanks"))
    write(folder, TEST.replace(str(FROM), str(WEDNESDAY.date())))
    said = cli("playbook", "apply", "--yes")
    assert said.code == 1
    assert f"messages/{MESSAGE}.b.md has the letter of a variant that candidates had before" in said.err
    again.rename(again.with_name("invite.c.md"))
    assert cli("playbook", "apply", "--yes").code == 0
    for file, content in old.items():  # what was in force may be again
        file.write_bytes(content)
    (folder / "messages" / f"{MESSAGE}.c.md").unlink()
    assert cli("playbook", "apply", "--yes").code == 0
