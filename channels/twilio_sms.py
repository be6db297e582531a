"""Texts through Twilio. Accepted is 201 with a message's sid and nothing else (DESIGN, "Delivery: at most once")."""

from __future__ import annotations

import base64
import json
import urllib.request
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from twilio.http import HttpClient
from twilio.http.response import Response
from twilio.rest import Client

from channels.deadline import Deadline, DeadlineTlsContext, tls_context
from channels.posting import NotKnown, NotSent, Reply, checked_base, post, retry_after
from channels.reasons import scrubbed
from channels.reference import callback_address
from channels.sender import SOCKET_BUDGET, Accepted, Found, NotAccepted, Outcome, OutgoingMessage, Refused, Unknown

_SID: Final = "TWILIO_ACCOUNT_SID"
_TOKEN: Final = "TWILIO_AUTH_TOKEN"  # noqa: S105  # the setting's name
_FROM: Final = "FOLLOWUP_SMS_FROM"
_URL: Final = "FOLLOWUP_TWILIO_URL"

_OPTED_OUT: Final = frozenset({21610})
_ADDRESS_BAD: Final = frozenset({21211, 21614, 21612, 21217, 21401})
_LATER: Final = {
    20429: timedelta(seconds=30),  # too many requests
    21611: timedelta(minutes=5),  # the sender's queue is full
    30001: timedelta(minutes=5),  # the same, said after the fact
    63038: timedelta(hours=1),  # the account's daily limit
}
_SENDER_WRONG: Final = frozenset({21212, 21603, 21606, 21659, 21660, 21701, 21703})
_NOT_GOING: Final = frozenset({"failed", "undelivered", "canceled"})


class TwilioSms:
    """Texts from a number, or from a messaging service where `sender` is its sid (`MG…`).

    `status_callback` is the public address of the status hook, empty for none. `validity` is how long Twilio may hold
    the text back: its own default of 10 h would let a text of the afternoon out at night (R5).
    Raises ValueError naming the setting that is empty or malformed.
    """

    name = "twilio"
    max_in_flight = 16

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        sender: str,
        base_url: str = "https://api.twilio.com",
        status_callback: str = "",
        *,
        validity: timedelta = timedelta(hours=1),
        budget: timedelta = SOCKET_BUDGET,
    ) -> None:
        for setting, value in ((_SID, account_sid), (_TOKEN, auth_token), (_FROM, sender)):
            if not value or value.strip() != value:
                raise ValueError(f"{setting} must be set, without spaces around it.")
        self._login = (account_sid, auth_token)
        self._sender = sender
        self._base_url = checked_base(base_url, _URL)
        self._status_callback = status_callback
        self._validity = validity
        self._budget = budget
        self._tls = tls_context()

    def send(self, message: OutgoingMessage) -> Outcome:
        """Post once. Broken before the connection stood is not accepted; broken after it is unknown."""
        carrier = _Carrier(Deadline(self._budget), self._tls)
        by_service = self._sender.startswith("MG")
        wishes: dict[str, Any] = {"messaging_service_sid" if by_service else "from_": self._sender}
        if self._status_callback:
            wishes["status_callback"] = callback_address(self._status_callback, message.touch_key)
        try:
            self._client(carrier).messages.create(
                to=message.to, body=message.text, validity_period=int(self._validity.total_seconds()), **wishes
            )
        except NotSent as error:
            return NotAccepted(f"Twilio could not be reached: {error}.")
        except NotKnown as error:
            return Unknown(f"Twilio got the request and gave {error}.")
        except Exception:
            # What the package makes of an answer is not used: its exceptions carry no headers, and an odd body gives
            # odd ones. Without an answer it was no provider's doing, and is ours to see.
            if carrier.reply is None:
                raise
        assert carrier.reply is not None
        return _judged(carrier.reply, message)

    def find(self, touch_key: str, *, to: str, since: datetime) -> Found:
        """Never exact, and never found: the list of messages tells neither the touch nor its callback's reference.

        One could list what went to this number since then and compare bodies, but a look knows only the touch, and two
        touches may say the same. So an unknown text waits for its status callback, then for a recruiter.
        """
        return Found(False, exact=False)

    def _client(self, carrier: _Carrier) -> Client:
        client = Client(*self._login, http_client=carrier)
        # TWILIO_REGION and TWILIO_EDGE would be built into the host of whatever address we were given.
        client.region = client.edge = None
        client.api.base_url = self._base_url
        return client


class _Carrier(HttpClient):  # type: ignore[misc]  # the package has no types
    """The package's way to bring one's own HTTP client; without its logging of addresses and headers."""

    def __init__(self, deadline: Deadline, tls: DeadlineTlsContext) -> None:
        self._deadline = deadline
        self._tls = tls
        self.is_async = False
        self.reply: Reply | None = None

    def request(
        self,
        method: str,
        uri: str,
        params: Mapping[str, object] | None = None,
        data: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,
        allow_redirects: bool = False,
    ) -> Response:
        request = urllib.request.Request(  # noqa: S310  # the base was checked to be http or https
            f"{uri}?{urlencode(params, doseq=True)}" if params else uri,
            data=urlencode(data, doseq=True).encode("ascii") if data else None,
            headers=dict(headers or {}),
            method=method.upper(),
        )
        if auth:
            login = base64.b64encode(":".join(auth).encode()).decode("ascii")
            request.add_unredirected_header("Authorization", f"Basic {login}")
        self.reply = post(request, self._deadline, self._tls)
        return Response(self.reply.status, self.reply.body.decode("utf-8", "replace"), self.reply.headers)


def _judged(reply: Reply, message: OutgoingMessage) -> Outcome:
    answer = _object(reply.body)
    status = reply.status
    if status == 201:
        sid = answer.get("sid")
        if not isinstance(sid, str) or not sid:
            return Unknown("Twilio answered 201 with something that is no message.")
        if answer.get("status") in _NOT_GOING:
            said = scrubbed(str(answer.get("error_message") or "no reason given"), message.to, message.text)
            return _by_code(_code(answer.get("error_code")), reply, said) or Refused(
                f"Twilio gave up at once: {said}.", address_bad=False
            )
        return Accepted(sid)
    if status >= 500 or status < 300:
        return Unknown(f"Twilio answered {status}, which says neither yes nor no.")
    if status < 400:
        return NotAccepted(f"Twilio's address answered with a redirect ({status}), not followed; check {_URL}.")
    code = _code(answer.get("code"))
    said = scrubbed(str(answer.get("message") or answer.get("title") or ""), message.to, message.text).rstrip(".")
    by_code = _by_code(code, reply, said)
    if by_code is not None:
        return by_code
    detail = f" ({code or status}{f': {said}' if said else ''})"
    if status in (401, 403) or code == 20003:
        return NotAccepted(f"Twilio does not let us send{detail}; check {_SID} and {_TOKEN}.")
    if status == 429:
        return NotAccepted(f"Twilio asks to slow down{detail}.", retry_after(reply.headers) or _LATER[20429])
    if status in (404, 405):
        return NotAccepted(f"There is no such account at the address{detail}; check {_SID} and {_URL}.")
    if status in (400, 413, 422):
        return Refused(f"Twilio refused the text{detail}.", address_bad=False)
    return NotAccepted(f"Twilio did not take the text{detail}.", retry_after(reply.headers))


def _by_code(code: int, reply: Reply, said: str) -> Outcome | None:
    """The outcome where Twilio's own code decides, whatever the status."""
    detail = f"({code}: {said})" if said else f"({code})"
    if code in _OPTED_OUT:
        return Refused(f"The person has opted out of texts {detail}.", address_bad=False, opted_out=True)
    if code in _ADDRESS_BAD:
        return Refused(f"The number cannot get texts {detail}.", address_bad=True)
    if code in _LATER:
        return NotAccepted(f"Twilio asks to wait {detail}.", retry_after(reply.headers) or _LATER[code])
    if code in _SENDER_WRONG:
        return NotAccepted(f"Twilio does not let us send from this number {detail}; check {_FROM}.")
    return None


def _object(body: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(body)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _code(value: object) -> int:
    try:
        return int(str(value))
    except ValueError:
        return 0
