"""A recruiter leaves, and one command replaces them everywhere (R25): a real Temporal, workers and ledger."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from domain.operations.broadcasts import Progress
from domain.people.team import colleague_mark, member
from starter.client import Followup
from starter.embedded import LocalServer
from starter.replacing import hand_over
from tests.channels.mail_server import Inbox, running
from tests.e2e.test_mail_from_the_recruiter import house_of, mail_to
from tests.house import until
from tests.machine_time import machine_now

pytestmark = pytest.mark.machine_time

KIM = {"name": "Kim Park", "email": "kim@acme.example"}
SAM = {"name": "Sam Lee", "email": "sam@acme.example"}


class Killed(RuntimeError):
    """Whoever watched is gone."""


async def test_r25_all_that_was_theirs_is_the_successors_and_a_killed_command_goes_on(
    server: LocalServer, tmp_path: Path
) -> None:
    inbox = Inbox()
    with running(inbox) as relay:
        house = await house_of(server, tmp_path, relay.port, reply_address="jobs@acme.example")
        kim, sam = (member(*one.values(), role="recruiter", source="typed") for one in (KIM, SAM))
        for one in (kim, sam):
            house.ledger.team.note(one)
        async with house.working(settings=house.settings):
            people = [await house.applies(name, recruiter=KIM) for name in ("ann", "bob", "cleo")]
            for ident in people:
                await until(lambda ident=ident: house.rows(ident, "sent"), what="the first email")
            now = machine_now()
            since = house.ledger.team.leave(kim.key, sam.key, now, "lou")
            # From here on Kim has left for everybody, whatever becomes of the rest.
            dora = await house.applies("dora", recruiter=KIM)
            await until(lambda: house.rows(dora, "sent"), what="the email to somebody whom the ATS gives to Kim")

            followup = Followup(house.client, house.ledger)

            def dies(progress: Progress) -> None:
                if progress.told:
                    raise Killed

            with pytest.raises(Killed):
                await hand_over(followup, house.ledger, kim, sam, since, author="lou", at=now, seen=dies, at_once=1)
            done = await hand_over(followup, house.ledger, kim, sam, since, author="lou", at=now)
            assert done is not None and not done.failed
            everybody = [*people, dora]
            await until(lambda: all(house.rows(ident, "assigned") for ident in everybody), what="everybody to be told")
            assert not house.ledger.team.applications_of(kim)
            await house.tell(
                people[0], "reply_received", application_id="eng", text="Is there any news?", channel="email"
            )
            await until(lambda: house.ledger.workload(whose=people[0]).tasks, what="the task")
            (task,) = [one for one in house.ledger.workload(whose=people[0]).tasks if one.kind == "answer"]
            shown = [(await house.handle(ident).describe()).search_attributes for ident in everybody]
        await house.leave()
    assert mail_to(inbox, "dora")[1]["From"] == '"Sam Lee, Acme" <sam@acme.example>', "signed by the new one at once"
    assert house.rows(dora, "sent")[0]["signed_by"] == "Sam Lee"
    assert "who has taken over from Kim Park" in house.rows(dora, "sent")[0]["why"]
    told = Counter(ident for ident in everybody for row in house.rows(ident, "assigned"))
    assert told == Counter(everybody), "each once, though it was begun twice"
    assert {row["author"] for ident in everybody for row in house.rows(ident, "assigned")} == {"lou"}
    assert (task.owner.name, task.assignee) == ("Sam Lee", "Sam Lee"), "a reply to what Kim had written is Sam's"
    mark = colleague_mark("Sam Lee", "sam@acme.example")
    assert [one["FollowUpRecruiter"] for one in shown] == [[mark]] * 4
