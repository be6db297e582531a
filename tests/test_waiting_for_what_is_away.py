"""A start that meets something away waits for it and says so; a broken playbook folder holds up nothing."""

from __future__ import annotations

import asyncio
import itertools
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from channels.heard import HeardSender
from channels.sender import Accepted, Found, NotAccepted, Outcome, OutgoingMessage, Refused, Unknown
from channels.smtp_email import SmtpEmail
from connection import ToldToStop, aside, pauses, until_there
from domain.operations.outage import Condition, silence
from ledger.playbooks.folder import BadPlaybook
from ledger.store import Ledger, LedgerUnavailable
from settings import Settings
from starter.embedded import free_port
from starter.signs_of_life import SignsOfLife
from tests.clocks import wednesday
from tests.house import QUICK
from tests.ledgers import put
from worker import apply_first_playbook

WEDNESDAY = datetime(2026, 12, 2, 15, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Away(Exception):
    """What is waited for is not there."""


class Telling:
    """What a waiting start said."""

    def __init__(self) -> None:
        self.said: list[tuple[str, float]] = []

    async def __call__(self, error: Exception, pause: float) -> None:
        self.said.append((str(error), pause))


def there_at(number: int) -> Callable[[], Any]:
    tries = itertools.count(1)

    async def attempt() -> int:
        if (now := next(tries)) < number:
            raise Away(f"try {now}")
        return now

    return attempt


def test_r26_the_pauses_grow_from_two_seconds_to_a_minute_and_never_end() -> None:
    assert list(itertools.islice(pauses(), 8)) == [2, 4, 8, 16, 32, 60, 60, 60]


async def test_r26_what_is_away_is_tried_until_it_is_there_with_one_line_a_try() -> None:
    tell = Telling()
    every = itertools.repeat(0.0)
    found = await until_there(there_at(31), away=(Away,), stop=asyncio.Event(), tell=tell, every=every)
    assert (found, len(tell.said), tell.said[0]) == (31, 30, ("try 1", 0.0))


async def test_r26_what_is_no_absence_ends_the_start() -> None:
    async def attempt() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await until_there(attempt, away=(Away,), stop=asyncio.Event(), tell=Telling())


@pytest.mark.timeout(20)
async def test_r26_a_word_to_stop_ends_a_pause_at_once() -> None:
    stop = asyncio.Event()

    async def tell(_error: Exception, _pause: float) -> None:
        stop.set()

    with pytest.raises(ToldToStop):
        await until_there(there_at(9), away=(Away,), stop=stop, tell=tell, every=itertools.repeat(3600.0))


@pytest.mark.timeout(20)
async def test_r26_a_word_to_stop_ends_a_try_that_hangs_in_a_thread_at_once() -> None:
    stop, hangs, end = asyncio.Event(), threading.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def hang() -> None:
        hangs.set()
        loop.call_soon_threadsafe(stop.set)
        end.wait(60)

    with pytest.raises(ToldToStop):
        await until_there(lambda: aside(hang), away=(Away,), stop=stop, tell=Telling())
    assert hangs.is_set()
    end.set()


# ------------------------------------------------------------ the playbook's folder


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    put(tmp_path / "ledger.db")
    made = Ledger(f"sqlite:///{tmp_path / 'ledger.db'}", ["k"])
    yield made
    made.close()


def half_saved(folder: Path) -> None:
    file = folder / "playbook.yaml"
    file.write_text(file.read_text()[:500] + "\n - {")


def half_a_message(folder: Path) -> None:
    (folder / "messages" / "applied" / "hello.md").write_text("---\nsubject: Thank")


def no_utf8(folder: Path) -> None:
    (folder / "playbook.yaml").write_bytes(b"\xff\xfe\x00company")


def a_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("not a folder")


def a_message_that_is_a_folder(folder: Path) -> None:
    (folder / "playbook.yaml").unlink()
    (folder / "playbook.yaml").mkdir()


def deeply_nested(folder: Path) -> None:
    (folder / "playbook.yaml").write_text("company: " + "[" * 5000)


def a_link_to_nowhere(folder: Path) -> None:
    (folder / "playbook.yaml").unlink()
    (folder / "playbook.yaml").symlink_to("nowhere")


def a_ring_of_links(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.symlink_to(folder.name)


def a_pipe(folder: Path) -> None:
    (folder / "playbook.yaml").unlink()
    os.mkfifo(folder / "playbook.yaml")


BROKEN = [
    half_saved,
    shutil.rmtree,
    half_a_message,
    no_utf8,
    a_file,
    a_message_that_is_a_folder,
    deeply_nested,
    a_link_to_nowhere,
    a_ring_of_links,
    a_pipe,
]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("broken", BROKEN)
def test_r26_whatever_is_wrong_with_the_folder_the_playbook_in_force_goes_on(
    ledger: Ledger, tmp_path: Path, broken: Callable[[Path], None]
) -> None:
    folder = tmp_path / "playbook"
    shutil.copytree(QUICK, folder)
    settings = Settings(home=tmp_path, playbook=folder)
    assert apply_first_playbook(ledger, settings, wednesday) is None
    in_force = ledger.playbooks.in_force()
    assert in_force is not None
    broken(folder)
    note = apply_first_playbook(ledger, settings, wednesday)
    assert note is not None
    assert f"{in_force[0]}) is still used" in note
    assert "\n" not in note
    assert ledger.playbooks.in_force() == in_force


@pytest.mark.parametrize("broken", [one for one in BROKEN if one is not a_pipe])
def test_r26_without_one_in_force_a_broken_folder_is_said_in_one_kind_of_error(
    ledger: Ledger, tmp_path: Path, broken: Callable[[Path], None]
) -> None:
    folder = tmp_path / "playbook"
    shutil.copytree(QUICK, folder)
    broken(folder)
    with pytest.raises(BadPlaybook):
        apply_first_playbook(ledger, Settings(home=tmp_path, playbook=folder), wednesday)


def test_r26_a_folder_that_may_not_be_read_is_such_an_error(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(_folder: Path) -> None:  # root may read everything, so the system is asked to refuse
        raise PermissionError(13, "Permission denied")

    settings = Settings(home=tmp_path, playbook=QUICK)
    monkeypatch.setattr("worker.read_playbook", denied)
    with pytest.raises(BadPlaybook, match="Permission denied"):
        apply_first_playbook(ledger, settings, wednesday)


# ------------------------------------------------------------ signs of life


class Clock:
    def __init__(self) -> None:
        self.now = WEDNESDAY

    def __call__(self) -> datetime:
        return self.now


class Relay:
    """A way out that ends each send as it is told."""

    name = "smtp"
    max_in_flight = 3

    def __init__(self, *outcomes: Outcome) -> None:
        self.outcomes = list(outcomes)

    def send(self, message: OutgoingMessage) -> Outcome:
        return self.outcomes.pop(0)

    def find(self, touch_key: str, **_more: Any) -> Found:
        return Found(accepted=False, exact=True)


def mail() -> OutgoingMessage:
    return OutgoingMessage(
        touch_key="k",
        attempt=1,
        to="ann@example.com",
        subject="Hello",
        text="Hello",
        sender_address="talent@acme.example",
        message_id="<1@acme.example>",
        sent_at=WEDNESDAY,
    )


def statements(ledger: Ledger) -> list[Condition]:
    return ledger.conditions.all()


async def test_r26_a_waiting_worker_writes_once_a_minute_and_at_each_change(ledger: Ledger) -> None:
    clock = Clock()
    signs = SignsOfLife(ledger, "worker 1", now=clock)
    seen = []
    for says, later in (("a", 0), ("a", 20), ("a", 50), ("b", 55), ("b", 80), ("b", 116)):
        clock.now = WEDNESDAY + timedelta(seconds=later)
        await signs.waits(says)
        (one,) = statements(ledger)
        assert one.seen_at is not None
        seen.append((one.says, (one.seen_at - WEDNESDAY).seconds))
    assert seen == [("a", 0), ("a", 0), ("a", 0), ("b", 55), ("b", 55), ("b", 116)]
    await signs.end()
    assert statements(ledger) == []


async def test_r26_a_worker_never_stumbles_over_its_own_signs(ledger: Ledger, tmp_path: Path) -> None:
    signs = SignsOfLife(ledger, "worker 1", now=Clock())
    for file in tmp_path.glob("ledger.db*"):
        file.unlink()
    (tmp_path / "ledger.db").write_text("no database")
    ledger._database.engine.dispose()
    with pytest.raises(LedgerUnavailable):
        ledger.conditions.report("x", [], WEDNESDAY)
    await signs.works()
    await signs.waits("a")
    await signs.end()


async def test_r26_a_provider_that_takes_nothing_is_on_record_until_it_takes_something(ledger: Ledger) -> None:
    refused = NotAccepted("the server refuses the connection")
    way_out = HeardSender(Relay(refused, Unknown("timed out"), refused, refused, Accepted("1")))
    clock = Clock()
    signs = SignsOfLife(ledger, "worker 1", now=clock)
    for _ in range(2):
        way_out.send(mail())
    await signs.works({"email": way_out})
    assert [c.kind for c in statements(ledger)] == ["worked"], "two may be chance"
    way_out.send(mail())
    way_out.send(mail())
    await signs.works({"email": way_out})
    (down,) = [c for c in statements(ledger) if c.kind == "channel"]
    assert (down.about, down.since) == ("email", WEDNESDAY)
    assert down.says == "smtp didn't take the last 4 (the server refuses the connection)"
    way_out.send(mail())
    clock.now += MINUTE
    await signs.works({"email": way_out})
    assert [c.kind for c in statements(ledger)] == ["worked"]


def test_r26_bad_addresses_say_nothing_about_the_provider() -> None:
    way_out = HeardSender(Relay(*[Refused("no such user")] * 5, Refused("relaying denied", address_bad=False)))
    for _ in range(5):
        way_out.send(mail())
    assert way_out.heard().refused == 0
    way_out.send(mail())
    assert way_out.heard().refused == 1
    assert (way_out.name, way_out.max_in_flight) == ("smtp", 3)


def test_r26_what_is_kept_of_a_provider_s_words_names_nobody() -> None:
    way_out = HeardSender(Relay(NotAccepted("550 <ann@example.com> at +1 (212) 555-0123 is unknown\nto us")))
    way_out.send(mail())
    assert way_out.heard().reason == "550 <…> at … is unknown to us"


async def test_r26_a_mail_server_that_nobody_reaches_is_on_record_with_its_reason(ledger: Ledger) -> None:
    way_out = HeardSender(SmtpEmail(f"smtp://127.0.0.1:{free_port()}"))
    for _ in range(3):
        assert isinstance(way_out.send(mail()), NotAccepted)
    await SignsOfLife(ledger, "worker 1", now=Clock()).works({"email": way_out})
    (down,) = [c for c in statements(ledger) if c.kind == "channel"]
    assert down.says.startswith("smtp didn't take the last 3 (")
    found = silence(statements(ledger), ledger.conditions.overdue(WEDNESDAY), WEDNESDAY)
    assert found is not None
    assert (found.kind, found.channel, found.since) == ("channel", "email", WEDNESDAY)
