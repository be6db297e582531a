"""What is shipped works where it is installed: in an empty environment, far from the source tree."""

from __future__ import annotations

import email
import json
import os
import re
import signal
import subprocess
import sys
import sysconfig
import time
import tomllib
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

from starter.embedded import free_port

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
ROOMS = "followup/rooms/"
# What the product is made of, in the source tree. Written down here, not read from what builds the wheel.
SHIPPED = re.compile(
    r"(followup|domain|workflows|activities|channels|ledger|integrations|gateway|sandbox|starter|docs|playbooks/default)/"
    r"|(worker|settings|connection|metrics|clock)\.py$|examples/(candidates\.csv|story\.yaml)$"
)
# What somebody else's project has in its folder: names of modules of ours, and of one that ours import.
NAMESAKES = ("settings.py", "worker.py", "clock.py", "connection.py", "metrics.py", "channels.py", "yaml.py")


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
    folder = place / "project of ours"
    folder.mkdir()
    for name in NAMESAKES:
        (folder / name).write_text(f"raise SystemExit('this is the {name} of another project')\n")
    return Installed(place / "venv" / "bin" / "python", folder)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from this source tree."""
    folder = tmp_path_factory.mktemp("dist")
    argv = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(argv, cwd=ROOT, capture_output=True, check=True, timeout=120)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
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


def test_a_wheel_holds_every_file_of_the_product_below_one_name(wheel: Path) -> None:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, timeout=30)
    if listing.returncode:
        pytest.skip("not a git checkout")
    tracked = [name for name in listing.stdout.decode().split("\0") if SHIPPED.match(name) and (ROOT / name).exists()]
    wanted = {name if name.startswith("followup/") else ROOMS + name for name in tracked}
    assert len(wanted) > 400
    held = set(zipfile.ZipFile(wheel).namelist())
    assert wanted <= held
    more = {name.split("/")[0] for name in held - wanted if not name.startswith(ROOMS)}
    assert more == {f"followup-{PROJECT['version']}.dist-info"}  # the licence is here, too


def test_a_wheel_says_its_licence_and_brings_its_text(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (facts,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        told = email.message_from_bytes(archive.read(facts))
        text = archive.read(facts.replace("METADATA", "licenses/LICENSE")).decode()
    assert told["License-Expression"] == PROJECT["license"] == "Apache-2.0"
    assert told["Version"] == PROJECT["version"]
    assert text.split()[:4] == ["Apache", "License", "Version", "2.0,"] and "END OF TERMS AND CONDITIONS" in text


def test_installed_it_shows_what_candidates_get_in_the_folder_of_another_project(installed: Installed) -> None:
    """Rules, playbook, messages, holidays and zones are all there, and nothing in that folder is taken for ours."""
    (installed.folder / "yaml.py").unlink()  # put first by hand, as here, no program is safe from that
    shown = installed.says(installed.followup, "preview", "--stage", "applied", "--json", PYTHONPATH=".")
    assert len(json.loads(shown)) > 3


def test_installed_it_starts_its_children_as_itself(installed: Installed) -> None:
    (rooms,) = installed.python.parents[1].glob("lib/python*/site-packages/followup/rooms")
    look = """if True:
        import sys
        sys.path.insert(0, sys.argv[1])
        from starter.embedded import temporal_binary
        from starter.installed import ourselves
        print(temporal_binary(), *ourselves(), sep="\\n")
    """
    temporal, *argv = installed.says(installed.python, "-P", "-c", look, rooms, PATH="").splitlines()
    assert Path(temporal).name == "temporal"  # its package's: it is neither beside this Python nor on the PATH
    (installed.folder / "followup.py").write_text("raise SystemExit('this is the followup.py of another project')\n")
    told = json.loads(installed.says(*argv, "version", "--json", PYTHONPATH="."))
    assert told["version"] == PROJECT["version"]
    assert Path(told["docs"]) == rooms / "docs" and (rooms / "docs" / "recovery.md").is_file()
    refused = installed.type(*argv, "schema", "--write")
    assert refused.returncode != 0 and "source tree" in refused.stderr


# -- the whole, with all that it needs


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As docs/releasing.md makes one: the sdist, and the wheel from it, with warnings as errors."""
    folder = tmp_path_factory.mktemp("release")
    argv = [sys.executable, "-W", "error", "-m", "build", "--no-isolation", "--outdir", folder, ROOT]
    done = subprocess.run(argv, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "warning" not in (done.stdout + done.stderr).lower()
    return folder


@pytest.mark.nightly
@pytest.mark.timeout(900)
@pytest.mark.machine_time
def test_a_release_installed_with_all_it_needs_rehearses_and_follows_up(release: Path, tmp_path: Path) -> None:
    (built,) = release.glob("*.whl")
    there = made(tmp_path, with_pip=True)
    there.says(there.python, "-m", "pip", "install", "--quiet", built)
    assert f"followup  {PROJECT['version']}" in there.says(there.followup, "version")
    assert "preview" in there.says(there.followup, "--help")
    assert there.says(there.followup, "preview", "--stage", "interview", "--words")
    assert re.search(r"\d+ messages in 90 days, 0 sent twice", there.says(there.followup, "rehearse"))

    ports = [("--port", free_port()), ("--ui-port", free_port()), ("--gateway-port", free_port())]
    argv = [there.followup, "up", *(str(word) for pair in ports for word in pair)]
    env = there.env | {"FOLLOWUP_METRICS_PORT": "0", "FOLLOWUP_GATEWAY_METRICS_PORT": "0"}
    log = tmp_path / "up.log"
    with log.open("wb") as out:
        up = subprocess.Popen(argv, cwd=there.folder, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
    try:
        until = time.monotonic() + 90
        while "followup runs" not in log.read_text():
            assert up.poll() is None and time.monotonic() < until, log.read_text()
            time.sleep(0.2)
        assert "Nothing is sent yet" not in log.read_text()
        (alias,) = re.findall(r"^  First +(alias followup=.+)$", log.read_text(), re.MULTILINE)
        (enroll,) = re.findall(r"^ +(followup enroll .+?)  +then:", log.read_text(), re.MULTILINE)
        typed = f"shopt -s expand_aliases\n{alias}\n{enroll}\n".encode()
        done = subprocess.run(["bash"], input=typed, cwd=there.folder, env=there.env, capture_output=True, timeout=120)
        assert done.returncode == 0, done.stderr
        assert len(json.loads(there.says(there.followup, "list", "--json"))["candidates"]) == 12
        assert there.type(there.followup, "doctor").returncode == 0
    finally:
        up.send_signal(signal.SIGINT)
        assert up.wait(60) == 0
