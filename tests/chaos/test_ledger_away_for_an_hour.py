"""The ledger is away for an hour: nothing goes out unreserved, nothing is lost, and all goes afterwards, within the
caps (R4, R15, R16). Time is skipped on the real server."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from domain.names import Channel
from starter.embedded import LocalServer
from tests.histories.record import skip
from tests.house import build, connected, until
from tests.senders import Provider

PEOPLE = 3
GAP = timedelta(minutes=10)
PLAYBOOK = """\
company: {name: Acme, timezone: UTC, country: US, postal_address: "1 Main Street"}
sender: {name: Acme Talent, email: talent@acme.example}
window: {days: [mon, tue, wed, thu, fri, sat, sun], open: "00:00", close: "23:59:59.999999", holidays: false}
limits: {per_day: 100, per_week: 100, min_gap: PT10M}
stages:
  applied:
    steps:
      - {step: hello, after: application_received, expires: P1D, message: applied/hello, rank: interview}
      - {step: update, after: application_received, delay: PT20M, every: PT15M, times: 4, expires: P1D,
         message: applied/hello, rank: interview}
      - {step: flash, after: application_received, delay: PT25M, expires: PT10M, message: applied/hello, rank: nurture}
"""


@pytest.mark.long
async def test_r16_with_the_ledger_away_for_an_hour_nothing_is_sent_and_all_goes_afterwards_within_the_caps(
    server: LocalServer, tmp_path: Path
) -> None:
    playbook, home = tmp_path / "playbook", tmp_path / "home"
    (playbook / "messages" / "applied").mkdir(parents=True)
    (playbook / "playbook.yaml").write_text(PLAYBOOK)
    (playbook / "messages" / "applied" / "hello.md").write_text("---\nsubject: Your application\n---\nHello.\n")
    folder = home / "ledger"
    folder.mkdir(parents=True)
    url = f"sqlite:///{folder / 'ledger.db'}"
    house = build(await connected(server.address), home, playbook=playbook, ledger_url=url)
    provider = Provider(home, max_in_flight=50)
    house.senders[Channel.EMAIL] = provider
    async with house.working():
        people = [await house.applies(f"p{number}") for number in range(PEOPLE)]
        await until(lambda: all(house.rows(who, "sent") for who in people), what="the first message to each")
        before = list(provider.posts)

        away = folder.rename(home / "away")
        house.ledger._database.engine.dispose()  # whoever holds the file open would go on
        await asyncio.gather(*(skip(house, who, timedelta(hours=1)) for who in people))
        assert provider.posts == before, "something was sent without a reservation"

        away.rename(folder)
        await asyncio.gather(*(skip(house, who, timedelta(hours=1, minutes=10)) for who in people))
        await until(lambda: all(len(house.rows(who, "sent")) == 5 for who in people), what="all the others")
        for who in people:
            assert house.ledger.verify(who) == []
            sent = [row["touch_key"] for row in house.rows(who, "sent")]
            assert [key.split("/", 3)[3] for key in sent] == ["hello/1", "update/1", "update/2", "update/3", "update/4"]
            # What made sense for ten minutes only is on record as expired, and no more than that.
            assert {row["step"] for row in house.rows(who, "expired")} == {"flash"}
        await house.leave()
    assert len(provider.posts) == len(set(provider.posts)) == 5 * PEOPLE
    at = defaultdict[str, list[datetime]](list)
    for entry in house.outbox():
        at[entry.to].append(entry.at)
    for instants in at.values():
        gaps = [later - earlier for earlier, later in pairwise(sorted(instants))]
        assert min(gaps) >= GAP - timedelta(seconds=1), "the backlog went out in a burst"
