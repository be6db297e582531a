"""Which words leave, and by which way: a text that is too long, and the variant that is on record."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from domain.messages.variants import chosen_variant
from domain.playbook.model import Playbook
from ledger.playbooks.folder import read_playbook
from starter.embedded import LocalServer
from tests.house import QUICK, House, build, connected, until
from tests.machine_time import noon_zone

TEXTER = {
    "channel": "sms",
    "phone": "+12125550123",
    "sms_consent_at": "2026-01-05T09:00:00+00:00",
    "country": "US",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The quick playbook, with a text that fits into two segments for those who have a short name.

    Its updates are a day apart: none comes while a test counts what became of the first message.
    """
    copy = tmp_path / "playbook"
    shutil.copytree(QUICK, copy)
    rules = copy / "playbook.yaml"
    rules.write_text(
        rules.read_text()
        .replace("max_silence", "texts: {countries: [US], max_segments: 2}\nmax_silence")
        .replace("hours: window", "hours: extended, variants: {a: 1, b: 99}")
        .replace("every: PT1S", "every: P1D")
    )
    hello = copy / "messages" / "applied" / "hello.md"
    (hello.parent / "hello.b.md").write_text(hello.read_text().replace("Hello", "Good day"))
    (hello.parent / "hello.sms.txt").write_text(
        "Hi {{ candidate.first_name }}, we have it." + " It is here." * 20 + "\n"
    )
    return copy


async def told(house: House, name: str, **candidate: str) -> str:
    midday = {"timezone": noon_zone()}  # when texts may go
    return await house.applies(name, candidate={**TEXTER, **midday, **candidate})


@pytest.fixture
async def texting(server: LocalServer, tmp_path: Path, folder: Path) -> House:
    return build(await connected(server.address), tmp_path / "home", playbook=folder)


def letter_for(playbook: Playbook, who: str) -> str:
    stage, rules = next(iter(playbook.stages.items()))
    return chosen_variant(
        playbook, "applied/hello", playbook.step(stage, rules.steps[0].step), who, sms=False, locale=None
    )


async def test_a_text_that_is_too_long_for_somebody_goes_by_mail_and_the_record_says_why(texting: House) -> None:
    house = texting
    async with house.working():
        ann = await told(house, "ann")
        eve = await told(house, "eve", first_name="E" * 60)
        for who in (ann, eve):
            await until(lambda who=who: house.rows(who, "sent"), what="the message")  # type: ignore[misc]
    assert house.rows(ann, "refused") == [] and house.rows(ann, "sent")[0]["channel"] == "sms"
    (refused,) = house.rows(eve, "refused")
    assert "messages/applied/hello.sms.txt takes 3 segments for them, and the playbook allows 2" in refused["why"]
    assert house.rows(eve, "sent")[0]["channel"] == "email"
    sent = {entry.to: entry for entry in house.outbox()}
    assert len(sent) == 2 and all("E" * 60 not in entry.text or entry.channel == "email" for entry in sent.values())
    await house.leave()


async def test_who_can_be_reached_by_text_alone_becomes_a_task(texting: House) -> None:
    house = texting
    async with house.working():
        eve = await told(house, "eve", first_name="E" * 60, email="")
        await until(lambda: house.rows(eve, "task_opened"), what="the task")
    assert house.rows(eve, "sent") == [] and len(house.rows(eve, "refused")) == 1
    await house.leave()


@pytest.fixture
def variant_of(folder: Path) -> Callable[[str], str]:
    playbook = read_playbook(folder)
    return lambda who: letter_for(playbook, who) or "a"


async def test_the_variant_that_was_sent_is_on_record(texting: House, variant_of: Callable[[str], str]) -> None:
    house = texting
    async with house.working():
        ann = await house.applies("ann", candidate={"timezone": noon_zone()})
        await until(lambda: house.rows(ann, "sent"), what="the email")
    (row,) = house.rows(ann, "sent")
    assert row["variant"] == variant_of(ann)
    (entry,) = house.outbox()
    assert entry.text.startswith("Good day" if row["variant"] == "b" else "Hello")
    await house.leave()
