"""What the page says in awkward states is true, gives nothing away, and does not hang on Temporal."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from domain import events as e
from domain.names import Stage
from domain.time.spoken_dates import spoken_date
from tests.gateway.applicants import ANN, applied, at_stage, days, heard, record, told, wishes
from tests.gateway.page_house import PageHouse
from tests.gateway.test_page_wishes import TODAY
from tests.ledgers import forget

IN_INTERVIEWS = (heard(days(-19)), at_stage(Stage.INTERVIEW, days(-6)), heard(days(-5)))


async def shown(pages: PageHouse, *facts: e.Event, **more: Any) -> str:
    """Her page, once the facts are on record."""
    record(pages.ledger, applied(**more), *facts)
    return (await pages.get(pages.path())).text


def said(page: str) -> str:
    """What stands on a page, without the links, whose tokens differ from second to second."""
    return re.sub(r'href="[^"]*"', "", page.partition("<main")[2].partition("</main>")[0])


async def test_a_pause_is_said_without_saying_who_asked_for_it(pages: PageHouse) -> None:
    until = days(20)
    page = await shown(pages, *IN_INTERVIEWS, told(e.Paused, days(-1), until=until, application_id=None))
    day = spoken_date(TODAY + timedelta(days=20))
    assert f"Messages to you are paused until <strong>{day}</strong>" in page
    assert "You asked us" not in page  # a colleague may have
    assert "Nothing is planned" not in page and "after the pause" in page and "Resume messages" in page


async def test_who_stopped_messages_is_told_that_the_page_goes_on(pages: PageHouse) -> None:
    page = await shown(pages, *IN_INTERVIEWS, told(e.OptedOut, days(-1), application_id=None))
    assert "Messages to you have been stopped" in page and "hear from us by" not in page
    assert "Nothing is planned" not in page and "Stop all messages" not in page


async def test_a_rejection_in_its_hour_of_grace_changes_nothing_that_she_can_see(pages: PageHouse) -> None:
    interview = told(e.InterviewScheduled, days(-4), at=days(2), title="Technical interview")
    other = (applied(days(-9), ident="ml", job_title="Researcher"), heard(days(-1), application_id="ml"))
    before = await shown(pages, *IN_INTERVIEWS, interview, told(e.Promised, days(-3), by=days(9).date()), *other)
    after = await shown(pages, told(e.Rejected, days(-0.01), reason="weak"))
    assert "Interview:" in before and "Data Engineer" in before
    assert said(before) == said(after)


async def test_the_details_of_an_interview_are_said_to_follow_until_they_were_sent(pages: PageHouse) -> None:
    interview = told(e.InterviewScheduled, days(-1), at=days(2), title="Technical interview")
    page = await shown(pages, *IN_INTERVIEWS, interview)
    assert "Interview:" in page and "send you the details" in page and "we sent you" not in page
    page = await shown(pages, told(e.OptedOut, days(-0.5), application_id=None))
    assert "Interview:" in page and "If you need the details, just ask." in page and "we sent you" not in page


async def test_a_rejection_that_was_told_is_said_with_thanks_and_the_survey(pages: PageHouse) -> None:
    page = await shown(pages, *IN_INTERVIEWS, told(e.Rejected, days(-3)), heard(days(-2)))
    assert "This application is closed" in page and "/survey" in page


async def test_somebody_hired_and_somebody_withdrawn_read_so(pages: PageHouse) -> None:
    assert "Welcome aboard" in await shown(pages, *IN_INTERVIEWS, told(e.Hired, days(-3)), heard(days(-2)))
    record(pages.ledger, applied(email="bo@example.com"), told(e.Withdrawn, days(-3)), ident="lever:bo")
    assert "You withdrew this application" in (await pages.get(pages.path("lever:bo"))).text


async def test_a_promised_date_that_passed_is_owned_up_to(pages: PageHouse) -> None:
    page = await shown(pages, *IN_INTERVIEWS, told(e.Promised, days(-4.5), by=TODAY - timedelta(days=2)))
    assert f"You should have heard from us by <strong>{spoken_date(TODAY - timedelta(days=2))}</strong>" in page
    assert "hear from us by" not in page


async def test_the_date_by_which_she_hears_stands_first_and_as_messages_write_it(pages: PageHouse) -> None:
    page = await shown(pages, *IN_INTERVIEWS, told(e.Promised, days(-3), by=TODAY + timedelta(days=9)))
    date = str(spoken_date(TODAY + timedelta(days=9)))
    assert f"<strong>{date}</strong>" in page and "That&#39;s a promise." in page
    assert page.index(date) < page.index('class="progress"') < page.index("Your contact")


async def test_what_waits_for_temporal_is_said_to_be_recorded(pages: PageHouse) -> None:
    assert "is recorded" not in await shown(pages, *IN_INTERVIEWS)
    await pages.post(f"{pages.path()}/question", text="Is the office near the station?")
    assert "We got what you sent" in (await pages.get(pages.path())).text
    await pages.post(f"{pages.path()}/preferences", zone="Europe/Vienna", language="")
    assert "We got what you sent" in (await pages.get(f"{pages.path()}/preferences")).text


async def test_a_survey_is_not_asked_for_again_while_its_answer_waits(pages: PageHouse) -> None:
    page = await shown(pages, *IN_INTERVIEWS, told(e.Rejected, days(-3)), heard(days(-2)))
    assert "/survey" in page
    await pages.post(f"{pages.path()}/survey", score="4")
    assert "/survey" not in (await pages.get(pages.path())).text
    assert "Thank you" in (await pages.get(f"{pages.path()}/survey")).text
    assert len(wishes(pages.ledger)) == 1


async def test_a_pause_that_cannot_be_recorded_keeps_its_day_and_offers_the_stop(pages: PageHouse) -> None:
    await shown(pages, *IN_INTERVIEWS)
    until = (TODAY + timedelta(days=20)).isoformat()
    path = pages.path()
    answer = await pages.post(f"{path}/pause", n="a-form-of-hers", until=until)
    assert answer.status_code == 503 and answer.headers["retry-after"] and "what you sent wasn" in answer.text
    assert f'value="{until}"' in answer.text and 'value="a-form-of-hers"' in answer.text
    assert f"{path}/stop" in answer.text


async def test_after_a_stop_the_way_back_is_offered(pages: PageHouse) -> None:
    await shown(pages, *IN_INTERVIEWS)
    path = pages.path()
    answer = await pages.post(f"{path}/stop")
    assert f"{path}/private" in answer.text and "Get messages again" in answer.text


async def test_an_erased_person_has_no_page(pages: PageHouse) -> None:
    await shown(pages, *IN_INTERVIEWS)
    path = pages.path()
    forget(pages.ledger, ANN, days(0) + timedelta(hours=1))
    answer = await pages.get(path)
    assert answer.status_code == 404 and "Ann" not in answer.text


async def test_a_phone_can_dial_and_write_to_the_contact(pages: PageHouse) -> None:
    rita = e.Person(name="Rita", email="rita+jobs&x@acme.example", phone="+1 (212) 555-0142")
    page = await shown(pages, recruiter=rita)
    assert 'href="tel:+12125550142"' in page and "+1 (212) 555-0142</a>" in page
    assert 'href="mailto:rita%2Bjobs%26x@acme.example"' in page


async def test_an_address_of_the_contact_reads_as_its_owner_writes_it(pages: PageHouse) -> None:
    page = await shown(pages, recruiter=e.Person(name="Rita", email="rita@xn--mller-kva.de"))
    assert '<a href="mailto:rita@xn--mller-kva.de">rita@müller.de</a>' in page
