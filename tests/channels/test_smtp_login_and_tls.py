"""SMTP: logins and TLS. A password never goes where it could be read, and a wrong setting is named."""

from __future__ import annotations

import ssl
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from channels import smtp_email
from channels.sender import Accepted, NotAccepted
from channels.smtp_email import SmtpEmail
from tests.channels.mail_server import Inbox, login, running
from tests.channels.raw_server import HANGS_FOR, ScriptedSmtp

BUDGET = timedelta(seconds=1.2)


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")
def test_a_login_is_made_and_a_wrong_one_names_the_setting(inbox: Inbox, mail: Any) -> None:
    options = {"authenticator": login, "auth_required": True, "auth_require_tls": False}
    with running(inbox, **options) as controller:
        at = f"127.0.0.1:{controller.port}"
        assert isinstance(SmtpEmail(f"smtp://user%40acme:p%2Fss%3Aword@{at}").send(mail()), Accepted)
        wrong = SmtpEmail(f"smtp://user%40acme:wrong-secret@{at}").send(mail())
        assert (
            isinstance(wrong, NotAccepted)
            and "refused the login" in wrong.reason
            and "FOLLOWUP_SMTP_URL" in wrong.reason
        )
        assert "wrong-secret" not in wrong.reason and "user@acme" not in wrong.reason
        none = SmtpEmail(f"smtp://{at}").send(mail())
        assert isinstance(none, NotAccepted) and "login" in none.reason
    assert len(inbox.taken) == 1


def test_starttls_is_used_where_it_is_offered(
    inbox: Inbox, mail: Any, certificate: Path, server_tls: ssl.SSLContext
) -> None:
    with running(inbox, tls_context=server_tls, require_starttls=True) as controller:
        assert isinstance(SmtpEmail(f"smtp://127.0.0.1:{controller.port}").send(mail()), Accepted)


def test_required_starttls_checks_the_certificate(
    inbox: Inbox, mail: Any, certificate: Path, server_tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(inbox, tls_context=server_tls) as controller:
        url = f"smtp://localhost:{controller.port}?starttls=required"
        outcome = SmtpEmail(url).send(mail())
        assert outcome == NotAccepted("The mail server's certificate is not valid; check FOLLOWUP_SMTP_URL.")
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert isinstance(SmtpEmail(url).send(mail()), Accepted)
        other_name = SmtpEmail(f"smtp://127.0.0.1:{controller.port}?starttls=required").send(mail())
        assert isinstance(other_name, NotAccepted), "the certificate is for localhost, not for the number"
    assert len(inbox.taken) == 1


def test_nothing_is_sent_where_required_starttls_is_not_offered(inbox: Inbox, mail: Any) -> None:
    with running(inbox) as controller:
        outcome = SmtpEmail(f"smtp://127.0.0.1:{controller.port}?starttls=required").send(mail())
        assert isinstance(outcome, NotAccepted) and "STARTTLS" in outcome.reason
    assert inbox.taken == []


def test_a_password_for_another_machine_never_goes_in_the_clear() -> None:
    assert smtp_email._server("smtp://u:p@mail.example").tls == "required"
    assert smtp_email._server("smtp://u:p@mail.example").verify
    assert smtp_email._server("smtp://u:p@mail.example?starttls=optional").tls == "optional"
    assert smtp_email._server("smtp://u:p@127.0.0.1:1025").tls == "optional"


def test_smtps_speaks_tls_from_the_first_byte(
    inbox: Inbox, mail: Any, certificate: Path, server_tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with running(inbox, ssl_context=server_tls) as controller:
        assert isinstance(SmtpEmail(f"smtps://localhost:{controller.port}").send(mail()), Accepted)


@pytest.mark.parametrize("answer", ["HANG", "DRIP"])
def test_a_tls_handshake_that_never_ends_is_within_the_budget(answer: str, mail: Any) -> None:
    with ScriptedSmtp(CONNECT=answer) as server:
        started = time.monotonic()
        outcome = SmtpEmail(server.url.replace("smtp:", "smtps:"), limit=BUDGET).send(mail())
        assert isinstance(outcome, NotAccepted)
        assert time.monotonic() - started < HANGS_FOR
