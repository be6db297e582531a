"""An identity provider as the company has one: its openid-configuration, its keys, and tokens that it signs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from jwt.algorithms import ECAlgorithm

from tests.clocks import WEDNESDAY
from tests.integrations.local_server import Answer, Asked, local_server

AUDIENCE = "followup"


@dataclass
class IssuerDesk:
    """What it says of itself, and what it was asked."""

    url: str = ""
    keys: dict[str, EllipticCurvePrivateKey] = field(default_factory=lambda: {"one": generate_private_key(SECP256R1())})
    issuer: str = ""
    status: int = 200
    asked: list[str] = field(default_factory=list)

    def token(
        self, *, kid: str = "one", key: Any = None, at: datetime = WEDNESDAY, algorithm: str = "ES256", **claims: Any
    ) -> str:
        """Signed as its user logs in at that instant; good for an hour."""
        said = {"iss": self.url, "aud": AUDIENCE, "sub": "kim-7", "exp": at + timedelta(hours=1), "nbf": at, **claims}
        given = {name: value for name, value in said.items() if value is not None}
        return jwt.encode(given, key or self.keys[kid], algorithm=algorithm, headers={"kid": kid})

    def answer(self, path: str) -> Any:
        if path == "/.well-known/openid-configuration":
            return {"issuer": self.issuer or self.url, "jwks_uri": f"{self.url}/keys"}
        made = {kid: json.loads(ECAlgorithm.to_jwk(key.public_key())) for kid, key in self.keys.items()}
        return {"keys": [{"kty": "unheard-of"}, *(one | {"kid": kid, "use": "sig"} for kid, one in made.items())]}


@contextmanager
def issuer_desk() -> Iterator[IssuerDesk]:
    """For as long as the block runs."""
    desk = IssuerDesk()

    def answers(asked: Asked) -> Answer:
        desk.asked.append(asked.path)
        return Answer(desk.status, desk.answer(asked.path))

    with local_server(answers) as desk.url:
        yield desk
