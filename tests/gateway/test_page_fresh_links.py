"""My data, erasure and starting again: only through a link that is mailed to the address on record, and works once."""

from __future__ import annotations

import json
import logging
import re
from datetime import timedelta
from typing import Any

import pytest

from domain import events as e
from domain.names import AttemptState, Channel, Stage
from ledger.people.page_links import Purpose
from tests.clocks import WEDNESDAY
from tests.gateway.applicants import ANN, applied, at_stage, days, heard, record, told, wishes
from tests.gateway.page_house import PageHouse
from tests.house import until

ASKED = "a link for"


def ann(pages: PageHouse, *more: e.Event, **fields: Any) -> None:
    record(
        pages.ledger, applied(**fields), heard(days(-19)), at_stage(Stage.INTERVIEW, days(-6)), heard(days(-5)), *more
    )


async def ask(pages: PageHouse, what: str, ident: str = ANN) -> str:
    path = pages.path(ident)
    answer = await pages.post(f"{path}/private", what=what)
    assert answer.status_code == 200
    return answer.text.replace(path, "")


async def fresh(pages: PageHouse, what: str) -> str:
    await ask(pages, what)
    return await pages.mailed_link()


async def test_the_mail_goes_to_the_address_on_record_and_says_what_for(pages: PageHouse) -> None:
    ann(pages, locale="de")
    await fresh(pages, "data")
    [mail] = pages.mails()
    assert mail.to == "ann@example.com" and mail.subject == "Ihr Link von Acme"
    assert "Guten Tag Ann," in mail.text and "einmal, eine halbe Stunde" in mail.text


async def test_a_forwarded_plain_link_gives_nothing_away(pages: PageHouse) -> None:
    ann(pages, told(e.Noted, days(-4), text="too shy"), told(e.ReplyReceived, days(-3), text="my secret reply"))
    path = pages.path()
    shown = "".join([(await pages.get(path + sub)).text for sub in ("", "/private", "/preferences", "/question")])
    for secret in ("ann@example.com", "too shy", "my secret reply", "Lee"):
        assert secret not in shown
    for form in ({"confirm": "yes"}, {"what": "data"}, {}):
        assert (await pages.post(path, **form)).status_code == 404
    assert not wishes(pages.ledger)


async def test_whoever_asks_sees_the_same_whether_a_mail_goes_out_or_not(
    pages: PageHouse, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    ann(pages)
    record(pages.ledger, applied(email="", phone="+12125550123"), ident="lever:no-mail")
    answers = [await ask(pages, "data"), await ask(pages, "data"), await ask(pages, "data", "lever:no-mail")]
    await until(lambda: sum(ASKED in r.getMessage() for r in caplog.records) == 3)
    assert len(set(answers)) == 1 and len(pages.mails()) == 1
    assert "@" not in "".join(r.getMessage() for r in caplog.records if ASKED in r.getMessage())


async def test_opening_a_fresh_link_uses_nothing_up(pages: PageHouse) -> None:
    ann(pages)
    path = await fresh(pages, "data")
    for _ in range(3):  # mail scanners open links
        assert (await pages.get(path)).status_code == 200
    assert (await pages.post(path)).headers["content-disposition"] == 'attachment; filename="my-data.json"'
    assert (await pages.get(path)).status_code == 404
    assert (await pages.post(path)).status_code == 404


async def test_a_fresh_link_opens_its_own_page_alone(pages: PageHouse) -> None:
    ann(pages)
    path = await fresh(pages, "data")
    for sub in ("/stop", "/preferences", "/private"):
        assert (await pages.get(path + sub)).status_code == 404
        assert (await pages.post(path + sub, what="data")).status_code == 404
    assert not wishes(pages.ledger)


async def test_a_fresh_link_is_dead_after_half_an_hour(pages: PageHouse) -> None:
    ann(pages)
    token = pages.ledger.links.fresh(ANN, Purpose.ERASURE, WEDNESDAY - timedelta(minutes=31))
    assert (await pages.get(f"/c/{token}")).status_code == 404
    assert (await pages.post(f"/c/{token}", confirm="yes")).status_code == 404
    assert not wishes(pages.ledger)


async def test_the_file_has_what_they_told_us_and_what_we_sent_and_no_notes_of_colleagues(pages: PageHouse) -> None:
    note = told(e.Noted, days(-4), text="a colleague's own note")
    ann(
        pages,
        note,
        told(e.ReplyReceived, days(-3), text="Thursday suits me"),
        told(e.Rejected, days(-0.01), reason="weak"),
    )
    with pages.ledger.book(ANN) as book:
        book.reserve(
            touch_key=f"{ANN}/eng/applied.1/acknowledge/1", attempt=1, application_id="eng", step="acknowledge",
            channel=Channel.EMAIL, address="ann@example.com", subject="We have it", body="Hello Ann",
            message_id="<1@acme.example>", at=days(-20), playbook="1",
        )  # fmt: skip
        book.settle(f"{ANN}/eng/applied.1/acknowledge/1", 1, AttemptState.ACCEPTED)
    answer = await pages.post(await fresh(pages, "data"))
    data = json.loads(answer.content)
    assert data["you"]["email"] == "ann@example.com" and data["you"]["first_name"] == "Ann"
    assert "Thursday suits me" in [fact.get("text") for fact in data["timeline"]]
    assert data["messages"][0]["text"] == "Hello Ann"
    assert data["applications"][0]["stage"] == "interview"  # the rejection has not been told yet
    assert "colleague's own note" not in answer.text and "weak" not in answer.text and "rejected" not in answer.text
    assert answer.headers["cache-control"] == "no-store"


async def test_erasure_wants_a_tick_then_stops_everything_and_asks_a_colleague(pages: PageHouse) -> None:
    ann(pages)
    path = await fresh(pages, "erasure")
    assert (await pages.post(path)).status_code == 422 and not wishes(pages.ledger)
    assert "We have your request" in (await pages.post(path, confirm="yes")).text
    assert [(w["signal"], w.get("erasure")) for w in wishes(pages.ledger)] == [
        ("opted_out", None),
        ("reply_received", True),
    ]
    assert (await pages.post(path, confirm="yes")).status_code == 404
    assert len(wishes(pages.ledger)) == 2
    assert "Messages to you have been stopped" in (await pages.get(pages.path())).text


async def test_starting_again_opens_e_mail_and_not_texts(pages: PageHouse) -> None:
    ann(pages, told(e.OptedOut, days(-1)), phone="+12125550123", sms_consent_at=days(-20))
    assert "Welcome back" in (await pages.post(await fresh(pages, "start-again"))).text
    [wish] = wishes(pages.ledger)
    assert (wish["signal"], wish["channel"]) == ("opted_in", "email")
    assert "Messages to you have been stopped" not in (await pages.get(pages.path())).text


async def test_starting_again_is_offered_to_those_who_stopped_alone(pages: PageHouse) -> None:
    ann(pages)
    answer = await pages.post(f"{pages.path()}/private", what="start-again")
    assert answer.status_code == 422 and not pages.mails()


@pytest.mark.parametrize(
    "name",
    ["[x](https://evil.example) <b>Bo</b>", "Ann\r\n\r\nYour account is closed, pay here.", "**Bo**", "bo@example.com"],
)
async def test_what_is_no_name_greets_nobody_in_the_mail(pages: PageHouse, name: str) -> None:
    ann(pages, first_name=name)
    await fresh(pages, "data")
    text = pages.mails()[0].text.replace("\r\n", "\n")
    assert text.startswith("Hello,\n\n")
    assert "evil" not in text and "account is closed" not in text


async def test_every_instant_of_the_file_is_written_in_one_way(pages: PageHouse) -> None:
    ann(pages, told(e.Paused, days(-1), until=days(20), application_id=None), sms_consent_at=days(-30))
    said = (await pages.post(await fresh(pages, "data"))).text
    assert re.findall(r"\d{4}-\d\d-\d\dT\d\d:\d\d", said)
    assert not re.findall(r"\d{4}-\d\d-\d\d \d\d:\d\d", said)
