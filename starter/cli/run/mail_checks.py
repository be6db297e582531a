"""Whom mail comes from and where it comes home, for `doctor`; DNS on request alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from starter.checks.mail_notes import setup_of
from starter.cli.errors import Wrong
from starter.wording.instants import now

if TYPE_CHECKING:
    from domain.checks.mail_setup import MailFinding, MailSetup
    from domain.playbook.model import Playbook
    from ledger.store import Ledger
    from settings import Settings
    from starter.cli.run.doctor import Visit

Dns = Annotated[
    bool, typer.Option("--dns", help="Also look up SPF, DKIM, DMARC and MX: will mail servers trust your email?")
]
Selectors = Annotated[
    list[str] | None,
    typer.Option("--dkim-selector", metavar="NAME", help="With --dns: the selector your email is signed with."),
]
Server = Annotated[
    str, typer.Option("--dns-server", metavar="ADDRESS", help="With --dns: the DNS server to ask, such as 9.9.9.9.")
]


@dataclass(frozen=True, slots=True)
class DnsRequest:
    """That DNS is to be asked, whom, and about which keys."""

    selectors: tuple[str, ...] = ()
    server: str = ""


def dns_request(dns: bool, selectors: list[str] | None, server: str) -> DnsRequest | None:
    """What the options of a command say. Raises Wrong."""
    if not dns and (selectors or server):
        raise Wrong(f"{'--dkim-selector' if selectors else '--dns-server'} only works with --dns; add it.")
    return DnsRequest(tuple(selectors or ()), server) if dns else None


def say_mail(visit: Visit, ledger: Ledger | None) -> None:
    """The lines of `doctor`: whom mail comes from, where it comes home, and on request what DNS says of it."""
    from ledger.engine import LedgerUnavailable

    try:
        found = _findings(visit.settings, ledger, visit.dns)
    except LedgerUnavailable as error:
        visit.add("Mail", False, str(error), "try again")
        return
    for one in found:
        if one.ok:
            visit.add(one.check, True, f"{one.says}: {one.do}" if one.do else one.says, warns=one.warns)
        else:
            visit.add(one.check, False, one.says, one.do)


def _findings(settings: Settings, ledger: Ledger | None, asked: DnsRequest | None) -> list[MailFinding]:
    from domain.checks.mail_setup import MailFinding, setup_findings

    playbook = _playbook(settings, ledger)
    if playbook is None:  # told with the playbook, where there is a ledger
        says = "no playbook can be read, so there's no telling who email comes from"
        return [MailFinding("Mail", False, says, "see `followup playbook check`")] if asked else []
    recruiters: tuple[str, ...] = ()
    if ledger is not None and playbook.sender.from_ == "recruiter":
        team, at = ledger.team.all(), now()
        covers = [team.cover_for(one.name, one.email, at) for one in team.away(at)]
        covering = [one.who.email for one in covers if one is not None and one.who is not None]
        recruiters = tuple(sorted({*ledger.recruiter_addresses(), *covering}))
    setup = setup_of(settings, playbook, recruiters)
    found = [MailFinding("Mail", True, _summary(setup, playbook)), *setup_findings(setup)]
    return found + (_looked_up(setup, asked) if asked else [])


def _playbook(settings: Settings, ledger: Ledger | None) -> Playbook | None:
    """What is in force, else the folder's."""
    from pydantic import ValidationError

    from domain.playbook.model import NewerPlaybook, Playbook
    from ledger.playbooks.folder import BadPlaybook
    from worker import read_folder

    try:
        in_force = ledger.playbooks.in_force() if ledger is not None else None
        return Playbook.kept(in_force[1], in_force[0]) if in_force else read_folder(settings)
    except (BadPlaybook, NewerPlaybook, ValidationError):
        return None


def _summary(setup: MailSetup, playbook: Playbook) -> str:
    from domain.delivery.mail_sender import bounces_come_to

    sender = f"{playbook.sender.name} <{setup.sender}>"
    who = f"each recruiter in their name, else {sender}" if setup.from_recruiter else sender
    answers = "the recruiters' own mailboxes"
    if setup.inbound_domain:
        answers = f"reply+…@{setup.inbound_domain}"
    elif setup.reply_address:
        answers = _plus(setup.reply_address)
    bounces = ""
    if setup.way == "smtp" and not setup.rewritten_by:
        home = bounces_come_to(setup.reply_address, setup.sender)
        bounces = f", bounces to {_plus(setup.reply_address) if home else setup.sender}"
    return f"sent from {who}; replies go to {answers}{bounces}"


def _plus(mailbox: str) -> str:
    return "+…@".join(mailbox.rsplit("@", 1))


def _looked_up(setup: MailSetup, asked: DnsRequest) -> list[MailFinding]:
    from domain.checks.mail_dns import dns_findings
    from starter.checks.dns_lookup import BadNameserver, DnsLookup

    try:
        look = DnsLookup(asked.server)
    except BadNameserver as error:
        raise Wrong(str(error)) from None
    return list(dns_findings(setup, look, asked.selectors))
