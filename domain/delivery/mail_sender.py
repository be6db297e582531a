"""Whom a mail comes from: the company, or its recruiter, by name and from an address that receivers believe (R10).

A receiver believes a From: whose domain vouches for the mail. So a recruiter's own address is used on the company's
sending domain alone, and the token that brings a bounce home stands in MAIL FROM on that domain alone.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from domain.addresses import BadAddress, ascii_domain, normal_email
from domain.events.envelope import Person
from domain.playbook.model import Playbook

_LONGEST_NAME: Final = 60
_NEVER_IN_A_NAME: Final = re.compile(r'[<>"\\;]')
_DOTS: Final = {ord(sign): "." for sign in "\u3002\u2024\ua4f8\u0701\u0702\u06d4"}
_LIKE_AN_ADDRESS: Final = re.compile(
    r"@|://|^\W*www\.|\w\.(?:com|net|org|info|biz|io|co|app|dev|example)\b|[\w-]{2,}\.(?:[a-z]{2,}|[A-Z]{3,})(?![\w.])"
)
"""A mail's, or a page's: `bank.example`; no `Ph.D.` and no `J.R.`."""
_BLANK_LETTERS: Final = "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\u034f"
_JOINERS: Final = "\u200c\u200d"
"""Persian and the languages of India are written with them; other invisible characters only deceive."""


class MailSender(NamedTuple):
    """The name and address of From:."""

    name: str
    email: str

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"


def mail_sender(playbook: Playbook, recruiter: Person | None) -> MailSender:
    """From whom a mail about this recruiter's application goes.

    "Kim Park, Acme" from their own address where it is on the domain of `sender.email`, else from that one; the
    company's name and address where no recruiter is named.
    """
    company = MailSender(playbook.sender.name, playbook.sender.email)
    if playbook.sender.from_ != "recruiter" or recruiter is None:
        return company
    name = display_name(recruiter.name)
    if not name:
        return company
    return MailSender(_of_the_company(name, playbook.company.name), own_address(playbook, recruiter) or company.email)


def own_address(playbook: Playbook, recruiter: Person) -> str:
    """The recruiter's address, where a mail may come from it; empty where it is none, or on another domain."""
    try:
        address = normal_email(recruiter.email)
    except BadAddress:
        return ""
    return address if address.isascii() and same_domain(address, playbook.sender.email) else ""


def bounces_come_to(mailbox: str, sender: str) -> bool:
    """May MAIL FROM name this mailbox for mail of this sender? Only on the very domain.

    SPF is looked up at the domain of MAIL FROM, and a sub-domain has a record of its own or none: with another domain
    a mail might no longer be believed, which is worse than a bounce that nobody hears.
    """
    return bool(mailbox) and same_domain(mailbox, sender)


def same_domain(one: str, other: str) -> bool:
    """Are two addresses on the same domain, in whichever of its two spellings?"""
    first, second = domain_of(one), domain_of(other)
    return first == second != ""


def domain_of(address: str) -> str:
    """The domain of an address, in ASCII and lower case; empty where it has none."""
    domain = address.rpartition("@")[2].strip().lower() if "@" in address else ""
    try:
        return ascii_domain(domain)
    except BadAddress:
        return domain


def display_name(text: str) -> str:
    """A colleague's name as it may stand before an address: one line, nothing that is or looks like an address."""
    visible = "".join(c if _is_visible(c) else " " for c in text)
    words = [word for word in visible.split() if not _LIKE_AN_ADDRESS.search(_plain(word))]
    name = " ".join("".join(" " if _NEVER_IN_A_NAME.search(_plain(c)) else c for c in " ".join(words)).split())
    name = name.strip(" ,:-'")
    if len(name) > _LONGEST_NAME:
        name = name[: _LONGEST_NAME + 1].rpartition(" ")[0] or name[:_LONGEST_NAME]
    return name if any(c.isalnum() for c in name) else ""


def _plain(text: str) -> str:
    """As a reader sees it: there are wider, smaller and other signs that look like `@`, `<` and `.`."""
    return unicodedata.normalize("NFKC", text).translate(_DOTS)


def _is_visible(char: str) -> bool:
    return char in _JOINERS or (unicodedata.category(char)[0] not in "CZ" and char not in _BLANK_LETTERS)


def _of_the_company(name: str, company: str) -> str:
    """`Kim Park, Acme`; the name alone where it says the company already."""
    company = " ".join(company.split())
    said = re.search(rf"(?<!\w){re.escape(company)}(?!\w)", name, re.IGNORECASE) if company else True
    return name if said else f"{name}, {company}"
