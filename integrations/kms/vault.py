"""HashiCorp Vault's or OpenBao's transit engine: a key per month there, which never leaves it.

What wraps people's keys is a data key that Vault makes and seals under its own; the ledger keeps the sealed form, which
is of no use without Vault. Destroying a month deletes Vault's key. Vault is asked once a minute and process at most.

A token that ends is renewed at half its time, by whichever process asks then, and by the worker that looks after the
keys while nobody does.
"""

from __future__ import annotations

import base64
import binascii
import json
import math
import time
import urllib.request
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from ledger.keys.key_store import KeysUnavailable
from ledger.keys.sealing import KEY_BYTES
from transport.deadline import Deadline, tls_context
from transport.http_request import NotKnown, NotSent, Reply, post

_BUDGET: Final = timedelta(seconds=5)
_NAME: Final = "followup-"
_SELDOM: Final = 3600.0
"""Seconds until a token that could not be renewed is tried again: it may be one that never ends, or may not ask."""


class VaultKeys:
    """`ledger.keys.key_store.KeyStore` over Vault. Safe to share between threads."""

    def __init__(
        self,
        url: str,
        token: str,
        namespace: str = "",
        *,
        budget: timedelta = _BUDGET,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        """`url` is Vault's address with the path at which the engine is mounted, as `https://vault.example/transit`."""
        base, _, self._mount = url.rstrip("/").rpartition("/")
        self._base: Final = f"{base}/v1"
        self._headers: Final = {"X-Vault-Token": token, "Content-Type": "application/json"} | (
            {"X-Vault-Namespace": namespace} if namespace else {}
        )
        self._budget = budget
        self._ticks = ticks
        self._renew_at = -math.inf

    def keep(self) -> None:
        """As `KeyStore`: renew the token, where half its time is over."""
        if self._ticks() < self._renew_at:
            return
        self._renew_at = self._ticks() + _SELDOM  # before: of several threads one is enough
        reply = self._sent("POST", "auth/token/renew-self", {})
        lease = (reply.object().get("auth") or {}).get("lease_duration") if reply.status == 200 else None
        if isinstance(lease, int) and lease > 0:
            self._renew_at = self._ticks() + lease / 2

    def make(self, epoch: str) -> tuple[bytes, str]:
        """As `KeyStore`: of several that are made at once the ledger keeps one."""
        self._ask("POST", f"keys/{_NAME}{epoch}", {"type": "aes256-gcm96"})
        given = self._ask("POST", f"datakey/plaintext/{_NAME}{epoch}", {"bits": KEY_BYTES * 8})
        return _key(given), str(given.get("ciphertext", ""))

    def read(self, epoch: str, kept: str) -> bytes:
        """As `KeyStore`."""
        return _key(self._ask("POST", f"decrypt/{_NAME}{epoch}", {"ciphertext": kept}))

    def destroy(self, epoch: str) -> None:
        """As `KeyStore`."""
        there = self._reply("GET", f"keys/{_NAME}{epoch}")
        if there.status == 404:
            return
        self._ask("POST", f"keys/{_NAME}{epoch}/config", {"deletion_allowed": True})
        self._ask("DELETE", f"keys/{_NAME}{epoch}")

    def _ask(self, method: str, path: str, said: dict[str, Any] | None = None) -> dict[str, Any]:
        reply = self._reply(method, path, said)
        if reply.status == 403:
            raise KeysUnavailable(
                "Vault refuses the token; give VAULT_TOKEN one whose policy allows the transit engine's keys, datakey "
                "and decrypt."
            )
        if reply.status not in (200, 204):
            raise KeysUnavailable(f"Vault answers {reply.status} to {path}; see its log, then try again.")
        found = reply.object().get("data")
        return found if isinstance(found, dict) else {}

    def _reply(self, method: str, path: str, said: dict[str, Any] | None = None) -> Reply:
        self.keep()
        return self._sent(method, f"{self._mount}/{path}", said)

    def _sent(self, method: str, path: str, said: dict[str, Any] | None) -> Reply:
        request = urllib.request.Request(  # noqa: S310  the setting's address begins with http
            f"{self._base}/{path}",
            json.dumps(said).encode() if said is not None else None,
            self._headers,
            method=method,
        )
        try:
            return post(request, Deadline(self._budget), tls_context())
        except (NotSent, NotKnown) as error:
            raise KeysUnavailable(f"Vault doesn't answer ({error}); check that it runs, and FOLLOWUP_KEYS.") from None


def _key(given: dict[str, Any]) -> bytes:
    try:
        key = base64.b64decode(str(given.get("plaintext", "")), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise KeysUnavailable("Vault's answer holds no key; check that FOLLOWUP_KEYS names its transit engine.")
    return key
