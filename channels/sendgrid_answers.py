"""What SendGrid's answers to `POST /v3/mail/send` mean."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from channels.answers import Row, redirected, unheard

KEY: Final = "SENDGRID_API_KEY"
URL: Final = "FOLLOWUP_SENDGRID_URL"
RECIPIENT: Final = "recipient"

ROWS: Final = (
    Row("202", "accepted", statuses={202}),
    *unheard("SendGrid"),
    Row(
        "400, 413, 422 with an error about the field `personalizations.N.to`",
        "refused",
        "SendGrid refused the email ({status}){said}.",
        case=RECIPIENT,
        address="bad",
    ),
    Row(
        "400, 413, 422 otherwise: the content, an attachment, too large",
        "refused",
        "SendGrid refused the email ({status}){said}.",
        statuses={400, 413, 422},
    ),
    Row(
        "401, 403: the key, its rights, or the sender is not verified",
        "not accepted",
        f"SendGrid doesn't let us send ({{status}}); check {KEY} and the verified sender{{said}}.",
        statuses={401, 403},
    ),
    Row(
        "429",
        "not accepted",
        "SendGrid asks to slow down (429){said}.",
        statuses={429},
        rests=timedelta(seconds=30),
    ),
    Row(
        "404, 405: this is not SendGrid",
        "not accepted",
        f"There is no SendGrid at the address ({{status}}); check {URL}.",
        statuses={404, 405},
    ),
    redirected("SendGrid", URL),
    Row("other 4xx", "not accepted", "SendGrid did not take the email ({status}){said}.", statuses=range(400, 500)),
    Row(
        "5xx, 200 and other 2xx, anything else",
        "unknown",
        "SendGrid answered {status}, which says neither yes nor no{said}.",
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
