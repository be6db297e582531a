"""Getting into the desk, and out of it: links that work once, sessions that end, and what stands on record of both."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from domain.people.team import member
from ledger.people.desk_access import SESSION_LIFE, of_login, of_team
from tests.clocks import WEDNESDAY
from tests.desk.desk_house import LEA, RITA, TEAM, DeskHouse, desk_of, install
from tests.gateway.applicants import ANN, applied, record
from tests.house import until

NOW = WEDNESDAY


async def test_a_printed_link_logs_in_at_once_and_no_second_time(desk: DeskHouse) -> None:
    record(desk.ledger, applied())
    path = f"/in/{desk.ledger.desk.printed_link(of_login('kim'), NOW)}"
    first = desk.stranger()
    assert "<h1>Today</h1>" in (await first.get(path)).text
    assert (await first.get("/")).url.path == "/"
    second = await desk.stranger().get(path)
    assert second.status_code == 404
    assert "no longer works" in second.text


async def test_whoever_scans_a_mailed_link_logs_nobody_in(desk: DeskHouse) -> None:
    token = desk.ledger.desk.mailed_link(of_team(RITA), NOW)
    scanner, rita = desk.stranger(), desk.stranger()
    for _ in range(3):
        answer = await scanner.client.get(f"{desk.url}/in/{token}")
        await scanner.client.head(f"{desk.url}/in/{token}")
        assert answer.status_code == 200
        assert "set-cookie" not in answer.headers
    pressed = await rita.post(f"/in/{token}")
    assert "<h1>Today</h1>" in pressed.text
    assert (await scanner.post(f"/in/{token}")).status_code == 404


async def test_a_head_request_uses_no_printed_link_up(desk: DeskHouse) -> None:
    record(desk.ledger, applied())
    path = f"/in/{desk.ledger.desk.printed_link(of_login('kim'), NOW)}"
    stranger = desk.stranger()
    assert (await stranger.client.head(desk.url + path)).status_code == 200
    assert "<h1>Today</h1>" in (await stranger.get(path)).text


async def test_a_link_is_mailed_to_whoever_is_in_the_team_and_nobody_learns_who_that_is(desk: DeskHouse) -> None:
    stranger = desk.stranger()
    known = await stranger.post("/login", email="Rita@acme.example")
    unknown = await stranger.post("/login", email="nobody@acme.example")
    await until(lambda: desk.mailed, what="the mail")
    assert known.status_code == unknown.status_code == 200
    assert known.text == unknown.text
    assert [person.email for person, _ in desk.mailed] == ["rita@acme.example"]
    again = await stranger.post("/login", email="rita@acme.example")  # a minute has not passed
    assert again.text == known.text
    await asyncio.sleep(0)
    assert len(desk.mailed) == 1


async def test_what_is_no_address_is_said_to_be_none(desk: DeskHouse) -> None:
    answer = await desk.stranger().post("/login", email="rita")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


async def test_an_installation_without_mail_says_who_prints_a_link(tmp_path: Any) -> None:
    settings, ledger = install(tmp_path / "home")
    async with desk_of(settings, ledger, mails=False) as house:
        assert "followup desk link" in (await house.stranger().get("/login")).text
    ledger.close()


@pytest.mark.parametrize("life", [timedelta(hours=1), timedelta(days=3)])
def test_a_link_that_nobody_used_in_time_is_dead(desk_ledger: Any, life: timedelta) -> None:
    token = desk_ledger.printed_link(of_login("kim"), NOW)
    assert desk_ledger.look(token, NOW + timedelta(minutes=59)) is not None
    assert desk_ledger.look(token, NOW + life) is None
    assert desk_ledger.log_in(token, NOW + life) is None


def test_a_session_ends_after_twelve_hours(desk_ledger: Any) -> None:
    token = desk_ledger.begin(of_team(RITA), NOW)
    assert desk_ledger.session(token, NOW + SESSION_LIFE - timedelta(seconds=1)) is not None
    assert desk_ledger.session(token, NOW + SESSION_LIFE) is None
    assert desk_ledger.session(token, NOW - timedelta(seconds=1)) is None


def test_whoever_leaves_the_team_is_out_at_once_and_another_role_counts_at_once(desk_ledger: Any, team: Any) -> None:
    token = desk_ledger.begin(of_team(RITA), NOW)
    team.follow_file([*TEAM[1:], member(RITA.name, RITA.email, role="ops", source="file")])
    assert desk_ledger.session(token, NOW).person.role == "ops"
    team.follow_file(TEAM[1:])
    assert desk_ledger.session(token, NOW) is None


def test_ending_somebodys_sessions_ends_theirs_alone_and_their_links(desk_ledger: Any) -> None:
    rita, lea = (desk_ledger.begin(of_team(one), NOW) for one in (RITA, LEA))
    link = desk_ledger.printed_link(of_team(RITA), NOW)
    assert desk_ledger.end_all(RITA.key, NOW) == 1
    assert desk_ledger.session(rita, NOW) is None
    assert desk_ledger.look(link, NOW) is None
    assert desk_ledger.session(lea, NOW) is not None
    assert desk_ledger.end_all(None, NOW) == 1


def test_one_link_logs_in_once_however_many_try_at_the_same_time(desk_ledger: Any) -> None:
    from concurrent.futures import ThreadPoolExecutor

    token = desk_ledger.printed_link(of_team(RITA), NOW)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: desk_ledger.log_in(token, NOW), range(16)))
    assert sum(one is not None for one in found) == 1


async def test_logging_out_ends_the_session_and_not_only_the_cookie(desk: DeskHouse) -> None:
    rita = await desk.browser(RITA)
    cookie = dict(rita.client.cookies)
    assert "Logged out" in (await rita.post("/out")).text
    thief = desk.stranger()
    thief.client.cookies.update(cookie)
    assert (await thief.get("/")).url.path == "/login"


async def test_what_happens_at_the_door_stands_on_record(desk: DeskHouse) -> None:
    await desk.browser(RITA)
    await desk.stranger().get("/in/made-up")
    await desk.stranger().get("/in/made-up-too")
    said = {row["kind"]: (row["who"], row["times"]) for row in desk.ledger.desk.events()}
    assert said == {"logged in": ("Rita Alvarez", 1), "a link that doesn't work": ("", 2)}


@pytest.fixture
def desk_ledger(tmp_path: Any) -> Any:
    _, ledger = install(tmp_path / "home")
    yield ledger.desk
    ledger.close()


@pytest.fixture
def team(desk_ledger: Any) -> Any:
    from ledger.people.team import TeamRecord

    return TeamRecord(desk_ledger._database)


async def test_each_reads_hours_by_their_own_clock(desk: DeskHouse) -> None:
    from dataclasses import replace

    record(desk.ledger, applied())
    desk.ledger.team.follow_file([*TEAM[:2], replace(LEA, timezone="Asia/Tokyo"), *TEAM[3:]])
    here, there = await desk.browser(RITA), await desk.browser(LEA)
    assert "EDT" in (await here.get(f"/candidates/{ANN}")).text
    page = (await there.get(f"/candidates/{ANN}")).text
    assert "JST" in page
    assert "Asia/Tokyo" in page  # where a time is typed
