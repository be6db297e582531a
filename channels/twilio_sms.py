"""Texts through Twilio. Accepted is 201 with a message's sid and nothing else (docs/architecture.md, "Delivery")."""

from __future__ import annotations

import urllib.request
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from twilio.http import HttpClient
from twilio.http.response import Response
from twilio.rest import Client

from channels import twilio_answers as answers
from channels.answers import row_of, unanswered
from channels.reasons import scrubbed
from channels.reference import callback_address
from channels.sender import SOCKET_BUDGET, Found, Outcome, OutgoingMessage
from clock import Clock, host_now
from transport.deadline import Deadline, DeadlineTlsContext, tls_context
from transport.http_request import NotKnown, NotSent, Reply, asked, basic, checked_base, post, retry_after

_NOT_GOING: Final = frozenset({"failed", "undelivered", "canceled"})
_NEVER_LEFT: Final = frozenset({"failed", "canceled"})
_CLOCKS_DIFFER: Final = timedelta(minutes=2)
_PAGE: Final = 100
_MOST_PAGES: Final = 3
_TRIAL: Final = "Sent from your Twilio trial account - "


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
        clock: Clock = host_now,
    ) -> None:
        for setting, value in ((answers.SID, account_sid), (answers.TOKEN, auth_token), (answers.FROM, sender)):
            if not value or value.strip() != value:
                raise ValueError(f"{setting} must be set, without spaces around it.")
        self._login = (account_sid, auth_token)
        self._sender = sender
        self._base_url = checked_base(base_url, answers.URL)
        self._status_callback = status_callback
        self._validity = validity
        self._budget = budget
        self._clock = clock
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
        except (NotSent, NotKnown) as error:
            return unanswered(answers.ROWS, error)
        except Exception:
            # What the package makes of an answer is not used: its exceptions carry no headers, and an odd body gives
            # odd ones. Without an answer it was no provider's doing, and is ours to see.
            if carrier.reply is None:
                raise
        assert carrier.reply is not None
        return _judged(carrier.reply, message, self._clock)

    def find(self, touch_key: str, *, to: str, since: datetime, text: str = "", others: Collection[str] = ()) -> Found:
        """By the list of messages: the one text to this number, since then, with these words and no other attempt's.

        Where it says that the text never left, that is exact, too. Absence proves nothing: Twilio documents no moment
        from which on the list is complete. Two that fit, or words that are no longer kept, tell nothing either.
        """
        if not text:
            return Found(False, exact=False)
        fit = [one for one in self._texts(to, since) if one.get("body") in (text, _TRIAL + text)]
        fit = [one for one in fit if one.get("sid") and str(one["sid"]) not in others]
        if len(fit) != 1:
            return Found(False, exact=False)
        if fit[0].get("status") in _NEVER_LEFT:
            return Found(False, exact=True)
        return Found(True, exact=True, provider_message_id=str(fit[0]["sid"]))

    def _texts(self, to: str, since: datetime) -> Iterator[dict[str, Any]]:
        """What we sent to a number since then, a few pages of it. Raises OSError where Twilio cannot be asked."""
        # The list knows days, by Greenwich; the day before is asked for too, since ours may have begun there.
        earliest = since - _CLOCKS_DIFFER
        wanted = urlencode({"To": to, "DateSent>": f"{earliest.astimezone(UTC):%Y-%m-%d}", "PageSize": _PAGE})
        path = f"/2010-04-01/Accounts/{self._login[0]}/Messages.json?{wanted}"
        deadline = Deadline(self._budget)
        for _ in range(_MOST_PAGES):
            request = urllib.request.Request(self._base_url + path)  # noqa: S310  # the base was checked
            request.add_unredirected_header("Authorization", basic(*self._login))
            reply = asked(request, deadline, self._tls)
            if reply.status != 200:
                return
            yield from (one for one in reply.objects("messages") if _ours(one) and (_at(one) or earliest) >= earliest)
            path = str(reply.object().get("next_page_uri") or "")
            if not path.startswith("/") or urlsplit(path).netloc:
                return

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
            request.add_unredirected_header("Authorization", basic(*auth))
        self.reply = post(request, self._deadline, self._tls)
        return Response(self.reply.status, self.reply.body.decode("utf-8", "replace"), self.reply.headers)


def _judged(reply: Reply, message: OutgoingMessage, clock: Clock) -> Outcome:
    answer, status, case = reply.object(), reply.status, ""
    code, said = _code(answer.get("code")), str(answer.get("message") or answer.get("title") or "")
    sid = answer.get("sid")
    if status == 201 and not (isinstance(sid, str) and sid):
        case = answers.NONSENSE
    elif status == 201 and answer.get("status") in _NOT_GOING:
        code, said = _code(answer.get("error_code")), str(answer.get("error_message") or "no reason given")
        case = answers.GAVE_UP
    said = scrubbed(said, message.to, message.text).rstrip(".")
    by_code = next((row for row in answers.BY_CODE if row.fits("", status, code)), None)
    row = by_code if by_code and case != answers.NONSENSE and _decides(status, case) else None
    row = row or row_of(answers.BY_STATUS, case, status)
    detail = f"({code or status}{f': {said}' if said else ''})"
    return row.outcome(retry_after(reply.headers, clock), ident=sid, status=status, detail=detail, said=said)


def _decides(status: int, case: str) -> bool:
    """May Twilio's own code decide? Not where the answer does not say for sure that nothing was sent."""
    return 400 <= status < 500 or case == answers.GAVE_UP


def _ours(listed: Mapping[str, Any]) -> bool:
    """Did we send it, and they not us?"""
    return str(listed.get("direction") or "outbound-api").startswith("outbound")


def _at(listed: Mapping[str, Any]) -> datetime | None:
    """When Twilio took it."""
    try:
        return parsedate_to_datetime(str(listed.get("date_created") or listed.get("date_sent"))).astimezone(UTC)
    except ValueError:
        return None


def _code(value: object) -> int:
    try:
        return int(str(value))
    except ValueError:
        return 0
