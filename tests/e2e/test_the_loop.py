"""Every bullet of "The loop" that was tried and is there for a reason (docs/architecture.md), on the real server."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from temporalio.api.enums.v1 import EventType
from temporalio.api.sdk.v1 import WorkflowMetadata

from channels.sender import NotAccepted, Refused, Unknown
from domain.names import INTAKE_WORKFLOW, TASK_QUEUE, Channel
from domain.people.team import colleague_mark
from starter.client import NoSuchCandidate
from starter.client import Refused as UpdateRefused
from tests.house import ENCRYPTED, House, build, fact, until
from tests.senders import Provider, accepts_then, answers, hangs_until_let_go


def provided(house: House, **more: object) -> Provider:
    provider = Provider(house.settings.home, **more)  # type: ignore[arg-type]
    house.senders[Channel.EMAIL] = provider
    return provider


async def test_a_signal_during_a_delivery_lets_it_run_again_and_sends_once(house: House) -> None:
    provider = provided(house, script=[hangs_until_let_go])
    async with house.working():
        ann = await house.applies("ann")
        await until(provider.entered.is_set, what="the delivery")
        await house.tell(ann, "rejected", application_id="eng")
        provider.let_go.set()
        await until(lambda: "stage_changed" in house.types(ann) or "rejected" in house.types(ann), what="the rejection")
        await until(lambda: len(house.rows(ann, "sent")) >= 1, what="the record of the delivery")
    first = [key for key in provider.posts if key.endswith("/hello/1")]
    assert len(first) == 1
    assert [row["step"] for row in house.rows(ann, "sent")].count("hello") == 1


async def test_a_stop_while_the_provider_is_down_means_nothing_more_is_tried(house: House) -> None:
    provider = provided(house, always=answers(NotAccepted("down", timedelta(seconds=1))))
    async with house.working():
        ann = await house.applies("ann")
        await until(lambda: house.rows(ann, "not_accepted"), what="the refusal by the provider")
        await house.tell(ann, "opted_out")
        await until(lambda: "opted_out" in house.types(ann), what="the opt-out")
        tried = len(provider.posts)
        await house.handle(ann).query("status")
        provider.always = None
        status = await house.update(ann, "resume")
        assert status["next"] is None
    assert len(provider.posts) == tried
    assert house.outbox() == []
    assert "R7" in {reason["rule"] for reason in house.rows(ann, "skipped")[0]["reasons"]}


async def test_a_provider_that_is_down_ejects_nobody_and_is_tried_again(house: House) -> None:
    provided(house, script=[answers(NotAccepted("down"))])
    async with house.working():
        ann = await house.applies("ann")
        await until(lambda: house.rows(ann, "not_accepted"), what="the refusal")
        status = await house.followup.query(ann)
        assert status["state"] == "active"
        assert status["next"]["step"] == "hello"
        assert "attempt 1 didn't go through" in status["why"]


async def test_an_unknown_outcome_is_asked_about_and_never_sent_blindly(house: House) -> None:
    provider = provided(house, script=[accepts_then(Unknown("cut off"))])
    async with house.working():
        ann = await house.applies("ann")
        await until(lambda: house.rows(ann, "delivery_unknown"), what="the unknown outcome")
        await house.followup.client.get_workflow_handle(house.handle(ann).id).query("plan")
        await asyncio.wait_for(_skip(house, ann, timedelta(minutes=3)), 30)
        await until(lambda: house.rows(ann, "delivery_reported"), what="the provider's answer")
    assert provider.asked
    assert len([e for e in house.outbox() if e.touch_key.endswith("/hello/1")]) == 1
    assert house.ledger.deliveries(candidate_id=ann)[0]["state"] == "accepted"


async def test_an_unknown_outcome_that_nobody_can_tell_about_becomes_a_task(house: House) -> None:
    provider = provided(house, script=[answers(Unknown("cut off"))], can_tell=False)
    async with house.working():
        ann = await house.applies("ann")
        await until(lambda: house.rows(ann, "delivery_unknown"), what="the unknown outcome")
        for _ in range(4):
            await _skip(house, ann, timedelta(hours=1))
        await until(lambda: house.ledger.tasks(candidate_id=ann), what="the task")
    assert len(provider.posts) == 1
    assert house.ledger.tasks(candidate_id=ann)[0]["kind"] == "unknown"
    status = house.ledger.status(ann)
    assert status is not None
    assert status["state"] == "attention"


async def test_a_refused_address_becomes_a_task_where_there_is_no_other_way(house: House) -> None:
    provider = provided(house, always=answers(Refused("550 no such user")))
    async with house.working():
        ann = await house.applies("ann")
        await until(lambda: house.ledger.tasks(candidate_id=ann), what="the task")
    assert len(provider.posts) == 1
    assert house.ledger.tasks(candidate_id=ann)[0]["kind"] == "reach"


async def test_nobody_waits_for_somebody_elses_hung_send(house: House) -> None:
    provider = provided(house, script=[hangs_until_let_go], max_in_flight=1)
    async with house.working():
        ann = await house.applies("ann")
        await until(provider.entered.is_set, what="the hung delivery")
        bob = await house.applies("bob")
        await until(lambda: house.rows(bob, "held"), what="the other's decision")
        provider.let_go.set()
        await until(lambda: house.rows(ann, "sent"), what="the hung one")
    assert "this channel is full" in house.rows(bob, "held")[0]["why"]


async def test_a_locked_ledger_is_waited_for_and_nothing_is_sent_unreserved(house: House) -> None:
    provider = provided(house)
    path = house.settings.home / "ledger.db"
    ann = f"manual:ann-{house.tag}"
    if ENCRYPTED:  # without a key, which stands in the ledger, nothing can be said of anybody
        house.ledger.keys.of_workflow(house.handle(ann).id)
    async with house.working():
        with closing(sqlite3.connect(path, isolation_level=None)) as lock:
            lock.execute("BEGIN EXCLUSIVE")
            # The claim of the address needs the ledger, too: so the clock is started as another system would.
            house.started.append(ann)
            told = fact(application_id="eng", job_id="eng", candidate={"first_name": "Ann", "email": "ann@example.com"})
            await house.client.start_workflow(
                "CandidateFollowUp",
                {"candidate_id": ann},
                id=house.handle(ann).id,
                task_queue=TASK_QUEUE,
                start_signal="application_received",
                start_signal_args=[told],
            )
            await until_history(house, ann, "TIMER_STARTED")
            assert provider.posts == []
            lock.execute("ROLLBACK")
        await until(lambda: house.rows(ann, "sent"), what="the message")
    assert len(provider.posts) == len(set(provider.posts))


async def test_a_ledger_behind_the_clock_sends_nothing_and_calls_for_people(house: House) -> None:
    provider = provided(house)
    home = house.settings.home
    async with house.working():
        ann = await house.applies("ann")
        await until(lambda: house.rows(ann, "sent"), what="the first message")
        house.ledger.close()
        with closing(sqlite3.connect(home / "ledger.db")) as source, closing(sqlite3.connect(home / "old.db")) as copy:
            source.backup(copy)
        known = len(house.rows(ann, "sent"))
        await until(lambda: len(house.rows(ann, "sent")) >= known + 2, what="two more messages")
        await house.update(ann, "pause")
    sent = len(provider.posts)
    house.ledger.close()
    for suffix in ("-wal", "-shm"):
        (home / f"ledger.db{suffix}").unlink(missing_ok=True)
    shutil.copy(home / "old.db", home / "ledger.db")
    restored = build(house.client, home)  # as after a restart
    async with restored.working(house.senders):
        await house.handle(ann).signal("replan", fact())
        await until(lambda: restored.ledger.tasks(candidate_id=ann), what="the task")
        status = await restored.followup.query(ann)
        assert status["state"] == "attention"
        await house.handle(ann).signal("resume", fact())
    assert len(provider.posts) == sent
    assert restored.ledger.tasks(candidate_id=ann)[0]["kind"] == "ledger"
    restored.ledger.close()


async def test_an_update_that_waits_for_a_decision_does_not_keep_a_run_from_ending(house: House) -> None:
    provided(house)
    async with house.working():
        ann = await house.applies("ann")
        await until(lambda: house.rows(ann, "sent"), what="the first message")
        await house.tell(ann, "rejected", application_id="eng")
        answers_ = [house.update(ann, "note", text=f"note {i}", application_id="eng") for i in range(5)]
        for status in await asyncio.gather(*answers_):
            assert status["stage"] == "rejected"


async def test_a_person_whose_follow_up_has_ended_is_opened_again_with_their_history(house: House) -> None:
    provided(house)
    async with house.working():
        ann = await house.applies("ann")
        await until(lambda: house.rows(ann, "sent"), what="the first message")
        await house.tell(ann, "rejected", application_id="eng")
        await _skip(house, ann, timedelta(hours=2))
        await until(lambda: (house.ledger.status(ann) or {}).get("state") == "closed", what="the end")
        assert await house.handle(ann).result() == "closed"
        before = len(house.rows(ann, "sent"))
        await house.tell(ann, "reply_received", text="Thank you, may I ask for feedback?")
        await until(lambda: house.ledger.tasks(candidate_id=ann), what="the task to answer")
        status = house.ledger.status(ann)
        assert status is not None
        assert status["stage"] == "rejected"
    assert len(house.rows(ann, "sent")) == before
    assert house.ledger.verify(ann) == []


async def test_what_cannot_be_understood_goes_on_the_timeline_and_is_not_dropped(house: House) -> None:
    provided(house)
    async with house.working():
        ann = await house.applies("ann")
        handle = house.handle(ann)
        await handle.signal("stage_changed", {"event_id": "x", "stage": "promoted"})
        await handle.signal("stage_chnged", {"event_id": "y", "stage": "offer"})
        await handle.signal("rejected", "not an object")
        await until(lambda: len(house.rows(ann, "message_refused")) == 3, what="the three refusals")
    errors = " ".join(row["error"] for row in house.rows(ann, "message_refused"))
    assert "did you mean 'stage_changed'" in errors
    assert "There is no stage 'promoted'" in errors
    assert "no JSON object" in errors


async def test_the_same_fact_told_many_times_counts_once(house: House) -> None:
    provided(house)
    async with house.working():
        ann = await house.applies("ann")
        told = fact(stage="screening", application_id="eng")
        await asyncio.gather(*(house.followup.tell(ann, "stage_changed", told) for _ in range(8)))
        await until(lambda: house.rows(ann, "stage_changed"), what="the change")
        await house.update(ann, "resume")
    assert len(house.rows(ann, "stage_changed")) == 1


async def test_a_bad_update_is_refused_with_a_sentence_and_changes_nothing(house: House) -> None:
    async with house.working():
        ann = await house.applies("ann")
        with pytest.raises(UpdateRefused, match="There is no open task 'nope'"):
            await house.update(ann, "complete_task", task_id="nope")
        with pytest.raises(UpdateRefused, match="did you mean 'promise'"):
            await house.update(ann, "promis", by="2030-01-01")
        with pytest.raises(NoSuchCandidate):
            await house.update("manual:nobody", "pause")
    assert "task_completed" not in house.types(ann)


async def test_one_person_under_two_ids_is_one_clock_found_by_address(house: House) -> None:
    provided(house)
    async with house.working():
        ann = await house.applies("ann")
        told = fact(application_id="ops", job_id="ops", candidate={"first_name": "Ann", "email": "  ANN@Example.com "})
        found = await house.followup.tell(f"greenhouse:{house.tag}", "application_received", told)
        assert found.candidate_id == ann
        assert found.joined
        await until(lambda: len((house.ledger.status(ann) or {"applications": []})["applications"]) == 2, what="both")


async def test_another_workflow_reaches_a_new_person_through_the_intake(house: House) -> None:
    provided(house)
    ann = f"lever:{house.tag}"
    house.started.append(ann)
    told = fact(application_id="eng", job_id="eng", candidate={"first_name": "Ann", "email": "a@example.com"})
    async with house.working():
        result = await house.client.execute_workflow(
            INTAKE_WORKFLOW,
            {"candidate_id": ann, "signal": "application_received", "fact": told},
            id=f"intake-{told['event_id']}",
            task_queue=TASK_QUEUE,
        )
        assert result["candidate_id"] == ann
        await until(lambda: house.rows(ann, "sent"), what="the message")


async def _skip(house: House, ident: str, duration: timedelta) -> None:
    """Let this person's time pass."""
    from temporalio.service import RPCError
    from temporalio.testing import TimeSkipper

    try:
        await TimeSkipper(house.client).fast_forward(house.handle(ident), duration)
    except RPCError as error:
        if "completed" not in str(error):
            raise


async def until_history(house: House, ident: str, wanted: str) -> None:
    for _ in range(400):
        history = await house.handle(ident).fetch_history()
        names = [EventType.Name(e.event_type).removeprefix("EVENT_TYPE_") for e in history.events]
        if wanted in names:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"no {wanted} in the history: {names}")


async def test_ops_see_what_waits_for_what_and_nothing_personal(house: House) -> None:
    provided(house, always=answers(NotAccepted("down")))
    async with house.working():
        ann = await house.applies("ann", recruiter={"name": "Kim Park"})
        await until(lambda: house.rows(ann, "not_accepted"), what="the first try")
        handle = house.handle(ann)
        metadata = await handle.query("__temporal_workflow_metadata", result_type=WorkflowMetadata)
        described = await handle.describe()
        history = await handle.fetch_history()
    shown = {k: described.search_attributes.get(k) for k in described.search_attributes}
    assert shown["FollowUpStage"] == ["applied"]
    assert shown["FollowUpState"] == ["active"]
    assert shown["FollowUpJob"] == ["eng"]
    assert shown["FollowUpRecruiter"] == [colleague_mark("Kim Park", "")], "a mark, since no name may stand there"
    assert "NextFollowUpAt" in shown
    assert "next: `hello` by email" in metadata.current_details
    timers = [e for e in history.events if e.event_type == EventType.EVENT_TYPE_TIMER_STARTED]
    summaries = await house.opened([timer.user_metadata.summary for timer in timers])
    assert b"applied/hello by email" in summaries[-1]
    static = (await described.static_summary()) or ""
    everything = f"{shown} {metadata} {timers} {summaries} {static} {handle.id}"
    for secret in ("ann@example.com", "Ann "):
        assert secret not in everything


async def test_a_stop_by_any_name_is_in_force_before_the_next_message(house: House) -> None:
    """Reply, rejection, withdrawal, opt-out, pause: nothing decided before goes out after (R3)."""
    stops = {
        "reply": ("reply_received", {"text": "STOP"}),
        "rejection": ("rejected", {"application_id": "eng"}),
        "withdrawal": ("withdrawn", {"application_id": "eng"}),
        "opt-out": ("opted_out", {"channel": "email"}),
    }
    provider = provided(house)
    async with house.working():
        people = {name: await house.applies(name.replace("-", "")) for name in [*stops, "pause"]}
        for name, (signal, fields) in stops.items():
            await until(lambda ann=people[name]: house.rows(ann, "sent"), what="the first message")
            await house.tell(people[name], signal, **fields)
        await house.update(people["pause"], "pause")
        for name, ann in people.items():
            wanted = stops[name][0] if name in stops else "paused"
            await until(lambda ann=ann, wanted=wanted: wanted in house.types(ann), what=f"the {name}")
        for name, ann in people.items():
            types = house.types(ann)
            stop = types.index(stops[name][0] if name in stops else "paused")
            after = [row for row in house.ledger.timeline(ann)[stop:] if row["type"] == "sent"]
            assert after == [], name
    assert len(provider.posts) == len(set(provider.posts))
