"""`followup version` says which release, schema and playbook this is, quickly, whatever else is wrong."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from domain.events.releases import SCHEMA_NUMBER
from ledger.store import Ledger
from tests.starter.conftest import Cli

ROOT = Path(__file__).resolve().parents[2]
RELEASE = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def test_version_says_the_release_the_schema_and_the_playbook_in_force(cli: Cli, ledger: Ledger) -> None:
    in_force = ledger.playbooks.in_force()
    assert in_force is not None
    said = cli("version")
    assert said.code == 0
    assert [line.split() for line in said.out.splitlines()] == [
        ["followup", RELEASE],
        ["schema", str(SCHEMA_NUMBER)],
        ["playbook", in_force[0]],
        ["docs", str(ROOT / "docs")],
    ]
    told = cli("version", "--json").json
    assert told == {
        "version": RELEASE,
        "schema": SCHEMA_NUMBER,
        "playbook": in_force[0],
        "note": "",
        "docs": str(ROOT / "docs"),
    }


def test_version_leaves_nothing_behind_where_there_is_no_installation(cli: Cli, home: Path) -> None:
    said = cli("version", "--json")
    assert said.code == 0 and said.json["playbook"] is None and "There's no ledger" in said.json["note"]
    assert not home.exists()


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("FOLLOWUP_EMAIL", "pigeon", "FOLLOWUP_EMAIL"),
        ("FOLLOWUP_LEDGER_URL", "postgresql+psycopg://kim:hunter2@127.0.0.1:9/followup", "ledger"),
    ],
)
def test_version_is_said_although_settings_or_ledger_are_wrong(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(name, value)
    said = cli("version")
    assert said.code == 0 and RELEASE in said.out and says in said.out
    assert "hunter2" not in said.out + said.err


def test_version_starts_without_the_temporal_sdk(home: Path) -> None:
    code = "import sys; from starter.cli.main import run; sys.exit(run(['version']) or 'temporalio' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert RELEASE in done.stdout
