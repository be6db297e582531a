"""Mail that comes in: whose it is, how surely, and what becomes of it (R7, R8, R17)."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from channels.mime import message_id
from domain.delivery.undelivered import address_mark
from domain.names import Channel, colleague_key, digest, digest_key, is_for_colleague, reader_mark
from domain.people.team import member
from domain.replies.mail.authentication_results import Authority
from domain.replies.mail.forms import fields_of
from domain.replies.mail.html_words import words_of_html
from domain.replies.mail.quoted_text import own_words
from domain.replies.reply_address import reply_address
from gateway.providers.sendgrid_inbound import UNVERIFIED, Inbound, door
from gateway.webhooks.raw_mail import RawMails
from gateway.webhooks.routes import _arrival
from integrations.arrivals import Entry, NotUnderstood, Reading, Request, UnverifiedRequest
from tests.gateway.mail_corpus import KEY, TOUCH
from tests.gateway.provider_desk import (
    ANN,
    BOB,
    INBOUND,
    MAIL,
    NOW,
    PLAYBOOK,
    Desk,
    by_sendgrid,
    desk_in,
    form_post,
    posted_mail,
)
from tests.pace import pace
from tests.replies import invented_bounces

TOKEN = reply_address(TOUCH, INBOUND, [KEY])
DOUBTFUL = {"SPF": "softfail", "dkim": "none"}
FORGED = {"SPF": "fail", "dkim": "{@example.com : fail}"}
OURS = message_id(TOUCH, "acme.example", [KEY])
UNEXPLAINED = invented_bounces.report("5.0.0", "550 no").replace(invented_bounces.OURS.encode(), OURS.encode())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = desk_in(tmp_path)
    made.reserve()
    return made


@pytest.fixture
def hook(desk: Desk) -> Inbound:
    return door(desk.settings)


def mail(
    body: str = "Yes, gladly.", *, sender: str = f"Ann <{MAIL}>", to: str = "x@acme.example", **headers: str
) -> bytes:
    given = {"From": sender, "To": to, "Subject": "Re: Your application", "Message-ID": "<1@x>"}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in given.items())
    return f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n".encode()


def one(desk: Desk, hook: Inbound, request: Request) -> Reading:
    (reading,) = desk.reads(hook, request)
    return reading


# ---------------------------------------------------------------- is it theirs


def test_bytes_that_are_no_text_are_verified_as_bytes(desk: Desk, hook: Inbound) -> None:
    request = form_post({"email": mail(to=TOKEN)}, {"cv.pdf": bytes(range(256)) * 50})
    assert one(desk, hook, request).tells[0].candidate_id == ANN
    with pytest.raises(UnverifiedRequest):
        hook.verify(Request(request.headers, request.body + b"x", request.url, NOW))
    other = by_sendgrid(request.body, key=ec.generate_private_key(ec.SECP256R1()))
    with pytest.raises(UnverifiedRequest):
        hook.verify(other)


def test_a_mail_that_is_handed_over_after_three_days_of_tries_is_taken_and_a_later_one_is_not(hook: Inbound) -> None:
    hook.verify(by_sendgrid(b"", at=NOW - timedelta(days=3)))
    with pytest.raises(UnverifiedRequest, match="too old"):
        hook.verify(by_sendgrid(b"", at=NOW - timedelta(days=4)))


# ---------------------------------------------------------------- whose it is


def test_r17_the_signed_address_finds_them_whoever_s_account_they_write_from(desk: Desk, hook: Inbound) -> None:
    (tell,) = one(desk, hook, posted_mail(mail(sender="a@elsewhere.example", to=TOKEN))).tells
    assert (tell.candidate_id, tell.signal) == (ANN, "reply_received")
    assert tell.fact["application_id"] == "eng" and tell.fact["in_reply_to"] == OURS
    assert (tell.fact["message_id"], tell.fact["subject"]) == ("<1@x>", "Re: Your application")  # for our answer
    assert tell.fact["author"] == ""


def test_r6_a_bounce_that_says_nothing_but_whom_it_went_back_to_is_about_that_mail(desk: Desk, hook: Inbound) -> None:
    returned_to = reply_address(TOUCH, "talent@acme.example", [KEY])  # MAIL FROM of a mail by SMTP
    bounce = mail(
        "Your message could not be delivered: 550 no such user here.",
        sender="MAILER-DAEMON@mx.example",
        to=returned_to.replace("+", "=2B").upper(),
        Subject="Undelivered Mail Returned to Sender",
    )
    (tell,) = one(desk, hook, posted_mail(bounce)).tells
    assert (tell.candidate_id, tell.signal, tell.fact["touch_key"]) == (ANN, "delivery_reported", TOUCH)


def test_the_envelope_alone_holds_the_address_where_it_was_forwarded(desk: Desk, hook: Inbound) -> None:
    envelope = json.dumps({"to": [TOKEN.upper()], "from": "a@elsewhere.example"})
    assert (
        one(desk, hook, posted_mail(mail(sender="a@elsewhere.example"), envelope=envelope)).tells[0].candidate_id == ANN
    )


@pytest.mark.parametrize("headers", [{"In_Reply_To": OURS}, {"References": f"<0@y> {OURS}\r\n <2@y>"}])
def test_then_the_mail_that_they_answer(desk: Desk, hook: Inbound, headers: dict[str, str]) -> None:
    (tell,) = one(desk, hook, posted_mail(mail(sender="a@elsewhere.example", **headers))).tells
    assert tell.candidate_id == ANN and tell.fact["author"] == ""


def test_then_their_address(desk: Desk, hook: Inbound) -> None:
    (tell,) = one(desk, hook, posted_mail(mail(sender=f'"Lee, Ann (a@b.example)" <{MAIL.upper()}>'))).tells
    assert tell.candidate_id == ANN and "application_id" not in tell.fact


GUESSED = f"<{digest('message-id', TOUCH, size=32)}@acme.example>"
"""What versions before this one sent: whoever knew the candidate's id could work it out."""


def test_the_mail_that_they_answer_is_known_by_an_id_that_nobody_else_can_make(desk: Desk, hook: Inbound) -> None:
    assert GUESSED != OURS
    with pytest.raises(NotUnderstood, match="Nobody here"):
        one(desk, hook, posted_mail(mail(sender="a@elsewhere.example", In_Reply_To=GUESSED)))


def test_an_old_id_still_finds_the_mail_where_the_sender_is_theirs(desk: Desk, hook: Inbound) -> None:
    desk.reserve(attempt=2, message_id=GUESSED, application_id="old")
    (tell,) = one(desk, hook, posted_mail(mail(In_Reply_To=GUESSED))).tells
    assert (tell.candidate_id, tell.fact["application_id"], tell.fact["author"]) == (ANN, "old", "")
    (tell,) = one(desk, hook, posted_mail(mail(In_Reply_To=GUESSED), **DOUBTFUL)).tells
    assert tell.fact["author"] == UNVERIFIED


def test_an_old_id_from_an_address_that_is_not_theirs_is_put_to_a_recruiter(desk: Desk, hook: Inbound) -> None:
    desk.reserve(attempt=2, message_id=GUESSED)
    with pytest.raises(NotUnderstood, match="could be guessed"):
        one(desk, hook, posted_mail(mail(sender="a@elsewhere.example", In_Reply_To=GUESSED)))
    (tell,) = one(desk, hook, posted_mail(mail("STOP", sender="a@elsewhere.example", In_Reply_To=GUESSED))).tells
    assert tell.fact["author"] == UNVERIFIED, "a stop counts whoever sent it"
    away = mail("Away", sender="a@elsewhere.example", In_Reply_To=GUESSED, Auto_Submitted="auto-replied")
    assert one(desk, hook, posted_mail(away)).tells == ()
    desk.ledger.claim(BOB, at=NOW, email="bob@example.com")
    (tell,) = one(desk, hook, posted_mail(mail(sender="bob@example.com", In_Reply_To=GUESSED))).tells
    assert tell.candidate_id == BOB, "who writes from his own address speaks for himself"


@pytest.mark.parametrize(("ident", "recipient", "told"), [("OURS", "", 1), ("GUESSED", MAIL, 1), ("GUESSED", "", 0)])
def test_a_bounce_that_names_an_old_id_needs_the_address_too(
    desk: Desk, hook: Inbound, ident: str, recipient: str, told: int
) -> None:
    desk.reserve(attempt=2, message_id=GUESSED)
    status = f"Action: failed\r\nStatus: 5.1.1\r\n{f'Final-Recipient: rfc822; {recipient}' if recipient else ''}\r\n"
    raw = (
        "From: mailer-daemon@x.example\r\nSubject: Undelivered\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        f"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\n{status}\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {globals()[ident]}\r\n\r\n--b--\r\n"
    )
    if told:
        assert [tell.signal for tell in one(desk, hook, posted_mail(raw.encode())).tells] == ["delivery_reported"]
    else:
        with pytest.raises(NotUnderstood, match="could be guessed"):
            one(desk, hook, posted_mail(raw.encode()))


def test_r8_a_bounce_without_evidence_is_told_as_such_and_of_which_address(desk: Desk, hook: Inbound) -> None:
    (tell,) = one(desk, hook, posted_mail(UNEXPLAINED, envelope="{}")).tells
    assert (tell.fact["outcome"], tell.fact["undecided"]) == ("blocked", True)
    assert tell.fact["address_mark"] == address_mark(MAIL) and "arrived_at" not in tell.fact
    assert "nothing says why" in tell.fact["reason"]


@pytest.mark.parametrize(("failed", "outcome"), [(MAIL, "bounced"), ("other@else.example", "blocked")])
def test_r8_a_report_that_names_another_address_closes_none_of_theirs(
    desk: Desk, hook: Inbound, failed: str, outcome: str
) -> None:
    raw = invented_bounces.report("5.1.1", "").decode().replace(invented_bounces.OURS, OURS)
    raw = raw.replace(f"To: Jo Fox <{invented_bounces.TO}>\n", "").replace(invented_bounces.TO, failed)
    (tell,) = one(desk, hook, posted_mail(raw.encode(), envelope="{}")).tells
    assert (tell.fact["outcome"], tell.fact.get("undecided", False)) == (outcome, outcome == "blocked")


def test_r8_word_that_something_arrived_there_before_goes_with_it(desk: Desk, hook: Inbound) -> None:
    desk.reserve("manual:ann/eng/applied.1/update/1", message_id="<other@acme.example>")
    desk.ledger.mark_delivered("manual:ann/eng/applied.1/update/1", 1, NOW - timedelta(days=1))
    (tell,) = one(desk, hook, posted_mail(UNEXPLAINED, envelope="{}")).tells
    assert tell.fact["arrived_at"] == (NOW - timedelta(days=1)).isoformat()


@pytest.mark.parametrize("case", [*invented_bounces.REPORTS[:2], *invented_bounces.PLAIN], ids=lambda case: case.name)
def test_a_bounce_that_names_nobody_here_is_kept_where_people_see_it(
    desk: Desk, hook: Inbound, case: invented_bounces.Case
) -> None:
    request = posted_mail(case.raw, envelope="{}")
    if case.kind == "noise":
        assert one(desk, hook, request).tells == ()
    else:
        with pytest.raises(NotUnderstood, match="names neither an email nor an address of ours"):
            one(desk, hook, request)


def test_an_address_that_was_tampered_with_names_nobody(desk: Desk, hook: Inbound) -> None:
    forged = TOKEN.replace(TOKEN[10], "a" if TOKEN[10] != "a" else "b", 1)
    other = reply_address(TOUCH, INBOUND, ["another-key"])
    for to in (forged, other):
        with pytest.raises(NotUnderstood, match="Nobody here"):
            one(desk, hook, posted_mail(mail(sender="x@elsewhere.example", to=to)))


def test_an_unknown_sender_is_kept_for_a_recruiter_and_found_once_they_are_enrolled(desk: Desk, hook: Inbound) -> None:
    request = posted_mail(mail(sender="new@elsewhere.example"))
    entry = desk.entry(hook, request)
    with pytest.raises(NotUnderstood, match="enroll them"):
        hook.read(entry, desk.known())
    desk.ledger.claim(BOB, at=NOW, email="new@elsewhere.example")
    assert hook.read(entry, desk.known()).tells[0].candidate_id == BOB


def test_r3_whom_it_is_about_is_known_when_it_is_stored(desk: Desk, hook: Inbound) -> None:
    assert desk.entry(hook, posted_mail(mail("STOP"))).about == ANN
    assert desk.entry(hook, posted_mail(mail("STOP", sender="x@y.example", to=TOKEN))).about == ANN
    assert desk.entry(hook, posted_mail(mail("STOP", sender="x@y.example"))).about == ""


def test_the_same_mail_again_is_the_same_and_one_with_a_worn_out_id_is_not(desk: Desk, hook: Inbound) -> None:
    first = desk.entry(hook, posted_mail(mail("One")))
    assert desk.entry(hook, posted_mail(mail("One"), SPF="none")).key == first.key
    assert desk.entry(hook, posted_mail(mail("Two"))).key != first.key


@pytest.mark.parametrize("parsed", [False, True], ids=["raw", "in fields"])
@pytest.mark.parametrize("first", ["hook", "mailbox"])
def test_the_same_mail_by_sendgrid_and_by_the_mailbox_is_one(
    desk: Desk, hook: Inbound, first: str, parsed: bool
) -> None:
    """And so is the row of whoever else is held by it."""
    desk.ledger.claim(BOB, at=NOW, email="bob@example.com")
    desk.reserve("manual:bob/ops/applied.1/hello/1", at=NOW, application_id="ops")  # written to at Ann's address
    to = reply_address("manual:bob/ops/applied.1/hello/1", INBOUND, [KEY])
    raw = mail("hmm could you maybe take me off this please", to=to)
    request = posted_mail(raw)
    if parsed:
        head, _, words = raw.partition(b"\r\n\r\n")
        request = form_post({"headers": head, "text": words, "from": MAIL.encode(), "dkim": b"{@example.com : pass}"})
    by_hook = [_arrival("mail", one, NOW) for one in hook.entries(request)]
    by_mailbox = RawMails(desk.ledger, [KEY], Authority()).arrivals(raw, NOW)
    assert len(by_hook) == len(by_mailbox) == 2
    one, other = (by_hook, by_mailbox) if first == "hook" else (by_mailbox, by_hook)
    assert desk.ledger.inbox.put(one) == 2
    assert desk.ledger.inbox.put(other) == 0 and desk.ledger.inbox.put(one) == 0
    other_words = RawMails(desk.ledger, [KEY], Authority()).arrivals(raw.replace(b"<1@x>", b"<2@x>"), NOW)
    assert desk.ledger.inbox.put(other_words) > 0, "another email is another"


# ---------------------------------------------------------------- how surely


@pytest.mark.parametrize(
    ("outside", "author"),
    [
        ({}, ""),
        ({"SPF": "pass", "dkim": "none"}, ""),
        ({"SPF": "fail", "dkim": "{@example.com : pass}"}, ""),
        (DOUBTFUL, UNVERIFIED),
        ({"SPF": "none", "dkim": "{@elsewhere.example : pass}"}, UNVERIFIED),
        ({"SPF": "pass", "dkim": "none", "envelope": '{"from": "x@elsewhere.example", "to": []}'}, UNVERIFIED),
    ],
)
def test_a_sender_that_nobody_vouches_for_is_told_as_such(
    desk: Desk, hook: Inbound, outside: dict[str, str], author: str
) -> None:
    assert one(desk, hook, posted_mail(mail(), **outside)).tells[0].fact["author"] == author


def test_r7_a_stop_counts_whoever_sent_it(desk: Desk, hook: Inbound) -> None:
    for outside in (DOUBTFUL, FORGED):
        (tell,) = one(desk, hook, posted_mail(mail("Please stop emailing me."), **outside)).tells
        assert tell.signal == "reply_received" and tell.fact["author"] == UNVERIFIED


def test_a_forged_answer_is_told_to_nobody_and_kept(desk: Desk, hook: Inbound) -> None:
    with pytest.raises(NotUnderstood, match="SPF"):
        one(desk, hook, posted_mail(mail(), **FORGED))
    assert one(desk, hook, posted_mail(mail(to=TOKEN), **FORGED)).tells, "who has the address has our email"


def test_automatic_mail_of_a_doubtful_sender_pauses_nothing(desk: Desk, hook: Inbound) -> None:
    away = mail("Away until 2099-01-01", Auto_Submitted="auto-replied")
    assert one(desk, hook, posted_mail(away, **DOUBTFUL)).tells == ()
    assert one(desk, hook, posted_mail(away)).tells[0].fact["automatic"] is True


# ---------------------------------------------------------------- who else writes


def test_a_colleague_s_mail_is_no_reply(desk: Desk, hook: Inbound) -> None:
    reading = one(desk, hook, posted_mail(mail(sender=PLAYBOOK.sender.email, to=TOKEN)))
    assert reading.tells == () and "colleague" in reading.note
    desk.ledger.team.note(member("Sam Lee", "sam@acme.example", role="recruiter"))  # who covers, perhaps (R25)
    reading = one(desk, hook, posted_mail(mail(sender="Sam@acme.example", to=TOKEN)))
    assert reading.tells == () and "colleague" in reading.note


def test_an_answer_to_the_daily_digest_is_about_no_candidate(desk: Desk, hook: Inbound) -> None:
    key = desk.reserve(digest_key(NOW.date(), reader_mark("kim@acme.example")), application_id="")
    request = posted_mail(mail(sender="kim@acme.example", In_Reply_To=message_id(key, "acme.example", [KEY])))
    reading = one(desk, hook, request)
    assert reading.tells == () and "digest" in reading.note
    assert desk.entry(hook, request).about == ""


def test_r14_a_colleague_s_answer_by_mail_is_no_word_of_the_candidate_s_and_is_put_to_a_person(
    desk: Desk, hook: Inbound
) -> None:
    key = colleague_key(ANN, "eng", "interview", 2, "collect-feedback", "feedback:i1.1~fb1d1c1c~1")
    desk.reserve(key, address="max@acme.example")
    asked = message_id(key, "acme.example", [KEY])
    request = posted_mail(mail(sender="max@acme.example", In_Reply_To=asked))
    assert desk.entry(hook, request).about == "" and desk.entry(hook, request).wishes == ()
    with pytest.raises(NotUnderstood, match="followup feedback"):
        one(desk, hook, request)
    away = mail(sender="max@acme.example", In_Reply_To=asked, Auto_Submitted="auto-replied")
    assert one(desk, hook, posted_mail(away)).tells == (), "and being away pauses nobody's nudges"
    later = desk.ledger.last_attempt_to([ANN], Channel.EMAIL)
    assert later is None or not is_for_colleague(later.touch_key), "it is not what the candidate was last sent"


def test_of_two_who_share_an_address_it_is_whoever_was_written_to_last(desk: Desk, hook: Inbound) -> None:
    with desk.ledger._database.writing("a test") as connection:
        from sqlalchemy import insert, select

        from ledger.schema import addresses

        row = connection.execute(select(addresses)).mappings().first()
        assert row is not None
        connection.execute(insert(addresses).values(**{**row, "candidate_id": BOB}))
    desk.reserve("manual:bob/ops/applied.1/hello/1", at=NOW, application_id="ops")
    assert one(desk, hook, posted_mail(mail())).tells[0].candidate_id == BOB


# ---------------------------------------------------------------- the provider's own fields


def test_the_parsed_form_is_read_with_each_field_s_charset(desk: Desk, hook: Inbound) -> None:
    fields = {
        "headers": f"From: Ann <{MAIL}>\nTo: {TOKEN}\nIn-Reply-To: {OURS}\nMessage-ID: <9@y>\n".encode(),
        "from": f"Ann <{MAIL}>".encode(),
        "to": TOKEN.encode(),
        "subject": "Re: Grüße".encode("iso-8859-1"),
        "text": "Schöne Grüße\n\n> On Monday you wrote".encode("iso-8859-1"),
        "html": b"<p>Sch&ouml;ne Gr&uuml;&szlig;e</p>",
        "charsets": b'{"subject":"iso-8859-1","text":"iso-8859-1","from":"UTF-8","to":"UTF-8"}',
        "envelope": json.dumps({"to": [TOKEN], "from": MAIL}).encode(),
        "SPF": b"pass",
        "dkim": b"{@example.com : pass}",
        "attachments": b"1",
    }
    (tell,) = one(desk, hook, form_post(fields, {"CV.pdf": b"%PDF-1.7 secret"})).tells
    assert tell.fact["text"] == "Schöne Grüße\n\n(Attached: CV.pdf)"
    assert "secret" not in desk.entry(hook, form_post(fields, {"CV.pdf": b"%PDF-1.7 secret"})).body


def test_the_parsed_form_with_html_alone(desk: Desk, hook: Inbound) -> None:
    html = b'<p>Tuesday&nbsp;works</p><div class="gmail_quote">Dear Ann, unsubscribe</div>'
    fields = {"from": MAIL.encode(), "to": TOKEN.encode(), "subject": b"Re", "html": html, "text": b""}
    assert one(desk, hook, form_post(fields)).tells[0].fact["text"] == "Tuesday works"


def test_automatic_mail_in_the_parsed_form_is_known_by_its_headers(desk: Desk, hook: Inbound) -> None:
    head = f"From: {MAIL}\nTo: {TOKEN}\nAuto-Submitted: auto-replied\n".encode()
    reading = one(desk, hook, form_post({"headers": head, "text": b"Back on 2026-12-01", "from": MAIL.encode()}))
    assert reading.tells[0].fact["returns_on"] == "2026-12-01"


# ---------------------------------------------------------------- odd and huge


def test_nul_characters_and_halves_of_characters_are_left_out(desk: Desk, hook: Inbound) -> None:
    raw = mail("a\0b \udc80 c".encode("utf-8", "surrogatepass").decode("latin-1"), to=TOKEN)
    text = one(desk, hook, posted_mail(raw)).tells[0].fact["text"]
    assert "\0" not in text and text.encode()


def test_a_huge_body_is_read_and_kept_short(desk: Desk, hook: Inbound) -> None:
    for body in ("On x <a@b> " * 30_000, ">" * 300_000, "x\n" * 150_000, "<div>" * 70_000):
        (tell,) = one(desk, hook, posted_mail(mail(f"Yes.\n\n{body}", to=TOKEN))).tells
        assert len(tell.fact["text"]) <= 10_000
        assert len(words_of_html(body)) <= 1_000_000


def test_a_mail_within_mails_within_mails_is_survived(desk: Desk, hook: Inbound) -> None:
    deep = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(400))
    raw = f"From: {MAIL}\r\nTo: {TOKEN}\r\n".encode() + deep + b"\r\nhello"
    assert desk.entry(hook, posted_mail(raw)).about == ANN


def test_what_holds_no_mail_is_kept_as_it_came(hook: Inbound) -> None:
    for request in (
        by_sendgrid(b"x"),
        form_post({}),
        form_post({"other": b"1"}),
        by_sendgrid(b"a=1", kind="text/plain"),
    ):
        assert [entry.kind for entry in hook.entries(request)] == ["unreadable"]


def test_what_is_no_longer_kept_is_not_understood(desk: Desk, hook: Inbound) -> None:
    for body in ("", "{}", '{"mail": "x", "received_at": "y"}', '{"mail": {}, "received_at": "2026-01-01"}'):
        with pytest.raises(NotUnderstood):
            hook.read(Entry("k", "reply", "", body), desk.known())


_made: list[tuple[Desk, Inbound]] = []


def _shared(factory: pytest.TempPathFactory) -> tuple[Desk, Inbound]:
    if not _made:
        desk = desk_in(factory.mktemp("home"))
        desk.reserve()
        _made.append((desk, door(desk.settings)))
    return _made[0]


HEADERS = st.sampled_from(
    [
        f"From: {MAIL}", f"To: {TOKEN}", "Subject: =?x?q?=zz?=", "Subject: =?utf-8?b?x?=", f"In-Reply-To: {OURS}",
        "Auto-Submitted: x", "Content-Type: multipart/report; report-type=delivery-status; boundary=b", "Date: x",
        'Content-Type: text/plain; charset="', "Content-Transfer-Encoding: base64", "Content-Type: text/html",
        "Content-Type: multipart/mixed; boundary=b", "Content-Transfer-Encoding: x-uuencode", "From: =?",
        "Precedence: bulk",
        "Content-Type: text/plain; charset=utf-16", "Content-Type: text/calendar", "Return-Path: <>",
        "Content-Disposition: attachment; filename*=x'y'%zz", "Content-Type: text/plain; charset=rot13",
        "\udcff: \udcff",
    ]
)  # fmt: skip


@pace(100)
@given(head=st.lists(HEADERS, max_size=6), body=st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_mail_is_read_kept_or_not_understood(
    tmp_path_factory: pytest.TempPathFactory, head: list[str], body: bytes
) -> None:
    desk, hook = _shared(tmp_path_factory)
    raw = "\r\n".join([*head, "", ""]).encode("utf-8", "surrogateescape") + body.replace(b"|", b"\r\n--b\r\n")
    entry = desk.entry(hook, posted_mail(raw))
    assert entry.body.encode()
    try:
        for tell in hook.read(entry, desk.known()).tells:
            json.dumps(tell.fact, ensure_ascii=False).encode()
    except NotUnderstood as error:
        _is_a_sentence(str(error))


@pace(100)
@given(body=st.binary(max_size=300), boundary=st.text(max_size=10))
def test_any_form_has_fields_or_none(body: bytes, boundary: str) -> None:
    for kind in (f"multipart/form-data; boundary={boundary}", "application/x-www-form-urlencoded", boundary):
        fields_of(body, kind)


@pace(100)
@given(text=st.text(max_size=500))
def test_own_words_are_found_in_any_text_and_are_never_longer(text: str) -> None:
    own = own_words(text)
    assert len(own) <= len(text) and own == own.strip()


def test_the_reference_in_an_address_is_the_ledger_s(desk: Desk) -> None:
    (attempt,) = desk.ledger.attempts_at(reference=digest(TOUCH))
    assert attempt.touch_key == TOUCH and attempt.candidate_id == ANN


def _is_a_sentence(text: str) -> None:
    assert text.endswith(".")
