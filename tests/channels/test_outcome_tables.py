"""Each row of each provider's table, through a server that answers so; and docs/delivery.md shows the same rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from channels import sendgrid_answers, smtp_answers, twilio_answers
from channels.answers import Row, listed
from channels.sender import Accepted, NotAccepted, Outcome, Refused, Unknown
from channels.sendgrid_email import SendGridEmail
from channels.smtp_email import SmtpEmail
from channels.twilio_sms import TwilioSms
from tests.channels.raw_server import ScriptedSmtp
from tests.clocks import wednesday
from tests.providers import faults
from tests.providers.faults import Fault
from tests.providers.server import ProviderServer
from tests.tables import each

BUDGET = timedelta(seconds=1)
DOC = Path(__file__).parents[2] / "docs" / "delivery.md"
TO = "personalizations.0.to.0.email"
GONE = "http://127.0.0.1:9"  # nobody listens there
KINDS = {"accepted": Accepted, "refused": Refused, "not accepted": NotAccepted, "unknown": Unknown}


def failed(code: int | None, status: str = "failed") -> Fault:
    body = {"sid": "SM1", "status": status, "error_code": code, "error_message": "no"}
    return faults.wrong_json(201, body=json.dumps(body))


SENDGRID: dict[str, Sequence[Fault | str | None]] = {
    "202": [None],
    "no connection": [GONE, "http://nobody.invalid"],
    "time-out": [faults.accept_then_hang(), faults.accept_then_reset(), faults.accept_then_cut(), faults.slow_drip()],
    "400, 413, 422 with an error": [faults.refuse(400, field_name=TO)],
    "400, 413, 422 otherwise": [faults.refuse(status, field_name="content.0.value") for status in (400, 413, 422)],
    "401, 403": [faults.refuse(401), faults.refuse(403)],
    "429": [faults.too_many(None)],
    "404, 405": [faults.refuse(404), faults.refuse(405)],
    "3xx": [faults.redirect("/elsewhere", status) for status in (301, 302, 307, 308)],
    "other 4xx": [faults.refuse(408), faults.refuse(418)],
    "5xx": [faults.server_error(500), faults.server_error(503, accepted=True), faults.wrong_json(200)],
}

TWILIO: dict[str, Sequence[Fault | str | None]] = {
    "21610": [faults.refuse(400, code=21610), failed(21610)],
    "21211, 21217": [faults.refuse(400, code=code) for code in (21211, 21217, 21265, 21268, 21614, 21635)],
    "20429": [faults.refuse(429, code=20429)],
    "21611, 30001": [faults.refuse(400, code=21611), failed(30001)],
    "63038": [faults.refuse(429, code=63038)],
    "21212": [
        faults.refuse(400, code=code) for code in (21212, 21266, 21267, 21603, 21606, 21659, 21660, 21661, 21701, 21703)
    ],
    "20003": [faults.refuse(401, code=20003), faults.refuse(403, code=20003)],
    "201 with a sid": [None],
    "201 with a sid and the status": [failed(None), failed(30007, "undelivered"), failed(None, "canceled")],
    "201 without a sid": [faults.wrong_json(201), faults.wrong_json(201, body="{}")],
    "no connection": [GONE, "http://nobody.invalid"],
    "time-out": [faults.accept_then_hang(), faults.accept_then_reset(), faults.accept_then_cut(), faults.slow_drip()],
    "401, 403 otherwise": [faults.refuse(401), faults.refuse(403)],
    "429 otherwise": [faults.refuse(429)],
    "404, 405": [faults.refuse(404, code=20404), faults.refuse(405)],
    "400, 413, 422 otherwise": [faults.refuse(400, code=code) for code in (21408, 21608, 21612, 21617)],
    "3xx": [faults.redirect("/elsewhere", status) for status in (301, 302, 307, 308)],
    "other 4xx": [faults.refuse(408), faults.refuse(418)],
    "5xx": [faults.server_error(500), faults.server_error(503, accepted=True), faults.wrong_json(200)],
}

SMTP: dict[str, Sequence[dict[str, str] | str]] = {
    "250 after the data": [{}],
    "421": [{moment: "421 bye"} for moment in ("CONNECT", "MAIL", "RCPT", "DATA", "END")],
    "5xx at RCPT: nobody": [
        {"RCPT": "550 no such user"},
        {"RCPT": "553 bad mailbox name"},
        {"RCPT": "554 5.1.1 unknown"},
        {"RCPT": "550 5.4.1 Recipient address rejected: Access denied"},
        {"RCPT": "550 Requested action not taken: mailbox unavailable"},
    ],
    "5xx at RCPT that": [{"RCPT": "550 no"}, {"RCPT": "550 5.0.0 hm"}, {"RCPT": "553 5.1.0 no"}],
    "other 5xx at RCPT": [{"RCPT": "552 5.2.2 over quota"}, {"RCPT": "550 5.7.1 relaying denied"}],
    "4xx at RCPT": [{"RCPT": "450 4.7.1 come back"}, {"RCPT": "what?"}],
    "530": [{"MAIL": f"{code} 5.7.0 login first"} for code in (530, 534, 535, 538)],
    "other 5xx at MAIL": [{"MAIL": "550 5.7.1 not your domain"}],
    "4xx at MAIL": [{"MAIL": "451 later"}],
    "5xx at DATA": [{"DATA": "554 no"}],
    "4xx at DATA": [{"DATA": "451 later"}],
    "5xx after the data": [{"END": "554 5.7.1 spam"}],
    "4xx after the data": [{"END": "452 4.3.1 disk full"}],
    "any other answer": [{"END": "299 hm"}, {"END": "ok"}],
    "time-out": [{"END": way} for way in ("HANG", "RESET", "CLOSE", "DRIP")],
    "no connection": [{"CONNECT": "RESET"}, {"RCPT": "CLOSE"}, "smtp://127.0.0.1:9"],
    "slower than": [{"CONNECT": "HANG"}, {"RCPT": "DRIP"}, {"DATA": "HANG"}],
    "a greeting": [{"CONNECT": "554 go away"}],
    # these three need TLS and a login: test_smtp_login_and_tls.py
    "a certificate": [],
    "no STARTTLS": ["?starttls=required"],
    "4xx at the login": [],
    "the login is refused": [],
}


def cases(rows: Sequence[Row], ways: dict[str, Any]) -> list[Any]:
    """Every row with each of its ways; that none is forgotten is a test of its own."""
    return [pytest.param(row, way, id=f"{row.answer[:20]}-{n}") for row, found in pairs(rows, ways) for n, way in found]


def pairs(rows: Sequence[Row], ways: dict[str, Any]) -> list[tuple[Row, list[tuple[int, Any]]]]:
    assert len(rows) == len(ways)
    together = zip(rows, ways.items(), strict=True)
    assert all(row.answer.startswith(start) for row, (start, _) in together), "the rows stand in their order"
    return [(row, list(enumerate(found))) for row, found in zip(rows, ways.values(), strict=True)]


def is_as_the_row_says(row: Row, outcome: Outcome) -> None:
    assert isinstance(outcome, KINDS[row.means])
    if isinstance(outcome, Refused):
        assert (outcome.address_bad, outcome.opted_out) == (row.address == "bad", row.address == "opted out")
        assert outcome.undecided == (row.address == "unclear")
    if isinstance(outcome, NotAccepted):
        assert (outcome.retry_after, outcome.slows) == (row.rests, row.rests is not None)


def through(way: Fault | str | None, make: Callable[[str], Any], message: Any, server: ProviderServer) -> Outcome:
    if isinstance(way, str):
        outcome: Outcome = make(way).send(message)
        return outcome
    server.script(way)
    return make(server.url).send(message)


@pytest.mark.parametrize(("row", "way"), cases(sendgrid_answers.ROWS, SENDGRID))
def test_each_answer_of_sendgrid_means_what_its_row_says(row: Row, way: Fault | str | None, mail: Any) -> None:
    with ProviderServer(clock=wednesday, api_key="SG.k") as server:
        outcome = through(way, lambda url: SendGridEmail("SG.k", url, budget=BUDGET), mail(), server)
    is_as_the_row_says(row, outcome)


@pytest.mark.parametrize(("row", "way"), cases(twilio_answers.ROWS, TWILIO))
def test_each_answer_of_twilio_means_what_its_row_says(row: Row, way: Fault | str | None, sms: Any) -> None:
    with ProviderServer(clock=wednesday, account_sid="ACtest", auth_token="t") as server:
        outcome = through(way, lambda url: TwilioSms("ACtest", "t", "+12025550100", url, budget=BUDGET), sms(), server)
    is_as_the_row_says(row, outcome)


@pytest.mark.parametrize(("row", "way"), cases(smtp_answers.ROWS, SMTP))
def test_each_answer_of_a_mail_server_means_what_its_row_says(row: Row, way: dict[str, str] | str, mail: Any) -> None:
    with ScriptedSmtp(**(way if isinstance(way, dict) else {})) as server:
        url = server.url if isinstance(way, dict) else way if way.startswith("smtp") else server.url + way
        outcome = SmtpEmail(url, limit=BUDGET).send(mail())
    is_as_the_row_says(row, outcome)


@pytest.mark.parametrize("status", [200, 201, 202, 302, 500, 502, 503])
def test_no_code_makes_an_answer_certain_that_does_not_say_no(status: int, sms: Any) -> None:
    with ProviderServer(clock=wednesday, account_sid="ACtest", auth_token="t") as server:
        server.script(faults.refuse(status, code=21610))
        outcome = TwilioSms("ACtest", "t", "+12025550100", server.url, budget=BUDGET).send(sms())
    assert not isinstance(outcome, Refused | Accepted)


def test_a_code_that_nobody_knows_closes_no_number(sms: Any) -> None:
    with ProviderServer(clock=wednesday, account_sid="ACtest", auth_token="t") as server:
        server.script(faults.refuse(400, code=29999))
        outcome = TwilioSms("ACtest", "t", "+12025550100", server.url, budget=BUDGET).send(sms())
    assert isinstance(outcome, Refused) and not outcome.address_bad and not outcome.opted_out


LATER = {
    "bounced": "the address is closed, next channel (R6)",
    "dropped": "the address is closed, next channel (R6)",
    "blocked": "next channel; the address stays open",
    "unsubscribed": "suppression for good (R7)",
    "spam_report": "suppression for good (R7)",
    "undecided": "counted: three over a week close the address (R8); next channel",
}


def later(told: tuple[str, ...]) -> str:
    done = [LATER[word] for word in told]
    return "suppression for good (R7), next channel" if told[0] != "blocked" and len(told) == 2 else done[0]


def sendgrid_later() -> list[str]:
    rows = []
    for event, about, told in sendgrid_answers.REPORTED:
        what = {"bounce": "type", "dropped": "reason"}.get(event)
        words = f", {what} {f'`{about}`' if about else 'anything else'}" if what else ""
        rows.append(f"| `{event}`{words} | {later(told)} |")
    return rows


def twilio_later() -> list[str]:
    return [
        f"| {', '.join(codes)}{': ' if codes else ''}{what} | {later(told)} |"
        for codes, what, told in twilio_answers.REPORTED
    ]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("SMTP", listed(smtp_answers.ROWS)),
        ("SendGrid", listed(sendgrid_answers.ROWS)),
        ("Twilio", listed(twilio_answers.ROWS)),
        ("SendGrid, later", sendgrid_later()),
        ("Twilio, later", twilio_later()),
    ],
)
def test_the_page_shows_the_tables_that_the_code_goes_by(name: str, lines: list[str]) -> None:
    section = DOC.read_text().partition(f"\n### {name}\n")[2].partition("\n#")[0]
    shown = [line for line in section.splitlines() if line.startswith("|")][2:]
    assert shown == lines, "\n".join(lines)


@each(("event", "about", "told"), sendgrid_answers.REPORTED)
def test_what_sendgrid_says_later_does_what_its_row_says(event: str, about: str, told: tuple[str, ...]) -> None:
    assert sendgrid_answers.reported(event, about.title()) == told


def test_a_drop_for_a_bad_header_of_ours_closes_no_address() -> None:
    assert sendgrid_answers.reported("dropped", "Invalid SMTPAPI header") == ("blocked",)
    assert sendgrid_answers.reported("dropped", "Invalid") == ("dropped",)
    assert sendgrid_answers.reported("bounce", "") == ("undecided",)
    assert sendgrid_answers.reported("bounce", "something new") == ("blocked",)


@each(("codes", "what", "told"), twilio_answers.REPORTED)
def test_what_twilio_says_later_does_what_its_row_says(
    codes: tuple[str, ...], what: str, told: tuple[str, ...]
) -> None:
    assert all(twilio_answers.reported(code) == told for code in (codes or ("", "99999")))


def print_tables() -> None:
    """For whoever edits a table: `python -m tests.channels.test_outcome_tables` prints what the page must show."""
    for name, lines in (
        ("SMTP", listed(smtp_answers.ROWS)), ("SendGrid", listed(sendgrid_answers.ROWS)),
        ("SendGrid, later", sendgrid_later()), ("Twilio", listed(twilio_answers.ROWS)),
        ("Twilio, later", twilio_later()),
    ):  # fmt: skip
        head = "| what comes | then |\n|---|---|" if "later" in name else "| answer | means | then |\n|---|---|---|"
        print(f"\n### {name}\n\n{head}\n" + "\n".join(lines))


if __name__ == "__main__":
    print_tables()
