"""A channel's rate on real clocks: held until its turn, on record, through the gate again; a 429 rests its channel."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from channels.sender import NotAccepted
from domain.names import Channel
from starter.embedded import LocalServer
from tests.house import House, build, connected, until
from tests.senders import Provider, answers


async def limited(server: LocalServer, home: Path, per_second: float, **more: Any) -> tuple[House, Provider]:
    house = build(await connected(server.address), home / "home", email_per_second=per_second)
    provider = Provider(house.settings.home, **more)
    house.senders[Channel.EMAIL] = provider
    return house, provider


async def test_who_finds_no_turn_is_held_once_with_the_reason_and_goes_at_the_booked_time(
    server: LocalServer, tmp_path: Path
) -> None:
    house, provider = await limited(server, tmp_path, 2)
    try:
        async with house.working(settings=house.settings):
            people = [await house.applies(f"p{n}") for n in range(6)]
            for ident in people:
                await until(lambda ident=ident: house.rows(ident, "sent"), what="the message")
        first = [key for key in provider.posts if key.endswith("/hello/1")]
        assert len(first) == len(set(first)) == 6
        held = [row for ident in people for row in house.rows(ident, "held")]
        assert held, "6 at once at 2 a second are too many"
        assert all("the channel sends 2 a second; its turn comes at" in row["why"] for row in held)
        assert all(row["channel"] == "email" for row in held)
        for ident in people:
            holds, sent = [r for r in house.rows(ident, "held") if r["step"] == "hello"], house.rows(ident, "sent")[0]
            assert len(holds) <= 1
            assert sent["attempt"] == 1, "a hold is no attempt"
            if holds:
                assert _at(sent["at"]) >= _at(holds[0]["until"])
    finally:
        await house.leave()


async def test_r3_a_stop_that_comes_while_it_waits_for_its_turn_holds(server: LocalServer, tmp_path: Path) -> None:
    house, provider = await limited(server, tmp_path, 0.05)
    try:
        async with house.working(settings=house.settings):
            ann, bob = [await house.applies(name) for name in ("ann", "bob")]
            await until(lambda: house.rows(ann, "sent") and house.rows(bob, "sent"), what="all that the rate allows")
            cy = await house.applies("cy")
            await until(lambda: house.rows(cy, "held"), what="the hold")
            await house.tell(cy, "opted_out")
            await until(lambda: "opted_out" in house.types(cy), what="the opt-out")
            await until(lambda: house.rows(cy, "skipped"), what="the end of what was held")
        assert not [key for key in provider.posts if key.startswith(cy)]
        assert len(house.rows(ann, "sent")) == 1 and len(house.rows(bob, "sent")) == 1
    finally:
        await house.leave()


async def test_a_429_rests_its_channel_for_everybody_and_is_told_as_that(server: LocalServer, tmp_path: Path) -> None:
    slow = answers(NotAccepted("SendGrid asks to slow down (429).", timedelta(hours=1), slows=True))
    house, provider = await limited(server, tmp_path, 100, script=[slow])
    try:
        async with house.working(settings=house.settings):
            ann = await house.applies("ann")
            await until(lambda: house.rows(ann, "not_accepted"), what="the 429")
            bob = await house.applies("bob")
            await until(lambda: house.rows(bob, "held"), what="the hold")
        assert "asked this channel to slow down" in house.rows(bob, "held")[0]["why"]
        assert len(provider.posts) == 1
    finally:
        await house.leave()


def _at(shown: str) -> datetime:
    return datetime.fromisoformat(shown)
