"""What `followup up` tells people to type can be typed, however it was installed and started."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from starter.installed import IS_SOURCE, near, ourselves, typed

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


def test_its_name_is_enough_where_the_shell_finds_it(shell: Shell) -> None:
    program = shell.program("../tools/venvs/followup/bin/followup").resolve()
    link = shell.here.parent / "bin" / "followup"  # as pipx puts it on the PATH
    link.parent.mkdir()
    link.symlink_to(program)
    shell.runs(str(link), link.parent)
    assert typed() == "followup"
    shell.runs(str(program), link.parent)
    assert typed() == "followup"


def test_its_path_is_said_where_the_shell_does_not_find_it(shell: Shell) -> None:
    shell.program(".venv/bin/followup")
    shell.runs(".venv/bin/followup")
    assert typed() == ".venv/bin/followup"
    other = shell.program("../other/followup")
    shell.runs(".venv/bin/followup", other.parent)  # there is another one of that name
    assert typed() == ".venv/bin/followup"
    shell.runs("../other/followup")
    assert typed() == str(shell.here.parent / "other" / "followup")
    shell.program("followup")
    shell.runs("./followup")
    assert typed() == "./followup"  # a shell looks for `followup` on its PATH alone


def test_what_uvx_puts_before_the_path_is_not_the_path_of_the_shell(shell: Shell) -> None:
    program = shell.program("../cache/bin/followup").resolve()
    shell.runs(str(program), program.parent)
    shell.monkeypatch.setenv("UV", "/usr/bin/uv")
    assert typed() == str(program)
    shell.runs(str(program), program.parent, program.parent)  # and the shell has it as well
    assert typed() == "followup"


def test_started_as_a_module_the_script_beside_python_is_said_else_the_module(shell: Shell) -> None:
    shell.monkeypatch.setattr(sys, "executable", str(shell.program("venv/bin/python")))
    shell.runs("/somewhere/followup/__main__.py")
    assert typed() == "venv/bin/python -m followup"
    shell.program("venv/bin/followup")
    assert typed() == "venv/bin/followup"


def test_a_path_with_a_space_is_quoted(shell: Shell) -> None:
    assert near(shell.here / "a b" / "c.csv") == "'a b/c.csv'"
    assert near(Path("/x/y.csv")) == "/x/y.csv"


def test_a_child_is_started_by_its_file_and_does_not_look_into_the_working_folder() -> None:
    assert IS_SOURCE
    assert ourselves() == (sys.executable, "-P", str(ROOT / "followup" / "__main__.py"))
