"""Takes the pictures of README.md and docs/temporal-ui.md, from a run of followup on this machine: `make screenshots`.

It starts `followup up` in a home of its own with the sample candidates and one more, and photographs with Chromium what
there is to see: a terminal, an email and the candidate's page on a phone, and Temporal's web UI. Messages go out in the
daytime alone, so it takes a place on earth where it's daytime now. Look at the pictures before you commit them.
"""

from __future__ import annotations

import csv
import email
import html
import io
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
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import default as modern
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from clock import host_now  # noqa: E402 - found by the line above
from domain.names import SEARCH_ATTRIBUTES  # noqa: E402
from starter.embedded import end, free_port, spawn, temporal_binary  # noqa: E402

BIN: Final = Path(sys.executable).parent
FOLLOWUP: Final = str(BIN / "followup")
HERE: Final = ROOT / "docs" / "pictures"
PAGE: Final = ROOT / "docs" / "temporal-ui.md"
COLUMNS: Final = ("Status", "Workflow ID", *sorted(SEARCH_ATTRIBUTES, key=lambda name: name != "FollowUpState"))
SHOWN: Final = "Followed up"
PLACES: Final = (
    "America/New_York", "America/Los_Angeles", "Europe/London", "Asia/Tokyo", "Australia/Sydney", "Asia/Kolkata",
)  # fmt: skip
MAYA: Final = "Maya Hill"
MOST: Final = 150_000
"""Bytes of a picture: a page with four of them has to come up at once."""

Run = Callable[..., str]


def main() -> None:
    """All pictures, written beside this file."""
    zone = where_it_is_daytime(host_now())
    with tempfile.TemporaryDirectory() as scratch, household(Path(scratch), zone) as (ui, run):
        of_maya = a_day(run, zone, Path(scratch))
        sent = Path(scratch) / "home" / "outbox" / "mail"
        with sync_playwright() as playwright:
            chromium = shutil.which("chromium") or shutil.which("google-chrome")
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            of_the_terminal(browser, {f'{verb} "{MAYA}"': run(FOLLOWUP, verb, MAYA) for verb in ("status", "why")})
            of_the_email(browser, the_latest(sent, "maya.hill@example.com"), zone)
            of_the_page(browser, of_maya)
            of_temporal(browser, ui)
            browser.close()
    for picture in sorted(HERE.glob("*.png")):
        size = picture.stat().st_size
        print(f"{picture.relative_to(ROOT)}  {size:,} bytes{' - too large' if size > MOST else ''}")


def where_it_is_daytime(now: datetime) -> str:
    """A zone in which messages go out at once."""
    for name in PLACES:
        there = now.astimezone(ZoneInfo(name))
        if there.weekday() < 5 and 9 <= there.hour < 16:
            return name
    raise SystemExit("It's the weekend, or nobody's day; take the pictures on a weekday.")


# ------------------------------------------------------------------------------------------------ what is there to see


@contextmanager
def household(scratch: Path, zone: str) -> Iterator[tuple[str, Run]]:
    """`followup up` in a home of its own, for somebody in `zone`: the address of the UI, and a way to type commands."""
    port, ui_port, gateway = free_port(), free_port(), free_port()
    ours = ("FOLLOWUP_", "TEMPORAL_", "SENDGRID_", "TWILIO_")
    env = {name: value for name, value in os.environ.items() if not name.startswith(ours)} | {
        "FOLLOWUP_HOME": str(scratch / "home"),
        "FOLLOWUP_PLAYBOOK": str(ROOT / "playbooks/default"),
        "FOLLOWUP_PUBLIC_URL": f"http://127.0.0.1:{gateway}",
        "TZ": zone,
        "LOGNAME": "kim",
        "COLUMNS": "80",
    }
    argv = [FOLLOWUP, "up", "--port", str(port), "--ui-port", str(ui_port), "--gateway-port", str(gateway)]
    process = spawn(argv, log=scratch / "up.log", env=env)

    def run(*command: str) -> str:
        more: dict[str, Any] = {"capture_output": True, "text": True, "timeout": 120, "check": True}
        done = subprocess.run(command, env=env, cwd=ROOT, **more)
        return str(done.stdout)

    try:
        patiently(lambda: "followup is running" in (scratch / "up.log").read_text(), "followup up")
        env["TEMPORAL_ADDRESS"] = f"127.0.0.1:{port}"
        yield f"http://127.0.0.1:{ui_port}", run
    finally:
        end(process, patience=20)


def a_day(run: Run, zone: str, scratch: Path) -> str:
    """The sample candidates come in; one is paused, and of one an ATS says something that isn't understood. Maya is
    invited to an interview, and asks something: the address of her page.
    """
    ids = with_ids_that_name_nobody(scratch / "candidates.csv")
    run(FOLLOWUP, "enroll", str(scratch / "candidates.csv"))
    run(FOLLOWUP, "pause", ids["c1041"])
    said = json.dumps({"event_id": "evt-4711", "stage": "2nd interview", "source": "myats"})
    signal = ["workflow", "signal", "--workflow-id", f"candidate-manual-{ids['c1042']}", "--name", "stage_changed"]
    run(temporal_binary(), *signal, "--input", said)
    patiently(lambda: ids["c1042"] in run(FOLLOWUP, "list", "--state", "attention", "--json"), "the refusal")
    who = ["--id", "c1060", "--first-name", "Maya", "--last-name", "Hill", "--email", "maya.hill@example.com"]
    who += ["--country", "US", "--locale", "en-US"]
    job = ["--job", "ENG-7", "--job-title", "Backend Engineer", "--recruiter", "Kim Park"]
    run(FOLLOWUP, "enroll", *who, *job, "--recruiter-email", "kim.park@example.org", "--timezone", zone)
    run(FOLLOWUP, "stage", "c1060", "interview")
    at = (host_now().astimezone(ZoneInfo(zone)) + timedelta(days=2)).replace(hour=15, minute=0, second=0, microsecond=0)
    talk = ["--at", at.isoformat(), "--title", "Technical interview", "--format", "video call", "--with", "Lou Bell"]
    run(FOLLOWUP, "interview", "c1060", *talk, "--link", "https://meet.example/eng-7")
    run(FOLLOWUP, "reply", "c1060", "--text", "Thank you! Will there be a coding exercise?")
    said = run(FOLLOWUP, "page", "c1060")
    found = re.search(r"http://\S+/c/\S+", said)
    if found is None:
        raise SystemExit(f"There is no link in: {said}")
    return found[0]


def with_ids_that_name_nobody(file: Path) -> dict[str, str]:
    """The sample candidates under ids such as an ATS gives; each new id by the sample's own."""
    rows = list(csv.reader(io.StringIO((ROOT / "examples" / "candidates.csv").read_text("utf-8"))))
    place = rows[0].index("id")
    ids: dict[str, str] = {}
    for row in rows[1:]:
        row[place] = ids.setdefault(row[place], f"c{1041 + len(ids)}")
    with file.open("w", encoding="utf-8", newline="") as written:
        csv.writer(written).writerows(rows)
    return ids


def the_latest(folder: Path, to: str) -> EmailMessage:
    """The last email that went to an address."""
    files = sorted((path for path in folder.rglob("*") if path.is_file()), key=lambda path: path.stat().st_mtime)
    sent = [email.message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=modern) for path in files]
    theirs = [one for one in sent if to in str(one["To"])]
    if not theirs:
        raise SystemExit(f"Nothing went to {to}.")
    return theirs[-1]


def patiently(holds: Callable[[], bool], what: str) -> None:
    """Wait for something that must come."""
    for _ in range(300):
        if holds():
            return
        time.sleep(0.2)
    raise SystemExit(f"{what} did not happen")


# ---------------------------------------------------------------------------------------------------------- the picture

_TERMINAL: Final = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; width: max-content; background: #1d2129 }
pre { margin: 0; padding: 18px 22px; color: #d6dbe4; font: 14px/1.45 "DejaVu Sans Mono", monospace }
b { color: #8fd18f; font-weight: 600 }
</style><pre>"""

_PHONE: Final = """<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>
body { margin: 0; background: #fff; font: 15px/1.4 "DejaVu Sans", "Liberation Sans", sans-serif; color: #1c1c1e }
header { padding: 16px 16px 12px; border-bottom: 1px solid #d8d8dc }
h1 { font-size: 19px; line-height: 1.25; margin: 0 0 12px }
.from { display: flex; gap: 10px; align-items: center }
.face { width: 36px; height: 36px; border-radius: 50%; background: #4a6fa5; color: #fff }
.face { display: grid; place-items: center }
.from small { color: #6b6b70; display: block }
iframe { border: 0; width: 100% }
</style>"""


def of_the_terminal(browser: Browser, said: dict[str, str]) -> None:
    """`status` and `why` as a terminal of 80 columns shows them."""
    shown = "\n".join(f"<b>$ followup {html.escape(one)}</b>\n{html.escape(out)}" for one, out in said.items())
    page = browser.new_page(viewport={"width": 720, "height": 400})
    page.set_content(f"{_TERMINAL}{shown.rstrip()}</pre>")
    page.locator("pre").screenshot(path=HERE / "terminal.png")
    page.close()


def of_the_email(browser: Browser, sent: EmailMessage, zone: str) -> None:
    """An email as a phone's mail program shows it: its subject and sender, and its own HTML below."""
    body = sent.get_body(("html",))
    sender = str(sent["From"]).partition("<")[0].strip().strip('"')
    if body is None:
        raise SystemExit("It has no HTML.")
    at = sent["Date"].datetime.astimezone(ZoneInfo(zone))
    page = phone(browser)
    page.set_content(
        f'{_PHONE}<header><h1>{html.escape(str(sent["Subject"]))}</h1><div class="from"><span class="face">'
        f"{html.escape(sender[:1])}</span><span>{html.escape(sender)}<small>to me · {at:%b} {at.day}</small>"
        f'</span></div></header><iframe srcdoc="{html.escape(body.get_content(), quote=True)}"></iframe>'
    )
    page.frame_locator("iframe").locator("body").wait_for()
    page.evaluate(
        "const shown = document.querySelector('iframe');"
        "shown.style.height = `${shown.contentDocument.body.scrollHeight + 24}px`"
    )
    page.screenshot(path=HERE / "email.png")
    page.close()


def of_the_page(browser: Browser, address: str) -> None:
    """The candidate's page."""
    page = phone(browser)
    page.goto(address)
    page.screenshot(path=HERE / "candidate-page.png")
    page.close()


def phone(browser: Browser) -> Page:
    """A page as wide and as high as a phone's."""
    return browser.new_page(viewport={"width": 390, "height": 880}, device_scale_factor=1.4, is_mobile=True)


def of_temporal(browser: Browser, ui: str, of_ben: str = "c1042") -> None:
    """The list of candidates and one of them in Temporal's web UI."""
    page = browser.new_page(viewport={"width": 1480, "height": 640})
    views = views_of_the_page()
    page.add_init_script(as_a_person_sets_it_up(views))
    workflows = f"{ui}/namespaces/default/workflows"
    query = next(view["query"] for view in views if view["name"] == SHOWN)
    for address, shows, name in (
        (f"{workflows}?query={quote(query)}&savedQuery={SHOWN}", "attention", "temporal-ui-list"),
        (f"{workflows}/candidate-manual-{of_ben}", "stage_changed", "temporal-ui-candidate"),
    ):
        page.goto(address)
        page.get_by_text(shows).first.wait_for(timeout=60_000)
        page.screenshot(path=HERE / f"{name}.png")
    page.close()


def views_of_the_page() -> list[dict[str, str]]:
    """The saved views that docs/temporal-ui.md recommends."""
    rows = re.findall(r"^\| ([A-Z][^|]+?) \| `([^`]+)` \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    return [{"id": name, "name": name, "query": query, "type": "user"} for name, query in rows]


def as_a_person_sets_it_up(views: list[dict[str, str]]) -> str:
    """The columns and the views, as the UI keeps them in the browser."""
    kept = {
        "namespace-workflow-table-columns": {"default": [{"label": label} for label in COLUMNS]},
        "saved-workflow-queries": {"default": views},
    }
    return "\n".join(f"localStorage.setItem({json.dumps(k)}, {json.dumps(json.dumps(v))});" for k, v in kept.items())


if __name__ == "__main__":
    main()
