"""A DNS server on the loopback, over UDP and TCP, that answers from a table and can be slow, broken or silent."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterable, Mapping
from types import TracebackType

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset

Zone = Mapping[tuple[str, str], Iterable[str]]
"""By name and type: the records as a zone file has them. A CNAME is followed, as a resolver does it."""

_UDP = 512


class DnsServer:
    """`asked` holds every question that came. Names in `silent` get no answer, those in `broken` SERVFAIL, those in
    `lost` their answer to the second question only, as if the first packet had been lost.
    """

    def __init__(
        self, zone: Zone, *, silent: Iterable[str] = (), broken: Iterable[str] = (), lost: Iterable[str] = ()
    ) -> None:
        self._zone = {(name.rstrip(".").lower(), kind): list(rows) for (name, kind), rows in zone.items()}
        self._silent, self._broken, self._lost = frozenset(silent), frozenset(broken), set(lost)
        self.asked: list[tuple[str, str]] = []
        self._closing = threading.Event()
        self._udp, self._tcp = _on_one_port()
        for one in (self._udp, self._tcp):
            one.settimeout(0.05)
        self._threads = [threading.Thread(target=serve, daemon=True) for serve in (self._by_udp, self._by_tcp)]

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._udp.getsockname()[1]}"

    def __enter__(self) -> DnsServer:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        for thread in self._threads:
            thread.join(5)
        self._udp.close()
        self._tcp.close()

    def _by_udp(self) -> None:
        while not self._closing.is_set():
            try:
                question, client = self._udp.recvfrom(4096)
            except TimeoutError:
                continue
            if (answer := self._answer(question)) is None:
                continue
            wire = answer.to_wire()
            if len(wire) > _UDP:
                short = dns.message.make_response(dns.message.from_wire(question))
                short.flags |= dns.flags.TC
                wire = short.to_wire()
            self._udp.sendto(wire, client)

    def _by_tcp(self) -> None:
        while not self._closing.is_set():
            try:
                connection, _ = self._tcp.accept()
            except TimeoutError:
                continue
            with connection:
                connection.settimeout(2)
                (size,) = struct.unpack("!H", connection.recv(2))
                if (answer := self._answer(connection.recv(size))) is not None:
                    wire = answer.to_wire()
                    connection.sendall(struct.pack("!H", len(wire)) + wire)

    def _answer(self, question: bytes) -> dns.message.Message | None:
        asked = dns.message.from_wire(question)
        name, kind = asked.question[0].name, dns.rdatatype.to_text(asked.question[0].rdtype)
        plain = name.to_text(omit_final_dot=True).lower()
        self.asked.append((plain, kind))
        if plain in self._silent:
            return None
        if plain in self._lost:
            self._lost.remove(plain)
            return None
        answer = dns.message.make_response(asked)
        answer.flags |= dns.flags.RA
        if plain in self._broken:
            answer.set_rcode(dns.rcode.SERVFAIL)
            return answer
        if not any(known == plain for known, _ in self._zone):
            answer.set_rcode(dns.rcode.NXDOMAIN)
        while alias := self._zone.get((plain, "CNAME")):
            answer.answer.append(dns.rrset.from_text(plain + ".", 60, "IN", "CNAME", alias[0]))
            plain = alias[0].rstrip(".").lower()
        if rows := self._zone.get((plain, kind)):
            answer.answer.append(dns.rrset.from_text_list(plain + ".", 60, "IN", kind, rows))
        return answer


def _on_one_port() -> tuple[socket.socket, socket.socket]:
    """A port that is free for UDP may be taken for TCP."""
    for _ in range(50):
        tcp = socket.create_server(("127.0.0.1", 0))
        udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            udp.bind(tcp.getsockname())
        except OSError:
            udp.close()
            tcp.close()
        else:
            return udp, tcp
    raise OSError("no port is free for both UDP and TCP")
