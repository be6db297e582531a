"""The mail of the day says what kept messages from going out: counted where mails end up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from temporalio.testing import ActivityEnvironment

from activities.colleague_mail import ColleagueMail, MailFormat
from activities.digests import DigestJob, DigestRequest, DigestRun, Digests
from channels.html import bodies
from channels.outbox import list_outbox
from channels.sender import Accepted, Outcome, OutgoingMessage
from domain.operations.outage import Condition
from domain.state.model import Candidate
from ledger.playbooks.folder import read_playbook
from ledger.store import Ledger
from settings import Settings
from tests.ledger.conftest import noted
from tests.senders import Provider
from worker import senders_of

WEDNESDAY = datetime(2026, 12, 2, 13, 0, tzinfo=UTC)  # 08:00 in New York, where the company is
HOUR = timedelta(hours=1)


def test_r26_the_mail_of_the_day_tells_the_outage_of_the_night_to_the_team(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    ledger = Ledger(settings.ledger_address, settings.keys)
    ledger.migrate()
    playbook = read_playbook(settings.playbook)
    ledger.playbooks.apply(playbook.model_dump(mode="json"), playbook.version, "test", WEDNESDAY)
    with ledger.book("manual:ann") as book:
        book.append([noted(1)], Candidate(candidate_id="manual:ann"), WEDNESDAY)
    ledger.conditions.works("worker 1", WEDNESDAY - 9 * HOUR)
    with ledger._database.writing("a test") as connection:
        due = (WEDNESDAY - 5 * HOUR).isoformat(timespec="microseconds")
        connection.exec_driver_sql(
            "INSERT INTO candidates (candidate_id, workflow_id, name, stage, state, next_at, recruiter, view, snapshot,"
            " applications_digest, seq, head)"
            f" VALUES ('manual:ann', 'a', '', 'applied', 'active', '{due}', '', '{{}}', '{{}}', '', 1, '')"
        )
    ledger.conditions.report(
        "worker 2", [Condition("waits", says="The playbook folder is gone.")], WEDNESDAY - 4 * HOUR
    )
    assert ledger.conditions.works("worker 2", WEDNESDAY - 2 * HOUR) is not None
    with ledger._database.writing("a test") as connection:
        connection.exec_driver_sql("DELETE FROM candidates")  # what was late has gone out meanwhile
    form = MailFormat(
        bodies=lambda text, title: bodies(text, title=title), message_id=lambda key, domain: f"<{key}@{domain}>"
    )
    digests = Digests(ledger, senders_of(settings), form)
    order = digests.list_digests(DigestRun(order=DigestRequest(asked=True), now=WEDNESDAY))
    assert len(order.readers) == 1
    posted = digests.mail_digest(DigestJob(day=order.day, reader=order.readers[0], now=WEDNESDAY))
    assert posted.outcome == "sent"
    (mail,) = list_outbox(tmp_path)
    assert mail.to == playbook.sender.email
    assert "messages were late" in mail.subject
    assert (
        "Nothing was sent from yesterday at 11:00 PM to 6:00 AM: the playbook folder is gone; 1 message was due "
        "meanwhile. Whatever isn't too late goes out automatically."
    ) in " ".join(mail.text.split())
    ledger.close()


def test_a_mail_to_a_colleague_may_take_long_and_its_worker_shows_meanwhile_that_it_lives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("activities.colleague_mail._HEARTBEAT", 0.01)

    def takes_long(_message: OutgoingMessage, provider: Provider) -> Outcome:
        assert provider.let_go.wait(60), "no sign of life came"
        return Accepted("1")

    provider = Provider(tmp_path, script=[takes_long])
    environment = ActivityEnvironment()
    environment.on_heartbeat = lambda *_: provider.let_go.set()  # after the first one
    message = OutgoingMessage(touch_key="-/digest/d", attempt=1, to="kim@acme.example", text="Hello", sent_at=WEDNESDAY)
    mail = ColleagueMail(None, provider)  # type: ignore[arg-type]  # the ledger is not asked
    assert environment.run(mail._send, message) == Accepted("1")
