"""Who is at the other end: a candidate, a vendor, or a reverse proxy that says for whom it asks.

Only proxies that are named are believed. That one is there without being named is said once, since without its name all
requests share one limit.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

log = logging.getLogger("followup.gateway")

LOCAL: Final = "local"
"""In a request's `state`: does it come from this machine, and from nobody whom a proxy here lets in?"""

_FORWARDING: Final = (
    "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "forwarded", "via", "x-real-ip", "cf-connecting-ip",
    "true-client-ip",
)  # fmt: skip
_HERE: Final = ("localhost", "127.0.0.1", "[::1]")


class Proxies:
    """The reverse proxies that FOLLOWUP_TRUSTED_PROXIES names."""

    def __init__(self, named: Sequence[str]) -> None:
        networks = [ip_network(one) for one in named]

        @lru_cache(maxsize=4096)
        def among(address: str) -> bool:
            found = _address(address)
            return found is not None and any(found in network for network in networks)

        self._among = among

    def __contains__(self, address: str) -> bool:
        return self._among(address)


class Peers:
    """ASGI middleware around everything: puts the client in a named proxy's place."""

    def __init__(self, app: ASGIApp, *, named: Sequence[str]) -> None:
        """`named`: addresses and networks of the proxies that are believed."""
        self._app = app
        # Its types are uvicorn's own spelling of the same protocol.
        self._through_proxy: ASGIApp = ProxyHeadersMiddleware(app, list(named))  # type: ignore[arg-type,assignment]
        self._proxies = Proxies(named)
        self._told = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        peer = scope["client"][0] if scope.get("client") else ""
        headers = Headers(scope=scope)
        named = peer in self._proxies
        scope.setdefault("state", {})[LOCAL] = not named and _is_local(peer, headers, scope["http_version"])
        if not named and "x-forwarded-for" in headers:
            self._tell(peer)
        await (self._through_proxy if named else self._app)(scope, receive, send)

    def _tell(self, peer: str) -> None:
        if self._told:
            return
        self._told = True
        address = _address(peer)
        # Anybody can send that header, and a candidate's address does not belong into the log.
        nearby = address is not None and address.is_private
        log.warning(
            "X-Forwarded-For comes from %s, which FOLLOWUP_TRUSTED_PROXIES does not name, and is not believed: if that "
            "is your reverse proxy, set FOLLOWUP_TRUSTED_PROXIES to %s, or everyone behind it shares one limit.",
            peer if nearby else "an address of the internet",
            peer if nearby else "its address or network",
        )


def _is_local(peer: str, headers: Headers, version: str) -> bool:
    """From this machine, for this machine. A bare proxy that adds no header still asks in HTTP/1.0, or for its host."""
    address = _address(peer)
    if address is None or not address.is_loopback or version == "1.0":
        return False
    host = headers.get("host", "").lower()
    bare = host.rpartition(":")[0] if not host.endswith("]") and ":" in host else host
    return bare in _HERE and not any(name in headers for name in _FORWARDING)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None
