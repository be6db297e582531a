"""R22 at the command line: rules that are for some jobs only are checked, compared, looked at and explained."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ledger.playbooks.folder import read_playbook
from ledger.store import Ledger
from settings import Settings
from tests.clocks import WEDNESDAY
from tests.starter.conftest import Cli, applied, settle

QUICK = """\
      - {step: update, for: {department: Sales}, after: last_contact, every: P7D, expires: P7D, promises: 5bd,
         when: decision_pending, message: [applied/update, applied/update-2, applied/update-3, applied/update-4]}
"""
MARK = "      # S4: every two weeks, whether or not there is news.\n"


@pytest.fixture
def folder(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The default playbook, with updates each week for Sales."""
    copy = tmp_path / "ours"
    shutil.copytree(Settings().playbook, copy)
    edit(copy, MARK, QUICK)
    monkeypatch.setenv("FOLLOWUP_PLAYBOOK", str(copy))
    return copy


def edit(folder: Path, mark: str, text: str) -> None:
    file = folder / "playbook.yaml"
    said = file.read_text()
    assert mark in said
    file.write_text(said.replace(mark, f"{text}{mark}", 1))


def line_of(folder: Path, words: str) -> int:
    lines = (folder / "playbook.yaml").read_text().splitlines()
    return next(n for n, line in enumerate(lines, 1) if words in line)


def test_check_takes_a_step_of_a_department(folder: Path, cli: Cli) -> None:
    said = cli("playbook", "check")
    assert said.code == 0, said


def test_check_refuses_two_rules_of_which_none_is_more_specific(folder: Path, cli: Cli) -> None:
    edit(folder, MARK, QUICK.replace("department: Sales", "tag: eu"))
    said = cli("playbook", "check")
    assert said.code == 1
    second = max(line_of(folder, "for: {tag: eu}"), line_of(folder, "for: {department: Sales}"))
    assert f"playbook.yaml, line {second}, stages.applied, step update (for " in said.out
    assert (
        "are both for some candidates, and neither is more specific; let one of them name more, or add one for those "
        "who are both."
    ) in said.out
    assert cli("playbook", "apply", "--yes").code == 1
    edit(folder, MARK, QUICK.replace("department: Sales", "department: Sales, tag: eu"))
    assert cli("playbook", "check").code == 0, "a third settles it"


@pytest.mark.parametrize(
    ("rules", "place"),
    [
        ("limits: {per_day: 1, per_week: 3, by_job:\n  [{for: {department: Sales}, per_week: 5},\n"
         "   {for: {level: senior}, per_week: 6},\n   {for: {tag: eu}, per_day: 2}]}\n", "limits (for level senior)"),
        ("limits: {per_day: 1, per_week: 3, by_job:\n  [{for: {level: senior}, per_week: 5},\n"
         "   {for: {level: senior}, per_week: 6}]}\n", "limits (for level senior)"),
    ],
)  # fmt: skip
def test_check_names_the_line_of_the_rule_that_ties(folder: Path, cli: Cli, rules: str, place: str) -> None:
    file = folder / "playbook.yaml"
    text = file.read_text()
    file.write_text("\n".join(line for line in text.splitlines() if not line.startswith("limits:")) + "\n" + rules)
    said = cli("playbook", "check")
    assert said.code == 1
    assert f"playbook.yaml, line {line_of(folder, 'per_week: 6')}, {place}: " in said.out


def test_check_names_the_later_of_two_files_that_tie(folder: Path, cli: Cli) -> None:
    words = (folder / "messages/applied/update.md").read_text()
    for label, whom in (("one", "department: Sales"), ("two", "level: senior")):
        other = words.replace("---\n", f"---\nfor: {{{whom}}}\n", 1)
        (folder / f"messages/applied/update@{label}.md").write_text(other)
    said = cli("playbook", "check")
    assert "messages/applied/update@two: the file for department Sales and the one for level senior" in said.out


def test_check_finds_rules_that_are_never_used(folder: Path, cli: Cli) -> None:
    edit(folder, MARK, QUICK.replace("department: Sales", "department: [Marketing, Sales]"))
    edit(folder, MARK, QUICK.replace("department: Sales", "department: Marketing"))
    edit(
        folder,
        MARK,
        '      - {step: ring, for: {level: x}, after: update, kind: task, title: "R", when: not level x}\n',
    )
    said = cli("playbook", "check")
    assert said.code == 1
    never = line_of(folder, "for: {department: [Marketing, Sales]}")
    assert (
        f"playbook.yaml, line {never}, stages.applied, step update (for department Marketing or Sales): the step for "
        "department Marketing or Sales is never used, since the one for "
    ) in said.out
    assert " always come first; remove it." in said.out
    place = f"playbook.yaml, line {line_of(folder, 'step: ring')}, stages.applied, step ring (for level x)"
    assert f"{place}: its condition 'not level x' can never hold" in said.out


def test_check_finds_a_step_and_words_that_nobody_can_get(folder: Path, cli: Cli) -> None:
    only = "      - {step: one, for: {department: Sales}, after: entered, message: applied/update}\n"
    then = "      - {step: two, for: {department: Legal}, after: one, delay: P1D, message: applied/update}\n"
    edit(folder, MARK, only + then)
    words = folder / "messages" / "applied"
    (words / "only.md").write_text((words / "update.md").read_text())
    edit(folder, MARK, "      - {step: three, for: {department: Sales}, after: entered, message: applied/only}\n")
    shutil.copy(words / "only.md", words / "only@legal.md")
    said = cli("playbook", "check")
    assert "step two (for department Legal): it comes after one, which is for other candidates only" in said.out
    assert (
        "messages/applied/only@legal: it is for department legal, and the message is only sent to department Sales"
        in said.out
    )
    assert "messages/applied/only@legal.md, line 1: No step sends the message applied/only" in said.out
    assert said.code == 1


def test_check_looks_at_the_rules_of_each_kind_of_job(folder: Path, cli: Cli) -> None:
    text = (folder / "playbook.yaml").read_text()
    updates = text[text.index("      - {step: update, for:") : text.index(MARK)]
    once = updates.replace("every: P7D, ", "delay: P7D, ")
    (folder / "playbook.yaml").write_text(text.replace(updates, once))
    said = cli("playbook", "check")
    assert said.code == 1
    assert "stages.applied (for department Sales): nothing is sent repeatedly" in said.out


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("{departmnt: Sales}", "for.departmnt: unknown key; did you mean 'department'?"),
        ("{}", "`for:` names nobody"),
        ("Sales", "this should be `key: value` lines, indented"),
        ("{tag: []}", "step update, for.tag"),
        ('{level: ""}', "step update, for.level"),
        ('{level: " "}', "`for:` holds an empty level"),
    ],
)
def test_a_for_that_cannot_be_read_is_told_with_its_line(folder: Path, cli: Cli, given: str, said: str) -> None:
    line = line_of(folder, "for: {department: Sales}")
    file = folder / "playbook.yaml"
    file.write_text(file.read_text().replace("for: {department: Sales}", f"for: {given}"))
    found = cli("playbook", "check")
    assert found.code == 1 and said in found.out and f"line {line}" in found.out, found


def test_the_front_matter_of_words_for_some_is_checked_in_its_own_file(folder: Path, cli: Cli) -> None:
    words = folder / "messages" / "applied"
    good = (words / "received.md").read_text()
    (words / "received@few.md").write_text(good.replace("---\n", "---\nfor: {levle: senior}\n", 1))
    assert (
        "messages/applied/received@few.md, for.levle: unknown key; did you mean 'level'?"
        in cli("playbook", "check").out
    )
    (words / "received@few.md").write_text(good.replace("---\n", "---\nfor: {level: senior}\n", 1))
    assert cli("playbook", "check").code == 0
    assert str(dict(read_playbook(folder).labels)["applied/received"][0][0]) == "level senior"
    (words / "received@few.md").write_text(good.replace("---\n", "---\nfor: {level: senior}\n", 1) + "\nSoon!!!\n")
    assert "messages/applied/received@few.md" in cli("lint").out


def test_preview_shows_what_a_candidate_of_that_department_gets(folder: Path, cli: Cli) -> None:
    others = cli("preview", "--for", "20d", "--json").json
    sales = cli("preview", "--department", "sales", "--for", "20d", "--json").json
    assert others[1]["step"] == "promise-due" and sales[1]["step"] == "update" and sales[1]["at"] < others[1]["at"]
    assert "this is the step for department Sales (R22)" in sales[1]["why"]
    words = folder / "messages" / "applied"
    good = (words / "received.md").read_text()
    for_eu = good.replace("---\n", "---\nfor: {tag: eu}\n", 1).replace("subject: ", 'subject: "EU" # ', 1)
    (words / "received@eu.md").write_text(for_eu)
    (seen, *_) = cli("preview", "--tag", "EU", "--words", "--for", "3d", "--json").json
    assert seen["subject"] == "EU" and "its words are those for tag eu" in seen["why"]


def test_preview_takes_every_attribute_that_rules_may_ask_for(folder: Path, cli: Cli) -> None:
    every = "job: X, level: 3, location: Berlin, employment_type: Contract, source: Fair"
    file = folder / "playbook.yaml"
    file.write_text(file.read_text().replace("for: {department: Sales}", f"for: {{department: Sales, {every}}}"))
    options = ["--job", "x", "--department", "Sales", "--level", "3", "--location", "berlin"]
    options += ["--employment-type", "contract", "--source", "fair", "--for", "20d", "--json"]
    assert "this is the step for" in cli("preview", *options).json[1]["why"]
    assert "this is the step for" not in cli("preview", *options[2:]).json[1]["why"]


def test_diff_says_for_whom_a_rule_changes_and_moves_only_them(folder: Path, ledger: Ledger, cli: Cli) -> None:
    settle(ledger, "manual:ann", applied(department="Sales"))
    settle(ledger, "manual:bob", applied("bob", department="Legal"))
    edit(folder, MARK, '      - {step: ring, for: {department: Slaes}, after: entered, kind: task, title: "R"}\n')
    said = cli("playbook", "diff").out
    assert "applied/update (for department Sales): is new" in said
    assert "Nobody who's waiting fits these rules' `for:`, so check how it is spelled: department Slaes." in said
    (moved,) = cli("playbook", "diff", "--json").json
    assert moved["id"] == "manual:ann" and "(for department Sales)" in moved["why"]


def test_why_says_whose_rules_are_theirs(folder: Path, ledger: Ledger, cli: Cli) -> None:
    rules = read_playbook(folder)
    ledger.playbooks.apply(rules.model_dump(mode="json"), rules.version, "test", WEDNESDAY)
    settle(ledger, "manual:ann", applied(department="Sales"))
    inputs = cli("why", "ann", "--json").json["inputs"]
    assert [*inputs["rules_for"].values()] == [["department Sales"]]
    assert "those for department Sales" in cli("why", "ann").out
    assert "only for department Sales" in cli("playbook", "show").out
