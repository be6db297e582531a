"""A recruiter goes on holiday, another one takes over a candidate: the next mail of each shows it (R25)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from domain.names import SAY_STEP, digest
from domain.people.team import Absence, colleague_mark, member
from domain.replies.reply_address import references_in
from starter.embedded import LocalServer
from tests.channels.mail_server import Inbox, running
from tests.e2e.test_mail_from_the_recruiter import house_of, mail_to, read
from tests.house import House, until
from tests.machine_time import machine_now

pytestmark = pytest.mark.machine_time

KIM = {"name": "Kim Park", "email": "kim@acme.example"}
SAM = {"name": "Sam Lee", "email": "sam@acme.example"}


async def greeted_as(house: House, name: str, recruiter: dict[str, str]) -> tuple[str, str]:
    """Somebody of this recruiter's has applied and was written to: their id, and the touch."""
    ident = await house.applies(name, recruiter=recruiter)
    await until(lambda: house.rows(ident, "sent"), what="the first email")
    return ident, house.rows(ident, "sent")[0]["touch_key"]


async def test_r25_the_cover_signs_until_the_recruiter_is_back_and_an_assigned_one_from_then_on(
    server: LocalServer, tmp_path: Path
) -> None:
    inbox = Inbox()
    with running(inbox) as relay:
        house = await house_of(server, tmp_path, relay.port, reply_address="jobs@acme.example")
        house.ledger.team.follow_file([member(*SAM.values(), role="recruiter", title="Talent Partner", source="file")])
        house.ledger.team.note(member(*KIM.values(), role="recruiter", source="typed"))
        now = machine_now()
        back_on = (now + timedelta(days=9)).date()
        away = Absence(now - timedelta(hours=1), now + timedelta(days=9), back_on, SAM["email"])
        house.ledger.team.set_absence(KIM["email"], away, "lead")
        async with house.working(settings=house.settings):
            ann, touch = await greeted_as(house, "ann", KIM)
            house.ledger.team.set_absence(KIM["email"], Absence(away.since, now, now.date(), away.cover), "lead")
            bob, _ = await greeted_as(house, "bob", KIM)
            view = await house.update(bob, "assign", application_id="eng", recruiter=SAM)
            written = await house.update(bob, "say", application_id="eng", text="A word before Friday.", subject="News")
            assert written["recruiter"] == "Sam Lee" == view["recruiter"]
            await until(
                lambda: [row for row in house.rows(bob, "sent") if row["step"] == SAY_STEP],
                what="the colleague's own words",
            )
            shown = (await house.handle(bob).describe()).search_attributes
        await house.leave()
    envelope, mail = mail_to(inbox, "ann")
    assert mail["From"] == '"Sam Lee, Acme" <sam@acme.example>'
    assert mail["Reply-To"].addresses[0].display_name == "Sam Lee"
    assert references_in(f"To: {envelope.mail_from}", house.settings.keys) == [digest(touch)], "answers land on Ann"
    sent = house.rows(ann, "sent")[0]
    assert (sent["signed_by"], sent["covers_for"], sent["covers_until"]) == ("Sam Lee", "Kim Park", str(back_on))
    assert sent["why"].endswith(f"who covers for Kim Park until {back_on:%a} {back_on.day} {back_on:%b}")

    first, *_ = mails = [read(one) for one in inbox.taken if one.rcpt_tos == ["bob@example.com"]]
    second = next(one for one in mails if one["Subject"] == "News")
    assert first["From"] == '"Kim Park, Acme" <kim@acme.example>', "back, and no clock was told"
    assert second["From"] == '"Sam Lee, Acme" <sam@acme.example>', "assigned"
    assert shown["FollowUpRecruiter"] == [colleague_mark("Sam Lee", "sam@acme.example")]
    assert [row["recruiter"]["name"] for row in house.rows(bob, "assigned")] == ["Sam Lee"]
