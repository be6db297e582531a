"""Asking an ATS's API: at its rate, with a token that never runs out, and nothing of ours where it does not belong."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from email.message import Message
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from integrations.ats.api import Api, ApiAway, ApiRefuses, BrokenOff, Key, Pace
from integrations.ats.oauth import ClientCredentials
from integrations.greenhouse.client import HarvestApi, client
from sandbox import faults
from sandbox.ats.greenhouse import GreenhouseFake
from sandbox.ats.server import AtsServer
from tests.integrations.ats.live_ats import SYSTEMS, System, Time, both

every_system = pytest.mark.parametrize("system", SYSTEMS, ids=lambda one: one.name)


@contextmanager
def harvest(**more: object) -> Iterator[tuple[GreenhouseFake, AtsServer, HarvestApi, Time]]:
    time = Time()
    fake = GreenhouseFake(clock=time, **more)  # type: ignore[arg-type]
    with AtsServer(fake) as server:
        yield fake, server, connected_to(fake, server, time), time


def connected_to(fake: GreenhouseFake, server: AtsServer, time: Time, secret: str = "") -> HarvestApi:
    url = server.url
    secret = secret or fake.client_secret
    return client(fake.client_id, secret, url=url, token_url=f"{url}/token", pause=time.pause, clock=time)


def tokens_asked(server: AtsServer) -> int:
    return sum(path == "/token" for _, path in server.requests)


def test_a_list_is_read_to_its_end_by_cursors_that_go_with_nothing_else() -> None:
    with harvest() as (fake, server, api, _):
        for number in range(1201):
            fake.add_user(f"U {number}", f"u{number}@acme.example")
        found = api.all("users", show_service_accounts="true")
        assert len({one["id"] for one in found}) == 1201
        asked = [path for _, path in server.requests if path.startswith("/v3")]
        assert [path.partition("?")[2].partition("=")[0] for path in asked] == ["per_page", "cursor", "cursor"]
        assert server.answered[422] == 0


def test_fifty_ids_are_asked_for_at_once() -> None:
    with harvest() as (fake, server, api, _):
        users = [str(fake.add_user(f"U {number}", "")) for number in range(120)]
        assert len(api.of("users", users)) == 120
        assert sum(path.startswith("/v3") for _, path in server.requests) == 3


def test_a_token_is_renewed_before_it_ends_and_one_that_was_taken_back_is_replaced() -> None:
    with harvest(life=timedelta(hours=1)) as (fake, server, api, time):
        for _ in range(20):
            api.all("users")
            time.now += timedelta(minutes=10)
        assert server.answered[401] == 0, "it was asked for while the one before still held"
        assert 3 <= tokens_asked(server) <= 5
        fake.tokens.clear()
        assert api.all("users") == []
        assert server.answered[401] == 1


def test_a_token_is_asked_for_minutes_before_the_one_before_ends() -> None:
    with harvest(life=timedelta(hours=1)) as (_, server, api, time):
        api.all("users")
        time.now += timedelta(minutes=54)
        api.all("users")
        assert tokens_asked(server) == 1
        time.now += timedelta(minutes=2)
        api.all("users")
        assert tokens_asked(server) == 2


def test_a_token_that_still_holds_is_used_while_none_is_to_be_had() -> None:
    with harvest(life=timedelta(hours=1)) as (fake, _server, api, time):
        api.all("users")
        time.now += timedelta(minutes=57)
        fake.client_secret = "changed"
        assert api.all("users") == []
        time.now += timedelta(minutes=10)
        with pytest.raises(ApiAway) as error:
            api.all("users")
        assert error.value.ours


def test_two_workers_have_tokens_of_their_own_and_neither_waits() -> None:
    with harvest() as (fake, server, first, time):
        second = connected_to(fake, server, time)
        done = []

        def work(api: HarvestApi) -> None:
            done.extend(api.all("users", per_page="1") == [] for _ in range(10))

        threads = [threading.Thread(target=work, args=(api,)) for api in (first, second, first, second)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert len(done) == 40
        assert all(done)
        assert tokens_asked(server) == 2
        assert server.answered[401] == 0


def headers(**values: int) -> Message:
    found = Message()
    for name, value in values.items():
        found[f"X-RateLimit-{name}"] = str(value)
    return found


def test_a_bucket_that_is_empty_fills_at_its_rate() -> None:
    time = Time()
    pace = Pace(10, timedelta(seconds=30), time)
    assert [pace.wait() for _ in range(12)] == [0.0] * 10 + [3.0, 6.0]
    time.now += timedelta(seconds=36)
    assert pace.wait() == 0


def test_what_an_api_allows_takes_the_place_of_what_was_taken_to_be_its_rate() -> None:
    time = Time()
    pace = Pace(10, timedelta(seconds=30), time)
    pace.heard(headers(Limit=75, Remaining=70))
    time.now += timedelta(seconds=30)
    assert [pace.wait() for _ in range(61)] == [0.0] * 60 + [0.5], "a fifth is left to others"


def test_when_little_is_left_nothing_is_asked_before_the_next_window() -> None:
    time = Time()
    pace = Pace(10, timedelta(seconds=30), time)
    pace.heard(headers(Limit=75, Remaining=15, Reset=int(time.now.timestamp()) + 12))
    assert pace.wait() == 12
    pace.heard(headers(Limit=75, Remaining=0, Reset=int(time.now.timestamp()) + 10**9))
    assert pace.wait() <= 3600, "a clock that is wrong stops nobody for years"


def test_the_rate_that_an_api_names_is_kept() -> None:
    with harvest(limit=20) as (fake, _server, api, time):
        for _ in range(100):
            api.all("users")
        assert fake.throttled == 0
        assert time.slept > 100, "100 requests of 20 in thirty seconds"


def test_where_others_use_the_allowance_too_it_is_asked_again_when_it_may() -> None:
    with harvest(limit=5) as (_fake, server, api, time):
        server.script_reads(faults.Fault("answer", status=429, body="{}", headers={"Retry-After": "7"}))
        before = time.now
        assert api.all("users") == []
        assert time.now - before >= timedelta(seconds=7)


@pytest.mark.parametrize("kind", ["500", "502", "reset", "close", "accept-then-cut", "503"])
def test_a_question_that_fails_is_asked_again(kind: str) -> None:
    with harvest() as (fake, server, api, _):
        fake.add_user("Rita", "rita@acme.example")
        server.script_reads(faults.of_kind(kind), faults.of_kind(kind))
        assert len(api.all("users")) == 1


def test_an_api_that_stays_away_is_given_up_with_a_sentence() -> None:
    with harvest() as (_, server, api, _time):
        api.all("users")
        server.away()
        with pytest.raises(ApiAway, match=r"Greenhouse is away \(status 503\)\."):
            api.all("users")


def test_what_may_not_be_read_says_what_to_allow() -> None:
    with harvest() as (fake, _, api, _time):
        fake.scopes = {"users"}
        with pytest.raises(ApiAway, match="may not use job hiring managers in Greenhouse") as error:
            api.all("job_hiring_managers")
        assert error.value.ours


def test_a_redirect_is_not_followed() -> None:
    with harvest() as (_, server, api, _time):
        server.script_reads(faults.of_kind("redirect"))
        with pytest.raises(ApiAway, match="sends us elsewhere"):
            api.all("users")


def test_what_an_api_refuses_is_not_asked_again() -> None:
    with harvest() as (_, server, api, _time):
        with pytest.raises(ApiRefuses, match=r"Greenhouse refuses users \(status 422\)\."):
            api.all("users", per_page="501")
        assert len(server.requests) == 2


def test_a_process_that_ends_waits_for_nothing() -> None:
    pace = Pace(1, timedelta(hours=1), Time())
    api = Api("X", "http://127.0.0.1:9", "X_URL", Key("Basic x"), pace, pause=lambda _: True)
    pace.wait()
    with pytest.raises(BrokenOff):
        api.read("v3/users")


@pytest.mark.parametrize("given", ["", "with space", "línea", "new\nline"])
def test_credentials_that_cannot_be_any_are_refused_by_name(given: str) -> None:
    with pytest.raises(ValueError, match=r"^A_SETTING must be set as X shows them"):
        ClientCredentials("X", "https://x.example", "id", given, "A_SETTING", clock=Time())


@every_system
def test_credentials_stand_in_no_log_address_error_or_note(system: System, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with TemporaryDirectory() as folder, both(Path(folder), system) as way:
        job = way.fake.add_job("Welder")
        way.fake.apply(job, first_name="Noor", email="noor@x.example")
        way.fake.hooks.clear()
        errors = []
        way.look()
        asyncio.run(way.settles())
        for kind in ("500", "unauthorized", "redirect", "refuse", "reset", "wrong-json"):
            way.server.script_reads(*([faults.of_kind(kind)] * 8))
            try:
                way.look()
            except (ApiAway, ApiRefuses) as error:
                errors.append(f"{error!r} {error.__cause__!r} {error.__context__!r}")
            way.server._read_script.clear()
        secrets = system.secrets(way.fake)
        assert errors
        assert len(secrets) >= 2
        told = [caplog.text, *errors, *(path for _, path in way.server.requests), repr(way.api)]
        told += [str(row) for row in way.office.all_rows()]
        assert not [secret for secret in secrets for text in told if secret in text]
