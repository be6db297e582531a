"""`followup lint` as a recruiter, an editor and continuous integration use it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from domain.lint.engine import IDS
from tests.starter.conftest import Cli

DEFAULT = Path(__file__).parents[2] / "playbooks" / "default"
SPOILT = """\
---
subject: "Your application for the {{ application.job_title }} role"
---
Hi {{ candidate.first_name }},

Thank you for your patience. You will hear from us soon, within two weeks.

{% if promise.by %}
You will hear from us by {{ promise.by }}, with a decision or with an update. Reply if that is too late.
{% endif %}

{% include "_signature.md" %}

{% include "_footer.md" %}
"""


@pytest.fixture
def folder(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the default playbook, which is the one of the settings."""
    copy = tmp_path / "ours"
    shutil.copytree(DEFAULT, copy)
    monkeypatch.setenv("FOLLOWUP_PLAYBOOK", str(copy))
    return copy


def spoil(folder: Path, name: str = "applied/update.md", text: str = SPOILT) -> Path:
    file = folder / "messages" / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_clean_playbook_is_one_sentence(folder: Path, cli: Cli) -> None:
    said = cli("lint")
    count = sum(1 for file in (folder / "messages").rglob("*") if file.is_file())
    assert (said.code, said.out, said.err) == (0, f"{count} message files checked: nothing to fix.\n", "")


def test_a_clean_playbook_is_an_empty_list(folder: Path, cli: Cli) -> None:
    said = cli("lint", "--json")
    assert (said.code, said.json, said.err) == (0, [], "")


def test_a_finding_is_a_line_with_place_id_and_advice(folder: Path, cli: Cli) -> None:
    spoil(folder)
    said = cli("lint")
    assert said.code == 1
    assert said.out == (
        'messages/applied/update.md:6  vague-time  "soon" says nothing; name a date, such as {{ promise.by }}.\n'
    )
    assert said.err == "1 finding; fix it, or add `waive:` with a reason (docs/playbook.md).\n"


def test_json_is_the_contract(folder: Path, cli: Cli) -> None:
    spoil(folder)
    said = cli("lint", "--json")
    assert said.code == 1
    assert said.json == [
        {
            "file": "messages/applied/update.md",
            "line": 6,
            "id": "vague-time",
            "message": '"soon" says nothing; name a date, such as {{ promise.by }}.',
        }
    ]


@pytest.mark.parametrize("how", ["path", "relative", "messages", "short", "folder", "playbook"])
def test_files_are_named_by_path_or_as_the_playbook_calls_them(
    folder: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    file = spoil(folder)
    spoil(folder, "interview/update.md")
    monkeypatch.chdir(folder.parent)
    names = {
        "path": str(file),
        "relative": "ours/messages/applied/update.md",
        "messages": "messages/applied/update.md",
        "short": "applied/update.md",
        "folder": "ours/messages/applied",
        "playbook": "ours",
    }
    files = {row["file"] for row in cli("lint", "--json", names[how]).json}
    other = {"messages/interview/update.md"} if how == "playbook" else set()
    assert files == {"messages/applied/update.md"} | other
    assert cli("lint", "offer/update.md").code == 0


def test_a_file_of_another_playbook_is_judged_there(folder: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    file = spoil(folder)
    monkeypatch.delenv("FOLLOWUP_PLAYBOOK")
    assert cli("lint").code == 0
    assert [row["id"] for row in cli("lint", "--json", str(file)).json] == ["vague-time"]


@pytest.mark.parametrize("arguments", [("applied/nope.md",), ("--wat",), ("/etc/hostname",)])
def test_what_cannot_be_meant_is_wrong_usage(folder: Path, cli: Cli, arguments: tuple[str, ...]) -> None:
    said = cli("lint", *arguments)
    assert (said.code, said.out) == (2, "") and said.err.count("\n") == 1


def test_files_of_two_playbooks_are_wrong_usage(folder: Path, cli: Cli) -> None:
    said = cli("lint", str(folder), str(DEFAULT))
    assert said.code == 2 and "one playbook at a time" in said.err


def test_a_folder_that_cannot_be_read_is_a_finding_with_its_place(folder: Path, cli: Cli) -> None:
    spoil(folder, text="---\nsubject: {{ oops }}\n---\nHi\n")
    said = cli("lint", "--json")
    (row,) = said.json
    assert (said.code, row["file"], row["line"], row["id"]) == (1, "messages/applied/update.md", 2, "unreadable")
    assert "fix this first" in said.err


def test_waivers_work_in_mails_and_in_texts(folder: Path, cli: Cli) -> None:
    spoil(folder, text=SPOILT.replace('role"\n', 'role"\nwaive: {vague-time: "a quotation"}\n'))
    text = folder / "messages" / "applied" / "update.sms.txt"
    silent = text.read_text(encoding="utf-8").replace(" Reply STOP to opt out.", "")
    text.write_text('---\nwaive:\n  no-opt-out: "they asked for this number themselves"\n---\n' + silent)
    assert cli("lint").code == 0
    text.write_text(f"---\nwaive:\n  no-opt-out: ''\n---\n{silent}")
    rows = cli("lint", "--json").json
    assert {(row["line"], row["id"]) for row in rows} == {(3, "waiver-without-reason"), (5, "no-opt-out")}


def test_other_languages_are_said_to_be_judged_in_part(folder: Path, cli: Cli) -> None:
    german = SPOILT.replace("Hi ", "Hallo ").replace("Thank you for your patience", "Danke").replace("Your", "Ihre")
    spoil(folder, "applied/update.de.md", german)
    said = cli("lint")
    assert said.code == 0
    assert said.out.startswith("1 file is not in English: words, thanks, call to action and reading grade were not")


def test_every_finding_stands_in_the_documentation() -> None:
    page = (DEFAULT.parents[1] / "docs" / "playbook.md").read_text(encoding="utf-8")
    assert [ident for ident, meaning in IDS.items() if f"| `{ident}` | {meaning} |" not in page] == []
