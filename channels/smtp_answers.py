"""What a mail server's answers mean, by the moment in the conversation."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from channels.answers import Row

SETTING: Final = "FOLLOWUP_SMTP_URL"
LOGIN_CODES: Final = frozenset({530, 534, 535, 538})
UNREACHED, SLOW, CERTIFICATE, PLAIN, BROKEN = "unreached", "slow", "certificate", "plain", "broken"
GREETING, LOGIN, LOGIN_REFUSED, SENDER, RECIPIENT, NOBODY, UNCLEAR, DATA, END = (
    "greeting", "login", "login refused", "sender", "recipient", "nobody", "unclear", "data", "end",
)  # fmt: skip
_PERMANENT: Final = range(500, 600)

ROWS: Final = (
    Row(answer="250 after the data", means="accepted", case=END, statuses={250}),
    Row(
        answer="421 at any moment: too busy, shutting down",
        means="not accepted",
        case=None,
        statuses={421},
        wait=timedelta(minutes=1),
        slows=True,
        reason="The mail server asks to come back later ({detail}).",
    ),
    Row(
        answer="5xx at RCPT: nobody has the address, by its words or by 5.1.1, 5.1.2, 5.1.3, 5.1.10, 5.2.1",
        means="refused",
        case=NOBODY,
        address="bad",
        reason="The mail server refused the recipient ({detail}).",
    ),
    Row(
        answer="5xx at RCPT that says nothing of why: 550 alone, 5.0.0, 5.1.0",
        means="refused",
        case=UNCLEAR,
        address="unclear",
        reason="The mail server refused the recipient ({detail}).",
    ),
    Row(
        answer="other 5xx at RCPT: mailbox full (5.2.2), a policy against us (5.7.x)",
        means="refused",
        case=RECIPIENT,
        statuses=_PERMANENT,
        reason="The mail server refused the recipient ({detail}).",
    ),
    Row(
        answer="4xx at RCPT, greylisting among them, or no sense",
        means="not accepted",
        case=RECIPIENT,
        reason="The mail server does not take the recipient now ({detail}).",
    ),
    Row(
        answer="530, 534, 535, 538 at MAIL: it wants a login",
        means="not accepted",
        case=SENDER,
        statuses=LOGIN_CODES,
        reason=f"The mail server wants a login ({{status}}); set user and password in {SETTING}.",
    ),
    Row(
        answer="other 5xx at MAIL",
        means="refused",
        case=SENDER,
        statuses=_PERMANENT,
        reason="The mail server refused the sender ({detail}).",
    ),
    Row(
        answer="4xx at MAIL, or no sense",
        means="not accepted",
        case=SENDER,
        reason="The mail server did not take the sender ({detail}).",
    ),
    Row(
        answer="5xx at DATA",
        means="refused",
        case=DATA,
        statuses=_PERMANENT,
        reason="The mail server refused the message ({detail}).",
    ),
    Row(
        answer="4xx at DATA, or no sense",
        means="not accepted",
        case=DATA,
        reason="The mail server did not take the message ({detail}).",
    ),
    Row(
        answer="5xx after the data: spam, a policy",
        means="refused",
        case=END,
        statuses=_PERMANENT,
        reason="The mail server refused the message ({detail}).",
    ),
    Row(
        answer="4xx after the data",
        means="not accepted",
        case=END,
        statuses=range(400, 500),
        reason="The mail server did not take the message ({detail}).",
    ),
    Row(
        answer="any other answer after the data",
        means="unknown",
        case=END,
        reason="The mail server got the whole message and answered neither yes nor no ({status}).",
    ),
    Row(
        answer="time-out, reset, closed after the data",
        means="unknown",
        case=BROKEN,
        reason="The mail server got the whole message and did not answer ({said}).",
    ),
    Row(
        answer="no connection, no such host; broken before the end of the data",
        means="not accepted",
        case=UNREACHED,
        reason=f"The mail server could not be used ({{said}}); check {SETTING}.",
    ),
    Row(
        answer="slower than `FOLLOWUP_SMTP_TIMEOUT` before the end of the data",
        means="not accepted",
        case=SLOW,
        reason="The mail server took more than {limit} s, and was at {moment}; FOLLOWUP_SMTP_TIMEOUT can be up to 120.",
    ),
    Row(
        answer="a greeting that is no 220",
        means="not accepted",
        case=GREETING,
        reason="The mail server does not take mail now ({detail}).",
    ),
    Row(
        answer="a certificate that nobody vouches for",
        means="not accepted",
        case=CERTIFICATE,
        reason=f"The mail server's certificate is not valid; check {SETTING}.",
    ),
    Row(
        answer="no STARTTLS where it is required",
        means="not accepted",
        case=PLAIN,
        reason=f"The mail server offers no STARTTLS, which {SETTING} requires; nothing was sent.",
    ),
    Row(
        answer="4xx at the login",
        means="not accepted",
        case=LOGIN,
        reason="The mail server cannot check the login now ({detail}).",
    ),
    Row(
        answer="the login is refused, or there is none",
        means="not accepted",
        case=LOGIN_REFUSED,
        reason=f"The mail server refused the login; check user and password in {SETTING}.",
    ),
)
