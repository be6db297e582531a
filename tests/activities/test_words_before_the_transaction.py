"""No template runs inside the ledger's transaction: while words are written, everybody else may write."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from activities.delivery import Deliveries
from activities.writing import Mail, MessageRenderer
from channels.sender import Accepted, Found, Outcome, OutgoingMessage
from domain.names import Channel
from domain.playbook.model import Playbook
from settings import Settings
from tests.activities.delivery_ledger import rules_of_three
from tests.activities.delivery_world import NOON, World
from worker import lines_of, links_of


@dataclass
class Post:
    """Whatever it is handed it takes."""

    took: list[OutgoingMessage] = field(default_factory=list)
    name: str = "post"
    max_in_flight: int = 8

    def send(self, message: OutgoingMessage) -> Outcome:
        self.took.append(message)
        return Accepted(f"id{len(self.took)}")

    def find(self, touch_key: str, **_: Any) -> Found:
        raise AssertionError(touch_key)


@dataclass
class Desk:
    """A worker over that world's ledger whose words are looked at while they are written."""

    world: World
    post: Post = field(default_factory=Post)
    written: int = 0
    while_writing: Callable[[], object] = lambda: None
    begun: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        one = self.world.workers[0]
        senders = {Channel.EMAIL: self.post}
        mail = Mail(self._bodies, lambda *_: None, lambda key, domain: f"<{key}@{domain}>")  # type: ignore[arg-type,return-value]
        settings = Settings(home=self.world.file.parent, public_url="https://follow.acme.example")
        writer = MessageRenderer(
            mail, links_of(one.ledger, settings)
        )  # links that are sealed must come out the same twice
        one.deliver = Deliveries(one.ledger, senders, writer, lines_of(senders, None), self.world.host.now).deliver
        event.listen(one.ledger._database.engine, "before_cursor_execute", self._note)

    def _note(self, _c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("BEGIN"):
            self.begun.append(statement)

    def _bodies(self, markdown: str, _language: str) -> tuple[str, str]:
        self.written += 1
        with closing(sqlite3.connect(self.world.file, timeout=0, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")  # "database is locked" where a transaction is open
            other.execute("ROLLBACK")
        self.while_writing()
        return markdown, f"<p>{markdown}</p>"

    def says(self, words: str) -> Playbook:
        """From now on the playbook in force says that."""
        content = rules_of_three(False).model_dump(mode="json")
        content["messages"]["applied/hello.md"]["body"] = words
        rules = Playbook.model_validate(content)
        self.world.ledger.playbooks.apply(
            rules.model_dump(mode="json"), rules.version, "tests", NOON - timedelta(days=1)
        )
        return rules


@pytest.fixture
def desk() -> Iterator[Desk]:
    world = World()
    world.applies()
    assert world.works()
    made = Desk(world)
    yield made
    assert world.broken == []
    world.close()


def goes(desk: Desk) -> None:
    """One round of the clock, at its time."""
    world = desk.world
    assert world.decision.at is not None
    world.now = max(world.now, world.decision.at)
    desk.begun.clear()
    assert world.works()


def test_while_the_words_are_written_anybody_else_may_write(desk: Desk) -> None:
    goes(desk)
    goes(desk)
    assert [message.subject for message in desk.post.took] == ["Engineer at Acme"] * 2
    assert desk.written == 2


def test_a_touch_takes_two_transactions_once_the_playbook_is_known(desk: Desk) -> None:
    goes(desk)  # nothing is known yet: the first transaction is taken back, and tells what the words hang on
    assert len(desk.begun) == 3
    goes(desk)
    assert len(desk.begun) == 2


def test_a_playbook_that_is_put_in_force_meanwhile_is_what_is_said(desk: Desk) -> None:
    goes(desk)

    def once() -> None:
        desk.while_writing = lambda: None
        desk.says("The newer words")

    desk.while_writing = once
    goes(desk)
    assert desk.post.took[-1].text == "The newer words" and len(desk.post.took) == 2
    assert [attempt.attempt for attempt in desk.world.attempts(desk.post.took[-1].touch_key)] == [1]


def test_where_it_changes_each_time_the_touch_waits_a_little_and_goes_then(desk: Desk) -> None:
    goes(desk)
    words = iter(f"Words number {n}" for n in range(100))
    desk.while_writing = lambda: desk.says(next(words))
    before = desk.written
    goes(desk)
    assert len(desk.post.took) == 1 and desk.written - before == 3, "it is tried so often, and no oftener"
    held = desk.world.timeline()[-1]
    assert held.type == "held" and "changed while it was being written" in str(held.why)
    assert desk.world.decision.at is not None and desk.world.decision.at - desk.world.now <= timedelta(minutes=1)
    desk.while_writing = lambda: None
    goes(desk)
    assert len(desk.post.took) == 2 and desk.post.took[-1].text.startswith("Words number")


def test_a_fact_that_changes_the_words_is_said_by_them(desk: Desk) -> None:
    """It was told, and the clock has it, but it was not there when the words were written ahead."""
    goes(desk)
    desk.world.tells("candidate_updated", candidate={"first_name": "Anna"})
    goes(desk)
    goes(desk)
    assert "Hello Anna," in desk.post.took[-1].text


def test_a_stop_that_comes_in_while_words_are_written_is_heard(desk: Desk) -> None:
    """R3: what is committed in the inbox before the reservation holds it."""
    from ledger.inbox.rows import Arrival

    goes(desk)

    def comes_in() -> None:
        desk.while_writing = lambda: None
        row = Arrival(
            source="ats", key="stop", received_at=desk.world.now, kind="opted_out", about="manual:ann", body="{}"
        )
        assert desk.world.ledger.inbox.put([row])

    desk.while_writing = comes_in
    goes(desk)
    assert len(desk.post.took) == 1
    assert "has just come in" in str(desk.world.timeline()[-1].why)


def test_an_old_template_that_cannot_be_tried_waits_a_little_and_goes_another_way_at_last(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """R1: the clock goes on. That the last way is a colleague is shown end to end (test_poison_message)."""
    goes(desk)
    desk.says("{% for x in 'abc' %}{{ x }}{% endfor %}")
    monkeypatch.setattr(sys, "executable", "/bin/false")
    goes(desk)
    held = desk.world.timeline()[-1]
    assert held.type == "held" and "too busy to write the message" in str(held.why)
    waits = desk.world.decision.at
    assert waits is not None and timedelta(seconds=10) <= waits - desk.world.now <= timedelta(seconds=20)
    for _ in range(30):
        if "refused" in (kinds := [fact.type for fact in desk.world.timeline()]):
            break
        goes(desk)
    assert kinds.count("sent") == 1 and 10 < kinds.count("held") < 20
    assert desk.world.decision.touch is not None and desk.world.decision.touch.channel is Channel.SMS
    refused = next(fact for fact in desk.world.timeline() if fact.type == "refused")
    assert "messages/applied/hello.md cannot be filled on this computer" in str(refused.why)
