"""`followup inbox explain`: what a message would be taken for, without anything running, and as the doors read it."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.names import AttemptState, Channel
from gateway.providers.sendgrid_inbound import door
from ledger.store import Ledger
from starter.cli.run.inbox_explain import _TAKEN
from tests.clocks import WEDNESDAY
from tests.gateway.mail_corpus import FOLDER
from tests.gateway.provider_desk import desk_in, posted_mail
from tests.replies.invented_bounces import CASES, OURS, PLAIN, REPORTS, TO
from tests.starter.conftest import Cli

KEYS = {"kind", "certain", "own_words", "closes", "returns_on", "about", "hard", "why"}
HEAD = (
    "From: Jo Fox <jo.fox@example.org>\nTo: reply+token@replies.acme.example\nSubject: Re: Your application\n"
    f"Date: Mon, 23 Nov 2026 09:00:00 +0000\nIn-Reply-To: {OURS}\n\n"
)


@pytest.fixture
def explain(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What `inbox explain - --json` says of a message."""

    def command(message: str | bytes, *more: str) -> dict[str, Any]:
        raw = message.encode() if isinstance(message, str) else message
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
        said = cli("inbox", "explain", "-", "--json", *more)
        assert said.code == 0, said.err
        found: dict[str, Any] = said.json
        assert found.keys() == KEYS
        return found

    return command


@pytest.mark.parametrize("case", [*REPORTS[::6], *PLAIN[::4], *CASES[-4:]], ids=lambda case: case.name)
def test_a_bounce_says_whether_it_closes_and_what_came_back(explain: Any, case: Any) -> None:
    found = explain(case.raw)
    assert found["kind"] == ("blocked" if case.kind == "undecided" else case.kind)
    assert found["certain"] is (case.kind != "undecided")
    assert found["hard"] is (case.kind == "bounce")
    assert found["closes"] == (["email"] if case.kind in ("bounce", "complaint") else [])
    assert found["about"] == {"message_id": OURS if case.ours else None, "recipient": TO}
    assert case.says.lower() in found["why"].lower()


@pytest.mark.parametrize(
    ("words", "kind", "certain", "closes"),
    [
        ("Friday is fine, thanks!", "answer", True, []),
        ("STOP", "stop", True, ["email", "sms"]),
        ("Could you take me off the list for the moment?", "stop", False, []),
        ("I would like to withdraw my application.", "withdraw", True, []),
    ],
)
def test_an_answer_a_stop_a_doubt_and_a_withdrawal(
    explain: Any, words: str, kind: str, certain: bool, closes: list[str]
) -> None:
    found = explain(HEAD + words)
    assert (found["kind"], found["certain"], sorted(found["closes"])) == (kind, certain, closes)
    assert found["own_words"] == words and found["about"]["message_id"] == OURS and not found["hard"]


def test_a_text_is_read_as_one(explain: Any) -> None:
    assert explain("STOP please", "--channel", "sms")["kind"] == "stop"
    only_texts = explain("Don't text me, email is fine", "--channel", "sms")
    assert (only_texts["kind"], only_texts["closes"]) == ("stop", ["sms"])


def test_the_day_of_return_counts_from_the_day_of_the_mail(explain: Any) -> None:
    away = HEAD.replace("Re: Your", "Automatic reply: Your").replace("\n\n", "\nAuto-Submitted: auto-replied\n\n")
    found = explain(away + "I am out of the office and back on Thursday.")
    assert (found["kind"], found["returns_on"]) == ("automatic", "2026-11-26")


def test_an_absence_pauses_only_where_it_is_known_who_wrote() -> None:
    assert "until they are back, if the sender is verified" in _TAKEN["automatic"]


def test_our_footer_is_ours_without_any_ledger(explain: Any, home: Path) -> None:
    quoted = (
        "Acme, 1 Sample Road, Sampletown\n\nSee where you stand: https://acme.example/c/abc or stop these messages: "
        "https://acme.example/c/abc/stop."
    )
    found = explain(f"{HEAD}Friday is fine!\n\n{quoted}")
    assert found["kind"] == "answer"
    assert not home.exists(), "nothing is made"


def test_what_we_wrote_to_them_is_ours_where_there_is_a_ledger(explain: Any, ledger: Ledger) -> None:
    ours = "If you would rather hear no more from any of us, say the word and we will stop writing to you at once."
    ledger.claim("manual:jo", at=WEDNESDAY, email="jo.fox@example.org")
    with ledger.book("manual:jo") as book:
        book.reserve(
            touch_key="manual:jo/eng/applied.1/hello/1", attempt=1, application_id="eng", step="hello", playbook="1",
            channel=Channel.EMAIL, address="jo.fox@example.org", subject="Your application", body=ours,
            message_id=OURS, at=WEDNESDAY - timedelta(days=1),
        )  # fmt: skip
        book.settle("manual:jo/eng/applied.1/hello/1", 1, AttemptState.ACCEPTED)
    found = explain(f"{HEAD}Friday is fine!\n\n{ours}")
    assert found["kind"] == "answer" and found["own_words"].startswith("Friday is fine!")
    assert (
        explain(f"{HEAD.replace('jo.fox', 'other').replace(OURS, '<x@y>')}Friday is fine!\n\n{ours}")["kind"] == "stop"
    )


@pytest.mark.parametrize(
    "name",
    ["reply_gmail_web_en", "stop_de", "auto_exchange_fr", "bounce_postfix", "blocked_policy", "noise_newsletter"],
)
def test_it_says_what_the_door_does(explain: Any, tmp_path: Path, name: str) -> None:
    raw = (FOLDER / f"{name}.eml").read_bytes()
    desk = desk_in(tmp_path / "other")
    entry = door(desk.settings).entries(posted_mail(raw))[0]
    kind = {"reply": "answer"}.get(entry.kind, entry.kind)
    found = explain(raw)["kind"]
    assert found == kind or (kind, found) == ("answer", "stop")


def test_people_are_told_in_a_few_lines(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "mail.eml"
    file.write_bytes(PLAIN[0].raw)
    assert cli("inbox", "explain", str(file)).out == (
        "Taken for  a bounce; the address doesn't work\n"
        'Why        nobody has the address ("no mailbox here by that name")\n'
        "Closes     email\n"
        f"About      our email {OURS} to {TO}\n"
    )
    file.write_text(f"{HEAD}Yes, gladly.\x1b[31m\n")
    said = cli("inbox", "explain", str(file)).out
    assert said.startswith("Taken for  an answer; a recruiter gets a task\n")
    assert "Their words\n  Yes, gladly." in said and "\x1b" not in said


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"Hello there, is there any news?", "This isn't an email"),
        (b"%PDF-1.7 something", "This isn't an email"),
        (b"\x00\x01\x02" * 50, "This isn't an email"),
        (b" \n", "is empty"),
        (None, "cannot be read"),
    ],
)
def test_what_is_no_mail_is_said_in_a_sentence(cli: Cli, tmp_path: Path, content: bytes | None, says: str) -> None:
    file = tmp_path / "mail.eml"
    if content is not None:
        file.write_bytes(content)
    said = cli("inbox", "explain", str(file))
    assert (said.code, said.out) == (2, "")
    assert says in said.err and said.err.count("\n") == 1


def test_a_ledger_that_is_away_is_said_and_does_not_stop_it(
    explain: Any, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOLLOWUP_LEDGER_URL", "postgresql+psycopg://nobody@127.0.0.1:9/none")
    file = tmp_path / "mail.eml"
    file.write_text(f"{HEAD}Yes.")
    said = cli("inbox", "explain", str(file))
    assert said.code == 0 and said.err.startswith("Read without the ledger") and "an answer" in said.out


BUTTON = "From: Jo Fox <jo.fox@example.org>\nTo: {to}\nSubject: stop\nAuto-Submitted: auto-replied\n{more}\n\n"
TOKEN = "a2" * 14 + "b"
ELSEWHERE = "In-Reply-To: <17@shop.example>"


def test_a_machine_that_answers_no_mail_of_ours_closes_nothing(explain: Any, ledger: Ledger) -> None:
    """As the door reads it, which looks up what the mail answers: nobody sent that one."""
    for to in ("shop@acme.example", f"reply+{TOKEN}@replies.acme.example"):
        found = explain(BUTTON.format(to=to, more=ELSEWHERE))
        assert (found["kind"], found["closes"]) == ("automatic", []), to


def test_without_a_ledger_the_id_of_some_mail_makes_a_machine_no_button(explain: Any, home: Path) -> None:
    found = explain(BUTTON.format(to="shop@acme.example", more=ELSEWHERE))
    assert (found["kind"], found["closes"]) == ("automatic", []) and not home.exists()


@pytest.mark.parametrize(
    ("to", "kind"),
    [
        (f"talent+{TOKEN}@acme.example", "stop"),
        (f"Talent+{TOKEN.upper()}@Acme.example", "stop"),
        (f"talent=2B{TOKEN}@acme.example", "stop"),
        (f"talent+{TOKEN}@acme.example.org", "automatic"),
        (f"other+{TOKEN}@acme.example", "automatic"),
        ("talent+newsletter@acme.example", "automatic"),
        ("talent@acme.example", "automatic"),
    ],
)
def test_without_a_ledger_a_button_is_known_by_the_mailbox_that_is_set(
    explain: Any, home: Path, monkeypatch: pytest.MonkeyPatch, to: str, kind: str
) -> None:
    monkeypatch.setenv("FOLLOWUP_REPLY_ADDRESS", "talent@acme.example")
    assert explain(BUTTON.format(to=to, more="X-Mailer: x"))["kind"] == kind
