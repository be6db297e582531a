"""What SendGrid's answers to `POST /v3/mail/send` mean."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from channels.answers import Row

KEY: Final = "SENDGRID_API_KEY"
URL: Final = "FOLLOWUP_SENDGRID_URL"
UNREACHED, BROKEN, RECIPIENT = "unreached", "broken", "recipient"

ROWS: Final = (
    Row(answer="202", means="accepted", statuses={202}),
    Row(
        answer="no connection, no such host, a failed TLS handshake",
        means="not accepted",
        case=UNREACHED,
        reason="SendGrid could not be reached: {said}.",
    ),
    Row(
        answer="time-out, reset, cut or endless answer after the connection stood",
        means="unknown",
        case=BROKEN,
        reason="SendGrid got the request and gave {said}.",
    ),
    Row(
        answer="400, 413, 422 with an error about the field `personalizations.N.to`",
        means="refused",
        case=RECIPIENT,
        address="bad",
        reason="SendGrid refused the email ({status}){said}.",
    ),
    Row(
        answer="400, 413, 422 otherwise: the content, an attachment, too large",
        means="refused",
        statuses={400, 413, 422},
        reason="SendGrid refused the email ({status}){said}.",
    ),
    Row(
        answer="401, 403: the key, its rights, or the sender is not verified",
        means="not accepted",
        statuses={401, 403},
        reason=f"SendGrid does not let us send ({{status}}); check {KEY} and the verified sender{{said}}.",
    ),
    Row(
        answer="429",
        means="not accepted",
        statuses={429},
        wait=timedelta(seconds=30),
        slows=True,
        reason="SendGrid asks to slow down (429){said}.",
    ),
    Row(
        answer="404, 405: this is not SendGrid",
        means="not accepted",
        statuses={404, 405},
        reason=f"There is no SendGrid at the address ({{status}}); check {URL}.",
    ),
    Row(
        answer="3xx, never followed",
        means="not accepted",
        statuses=range(300, 400),
        reason=f"SendGrid's address answered with a redirect ({{status}}), not followed; check {URL}.",
    ),
    Row(
        answer="other 4xx",
        means="not accepted",
        statuses=range(400, 500),
        reason="SendGrid did not take the email ({status}){said}.",
    ),
    Row(
        answer="5xx, 200 and other 2xx, anything else",
        means="unknown",
        reason="SendGrid answered {status}, which says neither yes nor no{said}.",
    ),
)

REPORTED: Final = (
    # event, type or how its reason begins, what is told to the person's clock
    ("bounce", "bounce", ("undecided",)),
    ("bounce", "blocked", ("blocked",)),
    ("bounce", "expired", ("blocked",)),
    ("dropped", "bounced address", ("undecided",)),
    ("dropped", "bounced", ("undecided",)),
    ("dropped", "invalid smtpapi header", ("blocked",)),
    ("dropped", "invalid", ("dropped",)),
    ("dropped", "unsubscribed address", ("unsubscribed", "blocked")),
    ("dropped", "unsubscribed", ("unsubscribed", "blocked")),
    ("dropped", "spam reporting address", ("spam_report", "blocked")),
    ("dropped", "spamreport", ("spam_report", "blocked")),
    ("dropped", "", ("blocked",)),
    ("spamreport", "", ("spam_report",)),
    ("unsubscribe", "", ("unsubscribed",)),
    ("group_unsubscribe", "", ("unsubscribed",)),
)
"""What comes later by the event webhook. A bounce without a type counts as one with it.

A bounce's reason comes before its type: one that says that nobody has the address closes it. `undecided`: SendGrid's
own word alone, which names no evidence.
"""


def reported(event: str, about: str) -> tuple[str, ...]:
    """What a later event says about the mail and its address; `about` is a bounce's type or a drop's reason."""
    words = about.strip().lower()
    if event == "bounce":
        known = next((told for kind, start, told in REPORTED if kind == event and start == (words or "bounce")), None)
        return known or ("blocked",)
    return next((told for kind, start, told in REPORTED if kind == event and words.startswith(start)), ())
