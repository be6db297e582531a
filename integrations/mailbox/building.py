"""A mailbox out of an installation's settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Protocol

from pydantic import SecretStr

from domain.replies.mail.authentication_results import Authority, authority_of
from domain.replies.mail.mailbox_address import BadMailbox, MailboxAddress, mailbox_address
from integrations.mailbox.client import Credentials, OAuth, Password
from integrations.mailbox.tokens import Grant, Tokens

REFRESH_TOKEN_FILE: Final = "imap-refresh-token"  # noqa: S105 - a file's name


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where it is, how it is opened, and whose word on a sender is believed."""

    address: MailboxAddress
    credentials: Credentials
    authority: Authority
    memory: timedelta  # how long the inbox knows a mail for sure


class MailboxSettings(Protocol):
    """What is set for the mailbox of answers (settings.Settings)."""

    home: Path
    imap_url: str | None
    imap_password: SecretStr | None
    imap_token_url: str | None
    imap_client_id: str | None
    imap_client_secret: SecretStr | None
    imap_refresh_token: SecretStr | None
    imap_authserv: str | None
    keep_arrivals: timedelta


def build_mailbox(settings: MailboxSettings, clock: Callable[[], datetime]) -> Mailbox | None:
    """The mailbox that is set, or none. Raises ValueError with a sentence that says which setting is missing."""
    if settings.imap_url is None:
        return None
    try:
        address = mailbox_address(settings.imap_url)
    except BadMailbox as error:
        raise ValueError(f"The setting FOLLOWUP_IMAP_URL is wrong: {error}.") from None
    authority = authority_of(address.host, settings.imap_authserv)
    return Mailbox(address, _credentials(settings, clock), authority, settings.keep_arrivals * 0.9)


def _credentials(settings: MailboxSettings, clock: Callable[[], datetime]) -> Credentials:
    password, secret, token = (
        one.get_secret_value() if one else ""
        for one in (settings.imap_password, settings.imap_client_secret, settings.imap_refresh_token)
    )
    given = {
        "FOLLOWUP_IMAP_TOKEN_URL": settings.imap_token_url,
        "FOLLOWUP_IMAP_CLIENT_ID": settings.imap_client_id,
        "FOLLOWUP_IMAP_REFRESH_TOKEN": token,
    }
    if any((*given.values(), secret)):
        if missing := [name for name, value in given.items() if not value]:
            raise ValueError(f"OAuth for the mailbox also needs {' and '.join(missing)}.")
        if password:
            raise ValueError("FOLLOWUP_IMAP_PASSWORD and the OAuth settings of the mailbox are both set; keep one.")
        grant = Grant(settings.imap_token_url or "", settings.imap_client_id or "", secret, token)
        return OAuth(Tokens(grant, settings.home / REFRESH_TOKEN_FILE, clock))
    if not password:
        raise ValueError(
            "FOLLOWUP_IMAP_URL is set, and how to log in is not: set FOLLOWUP_IMAP_PASSWORD, or "
            "FOLLOWUP_IMAP_TOKEN_URL, FOLLOWUP_IMAP_CLIENT_ID, FOLLOWUP_IMAP_CLIENT_SECRET and "
            "FOLLOWUP_IMAP_REFRESH_TOKEN."
        )
    return Password(password)
