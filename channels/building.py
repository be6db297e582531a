"""The ways out that the settings ask for. Vendors' packages are imported late: the outbox pays for none of them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Literal, TypeVar

from channels.outbox import OutboxEmail, OutboxSms
from channels.sender import Sender
from domain.names import Channel

_T = TypeVar("_T")


def build_senders(  # noqa: PLR0913  each is named where it is called
    *,
    email: Literal["outbox", "smtp", "sendgrid"],
    sms: Literal["outbox", "twilio"],
    home: Path,
    smtp_url: str | None = None,
    smtp_timeout: float | None = None,
    sendgrid_api_key: str | None = None,
    sendgrid_url: str = "https://api.sendgrid.com",
    twilio_account_sid: str | None = None,
    twilio_auth_token: str | None = None,
    twilio_url: str = "https://api.twilio.com",
    sms_from: str | None = None,
    status_callback: str | None = None,
) -> dict[Channel, Sender]:
    """One sender for mail and one for texts. Raises ValueError: one sentence naming the missing or wrong setting."""
    return {
        Channel.EMAIL: _email(email, home, smtp_url, smtp_timeout, sendgrid_api_key, sendgrid_url),
        Channel.SMS: _sms(
            sms, home, twilio_account_sid, twilio_auth_token, twilio_url, sms_from, status_callback or ""
        ),
    }


def _email(
    kind: str,
    home: Path,
    smtp_url: str | None,
    smtp_timeout: float | None,
    sendgrid_api_key: str | None,
    sendgrid_url: str,
) -> Sender:
    match kind:
        case "outbox":
            return OutboxEmail(home)
        case "smtp":
            from channels.smtp_email import USUAL_LIMIT, SmtpEmail

            limit = timedelta(seconds=smtp_timeout) if smtp_timeout else USUAL_LIMIT
            return SmtpEmail(_set(smtp_url, "FOLLOWUP_SMTP_URL", "FOLLOWUP_EMAIL=smtp"), limit=limit)
        case "sendgrid":
            from channels.sendgrid_email import SendGridEmail

            return SendGridEmail(_set(sendgrid_api_key, "SENDGRID_API_KEY", "FOLLOWUP_EMAIL=sendgrid"), sendgrid_url)
    raise ValueError("FOLLOWUP_EMAIL must be outbox, smtp or sendgrid.")


def _sms(
    kind: str, home: Path, sid: str | None, token: str | None, url: str, sms_from: str | None, status_callback: str
) -> Sender:
    match kind:
        case "outbox":
            return OutboxSms(home)
        case "twilio":
            why = "FOLLOWUP_SMS=twilio"
            account = _set(sid, "TWILIO_ACCOUNT_SID", why)
            secret = _set(token, "TWILIO_AUTH_TOKEN", why)
            number = _set(sms_from, "FOLLOWUP_SMS_FROM", why)
            from channels.twilio_sms import TwilioSms

            return TwilioSms(account, secret, number, url, status_callback)
    raise ValueError("FOLLOWUP_SMS must be outbox or twilio.")


def _set(value: _T | None, setting: str, why: str) -> _T:
    if not value:
        raise ValueError(f"{setting} is not set, and {why} needs it.")
    return value
