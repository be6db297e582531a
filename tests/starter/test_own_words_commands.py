"""`answer` and `send` before anything is sent: where the words come from, who would get them, and who would not."""

from __future__ import annotations

import io
import re
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from activities.transaction import CandidateTransaction
from domain.decisions.own_words import problem
from domain.events import (
    CandidateUpdated,
    Contactable,
    DeliveryReported,
    Event,
    OptedIn,
    OptedOut,
    Rejected,
    ReplyReceived,
    SayRequested,
)
from domain.events.inbound import ReadAs
from domain.names import Channel, digest
from domain.reducers.evolve import accept
from domain.state.model import CandidateState, DecisionRequest
from ledger.store import Ledger
from starter.cli.people import View, status_of
from starter.cli.tell.signals import Told, happens_now
from starter.wording.instants import told_by
from tests.clocks import WEDNESDAY, wednesday
from tests.starter.conftest import Cli, applied, settle

LATER = WEDNESDAY - timedelta(minutes=5)
REPLY = ReplyReceived(
    event_id="r1",
    occurred_at=LATER,
    application_id="ENG-7",
    text="When do we talk?\nAnd with whom?",
    subject="A question",
)
WORDS = ("--subject", "Office closed", "--text", "We are away on **Friday**, {{ candidate.first_name }}.")


@pytest.fixture
def office(ledger: Ledger) -> Ledger:
    """Ann has written, Bob has asked us to stop, Cleo is rejected, Dora has two jobs, Emil has a text's number only."""
    settle(ledger, "manual:ann", applied(stage="screening"), REPLY)
    stop = OptedOut(event_id="s1", occurred_at=LATER)
    settle(ledger, "manual:bob", applied("bob", stage="screening"), stop)
    settle(ledger, "manual:cleo", applied("cleo"), Rejected(event_id="x1", occurred_at=LATER, application_id="ENG-7"))
    settle(ledger, "manual:dora", applied("dora", stage="screening"), applied("dora", "OPS-1", stage="screening"))
    settle(ledger, "manual:emil", applied("emil", stage="screening", candidate={"email": "", "phone": "+12125550123"}))
    return ledger


@pytest.mark.parametrize(
    "unseen",
    [
        "\u200b",
        "\u2060\u200d\n",
        "\u00ad",
        "\ufeff \u202e",
        "\u3164",
        "\u2800",
        "\x07",
        "\ufe0f",
        "\U000e0020",
        "\u034f",
        "\u115f\u1160\uffa0",
        "\u180e\u17b4\u17b5",
    ],
)
def test_r9_what_no_reader_sees_is_no_answer_and_does_not_go(cli: Cli, office: Ledger, unseen: str) -> None:
    for words in (("answer", "ann"), ("send", "ann", "--subject", "Hello")):
        said = cli(*words, "--text", unseen, "--yes")
        assert said.code != 0 and "nothing to send" in said.err, said
    fact = SayRequested(event_id="w", occurred_at=LATER, text=unseen, answer=True)
    assert "nothing to send" in str(problem(fact, CandidateState.model_validate(office.snapshot("manual:ann")), None))


@pytest.mark.parametrize("seen", ["👍", "é", "?", "नी", "\u200b.", "1"])
def test_r9_the_shortest_words_that_can_be_seen_are_words(office: Ledger, seen: str) -> None:
    state = CandidateState.model_validate(office.snapshot("manual:ann"))
    fact = SayRequested(event_id="w", occurred_at=LATER, text=seen, answer=True)
    assert problem(fact, state, state.applications[0]) is None


def test_r7_a_rehearsal_says_who_gets_it_when_and_what_and_who_does_not_and_why(cli: Cli, office: Ledger) -> None:
    said = cli("send", "--job", "ENG-7", *WORDS, "--dry-run")
    assert said.code == 0, said
    assert "2 candidates will get this message:" in said.out
    assert re.search(r"  Ann Lee \(manual:ann\): by email (now|on )", said.out)
    left = said.out.partition("Not sent to 3 candidates:")[2]
    assert "Bob Lee (manual:bob): They asked us to stop, so nothing can be sent to them" in left
    assert "Cleo Lee (manual:cleo): Their application for Engineer is closed (rejected)" in left
    assert "Emil Lee (manual:emil): There is no way to reach them by email" in left
    assert "We are away on Friday, {{ candidate.first_name }}." in said.out
    assert "stop these messages" in said.out and "(R" not in said.out
    assert said.out.endswith("This was a dry run; nothing was sent.\n")
    assert not [row for row in office.timeline("manual:ann") if row["type"] == "say_requested"]


def test_a_rehearsal_for_programs_has_the_instants_and_the_words(cli: Cli, office: Ledger) -> None:
    shown = cli("send", "ann", "emil", "dora", *WORDS, "--dry-run", "--json").json
    assert [(one["id"], one["channel"]) for one in shown["concerned"]] == [("manual:ann", "email")]
    assert shown["concerned"][0]["at"] >= WEDNESDAY.isoformat()
    why = {one["id"]: one["why"] for one in shown["left"]}
    assert why["manual:dora"].startswith("dora Lee has 2 applications; say which with --job".replace("dora", "Dora"))
    assert shown["message"]["subject"] == "Office closed" and shown["told"] == 0 and not shown["in_effect"]


def test_the_day_and_minute_shown_are_those_of_the_live_decision(cli: Cli, office: Ledger) -> None:
    shown = cli("send", "dora", "--job", "OPS-1", *WORDS, "--dry-run", "--json").json["concerned"][0]
    said = SayRequested(
        event_id="say-1", occurred_at=WEDNESDAY, application_id="OPS-1", text="We are away.", subject="Office closed"
    )
    state = settle(office, "manual:dora", said)
    sent = [row["at"] for row in office.timeline("manual:dora") if row.get("step") == "say" and row["type"] == "sent"]
    for command in ("timeline", "status", "why", "next"):
        said_of_it = cli(command, "dora").out
        assert not re.search(r"\bsay\b|/say\b", said_of_it), said_of_it
    waits = state.decision.send_at.isoformat() if state.decision and state.decision.send_at else ""
    assert shown["at"] in (waits, *sent)


@pytest.mark.parametrize(
    ("typed", "code", "sentence"),
    [
        (("send", *WORDS), 2, "Say who it goes to: give ids, or --job, --stage, --recruiter, --state or --tag."),
        (("send", "nobody", *WORDS), 3, "There is no candidate manual:nobody"),
        (("send", "--job", "ENG-8", *WORDS), 3, "Nobody has ever applied for the job 'ENG-8'; did you mean 'ENG-7'?"),
        (("send", "--stage", "offer", *WORDS), 3, "No candidates match; `followup list` takes the same filters."),
        (("send", "ann", "--text", "Hi"), 2, "An email needs a subject: add it with --subject."),
        (("send", "ann", "--subject", "Hi", "--text", " "), 2, "There is nothing to send: the text is empty."),
        (
            ("send", "--job", "ENG-7", "--subject", "x", "--file", "-", "--dry-run"),
            2,
            "There is nothing to send: the text is empty.",
        ),
        (("send", "--stage", "screening", "--text", "Hi"), 2, "An email needs a subject: add it with --subject."),
        (("send", "ann", "emil", "--text", "x" * 21_000), 2, "The text is too long to send: 21 KB"),
        (("reply", "ann", "--text", " "), 2, "--text is empty; give what they wrote"),
        (("send", "bob", *WORDS), 2, "They asked us to stop, so nothing can be sent to them"),
        (("send", "ann", "--subject", "x", "--file", "/nowhere.md"), 2, "/nowhere.md cannot be read: No such file"),
        (("send", "ann", *WORDS, "--file", "x.md"), 2, "Give --text or --file, not both."),
        (("send", "emil", "--text", "Hi", "--channel", "sms"), 2, "No consent to texts is on record"),
        (("send", "ann", "dora", "--job", "ENG-7", *WORDS), 2, "There's nobody to answer the question; add --yes"),
        (
            ("answer", "dora", "--job", "OPS-1", "--text", "Hi"),
            2,
            "They haven't written, so there is nothing to answer",
        ),
        (("answer", "dora", "--text", "Hi"), 2, "Dora Lee has 2 applications; say which with --job"),
        (("answer", "nobody", "--text", "Hi"), 3, "There is no candidate manual:nobody"),
        (("answer", "ann", "--text", "Hi", "--edit"), 2, "--edit opens your editor; leave out --text and --file."),
        (("answer", "ann", "--text", "x" * 21_000), 2, "The text is too long to send: 21 KB, and the limit is 20 KB"),
    ],
)
def test_what_cannot_be_meant_is_one_sentence(
    cli: Cli,
    office: Ledger,
    monkeypatch: pytest.MonkeyPatch,
    typed: tuple[str, ...],
    code: int,
    sentence: str,
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    said = cli(*typed)
    assert said.code == code and said.err.startswith(sentence), said
    assert not said.out and len(said.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "line", "status"),
    [
        (
            "Don't text me, email is fine.",
            "reply by email, read as an opt-out from texts ",
            "Texts are closed, for later",
        ),
        ("Please don't email me, text me instead.", "read as an opt-out from email ", "Email is closed, for later"),
        ("STOP", "reply by email, read as an opt-out from everything ", "They asked us to stop, so nothing is sent."),
        ("I have a question about Tuesday.", 'reply by email "I have', ""),
    ],
)
def test_r7_what_a_stop_has_closed_is_said_where_people_look(
    cli: Cli, ledger: Ledger, text: str, line: str, status: str
) -> None:
    before = ledger_view(ledger, applied("fay", stage="screening", candidate=TEXTS))
    after = ledger_view(ledger, ReplyReceived(event_id="c1", occurred_at=WEDNESDAY, text=text))
    assert line in cli("timeline", "fay").out
    with told_by(wednesday):
        told = " ".join(happens_now(Told(before, after, "c1")))
    for said in (cli("status", "fay").out, cli("why", "fay").out, told):
        assert status in said if status else "closed, for" not in said, said


def ledger_view(ledger: Ledger, fact: Event) -> View:
    settle(ledger, "manual:fay", fact)
    view = status_of(ledger, "manual:fay")
    assert view is not None
    return view


TEXTS = {"phone": "+12125550123", "sms_consent_at": WEDNESDAY - timedelta(days=9)}


def test_r3_while_a_doubt_is_open_nobody_is_told_to_type_an_answer_that_is_refused(cli: Cli, office: Ledger) -> None:
    reading = ReadAs(kind="stop", certain=False)
    settle(office, "manual:ann", ReplyReceived(event_id="d1", occurred_at=WEDNESDAY, text="Enough?", read_as=reading))
    tasks = cli("tasks", "--json").json
    assert {task["kind"] for task in tasks if task["id"] == "manual:ann"} == {"answer", "doubt"}
    [doubt] = [task["task"] for task in tasks if task["kind"] == "doubt"]
    assert {t["command"] for t in tasks if t["id"] == "manual:ann"} == {f"followup approve {doubt} --answer ANSWER"}
    for command in (("status", "ann"), ("why", "ann"), ("tasks",), ("digest",)):
        said = cli(*command).out
        assert f"followup approve {doubt} --answer ANSWER" in said and "followup answer ann" not in said, said


def test_words_sent_to_many_again_are_said_to_have_reached_them(cli: Cli, office: Ledger) -> None:
    for name in ("ann", "fay"):
        if name == "fay":
            settle(office, "manual:fay", applied("fay", stage="screening"))
        with_id = "say:" + digest("send", "ENG-7", "Hello", "A word.", f"manual:{name}", size=32)
        said = SayRequested(
            event_id=with_id, occurred_at=LATER, application_id="ENG-7", text="A word.", subject="Hello"
        )
        settle(office, f"manual:{name}", said)
    again = ("--subject", "Hello", "--text", "A word.", "--yes")
    assert "all of them already got exactly this message, or it's on its way." in cli("send", "ann", "fay", *again).err
    assert (
        "2 of them have already gotten exactly this message, and the other one can't be"
        in cli("send", "ann", "fay", "bob", *again).err
    )
    some = cli("send", "ann", "bob", "cleo", *again)
    assert (
        some.code == 1 and "one of them has already gotten exactly this message, and the other 2 can't be" in some.err
    )
    assert "none of them can be written to" in cli("send", "bob", "cleo", *again).err


@pytest.mark.parametrize("channel", [None, Channel.EMAIL])
@pytest.mark.parametrize("stopped_by", ["a colleague", "their own word"])
def test_r7_who_asks_to_hear_from_us_again_hears_from_the_next_decision_on(
    cli: Cli, ledger: Ledger, channel: Channel | None, stopped_by: str
) -> None:
    settle(ledger, "manual:bob", applied("bob", stage="screening"))
    own = ReplyReceived(event_id="s1", occurred_at=LATER, text="STOP")
    settle(ledger, "manual:bob", own if stopped_by == "their own word" else OptedOut(event_id="s1", occurred_at=LATER))
    assert "They asked us to stop" in cli("status", "bob").out
    state = settle(ledger, "manual:bob", OptedIn(event_id="s2", occurred_at=WEDNESDAY, channel=channel))
    left = frozenset({Channel.SMS} if channel else ())
    assert not state.stopped and frozenset(state.closed_channels) == left == ledger.suppressed(state.candidate)
    assert state.decision and state.decision.touch is not None, "the next message is planned"
    assert not [task for task in state.tasks if task.kind == "stopped"]
    said = cli("status", "bob").out
    assert "Next: " in said and "asked us to stop" not in said


def test_words_that_came_back_can_be_said_again_and_those_that_arrived_cannot(cli: Cli, office: Ledger) -> None:
    typed = ("send", "dora", "--job", "OPS-1", "--subject", "Hello", "--text", "A word.", "--dry-run", "--json")
    with_id = "say:" + digest("send", "OPS-1", "Hello", "A word.", "manual:dora", size=32)
    said = SayRequested(event_id=with_id, occurred_at=LATER, application_id="OPS-1", text="A word.", subject="Hello")
    settle(office, "manual:dora", said)
    assert cli(*typed).err.strip() == "They already got exactly this message, or it's on its way."
    [key] = [row["touch_key"] for row in office.timeline("manual:dora") if row.get("step") == "say"][:1]
    bounced = DeliveryReported(
        event_id="b1", occurred_at=WEDNESDAY, touch_key=key, outcome="bounced", channel=Channel.EMAIL
    )
    settle(office, "manual:dora", bounced)
    assert "Their email address doesn't work" in cli(*typed).err
    mended = CandidateUpdated(event_id="u1", occurred_at=WEDNESDAY, candidate=Contactable(email="dora.lee@example.com"))
    settle(office, "manual:dora", mended)
    assert cli(*typed).json["concerned"][0]["channel"] == "email"


def test_words_come_from_a_file_or_a_pipe(
    cli: Cli, office: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "words.md").write_text("\ufeffGrüße, from a file.", encoding="utf-8")
    asked = ("send", "ann", "--subject", "S", "--dry-run", "--json")
    from_file = cli(*asked, "--file", str(tmp_path / "words.md")).json["message"]["text"]
    assert from_file.startswith("Grüße, from a file.")
    for more in ((), ("--file", "-")):
        monkeypatch.setattr(sys, "stdin", io.StringIO("From a pipe."))
        assert cli(*asked, *more).json["message"]["text"].startswith("From a pipe.")


def test_an_answer_written_in_an_editor_has_their_words_below_and_is_not_lost_when_it_cannot_be_sent(
    cli: Cli, office: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor"
    editor.write_text(f'#!/bin/sh\ncp "$1" {tmp_path}/shown\nprintf "# On Tuesday\\n\\nWith Robin." > "$1.new"\n'
                      'cat "$1" >> "$1.new"\nmv "$1.new" "$1"\n')  # fmt: skip
    editor.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    said = cli("answer", "ann", "--edit")
    shown = (tmp_path / "shown").read_text()
    assert '"A question", they wrote:' in shown and "# > When do we talk?\n# > And with whom?" in shown
    assert said.code == 4, said  # no Temporal here
    kept = re.search(r"Your words are kept in (\S+);", said.err)
    assert kept and Path(kept[1]).read_text() == "# On Tuesday\n\nWith Robin.\n"
    assert Path(kept[1]).stat().st_mode & 0o077 == 0


def test_an_editor_that_writes_nothing_sends_nothing(cli: Cli, office: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.delenv("VISUAL", raising=False)
    said = cli("answer", "ann", "--edit")
    assert (said.code, said.err.strip()) == (1, "Nothing was written, so nothing is sent.")


def test_own_words_that_wait_are_shown_by_status_next_why_and_timeline(cli: Cli, office: Ledger) -> None:
    night = WEDNESDAY.replace(hour=4)  # one in the morning there
    said = SayRequested(
        event_id="say-1", occurred_at=night, application_id="ENG-7", text="On *Tuesday*.", answer=True, author="Kim"
    )
    settle(office, "manual:fay", applied("fay", stage="screening", days_ago=1))
    before = office.snapshot("manual:fay")
    assert before is not None
    state = accept(accept(CandidateState.model_validate(before), REPLY.model_copy(update={"occurred_at": night})), said)
    with office.book("manual:fay") as book:
        transaction = CandidateTransaction.open(book, DecisionRequest(state=state, now=night))
        assert isinstance(transaction, CandidateTransaction)
        transaction.decide(transaction.world())
        transaction.write()

    def early() -> datetime:
        return night

    status = cli("status", "fay", "--json", clock=early).json
    assert (status["next"]["step"], status["next"]["channel"]) == ("say", "email")
    assert status["next"]["why"].startswith("a colleague's answer to what they wrote (R9)")
    assert not [task for task in status["tasks"] if task["kind"] == "answer"]
    row = cli("next", "fay", "--count", "1", "--words", "--json", clock=early).json[0]
    assert (row["step"], row["subject"]) == ("say", "Re: A question") and row["text"].startswith("On Tuesday.")
    assert row["at"] == status["next"]["at"] and row["local_at"][11:16] == "08:00"
    assert 'answer written "On *Tuesday*." (Kim)' in cli("timeline", "fay", clock=early).out
    assert (
        "a colleague's answer to what they wrote (R9, every message gets an answer)"
        in cli("why", "fay", clock=early).out
    )


def test_r6_an_answer_goes_the_way_they_wrote(cli: Cli, ledger: Ledger) -> None:
    phone = {"phone": "+12125550123", "sms_consent_at": WEDNESDAY - timedelta(days=9)}
    text = REPLY.model_copy(update={"channel": Channel.SMS})
    settle(ledger, "manual:gil", applied("gil", stage="screening", candidate=phone), text)
    said = cli("answer", "gil", "--text", "word " * 200)
    assert said.code == 2 and "It can't be sent: your text takes" in said.err
