"""`followup rehearse`: the sample candidates through 90 days in seconds, on a real Temporal server."""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from domain.names import Stage
from domain.playbook.step_words import step_words
from domain.time.zones import zone
from starter.cli.output.formatting import print_json
from starter.cli.output.tables import print_table
from starter.wording.candidates import is_timing, plain, reason_words, state_words, title_words
from starter.wording.entries import came_in_at
from starter.wording.instants import forms, now, shown_hour, written_for

_MARKS: Final = {
    "sent": ">",
    "reply_received": "<",
    "survey_answered": "<",
    "survey_completed": "<",
    "task_opened": "!",
    "task_escalated": "!",
    "silence_breached": "!",
    "skipped": "x",
    "expired": "x",
}
_HAPPENS: Final = {
    "contacted": "a colleague contacts them directly",
    "hired": "is hired",
    "interview_cancelled": "has the interview canceled",
    "interview_held": "finishes the interview",
    "noted": "a colleague adds a note",
    "offer_extended": "gets an offer",
    "paused": "their follow-up is paused",
    "rejected": "is rejected",
    "rejection_withdrawn": "is back in the running: the rejection is undone",
    "resumed": "their follow-up resumes",
    "withdrawn": "withdraws",
}
_ANSWERS: Final = {"accepted": "accepts the offer", "declined": "declines the offer"}
_QUIET: Final = ("held", "task_reminded", "task_dropped", "undone")
_CHANNEL: Final = {"email": "email", "sms": "text"}


def rehearse(
    days: Annotated[int, typer.Option(min=1, max=365, help="How many days to run.")] = 90,
    keep: Annotated[bool, typer.Option("--keep", help="Leave the server and its web UI running until Ctrl-C.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the story as JSON.")] = False,
) -> None:
    """Take sample candidates through 90 days in seconds, on a real Temporal server that skips time."""
    with tempfile.TemporaryDirectory(prefix="followup-rehearsal-") as folder:
        asyncio.run(_Stage(Path(folder), days=days, as_json=json, keep=keep).play())


class _Stage:
    """The server, the worker and the teller of one rehearsal."""

    def __init__(self, home: Path, *, days: int, as_json: bool, keep: bool) -> None:
        self._home, self._days, self._json, self._keep = home, days, as_json, keep
        self._rows: list[dict[str, Any]] = []
        self._names: dict[str, str] = {}
        self._interviews: set[tuple[str, str]] = set()
        self._zones: dict[str, str] = {}

    async def play(self) -> None:
        from temporalio.client import Client

        from connection import DATA_CONVERTER, quiet_runtime
        from ledger.store import Ledger
        from settings import read_settings
        from starter.client import Followup
        from starter.embedded import LocalServer, end, free_port, spawn, wait_until_listening
        from starter.rehearsal import Rehearsal
        from worker import apply_first_playbook, running_worker, senders_of

        began = time.monotonic()
        settings = read_settings(home=self._home, ledger_url="", email="outbox", sms="outbox")
        server = LocalServer(port=free_port(), ui_port=free_port(), time_skipping=True)
        process = spawn(server.command(), log=self._home / "temporal.log")
        try:
            wait_until_listening(server.port, process)
            ledger = Ledger(settings.ledger_address, settings.keys)
            ledger.migrate()
            apply_first_playbook(ledger, settings, now)
            client = await Client.connect(server.address, data_converter=DATA_CONVERTER, runtime=quiet_runtime())
            self._say(f"{self._days} days with the sample candidates, on a real Temporal server that skips time.")
            self._say("Times are in your time zone; each message also shows the candidate's.\n")
            async with running_worker(client, ledger, senders_of(settings)):
                rehearsal = Rehearsal(Followup(client, ledger, clock=now), ledger, self._tell, days=self._days)
                self._names = rehearsal.people
                self._ledger = ledger
                written_for(ledger.company_country())
                await rehearsal.play()
                self._close(time.monotonic() - began)
                if self._keep:
                    self._say(f"\nThe web UI stays at {server.ui_url} until Ctrl-C.")
                    await asyncio.Event().wait()
            ledger.close()
        finally:
            end(process, patience=5)

    def _say(self, text: str) -> None:
        if not self._json:
            print(text, flush=True)

    # ------------------------------------------------------------ the story

    def _tell(self, ident: str, row: dict[str, Any]) -> None:
        """One line of somebody's timeline: by the reader's clock, so that the story is read in its order, and by theirs
        where something reaches them.
        """
        self._rows.append({"id": ident, **row})
        if self._json or row["type"] in _QUIET:
            return
        at = datetime.fromisoformat(row["at"]).astimezone()
        mark = _MARKS.get(row["type"], "*")
        theirs = f" [{self._theirs(ident, row['at'])}]" if row["type"] == "sent" else ""
        name = plain(self._names.get(ident, ident))
        when = forms().at(forms().day(at.date()), shown_hour(at))
        print(f"{when:<25}  {mark} {name:<12} {self._what(ident, row)}{theirs}", flush=True)
        if why := self._why(row):
            print(f"{'':38}{why}", flush=True)

    def _theirs(self, ident: str, at: str) -> str:
        """`Mon 09:12 in Auckland`: what the candidate's clock says."""
        if ident not in self._zones:
            self._zones[ident] = (self._ledger.status(ident) or {}).get("timezone") or "UTC"
        place = zone(self._zones[ident])
        city = place.key.rpartition("/")[2].replace("_", " ")
        there = datetime.fromisoformat(at).astimezone(place)
        return f"{there:%a} {forms().hour(there)} in {city}"

    def _what(self, ident: str, row: dict[str, Any]) -> str:
        """What happened, in a few words."""
        match row["type"]:
            case "sent":
                subject = f" “{plain(row['subject'])}”" if row["subject"] else ""
                return f"{_CHANNEL.get(row['channel'], row['channel'])}{subject} ({step_words(row['step'])})"
            case "reply_received":
                return f"writes: {plain(row.get('text', ''))}"
            case "survey_completed":
                return "answers the survey"
            case "survey_answered":
                return f"answers the survey: {row.get('score')} of 5"
            case "task_opened":
                who = row.get("assignee") or "a colleague"
                return f"task for {plain(who)}: {title_words(row['title'])}"
            case "task_escalated":
                return f"the task is overdue; {plain(row.get('to') or 'the hiring manager')} has been notified"
            case "stage_changed":
                return f"moves to the {row['stage']} stage"
            case "interview_scheduled":
                return self._interview(ident, row)
            case "offer_answered":
                return _ANSWERS.get(row.get("answer", ""), "wants to talk about the offer")
            case "skipped" | "expired":
                return f"{'skipped' if row['type'] == 'skipped' else 'too late'}: {step_words(row['step'])}"
            case "application_received":
                job, stage = plain(row.get("job_title") or row["job_id"]), row.get("stage", Stage.APPLIED)
                return f"applies for {job}" if stage == Stage.APPLIED else f"is added for {job}{came_in_at(stage)}"
        return _HAPPENS.get(row["type"]) or str(row["type"]).replace("_", " ")

    def _interview(self, ident: str, row: dict[str, Any]) -> str:
        """A new one, or one that was told of before, for another time."""
        one = (ident, row.get("interview_id", ""))
        moved = one in self._interviews
        self._interviews.add(one)
        return "has the interview moved to another time" if moved else "has an interview scheduled"

    def _why(self, row: dict[str, Any]) -> str:
        if row["type"] in ("sent", "skipped", "expired", "went_quiet", "silence_breached") and row.get("why"):
            why = reason_words(row["why"])
            return why if is_timing(why) else f"because {why}"
        return ""

    # ------------------------------------------------------------ the end

    def _close(self, seconds: float) -> None:
        views = [view for ident in self._names if (view := self._ledger.status(ident))]
        if self._json:
            print_json({"days": self._days, "candidates": views, "timeline": self._rows})
            return
        kinds = {ident: Counter(row["type"] for row in self._rows if row["id"] == ident) for ident in self._names}
        print()
        print_table(
            [
                "Candidate",
                "Stage and job",
                "State",
                "Sent",
                "Replies",
                "Not sent",
                "Last contact",
                "Next",
                "Open tasks",
            ],
            [
                [
                    view["name"],
                    ", ".join(f"{a['stage']} ({a['job']})" for a in view["applications"]),
                    state_words(view["state"]),
                    str(kinds[view["id"]]["sent"]),
                    str(kinds[view["id"]]["reply_received"]),
                    str(kinds[view["id"]]["skipped"] + kinds[view["id"]]["expired"]),
                    self._day(view["last_contact_at"]),
                    f"{step_words(view['next']['step'])} {self._day(view['next']['at'])}" if view["next"] else "",
                    str(len(view["tasks"]) or ""),
                ]
                for view in views
            ],
        )
        sent = sum(count["sent"] for count in kinds.values())
        keys = {row["touch_key"] for row in self._rows if row["type"] == "sent"}
        doubles = sent - len(keys)
        print(f"{sent} messages in {self._days} days, {doubles} sent twice; it took {seconds:.0f} s.", file=sys.stdout)

    def _day(self, at: str | None) -> str:
        return forms().dated(datetime.fromisoformat(at).astimezone(UTC).date()) if at else ""
