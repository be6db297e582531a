"""A stop holds for the address that it came from, whoever has it now or later, from its commit on (R3, R7)."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.names import Channel, digest_key, reader_mark
from domain.replies.reply_address import reply_address
from domain.state.model import Candidate
from gateway.providers import sendgrid_events, sendgrid_inbound, twilio_inbound
from integrations.arrivals import NotUnderstood, Reading, Request, WebhookSource
from ledger.delivery.suppressions import SuppressionRequest
from ledger.inbox.rows import Arrival
from tests.gateway.mail_corpus import KEY, TOUCH
from tests.gateway.provider_desk import (
    ANN,
    BOB,
    INBOUND,
    MAIL,
    NOW,
    NUMBER,
    PLAYBOOK,
    Desk,
    desk_in,
    event,
    events,
    posted_mail,
    text,
)
from tests.gateway.test_mail_inbound import DOUBTFUL, mail

ALL = frozenset(Channel)
OF_A_NUMBER = frozenset({Channel.SMS, Channel.PHONE})
NEW_NUMBER, NEW_MAIL = "+12125550177", "new@elsewhere.example"
TOKEN = reply_address(TOUCH, INBOUND, [KEY])


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = desk_in(tmp_path)
    made.reserve()
    return made


def kept(desk: Desk, door: WebhookSource, request: Request) -> None:
    """Stored, as the gateway does it."""
    desk.ledger.inbox.put(
        [Arrival(door.source, e.key, e.kind, e.about, e.body, NOW, wishes=e.wishes) for e in door.entries(request)]
    )


def closed(desk: Desk, email: str = "", phone: str = "", ident: str = "manual:later") -> frozenset[Channel]:
    """What is closed for somebody who is enrolled with these addresses."""
    return desk.ledger.suppressed(Candidate(candidate_id=ident, email=email, phone=phone))


def read_one(desk: Desk, door: WebhookSource, request: Request) -> Reading:
    (reading,) = desk.reads(door, request)
    return reading


# ---------------------------------------------------------------- texts


@pytest.mark.parametrize("words", ["STOP", "please stop texting me", "Stopp!", "no me escriban mas"])
def test_r7_a_stop_from_an_unknown_number_holds_for_whoever_is_enrolled_with_it(desk: Desk, words: str) -> None:
    door = twilio_inbound.door(desk.settings)
    request = text(words, number=NEW_NUMBER)
    kept(desk, door, request)
    assert closed(desk, "later@example.com", NEW_NUMBER) == OF_A_NUMBER
    assert closed(desk, MAIL, NUMBER, ANN) == frozenset()
    with pytest.raises(NotUnderstood, match="says stop"):  # and a recruiter sees it
        read_one(desk, door, request)


def test_r7_the_word_that_twilio_took_closes_texts_alone(desk: Desk) -> None:
    kept(desk, twilio_inbound.door(desk.settings), text("NOMORE", number=NEW_NUMBER, OptOutType="STOP"))
    assert closed(desk, "later@example.com", NEW_NUMBER) == {Channel.SMS}


def test_r7_start_from_that_number_lifts_it(desk: Desk) -> None:
    door = twilio_inbound.door(desk.settings)
    kept(desk, door, text("STOP", "SM1", NEW_NUMBER))
    kept(desk, door, text("START", "SM2", NEW_NUMBER))
    assert closed(desk, "", NEW_NUMBER) == frozenset()
    assert "again" in read_one(desk, door, text("START", "SM2", NEW_NUMBER)).note
    kept(desk, door, text("STOP", "SM1", NEW_NUMBER))
    assert closed(desk, "", NEW_NUMBER) == frozenset(), "a repeat of the first request says nothing new"


@pytest.mark.parametrize("channel", [None, Channel.SMS])
def test_r7_start_from_a_number_lifts_nothing_that_is_known_to_be_somebody_s_wish(
    desk: Desk, channel: Channel | None
) -> None:
    wish = SuppressionRequest("close", channel, "asked us to stop", phone=NUMBER, candidate_id=ANN)
    desk.ledger.inbox.put([Arrival("page", "stop:1", "stop", ANN, "{}", NOW, wishes=(wish,))])
    kept(desk, twilio_inbound.door(desk.settings), text("START"))
    assert Channel.SMS in closed(desk, "", NUMBER), "their own clock opens it, when it has heard both in order"


@pytest.mark.parametrize("words", ["Yes", "Who is this?", "HELP", ""])
def test_what_is_no_stop_closes_nothing(desk: Desk, words: str) -> None:
    kept(desk, twilio_inbound.door(desk.settings), text(words, number=NEW_NUMBER))
    assert closed(desk, "", NEW_NUMBER) == frozenset()


def test_r3_r7_a_stop_from_a_shared_number_closes_it_for_all_at_once_and_all_are_told(desk: Desk) -> None:
    desk.ledger.claim(BOB, at=NOW, email="bob@example.com", phone=NUMBER)
    desk.reserve("manual:bob/ops/interview.1/details/1", Channel.SMS, application_id="ops", at=NOW)
    door = twilio_inbound.door(desk.settings)
    kept(desk, door, text("STOP"))
    assert closed(desk, MAIL, NUMBER, ANN) == closed(desk, "bob@example.com", NUMBER, BOB) == OF_A_NUMBER
    tells = read_one(desk, door, text("STOP")).tells
    assert [(t.candidate_id, t.signal, t.fact["channel"]) for t in tells] == [
        (ANN, "opted_out", "sms"),
        (BOB, "reply_received", "sms"),
    ]
    assert len({t.fact["event_id"] for t in tells}) == 2


# ---------------------------------------------------------------- mail


@pytest.mark.parametrize("outside", [{}, DOUBTFUL])
def test_r7_a_stop_from_an_unknown_address_holds_for_whoever_is_enrolled_with_it(
    desk: Desk, outside: dict[str, str]
) -> None:
    door = sendgrid_inbound.door(desk.settings)
    for words, subject in (("Please stop emailing me.", "Re: hello"), ("", "unsubscribe")):
        request = posted_mail(mail(words, sender=f"N <{NEW_MAIL.title()}>", Subject=subject), **outside)
        kept(desk, door, request)
        assert closed(desk, NEW_MAIL) == ALL
        with pytest.raises(NotUnderstood, match="says stop"):
            read_one(desk, door, request)


def test_r7_a_stop_under_a_signed_address_closes_the_one_that_was_written_to_and_the_one_that_answers(
    desk: Desk,
) -> None:
    kept(desk, sendgrid_inbound.door(desk.settings), posted_mail(mail("STOP", sender=NEW_MAIL, to=TOKEN)))
    assert closed(desk, MAIL) == closed(desk, NEW_MAIL) == ALL
    assert closed(desk, "x@example.com", NUMBER) == frozenset(), "her number is closed when her clock hears it"


def test_a_colleague_s_stop_and_a_machine_s_close_nothing(desk: Desk) -> None:
    door = sendgrid_inbound.door(desk.settings)
    kept(desk, door, posted_mail(mail("Please stop", sender=PLAYBOOK.sender.email, to=TOKEN)))
    kept(desk, door, posted_mail(mail("STOP", sender=NEW_MAIL, Auto_Submitted="auto-replied")))
    kept(desk, door, posted_mail(mail("Gladly.", sender=NEW_MAIL, Subject="Don't stop")))
    for address in (MAIL, NEW_MAIL, PLAYBOOK.sender.email):
        assert closed(desk, address) == frozenset()


def test_r7_a_stop_from_a_shared_address_is_told_to_all_who_have_it(desk: Desk) -> None:
    desk.ledger.claim(BOB, at=NOW, email=MAIL.replace("ann", "bob"))
    desk.reserve("manual:bob/ops/applied.1/hello/1", at=NOW, application_id="ops")  # written to at Ann's address
    request = posted_mail(mail("STOP", to=reply_address("manual:bob/ops/applied.1/hello/1", INBOUND, [KEY])))
    door = sendgrid_inbound.door(desk.settings)
    kept(desk, door, request)
    assert closed(desk, MAIL) == ALL
    tells = read_one(desk, door, request).tells
    assert [(t.candidate_id, t.signal) for t in tells] == [(BOB, "reply_received"), (ANN, "opted_out")]


def test_r7_a_complaint_closes_the_address_at_once(desk: Desk) -> None:
    raw = (Path(__file__).parent / "mails" / "complaint_arf.eml").read_bytes()
    kept(desk, sendgrid_inbound.door(desk.settings), posted_mail(raw))
    assert closed(desk, MAIL) == {Channel.EMAIL}


# ---------------------------------------------------------------- SendGrid's own word


@pytest.mark.parametrize(
    "said",
    [
        {"name": "spamreport"},
        {"name": "unsubscribe"},
        {"name": "group_unsubscribe"},
        {"name": "dropped", "reason": "Spam Reporting Address"},
        {"name": "dropped", "reason": "Unsubscribed Address"},
    ],
    ids=lambda said: said.get("reason", said["name"]),
)
@pytest.mark.parametrize("address", [MAIL, NEW_MAIL])
def test_r7_a_complaint_or_an_unsubscription_closes_mail_at_once(
    desk: Desk, said: dict[str, str], address: str
) -> None:
    touch = {} if address == MAIL else {"touch_key": None, "smtp-id": None}
    kept(desk, sendgrid_events.door(desk.settings), events(event(**said, email=address, **touch)))
    assert closed(desk, address, NUMBER) == {Channel.EMAIL}


def test_other_events_close_nothing_by_themselves(desk: Desk) -> None:
    door = sendgrid_events.door(desk.settings)
    digest_ = digest_key(NOW.date(), reader_mark("kim@acme.example"))
    for said in (
        event("bounce"),
        event("dropped", reason="Invalid SMTPAPI header"),
        event("delivered"),
        event("group_resubscribe"),
        event("spamreport", touch=digest_, email="kim@acme.example"),
        event("unsubscribe", email="no address"),
    ):
        kept(desk, door, events(said))
    assert closed(desk, MAIL) == closed(desk, "kim@acme.example") == frozenset()
