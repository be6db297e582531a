"""A relay that takes its time: within FOLLOWUP_SMTP_TIMEOUT it is waited for, whatever it is slow at; beyond, nothing
is called sent that was not, and nothing unknown that was certainly not sent.
"""

from __future__ import annotations

import socket
import time
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest

from channels.sender import SOCKET_BUDGET, Accepted, NotAccepted, Unknown, time_limit
from channels.smtp_email import SmtpEmail
from tests.channels.raw_server import HANGS_FOR, ScriptedSmtp

PAUSE = 0.3
"""Seconds that a slow server takes in these tests: more than the short limit, far less than the long one."""
SHORT, LONG = timedelta(seconds=0.15), timedelta(seconds=60)

STARTTLS = {"EHLO": "250-mail.example\r\n250 STARTTLS"}
LOGIN = {"EHLO": "250-mail.example\r\n250 AUTH PLAIN", "AUTH": "235 2.7.0 welcome"}
SLOW_AT: dict[str, tuple[str, dict[str, str]]] = {
    "CONNECT": ("its greeting", {}),
    "EHLO": ("EHLO", {}),
    "STARTTLS": ("STARTTLS", STARTTLS),
    "AUTH": ("the login", LOGIN),
    "MAIL": ("MAIL", {}),
    "RCPT": ("RCPT", {}),
    "DATA": ("DATA", {}),
}


def url_of(server: ScriptedSmtp, at: str) -> str:
    return server.url.replace("smtp://", "smtp://ann:secret@") if at == "AUTH" else server.url


@pytest.mark.parametrize("at", [*(at for at in SLOW_AT if at != "STARTTLS"), "END"])
def test_a_relay_that_is_slow_at_anything_gets_the_mail_within_the_limit(at: str, mail: Any) -> None:
    with ScriptedSmtp({at: PAUSE}, **SLOW_AT.get(at, ("", {}))[1]) as server:
        began = time.monotonic()
        assert isinstance(SmtpEmail(url_of(server, at), limit=LONG).send(mail()), Accepted)
        assert time.monotonic() - began >= PAUSE
        assert len(server.received) == 1


@pytest.mark.parametrize("at", SLOW_AT)
def test_slower_than_the_limit_before_the_end_of_the_data_is_not_accepted_and_says_where(at: str, mail: Any) -> None:
    moment, answers = SLOW_AT[at]
    with ScriptedSmtp({at: HANGS_FOR}, **answers) as server:
        outcome = SmtpEmail(url_of(server, at), limit=SHORT).send(mail())
        assert isinstance(outcome, NotAccepted)
        assert outcome.reason == (
            f"The mail server took more than 0.15 s, and was at {moment}; FOLLOWUP_SMTP_TIMEOUT can be up to 120."
        )
        assert server.received == []


def test_slower_than_the_limit_at_the_end_of_the_data_is_unknown(mail: Any) -> None:
    with ScriptedSmtp({"END": HANGS_FOR}) as server:
        assert isinstance(SmtpEmail(server.url, limit=SHORT).send(mail()), Unknown)


def test_many_small_delays_count_as_one_long_one(mail: Any) -> None:
    with ScriptedSmtp(dict.fromkeys(("CONNECT", "EHLO", "MAIL", "RCPT", "DATA"), 0.06)) as server:
        assert isinstance(SmtpEmail(server.url, limit=SHORT).send(mail()), NotAccepted)
        assert server.received == []


def test_a_mail_server_may_take_20_seconds_and_no_other_way_out_more_than_its_budget() -> None:
    sender = SmtpEmail("smtp://127.0.0.1")
    assert time_limit(sender) == timedelta(seconds=20)
    assert time_limit(object()) == SOCKET_BUDGET  # type: ignore[arg-type]


def test_a_host_that_takes_no_connection_is_not_waited_for_as_a_slow_relay_is(
    mail: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("channels.smtp_email.SOCKET_BUDGET", timedelta(seconds=0.1))
    with ExitStack() as opened:
        deaf = opened.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        for _ in range(3):  # more than it has room for: from then on the system drops what comes
            one = opened.enter_context(socket.socket())
            one.setblocking(False)
            one.connect_ex(deaf.getsockname())
        outcome = SmtpEmail(f"smtp://127.0.0.1:{deaf.getsockname()[1]}", limit=timedelta(seconds=HANGS_FOR)).send(
            mail()
        )
    assert isinstance(outcome, NotAccepted) and "could not be used (TimeoutError)" in outcome.reason
