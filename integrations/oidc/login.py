"""Logging in with the company's identity provider: authorization code with PKCE, state and nonce.

Authlib writes the requests, reads the answers and checks the claims; who signed them is checked as for every token of
the provider. Loaded where one is set.
"""

from __future__ import annotations

import json
import secrets
import time
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from authlib.oauth2.base import OAuth2Error
from authlib.oauth2.client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc.errors import JoseError

from integrations.oidc.provider import BUDGET, CLOCKS_DIFFER, NotBelieved, Provider, ProviderAway
from transport.deadline import Deadline, tls_context
from transport.http_request import NotKnown, NotSent, Reply, post

_SCOPE: Final = "openid email"


@dataclass(frozen=True, slots=True)
class Begun:
    """A login that somebody began: where they go, and what has to come back with them."""

    url: str
    state: str
    nonce: str
    verifier: str


class LoginProvider:
    """One client at one issuer. Safe to share between threads."""

    def __init__(
        self,
        issuer: str,
        client_id: str,
        client_secret: str | None,
        now: Callable[[], datetime],
        *,
        ticks: Callable[[], float] = time.monotonic,
        budget: timedelta = BUDGET,
    ) -> None:
        """Without a secret it is a public client, which PKCE protects."""
        self._client_id, self._client_secret, self._now = client_id, client_secret, now
        self.provider = Provider(issuer, now, ticks=ticks, budget=budget)

    def begin(self, back_to: str) -> Begun:
        """Where to send somebody who wants to log in; they come back to that address. Raises ProviderAway."""
        begun = Begun("", *(secrets.token_urlsafe(32) for _ in range(3)))
        url, _ = self._client(back_to).create_authorization_url(
            self.provider.address("authorization_endpoint"),
            state=begun.state,
            code_verifier=begun.verifier,
            nonce=begun.nonce,
        )
        return Begun(url, begun.state, begun.nonce, begun.verifier)

    def finish(self, answer: Mapping[str, str], nonce: str, verifier: str, back_to: str) -> str:
        """Their verified address, empty where theirs isn't verified. `answer` is the query that
        they came with, whose `state` is the caller's to check. Raises NotBelieved and ProviderAway.
        """
        self._check_issuer(answer)
        if answer.get("error"):
            raise NotBelieved("The identity provider didn't log you in.")
        if not answer.get("code"):
            raise NotBelieved("The identity provider sent no code.")
        tokens = self._tokens(answer["code"], verifier, back_to)
        return self._address(tokens, nonce)

    def _check_issuer(self, answer: Mapping[str, str]) -> None:
        """Another issuer's answer is taken to no one: the code would be (RFC 9207)."""
        says_so = self.provider.metadata().get("authorization_response_iss_parameter_supported") is True
        if answer.get("iss", "" if says_so else self.provider.issuer) != self.provider.issuer:
            raise NotBelieved("This answer is another identity provider's.")

    def _tokens(self, code: str, verifier: str, back_to: str) -> Mapping[str, Any]:
        place = self.provider.address("token_endpoint")
        try:
            found: Mapping[str, Any] = self._client(back_to).fetch_token(
                place, grant_type="authorization_code", code=code, code_verifier=verifier
            )
        except OAuth2Error as error:
            if error.error in ("invalid_client", "unauthorized_client"):
                raise ProviderAway(
                    "The identity provider doesn't take FOLLOWUP_OIDC_CLIENT_ID and FOLLOWUP_OIDC_CLIENT_SECRET."
                ) from None
            raise NotBelieved("The identity provider didn't take the code.") from None
        except ValueError:
            raise ProviderAway("The identity provider gave no answer that can be read; try again.") from None
        return found

    def _address(self, tokens: Mapping[str, Any], nonce: str) -> str:
        token = tokens.get("id_token")
        if not isinstance(token, str):
            raise NotBelieved("The identity provider sent no id token.")
        signed = self.provider.signed(token, self._client_id)
        claims = CodeIDToken(
            dict(signed.claims),
            dict(signed.header),
            {
                "iss": {"essential": True, "value": self.provider.issuer},
                "aud": {"essential": True, "value": self._client_id},
            },
            {"nonce": nonce, "client_id": self._client_id, "access_token": tokens.get("access_token")},
        )
        try:
            claims.validate(now=int(self._now().timestamp()), leeway=CLOCKS_DIFFER)
        except (JoseError, TypeError, ValueError):
            raise NotBelieved("This login can't be checked, or wasn't begun here.") from None
        return str(claims.get("email") or "") if _is_verified(claims) else ""

    def _client(self, back_to: str) -> Any:
        known = self.provider.metadata().get("token_endpoint_auth_methods_supported")
        methods = known if isinstance(known, list) else ["client_secret_basic"]  # as its discovery has it by default
        method = next((one for one in ("client_secret_basic", "client_secret_post") if one in methods), "")
        return OAuth2Client(
            _Session(self.provider.budget),
            client_id=self._client_id,
            client_secret=self._client_secret,
            token_endpoint_auth_method=method or "client_secret_basic" if self._client_secret else "none",
            scope=_SCOPE,
            redirect_uri=back_to,
            code_challenge_method="S256",
        )


def _is_verified(claims: Mapping[str, Any]) -> bool:
    """Does the provider vouch for the address? Microsoft Entra says so in a claim of its own, which an administrator
    adds to the ID token: the address lies in a domain that their tenant has proved to own.
    """
    said = claims["email_verified"] if "email_verified" in claims else claims.get("xms_edov")
    # Some say it in words, or as a number.
    return said is True or said in (1, "1", "true")


class _Session:
    """How Authlib's requests go out: once, within the budget, followed nowhere."""

    def __init__(self, budget: timedelta) -> None:
        self._budget = budget

    def post(self, url: str, *, data: Mapping[str, str], headers: Mapping[str, str], auth: Any) -> _Answer:
        """Raises ProviderAway."""
        url, head, body = auth.prepare("POST", url, dict(headers), urlencode(data))
        request = urllib.request.Request(url, body.encode(), head)  # noqa: S310  Provider.address has looked
        try:
            return _Answer(post(request, Deadline(self._budget), tls_context()))
        except (NotSent, NotKnown) as error:
            raise ProviderAway(f"The identity provider doesn't answer ({error}); try again.") from None


class _Answer:
    """An answer as Authlib reads it."""

    def __init__(self, reply: Reply) -> None:
        self._reply = reply
        self.status_code = reply.status

    def json(self) -> Any:
        """Raises ValueError."""
        return json.loads(self._reply.body)

    def raise_for_status(self) -> None:
        """Raises ProviderAway."""
        if self.status_code >= 400:
            raise ProviderAway(f"The identity provider answers {self.status_code}; try again.")
