"""Two ids turn out to be one person (R17), on the real server: one clock goes on, the other ends."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from temporalio.client import WorkflowExecutionStatus

from channels.sender import Unknown
from domain.names import CANDIDATE_WORKFLOW, TASK_QUEUE, Channel, workflow_id
from domain.state.model import Start
from starter.embedded import LocalServer
from tests.histories.record import skip
from tests.house import House, build, connected, fact, until
from tests.senders import Provider, accepts_then, hangs_until_let_go


@pytest.fixture(params=["sqlite", "postgresql"])
async def home(request: pytest.FixtureRequest, server: LocalServer, tmp_path: Path) -> AsyncIterator[House]:
    """An installation on each database."""
    url = ""
    if request.param == "postgresql":
        postgres = request.getfixturevalue("postgres_server")
        url = postgres.url(postgres.new_database())
    made = build(await connected(server.address), tmp_path / "home", ledger_url=url)
    yield made
    await made.leave()


async def applies(house: House, name: str, job: str, **more: Any) -> str:
    """Somebody applies for a job; their full id."""
    ident = f"manual:{name}-{house.tag}"
    house.started.append(ident)
    person = {"first_name": name.title(), "email": f"{name}@example.com"}
    about = {"application_id": job, "job_id": job, "candidate": person} | more
    await house.tell(ident, "application_received", **about)
    return ident


def jobs(house: House, ident: str) -> list[str]:
    return [a["job"] for a in (house.ledger.status(ident) or {"applications": []})["applications"]]


async def is_completed(house: House, ident: str) -> bool:
    return (await house.handle(ident).describe()).status is WorkflowExecutionStatus.COMPLETED


async def handed_over(house: House, other: str, to: str) -> None:
    await until(lambda: other in (house.ledger.status(to) or {"joined": []})["joined"], what="the joining")
    for _ in range(300):
        if await is_completed(house, other):
            return
        await asyncio.sleep(0.03)
    raise AssertionError("the other clock has not ended")


def sent_once(house: House) -> None:
    counted = Counter(entry.touch_key for entry in house.outbox())
    assert not [key for key, count in counted.items() if count > 1]


async def test_one_clock_goes_on_with_both_histories_and_what_is_told_under_the_other_id_reaches_it(
    home: House,
) -> None:
    async with home.working():
        ann, bob = await applies(home, "ann", "eng"), await applies(home, "bob", "ops")
        await until(lambda: home.rows(ann, "sent") and home.rows(bob, "sent"), what="the first messages")
        await home.tell(ann, "candidate_merged", merged_id=bob)
        await handed_over(home, bob, ann)
        assert jobs(home, ann) == ["eng", "ops"]
        assert (home.ledger.owner_of(bob), home.ledger.status(bob)["state"]) == (ann, "closed")  # type: ignore[index]
        assert [row["id"] for row in home.ledger.listing()] == [ann]
        before = len(home.rows(bob, "sent"))
        await until(lambda: [r for r in home.rows(ann, "sent") if r["application_id"] == "ops"], what="their next word")
        await home.tell(bob, "reply_received", text="Is there any news?", application_id="ops")
        await until(lambda: home.rows(ann, "reply_received"), what="the reply")
        status = await home.update(bob, "pause")
        assert status["id"] == ann and status["paused"]
        await home.tell(bob, "opted_out")
        await until(lambda: (home.ledger.status(ann) or {})["stopped"], what="the stop")
        assert len(home.rows(bob, "sent")) == before
        assert home.types(bob)[-1] in ("handed_over", "skipped")
    sent_once(home)
    assert home.ledger.verify(ann) == home.ledger.verify(bob) == []
    (joined,) = home.rows(ann, "history_joined")
    assert joined["why"] == f"joined with {bob}, who is the same person: its history, limits and opt-outs hold here"


async def test_a_bare_signal_is_enough(house: House) -> None:
    async with house.working():
        ann, bob = await applies(house, "ann", "eng"), await applies(house, "bob", "eng")
        await until(lambda: house.rows(ann, "sent") and house.rows(bob, "sent"), what="the first messages")
        await house.handle(ann).signal("candidate_merged", fact(merged_id=bob))
        await handed_over(house, bob, ann)
        assert jobs(house, ann) == ["eng"]
    sent_once(house)


async def test_one_whose_follow_up_had_ended_is_joined_too(house: House) -> None:
    async with house.working():
        ann, bob = await applies(house, "ann", "eng"), await applies(house, "bob", "ops")
        await house.tell(bob, "rejected", application_id="ops")
        await until(lambda: house.rows(bob, "rejected"), what="the rejection")
        await skip(house, bob, timedelta(hours=2))
        await until(lambda: (house.ledger.status(bob) or {})["state"] == "closed", what="the end of bob's follow-up")
        sent = len(house.rows(bob, "sent"))
        await house.tell(ann, "candidate_merged", merged_id=bob)
        await handed_over(house, bob, ann)
        assert [a["stage"] for a in house.ledger.status(ann)["applications"]] == ["applied", "rejected"]  # type: ignore[index]
        assert len(house.rows(bob, "sent")) == sent
        assert not [r for r in house.rows(ann, "sent") if r["application_id"] == "ops"]
    sent_once(house)


async def test_both_had_ended_and_end_again(house: House) -> None:
    async with house.working():
        people = [await applies(house, "ann", "eng"), await applies(house, "bob", "ops")]
        for ident in people:
            await house.tell(ident, "opted_out")
            await house.tell(ident, "withdrawn")
            await until(lambda i=ident: (house.ledger.status(i) or {}).get("state") == "closed", what="the end")
        ann, bob = people
        await house.tell(ann, "candidate_merged", merged_id=bob)
        await handed_over(house, bob, ann)
        await until(lambda: (house.ledger.status(ann) or {})["state"] == "closed", what="the end of ann's follow-up")
        assert house.ledger.status(ann)["stopped"]  # type: ignore[index]


async def test_what_was_said_to_the_other_one_before_it_could_hand_over_is_not_lost(home: House) -> None:
    """No worker runs: all of it waits with Temporal, and the alias is not there yet when the stop is told."""
    async with home.working():
        ann, bob = await applies(home, "ann", "eng"), await applies(home, "bob", "ops")
        await until(lambda: home.rows(ann, "sent") and home.rows(bob, "sent"), what="the first messages")
    await home.handle(bob).signal("candidate_merged", fact(merged_id=bob, into=ann))
    await home.tell(ann, "candidate_merged", merged_id=bob)
    await home.tell(bob, "opted_out")
    before = len(home.outbox())
    async with home.working():
        await handed_over(home, bob, ann)
        await until(lambda: (home.ledger.status(ann) or {})["stopped"], what="the stop")
    assert len(home.outbox()) == before


async def test_what_reaches_an_ended_clock_by_a_bare_signal_is_passed_on(house: House) -> None:
    async with house.working():
        ann, bob = await applies(house, "ann", "eng"), await applies(house, "bob", "ops")
        await house.tell(ann, "candidate_merged", merged_id=bob)
        await handed_over(house, bob, ann)
        told = len(house.types(bob))
        await house.client.start_workflow(
            CANDIDATE_WORKFLOW,
            Start(candidate_id=bob),
            id=workflow_id(bob),
            task_queue=TASK_QUEUE,
            start_signal="opted_out",
            start_signal_args=[fact(reason="no more, please")],
        )
        await until(lambda: house.rows(ann, "opted_out"), what="the stop")
        await handed_over(house, bob, ann)
        assert len(house.types(bob)) == told
    assert house.rows(ann, "opted_out")[0]["reason"] == "no more, please"


async def test_a_clock_that_starts_under_another_name_of_somebody_hands_over_before_it_writes(house: House) -> None:
    """Another system signals an id of its own directly, of which the ledger knows that it is another name."""
    other = f"greenhouse:{house.tag}"
    house.started.append(other)
    async with house.working():
        ann = await applies(house, "ann", "eng")
        await until(lambda: house.rows(ann, "sent"), what="the first message")
        assert house.ledger.join_strangers(other, ann)
        person = {"first_name": "Ann", "email": "ann@work.example"}
        await house.client.start_workflow(
            CANDIDATE_WORKFLOW,
            Start(candidate_id=other),
            id=workflow_id(other),
            task_queue=TASK_QUEUE,
            start_signal="application_received",
            start_signal_args=[fact(application_id="ops", job_id="ops", candidate=person)],
        )
        await handed_over(house, other, ann)
        await until(lambda: jobs(house, ann) == ["eng", "ops"], what="the application")
    assert house.types(other)[:2] == ["application_received", "handed_over"] and not house.rows(other, "sent")


async def test_r17_two_clocks_of_one_person_become_one_where_the_ledger_alone_knows_it(house: House) -> None:
    """As an older release could leave them behind: the alias is there, and both were followed up."""
    async with house.working():
        ann, bob = await applies(house, "ann", "eng"), await applies(house, "bob", "ops")
        await until(lambda: house.rows(ann, "sent") and house.rows(bob, "sent"), what="the first messages")
        with house.ledger.book(bob) as book:
            assert book.merges.hand_over(ann)
        assert house.ledger.owner_of(bob) == ann
        assert jobs(house, ann) == ["eng"]
        await house.handle(bob).signal("rejected", fact(application_id="ops"))
        await handed_over(house, bob, ann)
        await until(lambda: jobs(house, ann) == ["eng", "ops"], what="both applications")
        stands = {a["id"]: a["stage"] for a in (house.ledger.status(ann) or {})["applications"]}
    assert (stands["ops"], "rejected" in house.types(bob)) == ("rejected", True)
    assert house.types(bob)[-1] in ("handed_over", "skipped")
    assert len(house.rows(ann, "candidate_merged")) == 1
    sent_once(house)


async def test_a_chain_ends_with_one_clock(house: House) -> None:
    async with house.working():
        ann, bob, cid = [await applies(house, n, j) for n, j in (("ann", "eng"), ("bob", "ops"), ("cid", "law"))]
        await house.tell(bob, "candidate_merged", merged_id=cid)
        await handed_over(house, cid, bob)
        await house.tell(ann, "candidate_merged", merged_id=bob)
        await handed_over(house, bob, ann)
        assert jobs(house, ann) == ["eng", "ops", "law"]
        assert house.ledger.owner_of(cid) == ann
        await house.tell(cid, "rejected", application_id="law")
        await until(lambda: house.rows(ann, "rejected"), what="the rejection")
        await house.tell(ann, "candidate_merged", merged_id=cid)
        await until(lambda: len(house.rows(ann, "candidate_merged")) == 2, what="word of one who is joined already")
        assert (await house.followup.query(ann))["joined"] == [bob, cid]
    sent_once(house)


@pytest.mark.parametrize("home", ["sqlite", pytest.param("postgresql", marks=pytest.mark.nightly)], indirect=True)
@pytest.mark.parametrize(
    "names",
    [
        pytest.param(("ann", "bob"), marks=pytest.mark.nightly, id="each other"),
        pytest.param(("ann", "bob", "cid"), id="in a circle"),
    ],
)
async def test_told_in_a_circle_one_clock_goes_on_and_nobody_is_lost(home: House, names: tuple[str, ...]) -> None:
    async with home.working():
        people = [await applies(home, name, f"job-{name}") for name in names]
        await until(lambda: all(home.rows(p, "sent") for p in people), what="the first messages")
    for one, other in pairwise([*people, people[0]]):
        await home.tell(one, "candidate_merged", merged_id=other)
    async with home.working():
        await until(lambda: len({home.ledger.owner_of(p) for p in people}) == 1, what="one owner")
        stays = home.ledger.owner_of(people[0])
        for other in people:
            if other != stays:
                await handed_over(home, other, stays)
        await until(lambda: sorted(jobs(home, stays)) == sorted(f"job-{n}" for n in names), what="all applications")
        assert not await is_completed(home, stays)
        assert (await home.followup.query(stays))["next"] is not None
    sent_once(home)


async def test_an_id_that_nobody_heard_of_is_another_name_from_then_on(house: House) -> None:
    async with house.working():
        ann = await applies(house, "ann", "eng")
        other = f"greenhouse:{house.tag}"
        await house.tell(ann, "candidate_merged", merged_id=other)
        await handed_over(house, other, ann)
        assert jobs(house, ann) == ["eng"]
        await house.tell(other, "application_received", application_id="ops", job_id="ops")
        await until(lambda: jobs(house, ann) == ["eng", "ops"], what="the application")
        assert [row["id"] for row in house.ledger.listing()] == [ann]


async def test_a_delivery_under_way_is_part_of_the_history(house: House) -> None:
    provider = Provider(house.settings.home, script=[hangs_until_let_go])
    house.senders[Channel.EMAIL] = provider
    async with house.working():
        bob = await applies(house, "bob", "ops")
        await until(provider.entered.is_set, what="the delivery")
        ann = await applies(house, "ann", "eng", stage="screening")
        await house.tell(ann, "candidate_merged", merged_id=bob)
        await until(lambda: house.rows(ann, "candidate_merged"), what="the merge")
        provider.let_go.set()
        await handed_over(house, bob, ann)
        await until(
            lambda: [r for r in house.rows(ann, "sent") if r["application_id"] == "ops"], what="their next word"
        )
    first = [key for key in provider.posts if key.endswith("/hello/1")]
    assert len(first) == 1
    sent_once(house)


async def test_a_message_in_doubt_is_asked_about_by_the_clock_that_goes_on(house: House) -> None:
    provider = Provider(house.settings.home, script=[accepts_then(Unknown("cut off"))])
    house.senders[Channel.EMAIL] = provider
    async with house.working():
        bob = await applies(house, "bob", "ops")
        await until(lambda: house.rows(bob, "delivery_unknown"), what="the unknown outcome")
        ann = await applies(house, "ann", "eng", stage="screening")
        await house.tell(ann, "candidate_merged", merged_id=bob)
        await handed_over(house, bob, ann)
        await skip(house, ann, timedelta(minutes=3))
        await until(lambda: house.rows(ann, "delivery_reported"), what="the provider's answer")
    assert not house.rows(bob, "delivery_reported")
    sent_once(house)


async def test_a_number_that_both_have_for_another_job_means_the_one_of_the_id_it_is_told_under(house: House) -> None:
    async with house.working():
        ann = await applies(house, "ann", "eng", application_id="1", stage="screening")
        bob = await applies(house, "bob", "ops", application_id="1", stage="interview")
        await house.tell(ann, "candidate_merged", merged_id=bob)
        await handed_over(house, bob, ann)
        await house.tell(bob, "rejected", application_id="1")
        await until(lambda: house.rows(ann, "rejected"), what="the rejection")
        stages = {a["job"]: a["stage"] for a in house.ledger.status(ann)["applications"]}  # type: ignore[index]
        assert stages == {"eng": "screening", "ops": "rejected"}


async def test_a_clock_that_was_ended_by_force_is_joined_all_the_same(house: House) -> None:
    async with house.working():
        ann, bob = await applies(house, "ann", "eng"), await applies(house, "bob", "ops")
        await until(lambda: house.rows(bob, "sent"), what="the first message")
        await house.handle(bob).terminate("by mistake")
        await house.tell(ann, "candidate_merged", merged_id=bob)
        await handed_over(house, bob, ann)
        assert jobs(house, ann) == ["eng", "ops"]
    sent_once(house)
