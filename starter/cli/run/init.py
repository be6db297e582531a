"""`init`: settings and a playbook of one's own, and a test message to oneself."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, get_args

import typer
from pydantic import SecretStr

from settings import HOME_FILE, Settings, read_settings, variable
from starter.cli.errors import Failed, Wrong
from starter.cli.options import AsJson
from starter.cli.output.formatting import print_json
from starter.cli.run.version import version_in_force
from starter.installed import alias
from starter.wording.candidates import plain
from starter.wording.instants import now

if TYPE_CHECKING:
    from starter.own_playbook import Identity

_NEEDED: Final = {
    "smtp": {"smtp_url": "Mail relay, such as smtps://mail.example.com:465, with user and password"},
    "sendgrid": {"sendgrid_api_key": "SendGrid API key"},
    "twilio": {
        "twilio_account_sid": "Twilio account SID",
        "twilio_auth_token": "Twilio auth token",
        "sms_from": "Twilio number that texts come from, such as +12125550123",
    },
}
"""What a way out needs to be told: settings, and how each is asked for."""


class BadAnswer(Wrong):
    """What was given for an option cannot be meant; `says` is a clause on why."""

    def __init__(self, option: str, says: str) -> None:
        super().__init__(f"{option}: {says}")
        self.option, self.says = option, says


@dataclass(frozen=True)
class Typed:
    """The options of `init`."""

    company: Annotated[str | None, typer.Option(help="The company's name, as candidates know it.")] = None
    sender_name: Annotated[str | None, typer.Option(help="Who email comes from (default: COMPANY Talent).")] = None
    sender: Annotated[str | None, typer.Option(metavar="ADDRESS", help="The address email comes from.")] = None
    timezone: Annotated[str | None, typer.Option(help="The company's time zone, such as Europe/Berlin.")] = None
    country: Annotated[str | None, typer.Option(help="Its country, two letters (default: the zone's).")] = None
    postal_address: Annotated[
        str | None,
        typer.Option(help="Its postal address, shown at the end of every email."),
    ] = None
    email: Annotated[str | None, typer.Option(help="How email is sent: outbox, smtp or sendgrid.")] = None
    sms: Annotated[str | None, typer.Option(help="How texts are sent: outbox or twilio.")] = None
    smtp_url: Annotated[str | None, typer.Option(help="The mail relay, for --email smtp.")] = None
    sendgrid_api_key: Annotated[str | None, typer.Option(help="For --email sendgrid.")] = None
    twilio_account_sid: Annotated[str | None, typer.Option(help="For --sms twilio.")] = None
    twilio_auth_token: Annotated[str | None, typer.Option(help="For --sms twilio.")] = None
    sms_from: Annotated[str | None, typer.Option(help="The number texts come from, for --sms twilio.")] = None
    playbook: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Where your playbook goes (default: `playbook` next to the home)."),
    ] = None
    to: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Who gets the test message (default: the sender).")
    ] = None
    test: Annotated[
        bool, typer.Option("--test", help="Only send the test message again, with the current settings.")
    ] = False
    as_json: AsJson = False


def init(typed: Typed) -> None:
    """Set up followup: asks for what you leave out, writes followup.env and your own playbook, and sends you a test."""
    settings = read_settings()
    if typed.test:
        _tell(Done(_send_test(settings, typed.to, _company_of(settings))), typed.as_json)
        return
    _tell(set_up(settings, typed, Asking(sys.stdin.isatty() and not typed.as_json)), typed.as_json)


def set_up(settings: Settings, typed: Typed, ask: Asking) -> Done:
    """Write the settings and the playbook, and send the test message; all that is wrong is said while nothing is
    written. Raises Wrong, Failed and BadSetting.
    """
    home = settings.home.resolve()
    target = (typed.playbook or home.parent / "playbook").resolve()
    _refuse_to_overwrite(home / HOME_FILE, target)
    identity = _identity(ask, typed)
    values = _ways_out(ask, settings, typed)
    receiver = _address(typed.to, "--to") if typed.to else identity.sender.email
    _write(settings, home, target, identity, values)
    tested = _send_test(read_settings(), receiver, identity)
    return Done(tested, home / HOME_FILE, target, version_in_force()[0])


# ------------------------------------------------------------ what is asked


class MissingAnswer(Wrong):
    """An option that is needed was not given, and nobody can be asked."""

    def __init__(self, option: str) -> None:
        super().__init__(f"{option} is missing; give it, or type `followup init` in a terminal to be asked.")
        self.option = option


@dataclass(frozen=True)
class Asking:
    """Asks on a terminal; elsewhere what is not given, and has no usual answer, is a wrong usage."""

    at_terminal: bool

    def __call__(
        self,
        given: str | None,
        option: str,
        question: str,
        read: Callable[[str, str], str],
        usual: str | None = None,
        *,
        hidden: bool = False,
    ) -> str:
        if given is not None:
            return read(given, option)
        if not self.at_terminal:
            if usual is None:
                raise MissingAnswer(option)
            return read(usual, option)
        while True:
            typed = typer.prompt(question, default=usual, show_default=bool(usual), err=True, hide_input=hidden)
            try:
                return read(str(typed), "Again, please")
            except Wrong as error:
                print(error, file=sys.stderr)


def _identity(ask: Asking, typed: Typed) -> Identity:
    from domain.playbook.model import Company, SenderIdentity
    from domain.time.zones import country_of_zone
    from starter.own_playbook import Identity

    name = ask(typed.company, "--company", "Your company's name", _words)
    address = ask(typed.sender, "--sender", "Address that email comes from", _address)
    who = ask(typed.sender_name, "--sender-name", "Name that email comes from", _words, f"{name} Talent")
    zone = ask(typed.timezone, "--timezone", "Time zone, such as Europe/Berlin", _zone)
    land = ask(typed.country, "--country", "Country, two letters", _country, country_of_zone(zone) or None)
    post = ask(typed.postal_address, "--postal-address", "Postal address, below every email", _line, "")
    of = Company(name=name, timezone=zone, country=land, postal_address=post)
    return Identity(of, SenderIdentity.model_validate({"name": who, "email": address}))


def _ways_out(ask: Asking, settings: Settings, typed: Typed) -> dict[str, str]:
    """The settings of both ways out. What the environment or `.env` sets stays there."""
    ways = _one_of("outbox", "smtp", "sendgrid")
    by_mail = ask(typed.email, "--email", "Email by outbox (kept in files), smtp or sendgrid", ways, settings.email)
    by_text = ask(typed.sms, "--sms", "Texts by outbox or twilio", _one_of("outbox", "twilio"), settings.sms)
    values = {"FOLLOWUP_EMAIL": by_mail, "FOLLOWUP_SMS": by_text}
    for name, question in {**_NEEDED.get(by_mail, {}), **_NEEDED.get(by_text, {})}.items():
        given = getattr(typed, name)
        if given is None and variable(name) in settings.sources:
            continue
        hidden = SecretStr in get_args(Settings.model_fields[name].annotation)
        values[variable(name)] = ask(given, f"--{name.replace('_', '-')}", question, _words, hidden=hidden)
    return values


def _line(text: str, _: str) -> str:
    from domain.one_line import one_line

    return one_line(text)


def _words(text: str, option: str) -> str:
    if not (line := _line(text, option)):
        raise BadAnswer(option, "it's empty; enter it.")
    return line


def _address(text: str, option: str) -> str:
    from domain.addresses import BadAddress, normal_email

    try:
        return normal_email(text)
    except BadAddress as error:
        raise BadAnswer(option, str(error)) from None


def _zone(text: str, option: str) -> str:
    from domain.time.zones import zone_named

    if not (found := zone_named(text)):
        raise BadAnswer(option, f"{plain(text)!r} is not a time zone; write one such as America/New_York.")
    return found


def _country(text: str, option: str) -> str:
    import phonenumbers

    code = text.strip().upper()
    if code not in phonenumbers.SUPPORTED_REGIONS:
        raise BadAnswer(option, f"{plain(text)!r} is not a country's two letters, such as US or DE.")
    return code


def _one_of(*ways: str) -> Callable[[str, str], str]:
    def read(text: str, option: str) -> str:
        if (way := text.strip().lower()) not in ways:
            raise BadAnswer(option, f"{plain(text)!r} is not one of {', '.join(ways)}.")
        return way

    return read


# ------------------------------------------------------------ what is written


def _refuse_to_overwrite(file: Path, target: Path) -> None:
    if os.path.lexists(file):
        raise Wrong(
            f"{file} already exists and isn't overwritten: edit it, or remove it first. "
            "`followup init --test` sends a test message with it."
        )
    if os.path.lexists(target):
        raise Wrong(f"{target} already exists and isn't overwritten: give --playbook a folder that doesn't exist yet.")


def _write(settings: Settings, home: Path, target: Path, identity: Identity, values: dict[str, str]) -> None:
    """The playbook's folder and the file of settings: both, or none. Raises Wrong, Failed and BadSetting."""
    from starter.own_playbook import drafted, refusal
    from worker import senders_of

    named = os.path.relpath(target, home) if target.is_relative_to(home.parent) else str(target)
    values = {"FOLLOWUP_PLAYBOOK": named, **values}
    for name in values:
        if (place := settings.sources.get(name)) is not None:
            counts = {"FOLLOWUP_EMAIL": settings.email, "FOLLOWUP_SMS": settings.sms}.get(name)
            if counts != values[name]:
                raise Wrong(
                    f"{name} is set in {place}, which takes precedence over {HOME_FILE}; remove it there first."
                )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with drafted(target, identity) as (draft, playbook):
            fields = {name.removeprefix("FOLLOWUP_").lower(): value for name, value in values.items()
                      if name.startswith("FOLLOWUP_")}  # fmt: skip
            others = {name: value for name, value in values.items() if not name.startswith("FOLLOWUP_")}
            wished = read_settings(**(fields | {"playbook": target} | others))
            if why := refusal(wished, playbook.version):
                raise Wrong(why)
            senders_of(wished)  # says what is malformed while nothing is written yet
            home.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write_settings(home / HOME_FILE, values)
            try:
                draft.rename(target)
            except OSError:
                (home / HOME_FILE).unlink()
                raise
    except OSError as error:
        raise Failed(f"{error.filename or target} cannot be written ({error.strerror}).") from None


def _write_settings(file: Path, values: dict[str, str]) -> None:
    lines = [f"{name}={_quoted(value)}\n" for name, value in values.items()]
    descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
        opened.write(
            "# Settings of this installation; the environment and .env in the current folder take precedence.\n"
        )
        opened.writelines(lines)


def _quoted(value: str) -> str:
    """As a line of a settings file has it."""
    if re.fullmatch(r"[\w@:/.,+%-]+", value, re.ASCII):
        return value
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


# ------------------------------------------------------------ the test message


@dataclass(frozen=True)
class Tested:
    to: str
    way: str
    accepted: bool
    says: str


@dataclass(frozen=True)
class Done:
    tested: Tested
    settings: Path | None = None
    playbook: Path | None = None
    in_force: str | None = None


def _company_of(settings: Settings) -> Identity:
    """Whose playbook the settings name. Raises BadPlaybook, and Wrong where it may not write to anybody for real."""
    from starter.own_playbook import Identity, refusal
    from worker import read_folder

    playbook = read_folder(settings)
    if why := refusal(settings, playbook.version):
        raise Wrong(why)
    return Identity(playbook.company, playbook.sender)


def _send_test(settings: Settings, to: str | None, identity: Identity) -> Tested:
    from channels.html import bodies
    from channels.mime import message_id
    from channels.sender import Accepted, OutgoingMessage, Unknown
    from domain.names import Channel
    from worker import senders_of

    receiver = _address(to, "--to") if to else identity.sender.email
    at = now()
    key = f"test/{at:%Y%m%dT%H%M%S%f}"
    words = (
        f"This is the test message from `followup init`: messages from {identity.company.name} to candidates will come "
        f"from {identity.sender.name}, like this one.\n\nNothing else has been sent, and nobody else got this."
    )
    text, html = bodies(words, title="Test")
    message = OutgoingMessage(
        touch_key=key,
        attempt=1,
        to=receiver,
        subject="A test message from followup",
        text=text,
        html=html,
        sender_name=identity.sender.name,
        sender_address=identity.sender.email,
        message_id=message_id(key, identity.sender.email.rpartition("@")[2], settings.keys),
        sent_at=at,
        automatic=True,
    )
    outcome = senders_of(settings)[Channel.EMAIL].send(message)
    if isinstance(outcome, Accepted):
        return Tested(receiver, settings.email, True, "")
    doubt = "it's unclear whether it was sent: " if isinstance(outcome, Unknown) else ""
    return Tested(receiver, settings.email, False, f"{doubt}{outcome.reason}")


# ------------------------------------------------------------ what is said


def _tell(done: Done, as_json: bool) -> None:
    tested = done.tested
    next_ = _next(done)
    if as_json:
        told: dict[str, Any] = {
            "settings": str(done.settings) if done.settings else None,
            "playbook": str(done.playbook) if done.playbook else None,
            "in_force": done.in_force,
            "test": asdict(tested),
            "next": next_,
        }
        print_json(told)
    else:
        if done.settings:
            print(f"Settings  {done.settings} (only you can read it)")
            print(f"Playbook  {done.playbook}")
        if tested.accepted:
            where = "kept in the outbox" if tested.way == "outbox" else f"sent by {tested.way}"
            print(f"Test      {where}, to {plain(tested.to)}")
        print("Next")
        print("\n".join(f"  {line}" for line in next_))
    if not tested.accepted:
        correct = "correct the settings" if done.settings is None else f"correct {done.settings}"
        raise Failed(
            f"The test message to {tested.to} was not sent by {tested.way} ({tested.says.rstrip('.')}); {correct}, "
            "then run `followup init --test`."
        )


def _next(done: Done) -> list[str]:
    lines = [first] if (first := alias()) else []
    if done.tested.accepted and done.tested.way == "outbox":
        lines.append("followup outbox          shows the test message")
    if done.playbook:
        lines.append("followup playbook check  says what's left to do in your playbook")
        if done.in_force:
            lines.append("followup playbook diff   a playbook is in force already: whose next contact moves")
            lines.append("followup playbook apply  puts yours in force")
    lines.append("followup up              starts Temporal, worker, gateway and desk")
    return [*lines, "followup doctor          checks that everything works"]
