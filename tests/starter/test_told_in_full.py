"""What commands say beside the bare fact: for which job, in which order, to whom, and what would be a mistake."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from activities.transaction import CandidateTransaction
from domain.events import Replan, Sent
from domain.names import Channel, Stage
from domain.state.model import CandidateState, DecisionRequest
from ledger.playbooks.folder import read_playbook
from ledger.store import Ledger
from settings import Settings
from starter.cli.ask import digest as digest_command
from tests.clocks import WEDNESDAY
from tests.starter.conftest import Cli, applied, settle

ANN, BOB, KATE = "manual:ann", "manual:bob", "manual:kate"


def test_next_says_for_which_job_and_tells_two_apart(cli: Cli, ledger: Ledger) -> None:
    settle(ledger, ANN, applied(days_ago=1))
    assert "For Engineer (ENG-7):\n" in cli("next", "ann").out
    assert cli("next", "ann", "--json").json[0]["job"] == "ENG-7"
    settle(ledger, ANN, applied(job="OPS-1", job_title="Operator", days_ago=1))
    said = cli("next", "ann").out
    assert "Job" in said and "ENG-7" in said and "OPS-1" in said


def test_list_says_each_job_with_its_stage(cli: Cli, ledger: Ledger) -> None:
    settle(ledger, ANN, applied(days_ago=1), applied(job="OPS-1", stage=Stage.INTERVIEW, days_ago=1))
    [row] = cli("list", "--json").json
    assert row["applications"] == [{"job": "ENG-7", "stage": "applied"}, {"job": "OPS-1", "stage": "interview"}]
    assert "ENG-7 applied, OPS-1 interview" in cli("list").out


def test_a_job_typed_nearly_right_is_suggested(cli: Cli, ledger: Ledger) -> None:
    settle(ledger, ANN, applied(days_ago=1))
    for command in (("list", "--job", "eng-7"), ("job", "fill", "eng-7")):
        said = cli(*command)
        assert said.code == 3
        assert "did you mean 'ENG-7'?" in said.err


def test_job_fill_shows_the_list_before_it_stops_and_can_be_rehearsed(cli: Cli, ledger: Ledger) -> None:
    settle(ledger, ANN, applied(days_ago=1))
    settle(ledger, BOB, applied("bob", days_ago=1))
    said = cli("job", "fill", "ENG-7", "--hired", "bob", "--dry-run")
    assert (said.code, said.err) == (0, "")
    assert "(manual:bob) will be hired for Engineer (ENG-7)." in said.out
    assert "1 candidate will be rejected" in said.out and "Ann Lee (manual:ann)" in said.out
    assert "nothing changed" in said.out
    told = cli("job", "fill", "ENG-7", "--dry-run", "--json").json
    assert {one["id"] for one in told["concerned"]} == {ANN, BOB} and told["dry_run"]


def test_merging_two_with_nothing_in_common_needs_another_word(cli: Cli, ledger: Ledger) -> None:
    settle(ledger, ANN, applied())
    other = {"first_name": "Kate", "last_name": "Byrne", "email": "kate@other.example"}
    settle(ledger, KATE, applied("kate", "OPS-1", candidate=other))
    said = cli("merge", "ann", "kate", "--yes")
    assert said.code == 2
    assert "Ann Lee (manual:ann) and Kate Byrne (manual:kate) have no address or name in common" in said.err
    assert cli("merge", "ann", "kate", "--yes", "--even-so").code == 4, "it gets as far as Temporal"


def test_the_question_before_a_merge_shows_addresses(cli: Cli, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(ledger, ANN, applied())
    other = {"first_name": "Kate", "last_name": "Byrne", "email": "kate@other.example"}
    settle(ledger, KATE, applied("kate", "OPS-1", candidate=other))

    class Terminal:
        def isatty(self) -> bool:
            return True

        def readline(self, _size: int = -1) -> str:
            return "n\n"

    monkeypatch.setattr("sys.stdin", Terminal())
    said = cli("merge", "ann", "kate").out
    assert "Reached at ann@example.com." in said and "Reached at kate@other.example." in said
    assert "Careful: they have no address or name in common." in said


def test_another_name_with_the_same_address_is_said_and_the_first_stays(
    cli: Cli, ledger: Ledger, tmp_path: Path
) -> None:
    hari = {"first_name": "Hari", "last_name": "Thapa", "email": "hari@example.com"}
    settle(ledger, "manual:hari", applied("hari", candidate=hari))
    sheet = tmp_path / "more.csv"
    sheet.write_text("id,first_name,last_name,email,job_id\nharry,Harry,Thapa,hari@example.com,OPS-1\n")
    said = cli("enroll", str(sheet), "--dry-run")
    assert said.out.startswith("would enroll 1, 0 already here, 0 with errors\n")
    assert said.err == "line 2: Harry Thapa is already here as Hari Thapa, and keeps that name.\n"
    settle(ledger, "manual:hari", applied("hari", "OPS-1", candidate=hari | {"first_name": "Harry"}))
    assert cli("status", "hari").out.startswith("Hari Thapa (manual:hari)")


def test_one_person_can_be_enrolled_with_language_place_and_the_recruiter_s_address(cli: Cli, home: Path) -> None:
    form = ["--id", "zoe", "--name", "Zoe Ray", "--email", "zoe@example.com", "--job", "A1", "--dry-run"]
    more = ["--locale", "de-AT", "--recruiter-email", "kim@example.com", "--location", "Vienna"]
    assert cli("enroll", *form, *more).out.startswith("would enroll 1")
    refused = cli("enroll", *form, "--locale", "12")
    assert refused.code == 1 or refused.code == 2
    assert "isn't a valid language" in refused.err


def test_the_timeline_says_which_variant_went_and_that_an_edit_was_the_reason(cli: Cli, ledger: Ledger) -> None:
    settle(ledger, ANN, applied(days_ago=1))
    now = WEDNESDAY
    replan = Replan(event_id="r", occurred_at=now - timedelta(minutes=5), source="cli", author="root")
    sent = Sent(
        event_id="sent:x",
        occurred_at=now - timedelta(minutes=9),
        application_id="ENG-7",
        touch_key=f"{ANN}/ENG-7/applied.1/extra/1",
        stage=Stage.APPLIED,
        step="extra",
        occurrence="1",
        attempt=1,
        channel=Channel.EMAIL,
        subject="A word",
        variant="b",
    )
    settle(ledger, ANN, replan)
    with ledger.book(ANN) as book:
        state = CandidateState.model_validate(ledger.snapshot(ANN))
        transaction = CandidateTransaction.open(book, DecisionRequest(state=state, now=now))
        assert isinstance(transaction, CandidateTransaction)
        transaction.record(sent)
        transaction.decide(transaction.world())
        transaction.write()
    lines = cli("timeline", "ann").out.splitlines()
    was_sent = next(n for n, line in enumerate(lines) if "sent the extra message (variant b) by email" in line)
    was_edited = next(
        n for n, line in enumerate(lines) if "next contact recalculated because the playbook changed" in line
    )
    assert was_sent < was_edited, "in the order of time, not of writing"


def test_preview_shows_the_words_and_an_interview_without_a_date(cli: Cli, home: Path) -> None:
    start = ("--from", "2026-11-23", "--timezone", "America/New_York")
    said = cli("preview", "--words", "--for", "20d", *start).out
    assert "  Subject  " in said and "Sam" in said
    rows = cli("preview", "--words", "--for", "20d", "--json", *start).json
    assert rows[0]["subject"] and "Sam" in rows[0]["text"]
    undated = cli("preview", "--stage", "interview", "--no-interview", "--json", *start).json
    assert "thank-you" not in [row["step"] for row in undated]
    assert "without an interview date" in cli("preview", "--stage", "interview", "--no-interview", *start).out
    assert cli("preview", "--stage", "offer", "--no-interview").code == 2
    assert not home.exists()


def test_next_shows_the_words_for_this_person(cli: Cli, ledger: Ledger) -> None:
    settle(ledger, ANN, applied(days_ago=1))
    assert "Ann" in cli("next", "ann", "--count", "1", "--words").out.partition("Subject")[2]


SATURDAY = datetime(2026, 11, 21, 22, 0, tzinfo=UTC)


@pytest.fixture
def on_saturday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digest_command, "now", lambda: SATURDAY)


def test_the_digest_of_monday_does_not_list_what_goes_before(cli: Cli, ledger: Ledger, on_saturday: None) -> None:
    rules = read_playbook(Settings().playbook)
    assert rules.company.timezone == "America/New_York"
    for ident, at in ((ANN, SATURDAY + timedelta(hours=10)), (BOB, datetime(2026, 11, 23, 15, 0, tzinfo=UTC))):
        _due(ledger, ident, at)
    [row] = cli("digest", "--date", "2026-11-23", "--json").json
    assert [one["candidate_id"] for one in row["coming"]] == [BOB]


def _due(ledger: Ledger, ident: str, at: datetime) -> None:
    """Somebody whose next message goes at that instant."""
    state = settle(ledger, ident, applied(ident.partition(":")[2], days_ago=1))
    with ledger.book(ident) as book:
        transaction = CandidateTransaction.open(book, DecisionRequest(state=state, now=WEDNESDAY))
        assert isinstance(transaction, CandidateTransaction)
        decision = transaction.decide(transaction.world())
        transaction.next = decision.model_copy(update={"at": at, "send_at": at})
        transaction.write()
