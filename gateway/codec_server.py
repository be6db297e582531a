"""Shows people's words in Temporal's web UI to whoever may see them: a codec server, on a loopback port of its own.

The UI of `followup up` passes no token, so the address that it is given holds a secret, and only its own pages may ask
from a browser. The Temporal CLI passes a secret as a bearer token: one that shows words, for recruiters, or one that
shows ids, times and shapes alone, for ops. A cluster's UI passes the token with which its user logged in. Each look is
on record before it is answered.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from domain.views.structure import structure_of
from gateway.codec_tokens import Tokens
from integrations.oidc.bearer import IdentityProvider, NotBelieved, ProviderAway
from ledger.engine import LedgerUnavailable
from ledger.keys.looks import Looks
from ledger.keys.person_keys import PersonKeys
from ledger.keys.sealing import NotSealedHere, opened

log = logging.getLogger("followup.codec")

_READERS: Final = frozenset({"recruiter", "lead", "hiring_manager"})
_OPS: Final = "ops"
_LARGEST: Final = 8 * 1024 * 1024
_MOST: Final = 2000
_ENCODING, _KEY_ID = "binary/encrypted", "followup-key-id"
_PLAIN: Final = {"encoding": base64.b64encode(b"json/plain").decode()}
_NO_TOKEN: Final = "The token is missing or wrong; it stands in codec-token in FOLLOWUP_HOME."  # noqa: S105  a sentence
_ERASED: Final = {
    "metadata": _PLAIN,
    "data": base64.b64encode(b'"(erased)"').decode(),
}


@dataclass(frozen=True, slots=True)
class Looker:
    """Who looks, for the record, and whether they may read what people wrote."""

    who: str
    words: bool


class Refused(Exception):
    """A request that is answered with a status and a sentence."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class CodecServer:
    """What is asked and answered, without HTTP."""

    def __init__(
        self,
        keys: PersonKeys,
        looks: Looks,
        tokens: Tokens,
        origins: Sequence[str],
        provider: IdentityProvider | None = None,
    ) -> None:
        self._keys, self._looks = keys, looks
        self._tokens, self._provider = tokens, provider
        self._origins = frozenset(origins)

    def allows(self, origin: str) -> bool:
        """May pages of this origin ask?"""
        return origin in self._origins

    def who(self, path: str, authorization: str, origin: str) -> Looker:
        """Who asks. Raises Refused."""
        given = path.strip("/").split("/")
        if given[-1:] != ["decode"]:
            raise Refused(404, "There is nothing at this address.")
        if len(given) == 2 and (looker := self._by_secret(given[0], "web UI")):
            if not self.allows(origin):
                raise Refused(403, "Only pages of Temporal's web UI may ask; FOLLOWUP_CODEC_ORIGINS names it.")
            return looker
        if len(given) != 1:
            raise Refused(401, _NO_TOKEN)
        if origin and not self.allows(origin):
            raise Refused(403, "Pages of this address may not ask; see FOLLOWUP_CODEC_ORIGINS.")
        token = authorization.removeprefix("Bearer ").strip()
        return self._by_secret(token, "token") or self._by_login(token)

    def _by_secret(self, given: str, how: str) -> Looker | None:
        for secret, words in ((self._tokens.words, True), (self._tokens.structure, False)):
            if hmac.compare_digest(given.encode(), secret.encode()):
                return Looker(how if words else f"{how} of ops", words)
        return None

    def _by_login(self, token: str) -> Looker:
        if self._provider is None or not token:
            raise Refused(401, _NO_TOKEN)
        try:
            bearer = self._provider.bearer(token)
        except NotBelieved as error:
            raise Refused(401, str(error)) from None
        except ProviderAway as error:
            raise Refused(503, str(error)) from None
        if bearer.roles & _READERS:
            return Looker(bearer.subject, words=True)
        if _OPS in bearer.roles:
            return Looker(bearer.subject, words=False)
        raise Refused(403, "This login has no role here; it needs one of recruiter, lead, hiring_manager or ops.")

    def decode(self, looker: Looker, namespace: str, body: bytes) -> dict[str, Any]:
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
        self._looks.note(looker.who, sorted({key.workflow_id for key in keys.values() if key is not None}))
        about = namespace or "default"
        return {
            "payloads": [
                self._opened(one, keys.get(ident), about, words=looker.words) if ident else one
                for one, ident in zip(payloads, sealed, strict=True)
            ]
        }

    def _opened(self, payload: dict[str, Any], key: Any, namespace: str, *, words: bool) -> dict[str, Any]:
        from temporalio.api.common.v1 import Payload

        if key is None:
            return _ERASED
        try:
            data = base64.b64decode(payload.get("data", ""))
            found = Payload.FromString(opened(key.cipher, data, f"{namespace}\n{key.workflow_id}".encode()))
        except (NotSealedHere, binascii.Error, ValueError, TypeError):
            raise Refused(400, "A payload was changed, or belongs to another namespace.") from None
        if not words:
            return {"metadata": _PLAIN, "data": base64.b64encode(structure_of(found.data)).decode()}
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
                looker = server.who(self.path, headers.get("Authorization", ""), headers.get("Origin", ""))
                said = server.decode(looker, headers.get("X-Namespace", ""), self._body())
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
