"""Four times the mail takes about four times the work to read, whatever a stranger wrote: a ratio, never a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.events import ReplyReceived
from domain.names import Channel
from domain.replies.classify import read_text
from domain.replies.mail.forms import Field, fields_of
from domain.replies.mail.html_words import words_of_html
from domain.replies.mail.kinds import kind_of
from domain.replies.mail.parse import mail_of
from domain.replies.mail.quoted_text import own_words
from domain.replies.ours import ours_of, without_ours
from domain.replies.reactions import is_reaction
from domain.replies.recorded_reply import is_stop_word, read, reads_automatic, wants_texts_again
from domain.replies.return_dates import return_date
from domain.replies.text_folding import folded
from gateway.webhooks.unparsed import spared
from tests.pace import times

NIGHT: Final = times(100) > 100

SIZE: Final = 50_000 if NIGHT else 7_500
"""Characters of the smaller mail; the larger one has four times as many, 200 KB by night."""

SIZE_OF_WORDS: Final = 50_000 if NIGHT else 1_500
"""The same for words, of which the first 10,000 are looked at for what somebody wishes."""

MOST: Final = 12
"""Times the work: linear is 4, the square of it 16."""

NOISE: Final = 0.02 if NIGHT else 0.005
"""Seconds of the processor below which a measurement is no measurement."""


def _taken(text: str) -> None:
    said = {"event_id": "-", "occurred_at": datetime(2026, 1, 1, tzinfo=UTC), "channel": Channel.EMAIL}
    read(ReplyReceived.model_construct(**said, text=text, automatic=None, returns_on=None))  # type: ignore[arg-type]


def _mail(head: str, body: str) -> None:
    found = mail_of([Field("email", f"From: a@b.example\r\n{head}\r\n\r\n{body}".encode("utf-8", "replace"))])
    assert found is not None
    kind_of(found)


OURS: Final = ours_of(["please stop until monday and back on 1 may 2027 as if it were ours"])

READINGS: Final[dict[str, Callable[[str], Any]]] = {
    "own words": own_words,
    "words of html": words_of_html,
    "automatic by its words": lambda text: reads_automatic("Re: you", text),
    "automatic by its subject": lambda text: reads_automatic(text, ""),
    "day of return": lambda text: return_date(text, date(2026, 1, 1)),
    "what a reply is": _taken,
    "a text, whole": lambda text: read_text(text, date(2026, 1, 1), ours=OURS),
    "without ours": lambda text: without_ours(text, OURS),
    "a reaction": lambda text: is_reaction(text, OURS),
    "stop word": lambda text: (is_stop_word(text, Channel.SMS), wants_texts_again(text)),
    "folded": folded,
    "mail, body": lambda text: _mail("Subject: x", text),
    "mail, html": lambda text: _mail("Content-Type: text/html", text),
    "mail, flowed": lambda text: _mail("Content-Type: text/plain; format=flowed", text),
    "mail, subject": lambda text: _mail("Subject: " + text.replace("\n", " "), "x"),
    "mail, recipients": lambda text: _mail("To: " + text.replace("\n", " "), "x"),
    "mail, type": lambda text: _mail("Content-Type: multipart/mixed; boundary=b;" + text.replace("\n", " "), "--b"),
    "mail, parts": lambda text: _mail("Content-Type: multipart/mixed; boundary=b", "--b\n\n" + text),
    "mail, report": lambda text: _mail(
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
        f"--b\nContent-Type: message/delivery-status\n\n{text[: len(text) // 2]}\n"
        f"--b\nContent-Type: text/rfc822-headers\n\n{text[len(text) // 2 :]}",
    ),
    "form": lambda text: fields_of(text.encode("utf-8", "replace"), "multipart/form-data; boundary=b"),
    "kept unread": lambda text: spared(text.encode("utf-8", "replace"), "multipart/form-data; boundary=b"),
}

WORDS = (
    "\u0300\u0327", "\u0f73", "\ufdfa", "1/1 ", "until monday ", "back on 1 may ", "12 of ", " \t", "please ", "stop  ",
    "ich bin ", "sollicitatie ", "on a ", "<a@b> ", "> ", "--\n", "from: a\nsent: b\n", "will reply ", "\n", "x",
)  # fmt: skip
MARKS = (
    "=?a?q?", "=?a?q?b?= ", ";", ';a="', ";a*0=", '"', "@", "a@b,", "--b\n", "--b\n\n", "a: b\n", "message-id: \n ",
    "--b\nContent-Type: multipart/mixed; boundary=b\n\n", "<a " + "x" * 75, '<a b="' + "x" * 72, "<!--" + "x" * 75,
    "<![cdata[" + "x" * 70 + ">", "<![if x" + "x" * 70 + ">", "<style><!--" + "x" * 60, "<?" + "x" * 75, "<div>",
    "&" + "x" * 75, "\n", "\r",
)  # fmt: skip
OF_WORDS = ("own words", "automatic by its words", "automatic by its subject", "day of return", "what a reply is",
            "stop word", "folded", "a text, whole", "without ours", "a reaction")  # fmt: skip


def growth(name: str, piece: str) -> float:
    """How many times the work four times the text is."""
    work, smaller = READINGS[name], SIZE_OF_WORDS if name in OF_WORDS else SIZE

    def seconds(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        began = time.process_time()
        work(text)
        return time.process_time() - began

    larger = seconds(4 * smaller)
    return larger / NOISE if larger < MOST * NOISE else larger / max(seconds(smaller), NOISE)


def grows_gently(name: str, piece: str) -> bool:
    """Measured again where something else kept the processor busy."""
    return any(growth(name, piece) < MOST for _ in range(3))


# A reply is read as the whole text is, by the same functions.
AT_NIGHT = ("what a reply is",)
BY_NAME = [pytest.param(name, marks=pytest.mark.nightly) if name in AT_NIGHT else name for name in READINGS]


@pytest.mark.parametrize("name", BY_NAME)
def test_hostile_text_is_read_in_work_that_grows_with_its_length(name: str) -> None:
    hostile = WORDS if name in OF_WORDS else MARKS
    assert [piece for piece in hostile if not grows_gently(name, piece)] == []


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=st.sampled_from(sorted(READINGS)),
    pieces=st.lists(
        st.sampled_from(WORDS + MARKS) | st.text(st.characters(codec="utf-8"), max_size=5), min_size=1, max_size=4
    ),
)
def test_hostile_texts_mixed_are_too(name: str, pieces: list[str]) -> None:
    assert grows_gently(name, "".join(pieces) or "x")


def test_a_mail_of_megabytes_made_to_keep_us_busy_is_cut_to_what_is_read_soon() -> None:
    """Depth, lines, parts and parameters: each of these took hours; a mail that people send is not touched."""
    from domain.replies.mail.sanitize import tamed

    nested = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(300))
    assert tamed(nested).count(b"multipart/") == 30
    assert tamed(b"\n" * 3_000_000).count(b"\n") < 1_000_001
    assert tamed(b"x\n\n" + b"--b\n\n" * 100_000).count(b"--b") <= 5_000
    assert len(tamed(b"Content-Type: multipart/mixed" + b";" * 1_000_000 + b"\r\n\r\nhello")) < 3_000
    assert len(tamed(b"a: b\n" * 1_000_000 + b"\nhello")) < 300_000
    usual = b"From: a@b\r\nContent-Type: multipart/mixed;\r\n boundary=b\r\n\r\n--b\r\n\r\nhi\r\n--b--\r\n"
    assert tamed(usual) == usual
