"""Ninety mails, each read as a person would: told apart, their own words alone, and the day of return (R7, R8)."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from domain.events import ReplyReceived
from domain.replies.mail.parse import load, mail_of
from domain.replies.recorded_reply import read
from gateway.providers.sendgrid_inbound import Inbound, door
from integrations.arrivals import OutgoingSignal
from tests.gateway.mail_corpus import EXPECTED, FOLDER
from tests.gateway.provider_desk import ANN, Desk, desk_in, posted_mail
from tests.tables import each

KINDS = ("answer", "withdraw", "automatic", "stop", "bounce", "blocked", "complaint", "noise")
OUTCOMES = {"bounced": "bounce", "blocked": "blocked", "spam_report": "complaint"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    made = desk_in(tmp_path_factory.mktemp("home"))
    made.reserve()
    return made


@pytest.fixture(scope="module")
def inbound(desk: Desk) -> Inbound:
    return door(desk.settings)


def told(desk: Desk, inbound: Inbound, name: str) -> tuple[OutgoingSignal, ...]:
    raw = (FOLDER / f"{name}.eml").read_bytes()
    outside = {"envelope": "{}"} if b"Return-Path: <>" in raw else {}
    (reading,) = desk.reads(inbound, posted_mail(raw, **outside))
    return reading.tells


def as_taken(tells: tuple[OutgoingSignal, ...]) -> str:
    """What the clock makes of what it is told."""
    if not tells:
        return "noise"
    if any(tell.signal == "opted_out" for tell in tells):
        return "stop"
    tell = tells[0]
    if tell.signal == "delivery_reported":
        return OUTCOMES[tell.fact["outcome"]]
    return read(ReplyReceived.model_validate(tell.fact)).kind


def test_every_mail_stands_in_the_table() -> None:
    assert sorted(EXPECTED) == sorted(path.stem for path in FOLDER.glob("*.eml"))
    assert len(EXPECTED) >= 60


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_r8_a_mail_is_read_as_a_person_would(desk: Desk, inbound: Inbound, name: str) -> None:
    expected = EXPECTED[name]
    tells = told(desk, inbound, name)
    assert as_taken(tells) == expected.what
    assert all(tell.candidate_id == ANN for tell in tells)
    replies = [tell.fact for tell in tells if tell.signal == "reply_received"]
    if expected.words and expected.what != "automatic":
        words = replies[0]["text"].partition("\n\n(Attached: ")[0]
        assert words.removeprefix("Declined: Declined: Interview at Acme\n") == expected.words
    for attached in expected.attachments:
        assert attached in replies[0]["text"]
    if expected.what == "automatic":
        assert replies[0].get("returns_on") == (str(expected.back) if expected.back else None)


def test_the_confusion_table_has_a_diagonal_alone(desk: Desk, inbound: Inbound) -> None:
    table = Counter((expected.what, as_taken(told(desk, inbound, name))) for name, expected in EXPECTED.items())
    print(f"\n{'is, read as':12}" + "".join(f"{kind:>11}" for kind in KINDS))
    for row in KINDS:
        print(f"{row:12}" + "".join(f"{table[row, column]:>11}" for column in KINDS))
    assert all(is_ == taken for is_, taken in table)
    assert {is_ for is_, _ in table} == set(KINDS)


@each("name", sorted(EXPECTED))
def test_a_mail_is_kept_without_loss_and_without_attachments(name: str) -> None:
    from domain.replies.mail.forms import Field

    mail = mail_of([Field("email", (FOLDER / f"{name}.eml").read_bytes())])
    assert mail is not None
    kept = json.dumps(mail.dump())
    assert load(json.loads(kept)) == mail
    assert "PDF-1.7" not in kept and "UEsDB" not in kept
