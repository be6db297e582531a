"""What is shipped works where it is installed: in an empty environment, far from the source tree."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.metadata import Metadata

from starter.embedded import free_port
from tests.wheels import Installed, made

pytestmark = pytest.mark.xdist_group("up")  # one process builds the wheel for both, and installs it once

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
ROOMS = "followup/rooms/"
# What the product is made of, in the source tree. Written down here, not read from what builds the wheel.
SHIPPED = re.compile(
    r"(followup|domain|workflows|activities|channels|transport|ledger|integrations|gateway|desk|sandbox|starter)/"
    r"|(docs|playbooks/default)/"
    r"|(worker|settings|keystore|connection|payload_codec|metrics|clock)\.py$|examples/(candidates\.csv|story\.yaml)$"
)


def test_a_wheel_holds_every_file_of_the_product_below_one_name(wheel: Path) -> None:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, timeout=100)
    if listing.returncode:
        pytest.skip("not a git checkout")
    tracked = [name for name in listing.stdout.decode().split("\0") if SHIPPED.match(name) and (ROOT / name).exists()]
    wanted = {name if name.startswith("followup/") else ROOMS + name for name in tracked}
    assert len(wanted) > 400
    held = set(zipfile.ZipFile(wheel).namelist())
    assert wanted <= held
    more = {name.split("/")[0] for name in held - wanted if not name.startswith(ROOMS)}
    assert more == {f"followup-{PROJECT['version']}.dist-info"}  # the licence is here, too


def test_no_name_of_ours_stands_before_a_library_or_a_module_of_python() -> None:
    """Ours come first on the path of every program of ours, so that those could not be found any more."""
    ours = {path.stem for path in ROOT.glob("*.py")} | {path.parent.name for path in ROOT.glob("[!.]*/__init__.py")}
    assert {"settings", "channels", "starter"} <= ours
    assert not ours & sys.stdlib_module_names
    whose = {name: set(owners) - {"followup"} for name, owners in packages_distributions().items()}
    assert {name: whose[name] for name in ours & whose.keys() if whose[name]} == {}


def test_a_wheel_says_its_licence_and_brings_its_text(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (facts,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        told = Metadata.from_email(archive.read(facts), validate=True)
        text = archive.read(facts.replace("METADATA", "licenses/LICENSE")).decode()
    assert told.license_expression == PROJECT["license"] == "Apache-2.0"
    assert told.license_files == ["LICENSE"] and str(told.version) == PROJECT["version"]
    assert text.split()[:4] == ["Apache", "License", "Version", "2.0,"] and "END OF TERMS AND CONDITIONS" in text


def test_installed_it_shows_what_candidates_get_in_the_folder_of_another_project(installed: Installed) -> None:
    """Rules, playbook, messages, holidays and zones are all there, and nothing in that folder is taken for ours."""
    for theirs in ("followup.py", "yaml.py", "rich.py"):  # put first by hand, no program is safe from these
        (installed.folder / theirs).unlink(missing_ok=True)
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
        while "followup is running" not in log.read_text():
            assert up.poll() is None and time.monotonic() < until, log.read_text()
            time.sleep(0.2)
        assert "Nothing is sent yet" not in log.read_text()
        (alias,) = re.findall(r"^  First +(alias followup=.+)$", log.read_text(), re.MULTILINE)
        (enroll,) = re.findall(r"^ +(followup enroll .+?)  +then:", log.read_text(), re.MULTILINE)
        typed = f"shopt -s expand_aliases\n{alias}\n{enroll}\n".encode()
        done = subprocess.run(["bash"], input=typed, cwd=there.folder, env=there.env, capture_output=True, timeout=120)
        assert done.returncode == 0, done.stderr
        assert len(json.loads(there.says(there.followup, "list", "--json"))) == 12
        assert there.type(there.followup, "doctor").returncode == 0
    finally:
        up.send_signal(signal.SIGINT)
        assert up.wait(60) == 0
