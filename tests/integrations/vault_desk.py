"""Vault's transit engine as its documentation says it behaves, on this machine: real HTTP, real AES, keys in memory."""

from __future__ import annotations

import base64
import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

TOKEN = "hvs.for-tests"


@dataclass
class VaultDesk:
    url: str = ""
    keys: dict[str, bytes] = field(default_factory=dict)
    deletable: set[str] = field(default_factory=set)
    status: int = 0  # what it answers to everything, as one that is sealed does
    asked: list[str] = field(default_factory=list)
    namespaces: set[str] = field(default_factory=set)  # that it was asked in
    lease: int = 0  # seconds that a renewed token is good for; 0: it can't be renewed

    def answer(self, method: str, path: str, said: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if self.status:
            return self.status, {"errors": ["Vault is sealed"]}
        if path == "/v1/auth/token/renew-self":
            if not self.lease:
                return 400, {"errors": ["lease is not renewable"]}
            return 200, {"auth": {"lease_duration": self.lease, "renewable": True}}
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


@contextmanager
def vault_desk() -> Iterator[VaultDesk]:
    """For as long as the block runs."""
    desk = VaultDesk()

    class Handler(BaseHTTPRequestHandler):
        def reply(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            desk.asked.append(f"{self.command} {self.path}")
            desk.namespaces.add(self.headers.get("X-Vault-Namespace", ""))
            if self.headers.get("X-Vault-Token") != TOKEN:
                status, answer = 403, {"errors": ["permission denied"]}
            else:
                status, answer = desk.answer(self.command, self.path, json.loads(body or b"{}"))
            said = json.dumps(answer).encode() if status != 204 else b""
            self.send_response(status)
            self.send_header("content-length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        do_GET = do_POST = do_DELETE = reply

        def log_message(self, *_: Any) -> None: ...

        def date_time_string(self, timestamp: float | None = None) -> str:
            return "Wed, 15 Jul 2026 15:00:00 GMT"

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        desk.url = f"http://127.0.0.1:{server.server_port}/transit"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield desk
        finally:
            server.shutdown()
            thread.join()
