"""A position that is filled is in no message from that moment on (S18): the transaction that reserves looks again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.activities.delivery_world import NOON, World
from tests.activities.test_words_before_the_transaction import Desk, goes

HELLO = "Hello {{ candidate.first_name }}{% if openings %}\n\nOpen now:\n\n{{ openings }}\n\n{% endif %}Bye"


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Somebody in the department Platform, whom a message may tell of openings."""
    world = World()
    person = {"first_name": "Ann", "email": "ann@example.com", "timezone": "UTC"}
    about = {"job_id": "eng", "job_title": "Engineer", "department": "Platform"}
    world.tells("application_received", candidate=person, **about)
    assert world.works()
    made = Desk(world)
    made.says(HELLO)
    yield made
    assert world.broken == []
    world.close()


def opened(desk: Desk, job: str, title: str, **more: str) -> None:
    desk.world.ledger.open_position(job, {"title": title, "department": "Platform", **more}, "lead", NOON)


def test_s18_the_message_names_what_is_open_and_goes_without_where_nothing_is(desk: Desk) -> None:
    opened(desk, "data", "Data Engineer", link="https://jobs.acme.example/data")
    opened(desk, "eng", "Engineer")  # for which they have applied
    goes(desk)
    desk.world.ledger.close_position("data", "lead", NOON)
    goes(desk)
    first, second = (message.text for message in desk.post.took)
    assert first.count("\n- ") == 1 and "- [Data Engineer](https://jobs.acme.example/data), Platform" in first
    assert second == "Hello AnnBye", "no list, and no sentence that begins one"


def test_s18_what_is_filled_while_the_words_are_written_is_in_no_message(desk: Desk) -> None:
    opened(desk, "data", "Data Engineer")
    opened(desk, "ops", "Operator")
    goes(desk)

    def filled() -> None:
        desk.while_writing = lambda: None
        desk.world.ledger.close_position("data", "lead", NOON)

    desk.while_writing = filled
    goes(desk)
    text = desk.post.took[-1].text
    assert "Operator" in text and "Data Engineer" not in text
    assert len(desk.post.took) == 2, "and it went out once"


def test_a_message_that_names_no_openings_asks_for_none(desk: Desk) -> None:
    desk.says("Hello")
    asked: list[object] = []
    one = desk.world.workers[0].ledger
    original = one.openings
    one.openings = lambda: asked.append(1) or original()  # type: ignore[method-assign,func-returns-value]
    goes(desk)
    goes(desk)
    assert not asked and len(desk.post.took) == 2
