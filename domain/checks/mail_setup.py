"""Do sender, recruiters, mailbox and relay go together, as far as can be said without asking DNS?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final, Literal

from domain.delivery.mail_sender import domain_of, same_domain

SENDGRID_RELAY: Final = "sendgrid.net"

_REWRITE: Final = (
    SENDGRID_RELAY, "amazonaws.com", "postmarkapp.com", "mailgun.org", "mailjet.com", "brevo.com", "sendinblue.com",
    "sparkpostmail.com", "mandrillapp.com", "resend.com",
)  # fmt: skip
"""Relays that put a MAIL FROM of their own on every mail, where bounces and SPF belong to them."""

_GOOGLE, _MICROSOFT = ("gmail.com", "google.com", "googlemail.com"), ("outlook.com", "office365.com", "live.com")
_YAHOO, _APPLE, _GMX = ("yahoo.com", "aol.com"), ("me.com", "icloud.com"), ("gmx.net", "gmx.com", "mail.com")

PUBLIC_DOMAINS: Final[dict[str, tuple[str, ...]]] = (
    dict.fromkeys(("gmail.com", "googlemail.com"), _GOOGLE)
    | dict.fromkeys(("outlook.com", "hotmail.com", "live.com", "msn.com", "outlook.de", "hotmail.fr"), _MICROSOFT)
    | dict.fromkeys(("yahoo.com", "yahoo.co.uk", "yahoo.de", "yahoo.fr", "yahoo.co.jp", "ymail.com", "aol.com"), _YAHOO)
    | dict.fromkeys(("icloud.com", "me.com", "mac.com"), _APPLE)
    | dict.fromkeys(("gmx.de", "gmx.net", "gmx.com", "gmx.at", "mail.com"), _GMX)
    | {"web.de": ("web.de",), "t-online.de": ("t-online.de",), "zoho.com": ("zoho.com", "zoho.eu")}
    | {"proton.me": ("proton.me",), "protonmail.com": ("proton.me",), "fastmail.com": ("fastmail.com",)}
    | {"qq.com": ("qq.com",), "163.com": ("163.com",), "mail.ru": ("mail.ru",), "yandex.ru": ("yandex.ru",)}
    | {"orange.fr": ("orange.fr",), "free.fr": ("free.fr",), "libero.it": ("libero.it",), "uol.com.br": ("uol.com.br",)}
)
"""Domains on which everybody can have a mailbox, and the relays that may send for them."""


@dataclass(frozen=True, slots=True)
class MailSetup:
    """How mail goes out, whom it comes from, and where answers are to come."""

    way: Literal["outbox", "smtp", "sendgrid"]
    sender: str  # the playbook's `sender.email`
    relay: str = ""  # the host of FOLLOWUP_SMTP_URL
    reply_address: str = ""
    inbound_domain: str = ""
    from_recruiter: bool = False
    recruiters: tuple[str, ...] = ()  # the addresses of those who have candidates, where they are known

    @property
    def by_sendgrid(self) -> bool:
        """Through SendGrid, by its API or its relay."""
        return self.way == "sendgrid" or (self.way == "smtp" and within(self.relay, SENDGRID_RELAY))

    @property
    def rewritten_by(self) -> str:
        """Who puts a MAIL FROM of their own on our mail; empty where ours stays."""
        if self.by_sendgrid:
            return "SendGrid"
        return self.relay if self.way == "smtp" and any(within(self.relay, one) for one in _REWRITE) else ""


@dataclass(frozen=True, slots=True)
class MailFinding:
    """What was looked at, how it is, and what to do; also where it is well and yet worth a word."""

    check: str
    ok: bool
    says: str
    do: str = ""
    warns: bool = False  # nothing is broken for certain, and yet something is missing or unknown

    def __str__(self) -> str:
        return f"{self.says[:1].upper()}{self.says[1:]}{f': {self.do}' if self.do else ''}."


def setup_findings(setup: MailSetup) -> Iterator[MailFinding]:
    """What would keep mail from being believed, or an answer from coming home, in the order of importance."""
    yield from _public_domain(setup)
    yield from _bounces(setup)
    yield from _both(setup)
    yield from _recruiters(setup)


def _public_domain(setup: MailSetup) -> Iterator[MailFinding]:
    domain = domain_of(setup.sender)
    relays = PUBLIC_DOMAINS.get(domain)
    if relays is None or setup.way == "outbox":
        return
    if setup.way == "smtp" and (_this_machine(setup.relay) or any(within(setup.relay, one) for one in relays)):
        return
    through = "SendGrid" if setup.way == "sendgrid" else setup.relay or "another relay"
    says = (
        f"sender.email is at {domain}, which {through} isn't allowed to send for, so receivers reject the "
        "email or mark it as spam"
    )
    yield MailFinding("Mail sender", False, says, "send from an address at your own domain")


def _bounces(setup: MailSetup) -> Iterator[MailFinding]:
    if setup.way != "smtp" or not setup.reply_address:
        return
    if setup.rewritten_by:
        instead = "set FOLLOWUP_EMAIL=sendgrid, which reports them" if setup.by_sendgrid else "look for them there"
        says = (
            f"{setup.rewritten_by} puts its own MAIL FROM on every email, so bounces go there and followup "
            "doesn't see them"
        )
        yield MailFinding("Bounces", True, says, instead, warns=True)
        return
    if same_domain(setup.reply_address, setup.sender):
        return
    own = domain_of(setup.sender)
    yield MailFinding(
        "Bounces",
        True,
        f"bounces go to {setup.sender} and not to FOLLOWUP_REPLY_ADDRESS, because receivers check SPF for the "
        "domain of "
        f"MAIL FROM and {domain_of(setup.reply_address)} is not the sender's",
        f"use a mailbox at {own}, or have {setup.sender} forwarded to it",
        warns=True,
    )


def _both(setup: MailSetup) -> Iterator[MailFinding]:
    if setup.inbound_domain and setup.reply_address:
        bounces = ", and bounces to the mailbox" if setup.way == "smtp" and not setup.rewritten_by else ""
        says = (
            f"FOLLOWUP_INBOUND_DOMAIN comes before FOLLOWUP_REPLY_ADDRESS: answers go to {setup.inbound_domain} and "
            f"not to {setup.reply_address}{bounces}"
        )
        yield MailFinding("Answers", True, says, "remove the one you don't want, or leave both")


def _recruiters(setup: MailSetup) -> Iterator[MailFinding]:
    if not setup.from_recruiter:
        return
    others = sorted({domain_of(one) for one in setup.recruiters if one and not same_domain(one, setup.sender)} - {""})
    if others:
        named = ", ".join(others[:3]) + (f" and {len(others) - 3} more" if len(others) > 3 else "")
        says = (
            f"email from recruiters at {named} goes out in their name from {setup.sender}, because only "
            f"{domain_of(setup.sender)} vouches for your email"
        )
        yield MailFinding("Mail sender", True, says)


def within(host: str, domain: str) -> bool:
    """Is the host the domain, or below it?"""
    host = host.rstrip(".").lower()
    return host == domain or host.endswith(f".{domain}")


def _this_machine(host: str) -> bool:
    """A relay here hands the mail on to another, of which nobody knows."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host in ("localhost", "")
