"""Questions to DNS, on request and never for long: each has a time-out, and all together have one."""

from __future__ import annotations

import time
from ipaddress import ip_address
from typing import Final

import dns.exception
import dns.name
import dns.rdatatype
import dns.resolver

from domain.checks.mail_dns import Answer, Kind

EACH: Final = 2.0
TOGETHER: Final = 8.0
"""Seconds."""


class BadNameserver(ValueError):
    """No DNS server can be asked; one sentence that says what to do."""


class DnsLookup:
    """Asks the machine's own DNS servers, or the one that is named: `9.9.9.9`, `127.0.0.1:5353`, `[::1]:53`.

    Raises BadNameserver. What was asked once is not asked again.
    """

    def __init__(self, server: str = "", *, each: float = EACH, together: float = TOGETHER) -> None:
        try:
            self._resolver = dns.resolver.Resolver(configure=not server)
        except dns.resolver.NoResolverConfiguration:
            raise BadNameserver("This computer has no DNS server set up; give one with --dns-server.") from None
        if server:
            self._resolver.nameservers, self._resolver.port = _address(server)
        # So that a dead server, or a packet that is lost, leaves time for another.
        self._resolver.timeout = each / max(2, len(self._resolver.nameservers))
        self._each = each
        self._ends = time.monotonic() + together
        self._known: dict[tuple[str, Kind], Answer] = {}

    def __call__(self, name: str, kind: Kind) -> Answer:
        """What DNS says of a name; `unanswered` at once when the time of all together is over."""
        if (known := self._known.get((name, kind))) is None:
            known = self._known[name, kind] = self._ask(name, kind)
        return known

    def _ask(self, name: str, kind: Kind) -> Answer:
        left = min(self._each, self._ends - time.monotonic())
        if left <= 0:
            return Answer("unanswered")
        try:
            absolute = dns.name.from_text(name)
            found = self._resolver.resolve(absolute, kind, lifetime=left, search=False)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer, dns.resolver.YXDOMAIN):
            return Answer("nothing")
        except (dns.exception.Timeout, dns.resolver.NoNameservers, OSError):
            return Answer("unanswered")
        except (dns.exception.DNSException, UnicodeError):  # a name that cannot be one has no record
            return Answer("nothing")
        return Answer("found", tuple(_text(rdata, kind) for rdata in found))


def _text(rdata: object, kind: Kind) -> str:
    if kind == "TXT":
        # In pieces of at most 255 bytes, which belong together without a blank.
        return b"".join(getattr(rdata, "strings", ())).decode("utf-8", "replace")
    return str(rdata)


def _address(server: str) -> tuple[list[str], int]:
    host, colon, port = server.rpartition(":")
    if not colon or (":" in host and not host.startswith("[")):
        host, port = server, "53"
    try:
        address = str(ip_address(host.strip("[]")))
        number = int(port)
    except ValueError:
        number, address = 0, ""
    if not 0 < number < 65536:
        raise BadNameserver(f"{server!r} isn't a DNS server's address; write one such as 9.9.9.9 or 127.0.0.1:5353.")
    return [address], number
