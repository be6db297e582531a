"""The made-up accounts of a sandbox, the same after a restart, and the settings that use them."""

from __future__ import annotations

import json
import os
import secrets
import shlex
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from sandbox.signing import EventKey

FOLDER: Final = "sandbox"
NUMBER: Final = "+15005550006"  # Twilio's own number for tests
UNSET: Final = (
    "FOLLOWUP_LEDGER_URL",
    "FOLLOWUP_SECRET_KEY",
    "TEMPORAL_ADDRESS",
    "TEMPORAL_NAMESPACE",
    "TEMPORAL_API_KEY",
    "TEMPORAL_PROFILE",
)
"""What a shell may be set up with, and the sandbox must not be given: a real ledger, a real Temporal server."""

INBOUND_DOMAIN: Final = "replies.sandbox.example"


@dataclass(frozen=True)
class Accounts:
    """What SendGrid and Twilio would have given us."""

    api_key: str
    account_sid: str
    auth_token: str
    event_key: str  # SendGrid's private key, in PEM

    @classmethod
    def made(cls) -> Accounts:
        """New ones."""
        return cls(
            f"SG.sandbox.{secrets.token_urlsafe(24)}",
            f"AC{secrets.token_hex(16)}",
            secrets.token_hex(16),
            EventKey().pem,
        )


def folder_in(home: Path) -> Path:
    """The folder of the sandbox, which is a home of its own: nobody's real candidates are written to from there."""
    return home if home.name == FOLDER else home / FOLDER


def accounts_in(folder: Path) -> Accounts:
    """The accounts that are kept there; made where there are none, or where the file is damaged."""
    path = folder / "accounts.json"
    try:
        found = Accounts(**json.loads(path.read_text("utf-8")))
        EventKey(found.event_key)
        return found
    except (OSError, ValueError, TypeError):
        made = Accounts.made()
    _write(path, json.dumps(asdict(made), indent=1) + "\n")
    return made


def settings_for(accounts: Accounts, url: str, gateway: str, folder: Path) -> dict[str, str]:
    """What followup is told by its environment, so that it sends here and believes what comes from here."""
    public = EventKey(accounts.event_key).public
    return {
        "FOLLOWUP_HOME": str(folder.resolve()),
        # What is only unset could still stand in a file of settings where the command is typed.
        "FOLLOWUP_LEDGER_URL": f"sqlite:///{folder.resolve() / 'ledger.db'}",
        "TEMPORAL_NAMESPACE": "default",
        "FOLLOWUP_EMAIL": "sendgrid",
        "SENDGRID_API_KEY": accounts.api_key,
        "FOLLOWUP_SENDGRID_URL": url,
        "FOLLOWUP_SENDGRID_EVENT_KEY": public,
        "FOLLOWUP_SENDGRID_INBOUND_KEY": public,
        "FOLLOWUP_INBOUND_DOMAIN": INBOUND_DOMAIN,
        "FOLLOWUP_SMS": "twilio",
        "TWILIO_ACCOUNT_SID": accounts.account_sid,
        "TWILIO_AUTH_TOKEN": accounts.auth_token,
        "FOLLOWUP_TWILIO_URL": url,
        "FOLLOWUP_SMS_FROM": NUMBER,
        "FOLLOWUP_PUBLIC_URL": gateway,
        "NO_PROXY": "127.0.0.1,localhost",
    }


def write_settings(settings: dict[str, str], folder: Path) -> Path:
    """The settings as a file that a shell can `source`."""
    path = folder / "env"
    lines = [f"export {name}={shlex.quote(value)}\n" for name, value in settings.items()]
    head = "# Makes followup send to the sandbox. Written by `followup sandbox`.\n"
    _write(path, f"{head}unset {' '.join(UNSET)}\n{''.join(lines)}")
    return path


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    own = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(own, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    own.replace(path)
