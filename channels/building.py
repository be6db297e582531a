"""The ways out that the settings ask for. Vendors' packages are imported late: the outbox pays for none of them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from channels.outbox import OutboxEmail, OutboxSms
from channels.sender import Sender
from domain.names import Channel

if TYPE_CHECKING:
    from pydantic import SecretStr


class SenderSettings(Protocol):
    """What is set for the ways out (settings.Settings)."""

    home: Path
    email: Literal["outbox", "smtp", "sendgrid"]
    sms: Literal["outbox", "twilio"]
    smtp_url: SecretStr | None
    smtp_timeout: float
    sendgrid_api_key: SecretStr | None
    sendgrid_url: str
    twilio_account_sid: str | None
    twilio_auth_token: SecretStr | None
    twilio_url: str
    sms_from: str | None
    public_url: str | None


def build_senders(settings: SenderSettings) -> dict[Channel, Sender]:
    """One sender for mail and one for texts. Raises ValueError: one sentence naming the missing or wrong setting."""
    return {Channel.EMAIL: email_sender(settings), Channel.SMS: sms_sender(settings)}


def email_sender(settings: SenderSettings) -> Sender:
    """The way out for mail. Raises ValueError, as above."""
    match settings.email:
        case "outbox":
            return OutboxEmail(settings.home)
        case "smtp":
            from channels.smtp_email import SmtpEmail

            url = _secret(settings.smtp_url, "FOLLOWUP_SMTP_URL", "FOLLOWUP_EMAIL=smtp")
            return SmtpEmail(url, limit=timedelta(seconds=settings.smtp_timeout))
        case "sendgrid":
            from channels.sendgrid_email import SendGridEmail

            key = _secret(settings.sendgrid_api_key, "SENDGRID_API_KEY", "FOLLOWUP_EMAIL=sendgrid")
            return SendGridEmail(key, settings.sendgrid_url)
    raise ValueError("FOLLOWUP_EMAIL must be outbox, smtp or sendgrid.")


def sms_sender(settings: SenderSettings) -> Sender:
    """The way out for texts. Raises ValueError, as above."""
    match settings.sms:
        case "outbox":
            return OutboxSms(settings.home)
        case "twilio":
            why = "FOLLOWUP_SMS=twilio"
            account = _set(settings.twilio_account_sid, "TWILIO_ACCOUNT_SID", why)
            token = _secret(settings.twilio_auth_token, "TWILIO_AUTH_TOKEN", why)
            number = _set(settings.sms_from, "FOLLOWUP_SMS_FROM", why)
            from channels.twilio_sms import TwilioSms

            callback = f"{settings.public_url}/hooks/twilio/status" if settings.public_url else ""
            return TwilioSms(account, token, number, settings.twilio_url, callback)
    raise ValueError("FOLLOWUP_SMS must be outbox or twilio.")


def _secret(value: SecretStr | None, setting: str, why: str) -> str:
    return _set(value.get_secret_value() if value else None, setting, why)


def _set(value: str | None, setting: str, why: str) -> str:
    if not value:
        raise ValueError(f"{setting} is not set, and {why} needs it.")
    return value
