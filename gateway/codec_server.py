"""Shows people's words in Temporal's web UI to whoever may see them: a codec server, on a loopback port of its own.

The UI of `followup up` passes no token, so the address that it is given holds a secret, and only its own pages may ask
from a browser. The Temporal CLI passes the same secret as a bearer token. Each look is on record before it is answered.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import logging
import os
import secrets
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

from ledger.engine import LedgerUnavailable
from ledger.keys.looks import Looks
from ledger.keys.person_keys import PersonKeys
from ledger.keys.sealing import NotSealedHere, opened

log = logging.getLogger("followup.codec")

TOKEN_FILE: Final = "codec-token"  # noqa: S105  its name
_LARGEST: Final = 8 * 1024 * 1024
_MOST: Final = 2000
_ENCODING, _KEY_ID = "binary/encrypted", "followup-key-id"
_ERASED: Final = {
    "metadata": {"encoding": base64.b64encode(b"json/plain").decode()},
    "data": base64.b64encode(b'"(erased)"').decode(),
}


def codec_token(home: Path) -> str:
    """The secret that opens it, made where there is none. Raises OSError."""
    path = home / TOKEN_FILE
    with suppress(FileNotFoundError):
        return path.read_text().strip()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    own = path.with_name(f"{TOKEN_FILE}.{os.getpid()}")
    with os.fdopen(os.open(own, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(24) + "\n")
    try:
        with suppress(FileExistsError):
            os.link(own, path)  # the first of two processes wins
    finally:
        own.unlink()
    return path.read_text().strip()


class Refused(Exception):
    """A request that is answered with a status and a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class CodecServer:
    """What is asked and answered, without HTTP."""

    def __init__(self, keys: PersonKeys, looks: Looks, token: str, origins: Sequence[str]) -> None:
        self._keys, self._looks = keys, looks
        self._token = token
        self._origins = frozenset(origins)

    def allows(self, origin: str) -> bool:
        """May pages of this origin ask?"""
        return origin in self._origins

    def who(self, path: str, authorization: str, origin: str) -> str:
        """Who asks, for the record. Raises Refused."""
        given = path.strip("/").split("/")
        if given[-1:] != ["decode"]:
            raise Refused(404, "There is nothing at this address.")
        if len(given) == 2 and self._is_ours(given[0]):
            if not self.allows(origin):
                raise Refused(403, "Only pages of Temporal's web UI may ask; FOLLOWUP_CODEC_ORIGINS names it.")
            return "web UI"
        if len(given) == 1 and self._is_ours(authorization.removeprefix("Bearer ")):
            if origin and not self.allows(origin):
                raise Refused(403, "Pages of this address may not ask; see FOLLOWUP_CODEC_ORIGINS.")
            return "token"
        raise Refused(401, "The token is missing or wrong; it stands in codec-token in FOLLOWUP_HOME.")

    def _is_ours(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self._token.encode())

    def decode(self, who: str, namespace: str, body: bytes) -> dict[str, Any]:
        """The payloads, opened. Raises Refused, LedgerUnavailable."""
        try:
            payloads = json.loads(body)["payloads"]
            sealed = [_key_id(one) for one in payloads]
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise Refused(400, "A body is a JSON object with a list `payloads`.") from None
        if len(payloads) > _MOST:
            raise Refused(413, f"At most {_MOST} payloads at once.")
        wanted = {ident for ident in sealed if ident}
        keys = self._keys.readable(wanted) if wanted else {}
        self._looks.note(who, sorted({key.workflow_id for key in keys.values() if key is not None}))
        about = namespace or "default"
        return {
            "payloads": [
                self._opened(one, keys.get(ident), about) if ident else one
                for one, ident in zip(payloads, sealed, strict=True)
            ]
        }

    def _opened(self, payload: dict[str, Any], key: Any, namespace: str) -> dict[str, Any]:
        from temporalio.api.common.v1 import Payload

        if key is None:
            return _ERASED
        try:
            data = base64.b64decode(payload.get("data", ""))
            found = Payload.FromString(opened(key.cipher, data, f"{namespace}\n{key.workflow_id}".encode()))
        except (NotSealedHere, binascii.Error, ValueError, TypeError):
            raise Refused(400, "A payload was changed, or belongs to another namespace.") from None
        metadata = {name: base64.b64encode(value).decode() for name, value in found.metadata.items()}
        return {"metadata": metadata, "data": base64.b64encode(found.data).decode()}


def _key_id(payload: dict[str, Any]) -> str:
    """Under which key it is sealed; empty where it is plain."""
    metadata = payload.get("metadata") or {}
    if base64.b64decode(metadata.get("encoding", "")).decode(errors="replace") != _ENCODING:
        return ""
    return base64.b64decode(metadata.get(_KEY_ID, "")).decode(errors="replace")


@contextmanager
def serving(server: CodecServer, port: int) -> Iterator[None]:
    """For as long as the block runs, on loopback; 0 is nowhere. A port that can't be had is one sentence in the log."""
    if not port:
        yield
        return
    try:
        http = ThreadingHTTPServer(("127.0.0.1", port), _handler(server))
    except OSError as error:
        log.warning("no codec server: port %d cannot be had (%s); set FOLLOWUP_CODEC_PORT.", port, error.strerror)
        yield
        return
    http.daemon_threads = True
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.2}, daemon=True, name="codec")
    thread.start()
    try:
        yield
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


def _handler(server: CodecServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = 10  # seconds for a client that says nothing
        server_version, sys_version = "followup", ""

        def do_OPTIONS(self) -> None:
            """A browser asks before it sends what it may send."""
            self._answer(204 if server.allows(self.headers.get("Origin", "")) else 403, b"")

        def do_POST(self) -> None:
            headers = self.headers
            try:
                who = server.who(self.path, headers.get("Authorization", ""), headers.get("Origin", ""))
                said = server.decode(who, headers.get("X-Namespace", ""), self._body())
            except Refused as error:
                self._say(error.status, {"error": str(error)})
            except LedgerUnavailable as error:
                self._say(503, {"error": str(error)})
            else:
                self._say(200, said)

        def _body(self) -> bytes:
            length = self.headers.get("Content-Length", "")
            if not length.isdecimal() or int(length) > _LARGEST:
                raise Refused(413, "A body has a length, of at most 8 MiB.")
            return self.rfile.read(int(length))

        def _say(self, status: int, said: dict[str, Any]) -> None:
            self._answer(status, json.dumps(said).encode())

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            origin = self.headers.get("Origin", "")
            if server.allows(origin):
                self.send_header("Access-Control-Allow-Origin", origin)
                self.send_header("Access-Control-Allow-Methods", "POST, OPTIONS")
                self.send_header("Access-Control-Allow-Headers", "content-type, x-namespace, authorization")
                self.send_header("Vary", "Origin")
            self.send_header("Cache-Control", "no-store")
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(OSError):
                self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Nothing: the path holds the secret."""

    return Handler
