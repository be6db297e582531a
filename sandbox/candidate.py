"""What a candidate does with a message: answers, complains, unsubscribes, says STOP; or the message never arrives.

Each is told to the gateway as the vendor would, signed, once, and its answer waited for.
"""

from __future__ import annotations

import json
import re
import secrets
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, unquote

from sandbox.journal import ReceivedMail, ReceivedText
from sandbox.webhooks import Webhooks

if TYPE_CHECKING:
    from sandbox.server import ProviderServer

INBOUND_MAIL: Final = "/hooks/sendgrid/inbound"
INBOUND_TEXT: Final = "/hooks/twilio/inbound"

# As Twilio knows them: it closes and opens the number by itself.
_STOP: Final = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"})
_START: Final = frozenset({"START", "YES", "UNSTOP"})
_NO_SUCH_MAILBOX: Final = "550 5.1.1 The email account that you tried to reach does not exist."


class Candidate:
    """Whoever got a message. Each deed gives the status that the gateway answered, 0 for none."""

    def __init__(self, provider: ProviderServer, webhooks: Webhooks) -> None:
        self._provider = provider
        self._webhooks = webhooks
        self._gateway = webhooks.gateway

    def answers_mail(self, mail: ReceivedMail, words: str) -> int:
        """They press Reply and write: it comes by Inbound Parse, raw."""
        now = self._gateway.clock()
        back = (mail.body.get("reply_to") or mail.body["from"])["email"]
        status = self._writes(
            mail, back, f"Re: {mail.body.get('subject', '')}", f"{words.strip()}\n\n{_quoted(mail, now)}"
        )
        return self._webhooks.note("sendgrid", "reply", mail.message_id, "", status).status

    def _writes(self, about: ReceivedMail, to: str, subject: str, words: str) -> int:
        """A mail of theirs about one of ours, posted as their domain vouches for it."""
        person = about.body["personalizations"][0]["to"][0]
        sender = formataddr((person.get("name", ""), person["email"]))
        fields = {
            "to": to,
            "from": sender,
            "subject": subject,
            "envelope": json.dumps({"to": [to], "from": about.to}),
            "SPF": "pass",
            "dkim": f"{{@{about.to.rpartition('@')[2]} : pass}}",
            "email": _written(about, sender, to, subject, words, self._gateway.clock()).as_string(),
        }
        return self._gateway.by_sendgrid(INBOUND_MAIL, *_form(fields))

    def bounces(self, mail: ReceivedMail) -> int:
        """There is no such mailbox."""
        return self._webhooks.tell_of_mail(
            mail, "bounce", type="bounce", status="5.1.1", reason=_NO_SUCH_MAILBOX
        ).status

    def complains(self, mail: ReceivedMail) -> int:
        """They press "this is spam"."""
        return self._webhooks.tell_of_mail(mail, "spamreport").status

    def unsubscribes(self, mail: ReceivedMail) -> int:
        """They press Unsubscribe in their mail program: as the mail asks for it, else SendGrid's own event."""
        way = unsubscribe_address(mail)
        if not way:
            return self._webhooks.tell_of_mail(mail, "unsubscribe").status
        if way.startswith("mailto:"):
            to, _, query = way.removeprefix("mailto:").partition("?")
            status = self._writes(mail, unquote(to), parse_qs(query).get("subject", ["unsubscribe"])[0], "")
        else:
            status = self._gateway.one_click(way)
        return self._webhooks.note("sendgrid", "unsubscribe", mail.message_id, "", status).status

    def answers_text(self, text: ReceivedText, words: str) -> int:
        """They text back. STOP and START in Twilio's wordings open and close the number at Twilio, too."""
        word = re.sub(r"\W", "", words).upper()
        fields = {
            "MessageSid": f"SM{secrets.token_hex(16)}",
            "AccountSid": self._provider.account_sid,
            "From": text.to,
            "To": text.form.get("From", ""),
            "Body": words,
            "NumMedia": "0",
        }
        if word in _STOP:
            self._provider.opted_out.add(text.to)
            fields["OptOutType"] = "STOP"
        elif word in _START:
            self._provider.opted_out.discard(text.to)
            fields["OptOutType"] = "START"
        status = self._gateway.by_twilio(f"{self._gateway.url}{INBOUND_TEXT}", fields)
        return self._webhooks.note("twilio", "reply", text.sid, "", status).status

    def is_out_of_reach(self, text: ReceivedText) -> int:
        """The text is not delivered: the number is in use no more."""
        self._provider.statuses[text.sid] = "undelivered"
        return self._webhooks.tell_of_text(text, "undelivered", ErrorCode="30005").status


def unsubscribe_address(mail: ReceivedMail) -> str:
    """What a mail program does for Unsubscribe: the one-click address (RFC 8058), else the `mailto:`, else nothing."""
    headers = mail.body.get("headers", {})
    ways = str(headers.get("List-Unsubscribe", ""))
    one_click = "one-click" in str(headers.get("List-Unsubscribe-Post", "")).lower()
    found = (re.search(r"<(https?://[^>]+)>", ways) if one_click else None) or re.search(r"<(mailto:[^>]+)>", ways)
    return found[1] if found else ""


def _written(about: ReceivedMail, sender: str, to: str, subject: str, words: str, now: datetime) -> EmailMessage:
    """A mail as a mail program writes it."""
    written = EmailMessage()
    written["From"], written["To"], written["Subject"] = sender, to, " ".join(subject.split())
    written["Date"] = format_datetime(now)
    written["Message-ID"] = f"<{secrets.token_hex(12)}@sandbox.example>"
    if ours := str(about.body.get("headers", {}).get("Message-ID", "")):
        written["In-Reply-To"] = written["References"] = ours
    written.set_content(words)
    return written


def _quoted(mail: ReceivedMail, now: datetime) -> str:
    """Our words below theirs, as mail programs put them."""
    plain = next((part["value"] for part in mail.body["content"] if part["type"] == "text/plain"), "")
    sender = mail.body["from"]
    on, who = f"{now:%a, %d %b %Y at %H:%M}", formataddr((sender.get("name", ""), sender["email"]))
    return f"On {on} {who} wrote:\n\n" + "".join(f"> {line}".rstrip() + "\n" for line in plain.splitlines())


def _form(fields: dict[str, str]) -> tuple[bytes, str]:
    """The body of a form as Inbound Parse posts it, and its type."""
    boundary = secrets.token_hex(16)
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    return f"{''.join(parts)}--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"
