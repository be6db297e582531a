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
        answer="21610: they answered STOP",
        means="refused",
        codes={21610},
        address="opted out",
        reason="The person has opted out of texts {detail}.",
    ),
    Row(
        answer="21211, 21217, 21265, 21268, 21614, 21635: no number, a short code, premium, not mobile, a landline",
        means="refused",
        codes={21211, 21217, 21265, 21268, 21614, 21635},
        address="bad",
        reason="The number cannot get texts {detail}.",
    ),
    Row(
        answer="20429: too many requests",
        means="not accepted",
        codes={20429},
        wait=timedelta(seconds=30),
        slows=True,
        reason="Twilio asks to wait {detail}.",
    ),
    Row(
        answer="21611, 30001: the sender's queue is full",
        means="not accepted",
        codes={21611, 30001},
        wait=timedelta(minutes=5),
        slows=True,
        reason="Twilio asks to wait {detail}.",
    ),
    Row(
        answer="63038: the account's daily limit",
        means="not accepted",
        codes={63038},
        wait=timedelta(hours=1),
        slows=True,
        reason="Twilio asks to wait {detail}.",
    ),
    Row(
        answer="21212, 21266, 21267, 21603, 21606, 21659, 21660, 21661, 21701, 21703: our sender is wrong",
        means="not accepted",
        codes={21212, 21266, 21267, 21603, 21606, 21659, 21660, 21661, 21701, 21703},
        reason=f"Twilio does not let us send from this number {{detail}}; check {FROM}.",
    ),
    Row(
        answer="20003: the login, or a closed account",
        means="not accepted",
        codes={20003},
        reason=f"Twilio does not let us send {{detail}}; check {SID} and {TOKEN}.",
    ),
)

BY_STATUS: Final = (
    Row(answer="201 with a sid", means="accepted", statuses={201}),
    Row(
        answer="201 with a sid and the status `failed`, `undelivered` or `canceled`, no code above",
        means="refused",
        case=GAVE_UP,
        reason="Twilio gave up at once: {said}.",
    ),
    Row(
        answer="201 without a sid",
        means="unknown",
        case=NONSENSE,
        reason="Twilio answered 201 with something that is no message.",
    ),
    *unheard("Twilio"),
    Row(
        answer="401, 403 otherwise",
        means="not accepted",
        statuses={401, 403},
        reason=f"Twilio does not let us send {{detail}}; check {SID} and {TOKEN}.",
    ),
    Row(
        answer="429 otherwise",
        means="not accepted",
        statuses={429},
        wait=timedelta(seconds=30),
        slows=True,
        reason="Twilio asks to slow down {detail}.",
    ),
    Row(
        answer="404, 405: no such account there",
        means="not accepted",
        statuses={404, 405},
        reason=f"There is no such account at the address {{detail}}; check {SID} and {URL}.",
    ),
    Row(
        answer="400, 413, 422 otherwise, such as 21408 (country not enabled), 21608 (trial account), "
        "21612 (no way from our number to theirs), 21617 (too long)",
        means="refused",
        statuses={400, 413, 422},
        reason="Twilio refused the text {detail}.",
    ),
    redirected("Twilio", URL),
    Row(
        answer="other 4xx",
        means="not accepted",
        statuses=range(400, 500),
        reason="Twilio did not take the text {detail}.",
    ),
    Row(
        answer="5xx, 200 and other 2xx, anything else",
        means="unknown",
        reason="Twilio answered {status}, which says neither yes nor no.",
    ),
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
