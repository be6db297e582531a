"""The page on which a colleague answers: who opens it, what a press does, and what attackers can't (R14)."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from domain import events as e
from domain.commands import signal_fact
from domain.names import Stage
from domain.people.team import colleague_mark
from ledger.people.colleague_links import LIFE, Question
from tests.clocks import WEDNESDAY
from tests.gateway.applicants import ANN, applied, at_stage, days, record, told
from tests.gateway.page_house import PageHouse
from tests.gateway.page_house import pages as pages

MAX = e.Person(name="Max Ode", email="max@acme.example")
KIM = e.Person(name="Kim Park", email="kim@acme.example")
WHAT = "feedback:i1.1"
GONE = "This link doesn&#39;t work"


def mark(who: e.Person) -> str:
    return colleague_mark(who.name, who.email)


def interviewed(pages: PageHouse, ident: str = ANN, **more: Any) -> None:
    record(
        pages.ledger,
        applied(hiring_manager=KIM, **more),
        at_stage(Stage.INTERVIEW, days(-6)),
        told(e.InterviewScheduled, days(-3), at=days(-2), interview_id="i1", interviewers=(MAX, KIM)),
        ident=ident,
    )


def path(pages: PageHouse, who: e.Person = MAX, at: datetime = WEDNESDAY, *, ident: str = ANN, what: str = WHAT) -> str:
    return f"/f/{pages.ledger.colleague_links.make(Question(ident, 'eng', what, mark(who)), at)}"


async def form_on(pages: PageHouse, address: str) -> str:
    page = await pages.get(address)
    found = re.search(r'name="n" value="([^"]+)"', page.text)
    assert page.status_code == 200 and found, page.text
    return found[1]


def answers(pages: PageHouse) -> list[dict[str, Any]]:
    """The facts that colleagues' pages have put into the inbox, in order."""
    found = []
    for row in pages.ledger.inbox.listing():
        one = pages.ledger.inbox.one(row["number"])
        assert one is not None and one["source"] == "colleague"
        found += [tell["fact"] | {"signal": tell["signal"]} for tell in json.loads(one["body"])["tells"]]
    return found


async def test_r14_one_press_is_one_answer_of_that_colleague(pages: PageHouse) -> None:
    interviewed(pages)
    address = path(pages)
    page = (await pages.get(address)).text
    for words in ("Ann Lee", "Data Engineer", "interview on Monday, ", "Max Ode", "Would you move forward with them?"):
        assert words in page, words
    for kept in ("ann@example.com", "212", "Kim Park", "/c/"):
        assert kept not in page, kept
    given = await pages.post(address, n=await form_on(pages, address), answer="unsure", text=" Asked good questions. ")
    assert given.status_code == 200 and "unsure" in given.text and address in given.text, "and it may be changed"
    (said,) = answers(pages)
    assert (said["signal"], said["answer"], said["text"]) == ("feedback_received", "unsure", "Asked good questions.")
    assert (said["interview_id"], said["asked"], said["by"]["email"]) == ("i1", mark(MAX), MAX.email)
    assert (said["source"], said["author"], said["application_id"]) == ("colleague", "Max Ode", "eng")
    fields = {name: value for name, value in said.items() if name != "signal"}
    assert signal_fact("feedback_received", fields, now=WEDNESDAY).type == "feedback_received", "strictly read"


async def test_r14_the_same_form_twice_is_one_answer_and_another_answer_is_another(pages: PageHouse) -> None:
    interviewed(pages)
    address = path(pages)
    form = await form_on(pages, address)
    for _ in range(3):
        assert (await pages.post(address, n=form, answer="yes")).status_code == 200
    assert len(answers(pages)) == 1
    await pages.post(address, n=await form_on(pages, address), answer="no")
    assert [said["answer"] for said in answers(pages)] == ["yes", "no"]


async def test_r14_a_given_answer_is_shown_to_whoever_gave_it_alone(pages: PageHouse) -> None:
    interviewed(pages)
    record(pages.ledger, told(e.FeedbackReceived, days(-1), interview_id="i1", by=MAX, answer="no", text="Too vague."))
    mine, theirs = (await pages.get(path(pages))).text, (await pages.get(path(pages, KIM))).text
    assert "You answered <strong>No</strong>" in mine and "Too vague." not in mine
    assert "You&#39;ve answered" not in theirs and "Too vague." not in theirs


async def test_r14_feedback_on_somebody_who_was_rejected_is_still_welcome(pages: PageHouse) -> None:
    interviewed(pages)
    record(pages.ledger, told(e.Rejected, days(-1)))
    page = await pages.get(path(pages))
    assert page.status_code == 200 and "still welcome" in page.text


async def test_k5_still_employed_is_a_yes_or_a_no_and_a_no_says_that_they_left(pages: PageHouse) -> None:
    start = days(-95).date()
    record(
        pages.ledger,
        applied(days(-120), hiring_manager=KIM),
        at_stage(Stage.OFFER, days(-110)),
        told(e.Hired, days(-100), start_date=start),
    )
    address = path(pages, KIM, what="still_employed:3")
    page = (await pages.get(address)).text
    assert "Is Ann Lee still with the company?" in page and "Unsure" not in page
    form = await form_on(pages, address)
    assert (await pages.post(address, n=form, answer="unsure")).status_code == 422
    assert (await pages.post(address, n=form, answer="no", text="Moved on in May.")).status_code == 200
    word, left = answers(pages)
    assert (word["signal"], word["about"], word["answer"]) == ("feedback_received", "employment", "no")
    assert (left["signal"], left["asked"]) == ("left", mark(KIM)) and "text" not in left
    for said in (word, left):
        signal_fact(said["signal"], {k: v for k, v in said.items() if k != "signal"}, now=WEDNESDAY)


# ---------------------------------------------------------------- machines and attackers


async def test_r14_scanners_that_open_links_answer_nothing(pages: PageHouse) -> None:
    interviewed(pages)
    address = path(pages)
    for method in ("GET", "HEAD"):
        for more in ("", "?answer=yes", "?answer=yes&n=x"):
            assert (await pages.client.request(method, pages.url + address + more)).status_code == 200
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        assert (await pages.client.request(method, pages.url + address)).status_code == 405
    assert answers(pages) == []


@pytest.mark.parametrize(
    ("form", "headers"),
    [
        ({"answer": "yes"}, {}),
        ({"answer": "yes", "n": ""}, {}),
        ({"answer": "yes", "n": "A" * 48}, {}),
        ({"answer": "yes", "n": "mine"}, {"sec-fetch-site": "cross-site"}),
        ({"answer": "yes", "n": "mine"}, {"content-type": "text/plain"}),
        ({"answer": "maybe", "n": "mine"}, {}),
        ({"answer": "", "text": "No answer pressed", "n": "mine"}, {}),
        ({"answer": "yes", "text": "x" * 2001, "n": "mine"}, {}),
        ({"answer": "yes", "n": "kims"}, {}),
    ],
    ids=[
        "no form",
        "empty",
        "made up",
        "another site",
        "another type",
        "another word",
        "words alone",
        "long",
        "other's",
    ],
)
async def test_r14_a_post_that_is_not_that_page_s_own_form_is_given_back_and_answers_nothing(
    pages: PageHouse, form: dict[str, str], headers: dict[str, str]
) -> None:
    interviewed(pages)
    address = path(pages)
    marks = {"mine": await form_on(pages, address), "kims": await form_on(pages, path(pages, KIM))}
    if "n" in form:
        form = form | {"n": marks.get(form["n"], form["n"])}
    back = await pages.client.post(pages.url + address, data=form, headers=headers)
    assert back.status_code == 422 and 'role="alert"' in back.text
    assert answers(pages) == []


async def test_r14_a_link_that_is_forged_cut_old_or_a_candidate_s_opens_nothing(pages: PageHouse) -> None:
    interviewed(pages)
    address = path(pages)
    token = address.removeprefix("/f/")
    old = path(pages, at=WEDNESDAY - LIFE - timedelta(hours=1))
    flipped = [token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :] for at in (0, 20, len(token) - 2)]
    wrong = [*(f"/f/{one}" for one in (*flipped, token[:-1], token + "=", token + "A", "", "x", "A" * 3000)), old]
    wrong += [f"/f/{token}/more", f"/c/{token}", pages.path().replace("/c/", "/f/")]
    wrong += [path(pages, ident="greenhouse:9"), path(pages, at=WEDNESDAY + timedelta(days=2))]
    for one in wrong:
        for answer in (await pages.get(one), await pages.post(one, answer="yes", n="x" * 48)):
            assert answer.status_code == 404 and "doesn&#39;t work" in answer.text, one
    assert answers(pages) == []


async def test_r23_a_revoked_link_and_that_of_somebody_who_is_erased_open_nothing(pages: PageHouse) -> None:
    interviewed(pages)
    address = path(pages, at=WEDNESDAY - timedelta(hours=1))
    assert (await pages.get(address)).status_code == 200
    pages.ledger.links.revoke(ANN, WEDNESDAY)
    assert (await pages.get(address)).status_code == 404, "an erasure revokes them first of all"


async def test_r14_names_words_and_titles_with_html_stay_words(pages: PageHouse) -> None:
    interviewed(pages, last_name="<script>alert(1)</script>", job_title='"><img src=x>')
    address = path(pages)
    back = await pages.post(address, n=await form_on(pages, address), answer="", text="</textarea><script>x</script>")
    for page in ((await pages.get(address)).text, back.text):
        assert "<script" not in page and "<img" not in page
    assert "&lt;/textarea&gt;" in back.text, "what was written comes back as it was"


async def test_r14_the_page_is_sent_as_strictly_as_the_candidates_pages(pages: PageHouse) -> None:
    interviewed(pages)
    for address, status in ((path(pages), 200), ("/f/nothing", 404)):
        page = await pages.get(address)
        assert page.status_code == status
        theirs = await pages.get(pages.path())
        for name in ("content-security-policy", "referrer-policy", "cache-control", "x-robots-tag", "x-frame-options"):
            assert page.headers[name] == theirs.headers[name]
        assert "set-cookie" not in page.headers


async def test_r26_the_ledger_away_says_so_and_answers_nothing(pages: PageHouse, monkeypatch: Any) -> None:
    interviewed(pages)
    address = path(pages)
    form = await form_on(pages, address)
    pages.ledger.close()
    (pages.settings.home / "ledger.db").rename(pages.settings.home / "elsewhere.db")
    (pages.settings.home / "ledger.db").mkdir()
    for answer in (await pages.get(address), await pages.post(address, n=form, answer="yes")):
        assert answer.status_code == 503 and "try again" in answer.text.lower()


async def test_r14_it_speaks_the_language_of_the_browser(pages: PageHouse) -> None:
    interviewed(pages)
    page = await pages.get(path(pages), accept_language="de-DE,de;q=0.9")
    assert page.headers["content-language"] == "de" and "Würden Sie" in page.text


async def test_r14_no_page_and_no_file_of_the_candidate_shows_what_colleagues_said_or_were_sent(
    pages: PageHouse,
) -> None:
    interviewed(pages)
    record(pages.ledger, told(e.FeedbackReceived, days(-1), interview_id="i1", by=MAX, answer="no", text="Too vague."))
    for sub in ("", "/question", "/preferences", "/private"):
        page = (await pages.get(pages.path() + sub)).text
        assert "vague" not in page and "Max" not in page and "/f/" not in page
