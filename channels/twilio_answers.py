"""What Twilio's answers to a new message mean, and what its later statuses do.

Codes decide before statuses. Twilio adds codes as it goes, and advises against hanging logic on them (changelog of
July 2024): what stands in no row is about this text alone, so that no number is closed for a reason unknown to us.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from channels.answers import Row, redirected, unheard

SID: Final = "TWILIO_ACCOUNT_SID"
TOKEN: Final = "TWILIO_AUTH_TOKEN"  # noqa: S105  # the setting's name
FROM: Final = "FOLLOWUP_SMS_FROM"
URL: Final = "FOLLOWUP_TWILIO_URL"
NONSENSE, GAVE_UP = "nonsense", "gave up"

BY_CODE: Final = (
    Row(
        "21610: they answered STOP",
        "refused",
        "The person has opted out of texts {detail}.",
        codes={21610},
        address="opted out",
    ),
    Row(
        "21211, 21217, 21265, 21268, 21614, 21635: no number, a short code, premium, not mobile, a landline",
        "refused",
        "The number cannot get texts {detail}.",
        codes={21211, 21217, 21265, 21268, 21614, 21635},
        address="bad",
    ),
    Row(
        "20429: too many requests",
        "not accepted",
        "Twilio asks to wait {detail}.",
        codes={20429},
        rests=timedelta(seconds=30),
    ),
    Row(
        "21611, 30001: the sender's queue is full",
        "not accepted",
        "Twilio asks to wait {detail}.",
        codes={21611, 30001},
        rests=timedelta(minutes=5),
    ),
    Row(
        "63038: the account's daily limit",
        "not accepted",
        "Twilio asks to wait {detail}.",
        codes={63038},
        rests=timedelta(hours=1),
    ),
    Row(
        "21212, 21266, 21267, 21603, 21606, 21659, 21660, 21661, 21701, 21703: our sender is wrong",
        "not accepted",
        f"Twilio doesn't let us send from this number {{detail}}; check {FROM}.",
        codes={21212, 21266, 21267, 21603, 21606, 21659, 21660, 21661, 21701, 21703},
    ),
    Row(
        "20003: the login, or a closed account",
        "not accepted",
        f"Twilio doesn't let us send {{detail}}; check {SID} and {TOKEN}.",
        codes={20003},
    ),
)

BY_STATUS: Final = (
    Row("201 with a sid", "accepted", statuses={201}),
    Row(
        "201 with a sid and the status `failed`, `undelivered` or `canceled`, no code above",
        "refused",
        "Twilio gave up at once: {said}.",
        case=GAVE_UP,
    ),
    Row("201 without a sid", "unknown", "Twilio answered 201 with something that isn't a message.", case=NONSENSE),
    *unheard("Twilio"),
    Row(
        "401, 403 otherwise",
        "not accepted",
        f"Twilio doesn't let us send {{detail}}; check {SID} and {TOKEN}.",
        statuses={401, 403},
    ),
    Row(
        "429 otherwise",
        "not accepted",
        "Twilio asks to slow down {detail}.",
        statuses={429},
        rests=timedelta(seconds=30),
    ),
    Row(
        "404, 405: no such account there",
        "not accepted",
        f"There is no such account at the address {{detail}}; check {SID} and {URL}.",
        statuses={404, 405},
    ),
    Row(
        "400, 413, 422 otherwise, such as 21408 (country not enabled), 21608 (trial account), "
        "21612 (no way from our number to theirs), 21617 (too long)",
        "refused",
        "Twilio refused the text {detail}.",
        statuses={400, 413, 422},
    ),
    redirected("Twilio", URL),
    Row("other 4xx", "not accepted", "Twilio did not take the text {detail}.", statuses=range(400, 500)),
    Row("5xx, 200 and other 2xx, anything else", "unknown", "Twilio answered {status}, which says neither yes nor no."),
)

ROWS: Final = BY_CODE + BY_STATUS

REPORTED: Final = (
    # codes of a failed status callback, what they mean, what is told to the person's clock
    (("21610",), "they answered STOP", ("unsubscribed", "blocked")),
    (("30005",), "the number is unknown, or in use no more", ("bounced",)),
    (("30006",), "a landline, or a carrier without texts", ("bounced",)),
    (("21211", "21217", "21265", "21268", "21614", "21635"), "as in the answer to the send", ("bounced",)),
    (("30001",), "the sender's queue was full", ("blocked",)),
    (("30002",), "the account is suspended", ("blocked",)),
    (("30003",), "the phone is off, or out of reach", ("blocked",)),
    (("30004",), "blocked by the carrier or on the phone", ("blocked",)),
    (("30007",), "filtered as spam", ("blocked",)),
    (("30008",), "the carrier says nothing more", ("blocked",)),
    (("30034",), "our number is not registered (A2P 10DLC)", ("blocked",)),
    (("30036",), "it waited for longer than it may", ("blocked",)),
    ((), "any other code, or none", ("blocked",)),
)
"""What comes later by the status callback, with `failed`, `undelivered` or `canceled`."""


def reported(code: str) -> tuple[str, ...]:
    """What a failed status says about the text and its number."""
    return next(told for codes, _, told in REPORTED if not codes or code in codes)
