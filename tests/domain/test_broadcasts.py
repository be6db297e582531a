"""One message to many: pages, progress, and ids that make telling it twice the same as telling it once."""

from __future__ import annotations

from lives import MONDAY

from domain.commands import signal_fact
from domain.operations.broadcasts import PAGE, Broadcast, PageTold, Progress, Target, advanced, fact_of, next_page

SHARED = {"occurred_at": MONDAY.isoformat(), "source": "cli", "reason": "position filled"}


def listed(count: int) -> Broadcast:
    targets = tuple(Target(candidate_id=f"manual:p{n}", application_id="eng") for n in range(count))
    return Broadcast(matter="fill eng", signal="rejected", fields=SHARED, targets=targets)


def test_pages_cover_everybody_on_the_list_once() -> None:
    broadcast, progress, told = listed(2 * PAGE + 7), Progress(total=2 * PAGE + 7), []
    while not progress.done:
        page = next_page(broadcast, progress)
        assert page.targets is not None
        told += [target.candidate_id for target in page.targets]
        progress = advanced(broadcast, progress, PageTold(told=len(page.targets)))
    assert told == [target.candidate_id for target in broadcast.targets or ()]
    assert (progress.told, progress.words) == (2 * PAGE + 7, f"{2 * PAGE + 7} of {2 * PAGE + 7} told")


def test_an_exact_page_and_an_empty_list_come_to_an_end() -> None:
    for count in (0, PAGE):
        broadcast = listed(count)
        page = next_page(broadcast, Progress())
        assert len(page.targets or ()) == count
        assert advanced(broadcast, Progress(), PageTold(told=count)).done


def test_everybody_who_waits_is_asked_for_page_by_page_until_the_last() -> None:
    broadcast = Broadcast(matter="replan v2", signal="replan")
    first = advanced(broadcast, Progress(), PageTold(told=PAGE, after="manual:m"))
    assert not first.done and next_page(broadcast, first).after == "manual:m"
    assert next_page(broadcast, first).targets is None
    assert advanced(broadcast, first, PageTold(told=3, after="manual:z", last=True)).done


def test_who_could_not_be_told_is_counted_and_named() -> None:
    progress = advanced(listed(3), Progress(), PageTold(told=1, failures=("manual:p1: why", "manual:p2: why")))
    assert (progress.told, progress.failed, progress.failures) == (1, 2, ("manual:p1: why", "manual:p2: why"))
    many = advanced(listed(90), Progress(), PageTold(failures=tuple(f"{n}" for n in range(90))))
    assert many.failed == 90 and len(many.failures) == 20
    assert "90 couldn't be reached" in many.words


def test_the_id_of_a_fact_hangs_on_the_matter_and_the_person_and_not_on_the_attempt() -> None:
    page = next_page(listed(2), Progress())
    first, second = page.targets or ()
    signal, fact = fact_of(page, first)
    assert fact_of(page, first) == (signal, fact)
    assert signal_fact(signal, fact, now=MONDAY).application_id == "eng"
    assert fact["event_id"] != fact_of(page, second)[1]["event_id"]
    other = page.model_copy(update={"matter": "fill ops"})
    assert fact_of(other, first)[1]["event_id"] != fact["event_id"]


def test_one_of_them_may_be_told_something_else_without_the_others_fields() -> None:
    page = next_page(listed(1), Progress())
    winner = Target(
        candidate_id="manual:w", application_id="eng", signal="hired", fields={"source": "cli"}, event_id="e"
    )
    signal, fact = fact_of(page, winner)
    assert signal == "hired"
    assert fact == {"source": "cli", "event_id": "hired:e", "application_id": "eng"}
    assert signal_fact(signal, fact, now=MONDAY).type == "hired"


def test_a_broadcast_is_json_that_any_sdk_can_send() -> None:
    broadcast = listed(2)
    assert Broadcast.model_validate_json(broadcast.model_dump_json()) == broadcast
    assert set(Broadcast(matter="m", signal="replan").model_dump()) == {"matter", "signal"}
