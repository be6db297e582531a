"""The mail as it goes over the wire and into the outbox: RFC 5322, with nothing that can be smuggled into a header."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Sequence
from email.headerregistry import Address, Group, HeaderRegistry, UniqueAddressHeader, UniqueUnstructuredHeader
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import Any, Final
from urllib.parse import quote, unquote

from channels.mail_headers import ADDRESS_HEADERS, fold_addresses, fold_text, read_addresses, read_text
from channels.sender import Attachment, OutgoingMessage
from domain.addresses import BadAddress, ascii_domain
from domain.one_line import one_line

TOUCH_HEADER = "X-Followup-Touch"
ATTEMPT_HEADER = "X-Followup-Attempt"

_VERBATIM = frozenset({"message-id", "in-reply-to", "references", "list-unsubscribe", TOUCH_HEADER.lower()})
_REFERENCES_KEPT = 10
_METHOD = re.compile(rb"^METHOD:([A-Za-z-]+)\s*$", re.MULTILINE)
_NOT_IN_ADDRESS = re.compile(r"[\s<>,;:\"\\()]")
_TOKEN = re.compile(r"[A-Za-z0-9!#$&^_.+-]+")


NOT_ASCII: Final = (
    "The part of the address before the @ is not plain ASCII, which only mail servers with SMTPUTF8 take, "
    "and {} offer it: ask for another address."
)
"""Why no mail goes to such an address; the address is not at fault. `{}`: whose servers."""


class UnusableAddress(ValueError):
    """The text is no mail address that a header or an envelope could hold. It does not repeat the address."""


class MailPolicy(EmailPolicy):
    """The library's policy, except that ids and links are never broken up or encoded, however long they are, and that
    addresses and subjects are folded by hand.

    The library turns a word longer than the line into an encoded word: a one-click address or a Message-ID that came so
    is worthless to the one who reads it.
    """

    def fold(self, name: str, value: Any) -> str:
        if (ours := self._folded(name, value)) is not None:
            return ours
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: Any) -> bytes:
        if (ours := self._folded(name, value)) is not None:
            return ours.encode("utf-8", "replace")  # more than ASCII in addresses for SMTPUTF8 alone
        return super().fold_binary(name, value)

    def _folded(self, name: str, value: Any) -> str | None:
        """A header of ours as it goes out; nothing for one that the library may fold, since it is short and ASCII."""
        known = name.lower()
        if known in _VERBATIM:
            return f"{name}: {f'{self.linesep} '.join(str(value).split())}{self.linesep}"
        if known in ADDRESS_HEADERS and hasattr(value, "addresses"):
            return fold_addresses(name, value.addresses, self.linesep)
        return fold_text(name, str(value), self.linesep) if known == "subject" else None


class _AsTyped(UniqueUnstructuredHeader):
    """A subject as it stands: what looks like an encoded word is one of their words, and is not decoded."""

    @classmethod
    def parse(cls, value: str, kwds: dict[str, Any]) -> None:
        kwds |= {"decoded": one_line(value), "parse_tree": None}


class _AsGiven(UniqueAddressHeader):
    """One address that was given as such; a mail that is read is taken apart by the library."""

    @classmethod
    def parse(cls, value: Any, kwds: dict[str, Any]) -> None:
        if isinstance(value, str):
            super().parse(value, kwds)
            return
        kwds |= {"groups": [Group(None, [value])], "decoded": str(value), "parse_tree": None}


class _Headers(HeaderRegistry):
    """The library's classes of headers, each made once: it makes a new one for every header of every mail."""

    def __init__(self) -> None:
        super().__init__()
        self.map_to_type("subject", _AsTyped)  # type: ignore[arg-type]  # the stubs know no mix-ins
        for name in ADDRESS_HEADERS:
            self.map_to_type(name, _AsGiven)  # type: ignore[arg-type]
        self._made: dict[str, type] = {}

    def __getitem__(self, name: str) -> type:
        known = name.lower() if name.lower() in self.registry else ""  # all others are of one class
        if (made := self._made.get(known)) is None:
            made = self._made[known] = super().__getitem__(name)
        return made


_HEADERS: Final = _Headers()
WIRE: MailPolicy = MailPolicy(linesep="\r\n", header_factory=_HEADERS)
WIRE_UTF8: MailPolicy = MailPolicy(linesep="\r\n", utf8=True, header_factory=_HEADERS)
"""For servers with SMTPUTF8, where the address itself is not ASCII."""
FILE: MailPolicy = MailPolicy(linesep="\n", utf8=False, header_factory=_HEADERS)


def message_id(touch_key: str, domain: str, keys: Sequence[str]) -> str:
    """The Message-ID of a touch, with its brackets: the same for every attempt, so that doubles look like one.

    `keys` newest first; the newest marks. Nobody without a key can name a mail that they have not seen: who answers one
    has it before them (R8).
    """
    return f"<{_mark(touch_key, keys[0])}@{_ascii_domain(domain)}>"


def is_marked(ident: str, touch_key: str, keys: Sequence[str]) -> bool:
    """Was this Message-ID of the touch made with one of the keys? Those of older versions could be worked out."""
    local = ident.removeprefix("<").partition("@")[0]
    right = False
    for key in keys:
        right |= hmac.compare_digest(_mark(touch_key, key).encode(), local.encode("utf-8", "replace"))
    return right


def _mark(touch_key: str, key: str) -> str:
    return hmac.new(key.encode(), b"message-id:" + touch_key.encode(), hashlib.sha256).hexdigest()[:32]


def address(name: str, addr_spec: str) -> Address:
    """A header's address with display name; the domain in its ASCII form. Raises UnusableAddress."""
    local, _, domain = addr_spec.rpartition("@")
    if not (local and domain) or "@" in local or one_line(addr_spec) != addr_spec or _NOT_IN_ADDRESS.search(addr_spec):
        raise UnusableAddress("This is not an email address that can be written to.")
    return Address(display_name=one_line(name), username=local, domain=_ascii_domain(domain))


def envelope_from(message: OutgoingMessage) -> str:
    """The address for MAIL FROM, where bounces go. Raises UnusableAddress."""
    found = address("", message.envelope_from or message.sender_address)
    return f"{found.username}@{found.domain}"


def build(message: OutgoingMessage) -> EmailMessage:
    """The whole mail. Raises UnusableAddress where the recipient's, the sender's or the answering address is none."""
    mail = EmailMessage(policy=WIRE)
    mail["From"] = address(message.sender_name, message.sender_address)
    mail["To"] = address(message.to_name, message.to)
    if message.reply_to:
        mail["Reply-To"] = address(message.reply_to_name, message.reply_to)
    mail["Subject"] = one_line(message.subject)
    mail["Date"] = format_datetime(message.sent_at)
    for name, value in reference_headers(message).items():
        mail[name] = value
    mail[TOUCH_HEADER] = quote(message.touch_key, safe="/:.,;=@+_-~")
    mail[ATTEMPT_HEADER] = str(message.attempt)
    # Quoted-printable always: no line too long for a relay, and no need for 8BITMIME.
    mail.set_content(message.text, cte="quoted-printable")
    if message.html:
        mail.add_alternative(message.html, subtype="html", cte="quoted-printable")
    # An invitation is one more form of the same message, which Outlook and Gmail show as an event, and a file beside
    # it, for readers that look for one. That file is no text/calendar, so that nobody takes the entry in twice.
    for attachment in filter(is_invitation, message.attachments):
        maintype, subtype, params = media_type(attachment)
        mail.add_alternative(attachment.content, maintype=maintype, subtype=subtype, params=params)
    for attachment in message.attachments:
        maintype, subtype, params = ICS if is_invitation(attachment) else media_type(attachment)
        mail.add_attachment(
            attachment.content, maintype=maintype, subtype=subtype, params=params, filename=file_name(attachment)
        )
    return mail


ICS: Final[tuple[str, str, dict[str, str]]] = ("application", "ics", {})
"""How an invitation's file is called where it stands beside the invitation."""


def is_invitation(attachment: Attachment) -> bool:
    """Is it a calendar entry that its reader is asked to answer, or that takes one out? Not one just to be taken in."""
    return media_type(attachment)[2].get("method", "PUBLISH") != "PUBLISH"


def reference_headers(message: OutgoingMessage) -> dict[str, str]:
    """Threading and unsubscribing: the headers that a provider's API takes as well as a relay.

    One-click is promised only where there is an https address for it (RFC 8058).
    """
    headers = {
        "Message-ID": _tokens(message.message_id),
        "In-Reply-To": _tokens(message.in_reply_to),
        "References": _tokens(" ".join(_kept(message.references))),
    }
    ways = []
    if message.unsubscribe_url.lower().startswith(("https://", "http://")):
        ways.append(f"<{_url(message.unsubscribe_url)}>")
    if message.unsubscribe_mailto:
        mailto = message.unsubscribe_mailto.removeprefix("mailto:")
        ways.append(f"<mailto:{_url(mailto)}>")
    headers["List-Unsubscribe"] = ", ".join(ways)
    if message.unsubscribe_url.lower().startswith("https://"):
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    headers["Auto-Submitted"] = "auto-generated" if message.automatic else ""
    return {name: value for name, value in headers.items() if value}


def people_in(mail: EmailMessage, header: str) -> list[tuple[str, str]]:
    """Each display name with its address, of a mail that was read with one of the policies above."""
    raw = next((str(value) for name, value in mail.raw_items() if name.lower() == header.lower()), "")
    return read_addresses(raw)


def subject_of(mail: EmailMessage) -> str:
    """The subject of a mail that was read with one of the policies above."""
    return read_text(str(mail.get("Subject", "")))


def touch_of(mail: EmailMessage) -> str:
    """The touch key that a mail carries, empty where it has none."""
    return unquote(str(mail.get(TOUCH_HEADER, "")).replace(" ", ""))


def media_type(attachment: Attachment) -> tuple[str, str, dict[str, str]]:
    """Main type, subtype and parameters. A calendar entry gets the method it declares inside: clients act on that."""
    kind = attachment.content_type.partition(";")[0].strip().lower()
    maintype, _, subtype = kind.partition("/")
    if not (_TOKEN.fullmatch(maintype) and _TOKEN.fullmatch(subtype)) or maintype in ("multipart", "message"):
        return "application", "octet-stream", {}
    if kind == "text/calendar":
        found = _METHOD.search(attachment.content)
        return (
            maintype,
            subtype,
            {
                "method": found.group(1).decode("ascii").upper() if found else "PUBLISH",
                "charset": "utf-8",
            },
        )
    return maintype, subtype, {"charset": "utf-8"} if maintype == "text" else {}


def file_name(attachment: Attachment) -> str:
    """The attachment's name without folders, in ASCII: readers differ in how they take others."""
    name = one_line(re.split(r"[\\/]", attachment.filename)[-1])
    return re.sub(r"[^A-Za-z0-9._ -]+", "_", name)[-60:].strip() or "attachment"


def _kept(references: tuple[str, ...]) -> tuple[str, ...]:
    """The root and the latest ones: a thread of years stays within the length a header may have."""
    return references if len(references) <= _REFERENCES_KEPT else (references[0], *references[1 - _REFERENCES_KEPT :])


def _tokens(text: str) -> str:
    if not (text.isascii() and text.isprintable()):
        text = "".join(c if c.isascii() and c.isprintable() else " " for c in text)
    return " ".join(text.split())


def _url(text: str) -> str:
    return quote(one_line(text).replace(" ", ""), safe="/:?#[]@!$&'()*+,;=-._~%")


def _ascii_domain(domain: str) -> str:
    clean = domain.strip().lower()
    if clean.startswith("["):  # an address literal
        if re.fullmatch(r"\[[a-z0-9.:]+\]", clean):
            return clean
        raise UnusableAddress("The domain of an address has characters that no domain can have.")
    try:
        clean = ascii_domain(clean)
    except BadAddress:
        raise UnusableAddress("The domain of an address cannot be written in ASCII.") from None
    if not re.fullmatch(r"[a-z0-9._-]+", clean):
        raise UnusableAddress("The domain of an address has characters that no domain can have.")
    return clean
