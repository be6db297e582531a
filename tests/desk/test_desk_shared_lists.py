"""What several colleagues have in front of them: nothing is offered that isn't theirs, and what is done is seen."""

from __future__ import annotations

import html
import re
from datetime import timedelta

from domain import events as e
from tests.clocks import WEDNESDAY
from tests.desk.desk_house import LEA, RITA, SAM, DeskHouse
from tests.gateway.applicants import ANN, applied, heard, record, told

BEN = "greenhouse:77"
HOUR = timedelta(hours=1)


def _two(desk: DeskHouse) -> None:
    """Ann, who is Rita's, and Ben, who is Sam's; both wrote."""
    sam = e.Person(name=SAM.name, email=SAM.email)
    for ident, who in ((ANN, {}), (BEN, {"first_name": "Ben", "email": "ben@example.com", "recruiter": sam})):
        reply = told(e.ReplyReceived, WEDNESDAY - HOUR, text="When do I hear?", event_id=f"reply-{ident}")
        record(desk.ledger, applied(**who), heard(WEDNESDAY - timedelta(days=1)), reply, ident=ident)  # type: ignore[arg-type]


def _item(page: str, name: str) -> str:
    found = next(one for one in re.findall(r"<article class=\"item.*?</article>", page, re.DOTALL) if name in one)
    return html.unescape(found)


async def test_boxes_stand_beside_those_alone_for_whom_somebody_may_act(desk: DeskHouse) -> None:
    _two(desk)
    rita = await desk.browser(RITA)
    page = (await rita.get("/?whose=all")).text
    assert 'action="/act/answer"' in _item(page, "Ann")
    assert "<form" not in _item(page, "Ben")
    assert "Sam Lee takes care of this." in _item(page, "Ben")
    rows = (await rita.get("/candidates")).text
    assert re.findall(r'type="checkbox" value="([^"]+)"', rows) == [ANN]
    lea = await desk.browser(LEA)
    assert 'action="/act/answer"' in _item((await lea.get("/?whose=all")).text, "Ben")
    assert len(re.findall(r'type="checkbox" value="', (await lea.get("/candidates")).text)) == 2


async def test_what_a_colleague_did_meanwhile_is_said_beside_it_and_the_tally_counts_what_is_left(
    desk: DeskHouse,
) -> None:
    _two(desk)
    lea = await desk.browser(LEA)
    page = (await lea.get("/?whose=all")).text
    assert "2 to do, 2 replies to answer" in html.unescape(page)
    shown = re.findall(r'name="shown" value="([^"]+)"', page)
    assert len(shown) == 2
    (task,) = [row["task"] for row in desk.ledger.tasks(candidate_id=BEN)]
    done = told(e.TaskCompleted, WEDNESDAY - HOUR / 2, task_id=task, author="Sam Lee", event_id="desk:done")
    record(desk.ledger, done, ident=BEN)
    asked = "&".join(f"shown={one}" for one in shown)
    found = html.unescape((await lea.get(f"/tally?whose=all&{asked}")).text)
    assert "1 to do, 1 reply to answer" in found
    assert re.findall(r'id="([^"]+)-wrong"', found) == [f"task-{''.join(c if c.isalnum() else '-' for c in task)}"]
    assert "Sam Lee did this" in found


async def test_several_at_once_say_what_would_be_done_to_each(desk: DeskHouse) -> None:
    _two(desk)
    record(desk.ledger, told(e.CandidateUpdated, WEDNESDAY - HOUR, tagged=("eu",), event_id="tag"), ident=BEN)
    record(desk.ledger, applied(ident="ops", job_title="Operator"))
    lea = await desk.browser(LEA)
    ids = f"{ANN}\n{BEN}"

    async def looked(kind: str, **form: str) -> str:
        page = (await lea.post("/several", kind=kind, ids=ids, once="1", **form)).text
        return html.unescape(re.sub(r"<[^>]+>", "", page.partition("What would happen")[2]))

    said = await looked("tag", tags="eu, senior")
    assert "Gets “eu”, “senior”." in said
    assert "Gets “senior”; has “eu” already." in said
    said = await looked("assign", to=SAM.key)
    assert "Goes from Rita Alvarez to Sam Lee, for Data Engineer (eng)." in said
    assert "Sam Lee has them already." in said
    assert "Nothing goes out until somebody resumes it." in await looked("pause")
    said = await looked("reject", feedback="Your design was clear.")
    assert "Rejected for Data Engineer (eng), at the applied stage. Stays in the running for Operator (ops)." in said
    assert "The closing message goes by email" in said
    assert said.count("Your design was clear.") == 2, "each message as it would be read"
    assert not [row for row in desk.ledger.timeline(ANN) if row["type"] == "rejected"]
