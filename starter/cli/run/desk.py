"""`desk`: the colleagues' web application; `desk link`: a link to log in; `desk out`: log somebody out everywhere."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from clock import Clock, host_now
from settings import Settings, read_settings
from starter.cli.errors import Wrong
from starter.cli.options import AsJson, author
from starter.cli.output.formatting import print_json
from starter.cli.people import open_ledger
from starter.wording.candidates import plain
from starter.wording.instants import now

if TYPE_CHECKING:
    from desk.access.identity import Identifying
    from desk.access.login import Mailing
    from desk.coming_in.setting_up import SettingUp
    from domain.people.team import Member
    from ledger.people.desk_access import Person
    from ledger.store import Ledger

desk = typer.Typer(
    help="Run the desk, your team's work in the browser, until Ctrl-C.",
    invoke_without_command=True,
)

_PORT: Final = "Port to listen on, on this machine (default: FOLLOWUP_DESK_PORT, 8081)."


@desk.callback()
def serve(context: typer.Context, port: Annotated[int | None, typer.Option(help=_PORT)] = None) -> None:
    """Serve the desk until Ctrl-C; `followup up` does so too."""
    if context.invoked_subcommand is not None:
        return
    import sys

    from desk.app import Given
    from desk.serving import serve as serving
    from starter.cli.run.services import begin

    settings = read_settings()
    print("-- desk starts --", file=sys.stderr, flush=True)
    begin(settings)
    known = identifying(settings, host_now)

    def given(ledger: Ledger) -> Given:
        return Given(mailing(settings, ledger), known, setting_up(settings))

    asyncio.run(serving(settings, settings.desk_port if port is None else port, given))


@desk.command()
def link(
    recruiter: Annotated[
        str | None, typer.Argument(metavar="RECRUITER", help="Name or address on the team (default: you, as a lead).")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Print a link that logs a colleague in, once, within the hour."""
    from ledger.people.desk_access import of_login, of_team

    settings = read_settings()
    with open_ledger(settings) as ledger:
        person = of_team(_member(ledger, recruiter)) if recruiter else of_login(author(None))
        url = printed_link(settings, ledger, person)
    if as_json:
        print_json({"name": person.name, "email": person.email, "role": person.role, "link": url})
    else:
        print(f"This link logs {plain(person.shown)} in once, within the hour: {url}")


@desk.command()
def out(
    colleague: Annotated[str | None, typer.Argument(metavar="RECRUITER", help="Name or address on the team.")] = None,
    everybody: Annotated[bool, typer.Option("--all", help="Log everyone out.")] = False,
    as_json: AsJson = False,
) -> None:
    """Log a colleague out everywhere and cancel their unused links."""
    if (colleague is None) is not everybody:
        raise Wrong("Name a colleague, or give --all.")
    with open_ledger() as ledger:
        key = _member(ledger, colleague).key if colleague else None
        ended = ledger.desk.end_all(key, now())
    if as_json:
        print_json({"ended": ended})
    else:
        print(f"{ended} {'session has' if ended == 1 else 'sessions have'} ended.")


def _member(ledger: Ledger, typed: str) -> Member:
    """Who is meant, with a role. Raises Wrong."""
    from domain.views.workload import Colleague
    from starter.cli.ask.recruiters import the_colleague

    team = ledger.team.all()
    meant = the_colleague(typed, [Colleague(one.name, one.email) for one in team.people])
    found = team.find(meant.name, meant.email)
    if found is None:
        raise Wrong(f"{plain(typed)!r} isn't on the team; add them to team.yaml, or leave the name out.")
    return found


def printed_link(settings: Settings, ledger: Ledger, person: Person, port: int | None = None) -> str:
    """A link that logs in at once, whole."""
    token = ledger.desk.printed_link(person, now())
    return f"{desk_address(settings, port)}/in/{token}"


def desk_address(settings: Settings, port: int | None = None) -> str:
    """Where colleagues reach the desk: as set, as `up` that runs here says, or at its usual port."""
    import json
    from contextlib import suppress

    from settings import RUNNING_FILE

    if settings.desk_url:
        return settings.desk_url
    if port is None:
        with suppress(OSError, ValueError, KeyError):
            return str(json.loads((settings.home / RUNNING_FILE).read_text())["desk"])
    return f"http://127.0.0.1:{settings.desk_port if port is None else port}"


def mailing(settings: Settings, ledger: Ledger) -> Mailing | None:
    """What mails a link to a colleague; None where mail is only kept in files."""
    if settings.email == "outbox":
        return None
    from channels.building import email_sender

    sender = email_sender(settings)

    async def send(person: Any, token: str) -> None:
        await asyncio.to_thread(_mail, settings, ledger, sender, person, token)

    return send


def identifying(settings: Settings, clock: Clock) -> Identifying | None:
    """The company's identity provider, as colleagues log in with it; None where there is none. Asks it nothing."""
    if settings.oidc_issuer is None or settings.oidc_client_id is None:
        return None
    from desk.access.identity import Begun, IdentityAway, NotIdentified
    from integrations.oidc.login import LoginProvider
    from integrations.oidc.provider import NotBelieved, ProviderAway

    secret = settings.oidc_client_secret.get_secret_value() if settings.oidc_client_secret else None
    provider = LoginProvider(settings.oidc_issuer, settings.oidc_client_id, secret, clock)

    class Known:
        """The provider, with the desk's own errors."""

        def begin(self, back_to: str) -> Begun:
            try:
                return provider.begin(back_to)
            except ProviderAway as error:
                raise IdentityAway(str(error)) from None

        def finish(self, answer: Mapping[str, str], nonce: str, verifier: str, back_to: str) -> str:
            try:
                return provider.finish(answer, nonce, verifier, back_to)
            except NotBelieved as error:
                raise NotIdentified(str(error)) from None
            except ProviderAway as error:
                raise IdentityAway(str(error)) from None

    return Known()


def setting_up(settings: Settings) -> SettingUp:
    """What `followup init` does, for a lead who answers at the desk."""
    from desk.coming_in.setting_up import NotSetUp, SetUp
    from settings import BadSetting
    from starter.cli.errors import Failed
    from starter.cli.run.init import Asking, BadAnswer, MissingAnswer, Typed, set_up

    def set_it_up(answers: Mapping[str, str]) -> SetUp:
        given: dict[str, Any] = {name: value for name, value in answers.items() if value}
        try:
            made = set_up(settings, Typed(**given), Asking(at_terminal=False))
        except MissingAnswer as error:
            raise NotSetUp("Something is missing here; fill it in.", _field(error.option)) from None
        except BadAnswer as error:
            raise NotSetUp(f"{error.says[:1].upper()}{error.says[1:]}", _field(error.option)) from None
        except (Wrong, Failed, BadSetting) as error:
            raise NotSetUp(str(error)) from None
        assert made.settings is not None and made.playbook is not None
        tested = made.tested
        return SetUp(read_settings(), made.settings, made.playbook, tested.accepted, tested.to, tested.says)

    return set_it_up


def _field(option: str) -> str:
    return option.removeprefix("--").replace("-", "_")


def _mail(settings: Settings, ledger: Ledger, sender: Any, person: Any, token: str) -> None:
    import logging

    from channels.html import bodies
    from channels.mime import message_id
    from channels.sender import Accepted, OutgoingMessage
    from desk.access.link_mail import mail_of
    from domain.names import NOBODY, digest
    from ledger.store import LedgerUnavailable, NoPlaybook

    log = logging.getLogger("followup.desk")
    try:
        from_whom = ledger.playbooks.rules().playbook.sender
    except (LedgerUnavailable, NoPlaybook) as error:
        log.warning("a link was not mailed: %s", type(error).__name__)
        return
    subject, markdown = mail_of(person.name, desk_address(settings), token)
    text, html = bodies(markdown, title=subject)
    key = f"{NOBODY}/desk/{digest('desk link', token)}"
    outcome = sender.send(
        OutgoingMessage(
            touch_key=key,
            attempt=1,
            to=person.email,
            to_name=person.name,
            subject=subject,
            text=text,
            html=html,
            sender_name=from_whom.name,
            sender_address=from_whom.email,
            message_id=message_id(key, from_whom.email.rpartition("@")[2], ledger.secret_keys),
            sent_at=now(),
            automatic=True,
        )
    )
    log.info("a link was asked for: %s", "mailed" if isinstance(outcome, Accepted) else type(outcome).__name__)
