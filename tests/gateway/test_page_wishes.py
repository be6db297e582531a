"""What candidates say on their pages is recorded at once and once, with Temporal away; and a look changes nothing."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from domain import events as e
from domain.names import Channel, Stage
from domain.state.model import Candidate
from ledger.store import Ledger
from tests.gateway.applicants import ANN, applied, at_stage, days, heard, record, told, wishes
from tests.gateway.page_house import PageHouse

TODAY = days(0).astimezone(ZoneInfo("America/New_York")).date()
"""Where Ann is."""

SUBPAGES = ("", "/stop", "/question", "/survey", "/preferences", "/pause", "/private")


def everything(ledger: Ledger) -> dict[str, list[Any]]:
    """Every row of every table."""
    with ledger._database.reading() as connection:
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        return {name: connection.execute(text(f"SELECT * FROM {name}")).all() for name in names}


def in_interviews(ledger: Ledger) -> None:
    record(ledger, applied(), heard(days(-19)), at_stage(Stage.INTERVIEW, days(-6)), heard(days(-5)))


def rejected(ledger: Ledger, **more: Any) -> None:
    record(ledger, applied(**more), heard(days(-19)), told(e.Rejected, days(-3)), heard(days(-2)))


async def test_a_get_and_a_head_change_nothing(pages: PageHouse) -> None:
    rejected(pages.ledger)
    before, path = everything(pages.ledger), pages.path()
    for sub in SUBPAGES:
        assert (await pages.get(path + sub)).status_code == 200
        head = await pages.client.head(pages.url + path + sub)
        assert (head.status_code, head.content) == (200, b"")
    assert everything(pages.ledger) == before and not pages.mails()


@pytest.mark.parametrize("how", ["form", "one-click", "one-click in parts", "no body"])
async def test_a_stop_is_recorded_however_it_is_posted(pages: PageHouse, how: str) -> None:
    in_interviews(pages.ledger)
    address = f"{pages.url}{pages.path()}/stop"
    sent: dict[str, Any] = {
        "form": {"data": {"n": "a-form-of-hers"}},
        "one-click": {"data": {"List-Unsubscribe": "One-Click"}},
        "one-click in parts": {"files": {"List-Unsubscribe": (None, "One-Click")}},
        "no body": {},
    }
    answer = await pages.client.post(address, **sent[how])
    assert answer.status_code == 200 and "set-cookie" not in answer.headers
    [wish] = wishes(pages.ledger)
    assert (wish["signal"], wish["source"], wish.get("channel")) == ("opted_out", "page", None)
    with pages.ledger.book(ANN) as book:  # nothing that is decided now goes out
        assert book.unheard(days(0))
    family = Candidate(candidate_id="manual:bob", email="ANN@example.com")  # whoever shares the address (R3, R7)
    assert pages.ledger.suppressed(family) == frozenset(Channel)
    assert "Messages to you have been stopped" in (await pages.get(pages.path())).text


async def test_the_same_form_sent_twice_is_one_wish(pages: PageHouse) -> None:
    in_interviews(pages.ledger)
    path = pages.path()
    form = (await pages.get(f"{path}/question")).text
    nonce = re.search(r'name="n" value="([^"]+)"', form)
    assert nonce
    for _ in range(3):
        assert (await pages.post(f"{path}/question", n=nonce[1], text="When do I start?")).status_code == 200
    assert (await pages.post(f"{path}/question", text="When do I start?")).status_code == 200
    assert len(wishes(pages.ledger)) == 2


async def test_a_question_is_recorded_as_a_reply_that_no_machine_wrote(pages: PageHouse) -> None:
    in_interviews(pages.ledger)
    record(pages.ledger, applied(ident="ml", job_title="Researcher"))
    words = "I am on vacation until 4 May. Can we talk then?\n<script>alert(1)</script>"
    assert (await pages.post(f"{pages.path()}/question", text=words, about="ml")).status_code == 200
    [wish] = wishes(pages.ledger)
    assert wish["signal"] == "reply_received" and wish["text"] == words
    assert (wish["channel"], wish["automatic"], wish["application_id"]) == ("email", False, "ml")


@pytest.mark.parametrize(("words", "says"), [("", "Write your question."), ("x" * 2001, "Up to 2000")])
async def test_a_question_that_cannot_be_taken_is_given_back_with_a_sentence(
    pages: PageHouse, words: str, says: str
) -> None:
    in_interviews(pages.ledger)
    answer = await pages.post(f"{pages.path()}/question", text=words)
    assert answer.status_code == 422 and "<title>Error: " in answer.text and says in answer.text
    assert words in answer.text and not wishes(pages.ledger)


async def test_somebody_elses_application_cannot_be_named(pages: PageHouse) -> None:
    in_interviews(pages.ledger)
    await pages.post(f"{pages.path()}/question", text="Hello?", about="somebody-elses")
    assert "application_id" not in wishes(pages.ledger)[0]


async def test_the_survey_is_recorded_for_the_closed_application(pages: PageHouse) -> None:
    rejected(pages.ledger)
    path = f"{pages.path()}/survey"
    assert (await pages.post(path)).status_code == 422
    assert (await pages.post(path, score="6")).status_code == 422
    assert (await pages.post(path, score="4", comment="Kind, and quick.")).status_code == 200
    [wish] = wishes(pages.ledger)
    assert (wish["signal"], wish["comment"]) == ("survey_completed", "Kind, and quick.")
    assert wish["answers"] == [{"question": "score", "kind": "score", "value": 4}]
    assert wish["application_id"] == "eng"


async def test_there_is_no_survey_before_anything_is_over(pages: PageHouse) -> None:
    in_interviews(pages.ledger)
    answer = await pages.post(f"{pages.path()}/survey", score="1")
    assert answer.status_code == 303 and not wishes(pages.ledger)
    assert "/survey" not in (await pages.get(pages.path())).text


async def test_preferences_are_recorded_as_far_as_they_changed(pages: PageHouse) -> None:
    record(pages.ledger, applied(phone="+12125550123", sms_consent_at=days(-20)))
    path = f"{pages.path()}/preferences"
    answer = await pages.post(path, channel="sms", zone="Europe/Vienna", language="de")
    assert answer.status_code == 200 and '<html lang="de">' in answer.text and "Gespeichert" in answer.text
    [wish] = wishes(pages.ledger)
    assert wish["signal"] == "candidate_updated"
    assert wish["candidate"] == {"channel": "sms", "timezone": "Europe/Vienna", "locale": "de"}


@pytest.mark.parametrize(
    "wrong", [{"zone": "Mars/Olympus"}, {"zone": ""}, {"language": "xx"}, {"channel": "sms"}, {"channel": "fax"}]
)
async def test_a_preference_that_is_none_is_given_back(pages: PageHouse, wrong: dict[str, str]) -> None:
    in_interviews(pages.ledger)
    good = {"channel": "email", "zone": "Europe/Vienna", "language": "de"}
    answer = await pages.post(f"{pages.path()}/preferences", **(good | wrong))
    assert answer.status_code == 422 and not wishes(pages.ledger)


async def test_texts_cannot_be_chosen_without_consent_on_record(pages: PageHouse) -> None:
    record(pages.ledger, applied(phone="+12125550123"))
    assert 'value="sms"' not in (await pages.get(f"{pages.path()}/preferences")).text


@pytest.mark.parametrize("until", ["", "tomorrow", "2020-01-01", "9999-12-31", TODAY.isoformat()])
async def test_a_pause_until_no_sensible_day_is_given_back(pages: PageHouse, until: str) -> None:
    in_interviews(pages.ledger)
    answer = await pages.post(f"{pages.path()}/pause", until=until)
    assert answer.status_code == 422 and "Choose a day from" in answer.text


async def test_what_cannot_be_recorded_now_is_said_so_kindly(pages: PageHouse) -> None:
    in_interviews(pages.ledger)
    until = (TODAY + timedelta(days=20)).isoformat()
    answer = await pages.post(f"{pages.path()}/pause", until=until)  # a pause needs the clock's answer
    assert answer.status_code == 503 and "what you sent wasn" in answer.text and answer.headers["retry-after"]
    with pages.ledger._database.writing("a test") as connection:
        connection.execute(text("ALTER TABLE candidates RENAME TO gone"))
    for sub in SUBPAGES:
        answer = await pages.get(pages.path() + sub)
        assert answer.status_code == 503 and "not your fault" in answer.text


async def test_all_values_from_outside_are_escaped(pages: PageHouse) -> None:
    bad = "<img src=x onerror=alert(1)>\"'{{191*193}}"
    recruiter = e.Person(name=bad, role=bad, email='a"@b.example?bcc=x', phone="javascript:alert(1)")
    record(
        pages.ledger,
        applied(first_name=bad, job_title=bad, recruiter=recruiter, timezone=bad, locale=bad),
        heard(days(-19)),
        told(e.InterviewScheduled, days(-4), at=days(2), title=bad),
        applied(ident="<b>", job_title=bad),
    )
    for sub in ("", "/question", "/preferences", "/pause"):
        answer = await pages.get(pages.path() + sub)
        assert answer.status_code == 200
        assert (
            "<img" not in answer.text
            and "<b>" not in answer.text
            and "36863" not in answer.text.partition("<body>")[2][:400]
        )
        assert 'href="javascript' not in answer.text


async def test_texts_in_a_form_are_escaped_when_they_are_given_back(pages: PageHouse) -> None:
    rejected(pages.ledger)
    answer = await pages.post(f"{pages.path()}/survey", score="6", comment="</textarea><script>x</script>")
    assert answer.status_code == 422 and "<script" not in answer.text


async def test_every_page_says_that_it_loads_nothing_and_is_kept_by_nobody(pages: PageHouse) -> None:
    in_interviews(pages.ledger)
    for path in (pages.path(), f"{pages.path()}/stop", "/c/nonsense", "/c/non/sense"):
        headers = (await pages.get(path)).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-") and "unsafe" not in policy
        assert "form-action 'self'" in policy and "frame-ancestors 'none'" in policy
        assert headers["referrer-policy"] == "no-referrer" and headers["cache-control"] == "no-store"
        assert headers["x-robots-tag"].startswith("noindex") and "set-cookie" not in headers


async def test_every_link_that_opens_nothing_gets_the_same_answer(pages: PageHouse) -> None:
    in_interviews(pages.ledger)
    plain = pages.path()
    expired = pages.path(at=days(-400))
    nobody = pages.path("greenhouse:nobody")
    cut = plain[:-1]
    answers = [await pages.get(path) for path in (expired, nobody, cut, "/c/x", "/c/", f"{plain}/nowhere")]
    pages.ledger.links.revoke(ANN, days(0) + timedelta(hours=1))
    answers += [await pages.get(plain), await pages.post(f"{plain}/stop"), await pages.post(f"{expired}/stop")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1 and "This link doesn&#39;t work" in answers[0].text
    assert not wishes(pages.ledger)


async def test_a_link_of_an_id_that_was_joined_opens_the_page_of_whom_it_was_joined_into(pages: PageHouse) -> None:
    in_interviews(pages.ledger)
    for ident in (ANN, "lever:twice"):
        assert pages.ledger.claim(ident, at=days(0), email="ann@example.com") == ANN
    assert "Data Engineer" in (await pages.get(pages.path("lever:twice"))).text
    old = pages.path("lever:twice", at=days(-1))
    pages.ledger.links.revoke(ANN, days(-0.5))
    assert (await pages.get(old)).status_code == 404


async def test_the_log_holds_no_token(pages: PageHouse, caplog: pytest.LogCaptureFixture) -> None:
    in_interviews(pages.ledger)
    with caplog.at_level("DEBUG"):
        path = pages.path()
        for sub in ("", "/stop", "/nowhere"):
            await pages.get(path + sub)
        await pages.post(f"{path}/stop")
    ours = "\n".join(r.getMessage() for r in caplog.records if r.name.startswith("followup"))
    assert path.removeprefix("/c/") not in ours and "ann@example.com" not in ours and ANN not in ours


@pytest.mark.parametrize(
    ("locale", "accepts", "lang"),
    [
        ("de-AT", "fr", "de"),
        ("fr", "", "fr"),
        ("es_MX", "", "es"),
        ("", "es;q=0.9, fr", "fr"),
        ("pt-BR", "", "pt"),
        ("nl", "de", "nl"),
        ("pl", "", "en"),
    ],
)
async def test_a_page_speaks_the_candidates_language(pages: PageHouse, locale: str, accepts: str, lang: str) -> None:
    record(pages.ledger, applied(locale=locale))
    answer = await pages.get(pages.path(), accept_language=accepts)
    assert f'<html lang="{lang}">' in answer.text and answer.headers["content-language"] == lang


async def test_dates_stand_in_their_zone_and_say_so(pages: PageHouse) -> None:
    at = (days(3)).replace(hour=2, minute=30)
    interview = told(e.InterviewScheduled, days(-1), at=at)
    record(pages.ledger, applied(timezone="America/Los_Angeles", locale="de"), heard(days(-2)), interview)
    shown = (await pages.get(pages.path())).text
    local = at - timedelta(hours=7 if at.astimezone().dst() else 8)
    assert "(Nordamerikanische Westküstenzeit)" in shown and re.search(rf"\b{local.day}\. ", shown)


def test_channel_names_have_words() -> None:
    from gateway.pages.words import words_for

    assert {words_for("en")(f"preferences.{c}") for c in (Channel.EMAIL, Channel.SMS)} == {"Email", "Text message"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sub=st.sampled_from(("", "/stop", "/question", "/survey", "/preferences", "/pause", "/private")),
    body=st.binary(max_size=300)
    | st.dictionaries(
        st.sampled_from(("n", "text", "score", "about", "until", "what", "zone", "confirm")), st.text()
    ).map(lambda form: urlencode(form, errors="replace").encode()),
    kind=st.sampled_from(("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", "")),
)
async def test_no_form_breaks_a_page(pages: PageHouse, sub: str, body: bytes, kind: str) -> None:
    if pages.ledger.status(ANN) is None:
        rejected(pages.ledger)
    headers = {"content-type": kind} if kind else {}
    answer = await pages.client.post(pages.url + pages.path() + sub, content=body, headers=headers)
    assert answer.status_code in (200, 303, 404, 422, 429, 503)  # 503: a pause, with Temporal away


async def test_r3_a_stop_is_recorded_also_where_only_a_newer_release_may_touch_the_person(pages: PageHouse) -> None:
    in_interviews(pages.ledger)
    newer = json.dumps((pages.ledger.snapshot(ANN) or {}) | {"schema_number": 99})
    with pages.ledger._database.writing("a test") as connection:
        connection.execute(text("UPDATE candidates SET snapshot = :newer"), {"newer": newer})
    assert (await pages.get(pages.path())).status_code == 200
    assert (await pages.post(f"{pages.path()}/stop")).status_code == 200
    assert [wish["signal"] for wish in wishes(pages.ledger)] == ["opted_out"]


async def test_a_form_with_other_words_is_another_wish_and_a_stop_is_never_a_repeat(pages: PageHouse) -> None:
    """Back in the browser shows the old form with its mark; who started again may stop again from an open tab."""
    in_interviews(pages.ledger)
    path = pages.path()
    mark = re.search(r'name="n" value="([^"]+)"', (await pages.get(f"{path}/question")).text)
    assert mark
    for words in ("When do I start?", "And where?"):
        assert (await pages.post(f"{path}/question", n=mark[1], text=words)).status_code == 200
    for _ in range(2):
        assert (await pages.post(f"{path}/stop", n=mark[1])).status_code == 200
    assert len(wishes(pages.ledger)) == 4
