"""A folder with a link, a pipe or a device in it: said by every command that reads it, and it holds up none."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ledger.playbooks.folder import BadPlaybook
from ledger.store import Ledger
from settings import Settings
from tests.house import QUICK
from tests.starter.conftest import Cli
from worker import apply_first_playbook

HELLO = "---\nsubject: Hello\n---\nHi {{ candidate.first_name }}\n"
ODD = [
    pytest.param(
        lambda file: file.symlink_to("/proc/self/environ"), "leads out of the playbook's folder", id="the environment"
    ),
    pytest.param(lambda file: file.symlink_to("/dev/zero"), "leads out of the playbook's folder", id="/dev/zero"),
    pytest.param(os.mkfifo, "is a pipe and no file", id="a pipe"),
]
AT = datetime(2026, 11, 25, 9, tzinfo=UTC)
LOOP = "{% if candidate.first_name == 'Zed' %}{% for x in range(99999) %}{% endfor %}{% endif %}"


@pytest.fixture
def folder(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder like the quick playbook's, set while the default one is in force."""
    made = tmp_path / "playbook"
    (made / "messages" / "applied").mkdir(parents=True)
    (made / "playbook.yaml").write_bytes((QUICK / "playbook.yaml").read_bytes())
    (made / "messages" / "applied" / "hello.md").write_text(HELLO + '{% include "_leak.md" %}\n')
    monkeypatch.setenv("FOLLOWUP_PLAYBOOK", str(made))
    return made


@pytest.mark.timeout(60)
@pytest.mark.parametrize(("put", "said"), ODD)
def test_check_lint_preview_and_diff_name_the_file(
    folder: Path, cli: Cli, put: Callable[[Path], None], said: str
) -> None:
    put(folder / "messages" / "_leak.md")
    for command in (("playbook", "check"), ("lint",), ("preview",), ("playbook", "diff"), ("playbook", "apply", "-y")):
        done = cli(*command)
        assert done.code == 1, command
        if command[-1] in ("check", "lint", "preview"):
            assert f"messages/_leak.md {said}" in done.out + done.err, command
        assert "FOLLOWUP_HOME=" not in done.out + done.err


@pytest.mark.timeout(60)
@pytest.mark.parametrize(("put", "said"), ODD)
def test_doctor_names_the_file_and_ends(
    folder: Path, cli: Cli, ledger: Ledger, put: Callable[[Path], None], said: str
) -> None:
    put(folder / "messages" / "_leak.md")
    done = cli("doctor")
    assert f"✗ Playbook folder: {folder}: messages/_leak.md {said}" in done.out


@pytest.mark.timeout(60)
@pytest.mark.parametrize(("put", "said"), ODD)
def test_a_worker_goes_on_with_what_is_in_force_and_says_so(
    folder: Path, home: Path, ledger: Ledger, put: Callable[[Path], None], said: str
) -> None:
    put(folder / "messages" / "_leak.md")
    before = ledger.playbooks.in_force()
    told = apply_first_playbook(ledger, Settings(home=home, playbook=folder))
    assert told is not None and f"messages/_leak.md {said}" in told and "is still used" in told
    assert ledger.playbooks.in_force() == before


@pytest.mark.timeout(60)
@pytest.mark.parametrize(("put", "said"), ODD)
def test_a_first_start_puts_none_of_it_in_force(
    folder: Path, tmp_path: Path, put: Callable[[Path], None], said: str
) -> None:
    put(folder / "messages" / "_leak.md")
    settings = Settings(home=tmp_path / "another", playbook=folder)
    settings.home.mkdir()
    empty = Ledger(settings.ledger_address, settings.keys)
    empty.migrate()
    with pytest.raises(BadPlaybook, match=said):
        apply_first_playbook(empty, settings)
    assert empty.playbooks.in_force() is None
    empty.close()


def test_a_template_that_need_not_end_is_refused_by_every_command_with_file_and_line(
    folder: Path, cli: Cli, ledger: Ledger
) -> None:
    (folder / "messages" / "_leak.md").write_text(f"x\n{LOOP}\n")
    place, said = "messages/_leak.md", "{% for … %} is a loop, and messages have none; write out what it should say"
    assert f"{place}, line 2: " in (done := cli("playbook", "check")).out and said in done.out and done.code == 1
    assert f"{place}:2  broken-template" in (done := cli("lint")).out and done.code == 1
    assert f"{place}, line 2: {said}" in (done := cli("preview")).err and done.code == 1
    assert f"✗ Playbook folder: {folder}: {place}, line 2: {said}" in cli("doctor").out
    before = ledger.playbooks.in_force()
    assert cli("playbook", "apply", "--yes").code == 1
    assert ledger.playbooks.in_force() == before


def test_show_and_doctor_name_what_is_in_force_and_would_be_refused(cli: Cli, ledger: Ledger) -> None:
    content = ledger.playbooks.in_force()
    assert content is not None
    rules = content[1]
    rules["messages"]["applied/received.md"]["body"] += LOOP
    line = rules["messages"]["applied/received.md"]["line"]
    line += rules["messages"]["applied/received.md"]["body"].count("\n")
    ledger.playbooks.apply(rules, "older", "tests", AT)
    place = f"messages/applied/received.md, line {line}: {{% for … %}} is a loop"
    shown = cli("playbook", "show")
    assert "These messages contain something that isn't allowed." in shown.out and place in shown.out
    assert place in cli("playbook", "show", "--json").json["refused"][0]
    doctor = cli("doctor")
    assert f"✗ Messages in force: {place}" in doctor.out and "run `followup playbook apply`" in doctor.out
