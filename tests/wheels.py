"""The wheel of this source tree, in an environment of its own: what somebody has who has installed it."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
# What somebody else's project has in its folder: names of modules of ours, and of some that ours import.
NAMESAKES = (
    "settings.py",
    "worker.py",
    "clock.py",
    "connection.py",
    "keystore.py",
    "payload_codec.py",
    "metrics.py",
    "followup.py",
    "domain/__init__.py",
    "channels/__init__.py",
    "rich.py",
    "yaml.py",
)


def project_of_another(folder: Path) -> Path:
    """A folder whose modules end every program that takes them for its own."""
    for name in NAMESAKES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"raise SystemExit('this is the {name} of another project')\n")
    return folder


class Installed(NamedTuple):
    """An environment that holds a wheel, and the folder of another project, in which commands are typed."""

    python: Path
    folder: Path

    @property
    def followup(self) -> Path:
        return self.python.with_name("followup")

    @property
    def env(self) -> dict[str, str]:
        ours = ("FOLLOWUP_", "TEMPORAL_", "PYTHON", "VIRTUAL_ENV")
        return {name: value for name, value in os.environ.items() if not name.startswith(ours)}

    def type(self, *words: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            words, cwd=self.folder, env=self.env | env, capture_output=True, text=True, timeout=300, check=False
        )

    def says(self, *words: str | Path, **env: str) -> str:
        done = self.type(*words, **env)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def made(place: Path, *, with_pip: bool) -> Installed:
    """An empty environment, and a project in whose modules nothing of ours may look."""
    pip = [] if with_pip else ["--without-pip"]
    subprocess.run([sys.executable, "-m", "venv", *pip, place / "venv"], check=True, timeout=300)
    return Installed(place / "venv" / "bin" / "python", project_of_another(place / "their project"))


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from this source tree."""
    folder = tmp_path_factory.mktemp("dist")
    argv = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(argv, cwd=ROOT, capture_output=True, check=True, timeout=120)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in an environment that sees the libraries of this one, and nothing of the source tree.

    A folder named in a .pth file comes to the path without its own .pth files, so without the one that leads here.
    """
    there = made(tmp_path_factory.mktemp("elsewhere"), with_pip=False)
    argv = ["--python", there.python, "install", "--quiet", "--no-index", "--no-deps", "--no-compile", wheel]
    subprocess.run([sys.executable, "-m", "pip", *argv], capture_output=True, check=True, timeout=120)
    (libraries,) = (there.python.parents[1] / "lib").glob("python*/site-packages")
    (libraries / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return there
