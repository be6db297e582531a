"""A mail that a stranger made to keep everybody waiting, or to make the reader stumble, is read like any other."""

from __future__ import annotations

import bz2
import tracemalloc
import zlib

import pytest

from domain.replies.mail.charsets import decoded
from domain.replies.mail.forms import Field
from domain.replies.mail.html_words import words_of_html
from domain.replies.mail.parse import Mail, mail_of
from domain.replies.mail.quoted_text import own_words

LONG = "x" * 20 + "@" * 3000


@pytest.mark.parametrize(
    "line",
    ["<" * 200 + LONG, ("<a@" * 60 + LONG) * 30, "on " + "<a@b" * 4000, "sent from my " + "a" * 50_000],
    ids=range(4),
)
def test_a_line_without_an_end_is_read_in_a_moment(line: str) -> None:
    """Read in time that grows with the square of its length, each of these would take minutes."""
    text = "\n".join(["Please stop.", *[line] * 40])
    assert own_words(text).startswith("Please stop.")


@pytest.mark.parametrize("mark", ["<a ", "<p <", "<!--", "<![x "])
def test_tags_without_an_end_are_read_in_a_moment(mark: str) -> None:
    assert "Please stop." in words_of_html("<p>Please stop.</p>" + mark * 60_000)


@pytest.mark.parametrize("html", ["a <![x stop", "<![ stop", "<![1]> stop please", "<div><![if x stop</div>"])
def test_marks_that_the_parser_stumbles_over_hide_no_stop(html: str) -> None:
    assert "stop" in words_of_html(html)


def posted(charset: str, body: bytes, subject: bytes = b"Re: Your application") -> Mail:
    head = b"From: ann@example.com\r\nSubject: %s\r\nContent-Type: text/plain; charset=%s" % (subject, charset.encode())
    found = mail_of([Field("email", head + b"\r\n\r\n" + body)])
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("charset", "pressed"),
    [("bz2", bz2.compress(bytes(10**7))), ("zlib", zlib.compress(bytes(10**7))), ("zip", zlib.compress(bytes(10**7)))],
)
def test_what_is_pressed_together_under_the_name_of_a_charset_stays_as_small_as_it_is(
    charset: str, pressed: bytes
) -> None:
    """A mail of some kilobytes would else fill all memory."""
    tracemalloc.start()
    try:
        posted(charset, pressed)
        assert tracemalloc.get_traced_memory()[1] < 10**6
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("charset", ["punycode", "idna", "unicode_escape", "raw_unicode_escape", "hex", "undefined"])
def test_a_name_that_is_no_charset_of_mails_hides_no_stop(charset: str) -> None:
    assert posted(charset, b"Please stop.").text == "Please stop."


@pytest.mark.parametrize(
    ("charset", "half"), [("utf-7", b"+2AA-"), ("unicode_escape", b"\\ud800"), ("utf-16-le", b"\x00\xd8")]
)
def test_halves_of_characters_come_out_of_no_mail(charset: str, half: bytes) -> None:
    """No database and no clock takes one: it would hold up all that is about the person."""
    found = posted(charset, half, b"=?%s?q?%s?=" % (charset.encode(), half.replace(b"\0", b"=00")))
    for text in (found.text, found.subject, decoded(half, charset)):
        text.encode()


@pytest.mark.parametrize(
    "kind",
    [
        b"Content-Type: text/plain; charset=idna",
        b"Content-Type: text/plain; charset=undefined\r\nContent-Transfer-Encoding: quoted-printable",
        b"Content-Type: text/plain; charset*=utf-8''utf%FF-8",
        b"Content-Type: text/plain; format*=x''flowed; charset=punycode",
    ],
)
def test_a_charset_that_the_library_stumbles_over_hides_no_stop(kind: bytes) -> None:
    found = mail_of([Field("email", b"From: ann@example.com\r\n" + kind + b"\r\n\r\nPlease stop. \xff\r\n")])
    assert found is not None and found.text.startswith("Please stop.")


@pytest.mark.parametrize("name", [b"filename*=idna''a%FF.pdf", b"filename*=undefined''a.pdf"])
def test_a_file_name_that_the_library_stumbles_over_hides_no_stop(name: bytes) -> None:
    parts = b"--b\r\n\r\nPlease stop.\r\n--b\r\nContent-Disposition: attachment; " + name + b"\r\n\r\nx\r\n--b--\r\n"
    head = b"From: ann@example.com\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    found = mail_of([Field("email", head + parts)])
    assert found is not None and (found.text.strip(), len(found.attachments)) == ("Please stop.", 1)
