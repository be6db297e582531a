"""One signed request to our gateway, and what it was answered."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode, urlsplit, urlunsplit

from clock import Clock, host_now
from sandbox.signing import EventKey, twilio_headers

_POST_TIMEOUT: Final = 15.0  # seconds; Twilio waits as long
_OPENER: Final = urllib.request.build_opener(urllib.request.ProxyHandler({}))
"""Around any proxy of the machine: it knows nothing of our loopback."""

FORM: Final = "application/x-www-form-urlencoded"


class Gateway:
    """Where the vendors' hooks are, and the secrets that they sign with.

    `url` is where the gateway is reached, empty for wherever an address leads: what was signed for another address is
    brought there all the same, as a proxy would.
    """

    def __init__(self, url: str, key: EventKey, auth_token: str, clock: Clock = host_now) -> None:
        self.url = url.rstrip("/")
        self.key = key
        self.clock = clock
        self._auth_token = auth_token

    def by_sendgrid(self, path: str, body: bytes, content_type: str = "application/json") -> int:
        """The status of the answer; 0 where there was none."""
        return self._post(
            f"{self.url}{path}", body, self.key.headers(body, self.clock()) | {"Content-Type": content_type}
        )

    def by_twilio(self, url: str, fields: Mapping[str, str]) -> int:
        """The same for a form of Twilio's, signed for the address that it was told."""
        headers = twilio_headers(self._auth_token, url, fields) | {"Content-Type": FORM}
        return self._post(self.reached(url), urlencode(fields).encode(), headers)

    def one_click(self, url: str) -> int:
        """What a mail program posts to a List-Unsubscribe address (RFC 8058)."""
        return self._post(self.reached(url), b"List-Unsubscribe=One-Click", {"Content-Type": FORM})

    def reached(self, url: str) -> str:
        """The address on our gateway that stands for a public one."""
        if not self.url:
            return url
        ours = urlsplit(self.url)
        return urlunsplit(urlsplit(url)._replace(scheme=ours.scheme, netloc=ours.netloc))

    def _post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        return posted(url, body, headers)


def posted(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """The status of the answer to one request; 0 where there was none."""
    if not url.startswith(("http://", "https://")):
        return 0
    request = urllib.request.Request(url, body, dict(headers))  # noqa: S310  # checked in the line above
    try:
        with _OPENER.open(request, timeout=_POST_TIMEOUT) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code
    except (OSError, ValueError):
        return 0
