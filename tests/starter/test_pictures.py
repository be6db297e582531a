"""What a recruiter sees, at two widths: each command's output as a text picture in `pictures/`, on a fixed Wednesday.

`make pictures` draws them again; look at what changed before you commit it.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest

from channels.outbox import OutboxEmail
from channels.sender import OutgoingMessage
from domain.events import InterviewScheduled, OfferExtended, Promised, ReplyReceived
from domain.names import Channel, Stage
from ledger.store import Ledger
from starter.cli.main import COMMANDS
from tests.clocks import WEDNESDAY
from tests.starter.conftest import Cli, applied, settle

PICTURES: Final = Path(__file__).parent / "pictures"
WIDTHS: Final = (80, 140)
DRAWN: Final = (
    "", "--help", "--all", "list", "list --silent", "find lee", "status ann", "status hari", "why ann", "why hari",
    "timeline ann", "timeline hari", "next ann", "next greenhouse:1234567", "tasks", "digest", "team", "outbox list",
    "job list",
    "job show ENG-7", "status --help", "list --help",
    "preview --stage interview --timezone America/New_York --for 30d",
)  # fmt: skip
"""The commands, as they are typed after `followup`."""

SUBJECTS: Final = (
    "We have your application for the Senior Backend Engineer, Payments Platform (Berlin or remote) role",
    "Your interview for the Designer role on Thursday, 16 July",
)


def name_of(command: str, width: int) -> str:
    return f"{re.sub(r'[^A-Za-z0-9]+', '-', command).strip('-') or 'followup'}-{width}.txt"


@pytest.fixture
def people(ledger: Ledger, home: Path) -> None:
    """A week's work of two recruiters."""
    long = "Senior Backend Engineer, Payments Platform (Berlin or remote)"
    settle(ledger, "manual:ann", applied("ann", "ENG-7", days_ago=4, job_title=long))
    settle(
        ledger,
        "manual:ann",
        ReplyReceived(
            event_id="reply",
            occurred_at=WEDNESDAY - timedelta(hours=3),
            channel=Channel.EMAIL,
            text="Thank you! Could you tell me whether the role can be done from Lisbon, and who I would report to?\n"
            "I am also talking to another company and have to answer them by the end of next week.",
        ),
    )
    settle(
        ledger, "greenhouse:1234567", applied("ella", "DES-4", days_ago=9, stage=Stage.INTERVIEW, job_title="Designer")
    )
    talk = InterviewScheduled(
        event_id="talk", occurred_at=WEDNESDAY, application_id="DES-4", at=WEDNESDAY + timedelta(days=2, hours=3)
    )
    settle(ledger, "greenhouse:1234567", applied("ella", "ENG-7", days_ago=1, job_title=long), talk)
    offer = OfferExtended(
        event_id="offer", occurred_at=WEDNESDAY, application_id="ENG-7", title="Engineer", pay="EUR 80,000",
        expires_on=(WEDNESDAY + timedelta(days=9)).date(),
    )  # fmt: skip
    settle(ledger, "manual:hari", applied("hari", days_ago=20, stage=Stage.OFFER, job_title=long), offer)
    settle(ledger, "manual:jon", applied("jon", "DATA-2", days_ago=40, stage=Stage.SCREENING, job_title="Data Analyst"))
    soon = (WEDNESDAY + timedelta(days=2)).date()
    settle(ledger, "manual:jon", Promised(event_id="promise", occurred_at=WEDNESDAY, by=soon))
    settle(ledger, "manual:kate", applied("kate", "DES-4", days_ago=3, stage=Stage.REJECTED, job_title="Designer"))
    for number, subject in enumerate(SUBJECTS):
        mail = OutgoingMessage(
            touch_key=f"k{number}", attempt=1, to="ann.lee.of.the.north@example.com", subject=subject, text="Hello Ann",
            sender_name="Acme", sender_address="talent@acme.example", message_id=f"<k{number}@acme.example>",
            sent_at=datetime(2026, 7, 13, 9 + number, tzinfo=UTC),
        )  # fmt: skip
        OutboxEmail(home).send(mail)


@pytest.mark.usefixtures("people")
def test_each_command_looks_as_in_its_picture(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    drawing, other = os.environ.get("FOLLOWUP_PICTURES") == "draw", []
    for width in WIDTHS:
        monkeypatch.setenv("COLUMNS", str(width))
        for command in DRAWN:
            said = cli(*command.split())
            assert said.code == 0, (command, said.err)
            picture = "".join(f"{line.rstrip()}\n" for line in said.out.splitlines())
            path = PICTURES / name_of(command, width)
            too_long = [line for line in picture.splitlines() if len(line) > width and not may_be_long(line)]
            assert not too_long, f"followup {command} at {width} columns"
            if drawing:
                PICTURES.mkdir(exist_ok=True)
                path.write_text(picture, "utf-8")
            elif not path.exists() or path.read_text("utf-8") != picture:
                other.append(f"$ followup {command}  ({path.name})\n{picture}")
    assert not other, "\n".join(["These look different; see them, then `make pictures`:", *other])


def may_be_long(line: str) -> bool:
    """A command to type stays on its line, and so does one long word."""
    return line.lstrip().startswith("followup ") or len(line.split()) == 1


def test_there_is_no_picture_of_what_is_gone() -> None:
    assert {path.name for path in PICTURES.iterdir()} == {name_of(one, width) for one in DRAWN for width in WIDTHS}


def test_the_first_help_is_one_screen_of_commands_that_exist(cli: Cli) -> None:
    for typed, listed in (((), r"^  followup ([\w-]+)"), (("--help",), r"^  ([\w-]+(?:, [\w-]+)*)  ")):
        said = cli(*typed).out
        named = {name for line in re.findall(listed, said, re.M) for name in line.split(", ")}
        assert len(said.splitlines()) <= 45 and len(named) >= 10
        assert named <= set(COMMANDS)
        assert "followup --all" in said
    everything = cli("--all").out
    assert all(re.search(rf"^│ {name} ", everything, re.M) for name in COMMANDS)
