"""Our settings, typed and read once (docs/architecture.md, "Settings"). The connection to Temporal has its own, see
`connection`; the vendors' own variables keep the vendors' names.
"""

from __future__ import annotations

import difflib
import io
import os
import re
import secrets
from collections.abc import Iterator
from datetime import time, timedelta
from functools import cached_property
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Final, Literal, NamedTuple

from dotenv.parser import parse_stream
from pydantic import (
    AliasChoices,
    Field,
    PrivateAttr,
    SecretStr,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    field_validator,
)
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

_HERE = Path(__file__).resolve().parent

DEFAULT_PLAYBOOK: Final = _HERE / "playbooks" / "default"
"""The sample company's, which comes along."""

HOME: Final = ".followup"
"""The home's name where nobody gave it another."""

RUNNING_FILE: Final = "running.json"
"""Where `followup up` writes what runs where, so that commands in other shells find it."""

WORKING_FOLDER_FILE: Final = ".env"
HOME_FILE: Final = "followup.env"
"""The files that settings are read from, where the environment has none."""


class BadSetting(ValueError):
    """A setting is missing or malformed; one sentence that names it, and where it stands if that is in a file."""

    def __init__(self, sentence: str) -> None:
        named = [name for name in dict.fromkeys(re.findall(r"[A-Z][A-Z0-9_]+", sentence)) if name in _PLACES]
        named = [name for name in named if _PLACES[name] not in sentence]
        where = " and ".join(f"{name} is set in {_PLACES[name]}" for name in named)
        super().__init__(f"{sentence.rstrip('.')} ({where})." if where else sentence)


_PLACES: Final[dict[str, str]] = {}
"""Where the settings of this process stand that come from a file: other rooms find out what is wrong with some."""


def _vendor(name: str, default: str | None = None) -> Any:
    return Field(default=default, validation_alias=AliasChoices(name))


MASK: Final = "********"

NOTE_KINDS: Final = ("message", "reply", "task", "stop", "promise", "decision", "silence")
"""As `domain.views.ats_notes.KINDS`, which would take longer to load; a test compares the two."""

_USER_AND_PASSWORD: Final = re.compile(r"([A-Za-z][\w+.-]*://[^\s/?#:@\"'<>]*:)(?!\d{1,5}[/?#,;)])[^\s\"'<>]*@")
_ANY_PASSWORD: Final = re.compile(r"(?s)([A-Za-z][\w+.-]*://[^/?#:@]*:).*@")
_NAMED_SECRET: Final = re.compile(
    r"(?i)((?:[?&;]|\b)[\w.-]*(?:password|passwd|pwd|passphrase|secret|api[_-]?key|access[_-]?token|auth[_-]?token)=)"
    r"(?!\*{8})(?:'[^'\"\\\n]*'|[^\s&;#\"'<>\\]+)"  # never across a quotation mark: JSON stays JSON
)
_NAMED_IN_URL: Final = re.compile(r"(?i)([?&;][\w.-]*(?:pass|pwd|secret|key|token|sig|credential)[\w.-]*=)[^&;#\s]+")


_ADDRESSES: Final[dict[str, str]] = {}
"""The addresses with a password among the settings of this process, and how they are shown: a password may hold
characters by which no pattern knows its end.
"""


def without_secrets(text: str) -> str:
    """A text with the passwords masked that stand in addresses and connection strings within it."""
    if "://" in text:
        for address, shown in _ADDRESSES.items():
            text = text.replace(address, shown)
        text = _USER_AND_PASSWORD.sub(rf"\1{MASK}@", text)
    return _NAMED_SECRET.sub(rf"\1{MASK}", text) if "=" in text else text


def masked(value: str) -> str:
    """The value of a setting: where it is an address, without its password, wherever that stands and whatever is in
    it. Up to the last `@` all may be password.
    """
    if "://" not in value:
        return without_secrets(value)
    return _NAMED_SECRET.sub(rf"\1{MASK}", _NAMED_IN_URL.sub(rf"\1{MASK}", _ANY_PASSWORD.sub(rf"\1{MASK}@", value)))


_SPANS: Final = {
    "keep_bodies": (timedelta(hours=1), "an hour", "P30D or PT12H"),
    "keep_arrivals": (timedelta(days=30), "30 days", "P400D"),
    "keep_copies": (timedelta(days=1), "a day", "P90D"),
}
"""The shortest that each may be, in words too, and how one is written."""


class _Environment(PydanticBaseSettingsSource):
    """What the environment sets. Each setting is read from its text alone: the library's own source asks of each field
    whether it is JSON, every time, which takes longer than most commands need for the ledger.
    """

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """The text that is set, and the name under which the field takes it."""
        named = variable(field_name)
        return self._set.get(named), named if field.validation_alias else field_name, False

    def __call__(self) -> dict[str, Any]:
        self._set = {name.upper(): text for name, text in os.environ.items() if text}
        found = (self.get_field_value(field, name) for name, field in self.settings_cls.model_fields.items())
        return {name: text for text, name, _ in found if text is not None}


class Settings(BaseSettings):
    """What an installation is told by its environment. `followup doctor` lists it."""

    model_config = SettingsConfigDict(extra="ignore", hide_input_in_errors=True)

    _sources: dict[str, str] = PrivateAttr(default_factory=dict)
    _temporal: dict[str, str] = PrivateAttr(default_factory=dict)
    _unknown: tuple[str, ...] = PrivateAttr(default=())

    home: Path = Path(HOME)
    """The folder for state, logs, the outbox and the secret key. Only its owner can read it. Unset: `.followup` here,
    or in the nearest folder above that has one.
    """
    ledger_url: Annotated[str, Field(repr=False)] = ""  # may hold a password
    """The ledger's database: `sqlite:///…` or `postgresql+psycopg://…`. Unset: SQLite in the home."""
    playbook: Path = DEFAULT_PLAYBOOK
    """The playbook's folder."""
    email: Literal["outbox", "smtp", "sendgrid"] = "outbox"
    """How email goes out: `outbox` (kept in files), `smtp` or `sendgrid`."""
    sms: Literal["outbox", "twilio"] = "outbox"
    """How texts go out: `outbox` (kept in files) or `twilio`."""
    email_per_second: Annotated[float, Field(gt=0, le=10_000)] | None = None
    """How many emails one worker sends a second. Unset: what the provider is known to take."""
    sms_per_second: Annotated[float, Field(gt=0, le=10_000)] | None = None
    """How many texts one worker sends a second. Unset: what the provider is known to take."""
    smtp_url: SecretStr | None = None
    """The mail relay, such as `smtps://user:password@mail.example.com`; needed with `FOLLOWUP_EMAIL=smtp`."""
    smtp_timeout: float = 20
    """Seconds a mail server may take for one email, 1 to 120."""
    sms_from: str | None = None
    """The number (`+1…`) or Messaging Service (`MG…`) that texts come from; needed with `FOLLOWUP_SMS=twilio`."""
    public_url: str | None = None
    """The https address under which candidates and providers reach the gateway."""
    inbound_domain: str | None = None
    """The domain whose email SendGrid's Inbound Parse hands on. Replies go there."""
    reply_address: str | None = None
    """Your own mailbox with plus addressing, such as `talent@example.com`. Replies go to `talent+<token>@example.com`.
    """
    secret_key: Annotated[tuple[SecretStr, ...], NoDecode] = ()
    """Seals suppressed addresses and candidates' links. Several keys, newest first, separated by commas. Unset: one is
    made and kept in the home.
    """
    key_store: str = _vendor("FOLLOWUP_KEYS", "")
    """The folder of the keys under which people's data is encrypted and the record is signed, the same one for every
    host, or a Vault: `vault+https://vault.example.com:8200/transit`. Unset: `keys` in the home, for a ledger that is a
    file. Back it up apart from the ledger.
    """
    vault_token: SecretStr | None = _vendor("VAULT_TOKEN")
    """A token for Vault's transit and KV engines; needed with `FOLLOWUP_KEYS=vault+https://…`."""
    vault_namespace: str = _vendor("VAULT_NAMESPACE", "")
    """Vault's namespace in which the transit engine is, where it isn't the root."""
    vault_kv: str = "secret/followup"
    """Where Vault keeps the list of who was erased, by pseudonym: the mount of a KV engine (version 2), and a "
    "path in it."""
    keep_copies: timedelta = timedelta(days=90)
    """How long a copy of the ledger can be restored. Afterwards its keys are destroyed, and whoever was erased since is
    gone from it too.
    """
    greenhouse_secret: SecretStr | None = None
    """The secret key of your Greenhouse web hooks."""
    greenhouse_client_id: str | None = None
    """The client id of a Harvest V3 (OAuth) credential, with which followup writes notes and looks people up."""
    greenhouse_client_secret: SecretStr | None = None
    """The client secret that belongs to it."""
    greenhouse_user_id: str = ""
    """The number of the Greenhouse user in whose name followup asks and writes: a site admin, since only they may list
    anything. Unset: the credential's own service user.
    """
    greenhouse_notes: Annotated[tuple[str, ...], NoDecode] = NOTE_KINDS
    """Which notes go into Greenhouse's timeline, separated by commas: `message`, `reply`, `task`, `stop`, `promise`,
    `decision`, `silence`, or `none`.
    """
    greenhouse_notes_visibility: Literal["admin_only", "private", "public"] = "public"
    """Who sees them in Greenhouse."""
    greenhouse_url: str = "https://harvest.greenhouse.io"
    """The address of Greenhouse's Harvest API."""
    greenhouse_token_url: str = "https://auth.greenhouse.io/token"  # noqa: S105  an address
    """Where its access tokens come from."""
    lever_secret: SecretStr | None = None
    """The signature token of your Lever webhooks."""
    lever_url: str = "https://api.lever.co/v1"
    """The address of Lever's API."""
    lever_api_key: SecretStr | None = None
    """A key for Lever's API: followup reads with it what Lever's hooks are about, looks people up and writes notes."""
    lever_user_id: str = ""
    """The id of the Lever user in whose name notes are written. Unset: nobody's."""
    lever_notes: Annotated[tuple[str, ...], NoDecode] = ()
    """Which notes go into Lever, with the words of `FOLLOWUP_GREENHOUSE_NOTES`, or `all`. None unless you ask for them,
    since the key of an older installation may be one for reading alone.
    """
    lever_notes_visibility: Literal["public", "secret"] = "public"
    """Who sees them in Lever: secret ones are for those who may see sensitive information."""
    ashby_secret: SecretStr | None = None
    """The secret token of your Ashby webhooks."""
    ashby_api_key: SecretStr | None = None
    """A key for Ashby's API, with which followup looks people up and writes notes."""
    ashby_notes: Annotated[tuple[str, ...], NoDecode] = NOTE_KINDS
    """Which notes go into Ashby's timeline, as `FOLLOWUP_GREENHOUSE_NOTES`."""
    ashby_notes_visibility: Literal["public", "private"] = "public"
    """Who sees them in Ashby: private ones need a key that may see private fields."""
    ashby_mail_from: str = ""
    """The address of yours that mails are shown with in Ashby, as mails. Unset: they are shown as notes."""
    ashby_url: str = "https://api.ashbyhq.com"
    """The address of Ashby's API."""
    sync_at: str = "02:00"
    """When everybody is compared with what your ATS holds, each night in the company's time zone; `off` for never. It
    begins with your first `followup sync`.
    """
    webhook_secret: SecretStr | None = None
    """The secret for `/hooks/ats` (Standard Webhooks): `whsec_` followed by base64."""
    sendgrid_event_key: SecretStr | None = None
    """The public key that checks SendGrid's signed event webhook."""
    sendgrid_inbound_key: SecretStr | None = None
    """The public key that checks SendGrid's signed Inbound Parse."""
    imap_url: str | None = None
    """The mailbox that replies come to, such as `imaps://talent@example.com@imap.example.com/INBOX`. No password in it.
    """
    imap_password: SecretStr | None = None
    """The mailbox's password, or an app password."""
    imap_token_url: str | None = None
    """Where OAuth 2 tokens for the mailbox come from, instead of a password."""
    imap_client_id: str | None = None
    """The OAuth 2 client's id."""
    imap_client_secret: SecretStr | None = None
    """The OAuth 2 client's secret."""
    imap_refresh_token: SecretStr | None = None
    """The OAuth 2 refresh token."""
    imap_authserv: str | None = None
    """The names under which your mail server writes `Authentication-Results`, separated by commas; `none` if it writes
    none. Unset: worked out from the mailbox's host.
    """
    keep_bodies: timedelta = timedelta(days=30)
    """How long the full text of what came in is kept once it has been dealt with."""
    keep_arrivals: timedelta = timedelta(days=400)
    """How long we remember that something came in, so that a repeat is recognized. At least 30 days."""
    gateway_host: str = "127.0.0.1"
    """The address the gateway listens on."""
    metrics_port: Annotated[int, Field(ge=0, le=65535)] = 0
    """The port of the worker's metrics; 0 is off. `followup up` uses 9464."""
    gateway_metrics_port: Annotated[int, Field(ge=0, le=65535)] = 0
    """The port of the gateway's metrics; 0 is off. `followup up` uses 9465."""
    codec_port: Annotated[int, Field(ge=0, le=65535)] = 0
    """The port on this machine where Temporal's web UI has what is encrypted shown in plain; 0 is off. `followup up`
    uses 8082.
    """
    codec_origins: Annotated[tuple[str, ...], NoDecode] = ()
    """The addresses of Temporal's web UI that may ask there, such as `http://127.0.0.1:8233`, separated by commas."""
    desk_port: Annotated[int, Field(ge=0, le=65535)] = 8081
    """The port of the desk, on this machine. `followup up` takes a free one if it's taken; 0 is off there."""
    desk_host: str = "127.0.0.1"
    """The address the desk listens on."""
    desk_url: str | None = None
    """The address colleagues use for the desk, such as `https://desk.example.com`, if a proxy is
    in front of it. Emailed links begin with it.
    """
    oidc_issuer: str | None = None
    """The address of your identity provider (OpenID Connect), exactly as its openid-configuration writes it: its tokens
    are believed that Temporal's web UI passes on to the port of `FOLLOWUP_CODEC_PORT`, and with
    `FOLLOWUP_OIDC_CLIENT_ID` colleagues log in to the desk with it.
    """
    oidc_client_id: str | None = None
    """The client id of the desk at your identity provider. Unset: colleagues log in by links alone."""
    oidc_client_secret: SecretStr | None = None
    """The client's secret. Unset: the desk is a public client, which PKCE protects."""
    oidc_audience: str = "followup"
    """The name under which your identity provider issues tokens for followup."""
    oidc_roles: str = "roles"
    """The claim of a token that holds its user's roles: `recruiter`, `lead` or `hiring_manager` may read what people
    wrote, `ops` sees ids, times and shapes. A point leads into an object: `realm_access.roles`.
    """
    metrics_host: str = "127.0.0.1"
    """The address both metrics ports listen on."""
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = ()
    """Addresses or networks of your reverse proxies, separated by commas. Only their forwarding headers are believed.
    """
    sendgrid_url: str = "https://api.sendgrid.com"
    """The address of SendGrid's API."""
    twilio_url: str = "https://api.twilio.com"
    """The address of Twilio's API."""
    sendgrid_api_key: SecretStr | None = _vendor("SENDGRID_API_KEY")
    """A SendGrid API key with Mail Send; needed with `FOLLOWUP_EMAIL=sendgrid`."""
    twilio_account_sid: str | None = _vendor("TWILIO_ACCOUNT_SID")
    """Your Twilio account's SID; needed with `FOLLOWUP_SMS=twilio`."""
    twilio_auth_token: SecretStr | None = _vendor("TWILIO_AUTH_TOKEN")
    """Your Twilio account's auth token; needed with `FOLLOWUP_SMS=twilio`."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - `_Environment` is the same, for text alone
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the same
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the same
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is given, and the environment; `read_settings` reads the files, and says the line of what is wrong."""
        return init_settings, _Environment(settings_cls)

    @field_validator("secret_key", mode="before")
    @classmethod
    def _a_list(cls, value: Any) -> Any:
        """Several keys are separated by commas, the newest first, so that a key can be rotated."""
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("greenhouse_notes", "lever_notes", "ashby_notes", mode="before")
    @classmethod
    def _kinds_of_notes(cls, value: Any) -> Any:
        """Kinds of notes, separated by commas; `none` for no notes, `all` for each kind."""
        given = tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value
        given = () if given == ("none",) else NOTE_KINDS if given == ("all",) else given
        for one in given:
            if one not in NOTE_KINDS:
                raise ValueError(f"{one!r} isn't a kind of note; there are {', '.join(NOTE_KINDS)}, all and none")
        return given

    @field_validator("sync_at")
    @classmethod
    def _time_of_day(cls, value: str) -> str:
        if value != "off" and not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", value):
            raise ValueError(f"{value!r} isn't a time of day, such as 02:00, or off")
        return value

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _networks(cls, value: Any) -> Any:
        """Addresses and networks of reverse proxies, separated by commas; their forwarding headers are believed."""
        given = tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value
        for one in given:
            try:
                ip_network(one)
            except ValueError:
                raise ValueError(
                    f"{one!r} isn't an address or network, such as 10.0.0.5 or 10.0.0.0/8, separated by commas"
                ) from None
        return given

    @field_validator("codec_origins", mode="before")
    @classmethod
    def _origins(cls, value: Any) -> Any:
        given = tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value
        for one in given:
            if not re.fullmatch(r"https?://[^/\s]+", one):
                raise ValueError(
                    f"{one!r} isn't the address of a web page's server, such as https://temporal.example.com"
                )
        return given

    @field_validator("oidc_issuer")
    @classmethod
    def _an_issuer(cls, value: str | None) -> str | None:
        """Its keys say who may read, so nobody on the way may change them."""
        if value and not re.match(r"https://[^/\s]|http://(127\.0\.0\.1|localhost)(:\d+)?(/|$)", value):
            raise ValueError("must begin with https:// (or http://127.0.0.1 on this machine)")
        return value or None

    @field_validator("smtp_timeout", mode="wrap")
    @classmethod
    def _seconds(cls, value: Any, read: ValidatorFunctionWrapHandler) -> float:
        try:
            seconds: float = read(value)
        except ValidationError:
            seconds = 0
        if not 1 <= seconds <= 120:
            raise ValueError("it must be a number of seconds from 1 to 120, such as 20")
        return seconds

    @field_validator("keep_bodies", "keep_arrivals", "keep_copies", mode="wrap")
    @classmethod
    def _a_span(cls, value: Any, read: ValidatorFunctionWrapHandler, info: ValidationInfo) -> timedelta:
        """A vendor may say a thing again for weeks, and it must be known then."""
        least, named, such = _SPANS[info.field_name or ""]
        try:
            span: timedelta = read(value)
        except ValidationError:
            raise ValueError(f"it isn't a duration, such as {such}") from None
        if not least <= span <= timedelta(days=3650):
            raise ValueError(f"it must be between {named} and ten years, such as {such}")
        return span

    @field_validator("public_url", "desk_url", "sendgrid_url", "twilio_url", "lever_url")
    @classmethod
    def _an_address(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("https://", "http://")):
            raise ValueError("must begin with https:// (or http:// on this machine)")
        return value.rstrip("/") if value else value

    @field_validator("imap_url")
    @classmethod
    def _an_imap_mailbox(cls, value: str | None) -> str | None:
        from domain.replies.mail.mailbox_address import mailbox_address

        if value is not None:
            mailbox_address(value)
        return value

    @field_validator("imap_token_url")
    @classmethod
    def _where_tokens_are(cls, value: str | None) -> str | None:
        """A secret goes there, so nobody may listen in between."""
        if value is not None and not re.match(r"https://|http://(?:127\.0\.0\.1|localhost|\[::1\])[:/]", value):
            raise ValueError("must begin with https://, such as https://oauth2.googleapis.com/token")
        return value

    @field_validator("inbound_domain")
    @classmethod
    def _a_domain(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(
            r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}", value.lower()
        ):
            raise ValueError("must be a bare domain that receives mail, such as replies.acme.com")
        return value.lower() if value else value

    @field_validator("reply_address")
    @classmethod
    def _a_mailbox(cls, value: str | None) -> str | None:
        """The company's own mailbox: `talent+<token>@acme.example` must fit into any email."""
        from domain.replies.reply_address import plus_mailbox

        return plus_mailbox(value) if value is not None else value

    @field_validator("key_store", mode="before")
    @classmethod
    def _a_key_store(cls, value: Any) -> str:
        text = str(value)
        if "://" in text and not re.match(
            r"vault\+https://[^/]+/.|vault\+http://(?:127\.0\.0\.1|localhost|\[::1\])[:/]", text
        ):
            raise ValueError("it must be a folder, or such as vault+https://vault.example.com:8200/transit")
        return text

    @field_validator("ledger_url")
    @classmethod
    def _a_ledger(cls, value: str) -> str:
        if value and not value.startswith(("sqlite:///", "postgresql+psycopg://")):
            raise ValueError("must begin with sqlite:/// or postgresql+psycopg://")
        return value

    @property
    def answers_at(self) -> str:
        """Where answers are heard: a domain that the gateway receives for, else a mailbox; empty where neither is."""
        return self.inbound_domain or self.reply_address or ""

    @property
    def stops_at(self) -> str:
        """A whole address where a stop is heard from people who have no link; empty where none is."""
        return f"reply@{self.inbound_domain}" if self.inbound_domain else self.reply_address or ""

    @property
    def ledger_address(self) -> str:
        """Where the ledger is: as set, else SQLite in the home."""
        return self.ledger_url or f"sqlite:///{self.home.resolve() / 'ledger.db'}"

    @property
    def keys_folder(self) -> Path:
        """Where the key is that signs checkpoints: in a folder of this host also where other keys are elsewhere."""
        return Path(self.key_store) if self.key_store and "://" not in self.key_store else self.home / "keys"

    @property
    def erasures_file(self) -> Path:
        """Who was erased, by pseudonym: beside the keys, so that it isn't restored along with a copy of the ledger."""
        return self.keys_folder / "erasures"

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

    @property
    def sources(self) -> dict[str, str]:
        """Where each setting comes from that is set, Temporal's too: the environment, or a file and its line."""
        return dict(self._sources)

    @property
    def temporal(self) -> dict[str, str]:
        """Temporal's own variables that stand in a file. They belong together, so those of one file count, and none
        where the environment has any.
        """
        return dict(self._temporal)

    @property
    def unknown(self) -> tuple[str, ...]:
        """A sentence for each line of a file that looks like a setting of ours and is none."""
        return self._unknown

    def remember_addresses(self) -> None:
        """From now on `without_secrets` knows the addresses of these settings."""
        for name in type(self).model_fields:
            value = getattr(self, name)
            text = value.get_secret_value() if isinstance(value, SecretStr) else value
            if isinstance(text, str) and "://" in text and (shown := masked(text)) != text:
                _ADDRESSES[text] = shown

    @property
    def nightly(self) -> time | None:
        """When everybody is compared with what an ATS holds; None for never."""
        return None if self.sync_at == "off" else time.fromisoformat(self.sync_at.zfill(5))

    def listed(self) -> dict[str, str]:
        """Every setting and its value for people, secrets masked."""
        shown = {}
        for name in type(self).model_fields:
            value = getattr(self, name)
            secret = isinstance(value, SecretStr) or (name == "secret_key" and value)
            shown[variable(name)] = MASK if secret else masked(_written(value))
        return shown


def variable(name: str) -> str:
    """The environment variable of a setting."""
    alias = Settings.model_fields[name].validation_alias
    return str(alias.choices[0]) if isinstance(alias, AliasChoices) else f"FOLLOWUP_{name.upper()}"


def _written(value: Any) -> str:
    """A setting's value as one would set it."""
    if isinstance(value, tuple):
        return ",".join(value)
    if isinstance(value, timedelta):
        return f"P{value.days}D" if not value.seconds else f"PT{value.total_seconds() / 3600:g}H"
    if isinstance(value, float):
        return f"{value:g}"
    return "" if value is None else str(value)


def read_settings(**given: Any) -> Settings:
    """The settings of this process: as given, else from the environment, else from `.env` in the working directory,
    else from `followup.env` in the home. Raises BadSetting with one sentence that names the first bad one.
    """
    _PLACES.clear()
    environment = {name.upper() for name, value in os.environ.items() if value}
    folder = _working_folder()
    here = _read_file(folder / WORKING_FOLDER_FILE, ours_alone=False) if folder else {}
    home, found = _find_home(environment, here, folder)
    at_home = _read_file((folder or Path()) / home / HOME_FILE, ours_alone=True)
    if "FOLLOWUP_HOME" in at_home:
        place = at_home["FOLLOWUP_HOME"].place
        raise BadSetting(f"{place} sets FOLLOWUP_HOME, but that file is in the home itself; set it in the environment.")
    in_files = {**at_home, **here}
    values: dict[str, Any] = {} if "FOLLOWUP_HOME" in environment else {"home": home}
    sources = {} if found is None else {"FOLLOWUP_HOME": found}
    for named, name in _VARIABLES.items():
        if named in environment:
            sources[named] = "the environment"
        elif line := in_files.get(named):
            values[named if Settings.model_fields[name].validation_alias else name] = _from_its_folder(name, line)
            sources[named] = _PLACES[named] = line.place
    try:
        settings = Settings(**(values | given))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = str(first["loc"][0]) if first["loc"] else "settings"
        named = name if name.isupper() else f"FOLLOWUP_{name.upper()}"
        message = first["msg"].removeprefix("Value error, ")
        raise BadSetting(f"The setting {named} is wrong: {message[:1].lower()}{message[1:]}.") from None
    temporal = {} if _temporals(environment) else _of_temporal(here) or _of_temporal(at_home)
    sources |= {name: "the environment" for name in sorted(environment) if name.startswith("TEMPORAL_")}
    sources |= {name: line.place for name, line in temporal.items()}
    settings._sources = {name: place for name, place in sources.items() if _VARIABLES.get(name, name) not in given}
    settings._temporal = {name: line.value for name, line in temporal.items()}
    settings._unknown = tuple(_unknown(in_files))
    settings.remember_addresses()
    return settings


class _Line(NamedTuple):
    """What a file says of one setting."""

    value: str
    file: Path
    place: str


def _read_file(path: Path, *, ours_alone: bool) -> dict[str, _Line]:
    """What a file sets: `NAME=value` a line, with or without `export`, quotes and comments; `$` is a letter like
    others. Where the file is not ours alone, lines that cannot be ours may be of any form. Raises BadSetting.
    """
    try:
        if not path.is_file():  # also a folder of that name, which is some people's Python environment
            return {}
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise BadSetting(f"The settings in {path} cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise BadSetting(
            f"The settings in {path} cannot be read because the file is not UTF-8; save it as UTF-8."
        ) from None
    found = {}
    for binding in parse_stream(io.StringIO(text)):
        leading = len(binding.original.string) - len(binding.original.string.lstrip())
        number = binding.original.line + binding.original.string[:leading].count("\n")
        place = f"{path}, line {number}"
        runs_on = "\n" in binding.original.string.strip()  # a quotation mark is missing at its end
        if binding.error or (binding.key and (binding.value is None or runs_on)):
            seems = re.match(r"\s*(?:export\s+)?['\"]?(\w+)", binding.original.string)
            name = seems[1].upper() if seems else ""
            if ours_alone or _is_ours(name):
                what = f"{name} cannot be read" if _is_ours(name) else "it cannot be read"
                raise BadSetting(f"In {place}, {what}; write NAME=value, with quotes around a value with blanks.")
        elif binding.key and binding.value:  # an empty one is as good as none, as in the environment
            found[binding.key.upper()] = _Line(binding.value, path, place)
    return found


def _working_folder() -> Path | None:
    try:
        return Path.cwd()
    except OSError:  # it has been removed
        return None


def _find_home(environment: set[str], here: dict[str, _Line], folder: Path | None) -> tuple[Path, str | None]:
    """The home, and from where it is known if not from a setting: as set, else `.followup` here or in the nearest
    folder above that has one, else one here that is yet to be made. Raises BadSetting where it is another user's.
    """
    if "FOLLOWUP_HOME" in environment:
        return next(Path(value) for name, value in os.environ.items() if name.upper() == "FOLLOWUP_HOME"), None
    if line := here.get("FOLLOWUP_HOME"):
        return _from_its_folder("home", line), None
    for place in (folder, *folder.parents) if folder else ():
        home = place / HOME
        if not _is_folder(home):
            continue
        if not _is_our_users(home):
            raise BadSetting(
                f"The home {home} belongs to another user, who could make followup send what they like; "
                f"set FOLLOWUP_HOME={home} if you mean it, or to another folder."
            )
        return (Path(HOME), None) if place == folder else (home, f"a folder above {folder}")
    return Path(HOME), None


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # in a folder that this user may not look into
        return False


def _is_our_users(folder: Path) -> bool:
    """Is it this user's, or with sudo the user's who typed it? The settings in it say where messages go."""
    if not hasattr(os, "geteuid"):
        return True
    user = os.geteuid()
    owner = folder.stat().st_uid
    return owner == user or (user == 0 and os.environ.get("SUDO_UID") == str(owner))


def _from_its_folder(name: str, line: _Line) -> Any:
    """A path that stands in a file counts from the file's folder: where the command is typed makes no difference."""
    folder = line.file.parent.resolve()
    if name in ("home", "playbook") or (name == "key_store" and "://" not in line.value):
        return Path(os.path.normpath(folder / Path(line.value).expanduser()))
    if name == "ledger_url" and (file := re.fullmatch(r"sqlite:///(?![/:])(.+)", line.value)):
        return f"sqlite:///{folder / file[1]}"
    return line.value


def _temporals(names: set[str]) -> bool:
    return any(name.startswith("TEMPORAL_") for name in names)


def _of_temporal(lines: dict[str, _Line]) -> dict[str, _Line]:
    return {name: line for name, line in lines.items() if name.startswith("TEMPORAL_")}


_VARIABLES: Final = {variable(name): name for name in Settings.model_fields}
_COMPOSE: Final = frozenset({"FOLLOWUP_DB_PASSWORD"})
"""Ours in `.env`, for docker-compose.yml alone."""


def _is_ours(named: str) -> bool:
    return named in _VARIABLES or named.startswith(("FOLLOWUP_", "TEMPORAL_"))


def _unknown(lines: dict[str, _Line]) -> Iterator[str]:
    for name, line in lines.items():
        if name.startswith("FOLLOWUP_") and name not in _VARIABLES and name not in _COMPOSE:
            near = difflib.get_close_matches(name, _VARIABLES, n=1)
            yield f"{name} in {line.place} is not a setting{f'; do you mean {near[0]}?' if near else ''}"
