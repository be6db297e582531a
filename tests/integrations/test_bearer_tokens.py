"""A token opens something only if our identity provider signed it, for us, and it's still good by our clock."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from integrations.oidc.bearer import IdentityProvider, NotBelieved, ProviderAway
from settings import BadSetting, read_settings
from tests.clocks import WEDNESDAY, wednesday
from tests.integrations.issuer_desk import AUDIENCE, IssuerDesk, issuer_desk

HOUR = timedelta(hours=1)


@pytest.fixture
def desk() -> Iterator[IssuerDesk]:
    with issuer_desk() as made:
        yield made


class Ticks:
    seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def provider(desk: IssuerDesk, roles: str = "roles", ticks: Ticks | None = None) -> IdentityProvider:
    return IdentityProvider(desk.url, AUDIENCE, roles, wednesday, ticks=ticks or Ticks())


def test_whoever_logged_in_is_known_by_their_verified_address_else_by_their_subject(desk: IssuerDesk) -> None:
    known = provider(desk)
    assert known.bearer(desk.token(roles=["recruiter"])).subject == "kim-7"
    assert known.bearer(desk.token(email="kim@acme.example", email_verified=True)).subject == "kim@acme.example"
    assert known.bearer(desk.token(email="boss@acme.example")).subject == "kim-7", "an unverified address names nobody"


@pytest.mark.parametrize(
    ("claim", "said", "found"),
    [
        ("roles", {"roles": ["ops", "other"]}, {"ops", "other"}),
        ("groups", {"groups": "ops lead"}, {"ops", "lead"}),
        ("realm_access.roles", {"realm_access": {"roles": ["ops"]}}, {"ops"}),
        ("realm_access.roles", {"realm_access": "ops"}, set()),
        ("roles", {}, set()),
        ("roles", {"roles": [1, None, "ops"]}, {"ops"}),
    ],
)
def test_roles_stand_where_the_provider_puts_them(desk: IssuerDesk, claim: str, said: Any, found: set[str]) -> None:
    assert provider(desk, claim).bearer(desk.token(**said)).roles == found


def forged(desk: IssuerDesk) -> dict[str, str]:
    stranger = generate_private_key(SECP256R1())
    public = desk.keys["one"].public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    head, body, mark = desk.token(roles=["ops"]).split(".")
    more = json.loads(base64.urlsafe_b64decode(body + "==")) | {"roles": ["recruiter"]}
    changed = base64.urlsafe_b64encode(json.dumps(more).encode()).rstrip(b"=").decode()
    confused = base64.urlsafe_b64encode(b'{"alg":"HS256","kid":"one"}').rstrip(b"=").decode()
    unsigned = base64.urlsafe_b64encode(b'{"alg":"none","kid":"one"}').rstrip(b"=").decode()
    signed_as_secret = jwt.api_jws.PyJWS().get_algorithm_by_name("HS256")
    mac = signed_as_secret.sign(f"{confused}.{changed}".encode(), public)
    return {
        "another's key under our key's name": desk.token(key=stranger),
        "a key that nobody names": desk.token(kid="two", key=stranger),
        "changed after it was signed": f"{head}.{changed}.{mark}",
        "signed with the public key": f"{confused}.{changed}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}",
        "not signed": f"{unsigned}.{changed}.",
        "for another application": desk.token(aud="another"),
        "for nobody": desk.token(aud=None),
        "of another issuer": desk.token(iss="https://evil.example"),
        "without an end": desk.token(exp=None),
        "with an end that is no instant": desk.token(exp=True),
        "not good any more": desk.token(at=WEDNESDAY - 2 * HOUR),
        "not good yet": desk.token(at=WEDNESDAY + HOUR),
        "of nobody": desk.token(sub=None),
        "no token": "abc",
        "nothing": "",
    }


def test_what_is_forged_expired_or_meant_for_another_opens_nothing(desk: IssuerDesk) -> None:
    known = provider(desk)
    for what, token in forged(desk).items():
        with pytest.raises(NotBelieved, match=r"\.$"):
            print(what, known.bearer(token))


def test_the_providers_keys_are_fetched_once_and_a_new_one_is_asked_for_once_a_minute(desk: IssuerDesk) -> None:
    ticks = Ticks()
    known = provider(desk, ticks=ticks)
    for _ in range(3):
        known.bearer(desk.token())
    assert desk.asked == ["/.well-known/openid-configuration", "/keys"]
    desk.keys["two"] = generate_private_key(SECP256R1())
    with pytest.raises(NotBelieved):
        known.bearer(desk.token(kid="two"))
    assert len(desk.asked) == 2, "strangers may make up as many names as they like"
    ticks.seconds += 61
    assert known.bearer(desk.token(kid="two")).subject == "kim-7"
    assert len(desk.asked) == 4
    desk.status, ticks.seconds = 500, ticks.seconds + 601
    assert known.bearer(desk.token(kid="two")).subject == "kim-7", "while nobody answers, what was known goes on"
    desk.status = 200
    del desk.keys["one"]
    ticks.seconds += 601
    with pytest.raises(NotBelieved):
        known.bearer(IssuerDesk(desk.url, {"one": generate_private_key(SECP256R1())}).token())


def test_a_provider_that_is_away_or_another_is_told(desk: IssuerDesk) -> None:
    desk.status = 500
    with pytest.raises(ProviderAway, match="doesn't answer"):
        provider(desk).bearer(desk.token())
    desk.status = 404
    with pytest.raises(ProviderAway, match="answers 404; check FOLLOWUP_OIDC_ISSUER"):
        provider(desk).bearer(desk.token())
    desk.status, desk.issuer = 200, "https://other.example"
    with pytest.raises(ProviderAway, match="describes another issuer"):
        provider(desk).bearer(desk.token())


def test_keys_that_could_be_changed_on_the_way_are_not_asked_for() -> None:
    with pytest.raises(BadSetting, match="must begin with https"):
        read_settings(oidc_issuer="http://login.acme.example")
    assert read_settings(oidc_issuer="https://login.acme.example/realms/hr").oidc_issuer
