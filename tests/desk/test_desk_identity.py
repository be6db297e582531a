"""Logging in to the desk with the company's identity provider, and every way of getting in by it that is none."""

from __future__ import annotations

import asyncio
import base64
import html
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pydantic import SecretStr

from desk.access.identity import COOKIE, LIFE, PendingLogins
from desk.access.login import BACK, PROVIDER_WAITING
from starter.cli.run.desk import identifying
from tests.clocks import WEDNESDAY, wednesday
from tests.desk.desk_house import LEA, RITA, TEAM, Browser, DeskHouse, desk_of, install
from tests.house import until
from tests.integrations.issuer_desk import CLIENT, SECRET, IssuerDesk, issuer_desk

HOUR = timedelta(hours=1)
KNOWN = {"email": RITA.email, "email_verified": True}


@dataclass
class Company:
    """A desk, and the company's provider."""

    desk: DeskHouse
    issuer: IssuerDesk

    async def begin(self, browser: Browser, then: str = "") -> str:
        """Press the button: the provider's page to which one is sent."""
        answer = await browser.client.get(f"{self.desk.url}/login/company?next={quote(then, safe='')}")
        assert answer.status_code == 303, answer.text
        return str(answer.headers["location"])

    async def back(self, browser: Browser, query: str) -> httpx.Response:
        return await browser.client.get(f"{self.desk.url}{BACK}?{query}")

    async def log_in(self, browser: Browser, then: str = "", **claims: Any) -> httpx.Response:
        """The whole way: the desk's answer to whoever comes back."""
        return await self.back(browser, self.issuer.log_in(await self.begin(browser, then), **claims))

    def record(self) -> dict[str, str]:
        return {row["kind"]: row["who"] for row in self.desk.ledger.desk.events()}


@pytest.fixture
def issuer() -> Iterator[IssuerDesk]:
    with issuer_desk() as made:
        yield made


@pytest.fixture
async def company(tmp_path: Path, issuer: IssuerDesk) -> AsyncIterator[Company]:
    settings, ledger = install(
        tmp_path / "home",
        oidc_issuer=issuer.url,
        oidc_client_id=CLIENT,
        oidc_client_secret=SecretStr(SECRET),
    )
    async with desk_of(settings, ledger, identifying=identifying(settings, wednesday)) as house:
        yield Company(house, issuer)
    ledger.close()


async def test_a_colleague_logs_in_with_the_companys_account_and_is_where_they_wanted_to_be(company: Company) -> None:
    rita = company.desk.stranger()
    door = await rita.get("/candidates?q=ann")
    assert "/login/company?next=%2Fcandidates%3Fq%3Dann" in door.text
    answer = await company.log_in(rita, "/candidates?q=ann", **KNOWN)
    assert (answer.status_code, answer.headers["location"]) == (303, "/candidates?q=ann")
    assert "Rita Alvarez" in (await rita.get("/")).text
    assert company.record() == {"logged in with the company's login": "Rita Alvarez"}
    assert "Logged out" in (await rita.post("/out")).text
    assert (await rita.get("/")).url.path == "/login"


async def test_whom_the_provider_does_not_vouch_for_is_told_why_and_stands_on_record(company: Company) -> None:
    for claims, words, kind, who in (
        ({"email": "eve@acme.example", "email_verified": True}, "isn't on the team", "on the team", "eve@acme.example"),
        ({"email": RITA.email}, "doesn't confirm your email", "verified address", ""),
        ({"email": RITA.email, "email_verified": False}, "doesn't confirm your email", "verified address", ""),
        ({"email": RITA.email, "email_verified": "yes"}, "doesn't confirm your email", "verified address", ""),
        ({"email": RITA.email, "xms_edov": "0"}, "doesn't confirm your email", "verified address", ""),
        (
            {"email": RITA.email, "email_verified": False, "xms_edov": True},
            "doesn't confirm your email",
            "verified address",
            "",
        ),
        ({}, "doesn't confirm your email", "verified address", ""),
    ):
        browser = company.desk.stranger()
        answer = await company.log_in(browser, **claims)
        assert answer.status_code == 403, claims
        assert words in html.unescape(answer.text), claims
        assert (await browser.get("/")).url.path == "/login"
        assert [of for found, of in company.record().items() if kind in found] == [who]


@pytest.mark.parametrize(
    "vouched", [{"xms_edov": True}, {"xms_edov": "1"}, {"xms_edov": 1}, {"email_verified": "true"}]
)
async def test_each_form_in_which_providers_vouch_for_an_address_is_believed(company: Company, vouched: Any) -> None:
    rita = company.desk.stranger()
    assert (await company.log_in(rita, email=RITA.email, **vouched)).status_code == 303


async def test_a_colleague_who_has_left_is_refused_by_either_way_and_their_session_ends(company: Company) -> None:
    company.desk.ledger.team.follow_file([*TEAM, replace(RITA, key="kim@acme.example", email="kim@acme.example")])
    kim = {"email": "kim@acme.example", "email_verified": True}
    browser = company.desk.stranger()
    assert (await company.log_in(browser, **kim)).status_code == 303
    company.desk.ledger.team.leave("kim@acme.example", LEA.key, WEDNESDAY - HOUR, "lea")
    assert (await browser.get("/")).url.path == "/login"
    assert (await company.log_in(browser, **kim)).status_code == 403
    await browser.post("/login", email="kim@acme.example")
    assert company.record()["asked for a link: not on the team"] == ""
    assert not company.desk.mailed


async def test_a_session_begun_so_ends_when_its_colleague_leaves_the_team(company: Company) -> None:
    rita = company.desk.stranger()
    await company.log_in(rita, **KNOWN)
    assert (await rita.get("/")).url.path == "/"
    company.desk.ledger.team.follow_file(TEAM[1:])
    assert (await rita.get("/")).url.path == "/login"
    assert (await company.log_in(rita, **KNOWN)).status_code == 403


Token = Callable[[IssuerDesk, dict[str, Any]], str]


def _other_head(
    issuer: IssuerDesk, claims: dict[str, Any], head: dict[str, str], mark: Callable[[bytes], bytes]
) -> str:
    """The right token's claims under another head."""
    _, body, _ = issuer.token(**claims).split(".")
    begin = base64.urlsafe_b64encode(json.dumps(head).encode()).rstrip(b"=").decode()
    signed = base64.urlsafe_b64encode(mark(f"{begin}.{body}".encode())).rstrip(b"=").decode()
    return f"{begin}.{body}.{signed}"


def _with_the_public_key(issuer: IssuerDesk, claims: dict[str, Any]) -> str:
    public = issuer.keys["one"].public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    hmac = jwt.api_jws.PyJWS().get_algorithm_by_name("HS256")
    return _other_head(issuer, claims, {"alg": "HS256", "kid": "one"}, lambda text: hmac.sign(text, public))


FORGED: dict[str, Token] = {
    "another nonce": lambda issuer, claims: issuer.token(**claims | {"nonce": "another"}),
    "no nonce": lambda issuer, claims: issuer.token(**claims | {"nonce": None}),
    "alg none": lambda issuer, claims: _other_head(issuer, claims, {"alg": "none", "kid": "one"}, lambda _: b""),
    "HS256 with the public key": _with_the_public_key,
    "another key": lambda issuer, claims: issuer.token(key=generate_private_key(SECP256R1()), **claims),
    "an unknown key": lambda issuer, claims: issuer.token(kid="two", key=generate_private_key(SECP256R1()), **claims),
    "another audience": lambda issuer, claims: issuer.token(**claims | {"aud": "another"}),
    "two audiences and nobody it is for": lambda issuer, claims: issuer.token(**claims | {"aud": [CLIENT, "another"]}),
    "for another of two audiences": lambda issuer, claims: issuer.token(
        **claims | {"aud": [CLIENT, "another"], "azp": "another"}
    ),
    "another issuer": lambda issuer, claims: issuer.token(**claims | {"iss": "https://evil.example"}),
    "expired": lambda issuer, claims: issuer.token(at=WEDNESDAY - 2 * HOUR, **claims),
    "no end": lambda issuer, claims: issuer.token(**claims | {"exp": None}),
    "not begun yet": lambda issuer, claims: issuer.token(at=WEDNESDAY + HOUR, **claims),
    "issued in the future": lambda issuer, claims: issuer.token(**claims | {"iat": WEDNESDAY + HOUR}),
    "for another access token": lambda issuer, claims: issuer.token(**claims | {"at_hash": "another"}),
    "no token": lambda _issuer, _claims: "",
}


@pytest.mark.parametrize("what", FORGED)
async def test_a_forged_or_foreign_id_token_logs_nobody_in(company: Company, what: str) -> None:
    company.issuer.hands_out = lambda claims: FORGED[what](company.issuer, claims)
    browser = company.desk.stranger()
    answer = await company.log_in(browser, **KNOWN)
    assert answer.status_code == 403
    assert "didn't confirm who you are" in html.unescape(answer.text)
    assert (await browser.get("/")).url.path == "/login"
    assert company.record() == {"a login that the provider doesn't confirm": ""}


async def test_the_token_that_is_not_forged_logs_in(company: Company) -> None:
    """So that the table above fails for what each row changes."""
    company.issuer.hands_out = lambda claims: company.issuer.token(**claims)
    assert (await company.log_in(company.desk.stranger(), **KNOWN)).status_code == 303


async def test_a_new_key_of_the_provider_is_taken_and_one_it_names_no_more_is_not(tmp_path: Path) -> None:
    from integrations.oidc.login import LoginProvider
    from integrations.oidc.provider import NotBelieved

    seconds = 1000.0
    with issuer_desk() as issuer:
        known = LoginProvider(issuer.url, CLIENT, SECRET, wednesday, ticks=lambda: seconds)

        def log_in(kid: str) -> str:
            issuer.hands_out = lambda claims: issuer.token(kid=kid, key=old if kid == "one" else None, **claims)
            begun = known.begin("http://127.0.0.1/back")
            answer = dict(parse_qsl(issuer.log_in(begun.url, **KNOWN)))
            return known.finish(answer, begun.nonce, begun.verifier, "http://127.0.0.1/back")

        old = issuer.keys["one"]
        assert log_in("one") == RITA.email
        issuer.keys["two"] = generate_private_key(SECP256R1())
        del issuer.keys["one"]
        seconds += 61
        assert log_in("two") == RITA.email
        with pytest.raises(NotBelieved):
            log_in("one")


async def test_an_answer_that_did_not_begin_in_this_browser_logs_nobody_in(company: Company) -> None:
    """Forged states, another browser's login (in the attacker's own name, too), and an answer that comes twice."""
    attacker, victim = company.desk.stranger(), company.desk.stranger()
    theirs = company.issuer.log_in(await company.begin(attacker), email=LEA.email, email_verified=True)
    asked = len(company.issuer.asked)
    for query in (theirs, "", "state=&code=x", "state=%C3%A9&code=x", f"state={'a' * 5000}&code=x"):
        answer = await company.back(victim, query)
        assert answer.status_code == 400, query[:40]
        assert "wasn't begun in this browser" in html.unescape(answer.text)
    await company.begin(victim)
    assert (await company.back(victim, theirs)).status_code == 400  # something else has begun in it
    assert len(company.issuer.asked) == asked, "no code goes to the provider"
    cookies = dict(attacker.client.cookies)
    assert (await company.back(attacker, theirs)).status_code == 303
    attacker.client.cookies.update({name: value for name, value in cookies.items() if COOKIE in name})
    assert (await company.back(attacker, theirs)).status_code == 400, "the same answer a second time"
    assert (await victim.get("/")).url.path == "/login"


async def test_a_code_that_was_used_is_not_taken_again(company: Company) -> None:
    rita, thief = company.desk.stranger(), company.desk.stranger()
    query = dict(parse_qsl(company.issuer.log_in(await company.begin(rita), **KNOWN)))
    state = dict(parse_qsl(urlsplit(await company.begin(thief)).query))["state"]
    stolen = urlencode(query | {"state": state})  # a code that was meant for another login: PKCE's matter
    assert (await company.back(thief, stolen)).status_code == 403
    assert (await company.back(rita, urlencode(query))).status_code == 403, "the provider took it once"


@pytest.mark.parametrize("says_its_name", [True, False])
async def test_another_issuers_answer_is_taken_to_nobody(company: Company, says_its_name: bool) -> None:
    """A mix-up: the code of one provider would be handed to the other (RFC 9207)."""
    company.issuer.says_its_name = says_its_name
    browser = company.desk.stranger()
    query = dict(parse_qsl(company.issuer.log_in(await company.begin(browser), **KNOWN)))
    answer = await company.back(browser, urlencode(query | {"iss": "https://evil.example"}))
    assert answer.status_code == 403
    assert "/token" not in company.issuer.asked
    if says_its_name:
        browser = company.desk.stranger()
        query = dict(parse_qsl(company.issuer.log_in(await company.begin(browser), **KNOWN)))
        assert (await company.back(browser, urlencode({**query, "iss": ""}))).status_code == 403


def test_what_a_login_waits_for_is_for_one_installation_and_ten_minutes() -> None:
    class Begun:
        url, state, nonce, verifier = "", "state", "nonce", "verifier"

    ours = PendingLogins(["new", "old"])
    cookie = ours.cookie(Begun(), "/jobs", WEDNESDAY)
    assert "nonce" not in cookie
    assert PendingLogins(["other"]).come_back(cookie, "state", WEDNESDAY) is None
    assert PendingLogins(["new"]).come_back(cookie, "state", WEDNESDAY + LIFE + timedelta(seconds=1)) is None
    assert PendingLogins(["new"]).come_back(cookie[:-4] + "AAA=", "state", WEDNESDAY) is None
    found = PendingLogins(["newest", "new"]).come_back(cookie, "state", WEDNESDAY + LIFE)
    assert found is not None and found.then == "/jobs"


@pytest.mark.parametrize("then", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
async def test_after_the_login_nobody_is_led_to_another_site(company: Company, then: str) -> None:
    browser = company.desk.stranger()
    assert "evil" not in (await browser.get(f"/login?next={quote(then, safe='')}")).text
    answer = await company.log_in(browser, then, **KNOWN)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


async def test_a_provider_that_is_away_leaves_links_and_everything_else_as_they_are(company: Company) -> None:
    company.issuer.status = 500
    browser = company.desk.stranger()
    answer = await browser.client.get(f"{company.desk.url}/login/company")
    assert answer.status_code == 503
    assert "isn't responding" in html.unescape(answer.text)
    assert "Email me a link" in answer.text
    rita = await company.desk.browser(RITA)
    asked = len(company.issuer.asked)
    for path in ("/", "/candidates", "/login", "/jobs"):
        assert (await rita.get(path)).status_code == 200
    assert len(company.issuer.asked) == asked, "no other page asks the provider"
    company.issuer.status = 200
    query = company.issuer.log_in(await company.begin(browser), **KNOWN)
    company.issuer.status = 500
    assert (await company.back(browser, query)).status_code == 503


async def test_while_the_provider_lets_logins_wait_everybody_else_goes_on(company: Company) -> None:
    rita = await company.desk.browser(RITA)
    company.issuer.lets_wait = True
    crowd = [company.desk.stranger() for _ in range(PROVIDER_WAITING + 4)]
    waiting = [asyncio.create_task(one.client.get(f"{company.desk.url}/login/company")) for one in crowd]
    turned_away = await until(lambda: [one for one in waiting if one.done()], what="those who are one too many")
    assert {one.result().status_code for one in turned_away} == {503}
    for path in ("/", "/candidates", "/login"):
        assert (await rita.get(path)).status_code == 200
    assert sum(one.done() for one in waiting) == 4, "the others still wait"
    company.issuer.lets_wait = False
    company.issuer.goes_on.set()
    assert {one.status_code for one in await asyncio.gather(*waiting)} == {303, 503}


async def test_the_provider_is_asked_what_it_is_once_for_many_logins(company: Company) -> None:
    for _ in range(3):
        assert (await company.log_in(company.desk.stranger(), **KNOWN)).status_code == 303
    assert company.issuer.asked.count("/.well-known/openid-configuration") == 1
    assert company.issuer.asked.count("/keys") == 1


async def test_somebody_who_turns_back_at_the_providers_page_is_told_and_not_logged_in(company: Company) -> None:
    browser = company.desk.stranger()
    query = dict(parse_qsl(company.issuer.log_in(await company.begin(browser), **KNOWN)))
    answer = await company.back(
        browser, urlencode({"error": "access_denied", "state": query["state"], "iss": query["iss"]})
    )
    assert answer.status_code == 403


async def test_without_a_provider_there_is_no_way_to_one(desk: DeskHouse) -> None:
    assert "company account" not in (await desk.stranger().get("/login")).text
    for path in ("/login/company", BACK):
        assert (await desk.stranger().client.get(desk.url + path)).status_code == 404


def test_authlib_is_loaded_where_a_provider_is_set_alone() -> None:
    code = "import sys, desk.serving, starter.cli.run.desk; sys.exit('authlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], timeout=60).returncode == 0


async def test_over_https_cookies_are_this_very_hosts_alone(tmp_path: Path, issuer: IssuerDesk) -> None:
    settings, ledger = install(
        tmp_path / "home", oidc_issuer=issuer.url, oidc_client_id=CLIENT, desk_url="https://desk.acme.example"
    )
    async with desk_of(settings, ledger, identifying=identifying(settings, wednesday)) as house:
        stranger = house.stranger()
        answer = await stranger.client.get(f"{house.url}/login/company", headers={"host": "desk.acme.example"})
        kept = answer.headers["set-cookie"]
        assert kept.startswith(f"__Host-{COOKIE}=")
        assert "Secure" in kept and "Path=/" in kept and "Domain" not in kept
        sent = dict(parse_qsl(urlsplit(answer.headers["location"]).query))
        assert sent["redirect_uri"] == f"https://desk.acme.example{BACK}"
    ledger.close()
