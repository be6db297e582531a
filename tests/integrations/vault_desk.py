"""Vault's transit and KV engines as its documentation says they behave, on this machine: real HTTP, real AES."""

from __future__ import annotations

import base64
import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.integrations.local_server import Answer, Asked, local_server

TOKEN = "hvs.for-tests"


@dataclass
class VaultDesk:
    url: str = ""
    keys: dict[str, bytes] = field(default_factory=dict)
    deletable: set[str] = field(default_factory=set)
    status: int = 0  # what it answers to everything, as one that is sealed does
    asked: list[str] = field(default_factory=list)
    namespaces: set[str] = field(default_factory=set)  # that it was asked in
    secrets: dict[str, list[dict[str, Any]]] = field(default_factory=dict)  # the versions of each, in the KV engine
    kv_mount: str = "secret"
    kv_refuses: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)
    lease: int = 0  # seconds that a renewed token is good for; 0: it can't be renewed

    def answer(self, method: str, path: str, said: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if self.status:
            return self.status, {"errors": ["Vault is sealed"]}
        if path == "/v1/auth/token/renew-self":
            if not self.lease:
                return 400, {"errors": ["lease is not renewable"]}
            return 200, {"auth": {"lease_duration": self.lease, "renewable": True}}
        if not path.startswith("/v1/transit/"):
            return self._of_kv(method, path, said)
        what, _, name = path.removeprefix("/v1/transit/").rpartition("/")
        if name == "config":
            self.deletable |= {what.removeprefix("keys/")} if said.get("deletion_allowed") else set()
            return 204, {}
        if what == "keys" and method == "POST":
            self.keys.setdefault(name, os.urandom(32))
            return 200, {"data": {"name": name}}
        if name not in self.keys:
            return (404 if method == "GET" else 400), {"errors": ["encryption key not found"]}
        if what == "keys" and method == "GET":
            return 200, {"data": {"name": name}}
        if what == "keys" and method == "DELETE":
            if name not in self.deletable:
                return 400, {"errors": ["deletion is not allowed for this key"]}
            del self.keys[name]
            return 204, {}
        cipher = AESGCM(self.keys[name])
        if what == "datakey/plaintext":
            key, nonce = os.urandom(said["bits"] // 8), os.urandom(12)
            sealed = base64.b64encode(nonce + cipher.encrypt(nonce, key, None)).decode()
            return 200, {"data": {"plaintext": base64.b64encode(key).decode(), "ciphertext": f"vault:v1:{sealed}"}}
        if what == "decrypt":
            sealed_bytes = base64.b64decode(said["ciphertext"].removeprefix("vault:v1:"))
            try:
                key = cipher.decrypt(sealed_bytes[:12], sealed_bytes[12:], None)
            except InvalidTag:
                return 400, {"errors": ["cipher: message authentication failed"]}
            return 200, {"data": {"plaintext": base64.b64encode(key).decode()}}
        return 404, {"errors": []}

    def _of_kv(self, method: str, path: str, said: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """The KV engine, version 2."""
        mount, _, rest = path.removeprefix("/v1/").partition("/")
        if mount != self.kv_mount:
            return 404, {"errors": [f'no handler for route "{mount}/{rest}". route entry not found.']}
        if self.kv_refuses:
            return 403, {"errors": ["1 error occurred: permission denied"]}
        what, _, place = rest.partition("/")
        place, _, asks = place.partition("?")
        if what == "metadata" and asks == "list=true":
            keys = [name.removeprefix(f"{place}/") for name in self.secrets if name.startswith(f"{place}/")]
            return (200, {"data": {"keys": keys}}) if keys else (404, {"errors": []})
        versions = self.secrets.setdefault(place, []) if method == "POST" else self.secrets.get(place, [])
        if method == "POST":
            if said.get("options", {}).get("cas", len(versions)) != len(versions):
                return 400, {"errors": ["check-and-set parameter did not match the current version"]}
            versions.append(said["data"])
            return 200, {"data": {"version": len(versions)}}
        if not versions:
            return 404, {"errors": []}
        return 200, {"data": {"data": versions[-1], "metadata": {"version": len(versions)}}}


@contextmanager
def vault_desk() -> Iterator[VaultDesk]:
    """For as long as the block runs."""
    desk = VaultDesk()

    def answers(asked: Asked) -> Answer:
        desk.asked.append(f"{asked.method} {asked.path}")
        desk.namespaces.add(asked.headers.get("X-Vault-Namespace", ""))
        if asked.headers.get("X-Vault-Token") != TOKEN:
            return Answer(403, {"errors": ["permission denied"]})
        with desk.lock:
            status, said = desk.answer(asked.method, asked.path, json.loads(asked.body or b"{}"))
        return Answer(status, said if status != 204 else None)

    with local_server(answers) as url:
        desk.url = f"{url}/transit"
        yield desk
