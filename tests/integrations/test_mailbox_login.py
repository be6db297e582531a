"""Logging in to the mailbox: by password, and by OAuth 2 with a refresh token; and what is said where it fails."""

from __future__ import annotations

import socket
import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from integrations.mailbox.client import Connection, OAuth, Password
from integrations.mailbox.tokens import Grant, Tokens
from integrations.mailbox.trouble import MailboxTrouble
from tests.clocks import WEDNESDAY, wednesday
from tests.dovecot import HOST, PASSWORD, Box, Dovecot
from tests.gateway.provider_desk import Desk, desk_in
from tests.integrations.mailbox_desk import mail, reads, rows, until
from tests.integrations.slow_proxy import slow_proxy
from tests.integrations.token_desk import TokenDesk, token_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = desk_in(tmp_path)
    made.reserve()
    return made


@pytest.fixture
def box(dovecot: Dovecot) -> Box:
    return dovecot.new_box()


def tokens_of(at: TokenDesk, folder: Path, *, clock: Any = wednesday, refresh: str = "refresh-1") -> Tokens:
    return Tokens(Grant(at.url, "client", "client-secret", refresh), folder / "imap-refresh-token", clock, patience=5)


def test_a_wrong_password_is_said_is_seldom_tried_and_holds_up_nothing(desk: Desk, box: Box) -> None:
    box.deliver(mail())
    with reads(desk, box.address, credentials=Password("wrong-password")) as reader:
        until(lambda: reader.counted.errors["refused"] > 1)
        assert reader.says == (
            "127.0.0.1 doesn't let us in: check the user, and the password or token (AUTHENTICATIONFAILED)."
        )
    assert "wrong-password" not in reader.says and box.user not in reader.says
    with reads(desk, box.address) as again:
        until(lambda: rows(desk.ledger))
        until(lambda: again.says == "")


@pytest.mark.parametrize("password", ["pässwörd ✓", 'with "quotes" and \\', "a b"])
def test_any_letter_may_stand_in_a_password(box: Box, password: str) -> None:
    with pytest.raises(MailboxTrouble) as refused:
        Connection(box.address, Password(password))
    assert refused.value.reason == "refused"  # by the server, and not by us


def test_a_folder_that_is_not_there_is_named(box: Box) -> None:
    with pytest.raises(MailboxTrouble, match="doesn't open the folder 'Answers/2026'") as wrong:
        Connection(replace(box.address, folder="Answers/2026"), Password(PASSWORD))
    assert wrong.value.reason == "folder"


def test_a_folder_within_a_folder_is_opened_whatever_letter_the_server_puts_between(box: Box) -> None:
    box.server.make(box.path / ".Answers.2026" / "cur")
    with Connection(replace(box.address, folder="Answers/2026"), Password(PASSWORD)) as connection:
        assert connection.folder == "Answers.2026"


def test_nobody_there_and_a_name_that_nobody_has_are_told_apart_from_a_wrong_password(box: Box) -> None:
    for address in (replace(box.address, port=1), replace(box.address, host="nobody.invalid")):
        with pytest.raises(MailboxTrouble, match="can't be reached") as away:
            Connection(address, Password(PASSWORD))
        assert away.value.reason == "unreachable"


@pytest.mark.parametrize("encrypted", [True, False], ids=["from the first byte", "by STARTTLS"])
def test_a_server_elsewhere_is_spoken_to_encrypted_and_only_under_its_own_name(
    box: Box, monkeypatch: pytest.MonkeyPatch, encrypted: bool
) -> None:
    monkeypatch.setattr("socket.getaddrinfo", _everything_is_here)
    port = box.server.tls_port if encrypted else box.server.port
    elsewhere = replace(box.address, host=HOST, port=port, encrypted=encrypted)
    with pytest.raises(MailboxTrouble, match="its certificate or encryption: CERTIFICATE_VERIFY_FAILED") as unknown:
        Connection(elsewhere, Password(PASSWORD))
    assert unknown.value.reason == "unreachable"
    monkeypatch.setenv("SSL_CERT_FILE", str(box.server.certificate))
    with Connection(elsewhere, Password(PASSWORD)) as connection:
        assert connection.uids_after(0) == []
    assert any(box.user in line and "TLS" in line for line in box.server.log().splitlines())
    with pytest.raises(MailboxTrouble, match="CERTIFICATE_VERIFY_FAILED"):
        Connection(replace(elsewhere, host="imap.evil.example"), Password(PASSWORD))


def test_over_an_encrypted_line_a_new_mail_is_heard_at_once_too(
    desk: Desk, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socket.getaddrinfo", _everything_is_here)
    monkeypatch.setenv("SSL_CERT_FILE", str(box.server.certificate))
    with reads(desk, replace(box.address, host=HOST, port=box.server.tls_port, encrypted=True)) as reader:
        reader.until_looked()
        for number in (1, 2, 3):
            box.deliver(mail())
            until(lambda number=number: len(rows(desk.ledger)) == number)
        assert not reader.counted.errors


def test_without_encryption_no_password_leaves_this_machine(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.getaddrinfo", _everything_is_here)
    with slow_proxy(box.server.port) as proxy:
        proxy.rewrites = lambda said: said.replace(b"STARTTLS", b"STARTTLZ")  # as somebody would who stands between
        with pytest.raises(MailboxTrouble, match="offers no encryption; write imaps://"):
            Connection(replace(proxy.address_of(box), host=HOST), Password(PASSWORD))
    assert not any("Login" in line and box.user in line for line in box.server.log().splitlines())


def _everything_is_here(_host: str, port: int, *_: Any, **__: Any) -> list[Any]:
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]


# ------------------------------------------------------------ OAuth 2


def test_a_mailbox_is_read_with_a_token_that_is_asked_for_once(desk: Desk, box: Box, tmp_path: Path) -> None:
    box.deliver(mail())
    with token_desk(access_token=PASSWORD, expires_in=3600) as at:
        with reads(desk, box.address, credentials=OAuth(tokens_of(at, tmp_path))) as reader:
            until(lambda: rows(desk.ledger))
            until(lambda: reader.counted.looks)
        assert at.asked == [
            {
                "grant_type": "refresh_token",
                "client_id": "client",
                "client_secret": "client-secret",
                "refresh_token": "refresh-1",
            }
        ]


def test_a_token_that_was_revoked_is_asked_for_again(desk: Desk, box: Box, tmp_path: Path) -> None:
    box.deliver(mail())
    with token_desk(access_token="revoked", expires_in=3600) as at:
        with reads(desk, box.address, credentials=OAuth(tokens_of(at, tmp_path))) as reader:
            until(lambda: reader.counted.errors["refused"])
            at.answer = {"access_token": PASSWORD, "expires_in": 3600}
            until(lambda: rows(desk.ledger))
        assert len(at.asked) > 1


def test_a_token_is_used_as_long_as_it_holds(tmp_path: Path) -> None:
    now = [WEDNESDAY]
    with token_desk(access_token="one", expires_in=3600) as at:
        tokens = tokens_of(at, tmp_path, clock=lambda: now[0])
        assert [tokens.access_token() for _ in range(3)] == ["one"] * 3 and len(at.asked) == 1
        now[0] += timedelta(minutes=59)
        at.answer["access_token"] = "two"
        assert tokens.access_token() == "two" and len(at.asked) == 2


def test_a_refresh_token_that_takes_the_place_of_the_one_that_is_set_is_kept_for_this_user_alone(
    tmp_path: Path,
) -> None:
    with token_desk(access_token="a", expires_in=3600, refresh_token="refresh-2") as at:
        assert tokens_of(at, tmp_path).access_token() == "a"
        tokens_of(at, tmp_path).access_token()  # after a restart
        tokens_of(at, tmp_path, refresh="another-1").access_token()  # one that was set since comes first
        assert [one["refresh_token"] for one in at.asked] == ["refresh-1", "refresh-2", "another-1"]
    assert stat.S_IMODE((tmp_path / "imap-refresh-token").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("status", "answer", "reason", "says"),
    [
        (400, {"error": "invalid_grant", "error_description": "ann@x"}, "refused", r"\(invalid_grant\): make a new"),
        (401, {"error": "invalid_client"}, "refused", r"\(invalid_client\): check the four"),
        (400, b"<html>", "refused", r"\(HTTP 400\)"),
        (400, {"error": "ann@x.example is not here"}, "refused", r"\(HTTP 400\)"),
        (302, {}, "refused", r"\(HTTP 302\)"),
        (503, {}, "unreachable", r"now \(HTTP 503\)"),
        (200, {"token": "x"}, "refused", "without an access token"),
        (200, b"[]", "refused", "no token"),
        (200, b"\xff", "refused", "no token"),
    ],
)
def test_what_the_tokens_address_answers_is_said_in_a_sentence_without_a_secret(
    tmp_path: Path, status: int, answer: Any, reason: str, says: str
) -> None:
    with token_desk() as at:
        at.status, at.answer, at.headers = status, answer, {"location": at.url} if status == 302 else {}
        with pytest.raises(MailboxTrouble, match=says) as trouble:
            tokens_of(at, tmp_path).access_token()
        assert trouble.value.reason == reason and len(at.asked) == 1
        for hidden in ("ann@", "client-secret", "refresh-1"):
            assert hidden not in str(trouble.value)
    with pytest.raises(MailboxTrouble, match="gives no token") as away:
        tokens_of(at, tmp_path).access_token()
    assert away.value.reason == "unreachable"
