"""R8: all that they wrote is read, in whatever form and however many parts it comes."""

from __future__ import annotations

from datetime import date

import pytest

from domain.replies.classify import read_mail
from domain.replies.explanation import NoMail, opened
from domain.replies.mail.authentication_results import Authority
from domain.replies.mail.forms import Field
from domain.replies.mail.parse import Mail, mail_of
from domain.replies.mail.raw_mail import mail_received

HEAD = "From: Ana <ana@example.org>\nTo: talent@acme.example\nSubject: Re: Your application\n"
STOP = "Please stop writing to me"


def mail(raw: str) -> Mail:
    found = mail_of([Field("email", raw.encode())])
    assert found is not None
    return found


def several(kind: str, *parts: tuple[str, str]) -> Mail:
    bodies = "".join(f"--b\nContent-Type: text/{form}; charset=utf-8\n\n{said}\n" for form, said in parts)
    return mail(f"{HEAD}Content-Type: multipart/{kind}; boundary=b\n\n{bodies}--b--\n")


PLACEHOLDERS = (
    "[image: logo]",
    "[cid:image001.png@01D9]",
    "Your mail program does not show HTML.",
    "Ihr Mailprogramm kann kein HTML anzeigen, es ist nicht fuer HTML gedacht.",
    "This is an HTML message.",
    "https://mail.example/view?id=3",
)
FOOTERS = (
    "Virus-free. www.avast.com",
    "Sent from Outlook for iOS",
    "This e-mail is confidential. If you are not the intended recipient delete it.",
)


@pytest.mark.parametrize("footer", FOOTERS)
@pytest.mark.parametrize("first", [True, False])
def test_r3_a_stop_in_html_is_heard_beside_a_footer_in_plain_text(footer: str, first: bool) -> None:
    parts = [("html", f"<p>{STOP}</p>"), ("plain", footer)]
    found = several("mixed", *(parts if first else parts[::-1]))
    assert read_mail(found, date(2026, 11, 4)).kind == "stop"
    assert STOP in read_mail(found, date(2026, 11, 4)).own_words


@pytest.mark.parametrize("said", PLACEHOLDERS)
def test_r3_a_plain_form_that_says_nothing_hides_no_stop(said: str) -> None:
    found = read_mail(several("alternative", ("plain", said), ("html", f"<p>{STOP}</p>")), date(2026, 11, 4))
    assert (found.kind, found.own_words) == ("stop", STOP)


def test_a_plain_form_that_says_something_else_is_read_as_well() -> None:
    found = several("alternative", ("plain", STOP), ("html", "<p>Checked by the gateway of Example Limited</p>"))
    assert STOP in found.text and "gateway" in found.text


@pytest.mark.parametrize("kind", ["alternative", "mixed"])
def test_the_same_in_two_forms_is_read_once(kind: str) -> None:
    said = "Yes, Friday at ten works for me."
    assert several(kind, ("plain", said), ("html", "<p>Yes, <b>Friday</b> at ten works for me.</p>")).text == said
    assert several(kind, ("html", f"<p>{said}</p>"), ("plain", said)).text == said


def test_r8_what_html_quotes_is_left_out_beside_other_words() -> None:
    quote = '<blockquote type="cite">If you would rather not hear from us, stop these messages</blockquote>'
    assert several("mixed", ("html", quote), ("plain", "See you on Friday")).text == "See you on Friday"


def test_r3_a_plain_form_that_only_quotes_hides_no_stop() -> None:
    quoted = "> Please write to me. If you would rather not hear from us, stop these messages: STOP"
    said = several("alternative", ("plain", f"On Monday Acme wrote:\n{quoted}"), ("html", f"<p>{STOP}</p>"))
    assert read_mail(said, date(2026, 11, 4)).own_words.startswith(STOP)


def test_the_provider_s_own_fields_are_two_forms_of_one_body() -> None:
    found = mail_of(
        [Field("from", b"ana@example.org"), Field("text", b"[image: logo]"), Field("html", f"<p>{STOP}</p>".encode())]
    )
    assert found is not None and found.text == STOP


@pytest.mark.parametrize(
    ("delsp", "said", "read"),
    [
        ("yes", "Please st \nop writing to me", "Please stop writing to me"),
        ("no", "Please \nstop writing to me", "Please stop writing to me"),
        ("yes", "请不要再 \n联系我", "请不要再联系我"),
    ],
)
def test_a_line_that_a_mail_program_broke_is_one_again(delsp: str, said: str, read: str) -> None:
    found = mail(f"{HEAD}Content-Type: text/plain; charset=utf-8; format=flowed; delsp={delsp}\n\n{said}")
    assert found.text.strip() == read


def nested(levels: int) -> str:
    opened = "".join(f'Content-Type: multipart/mixed; boundary="b{level}"\n\n--b{level}\n' for level in range(levels))
    return f"{HEAD}{opened}Content-Type: text/plain\n\n{STOP}\n" + "".join(f"--b{n}--\n" for n in range(levels)[::-1])


@pytest.mark.parametrize("levels", [20, 29, 30, 31, 300])
def test_r3_a_stop_is_heard_however_deep_it_is_packed(levels: int) -> None:
    found = read_mail(mail(nested(levels)), date(2026, 11, 4))
    assert (found.kind, found.own_words.strip()) == ("stop", STOP)


@pytest.mark.parametrize("tags", [100, 2_400, 2_600, 100_000])
def test_r3_a_stop_is_heard_behind_any_number_of_tags(tags: int) -> None:
    found = read_mail(mail(f"{HEAD}Content-Type: text/html\n\n{'<div>' * tags}{STOP}"), date(2026, 11, 4))
    assert (found.kind, found.own_words) == ("stop", STOP)


def test_r8_what_is_quoted_stays_so_behind_any_number_of_tags() -> None:
    html = f'<p>See you.</p><blockquote type="cite">{"<div>" * 5_000}{STOP}{"</div>" * 5_000}</blockquote>'
    assert mail(f"{HEAD}Content-Type: text/html\n\n{html}").text == "See you."


HEADS = {
    "a byte order mark": b"\xef\xbb\xbf",
    "empty lines": b"\r\n\r\n",
    "a header of 150 KB": b"X-Long: " + b"a" * 150_000 + b"\r\n",
    "a thousand headers": b"".join(b"X-%d: y\r\n" % number for number in range(20_000)),
}


@pytest.mark.parametrize("case", HEADS)
def test_what_a_door_reads_is_explained_as_well(case: str) -> None:
    raw = HEADS[case] + HEAD.encode() + b"\n" + STOP.encode()
    door = mail_received(raw, Authority())
    assert door is not None and (door.sender, door.text) == ("ana@example.org", STOP)
    assert opened(raw).text == STOP


def test_more_headers_than_are_read_leave_the_words_alone() -> None:
    raw = HEAD.encode() + b"".join(b"X-%d: y\n" % number for number in range(100_000)) + b"\n" + STOP.encode()
    assert opened(raw).text == STOP


def test_what_has_no_head_is_no_mail() -> None:
    for raw in (b"", b"\xef\xbb\xbf", b"Please stop", b"X-A: b\r\n\r\nFrom: Ana"):
        with pytest.raises(NoMail):
            opened(raw)
