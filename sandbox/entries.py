"""What the page shows of each request for a message: the message, what was done to it, and what was told about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Literal

from sandbox.journal import Handled, ReceivedMail, ReceivedText
from sandbox.webhooks import Posted

if TYPE_CHECKING:
    from sandbox.server import ProviderServer

_MEANS: Final = {
    "": "as it should be",
    "late": "late on purpose",
    "twice": "a second time on purpose",
    "out of order": "out of order on purpose",
}
_WHAT: Final = {
    "processed": "SendGrid has it in hand",
    "delivered": "it is delivered",
    "bounce": "it bounced",
    "spamreport": "they report it as spam",
    "unsubscribe": "they unsubscribe",
    "reply": "they answer",
    "queued": "it is queued",
    "sent": "it is sent",
    "undelivered": "it was not delivered",
}


@dataclass(frozen=True)
class Told:
    """One event as the page shows it."""

    what: str
    how: str
    answer: str
    taken: bool
    at: datetime


@dataclass(frozen=True)
class Entry:
    """One request for a message as the page shows it."""

    number: int
    ident: str
    kind: Literal["mail", "text", "request"]
    at: datetime
    verdict: str
    tone: Literal["good", "odd", "bad"]
    touch: str
    to: str = ""
    sender: str = ""
    reply_to: str = ""
    subject: str = ""
    words: str = ""
    files: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()


def entries_of(provider: ProviderServer, handled: Iterable[Handled]) -> list[Entry]:
    """The page's entries for these requests, in their order."""
    mails = {mail.message_id: mail for mail in list(provider.mails)}
    texts = {text.sid: text for text in list(provider.texts)}
    posted: dict[str, list[Posted]] = {}
    for one in list(provider.webhooks.posted) if provider.webhooks else []:
        posted.setdefault(one.ident, []).append(one)
    return [_entry(one, mails.get(one.ident), texts.get(one.ident), posted.get(one.ident, [])) for one in handled]


def _entry(handled: Handled, mail: ReceivedMail | None, text: ReceivedText | None, posted: list[Posted]) -> Entry:
    verdict, tone = _verdict(handled)
    shared: dict[str, Any] = {
        "number": handled.number,
        "ident": handled.ident,
        "at": datetime.fromtimestamp(handled.wall, UTC).astimezone(),
        "verdict": verdict,
        "tone": tone,
        "touch": handled.touch,
        "told": tuple(_told(one) for one in posted),
    }
    if mail:
        body = mail.body
        return Entry(
            kind="mail",
            to=_person(body["personalizations"][0]["to"][0]),
            sender=_person(body.get("from", {})),
            reply_to=_person(body.get("reply_to", {})),
            subject=str(body.get("subject", "")),
            files=tuple(str(file.get("filename", "")) for file in body.get("attachments", [])),
            **shared,
        )
    if text:
        return Entry(kind="text", to=text.to, sender=text.form.get("From", ""), words=text.form["Body"], **shared)
    return Entry(kind="request", **shared)


def _verdict(handled: Handled) -> tuple[str, Literal["good", "odd", "bad"]]:
    if not handled.fault:
        if handled.accepted:
            return f"Accepted ({handled.told})", "good"
        return f"Refused ({handled.told})", "bad"
    told = f"the sender was answered {handled.told}" if handled.told else "the sender got no answer"
    taken = "accepted" if handled.accepted else "not accepted"
    return f"{handled.fault}: {taken}, {told}", "odd" if handled.accepted else "bad"


def _told(posted: Posted) -> Told:
    """An event in words."""
    what = _WHAT.get(posted.what, posted.what)
    how = _MEANS[posted.how] if posted.how else ""
    at = datetime.fromtimestamp(posted.wall, UTC).astimezone()
    return Told(what, how, _answer(posted.status), 200 <= posted.status < 400, at)


def _answer(status: int) -> str:
    """What the gateway's answer means, and what to do about it."""
    if 200 <= status < 400:
        return "the gateway has taken it"
    known = {
        0: "the gateway does not answer: is `followup up` running with the sandbox's settings?",
        401: "the gateway does not believe the signature: does it run with the settings of this sandbox?",
        404: "the gateway has no such hook open: does it run with the settings of this sandbox?",
        429: "the gateway asks to slow down",
    }
    return known.get(status, f"the gateway answered {status}")


def _person(given: dict[str, str]) -> str:
    name, email = given.get("name", ""), given.get("email", "")
    return f"{name} <{email}>" if name and email else name or email
