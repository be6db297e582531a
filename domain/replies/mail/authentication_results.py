"""What our own mail server found out about a sender, in its `Authentication-Results` (RFC 8601).

Anybody can write such a header into a mail. The topmost one under our own server's name was added as the mail came in;
what stands below it came along, and is never looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_PROVIDERS: Final = {
    "gmail.com": ("mx.google.com",),
    "googlemail.com": ("mx.google.com",),
    "office365.com": ("", "mx.microsoft.com"),
    "outlook.com": ("", "mx.microsoft.com"),
    "fastmail.com": (".messagingengine.com",),
    "yahoo.com": (".yahoo.com",),
    "zoho.com": ("mx.zohomail.com",),
    "zoho.eu": ("mx.zohomail.eu",),
    "me.com": (".icloud.com", ".apple.com", ".me.com"),
}
"""The names under which the receiving servers of some providers write it, by the domain of their IMAP servers. An empty
name: Microsoft's writes none. A dot in front: any server of that domain."""

_DOORS: Final = frozenset({"imap", "imaps", "imap4", "mail", "mx", "mailbox", "email", "pop", "smtp", "webmail"})
"""First parts of a mail server's name; the others of the same domain are taken for its own."""

NONE: Final = "none"
_MOST: Final = 8_000
_HEADERS_LOOKED_AT: Final = 30
_RESULT: Final = re.compile(r"\s*([a-z0-9-]{1,30})(?:/\d+)?\s*=\s*([a-z]{1,20})\b", re.IGNORECASE)
_PROPERTY: Final = re.compile(
    r'\b([a-z]{1,20}\.[a-z-]{1,30})\s*=\s*(?:"([^"]{0,300})"|([^\s;"]{1,300}))', re.IGNORECASE
)
_DOMAIN: Final = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class Authority:
    """Whose word on senders is believed: names of mail servers, or those of a whole domain (`.acme.com`)."""

    names: tuple[str, ...] = ()

    def has(self, name: str) -> bool:
        """Is this one of them?"""
        return any(name == one or (one.startswith(".") and (name + ".").endswith(one + ".")) for one in self.names)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What was found out; each empty where nothing was."""

    spf: str = ""  # as in "pass", of the domain in `envelope_from`
    dkim: str = ""  # as in "{@example.com : pass}", the domains that vouched for the mail
    envelope_from: str = ""


def authority_of(host: str, given: str | None = None) -> Authority:
    """Whose word is believed on mail in a mailbox on `host`: as `given` (`none` for nobody's), else by its name."""
    if given is not None:
        names = [one.strip().lower() for one in given.split(",")]
        return Authority(tuple(one for one in names if one and one != NONE))
    host = host.lower().rstrip(".")
    for domain, known in _PROVIDERS.items():
        if host == domain or host.endswith(f".{domain}"):
            return Authority(known)
    first, _, rest = host.partition(".")
    return Authority((host, rest, f".{rest}") if first in _DOORS and "." in rest else (host,))


def verdicts(headers: list[str], authority: Authority) -> Verdicts:
    """What the topmost header of the authority says. `headers` from the top, unfolded or not."""
    for place, header in enumerate(headers[:_HEADERS_LOOKED_AT]):
        parts = _without_comments(header[:_MOST]).split(";")
        named = "" if "=" in parts[0] else (parts[0].split() or [""])[0].lower()
        if not authority.has(named) or (not named and place):
            continue
        return _read(parts if "=" in parts[0] else parts[1:])
    return Verdicts()


def _read(parts: list[str]) -> Verdicts:
    spf = envelope = ""
    vouched: list[str] = []
    for part in parts[:50]:
        result = _RESULT.match(part)
        if result is None:
            continue
        method, verdict = result[1].lower(), result[2].lower()
        said = {one[1].lower(): (one[2] or one[3] or "").lower() for one in _PROPERTY.finditer(part)}
        if method == "spf" and not spf:
            spf, envelope = verdict, said.get("smtp.mailfrom", "").strip("<>")
        elif method == "dkim" and verdict == "pass":
            vouched.append(said.get("header.d") or said.get("header.i", "").rpartition("@")[2])
        elif method == "dmarc" and verdict == "pass":
            vouched.append(said.get("header.from", "").rpartition("@")[2])
    signed = ", ".join(f"@{one} : pass" for one in dict.fromkeys(vouched) if _DOMAIN.fullmatch(one))
    envelope = envelope if "@" in envelope or not envelope else f"@{envelope}"
    return Verdicts(spf if envelope else "", f"{{{signed}}}" if signed else "", envelope)


def _without_comments(text: str) -> str:
    """Without what stands in parentheses, and without semicolons in quotation marks."""
    kept: list[str] = []
    depth, quoted, escaped = 0, False, False
    for one in text:
        if escaped:
            escaped = False
        elif one == "\\":
            escaped = True
        elif one == '"' and not depth:
            quoted = not quoted
            kept.append(one)
        elif quoted:
            kept.append(" " if one == ";" else one)
        elif one == "(":
            depth += 1
        elif one == ")" and depth:
            depth -= 1
        elif not depth:
            kept.append(" " if one in "\r\n\t" else one)
    return "".join(kept)
