"""How mail would go by the settings and a playbook, and what is worth a word about it without asking anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from domain.checks.mail_setup import MailSetup
    from domain.playbook.model import Playbook
    from settings import Settings


def setup_of(settings: Settings, playbook: Playbook, recruiters: tuple[str, ...] = ()) -> MailSetup:
    """How mail goes, by the settings and a playbook."""
    from domain.checks.mail_setup import MailSetup

    relay = ""
    if settings.email == "smtp" and settings.smtp_url is not None:
        try:
            relay = urlsplit(settings.smtp_url.get_secret_value()).hostname or ""
        except ValueError:  # told with the ways out
            relay = ""
    return MailSetup(
        way=settings.email,
        sender=playbook.sender.email.strip(),
        relay=relay,
        reply_address=settings.reply_address or "",
        inbound_domain=settings.inbound_domain or "",
        from_recruiter=playbook.sender.from_ == "recruiter",
        recruiters=recruiters,
    )


def notes(playbook: Playbook, settings: Settings | None = None) -> list[str]:
    """What is worth a word without asking DNS or the ledger, a sentence each; none where the settings are wrong.

    `settings`: else they are read.
    """
    from domain.checks.mail_setup import setup_findings
    from settings import BadSetting, read_settings

    try:
        settings = settings or read_settings()
    except BadSetting:  # told by whatever needs them
        return []
    return [str(finding) for finding in setup_findings(setup_of(settings, playbook))]
