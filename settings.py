"""Our settings, typed and read once (DESIGN, "Contract: settings"). The connection to Temporal has its own, see
`connection`; the vendors' own variables keep the vendors' names.
"""

from __future__ import annotations

import os
import secrets
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

_HERE = Path(__file__).resolve().parent


class BadSetting(ValueError):
    """A setting is missing or malformed; one sentence that names it."""


def _vendor(name: str) -> Any:
    return Field(default=None, validation_alias=AliasChoices(name))


class Settings(BaseSettings):
    """What an installation is told by its environment. `followup doctor` lists it."""

    model_config = SettingsConfigDict(env_prefix="FOLLOWUP_", extra="ignore", env_ignore_empty=True)

    home: Path = Path(".followup")
    ledger_url: str = ""
    playbook: Path = _HERE / "playbooks" / "default"
    email: Literal["outbox", "smtp", "sendgrid"] = "outbox"
    sms: Literal["outbox", "twilio"] = "outbox"
    smtp_url: SecretStr | None = None
    sms_from: str | None = None
    public_url: str | None = None
    inbound_domain: str | None = None
    secret_key: Annotated[tuple[SecretStr, ...], NoDecode] = ()
    greenhouse_secret: SecretStr | None = None
    lever_secret: SecretStr | None = None
    ashby_secret: SecretStr | None = None
    webhook_secret: SecretStr | None = None
    sendgrid_event_key: SecretStr | None = None
    sendgrid_inbound_key: SecretStr | None = None
    sendgrid_url: str = "https://api.sendgrid.com"
    twilio_url: str = "https://api.twilio.com"
    sendgrid_api_key: SecretStr | None = _vendor("SENDGRID_API_KEY")
    twilio_account_sid: str | None = _vendor("TWILIO_ACCOUNT_SID")
    twilio_auth_token: SecretStr | None = _vendor("TWILIO_AUTH_TOKEN")

    @field_validator("secret_key", mode="before")
    @classmethod
    def _a_list(cls, value: Any) -> Any:
        """Several keys are separated by commas, the newest first, so that a key can be rotated."""
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("public_url", "sendgrid_url", "twilio_url")
    @classmethod
    def _an_address(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("https://", "http://")):
            raise ValueError("must begin with https:// (or http:// on this machine)")
        return value.rstrip("/") if value else value

    @field_validator("ledger_url")
    @classmethod
    def _a_ledger(cls, value: str) -> str:
        if value and not value.startswith(("sqlite:///", "postgresql+psycopg://")):
            raise ValueError("must begin with sqlite:/// or postgresql+psycopg://")
        return value

    @property
    def ledger_address(self) -> str:
        """Where the ledger is: as set, else SQLite in the home."""
        return self.ledger_url or f"sqlite:///{self.home.resolve() / 'ledger.db'}"

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The secret keys, newest first; one is made and kept in the home where none is set."""
        if self.secret_key:
            return tuple(key.get_secret_value() for key in self.secret_key)
        path = self.home / "secret-key"
        try:
            return (path.read_text().strip(),)
        except FileNotFoundError:
            self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        own = path.with_name(f"secret-key.{os.getpid()}")
        descriptor = os.open(own, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(32) + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(own, path)  # atomic, and the first of two processes wins
        except FileExistsError:
            pass
        finally:
            own.unlink()
        return (path.read_text().strip(),)

    def listed(self) -> dict[str, str]:
        """Every setting and its value for people, secrets masked."""
        shown = {}
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            alias = field.validation_alias
            variable = str(alias.choices[0]) if isinstance(alias, AliasChoices) else f"FOLLOWUP_{name.upper()}"
            secret = isinstance(value, SecretStr) or (name == "secret_key" and value)
            shown[variable] = "********" if secret else "" if value in (None, ()) else str(value)
        return shown


def read_settings(**given: Any) -> Settings:
    """The settings of this process. Raises BadSetting with one sentence that names the first bad one."""
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = str(first["loc"][0]) if first["loc"] else "settings"
        variable = name if name.isupper() else f"FOLLOWUP_{name.upper()}"
        message = first["msg"].removeprefix("Value error, ")
        raise BadSetting(f"The setting {variable} is wrong: {message[:1].lower()}{message[1:]}.") from None
