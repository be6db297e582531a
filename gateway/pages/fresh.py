"""Fresh links: asked for on the page that anybody with a plain link can open, mailed to the address on record alone.

Whoever asks sees the same answer at the same speed, whether a mail goes out or not: it is written after the answer.
The link is on record in the ledger before it is mailed, and a mail whose fate is unknown is not sent again: who gets
none asks once more.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime
from typing import Final

from channels.html import bodies
from channels.mime import message_id
from channels.sender import Accepted, OutgoingMessage, Sender
from clock import Clock
from domain.messages.values import escape_markdown
from domain.names import NOBODY, Channel, digest
from domain.people.person_names import greeting_name
from gateway.pages.page_request import PageRequest
from ledger.people.page_links import Purpose
from ledger.store import Ledger, LedgerUnavailable

log = logging.getLogger("followup.gateway")

AT_ONCE: Final = 4
"""Mails under way at the same time."""


class FreshLinks:
    """Makes and mails them."""

    def __init__(self, ledger: Ledger, sender: Sender, public_url: str, clock: Clock) -> None:
        """Without `public_url` no link can be written, and so none is mailed."""
        self._ledger = ledger
        self._sender = sender
        self._public_url = public_url
        self._clock = clock
        self._under_way: set[asyncio.Task[None]] = set()
        self._room = asyncio.Semaphore(AT_ONCE)

    def ask(self, request: PageRequest, purpose: Purpose) -> None:
        """Mail one where that may be; returns at once."""
        task = asyncio.create_task(self._mail(request, purpose))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def close(self) -> None:
        """Wait for the mails under way."""
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _mail(self, request: PageRequest, purpose: Purpose) -> None:
        async with self._room:
            try:
                said = await asyncio.to_thread(self._send, request, purpose)
            except LedgerUnavailable as error:
                said = f"not mailed: {error}"
            except Exception as error:
                said = f"failed with {type(error).__name__}"
        log.info("a link for %s was asked for: %s", purpose, said)

    def _send(self, request: PageRequest, purpose: Purpose) -> str:
        to = request.state.candidate.email
        if not self._public_url:
            log.warning("no link can be mailed to candidates: set FOLLOWUP_PUBLIC_URL")
            return "not mailed"
        if not to or Channel.EMAIL in request.state.bad_channels:
            return "not mailed, for want of an address that works"
        now = self._clock()
        token = self._ledger.links.fresh(request.candidate_id, purpose, now)
        if token is None:
            return "not mailed, for one went out just now or too many today"
        outcome = self._sender.send(self._message(request, purpose, token, to, now))
        return "mailed" if isinstance(outcome, Accepted) else type(outcome).__name__

    def _message(self, request: PageRequest, purpose: Purpose, token: str, to: str, now: datetime) -> OutgoingMessage:
        words, playbook, candidate = request.words, request.world.playbook, request.state.candidate
        sender, name = playbook.sender, greeting_name(candidate.first_name, candidate.last_name)
        hello = words("mail.hello", name=escape_markdown(name)) if name else words("mail.hello_nobody")
        address = f"{self._public_url}/c/{token}"
        markdown = "\n\n".join(
            (
                hello,
                words(f"mail.{purpose}"),
                f"[{words('mail.link')}]({address})",
                words("mail.limits"),
                words("mail.not_you"),
                escape_markdown(sender.name),
                escape_markdown(f"{playbook.company.name}, {playbook.company.postal_address}"),
            )
        )
        text, html = bodies(markdown, words.lang)
        key = f"{NOBODY}/page/{digest('fresh link', token)}"
        return OutgoingMessage(
            touch_key=key,
            attempt=1,
            to=to,
            to_name=candidate.full_name if candidate.first_name or candidate.last_name else "",
            subject=words("mail.subject", company=playbook.company.name),
            text=text,
            html=html,
            sender_name=sender.name,
            sender_address=sender.email,
            message_id=message_id(key, sender.email.rpartition("@")[2], self._ledger.secret_keys),
            sent_at=now,
            automatic=True,
        )
