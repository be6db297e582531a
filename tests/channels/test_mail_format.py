"""The mail as it is built: complete, readable by every client, and nothing can be smuggled into it."""

from __future__ import annotations

import email
import email.policy
from datetime import datetime
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from channels import mime
from channels.mail_headers import fold_addresses, phrase
from channels.sender import Attachment
from domain.names import digest


def sent(message: Any) -> EmailMessage:
    """Over the wire and back."""
    content = mime.build(message).as_bytes(policy=mime.WIRE)
    assert content.isascii(), "no relay needs 8BITMIME"
    assert all(len(line) < 999 for line in content.split(b"\r\n"))
    parsed = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def test_a_mail_has_every_header_it_needs(mail: Any) -> None:
    parsed = sent(
        mail(
            reply_to="reply+abc@in.acme.example",
            reply_to_name="Ben Ruiz",
            in_reply_to="<a@x.example>",
            references=("<r@x.example>", "<a@x.example>"),
            unsubscribe_url="https://acme.example/c/token",
            unsubscribe_mailto="stop@acme.example?subject=stop",
            attempt=2,
            sent_at=datetime(2026, 7, 1, 9, 5, 7, tzinfo=ZoneInfo("Europe/Berlin")),
        )
    )
    assert str(parsed["From"]) == "Acme Talent <talent@acme.example>"
    assert str(parsed["To"]) == "Ann Lee <ann.lee@mail.example>"
    assert str(parsed["Reply-To"]) == "Ben Ruiz <reply+abc@in.acme.example>"
    assert str(parsed["Date"]) == "Wed, 01 Jul 2026 09:05:07 +0200"
    assert parsed["In-Reply-To"] == "<a@x.example>"
    assert parsed["References"].split() == ["<r@x.example>", "<a@x.example>"]
    assert parsed["List-Unsubscribe"] == "<https://acme.example/c/token>, <mailto:stop@acme.example?subject=stop>"
    assert parsed["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert parsed["X-Followup-Touch"] == "manual:ann-lee/job-1/interview.1/thank-you/1"
    assert parsed["X-Followup-Attempt"] == "2"
    assert parsed.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in parsed.iter_parts()] == ["text/plain", "text/html"]


@pytest.mark.parametrize(
    ("url", "mailto", "header", "one_click"),
    [
        ("", "", None, False),
        ("", "stop@acme.example", "<mailto:stop@acme.example>", False),
        ("http://acme.example/c/t", "", "<http://acme.example/c/t>", False),
        ("https://acme.example/c/t", "", "<https://acme.example/c/t>", True),
        ("javascript:alert(1)", "", None, False),
    ],
)
def test_one_click_is_promised_only_where_there_is_an_https_address(
    url: str, mailto: str, header: str | None, one_click: bool, mail: Any
) -> None:
    parsed = sent(mail(unsubscribe_url=url, unsubscribe_mailto=mailto))
    assert parsed["List-Unsubscribe"] == header
    assert ("List-Unsubscribe-Post" in parsed) is one_click


EVIL = "x\r\nBcc: all@evil.example\r\n\r\n<script>\n\x00\u2028y"


@pytest.mark.parametrize(
    "name", ["subject", "to_name", "sender_name", "touch_key", "message_id", "in_reply_to", "unsubscribe_mailto"]
)
def test_a_line_break_in_a_field_never_makes_a_header(name: str, mail: Any) -> None:
    parsed = sent(mail(**{name: EVIL}))
    plain = sent(mail())
    assert "Bcc" not in parsed
    assert set(parsed.keys()) - {"In-Reply-To", "List-Unsubscribe"} == set(plain.keys())
    assert parsed.get_content_type() == "multipart/alternative"


def test_a_line_break_in_references_attachments_or_links_never_makes_a_header(mail: Any) -> None:
    parsed = sent(
        mail(
            references=(EVIL,),
            unsubscribe_url="https://acme.example/\r\nBcc: all@evil.example",
            reply_to="a@b.example",
            reply_to_name=EVIL,
            attachments=(Attachment(f"../../{EVIL}.ics", "text/calendar\r\nBcc: x@y.example", b"x"),),
        )
    )
    assert "Bcc" not in parsed
    file = next(parsed.iter_attachments())
    assert "Bcc" not in file
    assert file.get_content_type() == "application/octet-stream"


def test_an_encoded_word_that_somebody_typed_never_makes_a_header(mail: Any) -> None:
    """A job's title, told by an ATS: decoded by the library it was a Bcc."""
    typed = "=?utf-8?q?Engineer=0D=0ABcc:_all=40evil.example?="
    raw = mime.build(mail(subject=typed, to_name=typed, reply_to="a@b.example", reply_to_name=typed)).as_bytes()
    parsed = email.message_from_bytes(raw)
    assert "Bcc" not in parsed and "evil.example" not in raw.decode()
    assert str(make_header(decode_header(parsed["Subject"].replace("\r\n", "")))) == typed


NO_ADDRESSES = [
    "",
    "ann",
    "@x.example",
    "a@",
    "a b@x.example",
    "a@x.example\nBcc: b@y.example",
    "<a@x.example>",
    "a@x/y",
    "a@b@x.example",
]


@pytest.mark.parametrize("to", NO_ADDRESSES)
def test_an_address_that_is_none_is_an_error_that_does_not_repeat_it(to: str, mail: Any) -> None:
    with pytest.raises(mime.UnusableAddress) as caught:
        mime.build(mail(to=to))
    assert "x.example" not in str(caught.value)


def test_long_links_and_ids_are_never_broken_or_encoded(mail: Any) -> None:
    url = "https://acme.example/c/" + "t" * 300
    long_id = f"<{'m' * 120}@outlook.example>"
    raw = mime.build(mail(unsubscribe_url=url, in_reply_to=long_id, touch_key="manual:a/" + "k" * 200)).as_bytes()
    assert f"List-Unsubscribe: <{url}>\r\n".encode() in raw
    assert f"In-Reply-To: {long_id}\r\n".encode() in raw
    assert b"=?" not in raw.split(b"\r\n\r\n")[0]


def test_mail_to_colleagues_says_that_a_machine_wrote_it_and_offers_no_way_to_unsubscribe(mail: Any) -> None:
    built = mime.build(mail(automatic=True))
    assert built["Auto-Submitted"] == "auto-generated"
    assert built["List-Unsubscribe"] is None
    assert mime.build(mail())["Auto-Submitted"] is None


def test_a_thread_of_years_keeps_its_root_and_its_latest(mail: Any) -> None:
    ids = tuple(f"<{n}@x.example>" for n in range(50))
    assert sent(mail(references=ids))["References"].split() == [ids[0], *ids[-9:]]


def test_a_text_alone_is_a_plain_mail(mail: Any) -> None:
    assert sent(mail(html="")).get_content_type() == "text/plain"


def test_letters_of_all_kinds_survive(mail: Any) -> None:
    subject = "Grüße, 张伟 – your talk " + "very " * 30
    parsed = sent(mail(subject=subject, to_name='Zoë "Z" O’Hara, 张', text="Größe 张\n" + "a long line " * 200))
    assert parsed["Subject"] == subject.strip()
    assert parsed["To"].addresses[0].display_name == 'Zoë "Z" O’Hara, 张'
    body = parsed.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == "Größe 张\n" + "a long line " * 200 + "\n"


def test_a_domain_with_other_letters_is_written_in_ascii(mail: Any) -> None:
    assert sent(mail(to="ann@bücher.example"))["To"].addresses[0].domain == "xn--bcher-kva.example"
    # By IDNA 2008: with the older rules this went to strasse.example, which is somebody else's.
    assert sent(mail(to="ann@straße.example"))["To"].addresses[0].domain == "xn--strae-oqa.example"


def test_the_message_id_hangs_on_the_touch_alone(mail: Any) -> None:
    first = mime.message_id("manual:ann/job/applied.1/ack/1", "Acme.Example", ["new", "old"])
    assert first == mime.message_id("manual:ann/job/applied.1/ack/1", "acme.example", ["new"])
    assert first != mime.message_id("manual:ann/job/applied.1/ack/2", "acme.example", ["new"])
    assert first.startswith("<") and first.endswith("@acme.example>") and "ann" not in first
    assert len(first) == len("<@acme.example>") + 32


def test_r8_a_message_id_cannot_be_made_up_without_a_secret_key(mail: Any) -> None:
    touch = "manual:ann/job/applied.1/ack/1"
    ident = mime.message_id(touch, "acme.example", ["old"])
    assert mime.is_marked(ident, touch, ["new", "old"]), "marked before the key was changed"
    assert not mime.is_marked(ident, touch, ["new"])
    assert not mime.is_marked(ident, "manual:ann/job/applied.1/ack/2", ["old"])
    guessed = f"<{digest('message-id', touch, size=32)}@acme.example>"  # what versions before this one sent
    assert not mime.is_marked(guessed, touch, ["new", "old"]) and not mime.is_marked("<é@x>", touch, ["old"])


def test_the_touch_key_is_read_back_whatever_it_holds(mail: Any) -> None:
    for key in ("manual:a/b/applied.1/ack/1", "manual:a/job %20 ü/" + "x" * 300, "a/b?c#d/e"):
        assert mime.touch_of(sent(mail(touch_key=key))) == key


LONG_NAMES = {
    "greek": "Ελένη Παπαδοπούλου του Γεωργίου, Ανώνυμη Εταιρεία Acme",
    "korean": ("김철수 " * 12).strip(),
    "mostly plain": "Zoë " + ("Müller-Łukasz " * 5).strip(),
    "families": ("\U0001f469\u200d\U0001f469\u200d\U0001f467 " * 6).strip(),
}


@pytest.mark.parametrize("script", LONG_NAMES)
def test_a_long_name_is_broken_behind_blanks_alone(script: str) -> None:
    name = LONG_NAMES[script]
    raw = fold_addresses("From", [Address(name, "talent", "acme.example")], "\r\n")
    assert len(raw.splitlines()) > 1 and max(map(len, raw.splitlines())) <= 76
    (read,) = email.message_from_string(raw, policy=email.policy.default)["from"].addresses
    assert " ".join(read.display_name.split()) == name, "a parser that adds blanks between the pieces"
    old = email.message_from_string(raw)["from"]
    assert str(make_header(decode_header(old))) == f"{name} <talent@acme.example>"


@pytest.mark.parametrize(
    "cluster", ["a\u0301\u0302", "\U0001f469\u200d\U0001f467", "\U0001f44d\U0001f3fd", "नि", "ก็", "李"]
)
def test_a_name_without_blanks_is_broken_between_letters_as_one_sees_them(cluster: str) -> None:
    pieces = phrase(cluster * 30)
    assert len(pieces) > 1
    for piece in pieces:
        said = str(make_header(decode_header(piece)))
        assert said == cluster * (len(said) // len(cluster))


def test_a_letter_with_more_marks_than_a_line_holds_is_broken_all_the_same() -> None:
    name = "a" + "\u0301" * 100
    pieces = phrase(name)
    assert max(map(len, pieces)) <= 64 and str(make_header(decode_header(" ".join(pieces)))) == name
