"""R8: what comes back is read by its evidence: what the server said, not what number it gave or left out."""

from __future__ import annotations

import base64
import time

from domain.replies.mail import bounces
from domain.replies.mail.bounces import judged
from domain.replies.mail.forms import Field
from domain.replies.mail.kinds import kind_of
from domain.replies.mail.parse import Mail, load, mail_of
from tests.replies import invented_bounces
from tests.replies.invented_bounces import ANSWERS, CASES, NO_BOUNCES, OURS, TO, Case
from tests.tables import each


def read(raw: bytes) -> Mail:
    mail = mail_of([Field("email", raw)])
    assert mail is not None
    return mail


def test_each_mail_system_and_each_reason_has_a_case() -> None:
    assert len(CASES) >= 60
    assert {case.kind for case in CASES} == {"bounce", "undecided", "blocked", "complaint", "noise"}
    assert len({case.name for case in CASES}) == len(CASES)


@each("case", CASES, ids=lambda case: case.name)
def test_r8_a_bounce_is_read_by_its_evidence_and_says_which(case: Case) -> None:
    mail = read(case.raw)
    found = bounces.read(mail)
    assert found is not None, "it is no bounce"
    assert ("undecided" if found.undecided else found.what) == case.kind, found.why
    assert case.says.lower() in found.why.lower()


@each("case", CASES, ids=lambda case: case.name)
def test_what_came_back_is_named_by_its_address_and_its_message_id(case: Case) -> None:
    returned = read(case.raw).returned
    assert (returned.recipient == TO) is case.about
    assert (OURS in returned.message_ids) is case.ours


@each("case", CASES, ids=lambda case: case.name)
def test_what_was_kept_in_the_inbox_is_read_as_it_was_when_it_came(case: Case) -> None:
    mail = read(case.raw)
    assert load(mail.dump()) == mail
    assert kind_of(mail).what == ("blocked" if case.kind == "undecided" else case.kind)


@each("name", NO_BOUNCES)
def test_what_only_speaks_of_bounces_or_deliveries_is_none(name: str) -> None:
    assert bounces.read(read(NO_BOUNCES[name])) is None


@each(("verdict", "said", "status"), ANSWERS)
def test_answers_in_other_words_are_read_by_what_they_mean(verdict: str, said: str, status: str) -> None:
    assert judged(said, status=status).verdict == verdict, judged(said, status=status).why


def test_a_stranger_to_whom_the_whole_message_was_given_first_may_be_a_filter() -> None:
    case = invented_bounces.report(
        "5.0.0",
        "550 Unknown user",
        text=f"<{TO}>: host mx.example.org said:\n    550 Unknown user (in reply to end of\n    DATA command)\n",
    )
    found = bounces.read(read(case))
    assert found is not None and (found.what, found.undecided) == ("blocked", True)
    at_once = bounces.read(read(case.replace(b"end of\n    DATA", b"RCPT TO")))
    assert at_once is not None and at_once.what == "bounce"


def test_an_answer_about_our_own_address_closes_nobodys() -> None:
    said = "550 <talent@acme.example>: domain does not exist"
    assert judged(said, senders="Acme <talent@acme.example>", recipient=TO).verdict == "blocked"
    assert judged(said, senders="", recipient=TO).verdict == "dead"
    to_ourselves = "talent@acme.example"
    assert judged(said, senders=to_ourselves, recipient=to_ourselves).verdict == "dead"


@each(
    ("said", "status", "verdict"),
    [
        ("550 5.1.1 no such user", "", "dead"),
        ("550 no such user", "5.7.1", "dead"),
        ("550 5.1.1 over quota", "5.1.1", "blocked"),
        ("", "5.1.1", "dead"),
        ("", "5.7.1", "blocked"),
        ("", "4.4.7", "blocked"),
        ("", "", "undecided"),
        ("550", "", "undecided"),
        ("550 5.0.0 rejected by jo.unknown-user@spam.example", "", "undecided"),
    ],
)
def test_one_table_reads_refusals_events_and_mails(said: str, status: str, verdict: str) -> None:
    assert judged(said, status=status).verdict == verdict


@each("bit", ["\n", "a@", "5.1.", "1.1.1.", "recipient \n \n", "<a@b.c>", "received: from ", "no such "], ids=repr)
def test_a_bounce_of_many_odd_words_keeps_nobody_waiting(bit: str) -> None:
    raw = f"From: MAILER-DAEMON <>\nTo: {TO}\nSubject: failure notice\n\n{bit * (200_000 // len(bit))}".encode()
    began = time.process_time()
    assert kind_of(read(raw)).what in ("bounce", "blocked", "noise")
    assert time.process_time() - began < 2  # it takes a tenth of that


COMPLAINTS = ("abuse", "Abuse", "fraud", "opt-out", "opt-out-list", "complaint")
NO_COMPLAINTS = ("not-spam", "virus", "auth-failure", "other", "dkim")


@each("kind", [*COMPLAINTS, *NO_COMPLAINTS])
@each("encoded", [False, True])
def test_r7_only_a_report_that_complains_is_a_complaint(kind: str, encoded: bool) -> None:
    raw = next(case for case in CASES if case.name == "a feedback loop").raw
    fields = f"Feedback-Type: {kind}\nUser-Agent: SomeMail/1\nVersion: 1\n".encode()
    told = raw.replace(f"Feedback-Type: abuse\nUser-Agent: SomeMail/1\nOriginal-Rcpt-To: {TO}\n".encode(), fields)
    assert told != raw
    if encoded:
        head = b"Content-Type: message/feedback-report\n"
        code = base64.encodebytes(fields)
        told = told.replace(head + b"\n" + fields, head + b"Content-Transfer-Encoding: base64\n\n" + code)
    found = bounces.read(read(told))
    assert found is not None and found.what == ("complaint" if kind in COMPLAINTS else "noise"), found
    if kind in NO_COMPLAINTS:
        assert kind in found.why


def of_several(*said: tuple[str, str, str], more: str = "") -> Mail:
    """A report about several recipients; our mail was written to `TO`."""
    blocks = "\n".join(f"Final-Recipient: rfc822; {to}\n{more}Action: {do}\nStatus: {code}\n" for to, do, code in said)
    raw = invented_bounces.report("5.1.1", "").decode()
    start, end = raw.index("Final-Recipient"), raw.index("--b\nContent-Type: message/rfc822")
    return read((raw[:start] + blocks + "\n" + raw[end:]).encode())


OTHER = ("other@else.example", "failed", "5.1.1")


def test_r8_what_a_report_says_of_others_is_not_said_of_theirs() -> None:
    for report in (of_several((TO, "delivered", "2.0.0"), OTHER), of_several(OTHER, (TO, "relayed", "2.0.0"))):
        found = bounces.read(report)
        assert found is not None and (found.what, report.returned.recipient) == ("noise", TO)
    for report in (of_several((TO.upper(), "failed", "5.1.1"), OTHER), of_several(OTHER, (TO, "failed", "5.1.1"))):
        found = bounces.read(report)
        assert found is not None and found.what == "bounce" and report.returned.recipient.lower() == TO


def test_r8_where_a_mail_was_forwarded_to_is_not_their_address() -> None:
    found = bounces.read(of_several(OTHER))
    assert found is not None and (found.what, found.undecided) == ("blocked", True)
    as_written = bounces.read(of_several(OTHER, more=f"Original-Recipient: rfc822; {TO}\n"))
    assert as_written is not None and as_written.what == "bounce", "it is told of the address as it was written"
