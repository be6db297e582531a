"""`team.yaml`: read strictly, with the line of each mistake and what to do about it (R25, R26)."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.people.team_file import BadTeam, read_team
from ledger.store import Ledger
from settings import Settings
from starter.team import follow_file

GOOD = """\
team:
  - {name: Kim Park, email: Kim@acme.example, role: recruiter, title: Talent Partner, phone: "+1 555 0100"}
  - name: Sam Lee
    email: sam@acme.example
    role: lead
"""


def test_everybody_in_it_is_read(tmp_path: Path) -> None:
    assert read_team(tmp_path) is None
    (tmp_path / "team.yaml").write_text(GOOD)
    kim, sam = read_team(tmp_path) or ()
    assert (kim.key, kim.name, kim.role, kim.title, kim.phone) == (
        "kim@acme.example", "Kim Park", "recruiter", "Talent Partner", "+1 555 0100",
    )  # fmt: skip
    assert (sam.email, sam.role, sam.title, sam.source) == ("sam@acme.example", "lead", "", "file")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "team.yaml is empty; write `team:`"),
        ("team:\n", "line 1: this should be a list"),
        ("- name: Kim\n", "line 1: begin the file with a line `team:`"),
        ("teem:\n  - {name: Kim}\n", "line 1, teem: unknown key"),
        ("team: []\nteam: []\n", "line 2: the key 'team' appears twice"),
        ("team:\n  - name: Kim: Park\n", "line 2: this is not YAML"),
        ("team:\n  - {name: Kim, email: k@a.example, ro", "line 2: this is not YAML"),  # saved half way
        ("team:\n  - Kim Park\n", "line 2: write each colleague as"),
        ("team:\n  - name: Kim\n    email: k@a.example\n", "line 2: `role:` is missing; add it."),
        (
            "team:\n  - {name: Kim, email: k@a.example, role: recuiter}\n",
            "line 2, role: 'recuiter' isn't allowed",
        ),
        ("team:\n  - name: Kim\n    email: k@a\n    role: ops\n", "line 3, email: 'k@a' is not an email address"),
        (
            "team:\n  - name: Kim\n    mail: k@a.example\n    role: ops\n",
            "line 3, mail: unknown key; did you",
        ),
        ("team:\n  - name:\n    email: k@a.example\n    role: ops\n", "line 2, name: this should be text"),
        ("team:\n  - name: [Kim]\n    email: k@a.example\n    role: ops\n", "line 2, name: this should be text"),
        (
            GOOD + "  - {name: K, email: KIM@acme.example, role: ops}\n",
            "line 6: kim@acme.example stands in line 2",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "team.yaml").write_text(text)
    with pytest.raises(BadTeam) as error:
        read_team(tmp_path)
    assert sentence in "\n".join(error.value.sentences), error.value.sentences


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "team.yaml").write_text("team:\n  - {name: Kim, email: k@a, role: boss, nick: K}\n")
    with pytest.raises(BadTeam) as error:
        read_team(tmp_path)
    assert len(error.value.sentences) == 3 and "(2 more)" in str(error.value)


def test_r26_a_file_that_is_half_saved_leaves_the_team_as_it_was(tmp_path: Path, on_sqlite: Ledger) -> None:
    settings = Settings(home=tmp_path / "home", playbook=tmp_path)
    file = tmp_path / "team.yaml"
    file.write_text(GOOD)
    assert follow_file(on_sqlite, settings) == "" and len(on_sqlite.team.all().members) == 2
    for broken in ("", GOOD[:100], GOOD.replace("lead", "led"), "\x00"):
        file.write_text(broken)
        assert "Until then the previous version is used." in follow_file(on_sqlite, settings), broken
        assert len(on_sqlite.team.all().members) == 2
    file.unlink()
    file.mkdir()
    assert "Until then the previous version is used." in follow_file(on_sqlite, settings)
    file.rmdir()
    assert follow_file(on_sqlite, settings) == "" and len(on_sqlite.team.all().members) == 2
