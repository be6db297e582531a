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
    Row("250 after the data", "accepted", case=END, statuses={250}),
    Row(
        "421 at any moment: too busy, shutting down",
        "not accepted",
        "The mail server asks to come back later ({detail}).",
        case=None,
        statuses={421},
        rests=timedelta(minutes=1),
    ),
    Row(
        "5xx at RCPT: nobody has the address, by its words or by 5.1.1, 5.1.2, 5.1.3, 5.1.10, 5.2.1",
        "refused",
        "The mail server refused the recipient ({detail}).",
        case=NOBODY,
        address="bad",
    ),
    Row(
        "5xx at RCPT that says nothing of why: 550 alone, 5.0.0, 5.1.0",
        "refused",
        "The mail server refused the recipient ({detail}).",
        case=UNCLEAR,
        address="unclear",
    ),
    Row(
        "other 5xx at RCPT: mailbox full (5.2.2), a policy against us (5.7.x)",
        "refused",
        "The mail server refused the recipient ({detail}).",
        case=RECIPIENT,
        statuses=_PERMANENT,
    ),
    Row(
        "4xx at RCPT, greylisting among them, or no sense",
        "not accepted",
        "The mail server does not take the recipient now ({detail}).",
        case=RECIPIENT,
    ),
    Row(
        "530, 534, 535, 538 at MAIL: it wants a login",
        "not accepted",
        f"The mail server requires a login ({{status}}); set user and password in {SETTING}.",
        case=SENDER,
        statuses=LOGIN_CODES,
    ),
    Row(
        "other 5xx at MAIL",
        "refused",
        "The mail server refused the sender ({detail}).",
        case=SENDER,
        statuses=_PERMANENT,
    ),
    Row("4xx at MAIL, or no sense", "not accepted", "The mail server did not take the sender ({detail}).", case=SENDER),
    Row("5xx at DATA", "refused", "The mail server refused the message ({detail}).", case=DATA, statuses=_PERMANENT),
    Row("4xx at DATA, or no sense", "not accepted", "The mail server did not take the message ({detail}).", case=DATA),
    Row(
        "5xx after the data: spam, a policy",
        "refused",
        "The mail server refused the message ({detail}).",
        case=END,
        statuses=_PERMANENT,
    ),
    Row(
        "4xx after the data",
        "not accepted",
        "The mail server did not take the message ({detail}).",
        case=END,
        statuses=range(400, 500),
    ),
    Row(
        "any other answer after the data",
        "unknown",
        "The mail server got the whole message and answered neither yes nor no ({status}).",
        case=END,
    ),
    Row(
        "time-out, reset, closed after the data",
        "unknown",
        "The mail server got the whole message and did not answer ({said}).",
        case=BROKEN,
    ),
    Row(
        "no connection, no such host; broken before the end of the data",
        "not accepted",
        f"The mail server could not be used ({{said}}); check {SETTING}.",
        case=UNREACHED,
    ),
    Row(
        "slower than `FOLLOWUP_SMTP_TIMEOUT` before the end of the data",
        "not accepted",
        "The mail server took more than {limit} s, and was at {moment}; FOLLOWUP_SMTP_TIMEOUT can be up to 120.",
        case=SLOW,
    ),
    Row(
        "a greeting that is no 220", "not accepted", "The mail server does not take mail now ({detail}).", case=GREETING
    ),
    Row(
        "a certificate that nobody vouches for",
        "not accepted",
        f"The mail server's certificate is not valid; check {SETTING}.",
        case=CERTIFICATE,
    ),
    Row(
        "no STARTTLS where it is required",
        "not accepted",
        f"The mail server offers no STARTTLS, which {SETTING} requires; nothing was sent.",
        case=PLAIN,
    ),
    Row("4xx at the login", "not accepted", "The mail server cannot check the login now ({detail}).", case=LOGIN),
    Row(
        "the login is refused, or there is none",
        "not accepted",
        f"The mail server refused the login; check user and password in {SETTING}.",
        case=LOGIN_REFUSED,
    ),
)
