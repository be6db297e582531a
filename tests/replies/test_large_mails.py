"""A large attachment is a name to us, and costs next to nothing to leave out."""

from __future__ import annotations

import base64
import tracemalloc

from domain.replies.mail.forms import Field
from domain.replies.mail.parse import mail_of

HEAD = (
    b"From: Jo <jo@example.org>\r\nSubject: My CV\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
)
PDF = (
    b"--b\r\nContent-Type: application/pdf; name=cv.pdf\r\nContent-Disposition: attachment; filename=cv.pdf\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\n"
)


def lines(content: bytes) -> bytes:
    return base64.encodebytes(content).replace(b"\n", b"\r\n")


def test_a_mail_of_20_mb_is_read_within_a_few_mb_of_memory() -> None:
    words = b"--b\r\nContent-Type: text/plain\r\n\r\nHere it is.\r\n"
    raw = HEAD + words + PDF + lines(bytes(range(256)) * 78_000) + words.replace(b"Here it is", b"Bye") + b"--b--\r\n"
    tracemalloc.start()
    mail = mail_of([Field("email", raw)])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert mail is not None and mail.attachments == ("cv.pdf",)
    assert mail.text.split() == ["Here", "it", "is.", "Bye."], "what stands before and behind it is read"
    assert peak < 8_000_000


def test_a_long_text_in_base64_is_read_as_far_as_any_text_is() -> None:
    text = "".join(f"line {number}\n" for number in range(150_000))
    part = b"--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    mail = mail_of([Field("email", HEAD + part + lines(text.encode()) + b"--b--\r\n")])
    assert mail is not None and mail.text == text[:200_000]
