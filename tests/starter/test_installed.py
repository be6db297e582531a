"""What `followup up` tells people to type can be typed, however it was installed and started."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from starter.installed import IS_SOURCE, alias, near, ourselves

ROOT = Path(__file__).resolve().parents[2]


class Shell(NamedTuple):
    """Where somebody is, and what their PATH has."""

    here: Path
    monkeypatch: pytest.MonkeyPatch

    def program(self, place: str) -> Path:
        path = self.here / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o755)
        return path

    def runs(self, typed_as: str, *path: Path) -> None:
        self.monkeypatch.setattr(sys, "argv", [typed_as, "up"])
        self.monkeypatch.setenv("PATH", os.pathsep.join(map(str, path)))


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    here = tmp_path.resolve() / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.delenv("UV", raising=False)
    return Shell(here, monkeypatch)


def test_nothing_has_to_be_typed_first_where_the_shell_finds_it(shell: Shell) -> None:
    program = shell.program("../tools/venvs/followup/bin/followup").resolve()
    link = shell.here.parent / "bin" / "followup"  # as pipx puts it on the PATH
    link.parent.mkdir()
    link.symlink_to(program)
    shell.runs(str(link), link.parent)
    assert alias() is None
    shell.runs(str(program), link.parent)
    assert alias() is None


def test_the_shell_is_told_the_path_where_it_does_not_find_it_or_finds_another(shell: Shell) -> None:
    program = shell.program(".venv/bin/followup")
    shell.runs(".venv/bin/followup")
    assert alias() == f"alias followup={program}"
    other = shell.program("../other one/followup")
    shell.runs(".venv/bin/followup", other.parent)
    assert alias() == f"alias followup={program}"
    shell.runs("../other one/followup")
    assert alias() == f"alias followup={shlex.quote(shlex.quote(f'{shell.here.parent}/other one/followup'))}"


def test_what_uvx_puts_before_the_path_is_not_the_path_of_the_shell(shell: Shell) -> None:
    program = shell.program("../cache/bin/followup").resolve()
    shell.runs(str(program), program.parent)
    shell.monkeypatch.setenv("UV", "/usr/bin/uv")
    assert alias() == f"alias followup={program}"
    shell.runs(str(program), program.parent, program.parent)  # and the shell has it as well
    assert alias() is None


def test_started_as_a_module_it_is_the_script_beside_python_else_the_module(shell: Shell) -> None:
    python = shell.program("venv/bin/python")
    shell.monkeypatch.setattr(sys, "executable", str(python))
    shell.runs("/somewhere/followup/__main__.py")
    assert alias() == f"alias followup='{python} -m followup'"
    shell.program("venv/bin/followup")
    assert alias() == f"alias followup={python.with_name('followup')}"


@pytest.mark.parametrize("program", ["bash", "zsh", "fish"])
def test_the_alias_does_what_it_says_in_usual_shells(shell: Shell, program: str) -> None:
    if not (found := shutil.which(program)):
        pytest.skip(f"{program} is not here")
    shell.program("a 'b'/followup").write_text('#!/bin/sh\necho "got $*"\n')
    shell.runs("a 'b'/followup")
    begin = "shopt -s expand_aliases\n" if program == "bash" else ""
    done = subprocess.run(
        [found], input=f"{begin}{alias()}\nfollowup list\n", capture_output=True, text=True, timeout=100
    )
    assert done.stdout == "got list\n", done.stderr


def test_a_path_with_a_space_is_quoted(shell: Shell) -> None:
    assert near(shell.here / "a b" / "c.csv") == "'a b/c.csv'"
    assert near(Path("/x/y.csv")) == "/x/y.csv"


def test_a_folder_that_is_gone_is_no_reason_not_to_start(shell: Shell) -> None:
    shell.here.rmdir()
    assert near(Path("/x/y.csv")) == "/x/y.csv"
    shell.runs("-c")  # in another program, which has no file to be called by
    assert alias() is None


def test_a_child_is_started_by_its_file_and_does_not_look_into_the_working_folder() -> None:
    assert IS_SOURCE
    assert ourselves() == (sys.executable, "-P", str(ROOT / "followup" / "__main__.py"))
