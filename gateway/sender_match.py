"""Whose mail it is, and how surely: by the address that it answers to, by the mail that it answers, by its sender.

Who answers under a signed address, or to a Message-ID that only our mail had, has our mail before them. The ids of
older versions could be worked out by anybody, so there the sender has to be theirs as well. A From: can be forged by
anybody; SPF and DKIM of its domain say whether it was. See docs/inbound.md on what a doubtful sender may do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from channels.mime import is_marked
from domain.addresses import folded_email
from domain.delivery.mail_sender import domain_of
from domain.names import NOBODY, Channel, is_for_colleague
from domain.replies.mail.parse import Mail
from domain.replies.reply_address import references_in
from ledger.delivery.attempts import Attempt
from ledger.queries.reading import Reader

AuthenticationResult = Literal["yes", "unverified", "forged", "stranger"]
"""`stranger`: it answers a mail of ours whose id could be worked out, from an address that nobody here has."""


class SenderMatch(NamedTuple):
    """Whom a mail is about. `attempt` is the touch that is answered, where that is known."""

    candidate_id: str
    attempt: Attempt | None = None
    authentication: AuthenticationResult = "yes"

    @property
    def is_colleague(self) -> bool:
        """It answers a mail to a colleague, such as the daily digest, or a question about a candidate."""
        return self.candidate_id == NOBODY


def match_sender(mail: Mail, reader: Reader, keys: Sequence[str]) -> SenderMatch | None:
    """Whom the mail is about; None where nobody is found. Raises LedgerUnavailable."""
    for reference in references_in(mail.recipients, keys)[:5]:
        if found := _latest(reader.attempts_at(reference=reference)):
            return SenderMatch(_whose(found), found)
    answered = _answered(reader, mail.answers) if mail.answers else None
    if answered and (_whose(answered) == NOBODY or is_marked(answered.message_id, answered.touch_key, keys)):
        return SenderMatch(_whose(answered), answered)
    people = reader.find_by_address(email=mail.sender)
    if answered and reader.owner_of(answered.candidate_id) in people:
        return SenderMatch(answered.candidate_id, answered, authentication_result(mail))
    if not people:
        return SenderMatch(answered.candidate_id, answered, "stranger") if answered else None
    last = reader.last_attempt_to(people, Channel.EMAIL) if len(people) > 1 else None
    return SenderMatch(last.candidate_id if last else people[0], None, authentication_result(mail))


def returned_touch(mail: Mail, reader: Reader, keys: Sequence[str]) -> Attempt | None:
    """The attempt that a bounce or a complaint is about. Raises LedgerUnavailable.

    A Message-ID that could be worked out counts only along with the address that the mail had gone to.
    """
    recipient = (mail.returned.recipient or mail.headers.get("x-failed-recipients", "")).partition(",")[0].strip()

    def ours(found: Attempt | None) -> Attempt | None:
        sure = found and (
            is_marked(found.message_id, found.touch_key, keys) or (recipient and _same(found.address, recipient))
        )
        return found if sure else None

    if mail.returned.message_ids and (found := ours(_answered(reader, mail.returned.message_ids))):
        return found
    for reference in references_in(mail.recipients, keys)[:5]:
        if found := _latest(reader.attempts_at(reference=reference)):
            return found
    if mail.answers and (found := ours(_answered(reader, mail.answers))):
        return found
    people = reader.find_by_address(email=recipient) if recipient else []
    last = reader.last_attempt_to(people, Channel.EMAIL) if people else None
    return last if last and _same(last.address, recipient) else None


def _whose(attempt: Attempt) -> str:
    """The candidate to whom it went; nobody where a colleague got it, whose answer is no word of a candidate's."""
    return NOBODY if is_for_colleague(attempt.touch_key) else attempt.candidate_id


def _same(one: str, other: str) -> bool:
    return folded_email(one) == folded_email(other)


def authentication_result(mail: Mail) -> AuthenticationResult:
    """Did the domain of the sender's address vouch for the mail (relaxed alignment, as DMARC has it)?"""
    domain = domain_of(mail.sender)
    signed = [d for d, verdict in re.findall(r"@([\w.-]+)\s*:\s*(\w+)", mail.dkim) if verdict == "pass"]
    if any(_aligned(domain, one) for one in signed):
        return "yes"
    sent_by = domain_of(mail.envelope_from or "")
    if mail.spf.startswith("pass") and _aligned(domain, sent_by):
        return "yes"
    # A hard no of the very domain. "softfail" and "none" come with many an honest forwarder.
    return "forged" if mail.spf.startswith("fail") and _aligned(domain, sent_by) else "unverified"


def _aligned(one: str, other: str) -> bool:
    return bool(one and other) and (one == other or one.endswith(f".{other}") or other.endswith(f".{one}"))


def _answered(reader: Reader, message_ids: Sequence[str]) -> Attempt | None:
    """Of the mails that are answered the latest of ours: In-Reply-To stands first, References from the latest on."""
    ours = {attempt.message_id: attempt for attempt in reader.attempts_at(message_ids=message_ids)}
    return next((ours[ident] for ident in message_ids if ident in ours), None)


def _latest(found: Sequence[Attempt]) -> Attempt | None:
    return max(found, key=lambda attempt: attempt.attempt, default=None)
