"""`sandbox`: SendGrid and Twilio as they behave, on this machine: to try followup without an account."""

from __future__ import annotations

import json
import shlex
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import typer

from settings import DEFAULT_PLAYBOOK, Settings, read_settings
from starter.cli.errors import Failed, Wrong
from starter.cli.options import AsJson
from starter.wording.instants import now

if TYPE_CHECKING:
    from sandbox.ats.server import Asked
    from sandbox.faults import Faults
    from sandbox.journal import Handled

PORT = 8090
_ATSS = ("greenhouse", "lever", "ashby")

_ANN = "followup enroll --id ann --name 'Ann Lee' --email ann@example.com --job eng --job-title Engineer"
_ZONES = ("America/New_York", "Europe/Berlin", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Auckland", "Asia/Kolkata")
_NOON = 12.5


def sandbox(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the sandbox; 0 for a free one.")] = PORT,
    gateway: Annotated[
        str, typer.Option(metavar="URL", help="Where followup's gateway is: events and answers go there.")
    ] = "http://127.0.0.1:8080",
    faults: Annotated[
        str,
        typer.Option(
            metavar="SEED:KINDS",
            help="What goes wrong, the same for the same seed: 7:all, or 7:too-many,accept-then-hang=0.2 with the "
            "share of messages that meets it (0.1 unless given).",
        ),
    ] = "none",
    ats: Annotated[
        str, typer.Option(metavar="SYSTEM", help="Stand in for an ATS too, with people: greenhouse, lever, ashby.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Stand in for SendGrid and Twilio on this computer, until Ctrl-C: nothing leaves it.

    Its page shows each message as the candidate sees it, and lets you be the candidate:
    answer, bounce, complain, unsubscribe, text STOP. `followup up` sends here with the
    settings that are printed, in a home of its own, so that no real candidate is touched.
    The kinds of faults are in docs/sandbox.md.
    """
    from sandbox.accounts import UNSET, accounts_in, folder_in, settings_for, write_settings
    from sandbox.faults import read_faults
    from sandbox.running import in_words, running

    try:
        dealt = read_faults(faults)
    except ValueError as error:
        raise Wrong(str(error)) from None
    address = _address(gateway)
    ours = read_settings()
    folder = folder_in(ours.home)
    accounts = accounts_in(folder)
    if ats not in ("", *_ATSS):
        raise Wrong(f"There is no ATS {ats!r} in the sandbox; there are {', '.join(_ATSS)}.")
    try:
        with (
            running(
                accounts, port=port, gateway=address, faults=dealt, watcher=_in_json if as_json else _in_words
            ) as provider,
            _ats_running(ats, port and port + 1, address, dealt, as_json=as_json) as theirs,
        ):
            settings = settings_for(accounts, provider.url, address, folder) | _playbook_for(ours, folder) | theirs
            file = write_settings(settings, folder)
            if as_json:
                said = {"url": provider.url, "settings": settings, "unset": UNSET, "file": str(file.resolve())}
                print(json.dumps(said), flush=True)
            else:
                _tell(provider.url, settings, UNSET, file, address, in_words(dealt))
            _until_told_to_stop()
    except OSError as error:
        raise Failed(f"Port {port} cannot be used ({error.strerror}); choose another with --port.") from None


@contextmanager
def _ats_running(
    ats: str, port: int, gateway: str, faults: Faults | None, *, as_json: bool
) -> Iterator[dict[str, str]]:
    """An ATS for as long as the block runs; the settings that connect followup to it. Made up anew at each start, as
    its people are.
    """
    if not ats:
        yield {}
        return
    import secrets

    from sandbox.ats.ashby import AshbyFake
    from sandbox.ats.greenhouse import GreenhouseFake
    from sandbox.ats.lever import LeverFake
    from sandbox.ats.page import AtsPage
    from sandbox.ats.sample import HookPosts, move_in
    from sandbox.ats.server import AtsServer

    password, secret = secrets.token_hex(16), secrets.token_hex(16)
    fake: GreenhouseFake | LeverFake | AshbyFake = LeverFake(key=password, secret=secret)
    if ats == "greenhouse":
        fake = GreenhouseFake(client_id="sandbox", client_secret=password, secret=secret)
    elif ats == "ashby":
        fake = AshbyFake(key=password, secret=secret, surname_first=True)
    move_in(fake, now())

    def asked(request: Asked, status: int) -> None:
        if request.method == "POST" and fake.writes(request):
            _said_in(ats, f"note, answered {status or 'nothing'}", as_json=as_json)

    def told(kind: str, status: int) -> None:
        _said_in(ats, f"{kind}, the gateway answered {status}", as_json=as_json)

    with (
        AtsServer(fake, faults=faults, port=port, watcher=asked, page=AtsPage(fake).answer) as server,
        HookPosts(fake.hooks, f"{gateway}/hooks/{ats}", told),
    ):
        _said_in(ats, f"its people are at {server.url}", as_json=as_json)
        if isinstance(fake, LeverFake):
            yield {
                "FOLLOWUP_LEVER_API_KEY": fake.key,
                "FOLLOWUP_LEVER_SECRET": fake.secret,
                "FOLLOWUP_LEVER_URL": f"{server.url}/v1",
                "FOLLOWUP_LEVER_NOTES": "all",
            }
        elif isinstance(fake, AshbyFake):
            yield {
                "FOLLOWUP_ASHBY_API_KEY": fake.key,
                "FOLLOWUP_ASHBY_SECRET": fake.secret,
                "FOLLOWUP_ASHBY_URL": server.url,
                "FOLLOWUP_ASHBY_MAIL_FROM": "talent@acme.example",
            }
        else:
            yield {
                "FOLLOWUP_GREENHOUSE_CLIENT_ID": fake.client_id,
                "FOLLOWUP_GREENHOUSE_CLIENT_SECRET": fake.client_secret,
                "FOLLOWUP_GREENHOUSE_SECRET": fake.secret,
                "FOLLOWUP_GREENHOUSE_URL": server.url,
                "FOLLOWUP_GREENHOUSE_TOKEN_URL": f"{server.url}/token",
            }


def _said_in(ats: str, what: str, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"ats": ats, "what": what, "at": now().isoformat()}), flush=True)
    else:
        print(f"{now().astimezone():%H:%M:%S}  {ats:10}  {what}", flush=True)


def _playbook_for(ours: Settings, folder: Path) -> dict[str, str]:
    """Your playbook; the sample company's gets another name, since as it came nothing goes out with it but to files."""
    from domain.playbook.model import Company, SenderIdentity
    from starter.own_playbook import Identity, drafted

    target = folder.resolve() / "playbook"
    if ours.playbook != DEFAULT_PLAYBOOK:
        return {"FOLLOWUP_PLAYBOOK": str(ours.playbook.resolve())}
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        street = "123 Main Street, New York, NY 10001, USA"
        company = Company(name="Acme Sandbox", timezone="America/New_York", country="US", postal_address=street)
        sender = SenderIdentity.model_validate({"name": "Acme Talent", "email": "talent@acme.example"})
        with drafted(target, Identity(company, sender)) as (draft, _):
            draft.rename(target)
    return {"FOLLOWUP_PLAYBOOK": str(target)}


def _address(gateway: str) -> str:
    parts = urlsplit(gateway)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/") or parts.query:
        raise Wrong(f"{gateway!r} isn't a gateway's address, such as http://127.0.0.1:8080.")
    return gateway.rstrip("/")


def _tell(url: str, settings: dict[str, str], unset: tuple[str, ...], file: Path, gateway: str, faults: str) -> None:
    whole = file.resolve()
    shown = whole.relative_to(Path.cwd()) if whole.is_relative_to(Path.cwd()) else whole
    lines = [
        "The sandbox is running: it stands in for SendGrid and Twilio until Ctrl-C, and nothing leaves this computer.",
        f"  See it    {url}",
        f"  Faults    {faults}",
        f"  Send here source {shlex.quote(str(shown))}",
        f"            followup up --gateway-port {urlsplit(gateway).port or 80}",
        "            and, in a third shell, the same `source` line, then:",
        f"            {_ANN} --timezone {zone_by_day(now())}",
        "            It's daytime there; nothing goes out at night (`followup why ann` says when it will).",
        "",
        "What that file sets:",
        *(f"  {name}={value}" for name, value in settings.items()),
        f"and unsets: {', '.join(unset)}",
        "",
    ]
    print("\n".join(lines), flush=True)


def zone_by_day(now: datetime) -> str:
    """A time zone in which it is about noon, so that somebody who tries it sees a message at once (R5)."""

    def from_noon(zone: str) -> float:
        local = now.astimezone(ZoneInfo(zone))
        return abs(local.hour + local.minute / 60 - _NOON)

    return min(_ZONES, key=from_noon)


def _in_words(handled: Handled) -> None:
    """A line per request for a message; no address and no words of it."""
    what = {"sendgrid": "email", "twilio": "text"}.get(handled.vendor, "other")
    taken = "accepted" if handled.accepted else "not accepted"
    told = f"answered {handled.told}" if handled.told else "no answer"
    fault = f"  {handled.fault}" if handled.fault else ""
    at = datetime.fromtimestamp(handled.wall, UTC).astimezone()
    print(f"{at:%H:%M:%S}  {what:6}  {taken:12}  {told:12}{fault}  {handled.touch}".rstrip(), flush=True)


def _in_json(handled: Handled) -> None:
    said: dict[str, Any] = {
        name: getattr(handled, name) for name in ("number", "vendor", "touch", "fault", "accepted", "told", "ident")
    }
    print(json.dumps(said | {"at": datetime.fromtimestamp(handled.wall, UTC).isoformat()}), flush=True)


def _until_told_to_stop() -> None:
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    while not stop.wait(0.5):
        pass
