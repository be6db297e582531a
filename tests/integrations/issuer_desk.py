"""An identity provider as the company has one: its openid-configuration, its keys, tokens that it signs, and its page
where people log in, from which they come back with a code that it takes once.
"""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from jwt.algorithms import ECAlgorithm

from tests.clocks import WEDNESDAY
from tests.integrations.local_server import Answer, Asked, local_server

AUDIENCE = "followup"
CLIENT, SECRET = "followup-desk", "a client's secret"


@dataclass
class IssuerDesk:
    """What it says of itself, and what it was asked."""

    url: str = ""
    keys: dict[str, EllipticCurvePrivateKey] = field(default_factory=lambda: {"one": generate_private_key(SECP256R1())})
    issuer: str = ""
    status: int = 200
    asked: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)  # what each was asked for, until it is used
    hands_out: Callable[[dict[str, Any]], str] | None = None  # another id token than the right one, from its claims
    goes_on: threading.Event = field(default_factory=threading.Event)
    lets_wait: bool = False  # until `goes_on`
    says_its_name: bool = True  # with each code, as RFC 9207 has it

    def log_in(self, url: str, **claims: Any) -> str:
        """Somebody logs in at its page, to which they were sent: the query with which they are sent back."""
        asked = dict(parse_qsl(urlsplit(url).query))
        assert asked["response_type"] == "code"
        assert (asked["client_id"], asked["code_challenge_method"]) == (CLIENT, "S256")
        code = f"code-{len(self.codes)}-{len(self.asked)}"
        self.codes[code] = asked | {"claims": json.dumps(claims)}
        named = {"iss": self.url} if self.says_its_name else {}
        return urlencode({"code": code, "state": asked["state"], **named})

    def hand_out(self, asked: Asked) -> Answer:
        """What it gives for a code."""
        form = {name: values[0] for name, values in parse_qs(asked.body.decode()).items()}
        known = asked.headers.get("authorization", "")
        if base64.b64decode(known.removeprefix("Basic ")).decode() != f"{CLIENT}:{SECRET}":
            return Answer(401, {"error": "invalid_client"})
        about = self.codes.pop(form.get("code", ""), None)
        verifier = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if (
            about is None
            or about["redirect_uri"] != form.get("redirect_uri")
            or base64.urlsafe_b64encode(verifier).decode().rstrip("=") != about["code_challenge"]
        ):
            return Answer(400, {"error": "invalid_grant"})
        claims = {"aud": CLIENT, "nonce": about["nonce"], "iat": WEDNESDAY, **json.loads(about["claims"])}
        token = self.hands_out(claims) if self.hands_out else self.token(**claims)
        return Answer(200, {"access_token": "secret", "token_type": "Bearer", "id_token": token})

    def token(
        self, *, kid: str = "one", key: Any = None, at: datetime = WEDNESDAY, algorithm: str = "ES256", **claims: Any
    ) -> str:
        """Signed as its user logs in at that instant; good for an hour."""
        said = {"iss": self.url, "aud": AUDIENCE, "sub": "kim-7", "exp": at + timedelta(hours=1), "nbf": at, **claims}
        given = {name: value for name, value in said.items() if value is not None}
        return jwt.encode(given, key or self.keys[kid], algorithm=algorithm, headers={"kid": kid})

    def answer(self, path: str) -> Any:
        if path == "/.well-known/openid-configuration":
            return {
                "issuer": self.issuer or self.url,
                "jwks_uri": f"{self.url}/keys",
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "authorization_response_iss_parameter_supported": self.says_its_name,
            }
        made = {kid: json.loads(ECAlgorithm.to_jwk(key.public_key())) for kid, key in self.keys.items()}
        return {"keys": [{"kty": "unheard-of"}, *(one | {"kid": kid, "use": "sig"} for kid, one in made.items())]}


@contextmanager
def issuer_desk() -> Iterator[IssuerDesk]:
    """For as long as the block runs."""
    desk = IssuerDesk()

    def answers(asked: Asked) -> Answer:
        desk.asked.append(asked.path)
        if desk.lets_wait:
            desk.goes_on.wait(30)
        if asked.path == "/token" and desk.status == 200:
            return desk.hand_out(asked)
        return Answer(desk.status, desk.answer(asked.path))

    with local_server(answers) as desk.url:
        yield desk
