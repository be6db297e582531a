"""Takes the pictures of Temporal's web UI that stand in docs/temporal-ui.md, from a run of followup on this machine.

`.venv/bin/python docs/pictures/temporal_ui.py` starts `followup up` in a home of its own with the sample
candidates, and photographs the UI with Chromium.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from domain.names import SEARCH_ATTRIBUTES  # noqa: E402 - found by the line above
from starter.embedded import end, free_port, spawn, temporal_binary  # noqa: E402

BIN = Path(sys.executable).parent
PAGE = ROOT / "docs" / "temporal-ui.md"
COLUMNS = ("Status", "Workflow ID", *sorted(SEARCH_ATTRIBUTES, key=lambda name: name != "FollowUpState"))
SHOWN = "Followed up"


def main() -> None:
    """Both pictures, written beside this file."""
    with tempfile.TemporaryDirectory() as scratch, household(Path(scratch)) as (ui, run):
        a_morning(run)
        with sync_playwright() as playwright:
            chromium = shutil.which("chromium") or shutil.which("google-chrome")
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1480, "height": 700})
            views = views_of_the_page()
            page.add_init_script(as_a_person_sets_it_up(views))
            workflows = f"{ui}/namespaces/default/workflows"
            query = next(view["query"] for view in views if view["name"] == SHOWN)
            picture(page, f"{workflows}?query={quote(query)}&savedQuery={SHOWN}", "attention", "temporal-ui-list")
            picture(page, f"{workflows}/candidate-manual-ben-cole", "stage_changed", "temporal-ui-candidate")
            browser.close()


def views_of_the_page() -> list[dict[str, str]]:
    """The saved views that the page recommends."""
    rows = re.findall(r"^\| ([A-Z][^|]+?) \| `([^`]+)` \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    return [{"id": name, "name": name, "query": query, "type": "user"} for name, query in rows]


def as_a_person_sets_it_up(views: list[dict[str, str]]) -> str:
    """The columns and the views, as the UI keeps them in the browser."""
    kept = {
        "namespace-workflow-table-columns": {"default": [{"label": label} for label in COLUMNS]},
        "saved-workflow-queries": {"default": views},
    }
    return "\n".join(f"localStorage.setItem({json.dumps(k)}, {json.dumps(json.dumps(v))});" for k, v in kept.items())


def picture(page: Page, address: str, shows: str, name: str) -> None:
    """One page of the UI, once it shows what is wanted."""
    page.goto(address)
    page.get_by_text(shows).first.wait_for(timeout=60_000)
    page.screenshot(path=ROOT / "docs" / "pictures" / f"{name}.png")


@contextmanager
def household(scratch: Path) -> Iterator[tuple[str, Callable[..., str]]]:
    """`followup up` in a home of its own: the address of the UI, and a way to type commands."""
    port, ui_port = free_port(), free_port()
    env = {**os.environ, "FOLLOWUP_HOME": str(scratch / "home"), "FOLLOWUP_PLAYBOOK": str(ROOT / "playbooks/default")}
    for name in [name for name in env if name.startswith("TEMPORAL_")]:
        del env[name]
    argv = [str(BIN / "followup"), "up", "--port", str(port), "--ui-port", str(ui_port)]
    process = spawn([*argv, "--gateway-port", str(free_port())], log=scratch / "up.log", env=env)

    def run(*command: str) -> str:
        more: dict[str, Any] = {"capture_output": True, "text": True, "timeout": 120, "check": True}
        done = subprocess.run(command, env=env, cwd=ROOT, **more)
        return str(done.stdout)

    try:
        address = f"127.0.0.1:{port}"
        env["TEMPORAL_ADDRESS"] = address
        patiently(lambda: "runs" in (scratch / "up.log").read_text(), "followup up")
        yield f"http://127.0.0.1:{ui_port}", run
    finally:
        end(process, patience=20)


def a_morning(run: Callable[..., str]) -> None:
    """The sample candidates come in; one is paused, and of one an ATS says something that is not understood."""
    followup = str(BIN / "followup")
    run(followup, "enroll", str(ROOT / "examples" / "candidates.csv"))
    run(followup, "pause", "ann-lee")
    said = json.dumps({"event_id": "evt-4711", "stage": "2nd interview", "source": "myats"})
    signal = ["workflow", "signal", "--workflow-id", "candidate-manual-ben-cole", "--name", "stage_changed"]
    run(temporal_binary(), *signal, "--input", said)
    patiently(lambda: "ben-cole" in run(followup, "list", "--state", "attention", "--json"), "the refusal")


def patiently(holds: Callable[[], bool], what: str) -> None:
    """Wait for something that must come."""
    for _ in range(300):
        if holds():
            return
        time.sleep(0.2)
    raise SystemExit(f"{what} did not happen")


if __name__ == "__main__":
    main()
