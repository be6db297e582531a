"""HashiCorp Vault's or OpenBao's transit engine: a key per month there, which never leaves it.

What wraps people's keys is a data key that Vault makes and seals under its own; the ledger keeps the sealed form, which
is of no use without Vault. Destroying a month deletes Vault's key. Vault is asked once a minute and process at most.

A token that ends is renewed at half its time, by whichever process asks then, and by the worker that looks after the
keys while nobody does.

Who was erased stands there as well, in the KV engine: hosts have homes of their own, and one that restores a ledger may
be another than the one that erased.
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


class _Vault:
    """What both engines are asked by: a token that is renewed in time."""

    def __init__(
        self,
        base: str,
        token: str,
        namespace: str = "",
        *,
        budget: timedelta = _BUDGET,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
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


class VaultKeys(_Vault):
    """`ledger.keys.key_store.KeyStore` over Vault. Safe to share between threads."""

    def __init__(self, url: str, token: str, namespace: str = "", **more: Any) -> None:
        """`url` is Vault's address with the path at which the engine is mounted, as `https://vault.example/transit`."""
        base, _, self._mount = url.rstrip("/").rpartition("/")
        super().__init__(base, token, namespace, **more)

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


class VaultLines(_Vault):
    """`ledger.people.erasures_file.SharedLines` in Vault's KV engine, version 2: some hundred lines to a secret, which
    are only added to. Safe to share between threads, processes and hosts.
    """

    def __init__(self, url: str, place: str, token: str, namespace: str = "", **more: Any) -> None:
        """`url` as for `VaultKeys`; `place` is where the engine is mounted and the path in it: `secret/followup`."""
        super().__init__(url.rstrip("/").rpartition("/")[0], token, namespace, **more)
        self._mount, _, self._path = place.strip("/").partition("/")
        self._known: dict[str, list[str]] = {}  # secrets that are full, which nobody changes any more

    def lines(self) -> list[str]:
        """All of them, in the order in which they were added. Raises KeysUnavailable."""
        return [line for name in self._names() for line in self._secret(name)[0]]

    def add(self, line: str) -> None:
        """Add a line; once. Raises KeysUnavailable."""
        for _ in range(_TRIES):
            names = self._names()
            last = names[-1] if names else _name_of(0)
            there, version = self._secret(last)
            if line in there:
                return
            if len(there) >= _LINES:
                last, there, version = _name_of(len(names)), [], 0
            said = {"options": {"cas": version}, "data": {"lines": [*there, line]}}
            reply = self._asked("POST", f"data/{self._path}/{last}", said)
            if reply.status == 200:
                return
            if reply.status != 400:  # 400: another process was quicker
                raise KeysUnavailable(f"Vault answers {reply.status} to {last}; see its log, then try again.")
        raise KeysUnavailable("Other processes keep writing to Vault's KV engine; try again.")

    def _names(self) -> list[str]:
        reply = self._asked("GET", f"metadata/{self._path}?list=true")
        keys = (reply.object().get("data") or {}).get("keys") if reply.status == 200 else None
        return sorted(name for name in keys or () if isinstance(name, str) and name.startswith(_ERASURES))

    def _secret(self, name: str) -> tuple[list[str], int]:
        """Its lines and its version; none and 0 where there is none."""
        if name in self._known:
            return self._known[name], 0
        found = self._asked("GET", f"data/{self._path}/{name}").object().get("data") or {}
        lines = [str(line) for line in (found.get("data") or {}).get("lines") or ()]
        if len(lines) >= _LINES:
            self._known[name] = lines
        return lines, int((found.get("metadata") or {}).get("version") or 0)

    def _asked(self, method: str, path: str, said: dict[str, Any] | None = None) -> Reply:
        self.keep()
        reply = self._sent(method, f"{self._mount}/{path}", said)
        if reply.status == 403:
            raise KeysUnavailable(
                f"Vault refuses the token for {self._mount}/{self._path}, where followup lists who was erased; "
                f"allow it to "
                f"create, update, read and list there (its KV engine, version 2), or set FOLLOWUP_VAULT_KV."
            )
        if reply.status == 404 and reply.object().get("errors"):  # else nothing stands there yet
            raise KeysUnavailable(
                f"Vault has no KV engine (version 2) at {self._mount}, where followup lists who was erased; enable one "
                "there, or set FOLLOWUP_VAULT_KV."
            )
        if reply.status not in (200, 400, 404):
            raise KeysUnavailable(f"Vault answers {reply.status} to {path}; see its log, then try again.")
        return reply


_ERASURES: Final = "erasures-"
_LINES: Final = 500
_TRIES: Final = 20


def _name_of(number: int) -> str:
    return f"{_ERASURES}{number:06d}"


def _key(given: dict[str, Any]) -> bytes:
    try:
        key = base64.b64decode(str(given.get("plaintext", "")), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise KeysUnavailable("Vault's answer holds no key; check that FOLLOWUP_KEYS names its transit engine.")
    return key
