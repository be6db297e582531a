"""A bounce read by its evidence: does the address not exist, or did the mail not arrive for another reason (R8)?

What a server says in words comes before its numbers, which many give without meaning them: 5.1.1 for a full mailbox,
5.7.1 for an unknown user, 5.0.0 for everything. Without evidence it is undecided: it did not arrive, and only three
such over a week say that the address is no good. The same table reads a refusal as a mail is sent, what a provider
tells later, and the mail that comes back.
"""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple

from domain.addresses import folded_email
from domain.replies.absences import reads_automatic
from domain.replies.mail.bounce_patterns import CALLED, FAILED, GIVEN_UP, LATER, MAILER, ROWS, WEAK, Row, Verdict
from domain.replies.mail.parse import Mail
from domain.replies.mail.returned import words_of_system
from domain.replies.text_folding import folded

What = Literal["bounce", "blocked", "complaint", "noise"]

MAIL_CLOSED_BY: Final = ("bounce", "complaint")
"""What closes the address that it is about."""

_HOTMAIL: Final = "staff@hotmail.com"
_COMPLAINT: Final = re.compile(
    r"\bcomplaint about message from|\babuse report|\bspam (?:complaint|report)", re.IGNORECASE
)
_ADDRESS: Final = re.compile(r"<?[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+>?")
_HOST: Final = re.compile(r"\b(?!resolver\.)(?:https?://)?((?:[\w-]{1,40}\.){1,6}[a-z]{2,12})\b(?:[/?]\S*)?")
_LISTS: Final = re.compile(
    r"spamhaus|spamcop|barracuda|sorbs|senderscore|block|black|reputation|rbl|dnsbl|abuseat|cloudmark"
)
_IP: Final = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)")
_MIME: Final = re.compile(r"(?m)^\s*content-[a-z-]+:.*$|this is a (?:mime-encapsulated|multi-?part)[^\n]*")
_STATUS: Final = re.compile(r"(?<![\d.])([45]\.\d\.\d{1,3})(?![\d.]*\d)")
_CODE: Final = re.compile(r"(?<![\d.])([45]\d\d)(?:[ -]|$)(?![\d.]+\d)")
_AFTER_THE_DATA: Final = re.compile(r"in reply to (?:the )?end of data|after (?:the )?end of data|end of data: host")
"""Some servers say "unknown user" of whoever filters a message; who is unknown is refused before it is sent."""
_ARRIVED: Final = frozenset(("delivered", "relayed", "expanded", "deliverable"))
_COMPLAINTS: Final = frozenset(("", "abuse", "complaint", "fraud", "opt-out", "opt-out-list", "unsubscribe"))
"""Types of feedback (RFC 5965) by which somebody complains; none is one of an old provider. Others say that a mail is
no spam, holds a virus, or failed DMARC."""
_READ: Final = 6_000


class Evidence(NamedTuple):
    """What the evidence says of the address, and which evidence that is."""

    verdict: Verdict
    why: str


class Bounce(NamedTuple):
    """A mail that a mail system wrote about a mail of ours. `undecided`: nothing says whether the address exists."""

    what: What
    why: str
    undecided: bool = False


def read(mail: Mail) -> Bounce | None:
    """What a mail system says of a mail of ours; None where it is no such mail."""
    returned = mail.returned
    if _complains(mail):
        return Bounce("complaint", "a complaint about spam")
    if mail.report == "feedback-report":
        return Bounce("noise", f"a report about a mail of ours, and no complaint ({mail.returned.action[:40]})")
    if mail.report == "disposition-notification":
        return Bounce("noise", "a receipt for reading")
    if not _is_bounce(mail):
        return None
    said = " ".join(folded(words_of_system(mail.text)).split())
    if returned.action in _ARRIVED or returned.status.startswith("2."):
        return Bounce("noise", "a report that a mail arrived")
    subject = folded(mail.subject)
    waits = returned.action == "delayed" or (
        returned.action != "failed"
        and not GIVEN_UP.search(f"{subject}\n{said}"[:_READ])
        and LATER.search(f"{subject}\n{said}"[:_READ])
    )
    if waits:
        return Bounce("noise", "a warning that a mail takes long to arrive")
    around = f"{mail.subject}\n{words_of_system(mail.text)}" if mail.text else ""
    found = judged(
        returned.diagnosis, around, status=returned.status, senders=mail.recipients, recipient=returned.recipient
    )
    if found.verdict == "dead" and _AFTER_THE_DATA.search(said):
        return Bounce("blocked", f"{found.why}, but only once they had read the message", True)
    if found.verdict == "dead" and returned.forwarded:
        return elsewhere(found.why)
    if found.verdict == "dead":
        return Bounce("bounce", found.why)
    return Bounce("blocked", found.why, found.verdict == "undecided")


def elsewhere(why: str) -> Bounce:
    """An address that theirs is forwarded to does not exist: theirs may, and did not get the mail."""
    return Bounce("blocked", f"it was forwarded, and where to: {why}", True)


def speaks_of(mail: Mail, address: str) -> bool:
    """Is it this address that did not work, as far as the report names any?"""
    named, ours = folded_email(mail.returned.recipient), folded_email(address)
    if not named or named == ours or ours in mail.returned.diagnosis.lower():
        return True
    return mail.report != "delivery-status" and ours in words_of_system(mail.text).lower()


def judged(diagnosis: str, said: str = "", *, status: str = "", senders: str = "", recipient: str = "") -> Evidence:
    """What a server's answer says of the address.

    `said`: what stands around it, where the answer says too little. `senders`: text that holds our own addresses, for
    an answer may be about one of those; `recipient`: whom the mail was to.
    """
    for ours in {found.strip("<>") for found in _ADDRESS.findall(senders)} - {recipient}:
        diagnosis = diagnosis.replace(ours, "sender address")
    spoken, around = evidence_in(diagnosis), evidence_in(said)
    reported = bool(status)
    status = status or next((found[1] for text in (diagnosis, said) if (found := _STATUS.search(text))), "")
    code = next((found[1] for text in (diagnosis, said) if (found := _CODE.search(text))), "")
    softly = (status or code).startswith("4") and not (code.startswith("5") or status.startswith("5"))
    # The answer itself, then its number; what stands around them are often the words that stand in every report.
    evidence = (
        _by_words(ROWS, spoken, softly=softly)
        or _by_words(WEAK, spoken, softly=softly)
        or (_by_status(status, dead_alone=True) if spoken or reported else None)
        or _by_words(ROWS, around, softly=softly)
        or _by_words(WEAK, around, softly=softly)
        or _by_status(status)
    )
    if evidence:
        return evidence
    if status.startswith("4") or code.startswith("4"):
        return Evidence("blocked", f"they did not take it at that time ({status or code})")
    return Evidence("undecided", f"it did not arrive, and nothing says why ({status or code or 'no status'})")


def _by_words(rows: tuple[Row, ...], text: str, *, softly: bool) -> Evidence | None:
    for row in rows if text else ():
        if found := row.pattern.search(text):
            quoted = " ".join(found[0].split())[:80]
            if row.verdict == "dead" and softly:
                return Evidence("undecided", f'{row.why}, but only for the time being ("{quoted}")')
            return Evidence(row.verdict, f'{row.why} ("{quoted}")')
    return None


_BY_STATUS: Final[tuple[tuple[str, Verdict, str], ...]] = (
    ("5.1.0", "undecided", "something about the address"),
    ("5.1.1", "dead", "nobody has the address"),
    ("5.1.2", "dead", "the domain does not exist"),
    ("5.1.3", "dead", "the address is not written as one"),
    ("5.1.4", "undecided", "the address means several people"),
    ("5.1.6", "dead", "they have moved"),
    ("5.1.7", "blocked", "our sender address was refused"),
    ("5.1.8", "blocked", "our sender address was refused"),
    ("5.1.10", "dead", "nobody has the address"),
    ("5.2.1", "dead", "the mailbox is disabled"),
    ("5.2.2", "blocked", "the mailbox is full"),
    ("5.2.3", "blocked", "the message was too large"),
    ("5.3.", "blocked", "their system has a fault"),
    ("5.4.4", "undecided", "no way to their server"),
    ("5.4.1", "undecided", "no answer from their server"),
    ("5.4.", "blocked", "the way to their server"),
    ("5.6.", "blocked", "the content was refused"),
    ("5.7.", "blocked", "a rule of theirs refused it"),
    ("4.", "blocked", "they did not take it at that time"),
)
"""What a status alone is worth (RFC 3463). 5.0.0, 5.2.0 and 5.5.x mean anything."""


def _by_status(status: str, *, dead_alone: bool = False) -> Evidence | None:
    """What the status says; where words follow that may say more, only if it says that nobody has the address."""
    for start, verdict, why in _BY_STATUS:
        if dead_alone and verdict != "dead":
            continue
        if status == start or (start.endswith(".") and status.startswith(start)):
            return Evidence(verdict, f"{why} ({status})")
    return None


def evidence_in(text: str) -> str:
    """A server's words as the patterns want them: `@` for addresses, `#` for hosts, blanks of one width."""
    plain = _ADDRESS.sub("@", folded(text[:_READ])).replace("unknown address error", "")  # Amazon's, for anything
    plain = _IP.sub("ip", _MIME.sub("", plain))
    return " ".join(_HOST.sub(lambda host: f" {host[1]} " if _LISTS.search(host[1]) else " # ", plain).split())


def _complains(mail: Mail) -> bool:
    if mail.report == "feedback-report":
        return mail.returned.action in _COMPLAINTS
    if mail.returned.action == "complaint":
        return True
    called = bool(_COMPLAINT.search(mail.subject))
    if mail.sender.lower() == _HOTMAIL:
        return called or mail.has_copy
    return called and mail.has_copy and mail.report == "" and not mail.answers


def _is_bounce(mail: Mail) -> bool:
    """Did a mail system write it, about a mail that did not arrive?"""
    if mail.report == "delivery-status" or "x-failed-recipients" in mail.headers or _is_notice(mail):
        return True
    opening = folded(f"{mail.subject}\n{words_of_system(mail.text)[:1500]}")
    answered = _STATUS.search(opening) or _ANSWER.search(opening)
    came_back = mail.has_copy or bool(mail.returned.message_ids)
    by_machine = came_back or mail.envelope_from == "" or _SUBMITTED.match(mail.headers.get("auto-submitted", ""))
    if not answered and not came_back and reads_automatic(mail.subject, mail.text):
        return False
    if _PEOPLE.match(mail.sender) and not answered and not by_machine:
        return bool(FAILED.search(folded(mail.subject)) or (FAILED.search(opening) and not mail.answers))
    if MAILER.match(mail.sender) or _RETURNED_TO.match(mail.envelope_from or "-"):
        return bool(answered or any(one.search(opening) for one in (FAILED, CALLED, LATER)))
    copied = len(words_of_system(mail.text)) < len(mail.text.strip()) and FAILED.search(folded(mail.subject))
    came_back = came_back or bool(copied)
    if (mail.answers and not mail.has_copy) or not (answered or came_back):
        return False
    if mail.envelope_from == "" or not mail.sender:
        return bool(FAILED.search(opening) or LATER.search(opening))
    # A mail system that writes under some other name: what came back has to be in it.
    ours = bool(mail.returned.message_ids) if mail.has_copy else bool(answered and mail.returned.recipient)
    return bool(ours and FAILED.search(opening) and _SYSTEM_NAME.search(mail.sender))


_ANSWER: Final = re.compile(r"(?<![\d.])[45]\d\d[ -](?=[45]\.\d|[a-z<#*-])")
"""A server's answer, and no telephone number."""
_PEOPLE: Final = re.compile(r"post_?master@|postoffice@|mailadmin@", re.IGNORECASE)
"""Addresses of mail systems from which people write as well."""
_SUBMITTED: Final = re.compile(r"\s*auto-", re.IGNORECASE)
_RETURNED_TO: Final = re.compile(r"(?:mailer[-_]?daemon|post_?master|double-bounce)(?:@|$)", re.IGNORECASE)
"""Envelopes of mail systems alone: newsletters come from `bounces+…@`."""
_SYSTEM_NAME: Final = re.compile(
    r"^(?:no-?reply|do-?not-?reply|admin|administrator|sysadmin|mail|smtp|mta|system)\b|daemon|deliver", re.IGNORECASE
)


def _is_notice(mail: Mail) -> bool:
    return '"notificationType"' in mail.text[:2000] and bool(mail.returned.action)
