"""MAIL FROM that brings bounces home, and relays that let a login send as itself alone."""

from __future__ import annotations

from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import getaddresses
from typing import Any

import pytest
from aiosmtpd.smtp import Envelope

from channels import mime
from channels.outbox import OutboxEmail, list_outbox
from channels.sender import Accepted, NotAccepted, Refused
from channels.smtp_email import SmtpEmail
from tests.channels.mail_server import Inbox, running
from tests.channels.raw_server import ScriptedSmtp

MARKED = "talent+v7cuzvid4nhez33buedjbibeks4jw@acme.example"


class LoginsOwnAlone(Inbox):
    """Lets nobody send with a mark, and says so at one moment of the conversation."""

    def __init__(self, moment: str, answer: str) -> None:
        super().__init__()
        self.moment, self.answer = moment, answer
        self.tried: list[str] = []

    def _refuses(self, moment: str, sender: str | None) -> bool:
        return moment == self.moment and "+" in (sender or "")

    async def handle_MAIL(self, server: Any, session: Any, envelope: Envelope, address: str, options: Any) -> str:
        self.tried.append(address)
        if self._refuses("MAIL", address):
            return self.answer
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Envelope, address: str, options: Any) -> str:
        if self._refuses("RCPT", envelope.mail_from):
            return self.answer
        return await super().handle_RCPT(server, session, envelope, address, options)

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        if self._refuses("END", envelope.mail_from):
            return self.answer
        return await super().handle_DATA(server, session, envelope)


def test_bounces_go_to_the_marked_address_and_the_reader_sees_the_sender(inbox: Inbox, mail: Any) -> None:
    with running(inbox) as controller:
        message = mail(envelope_from=MARKED, sender_name="Kim Park, Acme", sender_address="kim@acme.example")
        assert isinstance(SmtpEmail(f"smtp://127.0.0.1:{controller.port}").send(message), Accepted)
    envelope = inbox.taken[0]
    assert envelope.mail_from == MARKED
    assert isinstance(envelope.content, bytes)
    read = message_from_bytes(envelope.content)
    assert read["From"] == '"Kim Park, Acme" <kim@acme.example>'
    assert read["Return-Path"] is None  # whoever delivers it at last writes that


RELAYS = {
    "Postfix, at MAIL": ("MAIL", "553 5.7.1 <talent>: Sender address rejected: not owned by user talent"),
    "Postfix, at RCPT as is its default": ("RCPT", "553 5.7.1 Sender address rejected: not owned by user talent"),
    "Exchange, after the data": ("END", "554 5.2.252 SendAsDenied; talent not allowed to send as talent+x"),
    "Exchange, another wording": ("END", "550 5.7.60 SMTP; Client does not have permissions to send as this sender"),
    "a strange reason at MAIL": ("MAIL", "550 no"),
}


@pytest.mark.parametrize("case", RELAYS)
def test_a_relay_that_takes_no_mark_gets_the_mail_once_without_it(case: str, mail: Any) -> None:
    relay = LoginsOwnAlone(*RELAYS[case])
    with running(relay) as controller:
        message = mail(envelope_from=MARKED)
        assert SmtpEmail(f"smtp://127.0.0.1:{controller.port}").send(message) == Accepted(message.message_id)
    assert relay.tried == [MARKED, "talent@acme.example"]
    assert len(relay.taken) == 1
    assert [envelope.mail_from for envelope in relay.taken] == ["talent@acme.example"]


class SendsAsTalentAlone(Inbox):
    """Exchange: takes the envelope, and looks into the From: after the data."""

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        sender = message_from_bytes(envelope.content)["From"]
        if "<talent@acme.example>" not in sender or envelope.mail_from != "talent@acme.example":
            return "554 5.2.252 SendAsDenied; talent@acme.example not allowed to send as this address"
        return await super().handle_DATA(server, session, envelope)


@pytest.mark.parametrize("envelope_from", [MARKED, "talent@acme.example"])
def test_a_relay_that_knows_no_recruiter_gets_the_mail_in_their_name(envelope_from: str, mail: Any) -> None:
    relay = SendsAsTalentAlone()
    with running(relay) as controller:
        message = mail(
            sender_name="Kim Park, Acme",
            sender_address="kim@acme.example",
            plain_sender="talent@acme.example",
            envelope_from=envelope_from,
        )
        assert isinstance(SmtpEmail(f"smtp://127.0.0.1:{controller.port}").send(message), Accepted)
    (envelope,) = relay.taken
    assert isinstance(envelope.content, bytes)
    assert message_from_bytes(envelope.content)["From"] == '"Kim Park, Acme" <talent@acme.example>'
    assert message_from_bytes(envelope.content)["Message-ID"] == message.message_id


NO_SECOND_TRY = {
    "nobody there": ({"RCPT": "550 5.1.1 no such user"}, Refused),
    "a policy": ({"RCPT": "554 5.7.1 relay access denied"}, Refused),
    "spam": ({"END": "554 5.7.1 spam"}, Refused),
    "a login is wanted": ({"MAIL": "530 5.7.0 authentication required"}, NotAccepted),
    "the sender, later": ({"MAIL": "451 4.1.8 sender later"}, NotAccepted),
    "busy after the data": ({"END": "452 4.3.1 disk full"}, NotAccepted),
}


@pytest.mark.parametrize("case", NO_SECOND_TRY)
def test_what_is_not_about_the_sender_is_tried_once(case: str, mail: Any) -> None:
    answers, means = NO_SECOND_TRY[case]
    with ScriptedSmtp(**answers) as server:
        assert isinstance(SmtpEmail(server.url).send(mail(envelope_from=MARKED)), means)
        assert sum(line.startswith("mail FROM") for line in map(_verb, server.lines)) == 1


def test_a_mark_that_is_refused_never_makes_two_of_an_unknown(mail: Any) -> None:
    with ScriptedSmtp(END="CLOSE") as server:
        outcome = SmtpEmail(server.url).send(mail(envelope_from=MARKED))
        assert type(outcome).__name__ == "Unknown"
        assert len(server.received) == 1


def _verb(line: str) -> str:
    return line[:4].lower() + line[4:9].upper()


def test_a_relay_that_refuses_both_is_refused_once_for_all(mail: Any) -> None:
    with ScriptedSmtp(MAIL="550 5.7.1 sender not allowed") as server:
        assert isinstance(SmtpEmail(server.url).send(mail(sender_address="Talent@acme.example")), Refused)
        assert sum(line.upper().startswith("MAIL FROM") for line in server.lines) == 1
    with ScriptedSmtp(MAIL="550 5.7.1 sender not allowed") as server:
        assert isinstance(SmtpEmail(server.url).send(mail(envelope_from=MARKED)), Refused)
        assert sum(line.upper().startswith("MAIL FROM") for line in server.lines) == 2


def test_a_mark_that_is_no_address_sends_nothing(inbox: Inbox, mail: Any) -> None:
    with running(inbox) as controller:
        bad = mail(envelope_from="talent@acme.example>\r\nRCPT TO:<x@y.example")
        assert isinstance(SmtpEmail(f"smtp://127.0.0.1:{controller.port}").send(bad), Refused)
    assert inbox.taken == []


def test_an_address_that_is_not_ascii_behind_a_mark_that_is(inbox: Inbox, mail: Any) -> None:
    with running(inbox, enable_SMTPUTF8=True) as controller:
        message = mail(envelope_from=MARKED, sender_address="tälent@acme.example")
        assert isinstance(SmtpEmail(f"smtp://127.0.0.1:{controller.port}").send(message), Accepted)
    content = inbox.taken[0].content
    assert isinstance(content, bytes) and "From: Acme Talent <tälent@acme.example>\r\n".encode() in content


def test_the_outbox_shows_from_whom_it_goes_and_where_answers_and_bounces_come(tmp_path: Any, mail: Any) -> None:
    message = mail(
        envelope_from=MARKED,
        sender_name="Kim Park, Acme",
        sender_address="kim@acme.example",
        reply_to=MARKED,
        reply_to_name="Kim Park",
    )
    OutboxEmail(tmp_path).send(message)
    (entry,) = list_outbox(tmp_path)
    assert entry.sender == "Kim Park, Acme <kim@acme.example>"
    assert entry.reply_to == f"Kim Park <{MARKED}>"
    assert f"Return-Path: <{MARKED}>" in entry.path.read_text()
    OutboxEmail(tmp_path / "plain").send(mail())
    (plain,) = list_outbox(tmp_path / "plain")
    assert plain.sender == "Acme Talent <talent@acme.example>" and plain.reply_to == ""
    assert "Return-Path" not in plain.path.read_text()


NAMES = (
    "Kim Park, Acme",
    "Kim Park, Acme Recruiting Europe Holding and Services GmbH and Partners",
    "Kim Park, " + "A" * 40 + " " + "B" * 40,
    "Zoë Müller, Ärzte für alle Gesellschaft mit beschränkter Haftung und Co. Kommanditgesellschaft",
    'Kim "Kimmy" Park, Acme',
    "朴金, 株式会社アクメ採用部人事担当グループ東京本社第一営業部",
    "Kim =?utf-8?q?Park?=",
    "O'Hara; Kim: (HR) [Acme]",
    "é" * 60,
    "x" * 90,
    "a\\b, c",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_any_length_stays_one_address_and_itself(name: str, mail: Any) -> None:
    message = mail(sender_name=name, to_name=name, reply_to="a@acme.example", reply_to_name=name)
    for policy in (mime.WIRE, mime.FILE, mime.WIRE_UTF8):
        raw = mime.build(message).as_bytes(policy=policy)
        head = raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
        assert max(map(len, head.splitlines())) <= 78
        read = message_from_bytes(raw)  # an older reader than the one that wrote it
        for header in ("From", "To", "Reply-To"):
            ((shown, address),) = getaddresses(["".join(read[header].splitlines())])
            assert str(make_header(decode_header(shown))) == name
            assert address.count("@") == 1
