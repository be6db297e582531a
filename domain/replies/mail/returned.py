"""What a report says of the mail that came back: to whom it was, its Message-ID, and what the other server answered.

Read from a report's fields where it has them (RFC 3464), else from the plain text that qmail, Exim, Postfix, Exchange
and many others write for people.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_string
from email.message import Message
from typing import Any, Final

from domain.replies.mail.bounce_patterns import CUT, FAILED, MAILER
from domain.replies.mail.charsets import decoded, header_text
from domain.replies.text_folding import folded

_MESSAGE_ID: Final = re.compile(r"<[^<>\s]{3,250}>")
_ID_LINE: Final = re.compile(r"(?im)^[ \t>]*(?:\S*message-?id|x-message-id)[ \t]*:(.*(?:\r?\n[ \t].*)?)")
_ADDRESS: Final = re.compile(
    r"[a-z0-9_!#$%&'*+/=?^`{|}~.\"-]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,200}[a-z0-9])?", re.IGNORECASE
)
_STATUS: Final = re.compile(r"(?<![\d.])([45]\.\d\.\d{1,3})(?![\d.]*\d)")
_FIELD: Final = re.compile(
    r"(?im)^[ \t]*(action|status|final-recipient|original-recipient|original-rcpt-to|diagnostic-code"
    r"|x-failed-recipients|removal-recipient|feedback-type"
    r"|x-hmxmroriginalrecipient)[ \t]*:[ \t]*(.*(?:\r?\n[ \t]+\S.*)*)"
)
_RECIPIENT_FIELDS: Final = (
    "original-recipient", "final-recipient", "original-rcpt-to", "x-failed-recipients", "x-hmxmroriginalrecipient",
)  # fmt: skip
"""The first that is there: as we wrote it, then where it had been forwarded to."""
_NAMED: Final = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        r"^[ \t]*<?\"?({a})\"?>?[ \t]*:[ \t]*(?:$|\S)",
        r"(?:recipients?|address(?:es)?|following|to|destinataires?|empfanger"
        r"|destinatarios?)[^\n]{{0,80}}:?[ \t]*\n(?:[ \t]*\n)*[ \t*\"'<]*({a})",
        r"rcpt to:[ \t]*<?({a})",
        r"(?:could not|couldn't|cannot|unable to|wasn't|was not|not be|been) (?:be )?(?:deliver\w*|sent)(?: (?:the "
        r"|your )?(?:message|mail))?[^\n]{{0,30}}[ \t<\"']({a})",
        r"^[ \t]*<?({a})>?[ \t]*(?:$|on |\(|\[|\.\.\.|\bsmtp|invalid)",
        r"(?:recipient|user|unknown user|mailbox|account|an|empfanger"
        r"|destinataire)[ \t]*(?:address)?[ \t]*:?[ \t]*<?({a})",
        r"<({a})>\.\.\. ",
    )
    for pattern in [pattern.format(a=_ADDRESS.pattern)]
)
"""Where the address stands in the texts of mail systems, surest first."""

_TO_LINE: Final = re.compile(r"(?im)^[ \t>]*(?:to|x-hmxmroriginalrecipient)[ \t]*:(.*(?:\r?\n[ \t].*)?)")
_SYSTEMS: Final = re.compile(
    r"^(?:mailer-?daemon|post_?master|abuse|mail-daemon|support|help|no-?reply|root|sysadmin|double-bounce)@",
    re.IGNORECASE,
)
_LONGEST: Final = 20_000
_MOST_PARTS: Final = 200


@dataclass(frozen=True, slots=True)
class Returned:
    """What a delivery report, or a complaint, says of one of our mails."""

    action: str = ""  # failed, delayed, delivered, …; of a feedback report its type: abuse, not-spam, …
    status: str = ""  # as in 5.1.1
    recipient: str = ""
    message_ids: tuple[str, ...] = ()  # of the mail that came back
    diagnosis: str = ""
    forwarded: bool = False  # it failed at another address than the mail was written to


NOT_RETURNED: Final = Returned()


def may_have_come_back(sender: str, subject: str, failed: str, text: str) -> bool:
    """Is it worth a look whether the mail is a report about one of ours? `failed`: what X-Failed-Recipients says."""
    return bool(
        failed
        or MAILER.match(sender)
        or FAILED.search(folded(f"{subject}\n{text[:1500]}"))
        or '"notificationType"' in text[:2000]
    )


def returned(message: Message, text: str, own: tuple[str, ...]) -> Returned:
    """What a report, or the text of one, says. `own`: addresses that the report itself is from or to."""
    blocks, ids, copies = _parts(message)
    head, copy = _without_copy(text)
    ids += [one for found in _ID_LINE.findall(copy or text) for one in _MESSAGE_ID.findall(found)]
    ids += [one for part in copies for found in _ID_LINE.findall(part) for one in _MESSAGE_ID.findall(found)]
    if (told := _notification(text)) is not None:
        blocks, ids = [told], [*ids, *_MESSAGE_ID.findall(told.get("message-id", ""))]
    if not blocks:
        blocks = [block] if (block := _fields_in(head)) else []
    written_to = _written_to([copy, *copies])
    # One mail of somebody's may have gone to several: what is said of the address that ours was written to counts.
    blocks = [one for one in blocks if _named_in(one) & written_to] or blocks
    fields = next((one for one in blocks if one.get("action", "").lower().startswith("fail")), None) or next(
        (one for one in blocks if _recipient_in(one)), blocks[0] if blocks else {}
    )
    shared = {name: value for block in blocks for name, value in block.items() if name == "original-rcpt-to"}
    recipient = _recipient_in(fields) or _recipient_in(shared) or _recipient_of(head, [copy, *copies], own)
    action = (fields.get("action", "") or fields.get("feedback-type", "")).split()
    elsewhere = bool(written_to and _named_in(fields) and not _named_in(fields | shared) & written_to)
    status = _STATUS.search(fields.get("status", "")) or _STATUS.search(fields.get("diagnostic-code", ""))
    return Returned(
        action=action[0].lower().strip(".;") if action else "",
        status=status[1] if status else fields["status"][:5] if fields.get("status", "").startswith("2.") else "",
        recipient=recipient[:300],
        message_ids=tuple(dict.fromkeys(ids))[:5],
        diagnosis=" ".join(fields.get("diagnostic-code", "").split())[:500],
        forwarded=elsewhere and not any(one in fields.get("diagnostic-code", "").lower() for one in written_to),
    )


def words_of_system(text: str) -> str:
    """What the mail system says itself, without the copy of the mail that came back."""
    return _without_copy(text)[0]


def _without_copy(text: str) -> tuple[str, str]:
    text = text[:_LONGEST].replace("\r\n", "\n").replace("\r", "\n")
    for found in CUT.finditer(text):
        if text[: found.start()].strip():
            return text[: found.start()], text[found.start() :]
    return text, ""


def _parts(message: Message) -> tuple[list[dict[str, str]], list[str], list[str]]:
    """The fields of a report by recipient, the ids and the heads of what came back."""
    blocks: list[dict[str, str]] = []
    ids: list[str] = []
    copies: list[str] = []
    for part in _inner(message, 0):
        kind = part.get_content_type()
        if kind in ("message/delivery-status", "message/feedback-report", "message/global-delivery-status"):
            blocks += _blocks(part)
        elif kind in ("message/rfc822", "message/global"):
            payload = part.get_payload()
            for inner in payload[:1] if isinstance(payload, list) else []:
                if isinstance(inner, Message):
                    ids += _MESSAGE_ID.findall(str(inner.get("message-id", "")))
                    names = ("to", "cc", "x-failed-recipients", "x-hmxmroriginalrecipient", "x-original-to")
                    copies.append("\n".join(f"{name}: {inner[name]}" for name in names if inner[name]))
        elif kind in ("text/rfc822-headers", "message/rfc822-headers", "text/rfc822", "message/global-headers"):
            copies.append(_content(part))
    return blocks, ids, copies


def _inner(message: Message, depth: int) -> Iterator[Message]:
    payload = message.get_payload() if message.is_multipart() else None
    for part in payload[:_MOST_PARTS] if isinstance(payload, list) else []:
        if isinstance(part, Message):
            yield part
            if part.get_content_maintype() == "multipart" and depth < 5:
                yield from _inner(part, depth + 1)


def _blocks(part: Message) -> list[dict[str, str]]:
    payload = part.get_payload()
    found = []
    for block in payload if isinstance(payload, list) else []:
        if isinstance(block, Message):
            encoded = not block.keys() and isinstance(block.get_payload(), str)
            fields = _fields_in(_content(part) or str(block.get_payload())) if encoded else {}
            fields |= {name.lower(): header_text(block[name])[:500] for name in block if _FIELD.match(f"{name}: -")}
            if fields:
                found.append(fields)
    return found


def _content(part: Message) -> str:
    try:
        raw = part.get_payload(decode=True)
        if raw is None and isinstance(part.get_payload(), list):  # a report that is encoded, which none should be
            inner: Any = part.get_payload(0)
            raw = message_from_string(f"Content-Transfer-Encoding: base64\n\n{inner.get_payload()}").get_payload(
                decode=True
            )
        return decoded(raw, str(part.get_content_charset() or ""))[:_LONGEST] if isinstance(raw, bytes) else ""
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""


def _fields_in(text: str) -> dict[str, str]:
    """The fields of a report that stand in plain text; of several recipients' the first."""
    found: dict[str, str] = {}
    for name, value in _FIELD.findall(text):
        found.setdefault(name.lower(), " ".join(value.split())[:500])
    return found if found.keys() & {*_RECIPIENT_FIELDS, "diagnostic-code", "feedback-type"} else {}


def _recipient_in(fields: dict[str, str]) -> str:
    for name in _RECIPIENT_FIELDS:
        found = fields.get(name, "").partition(",")[0]
        if address := _ADDRESS.search(found.rpartition(";")[2]):
            return address[0].strip("'\"")
    return ""


def _named_in(fields: dict[str, str]) -> set[str]:
    """All addresses that fields name as the recipient's, in lower case."""
    return {
        address.strip("'\"").lower()
        for name in _RECIPIENT_FIELDS
        for address in _ADDRESS.findall(fields.get(name, "").rpartition(";")[2])
    }


def _written_to(copies: list[str]) -> set[str]:
    """To whom the mail that came back was written, as its copy says; in lower case."""
    return {
        address.strip("'\"").lower()
        for copy in copies
        for line in _TO_LINE.findall(copy)
        for address in _ADDRESS.findall(line)
    }


def _recipient_of(head: str, copies: list[str], own: tuple[str, ...]) -> str:
    """The address that a mail system's words are about."""
    mine = {one.lower() for one in own if one}

    def theirs(address: str) -> bool:
        return address.lower() not in mine and not _SYSTEMS.match(address)

    for pattern in _NAMED:
        for found in pattern.finditer(head[:8000]):
            if theirs(found[1]):
                return found[1].strip("'\"")
    if (same := _NAMED[0].search(head[:8000])) is not None:  # they wrote to themselves
        return str(same[1]).strip("'\"")
    named: list[str] = [one for one in dict.fromkeys(_ADDRESS.findall(head[:8000])) if theirs(one)]
    if named:
        return named[0].strip("'\"")
    for copy in copies:
        for line in re.findall(
            r"(?im)^[ \t>]*(?:x-hmxmroriginalrecipient|x-failed-recipients|to)[ \t]*:(.*(?:\n[ \t].*)?)", copy
        ):
            if address := _ADDRESS.search(line):
                return address[0].strip("'\"")
    return ""


def _notification(text: str) -> dict[str, str] | None:
    """A provider's notice in JSON, as Amazon mails it: the same fields under other names."""
    start = text.find("{")
    if start < 0 or '"notificationType"' not in text[:_LONGEST]:
        return None
    try:
        said, _ = json.JSONDecoder().raw_decode(" ".join(text[start:_LONGEST].splitlines()))
        kind = str(said["notificationType"]).lower()
        about = said.get(kind) or {}
        to = (about.get("bouncedRecipients") or about.get("complainedRecipients") or [{}])[0]
        actions = {"complaint": "complaint", "delivery": "delivered"}
        return {
            "action": actions.get(kind) or str(to.get("action") or "failed"),
            "status": str(to.get("status", "")),
            "final-recipient": str(to.get("emailAddress", "")),
            "diagnostic-code": str(to.get("diagnosticCode", "")),
            "message-id": str((said.get("mail") or {}).get("commonHeaders", {}).get("messageId", "")),
        }
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return None
