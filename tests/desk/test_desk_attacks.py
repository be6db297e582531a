"""Attacks on the desk: other roles' pages, forged requests, foreign hosts, words that want to be a script."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from pathlib import Path

import pytest

from activities.decisions import Decisions
from desk.access.cookies import COOKIE, Seals
from domain import events as e
from domain.people.team import Member
from domain.state.model import CandidateState, DecisionRequest
from ledger.people.desk_access import of_team
from tests.clocks import WEDNESDAY
from tests.desk.desk_house import LEA, MAX, OLU, RITA, SAM, DeskHouse, desk_of, install
from tests.gateway.applicants import ANN, applied, heard, record, told

NOW = WEDNESDAY
PAGES = (
    "/", "/candidates", f"/candidates/{ANN}", "/letter?touch=x", "/waits/x", "/jobs", "/jobs/eng", "/playbook",
    "/playbook/words?stage=applied&n=0", "/report", "/report/page", "/system", "/feedback",
)  # fmt: skip
ACTS = ("/act/done", "/act/answer", "/act/stop", "/act/undo", "/preview", "/later", "/out")


@pytest.mark.parametrize("path", PAGES)
async def test_nobody_sees_a_page_who_is_not_logged_in(desk: DeskHouse, path: str) -> None:
    record(desk.ledger, applied())
    answer = await desk.stranger().get(path)
    assert answer.url.path == "/login"
    assert "Ann" not in answer.text


@pytest.mark.parametrize("path", ACTS)
async def test_nobody_does_anything_who_is_not_logged_in(desk: DeskHouse, path: str) -> None:
    answer = await desk.stranger().send(path, {"candidate": ANN})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login"


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        (RITA, set(PAGES) - {"/system", "/report", "/report/page"}),
        (LEA, set(PAGES)),
        (MAX, {"/jobs", "/jobs/eng", "/feedback"}),
        (OLU, {"/system"}),
    ],
    ids=lambda one: one.role if isinstance(one, Member) else "",
)
async def test_each_role_sees_its_pages_and_no_others(desk: DeskHouse, who: Member, seen: set[str]) -> None:
    record(desk.ledger, applied(hiring_manager=e.Person(name=MAX.name, email=MAX.email)))
    browser = await desk.browser(who)
    for path in PAGES[1:]:
        answer = await browser.client.get(desk.url + path)
        assert (answer.status_code == 200) is (path in seen), (path, answer.status_code)
        assert answer.status_code in (200, 403)


async def test_ops_read_no_word_of_a_candidate(desk: DeskHouse) -> None:
    record(desk.ledger, applied(), told(e.ReplyReceived, NOW, text="My salary is a secret"))
    page = (await (await desk.browser(OLU)).get("/system")).text
    assert "salary" not in page
    assert "Ann" not in page


async def test_another_recruiters_candidate_is_read_and_not_acted_upon(desk: DeskHouse) -> None:
    record(desk.ledger, applied(), heard(NOW - timedelta(days=1)))
    sam = await desk.browser(SAM)
    page = await sam.get(f"/candidates/{ANN}")
    assert "Ann Lee" in page.text
    assert 'action="/act/' not in page.text
    answer = await sam.post("/act/stop", candidate=ANN)
    assert "Only their recruiter" in answer.text
    assert {"refused: not their candidate"} <= {row["kind"] for row in desk.ledger.desk.events()}
    assert not [row for row in desk.ledger.timeline(ANN) if row["type"] == "opted_out"]


@pytest.mark.parametrize(
    "headers",
    [
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
    ],
    ids=str,
)
async def test_another_sites_page_does_nothing_in_a_colleagues_name(desk: DeskHouse, headers: dict[str, str]) -> None:
    record(desk.ledger, applied())
    rita = await desk.browser(RITA)
    answer = await rita.send("/act/stop", {"candidate": ANN, "csrf": rita.csrf}, **headers)
    assert answer.status_code == 403
    assert "another site" in answer.text


@pytest.mark.parametrize("token", ["", "x", "é", "a" * 5000])
async def test_a_form_without_this_sessions_token_does_nothing(desk: DeskHouse, token: str) -> None:
    rita, lea = await desk.browser(RITA), await desk.browser(LEA)
    for given in (token, lea.csrf):
        answer = await rita.send("/act/later", {"candidate": ANN, "task": "t", "csrf": given})
        assert answer.status_code == 403
    assert desk.ledger.desk.later(RITA.key, NOW) == {}


@pytest.mark.parametrize(
    "cookie",
    ["", "x", "x.y", "x" * 9000, Seals(["another installation"]).cookie("a" * 43), "a" * 43 + "."],
    ids=range(6),
)
async def test_a_cookie_that_we_did_not_hand_out_is_nobodys(desk: DeskHouse, cookie: str) -> None:
    stranger = desk.stranger()
    answer = await stranger.client.get(desk.url + "/", headers={"cookie": f"{COOKIE}={cookie}"})
    assert answer.status_code == 303


async def test_a_cookie_is_kept_from_scripts_and_from_other_sites_forms(desk: DeskHouse) -> None:
    token = desk.ledger.desk.printed_link(of_team(RITA), NOW)
    answer = await desk.stranger().client.get(f"{desk.url}/in/{token}")
    kept = answer.headers["set-cookie"].lower()
    assert "httponly" in kept
    assert "samesite=lax" in kept
    assert token.lower() not in kept


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8081", "", "127.0.0.1.evil.example", "[::2]:80"])
async def test_a_foreign_name_reaches_nothing(desk: DeskHouse, host: str) -> None:
    answer = await desk.stranger().client.get(desk.url + "/login", headers={"host": host})
    assert answer.status_code in (400, 421)


HTTPS = "https://desk.acme.example"


@pytest.mark.parametrize(
    ("origin", "site", "done"),
    [
        (HTTPS, "same-origin", True),
        ("http://desk.acme.example", "", False),  # the page of somebody on the way
        ("https://desk.acme.example.evil.example", "", False),
        ("https://evil.example", "same-origin", False),
    ],
)
async def test_behind_a_proxy_acts_come_from_the_address_that_is_set_alone(
    tmp_path: Path, origin: str, site: str, done: bool
) -> None:
    settings, ledger = install(tmp_path / "home", desk_url=HTTPS)
    async with desk_of(settings, ledger) as house:
        stranger, as_proxy = house.stranger(), {"host": "desk.acme.example"}
        token = ledger.desk.printed_link(of_team(RITA), NOW)
        kept = (await stranger.client.get(f"{house.url}/in/{token}", headers=as_proxy)).headers["set-cookie"]
        assert kept.startswith(f"__Host-{COOKIE}=") and "Secure" in kept and "Domain" not in kept
        headers = (
            as_proxy | {"origin": origin, "cookie": kept.partition(";")[0]} | ({"sec-fetch-site": site} if site else {})
        )
        csrf = re.search(r'name="csrf" value="([^"]+)"', (await stranger.client.get(house.url, headers=headers)).text)
        assert csrf
        answer = await stranger.client.post(f"{house.url}/later", data={"csrf": csrf[1]}, headers=headers)
        assert (answer.status_code != 403) is done
    ledger.close()


async def test_what_a_request_says_of_other_hosts_and_clients_is_believed_of_nobody(desk: DeskHouse) -> None:
    said = {
        "x-forwarded-host": "evil.example",
        "x-forwarded-proto": "https",
        "x-forwarded-for": "10.0.0.1",
        "forwarded": "host=evil.example;proto=https",
    }
    token = desk.ledger.desk.printed_link(of_team(RITA), NOW)
    answer = await desk.stranger().client.get(f"{desk.url}/in/{token}", headers=said)
    assert "evil" not in str(answer.headers)
    assert answer.headers["set-cookie"].startswith(f"{COOKIE}=")
    answer = await desk.stranger().client.get(f"{desk.url}/login", headers=said | {"host": "evil.example"})
    assert answer.status_code == 421


SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg onload=alert(1)>{{ 7*7 }}"


async def test_words_from_outside_are_words_and_no_markup(desk: DeskHouse) -> None:
    record(
        desk.ledger,
        applied(first_name=SCRIPT[:60], last_name="<b>Lee</b>", job_title=SCRIPT, tags=(f"<i>{SCRIPT[:20]}",)),
        told(e.ReplyReceived, NOW - timedelta(hours=1), text=SCRIPT, subject=SCRIPT),
        told(e.Noted, NOW, text=SCRIPT),
    )
    lea = await desk.browser(LEA)
    for path in ("/?whose=all", "/candidates", f"/candidates/{ANN}", "/jobs", "/jobs/eng"):
        page = await lea.get(path)
        assert page.status_code == 200
        found = re.findall(r"<script[^>]*>", page.text)
        assert all('src="/static/' in one for one in found), (path, found)
        assert not re.search(r"<(img|svg)[^>]+on(error|load)", page.text), path
        assert "<b>Lee" not in page.text
        assert "49" not in re.sub(r"[0-9a-f-]{8,}|\d+:\d+", "", page.text.partition("<main")[2]).split()


async def test_pages_may_load_the_desks_own_files_alone(desk: DeskHouse) -> None:
    lea = await desk.browser(LEA)
    for path in ("/", "/candidates", "/system", "/login"):
        answer = await lea.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not re.search(r'(?:src|href)="(?:https?:)?//', answer.text), path
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "/static/x/desk.css", "/static/../settings.py", "/static/x/..%2f..%2fsettings.py", "/candidates/..%2f..%2fetc",
        "/%00", "/jobs/%2e%2e/%2e%2e", "/candidates/" + "a" * 5000, "/in/" + "%ff" * 100, "//evil.example/",
    ],
)  # fmt: skip
async def test_odd_paths_find_nothing_and_break_nothing(desk: DeskHouse, path: str) -> None:
    lea = await desk.browser(LEA)
    answer = await lea.client.get(desk.url + path)
    assert answer.status_code in (303, 400, 404), path


async def test_a_way_back_leads_to_no_other_site(desk: DeskHouse) -> None:
    record(desk.ledger, applied())
    lea = await desk.browser(LEA)
    for back in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/\n/evil"):
        form = {"csrf": lea.csrf, "candidate": ANN, "task": "t", "back": back}
        answer = await lea.send("/act/later", form)
        assert answer.status_code == 303
        assert answer.headers["location"] == "/"


async def test_made_up_links_log_nobody_in_are_slowed_down_and_are_one_line_on_record(desk: DeskHouse) -> None:
    stranger = desk.stranger()
    answers = [(await stranger.client.get(f"{desk.url}/in/guess-{n}")).status_code for n in range(60)]
    assert set(answers) == {404, 429}
    assert answers[-1] == 429
    rows = [row for row in desk.ledger.desk.events() if row["kind"] == "a link that doesn't work"]
    assert len(rows) == 1
    assert rows[0]["times"] == answers.count(404)


async def test_too_large_a_request_is_refused(desk: DeskHouse) -> None:
    lea = await desk.browser(LEA)
    answer = await lea.send("/act/note", {"csrf": lea.csrf, "candidate": ANN, "text": "x" * 400_000})
    assert answer.status_code == 413


async def test_a_message_is_shown_in_a_frame_that_runs_nothing(desk: DeskHouse) -> None:
    lea = await desk.browser(LEA)
    answer = await lea.get("/letter?touch=nothing")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "script" not in answer.headers["content-security-policy"]


BEN = "greenhouse:77"


def _of_sam(**more: object) -> e.ApplicationReceived:
    """Ben, who is Sam's."""
    sams = e.Person(name=SAM.name, email=SAM.email)
    return applied(recruiter=sams, first_name="Ben", email="ben@example.com", **more)


@pytest.mark.parametrize(("stays", "goes"), [(ANN, BEN), (BEN, ANN)])
async def test_nobody_merges_another_recruiters_candidate(desk: DeskHouse, stays: str, goes: str) -> None:
    record(desk.ledger, applied())
    record(desk.ledger, _of_sam(), ident=BEN)
    rita = await desk.browser(RITA)
    answer = await rita.post("/act/merge", candidate=stays, other=goes)
    assert "Only their recruiter" in answer.text
    assert {"refused: not their candidate"} <= {row["kind"] for row in desk.ledger.desk.events()}


@pytest.mark.parametrize("event", ["", " "])
async def test_an_undo_that_names_nothing_takes_nothing_back(desk: DeskHouse, event: str) -> None:
    record(desk.ledger, applied(), told(e.Noted, NOW - timedelta(hours=1), text="Prefers mornings", source="cli"))
    lea = await desk.browser(LEA)
    answer = await lea.post("/act/undo", candidate=ANN, event=event)
    assert "Nothing was named" in html.unescape(answer.text)


async def test_only_a_task_of_that_candidate_is_put_off(desk: DeskHouse) -> None:
    record(desk.ledger, applied(), told(e.ReplyReceived, NOW - timedelta(hours=1), text="Hello?"))
    record(desk.ledger, _of_sam(), ident=BEN)
    lea, task = await desk.browser(LEA), desk.ledger.tasks()[0]["task"]
    for candidate, given in ((ANN, "z" * 300), (BEN, task)):
        answer = await lea.post("/act/later", candidate=candidate, task=given)
        assert "isn't there any more" in html.unescape(answer.text)
    assert desk.ledger.desk.later(LEA.key, NOW) == {}


@pytest.mark.parametrize(
    ("act", "form"),
    [
        ("interview", {"at": "9999-12-31T23:59"}),
        ("interview", {"at": "0001-01-01T00:00+14:00"}),
        ("interview", {"at": "2027-03-01T10:00", "minutes": "9" * 5000}),
        ("pause", {"until": "9999-12-31"}),
        ("snooze", {"until": "0001-01-01"}),
        ("note", {"text": "", "place": "日本"}),
        ("answer", {"text": "hi", "task": "x" * 9000}),
    ],
    ids=lambda one: one if isinstance(one, str) else next(iter(one.values()))[:12],
)
async def test_odd_values_break_no_act(desk: DeskHouse, act: str, form: dict[str, str]) -> None:
    record(desk.ledger, applied(), told(e.ReplyReceived, NOW - timedelta(hours=1), text="Hello?"))
    lea = await desk.browser(LEA)
    for headers in ({}, {"hx_request": "true"}):
        answer = await lea.send(f"/act/{act}", {"csrf": lea.csrf, "candidate": ANN, **form}, **headers)
        assert answer.status_code in (303, 422, 503), answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/playbook/words?stage=applied&n=" + "9" * 5000,
        "/playbook/words?stage=applied&n=²",
        "/report/page?since=0001-01-01&until=9999-12-31",
        "/report/page?since=9999-12-31&until=9999-12-31",
        "/candidates?q=%00",
        "/same?one=%00&other=%ff",
        "/letter?touch=%00",
        "/waits/%00",
        "/jobs/%00",
    ],
    ids=lambda path: path[:40],
)
async def test_odd_questions_break_no_page(desk: DeskHouse, path: str) -> None:
    record(desk.ledger, applied())
    answer = await (await desk.browser(LEA)).get(path)
    assert answer.status_code in (200, 404, 422), path


async def test_made_up_links_keep_nobody_out_who_has_a_good_one(desk: DeskHouse) -> None:
    from ledger.people.desk_access import of_team

    stranger = desk.stranger()
    answers = [(await stranger.client.get(f"{desk.url}/in/guess-{n}")).status_code for n in range(40)]
    assert answers[-1] == 429
    token = desk.ledger.desk.printed_link(of_team(RITA), NOW)
    assert "<h1>Today</h1>" in (await desk.stranger().get(f"/in/{token}")).text


async def test_whoever_may_not_act_for_somebody_has_no_link_to_their_page(tmp_path: Path) -> None:
    settings, ledger = install(tmp_path / "home", public_url="https://jobs.acme.example")
    async with desk_of(settings, ledger) as house:
        record(ledger, applied())
        for who, has in ((RITA, True), (SAM, False)):
            page = (await (await house.browser(who)).get(f"/candidates/{ANN}")).text
            assert ("jobs.acme.example/c/" in page) is has
    ledger.close()


async def test_what_was_escalated_to_a_recruiter_is_theirs_to_settle(desk: DeskHouse) -> None:
    boss = e.Person(name=SAM.name, email=SAM.email)
    record(desk.ledger, applied(hiring_manager=boss), told(e.ReplyReceived, NOW - timedelta(days=9), text="Hello?"))
    for later in (3, 6, 9):  # reminded, then escalated
        state = CandidateState.model_validate(desk.ledger.snapshot(ANN))
        Decisions(desk.ledger).decide(DecisionRequest(state=state, now=NOW + timedelta(days=later)))
    task = desk.ledger.tasks()[0]
    assert desk.ledger.workload().tasks[0].is_of(SAM.email)
    sam = await desk.browser(SAM)
    assert "Only their recruiter" in (await sam.post("/act/stop", candidate=ANN, task=task["task"])).text
    answer = await sam.post("/act/later", candidate=ANN, task=task["task"])
    assert "Only their recruiter" not in answer.text
    assert list(desk.ledger.desk.later(SAM.key, NOW)) == [task["task"]]


@pytest.mark.parametrize("ident", ["..", "../admin", "A/B #1?x=%27&y", "日本 %2F/x", '"><b>', "a/../b"])
async def test_a_job_of_any_id_has_a_page_that_its_link_leads_to(desk: DeskHouse, ident: str) -> None:
    record(desk.ledger, applied(ident=ident))
    lea = await desk.browser(LEA)
    (path,) = re.findall(r'<th scope="row"><a href="([^"]+)">', (await lea.get("/jobs")).text)
    page = await lea.get(html.unescape(path))
    assert page.status_code == 200
    assert "Ann Lee" in page.text
